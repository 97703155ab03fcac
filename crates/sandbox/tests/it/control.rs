//! The control door: state, time, faults, counters and the rest.

use std::time::{Duration, Instant};

use fullmakt_sandbox::{Config, Seed};
use serde_json::{Value, json};

use crate::support::{FJORD, LUNDE, PARTIES, PORTAL, Running, SYSTEM_USERS};

const ROLES: &str = "/accessmanagement/api/v1/meta/info/roles";

async fn faults(running: &Running, faults: Value) {
    running.control("PUT", "faults", &faults).await;
}

#[tokio::test]
async fn the_state_names_everything() {
    let running = Running::start().await;
    let state = running.state().await;
    let keys: Vec<&Value> = state["personas"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|each| &each["key"])
        .collect();
    assert_eq!(keys, [&json!("kari"), &json!("mina"), &json!("odd")]);
    let requests = state["requests"].as_array().expect("a list");
    assert!(requests.iter().all(|request| request["tag"].is_string()));
    let statuses: Vec<&str> = requests
        .iter()
        .filter_map(|request| request["status"].as_str())
        .collect();
    for status in ["New", "Accepted", "Rejected", "Deleted"] {
        assert!(statuses.contains(&status), "{status}");
    }
    assert!(requests.iter().any(|request| request["timedOut"] == true));
    let main_units = state["organisations"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|each| each["mainUnit"].is_null())
        .count();
    assert_eq!(
        main_units,
        12 + 9 + 2,
        "twelve organisations, nine vendors and two more clients of the accountant"
    );
    let changes = state["changeRequests"].as_array().expect("a list");
    assert!(changes.iter().all(|request| request["tag"].is_string()));
    assert_eq!(state["providers"][0]["orgNo"], LUNDE);
    assert_eq!(state["providers"][0]["clients"], 12);
    let dialogs = state["dialogs"].as_array().expect("a list");
    assert!((350..=500).contains(&dialogs.len()), "{}", dialogs.len());
    assert_eq!(state["dialogCount"], dialogs.len());
}

#[tokio::test]
async fn seeded_ids_are_the_same_in_every_run() {
    let (first, second) = (Running::start().await, Running::start().await);
    assert_eq!(
        first.tagged("approvable").await.id,
        second.tagged("approvable").await.id
    );
    assert_eq!(first.party(FJORD).await, second.party(FJORD).await);
}

/// Answers of every part, good ones and bad ones, give the sandbox's time and not the computer's.
#[tokio::test]
async fn every_answer_is_dated_by_the_moved_clock() {
    let running = Running::start().await;
    faults(&running, json!([{ "path": ROLES, "status": 503 }])).await;
    running
        .control("POST", "clock", &json!({ "advance_s": 24 * 3600 }))
        .await;
    let clock = running.open("/_sandbox/clock").await.json(200);
    let now: jiff::Timestamp = clock["now"]
        .as_str()
        .expect("a time")
        .parse()
        .expect("a time");
    for (path, status) in [
        ("/idporten/.well-known/openid-configuration", 200),
        (SYSTEM_USERS, 405),
        ("/authentication/api/v1/exchange/id-porten", 401),
        (ROLES, 503),
        ("/_sandbox/clock", 200),
    ] {
        let answer = running.open(path).await;
        assert_eq!(answer.status, status, "{path}");
        let date = answer.header("date");
        assert_eq!(answer.headers.get_all("date").iter().count(), 1, "{path}");
        assert!(date.len() == 29 && date.ends_with(" GMT"), "{path}: {date}");
        let date = jiff::fmt::rfc2822::parse(date).expect("a date").timestamp();
        let apart = date.as_second() - now.as_second();
        assert!((-1..60).contains(&apart), "{path}: {apart} s apart");
    }
}

#[tokio::test]
async fn a_date_that_a_fault_sets_is_left_as_it_is() {
    let running = Running::start().await;
    let date = "Sun, 06 Nov 1994 08:49:37 GMT";
    let fault = json!([{ "path": ROLES, "headers": { "date": date } }]);
    faults(&running, fault).await;
    let answer = running.open(ROLES).await;
    assert_eq!((answer.status, answer.header("date")), (200, date));
}

#[tokio::test]
async fn a_large_world_has_what_was_asked_for() {
    let config = Config {
        seed: Seed::Generated { parties: 2_000 },
        ..Config::default()
    };
    let running = Running::with(config).await;
    let kari = running.token("kari", &[PARTIES]).await;
    let path = "/accessmanagement/api/v1/enduser/authorizedparties";
    let parties = running.get(path, &kari).await.json(200);
    assert_eq!(parties["data"].as_array().map(Vec::len), Some(2_012));
}

#[tokio::test]
async fn starting_over_forgets_what_was_done() {
    let running = Running::start().await;
    let kari = running.token("kari", &[PORTAL]).await;
    let request = running.tagged("approvable").await;
    running
        .act(&format!("{}/approve", request.path()), &kari)
        .await
        .said(true);
    running
        .control("POST", "clock", &json!({ "advance_s": 3600 }))
        .await;
    faults(
        &running,
        json!([{ "path": "/accessmanagement", "status": 500 }]),
    )
    .await;
    running
        .control("PUT", "switches", &json!({ "pageSize": 1 }))
        .await;
    running.control("POST", "reset", &json!({})).await;
    assert_eq!(running.status_of(&request.id).await, "New");
    assert_eq!(running.open("/_sandbox/faults").await.json(200), json!([]));
    assert_eq!(
        running.open("/_sandbox/counters").await.json(200),
        json!([])
    );
    assert_eq!(
        running.open("/_sandbox/clock").await.json(200)["offset_s"],
        0
    );
    assert_eq!(
        running.open("/_sandbox/switches").await.json(200)["pageSize"],
        50
    );
    running
        .control("POST", "reset", &json!({ "seed": "parties-5" }))
        .await;
    let state = running.state().await;
    assert!(
        state["organisations"]
            .as_array()
            .is_some_and(|rows| rows.len() > 32)
    );
    let unknown = running
        .call(
            "POST",
            "/_sandbox/reset",
            None,
            Some(&json!({ "seed": "x" })),
        )
        .await;
    assert!(
        unknown.json(400)["error"]
            .as_str()
            .is_some_and(|text| text.contains("'x'"))
    );
}

#[tokio::test]
async fn time_moves_for_tokens_too() {
    let running = Running::start().await;
    let kari = running.token("kari", &[]).await;
    let (party, _) = running.party(FJORD).await;
    let path = format!("{SYSTEM_USERS}/{party}");
    running.get(&path, &kari).await.json(200);
    running
        .control("POST", "clock", &json!({ "advance_s": 601 }))
        .await;
    running.get(&path, &kari).await.bare(401);
    let far = running
        .call(
            "POST",
            "/_sandbox/clock",
            None,
            Some(&json!({ "advance_s": i64::MAX })),
        )
        .await;
    far.json(400);
}

#[tokio::test]
async fn a_fault_answers_with_status_body_and_headers() {
    let running = Running::start().await;
    faults(
        &running,
        json!([{
            "path": ROLES, "method": "GET", "status": 429, "headers": { "Retry-After": "7" },
            "body": { "title": "slow down" }, "times": 2,
        }]),
    )
    .await;
    for _ in 0..2 {
        let answer = running.open(ROLES).await;
        assert_eq!(answer.header("retry-after"), "7");
        assert_eq!(answer.json(429)["title"], "slow down");
    }
    running.open(ROLES).await.json(200);
    faults(
        &running,
        json!([{ "path": "/accessmanagement/*/roles", "status": 503 }]),
    )
    .await;
    running.open(ROLES).await.bare(503);
    running
        .open("/resourceregistry/api/v1/resource/orgs")
        .await
        .json(200);
    running.control("DELETE", "faults", &json!(null)).await;
    running.open(ROLES).await.json(200);
}

#[tokio::test]
async fn a_fault_delays_garbles_or_replaces() {
    let running = Running::start().await;
    faults(&running, json!([{ "path": ROLES, "delay_ms": 300 }])).await;
    let started = Instant::now();
    running.open(ROLES).await.json(200);
    assert!(started.elapsed() >= Duration::from_millis(300));
    faults(&running, json!([{ "path": ROLES, "garbage": true }])).await;
    let answer = running.open(ROLES).await;
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (200, "application/json")
    );
    assert!(serde_json::from_str::<Value>(&answer.text).is_err());
    faults(&running, json!([{ "path": ROLES, "body": [] }])).await;
    let answer = running.open(ROLES).await;
    assert_eq!(answer.json(200), json!([]));
    assert_eq!(
        answer.header("content-language"),
        "nob",
        "the rest is the real answer"
    );
}

#[tokio::test]
async fn a_cut_before_does_nothing_and_a_cut_inside_does_it_unseen() {
    let running = Running::start().await;
    let kari = running.token("kari", &[]).await;
    let request = running.tagged("lookalike-vendor").await;
    let reject = format!("{}/reject", request.path());
    faults(&running, json!([{ "path": reject, "cut": "before" }])).await;
    let broken = running.try_call("POST", &reject, Some(&kari), None).await;
    assert!(broken.is_err());
    assert_eq!(running.status_of(&request.id).await, "New");
    faults(&running, json!([{ "path": reject, "cut": "inside" }])).await;
    let broken = running.try_call("POST", &reject, Some(&kari), None).await;
    assert!(broken.is_err());
    assert_eq!(running.status_of(&request.id).await, "Rejected");
}

#[tokio::test]
async fn requests_are_counted_by_client_method_and_path() {
    let running = Running::start().await;
    let kari = running.token("kari", &[]).await;
    let (party, _) = running.party(FJORD).await;
    let path = format!("{SYSTEM_USERS}/{party}");
    running.get(&path, &kari).await.json(200);
    running.get(&format!("{path}?x=1"), &kari).await.json(200);
    running.open(ROLES).await.json(200);
    let counts = running.open("/_sandbox/counters").await.json(200);
    assert_eq!(
        counts,
        json!([
            { "client_id": "", "method": "GET", "path": ROLES, "count": 1 },
            { "client_id": "fullmakt", "method": "GET", "path": path, "count": 2 },
        ])
    );
    running.control("DELETE", "counters", &json!(null)).await;
    assert_eq!(
        running.open("/_sandbox/counters").await.json(200),
        json!([])
    );
}

#[tokio::test]
async fn a_service_can_be_added_and_taken_away() {
    let running = Running::start().await;
    let service = json!({
        "title": { "nb": "Ny", "nn": "Ny", "en": "New" }, "owner": "nav", "packages": ["lonn"],
        "actions": ["read", "sign"],
    });
    running.control("PUT", "resources/nav_ny", &service).await;
    let path = "/resourceregistry/api/v1/resource/nav_ny";
    assert_eq!(
        running.open(path).await.json(200)["hasCompetentAuthority"]["orgcode"],
        "nav"
    );
    let wages = "/accessmanagement/api/v1/meta/info/accesspackages/package/urn/lonn";
    assert_eq!(
        running.open(wages).await.json(200)["resources"]
            .as_array()
            .map(Vec::len),
        Some(6)
    );
    running
        .control("DELETE", "resources/nav_ny", &json!(null))
        .await;
    running.open(path).await.bare(404);
    for bad in [
        json!({}),
        json!({ "title": {}, "owner": "nobody" }),
        json!({ "title": {}, "packages": ["finnes-ikke"] }),
        json!({ "title": {}, "colour": "red" }),
    ] {
        let answer = running
            .call("PUT", "/_sandbox/resources/x", None, Some(&bad))
            .await;
        assert!(answer.json(400)["error"].is_string(), "{bad}");
    }
}

#[tokio::test]
async fn a_vendor_acts_without_a_token() {
    let running = Running::start().await;
    let body = json!({
        "systemId": "318111669_kystmva", "partyOrgNo": "311451456", "externalRef": "ny",
        "accessPackages": [{ "urn": "urn:altinn:accesspackage:regnskapsforer-med-signeringsrettighet" }],
    });
    let query = "vendor/agent-request?tag=mine&age_days=200&escalated=true";
    let made = running.control("POST", query, &body).await.json(201);
    let row = running.in_state("requests", "tag", "mine").await;
    assert_eq!((&row["id"], &row["kind"]), (&made["id"], &json!("agent")));
    assert_eq!(
        (&row["escalated"], &row["timedOut"]),
        (&json!(true), &json!(true))
    );
    let again = running
        .call("POST", "/_sandbox/vendor/agent-request", None, Some(&body))
        .await;
    assert_eq!(
        again.json(200)["id"],
        made["id"],
        "as the vendor's own method answers"
    );
    let id = made["id"].as_str().expect("an id");
    running
        .control("DELETE", &format!("vendor/request/{id}"), &json!(null))
        .await;
    assert_eq!(running.status_of(id).await, "Deleted");
    let nobody = running
        .call(
            "POST",
            "/_sandbox/vendor/change-request",
            None,
            Some(&json!({})),
        )
        .await;
    assert_eq!(nobody.code(404), "AUTH-00015", "no system user was named");
    let mixed = running
        .in_state("changeRequests", "tag", "change-mixed")
        .await;
    let user = mixed["systemUserId"].as_str().expect("an id");
    let query = format!("vendor/change-request?system-user-id={user}&tag=more&age_days=200");
    let body = json!({ "unwantedAccessPackages": [{ "urn": "urn:altinn:accesspackage:lonn" }] });
    let made = running.control("POST", &query, &body).await.json(201);
    let row = running.in_state("changeRequests", "tag", "more").await;
    assert_eq!(
        (&row["id"], &row["timedOut"]),
        (&made["id"], &json!(true)),
        "with an id of its own, as none was chosen"
    );
    let id = made["id"].as_str().expect("an id");
    running
        .control(
            "DELETE",
            &format!("vendor/change-request/{id}"),
            &json!(null),
        )
        .await;
    let row = running.in_state("changeRequests", "tag", "more").await;
    assert_eq!(row["status"], "Deleted");
}

#[tokio::test]
async fn what_does_not_fit_is_said() {
    let running = Running::start().await;
    for (method, path, body) in [
        ("POST", "token", json!({ "persona": "kari" })),
        ("PUT", "faults", json!([{ "path": "/x", "colour": "red" }])),
        ("PUT", "faults", json!([{ "path": "/x", "status": 99 }])),
        ("PUT", "identity", json!({ "refresh": "sometimes" })),
        ("PUT", "identity", json!({ "unknown": 1 })),
        ("PUT", "switches", json!({ "pageSize": 0 })),
        (
            "PUT",
            "authorities/kari/312345676",
            json!({ "packages": ["finnes-ikke"] }),
        ),
        (
            "PUT",
            "authorities/kari/312345676",
            json!({ "roles": ["keiser"] }),
        ),
        (
            "PUT",
            "maskinporten/clients/x",
            json!({ "orgNo": "1", "jwks": {}, "scopes": [] }),
        ),
    ] {
        let answer = running
            .call(method, &format!("/_sandbox/{path}"), None, Some(&body))
            .await;
        assert!(answer.json(400)["error"].is_string(), "{path} {body}");
    }
    let nobody = json!({ "persona": "nobody", "scope": "openid" });
    running
        .call("POST", "/_sandbox/token", None, Some(&nobody))
        .await
        .json(404);
    running.open("/_sandbox/unknown").await.bare(404);
}

#[tokio::test]
async fn identity_settings_are_merged() {
    let running = Running::start().await;
    let set = running
        .control("PUT", "identity", &json!({ "access_token_s": 42 }))
        .await
        .json(200);
    assert_eq!(
        (&set["access_token_s"], &set["refresh"]),
        (&json!(42), &json!("rotating"))
    );
    let body = json!({ "persona": "kari", "scope": "openid altinn:instances.read" });
    let tokens = running.control("POST", "token", &body).await.json(200);
    assert_eq!(tokens["expires_in"], 42);
}
