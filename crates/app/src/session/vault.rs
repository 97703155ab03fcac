//! Where the login is kept between calls: sealed on disk under a key in the OS keyring, or in memory only.
//!
//! The place can change while the app runs: a keyring that was locked at start may be unlocked later.

use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};

use async_trait::async_trait;
use fullmakt_auth::{TokenVault, VaultError};
use fullmakt_domain::Sensitive;
use fullmakt_secrets::SealedFile;

/// The vault that `auth` writes to.
pub struct Vault {
    place: RwLock<Place>,
}

#[derive(Clone)]
enum Place {
    Memory(Arc<RwLock<Option<Sensitive<Vec<u8>>>>>),
    Sealed(Arc<SealedFile>),
}

impl Vault {
    /// A vault that forgets when the app closes.
    pub fn in_memory() -> Self {
        Vault {
            place: RwLock::new(Place::Memory(Arc::default())),
        }
    }

    /// A vault in a sealed file.
    pub fn sealed(path: PathBuf, key: Sensitive<[u8; 32]>) -> Self {
        Vault {
            place: RwLock::new(Place::Sealed(Arc::new(SealedFile::new(path, key)))),
        }
    }

    /// Moves from memory to a sealed file, taking along what memory holds.
    ///
    /// # Errors
    /// When the file cannot be written; the vault then stays in memory.
    pub async fn move_to_file(
        &self,
        path: PathBuf,
        key: Sensitive<[u8; 32]>,
    ) -> Result<(), VaultError> {
        let held = self.load().await?;
        let file = Arc::new(SealedFile::new(path, key));
        if let Some(bytes) = held {
            write(&file, bytes).await?;
        }
        *self.place.write().unwrap_or_else(PoisonError::into_inner) = Place::Sealed(file);
        Ok(())
    }

    fn place(&self) -> Place {
        self.place
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

#[async_trait]
impl TokenVault for Vault {
    async fn load(&self) -> Result<Option<Sensitive<Vec<u8>>>, VaultError> {
        match self.place() {
            Place::Memory(held) => Ok(held.read().unwrap_or_else(PoisonError::into_inner).clone()),
            Place::Sealed(file) => blocking(move || file.read()).await,
        }
    }

    async fn save(&self, bytes: Sensitive<Vec<u8>>) -> Result<(), VaultError> {
        match self.place() {
            Place::Memory(held) => {
                *held.write().unwrap_or_else(PoisonError::into_inner) = Some(bytes);
                Ok(())
            }
            Place::Sealed(file) => write(&file, bytes).await,
        }
    }

    async fn clear(&self) -> Result<(), VaultError> {
        match self.place() {
            Place::Memory(held) => {
                *held.write().unwrap_or_else(PoisonError::into_inner) = None;
                Ok(())
            }
            Place::Sealed(file) => blocking(move || file.delete()).await,
        }
    }
}

async fn write(file: &Arc<SealedFile>, bytes: Sensitive<Vec<u8>>) -> Result<(), VaultError> {
    let file = Arc::clone(file);
    blocking(move || file.write(&bytes)).await
}

/// File work off the async threads.
async fn blocking<T: Send + 'static, E: std::fmt::Display + Send + 'static>(
    work: impl FnOnce() -> Result<T, E> + Send + 'static,
) -> Result<T, VaultError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|_| VaultError("the file task ended early".to_owned()))?
        .map_err(|e| VaultError(e.to_string()))
}
