//! The way to the user's browser.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

use url::Url;

/// Which browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Browser {
    /// The system's own.
    System,
    /// A command, from `FULLMAKT_BROWSER`: program and arguments, parted by spaces; the address comes last.
    Command(Vec<String>),
}

impl Browser {
    /// From the value of `FULLMAKT_BROWSER`.
    pub fn from_setting(value: Option<String>) -> Self {
        let words: Vec<String> = value
            .unwrap_or_default()
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        if words.is_empty() {
            Browser::System
        } else {
            Browser::Command(words)
        }
    }

    /// Opens an address and does not wait for the browser.
    ///
    /// The app has checked the address; that it is one for the web at all is checked here again, because the
    /// system would open files and run programs just as gladly.
    ///
    /// # Errors
    /// A plain sentence when no browser could be started.
    pub fn open(&self, url: &Url) -> Result<(), String> {
        if !matches!(url.scheme(), "https" | "http") {
            return Err("only web addresses are opened in a browser".to_owned());
        }
        self.start(url)
            .map_err(|error| format!("no browser could be started: {error}"))
    }

    /// Opens a mail address or a telephone number with the system's program for it, and does not wait for that. The app
    /// has checked it; that it is one of the two is checked here again.
    ///
    /// # Errors
    /// A plain sentence when no program could be started.
    pub fn open_program(&self, url: &Url) -> Result<(), String> {
        if !matches!(url.scheme(), "mailto" | "tel") {
            return Err("only mail addresses and telephone numbers start a program".to_owned());
        }
        self.start(url)
            .map_err(|error| format!("no program could be started: {error}"))
    }

    fn start(&self, url: &Url) -> Result<(), String> {
        match self {
            Browser::System => open::that_detached(url.as_str()).map_err(|error| error.to_string()),
            Browser::Command(words) => run(words, url.as_str().as_ref()),
        }
    }

    /// Opens a file with the system's program for its kind, and does not wait for it. The app has checked that it is
    /// of a kind that cannot run code.
    ///
    /// # Errors
    /// A plain sentence when no program could be started.
    pub fn open_file(&self, path: &Path) -> Result<(), String> {
        match self {
            Browser::System => open::that_detached(path)
                .map_err(|error| format!("no program could be started: {error}")),
            Browser::Command(words) => run(words, path.as_os_str()),
        }
    }
}

fn run(words: &[String], what: &OsStr) -> Result<(), String> {
    let (program, args) = words.split_first().ok_or("FULLMAKT_BROWSER is empty")?;
    let mut child = Command::new(program)
        .args(args)
        .arg(what)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("{program} could not be started: {error}"))?;
    // Somebody must ask how it ended, or it stays as a zombie.
    std::thread::spawn(move || child.wait());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::Browser;
    use url::Url;

    #[test]
    fn the_system_unless_a_command_is_set() {
        assert_eq!(Browser::from_setting(None), Browser::System);
        assert_eq!(
            Browser::from_setting(Some("  ".to_owned())),
            Browser::System
        );
        let set = Browser::from_setting(Some("chromium --headless".to_owned()));
        assert_eq!(
            set,
            Browser::Command(vec!["chromium".to_owned(), "--headless".to_owned()])
        );
    }

    #[test]
    fn nothing_but_web_addresses() {
        let browser = Browser::Command(vec!["true".to_owned()]);
        for bad in [
            "file:///etc/passwd",
            "javascript:alert(1)",
            "mailto:a@b.example",
        ] {
            assert!(
                browser.open(&Url::parse(bad).expect("an address")).is_err(),
                "{bad}"
            );
        }
        assert!(
            browser
                .open(&Url::parse("https://altinn.example/").expect("an address"))
                .is_ok()
        );
    }

    #[test]
    fn programs_for_mail_and_calls_and_no_others() {
        let browser = Browser::Command(vec!["true".to_owned()]);
        let open = |text: &str| browser.open_program(&Url::parse(text).expect("an address"));
        assert!(open("mailto:post@skatteetaten.no").is_ok());
        assert!(open("tel:+4780080000").is_ok());
        for bad in ["https://altinn.example/", "file:///etc/passwd", "sms:113"] {
            assert!(open(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_browser_that_is_not_there_is_said() {
        let browser = Browser::Command(vec!["no-such-browser-here".to_owned()]);
        let said = browser.open(&Url::parse("https://altinn.example/").expect("an address"));
        assert!(said.is_err_and(|said| said.contains("no-such-browser-here")));
    }
}
