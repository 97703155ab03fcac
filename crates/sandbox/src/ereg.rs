//! The Enhetsregisteret's open look-up (`/enhetsregisteret/api/…`; access-management reference 7).

mod feed;

use axum::Router;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use serde_json::{Map, Value, json};
use url::form_urlencoded;

use crate::server::answers;
use crate::state::Shared;
use crate::world::World;
use crate::world::authority::{Authority, Holder};
use crate::world::catalogue::catalogue;
use crate::world::organisations::{Organisation, Place, form_in_words};

const BASE: &str = "/enhetsregisteret/api";

pub(crate) fn router() -> Router<Shared> {
    Router::new()
        .route(&format!("{BASE}/enheter"), get(search_main))
        .route(&format!("{BASE}/underenheter"), get(search_sub))
        .route(&format!("{BASE}/enheter/{{number}}"), get(one_main))
        .route(&format!("{BASE}/underenheter/{{number}}"), get(one_sub))
        .route(&format!("{BASE}/enheter/{{number}}/roller"), get(roles))
        .merge(feed::router())
}

/// Main units and sub-units are two registers: a number is in exactly one of them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Register {
    Main,
    Sub,
}

impl Register {
    fn has(self, organisation: &Organisation) -> bool {
        (self == Self::Sub) == organisation.parent.is_some()
    }

    fn segment(self) -> &'static str {
        match self {
            Self::Main => "enheter",
            Self::Sub => "underenheter",
        }
    }
}

async fn one_main(State(shared): State<Shared>, Path(number): Path<String>) -> Response {
    one(&shared, Register::Main, &number)
}

async fn one_sub(State(shared): State<Shared>, Path(number): Path<String>) -> Response {
    one(&shared, Register::Sub, &number)
}

/// A unit that was taken out of the register for legal reasons: only its number is known.
const REMOVED: &str = "310000019";

fn one(shared: &Shared, register: Register, number: &str) -> Response {
    if number == REMOVED && register == Register::Main {
        return answers::empty(StatusCode::GONE);
    }
    let world = shared.world();
    match world
        .organisations
        .by_number(number)
        .filter(|each| register.has(each))
    {
        Some(organisation) => {
            answers::json(StatusCode::OK, &unit(shared.base(), register, organisation))
        }
        None => answers::empty(StatusCode::NOT_FOUND),
    }
}

/// A deleted unit keeps its number, name, form and the day it was deleted, and nothing else.
fn unit(base: &str, register: Register, organisation: &Organisation) -> Value {
    let number = &organisation.org_no;
    let segment = register.segment();
    let mut out = Map::new();
    let mut put = |name: &str, value: Value| {
        out.insert(name.to_owned(), value);
    };
    put("organisasjonsnummer", json!(number));
    put("navn", json!(organisation.name));
    let words = form_in_words(organisation.form);
    put(
        "organisasjonsform",
        json!({ "kode": organisation.form, "beskrivelse": words }),
    );
    put(
        "_links",
        json!({ "self": { "href": format!("{base}{BASE}/{segment}/{number}") } }),
    );
    if let Some(day) = organisation.deleted {
        put("slettedato", json!(day.to_string()));
        return Value::Object(out);
    }
    put(
        "registreringsdatoEnhetsregisteret",
        json!(organisation.registered.to_string()),
    );
    let trade = organisation.trade;
    put(
        "naeringskode1",
        json!({ "kode": trade.code, "beskrivelse": trade.words }),
    );
    if let Some(site) = &organisation.website {
        put("hjemmeside", json!(site));
    }
    match register {
        Register::Sub => {
            put("beliggenhetsadresse", address(organisation.place));
            put("overordnetEnhet", json!(organisation.parent));
        }
        Register::Main => {
            put("forretningsadresse", address(organisation.place));
            put(
                "registrertIMvaregisteret",
                json!(organisation.form != "ENK"),
            );
            put(
                "registrertIForetaksregisteret",
                json!(organisation.form == "AS"),
            );
            put("konkurs", json!(organisation.bankrupt.is_some()));
            if let Some(day) = organisation.bankrupt {
                put("konkursdato", json!(day.to_string()));
            }
            put("underAvvikling", json!(organisation.winding_up));
            put("underTvangsavviklingEllerTvangsopplosning", json!(false));
            put("maalform", json!("Bokmål"));
        }
    }
    Value::Object(out)
}

fn address(place: Place) -> Value {
    json!({
        "adresse": [place.street],
        "postnummer": place.postcode,
        "poststed": place.town,
        "kommune": place.municipality,
        "kommunenummer": place.municipality_no,
        "land": "Norge",
        "landkode": "NO",
    })
}

async fn search_main(State(shared): State<Shared>, RawQuery(query): RawQuery) -> Response {
    search(&shared, Register::Main, query.as_deref())
}

async fn search_sub(State(shared): State<Shared>, RawQuery(query): RawQuery) -> Response {
    search(&shared, Register::Sub, query.as_deref())
}

/// What a search may ask for, as far as this register answers it.
#[derive(Default)]
struct Search {
    numbers: Vec<String>,
    name: Option<String>,
    forms: Vec<String>,
    parent: Option<String>,
    municipality: Option<String>,
    bankrupt: Option<bool>,
    page: usize,
    size: usize,
}

impl Search {
    fn read(query: Option<&str>) -> Result<Self, String> {
        let mut search = Self {
            size: 20,
            ..Self::default()
        };
        let list = |value: &str| value.split(',').map(str::to_owned).collect();
        for (name, value) in form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
            let number = || {
                value
                    .parse()
                    .map_err(|_| format!("{name}: '{value}' is no number"))
            };
            match name.as_ref() {
                "organisasjonsnummer" => search.numbers = list(&value),
                "navn" => search.name = Some(value.to_uppercase()),
                "organisasjonsform" => search.forms = list(&value),
                "overordnetEnhet" => search.parent = Some(value.into_owned()),
                "kommunenummer" => search.municipality = Some(value.into_owned()),
                "konkurs" => search.bankrupt = Some(value == "true"),
                "page" => search.page = number()?,
                "size" => search.size = number()?,
                _ => {}
            }
        }
        if search.size == 0 || search.page.saturating_add(1).saturating_mul(search.size) > 10_000 {
            return Err("page and size reach beyond the first 10 000 rows".to_owned());
        }
        Ok(search)
    }

    /// The page that was asked for, in the register's envelope; an empty one has no `_embedded`.
    fn answer<T>(
        &self,
        href: &str,
        name: &str,
        found: &[T],
        row: impl Fn(&T) -> Value,
    ) -> Response {
        let rows: Vec<Value> = found
            .iter()
            .skip(self.page * self.size)
            .take(self.size)
            .map(row)
            .collect();
        let mut body = json!({
            "_links": { "self": { "href": href } },
            "page": {
                "size": self.size,
                "totalElements": found.len(),
                "totalPages": found.len().div_ceil(self.size),
                "number": self.page,
            },
        });
        if !rows.is_empty() {
            body["_embedded"] = json!({ name: rows });
        }
        answers::json(StatusCode::OK, &body)
    }

    fn takes(&self, organisation: &Organisation) -> bool {
        let municipality = organisation.place.municipality_no;
        (self.numbers.is_empty() || self.numbers.contains(&organisation.org_no))
            && self
                .name
                .as_deref()
                .is_none_or(|part| organisation.name.contains(part))
            && (self.forms.is_empty() || self.forms.iter().any(|form| form == organisation.form))
            && self
                .parent
                .as_ref()
                .is_none_or(|no| Some(no) == organisation.parent.as_ref())
            && self
                .municipality
                .as_deref()
                .is_none_or(|no| no == municipality)
            && self
                .bankrupt
                .is_none_or(|bankrupt| bankrupt == organisation.bankrupt.is_some())
    }
}

fn search(shared: &Shared, register: Register, query: Option<&str>) -> Response {
    let search = match Search::read(query) {
        Ok(search) => search,
        Err(reason) => return bad_search(&reason),
    };
    let world = shared.world();
    let found: Vec<&Organisation> = world
        .organisations
        .all()
        .iter()
        .filter(|each| register.has(each) && search.takes(each))
        .collect();
    let href = format!("{}{BASE}/{}", shared.base(), register.segment());
    search.answer(&href, register.segment(), &found, |organisation| {
        unit(shared.base(), register, organisation)
    })
}

/// Register roles by group; what was given in Altinn is not there.
async fn roles(State(shared): State<Shared>, Path(number): Path<String>) -> Response {
    let world = shared.world();
    let Some(organisation) = world.organisations.by_number(&number) else {
        return answers::empty(StatusCode::NOT_FOUND);
    };
    let groups: Vec<Value> = world
        .authorities
        .in_organisation(&organisation.org_no)
        .flat_map(|authority| authority.roles.iter().map(move |code| (code, authority)))
        .filter_map(|(code, authority)| role_group(&world, code, authority))
        .collect();
    let href = format!("{}{BASE}/enheter/{number}/roller", shared.base());
    let body = json!({ "rollegrupper": groups, "_links": { "self": { "href": href } } });
    answers::json(StatusCode::OK, &body)
}

fn role_group(world: &World, code: &str, authority: &Authority) -> Option<Value> {
    let role = catalogue().role(code)?;
    let legacy = role.legacy_code.as_deref()?.to_uppercase();
    let kind = json!({ "kode": legacy, "beskrivelse": role.name.nb });
    let mut entry = json!({ "type": kind, "fratraadt": false, "rekkefolge": 0 });
    match &authority.holder {
        Holder::Person(id) => {
            let person = world.person_by_party(*id)?;
            let (first, last) = person.name.rsplit_once(' ').unwrap_or(("", &person.name));
            entry["person"] = json!({
                "fodselsdato": person.date_of_birth().map(|date| date.to_string()),
                "navn": { "fornavn": first, "etternavn": last },
                "erDoed": false,
            });
        }
        Holder::Organisation(number) => {
            let holder = world.organisations.by_number(number)?;
            entry["enhet"] = json!({
                "organisasjonsnummer": number,
                "organisasjonsform": {
                    "kode": holder.form,
                    "beskrivelse": form_in_words(holder.form),
                },
                "navn": [holder.name],
                "erSlettet": holder.deleted.is_some(),
            });
        }
    }
    Some(json!({ "type": kind, "sistEndret": "2026-01-05", "roller": [entry] }))
}

fn bad_search(reason: &str) -> Response {
    let body = json!({ "status": 400, "feilmelding": reason, "valideringsfeil": [] });
    answers::json(StatusCode::BAD_REQUEST, &body)
}
