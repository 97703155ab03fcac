//! The one window: hidden until the page has drawn itself, and closed to everything but our own page.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use fullmakt_launch::browser::Browser;
use fullmakt_launch::running::Start;
use fullmakt_launch::{Place, Screen};
use tauri::webview::{Color, NewWindowResponse};
use tauri::{AppHandle, Theme, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder};

/// The label that the capability file names.
const LABEL: &str = "main";

/// A page that does not say that it has drawn itself is shown after this all the same.
const SHOW_ANYWAY: Duration = Duration::from_secs(2);

/// The page's own ground, so that nothing flashes while the engine draws or the window grows.
const DAY: Color = Color(0xee, 0xf0, 0xf5, 0xff);
const NIGHT: Color = Color(0x0d, 0x13, 0x25, 0xff);

/// The window.
pub struct Window {
    window: WebviewWindow,
    shown: AtomicBool,
}

impl Window {
    /// Makes the window, hidden.
    ///
    /// # Errors
    /// When the system's web engine is missing or fails.
    pub fn open(app: &AppHandle, start: &Start) -> tauri::Result<Arc<Self>> {
        let mut builder =
            WebviewWindowBuilder::new(app, LABEL, WebviewUrl::App("index.html".into()))
                .title(title(&start.flags.place))
                .inner_size(1280.0, 832.0)
                .min_inner_size(480.0, 480.0)
                .center()
                .visible(false)
                // The page takes dropped links itself.
                .disable_drag_drop_handler()
                .on_navigation(is_ours)
                .on_new_window(|_, _| NewWindowResponse::Deny);
        if let Some(folder) = &start.flags.data_dir {
            builder = builder.data_directory(folder.join("web"));
        }
        let window = Arc::new(Window {
            window: builder.build()?,
            shown: AtomicBool::new(false),
        });
        let late = Arc::clone(&window);
        tauri::async_runtime::spawn(async move {
            tokio::time::sleep(SHOW_ANYWAY).await;
            late.show();
        });
        Ok(window)
    }

    /// Colours of the frame, and what `prefers-color-scheme` says inside; `None` follows the system.
    pub fn set_theme(&self, theme: Option<Theme>) {
        said(self.window.set_theme(theme), "theme");
        let dark = theme.or_else(|| self.window.theme().ok()) == Some(Theme::Dark);
        said(
            self.window
                .set_background_color(Some(if dark { NIGHT } else { DAY })),
            "background",
        );
    }

    fn show(&self) {
        if !self.shown.swap(true, Ordering::Relaxed) {
            said(self.window.show(), "show");
        }
    }
}

impl Screen for Window {
    fn open(&self, browser: &Browser, url: &Url) -> Result<(), String> {
        browser.open(url)
    }

    fn focus(&self) {
        self.show();
        said(self.window.unminimize(), "unminimize");
        said(self.window.set_focus(), "focus");
    }

    fn drawn(&self) {
        self.show();
    }

    fn place(&self, place: &Place) {
        said(self.window.set_title(title(place)), "title");
    }
}

/// Test environments say so first, where a narrow task bar still shows it.
fn title(place: &Place) -> &'static str {
    if place.is_test() {
        "TEST – Fullmakt"
    } else {
        "Fullmakt"
    }
}

/// Our own page, by the names that the three web engines give it. Everything else goes to the browser, through a
/// command that checks the address.
fn is_ours(url: &Url) -> bool {
    match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        "http" | "https" => url.host_str() == Some("tauri.localhost") && url.port().is_none(),
        _ => false,
    }
}

/// A window that cannot do one of these is still a window.
fn said(outcome: tauri::Result<()>, what: &str) {
    if let Err(error) = outcome {
        tracing::warn!(%error, what, "the window did not do it");
    }
}

#[cfg(test)]
mod tests {
    use super::{is_ours, title};
    use fullmakt_launch::Place;
    use tauri::Url;

    #[test]
    fn only_our_own_page_is_shown() {
        let is = |text: &str| is_ours(&Url::parse(text).expect("an address"));
        assert!(is("tauri://localhost/index.html"));
        assert!(is("http://tauri.localhost/#/godkjenning"));
        for foreign in [
            "https://altinn.example/",
            "http://tauri.localhost.example/",
            "http://tauri.localhost:81/",
            "tauri://elsewhere/",
            "file:///etc/passwd",
            "data:text/html,x",
            "about:blank",
        ] {
            assert!(!is(foreign), "{foreign}");
        }
    }

    #[test]
    fn test_environments_say_so_first() {
        assert_eq!(title(&Place::Prod), "Fullmakt");
        for place in [Place::Tt02, Place::Sandbox, Place::File("a.toml".into())] {
            assert!(title(&place).starts_with("TEST"));
        }
    }
}
