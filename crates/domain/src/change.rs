//! Changes of a system user, netted: what a change request does to what the system user truly holds.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::check::Item;
use crate::roles::package_urn;

/// What a change request asks for (Altinn/altinn-authentication: ChangeRequestResponse). Each list is in order and
/// without repeats.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The system user that is changed.
    pub system_user_id: Uuid,
    /// URNs of packages to add.
    pub add_packages: Vec<String>,
    /// Resource ids of single services to add.
    pub add_resources: Vec<String>,
    /// Resource ids of single services to remove.
    pub remove_resources: Vec<String>,
    /// URNs of packages to remove.
    pub remove_packages: Vec<String>,
}

/// Packages and single services that a system user holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holdings {
    /// URNs of packages.
    pub packages: Vec<String>,
    /// Resource ids of single services.
    pub resources: Vec<String>,
}

impl Holdings {
    /// Whether this very item is held; a service that a package opens is not held by itself.
    pub fn holds(&self, item: &Item) -> bool {
        match item {
            Item::Package(urn) => self.packages.iter().any(|p| same_package(p, urn)),
            Item::Resource(id) => self.resources.contains(id),
        }
    }

    /// Every service, once, by id, with what opens it: packages in their order, then the single service.
    fn services(&self, opens: &impl Fn(&str) -> Vec<String>) -> Vec<(String, Vec<Way>)> {
        let mut services: Vec<(String, Vec<Way>)> = Vec::new();
        let mut note =
            |id: String, way: Way| match services.iter_mut().find(|(known, _)| *known == id) {
                Some((_, ways)) => ways.push(way),
                None => services.push((id, vec![way])),
            };
        for urn in &self.packages {
            let inside: BTreeSet<String> = opens(urn).into_iter().collect();
            for id in inside {
                note(id, Way::Package(urn.clone()));
            }
        }
        for id in &self.resources {
            note(id.clone(), Way::Single);
        }
        services
    }
}

/// By what a service is held.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// A package, by URN.
    Package(String),
    /// By itself.
    Single,
}

/// A service in a netted change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NetService {
    /// Resource id.
    pub resource_id: String,
    /// By what it comes, leaves or stays.
    pub through: Vec<Way>,
    /// For one that stays: by what it would have left.
    pub leaving: Vec<Way>,
}

/// One step of a change, in the order in which Altinn takes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Added (true) or removed.
    pub add: bool,
    /// What.
    pub item: Item,
}

impl Step {
    /// Whether nothing is left to do, when the system user holds this.
    pub fn is_done(&self, now: &Holdings) -> bool {
        now.holds(&self.item) == self.add
    }
}

/// What a change does, service by service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NetChange {
    /// Services that come, by id.
    pub added: Vec<NetService>,
    /// Services that go.
    pub removed: Vec<NetService>,
    /// Services that stay, also where one thing that opens them goes or comes.
    pub unchanged: Vec<NetService>,
    /// Steps that ask for what is so already.
    pub moot: Vec<Step>,
    /// What is held afterwards.
    pub after: Holdings,
}

impl Change {
    /// Everything that Altinn does, in its order: packages and services are given, then services and packages taken
    /// (Altinn/altinn-authentication: ChangeRequestSystemUserService).
    pub fn steps(&self) -> Vec<Step> {
        let packages = |urns: &[String], add| -> Vec<Step> {
            urns.iter()
                .map(|urn| Step {
                    add,
                    item: Item::Package(urn.clone()),
                })
                .collect()
        };
        let resources = |ids: &[String], add| -> Vec<Step> {
            ids.iter()
                .map(|id| Step {
                    add,
                    item: Item::Resource(id.clone()),
                })
                .collect()
        };
        let mut steps = packages(&self.add_packages, true);
        steps.extend(resources(&self.add_resources, true));
        steps.extend(resources(&self.remove_resources, false));
        steps.extend(packages(&self.remove_packages, false));
        steps
    }

    /// Packages that come (true) or go when this is held, in the order of the steps; not those that are named and stay
    /// as they are.
    pub fn moving_packages(&self, held: &Holdings) -> Vec<(bool, String)> {
        let after = self.after(held);
        let moves = |step: &Step| {
            let (was, is) = (held.holds(&step.item), after.holds(&step.item));
            was != is && is == step.add
        };
        let steps = self.steps().into_iter().filter(moves);
        steps
            .filter_map(|step| match step.item {
                Item::Package(urn) => Some((step.add, urn)),
                Item::Resource(_) => None,
            })
            .collect()
    }

    /// What is held once every step is taken. What is asked both to come and to go, goes: Altinn takes last.
    pub fn after(&self, held: &Holdings) -> Holdings {
        let mut after = held.clone();
        for step in self.steps() {
            match (step.add, step.item) {
                (true, item) if after.holds(&item) => {}
                (true, Item::Package(urn)) => after.packages.push(urn),
                (true, Item::Resource(id)) => after.resources.push(id),
                (false, Item::Package(urn)) => {
                    after.packages.retain(|p| !same_package(p, &urn));
                }
                (false, Item::Resource(id)) => after.resources.retain(|r| *r != id),
            }
        }
        after
    }

    /// Nets the change against what is held now. `opens` gives the services inside a package.
    ///
    /// A service that goes with one package and stays through another, or by itself, is unchanged; one that comes with
    /// a package although it is held already is unchanged too.
    pub fn net(&self, held: &Holdings, opens: impl Fn(&str) -> Vec<String>) -> NetChange {
        let after = self.after(held);
        let before_services = held.services(&opens);
        let after_services = after.services(&opens);
        let find = |services: &[(String, Vec<Way>)], id: &str| -> Vec<Way> {
            let found = services.iter().find(|(known, _)| known == id);
            found.map(|(_, ways)| ways.clone()).unwrap_or_default()
        };
        let (mut added, mut removed, mut unchanged) = (Vec::new(), Vec::new(), Vec::new());
        for (id, _) in &after_services {
            let (was, is) = (find(&before_services, id), find(&after_services, id));
            let service = NetService {
                resource_id: id.clone(),
                leaving: was.iter().filter(|w| !is.contains(w)).cloned().collect(),
                through: is,
            };
            if was.is_empty() {
                added.push(service);
            } else {
                unchanged.push(service);
            }
        }
        for (id, _) in &before_services {
            if find(&after_services, id).is_empty() {
                removed.push(NetService {
                    resource_id: id.clone(),
                    through: find(&before_services, id),
                    leaving: Vec::new(),
                });
            }
        }
        let moot = self.steps().into_iter().filter(|s| s.is_done(held));
        NetChange {
            added,
            removed,
            unchanged,
            moot: moot.collect(),
            after,
        }
    }
}

fn same_package(one: &str, other: &str) -> bool {
    one == other || package_urn(one) == package_urn(other)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::{Change, Holdings, Way};
    use crate::check::Item;

    const TOLL: &str = "urn:altinn:accesspackage:toll";
    const MVA: &str = "urn:altinn:accesspackage:merverdiavgift";
    const KRAV: &str = "urn:altinn:accesspackage:krav";

    fn opens(urn: &str) -> Vec<String> {
        let inside: &[&str] = match urn {
            TOLL => &["toll-innsyn", "saldo"],
            MVA => &["mva-melding", "saldo"],
            KRAV => &["saldo"],
            _ => &[],
        };
        inside.iter().map(|id| (*id).to_owned()).collect()
    }

    fn texts(list: &[&str]) -> Vec<String> {
        list.iter().map(|t| (*t).to_owned()).collect()
    }

    fn holding(packages: &[&str], resources: &[&str]) -> Holdings {
        Holdings {
            packages: texts(packages),
            resources: texts(resources),
        }
    }

    fn change(add: (&[&str], &[&str]), remove: (&[&str], &[&str])) -> Change {
        Change {
            system_user_id: Uuid::nil(),
            add_packages: texts(add.0),
            add_resources: texts(add.1),
            remove_packages: texts(remove.0),
            remove_resources: texts(remove.1),
        }
    }

    fn ids(services: &[super::NetService]) -> Vec<&str> {
        services.iter().map(|s| s.resource_id.as_str()).collect()
    }

    #[test]
    fn services_come_go_and_stay() {
        let held = holding(&[TOLL], &["krav"]);
        let net = change((&[MVA], &["efaktura"]), (&[TOLL], &[])).net(&held, opens);
        assert_eq!(ids(&net.added), ["mva-melding", "efaktura"]);
        assert_eq!(net.added[0].through, [Way::Package(MVA.into())]);
        assert_eq!(net.added[1].through, [Way::Single]);
        assert_eq!(ids(&net.removed), ["toll-innsyn"]);
        assert_eq!(net.removed[0].through, [Way::Package(TOLL.into())]);
        assert_eq!(ids(&net.unchanged), ["saldo", "krav"]);
        assert!(net.moot.is_empty());
        assert_eq!(net.after, holding(&[MVA], &["krav", "efaktura"]));
    }

    /// «Saldo» goes with one package and stays through another: it is unchanged, and says both.
    #[test]
    fn what_leaves_one_way_and_stays_another_is_unchanged() {
        let held = holding(&[TOLL, KRAV], &[]);
        let net = change((&[], &[]), (&[TOLL], &[])).net(&held, opens);
        assert_eq!(ids(&net.removed), ["toll-innsyn"]);
        assert_eq!(ids(&net.unchanged), ["saldo"]);
        assert_eq!(net.unchanged[0].through, [Way::Package(KRAV.into())]);
        assert_eq!(net.unchanged[0].leaving, [Way::Package(TOLL.into())]);
    }

    #[test]
    fn a_single_service_that_a_package_opens_too_is_unchanged_both_ways() {
        let held = holding(&[KRAV], &["saldo"]);
        let net = change((&[], &[]), (&[], &["saldo"])).net(&held, opens);
        assert!(net.removed.is_empty());
        assert_eq!(net.unchanged[0].leaving, [Way::Single]);
        let held = holding(&[KRAV], &[]);
        let net = change((&[], &["saldo"]), (&[], &[])).net(&held, opens);
        assert!(net.added.is_empty());
        assert_eq!(
            net.unchanged[0].through,
            [Way::Package(KRAV.into()), Way::Single]
        );
        assert!(
            net.moot.is_empty(),
            "held through a package is not held by itself"
        );
    }

    #[test]
    fn what_is_so_already_is_moot_in_either_direction() {
        let held = holding(&[MVA], &["krav"]);
        let asked = change((&[MVA], &["krav"]), (&[TOLL], &["efaktura"]));
        let net = asked.net(&held, opens);
        assert!(net.added.is_empty() && net.removed.is_empty());
        let moot: Vec<(bool, &Item)> = net.moot.iter().map(|s| (s.add, &s.item)).collect();
        assert_eq!(
            moot,
            [
                (true, &Item::Package(MVA.into())),
                (true, &Item::Resource("krav".into())),
                (false, &Item::Resource("efaktura".into())),
                (false, &Item::Package(TOLL.into())),
            ]
        );
        assert_eq!(net.after, held);
    }

    #[test]
    fn what_is_asked_to_come_and_to_go_goes() {
        let asked = change((&[MVA], &[]), (&[MVA], &[]));
        let net = asked.net(&holding(&[], &[]), opens);
        assert_eq!(net.after, holding(&[], &[]));
        assert!(net.added.is_empty());
    }

    /// Packages that move are told by themselves: of one that opens nothing that is known, no service would tell.
    #[test]
    fn packages_that_move_are_told_whether_or_not_they_open_anything() {
        const NEW: &str = "urn:altinn:accesspackage:ny";
        const OLD: &str = "urn:altinn:accesspackage:gammel";
        let held = holding(&[MVA, OLD], &["krav"]);
        let asked = change((&[NEW, MVA], &["efaktura"]), (&[OLD, TOLL], &["krav"]));
        assert_eq!(
            asked.moving_packages(&held),
            [(true, NEW.to_owned()), (false, OLD.to_owned())],
            "what is so already does not move"
        );
        let both = change((&[NEW], &[]), (&[NEW], &[]));
        assert_eq!(both.moving_packages(&held), []);
    }

    #[test]
    fn urns_and_bare_codes_are_the_same_package() {
        let held = holding(&["merverdiavgift"], &[]);
        let net = change((&[MVA], &[]), (&[], &[])).net(&held, opens);
        assert_eq!(net.moot.len(), 1);
        let gone = change((&[], &[]), (&[MVA], &[])).after(&held);
        assert!(gone.packages.is_empty());
    }

    #[test]
    fn steps_come_in_the_order_in_which_altinn_takes_them() {
        let asked = change((&[MVA], &["a"]), (&[TOLL], &["b"]));
        let steps: Vec<(bool, Item)> = asked.steps().into_iter().map(|s| (s.add, s.item)).collect();
        assert_eq!(
            steps,
            [
                (true, Item::Package(MVA.into())),
                (true, Item::Resource("a".into())),
                (false, Item::Resource("b".into())),
                (false, Item::Package(TOLL.into())),
            ]
        );
        let now = holding(&[MVA, TOLL], &["b"]);
        let done: Vec<bool> = asked.steps().iter().map(|s| s.is_done(&now)).collect();
        assert_eq!(done, [true, false, false, false]);
    }

    /// A package that the catalogue does not know opens nothing that could be shown; the step names it all the same.
    #[test]
    fn an_unknown_package_is_a_step_without_services() {
        let asked = change((&["urn:altinn:accesspackage:ny"], &[]), (&[], &[]));
        let net = asked.net(&holding(&[], &[]), opens);
        assert!(net.added.is_empty());
        assert_eq!(net.after.packages.len(), 1);
        assert_eq!(asked.steps().len(), 1);
    }
}
