//! The log of what was done from this machine, and receipts: what was shown and decided, frozen.

mod export;
mod printable;
mod words;

use fullmakt_store::activity::{
    ActFilter, ActivityQuery as StoredQuery, Chain, EntryRow, NewEntry,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::failures::from_store;
use crate::organisations::Whose;
use crate::state::{Account, App};
use crate::surface::activity::{
    Act, ActivityFilter, ActivityPage, ActivityQuery, ActivityRow, ChainState, Receipt, ReceiptNext,
};
use crate::surface::approvals::{RequestKind, Review};
use crate::surface::changes::Held;
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::table::Topic;
use crate::time::wire;

/// Rows in one window at most.
const WINDOW: u32 = 500;

/// An act of client administration.
pub(crate) struct NewClientsEntry {
    /// What was done.
    pub act: Act,
    /// The job, the agent or the client.
    pub subject: Option<Uuid>,
    /// Titles of the agents, or the client's name.
    pub what: String,
    /// The firm.
    pub firm: Uuid,
}

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
    /// What the system user held once a change was carried out.
    pub held_after: Option<Held>,
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
    held_after: Option<Held>,
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
            Act::Changed => "changed",
            Act::ChangedPartly => "changed_partly",
            Act::Created => "created",
            Act::CreateFailed => "create_failed",
            Act::OwnOrganisationAdded => "own_organisation_added",
            Act::OwnOrganisationRemoved => "own_organisation_removed",
            Act::Withdrawn => "withdrawn",
            Act::WithdrawFailed => "withdraw_failed",
            Act::Exported => "exported",
            Act::MessageOpened => "message_opened",
            Act::MessageArchived => "message_archived",
            Act::MessageBinned => "message_binned",
            Act::MessageRestored => "message_restored",
            Act::MessageMarkedUnread => "message_marked_unread",
            Act::MessageUnmarkedUnread => "message_unmarked_unread",
            Act::FilingUndone => "filing_undone",
            Act::ReceiptConfirmed => "receipt_confirmed",
            Act::ReceiptConfirmFailed => "receipt_confirm_failed",
            Act::MessageDeleted => "message_deleted",
            Act::MessageDeleteFailed => "message_delete_failed",
            Act::MessageAction => "message_action",
            Act::MessageActionFailed => "message_action_failed",
            Act::ClientsChanged => "clients_changed",
            Act::AgentAdded => "agent_added",
            Act::AgentRemoved => "agent_removed",
            Act::ClientsLeft => "clients_left",
            Act::Other => "other",
        }
    }

    /// Whether it is about messages.
    pub(crate) fn is_of_messages(self) -> bool {
        Act::OF_MESSAGES.contains(&self)
    }

    /// Acts in messages.
    const OF_MESSAGES: [Act; 13] = [
        Act::MessageOpened,
        Act::MessageArchived,
        Act::MessageBinned,
        Act::MessageRestored,
        Act::MessageMarkedUnread,
        Act::MessageUnmarkedUnread,
        Act::FilingUndone,
        Act::ReceiptConfirmed,
        Act::ReceiptConfirmFailed,
        Act::MessageDeleted,
        Act::MessageDeleteFailed,
        Act::MessageAction,
        Act::MessageActionFailed,
    ];
}

impl App {
    /// Freezes a receipt into the log. Gives its number.
    pub(crate) async fn write_receipt(
        &self,
        account: &Account,
        new: NewReceipt,
    ) -> Result<String, Failure> {
        let gives_access = matches!(new.act, Act::Approved | Act::Changed | Act::Created);
        let role = self
            .role_in(account, &new.review.organisation.party_uuid)
            .await;
        let entry = NewEntry {
            at: new.at,
            act: new.act.key().to_owned(),
            subject: subject(&new.review),
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
                    held_after: new.held_after,
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
        if gives_access {
            self.watch_from_receipt(account, &appended.number).await;
        }
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
        review: &Review,
    ) -> Result<(), Failure> {
        let entry = entry_of(self.now(), act, subject(review), Some(review), None);
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
        review: &Review,
        failure: &Failure,
    ) {
        let entry = entry_of(
            self.now(),
            act,
            subject(review),
            Some(review),
            Some(failure),
        );
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

    /// Writes down an act of client administration. What it did is done all the same when the log cannot be written.
    pub(crate) async fn log_clients(&self, account: &Account, entry: NewClientsEntry) {
        let entry = NewEntry {
            at: self.now(),
            act: entry.act.key().to_owned(),
            subject: entry.subject,
            system: Some(entry.what).filter(|what| !what.is_empty()),
            vendor: None,
            organisation: account.index().name(entry.firm).map(str::to_owned),
            party_uuid: Some(entry.firm),
            services: None,
            failure: None,
            receipt: None,
        };
        if let Err(error) = account.store.activity().append(&entry).await {
            tracing::error!(
                code = error.code(),
                "a change of clients was not written down"
            );
        }
    }

    /// A window of the log.
    pub(crate) async fn activity_page(
        &self,
        query: ActivityQuery,
    ) -> Result<ActivityPage, Failure> {
        let account = self.account()?;
        let whose = Whose::read(
            &account,
            query.party_uuid.as_deref(),
            query.group.as_deref(),
        )
        .await?;
        let activity = account.store.activity();
        let page = activity
            .page(&StoredQuery {
                text: query.text,
                acts: acts(query.filter),
                parties: whose.parties(),
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
        let made = matches!(frozen.act, Act::Approved | Act::Changed | Act::Created);
        let id = frozen.system_user_id.as_deref().filter(|_| made);
        let id: Option<Uuid> = id.and_then(|id| id.parse().ok());
        let user = match (entry.row.party_uuid, id) {
            (Some(party), Some(id)) => {
                let user = account.store.system_users().get(party, id).await;
                user.map_err(|e| from_store(&e))?
            }
            _ => None,
        };
        let can = self.capabilities().await;
        let for_clients = frozen.review.kind == RequestKind::Client && frozen.act == Act::Approved;
        let next = match id.filter(|_| for_clients) {
            // The list may not have it yet; only a withdrawal from here says that there is nothing left to choose for.
            Some(id) => {
                let gone = activity_of(&account, id, Act::Withdrawn).await?;
                (!gone).then(|| ReceiptNext::ChooseClients {
                    party_uuid: frozen.review.organisation.party_uuid.clone(),
                    id: id.to_string(),
                })
            }
            None => None,
        };
        let withdraw = user.map(|user| crate::system_users::withdraw_ability(user.kind, &can));
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
            held_after: frozen.held_after,
            next,
            withdraw,
        })
    }
}

/// Whether an act was done to a system user from here.
async fn activity_of(account: &Account, id: Uuid, act: Act) -> Result<bool, Failure> {
    let latest = account.store.activity().latest(id, act.key()).await;
    Ok(latest.map_err(|e| from_store(&e))?.is_some())
}

/// Whose history an entry belongs to: the request, whose id its system user gets; for a change, its system user.
fn subject(review: &Review) -> Option<Uuid> {
    let id = match &review.change {
        Some(change) => &change.system_user.id,
        None => &review.key,
    };
    id.parse().ok()
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
        ActivityFilter::Approved => only(&[Act::Approved, Act::Changed, Act::Created]),
        ActivityFilter::Rejected => only(&[Act::Rejected]),
        ActivityFilter::Withdrawn => only(&[Act::Withdrawn]),
        ActivityFilter::Messages => only(&Act::OF_MESSAGES),
        ActivityFilter::Other => ActFilter::Except(
            [
                Act::Approved,
                Act::Changed,
                Act::Created,
                Act::Rejected,
                Act::Withdrawn,
            ]
            .iter()
            .chain(&Act::OF_MESSAGES)
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
        failure: Failure::of_kept(row.failure.as_deref()),
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
        let acts = [
            Act::SignedIn,
            Act::SignedOut,
            Act::Approved,
            Act::ApproveFailed,
            Act::Rejected,
            Act::RejectFailed,
            Act::Forwarded,
            Act::HandedOff,
            Act::Changed,
            Act::ChangedPartly,
            Act::Created,
            Act::CreateFailed,
            Act::OwnOrganisationAdded,
            Act::OwnOrganisationRemoved,
            Act::Withdrawn,
            Act::WithdrawFailed,
            Act::Exported,
            Act::ClientsChanged,
            Act::AgentAdded,
            Act::AgentRemoved,
            Act::ClientsLeft,
        ];
        for act in acts.into_iter().chain(Act::OF_MESSAGES) {
            assert_eq!(act_of(act.key()), act);
        }
        assert_eq!(act_of("written_by_a_newer_version"), Act::Other);
    }
}
