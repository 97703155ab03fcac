//! What the user does with jobs.

use fullmakt_domain::clients::{Act, AgentKind, Outcome};
use fullmakt_store::client_jobs::{Job as Kept, JobKind, NewJob, NewRow, RowState};
use uuid::Uuid;

use super::view::job_view;
use crate::clients::bulk::is_change;
use crate::clients::place::look;
use crate::clients::{WINDOW, id};
use crate::failures::from_store;
use crate::state::{Account, App};
use crate::surface::clients::{
    BulkSource, Job, JobQuery, JobRef, JobRowState, JobView, Jobs, StartJob,
};
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::table::Topic;

impl App {
    /// Starts the plan that was shown.
    pub(crate) async fn start_client_job(&self, input: StartJob) -> Result<Job, Failure> {
        let account = self.account()?;
        self.may_change_clients().await?;
        let names = self.package_names(&account).await;
        let computed = self.compute(&account, &input.change, &names).await?;
        if let Some(bad) = computed.bad.first() {
            return Err(Failure::new(ErrorCode::InvalidInput)
                .with("field", "text")
                .with("line", bad.line.to_string()));
        }
        if computed.fingerprint != input.fingerprint {
            return Err(Failure::new(ErrorCode::PlanChanged));
        }
        let rows: Vec<NewRow> = {
            let matrix = look(&computed.picture.matrix);
            let changes = computed.rows.iter().filter(|row| is_change(row));
            changes
                .filter_map(|row| {
                    let Outcome::Change(values) = &row.outcome else {
                        return None;
                    };
                    let client = &matrix.clients()[row.client];
                    let agent = &matrix.agents()[row.agent];
                    Some(NewRow {
                        client: client.id,
                        name: client.name.clone(),
                        org_no: client.org_no.clone(),
                        agent: agent.id,
                        agent_title: agent.title.clone(),
                        is_person: agent.kind == AgentKind::Person,
                        act: row.act,
                        wanted: values.clone(),
                    })
                })
                .collect()
        };
        let kind = match input.change.source {
            BulkSource::Cells { .. } | BulkSource::AsAgent { .. } => JobKind::Cells,
            BulkSource::Csv { .. } => JobKind::Csv,
            BulkSource::Template { .. } => JobKind::Template,
        };
        let job = NewJob {
            id: Uuid::new_v4(),
            firm: computed.picture.firm,
            kind,
            undo_of: None,
        };
        self.create_job(&account, job, &rows).await
    }

    async fn create_job(
        &self,
        account: &Account,
        job: NewJob,
        rows: &[NewRow],
    ) -> Result<Job, Failure> {
        if rows.is_empty() {
            return Err(Failure::new(ErrorCode::NothingToChange));
        }
        let jobs = account.store.client_jobs();
        let created = jobs.create(&job, rows, self.now()).await;
        if !created.map_err(|e| from_store(&e))? {
            // Somebody else's undoing came first.
            return Err(Failure::new(ErrorCode::Conflict));
        }
        self.run_jobs_of(job.firm);
        self.changed(&[Topic::Jobs, Topic::Clients]);
        self.job(account, job.id).await
    }

    /// Jobs, newest first.
    pub(crate) async fn client_jobs_view(&self) -> Result<Jobs, Failure> {
        let account = self.account()?;
        let index = account.index();
        let jobs = account.store.client_jobs().list().await;
        let jobs = jobs.map_err(|e| from_store(&e))?;
        Ok(Jobs {
            jobs: jobs.into_iter().map(|job| job_view(job, &index)).collect(),
        })
    }

    /// A job with a window of its rows.
    pub(crate) async fn client_job_view(&self, input: JobQuery) -> Result<JobView, Failure> {
        let account = self.account()?;
        let key = id(&input.id, "id")?;
        let job = self.job(&account, key).await?;
        let states: &[RowState] = match input.state {
            None => &[],
            Some(JobRowState::Waiting) => &[RowState::Waiting],
            Some(JobRowState::Sent) => &[RowState::Sent],
            Some(JobRowState::Unknown) => &[RowState::Unknown],
            Some(JobRowState::Changed) => &[RowState::Changed],
            Some(JobRowState::Already) => &[RowState::Already],
            Some(JobRowState::Failed) => &[RowState::Failed],
            Some(JobRowState::Dropped) => &[RowState::Dropped],
        };
        let limit = input.limit.min(WINDOW);
        let jobs = account.store.client_jobs();
        let rows = jobs.rows(key, states, input.offset, limit).await;
        let (total, rows) = rows.map_err(|e| from_store(&e))?;
        Ok(JobView {
            job,
            total,
            rows: rows.into_iter().map(super::view::row_view).collect(),
        })
    }

    /// Sends nothing more of a job.
    pub(crate) async fn pause_client_job(&self, input: JobRef) -> Result<Job, Failure> {
        let account = self.account()?;
        let job = self.open_job(&account, &input).await?;
        let paused = account.store.client_jobs().pause(job.id).await;
        paused.map_err(|e| from_store(&e))?;
        self.job_touched(&account, &job).await
    }

    /// Goes on with a job.
    pub(crate) async fn resume_client_job(&self, input: JobRef) -> Result<Job, Failure> {
        let account = self.account()?;
        self.may_change_clients().await?;
        let job = self.open_job(&account, &input).await?;
        let queued = account.store.client_jobs().resume(job.id).await;
        queued.map_err(|e| from_store(&e))?;
        self.job_touched(&account, &job).await
    }

    /// Ends a job. What was sent is found out first.
    pub(crate) async fn cancel_client_job(&self, input: JobRef) -> Result<Job, Failure> {
        let account = self.account()?;
        let job = self.open_job(&account, &input).await?;
        let jobs = account.store.client_jobs();
        let cancelled = jobs.cancel(job.id, self.now()).await;
        cancelled.map_err(|e| from_store(&e))?;
        self.job_touched(&account, &job).await
    }

    /// Tries the failed rows once more.
    pub(crate) async fn retry_client_job(&self, input: JobRef) -> Result<Job, Failure> {
        let account = self.account()?;
        self.may_change_clients().await?;
        let key = id(&input.id, "id")?;
        let job = self.kept_job(&account, key).await?;
        if job.undone_by.is_some() {
            return Err(Failure::new(ErrorCode::Conflict));
        }
        let retried = account.store.client_jobs().retry(key).await;
        if retried.map_err(|e| from_store(&e))? == 0 {
            return Err(Failure::new(ErrorCode::NothingToChange));
        }
        self.job_touched(&account, &job).await
    }

    /// A new job that takes back what exactly this one changed.
    pub(crate) async fn undo_client_job(&self, input: JobRef) -> Result<Job, Failure> {
        let account = self.account()?;
        self.may_change_clients().await?;
        let key = id(&input.id, "id")?;
        let job = self.kept_job(&account, key).await?;
        if job.ended_at.is_none() || job.undone_by.is_some() {
            return Err(Failure::new(ErrorCode::Conflict));
        }
        let jobs = account.store.client_jobs();
        let rows = jobs.rows(key, &[RowState::Changed], 0, u32::MAX).await;
        let (_, rows) = rows.map_err(|e| from_store(&e))?;
        let mut back: Vec<NewRow> = rows
            .into_iter()
            .map(|row| NewRow {
                act: match row.new.act {
                    Act::Add => Act::Remove,
                    Act::Remove => Act::Add,
                },
                wanted: row.changed,
                ..row.new
            })
            .filter(|row| !row.wanted.is_empty())
            .collect();
        // What came last goes first.
        back.reverse();
        let undo = NewJob {
            id: Uuid::new_v4(),
            firm: job.firm,
            kind: JobKind::Undo,
            undo_of: Some(key),
        };
        self.create_job(&account, undo, &back).await
    }

    async fn job_touched(&self, account: &Account, job: &Kept) -> Result<Job, Failure> {
        self.run_jobs_of(job.firm);
        self.changed(&[Topic::Jobs, Topic::Clients]);
        self.job(account, job.id).await
    }

    /// A job that is not over.
    async fn open_job(&self, account: &Account, input: &JobRef) -> Result<Kept, Failure> {
        let job = self.kept_job(account, id(&input.id, "id")?).await?;
        if job.ended_at.is_some() {
            return Err(Failure::new(ErrorCode::JobOver));
        }
        Ok(job)
    }

    pub(super) async fn kept_job(&self, account: &Account, job: Uuid) -> Result<Kept, Failure> {
        let found = account.store.client_jobs().get(job).await;
        found
            .map_err(|e| from_store(&e))?
            .ok_or_else(|| Failure::new(ErrorCode::NotFound).with("field", "id"))
    }

    pub(super) async fn job(&self, account: &Account, job: Uuid) -> Result<Job, Failure> {
        let job = self.kept_job(account, job).await?;
        Ok(job_view(job, &account.index()))
    }
}
