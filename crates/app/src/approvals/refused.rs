//! Altinn says no to an approval: the sentence is made as telling as its answer allows.

use fullmakt_altinn::AltinnError;
use fullmakt_domain::refusal::Refusal;
use fullmakt_store::requests::{RequestKind as StoredKind, RequestRow};

use super::authority::reason;
use crate::failures::from_altinn;
use crate::state::{Account, App};
use crate::surface::activity::Act;
use crate::surface::approvals::Review;
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::table::Topic;

impl App {
    /// Notes and words a refusal.
    pub(super) async fn approve_failed(
        &self,
        account: &Account,
        row: &RequestRow,
        review: &Review,
        error: &AltinnError,
    ) -> Failure {
        self.stands_as_before(account, row).await;
        let mut failure = from_altinn(error);
        if let AltinnError::Problem { code, reasons, .. } = error {
            let refusal = code.as_deref().and_then(Refusal::from_code);
            if refusal == Some(Refusal::RequestAlreadyDecided) {
                let _ = self.read_row(account, row).await;
                self.changed(&[Topic::Approvals, Topic::Status]);
                return failure;
            }
            if refusal == Some(Refusal::SystemUserExists)
                && self.registered_half_way(account, row).await
            {
                // Registration failed before (48): the system user stands half made, and a retry ends here.
                failure.code = ErrorCode::RegistrationIncomplete;
            }
            if row.kind == StoredKind::Change && refusal == Some(Refusal::WithdrawFailed) {
                // One of its steps takes something away: nothing is withdrawn.
                failure.code = ErrorCode::DelegationFailed;
            }
            if refusal == Some(Refusal::RegistrationIncomplete) {
                self.note_half_way(account, row).await;
            }
            let mut items = blocked_items(reasons, review);
            items.extend(named_packages(error, review));
            if !items.is_empty() {
                failure = failure.with("items", items.join(", "));
            }
        }
        if matches!(
            failure.code,
            ErrorCode::RegistrationIncomplete | ErrorCode::SystemUserExists
        ) && let Some(party) = row.facts.party_uuid
        {
            // The next step leads to the system user: it should be in the list.
            self.read_system_users_of(party);
        }
        let kept = failure.kept();
        if let Err(store) = account
            .store
            .requests()
            .set_failure(row.id, Some(&kept))
            .await
        {
            tracing::warn!(
                code = store.code(),
                "a failed approval was not noted in the queue"
            );
        }
        self.log_failed_act(account, Act::ApproveFailed, review, &failure)
            .await;
        self.changed(&[Topic::Approvals, Topic::Activity]);
        failure
    }
}

/// Names of the packages that Altinn names beside its code (system users reference 4.1), in the words of the review.
fn named_packages(error: &AltinnError, review: &Review) -> Vec<String> {
    const MEMBERS: [&str; 3] = [
        "NotFoundPackages",
        "NotDelegablePackages",
        "Invalid Urn Details",
    ];
    MEMBERS
        .iter()
        .filter_map(|member| error.extension(member))
        .flat_map(|text| text.split([',', '|']))
        .map(str::trim)
        .filter(|urn| !urn.is_empty())
        .map(|urn| package_name(urn, review))
        .collect()
}

fn package_name(urn: &str, review: &Review) -> String {
    let found = review.packages.iter().find(|p| p.urn == urn);
    found.map_or_else(|| urn.to_owned(), |p| p.name.clone())
}

/// Names of the items that Altinn says blocked the approval, in the words of the review.
fn blocked_items(blocked: &[fullmakt_domain::BlockedItem], review: &Review) -> Vec<String> {
    blocked
        .iter()
        .filter(|b| b.reasons.is_empty() || b.reasons.iter().any(|r| reason(*r).is_some()))
        .map(|b| match &b.item {
            fullmakt_domain::Item::Package(urn) => package_name(urn, review),
            fullmakt_domain::Item::Resource(id) => review
                .services
                .iter()
                .find(|s| &s.resource_id == id)
                .map_or_else(|| id.clone(), |s| s.name.clone()),
        })
        .collect()
}
