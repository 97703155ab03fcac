//! Who may see which dialogs: by list authorisation (anything open in the service) and action by
//! action for one dialog (dialogporten reference 1.11 and 4.4).

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use uuid::Uuid;

use super::dialog::Dialog;
use super::query::SERVICE_PREFIX;
use crate::world::authority::{Holder, Standing};
use crate::world::organisations::Organisation;
use crate::world::{Person, World};

/// Prefix of an organisation's URN.
pub(crate) const ORGANISATION: &str = "urn:altinn:organization:identifier-no:";
/// Prefix of a person's URN.
pub(crate) const PERSON: &str = "urn:altinn:person:identifier-no:";

/// On whose behalf a call is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Who {
    /// A person, by party UUID.
    Person(Uuid),
    /// A system user, by its id.
    SystemUser(Uuid),
}

/// The services in which somebody may do anything at all, for one party.
pub(crate) type Open = Arc<HashSet<String>>;

/// What somebody may see in lists, by the party's URN.
#[derive(Debug, Default)]
pub(crate) struct Sight {
    parties: HashMap<String, Open>,
}

impl Sight {
    /// What is open for one party.
    pub(crate) fn of(&self, party: &str) -> Option<&Open> {
        self.parties.get(party)
    }

    /// Whether dialogs of a service are listed for a party.
    pub(crate) fn shows(&self, party: &str, service: &str) -> bool {
        self.of(party).is_some_and(|open| open.contains(service))
    }

    /// Number of parties.
    pub(crate) fn parties(&self) -> usize {
        self.parties.len()
    }

    /// Ids of all services that are open for any of these parties, or for any at all.
    pub(crate) fn services(&self, parties: &[String]) -> BTreeSet<&str> {
        let open: Vec<&Open> = if parties.is_empty() {
            self.parties.values().collect()
        } else {
            parties.iter().filter_map(|urn| self.of(urn)).collect()
        };
        // Thousands of parties share a handful of sets.
        let distinct: BTreeMap<*const HashSet<String>, &Open> = open
            .into_iter()
            .map(|open| (Arc::as_ptr(open), open))
            .collect();
        distinct
            .into_values()
            .flat_map(|open| open.iter().map(String::as_str))
            .collect()
    }
}

/// Worked-out sights, each with the revision of the rights that it was worked out from. Altinn keeps
/// them for fifteen minutes; here a change of rights shows at once.
#[derive(Default)]
pub(crate) struct Sights(HashMap<(Who, bool), (u64, Arc<Sight>)>);

/// An action on the main resource, or on what an authorisation attribute names.
pub(crate) type Act = (String, Option<String>);

impl World {
    /// What somebody may see in lists. `via_firms` adds what comes through a firm that a person
    /// leads, as the profile setting "show client units" does.
    pub(crate) fn sight(&mut self, who: Who, via_firms: bool) -> Arc<Sight> {
        let revision = self.authorities.revision();
        if let Some((known, sight)) = self.sights.0.get(&(who, via_firms))
            && *known == revision
        {
            return Arc::clone(sight);
        }
        let sight = Arc::new(match who {
            Who::Person(person) => self.sight_of_person(person, via_firms),
            Who::SystemUser(id) => self.sight_of_system_user(id),
        });
        // System users come, go and change without touching anybody's rights.
        if matches!(who, Who::Person(_)) {
            let kept = (revision, Arc::clone(&sight));
            self.sights.0.insert((who, via_firms), kept);
        }
        sight
    }

    fn sight_of_person(&self, party: Uuid, via_firms: bool) -> Sight {
        let mut sight = Sight::default();
        let Some(person) = self.person_by_party(party) else {
            return sight;
        };
        let own = Arc::new(self.open_services(&Standing::of_inhabitant()));
        sight.parties.insert(format!("{PERSON}{}", person.pid), own);
        let mut known: HashMap<String, Open> = HashMap::new();
        for organisation in self.reached(person, via_firms) {
            let signature = self.signature(party, organisation, via_firms);
            let open = known.entry(signature).or_insert_with(|| {
                let standing = if via_firms {
                    self.standing(party, organisation)
                } else {
                    self.own_standing(party, organisation)
                };
                Arc::new(standing.map_or_else(HashSet::new, |own| self.open_services(&own)))
            });
            let urn = format!("{ORGANISATION}{}", organisation.org_no);
            sight.parties.insert(urn, Arc::clone(open));
        }
        sight
    }

    /// Its own organisation, and the clients that it was given.
    fn sight_of_system_user(&self, id: Uuid) -> Sight {
        let mut sight = Sight::default();
        let Some(user) = self.system_user(id) else {
            return sight;
        };
        let clients = self.agents.clients_of(id);
        for org_no in std::iter::once(user.org_no.as_str()).chain(clients) {
            let standing = self.organisations.by_number(org_no);
            let standing = standing.map(|organisation| self.standing_of(user, organisation));
            let open = Arc::new(self.open_services(&standing.unwrap_or_default()));
            sight
                .parties
                .insert(format!("{ORGANISATION}{org_no}"), open);
        }
        sight
    }

    /// Every organisation in which a person has something, sub-units of its main units included.
    pub(crate) fn reached(&self, person: &Person, via_firms: bool) -> Vec<&Organisation> {
        let holder = Holder::Person(person.party_uuid);
        let own: Vec<_> = self.authorities.of_holder(&holder).collect();
        let mut numbers: BTreeSet<&str> = own.iter().map(|each| each.org_no.as_str()).collect();
        let firms = own.iter().filter(|each| via_firms && each.has_key_role());
        let mut through = BTreeSet::new();
        for firm in firms {
            let holder = Holder::Organisation(firm.org_no.clone());
            through.extend(
                self.authorities
                    .of_holder(&holder)
                    .map(|each| each.org_no.as_str()),
            );
        }
        numbers.extend(through);
        numbers.extend(self.agents.clients_of(person.party_uuid));
        let units: Vec<&str> = numbers
            .iter()
            .flat_map(|main| self.organisations.units_of(main))
            .map(|unit| unit.org_no.as_str())
            .collect();
        numbers.extend(units);
        numbers
            .into_iter()
            .filter_map(|org_no| self.organisations.by_number(org_no))
            .collect()
    }

    /// Everything that a standing follows from, as one text: equal texts, equal standings.
    pub(crate) fn signature(
        &self,
        person: Uuid,
        organisation: &Organisation,
        via_firms: bool,
    ) -> String {
        let above = organisation.parent.as_deref();
        let mut signature = organisation.form.to_owned();
        for org_no in std::iter::once(organisation.org_no.as_str()).chain(above) {
            for authority in self.authorities.in_organisation(org_no) {
                let counts = match &authority.holder {
                    Holder::Person(holder) => *holder == person,
                    Holder::Organisation(firm) => via_firms && self.leads(person, firm),
                };
                if counts {
                    for list in [&authority.roles, &authority.packages, &authority.services] {
                        signature.push(';');
                        signature.push_str(&list.join(","));
                    }
                }
            }
        }
        for given in self.given_to(person, organisation) {
            for list in [&given.packages, &given.services] {
                signature.push_str(";for:");
                signature.push_str(&list.join(","));
            }
        }
        signature
    }

    /// Ids of the services in which any action is open.
    fn open_services(&self, standing: &Standing) -> HashSet<String> {
        self.services
            .values()
            .filter(|service| {
                let mut actions = service.actions.iter();
                actions.any(|action| standing.opens(service, action))
            })
            .map(|service| service.identifier.clone())
            .collect()
    }

    /// What somebody holds for the party with this URN.
    pub(crate) fn standing_for(&self, who: Who, party: &str) -> Option<Standing> {
        match (who, party.strip_prefix(ORGANISATION)) {
            (Who::Person(person), Some(org_no)) => {
                self.standing(person, self.organisations.by_number(org_no)?)
            }
            (Who::Person(person), None) => {
                let own = self.person_by_party(person)?;
                (party.strip_prefix(PERSON)? == own.pid).then(Standing::of_inhabitant)
            }
            (Who::SystemUser(id), Some(org_no)) => {
                let organisation = self.organisations.by_number(org_no)?;
                let standing = self.standing_of(self.system_user(id)?, organisation);
                (!standing.is_empty()).then_some(standing)
            }
            (Who::SystemUser(_), None) => None,
        }
    }

    /// Which of the acts that a dialog mentions somebody may do; reading is always mentioned.
    pub(crate) fn permitted(&self, who: Who, dialog: &Dialog) -> BTreeSet<Act> {
        let Some(standing) = self.standing_for(who, &dialog.party) else {
            return BTreeSet::new();
        };
        acts_of(dialog)
            .into_iter()
            .filter(|(action, attribute)| {
                self.opens(&standing, &dialog.service, action, attribute.as_deref())
            })
            .collect()
    }

    /// An attribute that names another service is decided by that one; any other must have rules of
    /// its own in the service, under `action,attribute`.
    fn opens(
        &self,
        standing: &Standing,
        service: &str,
        action: &str,
        attribute: Option<&str>,
    ) -> bool {
        let (service, action) = match attribute {
            None => (service, action.to_owned()),
            Some(attribute) => match attribute.strip_prefix(SERVICE_PREFIX) {
                Some(other) => (other, action.to_owned()),
                None => (service, format!("{action},{attribute}")),
            },
        };
        self.services.get(service).is_some_and(|service| {
            let has_rules =
                service.actions.contains(&action) || service.action_subjects.contains_key(&action);
            has_rules && standing.opens(service, &action)
        })
    }
}

/// Whether anything may be done with the dialog's own service, whatever it is.
pub(crate) fn opens_main_resource(permitted: &BTreeSet<Act>) -> bool {
    permitted.iter().any(|(_, attribute)| attribute.is_none())
}

/// Whether a transmission is open: one without an attribute is to whoever may do anything.
pub(crate) fn opens_transmission(permitted: &BTreeSet<Act>, attribute: Option<&str>) -> bool {
    match attribute {
        None => opens_main_resource(permitted),
        named => permitted.contains(&transmission_act(named)),
    }
}

/// The act that opens a transmission.
fn transmission_act(attribute: Option<&str>) -> Act {
    let of_resource = attribute.is_none_or(|attribute| attribute.starts_with(SERVICE_PREFIX));
    let action = if of_resource {
        "read"
    } else {
        "transmissionread"
    };
    (action.to_owned(), attribute.map(str::to_owned))
}

fn acts_of(dialog: &Dialog) -> BTreeSet<Act> {
    let buttons = dialog
        .gui_actions
        .iter()
        .map(|each| (each.action.clone(), each.authorization_attribute.clone()));
    let for_programs = dialog
        .api_actions
        .iter()
        .map(|each| (each.action.clone(), each.authorization_attribute.clone()));
    let transmissions = dialog
        .transmissions
        .iter()
        .map(|each| transmission_act(each.authorization_attribute.as_deref()));
    std::iter::once(("read".to_owned(), None))
        .chain(buttons)
        .chain(for_programs)
        .chain(transmissions)
        .collect()
}
