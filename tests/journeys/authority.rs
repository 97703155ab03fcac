//! What this person may not pass on is said before anything is sent, with the reason and who could.

use fullmakt_app::surface::approvals::CheckReason;
use fullmakt_app::surface::common::{AbilityReason, ErrorCode, Way};
use fullmakt_tests::Harness;

/// Every reason of Altinn's has its own word, and blocks approval here.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_reason_is_told_apart() {
    use CheckReason as R;
    let stage = Harness::with_portal_scope("odd").await;
    for (tag, item, reason) in [
        (
            "reason-missing-role",
            "ovelse-mangler-rolle",
            R::MissingRole,
        ),
        (
            "reason-missing-delegation",
            "ovelse-mangler-delegering",
            R::MissingDelegation,
        ),
        (
            "reason-missing-package",
            "ovelse-mangler-pakke",
            R::MissingPackage,
        ),
        ("reason-access-list", "ovelse-tilgangsliste", R::AccessList),
        ("reason-srr", "ovelse-srr", R::AccessList),
        (
            "reason-authentication-level",
            "ovelse-nivaa-4",
            R::LevelTooLow,
        ),
        (
            "reason-not-delegable",
            "ovelse-ikke-delegerbar",
            R::NotDelegable,
        ),
        (
            "reason-maskinporten-schema",
            "ovelse-maskinporten",
            R::MaskinportenOnly,
        ),
        ("reason-unknown", "ovelse-uten-policy", R::Unknown),
        ("reason-package", "sjofart", R::MissingPackage),
    ] {
        let review = stage.pasted_review(tag).await;
        assert!(review.authority.checked, "{tag} {:?}", review.authority);
        let missing = &review.authority.missing;
        assert_eq!(missing.len(), 1, "{tag} {missing:?}");
        assert!(missing[0].id.ends_with(item), "{tag} {missing:?}");
        assert!(missing[0].reasons.contains(&reason), "{tag} {missing:?}");
        assert_eq!(review.decide.approve.way, Way::None, "{tag}");
        assert_eq!(
            review.decide.approve.reason,
            Some(AbilityReason::MissingRights)
        );
        assert_eq!(
            review.decide.reject.way,
            Way::Api,
            "{tag}: a no needs no rights"
        );
        let who = &review.authority.who_can;
        assert!(!who.is_empty(), "{tag}: somebody can");
        assert!(who.iter().all(|w| !w.name.is_empty() && !w.role.is_empty()));
        let failure = stage.approve(&review).await.expect_err(tag);
        assert_eq!(failure.code, ErrorCode::MissingRights, "{tag}");
        assert_eq!(failure.context["items"], missing[0].name, "{tag}");
    }
    assert_eq!(
        stage.control.count("POST", "/approve").await,
        0,
        "nothing was sent"
    );
}

/// One missing package stops the whole, and the rest is shown as fine.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_missing_package_stops_the_whole() {
    let stage = Harness::with_portal_scope("kari").await;
    let review = stage.pasted_review("missing-package").await;
    let missing = &review.authority.missing;
    assert_eq!(missing.len(), 1, "{missing:?}");
    assert!(missing[0].is_package && missing[0].id.ends_with(":lonn"));
    assert_eq!(missing[0].reasons, [CheckReason::MissingPackage]);
    assert!(review.authority.can_pass > 0);
    assert!(!review.authority.who_can.is_empty());
}

/// A package that Altinn does not know is a fault of the vendor's request.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_unknown_package_is_named() {
    let stage = Harness::with_portal_scope("kari").await;
    let review = stage.pasted_review("unknown-package").await;
    let unknown = review.packages.iter().find(|p| p.unknown);
    let unknown = unknown.expect("one package is unknown");
    assert!(unknown.urn.ends_with("utgatt-pakke-for-arkiv"));
}

/// Part of a service can be passed on: that does not block.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_partly_delegable_service_does_not_block() {
    let stage = Harness::with_portal_scope("odd").await;
    let review = stage.pasted_review("partly-delegable-service").await;
    assert_eq!(review.authority.missing, []);
    stage.approve_here(&review).await;
}

/// Who is no access manager is told so, and may forward.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_no_access_manager_may_forward() {
    let stage = Harness::with_portal_scope("kari").await;
    let review = stage.pasted_review("may-escalate-only").await;
    assert!(review.authority.escalate_only, "{:?}", review.authority);
    let not_manager = Some(AbilityReason::NotAccessManager);
    assert_eq!(review.decide.approve.reason, not_manager);
    assert_eq!(review.decide.reject.reason, not_manager);
    assert_eq!(review.decide.escalate.way, Way::Api);
    assert!(!review.authority.who_can.is_empty());
    stage
        .approve(&review)
        .await
        .expect_err("not hers to approve");
    assert_eq!(stage.control.count("POST", "/approve").await, 0);
}
