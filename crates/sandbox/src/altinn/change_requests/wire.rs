//! Change requests as they stand on the wire.

use jiff::Timestamp;
use serde::Serialize;
use uuid::Uuid;

use crate::altinn::requests::time;
use crate::world::change_requests::ChangeRequest;
use crate::world::organisations::Organisation;
use crate::world::rights::{AccessPackage, Right};

/// `ChangeRequestResponse`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ChangeOut {
    id: Uuid,
    external_ref: String,
    system_id: String,
    system_user_id: Uuid,
    party_org_no: String,
    required_rights: Vec<Right>,
    unwanted_rights: Vec<Right>,
    required_access_packages: Vec<AccessPackage>,
    unwanted_access_packages: Vec<AccessPackage>,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    redirect_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confirm_url: Option<String>,
    created: String,
    timed_out: bool,
}

impl ChangeOut {
    /// Without confirmUrl and with the age flag false, whatever the truth is.
    pub(super) fn bare(request: &ChangeRequest) -> Self {
        let changes = request.changes.clone();
        Self {
            id: request.id,
            external_ref: request.external_ref.clone(),
            system_id: request.system_id.clone(),
            system_user_id: request.system_user,
            party_org_no: request.org_no.clone(),
            required_rights: changes.required_rights,
            unwanted_rights: changes.unwanted_rights,
            required_access_packages: changes.required_packages,
            unwanted_access_packages: changes.unwanted_packages,
            status: request.status.name(),
            redirect_url: request.redirect_url.clone(),
            confirm_url: None,
            created: time(request.created),
            timed_out: false,
        }
    }

    /// With the page where the request is decided.
    pub(super) fn with_confirm_url(mut self, base: &str, request: &ChangeRequest) -> Self {
        self.confirm_url = Some(format!("{base}{}", request.confirm_path()));
        self
    }

    /// With the age flag; only the vendor's list has it.
    pub(super) fn with_age(mut self, request: &ChangeRequest, now: Timestamp) -> Self {
        self.timed_out = request.timed_out(now);
        self
    }

    /// Without its packages: the look-up by reference leaves them out.
    pub(super) fn without_packages(mut self) -> Self {
        self.required_access_packages.clear();
        self.unwanted_access_packages.clear();
        self
    }

    /// The answer to a request that asks for nothing. It is not stored, and has no time.
    pub(super) fn no_change_needed(mut self) -> Self {
        self.status = "NoChangeNeeded";
        self.confirm_url = Some(String::new());
        "0001-01-01T00:00:00".clone_into(&mut self.created);
        self
    }
}

/// `ChangeRequestResponseInternal`: what the portal page is given. confirmUrl is never filled.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ChangeForPortal {
    id: Uuid,
    external_ref: String,
    system_id: String,
    system_user_id: Uuid,
    party_org_no: String,
    party_id: u32,
    party_uuid: Uuid,
    required_rights: Vec<Right>,
    unwanted_rights: Vec<Right>,
    required_access_packages: Vec<AccessPackage>,
    unwanted_access_packages: Vec<AccessPackage>,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    redirect_url: Option<String>,
}

impl ChangeForPortal {
    pub(super) fn new(request: &ChangeRequest, organisation: &Organisation) -> Self {
        let changes = request.changes.clone();
        Self {
            id: request.id,
            external_ref: request.external_ref.clone(),
            system_id: request.system_id.clone(),
            system_user_id: request.system_user,
            party_org_no: request.org_no.clone(),
            party_id: organisation.party_id,
            party_uuid: organisation.party_uuid,
            required_rights: changes.required_rights,
            unwanted_rights: changes.unwanted_rights,
            required_access_packages: changes.required_packages,
            unwanted_access_packages: changes.unwanted_packages,
            status: request.status.name(),
            redirect_url: request.redirect_url.clone(),
        }
    }
}
