//! Services that only generated dialogs are about.

use super::super::super::World;
use super::super::super::services::{Service, owners};
use super::super::super::words::Words;

/// What the services are about, in bokmål, nynorsk and English.
const SUBJECTS: [[&str; 3]; 20] = [
    ["støy", "støy", "noise"],
    ["avfall", "avfall", "waste"],
    ["eksport", "eksport", "exports"],
    ["lærlinger", "lærlingar", "apprentices"],
    ["drivstoff", "drivstoff", "fuel"],
    ["brannvern", "brannvern", "fire safety"],
    ["emballasje", "emballasje", "packaging"],
    ["energibruk", "energibruk", "energy use"],
    ["transport", "transport", "transport"],
    ["kjemikalier", "kjemikaliar", "chemicals"],
    ["arbeidstid", "arbeidstid", "working hours"],
    ["byggevarer", "byggjevarer", "building products"],
    ["drikkevann", "drikkevatn", "drinking water"],
    ["elsikkerhet", "elsikkerheit", "electrical safety"],
    ["forskning", "forsking", "research"],
    ["garantier", "garantiar", "guarantees"],
    ["havbunn", "havbotn", "the sea floor"],
    ["innleie", "innleige", "hired labour"],
    ["jordvern", "jordvern", "soil protection"],
    ["kulturminner", "kulturminne", "cultural heritage"],
];

/// What one does about them.
const ACTS: [[&str; 3]; 10] = [
    ["Rapport om", "Rapport om", "Report on"],
    [
        "Søknad om tilskudd til",
        "Søknad om tilskot til",
        "Application for a grant for",
    ],
    ["Tilsyn med", "Tilsyn med", "Inspection of"],
    ["Register over", "Register over", "Register of"],
    ["Gebyr for", "Gebyr for", "Fee for"],
    ["Melding om", "Melding om", "Notice of"],
    ["Godkjenning av", "Godkjenning av", "Approval of"],
    ["Kartlegging av", "Kartlegging av", "Survey of"],
    ["Dispensasjon for", "Dispensasjon for", "Exemption for"],
    ["Statistikk om", "Statistikk om", "Statistics on"],
];

/// Types by turns.
const TYPES: [&str; 4] = [
    "GenericAccessResource",
    "GenericAccessResource",
    "AltinnApp",
    "MigratedApp",
];

/// Adds so many services, open to whoever reads mail or keeps books for the organisation, and gives
/// their ids.
pub(super) fn add(world: &mut World, count: u16) -> Vec<String> {
    (0..usize::from(count.max(1)))
        .map(|number| {
            let service = service(number);
            let id = service.identifier.clone();
            world.services.insert(id.clone(), service);
            id
        })
        .collect()
}

fn service(number: usize) -> Service {
    let subject = SUBJECTS[number % SUBJECTS.len()];
    let act = ACTS[number / SUBJECTS.len() % ACTS.len()];
    let turn = number / (SUBJECTS.len() * ACTS.len());
    let title = |language: usize| {
        let name = format!("{} {}", act[language], subject[language]);
        if turn == 0 {
            name
        } else {
            format!("{name} ({})", turn + 1)
        }
    };
    let words = Words {
        nb: title(0),
        nn: title(1),
        en: title(2),
    };
    let owners = owners();
    let strings = |list: &[&str]| list.iter().map(|one| (*one).to_owned()).collect();
    Service {
        identifier: format!("tjeneste-{number:04}"),
        owner: owners[number % owners.len()].code.clone(),
        resource_type: TYPES[number % TYPES.len()].to_owned(),
        description: words.clone(),
        title: words,
        right_description: None,
        actions: strings(&["read", "write"]),
        packages: strings(&[
            "ordinaer-post-til-virksomheten",
            "regnskap-okonomi-rapport",
            "merverdiavgift",
            "hovedadministrator",
        ]),
        roles: strings(&["dagl", "lede", "innh", "dtso", "dtpr", "komp", "bobe"]),
        action_subjects: std::collections::BTreeMap::new(),
        delegable: true,
        visible: true,
        reason_unknown: false,
        minimum_level: 3,
        access_list: None,
        srr_list: None,
    }
}
