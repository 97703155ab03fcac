//! `GET enduser/parties`: whom the caller may act for, sub-units below their main units.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;
use serde::Serialize;
use uuid::Uuid;

use super::caller::EndUser;
use super::metadata::takes_json;
use crate::server::answers::{self, Stop};
use crate::state::Shared;
use crate::world::authority::Standing;
use crate::world::catalogue::catalogue;
use crate::world::dialogs::sight::{ORGANISATION, PERSON, Who};
use crate::world::organisations::Organisation;
use crate::world::{Person, World};

pub(super) fn router() -> Router<Shared> {
    Router::new().route("/dialogporten/api/v1/enduser/parties", get(parties))
}

/// `AuthorizedParty`.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PartyOut {
    party: String,
    party_uuid: Uuid,
    party_id: u32,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_of_birth: Option<String>,
    party_type: &'static str,
    is_deleted: bool,
    has_key_role: bool,
    is_current_end_user: bool,
    is_main_administrator: bool,
    is_access_manager: bool,
    has_only_access_to_sub_parties: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    sub_parties: Option<Vec<PartyOut>>,
}

/// What is told about how somebody stands in an organisation.
#[derive(Clone, Copy, Default)]
struct Marks {
    key_role: bool,
    main_administrator: bool,
    access_manager: bool,
}

impl Marks {
    fn of(standing: &Standing) -> Self {
        Self {
            key_role: standing
                .roles
                .iter()
                .filter_map(|code| catalogue().role(code))
                .any(|role| role.is_key_role),
            main_administrator: standing.has_package("hovedadministrator"),
            access_manager: standing.has_package("tilgangsstyrer"),
        }
    }
}

async fn parties(
    State(shared): State<Shared>,
    user: EndUser,
    headers: HeaderMap,
) -> Result<Response, Stop> {
    takes_json(&headers, &user.path)?;
    let parties = authorized(&shared, &user);
    let body = serde_json::json!({ "authorizedParties": parties });
    Ok(answers::json(StatusCode::OK, &body))
}

/// Everybody whom the caller may act for.
pub(super) fn authorized(shared: &Shared, user: &EndUser) -> Vec<PartyOut> {
    let world = shared.world();
    match user.who {
        Who::Person(uuid) => world
            .person_by_party(uuid)
            .map(|person| of_person(&world, person, shared.switches().show_client_units))
            .unwrap_or_default(),
        Who::SystemUser(_) => {
            let org_no = user
                .system_user_org
                .as_deref()
                .and_then(|urn| urn.strip_prefix(ORGANISATION));
            org_no
                .and_then(|org_no| world.organisations.by_number(org_no))
                .map(|organisation| organisation_party(organisation, Marks::default()))
                .into_iter()
                .collect()
        }
    }
}

fn of_person(world: &World, person: &Person, via_firms: bool) -> Vec<PartyOut> {
    let reached = world.reached(person, via_firms);
    let mut known: HashMap<String, Option<Marks>> = HashMap::new();
    let mut marks = |organisation: &Organisation| -> Option<Marks> {
        let signature = world.signature(person.party_uuid, organisation, via_firms);
        *known.entry(signature).or_insert_with(|| {
            let standing = if via_firms {
                world.standing(person.party_uuid, organisation)
            } else {
                world.own_standing(person.party_uuid, organisation)
            };
            standing.as_ref().map(Marks::of)
        })
    };
    let mut below: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for organisation in &reached {
        let main = organisation.parent.as_ref().unwrap_or(&organisation.org_no);
        let units = below.entry(main).or_default();
        if organisation.parent.is_some() {
            units.insert(&organisation.org_no);
        }
    }
    let mut parties = vec![person_party(person)];
    for (main, units) in below {
        let Some(main) = world.organisations.by_number(main) else {
            continue;
        };
        let own = marks(main);
        let mut party = organisation_party(main, own.unwrap_or_default());
        party.has_only_access_to_sub_parties = own.is_none();
        let units: Vec<PartyOut> = units
            .into_iter()
            .filter_map(|org_no| world.organisations.by_number(org_no))
            .map(|unit| organisation_party(unit, marks(unit).unwrap_or_default()))
            .collect();
        party.sub_parties = (!units.is_empty()).then_some(units);
        parties.push(party);
    }
    parties
}

fn person_party(person: &Person) -> PartyOut {
    PartyOut {
        party: format!("{PERSON}{}", person.pid),
        party_uuid: person.party_uuid,
        party_id: person.party_id,
        name: person.register_name(),
        date_of_birth: person.date_of_birth().map(|date| date.to_string()),
        party_type: "Person",
        is_deleted: false,
        has_key_role: true,
        is_current_end_user: true,
        is_main_administrator: true,
        is_access_manager: true,
        has_only_access_to_sub_parties: false,
        sub_parties: None,
    }
}

fn organisation_party(organisation: &Organisation, marks: Marks) -> PartyOut {
    PartyOut {
        party: format!("{ORGANISATION}{}", organisation.org_no),
        party_uuid: organisation.party_uuid,
        party_id: organisation.party_id,
        name: organisation.name.clone(),
        date_of_birth: None,
        party_type: "Organization",
        is_deleted: organisation.deleted.is_some(),
        has_key_role: marks.key_role,
        is_current_end_user: false,
        is_main_administrator: marks.main_administrator,
        is_access_manager: marks.access_manager,
        has_only_access_to_sub_parties: false,
        sub_parties: None,
    }
}
