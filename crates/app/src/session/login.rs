//! A login on its way: one attempt at a time, cancellable, with its link for "copy link".

use fullmakt_auth::Canceller;

use super::flight::UnderWay;
use crate::surface::common::Failure;
use crate::surface::session::{LoginPurpose, SessionState};

/// What is known of the login in progress and of the last one that failed.
#[derive(Default)]
pub struct LoginProgress {
    /// The attempt that waits for the browser.
    pub waiting: Option<Waiting>,
    /// Why the last attempt failed, until the next one starts.
    pub last_failure: Option<Failure>,
    /// The login under way, from the wish to its end.
    pub flying: Option<UnderWay>,
    /// How many there were in this run.
    pub flights: u64,
}

impl LoginProgress {
    /// Gives up the attempt that waits for the browser.
    pub fn give_up_waiting(&mut self) {
        if let Some(waiting) = self.waiting.take() {
            waiting.canceller.cancel();
        }
    }

    /// Gives up the login under way, whether or not it waits for the browser already.
    pub fn give_up(&mut self) {
        self.give_up_waiting();
        if let Some(flying) = &self.flying {
            flying.give_up();
        }
    }
}

/// An attempt that waits for the browser.
pub struct Waiting {
    /// Gives it up.
    pub canceller: Canceller,
    /// The address to open; `None` for a sandbox person, who needs no browser.
    pub link: Option<url::Url>,
    /// Why.
    pub purpose: LoginPurpose,
    /// When it is given up.
    pub until: jiff::Timestamp,
}

impl Waiting {
    /// As the screens see it.
    pub fn view(&self) -> SessionState {
        SessionState::Authorizing {
            link: self.link.as_ref().map(ToString::to_string),
            purpose: self.purpose,
            until: crate::time::wire(self.until),
        }
    }
}
