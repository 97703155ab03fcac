//! The registered systems of the default world.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::json;

use super::super::rights::{AccessPackage, Right};
use super::super::systems::{RegisteredSystem, SystemChange};
use super::super::{World, stable_uuid};
use super::days_ago;
use super::organisations::{
    FJELLBEKK, GRAAFJELL, HAVN, KYSTLINJE, OPPDRAG, PLUSS, SMARTCLOUD, SMARTCLOUD_SUPPORT,
    STRANDLINJE,
};

/// Vendor, name part of the id, name, services, packages, host of the vendor's page.
pub(super) type Row = (
    &'static str,
    &'static str,
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
    &'static str,
);

const CLAIMS: &str = "ske-krav-og-betalinger";

const ROWS: [Row; 20] = [
    (
        SMARTCLOUD,
        "smartcloud_regnskap",
        "SmartCloud Regnskap",
        &[CLAIMS],
        &["regnskap-okonomi-rapport", "lonn"],
        "smartcloud.example",
    ),
    (
        SMARTCLOUD,
        "smartcloud_faktura",
        "SmartCloud Faktura",
        &[CLAIMS, "ske-betalingsavtale"],
        &["merverdiavgift", "krav-og-utlegg"],
        "smartcloud.example",
    ),
    (
        SMARTCLOUD_SUPPORT,
        "smartcloud_regnskap_pluss",
        "SmartCloud Regnskap Pluss",
        &[CLAIMS],
        &["regnskap-okonomi-rapport"],
        "smartcloud-support.example",
    ),
    (
        HAVN,
        "havn_arsoppgjor",
        "Havn Årsoppgjør",
        &[],
        &[
            "regnskapsforer-med-signeringsrettighet",
            "regnskapsforer-lonn",
        ],
        "havnrevisjon.example",
    ),
    (
        FJELLBEKK,
        "fjellbekk_lonn",
        "Fjellbekk Lønn",
        &[],
        &["lonn", "a-ordning"],
        "fjellbekk.example",
    ),
    (
        FJELLBEKK,
        "fjellbekk_personal",
        "Fjellbekk Personal",
        &["nav_oppgi-narmesteleder"],
        &[
            "lonn-personopplysninger-saerlig-kategori",
            "sykefravaer-personopplysninger-saerlig-kategori",
            "oppgi-naermeste-leder",
        ],
        "fjellbekk.example",
    ),
    (
        FJELLBEKK,
        "fjellbekk_admin",
        "Fjellbekk Brukerstyring",
        &[],
        &["tilgangsstyrer"],
        "fjellbekk.example",
    ),
    (
        OPPDRAG,
        "oppdrag_klientportal",
        "Oppdrag Klientportal",
        &[],
        &["regnskapsforer-uten-signeringsrettighet"],
        "oppdragonline.example",
    ),
    (
        OPPDRAG,
        "oppdrag_bilag",
        "Oppdrag Bilag",
        &[CLAIMS],
        &["skattegrunnlag"],
        "oppdragonline.example",
    ),
    (
        KYSTLINJE,
        "kystlinje_miljorapport",
        "Kystlinje Miljørapport",
        &["mdir-egenkontrollrapport"],
        &[
            "miljorydding-miljorensing-og-lignende",
            "akvakultur",
            "baerekraft",
        ],
        "kystlinje.example",
    ),
    (
        KYSTLINJE,
        "kystlinje_rapport",
        "Kystlinje Rapport",
        &[],
        &["rapportering-statistikk", "akvakultur"],
        "kystlinje.example",
    ),
    (
        KYSTLINJE,
        "kystmva",
        "KystMva",
        &[],
        &["regnskapsforer-med-signeringsrettighet"],
        "kystlinje.example",
    ),
    (
        FJELLBEKK,
        "fjellbekk_klientlonn",
        "Fjellbekk Klientlønn",
        &[],
        &["regnskapsforer-lonn"],
        "fjellbekk.example",
    ),
    (
        OPPDRAG,
        "oppdrag_eiendom",
        "Oppdrag Eiendom",
        &[],
        &["forretningsforer-eiendom", "krav-og-utlegg"],
        "oppdragonline.example",
    ),
    (
        KYSTLINJE,
        "kystlinje_arkiv",
        "Kystlinje Arkiv",
        &[],
        &["ordinaer-post-til-virksomheten", "utgatt-pakke-for-arkiv"],
        "kystlinje.example",
    ),
    (
        PLUSS,
        "pluss_faktura",
        "Pluss Fakturatjenester",
        &[CLAIMS],
        &["krav-og-utlegg"],
        "plussfaktura.example",
    ),
    (
        GRAAFJELL,
        "graafjell_eiendom",
        "Gråfjell Eiendomsdrift",
        &["kv-tinglysing"],
        &["utleie-eiendom", "tinglysing-eiendom"],
        "graafjell.example",
    ),
    (
        STRANDLINJE,
        "strandlinje_ovelse",
        "Strandlinje Øvelse",
        &[
            CLAIMS,
            "ovelse-mangler-rolle",
            "ovelse-mangler-delegering",
            "ovelse-mangler-pakke",
            "ovelse-tilgangsliste",
            "ovelse-srr",
            "ovelse-nivaa-4",
            "ovelse-ikke-delegerbar",
            "ovelse-maskinporten",
            "ovelse-uten-policy",
            "ovelse-delvis",
        ],
        &["skattegrunnlag", "sjofart", "regnskapsforer-lonn"],
        "strandlinje.example",
    ),
    (
        STRANDLINJE,
        "strandlinje_uten_navn",
        "",
        &[CLAIMS],
        &["skattegrunnlag"],
        "strandlinje.example",
    ),
    (
        STRANDLINJE,
        "strandlinje_slettet",
        "Strandlinje Gammel",
        &[CLAIMS],
        &["skattegrunnlag"],
        "strandlinje.example",
    ),
];

/// Systems that nobody finds in the list of systems; deleted ones are not there either.
const HIDDEN: [&str; 6] = [
    "fjellbekk_klientlonn",
    "oppdrag_eiendom",
    "havn_arsoppgjor",
    "oppdrag_klientportal",
    "kystmva",
    "strandlinje_ovelse",
];

pub(super) fn id(vendor: &str, part: &str) -> String {
    format!("{vendor}_{part}")
}

pub(super) fn add(world: &mut World, now: Timestamp) {
    for row in ROWS {
        register(world, row, now);
    }
}

pub(super) fn register(world: &mut World, row: Row, now: Timestamp) {
    let (vendor, part, name, services, packages, host) = row;
    let id = id(vendor, part);
    let registered = days_ago(now, 300);
    let words: BTreeMap<String, String> = if name.is_empty() {
        BTreeMap::from([("en".to_owned(), "Strandlinje Nameless".to_owned())])
    } else {
        ["nb", "nn", "en"]
            .map(|language| (language.to_owned(), name.to_owned()))
            .into()
    };
    let description = words
        .iter()
        .map(|(language, name)| (language.clone(), format!("{name} ({host})")))
        .collect();
    let system = RegisteredSystem {
        internal_id: stable_uuid(&format!("system/{id}")),
        id: id.clone(),
        vendor_org_no: vendor.to_owned(),
        name: words,
        description,
        rights: services
            .iter()
            .map(|service| Right::to_service(service))
            .collect(),
        packages: packages
            .iter()
            .map(|code| AccessPackage::of_code(code))
            .collect(),
        client_ids: vec![stable_uuid(&format!("client/{id}")).to_string()],
        visible: !HIDDEN.contains(&part),
        deleted: part == "strandlinje_slettet",
        redirect_urls: vec![format!("https://{host}/altinn/ferdig")],
        changes: vec![SystemChange {
            kind: "create",
            by_org_no: vendor.to_owned(),
            client_id: None,
            data: json!({ "id": id }),
            at: registered,
        }],
    };
    world.systems.insert(id, system);
}

/// What vendors have added to their systems since; nobody who set one up before holds it.
const ADDED: [(&str, &str, &[&str], &[&str]); 2] = [
    (
        OPPDRAG,
        "oppdrag_bilag",
        &["ske-betalingsavtale"],
        &["regnskap-okonomi-rapport", "krav-og-utlegg"],
    ),
    (
        KYSTLINJE,
        "kystlinje_rapport",
        &["mdir-egenkontrollrapport"],
        &["baerekraft"],
    ),
];

pub(super) fn extend(world: &mut World, now: Timestamp) {
    for (vendor, part, services, packages) in ADDED {
        let Some(system) = world.systems.get_mut(&id(vendor, part)) else {
            continue;
        };
        let rights = services.iter().map(|service| Right::to_service(service));
        system.rights.extend(rights);
        let packages = packages.iter().map(|code| AccessPackage::of_code(code));
        system.packages.extend(packages);
        system.changes.push(SystemChange {
            kind: "update",
            by_org_no: vendor.to_owned(),
            client_id: None,
            data: json!({ "id": system.id }),
            at: days_ago(now, 21),
        });
    }
}
