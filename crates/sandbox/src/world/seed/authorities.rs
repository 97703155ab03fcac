//! Who holds what in the default world.

use uuid::Uuid;

use super::super::World;
use super::super::authority::{Authority, Holder};
use super::organisations::{
    BRATTVAAG, DALEN, FJORD, GRANLI, HAUGEN, HAUGESUND, HAUGESUND_UNIT, HEIMLY, LANGOEY, LUNDE,
    MYKLEBUST, NORDLYS, SOLGRY, STORVIK, TINDE, TINDE_UNIT,
};

/// What somebody who keeps the books holds.
const BOOKS: [&str; 5] = [
    "regnskap-okonomi-rapport",
    "skatt-naering",
    "skattegrunnlag",
    "merverdiavgift",
    "krav-og-utlegg",
];
const MAIL: &str = "ordinaer-post-til-virksomheten";

/// Person, organisation, roles, packages.
type Row = (
    &'static str,
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

/// Kari's standing differs on purpose from one organisation to the next.
const ROWS: [Row; 24] = [
    ("ingrid", FJORD, &["daglig-leder"], &[]),
    ("tor", FJORD, &[], &["hovedadministrator"]),
    ("mina", FJORD, &[], &[MAIL]),
    ("kari", NORDLYS, &["daglig-leder"], &[]),
    ("mina", NORDLYS, &[], &[MAIL, "ansettelsesforhold"]),
    ("anne", GRANLI, &["daglig-leder"], &[]),
    ("kari", GRANLI, &[], &["hovedadministrator", MAIL]),
    ("per", BRATTVAAG, &["daglig-leder"], &[]),
    (
        "tor",
        BRATTVAAG,
        &[],
        &["tilgangsstyrer", "lonn", "a-ordning"],
    ),
    ("kari", STORVIK, &["styreleder"], &[]),
    ("odd", LUNDE, &["daglig-leder", "styreleder"], &[]),
    (
        "kari",
        LUNDE,
        &[],
        &["tilgangsstyrer", "klientadministrator", MAIL],
    ),
    ("kari", HAUGEN, &["innehaver"], &[]),
    ("tor", HAUGESUND, &["daglig-leder"], &[]),
    ("kari", HAUGESUND_UNIT, &[], &[MAIL, "ansettelsesforhold"]),
    ("marit", SOLGRY, &["daglig-leder"], &[]),
    (
        "odd",
        SOLGRY,
        &[],
        &["tilgangsstyrer", "krav-og-utlegg", "skattegrunnlag", MAIL],
    ),
    ("siri", LANGOEY, &["daglig-leder"], &[]),
    ("kari", LANGOEY, &[], &["tilgangsstyrer", MAIL]),
    ("hilde", DALEN, &["bostyrer"], &[]),
    ("kari", DALEN, &[], &["konkursbo-lesetilgang"]),
    ("lars", MYKLEBUST, &["daglig-leder"], &[]),
    ("kari", MYKLEBUST, &[], &[MAIL]),
    ("ingrid", STORVIK, &["daglig-leder"], &[]),
];

/// Client, roles, packages, services: those that the accountant's firm works for. The sole trader, the
/// one under bankruptcy and the deleted one are registered like the others; the cooperative is managed
/// and has given a little more; the workshop has registered nobody and given some, and its sub-unit
/// brings nothing at all.
type Client = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
    &'static [&'static str],
);

const KEPT: &[&str] = &["regnskapsforer"];

const CLIENTS: [Client; 12] = [
    (FJORD, KEPT, &[], &[]),
    (NORDLYS, KEPT, &[], &[]),
    (GRANLI, KEPT, &[], &[]),
    (BRATTVAAG, KEPT, &[], &[]),
    (STORVIK, KEPT, &[], &[]),
    (HAUGEN, KEPT, &[], &[]),
    (MYKLEBUST, KEPT, &[], &[]),
    (DALEN, KEPT, &[], &[]),
    (LANGOEY, KEPT, &[], &[]),
    (
        HEIMLY,
        &["forretningsforer"],
        &["krav-og-utlegg", "ordinaer-post-til-virksomheten"],
        &[],
    ),
    (
        TINDE,
        &[],
        &[
            "regnskap-okonomi-rapport",
            "krav-og-utlegg",
            "maskinporten-scopes",
        ],
        &["ske-mva-kompensasjon"],
    ),
    (TINDE_UNIT, &["hovedenhet"], &[], &[]),
];

pub(super) fn add(world: &mut World) {
    for (person, org_no, roles, packages) in ROWS {
        give(world, person, org_no, roles, packages);
    }
    // Everything but wages: an approval that needs them stops at this one package.
    give(
        world,
        "kari",
        FJORD,
        &[],
        &with(&BOOKS, &["tilgangsstyrer", MAIL]),
    );
    let wages = [
        "tilgangsstyrer",
        "lonn",
        "a-ordning",
        "sykefravaer",
        "ansettelsesforhold",
        MAIL,
    ];
    give(world, "kari", BRATTVAAG, &[], &with(&BOOKS, &wages));
    for (client, roles, packages, services) in CLIENTS {
        world.authorities.set(Authority {
            holder: Holder::Organisation(LUNDE.to_owned()),
            org_no: client.to_owned(),
            roles: owned(roles),
            packages: owned(packages),
            services: owned(services),
        });
    }
}

fn owned(codes: &[&str]) -> Vec<String> {
    codes.iter().map(|code| (*code).to_owned()).collect()
}

fn with<'a>(some: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    some.iter().chain(more).copied().collect()
}

fn give(world: &mut World, person: &str, org_no: &str, roles: &[&str], packages: &[&str]) {
    let Some(party) = party_of(world, person) else {
        return;
    };
    world.authorities.set(Authority {
        holder: Holder::Person(party),
        org_no: org_no.to_owned(),
        roles: owned(roles),
        packages: owned(packages),
        services: Vec::new(),
    });
}

pub(super) fn party_of(world: &World, key: &str) -> Option<Uuid> {
    let mut everybody = world.people.iter().chain(&world.others);
    everybody
        .find(|person| person.key == key)
        .map(|person| person.party_uuid)
}
