//! Finding the organisation that a link's request belongs to: the link names only the request.

use fullmakt_altinn::AltinnError;
use fullmakt_domain::{Request, RequestKind, refusal::Refusal};
use fullmakt_store::actors::{ActorKind, ActorRow, ActorSlim};
use fullmakt_store::requests::RequestRow;
use futures::StreamExt;
use uuid::Uuid;

use super::rows::domain_kind;
use crate::failures::{from_altinn, from_store};
use crate::state::{Account, App};
use crate::surface::common::{ErrorCode, Failure, Way};

/// Organisations asked at once.
const AT_ONCE: usize = 4;
/// Organisations asked at most for one link. Beyond it the user is told to choose the organisation.
const MOST: usize = 1_000;

/// A request and the organisation that holds it.
#[derive(Clone, Debug)]
pub(super) struct Located {
    /// The request.
    pub request: Request,
    /// Its organisation.
    pub actor: ActorRow,
}

impl App {
    /// Reads a request, finding its organisation first where that is not known.
    ///
    /// # Errors
    /// [`ErrorCode::RequestNotFound`] when none of the person's organisations holds it (or it was withdrawn),
    /// [`ErrorCode::NotAccessManager`] when Altinn says so, or what kept us from asking.
    pub(super) async fn locate(
        &self,
        account: &Account,
        row: &RequestRow,
    ) -> Result<Located, Failure> {
        let kind = domain_kind(row.kind);
        if let Some(party) = row.facts.party_uuid
            && let Some(actor) = account
                .store
                .actors()
                .get(party)
                .await
                .map_err(|e| from_store(&e))?
        {
            match self.read_in(&actor, row.id, kind).await {
                Ok(request) => return checked(request, actor),
                // One who may only forward is refused here, and let in where the request is read by its id alone.
                Err(error) if refuses_person(&error) && self.may_read_by_id().await => {}
                Err(error) => return Err(from_altinn(&error)),
            }
        }
        if self.may_read_by_id().await {
            return self.locate_by_id(account, row.id, kind).await;
        }
        self.locate_by_asking(account, row.id, kind).await
    }

    /// The same scope opens the lists and the reading by id.
    async fn may_read_by_id(&self) -> bool {
        self.capabilities().await.list_requests.way == Way::Api
    }

    /// One call, where the token may read a request by its id alone.
    async fn locate_by_id(
        &self,
        account: &Account,
        id: Uuid,
        kind: RequestKind,
    ) -> Result<Located, Failure> {
        let request = self
            .0
            .altinn
            .requests()
            .read_by_id(kind, id)
            .await
            .map_err(|e| from_altinn(&e))?;
        let actor = account
            .store
            .actors()
            .by_org_no(request.party_org_number.as_str())
            .await
            .map_err(|e| from_store(&e))?
            .ok_or_else(|| Failure::new(ErrorCode::RequestNotFound))?;
        // The read that names the party has the date that this one may lack.
        match self.read_in(&actor, id, kind).await {
            Ok(full) => checked(
                Request {
                    escalate_only: request.escalate_only,
                    ..full
                },
                actor,
            ),
            Err(_) => checked(request, actor),
        }
    }

    /// Asks the organisations that the person administers, likeliest first, until one has it.
    async fn locate_by_asking(
        &self,
        account: &Account,
        id: Uuid,
        kind: RequestKind,
    ) -> Result<Located, Failure> {
        let mut candidates: Vec<ActorSlim> = account
            .store
            .actors()
            .all_slim()
            .await
            .map_err(|e| from_store(&e))?
            .into_iter()
            .filter(|a| {
                a.kind != ActorKind::Person
                    && !a.is_heading_only
                    && a.party_id.is_some()
                    && a.access_manager != Some(false)
            })
            .collect();
        candidates.sort_by_key(|a| (!a.favourite, std::cmp::Reverse(a.opened_at), a.is_deleted));
        let more = candidates.len() > MOST;
        candidates.truncate(MOST);
        let mut asked = futures::stream::iter(candidates.into_iter().map(|slim| async move {
            let party_id = slim.party_id.unwrap_or_default();
            (slim.party_uuid, self.read_request(party_id, id, kind).await)
        }))
        .buffered(AT_ONCE);
        let mut trouble: Option<Failure> = None;
        while let Some((party, answer)) = asked.next().await {
            match answer {
                Ok(request) => {
                    let actor = account
                        .store
                        .actors()
                        .get(party)
                        .await
                        .map_err(|e| from_store(&e))?;
                    if let Some(actor) = actor {
                        return checked(request, actor);
                    }
                }
                Err(error) if says_not_here(&error) => {}
                Err(AltinnError::Token(_) | AltinnError::Unauthorized) => {
                    return Err(Failure::new(ErrorCode::LoginRequired));
                }
                Err(error) => trouble = Some(from_altinn(&error)),
            }
        }
        // Nobody said "here". If someone could not be asked, that is the honest answer.
        Err(trouble.unwrap_or_else(|| {
            let failure = Failure::new(ErrorCode::RequestNotFound);
            if more {
                failure.with("asked", MOST.to_string())
            } else {
                failure
            }
        }))
    }

    /// Reads a request in an organisation.
    pub(super) async fn read_in(
        &self,
        actor: &ActorRow,
        id: Uuid,
        kind: RequestKind,
    ) -> Result<Request, AltinnError> {
        let party_id = actor.actor.party_id.ok_or(AltinnError::NotFound)?;
        self.read_request(party_id, id, kind).await
    }

    async fn read_request(
        &self,
        party_id: u32,
        id: Uuid,
        kind: RequestKind,
    ) -> Result<Request, AltinnError> {
        let requests = self.0.altinn.requests();
        match kind {
            RequestKind::Own => requests.read(party_id, id).await,
            RequestKind::Client => requests.read_agent(party_id, id).await,
            RequestKind::Change => Err(AltinnError::NotFound),
        }
    }
}

/// The request is not this organisation's, or the person may not see requests there.
fn says_not_here(error: &AltinnError) -> bool {
    match error {
        AltinnError::NotFound | AltinnError::Forbidden => true,
        AltinnError::Problem {
            code: Some(code), ..
        } => matches!(
            Refusal::from_code(code),
            Some(Refusal::RequestNotFound | Refusal::OrganisationUnknown)
        ),
        _ => false,
    }
}

/// Altinn says no to the person, not to the request.
fn refuses_person(error: &AltinnError) -> bool {
    matches!(error, AltinnError::Forbidden) || error.refusal() == Some(Refusal::NotAccessManager)
}

/// The server does not compare party and request everywhere: we do.
fn checked(request: Request, actor: ActorRow) -> Result<Located, Failure> {
    if actor.actor.org_no.as_deref() == Some(request.party_org_number.as_str()) {
        Ok(Located { request, actor })
    } else {
        Err(Failure::new(ErrorCode::RequestOtherOrganisation))
    }
}
