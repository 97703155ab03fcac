//! Change requests: the vendor's side, the customer's, and the page.

mod customer;
mod page;
mod vendor;

use serde_json::Value;

use crate::support::{REQUEST_READ, REQUEST_WRITE, Running, SYSTEM_USERS, TO_OTHERS_READ, Vendor};

/// A change request of the seed.
struct Change {
    id: String,
    party: u64,
    system_user: String,
    confirm_path: String,
    redirect_url: String,
}

async fn tagged(running: &Running, tag: &str) -> Change {
    let row = running.in_state("changeRequests", "tag", tag).await;
    let text = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
    let confirm_url = text("confirmUrl");
    Change {
        id: text("id"),
        party: row["partyId"].as_u64().expect("a party"),
        system_user: text("systemUserId"),
        confirm_path: confirm_url
            .strip_prefix(running.base())
            .expect("the page is on the sandbox's own origin")
            .to_owned(),
        redirect_url: text("redirectUrl"),
    }
}

async fn status_of(running: &Running, id: &str) -> Value {
    running.in_state("changeRequests", "id", id).await["status"].clone()
}

async fn vendor_token(running: &Running, org_no: &str) -> String {
    let vendor = Vendor::register(running, org_no, &[REQUEST_READ, REQUEST_WRITE]).await;
    vendor.token(running, &[REQUEST_READ, REQUEST_WRITE]).await
}

/// Services and packages (without their prefix) that a system user holds now.
async fn held(running: &Running, party: u64, id: &str) -> (Vec<String>, Vec<String>) {
    let kari = running.token("kari", &[TO_OTHERS_READ]).await;
    let path = format!("{SYSTEM_USERS}/{party}/{id}/delegations");
    let body = running.get(&path, &kari).await.json(200);
    let list = |member: &str, of: fn(&Value) -> &Value| -> Vec<String> {
        let rows = body[member].as_array().expect("a list");
        rows.iter()
            .filter_map(|row| of(row).as_str())
            .map(|text| text.replace("urn:altinn:accesspackage:", ""))
            .collect()
    };
    (
        list("rights", |right| &right["resource"][0]["value"]),
        list("accessPackages", |package| &package["urn"]),
    )
}
