//! Running jobs: one at a time in each firm, the oldest first.

use std::collections::BTreeSet;
use std::time::Duration;

use fullmakt_store::client_jobs::{Job, JobState};
use fullmakt_sync::jobs::{Hold, Reason, State, Step};
use futures::StreamExt;
use futures::stream::FuturesUnordered;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::Notify;
use uuid::Uuid;

use super::view::job_view;
use super::work::Work;
use crate::activity::NewClientsEntry;
use crate::failures::{from_ability, from_store};
use crate::state::{Account, App};
use crate::surface::activity::Act as LogAct;
use crate::surface::common::{ErrorCode, Failure, Way};
use crate::surface::table::{Event, Topic};

/// How often the window hears of progress, and how often of cells.
const PROGRESS: SignedDuration = SignedDuration::from_millis(250);
const CELLS: SignedDuration = SignedDuration::from_secs(1);

/// How long a job waits after a failure of our own, e.g. a full disk.
const STUMBLED: SignedDuration = SignedDuration::from_secs(60);

/// How a run of a job ended.
enum Run {
    /// The job is over.
    Over,
    /// It is not, and the journal says what is next: it was paused, or given more to do while the last calls were under
    /// way.
    Left,
    /// It waits.
    Held(Hold),
}

impl App {
    /// Goes on with the jobs of every firm: after a login, or a start.
    pub(crate) async fn resume_jobs(&self) {
        let Ok(account) = self.account() else { return };
        let jobs = match account.store.client_jobs().list().await {
            Ok(jobs) => jobs,
            Err(error) => {
                tracing::warn!(code = error.code(), "jobs were not gone on with");
                return;
            }
        };
        let open = jobs.iter().filter(|job| job.ended_at.is_none());
        let firms: BTreeSet<Uuid> = open.map(|job| job.firm).collect();
        for firm in firms {
            self.run_jobs_of(firm);
        }
    }

    /// Sees to it that somebody runs the jobs of a firm.
    pub(in crate::clients) fn run_jobs_of(&self, firm: Uuid) {
        if let Some(wake) = self.0.clients.runners.claim(firm) {
            let app = self.clone();
            self.spawn(async move { app.run_firm(firm, &wake).await });
        }
    }

    async fn run_firm(&self, firm: Uuid, wake: &Notify) {
        // Holds in a row, without any success between.
        let mut holds = 0;
        loop {
            let until = match self.run_next(firm, wake, &mut holds).await {
                Ok(Some(Run::Over | Run::Left)) => continue,
                Ok(Some(Run::Held(hold))) => hold.until,
                Ok(None) => None,
                Err(failure) => {
                    tracing::warn!(%failure, "jobs stand still");
                    Some(
                        self.now()
                            .saturating_add(STUMBLED)
                            .unwrap_or(Timestamp::MAX),
                    )
                }
            };
            if let Some(until) = until {
                let pause = until.duration_since(self.now());
                let pause = Duration::try_from(pause).unwrap_or_default();
                tokio::select! {
                    () = tokio::time::sleep(pause) => {}
                    () = wake.notified() => {}
                }
            } else if self.0.clients.runners.leave(firm) {
                return;
            }
        }
    }

    /// Runs the oldest job of a firm; `None` when there is none, or nobody is signed in.
    async fn run_next(
        &self,
        firm: Uuid,
        wake: &Notify,
        holds: &mut u32,
    ) -> Result<Option<Run>, Failure> {
        let Ok(account) = self.account() else {
            return Ok(None);
        };
        let jobs = account.store.client_jobs();
        let open = jobs.open_of(firm).await.map_err(|e| from_store(&e))?;
        let Some(job) = open.into_iter().next() else {
            return Ok(None);
        };
        if job.state == JobState::Cancelled && job.counts.is_settled() {
            return self.close_job(&account, &job).await.map(Some);
        }
        if let Some(until) = job.resumes_at.filter(|until| *until > self.now()) {
            let reason = Reason::Pace;
            let until = Some(until);
            return Ok(Some(Run::Held(Hold { reason, until })));
        }
        let can = self.capabilities().await.change_clients;
        if can.way != Way::Api {
            let failure = from_ability(&can);
            self.note_held(&account, &job, &failure, None).await?;
            return Ok(None);
        }
        if let Some((hold, failure)) = self.quiet() {
            self.note_held(&account, &job, &failure, hold.until).await?;
            return Ok(Some(Run::Held(hold)));
        }
        match self.run_job(&account, &job, wake, holds).await {
            Ok(run) => Ok(Some(run)),
            // Of an account that is not open any more.
            Err(_) if !self.is_open(&account) => Ok(None),
            Err(failure) => Ok(Some(self.stumbled(&account, job, failure).await)),
        }
    }

    /// A failure of our own, of the disk most likely: what was under way is found out when the job goes on, and the user
    /// hears that it stands even if that cannot be written down.
    async fn stumbled(&self, account: &Account, job: Job, failure: Failure) -> Run {
        tracing::warn!(%failure, "a job stands still");
        let until = self.now().saturating_add(STUMBLED).ok();
        if let Err(failure) = self.note_held(account, &job, &failure, until).await {
            tracing::warn!(%failure, "and that was not written down");
        }
        let job = self.kept_job(account, job.id).await.unwrap_or(job);
        let standing = Job {
            state: match job.state {
                JobState::Paused | JobState::Cancelled => job.state,
                _ => JobState::Waiting,
            },
            waiting: Some(failure.kept()),
            resumes_at: until,
            ..job
        };
        let job = Box::new(job_view(standing, &account.index()));
        self.tell(Event::JobStopped { job });
        Run::Held(Hold {
            reason: Reason::Down,
            until,
        })
    }

    async fn note_held(
        &self,
        account: &Account,
        job: &Job,
        failure: &Failure,
        until: Option<Timestamp>,
    ) -> Result<(), Failure> {
        let json = failure.kept();
        let jobs = account.store.client_jobs();
        let held = jobs.hold(job.id, &json, until).await;
        held.map_err(|e| from_store(&e))?;
        self.changed(&[Topic::Jobs, Topic::Clients, Topic::Status]);
        if until.is_none() {
            self.tell_stopped(account, job.id).await;
        }
        Ok(())
    }

    async fn tell_stopped(&self, account: &Account, job: Uuid) {
        if let Ok(job) = self.job(account, job).await {
            self.tell(Event::JobStopped { job: Box::new(job) });
        }
    }

    /// Works on a job until it is over, paused or must wait.
    async fn run_job(
        &self,
        account: &Account,
        job: &Job,
        wake: &Notify,
        holds: &mut u32,
    ) -> Result<Run, Failure> {
        let jobs = account.store.client_jobs();
        let begun = jobs.begin(job.id, self.now()).await;
        if !begun.map_err(|e| from_store(&e))? {
            return Ok(Run::Left);
        }
        let (_, rows) = jobs
            .rows(job.id, &[], 0, u32::MAX)
            .await
            .map_err(|e| from_store(&e))?;
        let mut work = Work::new(job, rows, *holds);
        self.changed(&[Topic::Jobs]);
        let firm = work.firm;
        let mut under_way = FuturesUnordered::new();
        loop {
            match work.queue.next() {
                Step::Send(seq) => {
                    if let Some(quiet) = self.quiet() {
                        work.hold(quiet);
                        continue;
                    }
                    let sending = jobs.sending(work.job, seq, self.now()).await;
                    if !sending.map_err(|e| from_store(&e))? {
                        // Not of this run any more, whatever the user wants.
                        work.queue.settled(seq, State::Dropped);
                        self.take_orders(account, &mut work).await?;
                        continue;
                    }
                    work.queue.sent(seq);
                    let Some(row) = work.rows.get_mut(&seq) else {
                        continue;
                    };
                    row.attempts += 1;
                    let new = row.new.clone();
                    under_way.push(async move { (seq, self.send_row(firm, &new).await) });
                }
                Step::Await => {
                    tokio::select! {
                        Some((seq, answered)) = under_way.next() => {
                            self.settle_row(account, &mut work, seq, &answered).await?;
                        }
                        () = wake.notified() => self.take_orders(account, &mut work).await?,
                    }
                }
                Step::Read(agent) | Step::Check(agent) => {
                    self.read_agent(account, &mut work, agent).await?;
                }
                Step::Done => break,
            }
            self.tell_progress(&mut work);
            if under_way.is_empty() {
                self.take_orders(account, &mut work).await?;
            }
        }
        *holds = match work.held {
            Some(_) => work.holds + 1,
            None => 0,
        };
        self.end_run(account, work).await
    }

    /// What the user wants of the job meanwhile. The journal knows; no row is sent against it.
    async fn take_orders(&self, account: &Account, work: &mut Work) -> Result<(), Failure> {
        if !self.is_open(account) {
            return Err(Failure::new(ErrorCode::LoginRequired));
        }
        match self.kept_job(account, work.job).await?.state {
            JobState::Paused => work.queue.stop(),
            JobState::Cancelled => work.queue.drop_waiting(),
            _ => {}
        }
        Ok(())
    }

    /// Nothing is left to do for this run: whether the job is over is read from the journal.
    async fn end_run(&self, account: &Account, work: Work) -> Result<Run, Failure> {
        let job = self.kept_job(account, work.job).await?;
        let is_cancelled = job.state == JobState::Cancelled && job.counts.is_settled();
        if let Some((hold, failure)) = work.held.filter(|_| !is_cancelled) {
            self.note_held(account, &job, &failure, hold.until).await?;
            return Ok(Run::Held(hold));
        }
        if job.state == JobState::Paused || !job.counts.is_settled() {
            self.changed(&[Topic::Jobs, Topic::Clients]);
            return Ok(Run::Left);
        }
        self.close_job(account, &job).await
    }

    /// A job whose rows are all settled is over. The log comes first: a job that is over is looked at no more.
    async fn close_job(&self, account: &Account, job: &Job) -> Result<Run, Failure> {
        if job.counts.changed > 0 {
            self.log_job(account, job).await?;
        }
        let jobs = account.store.client_jobs();
        let ended = jobs.end(job.id, self.now()).await;
        let ended = ended.map_err(|e| from_store(&e))?;
        self.changed(&[Topic::Jobs, Topic::Clients, Topic::Activity, Topic::Status]);
        if !ended && self.kept_job(account, job.id).await?.ended_at.is_none() {
            // Put back to be tried once more, in this moment.
            return Ok(Run::Left);
        }
        self.tell_stopped(account, job.id).await;
        Ok(Run::Over)
    }

    /// One line in the log for each job, also when it ends a second time.
    async fn log_job(&self, account: &Account, job: &Job) -> Result<(), Failure> {
        let act = LogAct::ClientsChanged;
        let logged = account.store.activity().latest(job.id, act.key()).await;
        if logged.map_err(|e| from_store(&e))?.is_none() {
            let entry = NewClientsEntry {
                act,
                subject: Some(job.id),
                what: job.agents.join(", "),
                firm: job.firm,
            };
            self.log_clients(account, entry).await;
        }
        Ok(())
    }

    /// Altinn wants quiet, of whatever firm's job it said so.
    fn quiet(&self) -> Option<(Hold, Failure)> {
        let now = self.now();
        let until = self.0.clients.runners.quiet_until(now)?;
        let seconds = until.duration_since(now).as_secs().max(1);
        let failure = Failure::new(ErrorCode::RateLimited).after(u32::try_from(seconds).ok());
        let hold = Hold {
            reason: Reason::Pace,
            until: Some(until),
        };
        Some((hold, failure))
    }

    fn tell_progress(&self, work: &mut Work) {
        let now = self.now();
        let is_due = |last: Option<Timestamp>, pause: SignedDuration| {
            last.is_none_or(|last| now.duration_since(last) >= pause)
        };
        if is_due(work.told_cells, CELLS) {
            (work.told, work.told_cells) = (Some(now), Some(now));
            self.changed(&[Topic::Jobs, Topic::Clients]);
        } else if is_due(work.told, PROGRESS) {
            work.told = Some(now);
            self.changed(&[Topic::Jobs]);
        }
    }
}
