//! The journal of jobs.

use fullmakt_domain::clients::{Act, Value};
use uuid::Uuid;

use super::support::{id, noon, store};
use crate::Store;
use crate::client_jobs::{Job, JobKind, JobState, NewJob, NewRow, RowState, Settlement};

pub(super) fn firm() -> Uuid {
    id(900)
}

fn value(packages: &[&str]) -> Value {
    Value {
        role: "regnskapsforer".into(),
        packages: packages.iter().map(|p| (*p).to_owned()).collect(),
    }
}

pub(super) fn row(client: u32, agent: u32, act: Act) -> NewRow {
    NewRow {
        client: id(client),
        name: format!("Klient {client}"),
        org_no: Some("310757632".into()),
        agent: id(agent),
        agent_title: format!("Agent {agent}"),
        is_person: agent == 12,
        act,
        wanted: vec![value(&["lonn", "mva"])],
    }
}

pub(super) async fn made(store: &Store, n: u32, rows: &[NewRow]) -> Uuid {
    let job = NewJob {
        id: id(n),
        firm: firm(),
        kind: JobKind::Cells,
        undo_of: None,
    };
    let jobs = store.client_jobs();
    assert!(jobs.create(&job, rows, noon(1)).await.expect("made"));
    job.id
}

pub(super) async fn job(store: &Store, job: Uuid) -> Job {
    let found = store.client_jobs().get(job).await.expect("read");
    found.expect("a job")
}

pub(super) async fn states(store: &Store, job: Uuid) -> Vec<RowState> {
    let rows = store.client_jobs().rows(job, &[], 0, 1000).await;
    let (_, rows) = rows.expect("read");
    rows.into_iter().map(|row| row.state).collect()
}

pub(super) async fn settle(store: &Store, job: Uuid, seq: u32, state: RowState) {
    let settlement = Settlement {
        state,
        changed: &[],
        failure: (state == RowState::Failed).then_some("{\"code\":\"x\"}"),
    };
    let jobs = store.client_jobs();
    let settled = jobs.settle(job, &[seq], &settlement, noon(2)).await;
    settled.expect("settled");
}

#[tokio::test]
async fn a_job_is_kept_row_by_row() {
    let (_place, store) = store().await;
    let rows = [
        row(1, 11, Act::Add),
        row(2, 11, Act::Remove),
        row(1, 12, Act::Add),
    ];
    let key = made(&store, 1, &rows).await;
    let kept = job(&store, key).await;
    assert_eq!(kept.state, JobState::Queued);
    assert_eq!(kept.agents, ["Agent 11", "Agent 12"]);
    assert_eq!(
        (kept.counts.total, kept.counts.adds, kept.counts.open),
        (3, 2, 3)
    );
    let jobs = store.client_jobs();
    let (total, read) = jobs.rows(key, &[], 1, 1).await.expect("read");
    assert_eq!((total, read.len()), (3, 1));
    assert_eq!(read[0].new, rows[1]);
    store.close().await;
}

#[tokio::test]
async fn what_was_sent_and_not_answered_is_unknown_after_a_restart() {
    let (place, store) = store().await;
    let key = made(&store, 1, &[row(1, 11, Act::Add), row(2, 11, Act::Add)]).await;
    let jobs = store.client_jobs();
    jobs.begin(key, noon(1)).await.expect("begun");
    assert!(jobs.sending(key, 0, noon(1)).await.expect("written"));
    assert!(
        !jobs.sending(key, 0, noon(1)).await.expect("written"),
        "only what waits is sent"
    );
    store.close().await;
    let store = place.open().await.expect("opened again");
    assert_eq!(
        states(&store, key).await,
        [RowState::Sent, RowState::Waiting]
    );
    let jobs = store.client_jobs();
    jobs.begin(key, noon(2)).await.expect("begun again");
    assert_eq!(
        states(&store, key).await,
        [RowState::Unknown, RowState::Waiting]
    );
    let (_, rows) = jobs
        .rows(key, &[RowState::Unknown], 0, 9)
        .await
        .expect("read");
    assert_eq!((rows[0].attempts, rows[0].unanswered), (1, 1));
    let kept = job(&store, key).await;
    assert_eq!(kept.started_at, Some(noon(1)));
    assert_eq!(kept.calls, 1);
    store.close().await;
}

#[tokio::test]
async fn settled_rows_tell_what_was_changed_and_why_not() {
    let (_place, store) = store().await;
    let key = made(&store, 1, &[row(1, 11, Act::Add), row(2, 11, Act::Add)]).await;
    let jobs = store.client_jobs();
    let changed = [value(&["mva"])];
    let settlement = Settlement {
        state: RowState::Changed,
        changed: &changed,
        failure: None,
    };
    let settled = jobs.settle(key, &[0], &settlement, noon(2)).await;
    settled.expect("settled");
    settle(&store, key, 1, RowState::Failed).await;
    let (_, rows) = jobs.rows(key, &[], 0, 9).await.expect("read");
    assert_eq!(rows[0].changed, changed);
    assert!(rows[1].failure.is_some());
    jobs.end(key, noon(3)).await.expect("ended");
    let kept = job(&store, key).await;
    assert_eq!((kept.state, kept.ended_at), (JobState::Done, Some(noon(3))));
    assert_eq!(jobs.retry(key).await.expect("opened"), 1);
    let kept = job(&store, key).await;
    assert_eq!((kept.state, kept.ended_at), (JobState::Queued, None));
    assert_eq!(
        states(&store, key).await,
        [RowState::Changed, RowState::Waiting]
    );
    store.close().await;
}

#[tokio::test]
async fn cells_show_jobs_and_failures_until_a_later_job_comes() {
    let (_place, store) = store().await;
    let first = made(&store, 1, &[row(1, 11, Act::Add), row(2, 11, Act::Add)]).await;
    let jobs = store.client_jobs();
    settle(&store, first, 0, RowState::Failed).await;
    let marks = jobs.marks(firm(), noon(1)).await.expect("read");
    let shown: Vec<(Uuid, bool)> = marks.iter().map(|m| (m.client, m.has_failed)).collect();
    assert_eq!(shown, [(id(1), true), (id(2), false)]);
    settle(&store, first, 1, RowState::Changed).await;
    jobs.end(first, noon(2)).await.expect("ended");
    let marks = jobs.marks(firm(), noon(1)).await.expect("read");
    assert_eq!(marks.len(), 1, "the failure stays");
    let old = jobs.marks(firm(), noon(9)).await.expect("read");
    assert!(old.is_empty(), "for a while");
    made(&store, 2, &[row(1, 11, Act::Add)]).await;
    let marks = jobs.marks(firm(), noon(1)).await.expect("read");
    assert_eq!((marks.len(), marks[0].has_failed), (1, false));
    store.close().await;
}

#[tokio::test]
async fn a_cancelled_job_is_over_when_nothing_is_unknown() {
    let (_place, store) = store().await;
    let jobs = store.client_jobs();
    let quiet = made(&store, 1, &[row(1, 11, Act::Add)]).await;
    jobs.cancel(quiet, noon(2)).await.expect("cancelled");
    let kept = job(&store, quiet).await;
    assert_eq!(
        (kept.state, kept.ended_at, kept.counts.dropped),
        (JobState::Cancelled, Some(noon(2)), 1)
    );
    let busy = made(&store, 2, &[row(1, 11, Act::Add), row(2, 11, Act::Add)]).await;
    assert!(jobs.sending(busy, 0, noon(2)).await.expect("written"));
    jobs.cancel(busy, noon(2)).await.expect("cancelled");
    assert_eq!(job(&store, busy).await.ended_at, None);
    jobs.begin(busy, noon(3)).await.expect("begun");
    jobs.hold(busy, "{}", None).await.expect("held");
    assert_eq!(job(&store, busy).await.state, JobState::Cancelled);
    settle(&store, busy, 0, RowState::Changed).await;
    assert!(jobs.end(busy, noon(4)).await.expect("ended"));
    assert_eq!(job(&store, busy).await.state, JobState::Cancelled);
    store.close().await;
}

#[tokio::test]
async fn jobs_of_a_firm_stand_in_line() {
    let (_place, store) = store().await;
    let jobs = store.client_jobs();
    for n in 1..=4 {
        made(&store, n, &[row(n, 11, Act::Add)]).await;
    }
    jobs.pause(id(2)).await.expect("paused");
    settle(&store, id(3), 0, RowState::Already).await;
    assert!(jobs.end(id(3), noon(2)).await.expect("ended"));
    jobs.hold(id(1), "{}", Some(noon(5))).await.expect("held");
    let open = jobs.open_of(firm()).await.expect("read");
    let line: Vec<Uuid> = open.iter().map(|job| job.id).collect();
    assert_eq!(line, [id(1), id(4)]);
    assert_eq!(open[0].resumes_at, Some(noon(5)));
    let all = jobs.list().await.expect("read");
    let all: Vec<Uuid> = all.iter().map(|job| job.id).collect();
    assert_eq!(
        all,
        [id(4), id(2), id(1), id(3)],
        "those that are over last"
    );
    jobs.checked(id(1), id(11)).await.expect("noted");
    assert_eq!(job(&store, id(1)).await.checked, [id(11)]);
    store.close().await;
}

#[tokio::test]
async fn a_job_is_not_over_while_a_row_is_open() {
    let (_place, store) = store().await;
    let key = made(&store, 1, &[row(1, 11, Act::Add), row(2, 11, Act::Add)]).await;
    let jobs = store.client_jobs();
    assert!(jobs.begin(key, noon(1)).await.expect("begun"));
    for (seq, open) in [
        (0, RowState::Waiting),
        (0, RowState::Unknown),
        (1, RowState::Sent),
    ] {
        settle(&store, key, 0, RowState::Changed).await;
        settle(&store, key, 1, RowState::Changed).await;
        settle(&store, key, seq, open).await;
        assert!(!jobs.end(key, noon(2)).await.expect("answered"), "{open:?}");
        assert_eq!(job(&store, key).await.state, JobState::Running);
    }
    settle(&store, key, 1, RowState::Failed).await;
    assert!(jobs.end(key, noon(2)).await.expect("ended"));
    assert!(
        !jobs.end(key, noon(3)).await.expect("answered"),
        "once only"
    );
    assert_eq!(job(&store, key).await.ended_at, Some(noon(2)));
    store.close().await;
}

#[tokio::test]
async fn thousands_of_rows_keep_their_order() {
    let (_place, store) = store().await;
    let rows: Vec<NewRow> = (0..12_003).map(|n| row(n, 11, Act::Add)).collect();
    let key = made(&store, 1, &rows).await;
    let kept = store.client_jobs().rows(key, &[], 0, u32::MAX).await;
    let (total, kept) = kept.expect("read");
    assert_eq!(total, 12_003);
    for (seq, (kept, row)) in (0..).zip(kept.iter().zip(&rows)) {
        assert_eq!((kept.seq, &kept.new), (seq, row));
    }
    store.close().await;
}
