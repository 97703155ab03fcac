//! Who may do what with a message (altinn-products reference 3.1).

use axum::http::header::ACCEPT;
use axum::http::{HeaderMap, StatusCode};
use serde_json::Value;
use uuid::Uuid;

use super::problem::{not_acceptable, refused, wrong_issuer};
use crate::altinn::access::PORTAL;
use crate::dialogporten::token::DialogToken;
use crate::identity::{Issuer, bearer_text, issued_token};
use crate::server::answers::{self, Stop};
use crate::state::Shared;
use crate::world::World;
use crate::world::dialogs::dialog::Actor;
use crate::world::dialogs::sight::{ORGANISATION, PERSON, Who};
use crate::world::messages::Message;

const READ: &str = "altinn:correspondence.read";
const WRITE: &str = "altinn:correspondence.write";

/// Which tokens a method takes, besides dialog tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Policy {
    /// Altinn tokens that may read.
    Recipient,
    /// Altinn tokens that may read or write.
    SenderOrRecipient,
    /// Altinn tokens that may read, or of the portal.
    Download,
}

impl Policy {
    fn scopes(self) -> &'static [&'static str] {
        match self {
            Self::Recipient => &[READ],
            Self::SenderOrRecipient => &[READ, WRITE],
            Self::Download => &[READ, PORTAL],
        }
    }
}

/// Who calls.
#[derive(Clone, Debug)]
pub(super) enum Reader {
    /// With the token of one dialog.
    Dialog(DialogToken),
    /// With an Altinn token, or with a session of the browser.
    User(Who, u8),
}

impl Reader {
    /// Reads the token and holds it against a method's policy.
    pub(super) fn admitted(
        shared: &Shared,
        headers: &HeaderMap,
        policy: Policy,
    ) -> Result<Self, Stop> {
        let unauthenticated = || answers::stop(StatusCode::UNAUTHORIZED);
        let token = bearer_text(headers).ok_or_else(unauthenticated)?;
        if let Some(token) = DialogToken::read(shared, token) {
            return if token.allows("read") {
                Ok(Self::Dialog(token))
            } else {
                Err(answers::stop(StatusCode::FORBIDDEN))
            };
        }
        // No grace: these services compare times to the second.
        let token = issued_token(shared, headers, 0).ok_or_else(unauthenticated)?;
        if token.issuer != Issuer::Altinn {
            return Err(wrong_issuer());
        }
        let text = |name: &str| token.claims.get(name).and_then(Value::as_str);
        let scope = text("scope").unwrap_or_default();
        let wanted = policy.scopes();
        if !scope.split(' ').any(|held| wanted.contains(&held)) {
            return Err(answers::stop(StatusCode::FORBIDDEN));
        }
        let level = token.claims.get("urn:altinn:authlevel");
        let level = level.and_then(Value::as_u64).unwrap_or(0);
        let person =
            text("pid").and_then(|pid| shared.world().person_by_pid(pid).map(|one| one.party_uuid));
        let who = person
            .map(Who::Person)
            .or_else(|| system_user(&token.claims).map(Who::SystemUser))
            .ok_or_else(|| refused(4006))?;
        Ok(Self::User(who, u8::try_from(level).unwrap_or(0)))
    }

    /// Altinn's decision on reading something of a service that belongs to a message.
    pub(super) fn may_read(&self, world: &World, message: &Message, resource: &str) -> bool {
        let minimum = world
            .services
            .get(resource)
            .map_or(u8::MAX, |service| service.minimum_level);
        match self {
            Self::Dialog(token) => {
                token.dialog == message.dialog
                    && token.party == message.recipient
                    && token.service == resource
                    // A token without a level is let through.
                    && (token.level == 0 || token.level >= minimum)
            }
            Self::User(who, level) => {
                let service = world.services.get(resource);
                let standing = world.standing_for(*who, &message.recipient);
                *level >= minimum
                    && service.zip(standing).is_some_and(|(service, standing)| {
                        service.actions.iter().any(|action| action == "read")
                            && standing.opens(service, "read")
                    })
            }
        }
    }

    /// As logs name the reader.
    pub(super) fn actor(&self, world: &World) -> Actor {
        let of_person = |pid: &str| {
            world
                .person_by_pid(pid)
                .map(|one| Actor::of(&format!("{PERSON}{pid}"), &one.register_name()))
        };
        match self {
            Self::Dialog(token) => match token.consumer.strip_prefix(PERSON) {
                Some(pid) => of_person(pid).unwrap_or_default(),
                None => {
                    let org_no = token.consumer.trim_start_matches(ORGANISATION);
                    let name = world.organisation_name(org_no).unwrap_or_default();
                    Actor::of(&token.consumer, &name)
                }
            },
            Self::User(Who::Person(party), _) => world
                .person_by_party(*party)
                .and_then(|one| of_person(&one.pid))
                .unwrap_or_default(),
            Self::User(Who::SystemUser(id), _) => {
                Actor::of(&format!("urn:altinn:systemuser:uuid:{id}"), "")
            }
        }
    }
}

fn system_user(claims: &serde_json::Map<String, Value>) -> Option<Uuid> {
    let details = claims.get("authorization_details")?.as_array()?;
    let detail = details.first()?;
    let id = detail.get("systemuser_id")?.as_array()?.first()?;
    id.as_str()?.parse().ok()
}

/// Refuses an `Accept` that names neither the answer's kind nor everything.
pub(super) fn takes(headers: &HeaderMap, kind: &str) -> Result<(), Stop> {
    let mut ranges = headers
        .get_all(ACCEPT)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|range| range.split(';').next())
        .map(str::trim)
        .peekable();
    if ranges.peek().is_none() || ranges.any(|range| range == kind || range == "*/*") {
        Ok(())
    } else {
        Err(not_acceptable(kind).into())
    }
}

/// The message with this id, as far as this reader may read it.
pub(super) fn readable(world: &World, reader: &Reader, id: &str) -> Result<Message, Stop> {
    let message = id
        .parse()
        .ok()
        .and_then(|id| world.messages.get(id))
        .ok_or_else(|| refused(1001))?;
    if !reader.may_read(world, message, &message.resource) {
        return Err(refused(4001));
    }
    if !message.is_available() {
        return Err(refused(1001));
    }
    Ok(message.clone())
}
