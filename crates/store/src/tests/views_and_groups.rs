//! Saved views, and groups of organisations.

use super::dialog_support::{party, with_actors};
use super::support::{id, noon};
use crate::groups::Group;
use crate::saved_views::SavedView;

#[tokio::test]
async fn views_are_kept_in_the_order_in_which_they_were_made() {
    let (_place, store) = with_actors().await;
    let views = store.saved_views();
    let view = |n: u32, name: &str| SavedView {
        id: id(n),
        name: name.to_owned(),
        query: format!("{{\"folder\":\"inbox\",\"n\":{n}}}"),
        made_at: noon(12),
    };
    for n in 1..=3 {
        views
            .put(&view(n, &format!("visning {n}")))
            .await
            .expect("kept");
    }
    views.put(&view(2, "nytt navn")).await.expect("kept");
    let names = async || -> Vec<String> {
        views
            .all()
            .await
            .expect("read")
            .into_iter()
            .map(|view| view.name)
            .collect()
    };
    assert_eq!(names().await, ["visning 1", "nytt navn", "visning 3"]);
    assert_eq!(views.all().await.expect("read")[1], view(2, "nytt navn"));
    views.remove(id(1)).await.expect("gone");
    assert_eq!(names().await, ["nytt navn", "visning 3"]);
    store.close().await;
}

#[tokio::test]
async fn groups_outlive_the_list_of_actors() {
    let (_place, store) = with_actors().await;
    let groups = store.groups();
    groups
        .put(id(1), "Mva-klienter", noon(12))
        .await
        .expect("made");
    groups.put(id(2), "Lønn", noon(12)).await.expect("made");
    groups
        .set_members(id(1), &[id(77), party(3), party(1), party(3)])
        .await
        .expect("set");
    groups
        .set_members(id(9), &[party(1)])
        .await
        .expect("no such group");
    assert_eq!(
        groups.members(id(1)).await.expect("read"),
        [party(1), party(3), id(77)],
        "in the order of the list"
    );
    store
        .actors()
        .replace_all(&[], noon(13))
        .await
        .expect("replaced");
    assert_eq!(groups.members(id(1)).await.expect("read").len(), 3);
    groups.put(id(1), "Mva", noon(13)).await.expect("renamed");
    let group = |n: u32, name: &str, members: u32| Group {
        id: id(n),
        name: name.to_owned(),
        made_at: noon(12),
        members,
    };
    assert_eq!(
        groups.all().await.expect("read"),
        [group(1, "Mva", 3), group(2, "Lønn", 0)]
    );
    groups.remove(id(1)).await.expect("gone");
    assert!(groups.members(id(1)).await.expect("read").is_empty());
    assert_eq!(groups.all().await.expect("read").len(), 1);
    store.close().await;
}
