//! Calls by hand, marked as such.

use reqwest::{Client, RequestBuilder, Response};
use serde_json::Value;

use crate::recorder::{MARK, PROBE, RIGHT, WRONG};
use fullmakt_tests::control::http;

/// A program that calls one sandbox.
#[derive(Clone)]
pub struct Caller {
    http: Client,
    base: String,
}

/// A request in the making.
pub struct Request {
    title: String,
    builder: RequestBuilder,
    mark: &'static str,
}

impl Caller {
    pub fn new(base: &str) -> Self {
        Caller {
            http: http(),
            base: base.to_owned(),
        }
    }

    pub fn get(&self, path: &str) -> Request {
        self.request("GET", path)
    }

    pub fn post(&self, path: &str) -> Request {
        self.request("POST", path)
    }

    pub fn put(&self, path: &str) -> Request {
        self.request("PUT", path)
    }

    pub fn delete(&self, path: &str) -> Request {
        self.request("DELETE", path)
    }

    /// Asks which route a path falls on, with a method that no route has (RFC 9110 section 15.5.6): gives the route
    /// and the methods that it has.
    pub async fn probe(&self, path: &str) -> Option<(String, String)> {
        let request = self.request("PROBE", path).builder.header(MARK, PROBE);
        let answer = request.send().await.expect("the sandbox answers");
        let text = |name: &str| {
            let value = answer.headers().get(name)?;
            value.to_str().ok().map(str::to_owned)
        };
        text(MARK).zip(text("allow"))
    }

    fn request(&self, method: &str, path: &str) -> Request {
        // The next page of a list is a whole address.
        let path = path.strip_prefix(&self.base).unwrap_or(path);
        let verb = method.parse().expect("a method");
        Request {
            title: format!("{method} {path}"),
            builder: self.http.request(verb, format!("{}{path}", self.base)),
            mark: RIGHT,
        }
    }
}

impl Request {
    pub fn token(mut self, token: &str) -> Self {
        self.builder = self.builder.bearer_auth(token);
        self
    }

    pub fn json(mut self, body: &Value) -> Self {
        self.builder = self.builder.json(body);
        self
    }

    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.builder = self.builder.header(name, value);
        self
    }

    /// Sends it and wants this status; gives the body, as JSON if it is any.
    #[track_caller]
    pub fn gives(self, status: u16) -> impl Future<Output = Value> {
        let place = std::panic::Location::caller();
        async move {
            let title = self.title.clone();
            let (given, body) = self.send().await;
            assert_eq!(given, status, "{title} at {place}: {body}");
            body
        }
    }

    /// As `gives`, for a request that is wrong on purpose.
    #[track_caller]
    pub fn wrong(mut self, status: u16) -> impl Future<Output = Value> {
        self.mark = WRONG;
        self.gives(status)
    }

    /// Sends it and gives the answer while it still comes.
    pub async fn streams(self) -> Response {
        let answer = self.builder.header(MARK, self.mark).send().await;
        let answer = answer.expect("the sandbox answers");
        assert_eq!(answer.status(), 200, "{}", self.title);
        answer
    }

    async fn send(self) -> (u16, Value) {
        let answer = self.builder.header(MARK, self.mark).send().await;
        let answer = answer.expect("the sandbox answers");
        let status = answer.status().as_u16();
        let text = answer.text().await.expect("a body");
        let body = serde_json::from_str(&text).unwrap_or(Value::String(text));
        (status, body)
    }
}
