//! Client delegation: access management's two versions, the authentication component's two sets, and
//! the one state behind them.

mod agents;
mod batches;
mod lists;
mod mine;
mod pages;
mod public;
mod worlds;

use serde_json::{Value, json};

use crate::support::{Answer, CLIENTS_READ, CLIENTS_WRITE, LUNDE, Running};

const V1: &str = "/accessmanagement/api/v1/enduser/clientdelegations";
const V2: &str = "/accessmanagement/api/v2/enduser/clientdelegations";

const FJORD: &str = crate::support::FJORD;
const NORDLYS: &str = "310890898";
const LANGOEY: &str = "310340340";
const HEIMLY: &str = "310780782";
const TINDE: &str = "310670677";
const TINDE_UNIT: &str = "211010118";

const SIGNS: &str = "urn:altinn:accesspackage:regnskapsforer-med-signeringsrettighet";
const WAGES: &str = "urn:altinn:accesspackage:regnskapsforer-lonn";

/// The accountant's firm as its client administrator meets it.
struct Firm {
    running: Running,
    /// Reads and writes clients.
    kari: String,
    /// Party UUID of the firm.
    uuid: String,
}

impl Firm {
    async fn start() -> Self {
        let running = Running::start().await;
        let kari = running.token("kari", &[CLIENTS_READ, CLIENTS_WRITE]).await;
        let (_, uuid) = running.party(LUNDE).await;
        Self {
            running,
            kari,
            uuid,
        }
    }

    /// Path and query of version 2, with the firm as party.
    fn path(&self, rest: &str) -> String {
        let joint = if rest.contains('?') { '&' } else { '?' };
        format!("{V2}/{rest}{joint}party={}", self.uuid)
    }

    async fn get(&self, rest: &str) -> Vec<Value> {
        let body = self
            .running
            .get(&self.path(rest), &self.kari)
            .await
            .json(200);
        assert_eq!(body["links"], json!({ "next": null }));
        body["data"].as_array().expect("a list").clone()
    }

    async fn post(&self, rest: &str, body: &Value) -> Answer {
        self.running.post(&self.path(rest), &self.kari, body).await
    }

    async fn delete(&self, rest: &str) -> Answer {
        self.running.delete(&self.path(rest), &self.kari).await
    }

    async fn client(&self, org_no: &str) -> String {
        self.running.party(org_no).await.1
    }

    /// A system user of the firm, by the end of its system's id.
    async fn system_user(&self, part: &str) -> String {
        let state = self.running.state().await;
        let users = state["systemUsers"].as_array().expect("a list");
        let user = users
            .iter()
            .find(|user| {
                let system = user["systemId"].as_str().unwrap_or_default();
                user["orgNo"] == LUNDE && user["deleted"] == false && system.ends_with(part)
            })
            .unwrap_or_else(|| panic!("no system user {part}"));
        user["id"].as_str().expect("an id").to_owned()
    }

    /// A person who does not log in.
    async fn person(&self, key: &str) -> Value {
        self.running.in_state("people", "key", key).await
    }

    async fn person_id(&self, key: &str) -> String {
        let person = self.person(key).await;
        person["partyUuid"].as_str().expect("an id").to_owned()
    }

    /// What an agent truly has for a client: pairs of role and what hangs on it.
    async fn truth(&self, agent: &str, client: &str) -> Vec<(String, Vec<String>)> {
        let path = format!("/_sandbox/delegations?provider={LUNDE}");
        let truth = self.running.open(&path).await.json(200);
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        truth["delegations"]
            .as_array()
            .expect("a list")
            .iter()
            .filter(|row| row["agent"] == agent && row["client"] == client)
            .map(|row| {
                let lists = [&row["packages"], &row["resources"]];
                let all = lists.into_iter().filter_map(Value::as_array).flatten();
                (text(&row["role"]), all.map(text).collect())
            })
            .collect()
    }
}

/// A batch of one line.
fn batch(role: &str, packages: &[&str]) -> Value {
    json!({ "values": [{ "role": role, "packages": packages }] })
}

/// The code and path of each line of a validation problem.
#[track_caller]
fn complaints(answer: &Answer) -> Vec<(String, String)> {
    assert_eq!(answer.code(400), "STD-00000");
    let body = answer.json(400);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    body["validationErrors"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|line| (text(&line["code"]), text(&line["paths"][0])))
        .collect()
}

/// As `complaints`, for one line.
#[track_caller]
fn complaint(answer: &Answer) -> (String, String) {
    let mut all = complaints(answer);
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0)
}

fn line(code: &str, path: &str) -> (String, String) {
    (code.to_owned(), path.to_owned())
}

/// The row of a list whose client or agent has this id.
#[track_caller]
fn row<'a>(rows: &'a [Value], member: &str, id: &str) -> &'a Value {
    rows.iter()
        .find(|row| row[member]["id"] == id)
        .unwrap_or_else(|| panic!("no {member} {id}"))
}

/// Codes of the packages of a role's access, and of the role.
fn accesses(row: &Value) -> Vec<(String, Vec<String>)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let packages = |access: &Value| -> Vec<String> {
        let all = access["packages"].as_array().into_iter().flatten();
        all.map(|package| text(&package["urn"]).replace("urn:altinn:accesspackage:", ""))
            .collect()
    };
    row["access"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|access| (text(&access["role"]["code"]), packages(access)))
        .collect()
}
