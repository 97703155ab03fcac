//! Signing out (identity reference 1.14): revoke first, then wipe.

use std::sync::{Arc, PoisonError};

use url::Url;

use crate::auth::Inner;
use crate::provider::TokenKind;
use crate::session::Session;

/// How signing out went. The login is gone from memory in any case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignOutReport {
    /// ID-porten confirmed that the login is revoked, or there was nothing left to revoke.
    pub revoked: bool,
    /// The vault holds nothing any more.
    pub wiped: bool,
    /// The page that ends the session in the browser too; `None` when ID-porten could not be asked for it.
    pub end_session: Option<Url>,
}

impl Inner {
    /// Runs to its end even when the caller goes away: a half-done logout is none.
    pub(crate) async fn sign_out(self: &Arc<Self>) -> SignOutReport {
        let inner = Arc::clone(self);
        let nothing = SignOutReport {
            revoked: false,
            wiped: false,
            end_session: None,
        };
        tokio::spawn(async move { inner.sign_out_now().await })
            .await
            .unwrap_or(nothing)
    }

    async fn sign_out_now(&self) -> SignOutReport {
        self.attempt
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .cancel();
        // Waits for a renewal in flight: its new token is the one to revoke.
        let mut turn = self.turn.lock().await;
        turn.fresh_start();
        let held = {
            let session = self.session();
            let refresh = session
                .refresh
                .as_ref()
                .map(|r| (r.token.clone(), TokenKind::Refresh));
            let access = || {
                session
                    .access
                    .as_ref()
                    .map(|a| (a.token.clone(), TokenKind::Access))
            };
            refresh.or_else(access)
        };
        let revoked = match held {
            None => true,
            Some((token, kind)) => match self.openid.revoke(&token, kind).await {
                Ok(()) => true,
                Err(error) => {
                    tracing::warn!(code = error.code(), "the login was not revoked");
                    false
                }
            },
        };
        *self.session() = Session::default();
        let wiped = match self.vault.clear().await {
            Ok(()) => true,
            Err(error) => {
                tracing::error!(%error, "the kept login could not be wiped");
                false
            }
        };
        SignOutReport {
            revoked,
            wiped,
            end_session: self.openid.end_session_url().await,
        }
    }
}
