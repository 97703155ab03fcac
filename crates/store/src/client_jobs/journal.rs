//! What is written while a job runs.

use fullmakt_domain::clients::Value;
use jiff::Timestamp;
use uuid::Uuid;

use super::ClientJobs;
use super::row::RowState;
use crate::StoreError;
use crate::text::{id_text, micros};

/// What came of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settlement<'a> {
    /// Where it stands now.
    pub state: RowState,
    /// What the job changed.
    pub changed: &'a [Value],
    /// Why it failed (JSON of the app's making).
    pub failure: Option<&'a str>,
}

impl ClientJobs<'_> {
    /// A job begins, or goes on: rows that were sent and have no answer are of unknown outcome from now on, and a
    /// cancelled job sends none. False when it is not to be worked on: it is over, or was paused meanwhile.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn begin(&self, job: Uuid, at: Timestamp) -> Result<bool, StoreError> {
        let job = id_text(job);
        let at = micros(at);
        let mut transaction = self.store.write().await?;
        let begun = sqlx::query!(
            "UPDATE client_jobs SET state = iif(state = 'cancelled', state, 'running'), waiting = NULL,
                                    resumes_at = NULL, started_at = coalesce(started_at, ?2)
             WHERE id = ?1 AND ended_at IS NULL AND state <> 'paused'",
            job,
            at
        )
        .execute(&mut *transaction)
        .await?
        .rows_affected();
        if begun == 0 {
            return Ok(false);
        }
        sqlx::query!(
            "UPDATE client_job_rows SET state = 'unknown', unanswered = unanswered + 1
             WHERE job = (SELECT key FROM client_jobs WHERE id = ?1) AND state = 'sent'",
            job
        )
        .execute(&mut *transaction)
        .await?;
        sqlx::query!(
            "UPDATE client_job_rows SET state = 'dropped'
             WHERE job = (SELECT key FROM client_jobs WHERE id = ?1 AND state = 'cancelled') AND state = 'waiting'",
            job
        )
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Notes that a row is about to be sent. False when it is not to be sent: the job was paused or cancelled meanwhile.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn sending(&self, job: Uuid, seq: u32, at: Timestamp) -> Result<bool, StoreError> {
        let job = id_text(job);
        let at = micros(at);
        let mut transaction = self.store.write().await?;
        let written = sqlx::query!(
            "UPDATE client_job_rows SET state = 'sent', attempts = attempts + 1, at = ?3
             WHERE job = (SELECT key FROM client_jobs
                          WHERE id = ?1 AND ended_at IS NULL AND state NOT IN ('paused', 'cancelled'))
               AND seq = ?2 AND state = 'waiting'",
            job,
            seq,
            at
        )
        .execute(&mut *transaction)
        .await?
        .rows_affected();
        if written == 0 {
            return Ok(false);
        }
        // One that was paused and resumed before its runner saw either is queued until here.
        sqlx::query!(
            "UPDATE client_jobs SET calls = calls + 1, state = 'running' WHERE id = ?",
            job
        )
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Counts a call that reads.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn count_call(&self, job: Uuid) -> Result<(), StoreError> {
        let job = id_text(job);
        sqlx::query!("UPDATE client_jobs SET calls = calls + 1 WHERE id = ?", job)
            .execute(self.store.writer())
            .await?;
        Ok(())
    }

    /// Notes where rows stand. What was dropped stays so, and nothing waits in a job that was cancelled meanwhile.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn settle(
        &self,
        job: Uuid,
        rows: &[u32],
        settlement: &Settlement<'_>,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let job = id_text(job);
        let rows = serde_json::to_string(rows).expect("a list of numbers is always JSON");
        let state = settlement.state.as_str();
        let changed = (!settlement.changed.is_empty()).then(|| {
            serde_json::to_string(settlement.changed).expect("roles and packages are always JSON")
        });
        let failure = settlement.failure;
        let at = micros(at);
        sqlx::query!(
            "UPDATE client_job_rows
             SET state = iif(?3 = 'waiting' AND EXISTS (SELECT 1 FROM client_jobs WHERE id = ?1 AND state = 'cancelled'),
                             'dropped', ?3),
                 changed = coalesce(?4, changed), failure = ?5, at = ?6, is_shown = ?3 = 'failed',
                 unanswered = unanswered + (?3 = 'unknown')
             WHERE job = (SELECT key FROM client_jobs WHERE id = ?1) AND seq IN (SELECT value FROM json_each(?2))
               AND state <> 'dropped'",
            job,
            rows,
            state,
            changed,
            failure,
            at
        )
        .execute(self.store.writer())
        .await?;
        Ok(())
    }

    /// Notes that an agent was read after the last of its rows.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn checked(&self, job: Uuid, agent: Uuid) -> Result<(), StoreError> {
        let job = id_text(job);
        let agent = id_text(agent);
        sqlx::query!(
            "UPDATE client_jobs SET checked = json_insert(checked, '$[#]', ?2) WHERE id = ?1",
            job,
            agent
        )
        .execute(self.store.writer())
        .await?;
        Ok(())
    }

    /// The job waits until then, or until the user does something. One that is paused or cancelled stays so.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn hold(
        &self,
        job: Uuid,
        waiting: &str,
        until: Option<Timestamp>,
    ) -> Result<(), StoreError> {
        let job = id_text(job);
        let until = until.map(micros);
        sqlx::query!(
            "UPDATE client_jobs
             SET state = iif(state IN ('cancelled', 'paused'), state, 'waiting'), waiting = ?2, resumes_at = ?3
             WHERE id = ?1 AND ended_at IS NULL",
            job,
            waiting,
            until
        )
        .execute(self.store.writer())
        .await?;
        Ok(())
    }

    /// The user lets a job go on that is paused or waits.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn resume(&self, job: Uuid) -> Result<(), StoreError> {
        let job = id_text(job);
        sqlx::query!(
            "UPDATE client_jobs SET state = 'queued', waiting = NULL, resumes_at = NULL
             WHERE id = ? AND ended_at IS NULL AND state IN ('paused', 'waiting')",
            job
        )
        .execute(self.store.writer())
        .await?;
        Ok(())
    }

    /// The user paused the job.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn pause(&self, job: Uuid) -> Result<(), StoreError> {
        let job = id_text(job);
        sqlx::query!(
            "UPDATE client_jobs SET state = 'paused', waiting = NULL, resumes_at = NULL
             WHERE id = ? AND ended_at IS NULL AND state <> 'cancelled'",
            job
        )
        .execute(self.store.writer())
        .await?;
        Ok(())
    }

    /// The user cancelled the job: rows that were not sent are dropped. It is over at once, unless the outcome of others
    /// is not known yet, or it has changed something: then whoever runs it writes that in the log and ends it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn cancel(&self, job: Uuid, at: Timestamp) -> Result<(), StoreError> {
        let job = id_text(job);
        let at = micros(at);
        let mut transaction = self.store.write().await?;
        sqlx::query!(
            "UPDATE client_job_rows SET state = 'dropped'
             WHERE job = (SELECT key FROM client_jobs WHERE id = ?1) AND state = 'waiting'",
            job
        )
        .execute(&mut *transaction)
        .await?;
        sqlx::query!(
            "UPDATE client_jobs
             SET state = 'cancelled', waiting = NULL, resumes_at = NULL,
                 ended_at = iif(EXISTS (SELECT 1 FROM client_job_rows r
                                        WHERE r.job = client_jobs.key AND r.state IN ('sent', 'unknown', 'changed')),
                                 NULL, ?2)
             WHERE id = ?1 AND ended_at IS NULL",
            job,
            at
        )
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// The job is over: cancelled when rows of it were dropped, now or before a retry. False when it is not over, or was
    /// already: rows were put back to be tried once more, or a pause left some unsent.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn end(&self, job: Uuid, at: Timestamp) -> Result<bool, StoreError> {
        let job = id_text(job);
        let at = micros(at);
        let ended = sqlx::query!(
            "UPDATE client_jobs
             SET state = iif(EXISTS (SELECT 1 FROM client_job_rows r
                                     WHERE r.job = client_jobs.key AND r.state = 'dropped'), 'cancelled',
                             iif(state = 'cancelled', state, 'done')),
                 ended_at = ?2, waiting = NULL, resumes_at = NULL
             WHERE id = ?1 AND ended_at IS NULL
               AND NOT EXISTS (SELECT 1 FROM client_job_rows r
                               WHERE r.job = client_jobs.key AND r.state IN ('waiting', 'sent', 'unknown'))",
            job,
            at
        )
        .execute(self.store.writer())
        .await?
        .rows_affected();
        Ok(ended > 0)
    }

    /// Puts the failed rows of a job back, to be tried once more, and opens it again. Gives how many there were: none in
    /// a job that is being cancelled, nor in one that is undone, by itself or by another undoing of the same job, since
    /// what came of them could not be undone any more.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn retry(&self, job: Uuid) -> Result<u64, StoreError> {
        let job = id_text(job);
        let mut transaction = self.store.write().await?;
        let rows = sqlx::query!(
            "UPDATE client_job_rows SET state = 'waiting', failure = NULL, attempts = 0, unanswered = 0, is_shown = 0
             WHERE state = 'failed' AND job =
                 (SELECT j.key FROM client_jobs j
                  WHERE j.id = ?1 AND (j.state <> 'cancelled' OR j.ended_at IS NOT NULL)
                    AND NOT EXISTS (SELECT 1 FROM client_jobs u
                                    WHERE (u.undo_of = j.id OR (u.undo_of = j.undo_of AND u.id <> j.id))
                                      AND (u.ended_at IS NULL OR EXISTS (SELECT 1 FROM client_job_rows r
                                                                         WHERE r.job = u.key AND r.state = 'changed'))))",
            job
        )
        .execute(&mut *transaction)
        .await?
        .rows_affected();
        if rows > 0 {
            sqlx::query!(
                "UPDATE client_jobs SET state = iif(ended_at IS NULL, state, 'queued'), ended_at = NULL, checked = '[]'
                 WHERE id = ?",
                job
            )
            .execute(&mut *transaction)
            .await?;
        }
        transaction.commit().await?;
        Ok(rows)
    }
}
