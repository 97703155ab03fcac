//! Batches: how few calls cover everything.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Limits;

/// Makes names of batches from their members. Never change it: cursors are found by these names.
const NAMES: Uuid = Uuid::from_u128(0x5a0c_1f4e_7d1b_4a53_9c0e_4b6f_2f5f_9a11);

/// What a batch is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BatchKind {
    /// Parties, with every service.
    Parties,
    /// Services, over every party that the user may see.
    Services,
}

/// What one search asks for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Batch {
    /// What the members are.
    pub kind: BatchKind,
    /// Party keys or service ids, sorted.
    pub members: Vec<String>,
}

impl Batch {
    /// The same members, the same name, on every machine and in every version.
    pub fn name(&self) -> String {
        let kind = match self.kind {
            BatchKind::Parties => "parties",
            BatchKind::Services => "services",
        };
        let members = Uuid::new_v5(&NAMES, self.members.join("\n").as_bytes());
        format!("{kind}-{}", members.simple())
    }
}

/// What there is to be covered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct World {
    /// Parties with access of their own: no heading-only parents.
    pub parties: BTreeSet<String>,
    /// Services that the user's parties can have messages of; the whole catalogue where Altinn does not say.
    pub services: BTreeSet<String>,
    /// Services in use: met in messages. Those that are not among `services` count all the same.
    pub hot: BTreeSet<String>,
    /// Limits.
    pub limits: Limits,
}

/// The batches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Covers everything: first fill and daily sweep.
    pub full: Vec<Batch>,
    /// Covers what is in use: polls.
    pub hot: Vec<Batch>,
}

/// The fewest batches. Where both kinds cost the same, parties: they cover services that are not in use yet too.
pub fn plan(world: &World) -> Plan {
    let everything: BTreeSet<String> = world.services.union(&world.hot).cloned().collect();
    Plan {
        full: fewest(world, &everything),
        // Before anything was met there is nothing in use; then what covers everything is polled.
        hot: if world.hot.is_empty() {
            fewest(world, &everything)
        } else {
            fewest(world, &world.hot)
        },
    }
}

/// Calls of one poll in which no batch has more than a page of changes.
pub fn calls_per_poll(world: &World) -> usize {
    plan(world).hot.len()
}

/// The searches that read these parties only; `None` when a poll takes fewer: it reads them as well.
pub fn scoped(world: &World, parties: &BTreeSet<String>) -> Option<Vec<Batch>> {
    let searches = chunks(BatchKind::Parties, parties, world.limits.parties);
    (searches.len() <= calls_per_poll(world)).then_some(searches)
}

fn fewest(world: &World, services: &BTreeSet<String>) -> Vec<Batch> {
    let by_parties = world.parties.len().div_ceil(world.limits.parties);
    let by_services = services.len().div_ceil(world.limits.services);
    if by_services > 0 && by_services < by_parties {
        chunks(BatchKind::Services, services, world.limits.services)
    } else {
        chunks(BatchKind::Parties, &world.parties, world.limits.parties)
    }
}

pub(crate) fn chunks(kind: BatchKind, members: &BTreeSet<String>, size: usize) -> Vec<Batch> {
    let members: Vec<&String> = members.iter().collect();
    members
        .chunks(size)
        .map(|part| Batch {
            kind,
            members: part.iter().map(|member| (*member).clone()).collect(),
        })
        .collect()
}

/// Where the cursor of a batch that was not there before begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// It is there already and goes on.
    Kept,
    /// Everything in it was covered up to this time.
    From(Timestamp),
    /// Some of it was never read.
    Unread,
}

/// Where each hot batch of a new plan begins. `old` are the hot batches before with their watermarks; `swept` is when the
/// last pass through everything began (a first fill counts), which covered what `old` did not.
///
/// Batches are made anew whenever members come or go. That costs next to nothing: all watermarks lie within one poll, and
/// rows that come twice are written once.
pub fn starts(
    new: &[Batch],
    old: &[(Batch, Option<Timestamp>)],
    swept: Option<Timestamp>,
) -> Vec<Start> {
    let known: BTreeSet<(BatchKind, &str)> = old
        .iter()
        .flat_map(|(batch, _)| batch.members.iter().map(|m| (batch.kind, m.as_str())))
        .collect();
    let behind = old.iter().map(|(_, watermark)| *watermark).min().flatten();
    new.iter()
        .map(|batch| {
            if old.iter().any(|(before, _)| before == batch) {
                return Start::Kept;
            }
            let all_known = batch
                .members
                .iter()
                .all(|member| known.contains(&(batch.kind, member.as_str())));
            let from = match (all_known, behind, swept) {
                (true, Some(behind), _) => Some(behind),
                // Another kind of batch, or newcomers: only a pass through everything vouches for them.
                (_, _, Some(swept)) => Some(behind.map_or(swept, |behind| behind.min(swept))),
                _ => None,
            };
            from.map_or(Start::Unread, Start::From)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(prefix: &str, count: usize) -> BTreeSet<String> {
        (0..count).map(|n| format!("{prefix}{n:05}")).collect()
    }

    fn world(parties: usize, services: usize, hot: usize) -> World {
        World {
            parties: set("p", parties),
            services: set("s", services),
            hot: set("s", hot),
            limits: Limits::default(),
        }
    }

    /// The table of the Dialogporten reference, 5.3, and the sizes around its edges.
    #[test]
    fn calls_of_a_poll() {
        for (parties, hot, calls) in [
            (3, 60, 1),
            (100, 60, 1),
            (101, 20, 1),
            (1_000, 60, 3),
            (10_000, 60, 3),
            (10_000, 200, 10),
            (10_000, 2_001, 100),
            (0, 0, 0),
        ] {
            let found = calls_per_poll(&world(parties, 2_500, hot));
            assert_eq!(found, calls, "{parties} parties, {hot} services in use");
        }
    }

    /// What is asked for by hand costs no more than a poll.
    #[test]
    fn some_parties_are_read_by_themselves_where_that_takes_no_more_calls() {
        for (all, hot, some, calls) in [
            (3, 60, 1, Some(1)),
            (250, 90, 250, Some(3)),
            (250, 60, 101, Some(2)),
            (250, 20, 101, None),
            (10_000, 60, 300, Some(3)),
            (10_000, 60, 301, None),
            (10_000, 60, 0, Some(0)),
        ] {
            let world = world(all, 2_500, hot);
            let some = set("p", some);
            let found = scoped(&world, &some);
            assert_eq!(
                found.as_ref().map(Vec::len),
                calls,
                "{} of {all}",
                some.len()
            );
            let members = found.into_iter().flatten().flat_map(|one| one.members);
            let members: BTreeSet<String> = members.collect();
            assert!(calls.is_none() || members == some);
        }
    }

    #[test]
    fn everything_is_covered_and_no_batch_is_too_large() {
        for (parties, services, hot) in
            [(3, 40, 7), (250, 90, 90), (10_000, 2_400, 60), (120, 0, 0)]
        {
            let world = world(parties, services, hot);
            let plan = plan(&world);
            for batches in [&plan.full, &plan.hot] {
                let members: Vec<&String> = batches.iter().flat_map(|b| &b.members).collect();
                let distinct: BTreeSet<&String> = members.iter().copied().collect();
                assert_eq!(members.len(), distinct.len(), "nobody is asked for twice");
                for batch in batches {
                    let most = match batch.kind {
                        BatchKind::Parties => 100,
                        BatchKind::Services => 20,
                    };
                    assert!(batch.members.len() <= most);
                }
            }
            let covers = |batches: &[Batch], services: &BTreeSet<String>| match batches.first() {
                Some(batch) if batch.kind == BatchKind::Services => {
                    batches
                        .iter()
                        .flat_map(|b| b.members.clone())
                        .collect::<BTreeSet<_>>()
                        == *services
                }
                _ => {
                    batches
                        .iter()
                        .flat_map(|b| b.members.clone())
                        .collect::<BTreeSet<_>>()
                        == world.parties
                }
            };
            assert!(covers(&plan.full, &world.services));
            assert!(covers(
                &plan.hot,
                if hot == 0 {
                    &world.services
                } else {
                    &world.hot
                }
            ));
        }
    }

    #[test]
    fn a_name_is_made_of_the_members() {
        let batch = |members: &[&str], kind| Batch {
            kind,
            members: members.iter().map(|m| (*m).to_owned()).collect(),
        };
        let one = batch(&["a", "b"], BatchKind::Parties);
        assert_eq!(one.name(), batch(&["a", "b"], BatchKind::Parties).name());
        assert_ne!(one.name(), batch(&["a", "b"], BatchKind::Services).name());
        assert_ne!(one.name(), batch(&["ab"], BatchKind::Parties).name());
        assert_eq!(
            one.name(),
            "parties-13651a7e8fc95e9b8ee6a313ca2e22d3",
            "kept cursors are found by this name"
        );
    }

    #[test]
    fn newcomers_begin_at_the_last_pass_through_everything() {
        let time = |s| Timestamp::from_second(s).unwrap();
        let all = chunks(BatchKind::Services, &set("s", 40), 20);
        let old: Vec<_> = all
            .iter()
            .zip([500, 400])
            .map(|(batch, s)| (batch.clone(), Some(time(s))))
            .collect();
        // The same again.
        assert_eq!(
            starts(&all, &old, Some(time(100))),
            [Start::Kept, Start::Kept]
        );
        // Put together differently: as far as the one that is furthest behind.
        let other = chunks(BatchKind::Services, &set("s", 40), 30);
        assert_eq!(
            starts(&other, &old, Some(time(100))),
            [Start::From(time(400)), Start::From(time(400))]
        );
        // Newcomers, and another kind: as far as the last sweep.
        let more = chunks(BatchKind::Services, &set("s", 41), 41);
        assert_eq!(
            starts(&more, &old, Some(time(100))),
            [Start::From(time(100))]
        );
        let parties = chunks(BatchKind::Parties, &set("p", 2), 20);
        assert_eq!(
            starts(&parties, &old, Some(time(100))),
            [Start::From(time(100))]
        );
        assert_eq!(starts(&parties, &old, None), [Start::Unread]);
        // One that never began vouches for nothing.
        let new = vec![(all[0].clone(), None)];
        assert_eq!(starts(&other[1..], &new, None), [Start::Unread]);
    }
}
