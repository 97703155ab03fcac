//! The mutations. Neither checks a revision for a single dialog.

use serde_json::{Value, json};
use uuid::Uuid;

use super::queries::failure;
use super::resolve::pascal;
use crate::dialogporten::caller::EndUser;
use crate::dialogporten::labels::{Change, set_many, set_one};
use crate::dialogporten::problem::Refusal;
use crate::state::Shared;

/// The value of a field of the root; `None` for one that is unknown.
pub(super) fn resolve(
    shared: &Shared,
    user: &EndUser,
    field: &str,
    arguments: &Value,
) -> Option<Value> {
    let input = &arguments["input"];
    match field {
        "setSystemLabel" => Some(set(shared, user, input)),
        "bulkSetSystemLabels" => Some(set_all(shared, user, input)),
        _ => None,
    }
}

fn change(input: &Value) -> Result<Change, Refusal> {
    let names = |list: &Value| -> Vec<String> {
        let items = list.as_array().into_iter().flatten();
        items.filter_map(Value::as_str).map(pascal).collect()
    };
    Change::checked(&names(&input["addLabels"]), &names(&input["removeLabels"]))
}

fn id(value: &Value) -> Result<Uuid, Refusal> {
    let id = value.as_str().and_then(|id| id.parse().ok());
    id.ok_or_else(|| Refusal::invalid("DialogId", "The id is not a UUID."))
}

fn payload(kind: &str, done: Result<(), Refusal>) -> Value {
    match done {
        Ok(()) => json!({ "success": true, "errors": [] }),
        Err(refusal) => {
            let bulk = kind == "BulkSetSystemLabel";
            let ending = match refusal {
                Refusal::Invalid(_) => "ValidationError",
                Refusal::NotFound(..) if bulk => "NotFound",
                Refusal::NotFound(..) => "EntityNotFound",
                Refusal::Gone(..) => "EntityDeleted",
                Refusal::Forbidden(..) => "Forbidden",
                // A lost race in bulk comes without any error.
                Refusal::Outdated if bulk => return json!({ "success": false, "errors": [] }),
                Refusal::Outdated => "ConcurrencyError",
                _ => "DomainError",
            };
            let error = failure(&format!("{kind}{ending}"), &refusal.sentence());
            json!({ "success": false, "errors": [error] })
        }
    }
}

fn set(shared: &Shared, user: &EndUser, input: &Value) -> Value {
    let done = change(input).and_then(|change| {
        let id = id(&input["dialogId"])?;
        set_one(shared, user, id, &change, None).map(drop)
    });
    payload("SetSystemLabel", done)
}

fn set_all(shared: &Shared, user: &EndUser, input: &Value) -> Value {
    let done = change(input).and_then(|change| {
        let dialogs = input["dialogs"].as_array().into_iter().flatten();
        let dialogs: Result<Vec<_>, Refusal> = dialogs
            .map(|each| {
                let revision = &each["enduserContextRevision"];
                let revision = (!revision.is_null()).then(|| id(revision)).transpose()?;
                Ok((id(&each["dialogId"])?, revision))
            })
            .collect();
        set_many(shared, user, &dialogs?, &change)
    });
    payload("BulkSetSystemLabel", done)
}
