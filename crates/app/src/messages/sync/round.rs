//! One round: asks what is to be done, does it, writes what came of it, and asks again until there is nothing.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use fullmakt_altinn::dialogs::{DialogPage, DialogSearch, DialogTrouble};
use fullmakt_store::dialogs::{PageOutcome, RowChange, SyncPage};
use fullmakt_sync::{
    Batch, BatchKind, Order, PageFacts, Pass, Progress, Reaction, Search, Step, World, next_step,
    react,
};
use jiff::Timestamp;

use super::progress::{PassKind, Progresses, stored_cursor};
use super::rows::row;
use super::trouble::{failure, pause, trouble};
use super::world::Known;
use crate::failures::from_store;
use crate::state::{Account, App};
use crate::surface::common::Failure;
use crate::surface::messages::{PauseReason, SyncActivity};
use crate::surface::table::{Event, Topic};

/// Why a round ended before there was nothing to do.
#[derive(Clone, Debug)]
pub(super) struct Stop {
    /// For the screens.
    pub failure: Failure,
    /// What is waited for.
    pub reason: PauseReason,
    /// When it is worth while again; `None` until something changes here.
    pub until: Option<Timestamp>,
}

impl From<Failure> for Stop {
    /// Something here failed: the store, or no login.
    fn from(failure: Failure) -> Self {
        Stop {
            failure,
            reason: PauseReason::SignedOut,
            until: None,
        }
    }
}

/// A round under way.
struct Round<'a> {
    app: &'a App,
    account: &'a Arc<Account>,
    known: Arc<Known>,
    progress: Progress,
    /// How often each batch has failed in a row.
    failed: HashMap<String, u32>,
    /// New messages that polls of this round met.
    arrived: u32,
}

impl App {
    /// Does what is to be done; with `poll`, polls first.
    pub(super) async fn message_round(
        &self,
        account: &Arc<Account>,
        poll: bool,
    ) -> Result<(), Stop> {
        let known = self.message_world(account).await?;
        let places = Progresses(account);
        if !places.has_begun().await? {
            let Pass::Fill { since } = Pass::fill(self.now()) else {
                return Ok(());
            };
            places.begin_fill(since, self.now()).await?;
        }
        let mut round = Round {
            progress: places.load(&world(account, &known).await?).await?,
            app: self,
            account,
            known,
            failed: HashMap::new(),
            arrived: 0,
        };
        if poll && round.progress.fill_since.is_none() {
            round.begin_poll().await?;
        }
        round.run().await
    }

    /// Parties, services and limits; read anew when they are too old.
    async fn message_world(&self, account: &Arc<Account>) -> Result<Arc<Known>, Stop> {
        if let Some(known) = self.0.syncing.known()
            && known.holds(account, self.now())
        {
            return Ok(known);
        }
        match self.read_message_world(account).await? {
            Ok(known) => Ok(self.0.syncing.set_known(known)),
            Err(found) => Err(self.stop(&found, react(trouble(&found), 2, true))),
        }
    }

    fn stop(&self, found: &DialogTrouble, reaction: Reaction) -> Stop {
        let failure = failure(found);
        let until = match reaction {
            Reaction::Wait(pause) => self.now().checked_add(pause).ok(),
            _ => None,
        };
        Stop {
            reason: pause(reaction, &failure).unwrap_or(PauseReason::UpstreamDown),
            failure,
            until,
        }
    }
}

/// What there is, with the services that were met.
pub(super) async fn world(account: &Account, known: &Known) -> Result<World, Failure> {
    let met = account.store.sync_batches().services_met().await;
    let met = met.map_err(|e| from_store(&e))?;
    let hot: BTreeSet<String> = met.into_iter().map(|(id, _)| id).collect();
    Ok(known.world(hot))
}

impl Round<'_> {
    async fn run(&mut self) -> Result<(), Stop> {
        let places = Progresses(self.account);
        loop {
            let now = self.app.now();
            match next_step(&self.progress, now, self.known.limits) {
                Step::Rest => return Ok(()),
                Step::Poll(batch, search) => self.page(&batch, &search, PassKind::Poll).await?,
                Step::Fill(batch, search) => {
                    let since = self.progress.fill_since.unwrap_or(now);
                    self.page(&batch, &search, PassKind::Fill(since)).await?;
                }
                Step::Sweep(batch, search) => self.page(&batch, &search, PassKind::Sweep).await?,
                Step::PollDone => {
                    self.progress.poll_began = None;
                    if self.arrived > 0 {
                        let count = std::mem::take(&mut self.arrived);
                        self.app.tell(Event::MessagesArrived { count });
                    }
                    self.app.0.syncing.polled(now);
                    self.app.changed(&[Topic::Messages, Topic::Sync]);
                }
                Step::FillDone => {
                    places.end_fill(now).await?;
                    self.load(&places).await?;
                    // What came while it was read, and from now on the age of the lists.
                    self.begin_poll().await?;
                }
                Step::BeginSweep { since } => {
                    places.begin_sweep(&self.progress.plan, since, now).await?;
                    self.due(self.progress.plan.full.len()).await;
                    self.load(&places).await?;
                }
                Step::SweepDone => {
                    let began = self.progress.sweep.map_or(now, |(began, _)| began);
                    places.end_sweep(began, now).await?;
                    self.load(&places).await?;
                }
            }
        }
    }

    async fn begin_poll(&mut self) -> Result<(), Stop> {
        self.progress.poll_began = Some(self.app.now());
        self.due(self.progress.plan.hot.len()).await;
        Ok(())
    }

    async fn load(&mut self, places: &Progresses<'_>) -> Result<(), Stop> {
        let skipped = std::mem::take(&mut self.progress.skipped);
        let world = world(self.account, &self.known).await?;
        self.progress = places.load(&world).await?;
        self.progress.skipped = skipped;
        Ok(())
    }

    /// Counts searches that could not be fewer, for the call meter.
    async fn due(&self, searches: usize) {
        let searches = u32::try_from(searches).unwrap_or(u32::MAX);
        self.app.count_due_searches(self.account, searches).await;
    }

    /// One page, or what its failure asks for.
    async fn page(&mut self, batch: &Batch, search: &Search, pass: PassKind) -> Result<(), Stop> {
        let name = batch.name();
        self.app.0.syncing.set_activity(self.activity(pass));
        self.app.changed(&[Topic::Sync]);
        if matches!(pass, PassKind::Fill(_)) || search.token.is_some() {
            self.due(1).await;
        }
        match self.ask(search).await {
            Ok(page) => {
                self.failed.remove(&name);
                self.write(batch, pass, &page, search).await?;
                Ok(())
            }
            Err(found) => {
                let times = self.failed.entry(name).or_default();
                *times += 1;
                let times = *times;
                self.answer(batch, search, pass, &found, times).await
            }
        }
    }

    async fn answer(
        &mut self,
        batch: &Batch,
        search: &Search,
        pass: PassKind,
        found: &DialogTrouble,
        times: u32,
    ) -> Result<(), Stop> {
        // The client has renewed the token once already.
        let times = times.max(match trouble(found) {
            fullmakt_sync::Trouble::TokenRefused => 2,
            _ => 1,
        });
        let reaction = react(trouble(found), times, batch.members.len() < 2);
        match reaction {
            Reaction::Halve => match self.halves(batch, search, pass).await {
                Ok(()) => Ok(()),
                Err(found) => self.skip(batch, &found).await,
            },
            Reaction::ReadLimits => {
                self.app.0.syncing.forget_known();
                self.known = self.app.message_world(self.account).await?;
                let poll = self.progress.poll_began;
                self.load(&Progresses(self.account)).await?;
                self.progress.poll_began = poll;
                Ok(())
            }
            Reaction::Skip | Reaction::NewToken => self.skip(batch, found).await,
            Reaction::Wait(_) | Reaction::UntilOnline | Reaction::UntilLogin => {
                let stop = self.app.stop(found, reaction);
                self.note(batch, &stop.failure).await?;
                Err(stop)
            }
        }
    }

    /// The others go on; the lists say what could not be read.
    async fn skip(&mut self, batch: &Batch, found: &DialogTrouble) -> Result<(), Stop> {
        self.note(batch, &failure(found)).await?;
        self.progress.skipped.push(batch.name());
        Ok(())
    }

    async fn note(&self, batch: &Batch, failure: &Failure) -> Result<(), Stop> {
        let json = serde_json::to_string(failure).unwrap_or_default();
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
    ) -> Result<(), DialogTrouble> {
        let (first, second) = search.members.split_at(search.members.len() / 2);
        let mut newest = None;
        for members in [first, second] {
            let mut half = Search {
                members: members.to_vec(),
                token: None,
                ..search.clone()
            };
            loop {
                let page = self.ask(&half).await?;
                newest = newest.max(page.rows.iter().map(|row| row.content_updated).max());
                let goes_on = page.has_next && page.token.is_some() && page.token != half.token;
                half.token = page.token.clone();
                if self.keep(batch, pass, &page).await.is_err() || !goes_on {
                    break;
                }
            }
        }
        let end = DialogPage::default();
        let facts = PageFacts {
            newest,
            ..PageFacts::default()
        };
        let written = self.keep_at(batch, pass, &end, &facts).await;
        if let Err(stop) = written {
            tracing::warn!(code = ?stop.failure.code, "a halved pass was not written to its end");
        }
        Ok(())
    }

    async fn ask(&self, search: &Search) -> Result<DialogPage, DialogTrouble> {
        let (parties, services) = match search.kind {
            BatchKind::Parties => (self.known.urns_of(&search.members), Vec::new()),
            BatchKind::Services => (Vec::new(), search.members.clone()),
        };
        let asked = DialogSearch {
            parties,
            services,
            content_updated_after: search.since,
            ascending: search.order == Order::OldestFirst,
            token: search.token.clone(),
            limit: search.limit,
        };
        self.app.0.altinn.dialogs().search(&asked).await
    }

    async fn write(
        &mut self,
        batch: &Batch,
        pass: PassKind,
        page: &DialogPage,
        search: &Search,
    ) -> Result<(), Stop> {
        let facts = PageFacts {
            newest: page.rows.iter().map(|row| row.content_updated).max(),
            token: page.token.clone(),
            has_next: page.has_next,
        };
        self.keep_at(batch, pass, page, &facts).await?;
        if let (PassKind::Sweep, Some(since)) = (pass, search.since) {
            let name = batch.name();
            let is_over = self
                .progress
                .full
                .get(&name)
                .is_some_and(|c| !c.is_under_way());
            if is_over {
                let ended = self
                    .account
                    .store
                    .sync_batches()
                    .end_sweep(&name, since)
                    .await;
                ended.map_err(|e| from_store(&e))?;
            }
        }
        Ok(())
    }

    /// Rows and cursor in one transaction.
    async fn keep_at(
        &mut self,
        batch: &Batch,
        pass: PassKind,
        page: &DialogPage,
        facts: &PageFacts,
    ) -> Result<(), Stop> {
        let name = batch.name();
        let now = self.app.now();
        let cursors = match pass {
            PassKind::Poll => &mut self.progress.hot,
            PassKind::Fill(_) | PassKind::Sweep => &mut self.progress.full,
        };
        let after = cursors.entry(name.clone()).or_default().after(facts, now);
        let before = self.account.store.sync_batches().get(&name).await;
        let Some(before) = before.map_err(|e| from_store(&e))? else {
            return Ok(());
        };
        let rows = u32::try_from(page.rows.len()).unwrap_or(u32::MAX);
        let cursor = stored_cursor(&before.cursor, pass, &after, rows, now);
        let outcome = self
            .app
            .keep_page(self.account, &self.known, page, pass, (&name, &cursor));
        let outcome = outcome.await?;
        match pass {
            PassKind::Poll => self.progress.hot.insert(name, after),
            PassKind::Fill(_) | PassKind::Sweep => self.progress.full.insert(name, after),
        };
        self.tell(pass, &outcome);
        Ok(())
    }

    /// Rows without going on with the cursor.
    async fn keep(&mut self, batch: &Batch, pass: PassKind, page: &DialogPage) -> Result<(), Stop> {
        let name = batch.name();
        let before = self.account.store.sync_batches().get(&name).await;
        let Some(before) = before.map_err(|e| from_store(&e))? else {
            return Ok(());
        };
        let outcome = self.app.keep_page(
            self.account,
            &self.known,
            page,
            pass,
            (&name, &before.cursor),
        );
        let outcome = outcome.await?;
        self.tell(pass, &outcome);
        Ok(())
    }

    fn tell(&mut self, pass: PassKind, outcome: &PageOutcome) {
        if pass == PassKind::Poll {
            let new = outcome
                .changed
                .iter()
                .filter(|row| row.change == RowChange::New && row.is_unread)
                .count();
            self.arrived = self
                .arrived
                .saturating_add(u32::try_from(new).unwrap_or(u32::MAX));
        }
        if !outcome.changed.is_empty() {
            self.app
                .changed(&[Topic::Messages, Topic::Counts, Topic::Status]);
        }
    }

    fn activity(&self, pass: PassKind) -> SyncActivity {
        let PassKind::Fill(_) = pass else {
            return SyncActivity::Polling;
        };
        let of = self.progress.plan.full.len();
        let done = self
            .progress
            .plan
            .full
            .iter()
            .filter(|batch| {
                self.progress
                    .full
                    .get(&batch.name())
                    .is_some_and(|c| !c.is_under_way() && c.done_at.is_some())
            })
            .count();
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        SyncActivity::Filling {
            done: small(done),
            of: small(of),
        }
    }
}

impl App {
    /// Writes the rows of a page, and indexes them.
    pub(super) async fn keep_page(
        &self,
        account: &Account,
        known: &Known,
        page: &DialogPage,
        pass: PassKind,
        (name, cursor): (&str, &fullmakt_store::sync_batches::Cursor),
    ) -> Result<PageOutcome, Failure> {
        let rows: Vec<_> = page
            .rows
            .iter()
            .cloned()
            .filter_map(|one| row(one, &known.by_urn))
            .collect();
        if rows.len() < page.rows.len() {
            tracing::warn!(
                left_out = page.rows.len() - rows.len(),
                "messages of parties that nobody knows were left out"
            );
        }
        let languages = self.message_languages();
        let page = SyncPage {
            rows: &rows,
            cursor: Some((name, cursor)),
            fetched_at: self.now(),
            languages: &languages,
            is_sweep: pass == PassKind::Sweep,
        };
        let applied = account.store.dialogs().apply_page(&page).await;
        applied.map_err(|e| from_store(&e))
    }

    /// Languages of the texts that lists show, the user's first.
    pub(super) fn message_languages(&self) -> Vec<String> {
        let language = fullmakt_domain::Language::from(self.language());
        language
            .order()
            .iter()
            .map(|one| one.tag().to_owned())
            .collect()
    }
}
