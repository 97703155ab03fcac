//! The provider, as a process of its own.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use fullmakt_net::{Answer, Call, Net};
use serde_json::{Value, json};
use url::Url;

/// Said when the provider cannot be started, which is never a reason to pass.
const MISSING: &str =
    "the OpenID provider needs node and the packages of tests/openid: `./dev test` installs them";

/// A running provider. Stops when this is dropped.
pub struct Provider {
    process: Child,
    net: Net,
    pub issuer: String,
    pub client: String,
    door: String,
}

impl Provider {
    /// Starts one: `par` is `off`, `optional` or `required`; `refresh` says whether it hands out refresh tokens.
    pub fn start(options: &Value, net: Net) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/openid");
        assert!(
            folder.join("node_modules/oidc-provider").is_dir(),
            "{MISSING}"
        );
        let mut process = Command::new("node")
            .arg("provider.mjs")
            .arg(options.to_string())
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{MISSING} ({error})"));
        let mut lines = BufReader::new(process.stdout.take().expect("piped")).lines();
        let ready = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| serde_json::from_str::<Value>(&line).ok())
            .unwrap_or_else(|| panic!("the provider did not start; {MISSING}"));
        // It may say more; a full pipe must not stop it.
        std::thread::spawn(move || lines.for_each(drop));
        let text = |name: &str| ready[name].as_str().expect("a text").to_owned();
        Provider {
            process,
            net,
            issuer: text("issuer"),
            client: text("client"),
            door: text("door"),
        }
    }

    /// What was asked so far, oldest first.
    pub async fn log(&self) -> Vec<Value> {
        let answer = self.send(Call::get("door", self.address("/log"))).await;
        answer.json().expect("a list")
    }

    /// What was asked at one of the provider's routes.
    pub async fn asked(&self, route: &str) -> Vec<Value> {
        let all = self.log().await;
        all.into_iter().filter(|e| e["route"] == route).collect()
    }

    /// How often tokens were asked for by this grant.
    pub async fn grants(&self, grant: &str) -> usize {
        let all = self.asked("token").await;
        all.iter().filter(|e| e["grant"] == grant).count()
    }

    /// Changes the id_token of the next answer, see `tampering.mjs`.
    pub async fn tamper_with_next(&self, change: &Value) {
        self.next(&json!({ "id_token": change })).await;
    }

    /// Does the work of the next token request, and drops the connection instead of answering.
    pub async fn lose_next(&self) {
        self.next(&json!({ "lose": true })).await;
    }

    async fn next(&self, change: &Value) {
        let put = Call::put("door", self.address("/next")).json(change.clone());
        assert!(self.send(put).await.is_success());
    }

    /// Signs with new keys from here on; the old ones are published no more.
    pub async fn roll_over(&self) {
        let post = Call::post("door", self.address("/rollover"));
        assert!(self.send(post).await.is_success());
    }

    fn address(&self, path: &str) -> Url {
        let address = format!("{}{path}", self.door);
        address.parse().expect("an address")
    }

    async fn send(&self, call: Call<'_>) -> Answer {
        self.net.send(call).await.expect("the provider answers")
    }

    /// Sends a refresh token as anybody could who had stolen it; gives the status and the error.
    pub async fn try_refresh(&self, token: &str) -> (u16, Option<String>) {
        let form = [
            ("grant_type", "refresh_token"),
            ("client_id", &self.client),
            ("refresh_token", token),
        ];
        let address = format!("{}/token", self.issuer);
        let call = Call::post("theft", address.parse().expect("an address")).form(form);
        let answer = self.send(call).await;
        let body: Value = answer.json().expect("JSON");
        (answer.status, body["error"].as_str().map(str::to_owned))
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
