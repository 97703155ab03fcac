//! The accountant's agents in the default world, and what they have been given.

use jiff::Timestamp;
use uuid::Uuid;

use super::super::World;
use super::authorities::party_of;
use super::days_ago;
use super::organisations::{BRATTVAAG, FJORD, HEIMLY, LUNDE, NORDLYS};

/// Agent, client, role, package.
type Row = (Agent, &'static str, &'static str, &'static str);

/// A system user by its system's name part, or a person by key.
#[derive(Clone, Copy)]
enum Agent {
    System(&'static str),
    Person(&'static str),
}

const SIGNS: &str = "regnskapsforer-med-signeringsrettighet";
const KEEPS: &str = "regnskapsforer-uten-signeringsrettighet";
const WAGES: &str = "regnskapsforer-lonn";

/// Klientlønn was set up and never used, so it is no agent yet; Jon is one and has nothing.
const ROWS: [Row; 8] = [
    (Agent::System("_kystmva"), FJORD, "regnskapsforer", SIGNS),
    (Agent::System("_kystmva"), NORDLYS, "regnskapsforer", SIGNS),
    (
        Agent::System("_kystmva"),
        BRATTVAAG,
        "regnskapsforer",
        SIGNS,
    ),
    (
        Agent::System("_oppdrag_klientportal"),
        FJORD,
        "regnskapsforer",
        KEEPS,
    ),
    (
        Agent::System("_oppdrag_eiendom"),
        HEIMLY,
        "forretningsforer",
        "forretningsforer-eiendom",
    ),
    (
        Agent::System("_oppdrag_eiendom"),
        HEIMLY,
        "rettighetshaver",
        "krav-og-utlegg",
    ),
    (Agent::Person("eva"), FJORD, "regnskapsforer", WAGES),
    (Agent::Person("eva"), NORDLYS, "regnskapsforer", WAGES),
];

pub(super) fn add(world: &mut World, now: Timestamp) {
    for (agent, client, role, package) in ROWS {
        if let Some(id) = id_of(world, agent) {
            let agent = world.agents.register(LUNDE, id, days_ago(now, 60));
            let given = agent.given_mut(client, role);
            given.packages.push(package.to_owned());
        }
    }
    if let Some(jon) = party_of(world, "jon") {
        world.agents.register(LUNDE, jon, days_ago(now, 9));
    }
}

fn id_of(world: &World, agent: Agent) -> Option<Uuid> {
    match agent {
        Agent::Person(key) => party_of(world, key),
        Agent::System(part) => world
            .system_users
            .iter()
            .find(|user| user.org_no == LUNDE && user.system_id.ends_with(part))
            .map(|user| user.id),
    }
}
