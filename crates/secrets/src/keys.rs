//! The keys of one environment, in one keyring entry that is read once at start (a round trip takes 40–75 ms and each
//! may ask the person).

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fullmakt_domain::Sensitive;
use rand::TryRngCore;
use serde::{Deserialize, Serialize};
use tokio::sync::Mutex;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::{SecretError, SecretStore};

/// Name of the entry.
const ENTRY: &str = "keys";
/// Version of its content.
const VERSION: u8 = 1;

/// A key of 256 bits.
type Key = Sensitive<[u8; 32]>;

/// The keys: one that seals the file with the login, and one for each account's database.
pub struct Keys {
    seal: Key,
    stores: Mutex<BTreeMap<String, Key>>,
    store: Arc<dyn SecretStore>,
}

impl Keys {
    /// Reads the keys, or makes and keeps a first one.
    ///
    /// # Errors
    /// As the store says; [`SecretError::Other`] for an entry that cannot be read. It is then left as it is: what was
    /// sealed with it would be lost.
    pub async fn load_or_create(store: Arc<dyn SecretStore>) -> Result<Self, SecretError> {
        if let Some(bytes) = store.read(ENTRY).await? {
            let (seal, stores) = parse(bytes.expose())
                .ok_or_else(|| SecretError::Other("the entry is not in a known form".to_owned()))?;
            return Ok(Keys {
                seal,
                stores: Mutex::new(stores),
                store,
            });
        }
        let keys = Keys {
            seal: random_key()?,
            stores: Mutex::default(),
            store,
        };
        let stores = keys.stores.lock().await;
        keys.keep(&stores).await?;
        drop(stores);
        Ok(keys)
    }

    /// The key that seals the login.
    pub fn seal_key(&self) -> Sensitive<[u8; 32]> {
        self.seal.clone()
    }

    /// The key of an account's database; made, and kept, at first use.
    ///
    /// # Errors
    /// As the store says. No key is given out that was not kept: data written with it could not be read again.
    pub async fn store_key(&self, account: &str) -> Result<Sensitive<[u8; 32]>, SecretError> {
        let mut stores = self.stores.lock().await;
        if let Some(key) = stores.get(account) {
            return Ok(key.clone());
        }
        let key = random_key()?;
        stores.insert(account.to_owned(), key.clone());
        if let Err(error) = self.keep(&stores).await {
            stores.remove(account);
            return Err(error);
        }
        Ok(key)
    }

    /// Forgets the key of an account, for good: its database cannot be opened any more.
    ///
    /// # Errors
    /// As the store says; the key is then still there.
    pub async fn forget(&self, account: &str) -> Result<(), SecretError> {
        let mut stores = self.stores.lock().await;
        let Some(key) = stores.remove(account) else {
            return Ok(());
        };
        if let Err(error) = self.keep(&stores).await {
            stores.insert(account.to_owned(), key);
            return Err(error);
        }
        Ok(())
    }

    async fn keep(&self, stores: &BTreeMap<String, Key>) -> Result<(), SecretError> {
        let wire = Wire {
            v: VERSION,
            seal: STANDARD.encode(self.seal.expose()),
            stores: stores
                .iter()
                .map(|(account, key)| WireKey {
                    account: account.clone(),
                    key: STANDARD.encode(key.expose()),
                })
                .collect(),
        };
        let bytes = serde_json::to_vec(&wire)
            .map_err(|_| SecretError::Other("the keys could not be written down".to_owned()))?;
        self.store.write(ENTRY, Sensitive::new(bytes)).await
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys(…)")
    }
}

/// The entry: JSON, so that it is text for the keyrings that hold nothing else.
#[derive(Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
struct Wire {
    v: u8,
    seal: String,
    stores: Vec<WireKey>,
}

#[derive(Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
struct WireKey {
    account: String,
    key: String,
}

fn parse(bytes: &[u8]) -> Option<(Key, BTreeMap<String, Key>)> {
    let wire: Wire = serde_json::from_slice(bytes).ok()?;
    if wire.v != VERSION {
        return None;
    }
    let mut stores = BTreeMap::new();
    for one in &wire.stores {
        stores.insert(one.account.clone(), key_of(&one.key)?);
    }
    Some((key_of(&wire.seal)?, stores))
}

fn key_of(text: &str) -> Option<Key> {
    let bytes = Sensitive::new(STANDARD.decode(text).ok()?);
    <[u8; 32]>::try_from(bytes.expose().as_slice())
        .ok()
        .map(Sensitive::new)
}

fn random_key() -> Result<Key, SecretError> {
    let mut key = [0u8; 32];
    rand::rngs::OsRng
        .try_fill_bytes(&mut key)
        .map_err(|_| SecretError::Other("the system gave no random bytes".to_owned()))?;
    let kept = Sensitive::new(key);
    key.zeroize();
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::{ENTRY, Keys};
    use crate::{MemoryStore, SecretError, SecretStore};
    use async_trait::async_trait;
    use fullmakt_domain::Sensitive;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};

    #[tokio::test]
    async fn keys_survive_a_restart() {
        let store: Arc<dyn SecretStore> = Arc::new(MemoryStore::default());
        let first = Keys::load_or_create(Arc::clone(&store))
            .await
            .expect("made");
        let a = first.store_key("a").await.expect("made");
        let b = first.store_key("b").await.expect("made");
        assert_ne!(a.expose(), b.expose());
        let second = Keys::load_or_create(store).await.expect("read");
        assert_eq!(second.seal_key().expose(), first.seal_key().expose());
        assert_eq!(
            second.store_key("a").await.expect("kept").expose(),
            a.expose()
        );
        assert_eq!(
            second.store_key("b").await.expect("kept").expose(),
            b.expose()
        );
    }

    #[tokio::test]
    async fn a_forgotten_key_is_gone_for_good() {
        let store: Arc<dyn SecretStore> = Arc::new(MemoryStore::default());
        let keys = Keys::load_or_create(Arc::clone(&store))
            .await
            .expect("made");
        let before = keys.store_key("a").await.expect("made");
        keys.forget("a").await.expect("forgotten");
        keys.forget("never").await.expect("nothing to do");
        let again = Keys::load_or_create(store).await.expect("read");
        assert_ne!(
            again.store_key("a").await.expect("a new one").expose(),
            before.expose()
        );
    }

    #[tokio::test]
    async fn the_entry_is_short_text_and_an_unknown_one_is_left_alone() {
        let store: Arc<dyn SecretStore> = Arc::new(MemoryStore::default());
        let keys = Keys::load_or_create(Arc::clone(&store))
            .await
            .expect("made");
        for n in 0..25 {
            keys.store_key(&format!("{n:020x}")).await.expect("made");
        }
        let entry = store.read(ENTRY).await.expect("read").expect("there");
        assert!(entry.expose().is_ascii());
        assert!(entry.expose().len() <= 2_560, "Windows holds no more");

        for unknown in ["{\"v\":2}", "garbage", ""] {
            let bytes = Sensitive::new(unknown.as_bytes().to_vec());
            store.write(ENTRY, bytes).await.expect("written");
            let outcome = Keys::load_or_create(Arc::clone(&store)).await;
            assert!(matches!(outcome, Err(SecretError::Other(_))), "{unknown}");
            let after = store.read(ENTRY).await.expect("read").expect("there");
            assert_eq!(after.expose(), unknown.as_bytes(), "not overwritten");
        }
    }

    /// Refuses writes once it is locked.
    #[derive(Default)]
    struct Lockable {
        inner: MemoryStore,
        locked: AtomicBool,
    }

    #[async_trait]
    impl SecretStore for Lockable {
        async fn read(&self, name: &str) -> Result<Option<Sensitive<Vec<u8>>>, SecretError> {
            self.inner.read(name).await
        }
        async fn write(&self, name: &str, value: Sensitive<Vec<u8>>) -> Result<(), SecretError> {
            if self.locked.load(Ordering::SeqCst) {
                return Err(SecretError::Locked);
            }
            self.inner.write(name, value).await
        }
        async fn delete(&self, name: &str) -> Result<(), SecretError> {
            self.inner.delete(name).await
        }
    }

    #[tokio::test]
    async fn no_key_is_given_out_that_was_not_kept() {
        let store = Arc::new(Lockable::default());
        let keys = Keys::load_or_create(Arc::clone(&store) as Arc<dyn SecretStore>)
            .await
            .expect("made");
        let kept = keys.store_key("a").await.expect("made");
        store.locked.store(true, Ordering::SeqCst);
        assert!(matches!(
            keys.store_key("b").await,
            Err(SecretError::Locked)
        ));
        assert!(matches!(keys.forget("a").await, Err(SecretError::Locked)));
        assert_eq!(
            keys.store_key("a").await.expect("still there").expose(),
            kept.expose()
        );
        store.locked.store(false, Ordering::SeqCst);
        keys.store_key("b").await.expect("made after unlocking");
    }
}
