//! What fills have read, and what they have yet to read.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::plan::chunks;
use crate::{Batch, BatchKind, Cursor, World};

/// Whom fills have read, and what they left out. Batches cannot tell: they are made anew whenever members come or go, and
/// to read a batch again for the sake of one newcomer would be to read the other ninety-nine again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// Parties that were read.
    pub parties: BTreeSet<String>,
    /// Services that a fill by services left out.
    pub services_left: BTreeSet<String>,
}

impl Coverage {
    /// That of a fill which begins now, and is to read everything. Whoever joins while it is under way is a newcomer.
    pub fn of(world: &World) -> Self {
        Coverage {
            parties: world.parties.clone(),
            services_left: BTreeSet::new(),
        }
    }

    /// Forgets those who are gone: should they come back, what happened meanwhile must be read as well.
    pub fn forget_gone(&mut self, world: &World) {
        self.parties.retain(|party| world.parties.contains(party));
        self.services_left
            .retain(|id| world.services.contains(id) || world.hot.contains(id));
    }

    /// What has yet to be read, as far back as everything else: newcomers, and what was left out.
    pub fn gaps(&self, world: &World) -> Vec<Batch> {
        let newcomers = world.parties.difference(&self.parties).cloned().collect();
        let mut gaps = chunks(BatchKind::Parties, &newcomers, world.limits.parties);
        gaps.extend(chunks(
            BatchKind::Services,
            &self.services_left,
            world.limits.services,
        ));
        gaps
    }

    /// Takes note of what became of batches: read to their end, or left out.
    pub fn note(&mut self, batches: &[Batch], fills: &BTreeMap<String, Cursor>) {
        for batch in batches {
            let is_read = fills.get(&batch.name()).is_some_and(Cursor::is_over);
            let members = batch.members.iter().cloned();
            match (batch.kind, is_read) {
                (BatchKind::Parties, true) => self.parties.extend(members),
                (BatchKind::Services, false) => self.services_left.extend(members),
                (BatchKind::Parties, false) => {
                    self.parties.retain(|party| !batch.members.contains(party));
                }
                (BatchKind::Services, true) => {
                    self.services_left
                        .retain(|service| !batch.members.contains(service));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::plan;

    fn world(parties: &[&str], services: &[&str]) -> World {
        let set = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        World {
            parties: set(parties),
            services: set(services),
            ..World::default()
        }
    }

    fn read(batches: &[Batch]) -> BTreeMap<String, Cursor> {
        let over = Cursor {
            done_at: Some(Timestamp::UNIX_EPOCH),
            ..Cursor::default()
        };
        batches
            .iter()
            .map(|batch| (batch.name(), over.clone()))
            .collect()
    }

    #[test]
    fn a_newcomer_is_read_by_itself_and_once() {
        let mut coverage = Coverage::of(&world(&["a", "c"], &[]));
        assert_eq!(coverage.gaps(&world(&["a", "c"], &[])), []);
        let now = world(&["a", "b", "c"], &[]);
        let gaps = coverage.gaps(&now);
        assert_eq!(gaps.len(), 1);
        assert_eq!(gaps[0].members, ["b"]);
        coverage.note(&gaps, &BTreeMap::new());
        assert_eq!(coverage.gaps(&now), gaps, "not read yet");
        coverage.note(&gaps, &read(&gaps));
        assert_eq!(coverage.gaps(&now), []);
    }

    #[test]
    fn who_comes_back_is_a_newcomer() {
        let both = world(&["a", "b"], &[]);
        let mut coverage = Coverage::of(&both);
        coverage.forget_gone(&world(&["a"], &[]));
        assert_eq!(coverage.gaps(&both)[0].members, ["b"]);
    }

    #[test]
    fn what_a_fill_left_out_is_the_same_batch_again() {
        let mut by_parties = world(&["a", "b", "c", "d", "e"], &[]);
        by_parties.limits.parties = 2;
        let full = plan(&by_parties).full;
        let mut coverage = Coverage::of(&by_parties);
        coverage.note(&full, &read(&full[..1]));
        assert_eq!(coverage.gaps(&by_parties), full[1..]);

        let mut by_services = world(&["a", "b", "c", "d", "e"], &["x", "y", "z"]);
        by_services.limits.parties = 1;
        by_services.limits.services = 1;
        let full = plan(&by_services).full;
        let mut coverage = Coverage::of(&by_services);
        coverage.note(&full, &read(&full[1..]));
        let gaps = coverage.gaps(&by_services);
        assert_eq!(gaps, full[..1]);
        coverage.note(&gaps, &read(&gaps));
        assert_eq!(coverage.gaps(&by_services), []);
        // Nothing can be found of a service that is no more.
        coverage.note(&full, &BTreeMap::new());
        coverage.forget_gone(&world(&["a", "b", "c", "d", "e"], &["y"]));
        assert_eq!(coverage.gaps(&by_services), full[1..2]);
    }
}
