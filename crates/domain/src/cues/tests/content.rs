//! What is asked for: packages, services, and what one may do with them.

use super::{codes, plain, the};
use crate::action::Verb;
use crate::cues::{CueCode, CueLevel, Facts, ItemFacts, PackageFacts, package_cues};

#[test]
fn administers_access_by_package_and_by_area() {
    let packages = [
        PackageFacts {
            urn: "urn:altinn:accesspackage:klientadministrator",
            area: None,
            known: true,
        },
        PackageFacts {
            urn: "urn:altinn:accesspackage:noe-nytt",
            area: Some("accesspackage:area:administrere_tilganger"),
            known: true,
        },
    ];
    let cue = the(
        &Facts {
            packages: &packages,
            ..plain()
        },
        CueCode::AdministersAccess,
    );
    assert_eq!(
        (cue.level, cue.context["packages"].as_str()),
        (CueLevel::Stop, "2")
    );
}

#[test]
fn may_sign_by_package_and_by_action() {
    let packages = [PackageFacts {
        urn: "urn:altinn:accesspackage:regnskapsforer-med-signeringsrettighet",
        area: None,
        known: true,
    }];
    assert_eq!(
        codes(&Facts {
            packages: &packages,
            ..plain()
        }),
        [CueCode::MaySign]
    );
    let services = [ItemFacts {
        id: "a",
        verbs: &[Verb::Read, Verb::Sign],
        known: true,
    }];
    assert_eq!(
        codes(&Facts {
            services: &services,
            ..plain()
        }),
        [CueCode::MaySign]
    );
}

#[test]
fn may_submit_by_action_and_reading_alone_is_nothing() {
    for verb in [Verb::Submit, Verb::Write] {
        let verbs = [Verb::Read, verb];
        let services = [ItemFacts {
            id: "a",
            verbs: &verbs,
            known: true,
        }];
        assert_eq!(
            codes(&Facts {
                services: &services,
                ..plain()
            }),
            [CueCode::MaySubmit]
        );
    }
    let services = [ItemFacts {
        id: "a",
        verbs: &[Verb::Read, Verb::Subscribe],
        known: true,
    }];
    assert_eq!(
        codes(&Facts {
            services: &services,
            ..plain()
        }),
        []
    );
}

#[test]
fn payroll_and_sensitive_content_by_package() {
    for (package, expected) in [
        ("lonn", vec![CueCode::SeesPayroll]),
        ("LONN", vec![CueCode::SeesPayroll]),
        ("a-ordning", vec![CueCode::SeesPayroll]),
        (
            "lonn-personopplysninger-saerlig-kategori",
            vec![CueCode::SeesPayroll, CueCode::SeesSensitive],
        ),
        ("sykefravaer", vec![CueCode::SeesSensitive]),
        (
            "post-til-virksomheten-med-taushetsbelagt-innhold",
            vec![CueCode::SeesSensitive],
        ),
        ("politi-og-domstol", vec![CueCode::SeesSensitive]),
        ("aksjer-og-eierforhold", vec![CueCode::SeesSensitive]),
        (
            "noe-nytt-personopplysninger-saerlig-kategori",
            vec![CueCode::SeesSensitive],
        ),
        ("ordinaer-post-til-virksomheten", vec![]),
        ("merverdiavgift", vec![]),
        ("regnskapsforer-uten-signeringsrettighet", vec![]),
    ] {
        let urn = format!("urn:altinn:accesspackage:{package}");
        let packages = [PackageFacts {
            urn: &urn,
            area: None,
            known: true,
        }];
        assert_eq!(
            codes(&Facts {
                packages: &packages,
                ..plain()
            }),
            expected,
            "{package}"
        );
    }
}

#[test]
fn unknown_items_are_counted_over_packages_and_services() {
    let packages = [PackageFacts {
        urn: "urn:altinn:accesspackage:x",
        area: None,
        known: false,
    }];
    let services = [ItemFacts {
        id: "a",
        verbs: &[],
        known: false,
    }];
    let facts = Facts {
        packages: &packages,
        services: &services,
        ..plain()
    };
    assert_eq!(the(&facts, CueCode::UnknownItem).context["count"], "2");
}

#[test]
fn broad_above_thirty_services_or_three_areas() {
    let ids: Vec<String> = (0..31).map(|n| format!("s{n}")).collect();
    let services: Vec<_> = ids
        .iter()
        .map(|id| ItemFacts {
            id,
            verbs: &[],
            known: true,
        })
        .collect();
    assert_eq!(
        codes(&Facts {
            services: &services[..30],
            ..plain()
        }),
        []
    );
    let twice: Vec<_> = services[..30]
        .iter()
        .chain(&services[..30])
        .copied()
        .collect();
    assert_eq!(
        codes(&Facts {
            services: &twice,
            ..plain()
        }),
        [],
        "each service counts once"
    );
    let cue = the(
        &Facts {
            services: &services,
            ..plain()
        },
        CueCode::Broad,
    );
    assert_eq!(
        (cue.context["services"].as_str(), cue.level),
        ("31", CueLevel::Note)
    );

    let areas = ["a", "b", "c", "d"];
    let packages: Vec<_> = areas
        .iter()
        .map(|area| PackageFacts {
            urn: "x",
            area: Some(area),
            known: true,
        })
        .collect();
    assert_eq!(
        codes(&Facts {
            packages: &packages[..3],
            ..plain()
        }),
        []
    );
    assert_eq!(
        codes(&Facts {
            packages: &packages,
            ..plain()
        }),
        [CueCode::Broad]
    );
}

#[test]
fn one_package_is_judged_by_its_code_and_by_what_is_inside() {
    let payroll = PackageFacts {
        urn: "urn:altinn:accesspackage:regnskapsforer-lonn",
        area: None,
        known: true,
    };
    let inside = [
        ItemFacts {
            id: "a",
            verbs: &[Verb::Read, Verb::Submit],
            known: true,
        },
        ItemFacts {
            id: "b",
            verbs: &[Verb::Sign],
            known: true,
        },
    ];
    let found: Vec<_> = package_cues(&payroll, &inside)
        .into_iter()
        .map(|c| c.code)
        .collect();
    assert_eq!(
        found,
        [CueCode::MaySign, CueCode::MaySubmit, CueCode::SeesPayroll]
    );
    let plain = PackageFacts {
        urn: "urn:altinn:accesspackage:toll",
        area: None,
        known: true,
    };
    assert_eq!(package_cues(&plain, &[]), []);
}
