//! People as agents.

use fullmakt_app::surface::activity::{Act, ActivityRow};
use fullmakt_app::surface::clients::*;
use fullmakt_app::surface::common::ErrorCode;
use fullmakt_app::surface::table::Commands;
use serde_json::json;

use super::stage::Firm;

const V2: &str = "/accessmanagement/api/v2/enduser/clientdelegations/agents";

async fn agents(firm: &Firm) -> Agents {
    let own = FirmRef {
        firm: firm.uuid.clone(),
    };
    firm.stage.app.client_agents(own).await.expect("agents")
}

/// Number and last name of a person of the sandbox.
pub(super) async fn person(firm: &Firm, key: &str) -> (String, String) {
    let state = firm.stage.control.state().await;
    let mut people = state["personas"].as_array().into_iter().flatten();
    let found = people.find(|person| person["key"] == key);
    let found = found.expect("a person");
    let name = found["name"].as_str().expect("a name");
    let last = name.rsplit(' ').next().expect("a last name");
    (
        found["pid"].as_str().expect("a number").to_owned(),
        last.to_owned(),
    )
}

/// What a person typed.
pub(super) fn add(firm: &Firm, number: &str, last_name: &str) -> AddPersonAgent {
    AddPersonAgent {
        firm: firm.uuid.clone(),
        identity_number: number.to_owned(),
        last_name: last_name.to_owned(),
    }
}

/// Added by number and name, given a client, and removed with it; the number is nowhere on this machine.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_is_added_given_clients_and_removed() {
    let firm = Firm::read(60).await;
    let before = agents(&firm).await;
    let (number, name) = person(&firm, "odd").await;
    let typed = format!("{} {}", &number[..6], &number[6..]);
    let added = firm.stage.app.add_person_agent(add(&firm, &typed, &name));
    let PersonAgentAdded::Added { agent } = added.await.expect("an answer") else {
        panic!("added")
    };
    let after = agents(&firm).await;
    assert_eq!(after.agents.len(), before.agents.len() + 1);
    let clients = firm.addable(&agent, 3).await;
    let job = firm.start(firm.cells(&clients, &agent, BulkAct::Add)).await;
    let over = firm.over(&job.expect("it starts").id).await;
    assert_eq!((over.changed, over.failed), (3, 0));

    let remove = |with_clients| RemoveAgent {
        firm: firm.uuid.clone(),
        agent: agent.clone(),
        with_clients,
    };
    let kept = firm.stage.app.remove_agent(remove(false)).await;
    assert_eq!(
        kept.expect("an answer"),
        AgentRemoved::HasClients { clients: 3 }
    );
    let gone = firm.stage.app.remove_agent(remove(true)).await;
    assert_eq!(gone.expect("an answer"), AgentRemoved::Removed);
    assert_eq!(agents(&firm).await.agents.len(), before.agents.len());
    assert!(
        firm.truth()
            .await
            .keys()
            .all(|(holder, _)| *holder != agent)
    );
    let log = firm.stage.log().await;
    for act in [Act::AgentAdded, Act::AgentRemoved] {
        assert!(log.iter().any(|row| row.act == act), "{act:?}");
    }
    let events = serde_json::to_string(&log).expect("JSON");
    assert!(!events.contains(&number));
}

/// Two wrong pairs lock the look-up for an hour: said before the second, and then nothing more is sent.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_wrong_names_lock_and_that_is_said_before() {
    let firm = Firm::read(60).await;
    assert_eq!(agents(&firm).await.tries_left, 2);
    let (number, _) = person(&firm, "odd").await;
    let no_number = add(&firm, "01038712345", "Nordmann");
    let none = firm.stage.app.add_person_agent(no_number).await;
    assert_eq!(none.expect("an answer"), PersonAgentAdded::NotANumber);
    assert_eq!(firm.stage.control.count("POST", V2).await, 0);
    for left in [1, 0] {
        let wrong = add(&firm, &number, "Feilnavn");
        let answer = firm.stage.app.add_person_agent(wrong).await;
        let PersonAgentAdded::WrongPair {
            tries_left,
            locked_until,
        } = answer.expect("an answer")
        else {
            panic!("a wrong pair")
        };
        assert_eq!((tries_left, locked_until.is_some()), (left, left == 0));
        assert_eq!(agents(&firm).await.tries_left, left);
    }
    let (_, name) = person(&firm, "odd").await;
    let right = add(&firm, &number, &name);
    let failure = firm.stage.app.add_person_agent(right).await;
    assert_eq!(
        failure.expect_err("locked").code,
        ErrorCode::PersonLookupLocked
    );
    assert_eq!(
        firm.stage.control.count("POST", V2).await,
        2,
        "two calls in all"
    );
    firm.stage.control.advance(3700).await;
    assert_eq!(agents(&firm).await.tries_left, 2);
}

/// The answer is lost after the effect: the list tells who came. Lost before it, the list tells that nobody did; it may
/// have been a wrong pair all the same, and so a try is gone.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_answer_is_told_by_the_list() {
    let firm = Firm::read(60).await;
    let (number, name) = person(&firm, "odd").await;
    let cut = |cut| json!([{ "path": V2, "method": "POST", "cut": cut, "times": 1 }]);
    firm.stage.control.faults(cut("before")).await;
    let lost = firm.stage.app.add_person_agent(add(&firm, &number, &name));
    lost.await.expect_err("nobody came");
    assert_eq!(agents(&firm).await.tries_left, 1);
    let logged = |log: Vec<ActivityRow>| {
        let added = log.into_iter().filter(|row| row.act == Act::AgentAdded);
        added.count()
    };
    assert_eq!(logged(firm.stage.log().await), 0);

    firm.stage.control.faults(cut("inside")).await;
    let found = firm.stage.app.add_person_agent(add(&firm, &number, &name));
    let PersonAgentAdded::Added { agent } = found.await.expect("an answer") else {
        panic!("added")
    };
    let listed = agents(&firm).await.agents;
    let person = listed.iter().find(|listed| listed.id == agent);
    assert!(person.expect("listed").title.contains(&name));
    assert_eq!(logged(firm.stage.log().await), 1);
}

/// Too many calls is not too many wrong pairs: nothing is locked, and no try is gone.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn too_many_calls_lock_nothing() {
    let firm = Firm::read(60).await;
    let (number, name) = person(&firm, "odd").await;
    let quiet = json!([{
        "path": V2, "method": "POST", "status": 429, "headers": { "retry-after": "7" }, "times": 1
    }]);
    firm.stage.control.faults(quiet).await;
    let refused = firm.stage.app.add_person_agent(add(&firm, &number, &name));
    let failure = refused.await.expect_err("not now");
    assert_eq!(
        (failure.code, failure.after_s),
        (ErrorCode::RateLimited, Some(7))
    );
    let after = agents(&firm).await;
    assert_eq!((after.tries_left, after.locked_until), (2, None));
    let added = firm.stage.app.add_person_agent(add(&firm, &number, &name));
    let added = added.await.expect("an answer");
    assert!(matches!(added, PersonAgentAdded::Added { .. }), "{added:?}");
}
