//! A vendor asks for a system user: the checks, in their order (system-users reference 5.1).

use jiff::Timestamp;
use serde::Deserialize;
use url::Url;
use uuid::Uuid;

use crate::altinn::body;
use crate::server::answers::Stop;
use crate::world::World;
use crate::world::decisions::{packages_are_the_systems, packages_suit, rights_are_the_systems};
use crate::world::refusal::Refusal;
use crate::world::requests::{Kind, Request, Status};
use crate::world::rights::{AccessPackage, Right};
use crate::world::systems::RegisteredSystem;

/// `CreateRequestSystemUser`, and without `rights` `CreateAgentRequestSystemUser`.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    #[serde(rename = "integrationtitle")]
    title: Option<String>,
    #[serde(rename = "externalref")]
    external_ref: Option<String>,
    #[serde(rename = "systemid")]
    system_id: Option<String>,
    #[serde(rename = "partyorgno")]
    org_no: Option<String>,
    rights: Option<Vec<Right>>,
    #[serde(rename = "accesspackages")]
    packages: Option<Vec<AccessPackage>>,
    #[serde(rename = "redirecturl")]
    redirect_url: Option<String>,
}

/// A request body whose required fields are there.
#[derive(Debug)]
pub(crate) struct Order {
    pub(crate) system_id: String,
    org_no: String,
    rest: Asked,
}

impl Order {
    /// Reads a body; the answer is 400 when a required field is missing.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, Stop> {
        let mut rest: Asked = body::read(bytes)?;
        let system_id = body::required("SystemId", rest.system_id.take())?;
        let org_no = body::required("PartyOrgNo", rest.org_no.take())?;
        Ok(Self {
            system_id,
            org_no,
            rest,
        })
    }
}

/// What came of it.
pub(crate) enum Outcome {
    /// A new request was stored.
    Created(Uuid),
    /// The vendor has a living request with the same references, whatever its status.
    Existing(Uuid),
}

/// Why nothing came of it.
pub(crate) enum Failure {
    Refused(Refusal),
    /// The method throws: the redirect URL is no URL.
    Crashed,
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Stores a request for the vendor, or finds the one that is there.
pub(crate) fn ask(
    world: &mut World,
    kind: Kind,
    vendor: &str,
    order: Order,
    now: Timestamp,
) -> Result<Outcome, Failure> {
    let Order {
        system_id,
        org_no,
        rest,
    } = order;
    let refuse = |number| Failure::from(Refusal::new(number));
    // The look-ups take only an absent reference for the organisation's number; an empty one slips
    // past them and becomes the number when it is stored.
    let looked_up = rest.external_ref.clone().unwrap_or_else(|| org_no.clone());
    if world
        .system_user_by_triple(&system_id, &org_no, &looked_up)
        .is_some()
    {
        return Err(refuse(4));
    }
    let owns = |system: &RegisteredSystem| system.vendor_org_no == vendor;
    // To the first look-up a request for another vendor's system is as none.
    if let Some(known) = world.request_by_triple(kind, &system_id, &org_no, &looked_up)
        && known.status != Status::Timedout
        && world.systems.get(&system_id).is_some_and(owns)
    {
        return Ok(Outcome::Existing(known.id));
    }
    let system = world.living_system(&system_id).ok_or_else(|| refuse(11))?;
    // The second one knows requests for own use only, whichever kind is asked for, and comes before
    // the question whose system it is.
    let taken = world
        .request_by_triple(Kind::Standard, &system_id, &org_no, &looked_up)
        .and_then(|taken| match taken.status {
            Status::Accepted => Some(6),
            Status::New => Some(7),
            Status::Rejected => Some(9),
            Status::Timedout => None,
        });
    if let Some(number) = taken {
        return Err(refuse(number));
    }
    if !owns(system) {
        return Err(refuse(11));
    }
    world
        .organisations
        .by_number(&org_no)
        .ok_or_else(|| refuse(0))?;
    if let Some(url) = rest.redirect_url.as_deref().filter(|url| !url.is_empty()) {
        check_redirect(system, url)?;
    }
    let (rights, packages) = asked_for(kind, rest.rights, rest.packages)?;
    rights_are_the_systems(system, &rights)?;
    packages_are_the_systems(system, &packages)?;
    packages_suit(kind, &packages)?;
    // A title that was left out becomes the system's name; an empty one stays empty.
    let title = rest
        .title
        .unwrap_or_else(|| system.name_nb().unwrap_or_default().to_owned());
    let id = Uuid::new_v4();
    world.requests.push(Request {
        id,
        kind,
        external_ref: rest
            .external_ref
            .filter(|reference| !reference.is_empty())
            .unwrap_or_else(|| org_no.clone()),
        system_id,
        org_no,
        title,
        rights,
        packages,
        redirect_url: rest.redirect_url,
        status: Status::New,
        escalated: false,
        created: now,
        deleted: false,
        tag: None,
    });
    Ok(Outcome::Created(id))
}

/// Both lists absent is another refusal (01) than both empty (59); for clients only packages count
/// (58).
fn asked_for(
    kind: Kind,
    rights: Option<Vec<Right>>,
    packages: Option<Vec<AccessPackage>>,
) -> Result<(Vec<Right>, Vec<AccessPackage>), Refusal> {
    match kind {
        Kind::Agent => {
            let packages = packages.unwrap_or_default();
            if packages.is_empty() {
                return Err(Refusal::new(58));
            }
            Ok((Vec::new(), packages))
        }
        Kind::Standard => {
            if rights.is_none() && packages.is_none() {
                return Err(Refusal::new(1));
            }
            let (rights, packages) = (rights.unwrap_or_default(), packages.unwrap_or_default());
            if rights.is_empty() && packages.is_empty() {
                return Err(Refusal::new(59));
            }
            Ok((rights, packages))
        }
    }
}

/// The URL must equal one of the system's in scheme, host, port and path; its query is free.
pub(crate) fn check_redirect(system: &RegisteredSystem, url: &str) -> Result<(), Failure> {
    if system.redirect_urls.is_empty() {
        return Err(Refusal::new(26).into());
    }
    let asked = Url::parse(url).map_err(|_| Failure::Crashed)?;
    let same = |registered: &String| {
        Url::parse(registered).is_ok_and(|registered| {
            registered.scheme() == asked.scheme()
                && registered.host_str() == asked.host_str()
                && registered.port_or_known_default() == asked.port_or_known_default()
                && registered.path() == asked.path()
        })
    };
    if system.redirect_urls.iter().any(same) {
        Ok(())
    } else {
        Err(Refusal::new(21).into())
    }
}
