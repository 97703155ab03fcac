//! Authorized parties: whom the person may act for
//! (Altinn/altinn-authorization-tmp: AuthorizedPartiesController, end-user form).

use fullmakt_domain::{Party, PartyKind, PartyTree, flatten, roles};
use serde::Deserialize;
use url::Url;
use uuid::Uuid;

use crate::client::Client;
use crate::error::AltinnError;
use crate::kinds::AUTHORIZED_PARTIES;
use crate::whole_list::Endless;
use crate::wire::{lenient, number, org_number, text, uuid};

/// What to ask for. Roles and packages make the list about a third longer; resources and instances are never asked
/// for, since they make it many times longer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListParties {
    /// Fill [`Party::roles`].
    pub include_roles: bool,
    /// Fill [`Party::packages`].
    pub include_packages: bool,
    /// Also parties that are reached only because a firm that the person leads may act for them: an accountant's
    /// clients.
    pub via_key_roles: bool,
    /// Only parties where the person has some access to any of these resources; empty for no filter.
    pub any_of_resources: Vec<String>,
    /// Only these parties; a sub-unit brings its main unit with it. Empty for no filter.
    pub only: Vec<Uuid>,
}

impl ListParties {
    /// Parties where the person is access manager, and so may decide on requests.
    pub fn where_access_manager() -> Self {
        ListParties {
            any_of_resources: vec![roles::ACCESS_MANAGEMENT_RESOURCE.to_owned()],
            ..ListParties::default()
        }
    }
}

/// Whom the person may act for. Scope `altinn:accessmanagement/authorizedparties` or the portal's own.
#[derive(Clone, Copy)]
pub struct Parties<'a>(pub(crate) &'a Client);

impl Parties<'_> {
    /// The list, laid flat: each main unit is followed by its sub-units. Deleted units and main units that are only
    /// headings are in it, marked; the service does not leave them out.
    ///
    /// # Errors
    /// See [`AltinnError`]. A party without a UUID is left out, with a warning in the log; everything else in it is
    /// read as far as it can be.
    pub async fn list(&self, what: &ListParties) -> Result<Vec<Party>, AltinnError> {
        let url = self.address(what);
        let rows: Vec<WireParty> = self
            .0
            .whole_list(AUTHORIZED_PARTIES, url, Endless::Cut)
            .await?;
        let mut nameless = 0_usize;
        let trees: Vec<_> = rows
            .into_iter()
            .filter_map(|p| tree(p, &mut nameless))
            .collect();
        if nameless > 0 {
            tracing::warn!(nameless, "parties without a usable key were left out");
        }
        Ok(flatten(trees))
    }

    fn address(&self, what: &ListParties) -> Url {
        let mut url = self
            .0
            .platform("accessmanagement/api/v1/enduser/authorizedparties", []);
        let truth = |yes: bool| if yes { "true" } else { "false" };
        {
            let mut query = url.query_pairs_mut();
            query
                .append_pair("includeRoles", truth(what.include_roles))
                .append_pair("includeAccessPackages", truth(what.include_packages))
                .append_pair("includeResources", "false")
                .append_pair("includeInstances", "false")
                .append_pair("includePartiesViaKeyRoles", truth(what.via_key_roles))
                // These two have no effect yet. Said outright, so that nothing changes the day they get one.
                .append_pair("includeSubParties", "true")
                .append_pair("includeInactiveParties", "true");
            for party in &what.only {
                query.append_pair("partyFilter", &party.to_string());
            }
            for resource in &what.any_of_resources {
                query.append_pair("anyOfResourceIds", resource);
            }
        }
        url
    }
}

/// AuthorizedPartyDto. `personId`, `dateOfBirth` and `emailId` are not even read.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireParty {
    #[serde(default, deserialize_with = "text")]
    party_uuid: Option<String>,
    #[serde(default, deserialize_with = "number")]
    party_id: u32,
    #[serde(default, deserialize_with = "text")]
    name: Option<String>,
    #[serde(rename = "type", default, deserialize_with = "text")]
    kind: Option<String>,
    #[serde(default, deserialize_with = "text")]
    organization_number: Option<String>,
    #[serde(default, deserialize_with = "text")]
    unit_type: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    is_deleted: bool,
    #[serde(default, deserialize_with = "lenient")]
    only_hierarchy_element_with_no_access: bool,
    #[serde(default, deserialize_with = "lenient")]
    authorized_roles: Vec<String>,
    #[serde(default, deserialize_with = "lenient")]
    authorized_access_packages: Vec<String>,
    #[serde(default, deserialize_with = "lenient")]
    subunits: Vec<WireParty>,
}

fn tree(party: WireParty, nameless: &mut usize) -> Option<PartyTree> {
    let Some(party_uuid) = uuid(party.party_uuid.as_deref()) else {
        *nameless += 1;
        return None;
    };
    let org_number = org_number(party.organization_number.as_deref());
    let kind = match party.kind.as_deref().map(str::to_lowercase).as_deref() {
        Some("organization" | "organisation") => PartyKind::Organisation,
        Some("person" | "selfidentified") => PartyKind::Person,
        // An unknown kind with a number is an organisation, whatever it is called.
        _ if org_number.is_some() => PartyKind::Organisation,
        _ => PartyKind::Person,
    };
    Some(PartyTree {
        party: Party {
            party_uuid,
            party_id: party.party_id,
            kind,
            name: party.name.unwrap_or_default().trim().to_owned(),
            org_number,
            form: party.unit_type.map(|form| form.trim().to_uppercase()),
            is_deleted: party.is_deleted,
            is_heading_only: party.only_hierarchy_element_with_no_access,
            parent: None,
            roles: codes(&party.authorized_roles),
            packages: codes(&party.authorized_access_packages),
        },
        subunits: party
            .subunits
            .into_iter()
            .filter_map(|unit| tree(unit, nameless))
            .collect(),
    })
}

fn codes(raw: &[String]) -> Vec<String> {
    let mut codes: Vec<String> = raw
        .iter()
        .map(|c| roles::bare_code(c))
        .filter(|c| !c.is_empty())
        .collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}
