//! `GET enduser/dialogs`.

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use serde::Serialize;

use super::caller::EndUser;
use super::lists;
use super::out::shapes::ListItemOut;
use super::problem::Refusal;
use super::query::Asked;
use crate::server::answers;
use crate::state::Shared;

pub(super) fn router() -> Router<Shared> {
    Router::new().route("/dialogporten/api/v1/enduser/dialogs", get(search))
}

/// `PaginatedListOfDialogListItem`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PageOut {
    items: Vec<ListItemOut>,
    has_next_page: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    continuation_token: Option<String>,
    order_by: String,
}

async fn search(
    State(shared): State<Shared>,
    user: EndUser,
    RawQuery(query): RawQuery,
) -> Response {
    let asked = Asked::read(query.as_deref());
    match lists::page(&shared, &user, &asked) {
        Err(refusal) => refusal.answer(&user.path),
        Ok(page) => {
            let body = PageOut {
                items: page.items,
                has_next_page: page.has_next,
                continuation_token: page.token,
                order_by: page.order_by,
            };
            answers::json(StatusCode::OK, &body)
        }
    }
}

/// What a search that takes too long is answered with.
pub(super) fn too_broad() -> Refusal {
    Refusal::Unprocessable(
        "Search",
        "The search is too broad and took too long. Narrow it by party, by service or by \
         contentUpdatedAfter."
            .to_owned(),
    )
}
