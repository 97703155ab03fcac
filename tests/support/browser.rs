//! A browser for the stories: notes what it is asked to open, and can play a person on the sandbox's pages.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use fullmakt_app::HostWindow;
use fullmakt_app::surface::session::EnvironmentId;
use url::Url;

/// Notes every address and every file that the app opens. Nothing is opened by itself.
#[derive(Default)]
pub struct TestBrowser {
    opened: Mutex<Vec<Url>>,
    files: Mutex<Vec<PathBuf>>,
    marks: Mutex<Vec<(String, Option<f64>)>>,
    restarts: Mutex<Vec<EnvironmentId>>,
    broken: Mutex<bool>,
}

impl TestBrowser {
    /// A browser that works.
    pub fn new() -> Self {
        Self::default()
    }

    /// From here on neither a browser nor another program can be started.
    pub fn break_down(&self) {
        *self.broken.lock().expect("no test panics while holding it") = true;
    }

    /// Every address opened so far.
    pub fn opened(&self) -> Vec<Url> {
        self.opened
            .lock()
            .expect("no test panics while holding it")
            .clone()
    }

    /// The last address opened.
    pub fn last(&self) -> Option<Url> {
        self.opened().pop()
    }

    /// Every file opened so far.
    pub fn files(&self) -> Vec<PathBuf> {
        self.files
            .lock()
            .expect("no test panics while holding it")
            .clone()
    }

    /// Every mark written so far.
    pub fn marks(&self) -> Vec<(String, Option<f64>)> {
        self.marks
            .lock()
            .expect("no test panics while holding it")
            .clone()
    }

    fn is_broken(&self) -> bool {
        *self.broken.lock().expect("no test panics while holding it")
    }

    /// Opens what has one of these schemes and nothing else, as the hosts do.
    fn open(&self, url: &Url, schemes: [&str; 2]) -> Result<(), String> {
        if !schemes.contains(&url.scheme()) {
            return Err(format!("{} is not opened by this", url.scheme()));
        }
        if self.is_broken() {
            return Err("no browser here".to_owned());
        }
        self.opened
            .lock()
            .expect("no test panics while holding it")
            .push(url.clone());
        Ok(())
    }
}

impl HostWindow for TestBrowser {
    fn open_browser(&self, url: &Url) -> Result<(), String> {
        self.open(url, ["https", "http"])
    }

    fn open_program(&self, url: &Url) -> Result<(), String> {
        self.open(url, ["mailto", "tel"])
    }

    fn open_file(&self, path: &Path) -> Result<(), String> {
        if self.is_broken() {
            return Err("no program here".to_owned());
        }
        self.files
            .lock()
            .expect("no test panics while holding it")
            .push(path.to_path_buf());
        Ok(())
    }

    fn focus(&self) {}

    fn mark(&self, name: &str, ms: Option<f64>) {
        self.marks
            .lock()
            .expect("no test panics while holding it")
            .push((name.to_owned(), ms));
    }

    fn restart_into(&self, environment: EnvironmentId) {
        self.restarts
            .lock()
            .expect("no test panics while holding it")
            .push(environment);
    }
}
