//! Rows of the queue as they are stored.

use jiff::Timestamp;

use super::row::{RequestFacts, RequestKind, RequestRow, RequestState};
use crate::StoreError;
use crate::text;

/// A row, without the review.
pub(super) struct Raw {
    pub id: String,
    pub kind: String,
    pub state: String,
    pub state_at: i64,
    pub state_time: Option<i64>,
    pub receipt: Option<String>,
    pub party_uuid: Option<String>,
    pub party_org_no: Option<String>,
    pub system_id: Option<String>,
    pub title: Option<String>,
    pub vendor_org_no: Option<String>,
    pub vendor: Option<String>,
    pub external_ref: Option<String>,
    pub created: Option<i64>,
    pub asks: Option<String>,
    pub from_link: bool,
    pub host: Option<String>,
    pub added_at: i64,
    pub listed_at: Option<i64>,
    pub dismissed: bool,
    pub summary: Option<String>,
    pub failure: Option<String>,
}

impl TryFrom<Raw> for RequestRow {
    type Error = StoreError;

    fn try_from(raw: Raw) -> Result<Self, StoreError> {
        Ok(RequestRow {
            id: text::id(&raw.id)?,
            kind: RequestKind::parse(&raw.kind)?,
            state: state(&raw.state, raw.state_time, raw.receipt)?,
            state_at: text::instant(raw.state_at)?,
            facts: RequestFacts {
                party_uuid: text::maybe_id(raw.party_uuid)?,
                party_org_no: raw.party_org_no,
                system_id: raw.system_id,
                title: raw.title,
                vendor_org_no: raw.vendor_org_no,
                vendor: raw.vendor,
                external_ref: raw.external_ref,
                created: text::maybe_instant(raw.created)?,
                asks: raw.asks,
            },
            from_link: raw.from_link,
            host: raw.host,
            added_at: text::instant(raw.added_at)?,
            listed_at: text::maybe_instant(raw.listed_at)?,
            summary: raw.summary,
            failure: raw.failure,
            dismissed: raw.dismissed,
        })
    }
}

/// A state as three columns: its name, the time that belongs to it, the receipt that belongs to it.
pub(super) struct StateColumns {
    pub name: &'static str,
    pub time: Option<i64>,
    pub receipt: Option<String>,
}

impl From<&RequestState> for StateColumns {
    fn from(state: &RequestState) -> Self {
        let columns = |name, time: Option<&Timestamp>, receipt: &Option<String>| StateColumns {
            name,
            time: time.copied().map(text::micros),
            receipt: receipt.clone(),
        };
        match state {
            RequestState::NotRead => columns("not_read", None, &None),
            RequestState::Waiting => columns("waiting", None, &None),
            RequestState::Observing { since } => columns("observing", Some(since), &None),
            RequestState::Rejecting { at } => columns("rejecting", Some(at), &None),
            RequestState::RejectNotSent => columns("reject_not_sent", None, &None),
            RequestState::Unknown => columns("unknown", None, &None),
            RequestState::Approved { receipt } => columns("approved", None, receipt),
            RequestState::Rejected { receipt } => columns("rejected", None, receipt),
            RequestState::Escalated => columns("escalated", None, &None),
            RequestState::NotFound => columns("not_found", None, &None),
        }
    }
}

fn state(
    name: &str,
    time: Option<i64>,
    receipt: Option<String>,
) -> Result<RequestState, StoreError> {
    let time = || {
        time.map(text::instant)
            .transpose()?
            .ok_or_else(|| StoreError::unreadable("state time"))
    };
    Ok(match name {
        "not_read" => RequestState::NotRead,
        "waiting" => RequestState::Waiting,
        "observing" => RequestState::Observing { since: time()? },
        "rejecting" => RequestState::Rejecting { at: time()? },
        "reject_not_sent" => RequestState::RejectNotSent,
        "unknown" => RequestState::Unknown,
        "approved" => RequestState::Approved { receipt },
        "rejected" => RequestState::Rejected { receipt },
        "escalated" => RequestState::Escalated,
        "not_found" => RequestState::NotFound,
        _ => return Err(StoreError::unreadable("request state")),
    })
}
