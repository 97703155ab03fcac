//! Keys from the OS keyring, or made for this run only when there is none.

use std::sync::Arc;

use async_trait::async_trait;
use fullmakt_auth::AuthState;
use fullmakt_domain::Sensitive;
use fullmakt_secrets::{Keys, MemoryStore, SecretError, SecretStore};

use crate::state::{App, KeyState};
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::session::{KeyringTrouble, Session};
use crate::surface::table::Topic;

/// Stands where a keyring would, on a machine that has none.
pub struct NoKeyring;

#[async_trait]
impl SecretStore for NoKeyring {
    async fn read(&self, _: &str) -> Result<Option<Sensitive<Vec<u8>>>, SecretError> {
        Err(SecretError::NoService)
    }
    async fn write(&self, _: &str, _: Sensitive<Vec<u8>>) -> Result<(), SecretError> {
        Err(SecretError::NoService)
    }
    async fn delete(&self, _: &str) -> Result<(), SecretError> {
        Err(SecretError::NoService)
    }
}

/// Reads or makes the keys. A keyring in trouble is no reason to stop: the session is then kept in memory, and
/// the screens say why.
pub async fn load(secrets: &Arc<dyn SecretStore>) -> KeyState {
    match Keys::load_or_create(Arc::clone(secrets)).await {
        Ok(keys) => KeyState::Keyring(keys),
        Err(error) => {
            tracing::warn!(trouble = ?trouble(&error), "no keyring; this session is kept in memory");
            let memory: Arc<dyn SecretStore> = Arc::new(MemoryStore::default());
            let keys = Keys::load_or_create(memory)
                .await
                .expect("a store in memory has no way to fail");
            KeyState::Memory {
                trouble: trouble(&error),
                keys,
            }
        }
    }
}

/// What the screens say of a keyring fault.
pub fn trouble(error: &SecretError) -> KeyringTrouble {
    match error {
        SecretError::NoService => KeyringTrouble::NoService,
        SecretError::NoCollection => KeyringTrouble::NoCollection,
        SecretError::Locked => KeyringTrouble::Locked,
        SecretError::Other(_) => KeyringTrouble::Other,
    }
}

impl App {
    /// Tries the keyring again, e.g. after the user unlocked it.
    ///
    /// With nobody signed in, what the keyring opens is restored, as at a start. With somebody signed in, the session
    /// goes on in memory until the end: what it holds was written under a key that dies with it, and to say "kept" of
    /// that would be untrue. Its log is carried over now, and the rest of it at the end.
    pub(crate) async fn retry_keyring(&self) -> Result<Session, Failure> {
        let nobody = matches!(self.0.auth.state(), AuthState::SignedOut) && self.account().is_err();
        let mut returned = false;
        {
            let mut state = self.0.keys.lock().await;
            if matches!(*state, KeyState::Memory { .. }) {
                let next = load(&self.0.secrets).await;
                returned = matches!(next, KeyState::Keyring(_));
                if let (KeyState::Keyring(keys), true) = (&next, nobody) {
                    let key = keys.seal_key();
                    let path = self.0.folder.join(super::account::LOGIN_FILE);
                    self.0
                        .vault
                        .move_to_file(path, key)
                        .await
                        .map_err(|_| Failure::new(ErrorCode::FileNotWritten))?;
                }
                if let (KeyState::Keyring(keys), Ok(account)) = (&next, self.account()) {
                    self.carry_log(&account, keys).await?;
                }
                if nobody || !returned {
                    *state = next;
                }
            }
        }
        if returned && nobody {
            self.restore().await;
        } else if returned {
            return Err(Failure::new(ErrorCode::KeyringReturned));
        }
        self.changed(&[Topic::Session]);
        self.session_view().await
    }

    /// Forgets the database key of a deleted account.
    pub(super) async fn forget_account_key(&self, account: &str) {
        let mut state = self.0.keys.lock().await;
        let (KeyState::Keyring(keys) | KeyState::Memory { keys, .. }) = &mut *state;
        if let Err(error) = keys.forget(account).await {
            tracing::warn!(%error, "the key of a deleted account is still in the keyring");
        }
    }
}
