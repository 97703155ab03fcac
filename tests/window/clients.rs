//! An accountant in the real window: many clients at once, and a window that is closed in the middle of it.

use std::collections::{BTreeMap, BTreeSet};

use fullmakt_driver::Name::Exactly;
use fullmakt_tests::{Control, until};
use serde_json::{Value, json};

use crate::desk::Desk;
use crate::hands::Hands;

/// The firm of `--clients`, and the system access that the clients are given to.
const FIRM: &str = "310910910";
const AGENT: &str = "Fjellbekk Signering";
/// What it needs of each client.
const PACKAGE: &str = "regnskapsforer-med-signeringsrettighet";
/// Where clients are given.
const GIVE: &str = "/accessmanagement/api/v2/enduser/clientdelegations/agents/accesspackages";
/// Calls that a job has under way at most.
const AT_ONCE: u64 = 5;

/// What the agent holds: client, and each of its packages as often as it is there.
type Held = BTreeMap<String, Vec<String>>;

fn text(row: &Value, name: &str) -> String {
    row[name].as_str().unwrap_or_default().to_owned()
}

/// What the sandbox holds of every agent, by its id.
async fn held_by_all(control: &Control) -> BTreeMap<String, Held> {
    let all = control.get(&format!("delegations?provider={FIRM}")).await;
    let mut held: BTreeMap<String, Held> = BTreeMap::new();
    for row in all["delegations"].as_array().into_iter().flatten() {
        let packages = row["packages"].as_array().into_iter().flatten();
        let of = held.entry(text(row, "agent")).or_default();
        of.entry(text(row, "client"))
            .or_default()
            .extend(packages.filter_map(|one| one.as_str().map(str::to_owned)));
    }
    held
}

async fn agent(control: &Control) -> String {
    let all = control.get(&format!("delegations?provider={FIRM}")).await;
    let mut agents = all["agents"].as_array().into_iter().flatten();
    let found = agents.find(|one| one["name"] == AGENT);
    text(found.expect("the firm has it"), "agent")
}

/// Fifty clients, number and name, that have given what the agent needs and are not with it yet. What is with somebody
/// else is not deleted either.
async fn fifty(control: &Control, agent: &str) -> Vec<(String, String)> {
    let held = held_by_all(control).await;
    let elsewhere: BTreeSet<&String> = held.values().flat_map(BTreeMap::keys).collect();
    let here = &held[agent];
    let all = control.get(&format!("delegations?provider={FIRM}")).await;
    let fifty: Vec<(String, String)> = all["relations"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|row| {
            row["packages"]
                .as_array()
                .is_some_and(|all| all.contains(&json!(PACKAGE)))
        })
        .map(|row| (text(row, "client"), text(row, "clientName")))
        .filter(|(number, _)| elsewhere.contains(number) && !here.contains_key(number))
        .take(50)
        .collect();
    assert_eq!(fifty.len(), 50);
    fifty
}

/// As they come out of a spreadsheet, an e-mail and an invoice.
fn written(clients: &[(String, String)]) -> String {
    let lines = clients.iter().enumerate().map(|(at, (number, name))| {
        let (a, b, c) = (&number[..3], &number[3..6], &number[6..]);
        match at % 3 {
            0 => format!("{name}\t{number}"),
            1 => format!("{at}. {name}, org.nr. {a} {b} {c}"),
            _ => format!("NO {number} MVA"),
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Opens Klienter and says yes to what it needs; it begins with the large firm.
fn open_firm(desk: &Desk, app: &Hands, browser: &Hands) {
    app.click("link", "Klienter");
    let before = desk.opened().len();
    app.click("button", "Be om tilgangen");
    browser.go_to(&desk.opened_as(before + 1));
    desk.consent(browser, "Dele ut klienter til systemer og ansatte");
    app.see("button", "Klienter hos Fjellvakt Regnskap AS");
    app.see("columnheader", AGENT);
}

/// Fifty clients that are being given.
struct Fifty {
    agent: String,
    /// What everybody held before.
    before: BTreeMap<String, Held>,
    /// What everybody shall hold.
    wanted: BTreeMap<String, Held>,
}

impl Fifty {
    /// How many of them are given.
    async fn given(&self, control: &Control) -> usize {
        held_by_all(control).await[&self.agent].len() - self.before[&self.agent].len()
    }

    /// Waits until all are given, the program says so, and nothing else of anybody has changed; it has ended so often
    /// meanwhile. What was under way then may be asked for once more, after it was read that it is not there.
    async fn is_done(&self, control: &Control, app: &Hands, ends: u64) {
        until("all are given", async || {
            (self.given(control).await == 50).then_some(())
        })
        .await;
        app.click("link", "Klienter");
        app.click("link", "Oppdrag");
        app.see(
            "option",
            "Fjellbekk Signering: la til 50 klienter, 50 av 50, Ferdig.",
        );
        assert_eq!(
            held_by_all(control).await,
            self.wanted,
            "those, each once, and nothing else of anybody"
        );
        let sent = control.count("POST", GIVE).await;
        assert!((50..=50 + ends * AT_ONCE).contains(&sent), "{sent} calls");
    }
}

/// Gives fifty clients from pasted numbers, in five activations; each call takes so long.
async fn give_fifty(desk: &Desk, app: &Hands, delay_ms: u64) -> Fifty {
    let control = &desk.control;
    let agent = agent(control).await;
    let before = held_by_all(control).await;
    let chosen = fifty(control, &agent).await;
    control.reset_counters().await;
    let slow = json!([{ "path": GIVE, "method": "POST", "delay_ms": delay_ms }]);
    control.faults(slow).await;

    desk.copy(&written(&chosen));
    app.activations();
    app.press("Control+v");
    app.click("button", "Velg 50 klienter");
    app.click("columnheader", AGENT);
    app.click("button", "Legg til 50 klienter");
    assert_eq!(control.count("POST", GIVE).await, 0, "a plan sends nothing");
    app.confirmation("Legg til");
    app.click("button", Exactly("Legg til"));
    assert_eq!(app.activations().len(), 5);

    let mut wanted = before.clone();
    let of = wanted.entry(agent.clone()).or_default();
    let each = chosen.into_iter();
    of.extend(each.map(|(number, _)| (number, vec![PACKAGE.to_owned()])));
    Fifty {
        agent,
        before,
        wanted,
    }
}

/// Fifty of three hundred are given one access from pasted numbers in five activations; the window is closed while the
/// job runs; the next start goes on by itself, and the sandbox holds exactly those fifty more.
#[tokio::test]
async fn fifty_of_three_hundred_outlive_the_window() {
    let desk = Desk::new(&["--clients", "300"]);
    let app = desk.start(&[]);
    let browser = desk.sign_in(&app);
    open_firm(&desk, &app, &browser);
    let control = &desk.control;
    // Slow enough for the window to be closed in the middle.
    let job = give_fifty(&desk, &app, 1500).await;
    let given = async || job.given(control).await;
    until("some are given", async || {
        (given().await >= 3).then_some(())
    })
    .await;
    app.close();
    let half = given().await;
    assert!((3..50).contains(&half), "closed in the middle: {half}");
    control.clear_faults().await;

    let app = desk.start(&[]);
    job.is_done(control, &app, 1).await;
}

/// The program dies three times while it gives fifty clients, unasked and in the middle of its calls: each client is
/// given once all the same.
#[tokio::test]
async fn a_job_outlives_the_deaths_of_its_program() {
    const DEATHS: u64 = 3;
    let desk = Desk::new(&["--clients", "300"]);
    let mut app = desk.start(&[]);
    let browser = desk.sign_in(&app);
    open_firm(&desk, &app, &browser);
    let control = &desk.control;
    let job = give_fifty(&desk, &app, 400).await;
    let given = async || job.given(control).await;
    for death in 1..=DEATHS {
        until("it goes on", async || {
            (given().await as u64 >= 10 * death).then_some(())
        })
        .await;
        app.kill();
        let there = given().await;
        assert!(there < 50, "dead in the middle: {there}");
        app = desk.start(&[]);
    }
    job.is_done(control, &app, DEATHS).await;
}

/// One client is found, given one access and relieved of it again, without a mouse.
#[tokio::test]
async fn one_client_is_given_an_access_and_relieved_of_it_by_keys_alone() {
    let desk = Desk::new(&["--clients", "300"]);
    let app = desk.start(&[]);
    let browser = desk.sign_in(&app);
    open_firm(&desk, &app, &browser);
    let control = &desk.control;
    let agent = agent(control).await;
    let before = held_by_all(control).await;
    let (number, _) = fifty(control, &agent).await.swap_remove(0);

    app.press("Control+f");
    app.write(&number);
    app.see("grid", "1 klient");
    app.press("Enter");
    app.reach("F6", "grid", "");
    app.walk("ArrowRight", AGENT);
    app.press("Enter");
    app.see("button", Exactly("Legg til 1 klient"));
    app.press("Control+Enter");
    app.confirmation("Legg til");
    app.see_focus("button", Exactly("Legg til"));
    app.press("Enter");
    until("it is given", async || {
        let held = held_by_all(control).await;
        (held[&agent].get(&number)? == &[PACKAGE]).then_some(())
    })
    .await;

    app.press("Control+k");
    app.see("combobox", "Søk og kommandoer");
    app.write("Klienter: Oppdrag");
    app.see("option", "Klienter: Oppdrag");
    app.press("Enter");
    app.see("option", "Fjellbekk Signering: la til 1 klient");
    app.reach("F6", "listbox", "Oppdrag");
    app.press("Enter");
    app.see_focus("heading", "Fjellbekk Signering: la til 1 klient");
    app.see("button", "Angre …");
    app.reach("Tab", "button", "Angre …");
    app.press("Enter");
    app.confirmation("Angre");
    app.see_focus("button", Exactly("Angre"));
    app.press("Enter");
    until("it is as it was", async || {
        (held_by_all(control).await == before).then_some(())
    })
    .await;
}
