//! One round: asks what is to be done, does it, writes what came of it, and asks again until there is nothing.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use fullmakt_altinn::dialogs::{DialogPage, DialogSearch, DialogTrouble};
use fullmakt_domain::dialog::DialogRow;
use fullmakt_store::dialogs::{PageOutcome, RowChange, SyncPage};
use fullmakt_store::sync_batches::Cursor as StoredCursor;
use fullmakt_sync::{
    Batch, BatchKind, Cursor, Order, PageFacts, Pass, Progress, Reaction, Search, Step, World,
    next_step, react,
};
use jiff::Timestamp;

use super::progress::{PassKind, Progresses, stored_cursor};
use super::rows::row;
use super::trouble::{failure, pause, trouble};
use super::world::Known;
use crate::failures::from_store;
use crate::messages::count;
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
    /// Polls, and does what else is to be done.
    pub(super) async fn message_round(&self, account: &Arc<Account>) -> Result<(), Stop> {
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
        if round.progress.fill_since.is_none() {
            round.begin_poll().await;
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

/// What a page says of itself.
pub(super) fn facts(page: &DialogPage) -> PageFacts {
    PageFacts {
        newest: page.rows.iter().map(|row| row.content_updated).max(),
        token: page.token.clone(),
        has_next: page.has_next,
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
                Step::Sweep(batch, search) => {
                    let since = self.progress.sweep.map_or(now, |(_, since)| since);
                    self.page(&batch, &search, PassKind::Sweep(since)).await?;
                }
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
                    self.begin_poll().await;
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

    async fn begin_poll(&mut self) {
        self.progress.poll_began = Some(self.app.now());
        self.due(self.progress.plan.hot.len()).await;
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
        self.app
            .count_due_searches(self.account, count(searches))
            .await;
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
                let facts = facts(&page);
                self.keep(batch, pass, page.rows, &facts).await
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
            Reaction::Halve => match self.halves(batch, search, pass).await? {
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
                let page = match self.ask(&half).await {
                    Ok(page) => page,
                    Err(found) => return Ok(Err(found)),
                };
                cursor = cursor.after(&facts(&page), self.app.now());
                // The batch stands where it stood until both halves are there.
                if let Some(before) = self.stored(batch).await? {
                    self.apply(batch, pass, page.rows, &before).await?;
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
        self.keep(batch, pass, Vec::new(), &end).await?;
        Ok(Ok(()))
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

    /// Rows and cursor in one transaction; a sweep that has come to its end is closed.
    async fn keep(
        &mut self,
        batch: &Batch,
        pass: PassKind,
        rows: Vec<DialogRow>,
        facts: &PageFacts,
    ) -> Result<(), Stop> {
        let Some(before) = self.stored(batch).await? else {
            return Ok(());
        };
        let name = batch.name();
        let now = self.app.now();
        let cursors = self.cursors(pass);
        let after = cursors.entry(name.clone()).or_default().after(facts, now);
        let is_over = !after.is_under_way();
        let stored = stored_cursor(&before, pass, &after, count(rows.len()), now);
        self.apply(batch, pass, rows, &stored).await?;
        self.cursors(pass).insert(name.clone(), after);
        if let (PassKind::Sweep(since), true) = (pass, is_over) {
            let ended = self
                .account
                .store
                .sync_batches()
                .end_sweep(&name, since)
                .await;
            ended.map_err(|e| from_store(&e))?;
        }
        Ok(())
    }

    /// Cursors of the set that a pass goes over.
    fn cursors(&mut self, pass: PassKind) -> &mut BTreeMap<String, Cursor> {
        match pass {
            PassKind::Poll => &mut self.progress.hot,
            PassKind::Fill(_) | PassKind::Sweep(_) => &mut self.progress.full,
        }
    }

    /// Where the store says that a batch stands; `None` when a new plan has no such batch.
    async fn stored(&self, batch: &Batch) -> Result<Option<StoredCursor>, Failure> {
        let found = self.account.store.sync_batches().get(&batch.name()).await;
        Ok(found.map_err(|e| from_store(&e))?.map(|batch| batch.cursor))
    }

    /// Writes rows with that cursor, and tells of them.
    async fn apply(
        &mut self,
        batch: &Batch,
        pass: PassKind,
        rows: Vec<DialogRow>,
        cursor: &StoredCursor,
    ) -> Result<(), Failure> {
        let name = batch.name();
        let is_sweep = matches!(pass, PassKind::Sweep(_));
        let cursor = Some((name.as_str(), cursor));
        let kept = self
            .app
            .keep_page(self.account, &self.known, rows, cursor, is_sweep);
        let outcome = kept.await?;
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
            self.arrived = self.arrived.saturating_add(count(new));
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
        SyncActivity::Filling {
            done: count(done),
            of: count(of),
        }
    }
}

impl App {
    /// Writes the rows of a page, and indexes them. `cursor`: the batch and its cursor after the page, where the page belongs
    /// to a batch.
    pub(super) async fn keep_page(
        &self,
        account: &Account,
        known: &Known,
        rows: Vec<DialogRow>,
        cursor: Option<(&str, &StoredCursor)>,
        is_sweep: bool,
    ) -> Result<PageOutcome, Failure> {
        let came = rows.len();
        let known = rows.into_iter().filter_map(|one| row(one, &known.by_urn));
        let rows: Vec<_> = known.collect();
        if rows.len() < came {
            tracing::warn!(
                left_out = came - rows.len(),
                "messages of parties that nobody knows were left out"
            );
        }
        let languages = self.message_languages();
        let page = SyncPage {
            rows: &rows,
            cursor,
            fetched_at: self.now(),
            languages: &languages,
            is_sweep,
        };
        let applied = account.store.dialogs().apply_page(&page).await;
        applied.map_err(|e| from_store(&e))
    }

    /// Languages of the texts that lists show, the user's first.
    fn message_languages(&self) -> Vec<String> {
        let language = fullmakt_domain::Language::from(self.language());
        language
            .order()
            .iter()
            .map(|one| one.tag().to_owned())
            .collect()
    }
}
