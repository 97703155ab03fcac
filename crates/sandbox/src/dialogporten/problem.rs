//! Problem documents in Dialogporten's form (dialogporten reference 1.11).

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::BASE;
use crate::server::answers::{Stop, trace_id};

/// Why a call is refused.
#[derive(Clone, Debug)]
pub(super) enum Refusal {
    /// 400: what is wrong with which parameter.
    Invalid(Vec<(String, String)>),
    /// 403, with a key and a sentence.
    Forbidden(&'static str, String),
    /// 404: kind of thing, and ids.
    NotFound(&'static str, Vec<Uuid>),
    /// 404: a reference that stands for nothing.
    UnknownReference(String),
    /// 404 for now; visible from the time in the header (RFC 1123).
    NotVisible(Uuid, jiff::Timestamp),
    /// 404: expired at this time.
    Expired(Uuid, jiff::Timestamp),
    /// 406.
    NotAcceptable,
    /// 410.
    Gone(&'static str, Uuid),
    /// 412.
    Outdated,
    /// 422, with a key and a sentence.
    Unprocessable(&'static str, String),
}

impl Refusal {
    /// One invalid parameter.
    pub(super) fn invalid(key: &str, sentence: impl Into<String>) -> Self {
        Self::Invalid(vec![(key.to_owned(), sentence.into())])
    }

    /// A login below the service's level.
    pub(super) fn level_too_low() -> Self {
        Self::Forbidden(
            "Forbidden",
            "Altinn authentication level too low.".to_owned(),
        )
    }

    /// The sentence in which GraphQL tells it.
    pub(super) fn sentence(&self) -> String {
        match self {
            Self::Outdated => "The revision did not match.".to_owned(),
            Self::NotAcceptable => "Only JSON can be answered.".to_owned(),
            _ => {
                let lines = self.errors().into_iter().flatten();
                lines.map(|(_, line)| line).collect::<Vec<_>>().join(" ")
            }
        }
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::Invalid(_) => StatusCode::BAD_REQUEST,
            Self::Forbidden(..) => StatusCode::FORBIDDEN,
            Self::NotFound(..)
            | Self::UnknownReference(_)
            | Self::NotVisible(..)
            | Self::Expired(..) => StatusCode::NOT_FOUND,
            Self::NotAcceptable => StatusCode::NOT_ACCEPTABLE,
            Self::Gone(..) => StatusCode::GONE,
            Self::Outdated => StatusCode::PRECONDITION_FAILED,
            Self::Unprocessable(..) => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }

    /// Lines with their keys; none where the document has no `errors`.
    fn errors(&self) -> Option<Vec<(String, String)>> {
        let one = |key: &str, line: String| Some(vec![(key.to_owned(), line)]);
        match self {
            Self::Invalid(errors) => Some(errors.clone()),
            Self::Forbidden(key, line) => one(key, line.clone()),
            Self::NotFound(kind, ids) => {
                let ids: Vec<String> = ids.iter().map(Uuid::to_string).collect();
                one(kind, not_found(kind, &ids.join(", ")))
            }
            Self::UnknownReference(reference) => {
                one("InstanceRef", not_found("InstanceRef", reference))
            }
            Self::NotVisible(id, _) => {
                one("DialogEntity", not_found("DialogEntity", &id.to_string()))
            }
            Self::Expired(id, at) => one(
                "DialogEntity",
                format!(
                    "Entity 'DialogEntity' with the following key(s) has expired: ({id}). \
                     Expired at: {at:.7}."
                ),
            ),
            Self::Gone(kind, id) => one(
                kind,
                format!("Entity '{kind}' with the following key(s) is removed: ({id})."),
            ),
            Self::Unprocessable(key, line) => one(key, line.clone()),
            Self::NotAcceptable | Self::Outdated => None,
        }
    }

    /// The answer to a call of this path.
    pub(super) fn answer(&self, path: &str) -> Response {
        let status = self.status();
        let (title, kind) = title_and_type(status);
        let mut body = Map::new();
        body.insert("type".to_owned(), json!(kind));
        body.insert("title".to_owned(), json!(title));
        body.insert("status".to_owned(), json!(status.as_u16()));
        if *self == Self::NotAcceptable {
            let detail = "The Accept header must allow JSON responses.";
            body.insert("detail".to_owned(), json!(detail));
        }
        let instance = path.strip_prefix(BASE).unwrap_or(path);
        body.insert("instance".to_owned(), json!(instance));
        body.insert("traceId".to_owned(), json!(trace_id()));
        if let Some(errors) = self.errors() {
            body.insert("errors".to_owned(), grouped(errors));
        }
        let mut response = Response::new(Body::from(escaped(&Value::Object(body).to_string())));
        *response.status_mut() = status;
        response.headers_mut().insert(
            CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        if let Self::NotVisible(_, from) = self {
            let date = from.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
            if let Ok(date) = HeaderValue::from_str(&date) {
                response.headers_mut().insert("expires", date);
            }
        }
        response
    }

    /// The same where a method ends early.
    pub(super) fn stop(&self, path: &str) -> Stop {
        self.answer(path).into()
    }
}

impl PartialEq for Refusal {
    /// By kind and lines, which is what callers are told.
    fn eq(&self, other: &Self) -> bool {
        self.status() == other.status() && self.errors() == other.errors()
    }
}

fn not_found(kind: &str, keys: &str) -> String {
    format!("Entity '{kind}' with the following key(s) was not found: ({keys}).")
}

fn grouped(errors: Vec<(String, String)>) -> Value {
    let mut groups: Map<String, Value> = Map::new();
    for (key, line) in errors {
        let lines = groups.entry(key).or_insert_with(|| json!([]));
        if let Value::Array(lines) = lines {
            lines.push(json!(line));
        }
    }
    Value::Object(groups)
}

fn title_and_type(status: StatusCode) -> (&'static str, String) {
    let (title, anchor) = match status.as_u16() {
        400 => (
            "One or more validation errors occurred.",
            "rfc7231#section-6.5.1",
        ),
        403 => ("Forbidden.", "rfc7231#section-6.5.3"),
        404 => ("Resource not found.", "rfc7231#section-6.5.4"),
        406 => (
            "Requested content type is not acceptable.",
            "rfc7231#section-6.5.6",
        ),
        410 => ("Resource no longer available.", "rfc7231#section-6.5.9"),
        412 => ("Precondition failed.", "rfc7232#section-4.2"),
        422 => ("Unprocessable request.", "rfc4918#section-11.2"),
        _ => (
            "An error occurred while processing the request.",
            "rfc7231#section-6.6.1",
        ),
    };
    (
        title,
        format!("https://datatracker.ietf.org/doc/html/{anchor}"),
    )
}

/// The spelling of .NET's default encoder: everything that is not plain ASCII, and what could end a
/// string or begin a tag, is written `\uXXXX`.
fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut letters = json.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('"') => out.push_str("\\u0022"),
                Some(other) => out.extend(['\\', other]),
                None => out.push('\\'),
            },
            '\'' | '&' | '<' | '>' | '+' | '`' => {
                out.push_str(&format!("\\u{:04X}", u32::from(letter)));
            }
            ascii if ascii.is_ascii() => out.push(ascii),
            other => {
                let mut units = [0; 2];
                for unit in other.encode_utf16(&mut units) {
                    out.push_str(&format!("\\u{unit:04X}"));
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn strings_are_escaped_as_the_real_server_does() {
        let json = r#"{"a":"it's \"ø\" \\ 🧾"}"#;
        let out = escaped(json);
        assert_eq!(
            out,
            r#"{"a":"it\u0027s \u0022\u00F8\u0022 \\ \uD83E\uDDFE"}"#
        );
        let value = |text: &str| -> serde_json::Value { serde_json::from_str(text).expect("JSON") };
        assert_eq!(value(&out), value(json));
    }
}
