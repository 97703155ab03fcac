//! Rows of the queue.

use jiff::Timestamp;
use uuid::Uuid;

use crate::StoreError;

/// Kinds of request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RequestKind {
    /// For the organisation itself (standard system user).
    Own,
    /// For the organisation's clients (agent system user).
    Client,
    /// Change of an existing system user.
    Change,
}

impl RequestKind {
    /// As it is stored.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            RequestKind::Own => "own",
            RequestKind::Client => "client",
            RequestKind::Change => "change",
        }
    }

    /// From what is stored.
    pub(crate) fn parse(text: &str) -> Result<Self, StoreError> {
        match text {
            "own" => Ok(RequestKind::Own),
            "client" => Ok(RequestKind::Client),
            "change" => Ok(RequestKind::Change),
            _ => Err(StoreError::unreadable("request kind")),
        }
    }
}

/// Where a request stands, as far as this machine knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequestState {
    /// A link that has not been read yet.
    NotRead,
    /// Waits for a decision.
    Waiting,
    /// Opened at Altinn in the browser; we observe.
    Observing {
        /// Since when.
        since: Timestamp,
    },
    /// Rejection will be sent.
    Rejecting {
        /// When.
        at: Timestamp,
    },
    /// A rejection that could not be sent.
    RejectNotSent,
    /// A write whose outcome is not known.
    Unknown,
    /// Approved.
    Approved {
        /// Number of our receipt, if it was decided here or observed.
        receipt: Option<String>,
    },
    /// Rejected.
    Rejected {
        /// Number of our receipt, if it was decided here or observed.
        receipt: Option<String>,
    },
    /// Forwarded to an access manager.
    Escalated,
    /// In none of the person's organisations.
    NotFound,
}

/// A link that was handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLink {
    /// The request's id, from the link.
    pub id: Uuid,
    /// Kind by the link's path.
    pub kind: RequestKind,
    /// The link's host.
    pub host: String,
    /// When it was handed over.
    pub added_at: Timestamp,
}

/// What is known of a request. On writing, `None` leaves what is known already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RequestFacts {
    /// Organisation.
    pub party_uuid: Option<Uuid>,
    /// Its organisation number.
    pub party_org_no: Option<String>,
    /// `{vendor org no}_{name}`.
    pub system_id: Option<String>,
    /// Title of the system.
    pub title: Option<String>,
    /// Vendor's organisation number.
    pub vendor_org_no: Option<String>,
    /// Vendor's name.
    pub vendor: Option<String>,
    /// The vendor's reference.
    pub external_ref: Option<String>,
    /// When the vendor asked.
    pub created: Option<Timestamp>,
    /// Digest of what it asks for, the app's: equal where two requests are alike.
    pub asks: Option<String>,
}

/// A request in Altinn's list of waiting requests of one organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedRequest {
    /// Request id.
    pub id: Uuid,
    /// What the list says of it.
    pub facts: RequestFacts,
}

/// One row of the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestRow {
    /// Request id.
    pub id: Uuid,
    /// Kind.
    pub kind: RequestKind,
    /// Where it stands.
    pub state: RequestState,
    /// Since when it stands there.
    pub state_at: Timestamp,
    /// What is known of it.
    pub facts: RequestFacts,
    /// Came from a link (perhaps also from Altinn's list).
    pub from_link: bool,
    /// The link's host.
    pub host: Option<String>,
    /// When it came into the queue.
    pub added_at: Timestamp,
    /// When Altinn's list last named it.
    pub listed_at: Option<Timestamp>,
    /// JSON for the row: what the screen shows besides (cues, flags), given by the app with the last review.
    pub summary: Option<String>,
    /// JSON of the last failure when reading or sending.
    pub failure: Option<String>,
    /// Taken out of the queue by the user; kept so that Altinn's list does not bring it back.
    pub dismissed: bool,
}

/// The last review that was shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewCopy {
    /// JSON of the review.
    pub body: String,
    /// When it was shown.
    pub at: Timestamp,
}
