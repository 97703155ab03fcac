//! Where the token comes from.

use std::sync::Arc;

use async_trait::async_trait;
use fullmakt_domain::Sensitive;

/// Gives a valid Altinn token, renewing or exchanging as it must.
#[async_trait]
pub trait TokenSource: Send + Sync {
    /// The token for the next call.
    ///
    /// # Errors
    /// See [`TokenError`].
    async fn altinn_token(&self) -> Result<Sensitive<String>, TokenError>;

    /// Says that Altinn answered 401 to this token although its time was not up. The next one asked for is another
    /// one, where there is another to be had. A token that is no longer given out changes nothing.
    fn token_refused(&self, token: &Sensitive<String>);
}

/// Why there is no token. Opaque here: the one who implements [`TokenSource`] knows what stands behind it.
#[derive(Clone, Debug, thiserror::Error)]
pub enum TokenError {
    /// The person must sign in (again).
    #[error("login is needed")]
    LoginNeeded,
    /// Another failure, told in words only. Holds no secret.
    #[error("{0}")]
    Other(String),
    /// Another failure, handed through as it is.
    #[error(transparent)]
    Source(Arc<dyn std::error::Error + Send + Sync>),
}
