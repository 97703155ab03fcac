//! Signing out, and what is left on the disk.

use std::path::{Path, PathBuf};

use fullmakt_app::surface::approvals::QueueQuery;
use fullmakt_app::surface::common::{ErrorCode, Nothing};
use fullmakt_app::surface::session::{SessionState, SignOut};
use fullmakt_app::surface::table::Commands;
use fullmakt_tests::Harness;

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

fn named(stage: &Harness, name: &str) -> usize {
    let files = files(stage.data.path());
    files.iter().filter(|path| path.ends_with(name)).count()
}

async fn sign_out(stage: &Harness, delete_data: bool) {
    let how = SignOut {
        end_session: false,
        delete_data,
    };
    let session = stage.app.sign_out(how).await.expect("one can sign out");
    assert_eq!(session.state, SessionState::SignedOut);
    assert!(session.person.is_none());
}

/// The login is revoked, what a machine without a keyring kept is wiped, and the next start asks for a login.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn signing_out_revokes_and_wipes() {
    let mut stage = Harness::with_portal_scope("kari").await;
    let review = stage.pasted_review("approvable").await;
    stage.approve_here(&review).await;
    assert_eq!(named(&stage, "fullmakt.db"), 1);
    sign_out(&stage, false).await;
    assert!(stage.control.count("POST", "revoke").await >= 1);
    assert_eq!(named(&stage, "fullmakt.db"), 0);
    let failure = stage.app.queue(QueueQuery::default()).await;
    assert_eq!(failure.expect_err("closed").code, ErrorCode::LoginRequired);
    let failure = stage.approve(&review).await.expect_err("closed");
    assert_eq!(failure.code, ErrorCode::LoginRequired);
    stage.restart().await;
    assert_eq!(stage.session().await.state, SessionState::SignedOut);
}

/// Other people of the machine cannot look into what is kept here. The log is where «Om Fullmakt» says that it is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_kept_is_the_persons_own() {
    let stage = Harness::with_portal_scope("kari").await;
    assert_eq!(named(&stage, "fullmakt.db"), 1);
    #[cfg(unix)]
    for file in files(stage.data.path()) {
        use std::os::unix::fs::PermissionsExt;
        let folder = file.parent().expect("a file lies in a folder");
        let known = std::fs::metadata(folder).expect("it is there");
        let others = known.permissions().mode() & 0o077;
        assert_eq!(others, 0, "{}", folder.display());
    }
    let info = stage.app.app_info(Nothing {}).await.expect("it is known");
    let logs = stage.data.path().join("logs").display().to_string();
    assert_eq!(info.log_dir, Some(logs));
}

/// With the data: the account's folder is gone, and a new login begins with an empty log.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_data_goes_with_it_when_asked() {
    let stage = Harness::with_portal_scope("kari").await;
    let review = stage.pasted_review("approvable").await;
    let receipt = stage.approve_here(&review).await;
    sign_out(&stage, true).await;
    assert_eq!(named(&stage, "fullmakt.db"), 0);
    stage.sign_in("kari").await;
    let number = receipt.number;
    let kept = fullmakt_app::surface::activity::ReceiptRef { number };
    stage.app.receipt(kept).await.expect_err("nothing was kept");
}

/// After a full run no file holds a token, an identity number, or readable data.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_secret_lies_readable_on_the_disk() {
    let stage = Harness::with_portal_scope("kari").await;
    let review = stage.pasted_review("approvable").await;
    stage.approve_here(&review).await;
    let state = stage.control.state().await;
    let people = state["personas"].as_array().expect("people");
    let mut secrets: Vec<String> = people
        .iter()
        .map(|person| person["pid"].as_str().expect("a number").to_owned())
        .collect();
    assert!(secrets.iter().all(|pid| pid.len() == 11));
    // Every JWT of this issuer begins alike, with its header: the first characters of one are those of all.
    let token = stage
        .control
        .token("kari", "openid altinn:portal/enduser")
        .await;
    for kind in ["altinn", "idPorten", "id_porten"] {
        if let Some(jwt) = token[kind].as_str() {
            secrets.push(jwt.chars().take(16).collect());
        }
    }
    assert!(secrets.iter().any(|s| s.starts_with("eyJ")), "{token}");
    secrets.push("SQLite format 3".to_owned());
    secrets.push(review.system.title.clone());
    assert_eq!(
        named(&stage, "fullmakt.db"),
        1,
        "there is something to find"
    );
    assert_eq!(
        named(&stage, "login.sealed"),
        0,
        "no keyring, no login on the disk"
    );
    for file in files(stage.data.path()) {
        let bytes = std::fs::read(&file).expect("the file can be read");
        for (place, secret) in secrets.iter().enumerate() {
            let found = bytes.windows(secret.len()).any(|w| w == secret.as_bytes());
            assert!(!found, "secret {place} lies in {}", file.display());
        }
    }
}
