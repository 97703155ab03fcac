//! Giving agents packages or services for one client, and taking them back: all or nothing, and as
//! often as one likes (access-management reference 3.2).

use jiff::Timestamp;
use uuid::Uuid;

use super::Given;
use super::entities::Entity;
use crate::world::World;
use crate::world::catalogue::{Role, catalogue};

/// What a batch is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    Packages,
    Services,
}

impl What {
    /// The member of a batch's line.
    pub(crate) fn member(self) -> &'static str {
        match self {
            Self::Packages => "packages",
            Self::Services => "resources",
        }
    }

    /// Number of the complaint that there is no such thing.
    fn unknown(self) -> u8 {
        match self {
            Self::Packages => 30,
            Self::Services => 12,
        }
    }

    pub(super) fn of(self, given: &mut Given) -> &mut Vec<String> {
        match self {
            Self::Packages => &mut given.packages,
            Self::Services => &mut given.services,
        }
    }
}

/// One line of a batch, as it was sent.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) role: String,
    pub(crate) items: Vec<String>,
}

/// Between whom, and how an interface calls the three in its query.
#[derive(Clone, Copy)]
pub(crate) struct Line<'a> {
    /// Number of the organisation in the middle.
    pub(crate) provider: &'a str,
    pub(crate) client: Uuid,
    pub(crate) agent: Uuid,
    pub(crate) names: Names,
}

/// Names of query parameters.
#[derive(Clone, Copy)]
pub(crate) struct Names {
    pub(crate) client: &'static str,
    pub(crate) agent: &'static str,
}

/// What became of one item of a batch.
pub(crate) struct Done {
    pub(crate) role: &'static Role,
    /// Code of a package or id of a service.
    pub(crate) item: String,
    /// False when it was so already.
    pub(crate) changed: bool,
}

/// A line of a validation problem: number of `AM.VLD-000nn`, and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Complaint {
    pub(crate) number: u8,
    pub(crate) path: String,
}

impl Complaint {
    pub(super) fn new(number: u8, path: String) -> Self {
        Self { number, path }
    }
}

/// A line of a batch whose role and items are all known.
pub(super) struct Value {
    pub(super) role: &'static Role,
    /// Codes of packages or ids of services.
    pub(super) items: Vec<String>,
}

fn stop(complaints: &mut Vec<Complaint>) -> Result<(), Vec<Complaint>> {
    if complaints.is_empty() {
        Ok(())
    } else {
        Err(std::mem::take(complaints))
    }
}

impl World {
    /// Gives an agent what a batch says. A system user becomes an agent by it; a person must be one.
    /// Nothing is stored when anything is wrong.
    pub(crate) fn grant(
        &mut self,
        what: What,
        line: Line<'_>,
        batch: &[Asked],
        now: Timestamp,
    ) -> Result<Vec<Done>, Vec<Complaint>> {
        let mut complaints = Vec::new();
        let values = self.read_batch(what, batch, true, &mut complaints);
        self.check_parties(line, &mut complaints);
        stop(&mut complaints)?;
        self.check_agent(line, &mut complaints);
        stop(&mut complaints)?;
        self.check_held(what, line, &values, &mut complaints);
        stop(&mut complaints)?;
        let client = self.organisations.by_uuid(line.client);
        let client = client.map(|client| client.org_no.clone());
        let agent = self.agents.register(line.provider, line.agent, now);
        let mut done = Vec::new();
        for value in values {
            // Every value's role was found to be the client's, so there is one.
            let Some(client) = &client else { break };
            let given = what.of(agent.given_mut(client, &value.role.code));
            for item in value.items {
                let changed = !given.contains(&item);
                if changed {
                    given.push(item.clone());
                }
                done.push(Done {
                    role: value.role,
                    item,
                    changed,
                });
            }
        }
        self.note_change_of_agent(line.agent);
        Ok(done)
    }

    /// What persons may do has changed; what system users may is always worked out anew.
    pub(super) fn note_change_of_agent(&mut self, agent: Uuid) {
        if self.person_by_party(agent).is_some() {
            self.authorities.touch();
        }
    }

    /// Roles (29), packages (30) or services (12), and, when it matters, whether packages may go to
    /// agents at all (33).
    pub(super) fn read_batch(
        &self,
        what: What,
        batch: &[Asked],
        to_give: bool,
        complaints: &mut Vec<Complaint>,
    ) -> Vec<Value> {
        let mut values = Vec::new();
        for (at, asked) in batch.iter().enumerate() {
            let role = catalogue().role_by_any(&asked.role);
            if role.is_none() {
                complaints.push(Complaint::new(29, format!("/values[{at}]/role")));
            }
            let mut items = Vec::new();
            for (nth, item) in asked.items.iter().enumerate() {
                let path = || format!("/values[{at}]/{}[{nth}]", what.member());
                match self.read_item(what, item) {
                    None => complaints.push(Complaint::new(what.unknown(), path())),
                    Some((_, false)) if to_give => complaints.push(Complaint::new(33, path())),
                    Some((item, _)) => items.push(item),
                }
            }
            values.extend(role.map(|role| Value { role, items }));
        }
        values
    }

    /// An item's own name, and whether it may go to agents.
    fn read_item(&self, what: What, text: &str) -> Option<(String, bool)> {
        match what {
            What::Packages => {
                let package = catalogue().package(text.trim_start_matches(':'))?;
                Some((package.code.clone(), package.is_delegable))
            }
            What::Services => {
                let service = self.services.get(text)?;
                Some((service.identifier.clone(), true))
            }
        }
    }

    /// Client and agent exist (06).
    pub(super) fn check_parties(&self, line: Line<'_>, complaints: &mut Vec<Complaint>) {
        for (id, name) in [
            (line.client, line.names.client),
            (line.agent, line.names.agent),
        ] {
            if self.entity(id).is_none() {
                complaints.push(Complaint::new(6, format!("$QUERY/{name}")));
            }
        }
    }

    /// Whoever is no system user is an agent already (32), and of a sort that may be one (08).
    fn check_agent(&self, line: Line<'_>, complaints: &mut Vec<Complaint>) {
        let path = || format!("$QUERY/{}", line.names.agent);
        let entity = self.entity(line.agent);
        let system_user = entity.as_ref().is_some_and(Entity::is_system_user);
        if !system_user && self.agents.get(line.provider, line.agent).is_none() {
            complaints.push(Complaint::new(32, path()));
        }
        if !entity.is_some_and(|entity| entity.may_be_agent()) {
            complaints.push(Complaint::new(8, path()));
        }
    }

    /// The client has each role (32) and has given each item through it (26).
    fn check_held(
        &self,
        what: What,
        line: Line<'_>,
        values: &[Value],
        complaints: &mut Vec<Complaint>,
    ) {
        let access = self
            .organisations
            .by_uuid(line.client)
            .map_or_else(Vec::new, |client| self.access_from(line.provider, client));
        for (at, value) in values.iter().enumerate() {
            let Some(access) = access.iter().find(|each| each.role.id == value.role.id) else {
                complaints.push(Complaint::new(32, format!("/values[{at}]/role")));
                continue;
            };
            for (nth, item) in value.items.iter().enumerate() {
                let held = match what {
                    What::Packages => access.packages.iter().any(|each| each.code == *item),
                    What::Services => access.services.iter().any(|each| each.identifier == *item),
                };
                if !held {
                    let path = format!("/values[{at}]/{}[{nth}]", what.member());
                    complaints.push(Complaint::new(26, path));
                }
            }
        }
    }
}
