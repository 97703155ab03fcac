//! Every call that the client can make, once or more, on the real wire.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use fullmakt_altinn::dialogs::{BulkItem, DialogSearch, DialogUpdate, LabelChange};
use fullmakt_altinn::{Altinn, CALL_KINDS, ListParties, TokenError, TokenSource};
use fullmakt_domain::clients::{Value as Given, service_code, service_of};
use fullmakt_domain::dialog::Label;
use fullmakt_domain::{
    Environment, Language, OrgNumber, RequestKind, Sensitive, SystemClock, SystemId,
};
use fullmakt_net::{CallMeter, CallRecord, Net, NetConfig};
use fullmakt_sandbox::Sandbox;
use fullmakt_tests::Control;
use serde_json::{Value, json};
use uuid::Uuid;

const SCOPES: &str = "openid digdir:dialogporten altinn:portal/enduser altinn:clientdelegations.read \
     altinn:clientdelegations.write altinn:clientdelegations/myclients.read \
     altinn:clientdelegations/myclients.write";
/// The accountant's firm.
const LUNDE: &str = "311451456";
const SERVICE: &str = "ske-krav-og-betalinger";

/// Calls everything as Kari, who administers what is called about; nothing is refused.
pub async fn call_everything(sandbox: &Sandbox) {
    let control = Control::new(sandbox.base());
    let token = control.token("kari", SCOPES).await;
    let token = token["altinn"].as_str().expect("a token").to_owned();
    let kinds = Arc::new(Kinds::default());
    let altinn = client(sandbox.base(), token, Arc::clone(&kinds));
    let own = Seeded::find(&control, "approvable").await;
    let agent = Seeded::find(&control, "agent-many-services").await;
    reads(&altinn, &own, &agent).await;
    open_reads(&altinn, own.org_number, sub_unit(&control).await).await;
    changes(&altinn, &control).await;
    decisions(&altinn, &control, &own, &agent).await;
    set_up(&altinn, &control, &own, &agent).await;
    clients(&altinn, &control).await;
    messages(&altinn, &control).await;
    let called = kinds.0.lock().unwrap_or_else(PoisonError::into_inner);
    let all: BTreeSet<&str> = CALL_KINDS.iter().copied().collect();
    assert_eq!(*called, all, "every call of the client is made");
}

async fn reads(altinn: &Altinn, own: &Seeded, agent: &Seeded) {
    let parties = ListParties {
        include_roles: true,
        include_packages: true,
        via_key_roles: true,
        ..ListParties::where_access_manager()
    };
    let parties = altinn.parties().list(&parties).await;
    assert!(!parties.expect("a list").is_empty());
    let one = ListParties {
        only: vec![own.party_uuid],
        ..ListParties::default()
    };
    altinn.parties().list(&one).await.expect("a list");

    let requests = altinn.requests();
    requests.read(own.party, own.id).await.expect("a request");
    let read = requests.read_agent(agent.party, agent.id).await;
    read.expect("a request");
    for (kind, id) in [(RequestKind::Own, own.id), (RequestKind::Client, agent.id)] {
        requests.read_by_id(kind, id).await.expect("a request");
    }
    let waiting = requests.pending(own.party, own.org_number).await;
    assert!(!waiting.expect("a list").is_empty());
    let waiting = requests.pending_agent(agent.party, agent.org_number).await;
    assert!(!waiting.expect("a list").is_empty());

    let urns = ["merverdiavgift", "lonn"].map(|code| format!("urn:altinn:accesspackage:{code}"));
    let checks = altinn.checks();
    let packages = checks.packages(own.party_uuid, &urns).await;
    assert_eq!(packages.expect("outcomes").len(), 2);
    let check = checks.resource(own.party_uuid, SERVICE).await;
    check.expect("an outcome");
    let system = SystemId::new("311111116_smartcloud_faktura");
    let register = altinn.register_of_systems();
    register.system(&system).await.expect("a system");
    assert!(!register.systems().await.expect("a list").is_empty());
}

async fn open_reads(altinn: &Altinn, number: OrgNumber, sub_unit: OrgNumber) {
    let catalogue = altinn.catalogue();
    for language in [Language::Nb, Language::Nn, Language::En] {
        let packages = catalogue.packages(language).await;
        assert_eq!(packages.expect("a catalogue").language, language);
        let actions = catalogue.resource_actions(SERVICE, language).await;
        actions.expect("actions");
    }
    catalogue.resource(SERVICE).await.expect("a service");
    catalogue.services().await.expect("a list");
    catalogue.orgs().await.expect("owners");
    let units = altinn.units();
    units.unit(number).await.expect("a unit");
    units.unit(sub_unit).await.expect("a unit");
    let both = units.units(&[number, sub_unit]).await;
    assert_eq!(both.expect("units").len(), 2);
    units.roles(number).await.expect("roles");
}

async fn changes(altinn: &Altinn, control: &Control) {
    let change = control.change_request("change-mixed").await;
    let id = change["id"].as_str().and_then(|id| id.parse().ok());
    let party = change["partyId"].as_u64().and_then(|id| id.try_into().ok());
    let (id, party): (Uuid, u32) = (id.expect("a UUID"), party.expect("a party"));
    let requests = altinn.requests();
    let read = requests.read_change(party, id).await.expect("a change");
    let user = read.change.expect("what it asks for").system_user_id;
    let held = altinn.system_users().delegations(party, user).await;
    held.expect("what it holds");
    let approved = requests.approve(party, id, RequestKind::Change).await;
    approved.expect("approved");
}

/// A system user that nobody asked for, and one for clients that may act for the own organisation too.
async fn set_up(altinn: &Altinn, control: &Control, own: &Seeded, agent: &Seeded) {
    let users = altinn.system_users();
    let system = SystemId::new("311111116_smartcloud_faktura");
    let made = users.create(own.party, &system, "Faktura").await;
    made.expect("set up");
    // The own organisation's package is passed on: whoever adds it must be able to.
    let door = format!("authorities/kari/{}", agent.org_number);
    let held = json!({ "packages": ["tilgangsstyrer", "klientadministrator", "merverdiavgift"] });
    control.put(&door, held).await;
    let asked = control
        .post(
            "vendor/agent-request",
            json!({
                "systemId": system.as_str(), "partyOrgNo": agent.org_number.to_string(), "externalRef": "egen-bruk",
                "accessPackages": [{ "urn": "urn:altinn:accesspackage:merverdiavgift" }],
                "redirectUrl": "https://smartcloud.example/altinn/ferdig",
            }),
        )
        .await;
    let id: Uuid = asked["id"]
        .as_str()
        .and_then(|id| id.parse().ok())
        .expect("a UUID");
    let requests = altinn.requests();
    let approved = requests.approve(agent.party, id, RequestKind::Client).await;
    approved.expect("approved");
    assert_eq!(users.client_count(id).await.expect("a number"), 0);
    let (party, uuid) = (agent.party, agent.party_uuid);
    assert!(!users.has_own(party, uuid, id).await.expect("an answer"));
    users.add_own(party, uuid, id).await.expect("added");
    assert!(users.has_own(party, uuid, id).await.expect("an answer"));
    users.remove_own(party, uuid, id).await.expect("removed");
}

async fn decisions(altinn: &Altinn, control: &Control, own: &Seeded, agent: &Seeded) {
    use RequestKind::{Client, Own};
    let requests = altinn.requests();
    let users = altinn.system_users();
    for (seeded, kind) in [(own, Own), (agent, Client)] {
        let (party, id) = (seeded.party, seeded.id);
        let forwarded = requests.escalate(party, id, kind).await;
        assert!(forwarded.expect("it is forwarded"));
        requests.approve(party, id, kind).await.expect("approved");
        users.detail(party, id).await.expect("a system user");
    }
    for (tag, kind) in [("missing-package", Own), ("agent-not-escalated", Client)] {
        let seeded = Seeded::find(control, tag).await;
        let rejected = requests.reject(seeded.party, seeded.id, kind).await;
        rejected.expect("rejected");
    }
    users.list(own.party).await.expect("a list");
    users.list_agents(agent.party).await.expect("a list");
    let held = users.delegations(own.party, own.id).await;
    held.expect("what it holds");
    users.delete(own.party, own.id).await.expect("deleted");
    let deleted = users.delete_agent(agent.party, agent.party_uuid, agent.id);
    deleted.await.expect("deleted");
}

/// What Kari administers at the accountant's, and what she gave herself there.
async fn clients(altinn: &Altinn, control: &Control) {
    let state = control.state().await;
    let mut organisations = state["organisations"].as_array().into_iter().flatten();
    let firm = organisations.find(|row| row["orgNo"] == LUNDE);
    let firm = firm.and_then(|row| row["partyUuid"].as_str()?.parse().ok());
    let firm: Uuid = firm.expect("the accountant's firm");
    let number = LUNDE.parse().expect("a number");
    let systems = altinn.system_users().for_clients(number).await;
    assert!(!systems.expect("a list").is_empty());
    let delegations = altinn.client_delegations();
    let list = delegations.clients(firm).await.expect("a list");
    let agents = delegations.agents(firm).await.expect("a list");
    assert!(!agents.is_empty());

    let mut people = state["personas"].as_array().into_iter().flatten();
    let kari = people.find(|person| person["key"] == "kari");
    let kari = kari.expect("a person");
    let text = |name: &str| kari[name].as_str().expect("a text").to_owned();
    let (pid, name) = (Sensitive::new(text("pid")), text("name"));
    let last = name.rsplit(' ').next().expect("a last name");
    let added = delegations.add_person(firm, &pid, last).await;
    let agent = added.expect("an agent");
    let client = list.clients.first().expect("a client");
    let values: Vec<Given> = client
        .access
        .iter()
        .take(1)
        .map(|access| Given {
            role: access.role.clone(),
            packages: access.packages.clone(),
        })
        .collect();
    let given = delegations.give(firm, client.id, agent, &values).await;
    assert!(given.expect("given").iter().all(|line| line.changed));
    let held = delegations.clients_of_agent(firm, agent).await;
    assert_eq!(held.expect("a list").len(), 1);
    let giver = list.clients.iter().find(|client| {
        let mut codes = client.access.iter().flat_map(|access| &access.packages);
        codes.any(|code| service_of(code).is_some())
    });
    let giver = giver.expect("a client that gives a single service");
    let service = Given {
        role: "rettighetshaver".to_owned(),
        packages: vec![service_code("ske-mva-kompensasjon")],
    };
    let service = std::slice::from_ref(&service);
    let given = delegations.give(firm, giver.id, agent, service).await;
    assert!(given.expect("given").iter().all(|line| line.changed));
    let held = delegations.services_of_agent(firm, agent).await;
    assert_eq!(held.expect("a list").len(), 1);
    let taken = delegations.take(firm, giver.id, agent, service).await;
    assert!(taken.expect("taken").iter().all(|line| line.changed));
    assert!(!delegations.my_providers().await.expect("a list").is_empty());
    assert!(!delegations.my_clients().await.expect("a list").is_empty());
    let left = delegations.leave_client(firm, client.id).await;
    left.expect("given up");
    let taken = delegations.take(firm, client.id, agent, &values).await;
    assert!(taken.expect("taken").iter().all(|line| !line.changed));
    delegations.leave_provider(firm).await.expect("left");
    let removed = delegations.remove_agent(firm, agent, true).await;
    removed.expect("nobody is left to remove");
}

async fn messages(altinn: &Altinn, control: &Control) {
    let state = control.state().await;
    let dialog = |tag: &str| -> Uuid {
        let mut all = state["dialogs"].as_array().into_iter().flatten();
        let found = all.find(|one| one["tag"] == tag);
        let id = found.and_then(|one| one["id"].as_str()?.parse().ok());
        id.unwrap_or_else(|| panic!("no dialog with tag {tag}"))
    };
    let dialogs = altinn.dialogs();
    let limits = dialogs.limits().await.expect("limits");
    assert!(limits.parties > 0 && limits.services > 0);
    assert!(!dialogs.parties().await.expect("a list").is_empty());
    let services = dialogs.services().await.expect("a list").items;
    let search = DialogSearch {
        services: services
            .into_iter()
            .take(limits.services)
            .map(|s| s.id)
            .collect(),
        limit: 10,
        ..DialogSearch::default()
    };
    let page = dialogs.search(&search).await.expect("a page");
    assert!(!page.rows.is_empty());

    let plain = dialog("plain");
    let opened = dialogs.open(plain).await.expect("opened");
    let token = opened.token.expect("a token");
    dialogs.seen_log(plain).await.expect("a log");
    dialogs.label_log(plain).await.expect("a log");
    let lookup = format!("urn:altinn:dialog-id:{plain}");
    dialogs.lookup(&lookup).await.expect("a reason");
    let item = |id| BulkItem { id, revision: None };
    let change = LabelChange {
        add: vec![Label::Archive],
        remove: Vec::new(),
    };
    let set = dialogs.set_labels(item(plain), &change).await;
    set.expect("filed");
    let others = [item(dialog("melding")), item(dialog("threads"))];
    let set = dialogs.set_labels_bulk(&others, &change).await;
    set.expect("filed");

    let content = altinn.dialog_content();
    let body = opened.dialog.main_content.expect("a letter");
    let url = body.value.text(Language::Nb);
    content.embed(url, &token, "nb").await.expect("the letter");
    let file = &opened.dialog.attachments[0].urls[0].url;
    content.attachment(file, &token).await.expect("the file");

    let opened = dialogs.open(dialog("write-action")).await.expect("opened");
    let token = opened.token.expect("a token");
    let mut actions = opened.dialog.actions.into_iter();
    let action = actions.find(|action| action.method != "GET").expect("one");
    let id = dialog("write-action");
    let mut updates = dialogs.updates(id, &token).await.expect("a stream");
    let done = content.act(&action.method, &action.url, &token).await;
    done.expect("done");
    let update = updates.next().await.expect("an event");
    assert_eq!(update, Some(DialogUpdate::Updated));

    let letter = dialogs
        .open(dialog("melding-confirm"))
        .await
        .expect("opened");
    let token = letter.token.expect("a token");
    let body = letter.dialog.main_content.expect("a letter");
    let id = content.melding_id(body.value.text(Language::Nb));
    let id = id.expect("a message of Altinn Melding");
    content.melding(id, &token).await.expect("where it stands");
    content
        .confirm_melding(id, &token)
        .await
        .expect("confirmed");
    let letter = dialogs.open(dialog("melding")).await.expect("opened");
    let token = letter.token.expect("a token");
    let body = letter.dialog.main_content.expect("a letter");
    let id = content.melding_id(body.value.text(Language::Nb));
    let purged = content.purge_melding(id.expect("one"), &token).await;
    purged.expect("deleted for good");
}

async fn sub_unit(control: &Control) -> OrgNumber {
    let state = control.state().await;
    let mut all = state["organisations"].as_array().into_iter().flatten();
    let unit = all.find(|row| row["mainUnit"].is_string());
    let number = unit.and_then(|row| row["orgNo"].as_str());
    let number = number.expect("a sub-unit in the seed");
    number.parse().expect("a number")
}

fn client(base: &str, token: String, kinds: Arc<Kinds>) -> Altinn {
    let environment = Environment::sandbox(base).expect("a loopback address");
    let net = Net::new(NetConfig {
        user_agent: "Fullmakt/test".into(),
        clock: Arc::new(SystemClock),
        meter: kinds,
    });
    Altinn::new(
        environment,
        net.expect("a plain client"),
        Arc::new(OneToken(token)),
    )
}

/// A request of the seed.
struct Seeded {
    id: Uuid,
    party: u32,
    party_uuid: Uuid,
    org_number: OrgNumber,
}

impl Seeded {
    async fn find(control: &Control, tag: &str) -> Self {
        let request = control.request(tag).await;
        let state = control.state().await;
        let all = state["organisations"].as_array();
        let mut all = all.into_iter().flatten();
        let organisation = all.find(|row| row["orgNo"] == request["orgNo"]);
        let organisation = organisation.expect("an organisation of the seed");
        let uuid = |value: &Value| value.as_str().and_then(|text| text.parse().ok());
        let number = request["orgNo"].as_str().and_then(|no| no.parse().ok());
        let party = request["partyId"]
            .as_u64()
            .and_then(|id| id.try_into().ok());
        Seeded {
            id: uuid(&request["id"]).expect("a UUID"),
            party: party.expect("a party"),
            party_uuid: uuid(&organisation["partyUuid"]).expect("a UUID"),
            org_number: number.expect("a number"),
        }
    }
}

/// Kinds of calls that were made.
#[derive(Default)]
struct Kinds(Mutex<BTreeSet<&'static str>>);

impl CallMeter for Kinds {
    fn record(&self, call: CallRecord) {
        let mut kinds = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kinds.insert(call.kind);
    }
}

struct OneToken(String);

#[async_trait]
impl TokenSource for OneToken {
    async fn altinn_token(&self) -> Result<Sensitive<String>, TokenError> {
        Ok(Sensitive::new(self.0.clone()))
    }

    fn token_refused(&self, _: &Sensitive<String>) {}
}
