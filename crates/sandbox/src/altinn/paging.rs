//! Page tokens of the vendor's lists (Base64url of a JSON value), and access management's lists, which come whole.

use axum::http::StatusCode;
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;
use serde::de::DeserializeOwned;
use url::form_urlencoded;

use super::query::Pairs;
use crate::server::answers;
use crate::state::Shared;

/// Makes a token.
pub(super) fn token<T: Serialize>(value: &T) -> String {
    URL_SAFE_NO_PAD.encode(serde_json::to_vec(value).unwrap_or_default())
}

/// Reads a token; one that cannot be read is as none.
pub(super) fn read_token<T: DeserializeOwned>(token: &str) -> Option<T> {
    let bytes = URL_SAFE_NO_PAD.decode(token.trim_end_matches('=')).ok()?;
    serde_json::from_slice(&bytes).ok()
}

/// The whole list, or a page of it when the switch `partyPageSize` says so. The headers that ask for pages are declared
/// and ignored.
pub(super) fn whole_or_paged<T: Serialize>(
    shared: &Shared,
    path: &str,
    query: &Pairs,
    data: &[T],
) -> Response {
    let start = query.first("token").and_then(read_token::<usize>);
    let start = start.unwrap_or_default().min(data.len());
    let end = match shared.switches().party_page_size {
        0 => data.len(),
        size => data.len().min(start + size),
    };
    let next = (end < data.len()).then(|| {
        let kept = query.without("token");
        let query = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(kept)
            .append_pair("token", &token(&end))
            .finish();
        format!("{}{path}?{query}", shared.base())
    });
    answers::page(StatusCode::OK, &data[start..end], next.as_deref())
}
