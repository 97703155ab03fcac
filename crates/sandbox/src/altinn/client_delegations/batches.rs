//! Giving an agent packages or services for one client, and taking them back.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::routing::post;
use serde::Deserialize;

use super::refusals::invalid;
use super::wire::delegations;
use super::{Version, provider};
use crate::altinn::access::CLIENTS_WRITE;
use crate::altinn::query::Pairs;
use crate::altinn::{Answer, body};
use crate::identity::Caller;
use crate::server::answers::{self, Stop};
use crate::state::Shared;
use crate::world::clients::batches::{Asked, Line, What};

pub(super) fn router(version: Version) -> Router<Shared> {
    let base = version.base();
    let route = |what: What, act: Act| {
        move |State(shared): State<Shared>,
              caller: Caller,
              RawQuery(query): RawQuery,
              bytes: Bytes| async move {
            carry_out(
                &shared,
                &caller,
                version,
                what,
                act,
                query.as_deref(),
                &bytes,
            )
        }
    };
    let packages = format!("{base}/agents/accesspackages");
    match version {
        // A DELETE with a body.
        Version::One => Router::new().route(
            &packages,
            post(route(What::Packages, Act::Give)).delete(route(What::Packages, Act::Take)),
        ),
        Version::Two => {
            let services = format!("{base}/agents/resources");
            Router::new()
                .route(&packages, post(route(What::Packages, Act::Give)))
                .route(
                    &format!("{packages}/delete"),
                    post(route(What::Packages, Act::Take)),
                )
                .route(&services, post(route(What::Services, Act::Give)))
                .route(
                    &format!("{services}/delete"),
                    post(route(What::Services, Act::Take)),
                )
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Act {
    Give,
    Take,
}

/// `DelegationBatchInputDto` and `ResourceDelegationBatchInputDto`.
#[derive(Deserialize)]
struct Batch {
    #[serde(default)]
    values: Vec<Value>,
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct Value {
    role: String,
    packages: Vec<String>,
    resources: Vec<String>,
}

/// Reads a batch; a body must be there.
pub(super) fn read(what: What, bytes: &[u8]) -> Result<Vec<Asked>, Stop> {
    let batch: Batch = body::read(bytes)?;
    let line = |value: Value| Asked {
        role: value.role,
        items: match what {
            What::Packages => value.packages,
            What::Services => value.resources,
        },
    };
    Ok(batch.values.into_iter().map(line).collect())
}

fn carry_out(
    shared: &Shared,
    caller: &Caller,
    version: Version,
    what: What,
    act: Act,
    query: Option<&str>,
    bytes: &[u8],
) -> Answer {
    let query = Pairs::read(query);
    let now = shared.clock().now();
    let mut world = shared.world();
    let party = provider(&world, caller, &query, CLIENTS_WRITE, "write")?.clone();
    let names = version.names();
    let line = Line {
        provider: &party.org_no,
        client: query.uuid(names.client)?,
        agent: query.uuid(names.agent)?,
        names,
    };
    let batch = read(what, bytes)?;
    let done = match act {
        Act::Give => world.grant(what, line, &batch, now),
        Act::Take => world.take(what, line, &batch),
    };
    let done = done.map_err(|complaints| invalid(&complaints))?;
    let parties = (line.client, party.party_uuid, line.agent);
    Ok(answers::json(
        StatusCode::OK,
        &delegations(what, &done, parties),
    ))
}
