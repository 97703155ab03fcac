//! Agents of a firm as a list, and taking one away.

use fullmakt_domain::clients::Query;

use super::failures::from_clients;
use super::matrix::columns;
use super::person::Tries;
use super::place::look;
use super::{count, id};
use crate::activity::NewClientsEntry;
use crate::failures::from_store;
use crate::state::App;
use crate::surface::activity::Act;
use crate::surface::clients::{AgentRemoved, Agents, FirmRef, RemoveAgent};
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::table::Topic;
use crate::time::wire;

/// An agent with clients stays unless they may go with it.
const HAS_CLIENTS: &str = "AM.VLD-00031";

impl App {
    /// Agents of a firm, by title.
    pub(crate) async fn client_agents_view(&self, input: FirmRef) -> Result<Agents, Failure> {
        let account = self.account()?;
        let firm = id(&input.firm, "firm")?;
        let picture = self.picture(&account, firm).await?;
        let vendors = self.vendor_names(&account).await;
        let Tries { left, locked_until } = self.person_tries(&account).await?;
        let matrix = look(&picture.matrix);
        let query = Query {
            agents: (0..matrix.agents().len()).collect(),
            ..Query::default()
        };
        let counted = matrix.view(&query, &picture.marks.cells).columns;
        Ok(Agents {
            agents: columns(&matrix, &picture, &query, &counted, &vendors),
            tries_left: left,
            locked_until: locked_until.map(wire),
        })
    }

    /// Takes an agent away.
    pub(crate) async fn remove_client_agent(
        &self,
        input: RemoveAgent,
    ) -> Result<AgentRemoved, Failure> {
        let account = self.account()?;
        let (firm, agent) = (id(&input.firm, "firm")?, id(&input.agent, "agent")?);
        self.may_change_clients().await?;
        let picture = self.picture(&account, firm).await?;
        let (title, clients) = {
            let matrix = look(&picture.matrix);
            let place = matrix.agent_place(agent);
            let place = place.ok_or_else(|| Failure::new(ErrorCode::AgentGone))?;
            let rows = 0..matrix.clients().len();
            let held = rows.filter_map(|row| matrix.held(place, row));
            let clients = held.filter(|grant| !grant.all.is_empty()).count();
            (matrix.agents()[place].title.clone(), count(clients))
        };
        if clients > 0 && !input.with_clients {
            return Ok(AgentRemoved::HasClients { clients });
        }
        let delegations = self.0.altinn.client_delegations();
        let removed = delegations.remove_agent(firm, agent, input.with_clients);
        match removed.await {
            Ok(_) => {}
            Err(error) if error.code() == Some(HAS_CLIENTS) => {
                return Ok(AgentRemoved::HasClients { clients });
            }
            Err(error) if error.may_have_arrived() => {
                // The list says what came of it; removing one that is gone is no fault either.
                let agents = self.read_agents(&account, firm).await;
                self.matrix_changed(firm).await;
                self.changed(&[Topic::Clients]);
                if agents.is_ok_and(|agents| agents.contains(&agent)) {
                    return Err(from_clients(&error));
                }
            }
            Err(error) => return Err(from_clients(&error)),
        }
        let agents = account.store.client_agents();
        let forgotten = agents.remove(firm, agent).await;
        forgotten.map_err(|e| from_store(&e))?;
        self.matrix_changed(firm).await;
        let entry = NewClientsEntry {
            act: Act::AgentRemoved,
            subject: Some(agent),
            what: title,
            firm,
        };
        self.log_clients(&account, entry).await;
        self.changed(&[Topic::Clients, Topic::Activity, Topic::Status]);
        Ok(AgentRemoved::Removed)
    }
}
