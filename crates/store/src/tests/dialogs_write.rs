//! Pages of a synchronisation: what is new, what is the same, what moves.

use super::dialog_support::{
    apply, apply_at, dialog_id, languages, letter, party, texts, titles, typed, with_actors,
};
use super::support::{at, id, noon};
use crate::StoreError;
use crate::dialog_details::KeptDialog;
use crate::dialogs::{
    DialogContent, DialogQuery, DialogStatus, Labels, NewDialog, OwnerName, RowChange, Scope,
    ServiceName, SyncPage,
};
use crate::sync_batches::{BatchKind, BatchPlan, Cursor};

/// A row with something in every field.
fn full() -> NewDialog {
    NewDialog {
        status: DialogStatus::RequiresAttention,
        labels: Labels::ARCHIVE | Labels::SENT,
        due_at: Some(noon(26)),
        is_content_seen: true,
        from_party: 2,
        attachments: 3,
        progress: Some(40),
        process: Some("urn:process".to_owned()),
        preceding_process: Some("urn:before".to_owned()),
        extended_status: Some("venter-signatur".to_owned()),
        external_reference: Some("2026/1187".to_owned()),
        content: DialogContent {
            title: texts(&[("en", "Notice"), ("nb", "Varsel")]),
            summary: texts(&[("nb", "Om mva")]),
            sender: texts(&[("nb", "Skatt øst")]),
            extended_status: texts(&[("nb", "Venter på signatur")]),
        },
        latest_activity: Some("{\"type\":\"Information\"}".to_owned()),
        seen_since_update: Some("[1]".to_owned()),
        seen_since_content_update: Some("[2]".to_owned()),
        ..letter(1, "")
    }
}

#[tokio::test]
async fn a_row_comes_back_as_it_was_given() {
    let (_place, store) = with_actors().await;
    store
        .dialogs()
        .set_names(
            &[OwnerName {
                code: "skd".to_owned(),
                name: "Skatteetaten".to_owned(),
            }],
            &[ServiceName {
                id: "ske-mva-melding".to_owned(),
                name: "Mva-melding".to_owned(),
            }],
        )
        .await
        .expect("named");
    let given = full();
    apply(&store, std::slice::from_ref(&given)).await;
    let found = store
        .dialogs()
        .get(given.id)
        .await
        .expect("read")
        .expect("there");
    let row = &found.row;
    assert_eq!(row.title, "Varsel", "the first of the languages");
    assert_eq!(row.summary.as_deref(), Some("Om mva"));
    assert_eq!(row.extended_status.as_deref(), Some("Venter på signatur"));
    assert_eq!(row.sender, "Skatt øst");
    assert_eq!(
        (row.org.as_str(), row.owner.as_deref()),
        ("skd", Some("Skatteetaten"))
    );
    assert_eq!(row.service, "ske-mva-melding");
    assert_eq!(row.service_name.as_deref(), Some("Mva-melding"));
    assert_eq!(row.party.party_uuid, party(1));
    assert_eq!(row.party.name.as_deref(), Some("Fjord Snekkeri AS"));
    assert_eq!(row.party.org_no.as_deref(), Some("310000001"));
    assert_eq!((row.status, row.labels), (given.status, given.labels));
    assert_eq!(found.server_labels, given.labels);
    assert!(!row.is_unread && !row.is_change_waiting && row.refusal.is_none());
    assert_eq!(row.due_at, given.due_at);
    assert_eq!(
        (row.created_at, row.updated_at, row.content_updated_at),
        (given.created_at, given.updated_at, given.content_updated_at)
    );
    assert_eq!(
        (row.attachments, row.from_service_owner, row.from_party),
        (3, 1, 2)
    );
    assert_eq!(row.progress, Some(40));
    assert_eq!(row.latest_activity, given.latest_activity);
    assert_eq!(
        row.seen_since_content_update,
        given.seen_since_content_update
    );
    assert_eq!(
        (row.opened_at, row.stale_since, row.fetched_at),
        (None, None, noon(12))
    );
    assert_eq!(found.context_revision, given.context_revision);
    assert_eq!(found.service_type, given.service_type);
    assert!(found.has_unopened_content);
    assert_eq!(found.process, given.process);
    assert_eq!(found.preceding_process, given.preceding_process);
    assert_eq!(found.extended_status, given.extended_status);
    assert_eq!(found.external_reference, given.external_reference);
    assert_eq!(found.content, given.content);
    assert_eq!(found.seen_since_update, given.seen_since_update);

    // One language only is kept without repeating the texts.
    let plain = NewDialog {
        content: DialogContent {
            title: texts(&[("se", "Diehtu")]),
            summary: texts(&[("se", "Vearru")]),
            ..DialogContent::default()
        },
        org: "ukjent".to_owned(),
        ..letter(2, "")
    };
    apply(&store, std::slice::from_ref(&plain)).await;
    let found = store
        .dialogs()
        .get(plain.id)
        .await
        .expect("read")
        .expect("there");
    assert_eq!(found.content, plain.content);
    assert_eq!(found.row.sender, "ukjent", "a code is better than nothing");
    assert_eq!(
        store.dialogs().get(dialog_id(99)).await.expect("read"),
        None
    );
    store.close().await;
}

#[tokio::test]
async fn a_page_that_comes_again_changes_nothing() {
    let (_place, store) = with_actors().await;
    let rows: Vec<NewDialog> = (0..50).map(|n| letter(n, &format!("Brev {n}"))).collect();
    let outcome = apply(&store, &rows).await;
    assert_eq!((outcome.changed.len(), outcome.unchanged), (50, 0));
    assert!(
        outcome
            .changed
            .iter()
            .all(|row| row.change == RowChange::New && row.is_unread)
    );
    let outcome = apply_at(&store, &rows, noon(13)).await;
    assert_eq!((outcome.changed.len(), outcome.unchanged), (0, 50));
    let row = store
        .dialogs()
        .get(dialog_id(1))
        .await
        .expect("read")
        .expect("there")
        .row;
    assert_eq!(row.fetched_at, noon(12), "the version of then");

    // Twice in one page: the later one holds.
    let twice = [letter(60, "Først"), letter(60, "Sist")];
    let outcome = apply(&store, &twice).await;
    assert_eq!(outcome.changed.len(), 1);
    let row = store
        .dialogs()
        .get(dialog_id(60))
        .await
        .expect("read")
        .expect("there")
        .row;
    assert_eq!(row.title, "Sist");
    store.close().await;
}

#[tokio::test]
async fn changes_are_told_apart() {
    let (_place, store) = with_actors().await;
    apply(
        &store,
        &[letter(1, "Ett"), letter(2, "To"), letter(3, "Tre")],
    )
    .await;
    let seen = NewDialog {
        is_content_seen: true,
        ..letter(1, "Ett")
    };
    let newer = NewDialog {
        content_updated_at: noon(11),
        ..letter(2, "To, nytt")
    };
    let outcome = apply(&store, &[seen, newer, letter(3, "Tre"), letter(4, "Fire")]).await;
    let changes: Vec<_> = outcome
        .changed
        .iter()
        .map(|row| (row.id, row.change, row.is_unread))
        .collect();
    assert_eq!(
        changes,
        [
            (dialog_id(1), RowChange::Other, false),
            (dialog_id(2), RowChange::Content, true),
            (dialog_id(4), RowChange::New, true),
        ]
    );
    assert_eq!(outcome.unchanged, 1);
    let (_, order) = titles(&store, &DialogQuery::default()).await;
    assert_eq!(
        order,
        ["To, nytt", "Ett", "Tre", "Fire"],
        "what changed stands on top"
    );
    assert_eq!(titles(&store, &typed("nytt")).await.1, ["To, nytt"]);
    assert_eq!(
        titles(&store, &typed("skd")).await.0,
        4,
        "each is found once"
    );
    store.close().await;
}

#[tokio::test]
async fn letters_of_one_instant_all_have_a_place() {
    let (_place, store) = with_actors().await;
    let when = at("2026-01-01T00:00:00Z");
    let mass = |n: u32| NewDialog {
        content_updated_at: when,
        ..letter(n, &format!("Masseutsendelse {n}"))
    };
    let first: Vec<NewDialog> = (0..300).map(mass).collect();
    let second: Vec<NewDialog> = (300..600).map(mass).collect();
    apply(&store, &first).await;
    apply(&store, &second).await;
    let outcome = apply(&store, &first).await;
    assert_eq!(outcome.unchanged, 300);
    let ids = store
        .dialogs()
        .ids(&DialogQuery::default(), 1_000)
        .await
        .expect("ids")
        .ids;
    let mut distinct = ids.clone();
    distinct.sort_unstable();
    distinct.dedup();
    assert_eq!((ids.len(), distinct.len()), (600, 600));
    // All of them come to stand on one other instant.
    let moved: Vec<NewDialog> = (0..600)
        .map(|n| NewDialog {
            content_updated_at: at("2026-02-01T00:00:00Z"),
            ..mass(n)
        })
        .collect();
    let outcome = apply(&store, &moved).await;
    assert!(
        outcome
            .changed
            .iter()
            .all(|row| row.change == RowChange::Content)
    );
    assert_eq!(titles(&store, &typed("masseutsendelse 599")).await.0, 1);
    store.close().await;
}

#[tokio::test]
async fn rows_and_cursor_are_written_together_or_not_at_all() {
    let (place, store) = with_actors().await;
    store
        .sync_batches()
        .plan(&[(
            BatchPlan {
                name: "0".to_owned(),
                kind: BatchKind::Services,
                members: vec!["ske-mva-melding".to_owned()],
                is_hot: true,
            },
            None,
        )])
        .await
        .expect("planned");
    let cursor = Cursor {
        watermark: Some(noon(10)),
        delta: Some("contentupdatedat_x,id_y".to_owned()),
        fill_from: Some(noon(1)),
        fill: Some("token".to_owned()),
        fill_rows: 1,
        is_filled: false,
        polled_at: Some(noon(12)),
        sweep: None,
    };
    let rows = [letter(1, "Ett")];
    let page = SyncPage {
        rows: &rows,
        cursor: Some(("0", &cursor)),
        asked_at: noon(12),
        fetched_at: noon(12),
        languages: &languages(),
        is_sweep: false,
    };
    store.dialogs().apply_page(&page).await.expect("applied");
    let batch = store
        .sync_batches()
        .get("0")
        .await
        .expect("read")
        .expect("there");
    assert_eq!(batch.cursor, cursor);

    // A fault at the very end: the cursor cannot be written.
    let mut raw = place.raw().await;
    sqlx::query("CREATE TRIGGER fault BEFORE UPDATE ON sync_batches BEGIN SELECT RAISE(ABORT, 'fault'); END")
        .execute(&mut raw)
        .await
        .expect("made");
    let rows = [letter(2, "To")];
    let later = Cursor {
        watermark: Some(noon(11)),
        ..cursor.clone()
    };
    let page = SyncPage {
        rows: &rows,
        cursor: Some(("0", &later)),
        ..page
    };
    let error = store
        .dialogs()
        .apply_page(&page)
        .await
        .expect_err("a fault");
    assert!(matches!(error, StoreError::Sql(_)), "{error:?}");
    assert_eq!(store.dialogs().get(dialog_id(2)).await.expect("read"), None);
    assert_eq!(
        store
            .sync_batches()
            .get("0")
            .await
            .expect("read")
            .expect("there")
            .cursor,
        cursor
    );
    sqlx::query("DROP TRIGGER fault")
        .execute(&mut raw)
        .await
        .expect("dropped");

    // A process that ends in the middle: the task is dropped between two statements, wherever it stands.
    let many: Vec<NewDialog> = (10..1_010).map(|n| letter(n, "Mange")).collect();
    let page = SyncPage {
        rows: &many,
        ..page
    };
    for patience in [1u64, 3, 7, 15, 30] {
        let _ = tokio::time::timeout(
            std::time::Duration::from_millis(patience),
            store.dialogs().apply_page(&page),
        )
        .await;
        let (count, _) = titles(&store, &DialogQuery::default()).await;
        let watermark = store
            .sync_batches()
            .get("0")
            .await
            .expect("read")
            .expect("there")
            .cursor
            .watermark;
        assert!(
            (count, watermark) == (1, cursor.watermark)
                || (count, watermark) == (1_001, later.watermark),
            "{count} {watermark:?}"
        );
    }
    store.dialogs().apply_page(&page).await.expect("applied");
    while store.dialogs().reindex(250).await.expect("indexed") {}
    assert_eq!(titles(&store, &typed("mange")).await.0, 1_000);
    store.close().await;
}

#[tokio::test]
async fn what_is_gone_goes_unless_it_was_read_here() {
    let (_place, store) = with_actors().await;
    apply(
        &store,
        &[letter(1, "Lest"), letter(2, "Ulest"), letter(3, "Blir")],
    )
    .await;
    store
        .dialog_details()
        .keep(
            &KeptDialog {
                id: dialog_id(1),
                read_at: noon(12),
                revision: None,
                detail: "{}".to_owned(),
                body: None,
                text: "Brødtekst".to_owned(),
            },
            None,
        )
        .await
        .expect("kept");
    store
        .dialogs()
        .vanished(&[dialog_id(1), dialog_id(2)], noon(13))
        .await
        .expect("noted");
    let page = store
        .dialogs()
        .page(&DialogQuery::default(), 0, 10)
        .await
        .expect("a page");
    let rows: Vec<_> = page
        .rows
        .iter()
        .map(|row| (row.title.as_str(), row.stale_since))
        .collect();
    assert_eq!(rows, [("Lest", Some(noon(13))), ("Blir", None)]);
    assert_eq!(titles(&store, &typed("ulest")).await.0, 0);
    assert_eq!(titles(&store, &typed("brødtekst")).await.0, 1);

    // It comes back: the server lists it again.
    apply(&store, &[letter(1, "Lest")]).await;
    let row = store
        .dialogs()
        .get(dialog_id(1))
        .await
        .expect("read")
        .expect("there")
        .row;
    assert_eq!(row.stale_since, None);
    store.close().await;
}

/// A page that was on its way from noon of the 11th to noon of the 13th; what is done here is done on the 12th.
#[tokio::test]
async fn what_was_done_while_a_page_was_on_its_way_stands() {
    let (_place, store) = with_actors().await;
    let rows = [
        letter(1, "Lest"),
        letter(2, "Arkivert"),
        letter(3, "Ingenting"),
        letter(4, "Borte"),
    ];
    apply_at(&store, &rows, noon(10)).await;
    let kept = |n: u32| KeptDialog {
        id: dialog_id(n),
        read_at: noon(12),
        revision: None,
        detail: "{}".to_owned(),
        body: None,
        text: String::new(),
    };
    let details = store.dialog_details();
    details.keep(&kept(1), Some(id(71))).await.expect("kept");
    let queue = store.label_changes();
    queue
        .queue(
            id(900),
            &[dialog_id(2)],
            Labels::ARCHIVE,
            Labels::NONE,
            noon(12),
        )
        .await
        .expect("queued");
    let batch = queue.next(1).await.expect("read");
    queue
        .sending(&[batch[0].seq], noon(12))
        .await
        .expect("noted");
    queue
        .sent(&[batch[0].seq], None, noon(12))
        .await
        .expect("noted");
    let opened_before = KeptDialog {
        read_at: noon(9),
        ..kept(4)
    };
    details.keep(&opened_before, None).await.expect("kept");
    store
        .dialogs()
        .vanished(&[dialog_id(4)], noon(12))
        .await
        .expect("noted");

    // As they were on the 11th, in the server's words: not as they were written here.
    let before = |n: u32, title: &str| NewDialog {
        attachments: 1,
        ..letter(n, title)
    };
    let page = SyncPage {
        rows: &[
            before(1, "Lest"),
            before(2, "Arkivert"),
            before(3, "Ingenting"),
            letter(4, "Borte"),
        ],
        cursor: None,
        asked_at: noon(11),
        fetched_at: noon(13),
        languages: &languages(),
        is_sweep: false,
    };
    let outcome = store.dialogs().apply_page(&page).await.expect("applied");
    let changed: Vec<_> = outcome.changed.iter().map(|row| row.id).collect();
    assert_eq!((changed, outcome.unchanged), (vec![dialog_id(3)], 3));
    let now = async |n: u32| {
        let found = store.dialogs().get(dialog_id(n)).await.expect("read");
        found.expect("there")
    };
    assert!(!now(1).await.row.is_unread, "it was opened");
    let filed = now(2).await;
    assert_eq!(
        (filed.server_labels, filed.row.labels),
        (Labels::ARCHIVE, Labels::ARCHIVE)
    );
    assert_eq!(now(4).await.row.stale_since, Some(noon(12)));

    // One that was asked for afterwards knows of all that; and so does any, when this machine's clock has been set back.
    for (asked, fetched) in [(noon(14), noon(14)), (noon(7), noon(8))] {
        let rows = [letter(1, "Nyere"), letter(2, "Nyere")];
        let page = SyncPage {
            rows: &rows,
            asked_at: asked,
            fetched_at: fetched,
            ..page
        };
        let outcome = store.dialogs().apply_page(&page).await.expect("applied");
        assert_eq!(outcome.changed.len(), 2, "asked at {asked}");
        let rows = [before(1, "Eldre"), before(2, "Eldre")];
        let page = SyncPage {
            rows: &rows,
            asked_at: noon(14),
            fetched_at: noon(14),
            ..page
        };
        store.dialogs().apply_page(&page).await.expect("applied");
    }
    store.close().await;
}

#[tokio::test]
async fn everything_of_a_party_can_be_forgotten() {
    let (_place, store) = with_actors().await;
    let mine = letter(1, "Min");
    let theirs = NewDialog {
        party_uuid: party(3),
        ..letter(2, "Deres")
    };
    let nobodys = NewDialog {
        party_uuid: id(77),
        ..letter(3, "Ingens")
    };
    apply(&store, &[mine, theirs, nobodys]).await;
    assert_eq!(
        store.dialogs().parties_without_actor().await.expect("read"),
        [id(77)]
    );
    assert_eq!(store.dialogs().forget_party(id(77)).await.expect("gone"), 1);
    assert_eq!(
        store.dialogs().forget_party(party(1)).await.expect("gone"),
        1
    );
    assert!(
        store
            .dialogs()
            .parties_without_actor()
            .await
            .expect("read")
            .is_empty()
    );
    assert_eq!(titles(&store, &DialogQuery::default()).await.1, ["Deres"]);
    let of_one = DialogQuery {
        scope: Scope::Parties(vec![party(1)]),
        ..DialogQuery::default()
    };
    assert_eq!(titles(&store, &of_one).await.0, 0);
    store.close().await;
}
