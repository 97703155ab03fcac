//! The login on the disk: sealed, long tokens, damage, and a machine without keyring.

use std::path::PathBuf;
use std::sync::Arc;

use async_trait::async_trait;
use fullmakt_auth::{AuthError, AuthState, TokenVault, VaultError};
use fullmakt_domain::Sensitive;
use fullmakt_secrets::SealedFile;

use crate::provider::PID;
use crate::world::{World, auth, request};

/// The vault as the app makes it on a machine with a keyring.
struct Sealed(Arc<SealedFile>);

impl Sealed {
    fn vault(path: PathBuf, key: u8) -> Arc<dyn TokenVault> {
        Arc::new(Sealed(Arc::new(SealedFile::new(
            path,
            Sensitive::new([key; 32]),
        ))))
    }
}

#[async_trait]
impl TokenVault for Sealed {
    async fn load(&self) -> Result<Option<Sensitive<Vec<u8>>>, VaultError> {
        self.0.read().map_err(|e| VaultError(e.to_string()))
    }
    async fn save(&self, bytes: Sensitive<Vec<u8>>) -> Result<(), VaultError> {
        self.0.write(&bytes).map_err(|e| VaultError(e.to_string()))
    }
    async fn clear(&self) -> Result<(), VaultError> {
        self.0.delete().map_err(|e| VaultError(e.to_string()))
    }
}

#[tokio::test]
async fn a_long_refresh_token_survives_a_restart_and_is_nowhere_in_the_clear() {
    let world = World::new().await;
    world.provider.switches().refresh_length = 2_000;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("login.sealed");
    let world = World {
        auth: auth(&world.provider, &world.net, Sealed::vault(path.clone(), 7)),
        ..world
    };
    let login = world.sign_in().await;
    world.auth.altinn_token().await.expect("a token");
    let token = world.provider.live_refresh_tokens().remove(0);
    assert_eq!(token.len(), 2_000);
    for entry in std::fs::read_dir(folder.path()).expect("listed") {
        let bytes = std::fs::read(entry.expect("an entry").path()).expect("read");
        for secret in [&token[..20], PID, login.subject.as_str(), "pairwise"] {
            assert!(
                !bytes.windows(secret.len()).any(|w| w == secret.as_bytes()),
                "{secret}"
            );
        }
    }
    let restarted = auth(&world.provider, &world.net, Sealed::vault(path, 7));
    assert_eq!(restarted.restore().await, AuthState::SignedIn(login));
    world.clock.advance(115);
    restarted.altinn_token().await.expect("renewed");
}

#[tokio::test]
async fn a_damaged_file_means_signed_out_and_a_new_login_works() {
    let world = World::new().await;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("login.sealed");
    let world = World {
        auth: auth(&world.provider, &world.net, Sealed::vault(path.clone(), 7)),
        ..world
    };
    world.sign_in().await;
    let mut bytes = std::fs::read(&path).expect("there");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0xff;
    std::fs::write(&path, &bytes).expect("written");
    let restarted = auth(&world.provider, &world.net, Sealed::vault(path.clone(), 7));
    assert_eq!(restarted.restore().await, AuthState::SignedOut);
    assert!(
        folder.path().join("login.sealed.damaged").exists(),
        "kept aside"
    );
    let world = World {
        auth: restarted,
        ..world
    };
    world.sign_in().await;
    assert!(path.exists());
}

#[tokio::test]
async fn a_file_sealed_with_another_key_is_not_opened() {
    let world = World::new().await;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("login.sealed");
    let world = World {
        auth: auth(&world.provider, &world.net, Sealed::vault(path.clone(), 7)),
        ..world
    };
    world.sign_in().await;
    let other = auth(&world.provider, &world.net, Sealed::vault(path, 8));
    assert_eq!(other.restore().await, AuthState::SignedOut);
}

#[tokio::test]
async fn without_a_keyring_the_session_lives_in_memory_and_ends_with_it() {
    let world = World::new().await;
    world.sign_in().await;
    world.clock.advance(115);
    world
        .auth
        .altinn_token()
        .await
        .expect("renewed from memory");
    let log = world.log.clone();
    let forgotten = Arc::new(crate::vault::TestVault::new(log));
    let restarted = auth(&world.provider, &world.net, forgotten);
    assert_eq!(restarted.restore().await, AuthState::SignedOut);
}

#[tokio::test]
async fn a_login_that_cannot_be_kept_is_not_made() {
    let world = World::new().await;
    world
        .vault
        .full
        .store(true, std::sync::atomic::Ordering::SeqCst);
    let outcome = world.sign_in_as(request()).await;
    assert_eq!(outcome, Err(AuthError::Vault("no room".to_owned())));
    assert_eq!(world.auth.state(), AuthState::SignedOut);
    assert_eq!(world.log.count("revoke"), 1, "nor left lying about");
}
