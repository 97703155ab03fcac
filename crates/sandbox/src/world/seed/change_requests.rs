//! Change requests of the default world.

use jiff::Timestamp;

use super::super::change_requests::{ChangeRequest, Changes};
use super::super::requests::Status;
use super::super::rights::{AccessPackage, Right};
use super::super::{World, stable_uuid};
use super::organisations::{
    GRANLI, KYSTLINJE, NORDLYS, OPPDRAG, SMARTCLOUD, SOLGRY, STORVIK, STRANDLINJE,
};
use super::{days_ago, systems};

struct Line {
    tag: &'static str,
    vendor: &'static str,
    part: &'static str,
    org_no: &'static str,
    age_days: i64,
    /// Services that are to come, and to go.
    services: [&'static [&'static str]; 2],
    /// Packages, likewise.
    packages: [&'static [&'static str]; 2],
    status: Status,
}

const CLAIMS: &str = "ske-krav-og-betalinger";

const LINES: [Line; 4] = [
    // Something comes, something goes, and services in both packages stay what they were.
    Line {
        tag: "change-mixed",
        vendor: OPPDRAG,
        part: "oppdrag_bilag",
        org_no: GRANLI,
        age_days: 2,
        services: [&["ske-betalingsavtale"], &[CLAIMS]],
        packages: [&["regnskap-okonomi-rapport"], &["skattegrunnlag"]],
        status: Status::New,
    },
    // Whatever is to come is given; then there is a service to take that nobody knows any more.
    Line {
        tag: "change-stops-half-way",
        vendor: KYSTLINJE,
        part: "kystlinje_rapport",
        org_no: STORVIK,
        age_days: 5,
        services: [&["mdir-egenkontrollrapport"], &["mdir-utgatt-rapport"]],
        packages: [&["baerekraft"], &["rapportering-statistikk"]],
        status: Status::New,
    },
    Line {
        tag: "change-rejected",
        vendor: SMARTCLOUD,
        part: "smartcloud_regnskap",
        org_no: NORDLYS,
        age_days: 30,
        services: [&[], &[CLAIMS]],
        packages: [&[], &[]],
        status: Status::Rejected,
    },
    // Odd's; closed to Kari.
    Line {
        tag: "change-other-organisation",
        vendor: STRANDLINJE,
        part: "strandlinje_ovelse",
        org_no: SOLGRY,
        age_days: 3,
        services: [&[], &[CLAIMS]],
        packages: [&["skattegrunnlag"], &["sjofart"]],
        status: Status::New,
    },
];

pub(super) fn add(world: &mut World, now: Timestamp) {
    for line in LINES {
        let system_id = systems::id(line.vendor, line.part);
        let user = world
            .system_users
            .iter()
            .find(|user| user.system_id == system_id && user.org_no == line.org_no);
        let Some(user) = user else { continue };
        let rights = |ids: &[&str]| ids.iter().map(|id| Right::to_service(id)).collect();
        let packages = |codes: &[&str]| {
            let all = codes.iter().map(|code| AccessPackage::of_code(code));
            all.collect()
        };
        let redirect_url = world
            .systems
            .get(&system_id)
            .and_then(|system| system.redirect_urls.first());
        let request = ChangeRequest {
            id: stable_uuid(&format!("change-request/{}", line.tag)),
            system_user: user.id,
            external_ref: user.external_ref.clone(),
            org_no: line.org_no.to_owned(),
            changes: Changes {
                required_rights: rights(line.services[0]),
                unwanted_rights: rights(line.services[1]),
                required_packages: packages(line.packages[0]),
                unwanted_packages: packages(line.packages[1]),
            },
            redirect_url: redirect_url.map(|url| format!("{url}?endring={}", line.tag)),
            status: line.status,
            created: days_ago(now, line.age_days),
            deleted: false,
            tag: Some(line.tag.to_owned()),
            system_id,
        };
        world.change_requests.push(request);
    }
}
