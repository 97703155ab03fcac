//! ID-porten as an OpenID provider.
//!
//! [`OpenIdClient`] is all that the rest of the room knows of it, so that the library behind it can be changed.

mod endpoints;
mod id_token;
mod keys;
mod openid;
mod push;
mod transport;

use std::collections::BTreeSet;

use async_trait::async_trait;
use fullmakt_domain::Sensitive;
use jiff::{SignedDuration, Timestamp};
use url::Url;

use crate::error::AuthError;
use crate::login::LoginRequest;
use crate::session::{Refresh, Timed};

pub(crate) use openid::OpenIdProvider;

/// What a client of an OpenID provider does. Tokens go in and come out; the session is kept elsewhere.
#[async_trait]
pub(crate) trait OpenIdClient: Send + Sync {
    /// Prepares a login that comes back to `redirect_uri`: fresh state, nonce and PKCE verifier, pushed to the
    /// provider where it takes that.
    ///
    /// # Errors
    /// When the provider refuses the request, or does not answer.
    async fn start_login(
        &self,
        request: &LoginRequest,
        redirect_uri: &Url,
    ) -> Result<StartedLogin, AuthError>;

    /// Redeems the code and validates the id_token. The code is used up whatever the outcome.
    ///
    /// # Errors
    /// When the provider refuses the code, or anything in its answer is not as it must be.
    async fn complete_login(
        &self,
        started: StartedLogin,
        code: Sensitive<String>,
    ) -> Result<CompletedLogin, AuthError>;

    /// Renews. The refresh token may be used up: whoever calls must keep the one that comes back, if one does, before
    /// anything else is done.
    ///
    /// # Errors
    /// [`AuthError::LoginNeeded`] when the provider takes the refresh token no more.
    async fn refresh(&self, refresh: &Sensitive<String>) -> Result<Renewed, AuthError>;

    /// Judges the id_token that came with a renewal: valid, and of the same person (OpenID Connect Core 12.2).
    ///
    /// # Errors
    /// [`AuthError::OtherPerson`] or [`AuthError::InvalidResponse`] when the renewed tokens must not be used; others
    /// when it could not be judged now.
    async fn check_renewal(
        &self,
        id_token: &Sensitive<String>,
        subject: &str,
    ) -> Result<(), AuthError>;

    /// Revokes the grant that the token belongs to (RFC 7009): at ID-porten, either token ends both.
    ///
    /// # Errors
    /// When the provider did not confirm it.
    async fn revoke(&self, token: &Sensitive<String>, kind: TokenKind) -> Result<(), AuthError>;

    /// Address of the page that ends the session in the browser, without an `id_token_hint`: that would put the
    /// national identity number into the browser's history.
    async fn end_session_url(&self) -> Option<Url>;

    /// How far the provider's clock is ahead of this machine's; `None` before it was measured.
    fn clock_ahead(&self) -> Option<SignedDuration>;
}

/// A login that waits for the browser. Secrets are wiped when it is dropped.
#[derive(Debug)]
pub(crate) struct StartedLogin {
    /// Where the browser goes.
    pub(crate) link: Url,
    /// Must come back with the answer.
    pub(crate) state: Sensitive<String>,
    /// The issuer that must come back with the answer.
    pub(crate) issuer: String,
    /// The provider says that it always sends `iss` (RFC 9207), so an answer without it is refused.
    pub(crate) issuer_required: bool,
    pub(crate) redirect_uri: Url,
    pub(crate) verifier: Sensitive<String>,
    pub(crate) nonce: Sensitive<String>,
    pub(crate) scopes: BTreeSet<String>,
    pub(crate) level: crate::login::Level,
    /// The earliest `auth_time` that will do, by the provider's clock.
    pub(crate) signed_in_after: Option<Timestamp>,
}

/// A login that was made, validated.
#[derive(Debug)]
pub(crate) struct CompletedLogin {
    /// Pairwise `sub`.
    pub(crate) subject: String,
    /// Altinn's number of the level.
    pub(crate) level: u8,
    /// When the person signed in.
    pub(crate) auth_time: Option<Timestamp>,
    /// Its tokens.
    pub(crate) tokens: TokenSet,
}

/// Tokens of one answer, with their times on this machine's clock.
#[derive(Debug)]
pub(crate) struct TokenSet {
    pub(crate) access: Timed,
    pub(crate) refresh: Option<Refresh>,
    /// Granted scopes; `None` when the answer named none, which means "as before" (RFC 6749 sections 5.1 and 6).
    pub(crate) scopes: Option<BTreeSet<String>>,
}

/// A renewal.
#[derive(Debug)]
pub(crate) struct Renewed {
    /// The new tokens.
    pub(crate) tokens: TokenSet,
    /// The id_token that came along, if one did; not judged yet.
    pub(crate) id_token: Option<Sensitive<String>>,
}

/// Which token is revoked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// The access token.
    Access,
    /// The refresh token.
    Refresh,
}

impl TokenKind {
    /// Value for `token_type_hint` (RFC 7009 section 2.1).
    fn hint(self) -> &'static str {
        match self {
            TokenKind::Access => "access_token",
            TokenKind::Refresh => "refresh_token",
        }
    }
}
