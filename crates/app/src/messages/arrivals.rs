//! What polls bring in while lists are on the screen: a list shows it when it is asked for anew, and not before, so that
//! nothing moves by itself and «all that match» are those that were there.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use uuid::Uuid;

/// Messages that are remembered as having come in, the latest ones. Older ones stand in the lists.
const REMEMBERED: usize = 10_000;

/// Messages that came in since the app began, by the poll that brought them.
#[derive(Default)]
pub(crate) struct Arrivals {
    came: Mutex<Came>,
    /// Held for writing from before a page is written until what it brought is noted here.
    page: tokio::sync::RwLock<()>,
}

#[derive(Default)]
struct Came {
    /// Number of the last arrival.
    latest: u32,
    ids: VecDeque<(u32, Uuid)>,
}

impl Arrivals {
    fn came(&self) -> MutexGuard<'_, Came> {
        self.came.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Number of the last arrival.
    pub(crate) fn latest(&self) -> u32 {
        self.came().latest
    }

    /// Notes messages that came in together.
    pub(super) fn note(&self, ids: impl IntoIterator<Item = Uuid>) {
        let mut came = self.came();
        let number = came.latest.saturating_add(1);
        for id in ids {
            came.latest = number;
            came.ids.push_back((number, id));
        }
        let over = came.ids.len().saturating_sub(REMEMBERED);
        came.ids.drain(..over);
    }

    /// What came in after an arrival, and the number of the last one. `None`: nothing counts as having come in after.
    pub(super) fn after(&self, as_of: Option<u32>) -> (Vec<Uuid>, u32) {
        let came = self.came();
        let ids = match as_of {
            None => Vec::new(),
            Some(as_of) => came
                .ids
                .iter()
                .filter(|(number, _)| *number > as_of)
                .map(|(_, id)| *id)
                .collect(),
        };
        (ids, came.latest)
    }

    /// While it is held, no page is half in: written, and not noted.
    pub(super) async fn whole(&self) -> tokio::sync::RwLockReadGuard<'_, ()> {
        self.page.read().await
    }

    /// To be held while a page is written and noted.
    pub(super) async fn page(&self) -> tokio::sync::RwLockWriteGuard<'_, ()> {
        self.page.write().await
    }

    /// Another account, or none. The numbers go on: a window may still hold one.
    pub(crate) fn forget(&self) {
        self.came().ids.clear();
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::{Arrivals, REMEMBERED};

    #[test]
    fn a_list_is_of_the_arrivals_up_to_one() {
        let arrivals = Arrivals::default();
        assert_eq!(arrivals.after(Some(0)), (vec![], 0));
        let [one, two, three] = [1, 2, 3].map(Uuid::from_u128);
        arrivals.note([one, two]);
        arrivals.note([]);
        arrivals.note([three]);
        assert_eq!(arrivals.latest(), 2);
        assert_eq!(arrivals.after(Some(0)), (vec![one, two, three], 2));
        assert_eq!(arrivals.after(Some(1)), (vec![three], 2));
        assert_eq!(arrivals.after(Some(2)), (vec![], 2));
        assert_eq!(arrivals.after(None), (vec![], 2));
        arrivals.forget();
        assert_eq!(arrivals.after(Some(0)), (vec![], 2));
    }

    #[test]
    fn the_latest_are_remembered() {
        let arrivals = Arrivals::default();
        arrivals.note((0..REMEMBERED as u128 + 5).map(Uuid::from_u128));
        let (ids, _) = arrivals.after(Some(0));
        assert_eq!(ids.len(), REMEMBERED);
        assert_eq!(ids[0], Uuid::from_u128(5));
    }
}
