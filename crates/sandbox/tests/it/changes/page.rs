//! The page of a change request.

use super::{status_of, tagged};
use crate::support::{GRANLI, Running};
use serde_json::json;

const LOGIN: &str = "/accessmanagement/ui/login";

async fn log_in(running: &Running, person: &str) -> String {
    let answer = running.submit(LOGIN, "", &[("person", person)]).await;
    let cookie = answer.header("set-cookie");
    cookie.split(';').next().expect("a pair").to_owned()
}

#[tokio::test]
async fn it_has_four_lists_and_two_buttons() {
    let running = Running::start().await;
    let change = tagged(&running, "change-mixed").await;
    assert_eq!(
        running.open(&change.confirm_path).await.status,
        303,
        "a login first"
    );
    let cookie = log_in(&running, "kari").await;
    let shown = running
        .open_with(&change.confirm_path, &[("cookie", &cookie)])
        .await;
    assert_eq!(shown.status, 200);
    for part in [
        "Oppdrag Bilag ber om endringer",
        "GRANLI EIENDOM AS",
        "Tilgangspakker som legges til",
        "Tilgangspakker som fjernes",
        "Enkelttjenester som legges til",
        "Enkelttjenester som fjernes",
        ">Godkjenn</button>",
        ">Avvis</button>",
        "OPPDRAG ONLINE AS",
    ] {
        assert!(shown.text.contains(part), "{part}");
    }
    assert!(!shown.text.contains("Send videre"));
}

#[tokio::test]
async fn a_decision_ends_at_the_vendors_page() {
    let running = Running::start().await;
    let change = tagged(&running, "change-mixed").await;
    let cookie = log_in(&running, "kari").await;
    let page = change.confirm_path.split('?').next().expect("a path");
    let answer = running
        .submit(&format!("{page}/approve"), &cookie, &[("id", &change.id)])
        .await;
    assert_eq!(answer.status, 303);
    let way_out = answer.header("location").to_owned();
    assert_eq!(
        way_out,
        format!(
            "/accessmanagement/api/v1/systemuser/changerequest/{}/logout",
            change.id
        )
    );
    assert_eq!(status_of(&running, &change.id).await, "Accepted");
    let hop = running.open_with(&way_out, &[("cookie", &cookie)]).await;
    let remembered = hop
        .headers
        .get_all("set-cookie")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .find(|value| value.contains("SystemuserChangeRequestId="))
        .expect("the request is remembered")
        .split(';')
        .next()
        .expect("a pair")
        .to_owned();
    let handled = "/accessmanagement/api/v1/logout/handleloggedout";
    let end = running.open_with(handled, &[("cookie", &remembered)]).await;
    assert_eq!(end.header("location"), change.redirect_url);

    let again = log_in(&running, "kari").await;
    let shown = running
        .open_with(&change.confirm_path, &[("cookie", &again)])
        .await;
    assert!(shown.text.contains("allerede godkjent"));
    assert!(shown.text.contains("disabled>Godkjenn</button>"));
}

#[tokio::test]
async fn a_failure_is_told_and_so_is_what_may_not_be_seen() {
    let running = Running::start().await;
    let stops = tagged(&running, "change-stops-half-way").await;
    let cookie = log_in(&running, "kari").await;
    let page = stops.confirm_path.split('?').next().expect("a path");
    let answer = running
        .submit(&format!("{page}/approve"), &cookie, &[("id", &stops.id)])
        .await;
    assert!(answer.status == 200 && answer.text.contains("AUTH-00022"));
    let rejected = running
        .submit(&format!("{page}/reject"), &cookie, &[("id", &stops.id)])
        .await;
    assert_eq!(rejected.status, 303);
    assert_eq!(status_of(&running, &stops.id).await, "Rejected");

    let mixed = tagged(&running, "change-mixed").await;
    let mina = log_in(&running, "mina").await;
    let shown = running
        .open_with(&mixed.confirm_path, &[("cookie", &mina)])
        .await;
    assert!(shown.text.contains("AUTH-00066") && !shown.text.contains("</button>"));
    let held = json!({ "packages": ["tilgangsstyrer"] });
    running
        .control("PUT", &format!("authorities/mina/{GRANLI}"), &held)
        .await;
    let shown = running
        .open_with(&mixed.confirm_path, &[("cookie", &mina)])
        .await;
    assert!(shown.text.contains("AUTH-00053") && !shown.text.contains("</button>"));
    let withdrawn = format!("vendor/change-request/{}", mixed.id);
    running.control("DELETE", &withdrawn, &json!(null)).await;
    let gone = running
        .open_with(&mixed.confirm_path, &[("cookie", &mina)])
        .await;
    assert_eq!(gone.status, 404);
}
