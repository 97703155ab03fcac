//! Reading the register with a person's token: portal scope only.

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::routing::get;
use serde::Deserialize;

use super::BASE;
use super::wire::SystemOut;
use crate::altinn::Answer;
use crate::altinn::access::{PORTAL, scope};
use crate::identity::Caller;
use crate::server::answers;
use crate::state::Shared;
use crate::world::rights::{AttributePair, Right};

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route(BASE, get(list))
        .route(&format!("{BASE}/{{id}}"), get(read))
        .route(&format!("{BASE}/{{id}}/rights"), get(rights))
        .route(&format!("{BASE}/{{id}}/accesspackages"), get(packages))
}

/// The living systems that are visible.
async fn list(State(shared): State<Shared>, caller: Caller) -> Answer {
    scope(&caller, &[PORTAL])?;
    let world = shared.world();
    let rows: Vec<SystemOut<'_>> = world
        .systems
        .values()
        .filter(|system| system.visible && !system.deleted)
        .map(SystemOut::new)
        .collect();
    Ok(answers::json(StatusCode::OK, &rows))
}

/// Deleted and hidden systems as well.
async fn read(State(shared): State<Shared>, caller: Caller, Path(id): Path<String>) -> Answer {
    scope(&caller, &[PORTAL])?;
    let world = shared.world();
    let system = world
        .systems
        .get(&id)
        .ok_or_else(|| answers::stop(StatusCode::NOT_FOUND))?;
    Ok(answers::json(StatusCode::OK, &SystemOut::new(system)))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[derive(Default)]
struct RightsQuery {
    use_old_format_for_app: bool,
}

async fn rights(
    State(shared): State<Shared>,
    caller: Caller,
    Path(id): Path<String>,
    Query(query): Query<RightsQuery>,
) -> Answer {
    scope(&caller, &[PORTAL])?;
    let world = shared.world();
    let rights: Vec<Right> = world.systems.get(&id).map_or_else(Vec::new, |system| {
        let old = query.use_old_format_for_app;
        system
            .rights
            .iter()
            .map(|right| if old { old_form(right) } else { right.clone() })
            .collect()
    });
    Ok(answers::json(StatusCode::OK, &rights))
}

async fn packages(State(shared): State<Shared>, caller: Caller, Path(id): Path<String>) -> Answer {
    scope(&caller, &[PORTAL])?;
    let world = shared.world();
    let packages = world
        .systems
        .get(&id)
        .map_or(&[][..], |system| &system.packages);
    Ok(answers::json(StatusCode::OK, packages))
}

/// `app_{org}_{app}` as two attributes; anything else as it stands.
fn old_form(right: &Right) -> Right {
    let pair = |id: &str, value: &str| AttributePair {
        id: id.to_owned(),
        value: value.to_owned(),
    };
    let parts = right.service_id().and_then(|id| {
        let (org, app) = id.strip_prefix("app_")?.split_once('_')?;
        Some(vec![
            pair("urn:altinn:org", org),
            pair("urn:altinn:app", app),
        ])
    });
    Right {
        action: right.action.clone(),
        resource: parts.unwrap_or_else(|| right.resource.clone()),
    }
}
