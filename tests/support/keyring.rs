//! A keyring that outlives the app, and can be locked and emptied.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard};

use async_trait::async_trait;
use fullmakt_app::{SecretError, SecretStore};
use fullmakt_domain::Sensitive;

/// The keyring of one machine.
#[derive(Debug, Default)]
pub struct TestKeyring(Mutex<Held>);

#[derive(Debug, Default)]
struct Held {
    locked: bool,
    secrets: HashMap<String, Sensitive<Vec<u8>>>,
}

impl TestKeyring {
    /// Locks it, or unlocks it.
    pub fn lock(&self, locked: bool) {
        self.held().locked = locked;
    }

    /// Loses every secret, as a keyring that was made anew.
    pub fn empty(&self) {
        self.held().secrets.clear();
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.lock().expect("no test panics while holding it")
    }

    fn open(&self) -> Result<MutexGuard<'_, Held>, SecretError> {
        let held = self.held();
        if held.locked {
            return Err(SecretError::Locked);
        }
        Ok(held)
    }
}

#[async_trait]
impl SecretStore for TestKeyring {
    async fn read(&self, name: &str) -> Result<Option<Sensitive<Vec<u8>>>, SecretError> {
        Ok(self.open()?.secrets.get(name).cloned())
    }

    async fn write(&self, name: &str, value: Sensitive<Vec<u8>>) -> Result<(), SecretError> {
        self.open()?.secrets.insert(name.to_owned(), value);
        Ok(())
    }

    async fn delete(&self, name: &str) -> Result<(), SecretError> {
        self.open()?.secrets.remove(name);
        Ok(())
    }
}
