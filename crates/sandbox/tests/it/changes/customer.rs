//! A customer looks at a change request and decides.

use serde_json::json;
use uuid::Uuid;

use super::{held, status_of, tagged};
use crate::support::{CHANGES, GRANLI, Running, STORVIK, TO_OTHERS_READ, TO_OTHERS_WRITE};

const CONNECTIONS: &str = "/accessmanagement/api/v1/enduser/connections";

#[tokio::test]
async fn with_a_party_it_is_shown_to_whoever_may_read_there() {
    let running = Running::start().await;
    let change = tagged(&running, "change-mixed").await;
    let kari = running.token("kari", &[]).await;
    let path = format!("{CHANGES}/{}/{}", change.party, change.id);
    let body = running.get(&path, &kari).await.json(200);
    assert_eq!(body["systemUserId"], change.system_user);
    assert_eq!(
        body["requiredAccessPackages"].as_array().map(Vec::len),
        Some(1)
    );
    assert!(body.get("confirmUrl").is_none());
    assert_eq!(body["timedOut"], false);
    let (storvik, _) = running.party(STORVIK).await;
    let elsewhere = format!("{CHANGES}/{storvik}/{}", change.id);
    assert_eq!(running.get(&elsewhere, &kari).await.code(404), "AUTH-00010");
    let mina = running.token("mina", &[]).await;
    running.get(&path, &mina).await.bare(403);
    let wrong = running
        .get(&format!("{CHANGES}/x/{}", change.id), &kari)
        .await;
    assert_eq!(wrong.status, 500);
}

#[tokio::test]
async fn by_its_id_the_packages_are_checked_first() {
    let running = Running::start().await;
    let change = tagged(&running, "change-mixed").await;
    let path = format!("{CHANGES}/{}", change.id);
    let plain = running.token("kari", &[]).await;
    assert_eq!(running.get(&path, &plain).await.code(400), "AUTH-00050");
    let kari = running.token("kari", &[TO_OTHERS_WRITE]).await;
    let body = running.get(&path, &kari).await.json(200);
    let (party, uuid) = running.party(GRANLI).await;
    assert_eq!(
        (&body["partyId"], &body["partyUuid"]),
        (&json!(party), &json!(uuid))
    );
    assert!(body.get("created").is_none() && body.get("timedOut").is_none());
    // Whoever is no access manager fails in the check, or, where nothing is checked, afterwards.
    let mina = running.token("mina", &[TO_OTHERS_WRITE]).await;
    assert_eq!(running.get(&path, &mina).await.code(400), "AUTH-00050");
    let removal = json!({ "unwantedAccessPackages": [{ "urn": "urn:altinn:accesspackage:lonn" }] });
    let query = format!(
        "vendor/change-request?system-user-id={}&tag=removal",
        change.system_user
    );
    running.control("POST", &query, &removal).await.json(201);
    let removal = tagged(&running, "removal").await;
    let path = format!("{CHANGES}/{}", removal.id);
    assert_eq!(running.get(&path, &mina).await.code(403), "AUTH-00066");
    running.get(&path, &plain).await.json(200);
    let nothing = format!("{CHANGES}/{}", Uuid::new_v4());
    assert_eq!(running.get(&nothing, &plain).await.code(404), "AUTH-00010");
    // An access manager who may not pass the package on is told so instead.
    let held = json!({ "packages": ["tilgangsstyrer"] });
    running
        .control("PUT", &format!("authorities/mina/{GRANLI}"), &held)
        .await;
    let path = format!("{CHANGES}/{}", change.id);
    assert_eq!(running.get(&path, &mina).await.code(400), "AUTH-00053");
}

#[tokio::test]
async fn approval_gives_and_takes() {
    let running = Running::start().await;
    let change = tagged(&running, "change-mixed").await;
    let kari = running
        .token("kari", &[TO_OTHERS_READ, TO_OTHERS_WRITE])
        .await;
    let (services, packages) = held(&running, change.party, &change.system_user).await;
    assert_eq!(services, ["ske-krav-og-betalinger"]);
    assert_eq!(packages, ["skattegrunnlag"]);
    let path = format!("{CHANGES}/{}/{}/approve", change.party, change.id);
    running.act(&path, &kari).await.said(true);
    let (services, packages) = held(&running, change.party, &change.system_user).await;
    assert_eq!(services, ["ske-betalingsavtale"]);
    assert_eq!(packages, ["regnskap-okonomi-rapport"]);
    assert_eq!(status_of(&running, &change.id).await, "Accepted");
    assert_eq!(running.act(&path, &kari).await.code(409), "AUTH-00013");
    // The list goes on showing the packages of the day it was made.
    let list = running
        .get(
            &format!("{}/{}", crate::support::SYSTEM_USERS, change.party),
            &kari,
        )
        .await
        .json(200);
    let row = list
        .as_array()
        .into_iter()
        .flatten()
        .find(|row| row["id"] == change.system_user)
        .expect("the system user")
        .clone();
    assert_eq!(
        row["accessPackages"],
        json!([{ "urn": "urn:altinn:accesspackage:skattegrunnlag" }])
    );
}

#[tokio::test]
async fn a_service_that_cannot_be_taken_leaves_the_rest_done() {
    let running = Running::start().await;
    let change = tagged(&running, "change-stops-half-way").await;
    let kari = running
        .token("kari", &[TO_OTHERS_READ, TO_OTHERS_WRITE])
        .await;
    let path = format!("{CHANGES}/{}/{}/approve", change.party, change.id);
    for attempt in 1..=2 {
        assert_eq!(
            running.act(&path, &kari).await.code(400),
            "AUTH-00022",
            "attempt {attempt}"
        );
        let (services, packages) = held(&running, change.party, &change.system_user).await;
        assert_eq!(services, ["mdir-egenkontrollrapport"]);
        assert_eq!(
            packages,
            ["rapportering-statistikk", "akvakultur", "baerekraft"]
        );
        assert_eq!(status_of(&running, &change.id).await, "New");
    }
    let reject = format!("{CHANGES}/{}/{}/reject", change.party, change.id);
    running.act(&reject, &kari).await.said(true);
    assert_eq!(status_of(&running, &change.id).await, "Rejected");
    assert_eq!(running.act(&reject, &kari).await.code(409), "AUTH-00013");
}

/// Each step can be made to fail; what came before it is done.
#[tokio::test]
async fn approval_stops_at_whichever_step_fails() {
    for (method, path, code, status, services, packages) in [
        (
            "POST",
            "/accesspackages",
            "AUTH-00051",
            400,
            &["ske-krav-og-betalinger"][..],
            &["skattegrunnlag"][..],
        ),
        (
            "POST",
            "/resources/rights",
            "AUTH-00002",
            400,
            &["ske-krav-og-betalinger"],
            &["skattegrunnlag", "regnskap-okonomi-rapport"],
        ),
        (
            "DELETE",
            "/resources",
            "AUTH-00022",
            400,
            &["ske-krav-og-betalinger", "ske-betalingsavtale"],
            &["skattegrunnlag", "regnskap-okonomi-rapport"],
        ),
        (
            "DELETE",
            "/accesspackages",
            "AUTH-00057",
            400,
            &["ske-betalingsavtale"],
            &["skattegrunnlag", "regnskap-okonomi-rapport"],
        ),
        (
            "",
            "",
            "AUTH-00060",
            404,
            &["ske-betalingsavtale"],
            &["regnskap-okonomi-rapport"],
        ),
    ] {
        let running = Running::start().await;
        let change = tagged(&running, "change-mixed").await;
        let kari = running
            .token("kari", &[TO_OTHERS_READ, TO_OTHERS_WRITE])
            .await;
        if path.is_empty() {
            running
                .control("PUT", "switches", &json!({ "failStatus": true }))
                .await;
        } else {
            let fault = json!([{ "method": method, "path": format!("{CONNECTIONS}{path}"), "status": 500 }]);
            running.control("PUT", "faults", &fault).await;
        }
        let approve = format!("{CHANGES}/{}/{}/approve", change.party, change.id);
        assert_eq!(running.act(&approve, &kari).await.code(status), code);
        running.control("DELETE", "faults", &json!(null)).await;
        let found = held(&running, change.party, &change.system_user).await;
        assert_eq!(found.0, services, "{code}");
        assert_eq!(found.1, packages, "{code}");
        assert_eq!(status_of(&running, &change.id).await, "New", "{code}");
        // And it can be taken up where it stopped.
        running
            .control("PUT", "switches", &json!({ "failStatus": false }))
            .await;
        running.act(&approve, &kari).await.said(true);
        let found = held(&running, change.party, &change.system_user).await;
        assert_eq!(found.0, ["ske-betalingsavtale"], "{code}");
        assert_eq!(found.1, ["regnskap-okonomi-rapport"], "{code}");
    }
}

#[tokio::test]
async fn approval_needs_what_it_passes_on() {
    let running = Running::start().await;
    let change = tagged(&running, "change-mixed").await;
    let approve = format!("{CHANGES}/{}/{}/approve", change.party, change.id);
    let plain = running.token("kari", &[]).await;
    assert_eq!(
        running.act(&approve, &plain).await.code(400),
        "AUTH-00001",
        "services are checked before packages"
    );
    let held = json!({ "packages": ["tilgangsstyrer", "krav-og-utlegg"] });
    running
        .control("PUT", &format!("authorities/mina/{GRANLI}"), &held)
        .await;
    let mina = running
        .token("mina", &[TO_OTHERS_READ, TO_OTHERS_WRITE])
        .await;
    assert_eq!(running.act(&approve, &mina).await.code(400), "AUTH-00053");
    let less = json!({ "packages": ["tilgangsstyrer"] });
    running
        .control("PUT", &format!("authorities/mina/{GRANLI}"), &less)
        .await;
    assert_eq!(running.act(&approve, &mina).await.code(400), "AUTH-00001");
    let none = json!({ "packages": ["klientadministrator"] });
    running
        .control("PUT", &format!("authorities/mina/{GRANLI}"), &none)
        .await;
    running.act(&approve, &mina).await.bare(403);
    running
        .control(
            "DELETE",
            &format!("system-users/{}", change.system_user),
            &json!(null),
        )
        .await;
    let kari = running
        .token("kari", &[TO_OTHERS_READ, TO_OTHERS_WRITE])
        .await;
    assert_eq!(running.act(&approve, &kari).await.code(404), "AUTH-00015");
}

/// Nobody compares the party of the path with the organisation of the request.
#[tokio::test]
async fn another_partys_administrator_can_decide() {
    let running = Running::start().await;
    let foreign = tagged(&running, "change-other-organisation").await;
    let kari = running
        .token("kari", &[TO_OTHERS_READ, TO_OTHERS_WRITE])
        .await;
    let (granli, _) = running.party(GRANLI).await;
    let reject = format!("{CHANGES}/{granli}/{}/reject", foreign.id);
    running.act(&reject, &kari).await.said(true);
    assert_eq!(status_of(&running, &foreign.id).await, "Rejected");

    let mixed = tagged(&running, "change-mixed").await;
    let (storvik, _) = running.party(STORVIK).await;
    let approve = format!("{CHANGES}/{storvik}/{}/approve", mixed.id);
    running.act(&approve, &kari).await.said(true);
    assert_eq!(status_of(&running, &mixed.id).await, "Accepted");
    let (services, packages) = held(&running, mixed.party, &mixed.system_user).await;
    assert_eq!(
        services,
        ["ske-krav-og-betalinger"],
        "nothing happened at home"
    );
    assert_eq!(packages, ["skattegrunnlag"]);
}

/// Without the right to read what is held, nothing counts as held: unwanted packages stay, and the
/// request is accepted.
#[tokio::test]
async fn a_token_that_cannot_read_takes_no_packages() {
    let running = Running::start().await;
    let change = tagged(&running, "change-mixed").await;
    let kari = running.token("kari", &[TO_OTHERS_WRITE]).await;
    let approve = format!("{CHANGES}/{}/{}/approve", change.party, change.id);
    running.act(&approve, &kari).await.said(true);
    let (_, packages) = held(&running, change.party, &change.system_user).await;
    assert_eq!(packages, ["skattegrunnlag", "regnskap-okonomi-rapport"]);
}
