//! A vault in memory that can be told to fail, and that writes into the same log as the provider.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use async_trait::async_trait;
use fullmakt_auth::{TokenVault, VaultError};
use fullmakt_domain::Sensitive;

use crate::log::Log;

#[derive(Default)]
pub struct TestVault {
    held: Mutex<Option<Vec<u8>>>,
    log: Log,
    pub full: AtomicBool,
}

impl TestVault {
    pub fn new(log: Log) -> Self {
        TestVault {
            log,
            ..TestVault::default()
        }
    }

    /// What is kept, as text.
    pub fn text(&self) -> Option<String> {
        let held = self.held.lock().expect("free").clone();
        held.map(|bytes| String::from_utf8(bytes).expect("text"))
    }
}

#[async_trait]
impl TokenVault for TestVault {
    async fn load(&self) -> Result<Option<Sensitive<Vec<u8>>>, VaultError> {
        Ok(self.held.lock().expect("free").clone().map(Sensitive::new))
    }

    async fn save(&self, bytes: Sensitive<Vec<u8>>) -> Result<(), VaultError> {
        if self.full.load(Ordering::SeqCst) {
            return Err(VaultError("no room".to_owned()));
        }
        self.log.note("vault.save");
        *self.held.lock().expect("free") = Some(bytes.expose().clone());
        Ok(())
    }

    async fn clear(&self) -> Result<(), VaultError> {
        self.log.note("vault.clear");
        *self.held.lock().expect("free") = None;
        Ok(())
    }
}
