//! Files of dialogs and transmissions. Without a token they are for the browser, which finds the
//! service owner's own login.

use axum::Router;
use axum::body::Body;
use axum::extract::{OriginalUri, Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use axum::routing::get;
use uuid::Uuid;

use super::{BASE, admitted};
use crate::files;
use crate::identity::bearer_text;
use crate::server::answers::{self, Stop};
use crate::state::Shared;

pub(super) fn router() -> Router<Shared> {
    Router::new().route(
        &format!("{BASE}/dialogs/{{id}}/attachments/{{name}}"),
        get(one),
    )
}

async fn one(
    State(shared): State<Shared>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    Path((id, name)): Path<(Uuid, String)>,
) -> Result<Response, Stop> {
    if bearer_text(&headers).is_none() {
        let mut response = answers::empty(StatusCode::FOUND);
        let login = format!("{BASE}/login?return={}", uri.path());
        if let Ok(login) = HeaderValue::from_str(&login) {
            response.headers_mut().insert(LOCATION, login);
        }
        return Err(response.into());
    }
    admitted(&shared, &headers, id, "read")?;
    let now = shared.clock().now();
    let world = shared.settled();
    let not_found = || answers::stop(StatusCode::NOT_FOUND);
    let dialog = world.dialogs.get(id).ok_or_else(not_found)?;
    let below = format!("/{id}/attachments/{name}");
    let in_transmissions = dialog
        .transmissions
        .iter()
        .flat_map(|each| &each.attachments);
    let attachment = dialog
        .attachments
        .iter()
        .chain(in_transmissions)
        .find(|each| each.urls.iter().any(|url| url.url.ends_with(&below)))
        .ok_or_else(not_found)?;
    if attachment.expires.is_some_and(|at| at < now) {
        return Err(answers::stop(StatusCode::GONE));
    }
    let bytes = files::bytes(&name, attachment.display_name.any());
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static(files::media_type(&name)),
    );
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(CONTENT_DISPOSITION, value);
    }
    Ok(response)
}
