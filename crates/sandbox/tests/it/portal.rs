//! The portal's pages, as a browser without script meets them.

use serde_json::json;

use crate::support::{Answer, PORTAL, Running, SYSTEM_USERS};

const LOGIN: &str = "/accessmanagement/ui/login";
const OVERVIEW: &str = "/accessmanagement/ui/systemuser/overview";
const LOGGED_OUT: &str = "/accessmanagement/ui/loggedout";

/// Logs a person in and gives the cookie.
async fn log_in(running: &Running, person: &str, level: &str) -> String {
    let form = [("person", person), ("level", level), ("goto", OVERVIEW)];
    let answer = running.submit(LOGIN, "", &form).await;
    assert_eq!((answer.status, answer.header("location")), (303, OVERVIEW));
    let cookie = answer.header("set-cookie");
    assert!(cookie.contains("HttpOnly"));
    cookie.split(';').next().expect("a pair").to_owned()
}

async fn page(running: &Running, path: &str, cookie: &str) -> Answer {
    running.open_with(path, &[("cookie", cookie)]).await
}

/// Presses a button of a request's page.
async fn press(running: &Running, path: &str, act: &str, cookie: &str, skip: bool) -> Answer {
    let (page, query) = path.split_once('?').expect("a query");
    let id = query
        .split('&')
        .find_map(|pair| pair.strip_prefix("id="))
        .expect("an id");
    let skip = if skip { "true" } else { "false" };
    let form = [("id", id), ("skiplogout", skip)];
    running
        .submit(&format!("{page}/{act}"), cookie, &form)
        .await
}

#[tokio::test]
async fn the_link_leads_through_the_login_and_back() {
    let running = Running::start().await;
    let request = running.tagged("approvable").await;
    let turned_away = running.open(&request.confirm_path).await;
    assert_eq!(turned_away.status, 303);
    let login = turned_away.header("location").to_owned();
    assert!(login.starts_with(&format!("{LOGIN}?goto=")));
    let form = running.open(&login).await;
    assert_eq!(form.status, 200);
    for name in ["Kari Haugen", "Mina Nordvik", "Odd Lunde"] {
        assert!(form.text.contains(&format!(">{name}</button>")), "{name}");
    }
    let goto = request.confirm_path.clone();
    let answer = running
        .submit(LOGIN, "", &[("person", "kari"), ("goto", &goto)])
        .await;
    assert_eq!(answer.header("location"), goto);
    let cookie = answer
        .header("set-cookie")
        .split(';')
        .next()
        .expect("a pair")
        .to_owned();
    let shown = page(&running, &goto, &cookie).await;
    assert_eq!(shown.status, 200);
    for part in [
        "SmartCloud Faktura",
        "GRANLI EIENDOM AS",
        "Merverdiavgift",
        "Krav og betalinger",
        "SMARTCLOUD AS",
        ">Godkjenn</button>",
        ">Avvis</button>",
    ] {
        assert!(shown.text.contains(part), "{part}");
    }
    assert!(!shown.text.contains("<script"));
    assert!(
        !shown.text.contains("kunde-2204"),
        "the reference is not shown, as in the real portal"
    );
}

#[tokio::test]
async fn a_login_sends_nobody_elsewhere() {
    let running = Running::start().await;
    for place in [
        "https://evil.example/",
        "//evil.example/",
        "/idporten/",
        "/accessmanagement/uix",
    ] {
        let answer = running
            .submit(LOGIN, "", &[("person", "kari"), ("goto", place)])
            .await;
        assert_eq!(answer.header("location"), OVERVIEW, "{place}");
    }
    assert_eq!(
        running
            .submit(LOGIN, "", &[("person", "nobody")])
            .await
            .status,
        400
    );
    let odd = running
        .open(&format!("{LOGIN}?goto=%22%3E%3Cscript%3E"))
        .await;
    assert!(!odd.text.contains("<script>"));
}

/// Follows the way out as a browser does: every hop on this origin, with the cookies that it has and gets. Gives where
/// it ends, and the hops.
async fn way_out(running: &Running, first: &Answer, cookies: &str) -> (String, Vec<String>) {
    let mut jar = cookies.to_owned();
    let mut hops = Vec::new();
    let mut place = first.header("location").to_owned();
    loop {
        let path = place
            .strip_prefix(running.base())
            .unwrap_or(&place)
            .to_owned();
        if !path.starts_with('/') || path == LOGGED_OUT {
            return (path, hops);
        }
        hops.push(path.split('?').next().unwrap_or_default().to_owned());
        assert!(hops.len() < 5, "{hops:?}");
        let answer = running.open_with(&path, &[("cookie", &jar)]).await;
        for set in answer.headers.get_all("set-cookie") {
            let set = set.to_str().expect("ASCII");
            let pair = set.split(';').next().unwrap_or_default();
            jar = format!("{jar}; {pair}");
        }
        place = answer.header("location").to_owned();
    }
}

#[tokio::test]
async fn approving_logs_out_and_goes_to_the_vendor_unchanged() {
    let running = Running::start().await;
    let request = running.tagged("approvable").await;
    let cookie = log_in(&running, "kari", "3").await;
    let answer = press(&running, &request.confirm_path, "approve", &cookie, false).await;
    assert_eq!(answer.status, 303);
    assert!(answer.header("set-cookie").contains("Max-Age=0"));
    let (end, hops) = way_out(&running, &answer, &cookie).await;
    assert_eq!(end, request.redirect_url, "nothing is added");
    assert_eq!(
        hops,
        [
            format!(
                "/accessmanagement/api/v1/systemuser/request/{}/logout",
                request.id
            ),
            "/idporten/login/altinn".to_owned(),
            "/accessmanagement/api/v1/logout/handleloggedout".to_owned(),
        ]
    );
    assert_eq!(running.status_of(&request.id).await, "Accepted");
    let after = page(&running, &request.confirm_path, &cookie).await;
    assert_eq!(after.status, 303, "logged out");
    // What a watching client sees, without the portal scope.
    let kari = running.token("kari", &[]).await;
    assert_eq!(
        running.get(&request.path(), &kari).await.json(200)["status"],
        "Accepted"
    );
    let path = format!("{SYSTEM_USERS}/{}", request.party);
    let users = running.get(&path, &kari).await.json(200);
    assert!(
        users
            .as_array()
            .into_iter()
            .flatten()
            .any(|user| user["id"] == request.id)
    );
}

#[tokio::test]
async fn skiplogout_ends_in_the_overview() {
    let running = Running::start().await;
    let request = running.tagged("lookalike-vendor").await;
    let cookie = log_in(&running, "kari", "3").await;
    let path = format!("{}&skiplogout=true", request.confirm_path);
    let shown = page(&running, &path, &cookie).await;
    assert!(shown.text.contains("name=\"skiplogout\" value=\"true\""));
    let answer = press(&running, &path, "reject", &cookie, true).await;
    assert_eq!((answer.status, answer.header("location")), (303, OVERVIEW));
    assert_eq!(running.status_of(&request.id).await, "Rejected");
    let overview = page(&running, OVERVIEW, &cookie).await;
    assert_eq!(overview.status, 200, "still logged in");
    assert!(
        overview.text.contains("Havn Årsoppgjør"),
        "escalated ones wait"
    );
    assert!(
        !overview.text.contains("Fjellbekk Brukerstyring"),
        "others are not listed"
    );
}

#[tokio::test]
async fn decided_requests_have_greyed_buttons() {
    let running = Running::start().await;
    let cookie = log_in(&running, "kari", "3").await;
    for (tag, words) in [
        ("accepted", "allerede godkjent"),
        ("rejected", "allerede avvist"),
    ] {
        let request = running.tagged(tag).await;
        let shown = page(&running, &request.confirm_path, &cookie).await;
        assert!(shown.text.contains(words), "{tag}");
        assert!(shown.text.contains("disabled>Godkjenn</button>"), "{tag}");
        let answer = press(&running, &request.confirm_path, "approve", &cookie, true).await;
        assert!(answer.text.contains("AUTH-00013"), "{tag}");
    }
    let withdrawn = running.tagged("withdrawn").await;
    assert_eq!(
        page(&running, &withdrawn.confirm_path, &cookie)
            .await
            .status,
        404
    );
    let other_kind = withdrawn
        .confirm_path
        .replace("/request?", "/agentrequest?");
    assert_eq!(page(&running, &other_kind, &cookie).await.status, 404);
}

#[tokio::test]
async fn whoever_is_no_access_manager_may_forward_at_most() {
    let running = Running::start().await;
    let request = running.tagged("may-escalate-only").await;
    let kari = log_in(&running, "kari", "3").await;
    let shown = page(&running, &request.confirm_path, &kari).await;
    assert!(
        shown
            .text
            .contains("Send videre til tilgangsstyrer</button>")
    );
    assert!(!shown.text.contains("Godkjenn</button>"));
    let refused = press(&running, &request.confirm_path, "approve", &kari, true).await;
    assert!(refused.text.contains("AUTH-00066"));
    let sent = press(&running, &request.confirm_path, "escalate", &kari, true).await;
    let (end, hops) = way_out(&running, &sent, &kari).await;
    assert_eq!(end, request.redirect_url, "as it was stored");
    assert_eq!(hops.len(), 3, "a logout whatever skiplogout says");
    assert_eq!(
        running.in_state("requests", "id", &request.id).await["escalated"],
        true
    );
    let again = log_in(&running, "kari", "3").await;
    let shown = page(&running, &request.confirm_path, &again).await;
    assert!(shown.text.contains("er sendt videre til tilgangsstyrer"));

    let foreign = running.tagged("other-organisation").await;
    let shown = page(&running, &foreign.confirm_path, &again).await;
    assert!(shown.text.contains("ingen tilgang"));
    assert!(!shown.text.contains("</button>"));
}

#[tokio::test]
async fn a_failed_approval_says_why_and_a_stronger_login_helps() {
    let running = Running::start().await;
    let request = running.tagged("reason-authentication-level").await;
    let weak = log_in(&running, "odd", "3").await;
    let answer = press(&running, &request.confirm_path, "approve", &weak, true).await;
    assert_eq!(answer.status, 200);
    assert!(answer.text.contains("AUTH-00020") && answer.text.contains("ovelse-nivaa-4"));
    assert_eq!(running.status_of(&request.id).await, "New");
    let strong = log_in(&running, "odd", "4").await;
    let answer = press(&running, &request.confirm_path, "approve", &strong, true).await;
    assert_eq!(answer.header("location"), OVERVIEW);
    assert_eq!(running.status_of(&request.id).await, "Accepted");
}

#[tokio::test]
async fn requests_for_clients_have_a_page_of_their_own() {
    let running = Running::start().await;
    let request = running.tagged("agent-many-services").await;
    assert!(
        request
            .confirm_path
            .starts_with("/accessmanagement/ui/systemuser/agentrequest?id=")
    );
    let cookie = log_in(&running, "kari", "3").await;
    let shown = page(&running, &request.confirm_path, &cookie).await;
    assert!(shown.text.contains("Klientene legges til i Altinn etterpå"));
    let answer = press(&running, &request.confirm_path, "approve", &cookie, true).await;
    assert_eq!(answer.header("location"), OVERVIEW);
    let overview = page(&running, OVERVIEW, &cookie).await;
    assert!(overview.text.contains("For klienter"));
}

#[tokio::test]
async fn a_request_without_a_vendors_page_ends_at_the_logout() {
    let running = Running::start().await;
    let body = json!({
        "systemId": "311111116_smartcloud_faktura",
        "partyOrgNo": "312345676",
        "integrationTitle": "<b>Faktura</b>",
        "accessPackages": [{ "urn": "urn:altinn:accesspackage:merverdiavgift" }],
    });
    running
        .control("POST", "vendor/request?tag=no-redirect", &body)
        .await
        .json(201);
    let request = running.tagged("no-redirect").await;
    let cookie = log_in(&running, "kari", "3").await;
    let shown = page(&running, &request.confirm_path, &cookie).await;
    assert!(
        shown.text.contains("SmartCloud Faktura ber om") && !shown.text.contains("Faktura</b>"),
        "the system's own name, not the request's title"
    );
    let answer = press(&running, &request.confirm_path, "approve", &cookie, false).await;
    let (end, hops) = way_out(&running, &answer, &cookie).await;
    assert_eq!((end.as_str(), hops.len()), (LOGGED_OUT, 1));
    assert_eq!(running.open(LOGGED_OUT).await.status, 200);
    let again = log_in(&running, "kari", "3").await;
    let overview = page(&running, OVERVIEW, &again).await;
    assert!(
        overview.text.contains("&lt;b&gt;Faktura&lt;/b&gt;"),
        "a vendor's text is only text"
    );
    // An empty address is as none here, too.
    let mut empty = body;
    empty["externalRef"] = json!("tom adresse");
    empty["redirectUrl"] = json!("");
    running
        .control("POST", "vendor/request?tag=empty-redirect", &empty)
        .await
        .json(201);
    let request = running.tagged("empty-redirect").await;
    let answer = press(&running, &request.confirm_path, "reject", &again, false).await;
    let (end, hops) = way_out(&running, &answer, &again).await;
    assert_eq!((end.as_str(), hops.len()), (LOGGED_OUT, 1));
}

#[tokio::test]
async fn the_pages_cookie_opens_no_api() {
    let running = Running::start().await;
    let cookie = log_in(&running, "kari", "3").await;
    let request = running.tagged("approvable").await;
    running
        .open_with(&request.path(), &[("cookie", &cookie)])
        .await
        .bare(401);
    let kari = running.token("kari", &[PORTAL]).await;
    running.get(&request.path(), &kari).await.json(200);
}

#[tokio::test]
async fn a_system_access_is_deleted_on_its_own_page() {
    let running = Running::start().await;
    let request = running.tagged("approvable").await;
    let cookie = log_in(&running, "kari", "3").await;
    press(&running, &request.confirm_path, "approve", &cookie, true).await;
    let path = format!("/accessmanagement/ui/systemuser/{}", request.id);
    let overview = page(&running, OVERVIEW, &cookie).await;
    assert!(overview.text.contains(&format!("href=\"{path}\"")));
    assert_eq!(running.open(&path).await.status, 303, "a login first");
    let shown = page(&running, &path, &cookie).await;
    assert!(shown.text.contains("Slett systemtilgang</button>"));

    // Odd has nothing there.
    let odd = log_in(&running, "odd", "3").await;
    assert_eq!(page(&running, &path, &odd).await.status, 404);
    let delete = format!("{path}/delete");
    assert_eq!(running.submit(&delete, &odd, &[]).await.status, 404);

    let fault = json!([{
        "path": "/accessmanagement/api/v1/enduser/connections", "method": "DELETE", "status": 500,
    }]);
    running.control("PUT", "faults", &fault).await;
    let failed = running.submit(&delete, &cookie, &[]).await;
    assert!(failed.text.contains("kunne ikke slettes"));
    assert_eq!(running.status_of(&request.id).await, "Accepted");
    running.control("DELETE", "faults", &json!(null)).await;
    let done = running.submit(&delete, &cookie, &[]).await;
    assert_eq!((done.status, done.header("location")), (303, OVERVIEW));
    assert_eq!(page(&running, &path, &cookie).await.status, 404);
    let kari = running.token("kari", &[]).await;
    let user = format!("{SYSTEM_USERS}/{}/{}", request.party, request.id);
    running.get(&user, &kari).await.bare(404);
    assert_eq!(
        running.get(&request.path(), &kari).await.code(404),
        "AUTH-00010",
        "its request went with it"
    );
}
