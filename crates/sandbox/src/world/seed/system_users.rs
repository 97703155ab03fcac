//! The system users that are there from the start.

use jiff::Timestamp;

use super::super::requests::Kind;
use super::super::rights::AccessPackage;
use super::super::system_users::{HeldService, SystemUser};
use super::super::{World, stable_uuid};
use super::days_ago;
use super::organisations::{
    BRATTVAAG, FJELLBEKK, GRANLI, KYSTLINJE, LUNDE, NORDLYS, OPPDRAG, SMARTCLOUD, SOLGRY, STORVIK,
    STRANDLINJE,
};
use super::systems;

/// Kind, vendor, name part of the system's id, organisation, reference (empty: the organisation's
/// number), days since creation.
type Row = (
    Kind,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    i64,
);

const ROWS: [Row; 12] = [
    (
        Kind::Standard,
        SMARTCLOUD,
        "smartcloud_regnskap",
        NORDLYS,
        "kunde-3120",
        245,
    ),
    (
        Kind::Standard,
        SMARTCLOUD,
        "smartcloud_regnskap",
        GRANLI,
        "kunde-2204",
        402,
    ),
    (
        Kind::Standard,
        SMARTCLOUD,
        "smartcloud_regnskap",
        BRATTVAAG,
        "kunde-1873",
        511,
    ),
    (
        Kind::Standard,
        SMARTCLOUD,
        "smartcloud_regnskap",
        STORVIK,
        "kunde-4002",
        97,
    ),
    (
        Kind::Standard,
        KYSTLINJE,
        "kystlinje_rapport",
        STORVIK,
        "",
        130,
    ),
    (
        Kind::Standard,
        OPPDRAG,
        "oppdrag_bilag",
        GRANLI,
        "bilag-77",
        61,
    ),
    (Kind::Agent, KYSTLINJE, "kystmva", LUNDE, "", 188),
    (
        Kind::Agent,
        OPPDRAG,
        "oppdrag_klientportal",
        LUNDE,
        "portal-1",
        320,
    ),
    (
        Kind::Agent,
        FJELLBEKK,
        "fjellbekk_klientlonn",
        LUNDE,
        "",
        33,
    ),
    (
        Kind::Agent,
        OPPDRAG,
        "oppdrag_eiendom",
        LUNDE,
        "eiendom-1",
        140,
    ),
    (
        Kind::Standard,
        STRANDLINJE,
        "strandlinje_ovelse",
        SOLGRY,
        "finnes-fra-for",
        44,
    ),
    (
        Kind::Standard,
        KYSTLINJE,
        "kystlinje_miljorapport",
        BRATTVAAG,
        "miljo-9",
        212,
    ),
];

pub(super) fn add(world: &mut World, now: Timestamp) {
    for (kind, vendor, part, org_no, external_ref, age) in ROWS {
        let system_id = systems::id(vendor, part);
        let user = existing(
            world,
            kind,
            &system_id,
            org_no,
            external_ref,
            days_ago(now, age),
        );
        world.system_users.extend(user);
    }
}

/// A system user that holds everything its system asks for.
pub(super) fn existing(
    world: &World,
    kind: Kind,
    system_id: &str,
    org_no: &str,
    external_ref: &str,
    created: Timestamp,
) -> Option<SystemUser> {
    let system = world.systems.get(system_id)?;
    let external_ref = if external_ref.is_empty() {
        org_no
    } else {
        external_ref
    };
    let packages: Vec<AccessPackage> = system.packages.clone();
    let held = |id: &String| {
        let actions = world.services.get(id)?.actions.clone();
        Some(HeldService {
            id: id.clone(),
            actions,
        })
    };
    let services = match kind {
        Kind::Standard => system
            .rights
            .iter()
            .filter_map(|right| held(&right.service_id()?))
            .collect(),
        Kind::Agent => Vec::new(),
    };
    Some(SystemUser {
        id: stable_uuid(&format!("system-user/{system_id}/{org_no}/{external_ref}")),
        kind,
        title: system.name_nb().unwrap_or_default().to_owned(),
        system_id: system_id.to_owned(),
        org_no: org_no.to_owned(),
        external_ref: external_ref.to_owned(),
        created,
        deleted: false,
        registered: true,
        serves_owner: false,
        packages_at_creation: packages.clone(),
        packages,
        services,
    })
}
