//! Pages for the browser: the case, an app, the login.

use axum::Router;
use axum::extract::Path;
use axum::response::Html;
use axum::routing::get;

use super::BASE;
use crate::state::Shared;

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route(&format!("{BASE}/dialogs/{{id}}"), get(case))
        .route(&format!("{BASE}/apps/{{*app}}"), get(app))
        .route(&format!("{BASE}/login"), get(login))
}

fn page(title: &str, text: &str) -> Html<String> {
    Html(format!(
        "<!doctype html><html lang=\"nb\"><meta charset=\"utf-8\"><title>{title}</title>\
         <h1>{title}</h1><p>{text}</p></html>"
    ))
}

async fn case(Path(_): Path<uuid::Uuid>) -> Html<String> {
    page("Saken hos tjenesteeieren", "Her ville saken stått.")
}

async fn app() -> Html<String> {
    page("Skjema", "Her ville skjemaet vært fylt ut.")
}

async fn login() -> Html<String> {
    page("Logg inn hos tjenesteeieren", "Her ville du logget inn.")
}
