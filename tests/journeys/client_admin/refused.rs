//! Altinn says no to a client: each code ends in its own sentence, what concerns the agent stops the agent's other rows,
//! and what failed can be tried again. And what is refused here before anything is sent.

use fullmakt_app::surface::clients::*;
use fullmakt_app::surface::common::{ErrorCode, Failure, Retry};
use fullmakt_app::surface::table::Commands;
use serde_json::{Value, json};

use super::stage::{Firm, GIVE, exactly};

const AGENT: &str = "Fjellbekk Signering";
/// An agent that no firm has.
const NOBODY: &str = "6f1c5b1e-0f6e-4f0e-9a55-0c1d2e3f4a5b";
/// Clients in each job.
const CLIENTS: usize = 2;

/// A validation problem as Altinn answers it.
fn invalid(code: &str, path: &str) -> Value {
    json!({
        "code": "STD-00000", "status": 400,
        "validationErrors": [{ "code": code, "detail": "No.", "paths": [path] }]
    })
}

/// Every code in turn on clients of their own: with what path it came, what it means, and whether the agent is the
/// reason. Each job is whole after a second try.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_code_has_its_own_case() {
    let cases = [
        ("AM.VLD-00006", "$QUERY/client", ErrorCode::ClientGone),
        ("AM.VLD-00006", "$QUERY/agent", ErrorCode::AgentGone),
        ("AM.VLD-00032", "/values[0]/role", ErrorCode::ClientGone),
        ("AM.VLD-00032", "$QUERY/agent", ErrorCode::AgentGone),
        (
            "AM.VLD-00008",
            "$QUERY/agent",
            ErrorCode::AgentKindNotAllowed,
        ),
        (
            "AM.VLD-00033",
            "/values[0]/packages[0]",
            ErrorCode::NotDelegable,
        ),
        ("AM-00028", "", ErrorCode::MissingRights),
    ];
    let firm = Firm::read(400).await;
    let agent = firm.agent(AGENT).await;
    let most = u32::try_from(cases.len() * CLIENTS).expect("a few");
    let all = firm.addable(&agent.id, most).await;
    assert_eq!(all.len(), cases.len() * CLIENTS, "clients for each case");
    let before = firm.truth().await;
    let mut given = 0;
    for ((code, path, case), chosen) in cases.into_iter().zip(all.chunks(CLIENTS)) {
        let body = if path.is_empty() {
            json!({ "code": code, "status": 400, "title": "No." })
        } else {
            invalid(code, path)
        };
        let fault = json!([{
            "path": GIVE, "method": "POST", "status": 400, "body": body, "times": 1
        }]);
        firm.stage.control.faults(fault).await;
        let sent = firm.writes().await;
        let job = firm
            .start(firm.cells(chosen, &agent.id, BulkAct::Add))
            .await;
        let over = firm.over(&job.expect("it starts").id).await;
        let stops = matches!(case, ErrorCode::AgentGone | ErrorCode::AgentKindNotAllowed);
        let (changed, failed) = if stops { (0, 2) } else { (1, 1) };
        assert_eq!((over.changed, over.failed), (changed, failed), "{code}");
        let calls = if stops { 1 } else { 2 };
        assert_eq!(firm.writes().await - sent, calls, "{code} {path}");
        let rows = firm.rows(&over.id).await.rows;
        for row in rows.iter().filter(|row| row.state == JobRowState::Failed) {
            let why = row.failure.as_ref().expect("why");
            assert_eq!((why.code, why.retry), (case, Retry::Never), "{code}");
            assert_eq!(why.upstream_code.as_deref(), Some(code), "{path}");
        }
        let id = over.id.clone();
        let again = firm.stage.app.retry_job(JobRef { id }).await;
        again.expect("it is tried again");
        let is_whole = |job: &Job| job.ended_at.is_some() && job.failed == 0;
        let whole = firm.wait(&over.id, is_whole).await;
        assert_eq!(whole.changed, 2, "{code} {path}");
        assert_eq!(firm.writes().await - sent, 3, "{code}: none sent twice");
        given += CLIENTS;
        exactly(&firm, &before, &all[..given]).await;
    }
}

async fn planned(firm: &Firm, change: BulkChange) -> Result<BulkPlan, Failure> {
    let plan = PlanBulk {
        change,
        outcome: None,
        offset: 0,
        limit: 1,
    };
    firm.stage.app.plan_bulk(plan).await
}

/// An agent that the firm does not have, and more cells than a plan can have: said before anything is sent.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_planned_is_said_and_nothing_is_sent() {
    let firm = Firm::read(60).await;
    let before = firm.truth().await;
    let agent = firm.agent(AGENT).await;
    let chosen = firm.addable(&agent.id, 1).await;
    let unknown = firm.cells(&chosen, NOBODY, BulkAct::Add);
    let failure = planned(&firm, unknown).await.expect_err("no such agent");
    let told = (failure.code, failure.retry);
    assert_eq!(told, (ErrorCode::AgentGone, Retry::Never));
    let remove = RemoveAgent {
        firm: firm.uuid.clone(),
        agent: NOBODY.to_owned(),
        with_clients: true,
    };
    let failure = firm.stage.app.remove_agent(remove).await;
    assert_eq!(
        failure.expect_err("no such agent").code,
        ErrorCode::AgentGone
    );

    // An agent that is named several times counts each time.
    let times = 10_000;
    let matrix = firm.query(0);
    let shown = firm.matrix(matrix.clone()).await.total;
    let change = BulkChange {
        firm: firm.uuid.clone(),
        source: BulkSource::Cells {
            clients: ClientSelection::Matching {
                matrix: Box::new(matrix),
                except: Vec::new(),
            },
            agents: vec![agent.id.clone(); times],
            act: BulkAct::Add,
            packages: Vec::new(),
        },
    };
    let failure = planned(&firm, change).await.expect_err("too many");
    let told = (failure.code, failure.retry);
    assert_eq!(told, (ErrorCode::PlanTooLarge, Retry::Never));
    let asked = shown as usize * times;
    assert!(asked > 200_000, "{asked}");
    assert_eq!(failure.context["asked"], asked.to_string());
    assert_eq!(failure.context["most"], "200000");
    assert_eq!(firm.stage.control.count("POST", GIVE).await, 0);
    assert_eq!(firm.truth().await, before);
}
