//! What came of a row: written in the journal, in the queue and in the matrix.

use fullmakt_domain::clients::Value;
use fullmakt_store::client_jobs::{JobRow, RowState, Settlement};
use fullmakt_sync::jobs::{Reason, Settled, State, hold, react, settle_unknown};
use jiff::SignedDuration;
use uuid::Uuid;

use super::send::{Answered, answer, changed, held_after, is_there, reading_failed};
use super::work::Work;
use crate::clients::failures::from_clients;
use crate::clients::place::look;
use crate::failures::from_store;
use crate::state::{Account, App};
use crate::surface::common::{ErrorCode, Failure};

/// So many calls in a row without an answer and without effect: Altinn is down, and the job waits.
const UNANSWERED: u32 = 3;

impl App {
    /// Settles a row by its answer.
    pub(super) async fn settle_row(
        &self,
        account: &Account,
        work: &mut Work,
        seq: u32,
        answered: &Answered,
    ) -> Result<(), Failure> {
        let Some(row) = work.rows.get(&seq).cloned() else {
            return Ok(());
        };
        let failure = answered.as_ref().err().map(from_clients);
        let mut rows = vec![seq];
        let mut ours = Vec::new();
        let mut why = None;
        let settled = react(answer(answered), row.unanswered > 0);
        let state = match settled {
            Settled::Row(state @ (State::Changed | State::Already)) => {
                (work.unanswered, work.holds) = (0, 0);
                ours = self.changed_by(account, &row, state, answered).await?;
                self.follow(account, work, &row).await?;
                state
            }
            Settled::Row(state) => {
                why = failure.clone();
                if state == State::Unknown
                    && let Some(row) = work.rows.get_mut(&seq)
                {
                    row.unanswered += 1;
                }
                state
            }
            Settled::AgentFails => {
                why = failure.clone();
                let agent = work.queue.row(seq).map(|row| row.agent);
                rows.extend(agent.map(|a| work.queue.waiting_of(a)).unwrap_or_default());
                State::Failed
            }
            Settled::Holds(..) => State::Waiting,
        };
        let why = why.as_ref().map(Failure::kept);
        let settlement = Settlement {
            state: stored(state),
            changed: &ours,
            failure: why.as_deref(),
        };
        self.write_settled(account, work, &rows, state, &settlement)
            .await?;
        if let Settled::Holds(reason, pause) = settled {
            let failure = failure.unwrap_or_else(|| Failure::unexpected("job"));
            self.hold_work(work, reason, pause, failure);
        }
        Ok(())
    }

    /// What a row that is done changed.
    async fn changed_by(
        &self,
        account: &Account,
        row: &JobRow,
        state: State,
        answered: &Answered,
    ) -> Result<Vec<Value>, Failure> {
        match (state, answered) {
            (State::Changed, Ok(lines)) if lines.iter().any(|line| line.changed) => {
                let codes = account.store.clients().codes().await;
                let codes = codes.map_err(|e| from_store(&e))?;
                Ok(changed(&row.new.wanted, lines, &codes))
            }
            // An earlier call of ours did it, and was not answered.
            (State::Changed, _) => Ok(row.new.wanted.clone()),
            _ => Ok(Vec::new()),
        }
    }

    fn hold_work(
        &self,
        work: &mut Work,
        reason: Reason,
        pause: Option<SignedDuration>,
        failure: Failure,
    ) {
        let mut held = hold(reason, pause, work.holds, self.now());
        // A token that is not honoured any more is renewed before the next call: once, that is tried at once.
        let is_signed_in = matches!(self.0.auth.state(), fullmakt_auth::AuthState::SignedIn(_));
        if reason == Reason::Login && work.holds == 0 && is_signed_in {
            held.until = Some(self.now());
        }
        if let (Reason::Pace, Some(until)) = (reason, held.until) {
            self.0.clients.runners.be_quiet(until);
        }
        work.hold((held, failure));
    }

    async fn write_settled(
        &self,
        account: &Account,
        work: &mut Work,
        rows: &[u32],
        state: State,
        settlement: &Settlement<'_>,
    ) -> Result<(), Failure> {
        let jobs = account.store.client_jobs();
        let settled = jobs.settle(work.job, rows, settlement, self.now()).await;
        settled.map_err(|e| from_store(&e))?;
        for &seq in rows {
            work.queue.settled(seq, state);
        }
        Ok(())
    }

    /// The cell of a row that is done.
    async fn follow(&self, account: &Account, work: &Work, row: &JobRow) -> Result<(), Failure> {
        let firm = work.firm;
        let Ok(matrix) = self.matrix_of(account, firm).await else {
            // The firm is no longer the user's: there is nothing to show.
            return Ok(());
        };
        let held = {
            let matrix = look(&matrix);
            let places = (
                matrix.agent_place(row.new.agent),
                matrix.client_place(row.new.client),
            );
            match places {
                (Some(agent), Some(client)) => matrix
                    .held(agent, client)
                    .map(|grant| grant.access(matrix.packages())),
                _ => None,
            }
        };
        let Some(held) = held else { return Ok(()) };
        let held = held_after(held, row.new.act, &row.new.wanted);
        self.write_cell(account, firm, row.new.agent, row.new.client, &held)
            .await
    }

    /// Reads what an agent holds: to settle what was not answered, and to show what is there in the end.
    pub(super) async fn read_agent(
        &self,
        account: &Account,
        work: &mut Work,
        agent: u32,
    ) -> Result<(), Failure> {
        let Some(&key) = work.agents.get(agent as usize) else {
            return Ok(());
        };
        let (job, firm) = (work.job, work.firm);
        let unknown = work.queue.unknown_of(agent);
        let jobs = account.store.client_jobs();
        let services = self.any_services(account).await?;
        for _ in 0..=usize::from(services) {
            jobs.count_call(job).await.map_err(|e| from_store(&e))?;
        }
        let read = match self.held_by(firm, key, services).await {
            Ok(read) => read,
            Err(error) => {
                let failure = from_clients(&error);
                if matches!(failure.code, ErrorCode::AgentGone | ErrorCode::ClientGone) {
                    // Never registered, and so it holds nothing.
                    Vec::new()
                } else {
                    let (reason, pause) = reading_failed(&error);
                    if unknown.is_empty() && matches!(reason, Reason::Down | Reason::Right) {
                        // What came of every row is known. The column says that it was not read, and the firm's other
                        // jobs do not wait for it.
                        let json = failure.kept();
                        let agents = account.store.client_agents();
                        let noted = agents.record_failure(firm, key, &json).await;
                        noted.map_err(|e| from_store(&e))?;
                        return self.agent_checked(account, work, agent, key).await;
                    }
                    self.hold_work(work, reason, pause, failure);
                    return Ok(());
                }
            }
        };
        self.write_cells(account, firm, key, &read).await?;
        for &seq in &unknown {
            let Some(row) = work.rows.get(&seq).cloned() else {
                continue;
            };
            let there = is_there(&row.new, &read);
            let state = settle_unknown(there, row.attempts);
            let failure = Failure::new(ErrorCode::UpstreamDown);
            let json = failure.kept();
            let settlement = Settlement {
                state: stored(state),
                changed: if there { &row.new.wanted[..] } else { &[] },
                failure: (state == State::Failed).then_some(json.as_str()),
            };
            self.write_settled(account, work, &[seq], state, &settlement)
                .await?;
            if there {
                work.unanswered = 0;
            } else if row.attempts > 0 {
                // What an earlier end of the program cut off says nothing of how Altinn answers now.
                work.unanswered += 1;
            }
        }
        if work.unanswered >= UNANSWERED {
            work.unanswered = 0;
            let failure = Failure::new(ErrorCode::UpstreamDown);
            self.hold_work(work, Reason::Down, None, failure);
        }
        if unknown.is_empty() {
            self.agent_checked(account, work, agent, key).await?;
        }
        Ok(())
    }

    /// Nothing more is to be read of an agent.
    async fn agent_checked(
        &self,
        account: &Account,
        work: &mut Work,
        agent: u32,
        key: Uuid,
    ) -> Result<(), Failure> {
        let checked = account.store.client_jobs().checked(work.job, key).await;
        checked.map_err(|e| from_store(&e))?;
        work.queue.checked(agent);
        Ok(())
    }
}

fn stored(state: State) -> RowState {
    match state {
        State::Waiting => RowState::Waiting,
        State::Unknown => RowState::Unknown,
        State::Changed => RowState::Changed,
        State::Already => RowState::Already,
        State::Failed => RowState::Failed,
        State::Dropped => RowState::Dropped,
    }
}
