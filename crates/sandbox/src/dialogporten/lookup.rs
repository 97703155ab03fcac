//! `GET enduser/dialoglookup`: which dialog stands for something else in Altinn, and why the caller
//! may see it. Nothing is noted as read.

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::caller::EndUser;
use super::lists::level_suffices;
use super::problem::Refusal;
use super::services::{localised, owner_out};
use crate::altinn::query::Pairs;
use crate::server::answers;
use crate::state::Shared;
use crate::world::World;
use crate::world::authority::Standing;
use crate::world::catalogue::catalogue;
use crate::world::dialogs::dialog::Dialog;
use crate::world::dialogs::query::SERVICE_PREFIX;
use crate::world::services::Service;

pub(super) fn router() -> Router<Shared> {
    Router::new().route("/dialogporten/api/v1/enduser/dialoglookup", get(lookup))
}

async fn lookup(
    State(shared): State<Shared>,
    user: EndUser,
    RawQuery(query): RawQuery,
) -> Response {
    let pairs = Pairs::read(query.as_deref());
    match found(
        &shared,
        &user,
        pairs.first("instanceRef").unwrap_or_default(),
    ) {
        Ok(body) => answers::json(StatusCode::OK, &body),
        Err(refusal) => refusal.answer(&user.path),
    }
}

/// `EndUserIdentifierLookup`.
pub(super) fn found(shared: &Shared, user: &EndUser, reference: &str) -> Result<Value, Refusal> {
    let mut world = shared.settled();
    let sight = user.sight(shared, &mut world);
    let dialog = resolved(&world, reference)?;
    let missing = || Refusal::UnknownReference(reference.to_owned());
    if dialog.deleted {
        return Err(missing());
    }
    if !sight.shows(&dialog.party, &dialog.service) {
        return Err(Refusal::Forbidden("Forbidden", "Forbidden".to_owned()));
    }
    let service = world.services.get(&dialog.service).ok_or_else(missing)?;
    let standing = world.standing_for(user.who, &dialog.party);
    let title = dialog.content.as_ref().map(|content| {
        let for_all = content.non_sensitive_title.as_ref();
        let for_all = for_all.filter(|_| !level_suffices(&world, user, &dialog));
        for_all.unwrap_or(&content.title)
    });
    let languages = &user.languages;
    let title: Value = title.map_or_else(
        || json!([]),
        |title| {
            languages
                .of(title)
                .into_iter()
                .map(|(code, value)| json!({ "value": value, "languageCode": code }))
                .collect()
        },
    );
    Ok(json!({
        "dialogId": dialog.id,
        "instanceRef": reference,
        "party": dialog.party,
        "title": title,
        "serviceResource": {
            "id": service.identifier,
            "isDelegable": service.delegable,
            "minimumAuthenticationLevel": service.minimum_level,
            "name": localised(languages, &service.title),
        },
        "serviceOwner": owner_out(languages, service),
        "authorizationEvidence": evidence(shared, user, service, standing.unwrap_or_default()),
    }))
}

/// The dialog that a reference names.
fn resolved(world: &World, reference: &str) -> Result<Dialog, Refusal> {
    let bad = || {
        let sentence = format!("'{reference}' is not a supported instance reference.");
        Refusal::invalid("InstanceRef", sentence)
    };
    let uuid = |text: &str| text.parse::<Uuid>().map_err(|_| bad());
    let found = if let Some(id) = reference.strip_prefix("urn:altinn:dialog-id:") {
        let dialog = world.dialogs.get(uuid(id)?);
        dialog.map(std::borrow::Cow::into_owned)
    } else if let Some(id) = reference.strip_prefix("urn:altinn:correspondence-id:") {
        let message = world.messages.get(uuid(id)?);
        let dialog = message.and_then(|message| world.dialogs.get(message.dialog));
        dialog.map(std::borrow::Cow::into_owned)
    } else if let Some(instance) = reference.strip_prefix("urn:altinn:instance-id:") {
        let (party, id) = instance.split_once('/').ok_or_else(bad)?;
        party.parse::<u32>().map_err(|_| bad())?;
        uuid(id)?;
        let dialog = (world.dialogs).find(|dialog| dialog.instance.as_deref() == Some(instance));
        dialog.cloned()
    } else {
        return Err(bad());
    };
    found.ok_or_else(|| Refusal::UnknownReference(reference.to_owned()))
}

fn evidence(shared: &Shared, user: &EndUser, service: &Service, standing: Standing) -> Value {
    let base = shared.base();
    let languages = &user.languages;
    let mut items: Vec<Value> = Vec::new();
    let legacy = service.all_roles();
    for role in (standing.roles.iter()).filter_map(|code| catalogue().role(code)) {
        if (role.legacy_code.as_ref()).is_some_and(|code| legacy.contains(&code)) {
            let link = format!("{base}/accessmanagement/api/v1/meta/info/roles/{}", role.id);
            items.push(item(
                "Role",
                &role.urn,
                localised(languages, &role.name),
                &link,
            ));
        }
    }
    let roles = items.len();
    for code in service.all_packages() {
        let Some(package) = catalogue().package(code) else {
            continue;
        };
        if standing.has_package(&package.code) {
            let link = format!(
                "{base}/accessmanagement/api/v1/meta/info/accesspackages/package/{}",
                package.id
            );
            let name = localised(languages, &package.name);
            items.push(item("AccessPackage", &package.urn, name, &link));
        }
    }
    let packages = items.len() - roles;
    let directly = standing.services.contains(&service.identifier);
    if directly {
        let subject = format!("{SERVICE_PREFIX}{}", service.identifier);
        items.push(json!({ "grantType": "ResourceDelegation", "subject": subject }));
    }
    json!({
        "currentAuthenticationLevel": user.level,
        "viaRole": roles > 0,
        "viaAccessPackage": packages > 0,
        "viaResourceDelegation": directly,
        "viaInstanceDelegation": false,
        "evidence": items,
    })
}

fn item(kind: &str, subject: &str, name: Value, link: &str) -> Value {
    let mut item = Map::new();
    item.insert("grantType".to_owned(), json!(kind));
    item.insert("subject".to_owned(), json!(subject));
    item.insert("name".to_owned(), name);
    item.insert("links".to_owned(), json!({ "metadata": link }));
    Value::Object(item)
}
