//! The problem codes of Altinn's authentication component, `AUTH-000nn`.

use axum::http::StatusCode;
use serde_json::{Map, Value, json};

use crate::server::answers::{self, Stop};
use crate::server::switches::{ProblemText, Switches};
use crate::world::delegation::ItemOutcome;
use crate::world::refusal::Refusal;

/// Number, HTTP status, text. The numbers and statuses are Altinn's, the texts are ours: clients
/// match on the code (system-users reference 7).
const CODES: [(u8, u16, &str); 78] = [
    (0, 400, "No organisation number is known for the party."),
    (
        1,
        400,
        "A right is not part of the system, or cannot be delegated.",
    ),
    (2, 400, "Delegating the rights failed."),
    (3, 400, "The system user could not be stored."),
    (
        4,
        400,
        "A system user already exists for this system and reference.",
    ),
    (5, 400, "An unexpected end was reached."),
    (
        6,
        400,
        "The references belong to a request that has been accepted.",
    ),
    (
        7,
        400,
        "The references belong to a request that is pending.",
    ),
    (
        8,
        400,
        "The references belong to a request that was denied.",
    ),
    (
        9,
        400,
        "The references belong to a request that was rejected; delete it first.",
    ),
    (10, 404, "No request has this id."),
    (11, 404, "No registered system has this id."),
    (12, 404, "The request could not be stored."),
    (13, 409, "The status of the request is not New."),
    (
        14,
        403,
        "The delegation check failed for an unknown reason.",
    ),
    (15, 404, "No system user has this id."),
    (
        16,
        403,
        "Delegation check: the role that gives access is missing.",
    ),
    (17, 404, "The system has no name in bokmål."),
    (18, 403, "Delegation check: a direct delegation is missing."),
    (
        19,
        403,
        "Delegation check: the party is not in the service owner's register.",
    ),
    (
        20,
        403,
        "Delegation check: the login level is too low for the service.",
    ),
    (21, 400, "The redirect URL is not one of the system's."),
    (22, 400, "Revoking the rights failed."),
    (23, 401, "The token names no vendor organisation."),
    (24, 403, "The system user belongs to another party."),
    (25, 400, "The request is not for an agent system user."),
    (26, 400, "The system has no redirect URLs."),
    (27, 400, "The package belongs to no known role."),
    (28, 400, "The customer id is missing or malformed."),
    (30, 404, "No agent request has this id."),
    (31, 400, "The client delegation could not be revoked."),
    (32, 400, "The assignment was not found."),
    (33, 400, "The agent system user could not be deleted."),
    (34, 400, "The system user is not of the agent kind."),
    (35, 400, "The agent system user still has clients."),
    (36, 400, "The system user is not of the standard kind."),
    (37, 400, "Too many assignments were found."),
    (38, 400, "The delegation was not found."),
    (
        39,
        400,
        "The facilitator of the delegation is another party.",
    ),
    (40, 400, "The party does not match the delegation."),
    (41, 403, "The party is not the organisation of the request."),
    (
        42,
        403,
        "The party is not the organisation of the agent request.",
    ),
    (43, 401, "Fetching the clients was not authorised."),
    (44, 403, "Fetching the clients was forbidden."),
    (45, 400, "The clients could not be fetched."),
    (46, 400, "The delegated packages could not be listed."),
    (
        47,
        400,
        "The system user could not be added as right holder.",
    ),
    (
        48,
        400,
        "The system user could not be registered with access management.",
    ),
    (49, 400, "The party has no UUID."),
    (50, 400, "The delegation check of packages failed."),
    (51, 400, "Delegating the packages failed."),
    (52, 400, "A package is unknown."),
    (53, 400, "The user may not delegate all of the packages."),
    (
        54,
        400,
        "The system user could not be removed as right holder.",
    ),
    (55, 500, "The delegated packages could not be read."),
    (56, 400, "The system user could not be deleted."),
    (
        57,
        400,
        "A package could not be taken from the system user.",
    ),
    (58, 400, "An agent system user needs at least one package."),
    (
        59,
        400,
        "A system user needs at least one right or package.",
    ),
    (60, 404, "The request could not be updated."),
    (
        61,
        409,
        "The change request is not New; use a new correlation id.",
    ),
    (62, 500, "The delegated rights could not be read."),
    (63, 400, "A package is not part of the system."),
    (
        64,
        400,
        "A package cannot be used for the organisation itself.",
    ),
    (65, 400, "A package cannot be used for clients."),
    (
        66,
        403,
        "The user is not access manager for the organisation.",
    ),
    (67, 400, "The system user could not be added as agent."),
    (
        68,
        403,
        "Delegation check: the package that gives access is missing.",
    ),
    (
        69,
        403,
        "Delegation check: the receiver is not on the access list.",
    ),
    (
        70,
        403,
        "Delegation check: the service cannot be delegated.",
    ),
    (
        71,
        403,
        "Delegation check: the service is a Maskinporten scope.",
    ),
    (72, 401, "The credentials are wrong."),
    (73, 429, "The account is locked for a while."),
    (74, 403, "The user is not self-identified."),
    (75, 400, "The user has no party UUID."),
    (76, 401, "The link is not valid or has run out."),
    (79, 400, "The client was not found."),
    (
        80,
        400,
        "The client lacks packages that the system user needs.",
    ),
];

/// The problem document of a refusal.
pub(crate) fn refused(switches: Switches, refusal: &Refusal) -> Stop {
    let (status, text) = CODES
        .iter()
        .find(|(number, ..)| *number == refusal.number)
        .map_or((500, "An unknown problem."), |(_, status, text)| {
            (*status, *text)
        });
    let code = format!("AUTH-{:05}", refusal.number);
    let mut body = Map::new();
    body.insert("type".to_owned(), json!(format!("urn:altinn:error:{code}")));
    match switches.problem_text {
        ProblemText::Title => {
            body.insert("title".to_owned(), json!(text));
        }
        ProblemText::Detail => {
            body.insert("title".to_owned(), json!(reason_phrase(status)));
            body.insert("detail".to_owned(), json!(text));
        }
    }
    body.insert("status".to_owned(), json!(status));
    body.insert("code".to_owned(), json!(code));
    for (member, value) in &refusal.extensions {
        body.insert((*member).to_owned(), json!(value));
    }
    if switches.delegation_reasons && !refusal.items.is_empty() {
        // Text that holds JSON, not JSON: so it is sent.
        let items: Vec<Value> = refusal.items.iter().map(item).collect();
        body.insert(
            "delegationReasons".to_owned(),
            json!(Value::Array(items).to_string()),
        );
    }
    body.insert("traceId".to_owned(), json!(answers::trace_id()));
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    answers::problem(status, &Value::Object(body)).into()
}

fn item(outcome: &ItemOutcome) -> Value {
    let codes: Vec<&str> = outcome.reasons.iter().map(|reason| reason.code()).collect();
    json!({ "type": outcome.kind, "id": outcome.id, "codes": codes })
}

fn reason_phrase(status: u16) -> &'static str {
    StatusCode::from_u16(status)
        .ok()
        .and_then(|status| status.canonical_reason())
        .unwrap_or("Error")
}

#[cfg(test)]
mod tests {
    use super::CODES;

    #[test]
    fn codes_are_in_order_and_have_real_statuses() {
        assert!(CODES.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(
            CODES
                .iter()
                .all(|(_, status, text)| (400..=500).contains(status) && text.ends_with('.'))
        );
    }
}
