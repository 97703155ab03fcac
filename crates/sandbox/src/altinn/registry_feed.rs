//! The resource registry's change feeds, and the policy itself as XACML (access-management reference 0.5 and 2.3).
//!
//! The sandbox's services never change while it runs (but for `PUT /_sandbox/resources`), so both feeds tell each
//! service once, as of a day before it began.

use std::fmt::Write as _;

use axum::Router;
use axum::extract::{Path, RawQuery, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde_json::{Value, json};

use super::Answer;
use super::paging::{read_token, token};
use super::query::Pairs;
use super::registry::{BASE, ROLE, openers};
use crate::server::answers;
use crate::state::Shared;
use crate::world::services::{ACTION_ATTRIBUTE, RESOURCE_ATTRIBUTE, Service};

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route(&format!("{BASE}/{{id}}/policy"), get(policy))
        .route(&format!("{BASE}/changes"), get(changes))
        .route(&format!("{BASE}/updated"), get(updated))
}

/// When every service was last changed.
const CHANGED: &str = "2026-01-05T06:00:00Z";
/// Rows per page when the caller does not say.
const USUAL: usize = 1000;

/// A page of rows, from `token` on and at most `limit` (1 to 1000) of them.
fn page(shared: &Shared, query: Option<&str>, path: &str, rows: Vec<Value>) -> Answer {
    let query = Pairs::read(query);
    let limit = match query.first("limit").map(str::parse) {
        None => USUAL,
        Some(Ok(limit)) if (1..=USUAL).contains(&limit) => limit,
        Some(_) => {
            return Err(answers::unbound(
                "limit",
                "The field limit must be between 1 and 1000.",
            ));
        }
    };
    let start = query
        .first("token")
        .and_then(read_token::<usize>)
        .unwrap_or_default();
    let more = start.saturating_add(limit) < rows.len();
    let next = more.then(|| {
        let token = token(&(start + limit));
        format!("{}{BASE}/{path}?limit={limit}&token={token}", shared.base())
    });
    let data: Vec<Value> = rows.into_iter().skip(start).take(limit).collect();
    let body = json!({ "links": { "next": next }, "data": data });
    Ok(answers::json(StatusCode::OK, &body))
}

async fn changes(State(shared): State<Shared>, RawQuery(query): RawQuery) -> Answer {
    let world = shared.world();
    let rows = world
        .services
        .keys()
        .map(|id| json!({ "resourceId": id, "changedAt": CHANGED }))
        .collect();
    drop(world);
    page(&shared, query.as_deref(), "changes", rows)
}

async fn updated(State(shared): State<Shared>, RawQuery(query): RawQuery) -> Answer {
    let world = shared.world();
    let mut rows = Vec::new();
    for service in world.services.values() {
        let mut told: Vec<String> = Vec::new();
        for action in &service.actions {
            for (kind, value) in openers(service, action) {
                let subject = format!("{kind}:{value}");
                if told.contains(&subject) {
                    continue;
                }
                rows.push(json!({
                    "subjectUrn": subject,
                    "resourceUrn": format!("{RESOURCE_ATTRIBUTE}:{}", service.identifier),
                    "updatedAt": CHANGED,
                    "deleted": false,
                }));
                told.push(subject);
            }
        }
    }
    drop(world);
    page(&shared, query.as_deref(), "updated", rows)
}

async fn policy(State(shared): State<Shared>, Path(id): Path<String>) -> Answer {
    let world = shared.world();
    let service = world
        .services
        .get(&id)
        .ok_or_else(|| answers::stop(StatusCode::NOT_FOUND))?;
    Ok(xml(&xacml(service)))
}

fn xml(text: &str) -> Response {
    let kind = HeaderValue::from_static("application/xml");
    ([(CONTENT_TYPE, kind)], text.to_owned()).into_response()
}

/// The policy in XACML 3.0 (OASIS, XACML 3.0 section 5): one rule for each action, and the obligation on the login's
/// level.
fn xacml(service: &Service) -> String {
    const STRING_EQUAL: &str = "urn:oasis:names:tc:xacml:1.0:function:string-equal";
    const STRING: &str = "http://www.w3.org/2001/XMLSchema#string";
    const DENY_OVERRIDES: &str =
        "urn:oasis:names:tc:xacml:3.0:rule-combining-algorithm:deny-overrides";
    const ENFORCEMENT: &str = "urn:altinn:obligation:authenticationLevel1";
    let id = escape(&service.identifier);
    let matched = |category: &str, attribute: &str, value: &str| {
        format!(
            "<xacml:Match MatchId=\"{STRING_EQUAL}\">\
             <xacml:AttributeValue DataType=\"{STRING}\">{}</xacml:AttributeValue>\
             <xacml:AttributeDesignator AttributeId=\"{attribute}\" Category=\"{category}\" \
             DataType=\"{STRING}\" MustBePresent=\"false\"/></xacml:Match>",
            escape(value)
        )
    };
    let all = |matches: String| format!("<xacml:AllOf>{matches}</xacml:AllOf>");
    let subject = "urn:oasis:names:tc:xacml:1.0:subject-category:access-subject";
    let resource = "urn:oasis:names:tc:xacml:3.0:attribute-category:resource";
    let action_category = "urn:oasis:names:tc:xacml:3.0:attribute-category:action";
    let mut rules = String::new();
    for (number, action) in service.actions.iter().enumerate() {
        let subjects: String = openers(service, action)
            .map(|(kind, value)| {
                // Legacy codes stand in capitals in policy files.
                let shown = if kind == ROLE {
                    value.to_uppercase()
                } else {
                    value.clone()
                };
                all(matched(subject, kind, &shown))
            })
            .collect();
        let _ = write!(
            rules,
            "<xacml:Rule RuleId=\"urn:altinn:resource:{id}:ruleid:{}\" Effect=\"Permit\">\
             <xacml:Target><xacml:AnyOf>{subjects}</xacml:AnyOf><xacml:AnyOf>{}</xacml:AnyOf>\
             <xacml:AnyOf>{}</xacml:AnyOf></xacml:Target></xacml:Rule>",
            number + 1,
            all(matched(resource, RESOURCE_ATTRIBUTE, &service.identifier)),
            all(matched(action_category, ACTION_ATTRIBUTE, action)),
        );
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\
         <xacml:Policy xmlns:xacml=\"urn:oasis:names:tc:xacml:3.0:core:schema:wd-17\" \
         PolicyId=\"urn:altinn:resource:policyid:{id}\" Version=\"1.0\" \
         RuleCombiningAlgId=\"{DENY_OVERRIDES}\"><xacml:Target/>{rules}\
         <xacml:ObligationExpressions><xacml:ObligationExpression FulfillOn=\"Permit\" \
         ObligationId=\"{ENFORCEMENT}\"><xacml:AttributeAssignmentExpression \
         AttributeId=\"urn:altinn:obligation1-assignment1\" \
         Category=\"urn:altinn:minimum-authenticationlevel\">\
         <xacml:AttributeValue DataType=\"http://www.w3.org/2001/XMLSchema#integer\">{}\
         </xacml:AttributeValue></xacml:AttributeAssignmentExpression>\
         </xacml:ObligationExpression></xacml:ObligationExpressions></xacml:Policy>",
        service.minimum_level
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
