//! Copies of catalogues and units.

use super::support::{noon, store};
use crate::copies::KeptCopy;

fn copy(name: &str, language: &str, body: &str, day: u8) -> KeptCopy {
    KeptCopy {
        name: name.to_owned(),
        language: language.to_owned(),
        body: body.to_owned(),
        fetched_at: noon(day),
    }
}

#[tokio::test]
async fn a_copy_is_kept_for_each_language() {
    let (_place, store) = store().await;
    let copies = store.copies();
    copies
        .put("packages", "nb", "bokmål", noon(1))
        .await
        .expect("put");
    copies
        .put("packages", "nn", "nynorsk", noon(1))
        .await
        .expect("put");
    copies
        .put("packages", "nb", "bokmål, nyere", noon(2))
        .await
        .expect("put");
    assert_eq!(
        copies.get("packages", "nb").await.expect("read"),
        Some(copy("packages", "nb", "bokmål, nyere", 2))
    );
    assert_eq!(copies.get("packages", "en").await.expect("read"), None);
    copies.remove("packages", "nb").await.expect("removed");
    assert_eq!(copies.get("packages", "nb").await.expect("read"), None);
    assert!(copies.get("packages", "nn").await.expect("read").is_some());
    store.close().await;
}

#[tokio::test]
async fn copies_are_listed_and_forgotten_by_the_beginning_of_their_name() {
    let (_place, store) = store().await;
    let copies = store.copies();
    let all = [
        copy("unit/313572773", "", "b", 3),
        copy("unit/310757632", "", "a", 1),
        copy("unit/310757632", "nb", "x", 1),
        copy("units", "", "c", 1),
        copy("unit_", "", "d", 1),
        copy("resource/ske-mva", "nb", "e", 1),
    ];
    copies.put_all(&all).await.expect("put");
    let listed = copies.list("unit/", "").await.expect("listed");
    assert_eq!(listed, [all[1].clone(), all[0].clone()]);
    assert_eq!(copies.list("", "nb").await.expect("listed").len(), 2);
    assert_eq!(
        copies
            .remove_older("unit/", noon(2))
            .await
            .expect("removed"),
        2
    );
    assert_eq!(
        copies.list("unit/", "").await.expect("listed"),
        [all[0].clone()]
    );
    assert_eq!(copies.remove_older("", noon(30)).await.expect("removed"), 4);
    store.close().await;
}
