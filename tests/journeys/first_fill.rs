//! What the first reading costs, call by call.

use std::collections::BTreeMap;
use std::time::Duration;

use fullmakt_tests::{Harness, Options};

/// What a call is for, by its method and path.
fn purpose(call: &str) -> &'static str {
    const PURPOSES: [(&str, &str, &str); 18] = [
        ("GET /idporten/.well-known", "", "login"),
        ("GET /idporten/jwks.json", "", "login"),
        ("POST /idporten/par", "", "login"),
        ("GET /idporten/login/authorize", "", "login"),
        ("POST /idporten/token", "", "login"),
        ("GET /authentication/api/v1/exchange", "", "exchange"),
        (
            "GET /accessmanagement/api/v1/enduser/authorizedparties",
            "",
            "actors",
        ),
        (
            "GET /accessmanagement/api/v1/meta/info/accesspackages/export",
            "",
            "packages",
        ),
        (
            "GET /resourceregistry/api/v1/resource/resourcelist",
            "",
            "services",
        ),
        (
            "GET /resourceregistry/api/v2/resource",
            "/policy/rights",
            "policies",
        ),
        (
            "GET /enhetsregisteret/api/enheter/",
            "",
            "organisations, one by one",
        ),
        (
            "GET /enhetsregisteret/api/",
            "",
            "organisations, many at once",
        ),
        (
            "GET /authentication/api/v1/systemuser/request",
            "/pending",
            "waiting requests",
        ),
        (
            "GET /authentication/api/v1/systemuser/request",
            "",
            "requests, one by one",
        ),
        ("GET /authentication/api/v1/systemuser", "", "system users"),
        (
            "GET /accessmanagement/api/v1/enduser/connections",
            "",
            "checks",
        ),
        (
            "GET /dialogporten/api/v1/enduser/dialogs",
            "/dialogs",
            "searches of messages",
        ),
        // Limits, parties and services.
        (
            "GET /dialogporten/api/v1/",
            "",
            "what messages there can be",
        ),
    ];
    let found = PURPOSES
        .iter()
        .find(|(start, end, _)| call.starts_with(start) && call.ends_with(end));
    found
        .unwrap_or_else(|| panic!("a call that nobody reckoned with: {call}"))
        .2
}

/// Calls by what they are for, once no more come.
async fn calls(stage: &Harness) -> BTreeMap<&'static str, u64> {
    let mut before = 0;
    loop {
        tokio::time::sleep(Duration::from_secs(1)).await;
        let counters = stage.control.counters().await;
        let total = counters.iter().map(|(_, count)| count).sum();
        if total != before {
            before = total;
            continue;
        }
        let mut sum = BTreeMap::new();
        for (call, count) in counters {
            *sum.entry(purpose(&call)).or_default() += count;
        }
        return sum;
    }
}

/// Kari's thirteen organisations (and a deleted one) and twelve waiting requests. Whatever a list gives is not asked for
/// one by one, and no policy is read for a row.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_first_reading_asks_lists_only() {
    let stage = Harness::with_portal_scope("kari").await;
    let expected = BTreeMap::from([
        ("login", 5),
        ("exchange", 1),
        ("actors", 2),
        ("system users", 28),
        ("waiting requests", 26),
        ("packages", 1),
        ("services", 1),
        ("organisations, many at once", 2),
        ("what messages there can be", 3),
        ("searches of messages", 2),
    ]);
    assert_eq!(calls(&stage).await, expected);

    // The policies of what one request opens come with the first look at it, and are kept.
    stage.control.reset_counters().await;
    let key = stage.paste("approvable").await;
    let review = stage.look_at(&key).await.expect("read");
    let services = u64::from(review.service_count);
    let once = calls(&stage).await;
    assert_eq!(once.get("policies"), Some(&services), "{once:?}");
    assert_eq!(once.get("packages"), None, "{once:?}");
    stage.control.reset_counters().await;
    stage.look_at(&key).await.expect("read again");
    let again = calls(&stage).await;
    assert_eq!(again.get("policies"), None, "{again:?}");
}

/// Without the scope for lists: who the person acts for, and their system users.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_lists_there_is_little_to_ask() {
    let stage = Harness::signed_in("kari", Options::default()).await;
    let expected = BTreeMap::from([
        // The request is pushed twice: the portal scope is asked for, and refused.
        ("login", 6),
        ("exchange", 1),
        ("actors", 2),
        ("system users", 28),
        ("organisations, many at once", 1),
        // What packages open today: what later days are compared with.
        ("packages", 1),
        ("what messages there can be", 3),
        ("searches of messages", 2),
    ]);
    assert_eq!(calls(&stage).await, expected);
}
