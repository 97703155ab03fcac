//! What must not stand in the way of a job, and a job that stands says so.

use std::sync::Arc;

use fullmakt_app::surface::clients::*;
use fullmakt_app::surface::common::ErrorCode;
use fullmakt_app::surface::table::{Commands, Event};
use fullmakt_sandbox::Seed;
use fullmakt_tests::{Harness, Options, SmallDisk, TestKeyring};
use serde_json::json;

use super::stage::{Firm, GIVE, exactly, twelve};

const AGENT: &str = "Fjellbekk Signering";

/// All is done, and only what is there in the end cannot be read: the job is over, the column says that it was not read,
/// and the firm's next job runs.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_closing_read_that_fails_stops_nobody() {
    for (status, body) in [
        (404, json!("")),
        (400, json!({ "code": "AM.VLD-00099", "status": 400 })),
        (500, json!("")),
    ] {
        let firm = Firm::read(120).await;
        let (agent, chosen, before) = twelve(&firm, AGENT).await;
        let unread = json!([{ "path": GIVE, "method": "GET", "status": status, "body": body }]);
        firm.stage.control.faults(unread).await;
        for part in chosen.chunks(6) {
            let job = firm.start(firm.cells(part, &agent.id, BulkAct::Add)).await;
            let over = firm.over(&job.expect("it starts").id).await;
            assert_eq!(
                (over.state, over.changed, over.failed),
                (JobState::Done, 6, 0),
                "{status}"
            );
        }
        exactly(&firm, &before, &chosen).await;
        let column = firm.agent(AGENT).await;
        assert!(column.failure.is_some(), "{status}");
    }
}

/// The disk is full when Altinn answers: the job says that it stands, and goes on from what is there.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_job_that_finds_no_room_says_so_and_goes_on() {
    let options = Options {
        keyring: Some(Arc::new(TestKeyring::default())),
        seed: Some(Seed::accountant(120).expect("a size that there is")),
        ..Options::default()
    };
    let stage = Harness::new(options).await;
    let Some(disk) = SmallDisk::over(&stage.environment_folder(), 64) else {
        return;
    };
    stage.sign_in("kari").await;
    let firm = Firm::of(stage).await;
    let refresh = FirmRef {
        firm: firm.uuid.clone(),
    };
    let read = firm.stage.app.refresh_clients(refresh).await;
    read.expect("the clients are read");
    let (agent, chosen, before) = twelve(&firm, AGENT).await;
    let slow = json!([{ "path": GIVE, "method": "POST", "delay_ms": 1500, "times": 1 }]);
    firm.stage.control.faults(slow).await;
    let mut events = firm.stage.app.subscribe();
    let job = firm
        .start(firm.cells(&chosen, &agent.id, BulkAct::Add))
        .await;
    let job = job.expect("it starts");
    firm.wait(&job.id, |job| job.calls == 1).await;
    disk.fill();
    let stands = Harness::wait_event(&mut events, 30, |event| match event {
        Event::JobStopped { job } => Some(job.clone()),
        _ => None,
    })
    .await;
    assert_eq!(stands.state, JobState::Waiting);
    assert_eq!(stands.waiting.expect("why").code, ErrorCode::DiskFull);
    assert!(stands.resumes_at.is_some(), "it goes on by itself");
    disk.empty();
    let id = job.id.clone();
    let on = firm.stage.app.resume_job(JobRef { id }).await;
    on.expect("it goes on");
    let over = firm.over(&job.id).await;
    assert_eq!((over.changed, over.failed), (12, 0));
    exactly(&firm, &before, &chosen).await;
}
