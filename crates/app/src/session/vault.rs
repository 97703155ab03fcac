//! Where the login is kept between calls: sealed on disk under a key in the OS keyring, or in memory only.
//!
//! The place can change while the app runs: a keyring that was locked at start may be unlocked later.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use async_trait::async_trait;
use fullmakt_auth::{TokenVault, VaultError};
use fullmakt_domain::Sensitive;
use fullmakt_secrets::SealedFile;

/// The vault that `auth` writes to.
pub struct Vault {
    place: RwLock<Place>,
    unreadable: AtomicBool,
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
            unreadable: AtomicBool::new(false),
        }
    }

    /// A vault in a sealed file.
    pub fn sealed(path: PathBuf, key: Sensitive<[u8; 32]>) -> Self {
        Vault {
            place: RwLock::new(Place::Sealed(Arc::new(SealedFile::new(path, key)))),
            unreadable: AtomicBool::new(false),
        }
    }

    /// Whether a login was kept that could not be read. The file is put aside then, so only the first look tells.
    pub fn was_unreadable(&self) -> bool {
        self.unreadable.load(Ordering::Relaxed)
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
            Place::Sealed(file) => {
                let read = blocking(move || file.read()).await;
                if read.is_err() {
                    self.unreadable.store(true, Ordering::Relaxed);
                }
                read
            }
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

#[cfg(test)]
mod tests {
    use fullmakt_auth::TokenVault;
    use fullmakt_domain::Sensitive;

    use super::Vault;

    #[tokio::test]
    async fn a_login_under_another_key_is_told_from_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("login.sealed");
        let ours = Vault::sealed(path.clone(), Sensitive::new([1; 32]));
        assert!(ours.load().await.unwrap().is_none());
        assert!(!ours.was_unreadable(), "there is none");
        ours.save(Sensitive::new(vec![7; 40])).await.unwrap();
        let theirs = Vault::sealed(path, Sensitive::new([2; 32]));
        assert!(theirs.load().await.is_err());
        assert!(theirs.load().await.unwrap().is_none(), "it was put aside");
        assert!(theirs.was_unreadable());
    }
}
