//! What there is to search in: parties and services.

use fullmakt_domain::dialog::Localized;
use fullmakt_net::Call;
use serde::Deserialize;
use std::time::Duration;
use uuid::Uuid;

use super::wire::{WireLocalization, localized, service_id};
use super::{DialogTrouble, Dialogs};
use crate::client::read;
use crate::kinds::{DIALOG_PARTIES, DIALOG_SERVICES};
use crate::wire::{lenient, text, uuid};

/// 20,000 parties are some 7 MB; a hundred thousand still fit.
const LONGEST_LIST: usize = 96 * 1024 * 1024;

/// The first call of a day for a large account takes long; upstream gives up after 25 seconds.
const PATIENCE: Duration = Duration::from_secs(45);

/// A party as Dialogporten names it.
#[derive(Clone, PartialEq, Eq)]
pub struct DialogParty {
    /// URN for searches. A person's holds an identity number: it stays in memory, and `Debug` leaves it out.
    pub urn: String,
    /// The key everywhere else.
    pub party_uuid: Uuid,
    /// Shown only because a sub-unit is accessible: not searched.
    pub is_heading_only: bool,
    /// Deleted in Enhetsregisteret.
    pub is_deleted: bool,
    /// The signed-in person.
    pub is_me: bool,
}

impl std::fmt::Debug for DialogParty {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DialogParty")
            .field("party_uuid", &self.party_uuid)
            .finish_non_exhaustive()
    }
}

/// Services that the person's parties can have dialogs of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Services {
    /// The services.
    pub items: Vec<DialogService>,
    /// The person has so many parties that the server told the whole catalogue instead.
    pub is_full_catalogue: bool,
}

/// A service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DialogService {
    /// Id without prefix.
    pub id: String,
    /// Name.
    pub name: Localized,
    /// Level that it asks for.
    pub minimum_level: u8,
    /// Service owner's code.
    pub owner: String,
    /// Service owner's name.
    pub owner_name: Localized,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
struct WireParties {
    #[serde(default, deserialize_with = "lenient")]
    authorized_parties: Vec<WireParty>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireParty {
    #[serde(default, deserialize_with = "text")]
    party: Option<String>,
    #[serde(default, deserialize_with = "text")]
    party_uuid: Option<String>,
    #[serde(default)]
    is_deleted: Option<bool>,
    #[serde(default)]
    is_current_end_user: Option<bool>,
    #[serde(default)]
    has_only_access_to_sub_parties: Option<bool>,
    #[serde(default, deserialize_with = "lenient")]
    sub_parties: Vec<WireParty>,
}

fn flat(wire: WireParty, into: &mut Vec<DialogParty>) {
    if let (Some(urn), Some(party_uuid)) = (wire.party, uuid(wire.party_uuid.as_deref())) {
        into.push(DialogParty {
            urn: urn.to_ascii_lowercase(),
            party_uuid,
            is_heading_only: wire.has_only_access_to_sub_parties.unwrap_or(false),
            is_deleted: wire.is_deleted.unwrap_or(false),
            is_me: wire.is_current_end_user.unwrap_or(false),
        });
    }
    for sub in wire.sub_parties {
        flat(sub, into);
    }
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
struct WireServices {
    #[serde(default, deserialize_with = "lenient")]
    items: Vec<WireService>,
    #[serde(default)]
    is_full_catalogue_fallback: Option<bool>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireService {
    #[serde(default)]
    service_resource: Option<WireResource>,
    #[serde(default)]
    service_owner: Option<WireOwner>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireResource {
    #[serde(default, deserialize_with = "text")]
    id: Option<String>,
    #[serde(default)]
    minimum_authentication_level: Option<u8>,
    #[serde(default, deserialize_with = "lenient")]
    name: Vec<WireLocalization>,
}

#[derive(Deserialize)]
struct WireOwner {
    #[serde(default, deserialize_with = "text")]
    code: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    name: Vec<WireLocalization>,
}

impl Dialogs<'_> {
    /// Every party that the person may see dialogs of, sub-units after their main unit.
    ///
    /// # Errors
    /// See [`DialogTrouble`].
    pub async fn parties(&self) -> Result<Vec<DialogParty>, DialogTrouble> {
        let call = Call::get(DIALOG_PARTIES, self.enduser(["parties"]))
            .cap(LONGEST_LIST)
            .timeout(PATIENCE);
        let answer = self.ask(call).await?;
        let wire: WireParties = read(DIALOG_PARTIES, &answer)?;
        let mut parties = Vec::new();
        for party in wire.authorized_parties {
            flat(party, &mut parties);
        }
        Ok(parties)
    }

    /// Every service that these parties can have dialogs of, in all languages.
    ///
    /// # Errors
    /// See [`DialogTrouble`].
    pub async fn services(&self) -> Result<Services, DialogTrouble> {
        let call = Call::get(DIALOG_SERVICES, self.enduser(["serviceresources"])).timeout(PATIENCE);
        let answer = self.ask(call).await?;
        let wire: WireServices = read(DIALOG_SERVICES, &answer)?;
        Ok(Services {
            is_full_catalogue: wire.is_full_catalogue_fallback.unwrap_or(false),
            items: wire
                .items
                .into_iter()
                .filter_map(|item| {
                    let resource = item.service_resource?;
                    let (owner, owner_name) = item
                        .service_owner
                        .map_or((None, Vec::new()), |owner| (owner.code, owner.name));
                    Some(DialogService {
                        id: service_id(&resource.id?),
                        name: localized(resource.name),
                        minimum_level: resource.minimum_authentication_level.unwrap_or(0),
                        owner: owner.unwrap_or_default(),
                        owner_name: localized(owner_name),
                    })
                })
                .collect(),
        })
    }
}
