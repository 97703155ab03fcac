//! A group of the person's own: every list can be of its members.

use fullmakt_app::surface::activity::{ActivityPage, ActivityQuery};
use fullmakt_app::surface::approvals::{Queue, QueueQuery};
use fullmakt_app::surface::messages::{NamedRef, SaveGroup};
use fullmakt_app::surface::system_users::{SystemUsersPage, SystemUsersQuery};
use fullmakt_app::surface::table::Commands;
use fullmakt_tests::Harness;

/// Makes a group; its key.
async fn group(stage: &Harness, name: &str, members: Vec<String>) -> String {
    let save = SaveGroup {
        id: None,
        name: name.to_owned(),
        members: Some(members),
    };
    let groups = stage.app.save_group(save).await.expect("it is kept").groups;
    let made = groups.into_iter().find(|group| group.name == name);
    made.expect("it is listed").id
}

/// The log, the accesses and the queue of a group.
async fn lists(stage: &Harness, group: &str) -> (ActivityPage, SystemUsersPage, Queue) {
    let group = Some(group.to_owned());
    let log = ActivityQuery {
        group: group.clone(),
        limit: 100,
        ..Default::default()
    };
    let users = SystemUsersQuery {
        group: group.clone(),
        ..Default::default()
    };
    let queue = QueueQuery {
        group,
        ..Default::default()
    };
    (
        stage.app.activity(log).await.expect("the log"),
        stage.app.system_users(users).await.expect("the accesses"),
        stage.app.queue(queue).await.expect("the queue"),
    )
}

/// One organisation in it, then none.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_list_can_be_of_a_group() {
    let stage = Harness::with_portal_scope("kari").await;
    let review = stage.pasted_review("approvable").await;
    let receipt = stage.approve_here(&review).await;
    let access = stage.system_user(&review.key).await;
    let organisation = review.organisation;

    let one = group(&stage, "Én", vec![organisation.party_uuid.clone()]).await;
    let members = stage.app.group_members(NamedRef { id: one.clone() }).await;
    let members = members.expect("its members").members;
    let names: Vec<_> = members
        .iter()
        .map(|member| member.name.as_deref())
        .collect();
    assert_eq!(names, [Some(organisation.name.as_str())]);

    let (log, users, queue) = lists(&stage, &one).await;
    let numbers: Vec<_> = log.rows.iter().map(|row| row.number.as_str()).collect();
    assert_eq!(numbers, [receipt.number.as_str()], "the login is of nobody");
    assert!(users.rows.iter().any(|row| row.id == access.id));
    assert!(
        users
            .rows
            .iter()
            .all(|row| row.party_uuid == organisation.party_uuid)
    );
    assert_eq!(users.organisations, 1);
    let others = |party: &Option<String>| {
        party
            .as_ref()
            .is_some_and(|party| *party != organisation.party_uuid)
    };
    assert!(!queue.rows.iter().any(|row| others(&row.party_uuid)));
    assert!(queue.rows.iter().any(|row| row.key == review.key));

    let none = group(&stage, "Ingen", Vec::new()).await;
    let (log, users, queue) = lists(&stage, &none).await;
    assert_eq!((log.total, users.rows.len(), queue.rows.len()), (0, 0, 0));
}
