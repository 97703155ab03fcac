//! Tokens for the Altinn clients, from sign-in.

use std::sync::Arc;

use async_trait::async_trait;
use fullmakt_altinn::{TokenError, TokenSource};
use fullmakt_auth::{Auth, AuthError, AuthState};
use fullmakt_domain::Sensitive;
use tokio::sync::broadcast;

use crate::surface::table::{Event, Topic};

/// The login as a source of tokens. Tells the screens when it turns out to have ended.
pub(crate) struct Tokens {
    auth: Auth,
    events: broadcast::Sender<Event>,
}

impl Tokens {
    /// Tokens of this login; what becomes of it is told to `events`.
    pub(crate) fn new(auth: Auth, events: broadcast::Sender<Event>) -> Self {
        Tokens { auth, events }
    }
}

#[async_trait]
impl TokenSource for Tokens {
    async fn altinn_token(&self) -> Result<Sensitive<String>, TokenError> {
        let before = self.auth.state();
        match self.auth.altinn_token().await {
            Ok(token) => Ok(token),
            Err(AuthError::LoginNeeded) => {
                if matches!(before, AuthState::SignedIn(_)) {
                    let topics = vec![Topic::Session, Topic::Status];
                    // Nobody listening is fine.
                    let _ = self.events.send(Event::Changed { topics });
                }
                Err(TokenError::LoginNeeded)
            }
            Err(other) => Err(TokenError::Source(Arc::new(other))),
        }
    }

    fn token_refused(&self, token: &Sensitive<String>) {
        self.auth.token_refused(token);
    }
}
