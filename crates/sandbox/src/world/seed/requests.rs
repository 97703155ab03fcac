//! Requests of every sort. The first seven are Kari's queue, newest first.

use jiff::Timestamp;

use super::super::requests::{Kind, Request, Status};
use super::super::rights::{AccessPackage, Right};
use super::super::system_users::{HeldService, SystemUser};
use super::super::{World, stable_uuid};
use super::organisations::{
    BRATTVAAG, FJELLBEKK, FJORD, GRAAFJELL, GRANLI, HAVN, KYSTLINJE, LUNDE, MYKLEBUST, NORDLYS,
    OPPDRAG, PLUSS, SMARTCLOUD, SMARTCLOUD_SUPPORT, SOLGRY, STORVIK, STRANDLINJE,
};
use super::{days_ago, systems};

const CLAIMS: &str = "ske-krav-og-betalinger";

/// One line of the table below.
struct Line {
    tag: &'static str,
    kind: Kind,
    vendor: &'static str,
    /// Name part of the system's id.
    part: &'static str,
    org_no: &'static str,
    /// Empty: the organisation's number.
    reference: &'static str,
    age_days: i64,
    services: &'static [&'static str],
    packages: &'static [&'static str],
    status: Status,
    withdrawn: bool,
}

const fn own(
    tag: &'static str,
    (vendor, part): (&'static str, &'static str),
    (org_no, reference): (&'static str, &'static str),
    age_days: i64,
    services: &'static [&'static str],
    packages: &'static [&'static str],
) -> Line {
    let kind = Kind::Standard;
    let status = Status::New;
    let withdrawn = false;
    Line {
        tag,
        kind,
        vendor,
        part,
        org_no,
        reference,
        age_days,
        services,
        packages,
        status,
        withdrawn,
    }
}

const fn for_clients(
    tag: &'static str,
    system: (&'static str, &'static str),
    customer: (&'static str, &'static str),
    age_days: i64,
    packages: &'static [&'static str],
) -> Line {
    let mut line = own(tag, system, customer, age_days, &[], packages);
    line.kind = Kind::Agent;
    line
}

const fn decided(mut line: Line, status: Status) -> Line {
    line.status = status;
    line
}

const fn withdrawn(mut line: Line) -> Line {
    line.withdrawn = true;
    line
}

const OVELSE: (&str, &str) = (STRANDLINJE, "strandlinje_ovelse");

const LINES: &[Line] = &[
    // Kari's queue, as it stands on the first screen.
    own(
        "missing-package",
        (SMARTCLOUD, "smartcloud_regnskap"),
        (FJORD, "kunde-4711"),
        1,
        &[CLAIMS],
        &["regnskap-okonomi-rapport", "lonn"],
    ),
    own(
        "approvable",
        (SMARTCLOUD, "smartcloud_faktura"),
        (GRANLI, "kunde-2204"),
        2,
        &[CLAIMS],
        &["merverdiavgift", "krav-og-utlegg"],
    ),
    own(
        "lookalike-vendor",
        (SMARTCLOUD_SUPPORT, "smartcloud_regnskap_pluss"),
        (NORDLYS, ""),
        3,
        &[CLAIMS],
        &["regnskap-okonomi-rapport"],
    ),
    for_clients(
        "agent-many-services",
        (HAVN, "havn_arsoppgjor"),
        (LUNDE, "lunde-2026"),
        6,
        &[
            "regnskapsforer-med-signeringsrettighet",
            "regnskapsforer-lonn",
        ],
    ),
    own(
        "approvable-wages",
        (FJELLBEKK, "fjellbekk_lonn"),
        (BRATTVAAG, "brattvag-fisk"),
        8,
        &[],
        &["lonn", "a-ordning"],
    ),
    for_clients(
        "agent-approved-before",
        (OPPDRAG, "oppdrag_klientportal"),
        (LUNDE, "portal-2"),
        12,
        &["regnskapsforer-uten-signeringsrettighet"],
    ),
    own(
        "approvable-old",
        (KYSTLINJE, "kystlinje_miljorapport"),
        (STORVIK, "storvik-miljo"),
        19,
        &["mdir-egenkontrollrapport"],
        &[
            "miljorydding-miljorensing-og-lignende",
            "akvakultur",
            "baerekraft",
        ],
    ),
    // Further down in it.
    own(
        "sensitive-packages",
        (FJELLBEKK, "fjellbekk_personal"),
        (NORDLYS, "nordlys-hr"),
        23,
        &["nav_oppgi-narmesteleder"],
        &[
            "lonn-personopplysninger-saerlig-kategori",
            "sykefravaer-personopplysninger-saerlig-kategori",
            "oppgi-naermeste-leder",
        ],
    ),
    own(
        "admin-package",
        (FJELLBEKK, "fjellbekk_admin"),
        (NORDLYS, ""),
        26,
        &[],
        &["tilgangsstyrer"],
    ),
    own(
        "unknown-package",
        (KYSTLINJE, "kystlinje_arkiv"),
        (STORVIK, "arkiv"),
        29,
        &[],
        &["ordinaer-post-til-virksomheten", "utgatt-pakke-for-arkiv"],
    ),
    own(
        "bankrupt-vendor",
        (GRAAFJELL, "graafjell_eiendom"),
        (GRANLI, ""),
        34,
        &["kv-tinglysing"],
        &["utleie-eiendom", "tinglysing-eiendom"],
    ),
    own(
        "expired",
        (OPPDRAG, "oppdrag_bilag"),
        (FJORD, "bilag-9"),
        200,
        &[CLAIMS],
        &["skattegrunnlag"],
    ),
    // Decided or gone.
    decided(
        own(
            "accepted",
            (KYSTLINJE, "kystlinje_rapport"),
            (STORVIK, "rapport-nord"),
            40,
            &[],
            &["rapportering-statistikk", "akvakultur"],
        ),
        Status::Accepted,
    ),
    decided(
        own(
            "rejected",
            (PLUSS, "pluss_faktura"),
            (NORDLYS, "pluss-88"),
            15,
            &[CLAIMS],
            &["krav-og-utlegg"],
        ),
        Status::Rejected,
    ),
    withdrawn(own(
        "withdrawn",
        (PLUSS, "pluss_faktura"),
        (FJORD, "pluss-12"),
        17,
        &[CLAIMS],
        &["krav-og-utlegg"],
    )),
    // Not escalated, so no list shows it.
    for_clients(
        "agent-not-escalated",
        (KYSTLINJE, "kystmva"),
        (LUNDE, "kystmva-2"),
        5,
        &["regnskapsforer-med-signeringsrettighet"],
    ),
    // Kari has a plain relation there: she may forward it, not decide.
    own(
        "may-escalate-only",
        (OPPDRAG, "oppdrag_bilag"),
        (MYKLEBUST, "kafe-1"),
        9,
        &[CLAIMS],
        &["skattegrunnlag"],
    ),
    // Training cases, for Odd; Kari has nothing there. One request per outcome.
    own(
        "other-organisation",
        OVELSE,
        (SOLGRY, "fri-1"),
        4,
        &[CLAIMS],
        &["skattegrunnlag"],
    ),
    own(
        "reason-missing-role",
        OVELSE,
        (SOLGRY, "rolle"),
        5,
        &[CLAIMS, "ovelse-mangler-rolle"],
        &["skattegrunnlag"],
    ),
    own(
        "reason-missing-delegation",
        OVELSE,
        (SOLGRY, "delegering"),
        6,
        &[CLAIMS, "ovelse-mangler-delegering"],
        &[],
    ),
    own(
        "reason-missing-package",
        OVELSE,
        (SOLGRY, "pakke-i-tjeneste"),
        7,
        &[CLAIMS, "ovelse-mangler-pakke"],
        &[],
    ),
    own(
        "reason-access-list",
        OVELSE,
        (SOLGRY, "tilgangsliste"),
        8,
        &[CLAIMS, "ovelse-tilgangsliste"],
        &[],
    ),
    own(
        "reason-srr",
        OVELSE,
        (SOLGRY, "srr"),
        9,
        &[CLAIMS, "ovelse-srr"],
        &[],
    ),
    own(
        "reason-authentication-level",
        OVELSE,
        (SOLGRY, "nivaa"),
        10,
        &[CLAIMS, "ovelse-nivaa-4"],
        &[],
    ),
    own(
        "reason-not-delegable",
        OVELSE,
        (SOLGRY, "ikke-delegerbar"),
        11,
        &[CLAIMS, "ovelse-ikke-delegerbar"],
        &[],
    ),
    own(
        "reason-maskinporten-schema",
        OVELSE,
        (SOLGRY, "maskinporten"),
        12,
        &[CLAIMS, "ovelse-maskinporten"],
        &[],
    ),
    own(
        "reason-unknown",
        OVELSE,
        (SOLGRY, "uten-policy"),
        13,
        &[CLAIMS, "ovelse-uten-policy"],
        &[],
    ),
    own(
        "reason-package",
        OVELSE,
        (SOLGRY, "pakke"),
        14,
        &[CLAIMS],
        &["skattegrunnlag", "sjofart"],
    ),
    own(
        "partly-delegable-service",
        OVELSE,
        (SOLGRY, "delvis"),
        15,
        &["ovelse-delvis"],
        &["skattegrunnlag"],
    ),
    own(
        "right-not-in-system",
        OVELSE,
        (SOLGRY, "rett-utenfor"),
        16,
        &["ske-skatteattest"],
        &[],
    ),
    own(
        "package-not-in-system",
        OVELSE,
        (SOLGRY, "pakke-utenfor"),
        17,
        &[],
        &["jordbruk"],
    ),
    own(
        "package-for-clients-only",
        OVELSE,
        (SOLGRY, "klientpakke"),
        18,
        &[],
        &["regnskapsforer-lonn"],
    ),
    own(
        "already-set-up",
        OVELSE,
        (SOLGRY, "finnes-fra-for"),
        19,
        &[CLAIMS],
        &["skattegrunnlag"],
    ),
    own(
        "system-without-name",
        (STRANDLINJE, "strandlinje_uten_navn"),
        (SOLGRY, ""),
        20,
        &[CLAIMS],
        &["skattegrunnlag"],
    ),
    own(
        "system-deleted",
        (STRANDLINJE, "strandlinje_slettet"),
        (SOLGRY, ""),
        21,
        &[CLAIMS],
        &["skattegrunnlag"],
    ),
];

/// Requests for clients that somebody has forwarded; only these stand in a list.
const ESCALATED: [&str; 2] = ["agent-many-services", "agent-approved-before"];

pub(super) fn add(world: &mut World, now: Timestamp) {
    for line in LINES {
        let request = request(world, line, now);
        if line.status == Status::Accepted {
            let user = system_user_of(world, &request);
            world.system_users.push(user);
        }
        world.requests.push(request);
    }
}

fn request(world: &World, line: &Line, now: Timestamp) -> Request {
    let system_id = systems::id(line.vendor, line.part);
    let system = world.systems.get(&system_id);
    let reference = if line.reference.is_empty() {
        line.org_no
    } else {
        line.reference
    };
    Request {
        id: stable_uuid(&format!("request/{}", line.tag)),
        kind: line.kind,
        external_ref: reference.to_owned(),
        org_no: line.org_no.to_owned(),
        title: system
            .and_then(|system| system.name_nb())
            .unwrap_or("Strandlinje")
            .to_owned(),
        rights: line
            .services
            .iter()
            .map(|id| Right::to_service(id))
            .collect(),
        packages: line
            .packages
            .iter()
            .map(|code| AccessPackage::of_code(code))
            .collect(),
        redirect_url: system
            .and_then(|system| system.redirect_urls.first())
            .map(|url| format!("{url}?kunde={reference}")),
        status: line.status,
        escalated: ESCALATED.contains(&line.tag),
        created: days_ago(now, line.age_days),
        deleted: line.withdrawn,
        tag: Some(line.tag.to_owned()),
        system_id,
    }
}

/// The system user that an accepted request has become, a day after it came.
fn system_user_of(world: &World, request: &Request) -> SystemUser {
    let held = |id: String| {
        let actions = world.services.get(&id)?.actions.clone();
        Some(HeldService { id, actions })
    };
    SystemUser {
        id: request.id,
        kind: request.kind,
        title: request.title.clone(),
        system_id: request.system_id.clone(),
        org_no: request.org_no.clone(),
        external_ref: request.external_ref.clone(),
        created: request.created + jiff::SignedDuration::from_hours(24),
        deleted: false,
        registered: true,
        serves_owner: false,
        packages_at_creation: request.packages.clone(),
        packages: request.packages.clone(),
        services: request
            .rights
            .iter()
            .filter_map(|right| held(right.service_id()?))
            .collect(),
    }
}
