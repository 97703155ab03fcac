//! The matrix of a firm with all that lies over it: jobs, tags, groups.

use std::collections::HashMap;
use std::sync::Arc;

use fullmakt_domain::clients::{Act, Filter, Mark, Matrix, Need, Order, Query};
use fullmakt_store::client_agents::AgentRow;
use jiff::SignedDuration;
use uuid::Uuid;

use super::place::{Shared, look};
use super::{id, ids};
use crate::failures::from_store;
use crate::state::{Account, App};
use crate::surface::clients::{CellFilter, ClientSort, DeletedClients, MatrixQuery};
use crate::surface::common::{ErrorCode, Failure};

/// How long a failure is shown in its cell, unless a later job comes over it.
const SHOWN: SignedDuration = SignedDuration::from_hours(7 * 24);

/// A job's mark in a cell, and why it failed.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    /// By column and row.
    pub cells: HashMap<(usize, usize), Mark>,
    /// Failures, by column and row.
    pub failures: HashMap<(usize, usize), Failure>,
}

/// All that is known of a firm.
pub(super) struct Picture {
    /// The firm.
    pub firm: Uuid,
    /// Clients and agents.
    pub matrix: Shared,
    /// Agents as they are kept, in the order of the columns.
    pub agents: Vec<AgentRow>,
    /// Jobs.
    pub marks: Marks,
    /// Tags with their clients, by tag.
    pub tags: Vec<(String, Uuid)>,
}

impl App {
    /// Everything about a firm, from this machine.
    pub(super) async fn picture(&self, account: &Account, firm: Uuid) -> Result<Picture, Failure> {
        let matrix = self.matrix_of(account, firm).await?;
        let agents = account.store.client_agents().list(firm).await;
        let agents = agents.map_err(|e| from_store(&e))?;
        let since = self.now().saturating_sub(SHOWN).unwrap_or(self.now());
        let stored = account.store.client_jobs().marks(firm, since).await;
        let stored = stored.map_err(|e| from_store(&e))?;
        let tags = account.store.client_tags().list(firm).await;
        let mut marks = Marks::default();
        {
            let matrix = look(&matrix);
            for mark in stored {
                let (Some(agent), Some(client)) = (
                    matrix.agent_place(mark.agent),
                    matrix.client_place(mark.client),
                ) else {
                    continue;
                };
                let cell = (agent, client);
                let failure = Failure::of_kept(mark.failure.as_deref());
                marks
                    .failures
                    .extend(failure.map(|failure| (cell, failure)));
                let what = if mark.has_failed {
                    Mark::Failed(mark.act)
                } else {
                    Mark::Pending
                };
                // Those on their way come last, and go before.
                marks.cells.insert(cell, what);
            }
        }
        Ok(Picture {
            firm,
            matrix: Arc::clone(&matrix),
            agents,
            marks,
            tags: tags.map_err(|e| from_store(&e))?,
        })
    }

    /// A query of the window's, against a picture.
    pub(super) async fn matrix_query(
        &self,
        account: &Account,
        picture: &Picture,
        query: &MatrixQuery,
    ) -> Result<Query, Failure> {
        let group = match &query.filter.group {
            None => None,
            Some(group) => Some(group_members(account, id(group, "group")?).await?),
        };
        let matrix = look(&picture.matrix);
        let only = only(&matrix, picture, group, query.filter.tag.as_deref());
        let column = match &query.filter.column {
            None => None,
            Some(column) => Some(place(&matrix, column)?),
        };
        let mut agents = Vec::new();
        for agent in &query.agents {
            agents.push(place(&matrix, agent)?);
        }
        if agents.is_empty() {
            agents = (0..matrix.agents().len()).collect();
        }
        Ok(Query {
            agents,
            person_need: person_need(&matrix, &query.person_packages),
            filter: Filter {
                text: query.filter.text.clone(),
                state: query.filter.state.map(sort),
                column,
                only,
                deleted: match query.filter.deleted {
                    DeletedClients::Shown => None,
                    DeletedClients::Hidden => Some(false),
                    DeletedClients::Only => Some(true),
                },
                forms: query.filter.forms.clone(),
            },
            order: match query.sort {
                ClientSort::Name => Order::Name,
                ClientSort::Number => Order::Number,
                ClientSort::Coverage => Order::Coverage,
            },
            is_descending: query.descending,
        })
    }
}

/// Members of a group of organisations.
pub(super) async fn group_members(account: &Account, group: Uuid) -> Result<Vec<Uuid>, Failure> {
    let members = account.store.groups().members(group).await;
    members.map_err(|e| from_store(&e))
}

/// Rows that are in a group and bear a tag; `None` when neither is asked for.
pub(super) fn only(
    matrix: &Matrix,
    picture: &Picture,
    group: Option<Vec<Uuid>>,
    tag: Option<&str>,
) -> Option<Vec<bool>> {
    let tagged = tag.map(|tag| {
        let tags = picture.tags.iter().filter(|(known, _)| known == tag);
        tags.map(|(_, client)| *client).collect::<Vec<Uuid>>()
    });
    let marked = |members: Vec<Uuid>| {
        let mut rows = vec![false; matrix.clients().len()];
        for place in members.iter().filter_map(|&m| matrix.client_place(m)) {
            rows[place] = true;
        }
        rows
    };
    match (group.map(marked), tagged.map(marked)) {
        (Some(mut one), Some(other)) => {
            for (row, also) in one.iter_mut().zip(other) {
                *row &= also;
            }
            Some(one)
        }
        (one, other) => one.or(other),
    }
}

/// What people are measured by instead of all that a client gives.
pub(super) fn person_need(matrix: &Matrix, packages: &[String]) -> Option<Need> {
    (!packages.is_empty())
        .then(|| Need::These(matrix.package_set(packages.iter().map(String::as_str))))
}

/// The column of an agent.
pub(super) fn place(matrix: &Matrix, agent: &str) -> Result<usize, Failure> {
    let unknown = || Failure::new(ErrorCode::AgentGone);
    matrix.agent_place(id(agent, "agent")?).ok_or_else(unknown)
}

/// The columns of agents; unknown ones are an error.
pub(super) fn places(matrix: &Matrix, agents: &[String]) -> Result<Vec<usize>, Failure> {
    ids(agents, "agents")?;
    agents.iter().map(|agent| place(matrix, agent)).collect()
}

fn sort(filter: CellFilter) -> fullmakt_domain::clients::CellSort {
    use fullmakt_domain::clients::CellSort;
    match filter {
        CellFilter::Has => CellSort::Has,
        CellFilter::Missing => CellSort::Missing,
        CellFilter::CanAdd => CellSort::CanAdd,
        CellFilter::Failed => CellSort::Failed,
        CellFilter::Pending => CellSort::Pending,
    }
}

/// Give or take, for the screens.
pub(super) fn act(act: Act) -> crate::surface::clients::BulkAct {
    match act {
        Act::Add => crate::surface::clients::BulkAct::Add,
        Act::Remove => crate::surface::clients::BulkAct::Remove,
    }
}
