//! The server.

use std::io;
use std::net::Ipv4Addr;
use std::path::PathBuf;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use fullmakt_launch::Running;
use tokio::net::TcpListener;

use crate::guard::{self, Guard};
use crate::pages::{self, Pages};
use crate::{calls, events};

/// Larger than any paste that the app takes, so that refusing one is the app's affair.
const LARGEST_CALL: usize = 16 << 20;

/// A server that is ready to be run.
pub struct Door {
    listener: TcpListener,
    router: Router,
    address: String,
}

/// Opens a server on a random loopback port, for the UI built in `ui`.
///
/// # Errors
/// When no port can be had, or the window's configuration holds no policy.
pub async fn open(app: Running, ui: PathBuf) -> io::Result<Door> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let guard = Guard::new(listener.local_addr()?.port());
    let pages = Pages::new(ui).map_err(io::Error::other)?;
    Ok(Door {
        address: guard.address(),
        router: router(app, pages, guard),
        listener,
    })
}

impl Door {
    /// The address of the page, with its token.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Answers until the future is ready.
    ///
    /// # Errors
    /// When the server falls.
    pub async fn serve(self, until: impl Future<Output = ()> + Send + 'static) -> io::Result<()> {
        // Streams of events never end by themselves, so the server is dropped rather than drained.
        tokio::select! {
            outcome = axum::serve(self.listener, self.router) => outcome,
            () = until => Ok(()),
        }
    }
}

fn router(app: Running, pages: Pages, guard: Guard) -> Router {
    Router::new()
        .route("/call/{name}", post(calls::call))
        .route("/events", get(events::stream))
        .layer(DefaultBodyLimit::max(LARGEST_CALL))
        .route_layer(from_fn_with_state(guard.clone(), guard::caller))
        .with_state(app)
        .fallback_service(get(pages::file).with_state(pages))
        .layer(from_fn_with_state(guard, guard::host))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use axum::body::Body;
    use axum::http::{Method, Request, Response, StatusCode, header};
    use fullmakt_launch::browser::Browser;
    use fullmakt_launch::running::Start;
    use fullmakt_launch::{Flags, Place, Running, Trace};
    use tower::ServiceExt;

    use super::router;
    use crate::guard::Guard;
    use crate::headless::Headless;
    use crate::pages::Pages;

    const PORT: u16 = 4242;
    const OURS: &str = "127.0.0.1:4242";

    /// A door on an app that could not be started: every call that reaches it fails with the reason.
    struct Trial {
        router: axum::Router,
        token: String,
        _ui: tempfile::TempDir,
    }

    fn trial() -> Trial {
        let ui = tempfile::tempdir().expect("a folder");
        std::fs::write(ui.path().join("index.html"), "<!doctype html>").expect("written");
        let flags = Flags {
            place: Place::File(ui.path().join("no-such.toml")),
            data_dir: Some(ui.path().join("data")),
            memory_secrets: true,
            ..Flags::default()
        };
        let start = Start {
            flags,
            browser: Browser::System,
            trace: Trace::begin(false),
            version: "0.0.0",
        };
        let app = Running::start(start, Arc::new(Headless));
        let guard = Guard::new(PORT);
        let token = guard
            .address()
            .split_once("token=")
            .expect("a token")
            .1
            .to_owned();
        let pages = Pages::new(ui.path().to_owned()).expect("the window has a policy");
        Trial {
            router: router(app, pages, guard),
            token,
            _ui: ui,
        }
    }

    impl Trial {
        async fn ask(&self, request: Request<Body>) -> Response<Body> {
            self.router
                .clone()
                .oneshot(request)
                .await
                .expect("an answer")
        }
    }

    fn call(headers: &[(&str, &str)]) -> Request<Body> {
        let mut request = Request::builder()
            .method(Method::POST)
            .uri("/call/app_info")
            .header(header::CONTENT_TYPE, "application/json");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.body(Body::from("{}")).expect("a request")
    }

    #[tokio::test]
    async fn whoever_knows_the_token_is_heard() {
        let trial = trial();
        let token = trial.token.as_str();
        let from_page = [
            ("host", OURS),
            ("origin", "http://127.0.0.1:4242"),
            ("x-fullmakt-token", token),
        ];
        let answer = trial.ask(call(&from_page)).await;
        assert_eq!(
            answer.status(),
            StatusCode::UNPROCESSABLE_ENTITY,
            "the app's own failure"
        );
        let body = axum::body::to_bytes(answer.into_body(), 1 << 20)
            .await
            .expect("a body");
        let failure: serde_json::Value = serde_json::from_slice(&body).expect("JSON");
        assert!(failure["code"].is_string(), "{failure}");
        let from_program = trial
            .ask(call(&[("host", OURS), ("x-fullmakt-token", token)]))
            .await;
        assert_eq!(from_program.status(), StatusCode::UNPROCESSABLE_ENTITY);
    }

    #[tokio::test]
    async fn nobody_else_is() {
        let trial = trial();
        let token = trial.token.as_str();
        for (headers, status) in [
            (vec![("host", OURS)], StatusCode::UNAUTHORIZED),
            (
                vec![("host", OURS), ("x-fullmakt-token", "0")],
                StatusCode::UNAUTHORIZED,
            ),
            (
                vec![("host", "evil.example"), ("x-fullmakt-token", token)],
                StatusCode::MISDIRECTED_REQUEST,
            ),
            (
                vec![("host", "localhost:4242"), ("x-fullmakt-token", token)],
                StatusCode::MISDIRECTED_REQUEST,
            ),
            (
                vec![
                    ("host", OURS),
                    ("origin", "https://evil.example"),
                    ("x-fullmakt-token", token),
                ],
                StatusCode::FORBIDDEN,
            ),
            (
                vec![
                    ("host", OURS),
                    ("origin", "null"),
                    ("x-fullmakt-token", token),
                ],
                StatusCode::FORBIDDEN,
            ),
        ] {
            let answer = trial.ask(call(&headers)).await;
            assert_eq!(answer.status(), status, "{headers:?}");
        }
    }

    #[tokio::test]
    async fn only_the_stream_takes_the_token_in_its_address() {
        let trial = trial();
        let get = |path: &str| {
            let uri = format!("{path}?token={}", trial.token);
            Request::builder()
                .uri(uri)
                .header("host", OURS)
                .body(Body::empty())
                .expect("a request")
        };
        let stream = trial.ask(get("/events")).await;
        assert_eq!(stream.status(), StatusCode::OK);
        assert_eq!(stream.headers()[header::CONTENT_TYPE], "text/event-stream");
        let mut call = get("/call/app_info");
        *call.method_mut() = Method::POST;
        assert_eq!(trial.ask(call).await.status(), StatusCode::UNAUTHORIZED);
    }

    #[tokio::test]
    async fn the_page_comes_under_the_windows_policy() {
        let trial = trial();
        let get = |path: &str| {
            Request::builder()
                .uri(path)
                .header("host", OURS)
                .body(Body::empty())
                .expect("a request")
        };
        let page = trial.ask(get("/")).await;
        assert_eq!(page.status(), StatusCode::OK);
        let policy = page.headers()[header::CONTENT_SECURITY_POLICY]
            .to_str()
            .expect("text");
        assert!(policy.starts_with("default-src 'none'"), "{policy}");
        assert_eq!(page.headers()[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
        assert_eq!(
            trial.ask(get("/no-such.js")).await.status(),
            StatusCode::NOT_FOUND
        );
    }
}
