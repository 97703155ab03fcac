//! When the next round begins: the clock, the person and chance, for [`Pace`].

use fullmakt_sync::{Calendar, Mood, Pace};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::progress::Progresses;
use crate::state::{Account, App};
use crate::surface::messages::PauseReason;

/// How long after the last act of the user the pace slows down.
const ACTIVE: SignedDuration = SignedDuration::from_mins(30);

impl App {
    /// Whether the person is there.
    pub(super) fn mood(&self) -> Mood {
        let used_at = self.0.syncing.used_at();
        if used_at.is_none_or(|at| self.now().duration_since(at) <= ACTIVE) {
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

    /// When a round that failed is tried again, which would be at `at`.
    pub(super) fn next_try(&self, at: Timestamp) -> Timestamp {
        pace().map_or(at, |pace| pace.again(at, self.mood(), chance()))
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
