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
    arrivals: VecDeque<Arrival>,
}

/// A message that came in.
#[derive(Clone, Copy)]
struct Arrival {
    number: u32,
    id: Uuid,
    /// It was not there before; otherwise its content is newer.
    is_new: bool,
}

impl Arrivals {
    fn came(&self) -> MutexGuard<'_, Came> {
        self.came.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Number of the last arrival.
    pub(crate) fn latest(&self) -> u32 {
        self.came().latest
    }

    /// Notes messages that came in together, and whether each is a new one.
    pub(super) fn note(&self, messages: impl IntoIterator<Item = (Uuid, bool)>) {
        let mut came = self.came();
        let number = came.latest.saturating_add(1);
        for (id, is_new) in messages {
            came.latest = number;
            came.arrivals.push_back(Arrival { number, id, is_new });
        }
        let over = came.arrivals.len().saturating_sub(REMEMBERED);
        came.arrivals.drain(..over);
    }

    /// What came in after an arrival, and the number of the last one. `None`: nothing counts as having come in after.
    pub(super) fn after(&self, as_of: Option<u32>) -> (Vec<Uuid>, u32) {
        self.ids_after(as_of, |_| true)
    }

    /// The same, only those that were not there before: for lists in which what was seen must never be missing.
    pub(super) fn new_after(&self, as_of: Option<u32>) -> (Vec<Uuid>, u32) {
        self.ids_after(as_of, |arrival| arrival.is_new)
    }

    fn ids_after(&self, as_of: Option<u32>, counts: impl Fn(&Arrival) -> bool) -> (Vec<Uuid>, u32) {
        let came = self.came();
        let is_after = |arrival: &&Arrival| as_of.is_some_and(|as_of| arrival.number > as_of);
        let after = came.arrivals.iter().filter(is_after);
        let ids = after.filter(|arrival| counts(arrival)).map(|one| one.id);
        (ids.collect(), came.latest)
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
        self.came().arrivals.clear();
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
        arrivals.note([(one, true), (two, false)]);
        arrivals.note([]);
        arrivals.note([(three, true)]);
        assert_eq!(arrivals.latest(), 2);
        assert_eq!(arrivals.after(Some(0)), (vec![one, two, three], 2));
        assert_eq!(arrivals.after(Some(1)), (vec![three], 2));
        assert_eq!(arrivals.after(Some(2)), (vec![], 2));
        assert_eq!(arrivals.after(None), (vec![], 2));
        assert_eq!(arrivals.new_after(Some(0)), (vec![one, three], 2));
        assert_eq!(arrivals.new_after(Some(1)), (vec![three], 2));
        assert_eq!(arrivals.new_after(None), (vec![], 2));
        arrivals.forget();
        assert_eq!(arrivals.after(Some(0)), (vec![], 2));
    }

    #[test]
    fn the_latest_are_remembered() {
        let arrivals = Arrivals::default();
        let many = (0..REMEMBERED as u128 + 5).map(Uuid::from_u128);
        arrivals.note(many.map(|id| (id, true)));
        let (ids, _) = arrivals.after(Some(0));
        assert_eq!(ids.len(), REMEMBERED);
        assert_eq!(ids[0], Uuid::from_u128(5));
    }
}
