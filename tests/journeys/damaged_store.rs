//! Stored data that cannot be opened, and keyrings that come and go: said in words, nothing overwritten, and a way out.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use fullmakt_app::surface::common::{ErrorCode, Nothing};
use fullmakt_app::surface::session::{
    KeyringTrouble, RecoverStore, Recovery, SecretStorage, SessionState, SignIn,
};
use fullmakt_app::surface::table::Commands;
use fullmakt_tests::idporten::Consent;
use fullmakt_tests::{Harness, Options, TestKeyring};

/// All files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .flat_map(|entry| {
            let path = entry.path();
            if path.is_dir() {
                files(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

fn database(stage: &Harness) -> PathBuf {
    let found = files(stage.data.path());
    found
        .into_iter()
        .find(|path| path.ends_with("fullmakt.db"))
        .expect("a database")
}

/// Kari with a receipt, on a machine with a keyring.
async fn with_a_receipt() -> (Harness, Arc<TestKeyring>) {
    let keyring = Arc::new(TestKeyring::default());
    let options = Options {
        portal_scope: true,
        keyring: Some(Arc::clone(&keyring)),
        ..Options::default()
    };
    let stage = Harness::new(options).await;
    stage
        .sign_in_by_browser(SignIn::default(), Consent::All)
        .await;
    let review = stage.pasted_review("approvable").await;
    stage.approve_here(&review).await;
    (stage, keyring)
}

async fn receipts(stage: &Harness) -> usize {
    let log = stage.log().await;
    log.iter().filter(|row| row.has_receipt).count()
}

/// While the data can be opened, nothing is set aside or deleted, whoever asks.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn data_that_can_be_opened_is_left_alone() {
    let (stage, _) = with_a_receipt().await;
    for how in [Recovery::SetAside, Recovery::Delete] {
        let failure = stage.app.recover_store(RecoverStore { how }).await;
        assert_eq!(failure.expect_err("it is open").code, ErrorCode::Conflict);
    }
    assert_eq!(receipts(&stage).await, 1);
}

/// A damaged file is left as it is until the user says otherwise; set aside, it is still there, byte for byte.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_damaged_file_can_be_set_aside() {
    let (mut stage, _) = with_a_receipt().await;
    stage.app.shutdown().await;
    let path = database(&stage);
    let mut bytes = std::fs::read(&path).expect("the file");
    for byte in bytes.iter_mut().skip(16).take(8_000) {
        *byte ^= 0x5a;
    }
    std::fs::write(&path, &bytes).expect("written");
    stage.restart().await;
    let session = stage.session().await;
    let failure = session.last_failure.expect("it is said");
    assert!(
        matches!(
            failure.code,
            ErrorCode::StoreDamaged | ErrorCode::StoreLocked
        ),
        "{failure:?}"
    );
    assert_eq!(
        std::fs::read(&path).expect("the file"),
        bytes,
        "nothing was overwritten"
    );
    let how = Recovery::SetAside;
    stage
        .app
        .recover_store(RecoverStore { how })
        .await
        .expect("it is set aside");
    let kept = files(stage.data.path());
    assert!(
        kept.iter()
            .any(|file| std::fs::read(file).is_ok_and(|there| there == bytes)),
        "the old file is still there: {kept:?}"
    );
    assert_eq!(receipts(&stage).await, 0, "an empty one was begun");
}

/// A keyring that lost its keys: said, nothing overwritten; deleted on demand.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lost_keys_leave_the_file_alone() {
    let (mut stage, keyring) = with_a_receipt().await;
    stage.app.shutdown().await;
    let path = database(&stage);
    let bytes = std::fs::read(&path).expect("the file");
    keyring.empty();
    stage.restart().await;
    // The sealed login cannot be opened either: signing in anew leads to the same file.
    let failure = stage.session().await.last_failure.expect("it is said");
    assert!(
        matches!(
            failure.code,
            ErrorCode::StoreLocked | ErrorCode::LoginUnreadable
        ),
        "{failure:?}"
    );
    assert_eq!(
        std::fs::read(&path).expect("the file"),
        bytes,
        "nothing was overwritten"
    );
    let how = Recovery::Delete;
    stage
        .app
        .recover_store(RecoverStore { how })
        .await
        .expect("it is deleted");
    assert_eq!(receipts(&stage).await, 0, "an empty one was begun");
}

/// A keyring that was locked at the start and is unlocked then: all that it holds is there again, receipts included.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_keyring_unlocked_later_brings_everything_back() {
    let (mut stage, keyring) = with_a_receipt().await;
    keyring.lock(true);
    stage.restart().await;
    let session = stage.session().await;
    assert_eq!(
        session.storage,
        SecretStorage::Memory {
            reason: KeyringTrouble::Locked
        }
    );
    keyring.lock(false);
    assert_eq!(
        session.state,
        SessionState::SignedOut,
        "nobody can be restored without keys"
    );
    let session = stage
        .app
        .retry_keyring(Nothing {})
        .await
        .expect("it is unlocked");
    assert_eq!(session.storage, SecretStorage::Keyring);
    stage
        .wait_for(|s| s.state == SessionState::SignedIn && s.has_data)
        .await;
    assert_eq!(receipts(&stage).await, 1);
}

/// A keyring that comes back while somebody works: the session stays in memory and says so, instead of promising to keep
/// what it will delete.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_in_memory_promises_nothing() {
    let keyring = Arc::new(TestKeyring::default());
    keyring.lock(true);
    let options = Options {
        portal_scope: true,
        keyring: Some(Arc::clone(&keyring)),
        ..Options::default()
    };
    let stage = Harness::signed_in("kari", options).await;
    keyring.lock(false);
    let failure = stage
        .app
        .retry_keyring(Nothing {})
        .await
        .expect_err("it is told");
    assert_eq!(failure.code, ErrorCode::KeyringReturned);
    assert!(matches!(
        stage.session().await.storage,
        SecretStorage::Memory { .. }
    ));
}
