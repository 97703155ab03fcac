//! Settings, capabilities, call counts, marks.

use super::support::{noon, store};
use crate::calls::CallCount;
use crate::capabilities::CapabilityOutcome;
use crate::sync_marks::SyncMark;

#[tokio::test]
async fn settings() {
    let (_place, store) = store().await;
    let settings = store.settings();
    assert_eq!(settings.get("theme").await.expect("read"), None);
    settings.set("theme", "dark").await.expect("set");
    settings.set("density", "").await.expect("set");
    settings.set("theme", "light").await.expect("set");
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(
        settings.all().await.expect("all"),
        [pair("density", ""), pair("theme", "light")]
    );
    settings.remove("theme").await.expect("removed");
    settings.remove("theme").await.expect("nothing to remove");
    assert_eq!(settings.all().await.expect("all"), [pair("density", "")]);
    store.close().await;
}

#[tokio::test]
async fn capabilities() {
    let (_place, store) = store().await;
    let capabilities = store.capabilities();
    capabilities
        .set("pending", "refused", noon(1))
        .await
        .expect("set");
    capabilities
        .set("approve", "allowed", noon(1))
        .await
        .expect("set");
    capabilities
        .set("pending", "allowed", noon(2))
        .await
        .expect("set");
    let outcome = |name: &str, value: &str, day| CapabilityOutcome {
        name: name.to_owned(),
        value: value.to_owned(),
        at: noon(day),
    };
    assert_eq!(
        capabilities.all().await.expect("all"),
        [
            outcome("approve", "allowed", 1),
            outcome("pending", "allowed", 2)
        ]
    );
    capabilities.clear().await.expect("cleared");
    assert_eq!(capabilities.all().await.expect("all"), []);
    store.close().await;
}

#[tokio::test]
async fn calls_are_counted_by_day_and_kind() {
    let (_place, store) = store().await;
    let calls = store.calls();
    let count = |kind: &str, count| CallCount {
        kind: kind.to_owned(),
        count,
    };
    for (day, calls_made) in [("2026-11-20", 1), ("2026-11-21", 2)] {
        let first = [count("request_read", calls_made)];
        calls.add(day, &first).await.expect("counted");
    }
    let more = [count("request_read", 3), count("authorized_parties", 1)];
    calls.add("2026-11-21", &more).await.expect("counted");
    assert_eq!(
        calls.list("2026-11-21").await.expect("listed"),
        [count("authorized_parties", 1), count("request_read", 5)]
    );
    assert_eq!(
        calls.list("2026-11-20").await.expect("listed"),
        [count("request_read", 1)]
    );
    assert_eq!(calls.list("2026-11-19").await.expect("listed"), []);
    store.close().await;
}

#[tokio::test]
async fn marks() {
    let (_place, store) = store().await;
    let marks = store.sync_marks();
    marks.set("dialogs", "token-1", noon(1)).await.expect("set");
    marks.set("dialogs", "token-2", noon(2)).await.expect("set");
    let mark = SyncMark {
        name: "dialogs".to_owned(),
        value: "token-2".to_owned(),
        at: noon(2),
    };
    assert_eq!(
        marks.get("dialogs").await.expect("read").as_ref(),
        Some(&mark)
    );
    assert_eq!(marks.all().await.expect("all"), [mark]);
    marks.remove("dialogs").await.expect("removed");
    assert_eq!(marks.get("dialogs").await.expect("read"), None);
    store.close().await;
}

#[tokio::test]
async fn many_may_write_at_once() {
    let (_place, store) = store().await;
    let writers = (0..20).map(|n| {
        let store = store.clone();
        tokio::spawn(async move {
            let one = [CallCount {
                kind: "request_read".to_owned(),
                count: 1,
            }];
            let counted = store.calls().add("2026-11-21", &one).await;
            counted.expect("counted");
            store
                .settings()
                .set(&format!("name-{n}"), "value")
                .await
                .expect("set");
            store.settings().get("name-0").await.expect("read");
        })
    });
    for writer in writers.collect::<Vec<_>>() {
        writer.await.expect("no panic");
    }
    assert_eq!(
        store.calls().list("2026-11-21").await.expect("listed")[0].count,
        20
    );
    assert_eq!(store.settings().all().await.expect("all").len(), 20);
    store.close().await;
}
