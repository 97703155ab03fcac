//! What a host without a window does for the app.

use std::path::Path;

use fullmakt_launch::browser::Browser;
use fullmakt_launch::{Place, Screen};
use url::Url;

/// No window. Addresses for the browser are printed as `{"open": "…"}` for whoever started us, unless
/// `FULLMAKT_BROWSER` names a command.
#[derive(Clone, Copy, Debug, Default)]
pub struct Headless;

impl Screen for Headless {
    fn open(&self, browser: &Browser, url: &Url) -> Result<(), String> {
        match browser {
            Browser::System => {
                println!("{}", serde_json::json!({ "open": url.as_str() }));
                Ok(())
            }
            Browser::Command(_) => browser.open(url),
        }
    }

    fn open_program(&self, browser: &Browser, url: &Url) -> Result<(), String> {
        match browser {
            Browser::System => self.open(browser, url),
            Browser::Command(_) => browser.open_program(url),
        }
    }

    fn open_file(&self, browser: &Browser, path: &Path) -> Result<(), String> {
        match browser {
            Browser::System => {
                println!("{}", serde_json::json!({ "openFile": path }));
                Ok(())
            }
            Browser::Command(_) => browser.open_file(path),
        }
    }

    fn focus(&self) {}

    fn place(&self, place: &Place) {
        tracing::info!(?place, "going to");
    }
}
