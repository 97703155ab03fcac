//! Rows of the queue, from the store to the screens.

use std::collections::HashMap;

use fullmakt_store::requests::{RequestKind as StoredKind, RequestRow, RequestState};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::alike::marks;
use crate::failures::from_store;
use crate::organisations::index::ActorIndex;
use crate::state::{Account, App};
use crate::surface::approvals::{Cue, QueueRow, QueueState, RequestKind};
use crate::surface::changes::ChangeCounts;
use crate::surface::common::Failure;
use crate::time::{whole_days, wire};

/// What a row shows besides its columns: kept with the last review.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct RowSummary {
    /// The cues that matter most.
    pub cues: Vec<Cue>,
    /// For a change: what it does.
    pub change: Option<ChangeCounts>,
    /// For a change: the system user that it concerns.
    pub system_user: Option<Uuid>,
}

/// Reads a request id from a command's input.
///
/// # Errors
/// [`ErrorCode::InvalidInput`].
pub(super) fn request_id(key: &str) -> Result<Uuid, Failure> {
    crate::ids::id(key, "key")
}

/// Kinds, from the store to the screens.
pub(super) fn kind_view(kind: StoredKind) -> RequestKind {
    match kind {
        StoredKind::Own => RequestKind::Own,
        StoredKind::Client => RequestKind::Client,
        StoredKind::Change => RequestKind::Change,
    }
}

/// States, from the store to the screens.
pub(super) fn state_view(state: RequestState) -> QueueState {
    match state {
        RequestState::NotRead => QueueState::NotRead,
        RequestState::Waiting => QueueState::Waiting,
        RequestState::Observing { since } => QueueState::Observing { since: wire(since) },
        RequestState::Rejecting { at } => QueueState::Rejecting { at: wire(at) },
        RequestState::RejectNotSent => QueueState::RejectNotSent,
        RequestState::Unknown => QueueState::Unknown,
        RequestState::Approved { receipt } => QueueState::Approved { receipt },
        RequestState::Rejected { receipt } => QueueState::Rejected { receipt },
        RequestState::Escalated => QueueState::Escalated,
        RequestState::NotFound => QueueState::NotFound,
    }
}

/// A row that still needs the person.
fn waits(state: &RequestState) -> bool {
    matches!(
        state,
        RequestState::NotRead
            | RequestState::Waiting
            | RequestState::Observing { .. }
            | RequestState::RejectNotSent
            | RequestState::Unknown
    )
}

impl App {
    /// Every row of the queue, as the screens see it.
    pub(super) async fn rows(&self, account: &Account) -> Result<Vec<QueueRow>, Failure> {
        Ok(self.shown(requests(account).await?, &account.index()))
    }

    /// Rows as the screens see them.
    fn shown(&self, rows: Vec<RequestRow>, index: &ActorIndex) -> Vec<QueueRow> {
        let mut marks = marks(&rows);
        rows.into_iter()
            .map(|row| {
                let mark = marks.remove(&row.id);
                QueueRow {
                    alike: mark,
                    ..self.row(row, index)
                }
            })
            .collect()
    }

    fn row(&self, row: RequestRow, index: &ActorIndex) -> QueueRow {
        let key = row.id.to_string();
        let summary: RowSummary = row
            .summary
            .as_deref()
            .and_then(|json| serde_json::from_str(json).ok())
            .unwrap_or_default();
        let organisation = row.facts.party_uuid.and_then(|p| index.name(p));
        QueueRow {
            kind: kind_view(row.kind),
            state: self.shown_state(&row),
            system: row.facts.title.or(row.facts.system_id),
            vendor: row.facts.vendor.or(row.facts.vendor_org_no),
            party_uuid: row.facts.party_uuid.map(|p| p.to_string()),
            organisation: organisation.map(str::to_owned),
            created: row.facts.created.map(wire),
            age_days: row.facts.created.map(|c| whole_days(c, self.now())),
            cues: summary.cues,
            change: summary.change,
            alike: None,
            from_link: row.from_link,
            failure: Failure::of_kept(row.failure.as_deref()),
            key,
        }
    }

    /// Those that wait for a decision.
    pub(crate) fn waiting_rows(&self, rows: Vec<RequestRow>, index: &ActorIndex) -> Vec<QueueRow> {
        let mut rows = self.shown(rows, index);
        rows.retain(|r| matches!(r.state, QueueState::Waiting | QueueState::NotRead));
        rows
    }
}

/// The system user that a change concerns, once it was read.
pub(crate) fn changed_system_user(row: &RequestRow) -> Option<Uuid> {
    let summary: RowSummary = serde_json::from_str(row.summary.as_deref()?).ok()?;
    summary.system_user
}

/// Every request that the store knows.
pub(crate) async fn requests(account: &Account) -> Result<Vec<RequestRow>, Failure> {
    let rows = account.store.requests().list().await;
    rows.map_err(|e| from_store(&e))
}

/// How many of them need the person.
pub(crate) fn waiting_count(rows: &[RequestRow]) -> u32 {
    u32::try_from(rows.iter().filter(|r| waits(&r.state)).count()).unwrap_or(u32::MAX)
}

/// The same by organisation.
pub(crate) fn waiting_by_party(rows: &[RequestRow]) -> HashMap<Uuid, u32> {
    let mut by_party = HashMap::new();
    for row in rows.iter().filter(|r| waits(&r.state)) {
        if let Some(party) = row.facts.party_uuid {
            *by_party.entry(party).or_default() += 1;
        }
    }
    by_party
}

/// Kinds, from the store to the domain.
pub(super) fn domain_kind(kind: StoredKind) -> fullmakt_domain::RequestKind {
    match kind {
        StoredKind::Own => fullmakt_domain::RequestKind::Own,
        StoredKind::Client => fullmakt_domain::RequestKind::Client,
        StoredKind::Change => fullmakt_domain::RequestKind::Change,
    }
}
