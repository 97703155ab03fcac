//! The log of a session in memory, carried over to the account's own database when the keyring is back. What is fetched
//! again anyway is not: receipts are the one thing that could be lost.

use std::sync::Arc;

use fullmakt_secrets::Keys;
use fullmakt_store::Store;

use super::account::STORE_FILE;
use super::keys;
use crate::failures::{from_secrets, from_store};
use crate::state::{Account, App, KeyState};
use crate::surface::common::{ErrorCode, Failure};

/// Setting of the database in memory: how far its log was carried.
const CARRIED: &str = "log_carried";

impl App {
    /// Carries over what a session in memory has written down, before it ends. A keyring that is still away is no
    /// failure: it was said that nothing is kept.
    pub(super) async fn carry_before_end(&self, account: &Account) {
        if !account.ephemeral {
            return;
        }
        let KeyState::Keyring(keys) = keys::load(&self.0.secrets).await else {
            return;
        };
        if let Err(failure) = self.carry_log(account, &keys).await {
            tracing::error!(code = ?failure.code, "receipts of this session were not kept");
        }
    }

    /// Appends what the log holds, and was not carried before, to the log of the account's own database: with the times
    /// at which it was done, and with the numbers that come next there.
    pub(super) async fn carry_log(&self, account: &Account, keys: &Keys) -> Result<(), Failure> {
        let settings = account.store.settings();
        let carried = settings.get(CARRIED).await.map_err(|e| from_store(&e))?;
        let carried = carried.and_then(|text| text.parse().ok()).unwrap_or(0);
        let entries = account.store.activity().since(carried).await;
        let entries = entries.map_err(|e| from_store(&e))?;
        if entries.is_empty() {
            return Ok(());
        }
        let store = self.own_store(&account.key, keys).await?;
        for (place, entry) in entries {
            let appended = store.activity().append(&entry).await;
            appended.map_err(|e| from_store(&e))?;
            let noted = settings.set(CARRIED, &place.to_string()).await;
            noted.map_err(|e| from_store(&e))?;
        }
        store.close().await;
        Ok(())
    }

    /// The account's own database, beside the one in memory.
    async fn own_store(&self, account: &str, keys: &Keys) -> Result<Store, Failure> {
        let key = keys.store_key(account).await;
        let key = key.map_err(|e| from_secrets(&e))?;
        let folder = self.0.folder.join("accounts").join(account);
        crate::folders::make_private(&folder)
            .map_err(|_| Failure::new(ErrorCode::FileNotWritten).with("folder", "data"))?;
        let path = folder.join(STORE_FILE);
        let clock = Arc::clone(&self.0.clock);
        let store = Store::open(&path, key.expose(), clock, self.0.version).await;
        store.map_err(|e| from_store(&e))
    }
}
