//! A small client of WebDriver (W3C, "classic") for the driver of WebKitGTK, which starts the real window.
//!
//! Elements are found as a user finds them: by role and accessible name, as the engine itself computes them.

use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{ChildStdout, Stdio};
use std::time::{Duration, Instant};

use base64::Engine;
use serde_json::{Value, json};

use crate::house::Outcome;
use crate::stage::{Running, Stage};

/// Key under which WebDriver gives an element's reference.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A window under our hand. Dropping it closes the window.
pub struct Driver {
    agent: ureq::Agent,
    session: String,
    _driver: Running,
    output: Option<ChildStdout>,
}

/// Something on the page.
pub struct Element(String);

impl Driver {
    /// Starts the driver and, through it, the program.
    ///
    /// # Errors
    /// When the driver is not installed or the program does not come up.
    pub fn open(stage: &Stage, program: &Path, args: &[String]) -> Outcome<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut child = stage
            .command("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("FULLMAKT_TRACE", "1")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| {
                format!("{error}; on Debian it is in the package webkit2gtk-driver")
            })?;
        let output = child.stdout.take();
        let driver = Running::new(child);
        wait_for_port(port)?;
        let agent: ureq::Agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(60)))
            .proxy(None)
            .build()
            .into();
        let wanted = json!({"capabilities": {"alwaysMatch": {
            "webkitgtk:browserOptions": {"binary": program, "args": args},
        }}});
        let base = format!("http://127.0.0.1:{port}/session");
        let answer = send(agent.post(&base).send_json(&wanted))?;
        let id = answer["sessionId"]
            .as_str()
            .ok_or("the driver gave no session")?;
        Ok(Driver {
            session: format!("{base}/{id}"),
            agent,
            _driver: driver,
            output,
        })
    }

    /// Standard output of the driver, which the program shares. Can be taken once.
    pub fn output(&mut self) -> Option<ChildStdout> {
        self.output.take()
    }

    /// Waits until something with this role and a name that contains `name` is there.
    ///
    /// # Errors
    /// When it does not come within the time; the sentence says what the page shows instead.
    pub fn wait_for(&self, role: &str, name: &str, limit: Duration) -> Outcome<Element> {
        let until = Instant::now() + limit;
        loop {
            if let Some(element) = self.find(role, name)? {
                return Ok(element);
            }
            if Instant::now() > until {
                let text = self
                    .script("return document.body.innerText", &[])
                    .unwrap_or_default();
                let shown: Vec<&str> = text.as_str().unwrap_or("").lines().take(30).collect();
                return Err(format!(
                    "no {role} named '{name}'; the window shows:\n{}",
                    shown.join("\n")
                )
                .into());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    /// Looks for something with this role and a name that contains `name`.
    ///
    /// # Errors
    /// When the window is gone.
    pub fn find(&self, role: &str, name: &str) -> Outcome<Option<Element>> {
        for element in self.candidates(role)? {
            // An element may leave the page between two questions; then it is not the one.
            let is = |what: &str| -> Outcome<String> {
                let answer = self.get(&format!("/element/{}/{what}", element.0))?;
                Ok(answer.as_str().unwrap_or_default().to_owned())
            };
            let (Ok(role_is), Ok(name_is)) = (is("computedrole"), is("computedlabel")) else {
                continue;
            };
            if role_is == role && name_is.contains(name) {
                return Ok(Some(element));
            }
        }
        Ok(None)
    }

    fn candidates(&self, role: &str) -> Outcome<Vec<Element>> {
        let native = match role {
            "button" => "button, summary,",
            "link" => "a,",
            "heading" => "h1, h2, h3,",
            "textbox" | "searchbox" | "combobox" => "input, textarea, select,",
            "listbox" => "ul,",
            _ => "",
        };
        let wanted = json!({"using": "css selector", "value": format!("{native} [role='{role}']")});
        let answer = self.post("/elements", &wanted)?;
        let list = answer.as_array().into_iter().flatten();
        Ok(list
            .filter_map(|e| e[ELEMENT].as_str())
            .map(|id| Element(id.to_owned()))
            .collect())
    }

    /// Presses it.
    ///
    /// # Errors
    /// When it cannot be pressed, as a user could not.
    pub fn click(&self, element: &Element) -> Outcome {
        self.post(&format!("/element/{}/click", element.0), &json!({}))
            .map(drop)
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

    /// Closes the window as its user would, so that the app can put its things away.
    ///
    /// # Errors
    /// When the window is gone already.
    pub fn close(self) -> Outcome {
        send(self.agent.delete(&self.session).call()).map(drop)
    }

    fn get(&self, path: &str) -> Outcome<Value> {
        send(self.agent.get(format!("{}{path}", self.session)).call())
    }

    fn post(&self, path: &str, body: &Value) -> Outcome<Value> {
        send(
            self.agent
                .post(format!("{}{path}", self.session))
                .send_json(body),
        )
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
    Err("WebKitWebDriver did not come up within ten seconds".into())
}
