//! Out: revoked first, then wiped.

use fullmakt_auth::AuthState;

use crate::app::World;

#[tokio::test]
async fn signing_out_revokes_at_the_provider() {
    let mut world = World::new();
    world.sign_in().await;
    let refresh = world.vault.refresh_token().expect("kept");
    let report = world.auth.sign_out().await;
    assert!(report.revoked && report.wiped);
    assert_eq!(world.auth.state(), AuthState::SignedOut);
    assert_eq!(world.vault.refresh_token(), None);
    let revoked = world.provider.asked("revocation").await;
    assert_eq!(revoked.len(), 1);
    assert_eq!(revoked[0]["asked"]["token_type_hint"], "refresh_token");
    assert_eq!(
        world.provider.try_refresh(&refresh).await,
        (400, Some("invalid_grant".to_owned())),
        "it is good for nothing"
    );

    // The page that ends the session in the browser too: nothing of the person is in its address.
    let page = report.end_session.expect("an address");
    let names: Vec<String> = page.query_pairs().map(|(n, _)| n.into_owned()).collect();
    assert_eq!(names, ["client_id"]);
    let shown = world.person.open(&page).await;
    assert_eq!(shown.status, 200, "{}", shown.text());
}

#[tokio::test]
async fn signing_out_alone_leaves_the_browser_signed_in() {
    let mut world = World::new();
    world.sign_in().await;
    world.auth.sign_out().await;
    world.sign_in().await;
    assert_eq!(world.person.shown, ["login", "consent", "consent"]);
}
