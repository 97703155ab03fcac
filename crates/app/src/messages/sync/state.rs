//! What synchronisation remembers while the app runs. What must outlive it stands in the store.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use fullmakt_sync::Search;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::Notify;

use super::progress::PassKind;
use super::world::Known;
use crate::surface::common::Failure;
use crate::surface::messages::{PauseReason, SyncActivity};

/// Synchronisation of the open account.
#[derive(Default)]
pub(crate) struct Syncing {
    /// Held by the round under way.
    pub(super) one: tokio::sync::Mutex<()>,
    /// Held by whoever chooses the texts of rows for a language.
    pub(super) wording: tokio::sync::Mutex<()>,
    wake: Notify,
    now: Mutex<Now>,
    /// The machine is locked; holds whoever's account is open.
    locked: AtomicBool,
}

/// What is asked, as far as it is counted how often it was not answered.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Asked {
    /// Parties, services and limits.
    World,
    /// The next page of a pass over the batch with this name.
    Page(PassKind, String),
}

struct Now {
    activity: SyncActivity,
    /// When the next round begins.
    due: Option<Timestamp>,
    /// From when on what failed may be tried again.
    try_at: Option<Timestamp>,
    polled_at: Option<Timestamp>,
    /// When each scope was last read on the user's wish.
    asked: HashMap<String, Timestamp>,
    /// How many rounds in a row ended because this was not answered.
    in_vain: HashMap<Asked, u32>,
    /// What is asked in parts, since it was too broad; and for a fill or a sweep, in those that are still to be read.
    parts: HashMap<Asked, Vec<Search>>,
    /// Altinn wants quiet until then.
    quiet_until: Option<Timestamp>,
    used_at: Option<Timestamp>,
    failure: Option<Failure>,
    known: Option<Arc<Known>>,
}

impl Default for Now {
    fn default() -> Self {
        Now {
            activity: SyncActivity::Paused {
                reason: PauseReason::SignedOut,
            },
            due: None,
            try_at: None,
            polled_at: None,
            asked: HashMap::new(),
            in_vain: HashMap::new(),
            parts: HashMap::new(),
            quiet_until: None,
            used_at: None,
            failure: None,
            known: None,
        }
    }
}

impl Syncing {
    fn now(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Comes back when somebody wants a round sooner than planned.
    pub(super) async fn woken(&self) {
        self.wake.notified().await;
    }

    /// A round begins then.
    pub(super) fn wake_at(&self, at: Timestamp) {
        self.now().due = Some(at);
        self.wake.notify_one();
    }

    /// A round that waits for its time begins then, unless it is to begin sooner.
    pub(super) fn wake_by(&self, at: Timestamp) {
        if self.due().is_some_and(|due| due > at) {
            self.wake_at(at);
        }
    }

    pub(super) fn due(&self) -> Option<Timestamp> {
        self.now().due
    }

    /// The same, and nothing while the machine is locked.
    pub(super) fn due_unlocked(&self) -> Option<Timestamp> {
        self.due().filter(|_| !self.is_locked())
    }

    fn is_locked(&self) -> bool {
        self.locked.load(Ordering::Relaxed)
    }

    /// Notes whether the machine is locked; tells whether that is news.
    pub(super) fn set_locked(&self, locked: bool) -> bool {
        let is_news = self.locked.swap(locked, Ordering::Relaxed) != locked;
        if is_news && !locked {
            self.wake.notify_one();
        }
        is_news
    }

    pub(super) fn set_due(&self, due: Option<Timestamp>) {
        self.now().due = due;
    }

    pub(super) fn try_at(&self) -> Option<Timestamp> {
        self.now().try_at
    }

    pub(super) fn set_try_at(&self, at: Option<Timestamp>) {
        self.now().try_at = at;
    }

    pub(super) fn activity(&self) -> SyncActivity {
        let activity = self.now().activity.clone();
        match activity {
            SyncActivity::Waiting if self.is_locked() => SyncActivity::Paused {
                reason: PauseReason::Locked,
            },
            _ => activity,
        }
    }

    pub(super) fn set_activity(&self, activity: SyncActivity) {
        self.now().activity = activity;
    }

    pub(super) fn failure(&self) -> Option<Failure> {
        self.now().failure.clone()
    }

    pub(super) fn set_failure(&self, failure: Option<Failure>) {
        self.now().failure = failure;
    }

    pub(super) fn polled_at(&self) -> Option<Timestamp> {
        self.now().polled_at
    }

    pub(super) fn polled(&self, at: Timestamp) {
        self.now().polled_at = Some(at);
    }

    /// Notes that the person is there: the pace stays quick.
    pub(crate) fn used(&self, at: Timestamp) {
        self.now().used_at = Some(at);
    }

    pub(super) fn used_at(&self) -> Option<Timestamp> {
        self.now().used_at
    }

    /// Whether a scope may be read on the user's wish now; notes that it is.
    pub(super) fn may_ask(&self, scope: &str, now: Timestamp, least: SignedDuration) -> bool {
        let mut state = self.now();
        let may = state
            .asked
            .get(scope)
            .is_none_or(|at| now.duration_since(*at) >= least);
        if may {
            state.asked.insert(scope.to_owned(), now);
        }
        may
    }

    /// There was no network to read a scope by, which costs Altinn nothing: it may be asked for again at once.
    pub(super) fn not_asked(&self, scope: &str) {
        self.now().asked.remove(scope);
    }

    /// How many rounds in a row ended because this was not answered.
    pub(super) fn in_vain(&self, asked: &Asked) -> u32 {
        self.now().in_vain.get(asked).copied().unwrap_or_default()
    }

    /// A round ends because this was not answered.
    pub(super) fn unanswered(&self, asked: Asked) {
        let mut state = self.now();
        let rounds = state.in_vain.entry(asked).or_default();
        *rounds = rounds.saturating_add(1);
    }

    pub(super) fn answered(&self, asked: &Asked) {
        self.now().in_vain.remove(asked);
    }

    /// A round came to its end: nothing is waited for.
    pub(super) fn all_answered(&self) {
        self.now().in_vain.clear();
    }

    /// The parts in which this is asked, where it was too broad.
    pub(super) fn parts(&self, asked: &Asked) -> Option<Vec<Search>> {
        self.now().parts.get(asked).cloned()
    }

    /// This is asked in parts from now on; with none, as a whole again.
    pub(super) fn set_parts(&self, asked: Asked, parts: Vec<Search>) {
        let mut state = self.now();
        if parts.is_empty() {
            state.parts.remove(&asked);
        } else {
            state.parts.insert(asked, parts);
        }
    }

    /// Altinn wants quiet until then, whoever asks.
    pub(super) fn keep_quiet(&self, until: Option<Timestamp>) {
        let mut state = self.now();
        state.quiet_until = state.quiet_until.max(until);
    }

    /// Until when Altinn wants quiet, if it does.
    pub(super) fn quiet_until(&self, now: Timestamp) -> Option<Timestamp> {
        self.now().quiet_until.filter(|until| now < *until)
    }

    pub(super) fn known(&self) -> Option<Arc<Known>> {
        self.now().known.clone()
    }

    pub(super) fn set_known(&self, known: Known) -> Arc<Known> {
        let known = Arc::new(known);
        self.now().known = Some(Arc::clone(&known));
        known
    }

    pub(super) fn forget_known(&self) {
        self.now().known = None;
    }

    /// Another account, or none: nothing of the last one holds, but that somebody is there, and that Altinn wants quiet:
    /// it counts calls by who makes them, and not by person.
    pub(crate) fn forget(&self) {
        let mut now = self.now();
        *now = Now {
            used_at: now.used_at,
            quiet_until: now.quiet_until,
            ..Now::default()
        };
    }

    /// A round that outlived its account is over: what it left here is not the next one's, whose first round may be due.
    pub(super) fn forget_round(&self) {
        let mut now = self.now();
        *now = Now {
            due: now.due,
            used_at: now.used_at,
            quiet_until: now.quiet_until,
            ..Now::default()
        };
    }
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, Timestamp};

    use super::{Asked, Syncing};
    use crate::messages::sync::progress::PassKind;

    fn page(pass: PassKind) -> Asked {
        Asked::Page(pass, "parties-1".to_owned())
    }

    #[test]
    fn what_is_answered_says_nothing_of_what_is_not() {
        let syncing = Syncing::default();
        let (poll, sweep) = (
            page(PassKind::Poll),
            page(PassKind::Sweep(Timestamp::UNIX_EPOCH)),
        );
        for _ in 0..2 {
            syncing.answered(&poll);
            syncing.unanswered(sweep.clone());
        }
        assert_eq!(syncing.in_vain(&sweep), 2);
        assert_eq!(syncing.in_vain(&poll), 0);
        syncing.answered(&sweep);
        assert_eq!(syncing.in_vain(&sweep), 0);
        syncing.unanswered(Asked::World);
        syncing.all_answered();
        assert_eq!(syncing.in_vain(&Asked::World), 0);
    }

    #[test]
    fn who_comes_back_makes_a_round_sooner_and_never_later() {
        let syncing = Syncing::default();
        let at = |second| Timestamp::from_second(second).expect("an instant");
        syncing.wake_by(at(10));
        assert_eq!(syncing.due(), None, "nothing is waited for");
        syncing.set_due(Some(at(90)));
        syncing.wake_by(at(100));
        assert_eq!(syncing.due(), Some(at(90)));
        syncing.wake_by(at(30));
        assert_eq!(syncing.due(), Some(at(30)));
    }

    #[test]
    fn somebody_is_there_whoever_signs_in() {
        let syncing = Syncing::default();
        let at = Timestamp::UNIX_EPOCH;
        syncing.used(at);
        syncing.polled(at);
        syncing.forget();
        assert_eq!((syncing.used_at(), syncing.polled_at()), (Some(at), None));
    }

    #[test]
    fn a_round_that_outlives_its_account_leaves_the_next_one_its_own() {
        let syncing = Syncing::default();
        let at = Timestamp::UNIX_EPOCH;
        syncing.wake_at(at);
        syncing.unanswered(Asked::World);
        syncing.polled(at);
        syncing.forget_round();
        assert_eq!((syncing.due(), syncing.polled_at()), (Some(at), None));
        assert_eq!(syncing.in_vain(&Asked::World), 0);
    }

    #[test]
    fn altinn_wants_quiet_of_whoever_signs_in() {
        let syncing = Syncing::default();
        let until = Timestamp::UNIX_EPOCH + SignedDuration::from_secs(300);
        syncing.keep_quiet(Some(until));
        syncing.forget();
        assert_eq!(syncing.quiet_until(Timestamp::UNIX_EPOCH), Some(until));
        syncing.forget_round();
        assert_eq!(syncing.quiet_until(Timestamp::UNIX_EPOCH), Some(until));
    }

    #[test]
    fn a_wish_that_found_no_network_uses_up_nothing() {
        let syncing = Syncing::default();
        let (now, least) = (Timestamp::UNIX_EPOCH, SignedDuration::from_secs(60));
        assert!(syncing.may_ask("one", now, least));
        assert!(!syncing.may_ask("one", now, least), "not twice in a minute");
        assert!(syncing.may_ask("another", now, least));
        syncing.not_asked("one");
        assert!(syncing.may_ask("one", now, least));
        assert!(!syncing.may_ask("another", now, least), "that was asked");
        assert!(syncing.may_ask("one", now + least, least));
    }

    #[test]
    fn a_shorter_wish_for_quiet_does_not_end_a_longer_one() {
        let syncing = Syncing::default();
        let at = |second| Timestamp::from_second(second).expect("an instant");
        syncing.keep_quiet(Some(at(90)));
        syncing.keep_quiet(Some(at(30)));
        syncing.keep_quiet(None);
        assert_eq!(syncing.quiet_until(at(89)), Some(at(90)));
        assert_eq!(syncing.quiet_until(at(90)), None);
    }
}
