//! The queue.

use uuid::Uuid;

use super::support::{at, id, noon, store};
use crate::requests::{ListedRequest, NewLink, RequestFacts, RequestKind, RequestState};

fn link(n: u32, day: u8) -> NewLink {
    NewLink {
        id: id(n),
        kind: RequestKind::Own,
        host: "am.ui.altinn.no".to_owned(),
        added_at: noon(day),
    }
}

fn listed(n: u32, title: &str) -> ListedRequest {
    ListedRequest {
        id: id(n),
        facts: RequestFacts {
            title: Some(title.to_owned()),
            created: Some(noon(n as u8)),
            ..RequestFacts::default()
        },
    }
}

#[tokio::test]
async fn a_link_waits_to_be_read_and_is_kept_once() {
    let (_place, store) = store().await;
    let requests = store.requests();
    assert!(!requests.upsert_link(&link(1, 3)).await.expect("added"));
    let row = requests.get(id(1)).await.expect("read").expect("there");
    assert_eq!(
        (row.kind, row.state, row.state_at),
        (RequestKind::Own, RequestState::NotRead, noon(3))
    );
    assert_eq!(
        (row.from_link, row.host.as_deref()),
        (true, Some("am.ui.altinn.no"))
    );
    assert_eq!(row.facts, RequestFacts::default());

    assert!(
        requests
            .set_state(id(1), &RequestState::Waiting, noon(4))
            .await
            .expect("set")
    );
    assert!(
        requests.upsert_link(&link(1, 5)).await.expect("added"),
        "already there"
    );
    let row = requests.get(id(1)).await.expect("read").expect("there");
    assert_eq!(
        (row.state, row.added_at),
        (RequestState::Waiting, noon(3)),
        "and untouched"
    );

    // A dismissed row comes back with its link, as something new.
    assert!(requests.dismiss(id(1)).await.expect("dismissed"));
    assert!(requests.list().await.expect("listed").is_empty());
    assert!(
        requests
            .get(id(1))
            .await
            .expect("read")
            .expect("known")
            .dismissed
    );
    assert!(!requests.upsert_link(&link(1, 6)).await.expect("added"));
    assert_eq!(requests.list().await.expect("listed").len(), 1);

    assert!(requests.remove(id(1)).await.expect("removed"));
    assert!(!requests.remove(id(1)).await.expect("nothing left"));
    assert_eq!(requests.get(id(1)).await.expect("read"), None);
    store.close().await;
}

#[tokio::test]
async fn facts_are_added_and_never_lost() {
    let (_place, store) = store().await;
    let requests = store.requests();
    requests.upsert_link(&link(1, 3)).await.expect("added");
    let facts = RequestFacts {
        party_uuid: Some(id(70)),
        party_org_no: Some("310000070".to_owned()),
        system_id: Some("311111116_lonn".to_owned()),
        title: Some("Lønn".to_owned()),
        vendor_org_no: Some("311111116".to_owned()),
        vendor: None,
        external_ref: Some("kunde-1".to_owned()),
        created: Some(at("2026-10-01T10:00:00.1234567Z")),
        asks: Some("abc".to_owned()),
    };
    assert!(requests.set_facts(id(1), &facts).await.expect("set"));
    let vendor = RequestFacts {
        vendor: Some("Lønnhuset AS".to_owned()),
        ..RequestFacts::default()
    };
    assert!(requests.set_facts(id(1), &vendor).await.expect("set"));
    let row = requests.get(id(1)).await.expect("read").expect("there");
    let expected = RequestFacts {
        vendor: vendor.vendor,
        created: Some(at("2026-10-01T10:00:00.123456Z")),
        ..facts
    };
    assert_eq!(row.facts, expected);
    assert!(
        !requests
            .set_facts(id(2), &expected)
            .await
            .expect("no such row")
    );
    store.close().await;
}

#[tokio::test]
async fn every_state_comes_back_with_its_time_and_receipt() {
    let (_place, store) = store().await;
    let requests = store.requests();
    requests.upsert_link(&link(1, 3)).await.expect("added");
    let receipt = Some("2026-0007".to_owned());
    for (day, state) in [
        RequestState::Waiting,
        RequestState::Observing { since: noon(9) },
        RequestState::Rejecting { at: noon(10) },
        RequestState::RejectNotSent,
        RequestState::Unknown,
        RequestState::Approved { receipt: None },
        RequestState::Approved {
            receipt: receipt.clone(),
        },
        RequestState::Rejected { receipt },
        RequestState::Escalated,
        RequestState::NotFound,
        RequestState::NotRead,
    ]
    .into_iter()
    .enumerate()
    {
        let day = day as u8 + 4;
        assert!(
            requests
                .set_failure(id(1), Some("{\"code\":\"offline\"}"))
                .await
                .expect("set")
        );
        assert!(
            requests
                .set_state(id(1), &state, noon(day))
                .await
                .expect("set")
        );
        let row = requests.get(id(1)).await.expect("read").expect("there");
        assert_eq!(
            (row.state, row.state_at, row.failure),
            (state.clone(), noon(day), None)
        );
        // The same again keeps the time.
        assert!(
            requests
                .set_state(id(1), &state, noon(30))
                .await
                .expect("set")
        );
        let row = requests.get(id(1)).await.expect("read").expect("there");
        assert_eq!((row.state, row.state_at), (state, noon(day)));
    }
    assert!(
        requests
            .set_failure(id(1), Some("{\"code\":\"timeout\"}"))
            .await
            .expect("set")
    );
    let row = requests.get(id(1)).await.expect("read").expect("there");
    assert_eq!(row.failure.as_deref(), Some("{\"code\":\"timeout\"}"));
    assert!(requests.set_failure(id(1), None).await.expect("cleared"));
    assert_eq!(
        requests
            .get(id(1))
            .await
            .expect("read")
            .expect("there")
            .failure,
        None
    );
    for outcome in [
        requests
            .set_state(id(2), &RequestState::Waiting, noon(1))
            .await,
        requests.set_failure(id(2), None).await,
        requests.set_copy(id(2), "{}", None, noon(1)).await,
        requests.dismiss(id(2)).await,
    ] {
        assert!(!outcome.expect("no such row"));
    }
    store.close().await;
}

/// What a reading told is about the row as it was when the reading began: a decision in between stands, receipt and all.
#[tokio::test]
async fn a_reading_writes_nothing_over_what_was_decided_meanwhile() {
    let (_place, store) = store().await;
    let requests = store.requests();
    requests.upsert_link(&link(1, 3)).await.expect("added");
    let number = |text: &str| Some(text.to_owned());
    let moves = [
        (
            RequestState::Waiting,
            RequestState::Approved {
                receipt: number("1"),
            },
        ),
        (
            RequestState::Waiting,
            RequestState::Observing { since: noon(5) },
        ),
        (RequestState::Waiting, RequestState::Unknown),
        (
            RequestState::Observing { since: noon(4) },
            RequestState::Observing { since: noon(5) },
        ),
        (
            RequestState::Approved { receipt: None },
            RequestState::Approved {
                receipt: number("1"),
            },
        ),
    ];
    let read = RequestState::Approved { receipt: None };
    for (was, is) in moves {
        requests
            .set_state_because(id(1), &is, Some("{}"), noon(5))
            .await
            .expect("set");
        let written = requests.set_state_if(id(1), &was, &read, None, noon(6));
        assert!(!written.await.expect("tried"), "{was:?} became {is:?}");
        let row = requests.get(id(1)).await.expect("read").expect("there");
        assert_eq!((&row.state, row.failure.as_deref()), (&is, Some("{}")));
        let written = requests.set_state_if(id(1), &is, &read, None, noon(6));
        assert!(written.await.expect("set"), "{is:?} stands as it stood");
        let row = requests.get(id(1)).await.expect("read").expect("there");
        assert_eq!((row.state, row.failure), (read.clone(), None));
    }
    store.close().await;
}

#[tokio::test]
async fn altinns_list_adds_wakes_and_tells_what_is_gone() {
    let (_place, store) = store().await;
    let requests = store.requests();
    let own = RequestKind::Own;
    requests
        .upsert_link(&link(1, 3))
        .await
        .expect("a link not read yet");
    requests
        .upsert_link(&link(2, 3))
        .await
        .expect("a link that is handed off");
    let observing = RequestState::Observing { since: noon(4) };
    requests
        .set_state(id(2), &observing, noon(4))
        .await
        .expect("set");

    let first = [
        listed(1, "Lønn"),
        listed(2, "Faktura"),
        listed(3, "Regnskap"),
    ];
    let gone = requests
        .upsert_listed(id(70), own, &first, noon(5))
        .await
        .expect("taken");
    assert_eq!(gone, Vec::<Uuid>::new());
    let rows = requests.list().await.expect("listed");
    let states: Vec<_> = rows
        .iter()
        .map(|row| (row.id, row.state.clone(), row.from_link))
        .collect();
    assert_eq!(
        states,
        [
            (id(3), RequestState::Waiting, false),
            (id(2), observing, true),
            (id(1), RequestState::Waiting, true),
        ],
        "newest by the vendor's date first"
    );
    assert!(
        rows.iter()
            .all(|row| row.facts.party_uuid == Some(id(70)) && row.listed_at == Some(noon(5)))
    );

    // Two are gone from the list; only the one that waits is worth asking about. Other kinds and parties do not count.
    let agents = [ListedRequest {
        id: id(9),
        facts: RequestFacts::default(),
    }];
    assert_eq!(
        requests
            .upsert_listed(id(70), RequestKind::Client, &agents, noon(6))
            .await
            .expect("taken"),
        Vec::<Uuid>::new()
    );
    assert_eq!(
        requests
            .upsert_listed(id(71), own, &[], noon(6))
            .await
            .expect("taken"),
        Vec::<Uuid>::new()
    );
    let gone = requests
        .upsert_listed(id(70), own, &[listed(3, "Regnskap")], noon(7))
        .await
        .expect("taken");
    assert_eq!(gone, [id(1)]);

    // A dismissed one does not come back with the list.
    requests.dismiss(id(3)).await.expect("dismissed");
    requests
        .upsert_listed(id(70), own, &first, noon(8))
        .await
        .expect("taken");
    assert!(
        requests
            .list()
            .await
            .expect("listed")
            .iter()
            .all(|row| row.id != id(3))
    );
    // One that was decided here stays decided though Altinn's list lags.
    requests
        .set_state(id(1), &RequestState::Approved { receipt: None }, noon(9))
        .await
        .expect("set");
    requests
        .upsert_listed(id(70), own, &first, noon(10))
        .await
        .expect("taken");
    let row = requests.get(id(1)).await.expect("read").expect("there");
    assert_eq!(row.state, RequestState::Approved { receipt: None });
    store.close().await;
}

#[tokio::test]
async fn the_review_that_was_shown_is_kept() {
    let (_place, store) = store().await;
    let requests = store.requests();
    requests.upsert_link(&link(1, 3)).await.expect("added");
    assert_eq!(requests.copy(id(1)).await.expect("read"), None);
    let body = format!("{{\"packages\":\"{}\"}}", "æøå".repeat(50_000));
    assert!(
        requests
            .set_copy(id(1), &body, Some("{\"cues\":[]}"), noon(4))
            .await
            .expect("kept")
    );
    let copy = requests.copy(id(1)).await.expect("read").expect("there");
    assert_eq!((copy.body, copy.at), (body, noon(4)));
    let row = requests.get(id(1)).await.expect("read").expect("there");
    assert_eq!(row.summary.as_deref(), Some("{\"cues\":[]}"));
    store.close().await;
}

#[tokio::test]
async fn decided_rows_go_when_their_time_has_come() {
    let (_place, store) = store().await;
    let requests = store.requests();
    for n in 1..=4 {
        requests.upsert_link(&link(n, 1)).await.expect("added");
    }
    let approved = RequestState::Approved { receipt: None };
    requests
        .set_state(id(1), &approved, noon(2))
        .await
        .expect("set");
    requests
        .set_state(id(2), &RequestState::Rejected { receipt: None }, noon(2))
        .await
        .expect("set");
    requests
        .set_state(id(3), &approved, noon(4))
        .await
        .expect("set");
    assert_eq!(
        requests
            .remove_decided_before(noon(3))
            .await
            .expect("removed"),
        2
    );
    let mut left: Vec<_> = requests
        .list()
        .await
        .expect("listed")
        .iter()
        .map(|row| row.id)
        .collect();
    left.sort();
    assert_eq!(left, [id(3), id(4)]);
    store.close().await;
}

#[tokio::test]
async fn how_reading_each_list_went_is_kept() {
    let (_place, store) = store().await;
    let requests = store.requests();
    requests.record_read(id(70), noon(3)).await.expect("noted");
    requests
        .record_failure(id(70), "upstream_down", noon(4))
        .await
        .expect("noted");
    requests
        .record_failure(id(71), "access_denied", noon(5))
        .await
        .expect("noted");
    let fetches = requests.fetches().await.expect("listed");
    let tried: Vec<_> = fetches.iter().map(|f| f.tried_at()).collect();
    assert_eq!(tried, [Some(noon(4)), Some(noon(5))]);
    assert_eq!(fetches[0].fetched_at, Some(noon(3)));
    assert_eq!(fetches[0].failure.as_deref(), Some("upstream_down"));
    assert_eq!(fetches[1].fetched_at, None);

    requests.record_read(id(70), noon(6)).await.expect("noted");
    requests.retain_fetches(&[id(70)]).await.expect("retained");
    let fetches = requests.fetches().await.expect("listed");
    assert_eq!(fetches.len(), 1);
    assert_eq!((&fetches[0].failure, fetches[0].failed_at), (&None, None));
    assert_eq!(fetches[0].tried_at(), Some(noon(6)));
    store.close().await;
}
