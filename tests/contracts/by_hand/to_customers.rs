//! Requests for system users, the customer's side.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{Hand, PORTAL, REQUESTS, Seeded};

pub(super) async fn call(hand: &Hand) {
    reads(hand).await;
    forwarded(hand).await;
    refused_with_reasons(hand).await;
    decided(hand).await;
}

fn path(request: &Seeded) -> String {
    format!("{REQUESTS}/{}/{}", request.party, request.id)
}

fn agent_path(request: &Seeded) -> String {
    format!("{REQUESTS}/agent/{}/{}", request.party, request.id)
}

async fn reads(hand: &Hand) {
    let Hand {
        caller,
        kari,
        kari_bare,
        odd,
        ..
    } = hand;
    let own = hand.seeded("approvable").await;
    let agent = hand.seeded("agent-many-services").await;
    for (request, path, segment) in [
        (&own, path(&own), ""),
        (&agent, agent_path(&agent), "agent/"),
    ] {
        caller.get(&path).token(kari_bare).gives(200).await;
        caller.get(&path).wrong(401).await;
        let by_id = format!("{REQUESTS}/{segment}{}", request.id);
        caller.get(&by_id).token(kari).gives(200).await;
        caller.get(&by_id).token(kari_bare).gives(403).await;
        let unknown = format!("{REQUESTS}/{segment}{}", Uuid::new_v4());
        caller.get(&unknown).token(kari).gives(404).await;
        let pending = format!(
            "{REQUESTS}/{segment}{}/{}/pending",
            request.party, request.org_no
        );
        let rows = caller.get(&pending).token(kari).gives(200).await;
        assert!(
            rows.as_array().is_some_and(|rows| !rows.is_empty()),
            "{rows}"
        );
        caller.get(&pending).token(kari_bare).gives(403).await;
    }
    // Nobody's business, another organisation's, and no party at all.
    caller.get(&path(&own)).token(odd).gives(403).await;
    let by_id = format!("{REQUESTS}/{}", own.id);
    let problem = caller.get(&by_id).token(&hand.mina).gives(403).await;
    assert_eq!(problem["code"], "AUTH-00066");
    let elsewhere = format!("{REQUESTS}/{}/{}", agent.party, own.id);
    caller.get(&elsewhere).token(kari).gives(404).await;
    let no_party = format!("{REQUESTS}/x/{}", own.id);
    caller.get(&no_party).token(kari).wrong(500).await;
    let no_id = format!("{REQUESTS}/{}/x", own.party);
    caller.get(&no_id).token(kari).wrong(400).await;
    let expired = hand.seeded("expired").await;
    let pending = format!("{REQUESTS}/{}/{}/pending", expired.party, expired.org_no);
    caller.get(&pending).token(kari).gives(200).await;
}

async fn forwarded(hand: &Hand) {
    let Hand {
        caller,
        kari,
        kari_bare,
        mina,
        ..
    } = hand;
    let own = hand.seeded("may-escalate-only").await;
    let agent = hand.seeded("agent-not-escalated").await;
    let by_id = format!("{REQUESTS}/{}", own.id);
    let seen = caller.get(&by_id).token(kari).gives(200).await;
    assert_eq!(seen["userMayEscalateButNotApprove"], true);
    for path in [path(&own), agent_path(&agent)] {
        let path = format!("{path}/escalate");
        assert_eq!(caller.post(&path).token(kari).gives(200).await, true);
        caller.post(&path).token(kari_bare).gives(403).await;
    }
    let path = format!("{}/escalate", path(&own));
    assert_eq!(caller.post(&path).token(mina).gives(200).await, false);
}

/// Older and newer servers tell why in different members.
async fn refused_with_reasons(hand: &Hand) {
    let Hand { caller, odd, .. } = hand;
    let role = hand.seeded("reason-missing-role").await;
    let outside = hand.seeded("package-not-in-system").await;
    for (text, reasons) in [("title", false), ("detail", true)] {
        hand.switch("problemText", json!(text)).await;
        hand.switch("delegationReasons", json!(reasons)).await;
        let approve = format!("{}/approve", path(&role));
        let problem = caller.post(&approve).token(odd).gives(403).await;
        assert_eq!(
            problem["delegationReasons"].is_string(),
            reasons,
            "{problem}"
        );
    }
    hand.switch("problemText", json!("title")).await;
    let approve = format!("{}/approve", path(&outside));
    let problem = caller.post(&approve).token(odd).gives(400).await;
    assert!(problem["NotFoundPackages"].is_string(), "{problem}");
}

async fn decided(hand: &Hand) {
    let Hand {
        caller,
        kari,
        kari_bare,
        ..
    } = hand;
    let own = hand.seeded("approvable").await;
    let agent = hand.seeded("agent-many-services").await;
    let portal_only = &hand
        .control
        .token("kari", &format!("openid {PORTAL}"))
        .await["altinn"];
    let portal_only = portal_only.as_str().expect("a token");
    for (request, path, segment, code) in [
        (&own, path(&own), "", "AUTH-00041"),
        (&agent, agent_path(&agent), "agent/", "AUTH-00042"),
    ] {
        let other = if segment.is_empty() { &agent } else { &own };
        let elsewhere = format!("{REQUESTS}/{segment}{}/{}/approve", other.party, request.id);
        let problem = caller.post(&elsewhere).token(kari).gives(403).await;
        assert_eq!(problem["code"], code);
        let approve = format!("{path}/approve");
        caller.post(&approve).token(kari_bare).gives(403).await;
        assert_eq!(
            caller.post(&approve).token(portal_only).gives(200).await,
            true
        );
        let again = caller.post(&approve).token(kari).gives(409).await;
        assert_eq!(again["code"], "AUTH-00013");
    }
    let own = hand.seeded("missing-package").await;
    let agent = hand.seeded("agent-approved-before").await;
    for path in [path(&own), agent_path(&agent)] {
        let reject = format!("{path}/reject");
        caller.post(&reject).wrong(401).await;
        let done: Value = caller.post(&reject).token(kari_bare).gives(200).await;
        assert_eq!(done, true);
        caller.post(&reject).token(kari_bare).gives(409).await;
    }
}
