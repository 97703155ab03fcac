//! Who holds what for whom (`enduser/connections`; access-management reference 5.1): the reads that
//! show what a system user or a colleague has.

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;
use serde_json::{Value, json};
use uuid::Uuid;

use super::Answer;
use super::access::{
    ACCESS_MANAGEMENT, Denied, FROM_OTHERS_READ, PORTAL, TO_OTHERS_READ, right_in, scope,
};
use super::delegation_check::{action_name, language};
use super::entity::Entity;
use super::query::Pairs;
use super::service_out::{CompactPackage, CompactRole, ServiceOut};
use crate::identity::Caller;
use crate::server::answers::{self, Stop};
use crate::state::Shared;
use crate::world::World;
use crate::world::authority::{Authority, Holder, Standing};
use crate::world::catalogue::{Package, catalogue};
use crate::world::clients::relations::{AGENT, RIGHT_HOLDER};
use crate::world::delegation::right_key;
use crate::world::downstream::{CONNECTIONS, PACKAGES, SERVICE_RIGHTS, SERVICES};
use crate::world::organisations::Organisation;
use crate::world::requests::Kind;
use crate::world::services::{ACTION_ATTRIBUTE, RESOURCE_ATTRIBUTE};
use crate::world::system_users::SystemUser;

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route(CONNECTIONS, get(connections))
        .route(PACKAGES, get(packages))
        .route(SERVICES, get(services))
        .route(SERVICE_RIGHTS, get(rights))
}

/// Whoever a connection goes to, and what it carries.
struct Link<'a> {
    entity: Entity,
    roles: Vec<String>,
    packages: Vec<&'static Package>,
    /// Service and actions.
    services: Vec<(&'a str, Vec<String>)>,
}

impl<'a> Link<'a> {
    fn of_authority(
        world: &'a World,
        from: &Organisation,
        authority: &'a Authority,
        entity: Entity,
    ) -> Self {
        let mut standing = Standing::default();
        standing.add(authority, from.form);
        let held = standing
            .packages
            .iter()
            .filter(|(_, holding)| holding.has_access);
        let mut roles = authority.roles.clone();
        if !authority.packages.is_empty() || !authority.services.is_empty() {
            roles.push(RIGHT_HOLDER.to_owned());
        }
        let actions = |id: &String| {
            world
                .services
                .get(id)
                .map(|service| service.actions.clone())
        };
        Self {
            entity,
            roles,
            packages: held
                .filter_map(|(code, _)| catalogue().package(code))
                .collect(),
            services: authority
                .services
                .iter()
                .filter_map(|id| Some((id.as_str(), actions(id)?)))
                .collect(),
        }
    }

    fn of_system_user(user: &'a SystemUser) -> Self {
        // One for clients holds its packages here only when the owner is among those it works for.
        let (role, packages) = match user.kind {
            Kind::Standard => (RIGHT_HOLDER, user.packages.as_slice()),
            Kind::Agent if user.serves_owner => (AGENT, user.packages.as_slice()),
            Kind::Agent => (AGENT, &[][..]),
        };
        Self {
            entity: Entity::system_user(user),
            roles: vec![role.to_owned()],
            packages: packages
                .iter()
                .filter_map(|each| catalogue().package(each.urn()))
                .collect(),
            services: user
                .services
                .iter()
                .map(|held| (held.id.as_str(), held.actions.clone()))
                .collect(),
        }
    }
}

/// Which side of its connections the party stands on, and the one on the other side if only that
/// one is asked about.
struct Asked<'a> {
    party: &'a Organisation,
    gives: bool,
    other: Option<Uuid>,
}

/// The party must equal `from` or `to`; each direction has its own scope.
fn gate<'a>(world: &'a World, caller: &Caller, query: &Pairs) -> Result<Asked<'a>, Stop> {
    let id = |name: &str| {
        query
            .first(name)
            .and_then(|value| value.parse::<Uuid>().ok())
    };
    let party = id("party").ok_or(Denied::Forbidden)?;
    let (from, to) = (id("from"), id("to"));
    let gives = match (from == Some(party), to == Some(party)) {
        (true, _) => true,
        (false, true) => false,
        (false, false) => return Err(Denied::Forbidden.into()),
    };
    scope(
        caller,
        &[
            PORTAL,
            if gives {
                TO_OTHERS_READ
            } else {
                FROM_OTHERS_READ
            },
        ],
    )?;
    let party = world
        .organisations
        .by_uuid(party)
        .ok_or(Denied::Forbidden)?;
    right_in(world, caller, party, ACCESS_MANAGEMENT, "read")?;
    Ok(Asked {
        party,
        gives,
        other: if gives { to } else { from },
    })
}

fn links<'a>(world: &'a World, asked: &Asked<'_>) -> Vec<Link<'a>> {
    let mut links: Vec<Link<'a>> = if asked.gives {
        given(world, asked.party)
    } else {
        received(world, asked.party)
    };
    if let Some(other) = asked.other {
        links.retain(|link| link.entity.id == other);
    }
    links
}

fn given<'a>(world: &'a World, party: &Organisation) -> Vec<Link<'a>> {
    let holders = world
        .authorities
        .in_organisation(&party.org_no)
        .filter_map(|authority| {
            let entity = match &authority.holder {
                Holder::Person(id) => Entity::person(world.person_by_party(*id)?),
                Holder::Organisation(no) => {
                    Entity::organisation(world, world.organisations.by_number(no)?)
                }
            };
            Some(Link::of_authority(world, party, authority, entity))
        });
    let users = world
        .system_users
        .iter()
        .filter(|user| !user.deleted && user.registered && user.org_no == party.org_no);
    holders.chain(users.map(Link::of_system_user)).collect()
}

fn received<'a>(world: &'a World, party: &Organisation) -> Vec<Link<'a>> {
    let holder = Holder::Organisation(party.org_no.clone());
    let from = world
        .authorities
        .of_holder(&holder)
        .filter_map(|authority| {
            let from = world.organisations.by_number(&authority.org_no)?;
            Some(Link::of_authority(
                world,
                from,
                authority,
                Entity::organisation(world, from),
            ))
        });
    from.collect()
}

async fn connections(
    State(shared): State<Shared>,
    caller: Caller,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Answer {
    let query = Pairs::read(query.as_deref());
    let world = shared.world();
    let asked = gate(&world, &caller, &query)?;
    let with_agents = query.flag("includeAgentConnections", true)?;
    let with_packages = query.flag("includeAccessPackages", false)?;
    let with_services = query.flag("includeResources", false)?;
    let language = language(&headers);
    let data: Vec<Value> = links(&world, &asked)
        .into_iter()
        .filter(|link| with_agents || link.entity.variant != "AgentSystem")
        .map(|link| {
            let packages = link.packages.iter().filter(|_| with_packages);
            let services = link.services.iter().filter(|_| with_services);
            json!({
                "party": link.entity,
                "roles": link.roles.iter().filter_map(|code| CompactRole::by_code(code)).collect::<Vec<_>>(),
                "packages": packages.map(|package| CompactPackage::new(package)).collect::<Vec<_>>(),
                "resources": services
                    .filter_map(|(id, _)| world.services.get(*id))
                    .map(|service| ServiceOut::new(service, language))
                    .collect::<Vec<_>>(),
                "instances": [],
                "connections": [],
            })
        })
        .collect();
    Ok(answers::list(StatusCode::OK, &data))
}

async fn packages(
    State(shared): State<Shared>,
    caller: Caller,
    RawQuery(query): RawQuery,
) -> Answer {
    let query = Pairs::read(query.as_deref());
    let world = shared.world();
    let asked = gate(&world, &caller, &query)?;
    let mut rows: Vec<(&Package, Vec<Value>)> = Vec::new();
    for link in links(&world, &asked) {
        for package in &link.packages {
            let permission = permission(&world, &asked, &link);
            match rows.iter_mut().find(|(known, _)| known.id == package.id) {
                Some((_, permissions)) => permissions.push(permission),
                None => rows.push((package, vec![permission])),
            }
        }
    }
    let data: Vec<Value> = rows
        .into_iter()
        .map(|(package, permissions)| {
            json!({ "package": CompactPackage::new(package), "permissions": permissions })
        })
        .collect();
    Ok(answers::list(StatusCode::OK, &data))
}

/// A bare array, unlike the packages.
async fn services(
    State(shared): State<Shared>,
    caller: Caller,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Answer {
    let query = Pairs::read(query.as_deref());
    let world = shared.world();
    let asked = gate(&world, &caller, &query)?;
    let only = query.first("resource");
    let language = language(&headers);
    let mut rows: Vec<(&str, Vec<Value>)> = Vec::new();
    for link in links(&world, &asked) {
        for (id, _) in link
            .services
            .iter()
            .filter(|(id, _)| only.is_none_or(|only| only == *id))
        {
            let permission = permission(&world, &asked, &link);
            match rows.iter_mut().find(|(known, _)| known == id) {
                Some((_, permissions)) => permissions.push(permission),
                None => rows.push((id, vec![permission])),
            }
        }
    }
    let data: Vec<Value> = rows
        .into_iter()
        .filter_map(|(id, permissions)| {
            let service = ServiceOut::new(world.services.get(id)?, language);
            Some(json!({ "resource": service, "permissions": permissions }))
        })
        .collect();
    Ok(answers::json(StatusCode::OK, &data))
}

/// Which actions of one service somebody holds.
async fn rights(
    State(shared): State<Shared>,
    caller: Caller,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Answer {
    let query = Pairs::read(query.as_deref());
    let world = shared.world();
    let asked = gate(&world, &caller, &query)?;
    let language = language(&headers);
    let service = query
        .first("resource")
        .and_then(|id| world.services.get(id))
        .ok_or_else(|| answers::unbound("resource", "The resource field is required."))?;
    let mut direct = Vec::new();
    for link in links(&world, &asked) {
        let held = link
            .services
            .iter()
            .filter(|(id, _)| *id == service.identifier);
        for action in held.flat_map(|(_, actions)| actions) {
            direct.push(json!({
                "right": {
                    "key": right_key(&service.identifier, action),
                    "name": action_name(action, language),
                    "resource": [{ "type": RESOURCE_ATTRIBUTE, "value": service.identifier }],
                    "action": { "type": ACTION_ATTRIBUTE, "value": action },
                },
                "reason": direct_reason(),
                "permissions": [permission(&world, &asked, &link)],
            }));
        }
    }
    let body = json!({
        "resource": ServiceOut::new(service, language),
        "directRights": direct,
        "indirectRights": [],
    });
    Ok(answers::json(StatusCode::OK, &body))
}

fn permission(world: &World, asked: &Asked<'_>, link: &Link<'_>) -> Value {
    let party = json!(Entity::organisation(world, asked.party));
    let other = json!(link.entity);
    let (from, to) = if asked.gives {
        (party, other)
    } else {
        (other, party)
    };
    let role = link
        .roles
        .first()
        .and_then(|code| CompactRole::by_code(code));
    json!({
        "from": from,
        "to": to,
        "via": null,
        "role": role,
        "viaRole": null,
        "reason": direct_reason(),
    })
}

fn direct_reason() -> Value {
    json!({ "flag": 1, "items": [{ "name": "Direct", "description": "Given directly" }] })
}
