//! What is learnt of a request is written to its row, so that the queue shows it and the next look is cheap.

use std::collections::BTreeSet;

use fullmakt_domain::{Request, RequestKind, RequestStatus};
use fullmakt_store::requests::{RequestFacts, RequestRow, RequestState};
use uuid::Uuid;

use super::locate::Located;
use crate::digest::Parts;
use crate::failures::from_store;
use crate::state::{Account, App};
use crate::surface::common::{ErrorCode, Failure};

impl App {
    /// A row by its key.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] when the queue does not hold it.
    pub(super) async fn queue_row(
        &self,
        account: &Account,
        id: Uuid,
    ) -> Result<RequestRow, Failure> {
        account
            .store
            .requests()
            .get(id)
            .await
            .map_err(|e| from_store(&e))?
            .ok_or_else(|| Failure::new(ErrorCode::NotFound).with("field", "key"))
    }

    /// Reads a request and notes what it says. The row that the caller holds may be minutes old: the reading is about the
    /// row as it is now.
    ///
    /// # Errors
    /// As [`App::locate`]; the row then carries the failure, and an unknown one says that it is unknown.
    pub(super) async fn read_row(
        &self,
        account: &Account,
        row: &RequestRow,
    ) -> Result<Located, Failure> {
        let row = self.queue_row(account, row.id).await?;
        let found = self.locate(account, &row).await;
        self.note_reading(account, &row, found).await
    }

    /// Notes how reading a request went. `row` is as it was before the reading: where it was decided, handed off or sent
    /// meanwhile, what was read before says nothing of where it stands.
    ///
    /// # Errors
    /// The failure itself, once it is noted.
    pub(super) async fn note_reading(
        &self,
        account: &Account,
        row: &RequestRow,
        found: Result<Located, Failure>,
    ) -> Result<Located, Failure> {
        self.0.searches.note_read(row.id, self.now());
        let failure = match found {
            Ok(located) => {
                self.note_request(account, row, &located).await?;
                return Ok(located);
            }
            Err(failure) if failure.code == ErrorCode::NotFound => Failure {
                code: ErrorCode::RequestNotFound,
                ..failure
            },
            Err(failure) => failure,
        };
        let state = match failure.code {
            ErrorCode::RequestNotFound => RequestState::NotFound,
            // Not everybody has been asked, so «not found» would say too much.
            ErrorCode::RequestNotLocated => RequestState::NotRead,
            _ => row.state.clone(),
        };
        let state = if settable(&row.state) {
            state
        } else {
            row.state.clone()
        };
        self.note_read(account, row, &state, Some(&failure)).await?;
        Err(failure)
    }

    /// Writes what a reading told, unless the row has moved on since it began.
    async fn note_read(
        &self,
        account: &Account,
        row: &RequestRow,
        state: &RequestState,
        failure: Option<&Failure>,
    ) -> Result<(), Failure> {
        let json = failure.map(Failure::kept);
        let requests = account.store.requests();
        let noted = requests
            .set_state_if(row.id, &row.state, state, json.as_deref(), self.now())
            .await;
        if !noted.map_err(|e| from_store(&e))? {
            tracing::info!("a request was decided or moved on while it was read");
        }
        Ok(())
    }

    /// Notes facts and status of a request that was read.
    pub(super) async fn note_request(
        &self,
        account: &Account,
        row: &RequestRow,
        located: &Located,
    ) -> Result<(), Failure> {
        let requests = account.store.requests();
        let request = &located.request;
        requests
            .set_facts(row.id, &facts(request, located.actor.actor.party_uuid))
            .await
            .map_err(|e| from_store(&e))?;
        let mut state = state_after(&row.state, &request.status);
        if matches!(row.state, RequestState::Approved { .. })
            && state == Some(RequestState::Waiting)
            && self.registered_half_way(account, row).await
        {
            // Altinn delegated it and lost the status: the system user stands, whatever the request says.
            state = None;
        }
        let state = state.unwrap_or_else(|| row.state.clone());
        self.note_read(account, row, &state, None).await
    }
}

/// What a request says of itself, for its row.
pub(super) fn facts(request: &Request, party_uuid: Uuid) -> RequestFacts {
    RequestFacts {
        party_uuid: Some(party_uuid),
        party_org_no: Some(request.party_org_number.to_string()),
        system_id: Some(request.system_id.to_string()),
        // A change is called what its system user is called, which the review finds out.
        title: (request.kind != RequestKind::Change).then(|| title(request)),
        vendor_org_no: request.vendor().map(|v| v.to_string()),
        vendor: None,
        external_ref: request.external_ref.clone(),
        created: request.created,
        asks: Some(asks(request)),
    }
}

/// Digest of what a request asks for: equal where the same system asks another organisation for the same. A change
/// concerns one system user only and is like no other.
fn asks(request: &Request) -> String {
    let mut parts = Parts::default();
    match request.kind {
        RequestKind::Own => parts.part("own"),
        RequestKind::Client => parts.part("client"),
        RequestKind::Change => parts.part(&request.id.to_string()),
    };
    parts.part(request.system_id.as_str());
    for list in [&request.packages, &request.resources] {
        let distinct: BTreeSet<&String> = list.iter().collect();
        parts.set("list", distinct.into_iter().map(String::as_str));
    }
    parts.hex()
}

/// The system's name as shown.
pub(super) fn title(request: &Request) -> String {
    super::vendor_title(
        request.title.as_deref().unwrap_or(""),
        request.system_id.name(),
    )
}

/// States that a fresh reading may overwrite.
fn settable(state: &RequestState) -> bool {
    matches!(
        state,
        RequestState::NotRead
            | RequestState::Waiting
            | RequestState::Observing { .. }
            | RequestState::Unknown
            | RequestState::RejectNotSent
            | RequestState::Escalated
            | RequestState::NotFound
    )
}

/// The state that follows from Altinn's status; `None` when the row's own state stands.
pub(super) fn state_after(now: &RequestState, status: &RequestStatus) -> Option<RequestState> {
    // While a request is observed, the observer alone says how it ended: it also writes the receipt.
    if matches!(now, RequestState::Observing { .. } | RequestState::Unknown) {
        return None;
    }
    match (status, now) {
        (RequestStatus::New, RequestState::NotRead | RequestState::NotFound) => {
            Some(RequestState::Waiting)
        }
        // Altinn says it is open: what we noted as decided was not (a sandbox started over, a restored copy).
        (RequestStatus::New, RequestState::Approved { .. } | RequestState::Rejected { .. }) => {
            Some(RequestState::Waiting)
        }
        (RequestStatus::New, _) => None,
        (RequestStatus::Accepted, RequestState::Approved { .. }) => None,
        (RequestStatus::Accepted, _) => Some(RequestState::Approved { receipt: None }),
        (RequestStatus::Rejected | RequestStatus::Denied, RequestState::Rejected { .. }) => None,
        (RequestStatus::Rejected | RequestStatus::Denied, _) => {
            Some(RequestState::Rejected { receipt: None })
        }
        (RequestStatus::TimedOut | RequestStatus::NoChangeNeeded | RequestStatus::Other(_), _) => {
            None
        }
    }
}

impl App {
    /// The vendor's page that a request names, as it came.
    ///
    /// # Errors
    /// When the request cannot be read, or names none.
    pub(crate) async fn redirect_address(
        &self,
        account: &Account,
        row: &RequestRow,
    ) -> Result<String, Failure> {
        let located = self.locate(account, row).await?;
        located
            .request
            .redirect_url
            .ok_or_else(|| Failure::new(ErrorCode::NotFound))
    }
}
