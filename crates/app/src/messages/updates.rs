//! Updates of the open message. An event says only that something changed, and reading is logged: bursts become one
//! reading, and readings that find nothing new become rarer (Dialogporten reference, 2.4).

use std::sync::Arc;
use std::time::Duration;

use fullmakt_altinn::dialogs::{DialogUpdate, DialogUpdates};
use tokio::time::{Instant, sleep, timeout};
use uuid::Uuid;

use super::opening::Why;
use crate::state::{Account, App};

/// Events that follow each other this closely are one change.
const QUIET: Duration = Duration::from_secs(1);
/// Longest time that a burst puts off the reading.
const BURST: Duration = Duration::from_secs(5);
/// The opening itself makes an event when it took away the unread mark; it comes within this time.
const ECHO: Duration = Duration::from_secs(2);
/// Longest pause between readings that find nothing new, and between attempts to connect.
const LONGEST: Duration = Duration::from_secs(30);

/// How a stream ended.
enum Ended {
    /// The message is gone.
    Deleted,
    /// The connection is; there may be another one.
    Cut,
}

impl App {
    /// Listens to the open message for as long as it is open. `echoes`: the opening changed who has seen it.
    pub(super) fn listen(&self, account: &Arc<Account>, id: Uuid, echoes: bool) {
        let listener = |known: &mut super::reading::Known| known.listener(id);
        let Some(hang_up) = self.0.reading.with(&account.key, listener) else {
            return;
        };
        let (app, account) = (self.clone(), Arc::clone(account));
        self.spawn(async move {
            tokio::select! {
                () = hang_up.cancelled() => {}
                () = app.follow_message(&account, id, echoes) => {}
            }
        });
    }

    /// Connects, and connects again after a pause, while there is a proof. Reading the dialog only to go on listening
    /// would be a look that nobody took: lists tell then that the copy is old.
    async fn follow_message(&self, account: &Arc<Account>, id: Uuid, echoes: bool) {
        let deaf_until = Instant::now() + if echoes { ECHO } else { Duration::ZERO };
        let mut pause = Duration::from_secs(1);
        loop {
            let held = |known: &mut super::reading::Known| known.proof(id, self.now());
            let Some(proof) = self.0.reading.with(&account.key, held) else {
                return;
            };
            match self.0.altinn.dialogs().updates(id, &proof).await {
                Ok(updates) => {
                    let began = Instant::now();
                    if let Ended::Deleted = self.hear_stream(account, id, updates, deaf_until).await
                    {
                        self.message_gone(account, id).await;
                        return;
                    }
                    if began.elapsed() > LONGEST {
                        pause = Duration::from_secs(1);
                    }
                }
                Err(trouble) => tracing::debug!(%trouble, "no updates of the open message"),
            }
            sleep(jittered(pause)).await;
            pause = (pause * 2).min(LONGEST);
        }
    }

    /// Hears one stream to its end.
    async fn hear_stream(
        &self,
        account: &Arc<Account>,
        id: Uuid,
        mut updates: DialogUpdates,
        deaf_until: Instant,
    ) -> Ended {
        let mut pause = QUIET;
        loop {
            match updates.next().await {
                Ok(Some(DialogUpdate::Updated)) if Instant::now() < deaf_until => continue,
                Ok(Some(DialogUpdate::Updated)) => {}
                Ok(Some(DialogUpdate::Deleted)) => return Ended::Deleted,
                Ok(None) | Err(_) => return Ended::Cut,
            }
            let burst = Instant::now();
            while burst.elapsed() < BURST {
                match timeout(pause, updates.next()).await {
                    Err(_) => break,
                    Ok(Ok(Some(DialogUpdate::Updated))) => {}
                    Ok(Ok(Some(DialogUpdate::Deleted))) => return Ended::Deleted,
                    Ok(Ok(None) | Err(_)) => return Ended::Cut,
                }
            }
            pause = if self.read_change(account, id).await {
                QUIET
            } else {
                (pause * 2).min(LONGEST)
            };
        }
    }

    /// Reads the message because it changed. Whether it did.
    async fn read_change(&self, account: &Arc<Account>, id: Uuid) -> bool {
        let revision = |held: &super::held::Held| held.dialog().revision;
        let before = self.held_message(account, id).await.ok().flatten();
        match self.read_dialog(account, id, Why::Changed).await {
            Ok(held) => before.is_none_or(|before| revision(&before) != revision(&held)),
            Err(failure) => {
                tracing::debug!(%failure, "a change of the open message was not read");
                false
            }
        }
    }
}

/// Somewhere between nothing and the whole pause, so that many clients do not come back at once.
fn jittered(pause: Duration) -> Duration {
    let millis = u64::try_from(pause.as_millis()).unwrap_or(1_000).max(1);
    let (random, _) = Uuid::new_v4().as_u64_pair();
    Duration::from_millis(random % millis)
}
