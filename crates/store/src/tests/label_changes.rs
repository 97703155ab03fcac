//! The queue of label changes: shown at once, sent in order, flipped back, undone.

use super::dialog_support::{apply, dialog_id, letter, titles, with_actors};
use super::support::{id, noon};
use crate::Store;
use crate::dialogs::{DialogQuery, Folder, Labels, NewDialog};
use crate::label_changes::ChangeState;

async fn archive(store: &Store, act: u32, dialogs: &[u32]) -> Vec<uuid::Uuid> {
    let dialogs: Vec<_> = dialogs.iter().map(|&n| dialog_id(n)).collect();
    store
        .label_changes()
        .queue(id(act), &dialogs, Labels::ARCHIVE, Labels::NONE, noon(12))
        .await
        .expect("queued")
}

async fn folder(store: &Store, folder: Folder) -> Vec<String> {
    titles(
        store,
        &DialogQuery {
            folder,
            ..DialogQuery::default()
        },
    )
    .await
    .1
}

#[tokio::test]
async fn a_change_shows_at_once_and_waits() {
    let (_place, store) = with_actors().await;
    apply(
        &store,
        &[letter(1, "ett"), letter(2, "to"), letter(3, "tre")],
    )
    .await;
    assert_eq!(
        archive(&store, 900, &[1, 3, 99]).await,
        [dialog_id(1), dialog_id(3)]
    );
    assert_eq!(folder(&store, Folder::Inbox).await, ["to"]);
    assert_eq!(folder(&store, Folder::Archive).await, ["ett", "tre"]);
    let row = store
        .dialogs()
        .get(dialog_id(1))
        .await
        .expect("read")
        .expect("there");
    assert!(row.row.is_change_waiting);
    assert_eq!(row.server_labels, Labels::DEFAULT);
    assert_eq!(store.label_changes().open().await.expect("counted"), 2);
    assert_eq!(
        store.label_changes().dialogs().await.expect("read"),
        [dialog_id(1), dialog_id(3)]
    );
    // What would change nothing is left out.
    assert!(archive(&store, 901, &[1]).await.is_empty());

    let batch = store.label_changes().next(100).await.expect("read");
    assert_eq!(batch.len(), 2);
    assert_eq!(
        (batch[0].dialog, batch[0].add, batch[0].before),
        (dialog_id(1), Labels::ARCHIVE, Labels::DEFAULT)
    );
    assert_eq!(batch[0].revision, Some(id(1)));
    assert_eq!(batch[0].state, ChangeState::Waiting);
    store.close().await;
}

#[tokio::test]
async fn the_queue_is_sent_in_order_and_alike_together() {
    let (_place, store) = with_actors().await;
    apply(&store, &[letter(1, "ett"), letter(2, "to")]).await;
    let queue = store.label_changes();
    archive(&store, 900, &[1, 2]).await;
    queue
        .queue(
            id(901),
            &[dialog_id(1)],
            Labels::BIN,
            Labels::NONE,
            noon(12),
        )
        .await
        .expect("queued");
    let first = queue.next(100).await.expect("read");
    assert_eq!(first.len(), 2, "the two that are alike");
    let seqs: Vec<i64> = first.iter().map(|change| change.seq).collect();
    queue.sending(&seqs, noon(12)).await.expect("noted");
    assert_eq!(
        queue.next(100).await.expect("read"),
        [],
        "nothing overtakes"
    );
    let unsettled = queue.unsettled().await.expect("read");
    assert_eq!(unsettled.len(), 2);
    assert_eq!(
        (unsettled[0].attempts, unsettled[0].tried_at),
        (1, Some(noon(12)))
    );

    queue
        .release(&seqs, "{\"code\":\"offline\"}")
        .await
        .expect("put back");
    let again = queue.next(1).await.expect("read");
    assert_eq!(again.len(), 1, "no more than asked for");
    assert_eq!(again[0].failure.as_deref(), Some("{\"code\":\"offline\"}"));
    queue.sending(&seqs, noon(12)).await.expect("noted");
    queue.sent(&seqs, None, noon(12)).await.expect("noted");
    let dialog = store
        .dialogs()
        .get(dialog_id(1))
        .await
        .expect("read")
        .expect("there");
    assert_eq!(
        (dialog.server_labels, dialog.row.labels),
        (Labels::ARCHIVE, Labels::BIN)
    );
    assert_eq!(dialog.context_revision, None, "the bulk call answers none");

    let last = queue.next(100).await.expect("read");
    assert_eq!(
        (last.len(), last[0].add, last[0].revision),
        (1, Labels::BIN, None)
    );
    queue
        .sending(&[last[0].seq], noon(12))
        .await
        .expect("noted");
    queue
        .sent(&[last[0].seq], Some(id(700)), noon(12))
        .await
        .expect("noted");
    let dialog = store
        .dialogs()
        .get(dialog_id(1))
        .await
        .expect("read")
        .expect("there");
    assert_eq!(dialog.server_labels, Labels::BIN);
    assert_eq!(dialog.context_revision, Some(id(700)));
    assert!(!dialog.row.is_change_waiting);
    assert_eq!(queue.open().await.expect("counted"), 0);
    assert_eq!(queue.forget_settled(noon(13)).await.expect("forgotten"), 3);
    store.close().await;
}

#[tokio::test]
async fn a_refused_change_flips_back_and_says_why() {
    let (_place, store) = with_actors().await;
    apply(&store, &[letter(1, "ett")]).await;
    let queue = store.label_changes();
    archive(&store, 900, &[1]).await;
    let seq = queue.next(100).await.expect("read")[0].seq;
    queue.sending(&[seq], noon(12)).await.expect("noted");
    queue
        .refused(&[seq], "{\"code\":\"conflict\"}")
        .await
        .expect("noted");
    assert_eq!(folder(&store, Folder::Inbox).await, ["ett"]);
    let row = store
        .dialogs()
        .get(dialog_id(1))
        .await
        .expect("read")
        .expect("there")
        .row;
    assert_eq!(row.refusal.as_deref(), Some("{\"code\":\"conflict\"}"));
    assert!(!row.is_change_waiting);
    // What is filed anew clears the refusal.
    archive(&store, 901, &[1]).await;
    let row = store
        .dialogs()
        .get(dialog_id(1))
        .await
        .expect("read")
        .expect("there")
        .row;
    assert_eq!((row.labels, row.refusal), (Labels::ARCHIVE, None));
    store.close().await;
}

#[tokio::test]
async fn the_newest_state_of_the_server_lies_under_the_queue() {
    let (_place, store) = with_actors().await;
    apply(&store, &[letter(1, "ett")]).await;
    let queue = store.label_changes();
    queue
        .queue(
            id(900),
            &[dialog_id(1)],
            Labels::MARKED_AS_UNOPENED,
            Labels::NONE,
            noon(12),
        )
        .await
        .expect("queued");
    let filed = NewDialog {
        labels: Labels::ARCHIVE,
        context_revision: Some(id(800)),
        is_content_seen: true,
        ..letter(1, "ett")
    };
    apply(&store, &[filed]).await;
    let dialog = store
        .dialogs()
        .get(dialog_id(1))
        .await
        .expect("read")
        .expect("there");
    assert_eq!(dialog.server_labels, Labels::ARCHIVE);
    assert_eq!(
        dialog.row.labels,
        Labels::ARCHIVE | Labels::MARKED_AS_UNOPENED
    );
    assert!(dialog.row.is_unread);
    assert_eq!(
        queue.next(1).await.expect("read")[0].revision,
        Some(id(1)),
        "what it stood on"
    );
    store.close().await;
}

#[tokio::test]
async fn an_act_is_undone_as_one_whether_sent_or_not() {
    let (_place, store) = with_actors().await;
    apply(
        &store,
        &[letter(1, "ett"), letter(2, "to"), letter(3, "tre")],
    )
    .await;
    let queue = store.label_changes();
    archive(&store, 900, &[1, 2, 3]).await;
    let batch = queue.next(1).await.expect("read");
    queue
        .sending(&[batch[0].seq], noon(12))
        .await
        .expect("noted");
    queue
        .sent(&[batch[0].seq], Some(id(701)), noon(12))
        .await
        .expect("noted");

    let undone = queue
        .undo(id(900), id(901), noon(12))
        .await
        .expect("undone");
    assert_eq!(undone.withdrawn, [dialog_id(3), dialog_id(2)]);
    assert_eq!(undone.queued, [dialog_id(1)]);
    assert_eq!(folder(&store, Folder::Inbox).await, ["ett", "to", "tre"]);
    let opposite = queue.next(100).await.expect("read");
    assert_eq!(opposite.len(), 1);
    assert_eq!(
        (opposite[0].add, opposite[0].remove),
        (Labels::DEFAULT, Labels::ARCHIVE)
    );
    assert_eq!(opposite[0].revision, Some(id(701)));

    // Twice does no more than once.
    let again = queue
        .undo(id(900), id(902), noon(12))
        .await
        .expect("undone");
    assert_eq!((again.withdrawn.len(), again.queued.len()), (0, 0));
    // And what was undone can be done again.
    queue
        .undo(id(901), id(903), noon(12))
        .await
        .expect("undone");
    assert_eq!(folder(&store, Folder::Archive).await, ["ett"]);
    let states: Vec<_> = queue
        .of_act(id(900))
        .await
        .expect("read")
        .iter()
        .map(|one| one.state)
        .collect();
    assert_eq!(states, [ChangeState::Undone; 3]);
    store.close().await;
}

#[tokio::test]
async fn a_change_that_is_on_its_way_is_followed_by_its_opposite() {
    let (_place, store) = with_actors().await;
    apply(&store, &[letter(1, "ett")]).await;
    let queue = store.label_changes();
    archive(&store, 900, &[1]).await;
    let seq = queue.next(1).await.expect("read")[0].seq;
    queue.sending(&[seq], noon(12)).await.expect("noted");
    let undone = queue
        .undo(id(900), id(901), noon(12))
        .await
        .expect("undone");
    assert_eq!(undone.queued, [dialog_id(1)]);
    assert_eq!(folder(&store, Folder::Inbox).await, ["ett"]);
    let again = queue
        .undo(id(900), id(902), noon(12))
        .await
        .expect("undone");
    assert!(again.queued.is_empty(), "once");
    // It never arrived after all: its opposite asks for what is there already.
    queue.refused(&[seq], "{}").await.expect("noted");
    assert_eq!(folder(&store, Folder::Inbox).await, ["ett"]);
    store.close().await;
}

#[tokio::test]
async fn one_that_is_being_sent_holds_up_its_own_dialog_only() {
    let (_place, store) = with_actors().await;
    let letters: Vec<NewDialog> = (1..=4).map(|n| letter(n, "Brev")).collect();
    apply(&store, &letters).await;
    let queue = store.label_changes();
    archive(&store, 900, &[1]).await;
    let seq = queue.next(100).await.expect("read")[0].seq;
    queue.sending(&[seq], noon(12)).await.expect("noted");
    let bin = async |act: u32, dialogs: &[u32]| {
        let dialogs: Vec<_> = dialogs.iter().map(|&n| dialog_id(n)).collect();
        let queued = queue.queue(id(act), &dialogs, Labels::BIN, Labels::NONE, noon(12));
        assert_eq!(queued.await.expect("queued").len(), dialogs.len());
    };
    bin(901, &[1, 2]).await;
    bin(902, &[3]).await;
    archive(&store, 903, &[4]).await;
    let dialogs = async || {
        let next = queue.next(100).await.expect("read");
        next.iter().map(|change| change.dialog).collect::<Vec<_>>()
    };
    assert_eq!(dialogs().await, [dialog_id(2), dialog_id(3)]);
    queue.refused(&[seq], "{}").await.expect("noted");
    assert_eq!(dialogs().await, [1, 2, 3].map(dialog_id));
    store.close().await;
}

#[tokio::test]
async fn what_was_undone_before_it_was_sent_is_not_sent() {
    let (_place, store) = with_actors().await;
    let letters: Vec<NewDialog> = (1..=3).map(|n| letter(n, "Brev")).collect();
    apply(&store, &letters).await;
    let queue = store.label_changes();
    archive(&store, 900, &[1, 2]).await;
    archive(&store, 901, &[3]).await;
    let batch = queue.next(100).await.expect("read");
    let seqs: Vec<i64> = batch.iter().map(|change| change.seq).collect();
    let undone = queue.undo(id(900), id(902), noon(12)).await;
    assert_eq!(undone.expect("undone").withdrawn.len(), 2);
    let sending = queue.sending(&seqs, noon(12)).await.expect("noted");
    assert_eq!(sending, seqs[2..]);
    let again = queue.sending(&seqs, noon(12)).await.expect("noted");
    assert!(again.is_empty(), "it is on its way already");
    store.close().await;
}

#[tokio::test]
async fn earlier_changes_that_the_server_took_are_told() {
    let (_place, store) = with_actors().await;
    apply(&store, &[letter(1, "ett"), letter(2, "to")]).await;
    let queue = store.label_changes();
    let next = async || queue.next(100).await.expect("read");
    let send = async || {
        let seqs: Vec<i64> = next().await.iter().map(|change| change.seq).collect();
        queue.sending(&seqs, noon(12)).await.expect("noted")
    };
    // Taken, and undone afterwards.
    archive(&store, 900, &[1, 2]).await;
    let archived = send().await;
    queue.sent(&archived, None, noon(12)).await.expect("noted");
    queue
        .undo(id(900), id(901), noon(12))
        .await
        .expect("undone");
    let restored = send().await;
    queue.sent(&restored, None, noon(12)).await.expect("noted");
    // Put back, and undone before it left again.
    archive(&store, 902, &[1]).await;
    let held = send().await;
    queue.release(&held, "{}").await.expect("put back");
    queue
        .undo(id(902), id(903), noon(12))
        .await
        .expect("undone");
    // Refused.
    archive(&store, 904, &[1]).await;
    let refused = send().await;
    queue.refused(&refused, "{}").await.expect("noted");
    archive(&store, 905, &[1]).await;
    let last = next().await.remove(0);
    let taken = queue.taken_before(&last).await.expect("read");
    let told: Vec<_> = taken
        .iter()
        .map(|change| (change.seq, change.add))
        .collect();
    let of_first = |seqs: &[i64]| *seqs.iter().min().expect("some");
    assert_eq!(told.len(), 2);
    assert_eq!(told[1], (of_first(&archived), Labels::ARCHIVE));
    assert_eq!(told[0].1, Labels::DEFAULT);
    assert!(restored.contains(&told[0].0));
    store.close().await;
}
