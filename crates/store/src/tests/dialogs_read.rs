//! Lists: folders, scopes, filters.

use super::dialog_support::{apply, dialog_id, letter, party, titles, typed, with_actors};
use super::support::{id, noon};
use crate::dialogs::{
    DialogFilter, DialogQuery, DialogSort, DialogStatus, DueFilter, Folder, FolderCount, Labels,
    NewDialog, Scope,
};

fn query(folder: Folder) -> DialogQuery {
    DialogQuery {
        folder,
        ..DialogQuery::default()
    }
}

fn filtered(filter: DialogFilter) -> DialogQuery {
    DialogQuery {
        filter,
        ..DialogQuery::default()
    }
}

/// One row for each corner of the definitions.
fn corners() -> Vec<NewDialog> {
    let with = |n: u32, title: &str, status: DialogStatus, labels: Labels| NewDialog {
        status,
        labels,
        is_content_seen: true,
        ..letter(n, title)
    };
    vec![
        with(1, "brev", DialogStatus::NotApplicable, Labels::DEFAULT),
        with(2, "venter", DialogStatus::Awaiting, Labels::DEFAULT),
        with(3, "utkast", DialogStatus::Draft, Labels::DEFAULT),
        with(
            4,
            "sendt",
            DialogStatus::InProgress,
            Labels::DEFAULT | Labels::SENT,
        ),
        with(
            5,
            "sendt, arkivert",
            DialogStatus::Completed,
            Labels::ARCHIVE | Labels::SENT,
        ),
        with(
            6,
            "sendt, kastet",
            DialogStatus::Completed,
            Labels::BIN | Labels::SENT,
        ),
        with(7, "arkivert utkast", DialogStatus::Draft, Labels::ARCHIVE),
        with(8, "kastet", DialogStatus::RequiresAttention, Labels::BIN),
        NewDialog {
            is_api_only: true,
            is_content_seen: false,
            ..with(
                9,
                "for maskiner",
                DialogStatus::NotApplicable,
                Labels::DEFAULT | Labels::SENT,
            )
        },
        with(10, "ukjent", DialogStatus::Unknown, Labels::NONE),
        with(
            11,
            "merket",
            DialogStatus::NotApplicable,
            Labels::DEFAULT | Labels::MARKED_AS_UNOPENED,
        ),
    ]
}

#[tokio::test]
async fn folders_are_cut_as_defined() {
    let (_place, store) = with_actors().await;
    apply(&store, &corners()).await;
    for (folder, expected) in [
        (
            Folder::Inbox,
            vec!["brev", "venter", "sendt", "ukjent", "merket"],
        ),
        (Folder::Drafts, vec!["utkast"]),
        (Folder::Sent, vec!["sendt", "sendt, arkivert"]),
        (Folder::Archive, vec!["sendt, arkivert", "arkivert utkast"]),
        (Folder::Bin, vec!["sendt, kastet", "kastet"]),
        (
            Folder::Everywhere,
            vec![
                "brev",
                "venter",
                "utkast",
                "sendt",
                "sendt, arkivert",
                "sendt, kastet",
                "arkivert utkast",
                "kastet",
                "ukjent",
                "merket",
            ],
        ),
    ] {
        let (total, found) = titles(&store, &query(folder)).await;
        assert_eq!(found, expected, "{folder:?}");
        assert_eq!(total as usize, expected.len(), "{folder:?}");
    }
    let all = DialogQuery {
        filter: DialogFilter {
            with_api_only: true,
            ..DialogFilter::default()
        },
        ..query(Folder::Inbox)
    };
    assert_eq!(titles(&store, &all).await.0, 6);

    let counts = store
        .dialogs()
        .folder_counts(&Scope::All)
        .await
        .expect("counted");
    let count = |total, unread, waiting| FolderCount {
        total,
        unread,
        waiting,
        dated: 0,
    };
    assert_eq!(
        counts.inbox,
        count(5, 1, 0),
        "only the marked one is unread"
    );
    assert_eq!(counts.drafts, count(1, 0, 0));
    assert_eq!(counts.sent, count(2, 0, 0));
    assert_eq!(counts.archive, count(2, 0, 0));
    assert_eq!(counts.bin, count(2, 0, 1));
    store.close().await;
}

#[tokio::test]
async fn a_scope_is_one_actor_its_units_a_group_or_everyone() {
    let (_place, store) = with_actors().await;
    let of = |n: u32| NewDialog {
        party_uuid: party(n),
        ..letter(n, &format!("til {n}"))
    };
    apply(&store, &[of(1), of(2), of(3), of(4)]).await;
    let group = id(500);
    store
        .groups()
        .put(group, "Mva-klienter", noon(9))
        .await
        .expect("made");
    store
        .groups()
        .set_members(group, &[party(3), party(4), id(9_999)])
        .await
        .expect("set");
    for (scope, expected) in [
        (Scope::All, vec!["til 1", "til 2", "til 3", "til 4"]),
        (
            Scope::Actor {
                party_uuid: party(1),
                with_subunits: true,
            },
            vec!["til 1", "til 2"],
        ),
        (
            Scope::Actor {
                party_uuid: party(1),
                with_subunits: false,
            },
            vec!["til 1"],
        ),
        (Scope::Group(group), vec!["til 3", "til 4"]),
        (Scope::Group(id(501)), vec![]),
        (
            Scope::Parties(vec![party(4), party(1)]),
            vec!["til 1", "til 4"],
        ),
        (Scope::Parties(vec![id(9_999)]), vec![]),
        (Scope::Parties(vec![]), vec![]),
    ] {
        let query = DialogQuery {
            scope: scope.clone(),
            ..DialogQuery::default()
        };
        let (total, found) = titles(&store, &query).await;
        assert_eq!(found, expected, "{scope:?}");
        assert_eq!(total as usize, expected.len());
        let counts = store
            .dialogs()
            .folder_counts(&scope)
            .await
            .expect("counted");
        assert_eq!(counts.inbox.total as usize, expected.len(), "{scope:?}");
        assert_eq!(counts.inbox.unread as usize, expected.len(), "{scope:?}");
    }
    store.close().await;
}

#[tokio::test]
async fn filters_narrow_together() {
    let (_place, store) = with_actors().await;
    let a = NewDialog {
        is_content_seen: true,
        status: DialogStatus::RequiresAttention,
        due_at: Some(noon(14)),
        attachments: 2,
        ..letter(1, "a")
    };
    let b = NewDialog {
        org: "nav".to_owned(),
        service: "nav-sykepenger".to_owned(),
        due_at: Some(noon(5)),
        ..letter(2, "b")
    };
    let c = NewDialog {
        service: "ske-skattekort".to_owned(),
        status: DialogStatus::Completed,
        due_at: Some(noon(5)),
        ..letter(60 * 24 * 3, "c")
    };
    apply(&store, &[a, b, c]).await;
    let names = |list: &[&str]| list.iter().map(|&one| one.to_owned()).collect::<Vec<_>>();
    for (filter, expected) in [
        (
            DialogFilter {
                unread: Some(true),
                ..Default::default()
            },
            vec!["b", "c"],
        ),
        (
            DialogFilter {
                unread: Some(false),
                ..Default::default()
            },
            vec!["a"],
        ),
        (
            DialogFilter {
                statuses: vec![DialogStatus::RequiresAttention],
                ..Default::default()
            },
            vec!["a"],
        ),
        (
            DialogFilter {
                statuses: vec![DialogStatus::Completed, DialogStatus::NotApplicable],
                ..Default::default()
            },
            vec!["b", "c"],
        ),
        (
            DialogFilter {
                owners: names(&["skd"]),
                ..Default::default()
            },
            vec!["a", "c"],
        ),
        (
            DialogFilter {
                owners: names(&["skd", "nav"]),
                ..Default::default()
            },
            vec!["a", "b", "c"],
        ),
        (
            DialogFilter {
                owners: names(&["xyz"]),
                ..Default::default()
            },
            vec![],
        ),
        (
            DialogFilter {
                services: names(&["nav-sykepenger", "ske-skattekort"]),
                ..Default::default()
            },
            vec!["b", "c"],
        ),
        (
            DialogFilter {
                owners: names(&["skd"]),
                services: names(&["nav-sykepenger"]),
                ..Default::default()
            },
            vec![],
        ),
        (
            DialogFilter {
                due: Some(DueFilter::Set),
                ..Default::default()
            },
            vec!["a", "b", "c"],
        ),
        (
            DialogFilter {
                due: Some(DueFilter::Before(noon(12))),
                unread: Some(true),
                ..Default::default()
            },
            vec!["b", "c"],
        ),
        (
            DialogFilter {
                due: Some(DueFilter::Within(noon(12), noon(20))),
                ..Default::default()
            },
            vec!["a"],
        ),
        (
            DialogFilter {
                has_attachment: Some(true),
                ..Default::default()
            },
            vec!["a"],
        ),
        (
            DialogFilter {
                has_attachment: Some(false),
                ..Default::default()
            },
            vec!["b", "c"],
        ),
        (
            DialogFilter {
                updated: Some((noon(6), noon(8))),
                ..Default::default()
            },
            vec!["c"],
        ),
    ] {
        let (total, found) = titles(&store, &filtered(filter.clone())).await;
        assert_eq!(found, expected, "{filter:?}");
        assert_eq!(total as usize, expected.len(), "{filter:?}");
    }
    store.close().await;
}

#[tokio::test]
async fn what_is_left_out_is_in_no_window_number_or_place_of_the_list() {
    let (_place, store) = with_actors().await;
    let rows: Vec<NewDialog> = (1..=6)
        .map(|n| letter(n, &format!("brev {n}")))
        .chain([NewDialog {
            labels: Labels::ARCHIVE,
            ..letter(7, "arkivert")
        }])
        .collect();
    apply(&store, &rows).await;
    let dialogs = store.dialogs();
    // One of another folder, and one that nobody knows: neither is missing in the inbox.
    let without = [1, 3, 7, 99].map(dialog_id).to_vec();
    for query in [
        query(Folder::Inbox),
        filtered(DialogFilter {
            unread: Some(true),
            ..DialogFilter::default()
        }),
        typed("brev"),
        DialogQuery {
            sort: DialogSort::Sender,
            ..query(Folder::Inbox)
        },
        DialogQuery {
            scope: Scope::Parties(vec![party(1)]),
            ..query(Folder::Inbox)
        },
    ] {
        let query = DialogQuery {
            without: without.clone(),
            ..query
        };
        let page = dialogs.page(&query, 0, 2).await.expect("a page");
        assert_eq!((page.total.count, page.left_out), (4, 2), "{query:?}");
        let titles: Vec<_> = page.rows.into_iter().map(|row| row.title).collect();
        assert_eq!(titles, ["brev 2", "brev 4"], "{query:?}");
        let ids = dialogs.ids(&query, 100).await.expect("ids").ids;
        assert_eq!(ids, [2, 4, 5, 6].map(dialog_id), "{query:?}");
        let place = async |n| {
            dialogs
                .position(&query, dialog_id(n))
                .await
                .expect("a place")
        };
        assert_eq!(
            (place(3).await, place(4).await),
            (None, Some(1)),
            "{query:?}"
        );
        let beside = dialogs.neighbours(&query, dialog_id(4)).await.expect("two");
        assert_eq!(
            (beside.previous, beside.next),
            (Some(dialog_id(2)), Some(dialog_id(5))),
            "{query:?}"
        );
    }
    let list = DialogQuery {
        without,
        ..query(Folder::Inbox)
    };
    let all = DialogQuery::default();
    for bounds in [vec![], vec![noon(10)], vec![noon(9), noon(10)]] {
        let held: u32 = dialogs
            .groups(&list, &bounds)
            .await
            .expect("counted")
            .iter()
            .sum();
        assert_eq!(held, 4);
        let whole: u32 = dialogs
            .groups(&all, &bounds)
            .await
            .expect("counted")
            .iter()
            .sum();
        assert_eq!(whole, 6);
    }
    store.close().await;
}
