//! Why a call did not give what it should.

use std::collections::BTreeMap;

use fullmakt_domain::{BlockedItem, DelegationReason, Item, Refusal, roles};
use fullmakt_net::{Answer, NetError, Problem};
use serde::Deserialize;

use crate::token::TokenError;

/// Why a call did not give what it should. Holds no token, no identity number and no body.
#[derive(Clone, Debug, thiserror::Error)]
pub enum AltinnError {
    /// 401 without a code: the token is missing, ended or not accepted.
    #[error("the token was not accepted")]
    Unauthorized,
    /// 403 without a code: an authorization policy refused before the service itself was asked. The scope, the
    /// person's right or the login's level is lacking; nothing tells which.
    #[error("access was refused")]
    Forbidden,
    /// 404 or 410 without a code.
    #[error("not found")]
    NotFound,
    /// Refused by the service itself.
    #[error("refused with status {status} ({})", code.as_deref().unwrap_or("no code"))]
    Problem {
        /// HTTP status.
        status: u16,
        /// The most telling code: that of the first validation error or inner problem where the outer one says only
        /// that there are some (`STD-00000`, `STD-00001`).
        code: Option<String>,
        /// Id for Altinn's operators.
        trace_id: Option<String>,
        /// Parts of the request that the validation errors point at, in spellings that vary: look with "contains".
        paths: Box<[String]>,
        /// Items that cannot be passed on, where the server named them (`delegationReasons`).
        reasons: Vec<BlockedItem>,
        /// Members beyond the standard ones, e.g. `NotDelegablePackages`.
        extensions: BTreeMap<String, String>,
    },
    /// 429.
    #[error("too many calls ({})", code.as_deref().unwrap_or("no code"))]
    RateLimited {
        /// Seconds to wait, where the server said.
        after_s: Option<u32>,
        /// Altinn's code, where it counts something else than calls.
        code: Option<String>,
    },
    /// 5xx without a code, or a status that the service never gives of itself, such as a redirect.
    #[error("the service answered with status {status}")]
    ServerError {
        /// HTTP status.
        status: u16,
    },
    /// No usable answer came.
    #[error(transparent)]
    Net(#[from] NetError),
    /// The answer was a success but is not what was promised. After a write: the outcome is not known.
    #[error("the answer to {what} could not be read")]
    Unreadable {
        /// Kind of call.
        what: &'static str,
    },
    /// There is no token to call with.
    #[error(transparent)]
    Token(#[from] TokenError),
}

impl AltinnError {
    /// The meaning of the code, if it has one of ours.
    pub fn refusal(&self) -> Option<Refusal> {
        Refusal::from_code(self.code()?)
    }

    /// Altinn's code, `AUTH-00041`.
    pub fn code(&self) -> Option<&str> {
        match self {
            AltinnError::Problem { code, .. } | AltinnError::RateLimited { code, .. } => {
                code.as_deref()
            }
            _ => None,
        }
    }

    /// Whether a validation error points at this part of the request.
    pub fn points_at(&self, part: &str) -> bool {
        let AltinnError::Problem { paths, .. } = self else {
            return false;
        };
        let part = part.to_lowercase();
        paths.iter().any(|path| path.to_lowercase().contains(&part))
    }

    /// Altinn's trace id.
    pub fn trace_id(&self) -> Option<&str> {
        match self {
            AltinnError::Problem { trace_id, .. } => trace_id.as_deref(),
            _ => None,
        }
    }

    /// A member beyond the standard ones, whatever the case of its name and the marks around it: `NotDelegablePackages`,
    /// `Invalid Urn Details : `.
    pub fn extension(&self, name: &str) -> Option<&str> {
        let AltinnError::Problem { extensions, .. } = self else {
            return None;
        };
        let bare = |name: &str| {
            let name = name.trim().trim_end_matches(':');
            name.trim_end().to_lowercase()
        };
        let wanted = bare(name);
        extensions
            .iter()
            .find(|(key, _)| bare(key) == wanted)
            .map(|(_, value)| value.as_str())
    }

    /// A 401 or 403 without a body. On an endpoint that not every login may use, this is the normal way of hearing
    /// that ours may not.
    pub fn is_refused_access(&self) -> bool {
        matches!(self, AltinnError::Unauthorized | AltinnError::Forbidden)
    }

    /// Whether a write may have had its effect all the same, so that the state must be read before anything else.
    pub fn may_have_arrived(&self) -> bool {
        match self {
            AltinnError::Net(error) => error.may_have_arrived(),
            AltinnError::Unreadable { .. } => true,
            AltinnError::ServerError { status } => *status >= 500,
            AltinnError::Problem { .. } => self.is_fault(),
            _ => false,
        }
    }

    /// A 5xx that names a code which is no refusal: the service failed, and the code only says where. With the codes of
    /// refusals it has looked, and says no (system users reference, 8).
    pub fn is_fault(&self) -> bool {
        match self {
            AltinnError::Problem { status, code, .. } => {
                *status >= 500 && code.as_deref().and_then(Refusal::from_code).is_none()
            }
            _ => false,
        }
    }

    /// Reads an answer that is no success.
    pub(crate) fn of(answer: &Answer) -> Self {
        let problem = answer.problem();
        let code = telling_code(&problem);
        if answer.status == 429 {
            return AltinnError::RateLimited {
                after_s: answer.retry_after(),
                code,
            };
        }
        match (answer.status, &code) {
            (401, None) => AltinnError::Unauthorized,
            (403, None) => AltinnError::Forbidden,
            (404 | 410, None) => AltinnError::NotFound,
            (400..=499, _) | (_, Some(_)) => AltinnError::Problem {
                status: answer.status,
                trace_id: answer.trace_id(),
                reasons: problem
                    .extension("delegationReasons")
                    .map(reasons)
                    .unwrap_or_default(),
                paths: problem
                    .validation
                    .iter()
                    .flat_map(|fault| fault.paths.clone())
                    .collect(),
                code,
                extensions: problem.extensions,
            },
            (status, None) => AltinnError::ServerError { status },
        }
    }
}

fn telling_code(problem: &Problem) -> Option<String> {
    let inner = match problem.code.as_deref() {
        Some("STD-00001") => problem.problems.first().and_then(telling_code),
        Some("STD-00000") => problem.validation.iter().find_map(|v| v.code.clone()),
        _ => None,
    };
    inner.or_else(|| problem.code.clone())
}

/// One entry of `delegationReasons`, as Altinn/altinn-access-management-frontend reads it.
#[derive(Deserialize)]
struct WireReason {
    #[serde(rename = "type", default)]
    kind: Option<String>,
    #[serde(default)]
    id: Option<String>,
    #[serde(default)]
    codes: Option<Vec<String>>,
}

/// Reads the JSON inside the text member. Anything else (early servers wrote a sentence) names no item; the text
/// itself stays among the extensions.
fn reasons(text: &str) -> Vec<BlockedItem> {
    let Ok(entries) = serde_json::from_str::<Vec<WireReason>>(text) else {
        return Vec::new();
    };
    entries
        .into_iter()
        .filter_map(|entry| {
            let id = entry.id.filter(|id| !id.trim().is_empty())?;
            let package = entry
                .kind
                .is_some_and(|k| k.to_lowercase().contains("package"));
            Some(BlockedItem {
                item: if package {
                    Item::Package(roles::package_urn(&id))
                } else {
                    Item::Resource(id.trim().to_owned())
                },
                reasons: entry
                    .codes
                    .unwrap_or_default()
                    .iter()
                    .map(|code| DelegationReason::from_wire(code))
                    .collect(),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use fullmakt_domain::{DelegationReason, Item};

    use super::{AltinnError, reasons};

    fn problem(status: u16, code: &str) -> AltinnError {
        AltinnError::Problem {
            status,
            code: Some(code.to_owned()),
            trace_id: None,
            paths: Box::default(),
            reasons: Vec::new(),
            extensions: std::collections::BTreeMap::new(),
        }
    }

    #[test]
    fn a_fault_with_a_code_of_its_own_may_have_done_it() {
        assert!(problem(500, "AM-00999").may_have_arrived());
        assert!(problem(503, "STD-00002").may_have_arrived());
        assert!(!problem(500, "AUTH-00055").may_have_arrived(), "a refusal");
        assert!(!problem(400, "AM-00999").may_have_arrived(), "a no");
    }

    #[test]
    fn reasons_are_json_inside_a_text() {
        let found = reasons(
            r#"[{"type":"resource","id":"ske-krav","codes":["MissingRoleAccess","NewOne"]},
                {"type":"package","id":"urn:altinn:accesspackage:lonn","codes":null},
                {"type":"package","codes":["MissingPackageAccess"]}]"#,
        );
        assert_eq!(found.len(), 2, "an entry without an id names nothing");
        assert_eq!(found[0].item, Item::Resource("ske-krav".into()));
        assert_eq!(
            found[0].reasons,
            [
                DelegationReason::MissingRoleAccess,
                DelegationReason::Unknown
            ]
        );
        assert_eq!(
            found[1].item,
            Item::Package("urn:altinn:accesspackage:lonn".into())
        );
        assert!(reasons("Ressurs A: MissingRoleAccess").is_empty());
    }
}
