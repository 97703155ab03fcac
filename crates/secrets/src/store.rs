//! A place for small secrets.

use async_trait::async_trait;
use fullmakt_domain::Sensitive;

/// A place for small secrets, by name. Values are UTF-8 text of at most 2,500 bytes, the least that every system's
/// keyring can hold.
#[async_trait]
pub trait SecretStore: Send + Sync {
    /// Reads a secret; `None` when there is none of that name.
    ///
    /// # Errors
    /// See [`SecretError`].
    async fn read(&self, name: &str) -> Result<Option<Sensitive<Vec<u8>>>, SecretError>;

    /// Writes a secret, replacing one of the same name. When this returns, it is kept.
    ///
    /// # Errors
    /// See [`SecretError`].
    async fn write(&self, name: &str, value: Sensitive<Vec<u8>>) -> Result<(), SecretError>;

    /// Deletes a secret; nothing happens when there is none.
    ///
    /// # Errors
    /// See [`SecretError`].
    async fn delete(&self, name: &str) -> Result<(), SecretError>;
}

/// Why the keyring cannot be used now. Every state may pass: trying again later is always allowed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SecretError {
    /// The system offers no keyring: no session bus, or nobody on it that keeps secrets.
    #[error("this system offers no keyring")]
    NoService,
    /// There is a keyring service, but no collection ("login keyring") to put anything into.
    #[error("the keyring has no collection to keep secrets in")]
    NoCollection,
    /// The keyring is locked, and the person did not unlock it.
    #[error("the keyring is locked")]
    Locked,
    /// Anything else, in the keyring's own words.
    #[error("the keyring failed: {0}")]
    Other(String),
}

impl SecretError {
    /// A short name for logs and reports.
    pub fn code(&self) -> &'static str {
        match self {
            SecretError::NoService => "no_service",
            SecretError::NoCollection => "no_collection",
            SecretError::Locked => "locked",
            SecretError::Other(_) => "other",
        }
    }
}
