//! The sandbox's control door, as a test uses it.

use serde_json::{Value, json};

/// Where the catalogue of packages is read.
const EXPORT: &str = "/accessmanagement/api/v1/meta/info/accesspackages/export";

/// The control door of one sandbox.
#[derive(Clone)]
pub struct Control {
    base: String,
    http: reqwest::Client,
}

impl Control {
    /// The door of the sandbox at `base` (`http://127.0.0.1:PORT`).
    pub fn new(base: &str) -> Self {
        Control {
            base: base.to_owned(),
            http: http(),
        }
    }

    /// Base address of the sandbox.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The HTTP client, for a program that plays a vendor.
    pub fn http(&self) -> &reqwest::Client {
        &self.http
    }

    /// Everything that the sandbox holds.
    pub async fn state(&self) -> Value {
        self.get("state").await
    }

    /// The seeded request with this tag.
    ///
    /// # Panics
    /// When there is none: the seed is part of the contract.
    pub async fn request(&self, tag: &str) -> Value {
        let state = self.state().await;
        let found = state["requests"]
            .as_array()
            .and_then(|all| all.iter().find(|r| r["tag"] == tag).cloned());
        found.unwrap_or_else(|| panic!("no request with tag {tag} in the seed"))
    }

    /// Party UUID of the organisation that the seeded request with this tag asks.
    pub async fn party_uuid(&self, tag: &str) -> String {
        let org_no = self.request(tag).await["orgNo"].clone();
        let state = self.state().await;
        let found = state["organisations"]
            .as_array()
            .and_then(|all| all.iter().find(|o| o["orgNo"] == org_no))
            .and_then(|o| o["partyUuid"].as_str().map(str::to_owned));
        found.unwrap_or_else(|| panic!("no organisation with number {org_no} in the seed"))
    }

    /// The seeded change request with this tag.
    ///
    /// # Panics
    /// When there is none: the seed is part of the contract.
    pub async fn change_request(&self, tag: &str) -> Value {
        let state = self.state().await;
        let found = state["changeRequests"]
            .as_array()
            .and_then(|all| all.iter().find(|r| r["tag"] == tag).cloned());
        found.unwrap_or_else(|| panic!("no change request with tag {tag} in the seed"))
    }

    /// A vendor asks to change a system user; gives the answer with `id` and `confirmUrl`.
    pub async fn vendor_change(&self, system_user: &str, body: Value) -> Value {
        let path = format!("vendor/change-request?system-user-id={system_user}");
        self.post(&path, body).await
    }

    /// Calls counted so far, as `(method and path, count)`.
    pub async fn counters(&self) -> Vec<(String, u64)> {
        let rows = self.get("counters").await;
        rows.as_array()
            .map(|rows| {
                rows.iter()
                    .map(|r| {
                        let name = format!(
                            "{} {}",
                            r["method"].as_str().unwrap_or_default(),
                            r["path"].as_str().unwrap_or_default()
                        );
                        (name, r["count"].as_u64().unwrap_or_default())
                    })
                    .collect()
            })
            .unwrap_or_default()
    }

    /// Calls to paths that hold `part`, by `method`.
    pub async fn count(&self, method: &str, part: &str) -> u64 {
        self.counters()
            .await
            .iter()
            .filter(|(name, _)| name.starts_with(method) && name.contains(part))
            .map(|(_, n)| n)
            .sum()
    }

    /// Searches of messages so far; not what is read of a single one.
    pub async fn searches(&self) -> u64 {
        const SEARCH: &str = "GET /dialogporten/api/v1/enduser/dialogs";
        let all = self.counters().await;
        let searches = all.iter().filter(|(name, _)| name == SEARCH);
        searches.map(|(_, count)| count).sum()
    }

    /// Forgets the counters.
    pub async fn reset_counters(&self) {
        self.http
            .delete(self.url("counters"))
            .send()
            .await
            .expect("the sandbox answers");
    }

    /// Arms faults: the next calls to matching paths fail as told.
    pub async fn faults(&self, faults: Value) {
        let answer = self
            .http
            .put(self.url("faults"))
            .json(&faults)
            .send()
            .await
            .expect("the sandbox answers");
        assert!(
            answer.status().is_success(),
            "faults were refused: {}",
            answer.text().await.unwrap_or_default()
        );
    }

    /// The next call to a matching path is refused once, with a problem of this code; other faults are disarmed.
    pub async fn refuse_once(&self, method: &str, path: &str, status: u16, code: &str) {
        let body = json!({ "code": code, "status": status, "title": "No." });
        let fault = json!({
            "path": path, "method": method, "status": status, "body": body, "times": 1
        });
        self.faults(json!([fault])).await;
    }

    /// From now on the catalogue lacks a package, as one that was read before the package was made; other faults are
    /// disarmed.
    pub async fn catalogue_without(&self, urn: &str) {
        let url = format!("{}{EXPORT}", self.base);
        let answer = self.http.get(url).send().await;
        let answer = answer.expect("the sandbox answers");
        let mut groups: Value = answer.json().await.expect("the catalogue");
        let mut left_out = 0;
        let areas = groups.as_array_mut().expect("groups").iter_mut();
        for area in areas.flat_map(|group| group["areas"].as_array_mut().expect("areas")) {
            let packages = area["packages"].as_array_mut().expect("packages");
            let before = packages.len();
            packages.retain(|package| package["urn"] != urn);
            left_out += before - packages.len();
        }
        assert_eq!(left_out, 1, "{urn} is in the catalogue");
        let fault = json!([{ "path": EXPORT, "method": "GET", "body": groups }]);
        self.faults(fault).await;
    }

    /// Disarms all faults.
    pub async fn clear_faults(&self) {
        self.http
            .delete(self.url("faults"))
            .send()
            .await
            .expect("the sandbox answers");
    }

    /// Moves the sandbox's clock.
    pub async fn advance(&self, seconds: i64) {
        self.post("clock", json!({ "advance_s": seconds })).await;
    }

    /// A vendor asks for a system user; gives the answer with `id` and `confirmUrl`.
    pub async fn vendor_request(&self, body: Value) -> Value {
        self.post("vendor/request", body).await
    }

    /// Tokens that a login with these scopes would give.
    pub async fn token(&self, persona: &str, scope: &str) -> Value {
        self.post("token", json!({ "persona": persona, "scope": scope }))
            .await
    }

    /// A list of Altinn's or Dialogporten's, as this persona gets it.
    pub async fn told(&self, persona: &str, path: &str) -> Value {
        let scope = "openid altinn:accessmanagement/authorizedparties digdir:dialogporten";
        let token = self.token(persona, scope).await;
        let url = format!("{}{path}?includeRoles=true", self.base);
        let ask = self.http.get(url);
        let ask = ask.bearer_auth(token["altinn"].as_str().expect("a token"));
        let answer = ask.header("accept", "application/json").send().await;
        let list = answer.expect("the sandbox answers").json().await;
        list.expect("a list in JSON")
    }

    /// GET on the door.
    pub async fn get(&self, path: &str) -> Value {
        let answer = self
            .http
            .get(self.url(path))
            .send()
            .await
            .expect("the sandbox answers");
        answer.json().await.expect("the door answers in JSON")
    }

    /// POST on the door.
    pub async fn post(&self, path: &str, body: Value) -> Value {
        send(path, self.http.post(self.url(path)).json(&body)).await
    }

    /// DELETE on the door.
    pub async fn delete(&self, path: &str) -> Value {
        send(path, self.http.delete(self.url(path))).await
    }

    /// PUT on the door.
    pub async fn put(&self, path: &str, body: Value) -> Value {
        send(path, self.http.put(self.url(path)).json(&body)).await
    }

    /// PATCH on the door.
    pub async fn patch(&self, path: &str, body: Value) -> Value {
        send(path, self.http.patch(self.url(path)).json(&body)).await
    }

    fn url(&self, path: &str) -> String {
        format!("{}/_sandbox/{path}", self.base)
    }
}

/// Sends it; the door must agree. No JSON in the answer is `Null`.
async fn send(path: &str, request: reqwest::RequestBuilder) -> Value {
    let answer = request.send().await.expect("the sandbox answers");
    let status = answer.status();
    let text = answer.text().await.unwrap_or_default();
    assert!(status.is_success(), "{path}: {status} {text}");
    serde_json::from_str(&text).unwrap_or(Value::Null)
}

/// An HTTP client without cookies and without following redirects.
pub fn http() -> reqwest::Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .build()
        .expect("a plain client can always be built")
}
