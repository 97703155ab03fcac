//! A search was refused: what is asked otherwise, what is waited for, and what is left for later.

use fullmakt_altinn::dialogs::DialogTrouble;
use fullmakt_sync::{Batch, Cursor, PageFacts, Reaction, Search, Tried, Trouble, react};

use super::{Round, Stop};
use crate::failures::from_store;
use crate::messages::sync::keeping::Came;
use crate::messages::sync::pacing::chance;
use crate::messages::sync::progress::PassKind;
use crate::messages::sync::state::Asked;
use crate::messages::sync::trouble::{failure, pause, trouble};
use crate::state::App;
use crate::surface::common::Failure;
use crate::surface::messages::PauseReason;
use crate::surface::table::Topic;

impl App {
    /// What was tried before; `times` is how often in this round.
    pub(super) fn tried(&self, asked: &Asked, times: u32, halved: bool) -> Tried {
        Tried {
            times,
            in_vain: self.0.syncing.in_vain(asked),
            halved,
            chance: chance(),
        }
    }

    /// A round ends.
    pub(super) fn stop(&self, asked: Asked, found: &DialogTrouble, reaction: Reaction) -> Stop {
        let failure = failure(found);
        let until = match reaction {
            Reaction::Wait(pause) => {
                let until = self.now().checked_add(pause).ok();
                self.0.syncing.keep_quiet(until);
                until
            }
            Reaction::BackOff(pause) => {
                self.0.syncing.unanswered(asked);
                self.now().checked_add(pause).ok()
            }
            _ => None,
        };
        Stop {
            reason: pause(reaction, &failure).unwrap_or(PauseReason::UpstreamDown),
            failure,
            until,
        }
    }
}

impl Round<'_> {
    /// Does what a refusal asks for.
    pub(super) async fn answer(
        &mut self,
        batch: &Batch,
        search: &Search,
        pass: PassKind,
        found: &DialogTrouble,
        times: u32,
    ) -> Result<(), Stop> {
        let reaction = self.reaction(batch, pass, found, times, batch.members.len() < 2);
        match reaction {
            Reaction::Halve => match self.halves(batch, search, pass).await? {
                Ok(()) => Ok(()),
                // What a half meets is waited for as well; then the whole is asked again.
                Err(found) => {
                    let reaction = self.reaction(batch, pass, &found, times, true);
                    self.give_way(batch, pass, &found, reaction).await
                }
            },
            Reaction::ReadLimits => {
                self.app.0.syncing.forget_known();
                let known = self.app.message_world(self.account).await?;
                self.plan_anew(known).await
            }
            other => self.give_way(batch, pass, found, other).await,
        }
    }

    fn reaction(
        &self,
        batch: &Batch,
        pass: PassKind,
        found: &DialogTrouble,
        times: u32,
        halved: bool,
    ) -> Reaction {
        let found = trouble(found);
        // The client has renewed the token once already.
        let times = times.max(if found == Trouble::TokenRefused { 2 } else { 1 });
        let asked = Asked::Page(pass, batch.name());
        react(found, self.app.tried(&asked, times, halved))
    }

    /// What concerns all is waited for. Otherwise the other batches go on; the lists say what could not be read.
    async fn give_way(
        &mut self,
        batch: &Batch,
        pass: PassKind,
        found: &DialogTrouble,
        reaction: Reaction,
    ) -> Result<(), Stop> {
        match reaction {
            Reaction::Wait(_)
            | Reaction::BackOff(_)
            | Reaction::UntilOnline
            | Reaction::UntilLogin => {
                let asked = Asked::Page(pass, batch.name());
                let stop = self.app.stop(asked, found, reaction);
                self.note(batch, &stop.failure).await?;
                Err(stop)
            }
            Reaction::Skip | Reaction::NewToken | Reaction::Halve | Reaction::ReadLimits => {
                self.note(batch, &failure(found)).await?;
                self.progress.skipped_fills.push(batch.name());
                if pass == PassKind::Poll {
                    self.progress.skipped.push(batch.name());
                }
                Ok(())
            }
        }
    }

    async fn note(&self, batch: &Batch, failure: &Failure) -> Result<(), Stop> {
        let json = failure.kept();
        let batches = self.account.store.sync_batches();
        let noted = batches.failed(&batch.name(), &json, self.app.now()).await;
        noted.map_err(|e| from_store(&e))?;
        self.app.changed(&[Topic::Messages]);
        Ok(())
    }

    /// The same pass in two halves, each to its end; then the batch counts as read.
    async fn halves(
        &mut self,
        batch: &Batch,
        search: &Search,
        pass: PassKind,
    ) -> Result<Result<(), DialogTrouble>, Stop> {
        let (first, second) = search.members.split_at(search.members.len() / 2);
        let mut newest = None;
        for members in [first, second] {
            let mut half = Search {
                members: members.to_vec(),
                token: None,
                ..search.clone()
            };
            let mut cursor = Cursor::default();
            loop {
                let (came, facts) = match self.ask(&half).await {
                    Ok(page) => page,
                    Err(found) => return Ok(Err(found)),
                };
                cursor = cursor.after(&facts, self.app.now());
                // The batch stands where it stood until both halves are there.
                if let Some(before) = self.stored(batch).await? {
                    self.apply(batch, pass, came, &before.cursor).await?;
                }
                if !cursor.is_under_way() {
                    break;
                }
                half.token.clone_from(&cursor.token);
            }
            newest = newest.max(cursor.watermark);
        }
        let end = PageFacts {
            newest,
            ..PageFacts::default()
        };
        let nothing = Came {
            asked_at: self.app.now(),
            rows: Vec::new(),
        };
        self.keep(batch, pass, nothing, &end).await?;
        Ok(Ok(()))
    }
}
