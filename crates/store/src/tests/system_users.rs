//! System users.

use super::support::{id, noon, store};
use crate::fetches::PartyFetch;
use crate::system_users::{SystemUser, SystemUserKind};

fn user(party: u32, n: u32, title: &str) -> SystemUser {
    SystemUser {
        id: id(n),
        party_uuid: id(party),
        kind: if n.is_multiple_of(2) {
            SystemUserKind::Client
        } else {
            SystemUserKind::Own
        },
        title: title.to_owned(),
        system_id: "311111116_lonn".to_owned(),
        vendor_org_no: Some("311111116".to_owned()),
        vendor: None,
        external_ref: Some(format!("kunde-{n}")),
        created: Some(noon(1)),
        packages: vec!["urn:altinn:accesspackage:skattegrunnlag".to_owned()],
    }
}

#[tokio::test]
async fn each_organisation_is_replaced_by_itself() {
    let (_place, store) = store().await;
    let users = store.system_users();
    let first = [user(70, 1, "Årsoppgjør"), user(70, 2, "Lønn")];
    users
        .replace_for_party(id(70), &first, noon(3))
        .await
        .expect("replaced");
    let no_dates = SystemUser {
        created: None,
        vendor_org_no: None,
        external_ref: None,
        ..user(71, 3, "Faktura")
    };
    users
        .replace_for_party(id(71), std::slice::from_ref(&no_dates), noon(4))
        .await
        .expect("replaced");

    let titles: Vec<String> = users
        .list(None)
        .await
        .expect("all")
        .into_iter()
        .map(|u| u.title)
        .collect();
    assert_eq!(titles, ["Faktura", "Lønn", "Årsoppgjør"]);
    assert_eq!(
        users.list(Some(id(70))).await.expect("one"),
        [first[1].clone(), first[0].clone()]
    );
    assert_eq!(users.list(Some(id(72))).await.expect("none"), []);
    assert_eq!(
        users.get(id(71), id(3)).await.expect("read"),
        Some(no_dates)
    );
    assert_eq!(users.get(id(70), id(3)).await.expect("read"), None);

    let second = [
        SystemUser {
            title: "Lønn 2".to_owned(),
            ..user(70, 2, "")
        },
        user(70, 5, "Ny"),
    ];
    users
        .replace_for_party(id(70), &second, noon(5))
        .await
        .expect("replaced");
    let titles: Vec<String> = users
        .list(Some(id(70)))
        .await
        .expect("one")
        .into_iter()
        .map(|u| u.title)
        .collect();
    assert_eq!(titles, ["Lønn 2", "Ny"]);
    assert_eq!(users.list(None).await.expect("all").len(), 3);

    assert!(users.remove(id(70), id(2)).await.expect("removed"));
    assert!(!users.remove(id(70), id(2)).await.expect("gone"));
    users
        .replace_for_party(id(70), &[], noon(6))
        .await
        .expect("emptied");
    assert_eq!(users.list(Some(id(70))).await.expect("none"), []);
    store.close().await;
}

#[tokio::test]
async fn a_failure_leaves_what_is_known() {
    let (_place, store) = store().await;
    let users = store.system_users();
    users
        .replace_for_party(id(70), &[user(70, 1, "Lønn")], noon(3))
        .await
        .expect("replaced");
    users
        .record_failure(id(70), "upstream_down", noon(4))
        .await
        .expect("noted");
    users
        .record_failure(id(71), "access_denied", noon(5))
        .await
        .expect("noted");
    let fetches = users.fetches().await.expect("listed");
    let failed = |party, fetched_at, code: &str, at| PartyFetch {
        party_uuid: party,
        fetched_at,
        failure: Some(code.to_owned()),
        failed_at: Some(at),
    };
    assert_eq!(
        fetches,
        [
            failed(id(70), Some(noon(3)), "upstream_down", noon(4)),
            failed(id(71), None, "access_denied", noon(5)),
        ]
    );
    assert_eq!(users.list(Some(id(70))).await.expect("kept").len(), 1);

    users
        .replace_for_party(id(70), &[], noon(6))
        .await
        .expect("replaced");
    assert_eq!(
        users.fetches().await.expect("listed")[0],
        PartyFetch {
            party_uuid: id(70),
            fetched_at: Some(noon(6)),
            failure: None,
            failed_at: None
        }
    );
    store.close().await;
}

#[tokio::test]
async fn details_and_vendor_names_outlive_a_replacement() {
    let (_place, store) = store().await;
    let users = store.system_users();
    let named = SystemUser {
        vendor: Some("Lønnhuset AS".to_owned()),
        ..user(70, 1, "Lønn")
    };
    users
        .replace_for_party(id(70), &[named.clone(), user(70, 2, "Annet")], noon(3))
        .await
        .expect("replaced");
    assert_eq!(users.detail(id(70), id(1)).await.expect("read"), None);
    assert!(
        users
            .set_detail(id(70), id(1), "{\"rights\":1}", noon(4))
            .await
            .expect("kept")
    );
    assert!(
        users
            .set_detail(id(70), id(2), "{}", noon(4))
            .await
            .expect("kept")
    );
    assert!(
        !users
            .set_detail(id(70), id(9), "{}", noon(4))
            .await
            .expect("no such row")
    );

    // Altinn's list has no vendor names: what was found elsewhere stays.
    users
        .replace_for_party(id(70), &[user(70, 1, "Lønn")], noon(5))
        .await
        .expect("replaced");
    assert_eq!(users.get(id(70), id(1)).await.expect("read"), Some(named));
    let detail = users
        .detail(id(70), id(1))
        .await
        .expect("read")
        .expect("kept");
    assert_eq!(
        (detail.body.as_str(), detail.at),
        ("{\"rights\":1}", noon(4))
    );
    assert_eq!(
        users.detail(id(70), id(2)).await.expect("read"),
        None,
        "gone with its system user"
    );
    store.close().await;
}

#[tokio::test]
async fn organisations_that_are_lost_are_forgotten() {
    let (_place, store) = store().await;
    let users = store.system_users();
    for party in 70..75 {
        users
            .replace_for_party(id(party), &[user(party, 1, "Lønn")], noon(3))
            .await
            .expect("replaced");
    }
    assert_eq!(
        users
            .retain_parties(&[id(70), id(74), id(99)])
            .await
            .expect("retained"),
        3
    );
    let left: Vec<_> = users
        .fetches()
        .await
        .expect("listed")
        .iter()
        .map(|f| f.party_uuid)
        .collect();
    assert_eq!(left, [id(70), id(74)]);
    assert_eq!(users.list(None).await.expect("all").len(), 2);
    store.close().await;
}
