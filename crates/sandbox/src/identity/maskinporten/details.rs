//! Authorization details of type system user (RFC 9396; felleslosninger/docs
//! maskinporten_func_systembruker).

use serde_json::{Map, Value, json};

use super::error::GrantError;
use crate::state::Shared;
use crate::world::SystemUserClaim;

/// The only type.
pub(super) const SYSTEM_USER: &str = "urn:altinn:systemuser";
const AUTHORITY: &str = "iso6523-actorid-upis";

/// Which system user a grant asks to act as.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct SystemUserRequest {
    /// Organisation number of the system user's owner.
    owner: String,
    /// The vendor's reference, if the request was made with one.
    external_ref: Option<String>,
}

impl SystemUserRequest {
    /// Reads the claim; absent means an ordinary token. One organisation per grant.
    pub(super) fn read(claim: Option<&Value>) -> Result<Option<Self>, GrantError> {
        let Some(claim) = claim else { return Ok(None) };
        let details = claim
            .as_array()
            .ok_or_else(|| GrantError::invalid_details("authorization_details is not an array"))?;
        let [detail] = details.as_slice() else {
            return Err(GrantError::invalid_details(
                "exactly one element is allowed",
            ));
        };
        let detail = detail
            .as_object()
            .ok_or_else(|| GrantError::invalid_details("the element is not an object"))?;
        if detail.get("type").and_then(Value::as_str) != Some(SYSTEM_USER) {
            return Err(GrantError::unknown_details_type());
        }
        only_fields(detail, &["type", "systemuser_org", "externalRef"])?;
        let external_ref = match detail.get("externalRef") {
            None | Some(Value::Null) => None,
            Some(Value::String(reference)) => Some(reference.clone()),
            Some(_) => return Err(GrantError::invalid_details("externalRef is not a string")),
        };
        Ok(Some(Self {
            owner: owner(detail.get("systemuser_org"))?,
            external_ref,
        }))
    }

    /// Asks Altinn who this is. Without a reference Altinn looks for the owner's own number
    /// (Altinn/altinn-authentication SystemUserController `byExternalId`).
    pub(super) fn look_up(
        &self,
        shared: &Shared,
        client_id: &str,
        vendor: &str,
    ) -> Result<SystemUserClaim, GrantError> {
        let reference = self
            .external_ref
            .as_deref()
            .filter(|given| !given.is_empty())
            .unwrap_or(&self.owner);
        shared
            .world()
            .system_user_for(client_id, vendor, &self.owner, Some(reference))
            .ok_or_else(GrantError::no_system_user)
    }

    /// What the token says: the id in an array, the reference not at all.
    pub(super) fn claim(&self, found: &SystemUserClaim) -> Value {
        json!([{
            "type": SYSTEM_USER,
            "systemuser_id": [found.system_user_id],
            "systemuser_org": { "authority": AUTHORITY, "ID": format!("0192:{}", self.owner) },
            "system_id": found.system_id,
        }])
    }
}

fn owner(claim: Option<&Value>) -> Result<String, GrantError> {
    let org = claim
        .and_then(Value::as_object)
        .ok_or_else(|| GrantError::invalid_details("systemuser_org is missing"))?;
    only_fields(org, &["authority", "ID"])?;
    if org.get("authority").and_then(Value::as_str) != Some(AUTHORITY) {
        return Err(GrantError::invalid_details("systemuser_org.authority"));
    }
    org.get("ID")
        .and_then(Value::as_str)
        .and_then(|id| id.strip_prefix("0192:"))
        .filter(|number| number.len() == 9 && number.bytes().all(|b| b.is_ascii_digit()))
        .map(str::to_owned)
        .ok_or_else(|| GrantError::invalid_details("systemuser_org.ID"))
}

fn only_fields(object: &Map<String, Value>, known: &[&str]) -> Result<(), GrantError> {
    match object.keys().find(|field| !known.contains(&field.as_str())) {
        Some(field) => Err(GrantError::unknown_details_field(field)),
        None => Ok(()),
    }
}
