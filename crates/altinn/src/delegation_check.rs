//! What the person may pass on, before deciding
//! (Altinn/altinn-authorization-tmp: ConnectionsController, `delegationcheck`).

use fullmakt_domain::{
    Action, ActionCheck, CheckOutcome, DelegationReason, PackageCheck, Refusal, ResourceCheck,
    roles,
};
use fullmakt_net::Call;
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use crate::client::{Client, read};
use crate::error::AltinnError;
use crate::kinds::{PACKAGE_CHECK, RESOURCE_CHECK};
use crate::wire::{Page, action_id, lenient, text};

/// Packages asked about in one call: some 60 characters each keep the address below common limits.
const PACKAGES_PER_CALL: usize = 40;

/// The same checks that approval runs. Scope `altinn:accessmanagement/enduser:connections:toothers.write` or the
/// portal's own, and the right of an access manager.
#[derive(Clone, Copy)]
pub struct Checks<'a>(pub(crate) &'a Client);

impl Checks<'_> {
    /// Checks packages, by URN or code: one outcome for each that was asked for, in the same order. Nothing is sent
    /// when none are asked for, since the service would then check all that exist. One package that the platform
    /// does not know makes it refuse the lot: then each is asked about by itself.
    ///
    /// # Errors
    /// See [`AltinnError`].
    pub async fn packages(
        &self,
        party_uuid: Uuid,
        urns: &[String],
    ) -> Result<Vec<PackageCheck>, AltinnError> {
        let mut checks = Vec::with_capacity(urns.len());
        let mut open: Vec<&[String]> = urns.chunks(PACKAGES_PER_CALL).rev().collect();
        while let Some(some) = open.pop() {
            match (self.some_packages(party_uuid, some).await, some) {
                (Err(error), [one]) if is_unknown_item(&error) => checks.push(PackageCheck {
                    urn: one.clone(),
                    outcome: CheckOutcome::NotMentioned,
                }),
                (Err(error), _) if is_unknown_item(&error) => open.extend(some.chunks(1).rev()),
                (outcome, _) => checks.extend(outcome?),
            }
        }
        Ok(checks)
    }

    async fn some_packages(
        &self,
        party_uuid: Uuid,
        urns: &[String],
    ) -> Result<Vec<PackageCheck>, AltinnError> {
        let mut url = self.0.platform(
            "accessmanagement/api/v1/enduser/connections/accesspackages/delegationcheck",
            [],
        );
        {
            let mut query = url.query_pairs_mut();
            query.append_pair("party", &party_uuid.to_string());
            for urn in urns {
                query.append_pair("packages", &roles::package_urn(urn));
            }
        }
        let answer = self.0.send(Call::get(PACKAGE_CHECK, url)).await?;
        let page: Page<WirePackageCheck> = read(PACKAGE_CHECK, &answer)?;
        let checks = urns.iter().map(|urn| PackageCheck {
            urn: urn.clone(),
            outcome: package_outcome(urn, &page.items),
        });
        Ok(checks.collect())
    }

    /// Checks one service, action by action. A service that the platform does not know is
    /// [`CheckOutcome::NotMentioned`].
    ///
    /// # Errors
    /// See [`AltinnError`].
    pub async fn resource(
        &self,
        party_uuid: Uuid,
        resource_id: &str,
    ) -> Result<ResourceCheck, AltinnError> {
        let mut url = self.0.platform(
            "accessmanagement/api/v1/enduser/connections/resources/delegationcheck",
            [],
        );
        url.query_pairs_mut()
            .append_pair("party", &party_uuid.to_string())
            .append_pair("resource", resource_id);
        let wire = match self.0.send(Call::get(RESOURCE_CHECK, url)).await {
            Ok(answer) => read(RESOURCE_CHECK, &answer)?,
            Err(error) if is_unknown_item(&error) => WireResourceCheck {
                resource: None,
                rights: Vec::new(),
            },
            Err(error) => return Err(error),
        };
        let actions: Vec<ActionCheck> = wire.rights.into_iter().map(action_check).collect();
        Ok(ResourceCheck {
            resource_id: resource_id.to_owned(),
            name: wire.resource.and_then(|r| r.name),
            outcome: ResourceCheck::outcome_of(&actions),
            actions,
        })
    }
}

fn is_unknown_item(error: &AltinnError) -> bool {
    error.refusal() == Some(Refusal::UnknownPackage)
}

fn package_outcome(urn: &str, checks: &[WirePackageCheck]) -> CheckOutcome {
    let asked = roles::package_urn(urn);
    let found = checks.iter().find(|c| {
        let urn = c.package.as_ref().and_then(|p| p.urn.as_deref());
        urn.is_some_and(|u| roles::package_urn(u) == asked)
    });
    match found {
        None => CheckOutcome::NotMentioned,
        Some(check) if check.result => CheckOutcome::Can,
        // The reasons of this check are sentences about roles, not codes.
        Some(_) => CheckOutcome::Cannot {
            reasons: vec![DelegationReason::MissingPackageAccess],
        },
    }
}

fn action_check(wire: WireRightCheck) -> ActionCheck {
    let right = wire.right.unwrap_or_default();
    let id = action_id(&right.action)
        .or_else(|| right.name.clone())
        .or(right.key);
    ActionCheck {
        action: Action {
            id: id.unwrap_or_default(),
            name: right.name,
        },
        can: wire.result,
        reasons: wire
            .reason_codes
            .iter()
            .map(|c| DelegationReason::from_wire(c))
            .collect(),
    }
}

/// AccessPackageDtoCheck.
#[derive(Deserialize)]
struct WirePackageCheck {
    #[serde(default)]
    package: Option<WireCheckedPackage>,
    #[serde(default, deserialize_with = "lenient")]
    result: bool,
}

#[derive(Deserialize)]
struct WireCheckedPackage {
    #[serde(default, deserialize_with = "text")]
    urn: Option<String>,
}

/// ResourceCheckDto.
#[derive(Deserialize)]
struct WireResourceCheck {
    #[serde(default)]
    resource: Option<WireCheckedResource>,
    rights: Vec<WireRightCheck>,
}

#[derive(Deserialize)]
struct WireCheckedResource {
    #[serde(default, deserialize_with = "text")]
    name: Option<String>,
}

/// RightCheckDto.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireRightCheck {
    #[serde(default)]
    right: Option<WireCheckedRight>,
    #[serde(default, deserialize_with = "lenient")]
    result: bool,
    #[serde(default, deserialize_with = "lenient")]
    reason_codes: Vec<String>,
}

/// RightDto.
#[derive(Default, Deserialize)]
struct WireCheckedRight {
    #[serde(default, deserialize_with = "text")]
    key: Option<String>,
    #[serde(default, deserialize_with = "text")]
    name: Option<String>,
    #[serde(default)]
    action: Value,
}
