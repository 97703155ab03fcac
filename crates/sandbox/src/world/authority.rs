//! Who holds what in which organisation, and what follows from it: by register role, by package or
//! single service given in Altinn, by inheritance from the main unit, and through a firm in which a
//! person has a key role.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use uuid::Uuid;

use super::World;
use super::catalogue::catalogue;
use super::clients::Given;
use super::organisations::Organisation;
use super::services::Service;

/// A person or an organisation that holds something for an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Holder {
    /// A person, by party UUID.
    Person(Uuid),
    /// An organisation, by number.
    Organisation(String),
}

/// What one holder has been given by, or is registered with in, one organisation.
#[derive(Clone, Debug)]
pub(crate) struct Authority {
    pub(crate) holder: Holder,
    pub(crate) org_no: String,
    /// Role codes, e.g. `daglig-leder`.
    pub(crate) roles: Vec<String>,
    /// Codes of packages given directly.
    pub(crate) packages: Vec<String>,
    /// Ids of services given directly.
    pub(crate) services: Vec<String>,
}

impl Authority {
    /// Whether one of the roles is a key role.
    pub(crate) fn has_key_role(&self) -> bool {
        let is_key = |code: &String| catalogue().role(code).is_some_and(|role| role.is_key_role);
        self.roles.iter().any(is_key)
    }
}

/// All authorities, found by holder and by organisation.
#[derive(Default)]
pub(crate) struct Authorities {
    all: Vec<Authority>,
    by_holder: HashMap<Holder, Vec<usize>>,
    by_org: HashMap<String, Vec<usize>>,
    revision: u64,
}

impl Authorities {
    /// Sets what a holder has in an organisation; replaces what was there.
    pub(crate) fn set(&mut self, authority: Authority) {
        self.touch();
        // Few hold anything in one organisation; one firm may hold something in thousands.
        let known = self
            .by_org
            .get(&authority.org_no)
            .into_iter()
            .flatten()
            .copied()
            .find(|at| self.all[*at].holder == authority.holder);
        match known {
            Some(at) => self.all[at] = authority,
            None => self.push(authority),
        }
    }

    /// A number that changes whenever rights do.
    pub(crate) fn revision(&self) -> u64 {
        self.revision
    }

    /// Notes that rights changed in another way: what a service asks for.
    pub(crate) fn touch(&mut self) {
        self.revision += 1;
    }

    /// Adds an authority that is known to be new; `set` looks first, which is slow for thousands.
    pub(crate) fn push(&mut self, authority: Authority) {
        self.touch();
        let at = self.all.len();
        self.by_holder
            .entry(authority.holder.clone())
            .or_default()
            .push(at);
        self.by_org
            .entry(authority.org_no.clone())
            .or_default()
            .push(at);
        self.all.push(authority);
    }

    /// What a holder has in one organisation.
    pub(crate) fn between(&self, holder: &Holder, org_no: &str) -> Option<&Authority> {
        self.in_organisation(org_no)
            .find(|authority| authority.holder == *holder)
    }

    /// Everything a holder has, in all organisations. Authorities that were emptied are left out.
    pub(crate) fn of_holder(&self, holder: &Holder) -> impl Iterator<Item = &Authority> {
        self.by_holder
            .get(holder)
            .into_iter()
            .flatten()
            .map(|at| &self.all[*at])
            .filter(is_something)
    }

    /// Numbers of all organisations that hold anything in others, in order.
    pub(crate) fn firms(&self) -> impl Iterator<Item = &str> {
        let firms: BTreeSet<&str> = self
            .by_holder
            .keys()
            .filter_map(|holder| match holder {
                Holder::Organisation(org_no) => Some(org_no.as_str()),
                Holder::Person(_) => None,
            })
            .collect();
        firms.into_iter()
    }

    /// Everything that others have in an organisation.
    pub(crate) fn in_organisation(&self, org_no: &str) -> impl Iterator<Item = &Authority> {
        self.by_org
            .get(org_no)
            .into_iter()
            .flatten()
            .map(|at| &self.all[*at])
            .filter(is_something)
    }
}

fn is_something(authority: &&Authority) -> bool {
    !(authority.roles.is_empty() && authority.packages.is_empty() && authority.services.is_empty())
}

/// What may be done with a package.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Holding {
    pub(crate) has_access: bool,
    pub(crate) can_delegate: bool,
}

/// Everything that one person has in one organisation, however it came.
#[derive(Clone, Debug, Default)]
pub(crate) struct Standing {
    pub(crate) roles: BTreeSet<String>,
    pub(crate) packages: BTreeMap<String, Holding>,
    pub(crate) services: BTreeSet<String>,
}

impl Standing {
    /// What everybody has over his or her own affairs.
    pub(crate) fn of_inhabitant() -> Self {
        let mut standing = Self::default();
        standing.roles.insert("privatperson".to_owned());
        standing.add_packages_of_role("privatperson", "PERS");
        standing
    }

    /// Adds a package, named by its code or URN, as given directly.
    pub(crate) fn give_package(&mut self, code_or_urn: &str) {
        if let Some(package) = catalogue().package(code_or_urn) {
            self.merge(
                &package.code,
                Holding {
                    has_access: true,
                    can_delegate: true,
                },
            );
        }
    }

    /// Adds what one authority gives in an organisation of this form.
    pub(crate) fn add(&mut self, authority: &Authority, form: &str) {
        for role in &authority.roles {
            self.roles.insert(role.clone());
            self.add_packages_of_role(role, form);
        }
        for code in &authority.packages {
            self.merge(
                code,
                Holding {
                    has_access: true,
                    can_delegate: true,
                },
            );
        }
        self.services.extend(authority.services.iter().cloned());
        // A main administrator may hand out nearly everything without holding it; the rows of the
        // role say what, and the package brings the role's powers with it.
        if self
            .packages
            .get("hovedadministrator")
            .is_some_and(|held| held.has_access)
        {
            self.add_packages_of_role("hovedadministrator", form);
        }
    }

    /// Adds what somebody may do as an agent: to use, not to pass on.
    pub(crate) fn add_as_agent(&mut self, given: &Given) {
        for code in &given.packages {
            let usable = Holding {
                has_access: true,
                can_delegate: false,
            };
            self.merge(code, usable);
        }
        self.services.extend(given.services.iter().cloned());
    }

    fn add_packages_of_role(&mut self, role: &str, form: &str) {
        for row in catalogue().packages_of_role(role, Some(form)) {
            let holding = Holding {
                has_access: row.has_access,
                can_delegate: row.can_delegate,
            };
            self.merge(&row.package, holding);
        }
    }

    fn merge(&mut self, code: &str, more: Holding) {
        let held = self.packages.entry(code.to_owned()).or_default();
        held.has_access |= more.has_access;
        held.can_delegate |= more.can_delegate;
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.roles.is_empty() && self.packages.is_empty() && self.services.is_empty()
    }

    pub(crate) fn has_package(&self, code: &str) -> bool {
        self.packages.get(code).is_some_and(|held| held.has_access)
    }

    pub(crate) fn may_pass_on(&self, code: &str) -> bool {
        self.packages
            .get(code)
            .is_some_and(|held| held.can_delegate)
    }

    /// Whether one of these legacy role codes (`dagl`) is among the roles.
    pub(crate) fn has_any_role(&self, legacy_codes: &[String]) -> bool {
        self.roles
            .iter()
            .filter_map(|code| catalogue().role(code))
            .any(|role| {
                legacy_codes
                    .iter()
                    .any(|code| Some(code) == role.legacy_code.as_ref())
            })
    }

    /// Whether an action of a service is open.
    pub(crate) fn opens(&self, service: &Service, action: &str) -> bool {
        let (packages, roles) = service.subjects(action);
        self.services.contains(&service.identifier)
            || self.has_any_role(roles)
            || packages.iter().any(|code| self.has_package(code))
    }
}

/// Everything that opens any action of any of some services.
#[derive(Default)]
pub(crate) struct Keys<'a> {
    packages: BTreeSet<&'a str>,
    legacy_roles: BTreeSet<&'a str>,
    services: BTreeSet<&'a str>,
}

impl<'a> Keys<'a> {
    /// The keys to these services.
    pub(crate) fn to(services: impl Iterator<Item = &'a Service>) -> Self {
        let mut keys = Self::default();
        for service in services {
            keys.packages
                .extend(service.all_packages().into_iter().map(String::as_str));
            keys.legacy_roles
                .extend(service.all_roles().into_iter().map(String::as_str));
            keys.services.insert(&service.identifier);
        }
        keys
    }

    fn fit(&self, authority: &Authority, form: &str) -> bool {
        let by_role = |code: &String| {
            let legacy = catalogue()
                .role(code)
                .and_then(|role| role.legacy_code.as_deref());
            legacy.is_some_and(|code| self.legacy_roles.contains(code))
                || catalogue()
                    .packages_of_role(code, Some(form))
                    .any(|row| row.has_access && self.packages.contains(row.package.as_str()))
        };
        authority
            .packages
            .iter()
            .any(|code| self.packages.contains(code.as_str()))
            || authority
                .services
                .iter()
                .any(|id| self.services.contains(id.as_str()))
            || authority.roles.iter().any(by_role)
    }

    fn fit_agent(&self, given: &Given) -> bool {
        let opens = |code: &String| self.packages.contains(code.as_str());
        let is = |id: &String| self.services.contains(id.as_str());
        given.packages.iter().any(opens) || given.services.iter().any(is)
    }
}

/// Who acts, and how strongly the login was.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Actor {
    /// The person's party UUID.
    pub(crate) person: Uuid,
    /// Authentication level: 3 or 4 for persons.
    pub(crate) level: u8,
}

impl World {
    /// What a person has in an organisation, in person or through a firm that the person leads;
    /// `None` when there is no relation at all.
    pub(crate) fn standing(&self, person: Uuid, organisation: &Organisation) -> Option<Standing> {
        let mut standing = Standing::default();
        for authority in self.authorities_over(organisation) {
            let counts = match &authority.holder {
                Holder::Person(holder) => *holder == person,
                Holder::Organisation(firm) => self.leads(person, firm),
            };
            if counts {
                standing.add(authority, organisation.form);
            }
        }
        for given in self.given_to(person, organisation) {
            standing.add_as_agent(given);
        }
        (!standing.is_empty()).then_some(standing)
    }

    /// As `standing`, without what comes through a firm.
    pub(crate) fn own_standing(
        &self,
        person: Uuid,
        organisation: &Organisation,
    ) -> Option<Standing> {
        let mut standing = Standing::default();
        let own = self
            .authorities_over(organisation)
            .filter(|authority| authority.holder == Holder::Person(person));
        for authority in own {
            standing.add(authority, organisation.form);
        }
        for given in self.given_to(person, organisation) {
            standing.add_as_agent(given);
        }
        (!standing.is_empty()).then_some(standing)
    }

    /// Whether a person has anything in the organisation that one of these keys fits. The same as to
    /// work out the standing and ask it, and much quicker for thousands of organisations.
    pub(crate) fn has_any(
        &self,
        person: Uuid,
        organisation: &Organisation,
        through_firms: bool,
        keys: &Keys<'_>,
    ) -> bool {
        self.authorities_over(organisation)
            .filter(|authority| match &authority.holder {
                Holder::Person(holder) => *holder == person,
                Holder::Organisation(firm) => through_firms && self.leads(person, firm),
            })
            .any(|authority| keys.fit(authority, organisation.form))
            || self
                .given_to(person, organisation)
                .any(|given| keys.fit_agent(given))
    }

    /// What anybody's agent may do for the organisation or, for a sub-unit, for its main unit.
    pub(crate) fn given_to<'a>(
        &'a self,
        agent: Uuid,
        organisation: &'a Organisation,
    ) -> impl Iterator<Item = &'a Given> {
        let above = organisation.parent.as_deref();
        let numbers = std::iter::once(organisation.org_no.as_str()).chain(above);
        numbers.flat_map(move |org_no| {
            self.agents
                .providers_of(agent)
                .flat_map(move |(_, registered)| registered.of_client(org_no))
        })
    }

    /// What anybody has in the organisation or, for a sub-unit, in its main unit.
    fn authorities_over<'a>(
        &'a self,
        organisation: &'a Organisation,
    ) -> impl Iterator<Item = &'a Authority> {
        let above = organisation.parent.as_deref();
        std::iter::once(organisation.org_no.as_str())
            .chain(above)
            .flat_map(|org_no| self.authorities.in_organisation(org_no))
    }

    /// Whether a person has a key role in a firm, and thereby acts for everything that the firm may
    /// act for.
    pub(crate) fn leads(&self, person: Uuid, firm: &str) -> bool {
        self.authorities
            .in_organisation(firm)
            .filter(|authority| authority.holder == Holder::Person(person))
            .any(Authority::has_key_role)
    }

    /// The policy decision: may this person do `action` on `service` for the organisation? A login
    /// below the service's level is refused, whatever the person holds.
    pub(crate) fn permits(
        &self,
        actor: Actor,
        organisation: &Organisation,
        service: &str,
        action: &str,
    ) -> bool {
        let Some(service) = self.services.get(service) else {
            return false;
        };
        actor.level >= service.minimum_level
            && service.actions.iter().any(|each| each == action)
            && self
                .standing(actor.person, organisation)
                .is_some_and(|standing| standing.opens(service, action))
    }
}
