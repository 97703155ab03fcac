//! The door of this room.

use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use fullmakt_domain::{Clock, Sensitive};
use fullmakt_net::Net;
use jiff::SignedDuration;

use crate::attempt::{Attempt, CurrentAttempt};
use crate::config::AuthConfig;
use crate::error::AuthError;
use crate::exchange::AltinnIdentity;
use crate::login::{AuthState, LoginRequest};
use crate::provider::{OpenIdClient, OpenIdProvider};
use crate::renewal::{Need, Turn};
use crate::server_clock::ServerClock;
use crate::session::Session;
use crate::sign_out::SignOutReport;
use crate::vault::{Kept, TokenVault};

/// How long the browser may take.
const LOGIN_TIME: Duration = Duration::from_secs(5 * 60);

/// The login of one environment: clones share it.
#[derive(Clone)]
pub struct Auth {
    pub(crate) inner: Arc<Inner>,
}

/// What clones share.
pub(crate) struct Inner {
    pub(crate) config: AuthConfig,
    pub(crate) net: Net,
    pub(crate) vault: Arc<dyn TokenVault>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) openid: Arc<dyn OpenIdClient>,
    pub(crate) session: Mutex<Session>,
    /// Whoever renews, signs in or signs out holds this: one at a time, across all windows.
    pub(crate) turn: tokio::sync::Mutex<Turn>,
    /// How many turns have been taken.
    pub(crate) turns: AtomicU64,
    pub(crate) attempt: Mutex<CurrentAttempt>,
    pub(crate) login_time: Duration,
}

impl Inner {
    pub(crate) fn session(&self) -> MutexGuard<'_, Session> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whose login it is.
    pub(crate) fn subject(&self) -> Option<String> {
        let session = self.session();
        session.login().map(|login| login.subject.clone())
    }

    /// What the vault should hold now.
    pub(crate) fn kept(&self) -> Option<Kept> {
        let session = self.session();
        session.login().map(|login| {
            let mut login = login.clone();
            login.has_refresh = session.refresh.is_some();
            Kept {
                login,
                refresh: session.refresh.clone(),
                identity: session.identity,
            }
        })
    }
}

impl Auth {
    /// The login of the environment that `config` describes. Nobody is signed in until [`Auth::restore`] finds
    /// somebody, or a login is made.
    pub fn new(
        config: AuthConfig,
        net: Net,
        vault: Arc<dyn TokenVault>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        let server_clock = Arc::new(ServerClock::new(Arc::clone(&clock)));
        let openid = OpenIdProvider::new(config.clone(), net.clone(), server_clock);
        Auth {
            inner: Arc::new(Inner {
                config,
                net,
                vault,
                clock,
                openid: Arc::new(openid),
                session: Mutex::default(),
                turn: tokio::sync::Mutex::default(),
                turns: AtomicU64::new(0),
                attempt: Mutex::default(),
                login_time: LOGIN_TIME,
            }),
        }
    }

    /// Gives the browser this much time instead of five minutes. To be called before the value is cloned.
    ///
    /// # Panics
    /// When it was cloned already.
    #[must_use]
    pub fn with_login_time(mut self, time: Duration) -> Self {
        let inner = Arc::get_mut(&mut self.inner).expect("called before the value is cloned");
        inner.login_time = time;
        self
    }

    /// Takes up the login that the vault holds. No network: whether ID-porten still honours it shows when a token is
    /// asked for. A vault that cannot be read is as good as empty; the reason goes to the log.
    pub async fn restore(&self) -> AuthState {
        let mut turn = self.inner.turn.lock().await;
        turn.fresh_start();
        let session = match self.inner.vault.load().await {
            Ok(Some(bytes)) => match Kept::from_bytes(&bytes, &self.inner.config) {
                Some(kept) => Session::restored(kept, self.inner.clock.now()),
                None => {
                    tracing::warn!("the kept login is of another client, issuer or version");
                    Session::default()
                }
            },
            Ok(None) => Session::default(),
            Err(error) => {
                tracing::warn!(%error, "the kept login could not be read");
                Session::default()
            }
        };
        *self.inner.session() = session;
        self.state()
    }

    /// Where the session stands.
    pub fn state(&self) -> AuthState {
        self.inner.session().state()
    }

    /// Begins a login: takes a local port, prepares the request at ID-porten, and gives the link for the browser.
    /// The session that is there stays until the new login is complete.
    ///
    /// # Errors
    /// [`AuthError::Busy`] while another attempt waits (one that was cancelled does not); else when ID-porten refuses
    /// the request or does not answer.
    pub async fn begin(&self, request: LoginRequest) -> Result<Attempt, AuthError> {
        Attempt::begin(&self.inner, request).await
    }

    /// A token for Altinn with at least ten seconds to live: from memory, or by renewal and exchange.
    ///
    /// # Errors
    /// [`AuthError::LoginNeeded`] when only the person can help; others when it did not work now. The login is kept
    /// unless ID-porten itself has ended it.
    pub async fn altinn_token(&self) -> Result<Sensitive<String>, AuthError> {
        self.inner.ensure(Need::Altinn).await
    }

    /// ID-porten's own access token with at least ten seconds to live.
    ///
    /// # Errors
    /// As [`Auth::altinn_token`].
    pub async fn id_porten_token(&self) -> Result<Sensitive<String>, AuthError> {
        self.inner.ensure(Need::IdPorten).await
    }

    /// Says that a service answered 401 to this token although its time is not up: the login may have been revoked.
    /// The next one who asks gets another one: renewed, or, where the login cannot be renewed, exchanged anew. A token
    /// that was replaced meanwhile changes nothing, so that several callers with the same refusal lead to one renewal.
    pub fn token_refused(&self, token: &Sensitive<String>) {
        self.inner.session().refused(token);
    }

    /// Who the person is at Altinn; known from the first exchange on.
    ///
    /// # Errors
    /// As [`Auth::altinn_token`]; [`AuthError::InvalidResponse`] when Altinn's token does not say.
    pub async fn identity(&self) -> Result<AltinnIdentity, AuthError> {
        let known = self.inner.session().identity;
        if let Some(identity) = known {
            return Ok(identity);
        }
        self.altinn_token().await?;
        self.inner
            .session()
            .identity
            .ok_or(AuthError::InvalidResponse("altinn token"))
    }

    /// Signs out: revokes the login at ID-porten, then wipes it here, whether or not ID-porten answered. The host
    /// opens the address in the report only if the person wants to be signed out of ID-porten in the browser too: that
    /// ends the session with every public service.
    pub async fn sign_out(&self) -> SignOutReport {
        self.inner.sign_out().await
    }

    /// How far ID-porten's clock is ahead of this machine's, once measured. More than a minute either way is worth a
    /// word to the person.
    pub fn clock_ahead(&self) -> Option<SignedDuration> {
        self.inner.openid.clock_ahead()
    }
}

impl std::fmt::Debug for Auth {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Auth(…)")
    }
}
