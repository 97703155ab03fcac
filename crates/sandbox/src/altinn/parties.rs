//! The parties that a user may act for (access-management reference 1), after
//! Altinn/altinn-authorization-tmp: AuthorizedPartiesController.

use std::collections::{BTreeMap, BTreeSet};

use axum::Router;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::routing::get;
use serde::Serialize;
use uuid::Uuid;

use super::Answer;
use super::access::{ACCESS_MANAGEMENT, AUTHORIZED_PARTIES, PORTAL, party_number, right, scope};
use super::paging::whole_or_paged;
use super::query::Pairs;
use crate::identity::Caller;
use crate::server::answers::{self, Stop};
use crate::state::Shared;
use crate::world::authority::{Holder, Keys, Standing};
use crate::world::catalogue::catalogue;
use crate::world::organisations::Organisation;
use crate::world::services::Service;
use crate::world::{Person, World};

const BASE: &str = "/accessmanagement/api/v1";

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route(&format!("{BASE}/enduser/authorizedparties"), get(end_user))
        .route(&format!("{BASE}/authorizedparties"), get(older))
        .route(&format!("{BASE}/authorizedparty/{{party}}"), get(one))
        .route(
            &format!("{BASE}/{{party}}/authorizedparties"),
            get(of_party),
        )
}

/// What to list and what to tell about it.
#[derive(Default)]
struct Wanted {
    roles: bool,
    packages: bool,
    resources: bool,
    via_key_roles: bool,
    deleted: bool,
    sub_units: bool,
    only: Vec<Uuid>,
    any_of: Option<Vec<String>>,
}

impl Wanted {
    /// Reads the query. The three tri-states must be well-formed, but only the one on key roles has
    /// an effect unless the switch says otherwise.
    fn read(shared: &Shared, query: Option<&str>, default: bool) -> Result<Self, Stop> {
        let query = Pairs::read(query);
        let switches = shared.switches();
        query.flag("includeInstances", default)?;
        let sub_units = query.tri_state("includeSubParties")?;
        let deleted = query.tri_state("includeInactiveParties")?;
        let any_of: Vec<String> = query.all("anyOfResourceIds").map(str::to_owned).collect();
        Ok(Self {
            roles: query.flag("includeRoles", default)?,
            packages: query.flag("includeAccessPackages", default)?,
            resources: query.flag("includeResources", default)?,
            via_key_roles: query
                .tri_state("includePartiesViaKeyRoles")?
                .unwrap_or(switches.show_client_units),
            deleted: !switches.party_filters_work || deleted.unwrap_or(false),
            sub_units: !switches.party_filters_work || sub_units.unwrap_or(true),
            only: query.uuids("partyFilter")?,
            any_of: (!any_of.is_empty()).then_some(any_of),
        })
    }

    fn needs_standing(&self) -> bool {
        self.roles || self.packages || self.resources
    }

    /// The keys to the services of the filter. Unknown services are ignored; if none is known,
    /// nothing fits.
    fn keys<'a>(&self, world: &'a World) -> Option<Keys<'a>> {
        let any_of = self.any_of.as_ref()?;
        Some(Keys::to(
            any_of.iter().filter_map(|id| world.services.get(id)),
        ))
    }
}

/// One party of the list.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PartyOut {
    party_uuid: Uuid,
    name: String,
    organization_number: Option<String>,
    parent_id: Option<Uuid>,
    person_id: Option<String>,
    date_of_birth: Option<String>,
    party_id: u32,
    email_id: Option<String>,
    r#type: &'static str,
    unit_type: Option<&'static str>,
    is_deleted: bool,
    only_hierarchy_element_with_no_access: bool,
    authorized_access_packages: Vec<String>,
    authorized_resources: Vec<String>,
    authorized_roles: Vec<String>,
    authorized_instances: [(); 0],
    subunits: Vec<PartyOut>,
}

async fn end_user(
    State(shared): State<Shared>,
    caller: Caller,
    RawQuery(query): RawQuery,
) -> Answer {
    scope(&caller, &[PORTAL, AUTHORIZED_PARTIES])?;
    let wanted = Wanted::read(&shared, query.as_deref(), false)?;
    let data = list(&shared, &caller, &wanted)?;
    let path = format!("{BASE}/enduser/authorizedparties");
    Ok(whole_or_paged(
        &shared,
        &path,
        &Pairs::read(query.as_deref()),
        &data,
    ))
}

/// The older list: a bare array, no scope asked, everything told unless refused.
async fn older(State(shared): State<Shared>, caller: Caller, RawQuery(query): RawQuery) -> Answer {
    let wanted = Wanted::read(&shared, query.as_deref(), true)?;
    let data = list(&shared, &caller, &wanted)?;
    Ok(answers::json(StatusCode::OK, &data))
}

async fn one(
    State(shared): State<Shared>,
    caller: Caller,
    Path(party): Path<String>,
    RawQuery(query): RawQuery,
) -> Answer {
    let wanted = Wanted::read(&shared, query.as_deref(), true)?;
    let found = party.parse::<u32>().ok().and_then(|party_id| {
        let data = list(&shared, &caller, &wanted).ok()?;
        let flat = data.into_iter().flat_map(|mut party| {
            let units = std::mem::take(&mut party.subunits);
            std::iter::once(party).chain(units)
        });
        flat.into_iter().find(|party| {
            party.party_id == party_id && !party.only_hierarchy_element_with_no_access
        })
    });
    found
        .map(|party| answers::json(StatusCode::OK, &party))
        .ok_or_else(|| answers::unbound("InvalidParty", "The party is not one of the user's."))
}

/// The list of another party that the caller administers: for an organisation, what it has itself.
async fn of_party(
    State(shared): State<Shared>,
    caller: Caller,
    Path(party): Path<String>,
    RawQuery(query): RawQuery,
) -> Answer {
    let party_id = party_number(&party)?;
    let wanted = Wanted::read(&shared, query.as_deref(), true)?;
    let world = shared.world();
    right(&world, &caller, party_id, ACCESS_MANAGEMENT, "read")?;
    let Some(organisation) = world.organisations.by_party_id(party_id) else {
        return Err(answers::stop(StatusCode::FORBIDDEN));
    };
    let holder = Holder::Organisation(organisation.org_no.clone());
    let data: Vec<PartyOut> = world
        .authorities
        .of_holder(&holder)
        .filter_map(|authority| {
            let from = world.organisations.by_number(&authority.org_no)?;
            let mut standing = Standing::default();
            standing.add(authority, from.form);
            Some(party_of(&world, from, &wanted, Some(&standing)))
        })
        .collect();
    Ok(answers::json(StatusCode::OK, &data))
}

fn list(shared: &Shared, caller: &Caller, wanted: &Wanted) -> Result<Vec<PartyOut>, Stop> {
    let world = shared.world();
    if let Some(user_id) = caller.user_id {
        let person = world
            .person_by_user_id(user_id)
            .ok_or_else(|| answers::stop(StatusCode::UNAUTHORIZED))?;
        return Ok(of_person(&world, person, wanted));
    }
    let user = caller
        .system_user
        .and_then(|id| world.system_user(id))
        .ok_or_else(|| answers::stop(StatusCode::UNAUTHORIZED))?;
    let clients = world.agents.clients_of(user.id);
    Ok(std::iter::once(user.org_no.as_str())
        .chain(clients)
        .filter_map(|org_no| world.organisations.by_number(org_no))
        .map(|party| {
            let standing = world.standing_of(user, party);
            party_of(&world, party, wanted, Some(&standing))
        })
        .collect())
}

fn of_person(world: &World, person: &Person, wanted: &Wanted) -> Vec<PartyOut> {
    let mut parties = Vec::new();
    if let Some(own) = person_party(world, person, wanted) {
        parties.push(own);
    }
    let reached = reached_by(world, person, wanted.via_key_roles);
    let viewer = Viewer {
        world,
        person,
        wanted,
        keys: wanted.keys(world),
    };
    // Main units in the order of their numbers; the order is not defined anyway.
    let mut mains: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for org_no in &reached {
        let Some(organisation) = world.organisations.by_number(org_no) else {
            continue;
        };
        let main = organisation
            .parent
            .as_deref()
            .unwrap_or(&organisation.org_no);
        mains.entry(main).or_default().insert(&organisation.org_no);
    }
    for (main, below) in mains {
        let Some(main) = world.organisations.by_number(main) else {
            continue;
        };
        parties.extend(viewer.main_party(main, &below));
        if wanted.via_key_roles && main.form == "ENK" {
            parties.extend(owner_of_sole_trader(world, person, main, wanted));
        }
    }
    parties
}

/// Numbers of all organisations that the person has something in.
fn reached_by(world: &World, person: &Person, via_key_roles: bool) -> BTreeSet<String> {
    let own: Vec<_> = world
        .authorities
        .of_holder(&Holder::Person(person.party_uuid))
        .collect();
    let mut reached: BTreeSet<String> = own
        .iter()
        .map(|authority| authority.org_no.clone())
        .collect();
    if via_key_roles {
        for firm in own.iter().filter(|authority| authority.has_key_role()) {
            let holder = Holder::Organisation(firm.org_no.clone());
            let through = world.authorities.of_holder(&holder);
            reached.extend(through.map(|authority| authority.org_no.clone()));
        }
    }
    let clients = world.agents.clients_of(person.party_uuid);
    reached.extend(clients.map(str::to_owned));
    reached
}

/// One person looking at organisations.
struct Viewer<'a> {
    world: &'a World,
    person: &'a Person,
    wanted: &'a Wanted,
    keys: Option<Keys<'a>>,
}

impl Viewer<'_> {
    /// A main unit with its sub-units, or nothing when a filter leaves nothing of it.
    fn main_party(&self, main: &Organisation, reached: &BTreeSet<&str>) -> Option<PartyOut> {
        let has_main = reached.contains(main.org_no.as_str());
        let subunits: Vec<PartyOut> = self
            .world
            .organisations
            .units_of(&main.org_no)
            .filter(|_| self.wanted.sub_units)
            .filter(|unit| has_main || reached.contains(unit.org_no.as_str()))
            .filter(|unit| self.keeps(unit))
            .map(|unit| self.party(unit))
            .collect();
        if subunits.is_empty() && !(has_main && self.keeps(main)) {
            return None;
        }
        // A main unit that only a filter on parties left out is still accessible; one that was never
        // reached, or that no key fits, stands there for its sub-units only.
        let accessible = has_main && self.fits(main);
        let mut party = if accessible {
            self.party(main)
        } else {
            party_of(self.world, main, self.wanted, None)
        };
        party.only_hierarchy_element_with_no_access = !accessible;
        party.subunits = subunits;
        Some(party)
    }

    fn keeps(&self, organisation: &Organisation) -> bool {
        (self.wanted.deleted || organisation.deleted.is_none())
            && (self.wanted.only.is_empty() || self.wanted.only.contains(&organisation.party_uuid))
            && self.fits(organisation)
    }

    fn fits(&self, organisation: &Organisation) -> bool {
        let (person, through_firms) = (self.person.party_uuid, self.wanted.via_key_roles);
        self.keys.as_ref().is_none_or(|keys| {
            self.world
                .has_any(person, organisation, through_firms, keys)
        })
    }

    fn party(&self, organisation: &Organisation) -> PartyOut {
        let standing = self.wanted.needs_standing().then(|| {
            let person = self.person.party_uuid;
            let standing = if self.wanted.via_key_roles {
                self.world.standing(person, organisation)
            } else {
                self.world.own_standing(person, organisation)
            };
            standing.unwrap_or_default()
        });
        party_of(self.world, organisation, self.wanted, standing.as_ref())
    }
}

/// Whether the filter on services lets a person's own party through.
fn opens_any(world: &World, standing: &Standing, wanted: &Wanted) -> bool {
    let Some(any_of) = &wanted.any_of else {
        return true;
    };
    any_of
        .iter()
        .filter_map(|id| world.services.get(id))
        .any(|service| opens(standing, service))
}

fn opens(standing: &Standing, service: &Service) -> bool {
    service
        .actions
        .iter()
        .any(|action| standing.opens(service, action))
}

fn party_of(
    world: &World,
    organisation: &Organisation,
    wanted: &Wanted,
    standing: Option<&Standing>,
) -> PartyOut {
    let mut party = PartyOut {
        party_uuid: organisation.party_uuid,
        name: organisation.name.clone(),
        organization_number: Some(organisation.org_no.clone()),
        parent_id: None,
        person_id: None,
        date_of_birth: None,
        party_id: organisation.party_id,
        email_id: None,
        r#type: "Organization",
        unit_type: Some(organisation.form),
        is_deleted: organisation.deleted.is_some(),
        only_hierarchy_element_with_no_access: false,
        authorized_access_packages: Vec::new(),
        authorized_resources: Vec::new(),
        authorized_roles: Vec::new(),
        authorized_instances: [],
        subunits: Vec::new(),
    };
    if let Some(standing) = standing {
        tell(world, &mut party, wanted, standing);
    }
    party
}

fn tell(world: &World, party: &mut PartyOut, wanted: &Wanted, standing: &Standing) {
    if wanted.roles {
        for role in standing
            .roles
            .iter()
            .filter_map(|code| catalogue().role(code))
        {
            party.authorized_roles.extend(role.legacy_code.clone());
            party.authorized_roles.push(role.code.clone());
        }
    }
    if wanted.packages {
        let held = standing
            .packages
            .iter()
            .filter(|(_, holding)| holding.has_access);
        party.authorized_access_packages = held.map(|(code, _)| code.clone()).collect();
    }
    if wanted.resources {
        let open = world
            .services
            .values()
            .filter(|service| opens(standing, service));
        party.authorized_resources = open.map(|service| service.identifier.clone()).collect();
    }
}

/// A person as a party, with what every inhabitant has over his or her own affairs.
fn person_party(world: &World, person: &Person, wanted: &Wanted) -> Option<PartyOut> {
    let standing = Standing::of_inhabitant();
    let kept = (wanted.only.is_empty() || wanted.only.contains(&person.party_uuid))
        && opens_any(world, &standing, wanted);
    let mut party = PartyOut {
        party_uuid: person.party_uuid,
        name: person.name.to_uppercase(),
        organization_number: None,
        parent_id: None,
        person_id: Some(person.pid.clone()),
        date_of_birth: person.date_of_birth().map(|date| date.to_string()),
        party_id: person.party_id,
        email_id: None,
        r#type: "Person",
        unit_type: None,
        is_deleted: false,
        only_hierarchy_element_with_no_access: false,
        authorized_access_packages: Vec::new(),
        authorized_resources: Vec::new(),
        authorized_roles: Vec::new(),
        authorized_instances: [],
        subunits: Vec::new(),
    };
    tell(world, &mut party, wanted, &standing);
    kept.then_some(party)
}

/// An accountant who reaches a sole trader's business reaches its owner as well: a party of its own,
/// with the same packages.
fn owner_of_sole_trader(
    world: &World,
    viewer: &Person,
    business: &Organisation,
    wanted: &Wanted,
) -> Option<PartyOut> {
    let owner = world
        .authorities
        .in_organisation(&business.org_no)
        .find_map(|authority| {
            let owns = authority.roles.iter().any(|role| role == "innehaver");
            match authority.holder {
                Holder::Person(person) if owns && person != viewer.party_uuid => {
                    world.person_by_party(person)
                }
                _ => None,
            }
        })?;
    let mut party = person_party(world, owner, &Wanted::default())?;
    let standing = world.standing(viewer.party_uuid, business)?;
    let kept = (wanted.only.is_empty() || wanted.only.contains(&owner.party_uuid))
        && opens_any(world, &standing, wanted);
    tell(world, &mut party, wanted, &standing);
    kept.then_some(party)
}
