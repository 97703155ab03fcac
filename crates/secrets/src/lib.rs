//! Where secrets are kept: small ones in the operating system's keyring, longer ones in a file sealed with a key from
//! there (envelope storage, identity reference 5.3).
//!
//! Tokens do not go into the keyring itself: Windows holds 2,560 bytes per entry, KDE's wallet holds text only, and a
//! rotation must be an atomic write.

mod keys;
mod memory;
mod os_keyring;
mod sealed_file;
mod store;

pub use keys::Keys;
pub use memory::MemoryStore;
pub use os_keyring::OsKeyring;
pub use sealed_file::{SealError, SealedFile};
pub use store::{SecretError, SecretStore};
