//! Finding the organisation that a link's request belongs to: the link names only the request.

use fullmakt_altinn::AltinnError;
use fullmakt_domain::{Request, RequestKind, refusal::Refusal};
use fullmakt_store::actors::ActorRow;
use fullmakt_store::requests::RequestRow;
use uuid::Uuid;

use super::review::kept_failure;
use super::rows::domain_kind;
use super::search::in_vain;
use crate::failures::{from_altinn, from_store};
use crate::session::capabilities::GatedAct;
use crate::state::{Account, App};
use crate::surface::common::{ErrorCode, Failure};

/// A request and the organisation that holds it.
#[derive(Clone, Debug)]
pub(crate) struct Located {
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
    /// [`ErrorCode::RequestNotLocated`] when not all could be asked, [`ErrorCode::NotAccessManager`] when Altinn says
    /// so, or what kept us from asking.
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
                Ok(request) => return self.checked(account, request, actor).await,
                // One who may only forward is refused here, and let in where the request is read by its id alone.
                Err(error) if refuses_person(&error) => {
                    return match self.locate_by_id(account, row.id, kind).await? {
                        Some(located) => Ok(located),
                        None => Err(from_altinn(&error)),
                    };
                }
                Err(error) => return Err(from_altinn(&error)),
            }
        }
        match self.locate_by_id(account, row.id, kind).await? {
            Some(located) => Ok(located),
            None => self.search_by_itself(account, row).await,
        }
    }

    /// Looks for a request, unless another reader has just done so.
    async fn search_by_itself(
        &self,
        account: &Account,
        row: &RequestRow,
    ) -> Result<Located, Failure> {
        let _one = self.0.searches.one.lock().await;
        let now = self.queue_row(account, row.id).await?;
        if now.facts.party_uuid != row.facts.party_uuid {
            return Box::pin(self.locate(account, &now)).await;
        }
        if in_vain(&now) {
            if now.failure != row.failure && self.rests(account, &now).await {
                return Err(kept_failure(&now));
            }
            // Not by itself, or not for a day: everybody may have it by now.
            self.0.searches.start_over(row.id);
        }
        self.search(account, &now).await
    }

    /// One call, where the login may read a request by its id alone; `None` where it may not.
    async fn locate_by_id(
        &self,
        account: &Account,
        id: Uuid,
        kind: RequestKind,
    ) -> Result<Option<Located>, Failure> {
        // The read of a change by its id alone refuses who may not pass its packages on: it is not made.
        if kind == RequestKind::Change || !self.reads_by_id().await {
            return Ok(None);
        }
        let request = match self.0.altinn.requests().read_by_id(kind, id).await {
            Ok(request) => request,
            Err(AltinnError::Forbidden) => {
                // Refused without a word of the request: the interface is closed to us, whatever the scopes say.
                self.note_refused(GatedAct::ReadById).await;
                return Ok(None);
            }
            Err(error) => return Err(from_altinn(&error)),
        };
        let actor = account
            .store
            .actors()
            .by_org_no(request.party_org_number.as_str())
            .await
            .map_err(|e| from_store(&e))?
            .ok_or_else(|| other_organisation(&request))?;
        // The read that names the party has the date that this one may lack.
        let request = match self.read_in(&actor, id, kind).await {
            Ok(full) => Request {
                escalate_only: request.escalate_only,
                ..full
            },
            Err(_) => request,
        };
        self.checked(account, request, actor).await.map(Some)
    }

    /// A request as a list gave it, with its organisation: enough for a row, while a review reads it anew.
    ///
    /// # Errors
    /// [`ErrorCode::RequestOtherOrganisation`] when the person does not act for its organisation any more.
    pub(super) async fn as_listed(
        &self,
        account: &Account,
        request: Request,
    ) -> Result<Located, Failure> {
        let number = request.party_org_number.as_str();
        let actor = account.store.actors().by_org_no(number).await;
        match actor.map_err(|e| from_store(&e))? {
            Some(actor) => Ok(Located { request, actor }),
            None => Err(other_organisation(&request)),
        }
    }

    /// The server does not compare party and request everywhere: we do. A request of another of the person's
    /// organisations is that one's.
    ///
    /// # Errors
    /// [`ErrorCode::RequestOtherOrganisation`] when the person does not act for the organisation that it names.
    pub(super) async fn checked(
        &self,
        account: &Account,
        request: Request,
        actor: ActorRow,
    ) -> Result<Located, Failure> {
        let number = request.party_org_number.as_str();
        if actor.actor.org_no.as_deref() == Some(number) {
            return Ok(Located { request, actor });
        }
        let named = account
            .store
            .actors()
            .by_org_no(number)
            .await
            .map_err(|e| from_store(&e))?;
        match named {
            Some(actor) => Ok(Located { request, actor }),
            None => Err(other_organisation(&request)),
        }
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

    pub(super) async fn read_request(
        &self,
        party_id: u32,
        id: Uuid,
        kind: RequestKind,
    ) -> Result<Request, AltinnError> {
        let requests = self.0.altinn.requests();
        match kind {
            RequestKind::Own => requests.read(party_id, id).await,
            RequestKind::Client => requests.read_agent(party_id, id).await,
            RequestKind::Change => requests.read_change(party_id, id).await,
        }
    }
}

/// Altinn says no to the person, not to the request.
fn refuses_person(error: &AltinnError) -> bool {
    matches!(error, AltinnError::Forbidden) || error.refusal() == Some(Refusal::NotAccessManager)
}

/// The request names an organisation that the person does not act for.
fn other_organisation(request: &Request) -> Failure {
    Failure::new(ErrorCode::RequestOtherOrganisation)
        .with("organisation", request.party_org_number.to_string())
}
