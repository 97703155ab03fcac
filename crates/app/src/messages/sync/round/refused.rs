//! A search was refused: what is asked otherwise, what is waited for, and what is left for later.

use fullmakt_altinn::dialogs::DialogTrouble;
use fullmakt_sync::{Batch, Cursor, PageFacts, Reaction, Search, Tried, Trouble, halves, react};
use jiff::Timestamp;

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
        let finer = halves(search, self.app.now());
        let reaction = self.reaction(batch, pass, found, times, finer.is_none());
        match (reaction, finer) {
            (Reaction::Halve, Some(halves)) => {
                self.in_parts(batch, pass, halves.to_vec(), false).await
            }
            (Reaction::ReadLimits, _) => {
                self.app.0.syncing.forget_known();
                let known = self.app.message_world(self.account).await?;
                self.plan_anew(known).await
            }
            (other, _) => self.give_way(batch, pass, found, other).await,
        }
    }

    /// The same pass in parts. What one of them meets is waited for as well.
    pub(super) async fn in_parts(
        &mut self,
        batch: &Batch,
        pass: PassKind,
        parts: Vec<Search>,
        may_refuse: bool,
    ) -> Result<(), Stop> {
        match self.read_parts(batch, pass, parts, may_refuse).await? {
            Ok(()) => Ok(()),
            Err(found) => {
                let reaction = self.reaction(batch, pass, &found, 1, true);
                self.give_way(batch, pass, &found, reaction).await
            }
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
                match pass {
                    PassKind::Poll => self.progress.skipped.push(batch.name()),
                    PassKind::Sweep(_) => {
                        let asked = Asked::Page(pass, batch.name());
                        if self.app.0.syncing.parts(&asked).is_some() {
                            self.progress.narrowed.push(batch.name());
                        }
                    }
                    PassKind::Fill(_) => {}
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

    /// Each part to its end; then the batch counts as read. Where `may_refuse`, one that is too broad is halved, or left for
    /// later where it cannot be narrower, and the others are read all the same. The next one that is too broad, or whatever
    /// else one meets, ends it for now, and the next round goes on with the parts as they are then.
    async fn read_parts(
        &mut self,
        batch: &Batch,
        pass: PassKind,
        mut parts: Vec<Search>,
        mut may_refuse: bool,
    ) -> Result<Result<(), DialogTrouble>, Stop> {
        let asked = Asked::Page(pass, batch.name());
        let (mut at, mut newest) = (0, None);
        let mut later = Vec::new();
        let mut refused = None;
        while let Some(part) = parts.get(at).cloned() {
            let found = match self.part(batch, pass, &part).await? {
                Ok(watermark) => {
                    newest = newest.max(watermark);
                    // A poll asks every part for what is new; what a fill or a sweep has read, it has read.
                    if pass == PassKind::Poll {
                        at += 1;
                    } else {
                        parts.remove(at);
                    }
                    continue;
                }
                Err(found) => found,
            };
            let is_too_broad = trouble(&found) == Trouble::TooBroad;
            if is_too_broad {
                match halves(&part, self.app.now()) {
                    Some(finer) => {
                        parts.splice(at..=at, finer);
                    }
                    None => later.push(parts.remove(at)),
                }
            }
            let ends = !(is_too_broad && may_refuse);
            // One that was halved is read by its halves.
            refused = (ends || !later.is_empty()).then_some(found);
            if ends {
                break;
            }
            may_refuse = false;
        }
        if let Some(found) = refused {
            parts.append(&mut later);
            self.app.0.syncing.set_parts(asked, parts);
            return Ok(Err(found));
        }
        self.app.0.syncing.set_parts(asked, Vec::new());
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

    /// One part to its end; gives the highest time that was met.
    async fn part(
        &mut self,
        batch: &Batch,
        pass: PassKind,
        part: &Search,
    ) -> Result<Result<Option<Timestamp>, DialogTrouble>, Stop> {
        let mut search = part.clone();
        let mut cursor = Cursor::default();
        loop {
            let (came, facts) = match self.ask(&search).await {
                Ok(page) => page,
                Err(found) => return Ok(Err(found)),
            };
            cursor = cursor.after(&facts, self.app.now());
            // The batch stands where it stood until all parts are there.
            if let Some(before) = self.stored(batch).await? {
                self.apply(batch, pass, came, &before.cursor).await?;
            }
            if !cursor.is_under_way() {
                return Ok(Ok(cursor.watermark));
            }
            search.token.clone_from(&cursor.token);
        }
    }
}
