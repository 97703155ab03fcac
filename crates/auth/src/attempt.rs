//! One attempt at a login: from the free port to the new session.

use std::sync::{Arc, PoisonError};

use jiff::{SignedDuration, Timestamp};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::auth::Inner;
use crate::error::AuthError;
use crate::login::{Login, LoginRequest};
use crate::loopback::{Awaited, Listener};
use crate::provider::{CompletedLogin, StartedLogin, TokenKind, TokenSet};
use crate::session::Session;
use crate::vault::Kept;

/// The attempt that waits now, if one does.
#[derive(Debug, Default)]
pub(crate) struct CurrentAttempt {
    count: u64,
    waiting: Option<CancellationToken>,
}

/// A login on its way. Dropping it gives it up: the port is closed and the secrets are wiped.
pub struct Attempt {
    inner: Arc<Inner>,
    started: StartedLogin,
    listener: Listener,
    locale: String,
    expected_subject: Option<String>,
    until: Timestamp,
    deadline: Instant,
    place: Place,
}

/// Gives an attempt up from elsewhere.
#[derive(Clone, Debug)]
pub struct Canceller(CancellationToken);

impl Canceller {
    /// Gives the attempt up. Another one may begin at once.
    pub fn cancel(&self) {
        self.0.cancel();
    }
}

impl Attempt {
    pub(crate) async fn begin(
        inner: &Arc<Inner>,
        request: LoginRequest,
    ) -> Result<Self, AuthError> {
        let place = Place::take(inner)?;
        // The port first: nobody can wait there for the answer before us.
        let listener = Listener::bind()?;
        let deadline = Instant::now() + inner.login_time;
        let patience = SignedDuration::try_from(inner.login_time).unwrap_or(SignedDuration::MAX);
        let until = inner
            .clock
            .now()
            .saturating_add(patience)
            .unwrap_or(Timestamp::MAX);
        let started = inner
            .openid
            .start_login(&request, &listener.redirect_uri())
            .await?;
        Ok(Attempt {
            inner: Arc::clone(inner),
            started,
            listener,
            locale: request.ui_locale,
            expected_subject: request.expected_subject,
            until,
            deadline,
            place,
        })
    }

    /// The address for the system browser.
    pub fn link(&self) -> &Url {
        &self.started.link
    }

    /// When the attempt is given up by itself.
    pub fn until(&self) -> Timestamp {
        self.until
    }

    /// Gives the attempt up from elsewhere.
    pub fn canceller(&self) -> Canceller {
        Canceller(self.place.cancel.clone())
    }

    /// Waits for the browser, redeems the code, validates, keeps the login durably, and makes it the session. Until
    /// then, and if anything fails, the session is as it was.
    ///
    /// # Errors
    /// See [`AuthError`]; every one but [`AuthError::Vault`] leaves things as they were before the attempt.
    pub async fn finish(self) -> Result<Login, AuthError> {
        self.complete().await?.adopt().await
    }

    /// The first part of [`Attempt::finish`]: waits for the browser, redeems the code and validates. The session is as it
    /// was, so that whoever is there can leave before the next one comes.
    ///
    /// # Errors
    /// See [`AuthError`]; each leaves things as they were before the attempt.
    pub async fn complete(self) -> Result<Completed, AuthError> {
        let Attempt {
            inner,
            started,
            listener,
            locale,
            expected_subject,
            deadline,
            place,
            ..
        } = self;
        let awaited = Awaited {
            state: started.state.clone(),
            issuer: started.issuer.clone(),
            issuer_required: started.issuer_required,
            locale,
        };
        let completed = tokio::select! {
            biased;
            () = place.cancel.cancelled() => return Err(AuthError::Cancelled),
            () = tokio::time::sleep_until(deadline) => return Err(AuthError::TimedOut),
            completed = async {
                let code = listener.wait(awaited).await?;
                inner.openid.complete_login(started, code).await
            } => completed?,
        };
        if expected_subject.is_some_and(|expected| expected != completed.subject) {
            inner.discard(&completed.tokens).await;
            return Err(AuthError::OtherPerson);
        }
        Ok(Completed {
            inner,
            completed,
            place,
        })
    }
}

/// A login that is complete, and is not the session yet. Where it is dropped instead, its tokens die by themselves.
pub struct Completed {
    inner: Arc<Inner>,
    completed: CompletedLogin,
    place: Place,
}

impl Completed {
    /// Who has signed in: ID-porten's pairwise identifier.
    pub fn subject(&self) -> &str {
        &self.completed.subject
    }

    /// Whether it was given up meanwhile: then it does not become the session.
    pub fn is_given_up(&self) -> bool {
        self.place.cancel.is_cancelled()
    }

    /// Keeps the login durably, and makes it the session.
    ///
    /// # Errors
    /// [`AuthError::Cancelled`] where it was given up, [`AuthError::Vault`] where it cannot be kept. The session is as it
    /// was then.
    pub async fn adopt(self) -> Result<Login, AuthError> {
        let Completed {
            inner,
            completed,
            place,
        } = self;
        // From here on to the end in one piece, whoever goes away meanwhile.
        let cancel = place.cancel.clone();
        tokio::spawn(async move { inner.adopt(completed, &cancel).await })
            .await
            .map_err(|_| AuthError::Cancelled)?
    }
}

impl std::fmt::Debug for Completed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Completed(…)")
    }
}

impl std::fmt::Debug for Attempt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Attempt(until {})", self.until)
    }
}

impl Inner {
    /// Makes a completed login the session, after the vault has it.
    async fn adopt(
        &self,
        completed: CompletedLogin,
        cancel: &CancellationToken,
    ) -> Result<Login, AuthError> {
        let mut turn = self.turn.lock().await;
        turn.fresh_start();
        // A logout may have had its turn before: it must not be undone by a login that was already on its way.
        if cancel.is_cancelled() {
            self.discard(&completed.tokens).await;
            return Err(AuthError::Cancelled);
        }
        let CompletedLogin {
            subject,
            level,
            auth_time,
            tokens,
        } = completed;
        let login = Login {
            level,
            auth_time,
            scopes: tokens.scopes.clone().unwrap_or_default(),
            has_refresh: tokens.refresh.is_some(),
            subject,
        };
        let identity = {
            let session = self.session();
            let same = session
                .login()
                .is_some_and(|before| before.subject == login.subject);
            session.identity.filter(|_| same)
        };
        let kept = Kept {
            login: login.clone(),
            refresh: tokens.refresh.clone(),
            identity,
        };
        if let Err(error) = self.vault.save(kept.to_bytes(&self.config)).await {
            self.discard(&tokens).await;
            return Err(AuthError::Vault(error.0));
        }
        let mut session = Session::begun(login.clone(), tokens);
        session.identity = identity;
        *self.session() = session;
        tracing::info!(level, has_refresh = login.has_refresh, "signed in");
        Ok(login)
    }

    /// Revokes tokens that will not be used. If that fails they die by themselves.
    async fn discard(&self, tokens: &TokenSet) {
        let (token, kind) = match &tokens.refresh {
            Some(refresh) => (&refresh.token, TokenKind::Refresh),
            None => (&tokens.access.token, TokenKind::Access),
        };
        if let Err(error) = self.openid.revoke(token, kind).await {
            tracing::warn!(
                code = error.code(),
                "a login that is not used was not revoked"
            );
        }
    }
}

/// The one place for an attempt. Free again when dropped, or when the attempt was cancelled.
struct Place {
    inner: Arc<Inner>,
    number: u64,
    cancel: CancellationToken,
}

impl Place {
    fn take(inner: &Arc<Inner>) -> Result<Self, AuthError> {
        let mut current = inner.attempt.lock().unwrap_or_else(PoisonError::into_inner);
        if current
            .waiting
            .as_ref()
            .is_some_and(|waiting| !waiting.is_cancelled())
        {
            return Err(AuthError::Busy);
        }
        let cancel = CancellationToken::new();
        current.count += 1;
        current.waiting = Some(cancel.clone());
        let number = current.count;
        drop(current);
        Ok(Place {
            inner: Arc::clone(inner),
            number,
            cancel,
        })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut current = self
            .inner
            .attempt
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if current.count == self.number {
            current.waiting = None;
        }
    }
}

impl CurrentAttempt {
    /// Gives up the attempt that waits, if one does.
    pub(crate) fn cancel(&mut self) {
        if let Some(waiting) = self.waiting.take() {
            waiting.cancel();
        }
    }
}
