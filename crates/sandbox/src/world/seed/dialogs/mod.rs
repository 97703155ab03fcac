//! The dialogs of the default world, and the plan of the generated ones.

mod actions;
mod calendar;
mod embeds;
mod hostile;
mod messages;
mod services;
mod special;
mod threads;
mod topics;

use jiff::Timestamp;

use super::super::compose::Ground;
use super::super::dialogs::dialog::Actor;
use super::super::dialogs::generated::{Generated, Plan};
use super::super::dialogs::sight::{ORGANISATION, PERSON};
use super::super::{Origins, World};
use crate::config::Volume;

/// Adds the dialogs of the default world.
pub(super) fn add(world: &mut World, now: Timestamp, origins: &Origins) {
    let ground = Ground { now, origins };
    topics::add(world, &ground);
    special::add(world, &ground);
    threads::add(world, &ground);
    hostile::add(world, &ground);
    embeds::add(world, &ground);
    actions::add(world, &ground);
    messages::add(world, &ground);
}

/// Lays out the generated dialogs: over the generated organisations where there are any, otherwise
/// over those that Kari reads mail for.
pub(super) fn add_generated(world: &mut World, volume: Volume, now: Timestamp, origins: &Origins) {
    if volume.dialogs == 0 {
        return;
    }
    let ids = services::add(world, volume.services);
    let parties = generated_parties(world);
    let readers = ["kari", "ingrid", "tor", "anne"]
        .iter()
        .filter_map(|key| actor(world, key))
        .collect();
    let plan = Plan {
        count: volume.dialogs,
        start: now,
        parties,
        services: ids.iter().filter_map(|id| world.services.get(id)).collect(),
        readers,
        service_owner: &origins.service_owner,
    };
    let generated = Generated::new(plan);
    world.dialogs.set_generated(generated);
}

fn generated_parties(world: &World) -> Vec<String> {
    use super::organisations as o;
    let own = [
        o::FJORD,
        o::NORDLYS,
        o::GRANLI,
        o::BRATTVAAG,
        o::STORVIK,
        o::LUNDE,
        o::HAUGEN,
        o::HAUGESUND_UNIT,
        o::LANGOEY,
        o::MYKLEBUST,
    ];
    let made: Vec<String> = world
        .organisations
        .all()
        .iter()
        .filter(|each| each.party_id >= super::generated::FIRST_PARTY_ID && each.parent.is_none())
        .map(|each| format!("{ORGANISATION}{}", each.org_no))
        .collect();
    if made.is_empty() {
        own.iter()
            .map(|org_no| format!("{ORGANISATION}{org_no}"))
            .collect()
    } else {
        made
    }
}

/// A person as an actor, named as the population register has it: family name first.
pub(super) fn actor(world: &World, key: &str) -> Option<Actor> {
    let mut everybody = world.people.iter().chain(&world.others);
    let person = everybody.find(|person| person.key == key)?;
    Some(Actor::of(
        &format!("{PERSON}{}", person.pid),
        &person.register_name(),
    ))
}
