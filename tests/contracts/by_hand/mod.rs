//! Every operation that the sandbox serves, called by hand: with success, and with the refusals that matter.

mod access;
mod catalogues;
mod changes;
mod clients;
mod dialogs;
mod graphql;
mod identity;
mod letters;
mod register;
mod system_clients;
mod system_users;
mod to_customers;
mod to_vendors;

use fullmakt_sandbox::Sandbox;
use fullmakt_tests::{Control, Machine};
use serde_json::{Value, json};

use crate::caller::Caller;

const PORTAL: &str = "altinn:portal/enduser";
const REQUESTS: &str = "/authentication/api/v1/systemuser/request";
const SYSTEM_USERS: &str = "/authentication/api/v1/systemuser";
const REGISTER: &str = "/authentication/api/v1/systemregister";
const EXCHANGE: &str = "/authentication/api/v1/exchange";

/// Everything that a person can be given.
const SCOPES: &str = "openid altinn:portal/enduser altinn:accessmanagement/authorizedparties \
    altinn:accessmanagement/enduser:connections:toothers.read \
    altinn:accessmanagement/enduser:connections:toothers.write \
    altinn:accessmanagement/enduser:connections:fromothers.read altinn:clientdelegations.write";

/// A maker of systems in the seed, and one of its own.
const SMARTCLOUD: &str = "311111116";
/// The system of a seeded request that can be approved.
const FAKTURA: &str = "311111116_smartcloud_faktura";
const SERVICE: &str = "ske-krav-og-betalinger";

/// Scopes of the vendor's program.
const VENDOR_SCOPES: [&str; 4] = [
    "altinn:authentication/systemregister.write",
    "altinn:authentication/systemuser.request.read",
    "altinn:authentication/systemuser.request.write",
    "altinn:maskinporten/systemuser.read",
];
/// What Maskinporten knows the vendor's program by.
const CLIENT: &str = "6f1c5a52-9a0e-4b43-8f6f-2f1d3f0a7c11";

/// What all calls share.
struct Hand {
    caller: Caller,
    control: Control,
    /// A main administrator with every scope.
    kari: String,
    /// The same without any that opens anything.
    kari_bare: String,
    /// An access manager of another organisation, with every scope.
    odd: String,
    /// Somebody with little to say, and every scope.
    mina: String,
    /// Kari for Dialogporten.
    reader: String,
    /// Kari for Altinn Melding.
    letters: String,
    /// A machine client of SmartCloud's.
    vendor: String,
    /// The same at Maskinporten, not exchanged.
    vendor_raw: String,
}

/// Calls everything. Later calls build on what earlier ones made.
pub async fn call_everything(sandbox: &Sandbox) {
    let hand = Hand::new(sandbox).await;
    identity::call(&hand).await;
    catalogues::call(&hand).await;
    access::call(&hand).await;
    register::call(&hand).await;
    to_vendors::call(&hand).await;
    to_customers::call(&hand).await;
    clients::call(&hand).await;
    system_clients::call(&hand).await;
    changes::call(&hand).await;
    system_users::call(&hand).await;
    dialogs::call(&hand).await;
    graphql::call(&hand).await;
    letters::call(&hand).await;
}

impl Hand {
    async fn new(sandbox: &Sandbox) -> Self {
        let control = Control::new(sandbox.base());
        let caller = Caller::new(sandbox.base());
        let machine = Machine::new(CLIENT, sandbox.base());
        let client =
            json!({ "orgNo": SMARTCLOUD, "jwks": machine.jwks(), "scopes": VENDOR_SCOPES });
        let door = format!("maskinporten/clients/{CLIENT}");
        control.put(&door, client).await;
        let now = sandbox.shared().clock().now().as_second();
        let granted = machine
            .maskinporten(&VENDOR_SCOPES.join(" "), None, now)
            .await;
        let vendor_raw = text(&granted.1["access_token"]);
        let path = format!("{EXCHANGE}/maskinporten");
        let vendor = caller.get(&path).token(&vendor_raw).gives(200).await;
        let login = control.token("kari", "openid digdir:dialogporten").await;
        let token =
            async |persona: &str, scope: &str| text(&control.token(persona, scope).await["altinn"]);
        Hand {
            kari: token("kari", SCOPES).await,
            kari_bare: token("kari", "openid altinn:instances.read").await,
            odd: token("odd", SCOPES).await,
            mina: token("mina", SCOPES).await,
            reader: text(&login["id_porten"]),
            letters: token("kari", "openid altinn:correspondence.read").await,
            vendor: text(&vendor),
            vendor_raw,
            caller,
            control,
        }
    }

    /// A request of the seed.
    async fn seeded(&self, tag: &str) -> Seeded {
        let row = self.control.request(tag).await;
        Seeded {
            id: text(&row["id"]),
            party: row["partyId"].to_string(),
            org_no: text(&row["orgNo"]),
        }
    }

    /// A dialog of the seed, as the control door tells it.
    async fn dialog_row(&self, tag: &str) -> Value {
        let state = self.control.state().await;
        let mut all = state["dialogs"].as_array().into_iter().flatten();
        let row = all.find(|row| row["tag"] == tag).cloned();
        row.unwrap_or_else(|| panic!("no dialog with tag {tag} in the seed"))
    }

    /// Id of a dialog of the seed.
    async fn dialog(&self, tag: &str) -> String {
        text(&self.dialog_row(tag).await["id"])
    }

    /// Party number and UUID of an organisation.
    async fn party(&self, org_no: &str) -> (String, String) {
        let state = self.control.state().await;
        let all = state["organisations"].as_array().into_iter().flatten();
        let row = all.clone().find(|row| row["orgNo"] == org_no);
        let row = row.expect("an organisation of the seed");
        (row["partyId"].to_string(), text(&row["partyUuid"]))
    }

    /// Sets one of the sandbox's switches.
    async fn switch(&self, name: &str, value: Value) {
        self.control.put("switches", json!({ name: value })).await;
    }
}

/// A request of the seed.
struct Seeded {
    id: String,
    party: String,
    org_no: String,
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

fn right(service: &str) -> Value {
    json!({ "resource": [{ "id": "urn:altinn:resource", "value": service }] })
}

fn package(code: &str) -> Value {
    json!({ "urn": format!("urn:altinn:accesspackage:{code}") })
}
