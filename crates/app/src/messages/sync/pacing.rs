//! When the next round begins: the clock, the person and chance, for [`Pace`].

use fullmakt_sync::{Calendar, Mood, Pace};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::progress::Progresses;
use crate::state::{Account, App};
use crate::surface::messages::{PauseReason, SyncActivity};
use crate::surface::session::WindowUsed;

/// How long after the last act of the user the pace slows down.
const ACTIVE: SignedDuration = SignedDuration::from_mins(30);

impl App {
    /// The person uses the window, or has come back to it. Who was away for long has come back, too, though the window
    /// never lost the focus: messages are read then, unless that was done a moment ago, and what failed is tried again as
    /// soon as Altinn may be asked.
    pub(crate) fn note_window_used(&self, used: WindowUsed) {
        let now = self.now();
        self.0.presence.use_now();
        let syncing = &self.0.syncing;
        let was_away = self.mood() == Mood::Idle;
        syncing.used(now);
        let Some(pace) = pace() else { return };
        let last = syncing.polled_at();
        let at = match syncing.activity() {
            SyncActivity::Waiting if !used.focused && !was_away => None,
            SyncActivity::Waiting if pace.may_on_focus(last, now) => Some(now),
            SyncActivity::Waiting if was_away => {
                last.map(|last| pace.next(last, Mood::Active, chance()))
            }
            SyncActivity::Paused { .. } => syncing.try_at(),
            _ => None,
        };
        if let Some(at) = at {
            syncing.wake_by(at);
        }
    }

    /// Whether the person is there. Nobody is until the window was used for the first time.
    pub(super) fn mood(&self) -> Mood {
        let used_at = self.0.syncing.used_at();
        if used_at.is_some_and(|at| self.now().duration_since(at) <= ACTIVE) {
            Mood::Active
        } else {
            Mood::Idle
        }
    }

    /// When the round after one that has just come to its end begins.
    pub(super) async fn next_round(&self, account: &Account) -> Option<Timestamp> {
        let now = self.now();
        let pace = pace()?;
        let sweep = Progresses(account).sweep_due(now).await.ok().flatten();
        let poll = pace.next(now, self.mood(), chance());
        Some(pace.round(poll, sweep.filter(|at| *at > now)))
    }

    /// A round that failed may be tried again at `at`; if nobody is there, it is when people work.
    pub(super) fn try_again(&self, at: Option<Timestamp>) {
        let later = |at| pace().map_or(at, |pace| pace.again(at, self.mood(), chance()));
        self.0.syncing.set_try_at(at);
        self.0.syncing.set_due(at.map(later));
    }
}

/// How long after a pause that nobody ends it is tried again; `None` when the person must do something first.
pub(super) fn again(reason: PauseReason) -> Option<SignedDuration> {
    match reason {
        // Asking costs Altinn nothing.
        PauseReason::Offline => Some(SignedDuration::from_secs(60)),
        // Somebody may make room on the disk.
        PauseReason::StoreFailed => Some(SignedDuration::from_mins(5)),
        // Altinn named no time. What it refused or garbled may be mended there: asked for no oftener than polls are.
        PauseReason::UpstreamDown | PauseReason::RateLimited | PauseReason::Locked => {
            Some(SignedDuration::from_mins(15))
        }
        PauseReason::SignedOut | PauseReason::ScopeMissing => None,
    }
}

/// The pace of the product; `None` when the zone is not known, which the built-in data rules out.
pub(super) fn pace() -> Option<Pace> {
    Some(Pace::new(Calendar::oslo().ok()?))
}

/// In 0..1, another one each time.
pub(super) fn chance() -> f64 {
    share(Uuid::new_v4())
}

/// In 0..1, the same each time for an account, and another one for another.
pub(super) fn own(account: &Account) -> f64 {
    share(Uuid::new_v5(&Uuid::NAMESPACE_OID, account.key.as_bytes()))
}

fn share(of: Uuid) -> f64 {
    (of.as_u128() % 1000) as f64 / 1000.0
}
