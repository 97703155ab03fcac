//! The services of public bodies ("resources"): what they are called, who owns them, which actions
//! they have, and which roles and packages open each action.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::words::Words;

/// A public body that owns services.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Owner {
    pub(crate) code: String,
    pub(crate) org_no: String,
    pub(crate) name: Words,
}

/// A service in the resource registry, with its policy.
///
/// This is also the body of `PUT /_sandbox/resources/{id}`; there, everything but `title` may be
/// left out.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Service {
    #[serde(default)]
    pub(crate) identifier: String,
    /// Code of the owner, e.g. `skd`.
    #[serde(default = "digdir")]
    pub(crate) owner: String,
    /// One of the registry's resource types, e.g. `AltinnApp`.
    #[serde(default = "generic")]
    pub(crate) resource_type: String,
    pub(crate) title: Words,
    #[serde(default)]
    pub(crate) description: Words,
    /// What the holder may do; made from the actions when it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) right_description: Option<Words>,
    /// Action ids, e.g. `read`, `write`, `complete` (hand in), `sign`.
    #[serde(default = "read_only")]
    pub(crate) actions: Vec<String>,
    /// Codes of the packages that open every action.
    #[serde(default)]
    pub(crate) packages: Vec<String>,
    /// Legacy codes of the roles that open every action, e.g. `dagl`.
    #[serde(default)]
    pub(crate) roles: Vec<String>,
    /// Actions that other subjects open.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) action_subjects: BTreeMap<String, Subjects>,
    /// Whether it may be passed on at all.
    #[serde(default = "yes")]
    pub(crate) delegable: bool,
    #[serde(default = "yes")]
    pub(crate) visible: bool,
    /// Lowest authentication level that may use it or pass it on.
    #[serde(default = "level_three")]
    pub(crate) minimum_level: u8,
    /// Whether the check of what may be passed on says no and knows no reason.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) reason_unknown: bool,
    /// When set, only these organisations (numbers) are on the owner's access list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) access_list: Option<Vec<String>>,
    /// When set, only these organisations (numbers) are in the owner's own rights register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) srr_list: Option<Vec<String>>,
}

/// Who opens an action.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Subjects {
    pub(crate) packages: Vec<String>,
    pub(crate) roles: Vec<String>,
}

fn digdir() -> String {
    "digdir".to_owned()
}

fn generic() -> String {
    "GenericAccessResource".to_owned()
}

fn read_only() -> Vec<String> {
    vec!["read".to_owned()]
}

fn yes() -> bool {
    true
}

fn level_three() -> u8 {
    3
}

/// The prefix under which access management knows an action.
pub(crate) const ACTION_ATTRIBUTE: &str = "urn:oasis:names:tc:xacml:1.0:action:action-id";

/// The attribute that names a service in rights and policies.
pub(crate) const RESOURCE_ATTRIBUTE: &str = "urn:altinn:resource";

impl Service {
    /// Codes of packages and legacy codes of roles that open one action.
    pub(crate) fn subjects(&self, action: &str) -> (&[String], &[String]) {
        self.action_subjects
            .get(action)
            .map_or((&self.packages, &self.roles), |own| {
                (&own.packages, &own.roles)
            })
    }

    /// All packages that open any action, each once.
    pub(crate) fn all_packages(&self) -> Vec<&String> {
        self.gather(|subjects| &subjects.packages, &self.packages)
    }

    /// All legacy role codes that open any action, each once.
    pub(crate) fn all_roles(&self) -> Vec<&String> {
        self.gather(|subjects| &subjects.roles, &self.roles)
    }

    fn gather<'a>(
        &'a self,
        part: impl Fn(&'a Subjects) -> &'a Vec<String>,
        common: &'a [String],
    ) -> Vec<&'a String> {
        let mut all: Vec<&String> = common.iter().collect();
        for code in self.action_subjects.values().flat_map(part) {
            if !all.contains(&code) {
                all.push(code);
            }
        }
        all
    }

    /// What the holder may do, from the registry's own text or by rule from the actions.
    pub(crate) fn right_description(&self) -> Words {
        self.right_description
            .clone()
            .unwrap_or_else(|| self.described_by_actions())
    }

    fn described_by_actions(&self) -> Words {
        let verbs = |of: fn(&Verb) -> &'static str, and: &str| {
            let list: Vec<&str> = self
                .actions
                .iter()
                .filter_map(|action| Verb::of(action))
                .map(of)
                .collect();
            match list.split_last() {
                None => String::new(),
                Some((only, [])) => (*only).to_owned(),
                Some((last, rest)) => format!("{} {and} {last}", rest.join(", ")),
            }
        };
        Words {
            nb: format!(
                "Den som får denne fullmakten, kan {} «{}» for virksomheten.",
                verbs(|verb| verb.nb, "og"),
                self.title.nb
            ),
            nn: format!(
                "Den som får denne fullmakta, kan {} «{}» for verksemda.",
                verbs(|verb| verb.nn, "og"),
                self.title.nn
            ),
            en: format!(
                "Whoever gets this power of attorney may {} “{}” for the organisation.",
                verbs(|verb| verb.en, "and"),
                self.title.en
            ),
        }
    }
}

/// An action in plain words.
pub(crate) struct Verb {
    action: &'static str,
    pub(crate) nb: &'static str,
    pub(crate) nn: &'static str,
    pub(crate) en: &'static str,
}

impl Verb {
    const ALL: [Verb; 9] = [
        Verb {
            action: "instantiate",
            nb: "starte",
            nn: "starte",
            en: "start",
        },
        Verb {
            action: "read",
            nb: "lese",
            nn: "lese",
            en: "read",
        },
        Verb {
            action: "write",
            nb: "fylle ut",
            nn: "fylle ut",
            en: "fill in",
        },
        Verb {
            action: "complete",
            nb: "sende inn",
            nn: "sende inn",
            en: "hand in",
        },
        Verb {
            action: "sign",
            nb: "signere",
            nn: "signere",
            en: "sign",
        },
        Verb {
            action: "confirm",
            nb: "bekrefte",
            nn: "stadfeste",
            en: "confirm",
        },
        Verb {
            action: "delete",
            nb: "slette",
            nn: "slette",
            en: "delete",
        },
        Verb {
            action: "subscribe",
            nb: "få varsler om",
            nn: "få varsel om",
            en: "be notified of",
        },
        Verb {
            action: "access",
            nb: "bruke",
            nn: "bruke",
            en: "use",
        },
    ];

    /// The verb for an action id; `None` for one that has no word here.
    pub(crate) fn of(action: &str) -> Option<&'static Verb> {
        Self::ALL.iter().find(|verb| verb.action == action)
    }
}

/// The services that every world starts with.
pub(crate) fn seeded() -> BTreeMap<String, Service> {
    let services: Vec<Service> = serde_json::from_str(include_str!("../../data/resources.json"))
        .expect("the data file is part of this crate and is read by its tests");
    services
        .into_iter()
        .map(|service| (service.identifier.clone(), service))
        .collect()
}

static OWNERS: LazyLock<Vec<Owner>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../data/owners.json"))
        .expect("the data file is part of this crate and is read by its tests")
});

/// All owners of services.
pub(crate) fn owners() -> &'static [Owner] {
    &OWNERS
}

/// The owner with this code.
pub(crate) fn owner(code: &str) -> Option<&'static Owner> {
    owners().iter().find(|owner| owner.code == code)
}

#[cfg(test)]
mod tests {
    use super::super::catalogue::catalogue;
    use super::*;

    #[test]
    fn every_service_has_a_known_owner_and_known_subjects() {
        let services = seeded();
        assert!(services.len() >= 60);
        for service in services.values() {
            assert!(owner(&service.owner).is_some(), "{}", service.identifier);
            for code in service.all_packages() {
                assert!(
                    catalogue().package(code).is_some(),
                    "{}: {code}",
                    service.identifier
                );
            }
            for action in &service.actions {
                assert!(
                    Verb::of(action).is_some(),
                    "{}: {action}",
                    service.identifier
                );
            }
            for text in [&service.title.nb, &service.title.nn, &service.title.en] {
                assert!(!text.is_empty(), "{}", service.identifier);
            }
        }
    }

    #[test]
    fn the_packages_of_the_queue_hold_the_services_one_expects() {
        let services = seeded();
        let of = |package: &str| {
            services
                .values()
                .filter(|each| each.packages.iter().any(|code| code == package))
                .count()
        };
        assert_eq!(of("regnskap-okonomi-rapport"), 8);
        assert_eq!(of("lonn"), 5);
        let accounting = services.values().filter(|service| {
            let codes = [
                "regnskapsforer-med-signeringsrettighet",
                "regnskapsforer-lonn",
            ];
            service
                .packages
                .iter()
                .any(|code| codes.contains(&code.as_str()))
        });
        assert_eq!(accounting.count(), 38);
    }

    #[test]
    fn the_right_is_described_by_its_actions() {
        let services = seeded();
        let claims = services["ske-krav-og-betalinger"].right_description();
        assert_eq!(
            claims.nb,
            "Den som får denne fullmakten, kan lese «Krav og betalinger» for virksomheten."
        );
    }
}
