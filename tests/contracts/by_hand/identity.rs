//! The exchange, renewal and Altinn's keys.

use super::{EXCHANGE, Hand, text};

const API: &str = "/authentication/api/v1";

pub(super) async fn call(hand: &Hand) {
    let Hand {
        caller, control, ..
    } = hand;
    for path in ["", "/jwks"] {
        let path = format!("{API}/openid/.well-known/openid-configuration{path}");
        caller.get(&path).gives(200).await;
    }

    let path = format!("{EXCHANGE}/id-porten");
    let tokens = control.token("kari", "openid altinn:instances.read").await;
    let raw = text(&tokens["id_porten"]);
    caller.get(&path).token(&raw).gives(200).await;
    let as_json = caller.get(&path).token(&raw);
    as_json
        .header("accept", "application/json")
        .gives(200)
        .await;
    caller.get(&path).wrong(401).await;
    let tokens = control.token("kari", "openid").await;
    let scopeless = text(&tokens["id_porten"]);
    caller.get(&path).token(&scopeless).wrong(403).await;
    let unknown = format!("{EXCHANGE}/anybody");
    caller.get(&unknown).token(&raw).wrong(400).await;
    let path = format!("{EXCHANGE}/maskinporten");
    let enterprise = caller.get(&path).token(&hand.vendor_raw);
    enterprise
        .header("x-altinn-enterpriseuser-authentication", "x")
        .wrong(410)
        .await;

    let path = format!("{API}/refresh");
    caller.get(&path).token(&hand.kari).gives(200).await;
    caller.get(&path).wrong(401).await;
}
