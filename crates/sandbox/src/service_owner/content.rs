//! Embedded content (dialogporten reference 3.2).

use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, RawQuery, State};
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use axum::routing::get;
use uuid::Uuid;

use super::{BASE, admitted, problem};
use crate::server::answers::{self, Stop};
use crate::state::Shared;
use crate::world::dialogs::dialog::{Embed, Serving};
use crate::world::dialogs::text::Localized;

const MARKDOWN: &str = "text/markdown; charset=utf-8";
/// Longer than the ten seconds that a reader waits.
const SLOW: Duration = Duration::from_secs(12);
/// More than the 100 KB that content may have.
const TOO_LARGE: usize = 101 * 1024;

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route(
            &format!("{BASE}/dialogs/{{id}}/content/{{language}}"),
            get(main),
        )
        .route(
            &format!("{BASE}/dialogs/{{id}}/transmissions/{{transmission}}/content/{{language}}"),
            get(transmission),
        )
        .route(&format!("{BASE}/elsewhere/{{language}}"), get(elsewhere))
}

/// The text in a language, or in whatever there is.
fn text<'a>(body: &'a Localized, language: &str) -> &'a str {
    let mut texts = body.iter();
    let own = texts.find(|(code, _)| *code == language);
    own.map_or_else(|| body.any(), |(_, text)| text)
}

fn answer(content_type: &str, body: String) -> Response {
    let mut response = Response::new(Body::from(body));
    let headers = response.headers_mut();
    if let Ok(kind) = HeaderValue::from_str(content_type) {
        headers.insert(CONTENT_TYPE, kind);
    }
    // Only Altinn's own pages may read it in a browser.
    let origin = HeaderValue::from_static("https://af.altinn.no");
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    response
}

async fn main(
    State(shared): State<Shared>,
    headers: HeaderMap,
    Path((id, language)): Path<(Uuid, String)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Stop> {
    admitted(&shared, &headers, id, "read")?;
    let embed = {
        let world = shared.settled();
        let dialog = world.dialogs.get(id);
        dialog.and_then(|dialog| dialog.embed.clone())
    };
    let embed = embed.ok_or_else(|| answers::stop(StatusCode::NOT_FOUND))?;
    // What has been moved is at the place it was moved to.
    let serving = match query.as_deref() {
        Some("moved") => Serving::Plain,
        _ => embed.serving,
    };
    served(&shared, &embed, serving, id, &language).await
}

async fn served(
    shared: &Shared,
    embed: &Embed,
    serving: Serving,
    id: Uuid,
    language: &str,
) -> Result<Response, Stop> {
    let body = text(&embed.body, language).to_owned();
    match serving {
        Serving::Plain => Ok(answer(&embed.content_type, body)),
        Serving::Moved => Ok(redirect(&format!(
            "{BASE}/dialogs/{id}/content/{language}?moved"
        ))),
        Serving::Elsewhere => {
            // The same port under another name is another host.
            let host = shared.service_owner().replace("127.0.0.1", "localhost");
            Ok(redirect(&format!("{host}{BASE}/elsewhere/{language}")))
        }
        Serving::TooLarge => {
            let line = "Innholdet er for langt til å vises i sin helhet.\n\n";
            Ok(answer(
                &embed.content_type,
                line.repeat(TOO_LARGE / line.len() + 1),
            ))
        }
        Serving::Empty => Ok(answers::empty(StatusCode::NO_CONTENT)),
        Serving::Slow => {
            tokio::time::sleep(SLOW).await;
            Ok(answer(&embed.content_type, body))
        }
        Serving::Refused => Err(problem(
            StatusCode::FORBIDDEN,
            "The service owner refuses to show this.",
        )),
    }
}

fn redirect(target: &str) -> Response {
    let mut response = answers::empty(StatusCode::FOUND);
    if let Ok(target) = HeaderValue::from_str(target) {
        response.headers_mut().insert(LOCATION, target);
    }
    response
}

/// What another host serves to everybody; it has no business with a dialog token.
async fn elsewhere(Path(language): Path<String>) -> Response {
    let body = if language == "en" {
        "Content from another host.".to_owned()
    } else {
        "Innhold fra en annen vert.".to_owned()
    };
    answer(MARKDOWN, body)
}

async fn transmission(
    State(shared): State<Shared>,
    headers: HeaderMap,
    Path((id, transmission, language)): Path<(Uuid, Uuid, String)>,
) -> Result<Response, Stop> {
    admitted(&shared, &headers, id, "read")?;
    let world = shared.settled();
    let not_found = || answers::stop(StatusCode::NOT_FOUND);
    let dialog = world.dialogs.get(id).ok_or_else(not_found)?;
    let mut all = dialog.transmissions.iter();
    let found = all
        .find(|each| each.id == transmission)
        .ok_or_else(not_found)?;
    let title = text(&found.title, &language);
    let summary = found.summary.as_ref().map_or("", |it| text(it, &language));
    Ok(answer(MARKDOWN, format!("## {title}\n\n{summary}\n")))
}
