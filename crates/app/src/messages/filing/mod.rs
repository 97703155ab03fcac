//! Filing: archive, bin, restore, unread. Shown here at once, sent afterwards in the order in which it was done, and
//! undone with one key.

mod send;
mod settle;
mod trouble;

use fullmakt_store::dialogs::Labels;
use uuid::Uuid;

use super::noting::act_of;
use super::{count, id, keys};
use crate::failures::from_store;
use crate::state::{Account, App};
use crate::surface::activity::Act;
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::messages::{
    FileMessages, FiledMessages, Filing, FilingQueue, FilingUndone, Selection, UndoFiling,
};
use crate::surface::session::Connection;
use crate::surface::table::Topic;
use crate::time::days;

pub(crate) use send::Sending;

/// Messages that one act files at most.
const MOST: u32 = 100_000;

/// Acts that can be undone without being named, the last one first.
const REMEMBERED: usize = 50;

/// What waits on the wire, and what was done.
#[derive(Default)]
pub(crate) struct FilingPlace {
    pub(super) sending: Sending,
    done: std::sync::Mutex<Vec<Uuid>>,
}

impl FilingPlace {
    fn done(&self) -> std::sync::MutexGuard<'_, Vec<Uuid>> {
        self.done
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn note(&self, act: Uuid) {
        let mut done = self.done();
        if done.len() == REMEMBERED {
            done.remove(0);
        }
        done.push(act);
    }

    /// Another account, or none.
    pub(crate) fn forget(&self) {
        self.done().clear();
        self.sending.forget();
    }
}

/// Labels to add and to remove.
fn labels(filing: Filing) -> (Labels, Labels) {
    match filing {
        Filing::Archive => (Labels::ARCHIVE, Labels::NONE),
        Filing::Bin => (Labels::BIN, Labels::NONE),
        Filing::Restore => (Labels::DEFAULT, Labels::NONE),
        Filing::MarkUnread => (Labels::MARKED_AS_UNOPENED, Labels::NONE),
        Filing::UnmarkUnread => (Labels::NONE, Labels::MARKED_AS_UNOPENED),
    }
}

impl App {
    /// Files messages: here at once, at Altinn afterwards.
    pub(crate) async fn file(&self, input: FileMessages) -> Result<FiledMessages, Failure> {
        let account = self.account()?;
        self.0.syncing.used(self.now());
        let chosen = self.chosen(&account, &input.selection).await?;
        let (add, remove) = labels(input.filing);
        let act = Uuid::new_v4();
        let queue = account.store.label_changes();
        let changed = queue.queue(act, &chosen, add, remove, self.now()).await;
        let changed = changed.map_err(|e| from_store(&e))?;
        if !changed.is_empty() {
            self.0.filing.note(act);
            self.filed_something();
        }
        self.note_filing(&account, act_of(input.filing), &changed)
            .await;
        let changed = changed.len();
        Ok(FiledMessages {
            changed: count(changed),
            unchanged: count(chosen.len() - changed),
            undo: (changed > 0).then(|| act.to_string()),
            queued: changed > 0 && self.0.meter.connection() == Connection::Offline,
        })
    }

    /// Keys of a selection; without doubles, in its order.
    async fn chosen(&self, account: &Account, selection: &Selection) -> Result<Vec<Uuid>, Failure> {
        let mut seen = std::collections::HashSet::new();
        let (ids, except) = match selection {
            Selection::Ids { ids } => (keys(ids, "ids")?, Vec::new()),
            Selection::Matching { list, except } => {
                // What came in since the list was drawn is not meant, and must not slip in while it is being written.
                let _whole = self.0.arrivals.whole().await;
                let (list, _) = self.list_as_of(list, &days(self.now()))?;
                let found = account.store.dialogs().ids(&list, MOST).await;
                (
                    found.map_err(|e| from_store(&e))?.ids,
                    keys(except, "except")?,
                )
            }
        };
        seen.extend(except);
        Ok(ids.into_iter().filter(|id| seen.insert(*id)).collect())
    }

    /// Undoes an act, or the last that can still be undone.
    pub(crate) async fn undo(&self, input: UndoFiling) -> Result<FilingUndone, Failure> {
        let account = self.account()?;
        let act = match input.undo {
            Some(act) => Some(id(&act, "undo")?),
            None => self.0.filing.done().last().copied(),
        };
        let Some(act) = act else {
            return Err(Failure::new(ErrorCode::NothingToUndo));
        };
        self.0.filing.done().retain(|done| *done != act);
        let queue = account.store.label_changes();
        let undone = queue.undo(act, Uuid::new_v4(), self.now()).await;
        let undone = undone.map_err(|e| from_store(&e))?;
        let restored: Vec<Uuid> = undone.withdrawn.into_iter().chain(undone.queued).collect();
        if restored.is_empty() {
            return Err(Failure::new(ErrorCode::NothingToUndo));
        }
        self.filed_something();
        self.note_filing(&account, Act::FilingUndone, &restored)
            .await;
        Ok(FilingUndone {
            restored: count(restored.len()),
            first: restored.first().map(ToString::to_string),
        })
    }

    /// What waits, and what was refused.
    pub(crate) async fn queue_of_filing(&self) -> Result<FilingQueue, Failure> {
        let account = self.account()?;
        let open = account.store.label_changes().open().await;
        let (refused, failure) = self.0.filing.sending.refused();
        Ok(FilingQueue {
            waiting: open.map_err(|e| from_store(&e))?,
            refused,
            failure,
        })
    }

    fn filed_something(&self) {
        self.changed(&[Topic::Messages, Topic::Counts, Topic::Status]);
        let app = self.clone();
        self.spawn(async move { app.send_filing().await });
    }
}
