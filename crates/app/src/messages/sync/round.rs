//! One round: asks what is to be done, does it, writes what came of it, and asks again until there is nothing.

mod refused;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use fullmakt_altinn::dialogs::{DialogPage, DialogSearch, DialogTrouble};
use fullmakt_store::dialogs::{PageOutcome, RowChange};
use fullmakt_store::sync_batches::{Cursor as StoredCursor, SyncBatch};
use fullmakt_sync::{
    Batch, BatchKind, Cursor, Order, PageFacts, Pass, Progress, Search, Step, World, next_step,
    react,
};
use jiff::Timestamp;

use super::keeping::{Came, Page};
use super::progress::{PassKind, Progresses, stored_cursor};
use super::state::Asked;
use super::trouble::trouble;
use super::world::Known;
use crate::failures::from_store;
use crate::messages::count;
use crate::state::{Account, App};
use crate::surface::common::{ErrorCode, Failure};
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
        let reason = match failure.code {
            ErrorCode::LoginRequired => PauseReason::SignedOut,
            _ => PauseReason::StoreFailed,
        };
        Stop {
            failure,
            reason,
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
    /// How often each batch has failed in this round, in a row.
    failed: HashMap<String, u32>,
    /// New messages that polls of this round met.
    arrived: u32,
    /// Lists are being filled for the first time: nothing can come into them yet.
    is_first: bool,
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
            progress: places
                .load(&world(account, &known).await?, self.now())
                .await?,
            app: self,
            account,
            known,
            failed: HashMap::new(),
            arrived: 0,
            is_first: places.is_first().await?,
        };
        if round.progress.fill_since.is_none() {
            round.begin_poll().await;
        }
        round.run().await
    }

    /// Parties, services and limits; read anew when they are too old, or named in another language than the screens'.
    async fn message_world(&self, account: &Arc<Account>) -> Result<Arc<Known>, Stop> {
        match self.0.syncing.known() {
            Some(known) if known.holds(account, self.language(), self.now()) => Ok(known),
            _ => self.new_message_world(account, BTreeSet::new()).await,
        }
    }

    /// The same, read anew. `met` are parties of whom there are messages, but who were not told of so far.
    async fn new_message_world(
        &self,
        account: &Arc<Account>,
        met: BTreeSet<String>,
    ) -> Result<Arc<Known>, Stop> {
        match self.read_message_world(account, met).await? {
            Ok(known) => {
                self.0.syncing.answered(&Asked::World);
                Ok(self.0.syncing.set_known(known))
            }
            Err(found) => {
                let reaction = react(trouble(&found), self.tried(&Asked::World, 2, true));
                Err(self.stop(Asked::World, &found, reaction))
            }
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
            match next_step(&self.progress, now, self.known.told.limits) {
                Step::Rest => return Ok(()),
                Step::Poll(batch, search) => self.page(&batch, &search, PassKind::Poll).await?,
                Step::Fill(batch, search) => {
                    let since = search.since.unwrap_or(now);
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
                    if self.is_first {
                        places.end_first().await?;
                        self.is_first = false;
                    }
                    self.app.0.syncing.polled(now);
                    self.app.changed(&[Topic::Messages, Topic::Sync]);
                }
                Step::FillDone => {
                    places.end_fill(&self.progress, now).await?;
                    self.load(&places).await?;
                    // What came while it was read, and from now on the age of the lists.
                    self.begin_poll().await;
                }
                Step::GapsDone => self.load(&places).await?,
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
        let skipped_fills = std::mem::take(&mut self.progress.skipped_fills);
        let narrowed = std::mem::take(&mut self.progress.narrowed);
        let world = world(self.account, &self.known).await?;
        self.progress = places.load(&world, self.app.now()).await?;
        self.progress.skipped = skipped;
        self.progress.skipped_fills = skipped_fills;
        self.progress.narrowed = narrowed;
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
        if let Some(parts) = self.app.0.syncing.parts(&Asked::Page(pass, name.clone())) {
            return self.in_parts(batch, pass, parts, true).await;
        }
        if matches!(pass, PassKind::Fill(_)) || search.token.is_some() {
            self.due(1).await;
        }
        match self.ask(search).await {
            Ok((came, facts)) => {
                self.failed.remove(&name);
                self.app.0.syncing.answered(&Asked::Page(pass, name));
                self.keep(batch, pass, came, &facts).await
            }
            Err(found) => {
                let times = self.failed.entry(name).or_default();
                *times += 1;
                let times = *times;
                self.answer(batch, search, pass, &found, times).await
            }
        }
    }

    /// Goes on over what there is by now.
    async fn plan_anew(&mut self, known: Arc<Known>) -> Result<(), Stop> {
        self.known = known;
        let poll = self.progress.poll_began;
        self.load(&Progresses(self.account)).await?;
        self.progress.poll_began = poll;
        Ok(())
    }

    async fn ask(&self, search: &Search) -> Result<(Came, PageFacts), DialogTrouble> {
        let (parties, services) = match search.kind {
            BatchKind::Parties => (self.known.urns_of(&search.members), Vec::new()),
            BatchKind::Services => (Vec::new(), search.members.clone()),
        };
        let asked = DialogSearch {
            parties,
            services,
            content_updated_after: search.since,
            content_updated_before: search.until,
            ascending: search.order == Order::OldestFirst,
            token: search.token.clone(),
            limit: search.limit,
        };
        let asked_at = self.app.now();
        let page = self.app.0.altinn.dialogs().search(&asked).await?;
        let facts = facts(&page);
        let rows = page.rows;
        Ok((Came { asked_at, rows }, facts))
    }

    /// Rows and cursor in one transaction; a sweep that has come to its end is closed.
    async fn keep(
        &mut self,
        batch: &Batch,
        pass: PassKind,
        came: Came,
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
        let stored = stored_cursor(&before.cursor, pass, &after, count(came.rows.len()), now);
        self.apply(batch, pass, came, &stored).await?;
        self.cursors(pass).insert(name.clone(), after);
        // A poll that went well does not fill what is missing, which is still to be told.
        if let (PassKind::Poll, Some(failure)) = (pass, &before.failure)
            && self.progress.gaps.contains(batch)
        {
            let at = before.failed_at.unwrap_or(now);
            let batches = self.account.store.sync_batches();
            let noted = batches.failed(&name, failure, at).await;
            noted.map_err(|e| from_store(&e))?;
        }
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
            PassKind::Fill(_) => &mut self.progress.fills,
            PassKind::Sweep(_) => &mut self.progress.sweeps,
        }
    }

    /// Where the store says that a batch stands; `None` when a new plan has no such batch.
    async fn stored(&self, batch: &Batch) -> Result<Option<SyncBatch>, Failure> {
        let found = self.account.store.sync_batches().get(&batch.name()).await;
        found.map_err(|e| from_store(&e))
    }

    /// Writes rows with that cursor, and tells of them.
    async fn apply(
        &mut self,
        batch: &Batch,
        pass: PassKind,
        came: Came,
        cursor: &StoredCursor,
    ) -> Result<(), Stop> {
        let met = self.known.not_told_of(&came.rows);
        if !met.is_empty() {
            // Who that is must be known first: without a party no row is kept, and this page does not come again.
            let known = self.app.new_message_world(self.account, met).await?;
            self.plan_anew(known).await?;
        }
        let name = batch.name();
        let page = Page {
            cursor: Some((name.as_str(), cursor)),
            is_sweep: matches!(pass, PassKind::Sweep(_)),
            comes_in: self.comes_in(pass),
            ..Page::of(came)
        };
        let kept = self.app.keep_page(self.account, &self.known, page).await;
        self.tell(pass, &kept?);
        Ok(())
    }

    /// Whether what a pass finds comes into lists that somebody may look at. What reads further back was asked for, and
    /// goes to their end.
    fn comes_in(&self, pass: PassKind) -> bool {
        let goes_back = matches!(pass, PassKind::Fill(_)) && self.progress.fill_since.is_some();
        !self.is_first && !goes_back
    }

    fn tell(&mut self, pass: PassKind, outcome: &PageOutcome) {
        if pass == PassKind::Poll && !self.is_first {
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
        let batches = match self.progress.fill_since {
            Some(_) => &self.progress.plan.full,
            None => &self.progress.gaps,
        };
        let fills = &self.progress.fills;
        let is_over = |batch: &&Batch| fills.get(&batch.name()).is_some_and(Cursor::is_over);
        let (done, of) = (batches.iter().filter(is_over).count(), batches.len());
        SyncActivity::Filling {
            done: count(done),
            of: count(of),
        }
    }
}
