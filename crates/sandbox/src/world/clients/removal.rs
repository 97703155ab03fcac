//! Taking packages, services, clients and agents away again.

use uuid::Uuid;

use super::batches::{Asked, Complaint, Done, Line, What};
use crate::world::World;

impl World {
    /// Takes from an agent what a batch says. What is not there is not missed. When nothing is left of
    /// what a role carried, that delegation itself is gone.
    pub(crate) fn take(
        &mut self,
        what: What,
        line: Line<'_>,
        batch: &[Asked],
    ) -> Result<Vec<Done>, Vec<Complaint>> {
        let mut complaints = Vec::new();
        let values = self.read_batch(what, batch, false, &mut complaints);
        self.check_parties(line, &mut complaints);
        if self.agents.get(line.provider, line.agent).is_none() {
            let path = format!("$QUERY/{}", line.names.agent);
            complaints.push(Complaint::new(32, path));
        }
        if !complaints.is_empty() {
            return Err(complaints);
        }
        let Some(client) = self.organisations.by_uuid(line.client) else {
            return Ok(Vec::new());
        };
        let roles: Vec<Uuid> = self
            .access_from(line.provider, client)
            .iter()
            .map(|access| access.role.id)
            .collect();
        let client = client.org_no.clone();
        let Some(agent) = self.agents.get_mut(line.provider, line.agent) else {
            return Ok(Vec::new());
        };
        let mut done = Vec::new();
        for value in values.iter().filter(|value| roles.contains(&value.role.id)) {
            let mut given = agent
                .clients
                .get_mut(&client)
                .and_then(|all| all.iter_mut().find(|given| given.role == value.role.code));
            let mut met: Vec<&String> = Vec::new();
            for item in &value.items {
                if met.contains(&item) {
                    continue;
                }
                met.push(item);
                let list = given.as_deref_mut().map(|given| what.of(given));
                let changed = list.is_some_and(|list| {
                    let before = list.len();
                    list.retain(|held| held != item);
                    list.len() < before
                });
                done.push(Done {
                    role: value.role,
                    item: item.clone(),
                    changed,
                });
            }
        }
        if let Some(all) = agent.clients.get_mut(&client) {
            all.retain(|given| {
                let named = values.iter().any(|value| value.role.code == given.role);
                !(named && given.is_empty())
            });
            if all.is_empty() {
                agent.clients.remove(&client);
            }
        }
        self.note_change_of_agent(line.agent);
        Ok(done)
    }

    /// Takes a client from an agent: the *first* delegation that is found. A client by two roles has
    /// two of them, and the second one stays.
    pub(crate) fn take_client(
        &mut self,
        provider: &str,
        client: Uuid,
        agent: Uuid,
        cascade: bool,
    ) -> Result<(), Vec<Complaint>> {
        let client = self.organisations.by_uuid(client);
        let Some(client) = client.map(|client| client.org_no.clone()) else {
            return Ok(());
        };
        let Some(registered) = self.agents.get_mut(provider, agent) else {
            return Ok(());
        };
        let Some(all) = registered.clients.get_mut(&client) else {
            return Ok(());
        };
        if let Some(first) = all.first().filter(|_| !cascade) {
            let count = first.services.len() + first.packages.len();
            if count > 0 {
                return Err(vec![still_active(); count]);
            }
        }
        if !all.is_empty() {
            all.remove(0);
        }
        if all.is_empty() {
            registered.clients.remove(&client);
        }
        self.note_change_of_agent(agent);
        Ok(())
    }

    /// Takes an agent out, with everything it was given.
    pub(crate) fn take_agent(
        &mut self,
        provider: &str,
        agent: Uuid,
        cascade: bool,
    ) -> Result<(), Vec<Complaint>> {
        let Some(registered) = self.agents.get(provider, agent) else {
            return Ok(());
        };
        let active: usize = registered
            .clients()
            .flat_map(|(_, given)| given)
            .map(|given| {
                usize::from(!given.packages.is_empty()) + usize::from(!given.services.is_empty())
            })
            .sum();
        if active > 0 && !cascade {
            return Err(vec![still_active(); active]);
        }
        self.agents.remove(provider, agent);
        self.note_change_of_agent(agent);
        Ok(())
    }
}

fn still_active() -> Complaint {
    Complaint::new(31, "$QUERY/cascade".to_owned())
}
