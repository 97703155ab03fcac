//! How many rows of a list each service has: in one reading, and the same as counted one by one.

use std::collections::BTreeMap;

use super::dialog_support::{apply, letter, party, texts, typed, with_actors};
use super::support::noon;
use crate::Store;
use crate::dialogs::{DialogContent, DialogQuery, DialogStatus, Folder, Labels, NewDialog, Scope};

const FOLDERS: [Folder; 7] = [
    Folder::Inbox,
    Folder::Drafts,
    Folder::Sent,
    Folder::Archive,
    Folder::Bin,
    Folder::Deadlines,
    Folder::Everywhere,
];

/// Rows of seven services and thirty parties in every folder, some of them made for machines.
fn rows() -> Vec<NewDialog> {
    let labels = [
        Labels::DEFAULT,
        Labels::ARCHIVE,
        Labels::BIN,
        Labels::DEFAULT | Labels::SENT,
        Labels::DEFAULT,
    ];
    let statuses = [
        DialogStatus::NotApplicable,
        DialogStatus::Draft,
        DialogStatus::RequiresAttention,
    ];
    (0..240)
        .map(|n| NewDialog {
            party_uuid: party(1 + n % 30),
            service: format!("tjeneste-{}", n % 7),
            labels: labels[n as usize % 5],
            status: statuses[n as usize % 3],
            due_at: (n % 4 == 0).then(|| noon(20)),
            is_api_only: n % 11 == 0,
            ..letter(n, if n % 2 == 0 { "Varsel" } else { "Vedtak" })
        })
        .collect()
}

async fn one_by_one(store: &Store, list: &DialogQuery) -> BTreeMap<String, u32> {
    let mut found = BTreeMap::new();
    for service in store.dialogs().services().await.expect("services") {
        let mut of_service = list.clone();
        of_service.filter.services = vec![service.id.clone()];
        let page = store.dialogs().page(&of_service, 0, 0).await;
        let count = page.expect("a page").total.count;
        if count > 0 {
            found.insert(service.id, count);
        }
    }
    found
}

#[tokio::test]
async fn one_reading_counts_what_many_counted() {
    let (_place, store) = with_actors().await;
    apply(&store, &rows()).await;
    let scopes = [
        Scope::All,
        Scope::Actor {
            party_uuid: party(1),
            with_subunits: true,
        },
        Scope::Parties((1..=3).map(party).collect()),
        Scope::Parties((1..=30).map(party).collect()),
        Scope::Parties(vec![party(77)]),
    ];
    let mut counted = 0;
    for folder in FOLDERS {
        for scope in &scopes {
            for query in [DialogQuery::default(), typed("varsel")] {
                let list = DialogQuery {
                    folder,
                    scope: scope.clone(),
                    ..query
                };
                let found = store.dialogs().by_service(&list).await.expect("counted");
                let found: BTreeMap<String, u32> = found.into_iter().collect();
                let wanted = one_by_one(&store, &list).await;
                assert_eq!(found, wanted, "{folder:?} {scope:?} {:?}", list.text);
                counted += found.len();
            }
        }
    }
    assert!(counted > 100, "{counted}");
    store.close().await;
}

#[tokio::test]
async fn a_row_tells_the_language_of_its_title() {
    let (_place, store) = with_actors().await;
    let titled = |n, title: &[(&str, &str)]| NewDialog {
        content: DialogContent {
            title: texts(title),
            ..DialogContent::default()
        },
        ..letter(n, "")
    };
    let rows = [
        titled(1, &[("nb", "Vedtak"), ("en", "Decision")]),
        titled(2, &[("en", "Notice")]),
        titled(3, &[("se", "Dieđáhus"), ("en", "Message")]),
        titled(4, &[("", "Uten språk")]),
    ];
    apply(&store, &rows).await;
    let page = store.dialogs().page(&DialogQuery::default(), 0, 10).await;
    let told: Vec<_> = page
        .expect("a page")
        .rows
        .into_iter()
        .map(|row| (row.title, row.title_language))
        .collect();
    let wanted =
        |title: &str, language: Option<&str>| (title.to_owned(), language.map(str::to_owned));
    assert_eq!(
        told,
        [
            wanted("Vedtak", Some("nb")),
            wanted("Notice", Some("en")),
            wanted("Message", Some("en")),
            wanted("Uten språk", None),
        ]
    );
    store.close().await;
}
