//! What a client that keeps the register up to date reads: the change feed and the list of forms.

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use serde_json::{Value, json};
use url::form_urlencoded;

use super::{BASE, Register, Search, bad_search};
use crate::server::answers;
use crate::state::Shared;
use crate::world::organisations::{Organisation, form_in_words};

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route(&format!("{BASE}/organisasjonsformer"), get(forms))
        .route(&format!("{BASE}/oppdateringer/enheter"), get(updates_main))
        .route(
            &format!("{BASE}/oppdateringer/underenheter"),
            get(updates_sub),
        )
}

/// The forms that units of the sandbox have.
async fn forms(State(shared): State<Shared>) -> Response {
    let world = shared.world();
    let mut codes: Vec<&str> = world.organisations.all().iter().map(|o| o.form).collect();
    codes.sort_unstable();
    codes.dedup();
    let forms: Vec<Value> = codes
        .iter()
        .map(|code| json!({ "kode": code, "beskrivelse": form_in_words(code), "utgaatt": null }))
        .collect();
    let href = format!("{}{BASE}/organisasjonsformer", shared.base());
    let body = json!({
        "_embedded": { "organisasjonsformer": forms },
        "_links": { "self": { "href": href } },
    });
    answers::json(StatusCode::OK, &body)
}

async fn updates_main(State(shared): State<Shared>, RawQuery(query): RawQuery) -> Response {
    updates(&shared, Register::Main, query.as_deref())
}

async fn updates_sub(State(shared): State<Shared>, RawQuery(query): RawQuery) -> Response {
    updates(&shared, Register::Sub, query.as_deref())
}

/// The change feed: each unit once, when it was registered, and once more when it was deleted.
fn updates(shared: &Shared, register: Register, query: Option<&str>) -> Response {
    let search = match Search::read(query) {
        Ok(search) => search,
        Err(reason) => return bad_search(&reason),
    };
    let pairs: Vec<(String, String)> = form_urlencoded::parse(query.unwrap_or_default().as_bytes())
        .into_owned()
        .collect();
    let given = |name: &str| {
        let found = pairs.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    };
    let from_id: usize = given("oppdateringsid")
        .and_then(|id| id.parse().ok())
        .unwrap_or(0);
    // `2026-01-05T00:00:00.000Z`: the day is enough, since the feed's own times are days.
    let from_day = given("dato").map(|date| date.chars().take(10).collect::<String>());
    let world = shared.world();
    let mut changes: Vec<(String, &'static str, &Organisation)> = Vec::new();
    for each in world.organisations.all().iter().filter(|o| register.has(o)) {
        changes.push((each.registered.to_string(), "Ny", each));
        if let Some(day) = each.deleted {
            changes.push((day.to_string(), "Sletting", each));
        }
    }
    changes.sort_by(|a, b| (&a.0, &a.2.org_no).cmp(&(&b.0, &b.2.org_no)));
    let found: Vec<_> = changes
        .iter()
        .enumerate()
        .map(|(at, change)| (at + 1, change))
        .filter(|(id, (day, _, unit))| {
            *id >= from_id
                && from_day.as_ref().is_none_or(|from| day >= from)
                && (search.numbers.is_empty() || search.numbers.contains(&unit.org_no))
        })
        .collect();
    let name = match register {
        Register::Main => "oppdaterteEnheter",
        Register::Sub => "oppdaterteUnderenheter",
    };
    let segment = register.segment();
    let href = format!("{}{BASE}/oppdateringer/{segment}", shared.base());
    search.answer(&href, name, &found, |(id, (day, what, unit))| {
        let href = format!("{}{BASE}/{segment}/{}", shared.base(), unit.org_no);
        json!({
            "oppdateringsid": id,
            "dato": format!("{day}T04:00:00.000Z"),
            "organisasjonsnummer": unit.org_no,
            "endringstype": what,
            "_links": { "enhet": { "href": href } },
        })
    })
}
