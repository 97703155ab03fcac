//! The vendor's side of system user requests (`systemuser/request/vendor/…`).

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::header::LOCATION;
use axum::http::{HeaderValue, StatusCode};
use axum::routing::{get, post};
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::create::{Failure, Order, Outcome, ask};
use super::wire::RequestOut;
use crate::altinn::access::scope;
use crate::altinn::problem::refused;
use crate::altinn::{Answer, paging};
use crate::identity::Caller;
use crate::server::answers::{self, Stop};
use crate::state::Shared;
use crate::world::World;
use crate::world::refusal::Refusal;
use crate::world::requests::{Kind, Request};

/// Reading a vendor's own requests.
pub(crate) const READ: &str = "altinn:authentication/systemuser.request.read";
/// Asking for system users and for changes to them.
pub(crate) const WRITE: &str = "altinn:authentication/systemuser.request.write";
const BASE: &str = "/authentication/api/v1/systemuser/request/vendor";

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route(BASE, post(create_standard))
        .route(&format!("{BASE}/agent"), post(create_agent))
        .route(
            &format!("{BASE}/{{id}}"),
            get(read_standard).delete(withdraw),
        )
        .route(&format!("{BASE}/agent/{{id}}"), get(read_agent))
        .route(
            &format!("{BASE}/byexternalref/{{system}}/{{org}}/{{reference}}"),
            get(find_standard),
        )
        .route(
            &format!("{BASE}/agent/byexternalref/{{system}}/{{org}}/{{reference}}"),
            get(find_agent),
        )
        .route(&format!("{BASE}/bysystem/{{system}}"), get(list_standard))
        .route(
            &format!("{BASE}/agent/bysystem/{{system}}"),
            get(list_agent),
        )
}

async fn create_standard(State(shared): State<Shared>, caller: Caller, body: Bytes) -> Answer {
    create(&shared, &caller, Kind::Standard, &body)
}

async fn create_agent(State(shared): State<Shared>, caller: Caller, body: Bytes) -> Answer {
    create(&shared, &caller, Kind::Agent, &body)
}

fn create(shared: &Shared, caller: &Caller, kind: Kind, body: &[u8]) -> Answer {
    scope(caller, &[WRITE])?;
    let order = Order::read(body)?;
    let refuse = |number| refused(shared.switches(), &Refusal::new(number));
    let vendor = caller.consumer_org.as_deref().ok_or_else(|| refuse(23))?;
    answer(shared, kind, vendor, order)
}

/// Stores the request and answers as the vendor's method does. The control door uses this too.
pub(crate) fn answer(shared: &Shared, kind: Kind, vendor: &str, order: Order) -> Answer {
    let now = shared.clock().now();
    let mut world = shared.world();
    let outcome = ask(&mut world, kind, vendor, order, now).map_err(|failure| match failure {
        Failure::Refused(refusal) => refused(shared.switches(), &refusal),
        Failure::Crashed => answers::crashed(),
    })?;
    let (Outcome::Created(id) | Outcome::Existing(id)) = outcome;
    let request = world
        .request(kind, id)
        .ok_or_else(|| refused(shared.switches(), &Refusal::new(12)))?;
    let out = RequestOut::bare(request).with_confirm_url(shared.base(), request);
    if let Outcome::Existing(_) = outcome {
        // Found by its reference, with what that look-up keeps of each kind.
        let found = if kind == Kind::Agent {
            out.with_escalated(request)
        } else {
            out
        };
        return Ok(answers::json(StatusCode::OK, &found.with_age(request, now)));
    }
    let mut response = answers::json(StatusCode::CREATED, &out);
    let location = format!(
        "{}/authentication/api/v1/systemuser/request/{id}",
        shared.base()
    );
    if let Ok(location) = HeaderValue::from_str(&location) {
        response.headers_mut().insert(LOCATION, location);
    }
    Ok(response)
}

async fn read_standard(
    State(shared): State<Shared>,
    caller: Caller,
    Path(id): Path<String>,
) -> Answer {
    read(&shared, &caller, Kind::Standard, &id)
}

async fn read_agent(
    State(shared): State<Shared>,
    caller: Caller,
    Path(id): Path<String>,
) -> Answer {
    read(&shared, &caller, Kind::Agent, &id)
}

fn read(shared: &Shared, caller: &Caller, kind: Kind, id: &str) -> Answer {
    scope(caller, &[READ])?;
    let id = super::request_id(id)?;
    let vendor = vendor(caller)?;
    let world = shared.world();
    let refuse = |number| refused(shared.switches(), &Refusal::new(number));
    let request = world.request(kind, id).ok_or_else(|| refuse(10))?;
    owned(shared, &world, vendor, &request.system_id)?;
    Ok(answers::json(StatusCode::OK, &for_vendor(shared, request)))
}

type Reference = Path<(String, String, String)>;

async fn find_standard(State(shared): State<Shared>, caller: Caller, path: Reference) -> Answer {
    find(&shared, &caller, Kind::Standard, path)
}

async fn find_agent(State(shared): State<Shared>, caller: Caller, path: Reference) -> Answer {
    find(&shared, &caller, Kind::Agent, path)
}

fn find(
    shared: &Shared,
    caller: &Caller,
    kind: Kind,
    Path((system, org_no, reference)): Reference,
) -> Answer {
    scope(caller, &[READ])?;
    let vendor = vendor(caller)?;
    let world = shared.world();
    let request = world
        .request_by_triple(kind, &system, &org_no, &reference)
        .ok_or_else(|| refused(shared.switches(), &Refusal::new(10)))?;
    owned(shared, &world, vendor, &request.system_id)?;
    let mut out = for_vendor(shared, request);
    if kind == Kind::Agent {
        out = out.with_escalated(request);
    }
    Ok(answers::json(StatusCode::OK, &out))
}

#[derive(Deserialize)]
struct PageQuery {
    token: Option<String>,
}

async fn list_standard(
    State(shared): State<Shared>,
    caller: Caller,
    Path(system): Path<String>,
    Query(query): Query<PageQuery>,
) -> Answer {
    list(&shared, &caller, Kind::Standard, &system, query)
}

async fn list_agent(
    State(shared): State<Shared>,
    caller: Caller,
    Path(system): Path<String>,
    Query(query): Query<PageQuery>,
) -> Answer {
    list(&shared, &caller, Kind::Agent, &system, query)
}

/// Pages by id. The token is the id of the next row, but the filter asks for ids *above* it, so the
/// first row of every following page is lost; a switch mends that. The agents' list is not sorted.
fn list(shared: &Shared, caller: &Caller, kind: Kind, system: &str, query: PageQuery) -> Answer {
    scope(caller, &[READ])?;
    let vendor = vendor(caller)?;
    let switches = shared.switches();
    let world = shared.world();
    owned(shared, &world, vendor, system)?;
    let mut rows: Vec<&Request> = world
        .requests
        .iter()
        .filter(|each| !each.deleted && each.kind == kind && each.system_id == system)
        .collect();
    if kind == Kind::Standard {
        rows.sort_by_key(|each| each.id);
    }
    let after: Option<Uuid> = query.token.as_deref().and_then(paging::read_token);
    let rows = rows.into_iter().filter(|each| {
        after.is_none_or(|after| {
            if switches.lost_row {
                each.id > after
            } else {
                each.id >= after
            }
        })
    });
    let mut rows: Vec<&Request> = rows.take(switches.page_size + 1).collect();
    let more = (rows.len() > switches.page_size)
        .then(|| rows.pop())
        .flatten();
    let next = more.map(|row| {
        let segment = if kind == Kind::Agent { "agent/" } else { "" };
        let token = paging::token(&row.id);
        format!(
            "{}{BASE}/{segment}bysystem/{system}?token={token}",
            shared.base()
        )
    });
    let data: Vec<RequestOut> = rows
        .iter()
        .map(|row| for_vendor(shared, row).with_escalated(row))
        .collect();
    let links = next.map_or_else(|| json!({}), |next| json!({ "next": next }));
    Ok(answers::json(
        StatusCode::OK,
        &json!({ "links": links, "data": data }),
    ))
}

/// Soft delete, of both kinds and in any status. Nobody looks whose request it is.
async fn withdraw(State(shared): State<Shared>, caller: Caller, Path(id): Path<String>) -> Answer {
    scope(&caller, &[WRITE])?;
    let id = super::request_id(&id)?;
    withdraw_request(&shared, id)
}

/// Withdraws a request. The control door uses this too.
pub(crate) fn withdraw_request(shared: &Shared, id: Uuid) -> Answer {
    let mut world = shared.world();
    let request = world
        .any_request_mut(id)
        .ok_or_else(|| refused(shared.switches(), &Refusal::new(10)))?;
    request.deleted = true;
    Ok(answers::empty(StatusCode::ACCEPTED))
}

fn for_vendor(shared: &Shared, request: &Request) -> RequestOut {
    RequestOut::bare(request)
        .with_confirm_url(shared.base(), request)
        .with_age(request, shared.clock().now())
}

/// The vendor's number; 401 without one.
pub(crate) fn vendor(caller: &Caller) -> Result<&str, Stop> {
    caller
        .consumer_org
        .as_deref()
        .ok_or_else(|| answers::stop(StatusCode::UNAUTHORIZED))
}

/// Refuses (11) unless the system is the vendor's.
pub(crate) fn owned(
    shared: &Shared,
    world: &World,
    vendor: &str,
    system: &str,
) -> Result<(), Stop> {
    let own = world
        .systems
        .get(system)
        .is_some_and(|system| system.vendor_org_no == vendor);
    if own {
        Ok(())
    } else {
        Err(refused(shared.switches(), &Refusal::new(11)))
    }
}
