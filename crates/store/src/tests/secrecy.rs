//! Nothing readable in the files, nothing secret in logs.

use std::io::Write;
use std::sync::{Arc, Mutex};

use super::dialog_support::{apply, dialog_id, letter};
use super::support::{KEY, id, noon, store};
use crate::activity::NewEntry;
use crate::actors::{Actor, ActorKind};
use crate::dialog_details::KeptDialog;
use crate::files;

const NAME: &str = "Ulastelig Solid Tiger AS";

fn contains(haystack: &[u8], needle: &str) -> bool {
    haystack
        .windows(needle.len())
        .any(|window| window == needle.as_bytes())
}

#[tokio::test]
async fn neither_the_file_nor_its_log_nor_a_backup_holds_plain_text() {
    let (place, store) = store().await;
    let actor = Actor {
        party_uuid: id(1),
        party_id: Some(1),
        name: NAME.to_owned(),
        org_no: Some("313572773".to_owned()),
        kind: ActorKind::Organisation,
        form: None,
        parent: None,
        is_deleted: false,
        is_heading_only: false,
        access_manager: None,
        roles: vec!["daglig-leder".to_owned()],
        packages: Vec::new(),
    };
    store
        .actors()
        .replace_all(&[actor], noon(21))
        .await
        .expect("replaced");
    store
        .activity()
        .append(&NewEntry {
            at: noon(21),
            act: "approved".to_owned(),
            subject: None,
            system: Some(NAME.to_owned()),
            vendor: None,
            organisation: None,
            party_uuid: None,
            services: None,
            failure: None,
            receipt: Some(format!("{{\"name\":\"{NAME}\"}}")),
        })
        .await
        .expect("appended");

    apply(&store, &[letter(1, &format!("Purring til {NAME}"))]).await;
    store
        .dialog_details()
        .keep(
            &KeptDialog {
                id: dialog_id(1),
                read_at: noon(21),
                revision: None,
                detail: "{}".to_owned(),
                body: None,
                text: "Tvangsmulkt".to_owned(),
            },
            None,
        )
        .await
        .expect("kept");

    let copy = place.folder.path().join("copy.db");
    sqlx::query("VACUUM INTO ?")
        .bind(copy.to_str().expect("Unicode"))
        .execute(store.writer())
        .await
        .expect("copied");

    let log = std::fs::read(files::beside(&place.path, "-wal")).expect("the log");
    assert!(log.len() > 4096, "the entries are in the log");
    let copied = std::fs::read(&copy).expect("the copy");
    store.close().await;
    for (what, bytes) in [("log", log), ("copy", copied), ("file", place.bytes())] {
        let lower: Vec<u8> = bytes.to_ascii_lowercase();
        for word in [
            "sqlite format",
            "ulastelig",
            "tiger",
            "313572773",
            "daglig",
            "activity",
            "approved",
            "purring",
            "tvangsmulkt",
        ] {
            assert!(!contains(&lower, word), "{what} holds {word:?}");
        }
    }
}

#[derive(Clone, Default)]
struct Caught(Arc<Mutex<Vec<u8>>>);

impl Write for Caught {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("no panic before").write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn the_key_is_never_logged() {
    let caught = Caught::default();
    let writer = caught.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    tracing::subscriber::with_default(subscriber, || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        runtime.block_on(async {
            tracing::info!("listening");
            let (place, store) = store().await;
            store.settings().set("theme", "dark").await.expect("set");
            store.close().await;
            let mut other = KEY;
            other[0] ^= 1;
            let error = place.open_with_key(&other).await.expect_err("a wrong key");
            tracing::error!(%error, ?error, ?store, "said");
        });
    });
    let said = caught.0.lock().expect("no panic before").clone();
    assert!(contains(&said, "listening") && contains(&said, "said"));
    let said = String::from_utf8(said).expect("text").to_lowercase();
    let key = hex::encode(KEY);
    assert!(!said.contains(&key[..16]), "{said}");
    assert!(!said.contains("pragma"), "{said}");
}
