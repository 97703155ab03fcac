//! What the user wants of a job: a pause, an end, another try, its undoing.

use fullmakt_domain::clients::Act;
use uuid::Uuid;

use super::client_jobs::{firm, job, made, row, settle, states};
use super::support::{id, noon, store};
use crate::Store;
use crate::client_jobs::{JobKind, JobState, NewJob, RowState};

/// Whether an undoing of a job could be made.
async fn undone(store: &Store, n: u32, job: Uuid) -> bool {
    let undo = NewJob {
        id: id(n),
        firm: firm(),
        kind: JobKind::Undo,
        undo_of: Some(job),
    };
    let jobs = store.client_jobs();
    let rows = [row(1, 11, Act::Remove)];
    let made = jobs.create(&undo, &rows, noon(3));
    made.await.expect("answered")
}

#[tokio::test]
async fn what_waits_again_after_a_cancellation_is_dropped() {
    let (_place, store) = store().await;
    let rows = [1, 2, 3].map(|client| row(client, 11, Act::Add));
    let key = made(&store, 1, &rows).await;
    let jobs = store.client_jobs();
    jobs.begin(key, noon(1)).await.expect("begun");
    for seq in [0, 1] {
        assert!(jobs.sending(key, seq, noon(1)).await.expect("written"));
    }
    jobs.cancel(key, noon(2)).await.expect("cancelled");
    // Altinn wants quiet, or the login has ended: had it no effect, it waits.
    settle(&store, key, 0, RowState::Waiting).await;
    // And one that fails for its agent's sake takes what was dropped along.
    settle(&store, key, 2, RowState::Failed).await;
    assert_eq!(
        states(&store, key).await,
        [RowState::Dropped, RowState::Sent, RowState::Dropped]
    );
    for seq in [0, 2] {
        assert!(!jobs.sending(key, seq, noon(2)).await.expect("answered"));
    }
    settle(&store, key, 1, RowState::Failed).await;
    assert!(jobs.end(key, noon(3)).await.expect("ended"));
    store.close().await;
}

#[tokio::test]
async fn a_pause_stands_until_it_is_taken_back() {
    let (_place, store) = store().await;
    let key = made(&store, 1, &[row(1, 11, Act::Add), row(2, 11, Act::Add)]).await;
    let jobs = store.client_jobs();
    jobs.pause(key).await.expect("paused");
    assert!(
        !jobs.begin(key, noon(1)).await.expect("answered"),
        "its runner had seen it before the pause"
    );
    assert_eq!(job(&store, key).await.state, JobState::Paused);
    assert!(!jobs.sending(key, 0, noon(1)).await.expect("answered"));
    jobs.hold(key, "{}", None).await.expect("held");
    assert_eq!(job(&store, key).await.state, JobState::Paused);
    jobs.resume(key).await.expect("resumed");
    assert!(jobs.begin(key, noon(2)).await.expect("begun"));
    jobs.resume(key).await.expect("nothing to resume");
    assert_eq!(job(&store, key).await.state, JobState::Running);
    jobs.pause(key).await.expect("paused");
    jobs.resume(key).await.expect("resumed");
    assert!(jobs.sending(key, 0, noon(2)).await.expect("written"));
    assert_eq!(job(&store, key).await.state, JobState::Running);
    store.close().await;
}

#[tokio::test]
async fn a_cancelled_job_that_changed_something_is_left_to_its_runner() {
    let (_place, store) = store().await;
    let key = made(&store, 1, &[row(1, 11, Act::Add), row(2, 11, Act::Add)]).await;
    let jobs = store.client_jobs();
    settle(&store, key, 0, RowState::Changed).await;
    jobs.pause(key).await.expect("paused");
    jobs.cancel(key, noon(2)).await.expect("cancelled");
    let open = jobs.open_of(firm()).await.expect("read");
    assert_eq!(open.len(), 1, "who runs it finds it");
    assert_eq!(open[0].state, JobState::Cancelled);
    assert!(open[0].counts.is_settled());
    store.close().await;
}

#[tokio::test]
async fn a_row_that_is_tried_again_was_never_unanswered() {
    let (_place, store) = store().await;
    let key = made(&store, 1, &[row(1, 11, Act::Add)]).await;
    let jobs = store.client_jobs();
    settle(&store, key, 0, RowState::Unknown).await;
    settle(&store, key, 0, RowState::Failed).await;
    jobs.end(key, noon(2)).await.expect("ended");
    assert_eq!(jobs.retry(key).await.expect("opened"), 1);
    let (_, rows) = jobs.rows(key, &[], 0, 9).await.expect("read");
    assert_eq!(
        rows[0].unanswered, 0,
        "what came of the lost answer was read: it is not there"
    );
    store.close().await;
}

#[tokio::test]
async fn a_job_is_undone_once_and_not_tried_again_then() {
    let (_place, store) = store().await;
    let key = made(&store, 1, &[row(1, 11, Act::Add), row(2, 11, Act::Add)]).await;
    let jobs = store.client_jobs();
    assert!(!undone(&store, 2, key).await, "it is not over");
    settle(&store, key, 0, RowState::Changed).await;
    settle(&store, key, 1, RowState::Failed).await;
    assert!(jobs.end(key, noon(2)).await.expect("ended"));

    assert!(undone(&store, 2, key).await);
    assert!(!undone(&store, 3, key).await, "one undoing is under way");
    assert_eq!(job(&store, key).await.undone_by, Some(id(2)));
    assert_eq!(jobs.retry(key).await.expect("answered"), 0);

    jobs.cancel(id(2), noon(4)).await.expect("cancelled");
    assert_eq!(job(&store, key).await.undone_by, None, "it undid nothing");
    assert!(undone(&store, 3, key).await);
    settle(&store, id(3), 0, RowState::Changed).await;
    assert!(jobs.end(id(3), noon(5)).await.expect("ended"));
    assert_eq!(job(&store, key).await.undone_by, Some(id(3)));
    assert!(!undone(&store, 4, key).await);
    assert_eq!(jobs.retry(key).await.expect("answered"), 0);
    store.close().await;
}

#[tokio::test]
async fn a_cancelled_job_stays_cancelled_when_it_is_tried_again() {
    let (_place, store) = store().await;
    let key = made(&store, 1, &[row(1, 11, Act::Add), row(2, 11, Act::Add)]).await;
    let jobs = store.client_jobs();
    jobs.begin(key, noon(1)).await.expect("begun");
    assert!(jobs.sending(key, 0, noon(1)).await.expect("written"));
    jobs.cancel(key, noon(2)).await.expect("cancelled");
    settle(&store, key, 0, RowState::Failed).await;
    assert_eq!(
        jobs.retry(key).await.expect("answered"),
        0,
        "not while it is being cancelled"
    );
    assert!(jobs.end(key, noon(3)).await.expect("ended"));
    assert_eq!(jobs.retry(key).await.expect("opened"), 1);
    settle(&store, key, 0, RowState::Changed).await;
    assert!(jobs.end(key, noon(4)).await.expect("ended"));
    let kept = job(&store, key).await;
    assert_eq!(
        (kept.state, kept.counts.dropped),
        (JobState::Cancelled, 1),
        "a row was never sent"
    );
    store.close().await;
}
