//! What a search takes, refuses and finds.

use serde_json::{Value, json};

use super::{FJORD_URN, ids, kari, lines, make, read, search, searched, switch, tagged};
use crate::support::Running;

#[tokio::test]
async fn line_03_limits_can_be_changed_and_hold_at_once() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let path = "/dialogporten/api/v1/metadata/limits";
    let limits = running.open(path).await.json(200);
    assert_eq!(limits["endUserSearch"]["maxPartyFilterValues"], 100);
    assert_eq!(
        limits["endUserSearch"]["maxServiceResourceFilterValues"],
        20
    );
    assert_eq!(limits["serviceOwnerSearch"]["maxPartyFilterValues"], 20);
    let many = vec![format!("party={FJORD_URN}"); 101].join("&");
    let errors = lines(&searched(&running, &kari, &many).await, 400);
    assert!(
        errors["Party.Count"][0]
            .as_str()
            .is_some_and(|line| line.contains("100"))
    );
    switch(
        &running,
        json!({ "maxPartyFilterValues": 101, "maxOrgFilterValues": 1 }),
    )
    .await;
    search(&running, &kari, &many).await;
    let errors = lines(
        &searched(
            &running,
            &kari,
            &format!("party={FJORD_URN}&org=skd&org=nav"),
        )
        .await,
        400,
    );
    assert!(errors["Org.Count"][0].is_string());
    let limits = running.open(path).await.json(200);
    assert_eq!(limits["endUserSearch"]["maxPartyFilterValues"], 101);
}

#[tokio::test]
async fn line_04_every_rule_of_a_search_has_its_key() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let party = format!("party={FJORD_URN}&");
    let twenty_one = |name: &str| vec![format!("{name}=x"); 21].join("&");
    for (query, key) in [
        (String::new(), ""),
        ("party=312345676".to_owned(), "Party[0]"),
        (
            "party=urn:altinn:organization:identifier-no:312345677".to_owned(),
            "Party[0]",
        ),
        (
            "party=urn:altinn:person:identifier-no:14837811289".to_owned(),
            "Party[0]",
        ),
        (twenty_one("serviceResource"), "ServiceResource.Count"),
        (
            party.clone() + &twenty_one("extendedStatus"),
            "ExtendedStatus.Count",
        ),
        (party.clone() + &twenty_one("org"), "Org.Count"),
        (party.clone() + "status=inprogress", "Status"),
        (party.clone() + "systemLabel=Starred", "SystemLabel"),
        (
            party.clone() + "createdAfter=2026-01-01T00:00:00",
            "CreatedAfter",
        ),
        (party.clone() + "dueBefore=tomorrow", "DueBefore"),
        (
            party.clone() + "updatedAfter=2026-02-01T00:00:00Z&updatedBefore=2026-01-01T00:00:00Z",
            "UpdatedAfter",
        ),
        (
            party.clone()
                + "contentUpdatedAfter=2026-02-01T00:00:00Z\
                   &contentUpdatedBefore=2026-01-01T00:00:00Z",
            "ContentUpdatedAfter",
        ),
        (party.clone() + "isContentSeen=perhaps", "IsContentSeen"),
        (party.clone() + "process=no%20uri", "Process"),
        (party.clone() + "search=ab", "Search"),
        (
            party.clone() + "search=abc&searchLanguageCode=no",
            "SearchLanguageCode",
        ),
        (party.clone() + "limit=0", "Limit"),
        (party.clone() + "limit=1001", "Limit"),
        (party.clone() + "orderBy=title", "OrderBy"),
        (party.clone() + "orderBy=dueAt,dueAt_asc", "OrderBy"),
        (
            party.clone() + "continuationToken=id_x",
            "ContinuationToken",
        ),
    ] {
        let answer = searched(&running, &kari, &query).await;
        let errors = lines(&answer, 400);
        assert!(errors[key][0].is_string(), "{query}: {errors}");
    }
    let process = format!("{party}process=urn:{}", "a".repeat(1023));
    assert!(lines(&searched(&running, &kari, &process).await, 400)["Process"][0].is_string());
    // Both ends are inside, names of parameters in any case, offsets other than Z.
    for query in [
        "createdAfter=2026-01-01T00:00:00Z&createdBefore=2026-01-01T00:00:00Z",
        "CREATEDAFTER=2026-01-01T00:00:00%2B01:00",
    ] {
        search(&running, &kari, &(party.clone() + query)).await;
    }
}

#[tokio::test]
async fn a_request_line_has_eight_kilobytes_whatever_the_limits_say() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    switch(
        &running,
        json!({ "maxPartyFilterValues": 1000, "maxServiceResourceFilterValues": 1000 }),
    )
    .await;
    let line = |query: &str| format!("GET {}/dialogs?{query} HTTP/1.1\r\n", super::BASE).len();
    let mut query = vec![format!("party={FJORD_URN}"); 140].join("&");
    query.push_str("&externalReference=");
    let room = 8192 - line(&query);
    query.push_str(&"x".repeat(room));
    assert_eq!(line(&query), 8192);
    search(&running, &kari, &query).await;
    query.push('x');
    searched(&running, &kari, &query).await.bare(414);
    // Parties and services as they are sent, percent-encoded and both at the limits of today, just fit.
    let urn = FJORD_URN.replace(':', "%3A");
    let mut full = vec![format!("party={urn}"); 100].join("&");
    full.push_str(&"&serviceResource=urn%3Aaltinn%3Aresource%3Akommune-gebyr".repeat(20));
    search(&running, &kari, &full).await;
    full.push_str(&format!("&party={urn}").repeat(60));
    searched(&running, &kari, &full).await.bare(414);
}

#[tokio::test]
async fn line_06_labels_must_all_be_set_and_everything_else_is_or() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let both = make(
        &running,
        json!({ "labels": ["Archive", "MarkedAsUnopened"] }),
    )
    .await;
    let party = format!("party={FJORD_URN}&limit=1000");
    let with = |labels: &str| format!("{party}{labels}");
    let archived = ids(&search(&running, &kari, &with("&systemLabel=Archive")).await);
    assert!(archived.contains(&both) && archived.contains(&tagged(&running, "archived").await));
    let query = with("&systemLabel=Archive&systemLabel=MarkedAsUnopened");
    assert_eq!(ids(&search(&running, &kari, &query).await), [both]);
    let query = with("&systemLabel=Archive&systemLabel=Bin");
    assert!(ids(&search(&running, &kari, &query).await).is_empty());
    let query = with("&status=Draft&status=Completed");
    let page = search(&running, &kari, &query).await;
    let statuses: Vec<&Value> = page["items"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|row| &row["status"])
        .collect();
    assert!(statuses.contains(&&json!("Draft")) && statuses.contains(&&json!("Completed")));
    assert!(
        statuses
            .iter()
            .all(|status| [json!("Draft"), json!("Completed")].contains(status))
    );
    // Without a filter, put away and thrown away are there as well.
    let all = ids(&search(&running, &kari, &party).await);
    for tag in ["archived", "binned", "app-archived"] {
        assert!(all.contains(&tagged(&running, tag).await), "{tag}");
    }
    for tag in ["deleted", "expired", "future"] {
        assert!(!all.contains(&tagged(&running, tag).await), "{tag}");
    }
}

#[tokio::test]
async fn every_filter_filters() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let id = make(
        &running,
        json!({
            "title": { "nb": "Sjeldent ordskifte", "en": "Rare debate" },
            "status": "Awaiting", "extendedStatus": "urn:x:venter", "externalReference": "ref 7",
            "process": "urn:x:prosess", "apiOnly": true, "due": "2031-03-01T12:00:00Z",
            "service": "app_brg_kontaktopplysninger",
        }),
    )
    .await;
    let party = format!("party={FJORD_URN}&limit=1000&");
    for query in [
        "extendedStatus=urn:x:venter&extendedStatus=other",
        "externalReference=ref%207",
        "process=urn:x:prosess",
        "dueAfter=2031-03-01T12:00:00Z&dueBefore=2031-03-01T12:00:00Z",
        "search=ordskiftene",
        "search=%22rare%20debate%22&searchLanguageCode=en-GB",
    ] {
        let found = search(&running, &kari, &format!("{party}{query}")).await;
        assert_eq!(ids(&found), std::slice::from_ref(&id), "{query}");
    }
    for query in [
        "excludeApiOnly=true",
        "org=skd",
        "search=debate&searchLanguageCode=nb",
        "dueAfter=2031-03-01T12:00:01Z",
        "isContentSeen=true",
        "serviceResource=app_brg_kontaktopplysninger",
    ] {
        let found = search(&running, &kari, &format!("{party}{query}")).await;
        assert!(!ids(&found).contains(&id), "{query}");
    }
    read(&running, &kari, &id).await;
    let seen = search(
        &running,
        &kari,
        &format!("{party}isContentSeen=true&search=ordskifte"),
    )
    .await;
    assert_eq!(ids(&seen), [id]);
}

#[tokio::test]
async fn line_19_services_have_a_prefix_here_and_none_there_and_types_two_spellings() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let page = search(&running, &kari, &format!("party={FJORD_URN}&limit=1000")).await;
    let rows = page["items"].as_array().expect("a list");
    assert!(rows.iter().all(|row| {
        let urn = row["serviceResource"].as_str().expect("a URN");
        urn.starts_with("urn:altinn:resource:")
    }));
    let types: Vec<&str> = rows
        .iter()
        .filter_map(|row| row["serviceResourceType"].as_str())
        .collect();
    assert!(
        types.contains(&"AltinnApp") && types.contains(&"altinnapp"),
        "{types:?}"
    );
    let services = running
        .get("/dialogporten/api/v1/enduser/serviceresources", &kari)
        .await
        .json(200);
    let ids: Vec<&str> = services["items"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|item| item["serviceResource"]["id"].as_str())
        .collect();
    assert!(ids.contains(&"kommune-gebyr"));
    // The filter is not checked for its form; a bare id finds nothing. Letters may be of any size.
    let bare = search(&running, &kari, "serviceResource=kommune-gebyr").await;
    assert!(super::ids(&bare).is_empty());
    let large = search(
        &running,
        &kari,
        "serviceResource=URN:altinn:resource:KOMMUNE-gebyr",
    )
    .await;
    assert!(!super::ids(&large).is_empty());
}

#[tokio::test]
async fn line_12_nothing_null_seven_decimals_and_names_as_rest_spells_them() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let answer = searched(&running, &kari, &format!("party={FJORD_URN}&limit=1000")).await;
    assert!(!answer.text.contains("null"));
    let page = answer.json(200);
    for row in page["items"].as_array().expect("a list") {
        for time in ["createdAt", "updatedAt", "contentUpdatedAt"] {
            let text = row[time].as_str().expect("a time");
            assert_eq!(text.len(), "2026-08-20T07:15:02.1234567Z".len(), "{text}");
            assert!(text.ends_with('Z'));
        }
        let label = row["systemLabel"].as_str().expect("a label");
        assert!(["Default", "Bin", "Archive"].contains(&label));
        assert!(row["endUserContext"]["systemLabels"].is_array());
        assert!(row.get("revision").is_none() && row.get("dialogToken").is_none());
    }
    let bare = tagged(&running, "api-only-bare").await;
    let rows = page["items"].as_array().expect("a list");
    let row = rows
        .iter()
        .find(|row| row["id"] == bare.as_str())
        .expect("a row");
    assert!(row.get("content").is_none());
}

#[tokio::test]
async fn line_13_one_language_where_one_is_asked_for() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let id = tagged(&running, "plain").await;
    let path = format!("{}/dialogs/{id}", super::BASE);
    for (header, codes) in [
        ("", vec!["en", "nb", "nn"]),
        ("nn-NO, nb;q=0.5", vec!["nn"]),
        ("fr, en;q=0.8", vec!["en"]),
        ("de", vec!["en"]),
        ("sv", vec!["nb"]),
    ] {
        let bearer = format!("Bearer {kari}");
        let mut headers = vec![("authorization", bearer.as_str())];
        if !header.is_empty() {
            headers.push(("accept-language", header));
        }
        let dialog = running.send("GET", &path, &headers, None).await.json(200);
        let found: Vec<&str> = dialog["content"]["title"]["value"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|text| text["languageCode"].as_str())
            .collect();
        assert_eq!(found, codes, "{header}");
    }
    let sami = tagged(&running, "sami").await;
    let dialog = read(&running, &kari, &sami).await;
    assert_eq!(dialog["content"]["title"]["value"][0]["languageCode"], "se");
}
