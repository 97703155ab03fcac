//! Change requests, the customer's side (Altinn/altinn-authentication: ChangeRequestSystemUserController).

use fullmakt_domain::{Change, Request, RequestKind, RequestStatus, SystemId};
use fullmakt_net::Call;
use serde::Deserialize;
use uuid::Uuid;

use crate::client::read;
use crate::error::AltinnError;
use crate::kinds::CHANGE_READ;
use crate::requests::Requests;
use crate::wire::{
    WirePackage, WireRight, instant, lenient, org_number, package_urns, resource_ids, text, uuid,
};

impl Requests<'_> {
    /// A change request, by party and id. The read by id alone is not made: it answers a person who may not pass the
    /// packages on with a refusal instead of the contents.
    ///
    /// # Errors
    /// See [`AltinnError`]. `AUTH-00010` also when the request belongs to another organisation.
    pub async fn read_change(&self, party_id: u32, id: Uuid) -> Result<Request, AltinnError> {
        let url = self.0.platform(
            "authentication/api/v1/systemuser/changerequest",
            [party_id.to_string().as_str(), id.to_string().as_str()],
        );
        let answer = self.0.send(Call::get(CHANGE_READ, url)).await?;
        let wire: WireChange = read(CHANGE_READ, &answer)?;
        request(wire)
            .filter(|found| found.id == id)
            .ok_or(AltinnError::Unreadable { what: CHANGE_READ })
    }
}

/// ChangeRequestResponse.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireChange {
    #[serde(default, deserialize_with = "text")]
    id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    external_ref: Option<String>,
    #[serde(default, deserialize_with = "text")]
    system_id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    system_user_id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    party_org_no: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    required_rights: Vec<WireRight>,
    #[serde(default, deserialize_with = "lenient")]
    unwanted_rights: Vec<WireRight>,
    #[serde(default, deserialize_with = "lenient")]
    required_access_packages: Vec<WirePackage>,
    #[serde(default, deserialize_with = "lenient")]
    unwanted_access_packages: Vec<WirePackage>,
    #[serde(default, deserialize_with = "text")]
    status: Option<String>,
    #[serde(default, deserialize_with = "text")]
    redirect_url: Option<String>,
    #[serde(default, deserialize_with = "text")]
    created: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    timed_out: bool,
}

/// `None` when what a decision rests on is missing: id, system user, organisation, system or status.
fn request(wire: WireChange) -> Option<Request> {
    let change = Change {
        system_user_id: uuid(wire.system_user_id.as_deref())?,
        add_packages: package_urns(wire.required_access_packages),
        add_resources: resource_ids(wire.required_rights),
        remove_resources: resource_ids(wire.unwanted_rights),
        remove_packages: package_urns(wire.unwanted_access_packages),
    };
    Some(Request {
        id: uuid(wire.id.as_deref())?,
        kind: RequestKind::Change,
        party_org_number: org_number(wire.party_org_no.as_deref())?,
        system_id: SystemId::new(wire.system_id?.trim()),
        // A change has no title: it is called what its system user is called.
        title: None,
        external_ref: wire.external_ref,
        resources: change.add_resources.clone(),
        packages: change.add_packages.clone(),
        change: Some(change),
        status: RequestStatus::from_wire(&wire.status?),
        escalated: false,
        timed_out: wire.timed_out,
        escalate_only: false,
        created: instant(wire.created.as_deref()),
        redirect_url: wire.redirect_url,
    })
}
