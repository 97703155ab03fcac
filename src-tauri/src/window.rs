//! The window: there at once on the page's own ground, and closed to everything but our own page. A hidden window
//! would get no frames from the web engine, and its first picture would be late.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use fullmakt_app::surface::session::{Language, Settings};
use fullmakt_launch::browser::Browser;
use fullmakt_launch::{Flags, Place, Screen};
use tauri::webview::{Color, NewWindowResponse};
use tauri::{AppHandle, Manager, Theme, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder, Wry};

use crate::appearance::as_tauri;
use crate::first_draw;

/// The label that the capability file names.
pub const LABEL: &str = "main";

/// The page's own ground, so that nothing flashes while the engine draws or the window grows.
const DAY: Color = Color(0xee, 0xf0, 0xf5, 0xff);
const NIGHT: Color = Color(0x0d, 0x13, 0x25, 0xff);

/// The window. The app has it before it is made, and comes up meanwhile; what it asks of it until then falls away.
#[derive(Default)]
pub struct Window(OnceLock<WebviewWindow>);

/// What the window is made from: known before the app is up.
pub struct Look {
    folder: Option<PathBuf>,
    settings: Settings,
    title: &'static str,
}

impl Look {
    /// The look of a start.
    pub fn of(flags: &Flags, settings: Settings) -> Self {
        Look {
            folder: flags.data_dir.as_ref().map(|dir| dir.join("web")),
            settings,
            title: title(&flags.place),
        }
    }
}

impl Window {
    /// Makes the window.
    ///
    /// # Errors
    /// When the system's web engine is missing or fails.
    pub fn open(&self, app: &AppHandle, look: Look) -> tauri::Result<()> {
        let page = page(look.settings.language);
        let window = closed(app, LABEL, &page, look.folder.as_deref())
            .title(look.title)
            .inner_size(1280.0, 832.0)
            .center()
            .build()?;
        let theme = as_tauri(look.settings.theme).or_else(|| window.theme().ok());
        said(
            first_draw::wait_for_page(&window, ground(theme)),
            "first draw",
        );
        app.manage(WebFolder(look.folder));
        // Made once: `setup` runs once.
        let _ = self.0.set(window);
        self.set_theme(as_tauri(look.settings.theme));
        self.set_zoom(look.settings.zoom_factor());
        Ok(())
    }

    /// Colours of the frame, and what `prefers-color-scheme` says inside; `None` follows the system.
    pub fn set_theme(&self, theme: Option<Theme>) {
        let Some(window) = self.0.get() else { return };
        said(window.set_theme(theme), "theme");
        let theme = theme.or_else(|| window.theme().ok());
        said(
            window.set_background_color(Some(ground(theme))),
            "background",
        );
    }

    /// How large everything is drawn, in this window and in those beside it.
    pub fn set_zoom(&self, factor: f64) {
        let Some(window) = self.0.get() else { return };
        for window in window.app_handle().webview_windows().into_values() {
            said(window.set_zoom(factor), "zoom");
        }
    }
}

/// Where the web engine keeps its own things; `None` for its usual place.
pub struct WebFolder(pub Option<PathBuf>);

/// A window on one of our own pages, and closed to everything else.
pub fn closed<'a>(
    app: &'a AppHandle,
    label: &str,
    page: &str,
    folder: Option<&Path>,
) -> WebviewWindowBuilder<'a, Wry, AppHandle> {
    let builder = WebviewWindowBuilder::new(app, label, WebviewUrl::App(page.into()))
        .min_inner_size(480.0, 480.0)
        // The page takes dropped links itself.
        .disable_drag_drop_handler()
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny);
    match folder {
        Some(folder) => builder.data_directory(folder.to_owned()),
        None => builder,
    }
}

/// The ground of a theme.
pub fn ground(theme: Option<Theme>) -> Color {
    match theme {
        Some(Theme::Dark) => NIGHT,
        _ => DAY,
    }
}

impl Screen for Window {
    fn open(&self, browser: &Browser, url: &Url) -> Result<(), String> {
        browser.open(url)
    }

    fn focus(&self) {
        let Some(window) = self.0.get() else { return };
        said(window.unminimize(), "unminimize");
        said(window.set_focus(), "focus");
    }

    fn place(&self, place: &Place) {
        let Some(window) = self.0.get() else { return };
        said(window.set_title(title(place)), "title");
    }
}

/// The page, told the language of its first words, so that it need not ask before it loads them.
fn page(language: Language) -> String {
    format!("index.html?language={}", language.code())
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
pub fn said(outcome: tauri::Result<()>, what: &str) {
    if let Err(error) = outcome {
        tracing::warn!(%error, what, "the window did not do it");
    }
}

#[cfg(test)]
mod tests {
    use super::{is_ours, page, title};
    use fullmakt_app::surface::session::Language;
    use fullmakt_launch::Place;
    use tauri::Url;
    use tauri::utils::mime_type::MimeType;

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

    /// Tauri looks at the first bytes of a file before it looks at its name, and an engine runs no script that is served
    /// as something else: the window would stay empty.
    #[test]
    fn every_file_of_the_page_is_served_as_what_it_is() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/dist/assets");
        let files = std::fs::read_dir(folder).expect("the UI is built before the window");
        let mut scripts = 0;
        for file in files {
            let path = file.expect("an entry").path();
            let name = path.to_string_lossy();
            let wanted = match path.extension().and_then(|ending| ending.to_str()) {
                Some("js" | "mjs") => "text/javascript",
                Some("css") => "text/css",
                _ => continue,
            };
            scripts += 1;
            let content = std::fs::read(&path).expect("a file");
            assert_eq!(MimeType::parse(&content, &name), wanted, "{name}");
        }
        assert!(scripts > 5, "{scripts}");
    }

    #[test]
    fn the_page_is_told_its_language() {
        assert_eq!(page(Language::Nn), "index.html?language=nn");
    }

    #[test]
    fn test_environments_say_so_first() {
        assert_eq!(title(&Place::Prod), "Fullmakt");
        for place in [Place::Tt02, Place::Sandbox, Place::File("a.toml".into())] {
            assert!(title(&place).starts_with("TEST"));
        }
    }
}
