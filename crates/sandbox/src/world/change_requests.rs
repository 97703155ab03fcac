//! Requests to change what a system user for own use holds.

use jiff::Timestamp;
use uuid::Uuid;

use super::World;
use super::requests::{LIFETIME, Status};
use super::rights::{AccessPackage, Right};

/// A change request. Deleting only marks it.
#[derive(Clone, Debug)]
pub(crate) struct ChangeRequest {
    /// The vendor chooses it; Altinn calls it correlation id.
    pub(crate) id: Uuid,
    pub(crate) system_user: Uuid,
    pub(crate) external_ref: String,
    pub(crate) system_id: String,
    pub(crate) org_no: String,
    pub(crate) changes: Changes,
    pub(crate) redirect_url: Option<String>,
    pub(crate) status: Status,
    pub(crate) created: Timestamp,
    pub(crate) deleted: bool,
    /// Name under which tests find it.
    pub(crate) tag: Option<String>,
}

/// What is to come and what is to go. What is to go is held against nothing when it is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Changes {
    pub(crate) required_rights: Vec<Right>,
    pub(crate) unwanted_rights: Vec<Right>,
    pub(crate) required_packages: Vec<AccessPackage>,
    pub(crate) unwanted_packages: Vec<AccessPackage>,
}

impl Changes {
    /// Whether nothing is asked for.
    pub(crate) fn is_empty(&self) -> bool {
        self.required_rights.is_empty()
            && self.unwanted_rights.is_empty()
            && self.required_packages.is_empty()
            && self.unwanted_packages.is_empty()
    }
}

impl ChangeRequest {
    /// Whether the request is older than 180 days.
    pub(crate) fn timed_out(&self, now: Timestamp) -> bool {
        now.duration_since(self.created) > LIFETIME
    }

    /// Path and query of the portal page where the request is decided.
    pub(crate) fn confirm_path(&self) -> String {
        format!(
            "/accessmanagement/ui/systemuser/changerequest?id={}&DONTCHOOSEREPORTEE=true",
            self.id
        )
    }
}

impl World {
    /// The living change request with this id.
    pub(crate) fn change_request(&self, id: Uuid) -> Option<&ChangeRequest> {
        self.change_requests
            .iter()
            .find(|each| each.id == id && !each.deleted)
    }

    pub(crate) fn change_request_mut(&mut self, id: Uuid) -> Option<&mut ChangeRequest> {
        self.change_requests
            .iter_mut()
            .find(|each| each.id == id && !each.deleted)
    }
}
