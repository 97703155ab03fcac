//! Lists over a store: that what a screen is told agrees with the rows that it gets.

use std::sync::{Arc, Mutex, RwLock};

use fullmakt_domain::SystemClock;
use fullmakt_domain::dialog::Localized;
use fullmakt_store::Store;
use fullmakt_store::actors::{Actor, ActorKind};
use fullmakt_store::dialogs::{
    DialogContent, DialogQuery, DialogStatus, Labels, NewDialog, Scope, SyncPage,
};
use fullmakt_store::sync_batches::{BatchKind, BatchPlan, Cursor};
use jiff::Timestamp;
use tempfile::TempDir;
use uuid::Uuid;

use super::{deadlines, id, list, name, query, sources, strip};
use crate::state::Account;
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::messages::{
    DeadlineFilter, DueFilter, Folder, GroupSpan, MessageFilter, MessageSort, MessagesQuery,
    Scope as Shown,
};
use crate::time::days;

fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

/// Thursday 12 November 2026, 14.32 in Oslo.
fn now() -> Timestamp {
    at("2026-11-12T13:32:00Z")
}

fn letter(n: u128, when: &str) -> NewDialog {
    NewDialog {
        id: Uuid::from_u128(n),
        party_uuid: Uuid::from_u128(1_000),
        org: "skd".into(),
        service: "mva".into(),
        service_type: "CorrespondenceService".into(),
        status: DialogStatus::NotApplicable,
        labels: Labels::DEFAULT,
        context_revision: None,
        created_at: at(when),
        updated_at: at(when),
        content_updated_at: at(when),
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
            title: Localized(vec![("nb".into(), format!("Brev {n}"))]),
            ..DialogContent::default()
        },
        latest_activity: None,
        seen_since_update: None,
        seen_since_content_update: None,
    }
}

async fn account(rows: &[NewDialog]) -> (TempDir, Account) {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path().to_owned();
    let key = *b"an obvious key, for tests only..";
    let clock = Arc::new(SystemClock);
    let store = Store::open(&folder.join("store.db"), &key, clock, "1.2.3").await;
    let store = store.expect("a store");
    let page = SyncPage {
        rows,
        cursor: None,
        asked_at: now(),
        fetched_at: now(),
        languages: &["nb".to_owned()],
        is_sweep: false,
    };
    store.dialogs().apply_page(&page).await.expect("written");
    let account = Account {
        key: String::new(),
        store,
        name: RwLock::default(),
        party_uuid: RwLock::default(),
        index: RwLock::default(),
        actors_wished: Mutex::default(),
        folder,
        ephemeral: true,
    };
    (place, account)
}

#[tokio::test]
async fn groups_cover_the_list_and_chips_say_what_their_filters_find() {
    let rows = [
        letter(1, "2026-11-12T13:00:00Z"),
        // Half past midnight in Oslo on the 11th.
        letter(2, "2026-11-10T23:30:00Z"),
        NewDialog {
            status: DialogStatus::Completed,
            due_at: Some(at("2026-11-01T10:00:00Z")),
            ..letter(3, "2026-11-02T10:00:00Z")
        },
        NewDialog {
            attachments: 2,
            is_content_seen: true,
            ..letter(4, "2026-09-30T21:00:00Z")
        },
    ];
    let (_place, account) = account(&rows).await;
    let days = days(now());
    let mut wished = MessagesQuery::default();
    let newest = query::list(&wished, &days).expect("a list");
    let page = account
        .store
        .dialogs()
        .page(&newest, 0, 0)
        .await
        .expect("a page");
    assert_eq!((page.total.count, page.rows.len()), (4, 0));
    let groups = list::groups(&account, &newest, page.total, &days).await;
    let groups = groups.expect("groups");
    let view: Vec<_> = groups.iter().map(|g| (g.span, g.first, g.count)).collect();
    let september = GroupSpan::Month {
        year: 2026,
        month: 9,
    };
    assert_eq!(
        view,
        [
            (GroupSpan::Today, 0, 1),
            (GroupSpan::Yesterday, 1, 1),
            (GroupSpan::EarlierThisMonth, 2, 1),
            (september, 3, 1),
        ]
    );
    wished.sort = MessageSort::Sender;
    let by_sender = query::list(&wished, &days).expect("a list");
    let groups = list::groups(&account, &by_sender, page.total, &days).await;
    assert!(groups.expect("groups").is_empty(), "not by time");

    let whole = query::whole(&wished).expect("a list");
    let chips = list::chips(&account, &whole).await.expect("chips");
    assert_eq!(
        (chips.all, chips.unread, chips.requires_attention),
        (4, 3, 0)
    );
    for (filter, count) in [
        (DueFilter::Any, chips.due),
        // It is done.
        (DueFilter::Overdue, 0),
    ] {
        wished.filter = MessageFilter {
            due: Some(filter),
            ..MessageFilter::default()
        };
        let filtered = query::list(&wished, &days).expect("a list");
        let found = super::number(&account, &filtered).await.expect("a number");
        assert_eq!(found, count, "{filter:?}");
    }
    assert_eq!((chips.due, chips.attachments), (1, 1));
    wished.folder = Folder::All;
    let whole = query::whole(&wished).expect("a list");
    assert_eq!(list::chips(&account, &whole).await.expect("chips").all, 4);
    account.store.close().await;
}

#[tokio::test]
async fn a_heavy_day_is_named_by_the_service_that_most_share() {
    let due = |n: u128, service: &str, due: Option<&str>| NewDialog {
        service: service.into(),
        due_at: due.map(at),
        status: DialogStatus::RequiresAttention,
        ..letter(n, "2026-11-01T10:00:00Z")
    };
    let mut rows = vec![
        due(1, "mva", Some("2026-11-12T10:00:00Z")),
        due(2, "mva", None),
        NewDialog {
            status: DialogStatus::Draft,
            ..due(3, "mva", Some("2026-12-24T10:00:00Z"))
        },
    ];
    // Five on the 16th, three of one service; four on the 17th, two and two; and a hundred and twenty on the 20th.
    for n in 0..5 {
        let service = if n < 3 { "mva" } else { "skattemelding" };
        rows.push(due(10 + n, service, Some("2026-11-16T10:00:00Z")));
    }
    for n in 0..4 {
        let service = if n < 2 { "mva" } else { "skattemelding" };
        rows.push(due(20 + n, service, Some("2026-11-17T10:00:00Z")));
    }
    for n in 0..120 {
        let service = if n % 3 == 0 { "mva" } else { "a-melding" };
        rows.push(due(100 + n, service, Some("2026-11-20T22:59:00Z")));
    }
    let (_place, account) = account(&rows).await;
    let days = days(now());
    let all = deadlines::query(Scope::All, DeadlineFilter::All);
    let found = strip::strip(&account, &all, &days).await.expect("a strip");
    let told: Vec<_> = found
        .iter()
        .filter(|day| day.count > 0)
        .map(|day| (day.date.as_str(), day.count, day.mostly.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            ("2026-11-12", 1, None),
            ("2026-11-16", 5, Some("mva")),
            ("2026-11-17", 4, None),
            ("2026-11-20", 120, Some("a-melding")),
        ]
    );
    let counts = deadlines::counts(&account, Scope::All, &days).await;
    let counts = counts.expect("counts");
    assert_eq!(
        (counts.all, counts.requires_attention, counts.can_be_sent),
        (132, 131, 1)
    );
    assert_eq!(
        counts.four_weeks, 129,
        "not what is over, nor what has no date"
    );
    let sent = deadlines::query(Scope::All, DeadlineFilter::CanBeSent);
    assert_eq!(total(&account, &sent).await, 1);
    account.store.close().await;
}

/// The units of an organisation may be read in another search than itself.
#[tokio::test]
async fn an_organisation_is_as_old_as_its_units_and_shares_their_failures() {
    let (main, unit) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let (_place, account) = account(&[]).await;
    let actor = |party_uuid, parent, name: &str| Actor {
        party_uuid,
        party_id: None,
        name: name.to_owned(),
        org_no: None,
        kind: match parent {
            Some(_) => ActorKind::Subunit,
            None => ActorKind::Organisation,
        },
        form: None,
        parent,
        is_deleted: false,
        is_heading_only: false,
        access_manager: None,
        roles: Vec::new(),
        packages: Vec::new(),
    };
    let actors = [
        actor(main, None, "Fjord Snekkeri AS"),
        actor(unit, Some(main), "Fjord Snekkeri avd Bergen"),
    ];
    let replaced = account.store.actors().replace_all(&actors, now()).await;
    replaced.expect("replaced");
    let batches = account.store.sync_batches();
    let plan = [("a", main), ("b", unit)].map(|(name, party)| BatchPlan {
        name: name.to_owned(),
        kind: BatchKind::Parties,
        members: vec![party.to_string()],
        is_hot: true,
    });
    let planned = batches
        .plan(&plan.map(|batch| (batch, None::<Timestamp>)))
        .await;
    planned.expect("planned");
    for (name, polled) in [("a", "2026-11-12T13:00:00Z"), ("b", "2026-11-12T08:00:00Z")] {
        let cursor = Cursor {
            polled_at: Some(at(polled)),
            ..Cursor::default()
        };
        let page = SyncPage {
            rows: &[],
            cursor: Some((name, &cursor)),
            asked_at: now(),
            fetched_at: now(),
            languages: &[],
            is_sweep: false,
        };
        let applied = account.store.dialogs().apply_page(&page).await;
        applied.expect("written");
    }
    let failure = Failure::new(ErrorCode::Timeout).kept();
    batches.failed("b", &failure, now()).await.expect("noted");

    let scope = Shown::Organisation {
        party_uuid: main.to_string(),
    };
    let found = sources::sources(&account, &scope).await.expect("sources");
    assert_eq!(found.fetched_at.as_deref(), Some("2026-11-12T08:00:00Z"));
    let failed = found.failures.iter().map(|one| one.party_uuid.clone());
    let failed: Vec<Option<String>> = failed.collect();
    assert_eq!(failed, [Some(unit.to_string())]);
    account.store.close().await;
}

async fn total(account: &Account, query: &DialogQuery) -> u32 {
    super::number(account, query).await.expect("a number")
}

#[test]
fn names_have_one_to_sixty_letters() {
    assert_eq!(name("  Mva-klienter ").ok(), Some("Mva-klienter"));
    assert!(name(" ").is_err());
    assert!(name(&"å".repeat(60)).is_ok(), "letters, not bytes");
    assert!(name(&"å".repeat(61)).is_err());
}

#[test]
fn an_id_that_is_none_is_named() {
    let failure = id("x", "id").expect_err("not a UUID");
    assert_eq!(failure.context["field"], "id");
}
