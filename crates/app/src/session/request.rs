//! What ID-porten is asked for, from what the person wishes and from the login that stands.

use std::collections::BTreeSet;

use fullmakt_auth::{AuthState, Level, LoginRequest};

use super::scopes::{Late, Wanted, wanted};
use crate::host::LaunchPersona;
use crate::state::App;
use crate::surface::session::{LoginPurpose, SignIn};

/// How a login is led.
#[derive(Clone, Copy)]
pub(super) struct Way {
    /// Why.
    pub purpose: LoginPurpose,
    /// A person of the sandbox: no browser.
    pub headless: bool,
}

impl App {
    /// The request of a login without its optional scope, the scopes it wants, and how it is led.
    pub(super) fn login_request(
        &self,
        input: SignIn,
        persona: Option<&LaunchPersona>,
    ) -> (LoginRequest, Wanted, Way) {
        let purpose = if input.step_up {
            LoginPurpose::StepUp
        } else if input.more_scopes || !input.features.is_empty() {
            LoginPurpose::MoreScopes
        } else {
            LoginPurpose::SignIn
        };
        // A person of the sandbox consents to all at once: nobody sits at a consent page.
        let late = if persona.is_some() {
            Late::all()
        } else {
            Late::asked(input.more_scopes, &input.features).and_held(&self.held_scopes())
        };
        let wanted = wanted(self.0.environment.name, &late);
        let request = LoginRequest {
            scopes: wanted.scopes.clone(),
            level: if input.step_up {
                Level::High
            } else {
                Level::Substantial
            },
            fresh: input.step_up || input.other_person,
            ui_locale: input
                .ui_locale
                .unwrap_or_else(|| self.language().code().to_owned()),
            login_hint: persona.map(|p| {
                if input.step_up {
                    // The hint of a synthetic person names the level of the login.
                    p.login_hint.replace("loa-substantial", "loa-high")
                } else {
                    p.login_hint.clone()
                }
            }),
            // More of the same login must be the same person; a plain sign-in may be anyone.
            expected_subject: match purpose {
                LoginPurpose::SignIn => None,
                _ => self.subject(),
            },
        };
        let way = Way {
            purpose,
            headless: persona.is_some(),
        };
        (request, wanted, way)
    }

    /// Who is signed in, or was until the login ended.
    pub(super) fn subject(&self) -> Option<String> {
        match self.0.auth.state() {
            AuthState::SignedIn(login) | AuthState::LoginNeeded(login) => Some(login.subject),
            AuthState::SignedOut => None,
        }
    }

    /// Scopes of the last login.
    fn held_scopes(&self) -> BTreeSet<String> {
        match self.0.auth.state() {
            AuthState::SignedIn(login) | AuthState::LoginNeeded(login) => login.scopes,
            AuthState::SignedOut => BTreeSet::new(),
        }
    }
}
