//! Requests from vendors to set up a system user.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Change, OrgNumber, SystemId};

/// Kinds of request. The wire names are those of Altinn's documentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestKind {
    /// For the organisation itself: a standard system user.
    Own,
    /// For clients that are chosen afterwards: an agent system user.
    Client,
    /// A change of an existing standard system user.
    Change,
}

/// A request as its customer sees it (Altinn/altinn-authentication: RequestSystemResponse,
/// AgentRequestSystemResponse, RequestSystemResponseInternal).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Id; the system user gets the same one when the request is accepted.
    pub id: Uuid,
    /// Kind.
    pub kind: RequestKind,
    /// The organisation that is asked.
    pub party_org_number: OrgNumber,
    /// The system that asks.
    pub system_id: SystemId,
    /// Title given by the vendor; `None` in answers that leave it out. Untrusted text.
    pub title: Option<String>,
    /// The vendor's own reference. Untrusted text.
    pub external_ref: Option<String>,
    /// Resource ids of the single services asked for, in order, without repeats. An id that is no resource id
    /// (an attribute pair that we do not know) stands here as `id=value`, so that nothing asked for is hidden.
    pub resources: Vec<String>,
    /// URNs of the access packages asked for, in order, without repeats.
    pub packages: Vec<String>,
    /// For a change: all that it asks for. `packages` and `resources` are then those to be added.
    pub change: Option<Change>,
    /// Where it stands.
    pub status: RequestStatus,
    /// Forwarded to an access manager. Always `false` in answers of the two reads that name the party.
    pub escalated: bool,
    /// Older than 180 days by Altinn's own reckoning; it stays open all the same. Always `false` in some answers:
    /// reckon with [`crate::age`] too.
    pub timed_out: bool,
    /// The asker may forward the request, but not decide on it. Only the read by id alone tells.
    pub escalate_only: bool,
    /// When the vendor asked; `None` when the answer has no usable date.
    pub created: Option<Timestamp>,
    /// The vendor's page, to which Altinn sends the browser after a decision. Untrusted text.
    pub redirect_url: Option<String>,
}

impl Request {
    /// The vendor's organisation number, from the system id.
    pub fn vendor(&self) -> Option<OrgNumber> {
        self.system_id.vendor()
    }

    /// Host of the vendor's page afterwards, if it is an address with a host.
    pub fn redirect_host(&self) -> Option<String> {
        let url = url::Url::parse(self.redirect_url.as_deref()?.trim()).ok()?;
        url.host_str().map(str::to_owned)
    }
}

/// Where a request stands (Altinn/altinn-authentication: RequestStatus).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestStatus {
    /// Waits for a decision.
    New,
    /// Approved.
    Accepted,
    /// Rejected.
    Rejected,
    /// Refused; a legacy value that is no longer written.
    Denied,
    /// Expired; a legacy value that is no longer written (expiry is a flag now).
    TimedOut,
    /// A change request that asked for nothing new.
    NoChangeNeeded,
    /// A value that we do not know, as it came.
    Other(String),
}

impl RequestStatus {
    /// Reads the name on the wire, in any case.
    pub fn from_wire(name: &str) -> Self {
        match name.trim().to_ascii_lowercase().as_str() {
            "new" => RequestStatus::New,
            "accepted" => RequestStatus::Accepted,
            "rejected" => RequestStatus::Rejected,
            "denied" => RequestStatus::Denied,
            "timedout" => RequestStatus::TimedOut,
            "nochangeneeded" => RequestStatus::NoChangeNeeded,
            _ => RequestStatus::Other(name.trim().to_owned()),
        }
    }

    /// Whether a decision can still be made. A request of the legacy status `Timedout` cannot be decided on; the
    /// flag of the same name does not matter here.
    pub fn is_open(&self) -> bool {
        *self == RequestStatus::New
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::{Request, RequestKind, RequestStatus};
    use crate::SystemId;

    fn request() -> Request {
        Request {
            id: Uuid::nil(),
            kind: RequestKind::Own,
            party_org_number: "310757632".parse().expect("valid"),
            system_id: SystemId::new("313572773_regnskap"),
            title: None,
            external_ref: None,
            resources: vec![],
            packages: vec![],
            change: None,
            status: RequestStatus::New,
            escalated: false,
            timed_out: false,
            escalate_only: false,
            created: None,
            redirect_url: None,
        }
    }

    #[test]
    fn statuses_are_read_in_any_case_and_unknown_ones_kept() {
        assert_eq!(
            RequestStatus::from_wire("Accepted"),
            RequestStatus::Accepted
        );
        assert_eq!(
            RequestStatus::from_wire("timedOut"),
            RequestStatus::TimedOut
        );
        assert_eq!(
            RequestStatus::from_wire("Paused"),
            RequestStatus::Other("Paused".into())
        );
        assert!(RequestStatus::New.is_open());
        assert!(!RequestStatus::from_wire("Paused").is_open());
    }

    #[test]
    fn the_redirect_host_is_read_and_never_guessed() {
        let mut request = request();
        assert_eq!(request.redirect_host(), None);
        request.redirect_url = Some("https://Vendor.example/altinn?x=1".into());
        assert_eq!(request.redirect_host().as_deref(), Some("vendor.example"));
        request.redirect_url = Some("not an address".into());
        assert_eq!(request.redirect_host(), None);
        assert_eq!(
            request.vendor().map(|v| v.to_string()).as_deref(),
            Some("313572773")
        );
    }
}
