//! Jobs that change many clients: the journal. A row is `sent` before its call leaves, and settled when what came of it
//! is known, so that whatever ends the program in between is found out.

mod journal;
mod row;

use fullmakt_domain::clients::Value;
use jiff::Timestamp;
use serde::Serialize;
use uuid::Uuid;

pub use journal::Settlement;
pub use row::{CellMark, Counts, Job, JobKind, JobRow, JobState, NewJob, NewRow, RowState};

use crate::text::{id, id_text, micros, small};
use crate::{Store, StoreError};
use row::{RawJob, RawRow, act_of, act_text};

/// Jobs that are over, in the list of all.
const OLD_JOBS: i64 = 100;
/// Rows that go into the table by one statement.
const AT_ONCE: usize = 5_000;

/// A row on its way into the table, as JSON.
#[derive(Serialize)]
struct Wanted<'a> {
    client: String,
    name: &'a str,
    no: Option<&'a str>,
    agent: String,
    title: &'a str,
    person: bool,
    act: &'a str,
    wanted: &'a [Value],
}

/// The tables of jobs and their rows.
#[derive(Clone, Copy)]
pub struct ClientJobs<'a> {
    pub(crate) store: &'a Store,
}

impl ClientJobs<'_> {
    /// Writes a job with all its rows, in one transaction. Failures that older jobs left in the same cells are shown no
    /// more. False, and nothing is written, when the job that it takes back is not over, or taken back already.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn create(
        &self,
        job: &NewJob,
        rows: &[NewRow],
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let key = id_text(job.id);
        let firm = id_text(job.firm);
        let kind = job.kind.as_str();
        let undo_of = job.undo_of.map(id_text);
        let at = micros(at);
        let mut transaction = self.store.write().await?;
        let made = sqlx::query!(
            "INSERT INTO client_jobs (id, firm, kind, state, undo_of, created_at)
             SELECT ?1, ?2, ?3, 'queued', ?4, ?5
             WHERE ?4 IS NULL
                OR (EXISTS (SELECT 1 FROM client_jobs WHERE id = ?4 AND ended_at IS NOT NULL)
                    AND NOT EXISTS (SELECT 1 FROM client_jobs u
                                    WHERE u.undo_of = ?4
                                      AND (u.ended_at IS NULL OR EXISTS (SELECT 1 FROM client_job_rows r
                                                                         WHERE r.job = u.key AND r.state = 'changed'))))",
            key,
            firm,
            kind,
            undo_of,
            at
        )
        .execute(&mut *transaction)
        .await?
        .rows_affected();
        if made == 0 {
            return Ok(false);
        }
        let mut written: i64 = 0;
        for rows in rows.chunks(AT_ONCE) {
            let text = rows_text(rows);
            sqlx::query!(
                "UPDATE client_job_rows SET is_shown = 0
                 WHERE is_shown = 1 AND (agent, client) IN
                     (SELECT value ->> 'agent', value ->> 'client' FROM json_each(?))",
                text
            )
            .execute(&mut *transaction)
            .await?;
            sqlx::query!(
                "INSERT INTO client_job_rows (job, seq, client, name, org_no, agent, agent_title, is_person, act, wanted,
                                              state)
                 SELECT j.key, r.key + ?3, r.value ->> 'client', r.value ->> 'name', r.value ->> 'no',
                        r.value ->> 'agent', r.value ->> 'title', r.value ->> 'person', r.value ->> 'act',
                        r.value -> 'wanted', 'waiting'
                 FROM client_jobs j, json_each(?2) r WHERE j.id = ?1",
                key,
                text,
                written
            )
            .execute(&mut *transaction)
            .await?;
            written += i64::try_from(rows.len()).unwrap_or(i64::MAX);
        }
        transaction.commit().await?;
        Ok(true)
    }

    /// Jobs that are not over, newest first, and then the last hundred that are.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list(&self) -> Result<Vec<Job>, StoreError> {
        self.jobs(None, None, false).await
    }

    /// One job.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn get(&self, job: Uuid) -> Result<Option<Job>, StoreError> {
        Ok(self.jobs(Some(job), None, false).await?.pop())
    }

    /// The jobs of a firm that are to be worked on, oldest first: neither over nor paused.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn open_of(&self, firm: Uuid) -> Result<Vec<Job>, StoreError> {
        let mut jobs = self.jobs(None, Some(firm), true).await?;
        jobs.retain(|job| job.state != JobState::Paused);
        jobs.reverse();
        Ok(jobs)
    }

    async fn jobs(
        &self,
        job: Option<Uuid>,
        firm: Option<Uuid>,
        only_open: bool,
    ) -> Result<Vec<Job>, StoreError> {
        let job = job.map(id_text);
        let firm = firm.map(id_text);
        let rows = sqlx::query_as!(
            RawJob,
            r#"SELECT j.id, j.firm, j.kind, j.state, j.waiting, j.resumes_at, j.calls, j.checked, j.undo_of,
                      j.created_at, j.started_at, j.ended_at,
                      (SELECT u.id FROM client_jobs u
                       WHERE u.undo_of = j.id
                         AND (u.ended_at IS NULL OR EXISTS (SELECT 1 FROM client_job_rows r
                                                            WHERE r.job = u.key AND r.state = 'changed'))
                       ORDER BY u.key LIMIT 1) AS "undone_by: String",
                      (SELECT json_group_array(agent_title) FROM
                          (SELECT agent_title FROM client_job_rows r WHERE r.job = j.key
                           GROUP BY r.agent ORDER BY min(r.seq))) AS "agents: String",
                      c.total AS "total!: i64", c.adds AS "adds!: i64", c.open AS "open!: i64",
                      c.unknown AS "unknown!: i64", c.changed AS "changed!: i64", c.already AS "already!: i64",
                      c.failed AS "failed!: i64", c.dropped AS "dropped!: i64"
               FROM client_jobs j
               JOIN (SELECT job, count(*) AS total, sum(act = 'add') AS adds,
                            sum(state IN ('waiting', 'sent')) AS open, sum(state = 'unknown') AS unknown,
                            sum(state = 'changed') AS changed, sum(state = 'already') AS already,
                            sum(state = 'failed') AS failed, sum(state = 'dropped') AS dropped
                     FROM client_job_rows
                     WHERE job IN (SELECT key FROM client_jobs
                                   WHERE (?1 IS NULL OR id = ?1) AND (?2 IS NULL OR firm = ?2)
                                     AND (NOT ?3 OR ended_at IS NULL))
                     GROUP BY job) c ON c.job = j.key
               WHERE (?1 IS NULL OR j.id = ?1) AND (?2 IS NULL OR j.firm = ?2)
                 AND (j.ended_at IS NULL OR (NOT ?3 AND j.key IN
                     (SELECT key FROM client_jobs WHERE ended_at IS NOT NULL AND (?1 IS NULL OR id = ?1)
                      ORDER BY key DESC LIMIT ?4)))
               ORDER BY j.ended_at IS NOT NULL, j.key DESC"#,
            job,
            firm,
            only_open,
            OLD_JOBS
        )
        .fetch_all(self.store.readers())
        .await?;
        rows.into_iter().map(Job::try_from).collect()
    }

    /// A window of a job's rows, in order, and how many there are.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn rows(
        &self,
        job: Uuid,
        states: &[RowState],
        offset: u32,
        limit: u32,
    ) -> Result<(u32, Vec<JobRow>), StoreError> {
        let job = id_text(job);
        let states: Vec<String> = states.iter().map(|s| s.as_str().to_owned()).collect();
        let states = crate::text::list_text(&states);
        let total = sqlx::query_scalar!(
            r#"SELECT count(*) AS "total!: i64" FROM client_job_rows
               WHERE job = (SELECT key FROM client_jobs WHERE id = ?1)
                 AND (?2 = '[]' OR state IN (SELECT value FROM json_each(?2)))"#,
            job,
            states
        )
        .fetch_one(self.store.readers())
        .await?;
        let rows = sqlx::query_as!(
            RawRow,
            r#"SELECT seq, client, name, org_no, agent, agent_title, is_person AS "is_person: bool", act, wanted,
                      changed, state, attempts, unanswered, failure, at
               FROM client_job_rows
               WHERE job = (SELECT key FROM client_jobs WHERE id = ?1)
                 AND (?2 = '[]' OR state IN (SELECT value FROM json_each(?2)))
               ORDER BY seq LIMIT ?4 OFFSET ?3"#,
            job,
            states,
            offset,
            limit
        )
        .fetch_all(self.store.readers())
        .await?;
        let rows = rows
            .into_iter()
            .map(JobRow::try_from)
            .collect::<Result<_, _>>()?;
        Ok((small(total)?, rows))
    }

    /// What jobs make of a firm's cells: those on their way to, and failures that no later job has come over, newer than
    /// `since`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn marks(&self, firm: Uuid, since: Timestamp) -> Result<Vec<CellMark>, StoreError> {
        let firm = id_text(firm);
        let since = micros(since);
        let rows = sqlx::query!(
            r#"SELECT r.agent, r.client, r.act, r.failure, r.state = 'failed' AS "has_failed!: bool"
               FROM client_jobs j JOIN client_job_rows r ON r.job = j.key
               WHERE j.firm = ?1 AND ((j.ended_at IS NULL AND r.state IN ('waiting', 'sent', 'unknown'))
                                      OR (r.is_shown = 1 AND r.at >= ?2))
               ORDER BY r.state <> 'failed', j.key, r.seq"#,
            firm,
            since
        )
        .fetch_all(self.store.readers())
        .await?;
        rows.into_iter()
            .map(|row| {
                Ok(CellMark {
                    agent: id(&row.agent)?,
                    client: id(&row.client)?,
                    act: act_of(&row.act)?,
                    failure: row.failure.filter(|_| row.has_failed),
                    has_failed: row.has_failed,
                })
            })
            .collect()
    }
}

/// Rows as JSON, on their way into the table.
fn rows_text(rows: &[NewRow]) -> String {
    let rows: Vec<Wanted<'_>> = rows
        .iter()
        .map(|row| Wanted {
            client: id_text(row.client),
            name: &row.name,
            no: row.org_no.as_deref(),
            agent: id_text(row.agent),
            title: &row.agent_title,
            person: row.is_person,
            act: act_text(row.act),
            wanted: &row.wanted,
        })
        .collect();
    serde_json::to_string(&rows).expect("rows of texts are always JSON")
}
