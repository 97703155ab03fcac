//! Query strings and ids in paths as ASP.NET binds them: repeated names, booleans in any case, and a 400 that names the
//! field for what cannot be read.

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use url::form_urlencoded;
use uuid::Uuid;

use crate::server::answers::{self, Stop};

/// The UUID of a path's `{id}`.
pub(super) struct Id(pub(super) Uuid);

impl<S: Send + Sync> FromRequestParts<S> for Id {
    type Rejection = Stop;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Stop> {
        let Path(text) = Path::<String>::from_request_parts(parts, state)
            .await
            .map_err(|_| not_valid("id", ""))?;
        text.parse().map(Id).map_err(|_| not_valid("id", &text))
    }
}

/// The pairs of a query string.
pub(crate) struct Pairs(Vec<(String, String)>);

impl Pairs {
    pub(crate) fn read(query: Option<&str>) -> Self {
        Self(
            form_urlencoded::parse(query.unwrap_or_default().as_bytes())
                .into_owned()
                .collect(),
        )
    }

    /// The first value under a name; names are matched without regard to case.
    pub(crate) fn first(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    /// All values under a name.
    pub(crate) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0
            .iter()
            .filter(move |(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// Every pair but those under a name.
    pub(super) fn without(&self, name: &str) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .filter(move |(key, _)| !key.eq_ignore_ascii_case(name))
            .map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// A boolean; 400 when it is something else.
    pub(crate) fn flag(&self, name: &str, default: bool) -> Result<bool, Stop> {
        match self.first(name).map(str::to_ascii_lowercase).as_deref() {
            None | Some("") => Ok(default),
            Some("true") => Ok(true),
            Some("false") => Ok(false),
            Some(other) => Err(not_valid(name, other)),
        }
    }

    /// `true`, `false` or `auto`; `None` stands for `auto`.
    pub(crate) fn tri_state(&self, name: &str) -> Result<Option<bool>, Stop> {
        match self.first(name).map(str::to_ascii_lowercase).as_deref() {
            None | Some("" | "auto") => Ok(None),
            Some("true") => Ok(Some(true)),
            Some("false") => Ok(Some(false)),
            Some(other) => Err(not_valid(name, other)),
        }
    }

    /// The UUID under a name that must be there.
    pub(crate) fn uuid(&self, name: &str) -> Result<Uuid, Stop> {
        match self.first(name) {
            None | Some("") => Err(answers::unbound(
                name,
                &format!("A value for the '{name}' parameter or property was not provided."),
            )),
            Some(value) => value.parse().map_err(|_| not_valid(name, value)),
        }
    }

    /// The first UUID under a name, if one is there; whatever else stands there must be one as well.
    pub(crate) fn first_uuid(&self, name: &str) -> Result<Option<Uuid>, Stop> {
        Ok(self.uuids(name)?.first().copied())
    }

    /// Every UUID under a name.
    pub(crate) fn uuids(&self, name: &str) -> Result<Vec<Uuid>, Stop> {
        self.all(name)
            .map(|value| value.parse().map_err(|_| not_valid(name, value)))
            .collect()
    }
}

fn not_valid(name: &str, value: &str) -> Stop {
    answers::unbound(name, &format!("The value '{value}' is not valid."))
}
