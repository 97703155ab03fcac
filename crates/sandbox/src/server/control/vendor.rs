//! Acts of a vendor, without a vendor's token.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::routing::{delete, post};
use jiff::SignedDuration;
use serde::Deserialize;
use uuid::Uuid;

use super::bad;
use crate::altinn::Answer;
use crate::altinn::requests::{Order, answer_order, withdraw_request};
use crate::server::answers::Stop;
use crate::state::Shared;
use crate::world::requests::Kind;

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route("/_sandbox/vendor/request", post(standard))
        .route("/_sandbox/vendor/agent-request", post(agent))
        .route("/_sandbox/vendor/change-request", post(change))
        .route("/_sandbox/vendor/request/{id}", delete(withdraw))
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

async fn change() -> Stop {
    bad(
        StatusCode::NOT_IMPLEMENTED,
        "This sandbox does not know change requests yet; ask for a new system user instead.",
    )
}

async fn withdraw(State(shared): State<Shared>, Path(id): Path<Uuid>) -> Answer {
    withdraw_request(&shared, id)
}
