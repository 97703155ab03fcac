//! Stored data that cannot be opened, and keyrings that come and go: said in words, nothing overwritten, and a way out.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use fullmakt_app::surface::activity::{Act, ActivityQuery, ChainState};
use fullmakt_app::surface::approvals::Reject;
use fullmakt_app::surface::common::{ErrorCode, Nothing};
use fullmakt_app::surface::session::{
    KeyringTrouble, RecoverStore, Recovery, SecretStorage, SessionState, SignIn, SignOut,
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

/// A world whose keyring is locked, so that a session is in memory; and the keyring.
fn in_memory() -> (Arc<TestKeyring>, Options) {
    let keyring = Arc::new(TestKeyring::default());
    keyring.lock(true);
    let options = Options {
        portal_scope: true,
        keyring: Some(Arc::clone(&keyring)),
        ..Options::default()
    };
    (keyring, options)
}

/// A keyring that comes back while somebody works: the session stays in memory and says so, instead of promising to keep
/// what it will delete.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_in_memory_promises_nothing() {
    let (keyring, options) = in_memory();
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

/// Receipts of a session in memory: in the account's own log as soon as the keyring is back, those that follow at the
/// end, each once, and the chain holds over both.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn receipts_of_a_session_in_memory_are_carried_over() {
    let (mut stage, keyring) = with_a_receipt().await;
    let out = SignOut {
        end_session: false,
        delete_data: false,
    };
    stage.app.sign_out(out).await.expect("signed out");
    keyring.lock(true);
    stage.restart().await;
    stage.sign_in("kari").await;
    assert_eq!(receipts(&stage).await, 0, "what was kept is locked");
    let review = stage.pasted_review("approvable-wages").await;
    let first = stage.approve_here(&review).await;
    keyring.lock(false);
    let retried = stage.app.retry_keyring(Nothing {}).await;
    let failure = retried.expect_err("the session goes on in memory");
    assert_eq!(failure.code, ErrorCode::KeyringReturned);
    let review = stage.pasted_review("missing-package").await;
    let key = review.key.clone();
    let sent = stage.app.reject(Reject { key, now: true }).await;
    sent.expect("it is rejected");

    // The sandbox's person is signed in again at once.
    stage.restart().await;
    stage
        .wait_for(|s| s.state == SessionState::SignedIn && s.has_data)
        .await;
    let query = ActivityQuery {
        limit: 100,
        ..ActivityQuery::default()
    };
    let page = stage.app.activity(query).await.expect("the log");
    assert_eq!(page.chain, ChainState::Whole);
    let mut acts: Vec<Act> = page.rows.iter().map(|row| row.act).collect();
    acts.reverse();
    assert_eq!(
        acts,
        [
            Act::SignedIn,
            Act::Approved,
            Act::SignedOut,
            Act::SignedIn,
            Act::Approved,
            Act::Rejected,
            Act::SignedIn,
        ]
    );
    let carried = &page.rows[2];
    let receipt = stage.receipt(&carried.number).await;
    assert_eq!(receipt.review.fingerprint, first.review.fingerprint);
    assert_eq!((receipt.at, receipt.person), (first.at, first.person));
}

/// Somebody else signs in over a session in memory: a log of their own, and the receipts of the first are carried over.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_person_over_a_session_in_memory() {
    let (keyring, options) = in_memory();
    let mut stage = Harness::signed_in("kari", options).await;
    let review = stage.pasted_review("approvable").await;
    stage.approve_here(&review).await;
    let first = stage.session().await.person.expect("somebody").name;
    keyring.lock(false);
    for persona in ["mina", "kari", "mina"] {
        let input = SignIn {
            persona: Some(persona.to_owned()),
            ..SignIn::default()
        };
        stage.app.sign_in(input).await.expect("the login starts");
        stage
            .wait_for(|s| {
                let is_first = s.person.as_ref().is_some_and(|p| p.name == first);
                assert!(s.last_failure.is_none(), "{:?}", s.last_failure);
                s.state == SessionState::SignedIn && s.has_data && is_first == (persona == "kari")
            })
            .await;
        let of_another = receipts(&stage).await;
        assert_eq!(of_another, 0, "{persona}: a log of one's own");
    }
    let out = SignOut {
        end_session: false,
        delete_data: false,
    };
    stage.app.sign_out(out).await.expect("signed out");
    stage.restart().await;
    stage.sign_in("kari").await;
    assert_eq!(receipts(&stage).await, 1, "carried over");
}
