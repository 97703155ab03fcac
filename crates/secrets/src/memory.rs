//! Secrets in memory: for a session on a machine without keyring, and for tests.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use fullmakt_domain::Sensitive;

use crate::{SecretError, SecretStore};

/// Forgets everything when dropped; never fails.
#[derive(Debug, Default)]
pub struct MemoryStore {
    held: Mutex<HashMap<String, Sensitive<Vec<u8>>>>,
}

impl MemoryStore {
    fn held(&self) -> std::sync::MutexGuard<'_, HashMap<String, Sensitive<Vec<u8>>>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl SecretStore for MemoryStore {
    async fn read(&self, name: &str) -> Result<Option<Sensitive<Vec<u8>>>, SecretError> {
        Ok(self.held().get(name).cloned())
    }

    async fn write(&self, name: &str, value: Sensitive<Vec<u8>>) -> Result<(), SecretError> {
        self.held().insert(name.to_owned(), value);
        Ok(())
    }

    async fn delete(&self, name: &str) -> Result<(), SecretError> {
        self.held().remove(name);
        Ok(())
    }
}
