//! Volumes.

use fullmakt_sandbox::{Config, Seed, Volume};
use serde_json::json;

use super::{BASE, SCOPE, get, ids, kari, read, search};
use crate::support::Running;

async fn with(parties: u32, dialogs: u32, services: u16) -> Running {
    Running::with(Config {
        seed: Seed::Generated { parties },
        volume: Volume { dialogs, services },
        ..Config::default()
    })
    .await
}

fn services(count: usize) -> String {
    (0..count)
        .map(|number| format!("serviceResource=urn:altinn:resource:tjeneste-{number:04}"))
        .collect::<Vec<_>>()
        .join("&")
}

#[tokio::test]
async fn line_16_many_parties_and_dialogs_are_walked_by_services_without_a_gap() {
    let running = with(1_000, 5_000, 15).await;
    let kari = kari(&running).await;
    let parties = running
        .get(&format!("{BASE}/parties"), &kari)
        .await
        .json(200);
    assert!(parties["authorizedParties"].as_array().map_or(0, Vec::len) >= 1_000);
    for order in ["", "&orderBy=contentUpdatedAt_asc", "&orderBy=dueAt"] {
        let query = format!("{}&limit=1000{order}", services(15));
        let mut all = Vec::new();
        let mut place = String::new();
        loop {
            let page = search(&running, &kari, &format!("{query}{place}")).await;
            all.extend(ids(&page));
            if page["hasNextPage"] == false {
                break;
            }
            let token = page["continuationToken"].as_str().expect("a token");
            place = format!("&continuationToken={token}");
        }
        assert_eq!(all.len(), 5_000, "{order}");
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 5_000, "{order}");
    }
}

#[tokio::test]
async fn generated_dialogs_are_the_same_in_every_run_and_like_any_other() {
    let (one, other) = (with(40, 300, 7).await, with(40, 300, 7).await);
    let (first, second) = (kari(&one).await, kari(&other).await);
    let query = format!("{}&limit=300", services(7));
    let page = search(&one, &first, &query).await;
    assert_eq!(ids(&page), ids(&search(&other, &second, &query).await));
    let rows = page["items"].as_array().expect("a list");
    let times: Vec<&str> = rows
        .iter()
        .filter_map(|row| row["contentUpdatedAt"].as_str())
        .collect();
    assert!(times.is_sorted_by(|a, b| a > b), "newest first, none twice");
    let unread = rows
        .iter()
        .find(|row| row["isContentSeen"] == false)
        .expect("an unread one");
    let id = unread["id"].as_str().expect("an id");
    let dialog = read(&one, &first, id).await;
    assert_eq!(dialog["content"]["title"], unread["content"]["title"]);
    assert_eq!(dialog["isContentSeen"], true);
    // It is a stored one now, and still there only once.
    let again = search(&one, &first, &query).await;
    assert_eq!(ids(&again), ids(&page));
    let row = again["items"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|row| row["id"] == id);
    assert_eq!(row.expect("a row")["isContentSeen"], true);
    let url = dialog["content"]["mainContentReference"]["value"][0]["value"]
        .as_str()
        .expect("a URL");
    let token = dialog["dialogToken"].as_str().expect("a token");
    let bearer = format!("Bearer {token}");
    let content = one
        .send("GET", url, &[("authorization", &bearer)], None)
        .await;
    assert_eq!(content.status, 200);
    assert!(content.text.starts_with("# "));
    let wrong = id.replace(&id[30..], "ffffff");
    assert_eq!(get(&one, &first, &wrong).await.status, 404);
}

#[tokio::test]
async fn filters_hold_for_generated_dialogs_as_well() {
    let running = with(20, 2_000, 5).await;
    let kari = kari(&running).await;
    let all = search(&running, &kari, &format!("{}&limit=1000", services(5))).await;
    let rows = all["items"].as_array().expect("a list");
    let party = rows[7]["party"].as_str().expect("a party");
    let of_party = search(&running, &kari, &format!("party={party}&limit=1000")).await;
    let of_party = of_party["items"].as_array().expect("a list");
    assert!(of_party.iter().all(|row| row["party"] == party) && of_party.len() > 10);
    let status = format!("{}&status=Draft&limit=1000", services(5));
    let drafts = search(&running, &kari, &status).await;
    let drafts = drafts["items"].as_array().expect("a list");
    assert!(!drafts.is_empty() && drafts.iter().all(|row| row["status"] == "Draft"));
    let number = rows[3]["externalReference"].as_str().expect("a number");
    let query = format!("{}&search={number}", services(5));
    assert_eq!(
        ids(&search(&running, &kari, &query).await),
        [rows[3]["id"].as_str().expect("an id")]
    );
    let query = format!("{}&search=utkast&limit=1000", services(5));
    let found = search(&running, &kari, &query).await;
    assert_eq!(ids(&found).len(), drafts.len(), "drafts say so");
    let since = rows[50]["contentUpdatedAt"].as_str().expect("a time");
    let query = format!("{}&contentUpdatedAfter={since}&limit=1000", services(5));
    assert_eq!(ids(&search(&running, &kari, &query).await).len(), 51);
    let machines = format!("{}&excludeApiOnly=true&limit=1000", services(5));
    let humans = search(&running, &kari, &machines).await;
    assert!(
        humans["items"]
            .as_array()
            .into_iter()
            .flatten()
            .all(|row| row["isApiOnly"] == false)
    );
}

#[tokio::test]
async fn without_generated_parties_the_default_organisations_get_them() {
    let running = Running::with(Config {
        volume: Volume {
            dialogs: 500,
            services: 3,
        },
        ..Config::default()
    })
    .await;
    let kari = kari(&running).await;
    let all = search(&running, &kari, &format!("{}&limit=1000", services(3))).await;
    assert_eq!(ids(&all).len(), 500);
    running
        .control(
            "POST",
            "reset",
            &json!({ "seed": "parties-30", "dialogs": 40, "services": 2 }),
        )
        .await;
    let kari = running.id_porten_token("kari", SCOPE, "substantial").await;
    let fewer = search(&running, &kari, &format!("{}&limit=1000", services(2))).await;
    assert_eq!(ids(&fewer).len(), 40);
    let state = running.state().await;
    let stored = state["dialogs"].as_array().map_or(0, Vec::len);
    assert_eq!(state["dialogCount"], json!(stored + 40));
    let refused = running
        .call(
            "POST",
            "/_sandbox/reset",
            None,
            Some(&json!({ "dialogs": 1_000_001 })),
        )
        .await;
    assert!(refused.json(400)["error"].is_string());
}

#[tokio::test]
async fn line_16_a_million_dialogs_start_and_answer() {
    let running = with(2_000, 1_000_000, 60).await;
    let kari = kari(&running).await;
    let query = format!(
        "{}&limit=1000&contentUpdatedAfter=2020-01-01T00:00:00Z",
        services(20)
    );
    let page = search(&running, &kari, &query).await;
    assert_eq!(ids(&page).len(), 1000);
    assert_eq!(page["hasNextPage"], true);
    assert_eq!(
        running.state().await["dialogCount"]
            .as_u64()
            .map(|count| count > 1_000_000),
        Some(true)
    );
}
