//! Dialogs for tests, and a list of actors to go with them.

use fullmakt_domain::dialog::Localized;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use uuid::Uuid;

use super::support::{at, id, noon};
use crate::Store;
use crate::actors::{Actor, ActorKind};
use crate::dialog_search::Days;
use crate::dialogs::{
    DialogContent, DialogQuery, DialogStatus, Labels, NewDialog, PageOutcome, SyncPage,
};

/// Thursday 12 November 2026, 14.32 in Oslo.
pub fn days() -> Days {
    Days::new(at("2026-11-12T13:32:00Z"), oslo())
}

pub fn oslo() -> TimeZone {
    TimeZone::get("Europe/Oslo").expect("known")
}

/// The id of a dialog.
pub fn dialog_id(n: u32) -> Uuid {
    Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_0000 + u128::from(n))
}

/// The party of an organisation in [`actors`].
pub fn party(n: u32) -> Uuid {
    id(1_000 + n)
}

/// A text in several languages.
pub fn texts(texts: &[(&str, &str)]) -> Localized {
    let texts = texts.iter();
    texts
        .map(|(language, value)| ((*language).to_owned(), (*value).to_owned()))
        .collect()
}

/// An ordinary letter, unread, in the inbox, `n` minutes before noon of 10 November.
pub fn letter(n: u32, title: &str) -> NewDialog {
    let when = noon(10)
        .checked_sub(Span::new().minutes(i64::from(n)))
        .expect("in range");
    NewDialog {
        id: dialog_id(n),
        party_uuid: party(1),
        org: "skd".to_owned(),
        service: "ske-mva-melding".to_owned(),
        service_type: "CorrespondenceService".to_owned(),
        status: DialogStatus::NotApplicable,
        labels: Labels::DEFAULT,
        context_revision: Some(id(n)),
        created_at: when,
        updated_at: when,
        content_updated_at: when,
        due_at: None,
        is_content_seen: false,
        has_unopened_content: true,
        is_api_only: false,
        from_service_owner: 1,
        from_party: 0,
        attachments: 0,
        progress: None,
        process: None,
        preceding_process: None,
        extended_status: None,
        external_reference: None,
        content: DialogContent {
            title: texts(&[("nb", title)]),
            ..DialogContent::default()
        },
        latest_activity: None,
        seen_since_update: None,
        seen_since_content_update: None,
    }
}

/// The languages of test pages.
pub fn languages() -> Vec<String> {
    ["nb", "nn", "en"].map(str::to_owned).to_vec()
}

/// Writes rows without a cursor.
pub async fn apply(store: &Store, rows: &[NewDialog]) -> PageOutcome {
    apply_at(store, rows, noon(12)).await
}

/// The same at a time.
pub async fn apply_at(store: &Store, rows: &[NewDialog], fetched_at: Timestamp) -> PageOutcome {
    store
        .dialogs()
        .apply_page(&SyncPage {
            rows,
            cursor: None,
            asked_at: fetched_at,
            fetched_at,
            languages: &languages(),
            is_sweep: false,
        })
        .await
        .expect("applied")
}

/// Titles of the first hundred rows, and the total.
pub async fn titles(store: &Store, query: &DialogQuery) -> (u32, Vec<String>) {
    let page = store.dialogs().page(query, 0, 100).await.expect("a page");
    assert!(page.total.is_exact);
    (
        page.total.count,
        page.rows.into_iter().map(|row| row.title).collect(),
    )
}

/// A query with a search text.
pub fn typed(text: &str) -> DialogQuery {
    DialogQuery {
        text: text.to_owned(),
        days: days(),
        ..DialogQuery::default()
    }
}

fn organisation(n: u32, name: &str) -> Actor {
    Actor {
        party_uuid: party(n),
        party_id: Some(50_000_000 + n),
        name: name.to_owned(),
        org_no: Some(format!("{}", 310_000_000 + n)),
        kind: ActorKind::Organisation,
        form: Some("AS".to_owned()),
        parent: None,
        is_deleted: false,
        is_heading_only: false,
        access_manager: Some(false),
        roles: Vec::new(),
        packages: Vec::new(),
    }
}

/// Two organisations, a sub-unit of the first, and a person.
pub fn actors() -> Vec<Actor> {
    vec![
        organisation(1, "Fjord Snekkeri AS"),
        Actor {
            kind: ActorKind::Subunit,
            parent: Some(party(1)),
            ..organisation(2, "Fjord Snekkeri AS avd Molde")
        },
        organisation(3, "Nordlys Bakeri AS"),
        Actor {
            kind: ActorKind::Person,
            org_no: None,
            form: None,
            ..organisation(4, "Kari Haugen")
        },
    ]
}

/// A store with these actors.
pub async fn with_actors() -> (super::support::Place, Store) {
    let (place, store) = super::support::store().await;
    store
        .actors()
        .replace_all(&actors(), noon(9))
        .await
        .expect("replaced");
    (place, store)
}
