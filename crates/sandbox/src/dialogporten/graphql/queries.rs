//! The queries.

use serde_json::{Value, json};
use uuid::Uuid;

use super::resolve::{pascal, screaming};
use crate::dialogporten::caller::EndUser;
use crate::dialogporten::problem::Refusal;
use crate::dialogporten::query::{Asked, TIMES};
use crate::dialogporten::{detail, lists, lookup, metadata, parties, services};
use crate::state::Shared;

/// The value of a field of the root; `None` for one that is unknown.
pub(super) fn resolve(
    shared: &Shared,
    user: &EndUser,
    field: &str,
    arguments: &Value,
) -> Option<Value> {
    match field {
        "searchDialogs" => Some(search(shared, user, &arguments["input"])),
        "dialogById" => Some(dialog_by_id(shared, user, &arguments["dialogId"])),
        "dialogLookup" => Some(dialog_lookup(shared, user, &arguments["instanceRef"])),
        "parties" => serde_json::to_value(parties::authorized(shared, user)).ok(),
        "limits" => Some(metadata::limits_out(shared.switches())),
        "serviceResources" => Some(service_resources(shared, user, arguments)),
        _ => None,
    }
}

/// One failure, with its concrete type.
pub(super) fn failure(type_name: &str, message: &str) -> Value {
    json!({ "__typename": type_name, "message": message })
}

fn texts(value: &Value) -> Vec<String> {
    let items = value.as_array().into_iter().flatten();
    items.filter_map(Value::as_str).map(str::to_owned).collect()
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

fn search(shared: &Shared, user: &EndUser, input: &Value) -> Value {
    let failed =
        |errors: Vec<Value>| json!({ "hasNextPage": false, "orderBy": [], "errors": errors });
    let order = match order(input) {
        Ok(order) => order,
        Err(sentence) => {
            return failed(vec![failure("SearchDialogValidationError", sentence)]);
        }
    };
    let members = |value: &Value| texts(value).iter().map(|name| pascal(name)).collect();
    let times = TIMES.map(|time| {
        let mut letters = time.chars();
        let first = letters.next().map(|first| first.to_ascii_lowercase());
        let name: String = first.into_iter().chain(letters).collect();
        ["After", "Before"].map(|end| text(&input[format!("{name}{end}")]))
    });
    let asked = Asked {
        party: texts(&input["party"]),
        service_resource: texts(&input["serviceResource"]),
        org: texts(&input["org"]),
        extended_status: texts(&input["extendedStatus"]),
        external_reference: text(&input["externalReference"]),
        status: members(&input["status"]),
        system_label: members(&input["systemLabel"]),
        times,
        is_content_seen: text(&input["isContentSeen"]),
        process: text(&input["process"]),
        exclude_api_only: text(&input["excludeApiOnly"]),
        search: text(&input["search"]),
        search_language_code: text(&input["searchLanguageCode"]),
        order_by: order,
        continuation_token: text(&input["continuationToken"]),
        limit: text(&input["limit"]),
    };
    match lists::page(shared, user, &asked) {
        Ok(page) => json!({
            "items": page.items,
            "hasNextPage": page.has_next,
            "continuationToken": page.token,
            "orderBy": order_out(&page.order_by),
            "errors": [],
        }),
        Err(Refusal::Invalid(errors)) => failed(
            errors
                .iter()
                .map(|(key, sentence)| {
                    let kind = match key.as_str() {
                        "ContinuationToken" => "SearchDialogContinuationTokenParsingError",
                        "OrderBy" => "SearchDialogOrderByParsingError",
                        _ => "SearchDialogValidationError",
                    };
                    failure(kind, sentence)
                })
                .collect(),
        ),
        Err(refusal) => {
            let kind = match refusal {
                Refusal::Forbidden(..) => "SearchDialogForbidden",
                _ => "SearchDialogDomainError",
            };
            failed(vec![failure(kind, &refusal.sentence())])
        }
    }
}

/// The order in the spelling of REST: exactly one key in each object; and a token needs an order.
fn order(input: &Value) -> Result<Option<String>, &'static str> {
    let Some(items) = input["orderBy"].as_array() else {
        return if input["continuationToken"].is_string() {
            Err("'orderBy' is required when 'continuationToken' is set.")
        } else {
            Ok(None)
        };
    };
    if items.is_empty() {
        return Err("'orderBy' must not be empty.");
    }
    let mut keys = Vec::new();
    for item in items {
        let given: Vec<_> = item
            .as_object()
            .into_iter()
            .flatten()
            .filter(|(_, value)| !value.is_null())
            .collect();
        let [(key, direction)] = given.as_slice() else {
            return Err("Each object of 'orderBy' must have exactly one property.");
        };
        let direction = direction.as_str().unwrap_or_default().to_lowercase();
        keys.push(format!("{key}_{direction}"));
    }
    Ok(Some(keys.join(",")))
}

/// `contentupdatedat_desc,id_desc` as objects; the id is not told.
fn order_out(order: &str) -> Value {
    order
        .split(',')
        .filter_map(|item| {
            let (key, direction) = item.rsplit_once('_')?;
            let key = match key {
                "createdat" => "createdAt",
                "updatedat" => "updatedAt",
                "dueat" => "dueAt",
                "contentupdatedat" => "contentUpdatedAt",
                _ => return None,
            };
            Some(json!({ key: screaming(direction) }))
        })
        .collect()
}

fn dialog_by_id(shared: &Shared, user: &EndUser, id: &Value) -> Value {
    let Some(id) = id.as_str().and_then(|id| id.parse::<Uuid>().ok()) else {
        let missing = failure("DialogByIdNotFound", "The id is not a UUID.");
        return json!({ "errors": [missing] });
    };
    match detail::read(shared, user, id) {
        Ok((_, dialog)) => json!({ "dialog": dialog, "errors": [] }),
        Err(refusal) => {
            let sentence = refusal.sentence();
            let error = match &refusal {
                Refusal::NotVisible(_, from) => json!({
                    "__typename": "DialogByIdNotVisible",
                    "message": sentence,
                    "visibleFrom": format!("{from:.7}"),
                }),
                Refusal::Expired(_, at) => json!({
                    "__typename": "DialogByIdExpired",
                    "message": sentence,
                    "expiredAt": format!("{at:.7}"),
                }),
                Refusal::Gone(..) => failure("DialogByIdDeleted", &sentence),
                refused if *refused == Refusal::level_too_low() => {
                    failure("DialogByIdForbiddenAuthLevelTooLow", &sentence)
                }
                Refusal::Forbidden(..) => failure("DialogByIdForbidden", &sentence),
                _ => failure("DialogByIdNotFound", &sentence),
            };
            json!({ "errors": [error] })
        }
    }
}

fn dialog_lookup(shared: &Shared, user: &EndUser, reference: &Value) -> Value {
    match lookup::found(shared, user, reference.as_str().unwrap_or_default()) {
        Ok(found) => json!({ "lookup": found, "errors": [] }),
        Err(refusal) => {
            let kind = match refusal {
                Refusal::Forbidden(..) => "DialogLookupForbidden",
                Refusal::Invalid(_) => "DialogLookupValidationError",
                _ => "DialogLookupNotFound",
            };
            json!({ "errors": [failure(kind, &refusal.sentence())] })
        }
    }
}

/// The schema has no room for failures here, so a filter that is not valid finds nothing.
fn service_resources(shared: &Shared, user: &EndUser, arguments: &Value) -> Value {
    if arguments["includeUnauthorized"] == true {
        let items = services::items(shared, &shared.world(), &user.languages, |_| true);
        return json!({ "items": items });
    }
    let parties: Vec<String> = texts(&arguments["parties"])
        .iter()
        .map(|urn| urn.to_lowercase())
        .collect();
    services::authorized_out(shared, user, &parties).unwrap_or_else(|_| json!({ "items": [] }))
}
