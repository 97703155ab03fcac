//! A large accountant for Odd: as many clients as one likes, always the same ones for the same number,
//! and a dozen system users for them.

use jiff::Timestamp;
use jiff::civil::date;
use uuid::Uuid;

use super::super::authority::{Authority, Holder};
use super::super::numbers::with_check_digit;
use super::super::organisations::{Organisation, Trade};
use super::super::requests::Kind;
use super::super::{World, stable_uuid};
use super::authorities::party_of;
use super::generated::names;
use super::organisations::{FJELLBEKK, HAVN, KYSTLINJE, OPPDRAG, PLUSS, SMARTCLOUD};
use super::system_users::existing;
use super::systems::{self, Row};
use super::{days_ago, systems::id};

/// Number of the firm.
const FIRM: &str = "310910910";
/// Party ids of its clients begin here, well below those of generated organisations.
const FIRST_PARTY_ID: u32 = 51_500_000;

const SIGNS: &str = "regnskapsforer-med-signeringsrettighet";
const KEEPS: &str = "regnskapsforer-uten-signeringsrettighet";
const WAGES: &str = "regnskapsforer-lonn";

/// Five that any kept client suffices for, two for audited ones, one for managed ones, and four whose
/// needs few or none can meet: by what clients give themselves, or by two roles at once.
const SYSTEMS: [Row; 12] = [
    system(FJELLBEKK, "vakt_signering", "Fjellbekk Signering", &[SIGNS]),
    system(FJELLBEKK, "vakt_lonn", "Fjellbekk Lønnskjøring", &[WAGES]),
    system(SMARTCLOUD, "vakt_bilag", "SmartCloud Bilag", &[KEEPS]),
    system(
        SMARTCLOUD,
        "vakt_arsoppgjor",
        "SmartCloud Årsoppgjør",
        &[SIGNS, WAGES],
    ),
    system(OPPDRAG, "vakt_oppdrag", "Oppdrag Byrå", &[KEEPS, WAGES]),
    system(
        HAVN,
        "vakt_revisjon",
        "Havn Revisjon",
        &["ansvarlig-revisor"],
    ),
    system(
        HAVN,
        "vakt_assistent",
        "Havn Assistent",
        &["revisormedarbeider"],
    ),
    system(
        OPPDRAG,
        "vakt_borettslag",
        "Oppdrag Borettslag",
        &["forretningsforer-eiendom"],
    ),
    system(KYSTLINJE, "vakt_mva", "Kystlinje Mva", &["merverdiavgift"]),
    system(
        KYSTLINJE,
        "vakt_innkreving",
        "Kystlinje Innkreving",
        &["skattegrunnlag", "krav-og-utlegg"],
    ),
    system(
        PLUSS,
        "vakt_alt",
        "Pluss Alt i ett",
        &[SIGNS, "ansvarlig-revisor"],
    ),
    system(
        KYSTLINJE,
        "vakt_amelding",
        "Kystlinje A-melding",
        &[WAGES, "a-ordning"],
    ),
];

const fn system(
    vendor: &'static str,
    part: &'static str,
    name: &'static str,
    packages: &'static [&'static str],
) -> Row {
    (vendor, part, name, &[], packages, "vakt.example")
}

pub(super) fn add(world: &mut World, clients: u32, now: Timestamp) {
    add_firm(world);
    let mut numbers = (31_600_000..).step_by(7).filter_map(with_check_digit);
    let mut last_main: Option<String> = None;
    for at in 0..clients {
        let Some(org_no) = numbers
            .by_ref()
            .find(|number| world.organisations.by_number(number).is_none())
        else {
            return;
        };
        let form = form_of(at);
        let parent = (form == "BEDR").then(|| last_main.clone()).flatten();
        if parent.is_none() {
            last_main = Some(org_no.clone());
        }
        let organisation = client(at, form, org_no, parent);
        let (roles, packages, services) = relation(at, form);
        let owned = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect();
        world.authorities.push(Authority {
            holder: Holder::Organisation(FIRM.to_owned()),
            org_no: organisation.org_no.clone(),
            roles: owned(roles),
            packages: owned(packages),
            services: owned(services),
        });
        world.organisations.add(organisation);
    }
    add_agents(world, now);
}

fn add_firm(world: &mut World) {
    let (_, _, place) = names(0);
    world.organisations.add(Organisation {
        org_no: FIRM.to_owned(),
        name: "FJELLVAKT REGNSKAP AS".to_owned(),
        form: "AS",
        party_id: FIRST_PARTY_ID,
        party_uuid: stable_uuid(&format!("party/{FIRM}")),
        parent: None,
        place,
        trade: Trade {
            code: "69.201",
            words: "Regnskap og bokføring",
        },
        registered: date(1991, 4, 2),
        deleted: None,
        bankrupt: None,
        winding_up: false,
        website: None,
    });
    let administers: [&str; 2] = ["tilgangsstyrer", "klientadministrator"];
    for (key, roles, packages) in [
        ("odd", &["daglig-leder"][..], &[][..]),
        ("kari", &[][..], &administers[..]),
    ] {
        if let Some(person) = party_of(world, key) {
            world.authorities.push(Authority {
                holder: Holder::Person(person),
                org_no: FIRM.to_owned(),
                roles: roles.iter().map(|code| (*code).to_owned()).collect(),
                packages: packages.iter().map(|code| (*code).to_owned()).collect(),
                services: Vec::new(),
            });
        }
    }
}

/// Mostly limited companies and sole traders; each fiftieth is a sub-unit of the one before it.
fn form_of(at: u32) -> &'static str {
    if at % 50 == 49 {
        return "BEDR";
    }
    match at % 20 {
        11..=13 => "ENK",
        14 => "NUF",
        15 => "DA",
        16 => "BRL",
        17 => "ESEK",
        18 => "BBL",
        19 => "STI",
        _ => "AS",
    }
}

fn client(at: u32, form: &'static str, org_no: String, parent: Option<String>) -> Organisation {
    let (first, (second, code, words), place) = names(at);
    let town = place.town;
    let nth = at / 20 + 1;
    let name = match form {
        "BRL" => format!("{first} BORETTSLAG {town} {nth}"),
        "ESEK" => format!("SAMEIET {first} {town} {nth}"),
        "BBL" => format!("{first} BOLIGBYGGELAG {town} {nth}"),
        "STI" => format!("STIFTELSEN {first} {second} {town}"),
        "NUF" => format!("{first} {second} {town} LTD"),
        "BEDR" => format!("{first} {second} {town} AVD {nth}"),
        "ENK" => format!("{second} {town} {first}"),
        _ => format!("{first} {second} {town} {form}"),
    };
    Organisation {
        name,
        form,
        party_id: FIRST_PARTY_ID + 1 + at,
        party_uuid: stable_uuid(&format!("party/{org_no}")),
        org_no,
        parent,
        place,
        trade: Trade { code, words },
        registered: date(1995 + i16::try_from(at % 30).unwrap_or(0), 2, 14),
        deleted: (at % 33 == 32).then(|| date(2026, 3, 31)),
        bankrupt: (at % 101 == 100).then(|| date(2026, 5, 20)),
        winding_up: at % 71 == 70,
        website: None,
    }
}

/// Roles, packages and services of a client.
type Relation = (
    &'static [&'static str],
    &'static [&'static str],
    &'static [&'static str],
);

/// By turns, as the form of the organisation lets it be.
fn relation(at: u32, form: &str) -> Relation {
    const GIVEN: &[&str] = &["merverdiavgift", "skattegrunnlag", "krav-og-utlegg"];
    const SOME: &[&str] = &["merverdiavgift", "a-ordning"];
    match form {
        "BEDR" => (&["hovedenhet"], &[], &[]),
        // A cooperative's association is managed like a cooperative, and brings no package.
        "BRL" | "ESEK" | "BBL" if at.is_multiple_of(3) => {
            (&["forretningsforer", "regnskapsforer"], &[], &[])
        }
        "BRL" | "ESEK" | "BBL" => (&["forretningsforer"], &[], &[]),
        "NUF" if at.is_multiple_of(2) => (&["forretningsforer"], &[], &[]),
        _ => match at % 10 {
            0 => (&["revisor"], &[], &[]),
            1 if at % 20 == 1 => (&[], GIVEN, &["ske-mva-kompensasjon"]),
            1 => (&[], SOME, &[]),
            7 => (&["regnskapsforer"], SOME, &[]),
            _ => (&["regnskapsforer"], &[], &[]),
        },
    }
}

/// Some six of ten of the clients that could be given to a system user, were. Two persons have a
/// handful.
fn add_agents(world: &mut World, now: Timestamp) {
    let mut needs: Vec<(Uuid, &'static [&'static str])> = Vec::new();
    for row in SYSTEMS {
        systems::register(world, row, now);
        let (vendor, part, _, _, packages, _) = row;
        let user = existing(
            world,
            Kind::Agent,
            &id(vendor, part),
            FIRM,
            "",
            days_ago(now, 200),
        );
        needs.extend(user.as_ref().map(|user| (user.id, packages)));
        world.system_users.extend(user);
    }
    let persons: Vec<(Uuid, &'static [&'static str])> = ["eva", "jon"]
        .into_iter()
        .filter_map(|key| Some((party_of(world, key)?, &[WAGES][..])))
        .collect();
    let mut given: Vec<(Uuid, String, String, String)> = Vec::new();
    for (at, (client, access)) in world.clients_of(FIRM).enumerate() {
        let wanted = needs
            .iter()
            .enumerate()
            .filter(|(nth, _)| (at * 7 + at / 10 * 3 + nth * 3) % 10 < 6);
        let shared = persons
            .iter()
            .enumerate()
            .filter(|(nth, _)| at % 12 == 4 + nth);
        for (_, (agent, packages)) in wanted.chain(shared) {
            let of = |code: &str| {
                let mut all = access.iter();
                all.find(|access| access.packages.iter().any(|package| package.code == code))
            };
            if client.deleted.is_some() || packages.iter().any(|code| of(code).is_none()) {
                continue;
            }
            for code in *packages {
                if let Some(access) = of(code) {
                    let client = client.org_no.clone();
                    given.push((*agent, client, access.role.code.clone(), (*code).to_owned()));
                }
            }
        }
    }
    for (agent, client, role, package) in given {
        let agent = world.agents.register(FIRM, agent, days_ago(now, 150));
        agent.given_mut(&client, &role).packages.push(package);
    }
}
