//! Thousands of organisations for Kari, always the same ones for the same number.

use jiff::civil::date;

use super::super::authority::{Authority, Holder};
use super::super::numbers::with_check_digit;
use super::super::organisations::{Organisation, Place, Trade};
use super::super::{World, stable_uuid};

const FIRST: [&str; 50] = [
    "AASEN",
    "BAKKE",
    "BERGE",
    "BJØRNDAL",
    "BREKKE",
    "DAHLE",
    "EIDE",
    "EIKELAND",
    "ELVESTAD",
    "ENGESET",
    "FJELLHEIM",
    "FOSS",
    "FURUSETH",
    "GJERDE",
    "GRØNVOLD",
    "HAUGLAND",
    "HEGGE",
    "HELLE",
    "HJELLE",
    "HOVDEN",
    "HØYLAND",
    "KVAM",
    "KVERNE",
    "LANGELAND",
    "LILLEVIK",
    "LØKEN",
    "MOEN",
    "MYHRE",
    "NESSET",
    "NORDBØ",
    "NYGAARD",
    "OPPSAL",
    "RAMBERG",
    "ROGNAN",
    "RØED",
    "SANDVIK",
    "SELJE",
    "SKOGEN",
    "SOLBAKKEN",
    "STEINSVIK",
    "STRAND",
    "SUNDE",
    "TANGEN",
    "TVEIT",
    "ULVIK",
    "VALLE",
    "VESTBY",
    "VIKEN",
    "ØSTBY",
    "ÅSHEIM",
];

/// What stands after the first name, with the trade.
const SECOND: [(&str, &str, &str); 20] = [
    ("RØR OG VARME", "43.221", "Rørleggerarbeid"),
    ("BYGG", "41.200", "Oppføring av bygninger"),
    ("ELEKTRO", "43.210", "Elektrisk installasjonsarbeid"),
    ("TRANSPORT", "49.410", "Godstransport på vei"),
    ("MASKIN", "43.120", "Grunnarbeid"),
    ("FRISØR", "96.020", "Frisering og annen skjønnhetspleie"),
    ("AUTO", "45.200", "Vedlikehold og reparasjon av motorvogner"),
    ("TANNKLINIKK", "86.230", "Tannhelsetjenester"),
    ("BÅTSERVICE", "33.150", "Reparasjon av skip og båter"),
    (
        "EIENDOM",
        "68.209",
        "Utleie av egen eller leid fast eiendom ellers",
    ),
    ("KAFÉ", "56.101", "Drift av restauranter og kafeer"),
    ("GARTNERI", "01.190", "Dyrking av blomster"),
    ("REKLAME", "73.110", "Reklamebyråer"),
    ("MALERFORRETNING", "43.341", "Malerarbeid"),
    ("SPORT", "47.641", "Butikkhandel med sportsutstyr"),
    ("ENTREPRENØR", "42.110", "Bygging av veier"),
    ("OPTIKK", "47.782", "Butikkhandel med optiske artikler"),
    ("TREVARE", "16.230", "Produksjon av bygningsartikler"),
    ("CATERING", "56.210", "Cateringvirksomhet"),
    ("RENHOLD", "81.210", "Rengjøring av bygninger"),
];

const PLACES: [Place; 20] = [
    place("0555", "OSLO", "0301"),
    place("5011", "BERGEN", "4601"),
    place("7011", "TRONDHEIM", "5001"),
    place("4006", "STAVANGER", "1103"),
    place("4611", "KRISTIANSAND", "4204"),
    place("9008", "TROMSØ", "5501"),
    place("3015", "DRAMMEN", "3301"),
    place("1606", "FREDRIKSTAD", "3107"),
    place("6002", "ÅLESUND", "1508"),
    place("8003", "BODØ", "1804"),
    place("3110", "TØNSBERG", "3905"),
    place("3717", "SKIEN", "4003"),
    place("5528", "HAUGESUND", "1106"),
    place("2317", "HAMAR", "3403"),
    place("6413", "MOLDE", "1506"),
    place("9405", "HARSTAD", "5503"),
    place("2821", "GJØVIK", "3407"),
    place("4836", "ARENDAL", "4203"),
    place("8622", "RANA", "1833"),
    place("6509", "KRISTIANSUND", "1505"),
];

const fn place(postcode: &'static str, town: &'static str, municipality_no: &'static str) -> Place {
    Place {
        street: "Storgata 1",
        postcode,
        town,
        municipality: town,
        municipality_no,
    }
}

/// Party ids of generated organisations begin here.
pub(super) const FIRST_PARTY_ID: u32 = 52_000_000;

/// Adds so many main units; every eighth has a sub-unit as well.
pub(super) fn add(world: &mut World, parties: u32) {
    let Some(kari) = world.person_by_key("kari").map(|person| person.party_uuid) else {
        return;
    };
    let mut numbers = (32_000_000..).step_by(7).filter_map(with_check_digit);
    for at in 0..parties {
        let Some(org_no) = numbers.next() else { return };
        let organisation = main_unit(at, org_no);
        if at % 8 == 3
            && let Some(unit_no) = numbers.next()
        {
            let unit = sub_unit(at, unit_no, &organisation);
            world.organisations.add(unit);
        }
        let (roles, packages) = standing(at);
        world.authorities.push(Authority {
            holder: Holder::Person(kari),
            org_no: organisation.org_no.clone(),
            roles: roles.iter().map(|code| (*code).to_owned()).collect(),
            packages: packages.iter().map(|code| (*code).to_owned()).collect(),
            services: Vec::new(),
        });
        world.organisations.add(organisation);
    }
}

/// First name, trade and place of the organisation with this number.
pub(super) fn names(
    at: u32,
) -> (
    &'static str,
    (&'static str, &'static str, &'static str),
    Place,
) {
    // 7919 is prime and shares no factor with the number of names, so neighbours in the list differ
    // and no name comes twice.
    let names = u32::try_from(FIRST.len() * SECOND.len() * PLACES.len()).unwrap_or(u32::MAX);
    let mixed = (u64::from(at) * 7919 % u64::from(names)) as usize;
    (
        FIRST[mixed % FIRST.len()],
        SECOND[mixed / FIRST.len() % SECOND.len()],
        PLACES[mixed / (FIRST.len() * SECOND.len()) % PLACES.len()],
    )
}

fn main_unit(at: u32, org_no: String) -> Organisation {
    let (first, (second, code, words), place) = names(at);
    Organisation {
        name: format!("{first} {second} {} AS", place.town),
        form: "AS",
        party_id: FIRST_PARTY_ID + at * 2,
        party_uuid: stable_uuid(&format!("party/{org_no}")),
        org_no,
        parent: None,
        place,
        trade: Trade { code, words },
        registered: date(2000 + i16::try_from(at % 25).unwrap_or(0), 5, 2),
        deleted: (at % 97 == 96).then(|| date(2025, 6, 30)),
        bankrupt: None,
        winding_up: at % 131 == 130,
        website: None,
    }
}

fn sub_unit(at: u32, org_no: String, main: &Organisation) -> Organisation {
    Organisation {
        name: format!("{} AVD", main.name),
        form: "BEDR",
        party_id: FIRST_PARTY_ID + 1 + at * 2,
        party_uuid: stable_uuid(&format!("party/{org_no}")),
        org_no,
        parent: Some(main.org_no.clone()),
        ..main.clone()
    }
}

/// Roles and packages by turns: mostly an access manager who keeps books.
fn standing(at: u32) -> (&'static [&'static str], &'static [&'static str]) {
    match at % 10 {
        0..=5 => (
            &[],
            &[
                "tilgangsstyrer",
                "regnskap-okonomi-rapport",
                "merverdiavgift",
            ],
        ),
        6 | 7 => (&["daglig-leder"], &[]),
        8 => (&[], &["ordinaer-post-til-virksomheten"]),
        _ => (&[], &["hovedadministrator"]),
    }
}
