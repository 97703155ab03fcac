//! What deserves a second look: the cues of requests that are there from the start, in the review and in the queue.

use fullmakt_app::surface::activity::Act;
use fullmakt_app::surface::approvals::Review;
use fullmakt_app::surface::cues::{CueCode, CueLevel};
use fullmakt_tests::Harness;

fn level(review: &Review, code: CueCode) -> Option<CueLevel> {
    let found = review.cues.iter().find(|cue| cue.code == code);
    found.map(|cue| cue.level)
}

/// Two hundred days old: it says so instead of «old», and can still be approved (reference: system users 8.1).
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_that_has_timed_out_says_so_and_can_still_be_approved() {
    let stage = Harness::with_portal_scope("kari").await;
    let review = stage.pasted_review("expired").await;
    assert!(review.timed_out);
    assert_eq!(review.age_days, 200);
    assert_eq!(
        level(&review, CueCode::TimedOut),
        Some(CueLevel::Note),
        "{:?}",
        review.cues
    );
    assert_eq!(level(&review, CueCode::Old), None, "said once");
    assert_eq!(review.authority.missing, []);
    let receipt = stage.approve_here(&review).await;
    assert_eq!(receipt.act, Act::Approved);
    assert!(receipt.review.timed_out);
    assert_eq!(stage.control.request("expired").await["status"], "Accepted");
    stage.system_user(&review.key).await;
}

/// Those that take a tick, and one that does not; each also in its row.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_says_what_deserves_a_second_look() {
    let stage = Harness::with_portal_scope("kari").await;
    for (tag, code, expected) in [
        ("lookalike-vendor", CueCode::NameTrap, CueLevel::Stop),
        ("bankrupt-vendor", CueCode::VendorProblem, CueLevel::Stop),
        ("admin-package", CueCode::AdministersAccess, CueLevel::Stop),
        ("unknown-package", CueCode::UnknownItem, CueLevel::Caution),
        (
            "sensitive-packages",
            CueCode::SeesSensitive,
            CueLevel::Caution,
        ),
        ("approvable-old", CueCode::Old, CueLevel::Note),
    ] {
        let review = stage.pasted_review(tag).await;
        let found = level(&review, code);
        assert_eq!(found, Some(expected), "{tag}: {:?}", review.cues);
        if expected == CueLevel::Stop {
            assert!(review.decide.needs_tick, "{tag}");
            let row = stage.row(&review.key).await;
            assert!(row.cues.iter().any(|cue| cue.code == code), "{tag}");
        }
    }
    let plain = stage.pasted_review("approvable").await;
    assert_eq!(level(&plain, CueCode::NameTrap), None);
    assert!(!plain.decide.needs_tick, "{:?}", plain.cues);
}
