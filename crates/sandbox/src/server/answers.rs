//! Answers in the shapes that Altinn's services give them.

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::{Map, Value, json};
use uuid::Uuid;

/// An answer that ends a method early. Boxed, so that results which carry one stay small.
pub(crate) struct Stop(Box<Response>);

impl From<Response> for Stop {
    fn from(response: Response) -> Self {
        Self(Box::new(response))
    }
}

impl IntoResponse for Stop {
    fn into_response(self) -> Response {
        *self.0
    }
}

/// A value as `application/json`.
pub(crate) fn json<T: Serialize + ?Sized>(status: StatusCode, value: &T) -> Response {
    typed(status, value, "application/json; charset=utf-8")
}

/// A whole list as access management gives it: rows, and a link to a next page that is always null.
pub(crate) fn list<T: Serialize>(status: StatusCode, rows: &[T]) -> Response {
    page(status, rows, None)
}

/// A page of such a list, with the address of the next one.
pub(crate) fn page<T: Serialize>(status: StatusCode, rows: &[T], next: Option<&str>) -> Response {
    #[derive(Serialize)]
    struct Page<'a, T> {
        links: Value,
        data: &'a [T],
    }
    let links = json!({ "next": next });
    json(status, &Page { links, data: rows })
}

/// A problem document.
pub(crate) fn problem<T: Serialize + ?Sized>(status: StatusCode, value: &T) -> Response {
    typed(status, value, "application/problem+json")
}

/// Plain text.
pub(crate) fn text(status: StatusCode, text: impl Into<String>) -> Response {
    (status, text.into()).into_response()
}

/// A status and nothing else: policies, and `Accepted()`, `NotFound()`, `BadRequest()` without
/// anything to say.
pub(crate) fn empty(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

/// As `empty`, where a method ends early.
pub(crate) fn stop(status: StatusCode) -> Stop {
    empty(status).into()
}

fn typed<T: Serialize + ?Sized>(status: StatusCode, value: &T, kind: &'static str) -> Response {
    match serde_json::to_vec(value) {
        Ok(body) => {
            let mut response = Response::new(Body::from(body));
            *response.status_mut() = status;
            response
                .headers_mut()
                .insert(CONTENT_TYPE, HeaderValue::from_static(kind));
            response
        }
        Err(error) => {
            tracing::error!(%error, "an answer could not be written as JSON");
            empty(StatusCode::INTERNAL_SERVER_ERROR)
        }
    }
}

/// What ASP.NET answers when it cannot bind a value: status 400 and the fields in `errors`.
pub(crate) fn unbound(field: &str, message: &str) -> Stop {
    let mut errors = Map::new();
    errors.insert(field.to_owned(), json!([message]));
    let body = json!({
        "type": "https://tools.ietf.org/html/rfc9110#section-15.5.1",
        "title": "One or more validation errors occurred.",
        "status": 400,
        "errors": errors,
        "traceId": trace_id(),
    });
    problem(StatusCode::BAD_REQUEST, &body).into()
}

/// What ASP.NET answers when a method throws.
pub(crate) fn crashed() -> Stop {
    let body = json!({
        "type": "https://tools.ietf.org/html/rfc9110#section-15.6.1",
        "title": "An error occurred while processing your request.",
        "status": 500,
        "traceId": trace_id(),
    });
    problem(StatusCode::INTERNAL_SERVER_ERROR, &body).into()
}

/// One line of a validation problem.
pub(crate) struct Invalid {
    /// E.g. `AUTH.VLD-00004`.
    pub(crate) code: String,
    pub(crate) text: &'static str,
    pub(crate) path: String,
    pub(crate) extension: Option<(&'static str, String)>,
}

/// A validation problem (`STD-00000`) with everything that was found wrong.
pub(crate) fn invalid(errors: &[Invalid]) -> Stop {
    let entry = |error: &Invalid| {
        let mut entry = Map::new();
        entry.insert("code".to_owned(), json!(error.code));
        entry.insert("detail".to_owned(), json!(error.text));
        entry.insert("paths".to_owned(), json!([error.path]));
        if let Some((member, value)) = &error.extension {
            entry.insert((*member).to_owned(), json!(value));
        }
        Value::Object(entry)
    };
    invalid_entries(errors.iter().map(entry).collect())
}

/// A validation problem with a single line that concerns several fields.
pub(crate) fn invalid_at(code: &str, text: &str, paths: &[String]) -> Stop {
    invalid_entries(vec![
        json!({ "code": code, "detail": text, "paths": paths }),
    ])
}

fn invalid_entries(entries: Vec<Value>) -> Stop {
    let body = json!({
        "type": "urn:altinn:error:STD-00000",
        "title": "One or more validation errors occurred.",
        "status": 400,
        "detail": "One or more validation errors occurred.",
        "code": "STD-00000",
        "traceId": trace_id(),
        "validationErrors": entries,
    });
    problem(StatusCode::BAD_REQUEST, &body).into()
}

/// A fresh trace id in the W3C form.
pub(crate) fn trace_id() -> String {
    let span = Uuid::new_v4().simple().to_string();
    format!("00-{}-{}-00", Uuid::new_v4().simple(), &span[..16])
}
