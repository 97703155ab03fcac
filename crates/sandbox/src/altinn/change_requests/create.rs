//! A vendor asks for a change: the checks, in their order (system-users reference 5.3).

use jiff::Timestamp;
use serde::Deserialize;
use uuid::Uuid;

use crate::altinn::body;
use crate::altinn::query::Pairs;
use crate::altinn::requests::{Failure, check_redirect};
use crate::server::answers::Stop;
use crate::world::World;
use crate::world::change_requests::{ChangeRequest, Changes};
use crate::world::decisions::{packages_are_the_systems, packages_suit, rights_are_the_systems};
use crate::world::refusal::Refusal;
use crate::world::requests::{Kind, Status};
use crate::world::rights::{AccessPackage, Right};
use crate::world::system_users::SystemUser;

/// `ChangeRequestSystemUser`; every list is empty when it is left out.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    #[serde(rename = "requiredrights")]
    required_rights: Vec<Right>,
    #[serde(rename = "unwantedrights")]
    unwanted_rights: Vec<Right>,
    #[serde(rename = "requiredaccesspackages")]
    required_packages: Vec<AccessPackage>,
    #[serde(rename = "unwantedaccesspackages")]
    unwanted_packages: Vec<AccessPackage>,
    #[serde(rename = "redirecturl")]
    redirect_url: Option<String>,
}

/// Body and query of a change request.
#[derive(Debug)]
pub(crate) struct Order {
    /// Chosen by the vendor; nil when it was left out.
    pub(super) correlation_id: Uuid,
    /// Nil when it was left out.
    pub(crate) system_user: Uuid,
    pub(super) changes: Changes,
    pub(super) redirect_url: Option<String>,
}

impl Order {
    /// Reads body and query; the answer is 400 when one of them cannot be read.
    pub(crate) fn read(query: &Pairs, bytes: &[u8]) -> Result<Self, Stop> {
        let asked: Asked = body::read(bytes)?;
        let id = |name| -> Result<Uuid, Stop> {
            Ok(query.uuids(name)?.first().copied().unwrap_or_default())
        };
        Ok(Self {
            correlation_id: id("correlation-id")?,
            system_user: id("system-user-id")?,
            changes: Changes {
                required_rights: asked.required_rights,
                unwanted_rights: asked.unwanted_rights,
                required_packages: asked.required_packages,
                unwanted_packages: asked.unwanted_packages,
            },
            redirect_url: asked.redirect_url,
        })
    }

    /// Chooses a correlation id when none was given; for those who have no use for one of their own.
    pub(crate) fn with_some_correlation_id(mut self) -> Self {
        if self.correlation_id.is_nil() {
            self.correlation_id = Uuid::new_v4();
        }
        self
    }

    /// The change request that this would become, not stored and not checked.
    pub(super) fn unstored(&self, user: &SystemUser, now: Timestamp) -> ChangeRequest {
        ChangeRequest {
            id: self.correlation_id,
            system_user: user.id,
            external_ref: user.external_ref.clone(),
            system_id: user.system_id.clone(),
            org_no: user.org_no.clone(),
            changes: self.changes.clone(),
            redirect_url: self.redirect_url.clone(),
            status: Status::New,
            created: now,
            deleted: false,
            tag: None,
        }
    }
}

/// Stores a change request for the vendor. What is unwanted is held against nothing.
pub(super) fn ask(world: &mut World, vendor: &str, request: ChangeRequest) -> Result<(), Failure> {
    let refuse = |number| Failure::from(Refusal::new(number));
    world
        .changeable(request.system_user)
        .ok_or_else(|| refuse(15))?;
    if let Some(taken) = world.change_request(request.id) {
        return Err(refuse(if taken.status == Status::New { 7 } else { 61 }));
    }
    let system = world
        .living_system(&request.system_id)
        .filter(|system| system.vendor_org_no == vendor)
        .ok_or_else(|| refuse(11))?;
    world
        .organisations
        .by_number(&request.org_no)
        .ok_or_else(|| refuse(0))?;
    if let Some(url) = request
        .redirect_url
        .as_deref()
        .filter(|url| !url.is_empty())
    {
        check_redirect(system, url)?;
    }
    let changes = &request.changes;
    rights_are_the_systems(system, &changes.required_rights)?;
    packages_are_the_systems(system, &changes.required_packages)?;
    packages_suit(Kind::Standard, &changes.required_packages)?;
    world.change_requests.push(request);
    Ok(())
}
