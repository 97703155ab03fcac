//! Where a story takes place: a desktop of its own, a sandbox as a program of its own, and the real app pointed at it
//! by an environment file, as it is pointed at any server. So the login is the real one, in the real browser.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use fullmakt_driver::{Driver, Name, Running, Stage};
use fullmakt_tests::{Control, Secrets};
use serde_json::Value;

use crate::hands::Hands;

const PATIENCE: Duration = Duration::from_secs(60);
const ENVIRONMENT: &str = "environment.toml";
const DAY_S: i64 = 24 * 60 * 60;

/// The place of one story. Made before the hands, and so gone after them.
pub struct Desk {
    /// The sandbox's control door.
    pub control: Control,
    _sandbox: Running,
    stage: Stage,
}

impl Desk {
    /// A fresh desk; `sandbox` are further arguments for the sandbox.
    pub fn new(sandbox: &[&str]) -> Self {
        let mut stage = Stage::open(1440, 900).unwrap_or_else(|error| panic!("{error}"));
        let mut command = stage.command(program("FULLMAKT_SANDBOX"));
        command.arg("serve").args(sandbox);
        let (sandbox, line) = Running::with_first_line(command, "fullmakt-sandbox")
            .unwrap_or_else(|error| panic!("{error}"));
        let ready: Value = serde_json::from_str(&line).expect("the sandbox says where it is");
        let base = ready["base"].as_str().expect("an address");
        let environment = format!(
            "issuer = {}\nplatform = '{base}/'\nclient_id = 'fullmakt'\n",
            ready["issuer"]
        );
        let home = stage.home().to_owned();
        fs::write(home.join(ENVIRONMENT), environment).expect("the home can be written");
        // In the place of the system's browser: notes the address, and the person takes it from there.
        let browser = home.join("browser");
        let script = format!(
            "#!/bin/sh\nprintf '%s\\n' \"$1\" >> '{}'\n",
            home.join("opened").display()
        );
        fs::write(&browser, script).expect("the home can be written");
        stage.set("FULLMAKT_BROWSER", format!("/bin/sh {}", browser.display()));
        // Whoever looks for leaks in the log should have much to look through.
        stage.set("FULLMAKT_LOG", "trace");
        Desk {
            control: Control::new(base),
            _sandbox: sandbox,
            stage,
        }
    }

    /// Everything that the story leaves on the disk.
    pub fn home(&self) -> &Path {
        self.stage.home()
    }

    /// The app's folder for data and log.
    pub fn data(&self) -> PathBuf {
        self.home().join("app")
    }

    /// Starts the app, in a window.
    pub fn start(&self, more: &[&str]) -> Hands {
        let args = self.arguments(more);
        Hands::on(Driver::open(&self.stage, &program("FULLMAKT_APP"), &args))
    }

    /// Starts the app once more while it runs, and waits until that start has ended, which it must by itself.
    pub fn start_again(&self, more: &[&str]) {
        let mut command = self.stage.command(program("FULLMAKT_APP"));
        let mut second = command
            .args(self.arguments(more))
            .spawn()
            .expect("the app starts");
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = second.try_wait().expect("a child of ours") {
                assert!(status.success(), "the second start ended with {status}");
                return;
            }
            if Instant::now() > until {
                drop(Running::new(second));
                panic!("the second start stayed beside the first");
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// A day later: the sandbox's clock is moved, and an app that is started from now on stands as far ahead.
    pub async fn a_day_later(&self) {
        self.control.advance(DAY_S).await;
        let file = self.home().join(ENVIRONMENT);
        let environment = fs::read_to_string(&file).expect("we wrote it");
        let later = format!("{environment}clock_ahead_s = {DAY_S}\n");
        fs::write(&file, later).expect("the home can be written");
    }

    fn arguments(&self, more: &[&str]) -> Vec<String> {
        let file = self.home().join(ENVIRONMENT);
        let (file, data) = (
            file.display().to_string(),
            self.data().display().to_string(),
        );
        let place = ["--environment", &file, "--data-dir", &data];
        place
            .iter()
            .chain(more)
            .map(|arg| (*arg).to_owned())
            .collect()
    }

    /// Chromium, as the person's own browser.
    pub fn browser(&self) -> Hands {
        Hands::on(Driver::browser(&self.stage))
    }

    /// Addresses that the app gave to the browser so far.
    pub fn opened(&self) -> Vec<String> {
        let text = fs::read_to_string(self.home().join("opened")).unwrap_or_default();
        text.lines().map(str::to_owned).collect()
    }

    /// Waits for the browser to be given its `nth` address, from 1.
    pub fn opened_as(&self, nth: usize) -> String {
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(address) = self.opened().get(nth - 1) {
                return address.clone();
            }
            assert!(Instant::now() < until, "nothing was opened in the browser");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Signs Kari in as a person does: the app opens the browser, and there she says who she is, at the lower of
    /// ID-porten's two levels, and what Fullmakt may do. Gives her browser, in which she stays signed in.
    pub fn sign_in(&self, app: &Hands) -> Hands {
        let browser = self.browser();
        let before = self.opened().len();
        app.click("button", "Logg inn med ID-porten");
        browser.go_to(&self.opened_as(before + 1));
        browser.click("radio", Name::Exactly("Betydelig"));
        browser.click("button", Name::Exactly("Kari Haugen"));
        self.consent(&browser, "Se hvem du kan representere i Altinn");
        app.see("link", "Godkjenning");
        browser
    }

    /// Signs Kari in once more, in the browser where she was before: what is kept is shown meanwhile.
    pub fn sign_in_again(&self, app: &Hands, browser: &Hands) {
        let before = self.opened().len();
        app.click("button", Name::Exactly("Logg inn"));
        browser.go_to(&self.opened_as(before + 1));
        browser.click("button", Name::Exactly("Kari Haugen"));
        browser.see("heading", "Tilbake til Fullmakt");
    }

    /// Says yes to what stands on ID-porten's page; one of the things has this in its name.
    pub fn consent(&self, browser: &Hands, one: &str) {
        browser.see("checkbox", one);
        browser.click("button", Name::Exactly("Gi tilgang"));
        browser.see("heading", "Tilbake til Fullmakt");
    }

    /// The link of a seeded request, as its vendor sends it.
    pub async fn link(&self, tag: &str) -> String {
        let seeded = self.control.request(tag).await;
        seeded["confirmUrl"].as_str().expect("a link").to_owned()
    }

    /// Copies the link of a seeded request, as from a vendor's e-mail.
    pub async fn copy_link(&self, tag: &str) {
        self.copy(&self.link(tag).await);
    }

    /// Copies a text in another program.
    pub fn copy(&self, text: &str) {
        self.stage
            .copy(text)
            .unwrap_or_else(|error| panic!("{error}"));
    }

    /// Where a seeded request stands at Altinn.
    pub async fn status(&self, tag: &str) -> String {
        let seeded = self.control.request(tag).await;
        seeded["status"].as_str().expect("a status").to_owned()
    }

    /// Name of the environment in folders and in the keyring.
    pub fn namespace(&self) -> String {
        let mut entries = fs::read_dir(self.data()).expect("a data folder").flatten();
        let found = entries.find_map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            name.starts_with("custom-").then_some(name)
        });
        found.expect("a custom environment has a folder of its own")
    }

    /// What the keyring holds for this environment, by the system's own program.
    pub fn keyring(&self) -> Option<String> {
        let answer = self.secret_tool("lookup");
        let text = String::from_utf8(answer.stdout).expect("text");
        (answer.status.success() && !text.is_empty()).then_some(text)
    }

    /// Takes the entry of this environment out of the keyring.
    pub fn empty_keyring(&self) {
        assert!(self.secret_tool("clear").status.success());
    }

    fn secret_tool(&self, act: &str) -> std::process::Output {
        let service = format!("fullmakt-{}", self.namespace());
        self.stage
            .command("secret-tool")
            .args([act, "service", &service, "username", "keys"])
            .output()
            .expect("Debian has it in libsecret-tools")
    }

    /// What must be nowhere: every person's identity number, and the keys.
    pub async fn secrets(&self) -> Secrets {
        let state = self.control.state().await;
        let people = state["personas"].as_array().expect("personas").clone();
        let numbers = people.iter().filter_map(|p| p["pid"].as_str());
        let mut secrets: Vec<String> = numbers.map(str::to_owned).collect();
        assert_eq!(secrets.len(), people.len(), "everybody has a number");
        let keys: Value = serde_json::from_str(&self.keyring().unwrap_or_default())
            .expect("the keys are kept as JSON");
        let stores = keys["stores"].as_array().expect("keys of databases");
        assert!(!stores.is_empty(), "a person is signed in");
        for key in stores
            .iter()
            .map(|store| &store["key"])
            .chain([&keys["seal"]])
        {
            secrets.push(key.as_str().expect("a key").to_owned());
        }
        Secrets::new(secrets)
    }
}

fn program(variable: &str) -> PathBuf {
    let named = std::env::var_os(variable);
    let named = named.unwrap_or_else(|| panic!("{variable} names a program; ./dev test sets it"));
    PathBuf::from(named)
}
