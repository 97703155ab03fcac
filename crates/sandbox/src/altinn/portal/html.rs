//! HTML of the portal's pages: no script, no outside resources.

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION, SET_COOKIE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

/// Text made safe for element content and quoted attributes.
pub(super) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;margin:0;background:#f4f5f6;color:#1e2b3c}\
header{background:#1e2b3c;color:#fff;padding:.75rem 1.5rem}\
main{max-width:44rem;margin:2rem auto;background:#fff;padding:1.5rem 2rem;border-radius:.5rem}\
h1{font-size:1.5rem}h2{font-size:1.1rem}button{font:inherit;padding:.6rem 1.2rem;margin:.25rem .5rem .25rem 0;\
border:2px solid #0062ba;border-radius:.25rem;background:#0062ba;color:#fff;cursor:pointer}\
button.second{background:#fff;color:#0062ba}button:disabled{background:#68707c;border-color:#68707c;cursor:default}\
.note{border-left:4px solid #0062ba;padding:.5rem 1rem;background:#e6eff8}\
.warn{border-color:#b35900;background:#fff4e5}.bad{border-color:#b3253a;background:#fbe9ec}\
footer{color:#4b5563;margin-top:1.5rem;text-align:right}form{display:inline}label{display:block;margin:.5rem 0}";

/// A whole page; `body` is HTML. Only this origin may be posted to, apart from the vendor's page at
/// the end of a decision, which is why there is no `form-action` here.
pub(super) fn page(status: StatusCode, title: &str, body: &str) -> Response {
    let title = escape(title);
    let html = format!(
        "<!doctype html><html lang=\"nb\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title} – Altinn (sandkasse)</title><style>{STYLE}</style></head>\
         <body><header>Altinn – sandkasse med oppdiktede opplysninger</header>\
         <main>{body}</main></body></html>"
    );
    let headers = [
        (
            CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        ),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (status, headers, html).into_response()
}

/// 303 to a place, with cookies to set on the way.
pub(super) fn see_other(place: &str, cookies: &[String]) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    if let Ok(place) = HeaderValue::from_str(place) {
        response.headers_mut().insert(LOCATION, place);
    }
    for cookie in cookies
        .iter()
        .filter_map(|cookie| HeaderValue::from_str(cookie).ok())
    {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}
