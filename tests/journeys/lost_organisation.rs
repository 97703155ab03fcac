//! The person no longer acts for an organisation: its messages go, but not for one odd answer.

use fullmakt_app::surface::common::{ErrorCode, Nothing};
use fullmakt_app::surface::messages::{Folder, MessageRow};
use fullmakt_app::surface::organisations::OrganisationsQuery;
use fullmakt_app::surface::table::Commands;
use fullmakt_tests::{Harness, Options};
use serde_json::{Value, json};

/// Where Altinn tells whom the person acts for, and Dialogporten whose messages there are.
const LISTS: [&str; 2] = [
    "/accessmanagement/api/v1/enduser/authorizedparties",
    "/dialogporten/api/v1/enduser/parties",
];

const DAY: i64 = 24 * 3600;

/// Takes a party out of a list, at whatever depth.
fn without(list: &mut Value, party: &str) {
    match list {
        Value::Array(all) => {
            all.retain(|one| one["partyUuid"] != party);
            all.iter_mut().for_each(|one| without(one, party));
        }
        Value::Object(members) => members.values_mut().for_each(|one| without(one, party)),
        _ => {}
    }
}

/// From now on these lists do not name the party.
async fn unnamed(stage: &Harness, lists: &[&str], party: &str) {
    let mut faults = Vec::new();
    for path in lists {
        let mut list = stage.control.told("kari", path).await;
        let before = list.to_string();
        without(&mut list, party);
        assert_ne!(list.to_string(), before, "{path} named it");
        faults.push(json!({ "path": path, "method": "GET", "body": list }));
    }
    stage.control.faults(json!(faults)).await;
}

/// Reads the lists; who was away for a day signs in first.
async fn read(stage: &Harness) {
    let mut read = stage.app.refresh_organisations(Nothing {}).await;
    if matches!(&read, Err(failure) if failure.code == ErrorCode::LoginRequired) {
        stage.sign_in("kari").await;
        read = stage.app.refresh_organisations(Nothing {}).await;
    }
    read.expect("the lists are read");
}

async fn of(stage: &Harness, party: &str) -> Vec<MessageRow> {
    let mut rows = Vec::new();
    for folder in [Folder::Inbox, Folder::Archive] {
        rows.extend(stage.folder(folder).await.rows);
    }
    rows.retain(|row| row.party_uuid == party);
    rows
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn messages_of_a_lost_organisation_go_after_a_day() {
    let stage = Harness::inbox_of("kari").await;
    let id = stage.dialog_id("plain").await;
    stage.open(&id).await;
    let party = stage.message(&id).await.row.party_uuid;
    let inbox = stage.folder(Folder::Inbox).await.total;
    let held = of(&stage, &party).await.len();
    assert!(held > 1);

    // Not named once, and named again; then by one of the two lists only.
    unnamed(&stage, &LISTS, &party).await;
    read(&stage).await;
    stage.control.clear_faults().await;
    stage.control.advance(DAY).await;
    read(&stage).await;
    for list in LISTS {
        for _ in 0..2 {
            unnamed(&stage, &[list], &party).await;
            read(&stage).await;
            stage.control.clear_faults().await;
            stage.control.advance(DAY).await;
        }
    }
    read(&stage).await;
    assert!(
        of(&stage, &party).await.len() >= held,
        "and what came meanwhile"
    );

    // Lost: the first reading, one too soon after it, and one a day later.
    unnamed(&stage, &LISTS, &party).await;
    for (after, stays) in [(61, true), (DAY / 2, true), (DAY / 2, false)] {
        stage.control.advance(after).await;
        read(&stage).await;
        let left = of(&stage, &party).await.len();
        assert!(
            if stays { left >= held } else { left == 0 },
            "{after}: {left}"
        );
    }
    let ask = fullmakt_app::surface::messages::MessageRef { id };
    stage
        .app
        .message(ask)
        .await
        .expect_err("nothing of it is kept");
    assert!(stage.folder(Folder::Inbox).await.total < inbox);
}

/// Altinn reads the filters of its list and forgets them. Should it heed them one day, nobody is lost by that.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_list_is_the_same_when_altinn_heeds_its_filters() {
    let mut lists = Vec::new();
    for heeded in [false, true] {
        let stage = Harness::new(Options::default()).await;
        let switch = json!({ "partyFiltersWork": heeded });
        stage.control.put("switches", switch).await;
        stage.sign_in("kari").await;
        let query = OrganisationsQuery {
            limit: 500,
            ..OrganisationsQuery::default()
        };
        let page = stage.app.organisations(query).await.expect("a page");
        let rows = page.rows.into_iter();
        lists.push(
            rows.map(|row| (row.name, row.parent_name))
                .collect::<Vec<_>>(),
        );
        stage.app.shutdown().await;
    }
    assert!(lists[0].len() > 10, "{lists:?}");
    assert!(lists[0].iter().any(|(_, parent)| parent.is_some()));
    assert_eq!(lists[1], lists[0]);
}
