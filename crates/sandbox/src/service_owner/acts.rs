//! Buttons that do something at once ("write actions"): an empty request with the dialog token, 204
//! or 202, and a little later the dialog changes (dialogporten reference 3.5).

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::Response;
use axum::routing::any;
use jiff::SignedDuration;
use serde_json::json;
use uuid::Uuid;

use super::{BASE, admitted, problem};
use crate::dialogporten::token::DialogToken;
use crate::server::answers::{self, Stop};
use crate::state::Shared;
use crate::world::World;
use crate::world::dialogs::dialog::Actor;
use crate::world::dialogs::kinds::Verb;
use crate::world::dialogs::sight::PERSON;
use crate::world::later::Effect;

/// How long a dialog cannot be deleted yet.
const GRACE_DAYS: i64 = 7;

pub(super) fn router() -> Router<Shared> {
    Router::new().route(
        &format!("{BASE}/dialogs/{{id}}/actions/{{effect}}/{{answer}}"),
        any(act),
    )
}

/// `effect` is what becomes of the dialog: `complete`, `delete` or `answer`. `answer` is how it goes:
/// `now` (204), `later` (202), `never` (202, and nothing follows), `refused` (403), `early` (422:
/// not before a day that is named).
async fn act(
    State(shared): State<Shared>,
    method: Method,
    headers: HeaderMap,
    Path((id, effect, answer)): Path<(Uuid, String, String)>,
) -> Result<Response, Stop> {
    let not_found = || answers::stop(StatusCode::NOT_FOUND);
    let (wanted, right) = {
        let world = shared.settled();
        let dialog = world.dialogs.get(id).ok_or_else(not_found)?;
        let path = format!("{BASE}/dialogs/{id}/actions/{effect}/{answer}");
        let mut buttons = dialog.gui_actions.iter();
        let button = buttons.find(|each| each.url.ends_with(&path));
        let button = button.ok_or_else(not_found)?;
        (button.method, button.action.clone())
    };
    let own = match wanted {
        Verb::Get => Method::GET,
        Verb::Post => Method::POST,
        Verb::Put => Method::PUT,
        Verb::Patch => Method::PATCH,
        Verb::Delete => Method::DELETE,
    };
    if method != own {
        return Err(answers::stop(StatusCode::METHOD_NOT_ALLOWED));
    }
    let token = admitted(&shared, &headers, id, &right)?;
    match answer.as_str() {
        "refused" => Err(problem(
            StatusCode::FORBIDDEN,
            "The case handler has closed the case.",
        )),
        "early" => {
            let allowed = shared.clock().now() + SignedDuration::from_hours(24 * GRACE_DAYS);
            let body = json!({
                "gracePeriodDays": GRACE_DAYS,
                "deletionAllowedAt": format!("{allowed:.7}"),
            });
            Ok(answers::json(StatusCode::UNPROCESSABLE_ENTITY, &body))
        }
        "never" => Ok(answers::empty(StatusCode::ACCEPTED)),
        _ => {
            let by = actor(&shared.world(), &token);
            let effect = match effect.as_str() {
                "delete" => Effect::Deleted(id),
                "answer" => Effect::Answered(id),
                _ => Effect::Completed(id, by),
            };
            let lag = i64::from(shared.switches().owner_lag_ms);
            shared.later(SignedDuration::from_millis(lag), effect);
            let status = if answer == "now" {
                StatusCode::NO_CONTENT
            } else {
                StatusCode::ACCEPTED
            };
            Ok(answers::empty(status))
        }
    }
}

fn actor(world: &World, token: &DialogToken) -> Actor {
    token
        .consumer
        .strip_prefix(PERSON)
        .and_then(|pid| world.person_by_pid(pid))
        .map(|person| Actor::of(&token.consumer, &person.register_name()))
        .unwrap_or_default()
}
