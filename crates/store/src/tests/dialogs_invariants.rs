//! What must hold whatever happens: counters are what a count says, and the index knows the words of the rows.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use sqlx::Row;
use uuid::Uuid;

use super::dialog_support::{apply, apply_at, dialog_id, letter, party, texts, with_actors};
use super::support::{id, noon};
use crate::Store;
use crate::dialog_details::KeptDialog;
use crate::dialogs::{
    DialogContent, DialogQuery, Folder, Labels, NewDialog, labels_from, status_from,
};

/// Something that happens to a store.
#[derive(Clone, Debug)]
enum Event {
    Page(Vec<Change>),
    Labels {
        dialogs: Vec<u32>,
        add: Labels,
        remove: Labels,
    },
    Settle {
        is_taken: bool,
    },
    Undo,
    Open(u32),
    Vanish(Vec<u32>),
    Forget(u32),
}

/// A row as it comes from the server.
#[derive(Clone, Debug)]
struct Change {
    dialog: u32,
    party: u32,
    minute: u8,
    status: u8,
    labels: u8,
    is_seen: bool,
    is_api_only: bool,
    is_due: bool,
    has_attachment: bool,
    word: u8,
}

const DIALOGS: u32 = 12;
const WORDS: [&str; 5] = ["varsel", "vedtak", "årsavgift", "møte", "mva"];

fn labels(n: u8) -> Labels {
    [
        Labels::DEFAULT,
        Labels::BIN,
        Labels::ARCHIVE,
        Labels::DEFAULT | Labels::SENT,
        Labels::ARCHIVE | Labels::SENT,
        Labels::DEFAULT | Labels::MARKED_AS_UNOPENED,
        Labels::BIN | Labels::SENT | Labels::MARKED_AS_UNOPENED,
    ][n as usize % 7]
}

fn change() -> impl Strategy<Value = Change> {
    (
        0..DIALOGS,
        1..4u32,
        0..6u8,
        0..7u8,
        0..7u8,
        any::<[bool; 4]>(),
        0..5u8,
    )
        .prop_map(
            |(
                dialog,
                party,
                minute,
                status,
                labels,
                [is_seen, is_api_only, is_due, has_attachment],
                word,
            )| {
                Change {
                    dialog,
                    party,
                    minute,
                    status,
                    labels,
                    is_seen,
                    is_api_only,
                    is_due,
                    has_attachment,
                    word,
                }
            },
        )
}

fn event() -> impl Strategy<Value = Event> {
    let place = prop_oneof![
        Just(Labels::ARCHIVE),
        Just(Labels::BIN),
        Just(Labels::DEFAULT),
        Just(Labels::MARKED_AS_UNOPENED),
        Just(Labels::NONE)
    ];
    let taken_away = prop_oneof![
        Just(Labels::NONE),
        Just(Labels::BIN),
        Just(Labels::MARKED_AS_UNOPENED)
    ];
    prop_oneof![
        4 => prop::collection::vec(change(), 1..6).prop_map(Event::Page),
        3 => (prop::collection::vec(0..DIALOGS, 1..4), place, taken_away)
            .prop_map(|(dialogs, add, remove)| Event::Labels { dialogs, add, remove }),
        2 => any::<bool>().prop_map(|is_taken| Event::Settle { is_taken }),
        1 => Just(Event::Undo),
        1 => (0..DIALOGS).prop_map(Event::Open),
        1 => prop::collection::vec(0..DIALOGS, 1..3).prop_map(Event::Vanish),
        1 => (1..4u32).prop_map(Event::Forget),
    ]
}

fn row(change: &Change) -> NewDialog {
    NewDialog {
        party_uuid: party(change.party),
        status: status_from(i64::from(change.status)).expect("a status"),
        labels: labels(change.labels),
        is_content_seen: change.is_seen,
        is_api_only: change.is_api_only,
        due_at: change.is_due.then(|| noon(20)),
        attachments: u32::from(change.has_attachment) * 2,
        content_updated_at: noon(10) - jiff::Span::new().minutes(i64::from(change.minute) * 40),
        content: DialogContent {
            title: texts(&[("nb", WORDS[change.word as usize])]),
            ..DialogContent::default()
        },
        ..letter(change.dialog, "")
    }
}

/// What happened so far that later events refer to.
#[derive(Default)]
struct Past {
    acts: Vec<Uuid>,
}

async fn happen(store: &Store, past: &mut Past, event: &Event) {
    match event {
        Event::Page(changes) => {
            let rows: Vec<NewDialog> = changes.iter().map(row).collect();
            apply(store, &rows).await;
        }
        Event::Labels {
            dialogs,
            add,
            remove,
        } => {
            let act = id(5_000 + past.acts.len() as u32);
            past.acts.push(act);
            let dialogs: Vec<Uuid> = dialogs.iter().map(|&n| dialog_id(n)).collect();
            store
                .label_changes()
                .queue(act, &dialogs, *add, *remove, noon(12))
                .await
                .expect("queued");
        }
        Event::Settle { is_taken } => {
            let queue = store.label_changes();
            let batch: Vec<i64> = queue
                .next(3)
                .await
                .expect("read")
                .iter()
                .map(|one| one.seq)
                .collect();
            queue.sending(&batch, noon(12)).await.expect("noted");
            if *is_taken {
                let sent = queue.sent(&batch, None, noon(12)).await;
                sent.expect("noted");
            } else {
                queue.refused(&batch, "{}").await.expect("noted");
            }
        }
        Event::Undo => {
            if let Some(act) = past.acts.pop() {
                let by = Uuid::from_u128(act.as_u128() + 100_000);
                store
                    .label_changes()
                    .undo(act, by, noon(12))
                    .await
                    .expect("undone");
            }
        }
        Event::Open(n) => {
            let kept = KeptDialog {
                id: dialog_id(*n),
                read_at: noon(12),
                revision: None,
                detail: "{}".to_owned(),
                body: None,
                text: format!("brødtekst {n}"),
            };
            store
                .dialog_details()
                .keep(&kept, None)
                .await
                .expect("kept");
        }
        Event::Vanish(dialogs) => {
            let dialogs: Vec<Uuid> = dialogs.iter().map(|&n| dialog_id(n)).collect();
            store
                .dialogs()
                .vanished(&dialogs, noon(12))
                .await
                .expect("noted");
        }
        Event::Forget(n) => {
            store
                .dialogs()
                .forget_party(party(*n))
                .await
                .expect("forgotten");
        }
    }
}

/// Counters against a count of the rows.
async fn counters_are_right(store: &Store) {
    let kept = "SELECT folder, party, total, unread, waiting, dated, attached, due FROM dialog_counts WHERE total <> 0";
    let counted = "SELECT f.folder, d.party, count(*), sum(d.is_unread), sum(d.status = 3),
                          sum(d.due_at IS NOT NULL AND d.status <> 4), sum(d.attachments > 0),
                          sum(d.due_at IS NOT NULL)
                   FROM dialogs d JOIN (SELECT 0 AS folder UNION SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4
                                        UNION SELECT 8 UNION SELECT 9 UNION SELECT 11 UNION SELECT 12) f
                     ON d.place = f.folder OR f.folder = 2 AND d.is_sent
                   GROUP BY f.folder, d.party";
    assert_eq!(table(store, kept).await, table(store, counted).await);
    let kept = "SELECT folder, 0, total, unread, waiting, dated, attached, due FROM dialog_totals WHERE total <> 0";
    let summed =
        "SELECT folder, 0, sum(total), sum(unread), sum(waiting), sum(dated), sum(attached), sum(due)
                  FROM dialog_counts GROUP BY folder HAVING sum(total) <> 0";
    assert_eq!(table(store, kept).await, table(store, summed).await);
    let kept =
        "SELECT folder, hour, total, 0, 0, 0, attached, due FROM dialog_hours WHERE total <> 0";
    let counted = "SELECT f.folder, d.key / 3600000, count(*), 0, 0, 0, sum(d.attachments > 0), sum(d.due_at IS NOT NULL)
                   FROM dialogs d JOIN (SELECT 0 AS folder UNION SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4
                                        UNION SELECT 8 UNION SELECT 9 UNION SELECT 11 UNION SELECT 12) f
                     ON d.place = f.folder OR f.folder = 2 AND d.is_sent
                   GROUP BY f.folder, d.key / 3600000";
    assert_eq!(table(store, kept).await, table(store, counted).await);
}

async fn table(store: &Store, sql: &'static str) -> BTreeMap<(i64, i64), [i64; 6]> {
    sqlx::query(sql)
        .fetch_all(store.readers())
        .await
        .expect("counted")
        .iter()
        .map(|row| {
            (
                (row.get(0), row.get(1)),
                [2, 3, 4, 5, 6, 7].map(|column: usize| row.get(column)),
            )
        })
        .collect()
}

/// The index against its table, and both against the rows.
async fn index_is_right(store: &Store) {
    sqlx::query("INSERT INTO dialog_search (dialog_search, rank) VALUES ('integrity-check', 1)")
        .execute(store.writer())
        .await
        .expect("the index holds what the table holds");
    let strays: i64 = sqlx::query_scalar(
        "SELECT (SELECT count(*) FROM dialogs WHERE key NOT IN (SELECT key FROM dialog_words))
              + (SELECT count(*) FROM dialog_words WHERE key NOT IN (SELECT key FROM dialogs))
              + (SELECT count(*) FROM dialogs d JOIN dialog_words w ON w.key = d.key
                 WHERE (d.opened_at IS NOT NULL) <> (w.body <> ''))
              + (SELECT count(*) FROM dialog_reindex)",
    )
    .fetch_one(store.readers())
    .await
    .expect("counted");
    assert_eq!(strays, 0);
    for word in WORDS {
        let query = DialogQuery {
            folder: Folder::Everywhere,
            filter: crate::dialogs::DialogFilter {
                with_api_only: true,
                ..Default::default()
            },
            ..super::dialog_support::typed(word)
        };
        let mut found = store
            .dialogs()
            .ids(&query, 1_000)
            .await
            .expect("searched")
            .ids;
        let mut expected: Vec<Uuid> =
            sqlx::query_scalar::<_, Vec<u8>>("SELECT id FROM dialogs WHERE title = ?")
                .bind(word)
                .fetch_all(store.readers())
                .await
                .expect("read")
                .iter()
                .map(|id| Uuid::from_slice(id).expect("an id"))
                .collect();
        found.sort_unstable();
        expected.sort_unstable();
        assert_eq!(found, expected, "{word}");
    }
}

/// Lists show the labels of the server with what waits on top.
async fn labels_are_right(store: &Store) {
    let rows = sqlx::query("SELECT id, labels, server_labels FROM dialogs")
        .fetch_all(store.readers())
        .await
        .expect("read");
    for row in rows {
        let open = sqlx::query(
            "SELECT adds, removes FROM label_changes WHERE dialog = ? AND state IN ('waiting', 'sending') ORDER BY seq",
        )
        .bind(row.get::<Vec<u8>, _>(0))
        .fetch_all(store.readers())
        .await
        .expect("read");
        let expected = open.iter().fold(labels_from(row.get(2)), |labels, change| {
            labels.changed(labels_from(change.get(0)), labels_from(change.get(1)))
        });
        assert_eq!(labels_from(row.get(1)), expected);
    }
}

#[test]
fn counters_index_and_labels_are_right_whatever_happens() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let mut runner = TestRunner::new(Config {
        cases: 40,
        failure_persistence: None,
        ..Config::default()
    });
    runner
        .run(&prop::collection::vec(event(), 1..14), |events| {
            runtime.block_on(async {
                let (_place, store) = with_actors().await;
                let mut past = Past::default();
                for event in &events {
                    happen(&store, &mut past, event).await;
                }
                counters_are_right(&store).await;
                index_is_right(&store).await;
                labels_are_right(&store).await;
                store.close().await;
            });
            Ok(())
        })
        .expect("holds");
}

/// A narrow list is searched row by row, a wide one along the index: both find the same.
#[tokio::test]
async fn both_ways_of_searching_find_the_same() {
    let (_place, store) = with_actors().await;
    let rows: Vec<NewDialog> = (0..900u32)
        .map(|n| NewDialog {
            party_uuid: party(if n % 31 == 0 { 3 } else { 1 }),
            ..letter(
                n,
                &format!(
                    "{} {} {}",
                    WORDS[n as usize % 5],
                    WORDS[n as usize % 3],
                    ["om møtet", "for 2026", "x1y2"][n as usize % 3]
                ),
            )
        })
        .collect();
    apply_at(&store, &rows, noon(12)).await;
    for typed in [
        "v",
        "va",
        "vedtak",
        "avgift",
        "avgi møt",
        "\"varsel vedtak\"",
        "vedtak-for",
        "2026",
        "x1",
        "fjord",
        "m",
    ] {
        let all = DialogQuery {
            folder: Folder::Everywhere,
            ..super::dialog_support::typed(typed)
        };
        let wide = store
            .dialogs()
            .page(&all, 0, 1_000)
            .await
            .expect("searched");
        let narrow = DialogQuery {
            scope: crate::dialogs::Scope::Parties(vec![party(3)]),
            ..all.clone()
        };
        let narrow = store
            .dialogs()
            .page(&narrow, 0, 1_000)
            .await
            .expect("searched");
        let expected: Vec<Uuid> = wide
            .rows
            .iter()
            .filter(|row| row.party.party_uuid == party(3))
            .map(|row| row.id)
            .collect();
        let found: Vec<Uuid> = narrow.rows.iter().map(|row| row.id).collect();
        assert_eq!(found, expected, "{typed}");
        assert!(typed == "fjord" || !found.is_empty(), "{typed}");
    }
    store.close().await;
}
