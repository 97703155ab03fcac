//! Requests for a system user, of both kinds.

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::World;
use super::rights::{AccessPackage, Right};

/// Requests older than this, of any sort, are flagged as timed out, and stay open all the same.
pub(super) const LIFETIME: SignedDuration = SignedDuration::from_hours(180 * 24);

/// For the organisation itself, or for its clients.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Standard,
    Agent,
}

impl Kind {
    /// `standard` or `agent`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Agent => "agent",
        }
    }
}

/// Where a request stands. Running out of time is not a status but a flag. (`Denied` and `Timedout`
/// are legacy values that nothing writes any more.)
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    New,
    Accepted,
    Rejected,
    Timedout,
}

impl Status {
    /// The status as it stands on the wire.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::New => "New",
            Self::Accepted => "Accepted",
            Self::Rejected => "Rejected",
            Self::Timedout => "Timedout",
        }
    }
}

/// A request. Deleting only marks it.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    /// Becomes the id of the system user.
    pub(crate) id: Uuid,
    pub(crate) kind: Kind,
    pub(crate) external_ref: String,
    pub(crate) system_id: String,
    pub(crate) org_no: String,
    pub(crate) title: String,
    pub(crate) rights: Vec<Right>,
    pub(crate) packages: Vec<AccessPackage>,
    pub(crate) redirect_url: Option<String>,
    pub(crate) status: Status,
    pub(crate) escalated: bool,
    pub(crate) created: Timestamp,
    pub(crate) deleted: bool,
    /// Name under which tests find a seeded request.
    pub(crate) tag: Option<String>,
}

impl Request {
    /// Whether the request is older than 180 days.
    pub(crate) fn timed_out(&self, now: Timestamp) -> bool {
        now.duration_since(self.created) > LIFETIME
    }

    /// Path and query of the portal page where the request is decided.
    pub(crate) fn confirm_path(&self) -> String {
        let page = match self.kind {
            Kind::Standard => "request",
            Kind::Agent => "agentrequest",
        };
        format!(
            "/accessmanagement/ui/systemuser/{page}?id={}&DONTCHOOSEREPORTEE=true",
            self.id
        )
    }
}

impl World {
    /// The request with this id and kind, unless it is deleted. Of the other kind it is not found.
    pub(crate) fn request(&self, kind: Kind, id: Uuid) -> Option<&Request> {
        self.requests
            .iter()
            .find(|each| each.id == id && each.kind == kind && !each.deleted)
    }

    pub(crate) fn request_mut(&mut self, kind: Kind, id: Uuid) -> Option<&mut Request> {
        self.requests
            .iter_mut()
            .find(|each| each.id == id && each.kind == kind && !each.deleted)
    }

    /// The living request of either kind with this id.
    pub(crate) fn any_request_mut(&mut self, id: Uuid) -> Option<&mut Request> {
        self.requests
            .iter_mut()
            .find(|each| each.id == id && !each.deleted)
    }

    /// The living request for this system, organisation and reference.
    pub(crate) fn request_by_triple(
        &self,
        kind: Kind,
        system_id: &str,
        org_no: &str,
        external_ref: &str,
    ) -> Option<&Request> {
        self.requests.iter().find(|each| {
            !each.deleted
                && each.kind == kind
                && each.system_id == system_id
                && each.org_no == org_no
                && each.external_ref == external_ref
        })
    }

    /// What waits for an organisation. For own use that is everything new; for clients only what
    /// somebody has escalated (system-users reference 5.2).
    pub(crate) fn pending<'a>(
        &'a self,
        kind: Kind,
        org_no: &'a str,
    ) -> impl Iterator<Item = &'a Request> {
        self.requests.iter().filter(move |each| {
            !each.deleted
                && each.kind == kind
                && each.org_no == org_no
                && each.status == Status::New
                && (kind == Kind::Standard || each.escalated)
        })
    }
}
