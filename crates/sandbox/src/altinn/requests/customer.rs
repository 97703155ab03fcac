//! The customer's side of system user requests (`systemuser/request/{party}/…`).

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use uuid::Uuid;

use super::wire::{RequestForPortal, RequestOut};
use crate::altinn::Answer;
use crate::altinn::access::{
    ACCESS_MANAGEMENT, PORTAL, actor, downstream, party_number, right, scope,
};
use crate::altinn::problem::refused;
use crate::identity::Caller;
use crate::server::answers;
use crate::state::Shared;
use crate::world::refusal::Refusal;
use crate::world::requests::Kind;

const BASE: &str = "/authentication/api/v1/systemuser/request";

/// The same eight methods twice: for own system users, and under `agent/` for clients'. A request
/// of the other kind is not found.
pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route(&format!("{BASE}/{{party}}"), get(read_by_id_standard))
        .route(&format!("{BASE}/agent/{{party}}"), get(read_by_id_agent))
        .route(&format!("{BASE}/{{party}}/{{request}}"), get(read_standard))
        .route(
            &format!("{BASE}/agent/{{party}}/{{request}}"),
            get(read_agent),
        )
        .route(
            &format!("{BASE}/{{party}}/{{request}}/approve"),
            post(approve_standard),
        )
        .route(
            &format!("{BASE}/agent/{{party}}/{{request}}/approve"),
            post(approve_agent),
        )
        .route(
            &format!("{BASE}/{{party}}/{{request}}/reject"),
            post(reject_standard),
        )
        .route(
            &format!("{BASE}/agent/{{party}}/{{request}}/reject"),
            post(reject_agent),
        )
        .route(
            &format!("{BASE}/{{party}}/{{request}}/escalate"),
            post(escalate_standard),
        )
        .route(
            &format!("{BASE}/agent/{{party}}/{{request}}/escalate"),
            post(escalate_agent),
        )
        .route(
            &format!("{BASE}/{{party}}/{{request}}/pending"),
            get(pending_standard),
        )
        .route(
            &format!("{BASE}/agent/{{party}}/{{request}}/pending"),
            get(pending_agent),
        )
}

/// Party and request (or organisation number) as they stand in the path.
type PartyPath = Path<(String, String)>;

macro_rules! both_kinds {
    ($standard:ident, $agent:ident, $path:ty => $method:ident) => {
        async fn $standard(State(shared): State<Shared>, caller: Caller, path: $path) -> Answer {
            $method(&shared, &caller, Kind::Standard, path)
        }

        async fn $agent(State(shared): State<Shared>, caller: Caller, path: $path) -> Answer {
            $method(&shared, &caller, Kind::Agent, path)
        }
    };
}

both_kinds!(read_standard, read_agent, PartyPath => read);
both_kinds!(read_by_id_standard, read_by_id_agent, Path<String> => read_by_id);
both_kinds!(approve_standard, approve_agent, PartyPath => approve);
both_kinds!(reject_standard, reject_agent, PartyPath => reject);
both_kinds!(escalate_standard, escalate_agent, PartyPath => escalate);
both_kinds!(pending_standard, pending_agent, PartyPath => pending);

/// Read access to access management is enough. Another organisation's request is not found.
fn read(shared: &Shared, caller: &Caller, kind: Kind, Path((party, id)): PartyPath) -> Answer {
    let party_id = party_number(&party)?;
    let world = shared.world();
    right(&world, caller, party_id, ACCESS_MANAGEMENT, "read")?;
    let id = super::request_id(&id)?;
    let refuse = |number| refused(shared.switches(), &Refusal::new(number));
    let organisation = world
        .organisations
        .by_party_id(party_id)
        .ok_or_else(|| refuse(0))?;
    let request = world
        .request(kind, id)
        .filter(|request| request.org_no == organisation.org_no)
        .ok_or_else(|| refuse(10))?;
    Ok(answers::json(StatusCode::OK, &RequestOut::bare(request)))
}

/// Portal scope; then an access manager sees the request as it is, anybody else with a relation to
/// the organisation sees it with a flag, and the rest are turned away (66).
fn read_by_id(shared: &Shared, caller: &Caller, kind: Kind, Path(id): Path<String>) -> Answer {
    scope(caller, &[PORTAL])?;
    let id = super::request_id(&id)?;
    let world = shared.world();
    let refuse = |number| refused(shared.switches(), &Refusal::new(number));
    let request = world.request(kind, id).ok_or_else(|| refuse(10))?;
    let organisation = world
        .organisations
        .by_number(&request.org_no)
        .ok_or_else(|| refuse(0))?;
    let actor = actor(&world, caller).ok_or_else(|| refuse(66))?;
    let may_approve = world.permits(actor, organisation, ACCESS_MANAGEMENT, "write");
    if !may_approve && world.standing(actor.person, organisation).is_none() {
        return Err(refuse(66));
    }
    let out = RequestForPortal::new(
        request,
        organisation.party_id,
        organisation.party_uuid,
        !may_approve,
    );
    Ok(answers::json(StatusCode::OK, &out))
}

fn approve(shared: &Shared, caller: &Caller, kind: Kind, Path((party, id)): PartyPath) -> Answer {
    let party_id = party_number(&party)?;
    scope(caller, &[PORTAL])?;
    let mut world = shared.world();
    let actor = right(&world, caller, party_id, ACCESS_MANAGEMENT, "write")?;
    let id = super::request_id(&id)?;
    let now = shared.clock().now();
    world
        .approve(actor, kind, party_id, id, downstream(shared, caller), now)
        .map_err(|refusal| refused(shared.switches(), &refusal))?;
    Ok(answers::json(StatusCode::OK, &true))
}

/// Needs no portal scope: this gate has not been tightened.
fn reject(shared: &Shared, caller: &Caller, kind: Kind, Path((party, id)): PartyPath) -> Answer {
    let party_id = party_number(&party)?;
    let mut world = shared.world();
    right(&world, caller, party_id, ACCESS_MANAGEMENT, "write")?;
    let id = super::request_id(&id)?;
    world
        .reject(kind, party_id, id)
        .map_err(|refusal| refused(shared.switches(), &refusal))?;
    Ok(answers::json(StatusCode::OK, &true))
}

/// Portal scope only; no policy looks at the party, so a party that is no number is a binding error. Both paths lead to
/// the same act, which does not ask for the kind.
fn escalate(shared: &Shared, caller: &Caller, _: Kind, Path((party, id)): PartyPath) -> Answer {
    scope(caller, &[PORTAL])?;
    let party_id: u32 = party
        .parse()
        .map_err(|_| answers::unbound("party", &format!("The value '{party}' is not valid.")))?;
    let id: Uuid = super::request_id(&id)?;
    let mut world = shared.world();
    let Some(actor) = actor(&world, caller) else {
        return Ok(answers::json(StatusCode::OK, &false));
    };
    let escalated = world.escalate(actor, party_id, id);
    Ok(answers::json(StatusCode::OK, &escalated))
}

/// What waits. The organisation number is not held against the party.
fn pending(
    shared: &Shared,
    caller: &Caller,
    kind: Kind,
    Path((party, org_no)): PartyPath,
) -> Answer {
    let party_id = party_number(&party)?;
    scope(caller, &[PORTAL])?;
    let world = shared.world();
    right(&world, caller, party_id, ACCESS_MANAGEMENT, "write")?;
    let now = shared.clock().now();
    let rows: Vec<RequestOut> = world
        .pending(kind, &org_no)
        .map(|request| {
            RequestOut::bare(request)
                .with_escalated(request)
                .with_age(request, now)
        })
        .collect();
    Ok(answers::json(StatusCode::OK, &rows))
}
