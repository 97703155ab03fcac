//! What happens to an access without anybody deciding it: service owners move services in and out of packages, and
//! someone elsewhere changes what it holds.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::change::Holdings;

/// How an access was when somebody last looked: what it held, and what that opened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Baseline {
    /// Packages by URN, each with the services that it opened then; `None` where the catalogue did not know it.
    pub packages: BTreeMap<String, Option<BTreeSet<String>>>,
    /// Single services.
    pub resources: BTreeSet<String>,
    /// Whether this is what it truly held. A list tells only what it got when it was made.
    pub true_holdings: bool,
}

/// A service that came or left, and the package by which.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moved {
    /// Resource id.
    pub resource_id: String,
    /// URN.
    pub package: String,
}

/// What service owners did to the packages of an access.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drift {
    /// Services that the access did not have, by id.
    pub added: Vec<Moved>,
    /// Services that it has no more.
    pub removed: Vec<Moved>,
}

/// What someone did to the holdings of an access.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shift {
    /// What it did not hold.
    pub added: Holdings,
    /// What it holds no more.
    pub removed: Holdings,
}

impl Shift {
    /// Whether nothing was done.
    pub fn is_none(&self) -> bool {
        *self == Shift::default()
    }
}

impl Baseline {
    /// How an access is now.
    pub fn of(held: &Holdings, opens: impl Fn(&str) -> Option<Vec<String>>, truly: bool) -> Self {
        Baseline {
            packages: held
                .packages
                .iter()
                .map(|urn| {
                    let inside = opens(urn).map(|ids| ids.into_iter().collect());
                    (urn.clone(), inside)
                })
                .collect(),
            resources: held.resources.iter().cloned().collect(),
            true_holdings: truly,
        }
    }

    /// What service owners have done since. `opens` gives what a package opens now; a package that the catalogue does
    /// not know, then or now, says nothing. A service that comes with one package although another opened it before is
    /// not new.
    pub fn drift(&self, opens: impl Fn(&str) -> Option<Vec<String>>) -> Drift {
        let now: BTreeMap<&str, BTreeSet<String>> = self
            .packages
            .iter()
            .filter_map(|(urn, then)| {
                let then = then.as_ref()?;
                let now = opens(urn).map(|ids| ids.into_iter().collect());
                Some((urn.as_str(), now.unwrap_or_else(|| then.clone())))
            })
            .collect();
        let had: BTreeSet<&String> = self
            .packages
            .values()
            .flatten()
            .flatten()
            .chain(&self.resources)
            .collect();
        let has: BTreeSet<&String> = now.values().flatten().chain(&self.resources).collect();
        let moved = |sets: &mut dyn Iterator<Item = (&str, &BTreeSet<String>)>,
                     known: &BTreeSet<&String>| {
            let mut moved: BTreeMap<String, String> = BTreeMap::new();
            for (urn, ids) in sets {
                for id in ids.iter().filter(|id| !known.contains(id)) {
                    moved.entry(id.clone()).or_insert_with(|| urn.to_owned());
                }
            }
            moved
                .into_iter()
                .map(|(resource_id, package)| Moved {
                    resource_id,
                    package,
                })
                .collect()
        };
        let mut then = self
            .packages
            .iter()
            .filter_map(|(urn, ids)| Some((urn.as_str(), ids.as_ref()?)));
        Drift {
            added: moved(&mut now.iter().map(|(urn, ids)| (*urn, ids)), &had),
            removed: moved(&mut then, &has),
        }
    }

    /// Takes in what service owners did: from now on it is no news.
    pub fn take_in(&mut self, drift: &Drift) {
        for moved in &drift.added {
            if let Some(Some(inside)) = self.packages.get_mut(&moved.package) {
                inside.insert(moved.resource_id.clone());
            }
        }
        // What is gone is gone from every package that had it, although only one of them was told.
        for moved in &drift.removed {
            for inside in self.packages.values_mut().flatten() {
                inside.remove(&moved.resource_id);
            }
        }
    }

    /// Learns what packages open of which nothing was known: there was nothing to compare with, and from now on there is.
    pub fn learn(&mut self, opens: impl Fn(&str) -> Option<Vec<String>>) {
        for (urn, inside) in &mut self.packages {
            if inside.is_none() {
                *inside = opens(urn).map(|ids| ids.into_iter().collect());
            }
        }
    }

    /// Takes in what someone did to the holdings. `opens` gives what a package opens now.
    pub fn take_in_shift(&mut self, shift: &Shift, opens: impl Fn(&str) -> Option<Vec<String>>) {
        for urn in &shift.added.packages {
            let inside = opens(urn).map(|ids| ids.into_iter().collect());
            self.packages.insert(urn.clone(), inside);
        }
        self.resources.extend(shift.added.resources.iter().cloned());
        self.packages
            .retain(|urn, _| !shift.removed.packages.contains(urn));
        self.resources
            .retain(|id| !shift.removed.resources.contains(id));
    }

    /// What someone has done to the holdings since; nothing while it is not known what was truly held.
    pub fn shift(&self, held: &Holdings) -> Shift {
        if !self.true_holdings {
            return Shift::default();
        }
        let packages: BTreeSet<&String> = held.packages.iter().collect();
        let resources: BTreeSet<&String> = held.resources.iter().collect();
        Shift {
            added: Holdings {
                packages: held
                    .packages
                    .iter()
                    .filter(|urn| !self.packages.contains_key(*urn))
                    .cloned()
                    .collect(),
                resources: held
                    .resources
                    .iter()
                    .filter(|id| !self.resources.contains(*id))
                    .cloned()
                    .collect(),
            },
            removed: Holdings {
                packages: self
                    .packages
                    .keys()
                    .filter(|urn| !packages.contains(urn))
                    .cloned()
                    .collect(),
                resources: self
                    .resources
                    .iter()
                    .filter(|id| !resources.contains(id))
                    .cloned()
                    .collect(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Baseline, Drift, Moved, Shift};
    use crate::change::Holdings;

    const REGNSKAP: &str = "urn:altinn:accesspackage:regnskap";
    const LONN: &str = "urn:altinn:accesspackage:lonn";

    fn texts(list: &[&str]) -> Vec<String> {
        list.iter().map(|t| (*t).to_owned()).collect()
    }

    fn holding(packages: &[&str], resources: &[&str]) -> Holdings {
        Holdings {
            packages: texts(packages),
            resources: texts(resources),
        }
    }

    fn then(urn: &str) -> Option<Vec<String>> {
        match urn {
            REGNSKAP => Some(texts(&["arsregnskap", "mva"])),
            LONN => Some(texts(&["a-melding"])),
            _ => None,
        }
    }

    fn moved(resource_id: &str, package: &str) -> Moved {
        Moved {
            resource_id: resource_id.to_owned(),
            package: package.to_owned(),
        }
    }

    #[test]
    fn nothing_moves_by_itself() {
        let baseline = Baseline::of(&holding(&[REGNSKAP, LONN], &["krav"]), then, true);
        assert_eq!(baseline.drift(then), Drift::default());
    }

    #[test]
    fn what_service_owners_add_and_take_is_told_with_its_package() {
        let baseline = Baseline::of(&holding(&[REGNSKAP, LONN], &["krav"]), then, true);
        let now = |urn: &str| match urn {
            REGNSKAP => Some(texts(&["arsregnskap", "barekraft", "kassasystem"])),
            other => then(other),
        };
        assert_eq!(
            baseline.drift(now),
            Drift {
                added: vec![moved("barekraft", REGNSKAP), moved("kassasystem", REGNSKAP)],
                removed: vec![moved("mva", REGNSKAP)],
            }
        );
    }

    /// What the access has in another way already is no news, and what it keeps in another way is not lost.
    #[test]
    fn drift_is_netted_over_packages_and_single_services() {
        let baseline = Baseline::of(&holding(&[REGNSKAP, LONN], &["krav"]), then, true);
        let now = |urn: &str| match urn {
            REGNSKAP => Some(texts(&["arsregnskap", "a-melding", "krav"])),
            LONN => Some(texts(&["mva", "a-melding"])),
            _ => None,
        };
        assert_eq!(baseline.drift(now), Drift::default());
    }

    /// Exactly what was told is no news any more; what came after it was told still is.
    #[test]
    fn what_was_told_is_taken_in_and_nothing_else() {
        let mut baseline = Baseline::of(&holding(&[REGNSKAP, LONN], &["krav"]), then, true);
        let told = baseline.drift(|urn| match urn {
            REGNSKAP => Some(texts(&["arsregnskap", "barekraft"])),
            other => then(other),
        });
        baseline.take_in(&told);
        let later = |urn: &str| match urn {
            REGNSKAP => Some(texts(&["arsregnskap", "barekraft", "kassasystem"])),
            _ => Some(Vec::new()),
        };
        assert_eq!(
            baseline.drift(later),
            Drift {
                added: vec![moved("kassasystem", REGNSKAP)],
                removed: vec![moved("a-melding", LONN)],
            }
        );
    }

    /// One service that two packages opened is told once, and is no news once it was told.
    #[test]
    fn what_left_two_packages_is_taken_in_for_both() {
        let both = |_: &str| Some(texts(&["saldo"]));
        let mut baseline = Baseline::of(&holding(&[REGNSKAP, LONN], &[]), both, true);
        let none = |_: &str| Some(Vec::new());
        let told = baseline.drift(none);
        assert_eq!(told.removed.len(), 1);
        baseline.take_in(&told);
        assert_eq!(baseline.drift(none), Drift::default());
    }

    #[test]
    fn a_package_that_was_unknown_is_compared_from_when_it_is_known() {
        let held = holding(&["urn:altinn:accesspackage:ny", LONN], &[]);
        let mut baseline = Baseline::of(&held, then, true);
        baseline.learn(|_| Some(texts(&["a"])));
        let now = |urn: &str| match urn {
            LONN => then(urn),
            _ => Some(texts(&["a", "b"])),
        };
        let added = baseline.drift(now).added;
        assert_eq!(added, [moved("b", "urn:altinn:accesspackage:ny")]);
    }

    #[test]
    fn holdings_that_were_told_are_taken_in() {
        let mut baseline = Baseline::of(&holding(&[REGNSKAP], &["krav"]), then, true);
        let now = holding(&[LONN], &["efaktura"]);
        baseline.take_in_shift(&baseline.shift(&now), then);
        assert_eq!(baseline, Baseline::of(&now, then, true));
    }

    #[test]
    fn a_package_that_the_catalogue_does_not_know_says_nothing() {
        let held = holding(&["urn:altinn:accesspackage:ny", LONN], &[]);
        let baseline = Baseline::of(&held, then, true);
        let all_known = |_: &str| Some(texts(&["a-melding", "noe-nytt"]));
        assert_eq!(
            baseline.drift(all_known).added,
            [moved("noe-nytt", LONN)],
            "only by the package that was known"
        );
        assert_eq!(
            baseline.drift(|_| None),
            Drift::default(),
            "a catalogue with holes is no news"
        );
    }

    #[test]
    fn holdings_that_changed_are_told_when_the_old_ones_were_true() {
        let baseline = Baseline::of(&holding(&[REGNSKAP], &["krav"]), then, true);
        let now = holding(&[LONN], &["krav", "efaktura"]);
        assert_eq!(
            baseline.shift(&now),
            Shift {
                added: holding(&[LONN], &["efaktura"]),
                removed: holding(&[REGNSKAP], &[]),
            }
        );
        let listed = Baseline::of(&holding(&[REGNSKAP], &[]), then, false);
        assert!(
            listed.shift(&now).is_none(),
            "a list tells what it got when it was made"
        );
    }
}
