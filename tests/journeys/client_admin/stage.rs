//! A firm with hundreds of clients, read once.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use fullmakt_app::surface::activity::Act;
use fullmakt_app::surface::clients::*;
use fullmakt_app::surface::common::{Failure, Nothing};
use fullmakt_app::surface::table::Commands;
use fullmakt_sandbox::Seed;
use fullmakt_tests::{Harness, Options, TestKeyring, until};
use serde_json::Value;

/// Number of the firm.
pub const FIRM: &str = "310910910";
/// Where clients are given and taken; the second is below the first.
pub const GIVE: &str = "/accessmanagement/api/v2/enduser/clientdelegations/agents/accesspackages";

/// An accountant's firm, read.
pub struct Firm {
    /// The stage.
    pub stage: Harness,
    /// Party UUID of the firm.
    pub uuid: String,
}

/// What the sandbox holds: agent and client, with role and packages.
pub type Truth = BTreeMap<(String, String), Vec<(String, Vec<String>)>>;

impl Firm {
    /// Kari with so many clients, everything read once; closing the app keeps what it knows.
    pub async fn read(clients: u32) -> Firm {
        let firm = Firm::unread(clients).await;
        let refresh = FirmRef {
            firm: firm.uuid.clone(),
        };
        let read = firm.stage.app.refresh_clients(refresh).await;
        read.expect("the clients are read");
        firm
    }

    /// The same before the clients were read; the firms are known.
    pub async fn unread(clients: u32) -> Firm {
        let options = Options {
            keyring: Some(Arc::new(TestKeyring::default())),
            seed: Some(Seed::accountant(clients).expect("a size that there is")),
            ..Options::default()
        };
        Firm::of(Harness::signed_in("kari", options).await).await
    }

    /// The firm on a stage where Kari is signed in.
    pub async fn of(stage: Harness) -> Firm {
        let uuid = until(
            "the firm is among those that Kari administers",
            async || {
                let answer = stage.app.client_firms(Nothing {}).await.expect("firms");
                let mut firms = answer.firms.into_iter();
                let firm = firms.find(|firm| firm.org_no.as_deref() == Some(FIRM));
                firm.map(|firm| firm.party_uuid)
            },
        )
        .await;
        Firm { stage, uuid }
    }

    /// A query for so many rows.
    pub fn query(&self, limit: u32) -> MatrixQuery {
        MatrixQuery {
            firm: self.uuid.clone(),
            limit,
            ..MatrixQuery::default()
        }
    }

    /// A window of the matrix.
    pub async fn matrix(&self, query: MatrixQuery) -> MatrixPage {
        let page = self.stage.app.client_matrix(query).await;
        page.expect("the matrix is shown")
    }

    /// The agent with this title.
    pub async fn agent(&self, title: &str) -> AgentColumn {
        let page = self.matrix(self.query(0)).await;
        let found = page.columns.into_iter().find(|agent| agent.title == title);
        found.unwrap_or_else(|| panic!("no agent {title}"))
    }

    /// Clients that can be given to an agent, by name.
    pub async fn addable(&self, agent: &str, most: u32) -> Vec<ClientRow> {
        let mut query = self.query(most);
        query.agents = vec![agent.to_owned()];
        query.filter.state = Some(CellFilter::CanAdd);
        query.filter.deleted = DeletedClients::Hidden;
        let rows = self.matrix(query).await.rows;
        // Partly held ones can be completed; here only new ones are wanted.
        let rows = rows.into_iter();
        rows.filter(|row| row.cells[0].state == CellState::CanAdd)
            .collect()
    }

    /// These clients to, or from, an agent.
    pub fn cells(&self, clients: &[ClientRow], agent: &str, act: BulkAct) -> BulkChange {
        BulkChange {
            firm: self.uuid.clone(),
            source: BulkSource::Cells {
                clients: ClientSelection::Ids {
                    ids: clients.iter().map(|client| client.id.clone()).collect(),
                },
                agents: vec![agent.to_owned()],
                act,
                packages: Vec::new(),
            },
        }
    }

    /// The plan of a change, with all its rows.
    pub async fn plan(&self, change: &BulkChange) -> BulkPlan {
        let plan = self.stage.app.plan_bulk(PlanBulk {
            change: change.clone(),
            outcome: None,
            offset: 0,
            limit: 500,
        });
        plan.await.expect("a plan")
    }

    /// Plans and starts.
    pub async fn start(&self, change: BulkChange) -> Result<Job, Failure> {
        let plan = self.plan(&change).await;
        let start = StartJob {
            change,
            fingerprint: plan.fingerprint,
        };
        self.stage.app.start_job(start).await
    }

    /// A job as it stands.
    pub async fn job(&self, id: &str) -> Job {
        self.rows(id).await.job
    }

    /// A job with its rows.
    pub async fn rows(&self, id: &str) -> JobView {
        let view = self.stage.app.client_job(JobQuery {
            id: id.to_owned(),
            state: None,
            offset: 0,
            limit: 500,
        });
        view.await.expect("a job")
    }

    /// Waits until a job is as told; fails after a minute with what it was.
    pub async fn wait(&self, id: &str, is: impl Fn(&Job) -> bool) -> Job {
        let mut last = None;
        for _ in 0..1200 {
            let job = self.job(id).await;
            if is(&job) {
                return job;
            }
            last = Some(job);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the job did not come to be as awaited: {last:?}");
    }

    /// Waits until a job is over.
    pub async fn over(&self, id: &str) -> Job {
        self.wait(id, |job| job.ended_at.is_some()).await
    }

    /// What the sandbox holds.
    pub async fn truth(&self) -> Truth {
        let path = format!("delegations?provider={FIRM}");
        let all = self.stage.control.get(&path).await;
        let mut truth = Truth::new();
        for given in all["delegations"].as_array().into_iter().flatten() {
            let text = |name: &str| given[name].as_str().unwrap_or_default().to_owned();
            let mut packages: Vec<String> = given["packages"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .map(str::to_owned)
                .collect();
            packages.sort();
            if !packages.is_empty() {
                let cell = truth
                    .entry((text("agent"), text("clientUuid")))
                    .or_default();
                cell.push((text("role"), packages));
                cell.sort();
            }
        }
        truth
    }

    /// How often the log says that clients were changed.
    pub async fn logged(&self) -> usize {
        let log = self.stage.log().await;
        let changes = log.iter().filter(|row| row.act == Act::ClientsChanged);
        changes.count()
    }

    /// Calls that gave or took.
    pub async fn writes(&self) -> u64 {
        self.stage.control.count("POST", GIVE).await
    }
}

/// Twelve clients that can be given, and what the sandbox holds before.
pub async fn twelve(firm: &Firm, title: &str) -> (AgentColumn, Vec<ClientRow>, Truth) {
    let agent = firm.agent(title).await;
    let chosen = firm.addable(&agent.id, 12).await;
    assert_eq!(chosen.len(), 12);
    (agent, chosen, firm.truth().await)
}

/// The sandbox holds exactly the chosen clients more.
pub async fn exactly(firm: &Firm, before: &Truth, chosen: &[ClientRow]) {
    let after = firm.truth().await;
    let new = new_cells(before, &after).into_iter();
    let mut new: Vec<String> = new.map(|(_, client)| client).collect();
    new.sort();
    assert_eq!(new, ids(chosen));
}

/// Cells that are in one and not in the other.
pub fn new_cells(before: &Truth, after: &Truth) -> Vec<(String, String)> {
    let after = after.keys().filter(|cell| !before.contains_key(*cell));
    after.cloned().collect()
}

/// Ids, sorted.
pub fn ids(clients: &[ClientRow]) -> Vec<String> {
    let mut ids: Vec<String> = clients.iter().map(|client| client.id.clone()).collect();
    ids.sort();
    ids
}
