//! The worlds that a sandbox can start with.

mod accountant;
mod agents;
mod authorities;
mod change_requests;
mod dialogs;
mod generated;
mod organisations;
mod requests;
mod system_users;
mod systems;

use jiff::{SignedDuration, Timestamp};

use super::{Origins, World, people};
use crate::config::{Seed, Volume};

/// Builds the world; everything in it is the same in every run but for the times, which are counted
/// back from `now`.
pub(super) fn build(seed: &Seed, volume: Volume, now: Timestamp, origins: &Origins) -> World {
    let mut world = World::empty();
    world.people = people::seeded();
    world.others = people::seeded_others();
    organisations::add(&mut world);
    authorities::add(&mut world);
    systems::add(&mut world, now);
    system_users::add(&mut world, now);
    requests::add(&mut world, now);
    systems::extend(&mut world, now);
    change_requests::add(&mut world, now);
    agents::add(&mut world, now);
    // Dialogs are stored in whole microseconds, and so is the time that they are counted from.
    let now = super::dialogs::dialog::stored(now);
    dialogs::add(&mut world, now, origins);
    match seed {
        Seed::Default => {}
        Seed::Generated { parties } => generated::add(&mut world, *parties),
        Seed::Accountant { clients } => accountant::add(&mut world, *clients, now),
    }
    dialogs::add_generated(&mut world, volume, now, origins);
    world
}

/// That many days before `now`, less an hour so that a day's count does not tip over in a run.
fn days_ago(now: Timestamp, days: i64) -> Timestamp {
    now - SignedDuration::from_hours(days * 24 + 1)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::super::catalogue::catalogue;
    use super::super::numbers::is_valid;
    use super::*;

    /// Synthetic numbers begin with 2 or 3; real ones never do.
    fn is_synthetic(org_no: &str) -> bool {
        is_valid(org_no) && org_no.starts_with(['2', '3'])
    }

    fn world(seed: &Seed) -> World {
        let now = "2026-11-12T13:32:00Z".parse().expect("a time");
        build(seed, Volume::default(), now, &Origins::default())
    }

    #[test]
    fn the_default_world_is_consistent() {
        let world = world(&Seed::Default);
        for organisation in world.organisations.all() {
            assert!(is_synthetic(&organisation.org_no), "{}", organisation.name);
            if let Some(parent) = &organisation.parent {
                assert!(
                    world.organisations.by_number(parent).is_some(),
                    "{}",
                    organisation.name
                );
            }
        }
        for request in &world.requests {
            assert!(
                world.organisations.by_number(&request.org_no).is_some(),
                "{:?}",
                request.tag
            );
            assert!(
                world.systems.contains_key(&request.system_id),
                "{:?}",
                request.tag
            );
        }
        let tags: HashSet<_> = world.requests.iter().map(|request| &request.tag).collect();
        assert_eq!(
            tags.len(),
            world.requests.len(),
            "each request has its own tag"
        );
        for user in &world.system_users {
            assert!(
                world.systems.contains_key(&user.system_id),
                "{}",
                user.title
            );
            for package in &user.packages {
                assert!(
                    catalogue().package(package.urn()).is_some(),
                    "{}",
                    package.urn()
                );
            }
        }
        for person in world.people.iter().chain(&world.others) {
            assert!(person.date_of_birth().is_some(), "{}", person.name);
        }
    }

    #[test]
    fn the_largest_world_has_that_many_parties_more_and_no_number_twice() {
        let plain = world(&Seed::Default).organisations.all().len();
        let large = world(&Seed::Generated {
            parties: Seed::MAX_PARTIES,
        });
        let main_units = large
            .organisations
            .all()
            .iter()
            .skip(plain)
            .filter(|each| each.parent.is_none());
        assert_eq!(main_units.count(), Seed::MAX_PARTIES as usize);
        let numbers: HashSet<_> = large
            .organisations
            .all()
            .iter()
            .map(|each| &each.org_no)
            .collect();
        assert_eq!(numbers.len(), large.organisations.all().len());
        assert!(numbers.iter().all(|number| is_synthetic(number)));
    }

    #[test]
    fn the_largest_accountant_has_that_many_clients_and_no_number_twice() {
        let large = world(&Seed::Accountant {
            clients: Seed::MAX_CLIENTS,
        });
        let firm = large
            .organisations
            .all()
            .iter()
            .find(|each| each.name == "FJELLVAKT REGNSKAP AS")
            .expect("the firm");
        let clients = large.clients_of(&firm.org_no).count();
        assert_eq!(clients, Seed::MAX_CLIENTS as usize);
        let all = large.organisations.all();
        let numbers: HashSet<_> = all.iter().map(|each| &each.org_no).collect();
        let parties: HashSet<_> = all.iter().map(|each| each.party_id).collect();
        assert_eq!((numbers.len(), parties.len()), (all.len(), all.len()));
        assert!(numbers.iter().all(|number| is_synthetic(number)));
        for (_, agent) in large.agents.of(&firm.org_no) {
            // A sample is enough: what a client carries repeats itself long before the end.
            for (client, given) in agent.clients().step_by(37) {
                let client = large.organisations.by_number(client).expect("a client");
                let access = large.access_from(&firm.org_no, client);
                for given in given {
                    let own = access.iter().find(|each| each.role.code == given.role);
                    let own = own.expect("a role of the client");
                    assert!(
                        given.packages.iter().all(|code| {
                            own.packages.iter().any(|package| package.code == *code)
                        })
                    );
                }
            }
        }
    }
}
