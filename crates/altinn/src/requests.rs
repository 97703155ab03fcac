//! Requests for system users, the customer's side
//! (Altinn/altinn-authentication: RequestSystemUserController). The reads of changes stand by themselves.

use fullmakt_domain::{OrgNumber, Request, RequestKind, RequestStatus, SystemId};
use fullmakt_net::{Answer, Call};
use serde::Deserialize;
use url::Url;
use uuid::Uuid;

use crate::client::{Client, Done, confirmed, read};
use crate::error::AltinnError;
use crate::kinds;
use crate::wire::{
    Page, WirePackage, WireRight, instant, lenient, org_number, package_urns, resource_ids, text,
    uuid,
};

/// Requests. The reads that name the party, and reject, need the right of an access manager there; pending lists,
/// reads by id alone, approve and escalate need a scope besides that only Altinn's own pages get today. An empty 403
/// on any of them is a normal answer.
#[derive(Clone, Copy)]
pub struct Requests<'a>(pub(crate) &'a Client);

impl Requests<'_> {
    /// A request of the own kind, by party and id.
    ///
    /// # Errors
    /// See [`AltinnError`]. `AUTH-00010` also when the request belongs to another organisation or is of the other
    /// kind.
    pub async fn read(&self, party_id: u32, id: Uuid) -> Result<Request, AltinnError> {
        let url = self.request(&[&party_id.to_string(), &id.to_string()]);
        self.one(kinds::REQUEST_READ, url, RequestKind::Own, Some(id))
            .await
    }

    /// A request for clients, by party and id.
    ///
    /// # Errors
    /// As [`Requests::read`].
    pub async fn read_agent(&self, party_id: u32, id: Uuid) -> Result<Request, AltinnError> {
        let url = self.request(&["agent", &party_id.to_string(), &id.to_string()]);
        self.one(
            kinds::REQUEST_READ_AGENT,
            url,
            RequestKind::Client,
            Some(id),
        )
        .await
    }

    /// A request by id alone, of the own kind or for clients. Tells, as the only read, whether the person may forward
    /// but not decide ([`Request::escalate_only`]). There is no such read for changes here: [`AltinnError::NotFound`]
    /// without a call.
    ///
    /// # Errors
    /// See [`AltinnError`]. `AUTH-00066` when the person has no relation to the organisation.
    pub async fn read_by_id(&self, kind: RequestKind, id: Uuid) -> Result<Request, AltinnError> {
        let text = id.to_string();
        let url = match kind {
            RequestKind::Own => self.request(&[&text]),
            RequestKind::Client => self.request(&["agent", &text]),
            RequestKind::Change => return Err(AltinnError::NotFound),
        };
        self.one(kinds::REQUEST_READ_BY_ID, url, kind, Some(id))
            .await
    }

    /// Open requests of the own kind, forwarded or not, expired ones too.
    ///
    /// # Errors
    /// See [`AltinnError`]. A row that cannot be read is left out, with a warning in the log.
    pub async fn pending(
        &self,
        party_id: u32,
        org_number: OrgNumber,
    ) -> Result<Vec<Request>, AltinnError> {
        let url = self.request(&[&party_id.to_string(), org_number.as_str(), "pending"]);
        self.list(kinds::REQUESTS_PENDING, url, RequestKind::Own)
            .await
    }

    /// Open requests for clients. The service lists only those that someone has forwarded.
    ///
    /// # Errors
    /// As [`Requests::pending`].
    pub async fn pending_agent(
        &self,
        party_id: u32,
        org_number: OrgNumber,
    ) -> Result<Vec<Request>, AltinnError> {
        let url = self.request(&[
            "agent",
            &party_id.to_string(),
            org_number.as_str(),
            "pending",
        ]);
        self.list(kinds::REQUESTS_PENDING_AGENT, url, RequestKind::Client)
            .await
    }

    /// Approves. For the own kind, Altinn delegates every item or none; a change is carried out step by step and can
    /// stop half-way.
    ///
    /// # Errors
    /// See [`AltinnError`]; [`AltinnError::may_have_arrived`] says when the request must be read again first.
    pub async fn approve(
        &self,
        party_id: u32,
        id: Uuid,
        kind: RequestKind,
    ) -> Result<Done, AltinnError> {
        self.decide(kinds::REQUEST_APPROVE, party_id, id, kind, "approve")
            .await
    }

    /// Rejects. Altinn keeps no reason, and the customer cannot take it back.
    ///
    /// # Errors
    /// As [`Requests::approve`].
    pub async fn reject(
        &self,
        party_id: u32,
        id: Uuid,
        kind: RequestKind,
    ) -> Result<Done, AltinnError> {
        self.decide(kinds::REQUEST_REJECT, party_id, id, kind, "reject")
            .await
    }

    /// Forwards to the organisation's access managers. `false`: the person has no relation to the organisation, or there
    /// is no such request, and nothing was done. Changes cannot be forwarded: [`AltinnError::NotFound`] without a call.
    ///
    /// # Errors
    /// As [`Requests::approve`].
    pub async fn escalate(
        &self,
        party_id: u32,
        id: Uuid,
        kind: RequestKind,
    ) -> Result<bool, AltinnError> {
        if kind == RequestKind::Change {
            return Err(AltinnError::NotFound);
        }
        let what = kinds::REQUEST_ESCALATE;
        let url = self.act(party_id, id, kind, "escalate");
        let answer = self.0.send(post(what, url)).await?;
        match answer.text().trim() {
            "false" | "False" => Ok(false),
            _ => confirmed(what, &answer).map(|_| true),
        }
    }

    async fn decide(
        &self,
        what: &'static str,
        party_id: u32,
        id: Uuid,
        kind: RequestKind,
        act: &str,
    ) -> Result<Done, AltinnError> {
        let url = self.act(party_id, id, kind, act);
        confirmed(what, &self.0.send(post(what, url)).await?)
    }

    fn act(&self, party_id: u32, id: Uuid, kind: RequestKind, act: &str) -> Url {
        let (party, id) = (party_id.to_string(), id.to_string());
        match kind {
            RequestKind::Own => self.request(&[&party, &id, act]),
            RequestKind::Client => self.request(&["agent", &party, &id, act]),
            RequestKind::Change => self.0.platform(
                "authentication/api/v1/systemuser/changerequest",
                [party.as_str(), id.as_str(), act],
            ),
        }
    }

    fn request(&self, segments: &[&str]) -> Url {
        let base = "authentication/api/v1/systemuser/request";
        self.0.platform(base, segments.iter().copied())
    }

    async fn one(
        &self,
        what: &'static str,
        url: Url,
        kind: RequestKind,
        id: Option<Uuid>,
    ) -> Result<Request, AltinnError> {
        let answer: Answer = self.0.send(Call::get(what, url)).await?;
        let wire: WireRequest = read(what, &answer)?;
        request(wire, kind)
            .filter(|found| id.is_none_or(|asked| asked == found.id))
            .ok_or(AltinnError::Unreadable { what })
    }

    async fn list(
        &self,
        what: &'static str,
        url: Url,
        kind: RequestKind,
    ) -> Result<Vec<Request>, AltinnError> {
        let answer = self.0.send(Call::get(what, url)).await?;
        let page: Page<WireRequest> = read(what, &answer)?;
        let rows = page.items.len();
        let requests: Vec<_> = page
            .items
            .into_iter()
            .filter_map(|r| request(r, kind))
            .collect();
        if requests.len() < rows {
            tracing::warn!(
                what,
                left_out = rows - requests.len(),
                "rows could not be read"
            );
        }
        Ok(requests)
    }
}

/// A `POST` without content still says how long it is (RFC 9110 section 8.6): some gateways answer 411 otherwise.
fn post(what: &'static str, url: Url) -> Call<'static> {
    Call::post(what, url).header("content-length", "0")
}

/// RequestSystemResponse, AgentRequestSystemResponse and RequestSystemResponseInternal in one.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireRequest {
    #[serde(default, deserialize_with = "text")]
    id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    integration_title: Option<String>,
    #[serde(default, deserialize_with = "text")]
    external_ref: Option<String>,
    #[serde(default, deserialize_with = "text")]
    system_id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    party_org_no: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    rights: Vec<WireRight>,
    #[serde(default, deserialize_with = "lenient")]
    access_packages: Vec<WirePackage>,
    #[serde(default, deserialize_with = "text")]
    status: Option<String>,
    #[serde(default, deserialize_with = "text")]
    redirect_url: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    escalated: bool,
    #[serde(default, deserialize_with = "lenient")]
    timed_out: bool,
    #[serde(default, deserialize_with = "lenient")]
    user_may_escalate_but_not_approve: bool,
    #[serde(default, deserialize_with = "text")]
    created: Option<String>,
}

/// `None` when what a decision rests on is missing: id, organisation, system or status.
fn request(wire: WireRequest, kind: RequestKind) -> Option<Request> {
    Some(Request {
        id: uuid(wire.id.as_deref())?,
        kind,
        party_org_number: org_number(wire.party_org_no.as_deref())?,
        system_id: SystemId::new(wire.system_id?.trim()),
        title: wire.integration_title,
        external_ref: wire.external_ref,
        resources: resource_ids(wire.rights),
        packages: package_urns(wire.access_packages),
        change: None,
        status: RequestStatus::from_wire(&wire.status?),
        escalated: wire.escalated,
        timed_out: wire.timed_out,
        escalate_only: wire.user_may_escalate_but_not_approve,
        created: instant(wire.created.as_deref()),
        redirect_url: wire.redirect_url,
    })
}
