//! Lists in order: windows, positions, neighbours, groups.

use fullmakt_domain::dialog::Localized;
use jiff::{Timestamp, ToSpan};
use uuid::Uuid;

use super::dialog_support::{apply, dialog_id, letter, party, texts, titles, with_actors};
use super::support::{id, noon};
use crate::Store;
use crate::dialogs::{
    DialogContent, DialogFilter, DialogQuery, DialogSort, DialogStatus, DueFilter, Folder, Labels,
    NewDialog, OwnerName, Scope,
};

/// Rows of some days, senders and due dates.
async fn village() -> (super::support::Place, Store) {
    let (place, store) = with_actors().await;
    store
        .dialogs()
        .set_names(
            &[
                OwnerName {
                    code: "skd".to_owned(),
                    name: "Skatteetaten".to_owned(),
                },
                OwnerName {
                    code: "at".to_owned(),
                    name: "Arbeidstilsynet".to_owned(),
                },
                OwnerName {
                    code: "aa".to_owned(),
                    name: "Ålesund kommune".to_owned(),
                },
            ],
            &[],
        )
        .await
        .expect("named");
    let owners = ["skd", "at", "aa"];
    let rows: Vec<NewDialog> = (0..60u32)
        .map(|n| NewDialog {
            org: owners[n as usize % 3].to_owned(),
            party_uuid: party(1 + n % 4),
            due_at: n.is_multiple_of(4).then(|| noon(1 + (n * 7 % 28) as u8)),
            status: match n % 5 {
                0 => DialogStatus::RequiresAttention,
                1 => DialogStatus::Completed,
                _ => DialogStatus::NotApplicable,
            },
            is_content_seen: !n.is_multiple_of(3),
            attachments: n % 3,
            content: DialogContent {
                title: texts(&[("nb", &format!("brev {n:02}"))]),
                sender: if n == 7 {
                    texts(&[("nb", "Zakarias")])
                } else {
                    Localized::default()
                },
                ..DialogContent::default()
            },
            ..letter(n * 60 * 7, "")
        })
        .collect();
    apply(&store, &rows).await;
    (place, store)
}

/// Everything that a list can be asked agrees with the list read from one end to the other.
async fn agrees(store: &Store, query: &DialogQuery) -> Vec<Uuid> {
    let dialogs = store.dialogs();
    let whole = dialogs.page(query, 0, 1_000).await.expect("a page");
    let ids: Vec<Uuid> = whole.rows.iter().map(|row| row.id).collect();
    assert_eq!(whole.total.count as usize, ids.len(), "{query:?}");
    let all = dialogs.ids(query, 1_000).await.expect("ids");
    assert_eq!(
        (all.ids.as_slice(), all.is_cut),
        (ids.as_slice(), false),
        "{query:?}"
    );
    let cut = dialogs.ids(query, 3).await.expect("ids");
    assert_eq!(cut.ids, ids[..ids.len().min(3)], "{query:?}");
    assert_eq!(cut.is_cut, ids.len() > 3);
    for offset in [1, 7, ids.len() as u32] {
        let part = dialogs.page(query, offset, 5).await.expect("a page");
        let part: Vec<Uuid> = part.rows.iter().map(|row| row.id).collect();
        let expected: Vec<Uuid> = ids.iter().copied().skip(offset as usize).take(5).collect();
        assert_eq!(part, expected, "{query:?} from {offset}");
    }
    for (at, &one) in ids.iter().enumerate() {
        let position = dialogs.position(query, one).await.expect("a position");
        assert_eq!(position, Some(at as u32), "{query:?}");
        let beside = dialogs.neighbours(query, one).await.expect("neighbours");
        assert_eq!(
            beside.previous,
            at.checked_sub(1).map(|n| ids[n]),
            "{query:?} at {at}"
        );
        assert_eq!(beside.next, ids.get(at + 1).copied(), "{query:?} at {at}");
    }
    assert_eq!(dialogs.position(query, id(1)).await.expect("none"), None);
    ids
}

#[tokio::test]
async fn windows_positions_and_neighbours_agree_in_every_order() {
    let (_place, store) = village().await;
    let scopes = [
        Scope::All,
        Scope::Actor {
            party_uuid: party(1),
            with_subunits: true,
        },
    ];
    for folder in [Folder::Inbox, Folder::Everywhere, Folder::Deadlines] {
        for scope in &scopes {
            for sort in [
                DialogSort::Newest,
                DialogSort::Oldest,
                DialogSort::Due,
                DialogSort::Sender,
                DialogSort::Relevance,
            ] {
                for unread in [None, Some(true)] {
                    let query = DialogQuery {
                        folder,
                        scope: scope.clone(),
                        sort,
                        filter: DialogFilter {
                            unread,
                            ..DialogFilter::default()
                        },
                        ..DialogQuery::default()
                    };
                    agrees(&store, &query).await;
                }
            }
        }
    }
    store.close().await;
}

#[tokio::test]
async fn chips_and_due_dates_agree_with_their_lists() {
    let (_place, store) = village().await;
    for filter in [
        DialogFilter {
            has_attachment: Some(true),
            ..Default::default()
        },
        DialogFilter {
            has_attachment: Some(false),
            ..Default::default()
        },
        DialogFilter {
            due: Some(DueFilter::Set),
            ..Default::default()
        },
        DialogFilter {
            due: Some(DueFilter::Before(noon(12))),
            ..Default::default()
        },
        DialogFilter {
            due: Some(DueFilter::Within(noon(1), noon(2))),
            statuses: vec![DialogStatus::NotApplicable, DialogStatus::Completed],
            owners: vec!["skd".to_owned(), "at".to_owned()],
            has_attachment: Some(true),
            ..Default::default()
        },
        DialogFilter {
            due: Some(DueFilter::Set),
            has_attachment: Some(true),
            ..Default::default()
        },
    ] {
        for scope in [Scope::All, Scope::Parties(vec![party(1), party(3)])] {
            for sort in [DialogSort::Newest, DialogSort::Oldest, DialogSort::Due] {
                let query = DialogQuery {
                    scope: scope.clone(),
                    filter: filter.clone(),
                    sort,
                    ..DialogQuery::default()
                };
                let found = agrees(&store, &query).await;
                assert!(!found.is_empty(), "{query:?}");
            }
        }
    }
    store.close().await;
}

/// Forty parties of very different sizes.
#[tokio::test]
async fn a_large_group_is_merged_in_order() {
    let (_place, store) = with_actors().await;
    let rows: Vec<NewDialog> = (0..400u32)
        .map(|n| NewDialog {
            party_uuid: party(1 + n * n % 97 % 40),
            labels: if n.is_multiple_of(5) {
                Labels::ARCHIVE
            } else if n.is_multiple_of(7) {
                Labels::DEFAULT | Labels::SENT
            } else {
                Labels::DEFAULT
            },
            is_content_seen: !n.is_multiple_of(3),
            attachments: n % 2,
            ..letter(n * 50, "")
        })
        .collect();
    apply(&store, &rows).await;
    let scope = Scope::Parties((1..=40).map(party).collect());
    for folder in [Folder::Inbox, Folder::Everywhere, Folder::Sent] {
        for filter in [
            DialogFilter::default(),
            DialogFilter {
                unread: Some(true),
                ..Default::default()
            },
            DialogFilter {
                has_attachment: Some(true),
                updated: Some((noon(1), noon(9))),
                ..Default::default()
            },
        ] {
            for sort in [DialogSort::Newest, DialogSort::Oldest] {
                let query = DialogQuery {
                    folder,
                    scope: scope.clone(),
                    filter: filter.clone(),
                    sort,
                    ..DialogQuery::default()
                };
                let found = agrees(&store, &query).await;
                assert!(!found.is_empty(), "{query:?}");
                let everyone = DialogQuery {
                    scope: Scope::All,
                    ..query
                };
                let all = store.dialogs().ids(&everyone, 1_000).await.expect("ids");
                assert_eq!(found, all.ids, "{everyone:?}");
            }
        }
    }
    store.close().await;
}

#[tokio::test]
async fn orders_are_what_they_are_called() {
    let (_place, store) = village().await;
    let rows = async |folder, sort| {
        let query = DialogQuery {
            folder,
            sort,
            ..DialogQuery::default()
        };
        store
            .dialogs()
            .page(&query, 0, 100)
            .await
            .expect("a page")
            .rows
    };
    let newest = rows(Folder::Inbox, DialogSort::Newest).await;
    assert!(newest.is_sorted_by(|a, b| a.content_updated_at > b.content_updated_at));
    let oldest = rows(Folder::Inbox, DialogSort::Oldest).await;
    assert!(oldest.is_sorted_by(|a, b| a.content_updated_at < b.content_updated_at));
    let due = rows(Folder::Inbox, DialogSort::Due).await;
    let dated = due
        .iter()
        .position(|row| row.due_at.is_none())
        .expect("some have none");
    assert!(dated > 3 && due[..dated].is_sorted_by_key(|row| row.due_at));
    assert!(due[dated..].iter().all(|row| row.due_at.is_none()));
    assert!(due[dated..].is_sorted_by(|a, b| a.content_updated_at > b.content_updated_at));
    let senders = rows(Folder::Inbox, DialogSort::Sender).await;
    let mut order: Vec<&str> = senders.iter().map(|row| row.sender.as_str()).collect();
    order.dedup();
    assert_eq!(
        order,
        [
            "Arbeidstilsynet",
            "Skatteetaten",
            "Zakarias",
            "Ålesund kommune"
        ]
    );
    assert!(
        senders.is_sorted_by(
            |a, b| a.sender != b.sender || a.content_updated_at > b.content_updated_at
        )
    );
    let deadlines = rows(Folder::Deadlines, DialogSort::Due).await;
    assert!(
        deadlines
            .iter()
            .all(|row| row.status != DialogStatus::Completed
                && (row.due_at.is_some() || row.status == DialogStatus::RequiresAttention))
    );
    assert!(deadlines.is_sorted_by_key(|row| (row.due_at.is_none(), row.due_at)));
    store.close().await;
}

#[tokio::test]
async fn groups_count_between_the_bounds() {
    let (_place, store) = village().await;
    let midnight = |days: i64| -> Timestamp {
        "2026-11-10T23:00:00Z"
            .parse::<Timestamp>()
            .expect("an instant")
            - (days * 24).hours()
    };
    let bounds: Vec<Timestamp> = (0..12).rev().map(midnight).collect();
    for scope in [Scope::All, Scope::Parties(vec![party(1), party(3)])] {
        for filter in [
            DialogFilter::default(),
            DialogFilter {
                unread: Some(true),
                ..Default::default()
            },
            DialogFilter {
                owners: vec!["skd".to_owned()],
                ..Default::default()
            },
            DialogFilter {
                has_attachment: Some(true),
                ..Default::default()
            },
            DialogFilter {
                due: Some(DueFilter::Set),
                ..Default::default()
            },
            DialogFilter {
                due: Some(DueFilter::Before(noon(12))),
                ..Default::default()
            },
        ] {
            for (folder, sort) in [
                (Folder::Inbox, DialogSort::Newest),
                (Folder::Inbox, DialogSort::Due),
                (Folder::Inbox, DialogSort::Sender),
                (Folder::Deadlines, DialogSort::Due),
            ] {
                let query = DialogQuery {
                    folder,
                    scope: scope.clone(),
                    filter: filter.clone(),
                    sort,
                    ..DialogQuery::default()
                };
                let rows = store
                    .dialogs()
                    .page(&query, 0, 1_000)
                    .await
                    .expect("a page")
                    .rows;
                let mut expected = vec![0u32; bounds.len() + 1];
                for row in &rows {
                    let axis = if folder == Folder::Deadlines || sort == DialogSort::Due {
                        row.due_at
                    } else {
                        Some(row.content_updated_at)
                    };
                    if let Some(axis) = axis {
                        expected[bounds.partition_point(|bound| *bound <= axis)] += 1;
                    }
                }
                let found = store
                    .dialogs()
                    .groups(&query, &bounds)
                    .await
                    .expect("counted");
                assert_eq!(found, expected, "{query:?}");
                // Bounds that are not whole hours are counted another way.
                let odd: Vec<Timestamp> = bounds.iter().map(|bound| *bound + 1.minute()).collect();
                let found = store.dialogs().groups(&query, &odd).await.expect("counted");
                assert_eq!(found.iter().sum::<u32>(), expected.iter().sum::<u32>());
            }
        }
    }
    assert_eq!(
        store
            .dialogs()
            .groups(&DialogQuery::default(), &[])
            .await
            .expect("counted"),
        [60]
    );
    let nobody = DialogQuery {
        scope: Scope::Parties(Vec::new()),
        ..DialogQuery::default()
    };
    assert_eq!(
        store
            .dialogs()
            .groups(&nobody, &bounds)
            .await
            .expect("counted"),
        [0; 13]
    );
    store.close().await;
}

#[tokio::test]
async fn what_was_filed_still_has_neighbours() {
    let (_place, store) = with_actors().await;
    apply(&store, &[letter(1, "1"), letter(2, "2"), letter(3, "3")]).await;
    store
        .label_changes()
        .queue(
            id(9),
            &[dialog_id(2)],
            Labels::ARCHIVE,
            Labels::NONE,
            noon(12),
        )
        .await
        .expect("queued");
    let query = DialogQuery::default();
    assert_eq!(
        store
            .dialogs()
            .position(&query, dialog_id(2))
            .await
            .expect("none"),
        None
    );
    let beside = store
        .dialogs()
        .neighbours(&query, dialog_id(2))
        .await
        .expect("neighbours");
    assert_eq!(
        (beside.previous, beside.next),
        (Some(dialog_id(1)), Some(dialog_id(3)))
    );
    let deadlines = query_of_deadlines();
    let due = |n: u32, day: u8| NewDialog {
        due_at: Some(noon(day)),
        ..letter(n, &format!("frist {day}"))
    };
    apply(&store, &[due(11, 20), due(12, 21), due(13, 22)]).await;
    store
        .label_changes()
        .queue(
            id(10),
            &[dialog_id(12)],
            Labels::BIN,
            Labels::NONE,
            noon(12),
        )
        .await
        .expect("queued");
    let beside = store
        .dialogs()
        .neighbours(&deadlines, dialog_id(12))
        .await
        .expect("neighbours");
    assert_eq!(
        (beside.previous, beside.next),
        (Some(dialog_id(11)), Some(dialog_id(13)))
    );
    store.close().await;
}

fn query_of_deadlines() -> DialogQuery {
    DialogQuery {
        folder: Folder::Deadlines,
        sort: DialogSort::Due,
        ..DialogQuery::default()
    }
}

#[tokio::test]
async fn what_waits_for_each_actor_is_counted() {
    let (_place, store) = with_actors().await;
    let rows = [
        NewDialog {
            due_at: Some(noon(5)),
            ..letter(1, "over fristen")
        },
        NewDialog {
            due_at: Some(noon(15)),
            ..letter(2, "snart")
        },
        NewDialog {
            due_at: Some(noon(29)),
            ..letter(3, "senere")
        },
        NewDialog {
            due_at: Some(noon(5)),
            status: DialogStatus::Completed,
            ..letter(4, "ferdig")
        },
        NewDialog {
            status: DialogStatus::RequiresAttention,
            is_content_seen: true,
            ..letter(5, "uten dato")
        },
        NewDialog {
            labels: Labels::BIN,
            due_at: Some(noon(5)),
            ..letter(6, "kastet")
        },
        NewDialog {
            party_uuid: party(3),
            labels: Labels::ARCHIVE,
            ..letter(7, "arkivert")
        },
    ];
    apply(&store, &rows).await;
    let found = store
        .dialogs()
        .actor_counts(&[party(1), party(2), party(3)], noon(19))
        .await
        .expect("counted");
    assert_eq!(found.len(), 1);
    let one = found[0];
    assert_eq!(
        (one.party_uuid, one.unread, one.waiting, one.due),
        (party(1), 4, 1, 2)
    );
    let others = store.dialogs().actor_counts(&[party(3)], noon(19)).await;
    assert_eq!(others.expect("counted"), [], "nobody else was asked for");
    let deadlines = query_of_deadlines();
    let (total, order) = titles(&store, &deadlines).await;
    assert_eq!(total, 4);
    assert_eq!(order, ["over fristen", "snart", "senere", "uten dato"]);
    let groups = store
        .dialogs()
        .groups(&deadlines, &[noon(12), noon(13), noon(20)])
        .await
        .expect("counted");
    assert_eq!(
        groups,
        [1, 0, 1, 1],
        "and the one without a date is in none"
    );
    store.close().await;
}
