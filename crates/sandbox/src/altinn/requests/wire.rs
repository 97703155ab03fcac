//! System user requests as they stand on the wire.

use jiff::Timestamp;
use serde::Serialize;
use uuid::Uuid;

use crate::world::requests::{Kind, Request};
use crate::world::rights::{AccessPackage, Right};

/// A point in time with microseconds, as the database keeps it.
pub(crate) fn time(at: Timestamp) -> String {
    format!("{at:.6}")
}

/// `RequestSystemResponse`, and without `rights` `AgentRequestSystemResponse`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RequestOut {
    id: Uuid,
    integration_title: String,
    external_ref: String,
    system_id: String,
    party_org_no: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    rights: Option<Vec<Right>>,
    access_packages: Vec<AccessPackage>,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    redirect_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confirm_url: Option<String>,
    escalated: bool,
    created: String,
    timed_out: bool,
}

impl RequestOut {
    /// Without confirmUrl, and with both flags false whatever the truth is: so the customer's two
    /// methods that take a party answer.
    pub(crate) fn bare(request: &Request) -> Self {
        Self {
            id: request.id,
            integration_title: request.title.clone(),
            external_ref: request.external_ref.clone(),
            system_id: request.system_id.clone(),
            party_org_no: request.org_no.clone(),
            rights: (request.kind == Kind::Standard).then(|| request.rights.clone()),
            access_packages: request.packages.clone(),
            status: request.status.name(),
            redirect_url: request.redirect_url.clone(),
            confirm_url: None,
            escalated: false,
            created: time(request.created),
            timed_out: false,
        }
    }

    /// With the page where the request is decided.
    pub(crate) fn with_confirm_url(mut self, base: &str, request: &Request) -> Self {
        self.confirm_url = Some(format!("{base}{}", request.confirm_path()));
        self
    }

    /// With the true value of `escalated`.
    pub(crate) fn with_escalated(mut self, request: &Request) -> Self {
        self.escalated = request.escalated;
        self
    }

    /// With the age flag.
    pub(crate) fn with_age(mut self, request: &Request, now: Timestamp) -> Self {
        self.timed_out = request.timed_out(now);
        self
    }
}

/// `RequestSystemResponseInternal`: what the portal page is given. Title and confirmUrl are never
/// filled.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RequestForPortal {
    id: Uuid,
    external_ref: String,
    system_id: String,
    party_org_no: String,
    party_id: u32,
    party_uuid: Uuid,
    rights: Vec<Right>,
    access_packages: Vec<AccessPackage>,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    redirect_url: Option<String>,
    escalated: bool,
    user_may_escalate_but_not_approve: bool,
    created: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    system_user_type: Option<&'static str>,
}

impl RequestForPortal {
    pub(crate) fn new(
        request: &Request,
        party_id: u32,
        party_uuid: Uuid,
        user_may_escalate_but_not_approve: bool,
    ) -> Self {
        Self {
            id: request.id,
            external_ref: request.external_ref.clone(),
            system_id: request.system_id.clone(),
            party_org_no: request.org_no.clone(),
            party_id,
            party_uuid,
            rights: request.rights.clone(),
            access_packages: request.packages.clone(),
            status: request.status.name(),
            redirect_url: request.redirect_url.clone(),
            escalated: request.escalated,
            user_may_escalate_but_not_approve,
            created: time(request.created),
            system_user_type: (request.kind == Kind::Agent).then_some("Agent"),
        }
    }
}
