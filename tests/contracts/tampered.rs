//! The net has no holes: an answer or a request that is tampered with is found.

use axum::body::Bytes;
use fullmakt_sandbox::Config;
use serde_json::{Value, json};

use crate::amendment::atoms;
use crate::amendments::AMENDMENTS;
use crate::caller::Caller;
use crate::recorder::{Exchange, Recorder};
use crate::{contract, published};

const PARTIES: &str = "/accessmanagement/api/v1/enduser/authorizedparties";
const SCOPE: &str = "openid altinn:accessmanagement/authorizedparties altinn:portal/enduser";

/// A true exchange with the sandbox.
async fn exchange(path: &str, status: u16) -> Exchange {
    let recorder = Recorder::default();
    let sandbox = recorder.sandbox(Config::default()).await;
    let control = fullmakt_tests::Control::new(sandbox.base());
    let token = control.token("kari", SCOPE).await;
    let token = token["altinn"].as_str().expect("a token");
    let request = Caller::new(sandbox.base()).get(path).token(token);
    request.gives(status).await;
    recorder.exchanges().pop().expect("it was noted")
}

/// A true exchange with GraphQL.
async fn searched() -> Exchange {
    const SEARCH: &str = "query($input: SearchDialogInput!) { searchDialogs(input: $input) {
        items { id status contentUpdatedAt endUserContext { systemLabels } } hasNextPage } }";
    let recorder = Recorder::default();
    let sandbox = recorder.sandbox(Config::default()).await;
    let control = fullmakt_tests::Control::new(sandbox.base());
    let token = control.token("kari", "openid digdir:dialogporten").await;
    let token = token["id_porten"].as_str().expect("a token");
    let party = "urn:altinn:organization:identifier-no:312345676";
    let input = json!({ "input": { "party": [party], "limit": 2 } });
    let body = json!({ "query": SEARCH, "variables": input });
    let request = Caller::new(sandbox.base()).post("/dialogporten/graphql");
    request.token(token).json(&body).gives(200).await;
    recorder.exchanges().pop().expect("it was noted")
}

/// The true exchange is as described, and each of these is not, for the reason that is told.
fn assert_found(truth: &Exchange, tampered: Vec<(&str, Exchange)>) {
    let Some(published) = published() else { return };
    let contract = contract(&published, &atoms(AMENDMENTS));
    assert_eq!(contract.check(truth), Vec::<String>::new());
    for (reason, exchange) in tampered {
        let found = contract.check(&exchange);
        assert!(
            found.iter().any(|finding| finding.contains(reason)),
            "{reason}: {found:?}"
        );
    }
}

fn answered(truth: &Exchange, status: u16, answer: &Value) -> Exchange {
    truth.but(|exchange| {
        exchange.status = status;
        exchange.answer = answer.to_string().into();
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn answers() {
    let truth = exchange(PARTIES, 200).await;
    let row = |change: &dyn Fn(&mut Value)| {
        let mut answer = truth.json().expect("a list").clone();
        change(&mut answer["data"][1]);
        answered(&truth, 200, &answer)
    };
    let with = |name: &str, value: Value| row(&|row| row[name] = value.clone());
    let without = |name: &str| {
        row(&|row| {
            row.as_object_mut().and_then(|row| row.remove(name));
        })
    };
    let of_type = |media: &str| truth.but(|exchange| exchange.media = Some(media.to_owned()));
    assert_found(
        &truth,
        vec![
            ("/data/*/partyId want integer", with("partyId", json!("51"))),
            ("/data/*/name want string", with("name", Value::Null)),
            (
                "/data/*/partyUuid is no uuid",
                with("partyUuid", json!("x")),
            ),
            ("/data/*/type value must be", with("type", json!("Firm"))),
            ("'nickname' not allowed", with("nickname", json!("x"))),
            ("missing properties 'partyUuid'", without("partyUuid")),
            ("missing properties 'emailId'", without("emailId")),
            (
                "missing properties 'links'",
                answered(&truth, 200, &json!({ "data": [] })),
            ),
            (
                "answer 418: not a described status",
                answered(&truth, 418, &json!({})),
            ),
            (
                "answer 401: a body, where none",
                answered(&truth, 401, &json!({})),
            ),
            (
                "answer 200: no body",
                truth.but(|exchange| exchange.answer = Bytes::new()),
            ),
            (
                "answer 200: no JSON",
                truth.but(|exchange| exchange.answer = "{".into()),
            ),
            ("a body of type 'text/html'", of_type("text/html")),
        ],
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn problems() {
    let path = "/authentication/api/v1/systemuser/request/0f6a2c1e-7f0b-4b7c-9d9e-2f7a0e0c9b11";
    let truth = exchange(path, 404).await;
    let with = |member: &str, value: Value| {
        let mut answer = truth.json().expect("a problem").clone();
        answer[member] = value;
        answered(&truth, 404, &answer)
    };
    assert_found(
        &truth,
        vec![
            ("AUTH-00099 is no code", with("code", json!("AUTH-00099"))),
            (
                "AUTH-00013 stands with 409",
                with("code", json!("AUTH-00013")),
            ),
            ("/traceId want string", with("traceId", json!(7))),
        ],
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn requests() {
    let truth = exchange(&format!("{PARTIES}?includeRoles=true"), 200).await;
    let asked = |name: &str, value: &str| {
        truth.but(|exchange| exchange.query = vec![(name.to_owned(), value.to_owned())])
    };
    let header = |name: &str| {
        let header = (name.to_owned(), "1".to_owned());
        truth.but(|exchange| exchange.headers.push(header))
    };
    let anonymous = truth.but(|exchange| {
        exchange.headers.retain(|(name, _)| name != "authorization");
    });
    assert_found(
        &truth,
        vec![
            (
                "query parameter includeEverything is not",
                asked("includeEverything", "true"),
            ),
            (
                "query parameter includeRoles:",
                asked("includeRoles", "yes"),
            ),
            (
                "query parameter partyFilter:",
                asked("partyFilter", "no UUID"),
            ),
            ("header x-forwarded-user is not", header("x-forwarded-user")),
            ("no token", anonymous),
            (
                "not described",
                truth.but(|exchange| exchange.path.push_str("/x/y/z")),
            ),
            (
                "not described",
                truth.but(|exchange| exchange.method = "PATCH".to_owned()),
            ),
            (
                "a body of type ''",
                truth.but(|exchange| exchange.body = "{}".into()),
            ),
        ],
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn graphql() {
    let truth = searched().await;
    let row = |change: &dyn Fn(&mut Value)| {
        let mut answer = truth.json().expect("an answer").clone();
        change(&mut answer["data"]["searchDialogs"]["items"][1]);
        answered(&truth, 200, &answer)
    };
    let with = |name: &str, value: Value| row(&|row| row[name] = value.clone());
    let asked = |from: &str, to: &str| {
        let body = String::from_utf8_lossy(&truth.body).replace(from, to);
        truth.but(|exchange| exchange.body = body.into())
    };
    let anonymous = truth.but(|exchange| {
        exchange.headers.retain(|(name, _)| name != "authorization");
    });
    let without = row(&|row| {
        row.as_object_mut().and_then(|row| row.remove("status"));
    });
    let labels = json!({ "systemLabels": ["Archive"] });
    assert_found(
        &truth,
        vec![
            ("items/*/id is no UUID", with("id", json!("x"))),
            ("items/*/id is null", with("id", Value::Null)),
            ("items/*/status is no", with("status", json!("Completed"))),
            (
                "items/*/contentUpdatedAt is no",
                with("contentUpdatedAt", json!("today")),
            ),
            ("systemLabels/* is no", with("endUserContext", labels)),
            ("items/*/org was not asked for", with("org", json!("skd"))),
            ("items/*/status is missing", without),
            (
                "an error besides",
                answered(&truth, 200, &json!({ "errors": [{}], "data": {} })),
            ),
            (
                "does not have a field `nickname`",
                asked("hasNextPage", "nickname"),
            ),
            ("variables:", asked("\"limit\":2", "\"limit\":\"two\"")),
            ("variables:", asked("\"limit\":2", "\"size\":2")),
            (
                "the other path",
                truth.but(|exchange| exchange.path.push_str("/stream")),
            ),
            ("no token", anonymous),
        ],
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn members_that_cannot_be_null_are_there() {
    let limits = exchange("/dialogporten/api/v1/metadata/limits", 200).await;
    let mut answer = limits.json().expect("limits").clone();
    answer
        .as_object_mut()
        .and_then(|all| all.remove("endUserSearch"));
    let lacking = answered(&limits, 200, &answer);
    let services = exchange("/dialogporten/api/v1/metadata/serviceresources", 200).await;
    let mut answer = services.json().expect("a list").clone();
    answer["items"][0]["serviceResource"]["name"] = Value::Null;
    let with_null = answered(&services, 200, &answer);
    let open = |truth: &Exchange| {
        truth.but(|exchange| exchange.headers.retain(|(name, _)| name != "authorization"))
    };
    let missing = "missing properties 'endUserSearch'";
    assert_found(&open(&limits), vec![(missing, open(&lacking))]);
    let null = "serviceResource/name want array";
    assert_found(&open(&services), vec![(null, open(&with_null))]);
}
