//! Client delegation, in both versions: clients, agents, what agents are given, and what a person was given.

use serde_json::{Value, json};

use super::{Hand, text};

/// The accountant's firm of the seed, and three of its clients.
const LUNDE: &str = "311451456";
const NORDLYS: &str = "310890898";
const TINDE: &str = "310670677";
const WAGES: &str = "urn:altinn:accesspackage:regnskapsforer-lonn";

/// A version of the interface, and what it calls client and agent.
struct Version {
    base: &'static str,
    client: &'static str,
    agent: &'static str,
    has_services: bool,
}

const VERSIONS: [Version; 2] = [
    Version {
        base: "/accessmanagement/api/v1/enduser/clientdelegations",
        client: "from",
        agent: "to",
        has_services: false,
    },
    Version {
        base: "/accessmanagement/api/v2/enduser/clientdelegations",
        client: "client",
        agent: "agent",
        has_services: true,
    },
];

/// Whoever takes part, by party UUID.
struct Parties {
    firm: String,
    client: String,
    /// A client that has given a single service.
    giver: String,
    /// Somebody who becomes an agent.
    mina: String,
    system_user: String,
}

pub async fn call(hand: &Hand) {
    let state = hand.control.state().await;
    let users = state["systemUsers"].as_array().into_iter().flatten();
    let user = users
        .clone()
        .find(|user| user["systemId"] == "318111669_kystmva");
    let personas = state["personas"].as_array().into_iter().flatten();
    let mina = personas.clone().find(|persona| persona["key"] == "mina");
    let parties = Parties {
        firm: hand.party(LUNDE).await.1,
        client: hand.party(NORDLYS).await.1,
        giver: hand.party(TINDE).await.1,
        mina: text(&mina.expect("a persona")["partyUuid"]),
        system_user: text(&user.expect("a system user of the seed")["id"]),
    };
    for version in &VERSIONS {
        lists(hand, version, &parties).await;
        batches(hand, version, &parties).await;
        mine(hand, version, &parties).await;
        agents(hand, version, &parties).await;
    }
}

fn batch(role: &str, member: &str, item: &str) -> Value {
    json!({ "values": [{ "role": role, (member): [item] }] })
}

fn wages() -> Value {
    batch("regnskapsforer", "packages", WAGES)
}

fn service() -> Value {
    batch("rettighetshaver", "resources", "ske-mva-kompensasjon")
}

impl Version {
    fn path(&self, rest: &str, parties: &Parties) -> String {
        format!("{}/{rest}?party={}", self.base, parties.firm)
    }

    /// Path with a client and an agent.
    fn pair(&self, rest: &str, parties: &Parties, client: &str, agent: &str) -> String {
        let path = self.path(rest, parties);
        format!("{path}&{}={client}&{}={agent}", self.client, self.agent)
    }

    /// Path of what a person does for himself or herself.
    fn own(&self, rest: &str, parties: &Parties, client: &str) -> String {
        let (base, name) = (self.base, self.client);
        format!("{base}/my/{rest}?provider={}&{name}={client}", parties.firm)
    }
}

async fn lists(hand: &Hand, version: &Version, parties: &Parties) {
    let Hand {
        caller,
        kari,
        kari_bare,
        ..
    } = hand;
    let clients = version.path("clients", parties);
    let all = caller.get(&clients).token(kari).gives(200).await;
    assert_eq!(all["data"].as_array().map(Vec::len), Some(12));
    caller.get(&clients).wrong(401).await;
    caller.get(&clients).token(kari_bare).gives(403).await;
    let narrowed = format!("{clients}&roles=REGN&packages={WAGES}");
    caller.get(&narrowed).token(kari).gives(200).await;
    let agents = version.path("agents", parties);
    caller.get(&agents).token(kari).gives(200).await;
    let mut sorts = vec!["accesspackages"];
    if version.has_services {
        sorts.push("resources");
    }
    for sort in sorts {
        let of_agent = version.path(&format!("agents/{sort}"), parties);
        let of_agent = format!("{of_agent}&{}={}", version.agent, parties.system_user);
        caller.get(&of_agent).token(kari).gives(200).await;
        let of_client = version.path(&format!("clients/{sort}"), parties);
        let of_client = format!("{of_client}&{}={}", version.client, parties.client);
        caller.get(&of_client).token(kari).gives(200).await;
    }
}

async fn register(hand: &Hand, version: &Version, parties: &Parties) {
    let body = json!({ "personIdentifier": "02919123039", "lastName": "Nordvik" });
    let add = version.path("agents", parties);
    let request = hand.caller.post(&add).token(&hand.kari).json(&body);
    assert_eq!(request.gives(200).await["toId"], parties.mina);
}

async fn batches(hand: &Hand, version: &Version, parties: &Parties) {
    let Hand { caller, kari, .. } = hand;
    register(hand, version, parties).await;
    let give = version.pair(
        "agents/accesspackages",
        parties,
        &parties.client,
        &parties.mina,
    );
    for changed in [true, false] {
        let request = caller.post(&give).token(kari).json(&wages());
        assert_eq!(request.gives(200).await[0]["changed"], changed);
    }
    let unknown = batch("keiser", "packages", "finnes-ikke");
    let problem = caller.post(&give).token(kari).json(&unknown);
    assert_eq!(problem.gives(400).await["code"], "STD-00000");
    if version.has_services {
        let take = version.pair(
            "agents/accesspackages/delete",
            parties,
            &parties.client,
            &parties.mina,
        );
        caller
            .post(&take)
            .token(kari)
            .json(&wages())
            .gives(200)
            .await;
        let single = |rest: &str| version.pair(rest, parties, &parties.giver, &parties.mina);
        for rest in ["agents/resources", "agents/resources/delete"] {
            let request = caller.post(&single(rest)).token(kari).json(&service());
            assert_eq!(request.gives(200).await[0]["changed"], true);
        }
    } else {
        caller
            .delete(&give)
            .token(kari)
            .json(&wages())
            .gives(200)
            .await;
    }
}

async fn mine(hand: &Hand, version: &Version, parties: &Parties) {
    let Hand {
        caller, kari, mina, ..
    } = hand;
    let give = version.pair(
        "agents/accesspackages",
        parties,
        &parties.client,
        &parties.mina,
    );
    let give = async || {
        caller
            .post(&give)
            .token(kari)
            .json(&wages())
            .gives(200)
            .await
    };
    give().await;
    let list = format!("{}/my/clients", version.base);
    let all = caller.get(&list).token(mina).gives(200).await;
    assert_eq!(all["data"][0]["clients"].as_array().map(Vec::len), Some(1));
    let providers = format!("{}/my/clientproviders", version.base);
    caller.get(&providers).token(mina).gives(200).await;
    let one = version.own("clients", parties, &parties.client);
    if version.has_services {
        let packages = version.own("clients/accesspackages/delete", parties, &parties.client);
        caller
            .post(&packages)
            .token(mina)
            .json(&wages())
            .gives(200)
            .await;
        let single = version.pair("agents/resources", parties, &parties.giver, &parties.mina);
        caller
            .post(&single)
            .token(kari)
            .json(&service())
            .gives(200)
            .await;
        let services = version.own("clients/resources/delete", parties, &parties.giver);
        caller
            .post(&services)
            .token(mina)
            .json(&service())
            .gives(200)
            .await;
        give().await;
        caller.delete(&one).token(mina).gives(400).await;
        let whole = format!("{one}&cascade=true");
        caller.delete(&whole).token(mina).gives(204).await;
    } else {
        let packages = version.own("clients/accesspackages", parties, &parties.client);
        caller
            .delete(&packages)
            .token(mina)
            .json(&wages())
            .gives(200)
            .await;
        give().await;
        caller
            .delete(&one)
            .token(mina)
            .json(&wages())
            .gives(200)
            .await;
    }
    let leave = format!("{providers}?provider={}", parties.firm);
    caller.delete(&leave).token(mina).gives(204).await;
}

async fn agents(hand: &Hand, version: &Version, parties: &Parties) {
    let Hand { caller, kari, .. } = hand;
    register(hand, version, parties).await;
    let pair = |rest: &str| version.pair(rest, parties, &parties.client, &parties.mina);
    let give = caller.post(&pair("agents/accesspackages")).token(kari);
    give.json(&wages()).gives(200).await;
    let one = pair("agents/clients");
    caller.delete(&one).token(kari).gives(400).await;
    let whole = format!("{one}&cascade=true");
    caller.delete(&whole).token(kari).gives(204).await;
    let agent = version.path("agents", parties);
    let agent = format!("{agent}&{}={}", version.agent, parties.mina);
    caller.delete(&agent).token(kari).gives(204).await;
}
