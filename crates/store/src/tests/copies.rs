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
