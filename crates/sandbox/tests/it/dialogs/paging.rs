//! Order and paging.

use serde_json::json;

use super::{FJORD_URN, ids, kari, make, search, searched};
use crate::support::Running;

/// Follows the pages of a query.
async fn walk(running: &Running, token: &str, query: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut place = String::new();
    loop {
        let page = search(running, token, &format!("{query}{place}")).await;
        let rows = ids(&page);
        assert!(!rows.is_empty());
        all.extend(rows);
        let token = page["continuationToken"].as_str().expect("a token");
        place = format!("&continuationToken={token}");
        if page["hasNextPage"] == false {
            break;
        }
    }
    // Past the end: nothing, and the token comes back to be kept.
    let empty = search(running, token, &format!("{query}{place}")).await;
    assert_eq!(empty["items"], json!([]));
    assert_eq!(
        format!(
            "&continuationToken={}",
            empty["continuationToken"].as_str().expect("a token")
        ),
        place
    );
    all
}

#[tokio::test]
async fn line_05_pages_join_without_gaps_in_every_order() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let party = format!("party={FJORD_URN}");
    let all = search(&running, &kari, &format!("{party}&limit=1000")).await;
    assert_eq!(all["hasNextPage"], false);
    let usual = search(&running, &kari, &party).await;
    let count = ids(&all).len();
    assert_eq!(
        ids(&usual).len(),
        count.min(100),
        "a page has a hundred rows"
    );
    assert!(count > 60);
    for order in [
        "",
        "&orderBy=contentUpdatedAt_asc",
        "&orderBy=dueAt_asc",
        "&orderBy=dueAt_desc,createdAt_asc",
        "&orderBy=UPDATEDAT,id_asc",
        "&orderBy=id",
    ] {
        let once = search(&running, &kari, &format!("{party}&limit=1000{order}")).await;
        let walked = walk(&running, &kari, &format!("{party}&limit=17{order}")).await;
        assert_eq!(walked, ids(&once), "{order}");
        assert_eq!(walked.len(), count);
    }
    let exact = search(&running, &kari, &format!("{party}&limit={count}")).await;
    assert_eq!(exact["hasNextPage"], false, "exact at the very end");
    let one_less = search(&running, &kari, &format!("{party}&limit={}", count - 1)).await;
    assert_eq!(one_less["hasNextPage"], true);
}

#[tokio::test]
async fn line_05_tokens_tell_place_but_not_direction() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let party = format!("party={FJORD_URN}&limit=10");
    let page = search(&running, &kari, &party).await;
    assert_eq!(page["orderBy"], "contentupdatedat_desc,id_desc");
    let token = page["continuationToken"].as_str().expect("a token");
    let last = &page["items"][9];
    let expected = format!(
        "contentupdatedat_{},id_{}",
        last["contentUpdatedAt"].as_str().expect("a time"),
        last["id"].as_str().expect("an id")
    );
    assert_eq!(token, expected);
    let back = format!("{party}&orderBy=contentUpdatedAt_asc&continuationToken={token}");
    let back = search(&running, &kari, &back).await;
    let rows = back["items"].as_array().expect("a list");
    assert!(
        rows.iter()
            .all(|row| { row["contentUpdatedAt"].as_str() >= last["contentUpdatedAt"].as_str() })
    );
    let other = format!("{party}&orderBy=dueAt&continuationToken={token}");
    let errors = super::lines(&searched(&running, &kari, &other).await, 400);
    assert!(errors["ContinuationToken"][0].is_string());
    let short = token.split(',').next().expect("a part");
    let short = format!("{party}&continuationToken={short}");
    let errors = super::lines(&searched(&running, &kari, &short).await, 400);
    let line = errors["ContinuationToken"][0].as_str().expect("a line");
    assert!(line.contains("missing token keys"), "{line}");
    let empty = search(
        &running,
        &kari,
        &format!("{party}&externalReference=nothing"),
    )
    .await;
    assert!(empty.get("continuationToken").is_none());
}

#[tokio::test]
async fn line_05_what_is_never_due_is_last_ascending_and_first_descending() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    for (reference, due) in [("a", json!("2030-01-01T00:00:00Z")), ("b", json!(null))] {
        make(
            &running,
            json!({ "externalReference": "due", "title": reference, "due": due }),
        )
        .await;
    }
    let query = format!("party={FJORD_URN}&externalReference=due&orderBy=dueAt");
    for (direction, first_has_due) in [("_asc", true), ("_desc", false)] {
        let page = search(&running, &kari, &format!("{query}{direction}")).await;
        assert_eq!(
            page["items"][0].get("dueAt").is_some(),
            first_has_due,
            "{direction}"
        );
    }
}

#[tokio::test]
async fn line_05_the_token_is_a_cursor_for_what_comes_later() {
    let running = Running::start().await;
    let kari = kari(&running).await;
    let query = format!("party={FJORD_URN}&orderBy=contentupdatedat_asc&limit=1000");
    let page = search(&running, &kari, &query).await;
    let token = page["continuationToken"]
        .as_str()
        .expect("a token")
        .to_owned();
    let later = format!("{query}&continuationToken={token}");
    assert!(ids(&search(&running, &kari, &later).await).is_empty());
    let new = make(&running, json!({ "title": "Ny" })).await;
    assert_eq!(ids(&search(&running, &kari, &later).await), [new]);
}
