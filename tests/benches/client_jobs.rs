//! How fast jobs change clients when every answer of Altinn takes its time, and what they cost in calls.
//!
//! `./dev bench --only clients`. The sandbox runs in this process, so its work is part of the figure. How many clients
//! the firm has comes from `FULLMAKT_BENCH_CLIENTS`, 1,000 by default.

use std::time::{Duration, Instant};

use fullmakt_app::surface::clients::*;
use fullmakt_app::surface::common::Nothing;
use fullmakt_app::surface::table::Commands;
use fullmakt_sandbox::{Config, Sandbox, Seed};
use fullmakt_tests::Harness;
use serde_json::json;

/// Number of the firm.
const FIRM: &str = "310910910";

/// How long Altinn thinks about each call on delegations.
const DELAY_MS: u64 = 50;

/// Where all of a firm's clients, agents and delegations are read and changed.
const DELEGATIONS: &str = "/accessmanagement/api/v2/enduser/clientdelegations";

/// Where its system users for clients are read.
const SYSTEMS: &str = "/authentication/api/v1/enduser/systemuser/agents";

/// A system user to which some four of ten clients can be given.
const AGENT: &str = "Fjellbekk Signering";

/// The stage, and the firm on it.
struct Firm {
    stage: Harness,
    uuid: String,
}

/// One line of the table.
struct Line {
    rows: u32,
    clients: u32,
    calls: u64,
    refused: u32,
    took: Duration,
}

#[tokio::main]
async fn main() {
    let clients = std::env::var("FULLMAKT_BENCH_CLIENTS").map_or(1_000, |text| {
        text.parse()
            .expect("a number of clients in FULLMAKT_BENCH_CLIENTS")
    });
    let config = Config {
        seed: Seed::accountant(clients).expect("a size that there is"),
        ..Config::default()
    };
    let stage = Harness::on(Sandbox::start(config).await.expect("the sandbox starts")).await;
    stage.sign_in("kari").await;
    let firm = Firm {
        uuid: firm(&stage).await,
        stage,
    };
    let slow = json!([{ "path": DELEGATIONS, "delay_ms": DELAY_MS }]);
    firm.stage.control.faults(slow).await;

    let read = firm.read().await;
    let (agents, one) = firm.agents().await;
    println!(
        "\n{} clients × {} agents, each answer after {DELAY_MS} ms\n",
        read.clients,
        agents.len()
    );
    println!(
        "{:<40}{:>8}{:>9}{:>10}{:>9}{:>10}{:>8}{:>14}",
        "", "rows", "refused", "seconds", "rows/s", "clients", "calls", "calls/client"
    );
    read.print("everything read");
    let (job, line) = firm.give(&[one]).await;
    line.print("one access to all that can be given");
    firm.undo(&job, line.clients).await.print("the same undone");
    let (job, line) = firm.give(&agents).await;
    line.print("every access to all that can be given");
    firm.undo(&job, line.clients).await.print("the same undone");
    firm.stage.app.shutdown().await;
}

async fn firm(stage: &Harness) -> String {
    fullmakt_tests::until(
        "the firm is among those that Kari administers",
        async || {
            let answer = stage.app.client_firms(Nothing {}).await.expect("firms");
            let mut firms = answer.firms.into_iter();
            let firm = firms.find(|firm| firm.org_no.as_deref() == Some(FIRM))?;
            Some(firm.party_uuid)
        },
    )
    .await
}

impl Firm {
    /// Reads clients, agents and all that lies between.
    async fn read(&self) -> Line {
        self.stage.control.reset_counters().await;
        let begun = Instant::now();
        let firm = self.uuid.clone();
        let refresh = self.stage.app.refresh_clients(FirmRef { firm }).await;
        refresh.expect("the clients are read");
        let took = begun.elapsed();
        let page = self.page().await;
        Line {
            rows: page.all * page.columns.len() as u32,
            clients: page.all,
            calls: self.calls().await,
            refused: 0,
            took,
        }
    }

    async fn page(&self) -> MatrixPage {
        let page = self.stage.app.client_matrix(self.query()).await;
        page.expect("the matrix is shown")
    }

    fn query(&self) -> MatrixQuery {
        MatrixQuery {
            firm: self.uuid.clone(),
            ..MatrixQuery::default()
        }
    }

    /// All system users, and the one that is given alone.
    async fn agents(&self) -> (Vec<String>, String) {
        let columns = self.page().await.columns;
        let one = columns.iter().find(|agent| agent.title == AGENT);
        let one = one.expect("a system user of the seed").id.clone();
        let systems = columns.into_iter();
        let systems = systems.filter(|agent| agent.kind == AgentKind::SystemUser);
        (systems.map(|agent| agent.id).collect(), one)
    }

    /// Gives these agents every client that can be given.
    async fn give(&self, agents: &[String]) -> (Job, Line) {
        let change = BulkChange {
            firm: self.uuid.clone(),
            source: BulkSource::Cells {
                clients: ClientSelection::Matching {
                    matrix: Box::new(self.query()),
                    except: Vec::new(),
                },
                agents: agents.to_vec(),
                act: BulkAct::Add,
                packages: Vec::new(),
            },
        };
        let plan = self.stage.app.plan_bulk(PlanBulk {
            change: change.clone(),
            outcome: None,
            offset: 0,
            limit: 0,
        });
        let plan = plan.await.expect("a plan");
        let start = StartJob {
            change,
            fingerprint: plan.fingerprint,
        };
        self.run(plan.clients, self.stage.app.start_job(start))
            .await
    }

    /// Takes back what a job gave.
    async fn undo(&self, job: &Job, clients: u32) -> Line {
        let undo = JobRef { id: job.id.clone() };
        let (_, line) = self.run(clients, self.stage.app.undo_job(undo)).await;
        line
    }

    /// Starts a job and waits until it is over.
    async fn run<E: std::fmt::Debug>(
        &self,
        clients: u32,
        start: impl Future<Output = Result<Job, E>>,
    ) -> (Job, Line) {
        self.stage.control.reset_counters().await;
        let begun = Instant::now();
        let mut job = start.await.expect("it starts");
        while job.ended_at.is_none() {
            tokio::time::sleep(Duration::from_millis(20)).await;
            let view = self.stage.app.client_job(JobQuery {
                id: job.id,
                state: None,
                offset: 0,
                limit: 0,
            });
            job = view.await.expect("a job").job;
        }
        let took = begun.elapsed();
        assert_eq!(job.changed + job.already + job.failed, job.total, "{job:?}");
        let line = Line {
            rows: job.changed,
            clients,
            calls: self.calls().await,
            refused: job.failed,
            took,
        };
        (job, line)
    }

    /// Calls about clients since the counters were reset; messages are read beside them.
    async fn calls(&self) -> u64 {
        let control = &self.stage.control;
        control.count("", DELEGATIONS).await + control.count("", SYSTEMS).await
    }
}

impl Line {
    fn print(&self, what: &str) {
        let seconds = self.took.as_secs_f64();
        println!(
            "{what:<40}{:>8}{:>9}{seconds:>10.2}{:>9.1}{:>10}{:>8}{:>14.3}",
            self.rows,
            self.refused,
            f64::from(self.rows) / seconds,
            self.clients,
            self.calls,
            self.calls as f64 / f64::from(self.clients),
        );
    }
}
