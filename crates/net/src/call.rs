//! One request, before it is sent.

use std::fmt;
use std::time::Duration;

use fullmakt_domain::Sensitive;
use reqwest::Method;
use serde_json::Value;
use url::Url;

/// Longest body that is read unless the call says otherwise: 64 MiB, room for the longest list of parties.
const DEFAULT_CAP: usize = 64 * 1024 * 1024;
/// Whole time of one attempt unless the call says otherwise.
const DEFAULT_TIMEOUT: Duration = Duration::from_secs(30);

/// What is sent along.
#[derive(Clone)]
pub enum Body {
    /// Nothing.
    None,
    /// JSON.
    Json(Value),
    /// `application/x-www-form-urlencoded`.
    Form(Vec<(String, String)>),
    /// Bytes with their media type.
    Bytes {
        /// `Content-Type`.
        content_type: String,
        /// The bytes.
        bytes: Vec<u8>,
    },
}

/// One request. Reads (`GET`, `HEAD`) may be repeated by the client, writes never are.
#[derive(Clone)]
pub struct Call<'a> {
    pub(crate) kind: &'static str,
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) bearer: Option<&'a Sensitive<String>>,
    pub(crate) accept: &'static str,
    pub(crate) language: Option<String>,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Body,
    pub(crate) repeatable: bool,
    pub(crate) cap: usize,
    pub(crate) timeout: Duration,
    pub(crate) public: bool,
}

impl<'a> Call<'a> {
    /// A request. `kind` is its name in meters and logs, e.g. `request_read`.
    pub fn new(kind: &'static str, method: Method, url: Url) -> Self {
        let repeatable = method == Method::GET || method == Method::HEAD;
        Call {
            kind,
            method,
            url,
            bearer: None,
            accept: "application/json",
            language: None,
            headers: Vec::new(),
            body: Body::None,
            repeatable,
            cap: DEFAULT_CAP,
            timeout: DEFAULT_TIMEOUT,
            public: false,
        }
    }

    /// A `GET`.
    pub fn get(kind: &'static str, url: Url) -> Self {
        Self::new(kind, Method::GET, url)
    }

    /// A `POST`.
    pub fn post(kind: &'static str, url: Url) -> Self {
        Self::new(kind, Method::POST, url)
    }

    /// A `PUT`.
    pub fn put(kind: &'static str, url: Url) -> Self {
        Self::new(kind, Method::PUT, url)
    }

    /// A `DELETE`.
    pub fn delete(kind: &'static str, url: Url) -> Self {
        Self::new(kind, Method::DELETE, url)
    }

    /// Sends `Authorization: Bearer …` (RFC 6750 section 2.1).
    #[must_use]
    pub fn bearer(mut self, token: &'a Sensitive<String>) -> Self {
        self.bearer = Some(token);
        self
    }

    /// Sends `Accept-Language`.
    #[must_use]
    pub fn language(mut self, tag: &str) -> Self {
        self.language = Some(tag.to_owned());
        self
    }

    /// Sends this `Accept` instead of `application/json`.
    #[must_use]
    pub fn accept(mut self, media_type: &'static str) -> Self {
        self.accept = media_type;
        self
    }

    /// Sends one more header.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// Sends JSON.
    #[must_use]
    pub fn json(mut self, value: Value) -> Self {
        self.body = Body::Json(value);
        self
    }

    /// Sends a form.
    #[must_use]
    pub fn form<K: Into<String>, V: Into<String>>(
        mut self,
        fields: impl IntoIterator<Item = (K, V)>,
    ) -> Self {
        self.body = Body::Form(
            fields
                .into_iter()
                .map(|(k, v)| (k.into(), v.into()))
                .collect(),
        );
        self
    }

    /// Sends any body.
    #[must_use]
    pub fn body(mut self, body: Body) -> Self {
        self.body = body;
        self
    }

    /// Says whether sending it twice does no harm. A `POST` that only asks a question may be repeated; a `GET` that
    /// uses something up may not.
    #[must_use]
    pub fn idempotent(mut self, repeatable: bool) -> Self {
        self.repeatable = repeatable;
        self
    }

    /// Reads at most this many bytes of the answer, after decompression.
    #[must_use]
    pub fn cap(mut self, bytes: usize) -> Self {
        self.cap = bytes;
        self
    }

    /// Gives one attempt this much time in all, instead of 30 seconds.
    #[must_use]
    pub fn timeout(mut self, whole: Duration) -> Self {
        self.timeout = whole;
        self
    }

    /// Goes out into the world or nowhere: for addresses that somebody outside wrote. Of what a name is resolved to, an
    /// address of this machine or of a private network is never gone to.
    #[must_use]
    pub fn public_only(mut self) -> Self {
        self.public = true;
        self
    }

    /// Whether sending it twice does no harm.
    pub fn is_repeatable(&self) -> bool {
        self.repeatable
    }

    /// The kind of call.
    pub fn kind(&self) -> &'static str {
        self.kind
    }

    /// Host, with the port when it is not the usual one.
    pub(crate) fn host(&self) -> String {
        let host = self.url.host_str().unwrap_or_default();
        match self.url.port() {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        }
    }
}

impl fmt::Debug for Call<'_> {
    /// Method, kind and host: paths and bodies may name people.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Call({} {} {})", self.method, self.kind, self.host())
    }
}

#[cfg(test)]
mod tests {
    use super::Call;
    use fullmakt_domain::Sensitive;

    #[test]
    fn debug_shows_neither_path_nor_token() {
        let token = Sensitive::new("eyJ.secret.token".to_owned());
        let url = "https://platform.tt02.altinn.no/party/51234567?q=1"
            .parse()
            .expect("an address");
        let text = format!("{:?}", Call::get("request_read", url).bearer(&token));
        assert_eq!(text, "Call(GET request_read platform.tt02.altinn.no)");
    }

    #[test]
    fn only_reads_are_repeated() {
        let url: url::Url = "https://platform.tt02.altinn.no/"
            .parse()
            .expect("an address");
        assert!(Call::get("a", url.clone()).repeatable);
        assert!(!Call::post("a", url.clone()).repeatable);
        assert!(!Call::delete("a", url.clone()).repeatable);
        assert!(!Call::put("a", url).repeatable);
    }
}
