//! What was opened, and what hangs on it.

use super::dialog_support::{apply, dialog_id, letter, with_actors};
use super::support::{id, noon};
use crate::dialog_details::{
    AttachmentPlace, KeptDialog, KeptSize, KeptTransmission, SavedAttachment,
};
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
    assert_eq!(
        details.size().await.expect("counted"),
        KeptSize {
            dialogs: 1,
            text_bytes: (kept(1).detail.len()
                + 8
                + "Brødtekst".len()
                + 2 * (2 + "Forsendelse 1".len())) as u64,
            attachments: 2,
            attachment_bytes: 8,
        }
    );
    assert_eq!(
        details.forget_attachment(here.id).await.expect("gone"),
        None
    );
    assert_eq!(
        details.attachments(dialog_id(1)).await.expect("read"),
        [file]
    );

    assert_eq!(
        details.forget_older(noon(12)).await.expect("none"),
        Vec::<String>::new()
    );
    assert_eq!(
        details.forget_older(noon(13)).await.expect("gone"),
        ["ab/cd.bin"]
    );
    assert_eq!(details.size().await.expect("counted"), KeptSize::default());
    let row = store
        .dialogs()
        .get(dialog_id(1))
        .await
        .expect("read")
        .expect("there")
        .row;
    assert_eq!(row.opened_at, None);
    store.close().await;
}
