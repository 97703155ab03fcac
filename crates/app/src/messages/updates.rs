//! Updates of the open message. An event says only that something changed, and reading is logged: bursts become one
//! reading, and readings that find nothing new become rarer (Dialogporten reference, 2.4).

use std::sync::Arc;
use std::time::Duration;

use fullmakt_altinn::dialogs::{DialogToken, DialogUpdate, DialogUpdates};
use tokio::time::{Instant, sleep, timeout};
use uuid::Uuid;

use super::opening::Why;
use crate::state::{Account, App};

/// Events that follow each other this closely are one change.
const QUIET: Duration = Duration::from_secs(1);
/// Longest time that a burst puts off the reading.
const BURST: Duration = Duration::from_secs(5);
/// A reading makes an event itself when it notes that the person has seen the message; it comes within this time.
const ECHO: Duration = Duration::from_secs(2);
/// First pause between attempts to connect.
const FIRST: Duration = Duration::from_secs(1);
/// Longest pause between readings that find nothing new, and between attempts to connect.
const LONGEST: Duration = Duration::from_secs(30);

/// How a stream ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ended {
    /// The message is gone.
    Deleted,
    /// The connection is; there may be another one.
    Cut,
    /// The window was hidden.
    Hidden,
}

/// The update that comes of a reading by oneself: one at most, soon after it. A second one is somebody else's.
#[derive(Clone, Copy, Debug, Default)]
struct Echo(Option<Instant>);

impl Echo {
    /// What is to be heard of a reading that has ended `now`.
    fn of(is_expected: bool, now: Instant) -> Self {
        Echo(is_expected.then(|| now + ECHO))
    }

    /// Whether an update that comes `now` is the one.
    fn is_it(&mut self, now: Instant) -> bool {
        self.0.take().is_some_and(|until| now < until)
    }
}

/// A listener.
struct Listening {
    /// Since which turn the window is in view.
    since: u64,
    /// What is still to be heard of a reading by oneself.
    echo: Echo,
    /// Since the last reading there was a stream: where there never is one, another proof brings none either.
    had_stream: bool,
    /// Before the next attempt to connect.
    pause: Duration,
}

/// What a reading found.
struct Found {
    /// Another revision.
    changed: bool,
    /// What is to be heard of it.
    echo: Echo,
}

impl App {
    /// Listens to the open message for as long as it is open. `echoes`: the opening changed who has seen it.
    pub(super) fn listen(&self, account: &Arc<Account>, id: Uuid, echoes: bool) {
        let listener = |known: &mut super::reading::Known| known.listener(id);
        let Some(hang_up) = self.0.reading.with(&account.key, listener) else {
            return;
        };
        let listening = Listening {
            since: self.0.presence.turn(),
            echo: Echo::of(echoes, Instant::now()),
            had_stream: false,
            pause: FIRST,
        };
        let (app, account) = (self.clone(), Arc::clone(account));
        self.spawn(async move {
            tokio::select! {
                // Whoever hangs up has read the message: a reading that waits for its turn would be one too many.
                biased;
                () = hang_up.cancelled() => {}
                () = app.follow_message(&account, id, listening) => {}
            }
        });
    }

    /// Connects, and connects again after a pause, while the window is in view and there is a proof. Reading the dialog
    /// only to go on listening would be a look that nobody took: it is done for who comes back to the window, and for who
    /// does something in it once the proof is over. Lists tell meanwhile that the copy is old.
    async fn follow_message(&self, account: &Arc<Account>, id: Uuid, mut listening: Listening) {
        let presence = &self.0.presence;
        loop {
            if !presence.is_in_view(listening.since) {
                listening.since = presence.in_view().await;
                self.read_again(account, id, &mut listening).await;
            }
            let since = listening.since;
            let held = |known: &mut super::reading::Known| known.proof(id, self.now());
            let Some(proof) = self.0.reading.with(&account.key, held) else {
                if listening.had_stream {
                    tokio::select! {
                        () = presence.out_of_view(since) => continue,
                        () = presence.used() => {}
                    }
                    self.read_again(account, id, &mut listening).await;
                } else {
                    presence.out_of_view(since).await;
                }
                continue;
            };
            match self.hear(account, id, &proof, &mut listening).await {
                Ended::Deleted => {
                    self.message_gone(account, id).await;
                    return;
                }
                Ended::Hidden => continue,
                Ended::Cut => {}
            }
            tokio::select! {
                () = presence.out_of_view(since) => {}
                () = sleep(jittered(listening.pause)) => {}
            }
            listening.pause = (listening.pause * 2).min(LONGEST);
        }
    }

    /// Connects, and hears what comes.
    async fn hear(
        &self,
        account: &Arc<Account>,
        id: Uuid,
        proof: &DialogToken,
        listening: &mut Listening,
    ) -> Ended {
        let updates = match self.0.altinn.dialogs().updates(id, proof).await {
            Ok(updates) => updates,
            Err(trouble) => {
                tracing::debug!(%trouble, "no updates of the open message");
                return Ended::Cut;
            }
        };
        listening.had_stream = true;
        let began = Instant::now();
        let ended = self.hear_stream(account, id, updates, listening).await;
        if began.elapsed() > LONGEST {
            listening.pause = FIRST;
        }
        ended
    }

    /// Hears one stream to its end.
    async fn hear_stream(
        &self,
        account: &Arc<Account>,
        id: Uuid,
        mut updates: DialogUpdates,
        listening: &mut Listening,
    ) -> Ended {
        let since = listening.since;
        let mut pause = QUIET;
        loop {
            if let Err(ended) = self.hear_update(&mut updates, since).await {
                return ended;
            }
            if listening.echo.is_it(Instant::now()) {
                continue;
            }
            let burst = Instant::now();
            let mut ended = None;
            while ended.is_none() && burst.elapsed() < BURST {
                match timeout(pause, self.hear_update(&mut updates, since)).await {
                    Err(_) => break,
                    Ok(heard) => ended = heard.err(),
                }
            }
            // What was heard before the connection broke is not told once more.
            if let Some(ended @ (Ended::Deleted | Ended::Hidden)) = ended {
                return ended;
            }
            let found = self.read_open(account, id, Why::Changed).await;
            listening.echo = found.as_ref().map(|found| found.echo).unwrap_or_default();
            if let Some(ended) = ended {
                return ended;
            }
            pause = if found.is_some_and(|found| found.changed) {
                QUIET
            } else {
                (pause * 2).min(LONGEST)
            };
        }
    }

    /// Waits for the next update, or for what ends the stream.
    async fn hear_update(&self, updates: &mut DialogUpdates, since: u64) -> Result<(), Ended> {
        let update = tokio::select! {
            () = self.0.presence.out_of_view(since) => return Err(Ended::Hidden),
            update = updates.next() => update,
        };
        match update {
            Ok(Some(DialogUpdate::Updated)) => Ok(()),
            Ok(Some(DialogUpdate::Deleted)) => Err(Ended::Deleted),
            Ok(None) | Err(_) => Err(Ended::Cut),
        }
    }

    /// Reads the message for who is there again, and for a new proof. What is to be heard of that comes before anybody
    /// listens.
    async fn read_again(&self, account: &Arc<Account>, id: Uuid, listening: &mut Listening) {
        if self.read_open(account, id, Why::Returned).await.is_some() {
            listening.echo = Echo::default();
            listening.had_stream = false;
            listening.pause = FIRST;
        }
    }

    /// Reads the open message; `None` when it could not be read.
    async fn read_open(&self, account: &Arc<Account>, id: Uuid, why: Why) -> Option<Found> {
        let before = self.held_message(account, id).await.ok().flatten();
        let held = match self.read_dialog(account, id, why).await {
            Ok(held) => held,
            Err(failure) => {
                tracing::debug!(%failure, "the open message was not read again");
                return None;
            }
        };
        let (now, before) = (held.dialog(), before.as_ref().map(|held| held.dialog()));
        Some(Found {
            changed: before.is_none_or(|before| before.revision != now.revision),
            // Who has seen it is noted once for each update of its owner's.
            echo: Echo::of(
                before.is_none_or(|before| before.row.updated < now.row.updated),
                Instant::now(),
            ),
        })
    }
}

/// Somewhere between nothing and the whole pause, so that many clients do not come back at once.
fn jittered(pause: Duration) -> Duration {
    let millis = u64::try_from(pause.as_millis()).unwrap_or(1_000).max(1);
    let (random, _) = Uuid::new_v4().as_u64_pair();
    Duration::from_millis(random % millis)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::Instant;

    use super::{ECHO, Echo};

    #[test]
    fn one_update_soon_after_a_reading_is_its_own() {
        let now = Instant::now();
        let soon = now + Duration::from_millis(500);
        let mut echo = Echo::of(true, now);
        assert!(echo.is_it(soon));
        assert!(!echo.is_it(soon), "the next one is somebody else's");
        assert!(!Echo::of(true, now).is_it(now + ECHO), "too late");
        assert!(!Echo::of(false, now).is_it(soon), "none is expected");
    }
}
