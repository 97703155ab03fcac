//! The one window: there at once on the page's own ground, and closed to everything but our own page. A hidden window
//! would get no frames from the web engine, and its first picture would be late.

use std::sync::Arc;

use fullmakt_launch::browser::Browser;
use fullmakt_launch::running::Start;
use fullmakt_launch::{Place, Screen};
use tauri::webview::{Color, NewWindowResponse};
use tauri::{AppHandle, Theme, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder};

use crate::appearance::as_tauri;

/// The label that the capability file names.
const LABEL: &str = "main";

/// The page's own ground, so that nothing flashes while the engine draws or the window grows.
const DAY: Color = Color(0xee, 0xf0, 0xf5, 0xff);
const NIGHT: Color = Color(0x0d, 0x13, 0x25, 0xff);

/// The window.
pub struct Window(WebviewWindow);

impl Window {
    /// Makes the window.
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
                // The page takes dropped links itself.
                .disable_drag_drop_handler()
                .on_navigation(is_ours)
                .on_new_window(|_, _| NewWindowResponse::Deny);
        if let Some(folder) = &start.flags.data_dir {
            builder = builder.data_directory(folder.join("web"));
        }
        let window = Window(builder.build()?);
        window.set_theme(as_tauri(start.theme()));
        Ok(Arc::new(window))
    }

    /// Colours of the frame, and what `prefers-color-scheme` says inside; `None` follows the system.
    pub fn set_theme(&self, theme: Option<Theme>) {
        said(self.0.set_theme(theme), "theme");
        let dark = theme.or_else(|| self.0.theme().ok()) == Some(Theme::Dark);
        let ground = if dark { NIGHT } else { DAY };
        said(self.0.set_background_color(Some(ground)), "background");
    }
}

impl Screen for Window {
    fn open(&self, browser: &Browser, url: &Url) -> Result<(), String> {
        browser.open(url)
    }

    fn focus(&self) {
        said(self.0.unminimize(), "unminimize");
        said(self.0.set_focus(), "focus");
    }

    fn place(&self, place: &Place) {
        said(self.0.set_title(title(place)), "title");
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
