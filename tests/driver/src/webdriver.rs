//! A small client of WebDriver (W3C, "classic"), for the driver of WebKitGTK, which starts the real window, and for
//! Chromium's.

use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use base64::Engine;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::Outcome;
use crate::element::Element;
use crate::running::{Running, missing};
use crate::stage::Stage;

/// How long a program may take to end after it was asked to.
const ENDING: Duration = Duration::from_secs(15);

/// A window under our hand. Dropping it closes the window.
pub struct Driver {
    agent: ureq::Agent,
    session: String,
    driver: Running,
    output: Option<ChildStdout>,
    /// Goes last.
    _profile: Option<TempDir>,
}

impl Driver {
    /// Starts the program with the real window.
    ///
    /// # Errors
    /// When the driver is not installed or the program does not come up.
    pub fn open(stage: &Stage, program: &Path, args: &[String]) -> Outcome<Self> {
        let mut command = stage.command("WebKitWebDriver");
        command
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("FULLMAKT_TRACE", "1");
        let wanted = json!({"webkitgtk:browserOptions": {"binary": program, "args": args}});
        Self::start(command, "webkit2gtk-driver", &wanted, None)
    }

    /// Starts Debian's Chromium, without a window, with a profile of its own.
    ///
    /// # Errors
    /// When it is not installed or does not come up.
    pub fn browser(stage: &Stage) -> Outcome<Self> {
        let profile = tempfile::Builder::new()
            .prefix("fullmakt-browser-")
            .tempdir()?;
        let folder = format!("--user-data-dir={}", profile.path().display());
        let wanted = json!({"goog:chromeOptions": {
            "binary": "/usr/bin/chromium",
            "args": [
                folder,
                "--headless=new",
                // Only pages of ours are shown, and root has no sandbox.
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--lang=nb",
            ],
        }});
        let command = stage.command("chromedriver");
        Self::start(command, "chromium-driver", &wanted, Some(profile))
    }

    fn start(
        mut command: Command,
        package: &str,
        wanted: &Value,
        profile: Option<TempDir>,
    ) -> Outcome<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut child = command
            .arg(format!("--port={port}"))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| missing(package, &error))?;
        let output = child.stdout.take();
        let driver = Running::new(child);
        wait_for_port(port)?;
        let agent: ureq::Agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(60)))
            .proxy(None)
            .build()
            .into();
        let wanted = json!({"capabilities": {"alwaysMatch": wanted}});
        let base = format!("http://127.0.0.1:{port}/session");
        let answer = send(agent.post(&base).send_json(&wanted))?;
        let id = answer["sessionId"]
            .as_str()
            .ok_or("the driver gave no session")?;
        Ok(Driver {
            session: format!("{base}/{id}"),
            agent,
            driver,
            output,
            _profile: profile,
        })
    }

    /// Standard output of the driver, which the program shares. Can be taken once.
    pub fn output(&mut self) -> Option<ChildStdout> {
        self.output.take()
    }

    /// Goes to an address, in a browser, and waits until the page is there.
    ///
    /// # Errors
    /// When it cannot be reached.
    pub fn go_to(&self, address: &str) -> Outcome {
        self.post("/url", &json!({"url": address})).map(drop)
    }

    /// The address of the page that is shown.
    ///
    /// # Errors
    /// When the window is gone.
    pub fn address(&self) -> Outcome<String> {
        let answer = self.get("/url")?;
        Ok(answer.as_str().unwrap_or_default().to_owned())
    }

    /// Presses it.
    ///
    /// # Errors
    /// When it cannot be pressed, as a user could not.
    pub fn click(&self, element: &Element) -> Outcome {
        self.post(&format!("/element/{}/click", element.id()), &json!({}))
            .map(drop)
    }

    /// The window that is under our hand, by the driver's own name.
    ///
    /// # Errors
    /// When it is gone.
    pub fn window(&self) -> Outcome<String> {
        let answer = self.get("/window")?;
        Ok(answer.as_str().unwrap_or_default().to_owned())
    }

    /// Every window of the program, by the driver's own names.
    ///
    /// # Errors
    /// When the program is gone.
    pub fn windows(&self) -> Outcome<Vec<String>> {
        let answer = self.get("/window/handles")?;
        let all = answer.as_array().into_iter().flatten();
        Ok(all
            .filter_map(|one| one.as_str().map(str::to_owned))
            .collect())
    }

    /// Turns to another window: from now on it is the one that is under our hand.
    ///
    /// # Errors
    /// When it is gone.
    pub fn turn_to(&self, window: &str) -> Outcome {
        self.post("/window", &json!({"handle": window})).map(drop)
    }

    /// Types into whatever has the focus. A pair of keys such as `["\u{e009}", "k"]` is pressed together.
    ///
    /// # Errors
    /// When the window is gone.
    pub fn press(&self, keys: &[&str]) -> Outcome {
        let down = keys
            .iter()
            .map(|key| json!({"type": "keyDown", "value": key}));
        let up = keys
            .iter()
            .rev()
            .map(|key| json!({"type": "keyUp", "value": key}));
        let actions: Vec<Value> = down.chain(up).collect();
        let wanted = json!({"actions": [{"type": "key", "id": "keyboard", "actions": actions}]});
        self.post("/actions", &wanted).map(drop)
    }

    /// Turns the wheel over the middle of something: so many pixels down, or up when negative.
    ///
    /// # Errors
    /// When it is not in sight.
    pub fn turn_wheel(&self, over: &Element, down: i32) -> Outcome {
        let turn = json!({"type": "scroll", "x": 0, "y": 0, "deltaX": 0, "deltaY": down, "origin": over.reference()});
        let wanted = json!({"actions": [{"type": "wheel", "id": "wheel", "actions": [turn]}]});
        self.post("/actions", &wanted).map(drop)
    }

    /// Gives the window's page this size.
    ///
    /// # Errors
    /// When the window is gone.
    pub fn resize(&self, width: u32, height: u32) -> Outcome {
        self.post(
            "/window/rect",
            &json!({"x": 0, "y": 0, "width": width, "height": height}),
        )
        .map(drop)
    }

    /// Runs a script in the page: to read what it shows, never to change it.
    ///
    /// # Errors
    /// When it throws.
    pub fn script(&self, script: &str, args: &[Value]) -> Outcome<Value> {
        self.post("/execute/sync", &json!({"script": script, "args": args}))
    }

    /// A picture of the page, PNG.
    ///
    /// # Errors
    /// When the window is gone.
    pub fn picture(&self) -> Outcome<Vec<u8>> {
        let answer = self.get("/screenshot")?;
        let text = answer.as_str().ok_or("the driver gave no picture")?;
        Ok(base64::engine::general_purpose::STANDARD.decode(text)?)
    }

    /// Ends the program as the system does when its user logs out, so that the app can put its things away, and
    /// waits until it is gone.
    ///
    /// # Errors
    /// When it does not end in time.
    pub fn close(self) -> Outcome {
        self.end("-TERM")
    }

    /// Ends the program as a crash or a cut of the power does: it is asked for nothing, and does nothing more.
    ///
    /// # Errors
    /// When it is gone already.
    pub fn kill(self) -> Outcome {
        self.end("-KILL")
    }

    fn end(self, signal: &str) -> Outcome {
        let children = children(&self.driver.id().to_string());
        let program = children.first().ok_or("the program is gone already")?;
        let sent = Command::new("kill").args([signal, program]).status()?;
        if !sent.success() {
            return Err("the program could not be reached".into());
        }
        if wait_until_gone(std::slice::from_ref(program)) {
            Ok(())
        } else {
            Err(format!("the program did not end within {ENDING:?}").into())
        }
    }

    pub(crate) fn get(&self, path: &str) -> Outcome<Value> {
        send(self.agent.get(format!("{}{path}", self.session)).call())
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> Outcome<Value> {
        send(
            self.agent
                .post(format!("{}{path}", self.session))
                .send_json(body),
        )
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // A driver that is only killed leaves its browser behind, and engines have processes that go a little later.
        let mut all = children(&self.driver.id().to_string());
        let mut next = 0;
        while let Some(process) = all.get(next) {
            all.extend(children(process));
            next += 1;
        }
        let _ = send(self.agent.delete(&self.session).call());
        wait_until_gone(&all);
    }
}

/// Every answer of WebDriver is `{"value": …}`; in a failure that holds `error` and `message`.
fn send(answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Outcome<Value> {
    let mut answer = answer?;
    let good = answer.status().is_success();
    let mut body: Value = answer
        .body_mut()
        .with_config()
        .limit(256 << 20)
        .read_json()?;
    let value = body["value"].take();
    if good {
        return Ok(value);
    }
    let text = |field: &str| value[field].as_str().unwrap_or_default().to_owned();
    Err(format!("WebDriver: {} {}", text("error"), text("message")).into())
}

fn wait_for_port(port: u16) -> Outcome {
    let until = Instant::now() + Duration::from_secs(10);
    while Instant::now() < until {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    Err("the driver did not come up within ten seconds".into())
}

/// Ids of the processes that the threads of one started.
fn children(process: &str) -> Vec<String> {
    let threads = std::fs::read_dir(format!("/proc/{process}/task"));
    let mut all = Vec::new();
    for thread in threads.into_iter().flatten().flatten() {
        let list = std::fs::read_to_string(thread.path().join("children")).unwrap_or_default();
        all.extend(list.split_whitespace().map(str::to_owned));
    }
    all
}

/// Waits until none of these processes runs; false when one still does.
fn wait_until_gone(processes: &[String]) -> bool {
    let until = Instant::now() + ENDING;
    while processes.iter().any(|process| runs(process)) {
        if Instant::now() > until {
            return false;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    true
}

/// Whether a process is there, and more than a name that its parent has not yet asked about.
fn runs(process: &str) -> bool {
    std::fs::read_to_string(format!("/proc/{process}/stat"))
        .is_ok_and(|stat| !stat.rsplit(')').next().unwrap_or("").starts_with(" Z"))
}
