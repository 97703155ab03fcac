//! Tokens on demand: renewed just before use, once for everybody who waits.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use fullmakt_domain::Sensitive;
use jiff::SignedDuration;

use crate::auth::Inner;
use crate::error::AuthError;
use crate::exchange::{ExchangeFault, exchange};
use crate::session::Timed;

/// How long Altinn must have refused a person whom it never took before we say that it does not know the person.
const UNKNOWN_AFTER: SignedDuration = SignedDuration::from_mins(1);

/// Which token is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// ID-porten's access token.
    IdPorten,
    /// Altinn's token.
    Altinn,
}

/// What whoever waited learns from the turn before.
#[derive(Debug, Default)]
pub(crate) struct Turn {
    failed: Option<(Need, AuthError)>,
}

impl Turn {
    /// Forgets an earlier failure: the session has changed.
    pub(crate) fn fresh_start(&mut self) {
        self.failed = None;
    }
}

impl Inner {
    /// A token that can be used now.
    ///
    /// The work runs in a task of its own: a caller that goes away (a closed window) must not interrupt it between the
    /// answer with a new refresh token and its safekeeping.
    pub(crate) async fn ensure(
        self: &Arc<Self>,
        need: Need,
    ) -> Result<Sensitive<String>, AuthError> {
        if let Some(token) = self.fresh(need) {
            return Ok(token.token);
        }
        let seen = self.turns.load(Ordering::SeqCst);
        let whose = self.subject();
        let inner = Arc::clone(self);
        tokio::spawn(async move { inner.take_turn(need, seen, whose).await })
            .await
            .map_err(|_| AuthError::Cancelled)?
    }

    async fn take_turn(
        &self,
        need: Need,
        seen: u64,
        whose: Option<String>,
    ) -> Result<Sensitive<String>, AuthError> {
        let mut turn = self.turn.lock().await;
        // Another person has signed in while we waited: what was to be sent is not for that one's token.
        if whose.is_some() && whose != self.subject() {
            return Err(AuthError::LoginNeeded);
        }
        if let Some(token) = self.fresh(need) {
            return Ok(token.token);
        }
        // Somebody tried for the same while we waited, and failed: a second try at once would fail alike.
        if self.turns.load(Ordering::SeqCst) != seen
            && let Some((failed, error)) = &turn.failed
            && *failed == need
        {
            return Err(error.clone());
        }
        let outcome = self.obtain(need).await;
        turn.failed = outcome.as_ref().err().map(|error| (need, error.clone()));
        self.turns.fetch_add(1, Ordering::SeqCst);
        outcome.map(|token| token.token)
    }

    /// From memory. Nothing is given out while the newest refresh token is not safe.
    fn fresh(&self, need: Need) -> Option<Timed> {
        let session = self.session();
        let held = match need {
            Need::IdPorten => session.access.as_ref(),
            Need::Altinn => session.altinn.as_ref(),
        };
        let now = self.clock.now();
        held.filter(|held| !session.unsaved && held.is_fresh(now))
            .cloned()
    }

    async fn obtain(&self, need: Need) -> Result<Timed, AuthError> {
        self.keep_if_unsaved().await?;
        let access = self.access().await?;
        if need == Need::IdPorten {
            return Ok(access);
        }
        match self.exchange(&access).await {
            // The token ran out while Altinn was asked: once more with a new one.
            Err(ExchangeFault::Expired) => {
                let access = self.access().await?;
                self.exchange(&access)
                    .await
                    .map_err(|fault| self.judge(fault))
            }
            other => other.map_err(|fault| self.judge(fault)),
        }
    }

    async fn access(&self) -> Result<Timed, AuthError> {
        match self.fresh(Need::IdPorten) {
            Some(access) => Ok(access),
            None => self.renew().await,
        }
    }

    /// One renewal at ID-porten.
    async fn renew(&self) -> Result<Timed, AuthError> {
        let (refresh, subject) = {
            let session = self.session();
            let Some(login) = session.login() else {
                return Err(AuthError::LoginNeeded);
            };
            let refresh = session
                .refresh
                .clone()
                .filter(|r| !r.is_dead(self.clock.now()));
            (refresh, login.subject.clone())
        };
        let Some(refresh) = refresh else {
            self.end_login().await;
            return Err(AuthError::LoginNeeded);
        };
        let renewed = match self.openid.refresh(&refresh.token).await {
            Ok(renewed) => renewed,
            Err(AuthError::LoginNeeded) => {
                self.end_login().await;
                return Err(AuthError::LoginNeeded);
            }
            // A lost answer may have used the token up; then the next try ends in `invalid_grant`, and if not, the
            // login lives on.
            Err(error) => return Err(error),
        };
        let access = renewed.tokens.access.clone();
        self.session().renewed(renewed.tokens);
        self.keep_if_unsaved().await?;
        if let Some(id_token) = &renewed.id_token {
            self.check(id_token, &subject).await?;
        }
        Ok(access)
    }

    /// Holds the id_token of a renewal against the login. When it cannot be judged now, the access token beside it is
    /// not used either; one of somebody else, or a forged one, ends the login.
    async fn check(&self, id_token: &Sensitive<String>, subject: &str) -> Result<(), AuthError> {
        let verdict = self.openid.check_renewal(id_token, subject).await;
        match &verdict {
            Ok(()) => {}
            Err(AuthError::OtherPerson | AuthError::InvalidResponse(_)) => self.end_login().await,
            Err(_) => self.session().access = None,
        }
        verdict
    }

    /// Puts the newest refresh token into the vault, if it is not there yet. Until that works no token is given out:
    /// after a crash an older refresh token would be sent again, which ends the whole grant.
    async fn keep_if_unsaved(&self) -> Result<(), AuthError> {
        if !self.session().unsaved {
            return Ok(());
        }
        if let Some(kept) = self.kept() {
            let bytes = kept.to_bytes(&self.config);
            self.vault
                .save(bytes)
                .await
                .map_err(|error| AuthError::Vault(error.0))?;
        }
        self.session().unsaved = false;
        Ok(())
    }

    /// Ends the login here: no token stays, neither in memory nor in the vault; who it was stays.
    async fn end_login(&self) {
        tracing::info!("the login has ended");
        self.session().end();
        let Some(kept) = self.kept() else { return };
        if let Err(error) = self.vault.save(kept.to_bytes(&self.config)).await {
            tracing::warn!(%error, "the ended login could not be noted; it is wiped instead");
            if let Err(error) = self.vault.clear().await {
                tracing::error!(%error, "the ended login could not be wiped");
            }
        }
    }

    async fn exchange(&self, access: &Timed) -> Result<Timed, ExchangeFault> {
        let ahead = self.openid.clock_ahead().unwrap_or(SignedDuration::ZERO);
        let token = exchange(&self.net, &self.config.platform, access, ahead).await?;
        let timed = token.timed.clone();
        let newly_known = {
            let mut session = self.session();
            let before = session.identity;
            session.exchanged(token);
            session.identity != before
        };
        if newly_known {
            self.note_identity().await;
        }
        Ok(timed)
    }

    /// Keeps who the person is at Altinn beside the login. Not needed for anything but the next start without network.
    async fn note_identity(&self) {
        if let Some(kept) = self.kept()
            && let Err(error) = self.vault.save(kept.to_bytes(&self.config)).await
        {
            tracing::warn!(%error, "who the person is at Altinn was not kept");
        }
    }

    /// What a failed exchange means. The login is never dropped for it.
    fn judge(&self, fault: ExchangeFault) -> AuthError {
        match fault {
            ExchangeFault::Auth(error) => error,
            ExchangeFault::Expired => AuthError::AltinnNotAnswering,
            ExchangeFault::Refused => {
                let now = self.clock.now();
                let mut session = self.session();
                let since = *session.refused_since.get_or_insert(now);
                let never_taken = session.identity.is_none();
                if never_taken && now.duration_since(since) >= UNKNOWN_AFTER {
                    AuthError::PersonUnknown
                } else {
                    AuthError::AltinnNotAnswering
                }
            }
        }
    }
}
