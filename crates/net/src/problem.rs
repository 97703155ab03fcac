//! Error bodies, in the four shapes that Altinn's services use: none at all, a problem (RFC 9457), a problem with
//! `validationErrors`, and ASP.NET's model-binding errors (Altinn/altinn-authorization-tmp and
//! Altinn/altinn-authentication, `ProblemDescriptor` and `ValidationProblemDetails`).

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// What an error answer says. Every field may be missing; an answer without a body gives the status alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problem {
    /// HTTP status of the answer.
    pub status: u16,
    /// Altinn's code, e.g. `AUTH-00041`. The only field to decide by.
    pub code: Option<String>,
    /// Short text, English.
    pub title: Option<String>,
    /// Longer text, English.
    pub detail: Option<String>,
    /// Id for the other side's operators.
    pub trace_id: Option<String>,
    /// Members beyond the standard ones, e.g. `NotDelegablePackages`. Values that are no text are kept as JSON.
    pub extensions: BTreeMap<String, String>,
    /// What is wrong with single fields.
    pub validation: Vec<Validation>,
    /// Several problems at once (`STD-00001`).
    pub problems: Vec<Problem>,
}

/// One fault in a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validation {
    /// Code, e.g. `AM.VLD-00006`; model binding gives none.
    pub code: Option<String>,
    /// Text, English.
    pub detail: Option<String>,
    /// Where, in spellings that vary: look with "contains", never with equality.
    pub paths: Vec<String>,
}

impl Problem {
    /// Reads a body; whatever is no JSON object gives an empty problem.
    pub(crate) fn read(status: u16, body: &[u8]) -> Self {
        match serde_json::from_slice::<Value>(body) {
            Ok(Value::Object(members)) => Self::of(status, members),
            _ => Problem {
                status,
                ..Problem::default()
            },
        }
    }

    /// Whether the answer said nothing about the error. For 401 and 403: an authorization policy refused before the
    /// service itself was asked.
    pub fn is_empty(&self) -> bool {
        *self
            == Problem {
                status: self.status,
                ..Problem::default()
            }
    }

    /// An extension member, whatever the case of its name and the spaces around it.
    pub fn extension(&self, name: &str) -> Option<&str> {
        self.extensions
            .iter()
            .find(|(key, _)| key.trim().eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    fn of(status: u16, members: Map<String, Value>) -> Self {
        let mut problem = Problem {
            status,
            ..Problem::default()
        };
        for (name, value) in members {
            match (name.as_str(), value) {
                (_, Value::Null) | ("type" | "instance" | "status", _) => {}
                ("code", Value::String(text)) => problem.code = Some(text),
                ("title", Value::String(text)) => problem.title = Some(text),
                ("detail", Value::String(text)) => problem.detail = Some(text),
                ("traceId", Value::String(text)) => problem.trace_id = Some(text),
                ("validationErrors", Value::Array(list)) => {
                    problem
                        .validation
                        .extend(list.into_iter().filter_map(validation));
                }
                ("errors", Value::Object(fields)) => {
                    problem.validation.extend(fields.into_iter().map(binding));
                }
                ("problems", Value::Array(list)) => {
                    problem
                        .problems
                        .extend(list.into_iter().filter_map(|one| match one {
                            Value::Object(members) => Some(Self::of(status, members)),
                            _ => None,
                        }));
                }
                (_, Value::String(text)) => {
                    problem.extensions.insert(name, text);
                }
                (_, other) => {
                    problem.extensions.insert(name, other.to_string());
                }
            }
        }
        problem
    }
}

/// `{"code","detail"|"title","paths":[…]}`.
fn validation(value: Value) -> Option<Validation> {
    let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
    value.is_object().then(|| Validation {
        code: text("code"),
        detail: text("detail").or_else(|| text("title")),
        paths: value.get("paths").map(texts).unwrap_or_default(),
    })
}

/// `"from": ["The from field is required."]`.
fn binding((field, messages): (String, Value)) -> Validation {
    let messages = texts(&messages);
    Validation {
        code: None,
        detail: (!messages.is_empty()).then(|| messages.join(" ")),
        paths: vec![field],
    }
}

fn texts(value: &Value) -> Vec<String> {
    let list = value.as_array().map(Vec::as_slice).unwrap_or_default();
    list.iter()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::Problem;

    #[test]
    fn no_body_is_an_empty_problem() {
        for body in ["", "  ", "<html>busy</html>", "[]", "null"] {
            let problem = Problem::read(403, body.as_bytes());
            assert!(problem.is_empty(), "{body:?}");
            assert_eq!(problem.status, 403);
        }
    }

    #[test]
    fn a_problem_keeps_its_code_and_extensions() {
        let problem = Problem::read(
            403,
            br#"{"type":"urn:altinn:error:AUTH-00064","title":"Not delegable","status":403,"detail":null,
                "code":"AUTH-00064","traceId":"00-ab-cd-01","NotDelegablePackages":"urn:a,urn:b",
                " Problem Detail : ":"x","delegationReasons":"[{\"type\":\"package\"}]","count":3}"#,
        );
        assert_eq!(problem.code.as_deref(), Some("AUTH-00064"));
        assert_eq!(problem.title.as_deref(), Some("Not delegable"));
        assert_eq!(problem.detail, None);
        assert_eq!(problem.trace_id.as_deref(), Some("00-ab-cd-01"));
        assert_eq!(
            problem.extension("notdelegablepackages"),
            Some("urn:a,urn:b")
        );
        assert_eq!(problem.extension("Problem Detail :"), Some("x"));
        assert_eq!(
            problem.extension("delegationReasons"),
            Some(r#"[{"type":"package"}]"#)
        );
        assert_eq!(problem.extension("count"), Some("3"));
        assert!(!problem.is_empty());
    }

    #[test]
    fn validation_problems_list_their_faults() {
        let problem = Problem::read(
            400,
            br#"{"code":"STD-00000","validationErrors":[
                {"code":"AM.VLD-00006","detail":"no such party","paths":["$QUERY/to"]},
                {"code":"AUTH.VLD-00014","title":"by title","paths":["?agent"]}, 7]}"#,
        );
        assert_eq!(problem.validation.len(), 2);
        assert_eq!(problem.validation[0].code.as_deref(), Some("AM.VLD-00006"));
        assert_eq!(problem.validation[0].paths, ["$QUERY/to"]);
        assert_eq!(problem.validation[1].detail.as_deref(), Some("by title"));
    }

    #[test]
    fn model_binding_errors_name_the_field() {
        let problem = Problem::read(
            400,
            br#"{"title":"One or more validation errors occurred.","status":400,"traceId":"00-1",
                "errors":{"from":["The from field is required.","Really."]}}"#,
        );
        assert_eq!(problem.code, None);
        assert_eq!(problem.validation[0].paths, ["from"]);
        assert_eq!(
            problem.validation[0].detail.as_deref(),
            Some("The from field is required. Really.")
        );
    }

    #[test]
    fn several_problems_at_once_are_kept_apart() {
        let problem = Problem::read(
            500,
            br#"{"code":"STD-00001","problems":[{"code":"AM-00018"},{"code":"AM-00022"}]}"#,
        );
        let codes: Vec<_> = problem
            .problems
            .iter()
            .filter_map(|p| p.code.as_deref())
            .collect();
        assert_eq!(codes, ["AM-00018", "AM-00022"]);
    }
}
