//! The vendor's side of change requests (`systemuser/changerequest/vendor/…`).

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::header::LOCATION;
use axum::http::{HeaderValue, StatusCode};
use axum::routing::{get, post};
use serde_json::json;
use uuid::Uuid;

use super::BASE;
use super::create::{Order, ask};
use super::wire::ChangeOut;
use crate::altinn::access::scope;
use crate::altinn::problem::refused;
use crate::altinn::query::Pairs;
use crate::altinn::requests::{Failure, READ, WRITE, owned, request_id, vendor};
use crate::altinn::{Answer, paging};
use crate::identity::Caller;
use crate::server::answers::{self, Stop};
use crate::state::Shared;
use crate::world::change_requests::ChangeRequest;
use crate::world::refusal::Refusal;

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route(&format!("{BASE}/vendor"), post(create))
        .route(
            &format!("{BASE}/vendor/{{id}}"),
            get(read).delete(withdraw_own),
        )
        .route(
            &format!("{BASE}/vendor/byexternalref/{{system}}/{{org}}/{{reference}}"),
            get(find),
        )
        .route(&format!("{BASE}/vendor/bysystem/{{system}}"), get(list))
}

async fn create(
    State(shared): State<Shared>,
    caller: Caller,
    RawQuery(query): RawQuery,
    body: Bytes,
) -> Answer {
    scope(&caller, &[WRITE])?;
    let order = Order::read(&Pairs::read(query.as_deref()), &body)?;
    answer(&shared, caller.consumer_org.as_deref(), order)
}

/// Stores the change request and answers as the vendor's method does. The control door uses this too.
pub(crate) fn answer(shared: &Shared, vendor: Option<&str>, order: Order) -> Answer {
    if order.correlation_id.is_nil() {
        return Err(bad("Missing or invalid query parameter correlation-id."));
    }
    let unauthorized = || answers::stop(StatusCode::UNAUTHORIZED);
    let vendor = vendor.ok_or_else(unauthorized)?;
    let refuse = |refusal: Refusal| refused(shared.switches(), &refusal);
    let mut world = shared.world();
    let user = world
        .system_user(order.system_user)
        .ok_or_else(|| refuse(Refusal::new(15)))?;
    if order.correlation_id == user.id {
        return Err(bad(
            "The correlation-id must not be the same as the system-user-id.",
        ));
    }
    world
        .systems
        .get(&user.system_id)
        .filter(|system| system.vendor_org_no == vendor)
        .ok_or_else(unauthorized)?;
    let request = order.unstored(user, shared.clock().now());
    if request.changes.is_empty() {
        let out = ChangeOut::bare(&request).no_change_needed();
        return Ok(answers::json(StatusCode::OK, &out));
    }
    let id = request.id;
    // Another vendor's request with this id is met further down, as a refusal.
    let known = world
        .change_request(id)
        .filter(|known| owned(shared, &world, vendor, &known.system_id).is_ok());
    if let Some(known) = known {
        return Ok(answers::json(StatusCode::OK, &for_vendor(shared, known)));
    }
    let out = for_vendor(shared, &request);
    ask(&mut world, vendor, request).map_err(|failure| match failure {
        Failure::Refused(refusal) => refuse(refusal),
        Failure::Crashed => answers::crashed(),
    })?;
    let mut response = answers::json(StatusCode::CREATED, &out);
    let location = format!("{}{BASE}/{id}", shared.base());
    if let Ok(location) = HeaderValue::from_str(&location) {
        response.headers_mut().insert(LOCATION, location);
    }
    Ok(response)
}

fn bad(sentence: &str) -> Stop {
    answers::text(StatusCode::BAD_REQUEST, sentence).into()
}

async fn read(State(shared): State<Shared>, caller: Caller, Path(id): Path<String>) -> Answer {
    scope(&caller, &[READ])?;
    let id = request_id(&id)?;
    let vendor = vendor(&caller)?;
    let world = shared.world();
    let request = world
        .change_request(id)
        .ok_or_else(|| refused(shared.switches(), &Refusal::new(10)))?;
    owned(&shared, &world, vendor, &request.system_id)?;
    Ok(answers::json(StatusCode::OK, &for_vendor(&shared, request)))
}

/// The first that matches, without its packages.
async fn find(
    State(shared): State<Shared>,
    caller: Caller,
    Path((system, org_no, reference)): Path<(String, String, String)>,
) -> Answer {
    scope(&caller, &[READ])?;
    let vendor = vendor(&caller)?;
    let world = shared.world();
    let request = world
        .change_requests
        .iter()
        .find(|each| {
            !each.deleted
                && each.system_id == system
                && each.org_no == org_no
                && each.external_ref == reference
        })
        .ok_or_else(|| refused(shared.switches(), &Refusal::new(10)))?;
    owned(&shared, &world, vendor, &request.system_id)?;
    let out = for_vendor(&shared, request).without_packages();
    Ok(answers::json(StatusCode::OK, &out))
}

/// There is a link to a next page, but its token, the id of the next row, is read and forgotten: every
/// page is the first one. A switch mends that.
async fn list(
    State(shared): State<Shared>,
    caller: Caller,
    Path(system): Path<String>,
    RawQuery(query): RawQuery,
) -> Answer {
    scope(&caller, &[READ])?;
    let vendor = vendor(&caller)?;
    let now = shared.clock().now();
    let switches = shared.switches();
    let size = switches.page_size;
    let from: Option<Uuid> = Pairs::read(query.as_deref())
        .first("token")
        .and_then(paging::read_token)
        .filter(|_| !switches.ignored_token);
    let world = shared.world();
    owned(&shared, &world, vendor, &system)?;
    let mut rows: Vec<&ChangeRequest> = world
        .change_requests
        .iter()
        .filter(|each| !each.deleted && each.system_id == system)
        .skip_while(|each| from.is_some_and(|from| each.id != from))
        .take(size + 1)
        .collect();
    let more = (rows.len() > size).then(|| rows.pop()).flatten();
    let links = more.map_or_else(
        || json!({}),
        |row| {
            let token = paging::token(&row.id);
            let base = shared.base();
            json!({ "next": format!("{base}{BASE}/vendor/bysystem/{system}?token={token}") })
        },
    );
    let data: Vec<ChangeOut> = rows
        .iter()
        .map(|row| ChangeOut::bare(row).with_age(row, now))
        .collect();
    Ok(answers::json(
        StatusCode::OK,
        &json!({ "links": links, "data": data }),
    ))
}

/// Soft delete, in any status. Nobody looks whose request it is.
async fn withdraw_own(
    State(shared): State<Shared>,
    caller: Caller,
    Path(id): Path<String>,
) -> Answer {
    scope(&caller, &[WRITE])?;
    withdraw(&shared, request_id(&id)?)
}

/// Withdraws a change request. The control door uses this too.
pub(crate) fn withdraw(shared: &Shared, id: Uuid) -> Answer {
    let mut world = shared.world();
    world
        .change_request_mut(id)
        .ok_or_else(|| refused(shared.switches(), &Refusal::new(10)))?
        .deleted = true;
    Ok(answers::empty(StatusCode::ACCEPTED))
}

fn for_vendor(shared: &Shared, request: &ChangeRequest) -> ChangeOut {
    ChangeOut::bare(request).with_confirm_url(shared.base(), request)
}
