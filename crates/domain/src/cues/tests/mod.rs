//! Each rule: what sets it off, and what is close but does not.

mod content;
mod who;

use jiff::Timestamp;

use super::{Cue, CueCode, Facts, RegisterFinding, Repeats, cues, needs_tick};
use crate::OrgNumber;
use crate::unit::UnitState;

pub(super) fn number(text: &str) -> OrgNumber {
    text.parse().expect("a valid number")
}

pub(super) fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

/// A request without anything to notice.
pub(super) fn plain<'a>() -> Facts<'a> {
    Facts {
        vendor: Some(number("310757632")),
        vendor_name: Some("SmartCloud AS"),
        register: RegisterFinding::Found(UnitState::Active),
        homepage: Some("www.smartcloud.no"),
        used_by: Some(2),
        known_vendors: &[],
        title: Some("SmartCloud Regnskap"),
        system_name: "smartcloud_regnskap",
        external_ref: Some("kunde-4711"),
        redirect_host: Some("app.smartcloud.no"),
        packages: &[],
        services: &[],
        repeats: Repeats {
            approved: 0,
            waiting: 0,
        },
        created: Some(at("2026-06-03T10:00:00Z")),
        timed_out: false,
        now: at("2026-06-10T10:00:00Z"),
    }
}

pub(super) fn codes(facts: &Facts<'_>) -> Vec<CueCode> {
    cues(facts).into_iter().map(|c| c.code).collect()
}

pub(super) fn the(facts: &Facts<'_>, code: CueCode) -> Cue {
    cues(facts)
        .into_iter()
        .find(|c| c.code == code)
        .unwrap_or_else(|| panic!("no {code:?} in {:?}", codes(facts)))
}

#[test]
fn a_plain_request_has_no_cues() {
    assert_eq!(cues(&plain()), []);
    assert!(!needs_tick(&[]));
}

#[test]
fn old_after_fourteen_days_and_timed_out_after_a_hundred_and_eighty() {
    let created = at("2026-01-01T00:00:00Z");
    let on = |now: &str| {
        codes(&Facts {
            created: Some(created),
            now: at(now),
            ..plain()
        })
    };
    assert_eq!(on("2026-01-15T00:00:00Z"), []);
    assert_eq!(on("2026-01-15T00:00:01Z"), [CueCode::Old]);
    assert_eq!(on("2026-06-30T00:00:00Z"), [CueCode::Old]);
    assert_eq!(on("2026-06-30T00:00:01Z"), [CueCode::TimedOut]);
    let flagged = Facts {
        timed_out: true,
        created: None,
        ..plain()
    };
    assert_eq!(codes(&flagged), [CueCode::TimedOut]);
    assert!(cues(&flagged)[0].context.is_empty());
    assert_eq!(
        codes(&Facts {
            created: None,
            ..plain()
        }),
        []
    );
}

#[test]
fn the_most_serious_come_first() {
    let facts = Facts {
        register: RegisterFinding::Found(UnitState::Bankrupt),
        used_by: Some(0),
        timed_out: true,
        ..plain()
    };
    let found = cues(&facts);
    assert_eq!(
        found.iter().map(|c| c.code).collect::<Vec<_>>(),
        [
            CueCode::VendorProblem,
            CueCode::UnknownVendor,
            CueCode::TimedOut
        ]
    );
    assert!(
        found.is_sorted_by_key(|c| c.level),
        "levels follow the order of the codes"
    );
}
