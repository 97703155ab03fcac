//! Who asks: names, standing, pages, repeats.

use jiff::civil::date;
use uuid::Uuid;

use super::{codes, number, plain, the};
use crate::cues::{
    CueCode, CueLevel, Facts, KnownVendor, RegisterFinding, Repeats, cues, needs_tick, repeats,
};
use crate::unit::UnitState;
use crate::{Request, RequestKind, RequestStatus, SystemId, SystemUser, SystemUserKind};

#[test]
fn name_trap_when_a_known_vendors_name_stands_with_another_number() {
    let known = [KnownVendor {
        org_number: number("313572773"),
        name: "TRIPLETEX AS".into(),
    }];
    let stranger = || Facts {
        used_by: Some(0),
        known_vendors: &known,
        ..plain()
    };
    assert_eq!(codes(&stranger()), [CueCode::UnknownVendor]);
    let facts = Facts {
        title: Some("Trip1etex Lønn"),
        ..stranger()
    };
    let cue = the(&facts, CueCode::NameTrap);
    assert_eq!(cue.context["vendor"], "Tripletex AS");
    assert_eq!(cue.context["name"], "Trip1etex Lønn");
    assert_eq!(cue.level, CueLevel::Stop);
    let by_own_name = Facts {
        vendor_name: Some("TRIPLETEX NORGE AS"),
        ..stranger()
    };
    the(&by_own_name, CueCode::NameTrap);
}

#[test]
fn no_name_trap_for_a_vendor_that_is_used_already() {
    let known = [
        KnownVendor {
            org_number: number("313572773"),
            name: "TRIPLETEX AS".into(),
        },
        KnownVendor {
            org_number: number("319999906"),
            name: "TRIPLETEX NORGE AS".into(),
        },
    ];
    let itself = Facts {
        vendor: Some(number("313572773")),
        vendor_name: Some("TRIPLETEX AS"),
        title: Some("Tripletex"),
        used_by: Some(1),
        known_vendors: &known,
        ..plain()
    };
    assert_eq!(codes(&itself), []);
    let sister = Facts {
        vendor: Some(number("319999906")),
        used_by: None,
        ..itself
    };
    assert_eq!(codes(&sister), []);
}

#[test]
fn name_trap_when_a_word_mixes_scripts() {
    let facts = Facts {
        title: Some("Sm\u{430}rtCloud"),
        ..plain()
    };
    let cue = the(&facts, CueCode::NameTrap);
    assert!(!cue.context.contains_key("vendor"));
    let facts = Facts {
        title: Some("SmartCloud Россия"),
        ..plain()
    };
    assert_eq!(codes(&facts), [], "two languages side by side are no trick");
}

#[test]
fn vendor_problem_for_each_standing() {
    for (register, state) in [
        (
            RegisterFinding::Found(UnitState::Deleted {
                on: Some(date(2026, 3, 1)),
            }),
            "deleted",
        ),
        (RegisterFinding::Found(UnitState::Bankrupt), "bankrupt"),
        (RegisterFinding::Found(UnitState::WindingUp), "winding_up"),
    ] {
        let facts = Facts {
            register,
            ..plain()
        };
        let cue = the(&facts, CueCode::VendorProblem);
        assert_eq!(cue.context["state"], state);
        assert_eq!(
            cue.context.get("on").map(String::as_str),
            (state == "deleted").then_some("2026-03-01")
        );
        assert!(needs_tick(&cues(&facts)));
    }
    let unknown = Facts {
        register: RegisterFinding::NotAsked,
        ..plain()
    };
    assert_eq!(codes(&unknown), []);
    let none = Facts {
        vendor: None,
        ..plain()
    };
    assert_eq!(
        the(&none, CueCode::VendorProblem).context["state"],
        "no_number"
    );
}

#[test]
fn an_unregistered_vendor_is_a_problem_unless_the_number_is_synthetic() {
    let synthetic = Facts {
        register: RegisterFinding::NotRegistered,
        ..plain()
    };
    assert_eq!(codes(&synthetic), []);
    let real = Facts {
        vendor: Some(number("991825827")),
        ..synthetic
    };
    assert_eq!(
        the(&real, CueCode::VendorProblem).context["state"],
        "not_registered"
    );
}

#[test]
fn unknown_vendor_only_when_the_lists_could_be_read() {
    let facts = Facts {
        used_by: Some(0),
        ..plain()
    };
    assert_eq!(
        the(&facts, CueCode::UnknownVendor).context["vendor"],
        "SmartCloud AS"
    );
    assert_eq!(
        codes(&Facts {
            used_by: None,
            ..plain()
        }),
        []
    );
    let nameless = Facts {
        used_by: Some(0),
        vendor_name: None,
        ..plain()
    };
    assert_eq!(
        the(&nameless, CueCode::UnknownVendor).context["vendor"],
        "310757632"
    );
}

#[test]
fn redirect_elsewhere_only_when_the_web_site_is_known() {
    let facts = Facts {
        redirect_host: Some("smartcloud.example"),
        ..plain()
    };
    let cue = the(&facts, CueCode::RedirectElsewhere);
    assert_eq!(cue.context["host"], "smartcloud.example");
    assert_eq!(cue.context["homepage"], "smartcloud.no");
    assert_eq!(
        codes(&Facts {
            homepage: None,
            ..facts
        }),
        []
    );
}

#[test]
fn duplicate_when_approved_or_waiting_elsewhere() {
    let facts = Facts {
        repeats: Repeats {
            approved: 1,
            waiting: 0,
        },
        ..plain()
    };
    assert_eq!(the(&facts, CueCode::Duplicate).context["approved"], "1");
    let facts = Facts {
        repeats: Repeats {
            approved: 0,
            waiting: 2,
        },
        ..plain()
    };
    assert_eq!(the(&facts, CueCode::Duplicate).context["waiting"], "2");
}

#[test]
fn odd_characters_in_any_of_the_vendors_texts() {
    for facts in [
        Facts {
            title: Some("Smart\u{202e}duolC"),
            ..plain()
        },
        Facts {
            external_ref: Some("a\u{200b}b"),
            ..plain()
        },
        Facts {
            system_name: "a\u{7}",
            ..plain()
        },
    ] {
        assert_eq!(codes(&facts), [CueCode::OddCharacters]);
    }
}

#[test]
fn repeats_compare_system_kind_and_reference() {
    let request = Request {
        id: Uuid::from_u128(1),
        kind: RequestKind::Own,
        party_org_number: number("310757632"),
        system_id: SystemId::new("313572773_regnskap"),
        title: None,
        external_ref: None,
        resources: vec![],
        packages: vec![],
        status: RequestStatus::New,
        escalated: false,
        timed_out: false,
        change: None,
        escalate_only: false,
        created: None,
        redirect_url: None,
    };
    let user = SystemUser {
        id: Uuid::from_u128(2),
        kind: SystemUserKind::Own,
        title: "Regnskap".into(),
        system_id: request.system_id.clone(),
        vendor: None,
        party_org_number: Some(request.party_org_number),
        external_ref: Some("310757632".into()),
        created: None,
        packages_at_creation: vec![],
    };
    let other_ref = SystemUser {
        external_ref: Some("avd-2".into()),
        ..user.clone()
    };
    let agent = SystemUser {
        kind: SystemUserKind::Client,
        ..user.clone()
    };
    let itself = SystemUser {
        id: request.id,
        ..user.clone()
    };
    assert_eq!(
        repeats(&request, &[user, other_ref, agent, itself], &[]),
        Repeats {
            approved: 1,
            waiting: 0
        },
        "a missing reference is the organisation number; its own system user does not count"
    );
    let again = Request {
        id: Uuid::from_u128(3),
        external_ref: Some(" ".into()),
        ..request.clone()
    };
    let decided = Request {
        id: Uuid::from_u128(4),
        status: RequestStatus::Rejected,
        ..request.clone()
    };
    assert_eq!(
        repeats(&request, &[], &[request.clone(), again, decided]),
        Repeats {
            approved: 0,
            waiting: 1
        }
    );
    let change = Request {
        kind: RequestKind::Change,
        ..request.clone()
    };
    assert_eq!(repeats(&change, &[], &[request]), Repeats::default());
}
