//! The log of what was done from this machine, and receipts: what was shown and decided, frozen.

pub(crate) mod csv;
mod export;
mod printable;
mod words;

use fullmakt_store::activity::{
    ActFilter, ActivityQuery as StoredQuery, Chain, EntryRow, NewEntry,
};
use fullmakt_store::requests::RequestRow;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::failures::from_store;
use crate::state::{Account, App};
use crate::surface::activity::{
    Act, ActivityFilter, ActivityPage, ActivityQuery, ActivityRow, ChainState, Receipt,
};
use crate::surface::approvals::Review;
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::table::Topic;
use crate::time::wire;

/// Rows in one window at most.
const WINDOW: u32 = 500;

/// What a receipt is made of.
pub(crate) struct NewReceipt {
    /// What was decided.
    pub act: Act,
    /// When Altinn confirmed it, or when it was seen there.
    pub at: jiff::Timestamp,
    /// What was shown.
    pub review: Review,
    /// The system user that came of it.
    pub system_user_id: Option<String>,
    /// Altinn's trace id of the answer.
    pub trace_id: Option<String>,
    /// Decided on Altinn's page, and observed here.
    pub observed: bool,
}

/// A receipt as it is frozen in the log. Number and hash come into being with the entry.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Frozen {
    act: Act,
    at: String,
    person: String,
    role: Option<String>,
    observed: bool,
    review: Review,
    system_user_id: Option<String>,
    trace_id: Option<String>,
}

impl Act {
    /// Name in the log.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Act::SignedIn => "signed_in",
            Act::SignedOut => "signed_out",
            Act::Approved => "approved",
            Act::ApproveFailed => "approve_failed",
            Act::Rejected => "rejected",
            Act::RejectFailed => "reject_failed",
            Act::Forwarded => "forwarded",
            Act::HandedOff => "handed_off",
            Act::Withdrawn => "withdrawn",
            Act::WithdrawFailed => "withdraw_failed",
            Act::Exported => "exported",
            Act::Other => "other",
        }
    }
}

impl App {
    /// Freezes a receipt into the log. Gives its number.
    pub(crate) async fn write_receipt(
        &self,
        account: &Account,
        new: NewReceipt,
    ) -> Result<String, Failure> {
        let role = self
            .role_in(account, &new.review.organisation.party_uuid)
            .await;
        let entry = NewEntry {
            at: new.at,
            act: new.act.key().to_owned(),
            subject: new.review.key.parse().ok(),
            system: Some(new.review.system.title.clone()),
            vendor: Some(new.review.vendor.name.clone()),
            organisation: Some(new.review.organisation.name.clone()),
            party_uuid: new.review.organisation.party_uuid.parse().ok(),
            services: Some(new.review.service_count),
            failure: None,
            receipt: Some(
                serde_json::to_string(&Frozen {
                    act: new.act,
                    at: wire(new.at),
                    person: account.name().unwrap_or_default(),
                    role,
                    observed: new.observed,
                    review: new.review,
                    system_user_id: new.system_user_id,
                    trace_id: new.trace_id,
                })
                .map_err(|_| Failure::unexpected("receipt"))?,
            ),
        };
        let appended = account
            .store
            .activity()
            .append(&entry)
            .await
            .map_err(|e| from_store(&e))?;
        Ok(appended.number)
    }

    /// The person's most telling role in an organisation.
    async fn role_in(&self, account: &Account, party: &str) -> Option<String> {
        let actor = account
            .store
            .actors()
            .get(party.parse().ok()?)
            .await
            .ok()??;
        crate::words::roles(&actor.actor.roles, self.language())
            .into_iter()
            .next()
    }

    /// Writes down an act on a request that makes no receipt.
    pub(crate) async fn log_act(
        &self,
        account: &Account,
        act: Act,
        row: &RequestRow,
        review: &Review,
    ) -> Result<(), Failure> {
        let entry = entry_of(self.now(), act, Some(row.id), Some(review), None);
        account
            .store
            .activity()
            .append(&entry)
            .await
            .map_err(|e| from_store(&e))?;
        Ok(())
    }

    /// Writes down an act that failed. A log that cannot be written is no reason to hide the failure itself.
    pub(crate) async fn log_failed_act(
        &self,
        account: &Account,
        act: Act,
        row: &RequestRow,
        review: &Review,
        failure: &Failure,
    ) {
        let entry = entry_of(self.now(), act, Some(row.id), Some(review), Some(failure));
        if let Err(error) = account.store.activity().append(&entry).await {
            tracing::error!(code = error.code(), "a failed act was not written down");
        }
    }

    /// Writes down a login or logout.
    pub(crate) async fn log_session_act(&self, act: Act) {
        let Ok(account) = self.account() else { return };
        let entry = entry_of(self.now(), act, None, None, None);
        if let Err(error) = account.store.activity().append(&entry).await {
            tracing::error!(code = error.code(), "a login was not written down");
        }
        self.changed(&[Topic::Activity]);
    }

    /// A window of the log.
    pub(crate) async fn activity_page(
        &self,
        query: ActivityQuery,
    ) -> Result<ActivityPage, Failure> {
        let account = self.account()?;
        let party_uuid = match &query.party_uuid {
            Some(text) => Some(crate::organisations::party(text)?),
            None => None,
        };
        let activity = account.store.activity();
        let page = activity
            .page(&StoredQuery {
                text: query.text,
                acts: acts(query.filter),
                party_uuid,
                subject: None,
                offset: query.offset,
                limit: query.limit.min(WINDOW),
            })
            .await
            .map_err(|e| from_store(&e))?;
        let chain = match activity.verify().await.map_err(|e| from_store(&e))? {
            Chain::Whole => ChainState::Whole,
            Chain::Broken { number } => ChainState::Broken { number },
        };
        Ok(ActivityPage {
            total: page.total,
            rows: page.rows.into_iter().map(row_view).collect(),
            chain,
        })
    }

    /// What was done to one request or system user, newest first.
    pub(crate) async fn history_of(
        &self,
        account: &Account,
        subject: Uuid,
    ) -> Result<Vec<ActivityRow>, Failure> {
        let page = account
            .store
            .activity()
            .page(&StoredQuery {
                subject: Some(subject),
                limit: WINDOW,
                ..StoredQuery::default()
            })
            .await
            .map_err(|e| from_store(&e))?;
        Ok(page.rows.into_iter().map(row_view).collect())
    }

    /// One receipt.
    pub(crate) async fn receipt_view(&self, number: &str) -> Result<Receipt, Failure> {
        let account = self.account()?;
        let entry = account
            .store
            .activity()
            .get(number)
            .await
            .map_err(|e| from_store(&e))?
            .ok_or_else(|| Failure::new(ErrorCode::NotFound).with("field", "number"))?;
        let frozen: Frozen = entry
            .receipt
            .as_deref()
            .and_then(|json| serde_json::from_str(json).ok())
            .ok_or_else(|| Failure::new(ErrorCode::NotFound).with("field", "receipt"))?;
        let withdraw = match (frozen.act, entry.row.party_uuid, entry.row.subject) {
            (Act::Approved, Some(party), Some(id)) => {
                let user = account
                    .store
                    .system_users()
                    .get(party, id)
                    .await
                    .map_err(|e| from_store(&e))?;
                let can = self.capabilities().await;
                user.map(|user| crate::system_users::withdraw_ability(user.kind, &can))
            }
            _ => None,
        };
        Ok(Receipt {
            number: entry.row.number,
            act: frozen.act,
            at: frozen.at,
            person: frozen.person,
            role: frozen.role,
            observed: frozen.observed,
            redirect_host: frozen.review.redirect_host.clone(),
            review: frozen.review,
            system_user_id: frozen.system_user_id,
            trace_id: frozen.trace_id,
            hash: entry.row.hash,
            withdraw,
        })
    }
}

fn entry_of(
    at: jiff::Timestamp,
    act: Act,
    subject: Option<Uuid>,
    review: Option<&Review>,
    failure: Option<&Failure>,
) -> NewEntry {
    NewEntry {
        at,
        act: act.key().to_owned(),
        subject,
        system: review.map(|r| r.system.title.clone()),
        vendor: review.map(|r| r.vendor.name.clone()),
        organisation: review.map(|r| r.organisation.name.clone()),
        party_uuid: review.and_then(|r| r.organisation.party_uuid.parse().ok()),
        services: review.map(|r| r.service_count),
        failure: failure.and_then(|f| serde_json::to_string(f).ok()),
        receipt: None,
    }
}

fn acts(filter: ActivityFilter) -> ActFilter {
    let only = |acts: &[Act]| ActFilter::Only(acts.iter().map(|a| a.key().to_owned()).collect());
    match filter {
        ActivityFilter::All => ActFilter::All,
        ActivityFilter::Approved => only(&[Act::Approved]),
        ActivityFilter::Rejected => only(&[Act::Rejected]),
        ActivityFilter::Withdrawn => only(&[Act::Withdrawn]),
        ActivityFilter::Other => ActFilter::Except(
            [Act::Approved, Act::Rejected, Act::Withdrawn]
                .iter()
                .map(|a| a.key().to_owned())
                .collect(),
        ),
    }
}

fn row_view(row: EntryRow) -> ActivityRow {
    ActivityRow {
        number: row.number,
        at: wire(row.at),
        act: act_of(&row.act),
        system: row.system,
        organisation: row.organisation,
        services: row.services,
        failure: row
            .failure
            .as_deref()
            .and_then(|json| serde_json::from_str(json).ok()),
        has_receipt: row.has_receipt,
    }
}

/// Reads an act's name in the log. Every name ever written stays readable, and one that a newer version wrote is not
/// taken for another.
fn act_of(key: &str) -> Act {
    serde_json::from_value(serde_json::Value::String(key.to_owned())).unwrap_or(Act::Other)
}

#[cfg(test)]
mod tests {
    use super::act_of;
    use crate::surface::activity::Act;

    #[test]
    fn every_act_is_read_as_it_was_written() {
        for act in [
            Act::SignedIn,
            Act::SignedOut,
            Act::Approved,
            Act::ApproveFailed,
            Act::Rejected,
            Act::RejectFailed,
            Act::Forwarded,
            Act::HandedOff,
            Act::Withdrawn,
            Act::WithdrawFailed,
            Act::Exported,
        ] {
            assert_eq!(act_of(act.key()), act);
        }
        assert_eq!(act_of("written_by_a_newer_version"), Act::Other);
    }
}
