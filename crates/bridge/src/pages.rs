//! The built UI.

use std::path::{Component, Path, PathBuf};

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

/// Folder of the built UI, and the policy it is served under.
#[derive(Clone, Debug)]
pub struct Pages {
    folder: PathBuf,
    policy: HeaderValue,
}

impl Pages {
    /// Pages from this folder.
    ///
    /// # Errors
    /// When the window's configuration holds no policy.
    pub fn new(folder: PathBuf) -> Result<Self, String> {
        let policy = HeaderValue::from_str(&crate::policy::header()?).map_err(|e| e.to_string())?;
        Ok(Pages { folder, policy })
    }
}

/// One file.
pub async fn file(State(pages): State<Pages>, uri: Uri) -> Response {
    let Some(path) = inside(&pages.folder, uri.path()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let Ok(bytes) = tokio::fs::read(&path).await else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind(&path)));
    headers.insert(header::CONTENT_SECURITY_POLICY, pages.policy);
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    headers.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("no-referrer"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The file that an address means; nothing outside the folder. Built names hold no escapes, so none are resolved.
fn inside(folder: &Path, path: &str) -> Option<PathBuf> {
    let relative = Path::new(match path.trim_start_matches('/') {
        "" => "index.html",
        other => other,
    });
    let plain = relative
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    (plain && !path.contains(['\\', ':', '%'])).then(|| folder.join(relative))
}

fn kind(path: &Path) -> &'static str {
    match path
        .extension()
        .and_then(|e| e.to_str())
        .unwrap_or_default()
    {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::{inside, kind};
    use std::path::{Path, PathBuf};

    #[test]
    fn only_files_of_the_folder() {
        let folder = Path::new("/ui");
        assert_eq!(inside(folder, "/"), Some(PathBuf::from("/ui/index.html")));
        assert_eq!(
            inside(folder, "/assets/a.js"),
            Some(PathBuf::from("/ui/assets/a.js"))
        );
        for bad in [
            "/../secret",
            "/a/../../b",
            "/%2e%2e/b",
            "/C:/b",
            "/..\\b",
            "//etc/../passwd",
        ] {
            assert_eq!(inside(folder, bad), None, "{bad}");
        }
        assert_eq!(
            inside(folder, "//etc/passwd"),
            Some(PathBuf::from("/ui/etc/passwd"))
        );
    }

    #[test]
    fn scripts_are_scripts() {
        assert!(kind(Path::new("a/b.js")).starts_with("text/javascript"));
        assert_eq!(kind(Path::new("a")), "application/octet-stream");
    }
}
