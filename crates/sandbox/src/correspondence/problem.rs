//! Problem documents with the product's own codes (altinn-products reference 2.4 and 3.4). Codes and
//! statuses are the real ones, the texts are ours: clients match on the code.

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;

use crate::server::answers::{self, Stop, trace_id};

/// Code, status, text.
const CODES: [(u16, u16, &str); 24] = [
    (1001, 404, "The message was not found."),
    (1014, 400, "The message has been deleted already."),
    (1024, 400, "The message has not been fetched yet."),
    (1025, 400, "The message has not been fetched yet."),
    (
        1026,
        400,
        "The message must be confirmed before it is deleted.",
    ),
    (1027, 400, "The period ends before it begins."),
    (1040, 400, "The message is marked as read already."),
    (1041, 400, "The message is confirmed already."),
    (
        1043,
        400,
        "The message belongs to another dialog and cannot be deleted.",
    ),
    (1062, 404, "There are no unread confidential messages."),
    (1063, 400, "The message may not be forwarded."),
    (
        1064,
        400,
        "The message has been forwarded to this address already.",
    ),
    (1065, 400, "The message has not been read yet."),
    (1066, 400, "The text is too long."),
    (1067, 400, "The text must be plain."),
    (2001, 404, "The attachment was not found."),
    (2019, 400, "The attachment has been deleted."),
    (2020, 400, "The attachment has expired."),
    (3011, 400, "The address is not valid."),
    (3027, 400, "The address is too long."),
    (4001, 401, "No access to the resource."),
    (4002, 400, "The party could not be looked up."),
    (4006, 401, "The caller could not be determined."),
    (9000, 500, "Dialogporten did not answer in time."),
];

/// The answer to a refusal with this code.
pub(super) fn refused(code: u16) -> Stop {
    let (_, status, text) = CODES
        .iter()
        .find(|(known, ..)| *known == code)
        .copied()
        .unwrap_or((code, 500, "An unexpected error."));
    let code_text = format!("CORR-{code:05}");
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let body = json!({
        "type": format!("urn:altinn:error:{code_text}"),
        "title": status.canonical_reason(),
        "status": status.as_u16(),
        "detail": text,
        "code": code_text,
        "errorCode": code,
        "traceId": trace_id(),
    });
    answers::problem(status, &body).into()
}

/// What a token of an issuer that is not taken here is answered with.
pub(super) fn wrong_issuer() -> Stop {
    let body = json!({
        "type": "https://tools.ietf.org/html/rfc9110#section-15.5.4",
        "title": "IDX10205: Issuer validation failed.",
        "status": 403,
        "traceId": trace_id(),
    });
    answers::problem(StatusCode::FORBIDDEN, &body).into()
}

/// What an `Accept` that excludes the answer's kind is answered with.
pub(super) fn not_acceptable(kind: &str) -> Response {
    answers::text(
        StatusCode::NOT_ACCEPTABLE,
        format!("The Accept header must allow {kind}."),
    )
}

#[cfg(test)]
mod tests {
    use super::CODES;

    #[test]
    fn codes_are_in_order_and_have_texts() {
        assert!(CODES.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(
            CODES
                .iter()
                .all(|(_, status, text)| { (400..=500).contains(status) && text.ends_with('.') })
        );
    }
}
