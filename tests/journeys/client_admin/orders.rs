//! What the user wants of a job while its calls are under way.

use fullmakt_app::surface::clients::*;
use fullmakt_app::surface::common::ErrorCode;
use fullmakt_app::surface::table::Commands;
use serde_json::{Value, json};

use super::stage::{Firm, GIVE, exactly, twelve};

const AGENT: &str = "Fjellbekk Signering";

/// The first call goes alone, and is answered at once; the others meet these.
async fn after_the_first(firm: &Firm, faults: &[Value]) {
    let first = json!({ "delay_ms": 10, "times": 1 });
    let faults = std::iter::once(&first).chain(faults).map(|fault| {
        let mut fault = fault.clone();
        fault["path"] = json!(GIVE);
        fault["method"] = json!("POST");
        fault
    });
    firm.stage.control.faults(faults.collect()).await;
}

fn it(job: &Job) -> JobRef {
    JobRef { id: job.id.clone() }
}

/// Paused, and resumed before the calls under way are answered: the rows that were not sent are sent then.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn resumed_while_calls_are_under_way_it_leaves_nothing_out() {
    let firm = Firm::read(120).await;
    let (agent, chosen, before) = twelve(&firm, AGENT).await;
    let one = json!({ "delay_ms": 800, "times": 1 });
    let others = json!({ "delay_ms": 2500, "times": 4 });
    after_the_first(&firm, &[one, others]).await;
    let job = firm
        .start(firm.cells(&chosen, &agent.id, BulkAct::Add))
        .await;
    let job = job.expect("it starts");
    firm.wait(&job.id, |job| job.calls == 6).await;
    let paused = firm.stage.app.pause_job(it(&job)).await;
    assert_eq!(paused.expect("paused").state, JobState::Paused);
    // One more answer has come: whoever runs the job has seen the pause.
    firm.wait(&job.id, |job| job.settled == 2).await;
    firm.stage.app.resume_job(it(&job)).await.expect("resumed");
    let over = firm.over(&job.id).await;
    assert_eq!(
        (over.state, over.changed, over.failed),
        (JobState::Done, 12, 0)
    );
    exactly(&firm, &before, &chosen).await;
}

/// Failed rows of a job that still runs are tried again with the rest of it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tried_again_while_it_runs_it_leaves_nothing_out() {
    let firm = Firm::read(120).await;
    let (agent, chosen, before) = twelve(&firm, AGENT).await;
    let lacks = json!({
        "status": 400,
        "body": {"code": "STD-00000", "validationErrors": [
            {"code": "AM.VLD-00026", "detail": "x", "paths": ["/values[0]/packages[0]"]}]},
        "times": 1
    });
    after_the_first(&firm, &[lacks, json!({ "delay_ms": 1500, "times": 10 })]).await;
    let job = firm
        .start(firm.cells(&chosen, &agent.id, BulkAct::Add))
        .await;
    let job = job.expect("it starts");
    firm.wait(&job.id, |job| job.failed == 1).await;
    firm.stage.app.retry_job(it(&job)).await.expect("retried");
    let over = firm.over(&job.id).await;
    assert_eq!((over.changed, over.failed), (12, 0));
    exactly(&firm, &before, &chosen).await;
}

/// Altinn wants quiet, and the user cancels meanwhile: when the quiet is over, nothing is sent again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cancelled_while_altinn_wants_quiet_it_sends_nothing_again() {
    let firm = Firm::read(120).await;
    let (agent, chosen, before) = twelve(&firm, AGENT).await;
    let quiet = json!({
        "status": 429, "headers": { "retry-after": "1" }, "delay_ms": 1500, "times": 5
    });
    after_the_first(&firm, &[quiet]).await;
    let job = firm
        .start(firm.cells(&chosen, &agent.id, BulkAct::Add))
        .await;
    let job = job.expect("it starts");
    firm.wait(&job.id, |job| job.calls == 6).await;
    firm.stage
        .app
        .cancel_job(it(&job))
        .await
        .expect("cancelled");
    let over = firm.over(&job.id).await;
    assert_eq!((over.state, over.changed), (JobState::Cancelled, 1));
    let rows = firm.rows(&job.id).await.rows;
    let dropped = rows.iter().filter(|row| row.state == JobRowState::Dropped);
    assert_eq!(dropped.count(), 11);
    // The next job of the firm runs its course: whatever was to come of the first has come.
    let next = firm
        .start(firm.cells(&chosen[1..2], &agent.id, BulkAct::Add))
        .await;
    let next = firm.over(&next.expect("it starts").id).await;
    assert_eq!(next.changed, 1);
    assert_eq!(firm.writes().await, 7);
    exactly(&firm, &before, &chosen[..2]).await;
}

/// A paused job has nothing under way; cancelled, it is in the log with what it had changed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cancelled_while_it_is_paused_it_is_in_the_log() {
    let firm = Firm::read(120).await;
    let (agent, chosen, _) = twelve(&firm, AGENT).await;
    after_the_first(&firm, &[json!({ "delay_ms": 600 })]).await;
    let job = firm
        .start(firm.cells(&chosen, &agent.id, BulkAct::Add))
        .await;
    let job = job.expect("it starts");
    firm.wait(&job.id, |job| job.settled > 0).await;
    firm.stage.app.pause_job(it(&job)).await.expect("paused");
    firm.wait(&job.id, |job| job.settled == job.calls).await;
    assert_eq!(firm.logged().await, 0);
    firm.stage
        .app
        .cancel_job(it(&job))
        .await
        .expect("cancelled");
    let over = firm.over(&job.id).await;
    assert_eq!(over.state, JobState::Cancelled);
    assert!(over.changed > 0);
    assert_eq!(firm.logged().await, 1);
    let over = firm.stage.app.cancel_job(it(&job)).await;
    assert_eq!(over.expect_err("over").code, ErrorCode::JobOver);
}

/// Altinn wants quiet of whoever calls: the next job waits as well, also when the first is cancelled.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_next_job_keeps_quiet_as_well() {
    let firm = Firm::read(120).await;
    let (agent, chosen, before) = twelve(&firm, AGENT).await;
    let quiet = json!([{
        "path": GIVE, "method": "POST", "status": 429, "headers": { "retry-after": "300" }, "times": 1
    }]);
    firm.stage.control.faults(quiet).await;
    let first = firm
        .start(firm.cells(&chosen, &agent.id, BulkAct::Add))
        .await;
    let first = first.expect("it starts");
    firm.wait(&first.id, |job| job.state == JobState::Waiting)
        .await;
    firm.stage
        .app
        .cancel_job(it(&first))
        .await
        .expect("cancelled");
    let next = firm
        .start(firm.cells(&chosen[..3], &agent.id, BulkAct::Add))
        .await;
    let next = next.expect("it starts");
    let held = firm
        .wait(&next.id, |job| job.state == JobState::Waiting)
        .await;
    let why = held.waiting.expect("the reason").code;
    assert_eq!(why, ErrorCode::RateLimited);
    assert!(held.resumes_at.is_some());
    assert_eq!(firm.writes().await, 1, "nothing but the refused call");
    firm.stage.control.advance(301).await;
    firm.stage.app.resume_job(it(&next)).await.expect("resumed");
    assert_eq!(firm.over(&next.id).await.changed, 3);
    exactly(&firm, &before, &chosen[..3]).await;
}
