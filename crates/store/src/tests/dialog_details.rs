//! What was opened, and what hangs on it.

use super::dialog_support::{apply, dialog_id, letter, titles, typed, with_actors};
use super::support::{id, noon};
use crate::dialog_details::{AttachmentPlace, KeptDialog, KeptTransmission, SavedAttachment};
use crate::dialogs::{Labels, NewDialog};

fn kept(n: u32) -> KeptDialog {
    KeptDialog {
        id: dialog_id(n),
        read_at: noon(12),
        revision: Some(id(70)),
        detail: "{\"facts\":1}".to_owned(),
        body: Some("[\"tree\"]".to_owned()),
        text: "Brødtekst".to_owned(),
    }
}

fn transmission(n: u32) -> KeptTransmission {
    KeptTransmission {
        dialog: dialog_id(1),
        transmission: id(n),
        read_at: noon(12),
        body: "[]".to_owned(),
        text: format!("Forsendelse {n}"),
    }
}

fn attachment(n: u32, place: AttachmentPlace) -> SavedAttachment {
    SavedAttachment {
        id: id(n),
        dialog: dialog_id(1),
        transmission: (n == 2).then(|| id(200)),
        name: format!("Vedlegg {n}.pdf"),
        media_type: Some("application/pdf".to_owned()),
        size: 4,
        sha256: [n as u8; 32],
        saved_at: noon(12),
        place,
    }
}

#[tokio::test]
async fn opening_is_reading() {
    let (_place, store) = with_actors().await;
    let marked = NewDialog {
        labels: Labels::DEFAULT | Labels::MARKED_AS_UNOPENED,
        ..letter(1, "Brev")
    };
    apply(&store, &[marked]).await;
    let details = store.dialog_details();
    assert_eq!(details.get(dialog_id(1)).await.expect("read"), None);
    details.keep(&kept(1), Some(id(71))).await.expect("kept");
    assert_eq!(
        details.get(dialog_id(1)).await.expect("read"),
        Some(kept(1))
    );
    let dialog = store
        .dialogs()
        .get(dialog_id(1))
        .await
        .expect("read")
        .expect("there");
    assert!(!dialog.row.is_unread);
    assert_eq!(dialog.row.opened_at, Some(noon(12)));
    assert_eq!(
        (dialog.row.labels, dialog.server_labels),
        (Labels::DEFAULT, Labels::DEFAULT)
    );
    assert_eq!(dialog.context_revision, Some(id(71)));

    let later = KeptDialog {
        read_at: noon(13),
        revision: None,
        body: None,
        ..kept(1)
    };
    details.keep(&later, None).await.expect("kept");
    assert_eq!(details.get(dialog_id(1)).await.expect("read"), Some(later));
    let dialog = store
        .dialogs()
        .get(dialog_id(1))
        .await
        .expect("read")
        .expect("there");
    assert_eq!(dialog.context_revision, Some(id(71)), "as it was");
    store.close().await;
}

#[tokio::test]
async fn a_dialog_opened_before_it_was_listed_is_open_in_the_list() {
    let (_place, store) = with_actors().await;
    store
        .dialog_details()
        .keep(&kept(1), None)
        .await
        .expect("kept");
    apply(&store, &[letter(1, "Brev")]).await;
    let row = store
        .dialogs()
        .get(dialog_id(1))
        .await
        .expect("read")
        .expect("there")
        .row;
    assert_eq!(row.opened_at, Some(noon(12)));
    store.close().await;
}

#[tokio::test]
async fn transmissions_and_attachments_hang_on_their_dialog() {
    let (_place, store) = with_actors().await;
    apply(&store, &[letter(1, "Brev")]).await;
    let details = store.dialog_details();
    details.keep(&kept(1), None).await.expect("kept");
    details
        .keep_transmission(&transmission(2))
        .await
        .expect("kept");
    details
        .keep_transmission(&transmission(1))
        .await
        .expect("kept");
    details
        .keep_transmission(&transmission(2))
        .await
        .expect("kept again");
    assert_eq!(
        details.transmissions(dialog_id(1)).await.expect("read"),
        [transmission(1), transmission(2)]
    );

    let here = attachment(1, AttachmentPlace::Here);
    let file = attachment(2, AttachmentPlace::File("ab/cd.bin".to_owned()));
    details.keep_attachment(&here, b"%PDF").await.expect("kept");
    details.keep_attachment(&file, b"").await.expect("kept");
    assert_eq!(
        details.attachments(dialog_id(1)).await.expect("read"),
        [here.clone(), file.clone()]
    );
    assert_eq!(
        details.attachment_bytes(here.id).await.expect("read"),
        Some(b"%PDF".to_vec())
    );
    assert_eq!(details.attachment_bytes(file.id).await.expect("read"), None);
    let paths = store.dialogs().forget(dialog_id(1)).await;
    assert_eq!(paths.expect("gone"), ["ab/cd.bin"]);
    assert!(details.get(dialog_id(1)).await.expect("read").is_none());
    let attachments = details.attachments(dialog_id(1)).await;
    assert!(attachments.expect("read").is_empty());
    store.close().await;
}

#[tokio::test]
async fn of_what_was_deleted_for_good_nothing_stays() {
    let (_place, store) = with_actors().await;
    apply(&store, &[letter(1, "Brev"), letter(2, "Annet")]).await;
    let details = store.dialog_details();
    for n in [1, 2] {
        details.keep(&kept(n), None).await.expect("kept");
    }
    let held = details.keep_transmission(&transmission(1)).await;
    held.expect("kept");
    for (n, place) in [
        (1, AttachmentPlace::Here),
        (2, AttachmentPlace::File("ab/cd.bin".to_owned())),
    ] {
        let attachment = attachment(n, place);
        let held = details.keep_attachment(&attachment, b"%PDF").await;
        held.expect("kept");
    }
    let queue = store.label_changes();
    let filed = [dialog_id(1), dialog_id(2)];
    let filed = queue.queue(id(90), &filed, Labels::ARCHIVE, Labels::NONE, noon(12));
    assert_eq!(filed.await.expect("queued").len(), 2);

    let paths = store.dialogs().forget(dialog_id(1)).await;
    assert_eq!(paths.expect("forgotten"), ["ab/cd.bin"]);
    let dialogs = store.dialogs();
    assert!(dialogs.get(dialog_id(1)).await.expect("read").is_none());
    assert_eq!(details.get(dialog_id(1)).await.expect("read"), None);
    let left = details.transmissions(dialog_id(1)).await.expect("read");
    assert!(left.is_empty());
    let left = details.attachments(dialog_id(1)).await.expect("read");
    assert!(left.is_empty());
    assert_eq!(queue.dialogs().await.expect("read"), [dialog_id(2)]);
    let found = titles(&store, &typed("brødtekst")).await;
    assert_eq!(found.0, 0, "the other one waits in the archive: {found:?}");
    assert!(details.get(dialog_id(2)).await.expect("read").is_some());
    store.close().await;
}
