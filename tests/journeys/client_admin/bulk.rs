//! Many clients at once, and exactly those.

use fullmakt_app::surface::activity::Act;
use fullmakt_app::surface::clients::*;
use fullmakt_app::surface::common::ErrorCode;
use fullmakt_app::surface::table::Commands;
use serde_json::json;

use super::stage::{Firm, GIVE, ids, new_cells};

const AGENT: &str = "Fjellbekk Signering";

/// 50 of 300 clients, from pasted numbers: the sandbox holds exactly those 50 more, by 50 calls.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_pasted_clients_are_exactly_those_fifty() {
    let firm = Firm::read(300).await;
    let agent = firm.agent(AGENT).await;
    let chosen: Vec<ClientRow> = firm.addable(&agent.id, 500).await;
    let chosen = &chosen[..50];
    let mut text: String = chosen
        .iter()
        .enumerate()
        .map(|(at, client)| {
            let number = client.org_no.as_deref().expect("a number");
            let (a, rest) = number.split_at(3);
            let (b, c) = rest.split_at(3);
            match at % 3 {
                0 => format!("{at}. {} {a} {b} {c}\r\n", client.name),
                1 => format!("NO{number}MVA, "),
                _ => format!("{a}.{b}.{c}\n"),
            }
        })
        .collect();
    text.push_str(&format!(
        "\n{}\n",
        chosen[0].org_no.as_deref().unwrap_or("")
    ));
    text.push_str("974760673\n123456789\n01819012365\n");
    let pasted = ReadNumbers {
        firm: firm.uuid.clone(),
        text,
    };
    let read = firm.stage.app.read_client_numbers(pasted).await;
    let read = read.expect("the text is read");
    assert_eq!(read.clients.len(), 50);
    let reasons: Vec<LineFault> = read.bad.iter().map(|bad| bad.reason).collect();
    assert_eq!(
        reasons,
        [
            LineFault::Repeated,
            LineFault::UnknownClient,
            LineFault::CheckDigit,
            LineFault::IdentityNumber
        ]
    );
    assert!(read.bad.iter().all(|bad| !bad.text.contains("12365")));

    let change = BulkChange {
        firm: firm.uuid.clone(),
        source: BulkSource::Cells {
            clients: ClientSelection::Ids { ids: read.clients },
            agents: vec![agent.id.clone()],
            act: BulkAct::Add,
            packages: Vec::new(),
        },
    };
    let before = firm.truth().await;
    firm.stage.control.reset_counters().await;
    let plan = firm.plan(&change).await;
    assert_eq!((plan.adds, plan.blocked, plan.already), (50, 0, 0));
    assert_eq!((plan.change_calls, plan.check_calls), (50, 2));
    assert_eq!(firm.writes().await, 0, "a plan sends nothing");
    let job = firm.start(change.clone()).await.expect("it starts");
    let job = firm.over(&job.id).await;
    assert_eq!(
        (job.state, job.changed, job.failed),
        (JobState::Done, 50, 0)
    );
    let after = firm.truth().await;
    let mut clients: Vec<String> = new_cells(&before, &after)
        .into_iter()
        .map(|(given_to, client)| {
            assert_eq!(given_to, agent.id);
            client
        })
        .collect();
    clients.sort();
    assert_eq!(clients, ids(chosen));
    assert_eq!(firm.writes().await, 50);
    assert_eq!(job.calls, 52, "fifty, and two that check");
    let log = firm.stage.log().await;
    assert!(log.iter().any(|row| row.act == Act::ClientsChanged));

    // The same again is nothing.
    let again = firm.plan(&change).await;
    assert_eq!((again.adds, again.already), (0, 50));
    let nothing = firm.start(change).await.expect_err("nothing to do");
    assert_eq!(nothing.code, ErrorCode::NothingToChange);
}

/// What was shown is what is done, or nothing is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plan_that_is_another_by_now_is_not_started() {
    let firm = Firm::read(120).await;
    let agent = firm.agent(AGENT).await;
    let chosen = firm.addable(&agent.id, 8).await;
    let all = firm.cells(&chosen, &agent.id, BulkAct::Add);
    let shown = firm.plan(&all).await;
    let fewer = firm.cells(&chosen[..2], &agent.id, BulkAct::Add);
    let job = firm.start(fewer).await.expect("it starts");
    firm.over(&job.id).await;
    let late = StartJob {
        change: all,
        fingerprint: shown.fingerprint,
    };
    let failure = firm.stage.app.start_job(late).await.expect_err("refused");
    assert_eq!(failure.code, ErrorCode::PlanChanged);
}

/// Undone is what the job changed, and nothing that somebody else did.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn undo_takes_back_what_the_job_changed_and_nothing_else() {
    let firm = Firm::read(120).await;
    let agent = firm.agent(AGENT).await;
    let chosen = firm.addable(&agent.id, 12).await;
    // Somebody gives the first two on Altinn's own pages after the reading.
    let elsewhere = give_elsewhere(&firm, &agent, &chosen[..2]).await;
    let before = firm.truth().await;
    let change = firm.cells(&chosen, &agent.id, BulkAct::Add);
    let job = firm.start(change).await.expect("it starts");
    let job = firm.over(&job.id).await;
    assert_eq!(job.already, elsewhere);
    assert_eq!(job.changed + job.already, chosen.len() as u32);
    assert_eq!(job.undoable, job.changed);
    let undo = JobRef { id: job.id.clone() };
    let undo = firm.stage.app.undo_job(undo).await.expect("it is undone");
    assert_eq!(undo.kind, JobKind::Undo);
    let undone = firm.over(&undo.id).await;
    assert_eq!(undone.changed, job.changed);
    assert_eq!(
        firm.truth().await,
        before,
        "as before the job, to the package"
    );
    let job = firm.job(&job.id).await;
    assert_eq!((job.undoable, job.undone_by), (0, Some(undo.id)));
    let again = JobRef { id: job.id };
    let undone = firm.stage.app.undo_job(again.clone()).await;
    assert_eq!(undone.expect_err("once").code, ErrorCode::Conflict);
    let retried = firm.stage.app.retry_job(again).await;
    assert_eq!(retried.expect_err("nor tried").code, ErrorCode::Conflict);
}

/// Gives clients to a system user by another program's calls.
async fn give_elsewhere(firm: &Firm, agent: &AgentColumn, clients: &[ClientRow]) -> u32 {
    let control = &firm.stage.control;
    let scope = "openid altinn:clientdelegations.read altinn:clientdelegations.write";
    let token = control.token("kari", scope).await;
    let token = token["altinn"].as_str().expect("a token").to_owned();
    let packages: Vec<String> = agent
        .packages
        .iter()
        .map(|code| format!("urn:altinn:accesspackage:{code}"))
        .collect();
    let body = json!({ "values": [{ "role": "regnskapsforer", "packages": packages }] });
    for client in clients {
        let url = format!(
            "{}{GIVE}?party={}&client={}&agent={}",
            control.base(),
            firm.uuid,
            client.id,
            agent.id
        );
        let call = control.http().post(url).bearer_auth(&token).json(&body);
        let answer = call.send().await.expect("an answer");
        assert_eq!(answer.status().as_u16(), 200);
    }
    clients.len() as u32
}

/// What cannot be says why, and does not stop the rest; removing is planned the same way.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn blocked_clients_are_named_with_the_package() {
    let firm = Firm::read(120).await;
    let agent = firm.agent("Kystlinje A-melding").await;
    let change = BulkChange {
        firm: firm.uuid.clone(),
        source: BulkSource::Cells {
            clients: ClientSelection::Matching {
                matrix: Box::new(firm.query(0)),
                except: Vec::new(),
            },
            agents: vec![agent.id.clone()],
            act: BulkAct::Add,
            packages: Vec::new(),
        },
    };
    let plan = firm.plan(&change).await;
    assert!(plan.blocked > 50);
    let lacking = plan
        .blocks
        .iter()
        .find(|block| block.package.as_deref() == Some("a-ordning"))
        .expect("that package is in the way");
    assert_eq!(lacking.reason, BlockReason::MissingPackage);
    assert!(lacking.clients > 50 && lacking.names.len() == 50);

    let signing = firm.agent(AGENT).await;
    let mut query = firm.query(5);
    query.agents = vec![signing.id.clone()];
    query.filter.state = Some(CellFilter::Has);
    let held = firm.matrix(query).await.rows;
    let before = firm.truth().await;
    let remove = firm.cells(&held, &signing.id, BulkAct::Remove);
    let job = firm.start(remove).await.expect("it starts");
    let job = firm.over(&job.id).await;
    assert_eq!((job.removes, job.changed), (5, 5));
    let gone = new_cells(&firm.truth().await, &before);
    let gone: Vec<String> = gone.into_iter().map(|(_, client)| client).collect();
    assert_eq!(gone, ids(&held));
}

/// One job runs in a firm, the next waits its turn; a paused one lets it pass.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn jobs_of_a_firm_stand_in_line() {
    let firm = Firm::read(120).await;
    let slow = json!([{ "path": GIVE, "method": "POST", "delay_ms": 200 }]);
    firm.stage.control.faults(slow).await;
    let one = firm.agent(AGENT).await;
    let other = firm.agent("Fjellbekk Lønnskjøring").await;
    let first = firm.addable(&one.id, 20).await;
    let second = firm.addable(&other.id, 4).await;
    let first = firm.start(firm.cells(&first, &one.id, BulkAct::Add)).await;
    let first = first.expect("it starts");
    let second = firm
        .start(firm.cells(&second, &other.id, BulkAct::Add))
        .await;
    let second = second.expect("it is queued");
    firm.wait(&first.id, |job| job.settled > 1).await;
    assert_eq!(firm.job(&second.id).await.state, JobState::Queued);
    let pause = JobRef {
        id: first.id.clone(),
    };
    let paused = firm.stage.app.pause_job(pause.clone()).await;
    assert_eq!(paused.expect("paused").state, JobState::Paused);
    let second = firm.over(&second.id).await;
    assert_eq!(second.failed, 0);
    let still = firm.job(&first.id).await;
    assert_eq!(still.state, JobState::Paused);
    assert!(still.settled < still.total);
    firm.stage.app.resume_job(pause).await.expect("resumed");
    let first = firm.over(&first.id).await;
    assert_eq!((first.changed, first.failed), (first.total, 0));
}

/// Cancelled, what was sent is found out and the rest is dropped.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cancelled_job_sends_nothing_more() {
    let firm = Firm::read(120).await;
    let slow = json!([{ "path": GIVE, "method": "POST", "delay_ms": 150 }]);
    firm.stage.control.faults(slow).await;
    let agent = firm.agent(AGENT).await;
    let chosen = firm.addable(&agent.id, 30).await;
    let before = firm.truth().await;
    let job = firm
        .start(firm.cells(&chosen, &agent.id, BulkAct::Add))
        .await;
    let job = job.expect("it starts");
    firm.wait(&job.id, |job| job.settled > 2).await;
    let id = job.id.clone();
    firm.stage
        .app
        .cancel_job(JobRef { id })
        .await
        .expect("cancelled");
    let job = firm.over(&job.id).await;
    assert_eq!(job.state, JobState::Cancelled);
    assert!(job.changed < job.total);
    let after = firm.truth().await;
    assert_eq!(new_cells(&before, &after).len() as u32, job.changed);
    let over = firm.stage.app.pause_job(JobRef { id: job.id }).await;
    assert_eq!(over.expect_err("over").code, ErrorCode::JobOver);
}
