//! A job in trouble: it stops with the reason, goes on where it stood, doubles nothing and loses nothing.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::Duration;

use fullmakt_app::surface::clients::*;
use fullmakt_app::surface::common::ErrorCode;
use fullmakt_app::surface::session::SessionState;
use fullmakt_app::surface::table::Commands;
use fullmakt_tests::until;
use serde_json::{Value, json};

use super::stage::{Firm, GIVE, exactly, twelve};

const AGENT: &str = "Fjellbekk Signering";

/// Random waits. What they begin with is printed, and can be given to see the same again.
struct Chance(u64);

impl Chance {
    fn new() -> Self {
        let given = std::env::var("FULLMAKT_CHANCE").ok();
        let begin = given
            .and_then(|given| given.parse().ok())
            .unwrap_or_else(|| RandomState::new().build_hasher().finish());
        println!("FULLMAKT_CHANCE={begin}");
        Chance(begin | 1)
    }

    /// Shorter than so many milliseconds (xorshift, Marsaglia 2003).
    fn millis(&mut self, below: u64) -> Duration {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        Duration::from_millis(self.0 % below)
    }
}

fn post(fault: Value) -> Value {
    let mut fault = fault;
    fault["path"] = json!(GIVE);
    fault["method"] = json!("POST");
    json!([fault])
}

/// Too many calls: quiet for as long as Altinn asks, then on by itself.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn too_many_calls_wait_to_the_second() {
    let firm = Firm::read(120).await;
    let (agent, chosen, before) = twelve(&firm, AGENT).await;
    let quiet = json!({ "status": 429, "headers": { "retry-after": "3" }, "times": 1 });
    firm.stage.control.faults(post(quiet)).await;
    let job = firm
        .start(firm.cells(&chosen, &agent.id, BulkAct::Add))
        .await;
    let job = job.expect("it starts");
    let held = firm
        .wait(&job.id, |job| job.state == JobState::Waiting)
        .await;
    let began = tokio::time::Instant::now();
    let why = held.waiting.expect("the reason");
    assert_eq!((why.code, why.after_s), (ErrorCode::RateLimited, Some(3)));
    assert!(held.resumes_at.is_some());
    assert_eq!(firm.writes().await, 1);
    let over = firm.over(&job.id).await;
    assert!(began.elapsed() > Duration::from_secs(2));
    assert_eq!((over.changed, over.failed), (12, 0));
    assert_eq!(firm.writes().await, 13, "the refused call, and twelve");
    exactly(&firm, &before, &chosen).await;
}

/// A right that is gone: the job waits with the reason, and goes on when the user says so.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_right_stops_the_job() {
    let firm = Firm::read(120).await;
    let (agent, chosen, before) = twelve(&firm, AGENT).await;
    firm.stage
        .control
        .faults(post(json!({ "status": 403 })))
        .await;
    let job = firm
        .start(firm.cells(&chosen, &agent.id, BulkAct::Add))
        .await;
    let job = job.expect("it starts");
    let held = firm
        .wait(&job.id, |job| job.state == JobState::Waiting)
        .await;
    let why = held.waiting.expect("the reason").code;
    assert_eq!(why, ErrorCode::NotClientAdministrator);
    assert_eq!((held.resumes_at, held.failed, held.settled), (None, 0, 0));
    assert_eq!(firm.writes().await, 1, "stopped at the first");
    firm.stage.control.clear_faults().await;
    let id = job.id.clone();
    firm.stage
        .app
        .resume_job(JobRef { id })
        .await
        .expect("resumed");
    let over = firm.over(&job.id).await;
    assert_eq!((over.changed, over.failed), (12, 0));
    exactly(&firm, &before, &chosen).await;
}

/// A token that is not honoured: renewed once by itself; refused again, the job waits for a login.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_token_is_renewed_once_and_then_waits_for_a_login() {
    let firm = Firm::read(120).await;
    let (agent, chosen, before) = twelve(&firm, AGENT).await;
    let once = json!({ "status": 401, "times": 1 });
    firm.stage.control.faults(post(once)).await;
    let job = firm
        .start(firm.cells(&chosen[..4], &agent.id, BulkAct::Add))
        .await;
    let over = firm.over(&job.expect("it starts").id).await;
    assert_eq!((over.changed, over.failed), (4, 0));

    firm.stage
        .control
        .faults(post(json!({ "status": 401 })))
        .await;
    let job = firm
        .start(firm.cells(&chosen, &agent.id, BulkAct::Add))
        .await;
    let job = job.expect("it starts");
    let is_held = |job: &Job| job.state == JobState::Waiting && job.resumes_at.is_none();
    let held = firm.wait(&job.id, is_held).await;
    assert_eq!(held.waiting.expect("why").code, ErrorCode::LoginRequired);
    assert_eq!(held.failed, 0, "waits, and has not failed");
    firm.stage.control.clear_faults().await;
    firm.stage.sign_in("kari").await;
    let over = firm.over(&job.id).await;
    assert_eq!((over.changed, over.failed), (8, 0));
    exactly(&firm, &before, &chosen).await;
}

/// Answers that are lost after the effect, calls that never arrive, and a server that fails: read first, sent again only
/// where it is not there.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_answer_is_read_before_anything_is_repeated() {
    for (fault, writes) in [
        (json!({ "cut": "inside", "times": 1 }), 12),
        (json!({ "cut": "before", "times": 1 }), 13),
        (json!({ "status": 500, "times": 1 }), 13),
    ] {
        let firm = Firm::read(120).await;
        let (agent, chosen, before) = twelve(&firm, AGENT).await;
        firm.stage.control.reset_counters().await;
        firm.stage.control.faults(post(fault.clone())).await;
        let job = firm
            .start(firm.cells(&chosen, &agent.id, BulkAct::Add))
            .await;
        let over = firm.over(&job.expect("it starts").id).await;
        assert_eq!((over.changed, over.failed), (12, 0), "{fault}");
        assert_eq!(firm.writes().await, writes, "{fault}");
        assert_eq!(
            firm.stage.control.count("GET", GIVE).await,
            2,
            "read once for the lost one, once in the end"
        );
        exactly(&firm, &before, &chosen).await;
    }
}

/// One client that Altinn refuses fails with its reason; the others are done, and it can be tried again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_client_fails_alone_and_can_be_retried() {
    let firm = Firm::read(120).await;
    let (agent, chosen, before) = twelve(&firm, AGENT).await;
    let lacks = json!({
        "status": 400,
        "body": {"code": "STD-00000", "validationErrors": [
            {"code": "AM.VLD-00026", "detail": "x", "paths": ["/values[0]/packages[0]"]}]},
        "times": 1
    });
    firm.stage.control.faults(post(lacks)).await;
    let job = firm
        .start(firm.cells(&chosen, &agent.id, BulkAct::Add))
        .await;
    let over = firm.over(&job.expect("it starts").id).await;
    assert_eq!((over.changed, over.failed), (11, 1));
    let rows = firm.rows(&over.id).await.rows;
    let failed = rows.iter().find(|row| row.state == JobRowState::Failed);
    let failed = failed.expect("one failed");
    let why = failed.failure.as_ref().expect("why");
    assert_eq!(why.code, ErrorCode::ClientLacksPackage);
    assert_eq!(why.upstream_code.as_deref(), Some("AM.VLD-00026"));
    let mut query = firm.query(10);
    query.agents = vec![agent.id.clone()];
    query.filter.state = Some(CellFilter::Failed);
    let shown = firm.matrix(query).await;
    assert_eq!((shown.total, shown.counts.failed), (1, 1));
    assert_eq!(shown.rows[0].id, failed.client);
    let id = over.id.clone();
    firm.stage
        .app
        .retry_job(JobRef { id })
        .await
        .expect("retried");
    let over = firm
        .wait(&over.id, |job| job.ended_at.is_some() && job.failed == 0)
        .await;
    assert_eq!(over.changed, 12);
    assert_eq!(firm.logged().await, 1, "one line for a job, tried twice");
    exactly(&firm, &before, &chosen).await;
}

/// A client whose package is withdrawn between the plan and the call is refused by Altinn itself.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_that_withdrew_meanwhile_is_refused_for_real() {
    let firm = Firm::read(120).await;
    let (agent, chosen, _) = twelve(&firm, AGENT).await;
    let number = chosen[5].org_no.as_deref().expect("a number");
    let path = format!("relations/{}/{number}", super::stage::FIRM);
    let nothing = json!({ "roles": [], "packages": ["merverdiavgift"], "resources": [] });
    firm.stage.control.put(&path, nothing).await;
    let job = firm
        .start(firm.cells(&chosen, &agent.id, BulkAct::Add))
        .await;
    let over = firm.over(&job.expect("it starts").id).await;
    assert_eq!((over.changed, over.failed), (11, 1));
    let rows = firm.rows(&over.id).await.rows;
    let failed = rows.iter().find(|row| row.state == JobRowState::Failed);
    let failed = failed.expect("one failed");
    assert_eq!(failed.client, chosen[5].id);
    // The role is gone with the package, and Altinn looks for the role first.
    let why = failed.failure.as_ref().expect("why");
    assert_eq!(why.code, ErrorCode::ClientGone);
    assert_eq!(why.upstream_code.as_deref(), Some("AM.VLD-00032"));
}

/// The app is killed at twenty random points of a job, and started again each time: while it writes to Altinn, or on its
/// way there.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_at_twenty_points_nothing_is_doubled_or_lost() {
    let mut firm = Firm::read(1200).await;
    let agent = firm.agent(AGENT).await;
    let chosen = firm.addable(&agent.id, 300).await;
    assert_eq!(chosen.len(), 300);
    let before = firm.truth().await;
    firm.stage.control.reset_counters().await;
    let slow = post(json!({ "delay_ms": 60 }));
    firm.stage.control.faults(slow).await;
    let job = firm
        .start(firm.cells(&chosen, &agent.id, BulkAct::Add))
        .await;
    let job = job.expect("it starts");
    firm.stage.app.shutdown().await;
    let mut chance = Chance::new();
    for kill in 0..20 {
        let life = firm.stage.life().await;
        if kill % 4 == 3 {
            // Before the job goes on: while the store is opened, the person signed in, what was under way looked up.
            tokio::time::sleep(chance.millis(150)).await;
        } else {
            let written = firm.writes().await;
            until("the job goes on", async || {
                (firm.writes().await > written).then_some(())
            })
            .await;
            tokio::time::sleep(chance.millis(70)).await;
        }
        drop(life);
        // What dies may still see its calls break off, and note that the job rests for half a minute.
        firm.stage.control.advance(60).await;
    }
    let written = firm.writes().await;
    assert!(written < chosen.len() as u64, "the job was over too soon");
    firm.stage.restart().await;
    firm.stage
        .wait_for(|session| session.state == SessionState::SignedIn)
        .await;
    firm.stage.control.clear_faults().await;
    let over = firm.over(&job.id).await;
    assert_eq!(over.failed, 0);
    // What was cut off after its effect is known as ours.
    assert_eq!(over.changed, over.total, "{over:?}");
    exactly(&firm, &before, &chosen).await;
    let writes = firm.writes().await;
    let most = chosen.len() as u64 + 20 * 5;
    assert!(
        writes <= most,
        "{writes} calls for {} clients",
        chosen.len()
    );
    // And all of it can be undone.
    let undo = firm.stage.app.undo_job(JobRef { id: over.id }).await;
    firm.over(&undo.expect("undone").id).await;
    assert_eq!(firm.truth().await, before);
}
