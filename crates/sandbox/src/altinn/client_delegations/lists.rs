//! What a provider has: clients, agents, and who was given what.

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::routing::get;

use super::wire::{AccessOut, AgentOut, ClientOut, Sort, agents_own_entry, clients_of_agent};
use super::{Version, provider};
use crate::altinn::Answer;
use crate::altinn::access::CLIENTS_READ;
use crate::altinn::entity::Entity;
use crate::altinn::paging::whole_or_paged;
use crate::altinn::query::Pairs;
use crate::identity::Caller;
use crate::server::answers;
use crate::state::Shared;
use crate::world::World;
use crate::world::catalogue::{Package, catalogue};
use crate::world::services::Service;

pub(super) fn router(version: Version) -> Router<Shared> {
    let base = version.base();
    let mut router = Router::new()
        .route(
            &format!("{base}/clients"),
            get(
                move |State(shared): State<Shared>, caller: Caller, RawQuery(query)| async move {
                    clients(&shared, &caller, version, query.as_deref())
                },
            ),
        )
        .merge(agents(version));
    for (segment, sort) in [
        ("accesspackages", Sort::Packages),
        ("resources", Sort::Services),
    ] {
        // Single services came with version 2.
        if sort == Sort::Services && version == Version::One {
            continue;
        }
        router = router
            .route(
                &format!("{base}/agents/{segment}"),
                get(
                    move |State(shared): State<Shared>, caller: Caller, RawQuery(query)| async move {
                        of_agent(&shared, &caller, version, sort, query.as_deref())
                    },
                ),
            )
            .route(
                &format!("{base}/clients/{segment}"),
                get(
                    move |State(shared): State<Shared>, caller: Caller, RawQuery(query)| async move {
                        of_client(&shared, &caller, version, sort, query.as_deref())
                    },
                ),
            );
    }
    router
}

fn agents(version: Version) -> Router<Shared> {
    Router::new().route(
        &format!("{}/agents", version.base()),
        get(
            move |State(shared): State<Shared>, caller: Caller, RawQuery(query)| async move {
                all_agents(&shared, &caller, version, query.as_deref())
            },
        ),
    )
}

/// What the list of clients is narrowed by. Values that are not known are forgotten; when none of a
/// sort is known, the list is empty.
struct Filter<'a> {
    roles: Option<Vec<&'a str>>,
    packages: Option<Vec<&'a str>>,
    services: Option<Vec<&'a str>>,
}

impl<'a> Filter<'a> {
    fn read(world: &'a World, version: Version, query: &Pairs) -> Self {
        let roles = query
            .all("roles")
            .map(|text| catalogue().role_by_any(text).map(|role| role.code.as_str()));
        let packages = query.all("packages").map(|text| {
            let package = catalogue().package(text.trim_start_matches(':'));
            package.map(|package| package.code.as_str())
        });
        let services = query.all("resources").map(|id| {
            let service = world.services.get(id);
            service.map(|service| service.identifier.as_str())
        });
        Self {
            roles: known(roles),
            packages: known(packages),
            services: known(services).filter(|_| version == Version::Two),
        }
    }

    fn is_hopeless(&self) -> bool {
        let empty = |list: &Option<Vec<&str>>| list.as_ref().is_some_and(Vec::is_empty);
        empty(&self.roles) || empty(&self.packages) || empty(&self.services)
    }
}

/// `None` when nothing was asked for.
fn known<'a>(asked: impl Iterator<Item = Option<&'a str>>) -> Option<Vec<&'a str>> {
    let all: Vec<Option<&str>> = asked.collect();
    (!all.is_empty()).then(|| all.into_iter().flatten().collect())
}

fn lets(filter: Option<&Vec<&str>>, value: &str) -> bool {
    filter.is_none_or(|list| list.contains(&value))
}

/// Clients, deleted ones and those without any package that could go on included. A filter on
/// packages or services leaves the clients that have one of them, and of their access only those.
fn clients(shared: &Shared, caller: &Caller, version: Version, query: Option<&str>) -> Answer {
    let pairs = Pairs::read(query);
    let world = shared.world();
    let party = provider(&world, caller, &pairs, CLIENTS_READ, "read")?;
    let filter = Filter::read(&world, version, &pairs);
    let mut rows: Vec<ClientOut> = Vec::new();
    if !filter.is_hopeless() {
        for (client, access) in world.clients_of(&party.org_no) {
            let mut kept = Vec::new();
            let (mut has_package, mut has_service) = (false, false);
            for access in access {
                if !lets(filter.roles.as_ref(), &access.role.code) {
                    continue;
                }
                let packages: Vec<&Package> = access
                    .packages
                    .into_iter()
                    .filter(|package| lets(filter.packages.as_ref(), &package.code))
                    .collect();
                let services: Vec<&Service> = access
                    .services
                    .into_iter()
                    .filter(|service| lets(filter.services.as_ref(), &service.identifier))
                    .collect();
                has_package |= !packages.is_empty();
                has_service |= !services.is_empty();
                let only_services = packages.is_empty() && filter.packages.is_some();
                if only_services && (services.is_empty() || version == Version::One) {
                    continue;
                }
                let services = (version == Version::Two).then_some(services.as_slice());
                kept.push(AccessOut::new(access.role, &packages, services));
            }
            let fits = (filter.packages.is_none() || has_package)
                && (filter.services.is_none() || has_service);
            if fits && !kept.is_empty() {
                rows.push(ClientOut {
                    client: Entity::organisation(&world, client),
                    access: kept,
                });
            }
        }
    }
    let path = format!("{}/clients", version.base());
    Ok(whole_or_paged(shared, &path, &pairs, &rows))
}

/// Agents. Their packages are not told here; version 2 tells the services that they were given.
fn all_agents(shared: &Shared, caller: &Caller, version: Version, query: Option<&str>) -> Answer {
    let pairs = Pairs::read(query);
    let world = shared.world();
    let party = provider(&world, caller, &pairs, CLIENTS_READ, "read")?;
    let rows: Vec<AgentOut> = world
        .agents
        .of(&party.org_no)
        .filter_map(|(id, agent)| {
            let mut access = agents_own_entry(version == Version::Two);
            if version == Version::Two {
                access.extend(services_by_role(&world, agent));
            }
            Some(AgentOut::new(Entity::of(&world, id)?, agent, access))
        })
        .collect();
    let path = format!("{}/agents", version.base());
    Ok(whole_or_paged(shared, &path, &pairs, &rows))
}

/// The services that an agent was given for whichever client, by role.
fn services_by_role(world: &World, agent: &crate::world::clients::Agent) -> Vec<AccessOut> {
    let mut by_role: Vec<(&str, Vec<&Service>)> = Vec::new();
    for given in agent.clients().flat_map(|(_, given)| given) {
        let services = given
            .services
            .iter()
            .filter_map(|id| world.services.get(id));
        for service in services {
            let at = by_role.iter().position(|(role, _)| *role == given.role);
            let at = at.unwrap_or_else(|| {
                by_role.push((&given.role, Vec::new()));
                by_role.len() - 1
            });
            let known = &mut by_role[at].1;
            if !known
                .iter()
                .any(|each| each.identifier == service.identifier)
            {
                known.push(service);
            }
        }
    }
    by_role
        .into_iter()
        .filter_map(|(role, services)| {
            let role = catalogue().role(role)?;
            Some(AccessOut::new(role, &[], Some(&services)))
        })
        .collect()
}

/// The clients of one agent. Somebody who is no agent has none.
fn of_agent(
    shared: &Shared,
    caller: &Caller,
    version: Version,
    sort: Sort,
    query: Option<&str>,
) -> Answer {
    let pairs = Pairs::read(query);
    let world = shared.world();
    let party = provider(&world, caller, &pairs, CLIENTS_READ, "read")?;
    let agent = pairs.uuid(version.names().agent)?;
    let rows = world
        .agents
        .get(&party.org_no, agent)
        .map_or_else(Vec::new, |agent| clients_of_agent(&world, agent, sort));
    Ok(answers::list(StatusCode::OK, &rows))
}

/// The agents of one client.
fn of_client(
    shared: &Shared,
    caller: &Caller,
    version: Version,
    sort: Sort,
    query: Option<&str>,
) -> Answer {
    let pairs = Pairs::read(query);
    let world = shared.world();
    let party = provider(&world, caller, &pairs, CLIENTS_READ, "read")?;
    let client = pairs.uuid(version.names().client)?;
    let client = world
        .organisations
        .by_uuid(client)
        .map_or("", |client| client.org_no.as_str());
    let rows: Vec<AgentOut> = world
        .agents
        .of(&party.org_no)
        .filter_map(|(id, agent)| {
            let access: Vec<AccessOut> = agent
                .of_client(client)
                .iter()
                .filter_map(|given| AccessOut::of_given(&world, given, sort))
                .collect();
            let out = (!access.is_empty())
                .then(|| Some(AgentOut::new(Entity::of(&world, id)?, agent, access)))??;
            Some(match sort {
                Sort::Services => out.without_date(),
                Sort::Packages | Sort::Both => out,
            })
        })
        .collect();
    Ok(answers::list(StatusCode::OK, &rows))
}
