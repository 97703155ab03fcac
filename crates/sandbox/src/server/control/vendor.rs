//! Acts of a vendor, without a vendor's token.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, Query, RawQuery, State};
use axum::routing::{delete, post};
use jiff::SignedDuration;
use serde::Deserialize;
use uuid::Uuid;

use crate::altinn::Answer;
use crate::altinn::change_requests::{
    Order as ChangeOrder, answer_change_order, withdraw_change_request,
};
use crate::altinn::query::Pairs;
use crate::altinn::requests::{Order, answer_order, withdraw_request};
use crate::state::Shared;
use crate::world::requests::Kind;

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route("/_sandbox/vendor/request", post(standard))
        .route("/_sandbox/vendor/agent-request", post(agent))
        .route("/_sandbox/vendor/change-request", post(change))
        .route("/_sandbox/vendor/request/{id}", delete(withdraw))
        .route(
            "/_sandbox/vendor/change-request/{id}",
            delete(withdraw_change),
        )
}

/// What a test may want about a new request beyond what a vendor can say.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Extra {
    /// Name to find it by.
    tag: Option<String>,
    /// Let it look so many days old.
    age_days: Option<i64>,
    /// Let it look forwarded, so that lists of requests for clients show it.
    #[serde(default)]
    escalated: bool,
}

async fn standard(State(shared): State<Shared>, Query(extra): Query<Extra>, body: Bytes) -> Answer {
    ask(&shared, Kind::Standard, extra, &body)
}

async fn agent(State(shared): State<Shared>, Query(extra): Query<Extra>, body: Bytes) -> Answer {
    ask(&shared, Kind::Agent, extra, &body)
}

/// As the vendor's own POST, in the name of whoever owns the system.
fn ask(shared: &Shared, kind: Kind, extra: Extra, body: &[u8]) -> Answer {
    let order = Order::read(body)?;
    let vendor = shared
        .world()
        .systems
        .get(&order.system_id)
        .map(|system| system.vendor_org_no.clone())
        .unwrap_or_default();
    let stored_before = shared.world().requests.len();
    let response = answer_order(shared, kind, &vendor, order)?;
    let mut world = shared.world();
    if let Some(request) = world.requests.get_mut(stored_before) {
        request.tag = extra.tag;
        request.escalated = extra.escalated;
        if let Some(days) = extra.age_days.filter(|days| (0..=36_500).contains(days)) {
            request.created -= SignedDuration::from_hours(days * 24);
        }
    }
    Ok(response)
}

/// As the vendor's own POST, with the same query; `correlation-id` may be left out. `tag` and
/// `age_days` are read as well.
async fn change(State(shared): State<Shared>, RawQuery(query): RawQuery, body: Bytes) -> Answer {
    let query = Pairs::read(query.as_deref());
    let order = ChangeOrder::read(&query, &body)?.with_some_correlation_id();
    let vendor = {
        let world = shared.world();
        let system = world
            .system_user(order.system_user)
            .and_then(|user| world.systems.get(&user.system_id));
        system.map(|system| system.vendor_org_no.clone())
    };
    let stored_before = shared.world().change_requests.len();
    let response = answer_change_order(&shared, vendor.as_deref().or(Some("")), order)?;
    let mut world = shared.world();
    if let Some(request) = world.change_requests.get_mut(stored_before) {
        request.tag = query.first("tag").map(str::to_owned);
        let age: Option<i64> = query.first("age_days").and_then(|days| days.parse().ok());
        if let Some(days) = age.filter(|days| (0..=36_500).contains(days)) {
            request.created -= SignedDuration::from_hours(days * 24);
        }
    }
    Ok(response)
}

async fn withdraw_change(State(shared): State<Shared>, Path(id): Path<Uuid>) -> Answer {
    withdraw_change_request(&shared, id)
}

async fn withdraw(State(shared): State<Shared>, Path(id): Path<Uuid>) -> Answer {
    withdraw_request(&shared, id)
}
