//! Parties as access management tells of them.

use serde::Serialize;
use uuid::Uuid;

use crate::world::clients::entities::Entity as Known;
use crate::world::organisations::Organisation;
use crate::world::requests::Kind;
use crate::world::system_users::SystemUser;
use crate::world::{Person, World};

/// `CompactEntityDto`; `partyid` is spelled so.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Entity {
    pub(super) id: Uuid,
    name: String,
    r#type: &'static str,
    pub(super) variant: String,
    parent: Option<Box<Entity>>,
    children: Option<()>,
    #[serde(rename = "partyid")]
    party_id: Option<u32>,
    user_id: Option<u32>,
    username: Option<String>,
    organization_identifier: Option<String>,
    person_identifier: Option<String>,
    date_of_birth: Option<String>,
    date_of_death: Option<String>,
    is_deleted: bool,
    deleted_at: Option<String>,
}

impl Entity {
    fn bare(id: Uuid, name: &str, kind: &'static str, variant: &str) -> Self {
        Self {
            id,
            name: name.to_owned(),
            r#type: kind,
            variant: variant.to_owned(),
            parent: None,
            children: None,
            party_id: None,
            user_id: None,
            username: None,
            organization_identifier: None,
            person_identifier: None,
            date_of_birth: None,
            date_of_death: None,
            is_deleted: false,
            deleted_at: None,
        }
    }

    /// An organisation, with its main unit.
    pub(super) fn organisation(world: &World, organisation: &Organisation) -> Self {
        let parent = organisation
            .parent
            .as_deref()
            .and_then(|no| world.organisations.by_number(no));
        let deleted_at = organisation.deleted.map(|date| format!("{date}T00:00:00Z"));
        Self {
            parent: parent.map(|parent| Box::new(Self::organisation(world, parent))),
            party_id: Some(organisation.party_id),
            organization_identifier: Some(organisation.org_no.clone()),
            is_deleted: deleted_at.is_some(),
            deleted_at,
            ..Self::bare(
                organisation.party_uuid,
                &organisation.name,
                "Organisasjon",
                organisation.form,
            )
        }
    }

    /// A person, identity number and all.
    pub(super) fn person(person: &Person) -> Self {
        Self {
            party_id: Some(person.party_id),
            user_id: Some(person.user_id),
            username: Some(person.username.clone()),
            person_identifier: Some(person.pid.clone()),
            date_of_birth: person.date_of_birth().map(|date| date.to_string()),
            ..Self::bare(
                person.party_uuid,
                &person.name.to_uppercase(),
                "Person",
                "Person",
            )
        }
    }

    /// A system user of either kind.
    pub(super) fn system_user(user: &SystemUser) -> Self {
        let variant = match user.kind {
            Kind::Standard => "StandardSystem",
            Kind::Agent => "AgentSystem",
        };
        Self::bare(user.id, &user.title, "Systembruker", variant)
    }

    /// Whoever has this UUID.
    pub(super) fn of(world: &World, id: Uuid) -> Option<Self> {
        Some(match world.entity(id)? {
            Known::Organisation(organisation) => Self::organisation(world, organisation),
            Known::Person(person) => Self::person(person),
            Known::SystemUser(user) => Self::system_user(user),
        })
    }
}
