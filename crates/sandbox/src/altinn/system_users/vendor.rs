//! The vendor's and Maskinporten's look-ups of system users.

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderValue, StatusCode};
use axum::routing::get;
use serde::Deserialize;
use serde_json::json;

use super::wire::SystemUserForVendor;
use crate::altinn::access::scope;
use crate::altinn::problem::refused;
use crate::altinn::{Answer, paging};
use crate::identity::Caller;
use crate::server::answers;
use crate::state::Shared;
use crate::world::refusal::Refusal;
use crate::world::system_users::SystemUser;

const BASE: &str = "/authentication/api/v1/systemuser";

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route(&format!("{BASE}/vendor/byquery"), get(by_query))
        .route(
            &format!("{BASE}/vendor/bysystem/{{system}}"),
            get(by_system),
        )
        .route(&format!("{BASE}/byExternalId"), get(by_external_id))
}

#[derive(Deserialize)]
struct ByQuery {
    #[serde(rename = "system-id")]
    system_id: Option<String>,
    orgno: Option<String>,
    #[serde(rename = "external-ref")]
    external_ref: Option<String>,
}

/// A GET that asks for the write scope.
async fn by_query(
    State(shared): State<Shared>,
    caller: Caller,
    Query(query): Query<ByQuery>,
) -> Answer {
    scope(&caller, &["altinn:authentication/systemuser.request.write"])?;
    let vendor = caller
        .consumer_org
        .as_deref()
        .ok_or_else(|| answers::stop(StatusCode::UNAUTHORIZED))?;
    let not_found = || answers::stop(StatusCode::NOT_FOUND);
    let (system_id, org_no) = query.system_id.zip(query.orgno).ok_or_else(not_found)?;
    let world = shared.world();
    let own = |id: &str| {
        world
            .systems
            .get(id)
            .is_some_and(|system| system.vendor_org_no == vendor)
    };
    let reference = query.external_ref.as_deref().unwrap_or(&org_no);
    let user = world
        .system_user_by_triple(&system_id, &org_no, reference)
        .filter(|user| own(&user.system_id))
        .ok_or_else(not_found)?;
    Ok(answers::json(
        StatusCode::OK,
        &SystemUserForVendor::new(&world, user),
    ))
}

#[derive(Deserialize)]
struct PageQuery {
    token: Option<String>,
}

/// Pages by sequence number, and rightly so: the filter takes the token's own row along.
async fn by_system(
    State(shared): State<Shared>,
    caller: Caller,
    Path(system_id): Path<String>,
    Query(query): Query<PageQuery>,
) -> Answer {
    scope(&caller, &super::super::register::WRITE_SCOPES)?;
    let vendor = caller.consumer_org.as_deref();
    let world = shared.world();
    let refuse = |number| refused(shared.switches(), &Refusal::new(number));
    world
        .systems
        .get(&system_id)
        .filter(|system| Some(system.vendor_org_no.as_str()) == vendor)
        .ok_or_else(|| refuse(11))?;
    let first: usize = query
        .token
        .as_deref()
        .and_then(paging::read_token)
        .unwrap_or(0);
    let size = shared.switches().page_size;
    let mut rows: Vec<(usize, &SystemUser)> = world
        .system_users
        .iter()
        .enumerate()
        .filter(|(sequence, user)| {
            *sequence >= first && !user.deleted && user.system_id == system_id
        })
        .take(size + 1)
        .collect();
    let more = (rows.len() > size).then(|| rows.pop()).flatten();
    let links = more.map_or_else(
        || json!({}),
        |(sequence, _)| {
            let token = paging::token(&sequence);
            let next = format!(
                "{}{BASE}/vendor/bysystem/{system_id}?token={token}",
                shared.base()
            );
            json!({ "next": next })
        },
    );
    let data: Vec<_> = rows
        .iter()
        .map(|(_, user)| SystemUserForVendor::new(&world, user))
        .collect();
    Ok(answers::json(
        StatusCode::OK,
        &json!({ "links": links, "data": data }),
    ))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ByExternalId {
    client_id: Option<String>,
    system_provider_org_no: Option<String>,
    system_user_owner_org_no: Option<String>,
    external_ref: Option<String>,
}

/// Maskinporten's own look-up.
async fn by_external_id(
    State(shared): State<Shared>,
    caller: Caller,
    Query(query): Query<ByExternalId>,
) -> Answer {
    scope(&caller, &["altinn:maskinporten/systemuser.read"])?;
    let missing = || answers::stop(StatusCode::BAD_REQUEST);
    let given = |text: Option<String>| text.filter(|text| !text.is_empty()).ok_or_else(missing);
    let client = given(query.client_id)?;
    let provider = given(query.system_provider_org_no)?;
    let owner = given(query.system_user_owner_org_no)?;
    let reference = query.external_ref.filter(|reference| !reference.is_empty());
    let world = shared.world();
    let not_found = || answers::stop(StatusCode::NOT_FOUND);
    let claim = world
        .system_user_for(&client, &provider, &owner, reference.as_deref())
        .ok_or_else(not_found)?;
    let user = world
        .system_user(claim.system_user_id)
        .ok_or_else(not_found)?;
    let out = SystemUserForVendor::new(&world, user).with_product_name(user);
    let mut response = answers::json(StatusCode::OK, &out);
    response
        .headers_mut()
        .insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
