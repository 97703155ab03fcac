//! The problems of client delegation.

use axum::http::StatusCode;
use serde_json::json;

use crate::server::answers::{self, Invalid, Stop};
use crate::world::clients::batches::Complaint;

/// Numbers of `AM.VLD-000nn` and our words for them: clients match on the code.
const WORDS: [(u8, &str); 8] = [
    (6, "The party does not exist."),
    (8, "A party of this kind is not allowed here."),
    (12, "The service does not exist."),
    (26, "The client has not given this through the role."),
    (29, "The role is not known."),
    (30, "The package is not known."),
    (
        31,
        "There are active delegations; set cascade to true to remove them as well.",
    ),
    (32, "The role is not assigned."),
];
const NOT_DELEGABLE: &str = "The package cannot be passed on to an agent.";

/// A validation problem of everything that was complained about.
pub(super) fn invalid(complaints: &[Complaint]) -> Stop {
    let lines: Vec<Invalid> = complaints
        .iter()
        .map(|complaint| Invalid {
            code: format!("AM.VLD-{:05}", complaint.number),
            text: WORDS
                .iter()
                .find(|(number, _)| *number == complaint.number)
                .map_or(NOT_DELEGABLE, |(_, words)| words),
            path: complaint.path.clone(),
            extension: None,
        })
        .collect();
    answers::invalid(&lines)
}

/// Neither a party nor a person was named.
pub(super) fn nobody_named(parameter: &str) -> Stop {
    let paths = [
        format!("QUERY/{parameter}"),
        "/PersonIdentifier".to_owned(),
        "/LastName".to_owned(),
    ];
    answers::invalid_at("STD.VLD-00000", "Somebody must be named.", &paths)
}

/// A part of the person's name or number is missing.
pub(super) fn half_named(member: &str) -> Stop {
    answers::invalid_at(
        "STD.VLD-00000",
        "The field is required.",
        &[format!("/{member}")],
    )
}

/// Number and last name belong to no one person.
pub(super) fn no_such_person() -> Stop {
    let paths = ["/PersonIdentifier".to_owned(), "/LastName".to_owned()];
    answers::invalid_at(
        "AM.VLD-00034",
        "Identifier and last name do not match a person.",
        &paths,
    )
}

/// Too many look-ups failed.
pub(super) fn locked_out() -> Stop {
    problem(
        26,
        StatusCode::TOO_MANY_REQUESTS,
        "Too many look-ups have failed.",
    )
}

fn problem(number: u8, status: StatusCode, words: &str) -> Stop {
    let code = format!("AM-{number:05}");
    let body = json!({
        "type": format!("urn:altinn:error:{code}"),
        "title": status.canonical_reason(),
        "status": status.as_u16(),
        "detail": words,
        "code": code,
        "traceId": answers::trace_id(),
    });
    answers::problem(status, &body).into()
}
