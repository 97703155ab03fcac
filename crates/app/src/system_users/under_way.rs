//! Withdrawals that are not over: sent and not answered, opened at Altinn, or done with the receipt owed.
//!
//! Each has a mark in the store, set before anything is sent or opened: after a crash, or when Altinn's page was used,
//! the system user is looked for until it is gone, and the receipt is written then.

use std::time::Duration;

use fullmakt_altinn::AltinnError;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::withdraw::{LOOKS, PAUSE};
use crate::approvals::sending::Confirmed;
use crate::failures::{from_altinn, from_store};
use crate::state::{Account, App};
use crate::surface::common::{Failure, Instant};
use crate::surface::system_users::SystemUserDetail;
use crate::surface::table::{Event, Topic};

/// Name of the marks.
const MARK: &str = "withdrawing/";
/// How long Altinn's page is observed, and how often: often while the person stands there, then seldom.
const STEPS: &[(u32, Duration)] = &[
    (60, PAUSE),
    (96, Duration::from_secs(5)),
    (100, Duration::from_secs(30)),
];

/// A withdrawal that is not over.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct UnderWay {
    /// Since when.
    pub since: Timestamp,
    /// On Altinn's page, by whoever stands there; else sent from here.
    pub at_altinn: bool,
    /// What Altinn confirmed, where only the receipt is owed.
    pub confirmed: Option<Answered>,
    /// What was held.
    pub detail: SystemUserDetail,
}

/// Altinn's answer to a withdrawal.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Answered {
    /// When.
    pub at: Timestamp,
    /// Altinn's trace id.
    pub trace_id: Option<String>,
}

impl From<&Confirmed> for Answered {
    fn from(confirmed: &Confirmed) -> Self {
        Answered {
            at: confirmed.at,
            trace_id: confirmed.trace_id.clone(),
        }
    }
}

impl UnderWay {
    /// About to be sent.
    pub fn sent(since: Timestamp, detail: SystemUserDetail) -> Self {
        UnderWay {
            since,
            at_altinn: false,
            confirmed: None,
            detail,
        }
    }

    /// About to be opened at Altinn.
    pub fn handed_off(since: Timestamp, detail: SystemUserDetail) -> Self {
        UnderWay {
            at_altinn: true,
            ..Self::sent(since, detail)
        }
    }
}

impl App {
    /// Notes a withdrawal before it is sent or opened.
    ///
    /// # Errors
    /// When the store cannot be written: then nothing may be sent.
    pub(super) async fn note_under_way(
        &self,
        account: &Account,
        id: Uuid,
        way: &UnderWay,
    ) -> Result<(), Failure> {
        let json = serde_json::to_string(way).map_err(|_| Failure::unexpected("withdrawal"))?;
        account
            .store
            .sync_marks()
            .set(&mark(id), &json, self.now())
            .await
            .map_err(|e| from_store(&e))
    }

    /// The withdrawal is over.
    pub(super) async fn end_under_way(&self, account: &Account, id: Uuid) {
        self.0.sendings.paid(id);
        if let Err(error) = account.store.sync_marks().remove(&mark(id)).await {
            tracing::warn!(code = error.code(), "a withdrawal's mark was not removed");
        }
    }

    /// Altinn confirmed, and the receipt is owed. Where its person has gone meanwhile, it is found out when they come back.
    pub(super) fn owe_withdrawal(&self, account: &Account, id: Uuid, confirmed: Confirmed) {
        if self.is_open(account) {
            self.0.sendings.owe(id, confirmed);
            self.observe_withdrawal(id);
        }
    }

    /// A withdrawal that is not over.
    async fn under_way(&self, account: &Account, id: Uuid) -> Option<UnderWay> {
        let found = account.store.sync_marks().get(&mark(id)).await.ok()??;
        let mut way: UnderWay = serde_json::from_str(&found.value).ok()?;
        if let Some(confirmed) = self.0.sendings.confirmed(id) {
            way.confirmed = Some((&confirmed).into());
        }
        Some(way)
    }

    /// Writes the receipt of a confirmed withdrawal, if the store takes it now.
    ///
    /// # Errors
    /// When it still does not.
    pub(crate) async fn write_owed_withdrawal(
        &self,
        account: &Account,
        id: Uuid,
    ) -> Result<(), Failure> {
        if let Some(way) = self.under_way(account, id).await {
            self.withdrawn(account, id, &way).await?;
        }
        Ok(())
    }

    /// Since when Altinn's page is observed for a withdrawal.
    pub(super) async fn withdrawing_since(&self, account: &Account, id: Uuid) -> Option<Instant> {
        let way = self.under_way(account, id).await?;
        way.at_altinn.then(|| crate::time::wire(way.since))
    }

    /// Observes again the withdrawals that were not over when the app was closed.
    pub(crate) async fn resume_withdrawals(&self, account: &Account) {
        let Ok(marks) = account.store.sync_marks().all().await else {
            return;
        };
        for id in marks.iter().filter_map(|m| m.name.strip_prefix(MARK)) {
            if let Ok(id) = id.parse() {
                self.observe_withdrawal(id);
            }
        }
    }

    /// Looks for a system user until it is gone, or the withdrawal is given up.
    pub(super) fn observe_withdrawal(&self, id: Uuid) {
        if !self.begin_observing(id) {
            return;
        }
        let app = self.clone();
        self.spawn(async move {
            app.observe_until_gone(id).await;
            app.end_observing(id);
        });
    }

    async fn observe_until_gone(&self, id: Uuid) {
        let mut found = 0;
        for (times, pause) in STEPS {
            for _ in 0..*times {
                tokio::time::sleep(*pause).await;
                match self.look_for_system_user(id, &mut found).await {
                    Ok(true) => return,
                    Ok(false) => {}
                    Err(failure) => {
                        tracing::info!(code = ?failure.code, "a withdrawal could not be followed");
                    }
                }
            }
        }
        // Given up politely: nothing was seen to happen.
        if let Ok(account) = self.account() {
            self.end_under_way(&account, id).await;
            self.changed(&[Topic::SystemUsers]);
        }
    }

    /// One look. True when there is nothing more to observe. `found` counts how often it was still there.
    async fn look_for_system_user(&self, id: Uuid, found: &mut u32) -> Result<bool, Failure> {
        let account = self.account()?;
        if self.is_deciding(id) {
            return Ok(false);
        }
        let Some(way) = self.under_way(&account, id).await else {
            return Ok(true);
        };
        if way.confirmed.is_none() {
            let party = crate::organisations::party(&way.detail.row.party_uuid)?;
            let actor = account
                .store
                .actors()
                .get(party)
                .await
                .map_err(|e| from_store(&e))?;
            let Some(party_id) = actor.and_then(|a| a.actor.party_id) else {
                return Ok(true);
            };
            match self.0.altinn.system_users().detail(party_id, id).await {
                Err(AltinnError::NotFound) => {}
                Ok(_) => {
                    *found += 1;
                    if way.at_altinn || *found < LOOKS {
                        return Ok(false);
                    }
                    let _claim = self.begin_deciding(id)?;
                    self.withdrawal_not_arrived(&account, id, &way.detail).await;
                    return Ok(true);
                }
                Err(error) => return Err(from_altinn(&error)),
            }
        }
        let _claim = self.begin_deciding(id)?;
        let receipt = self.withdrawn(&account, id, &way).await?;
        if way.at_altinn {
            self.0.host.focus();
        }
        self.tell(Event::Withdrawn {
            party_uuid: way.detail.row.party_uuid,
            id: way.detail.row.id,
            receipt,
        });
        Ok(true)
    }
}

fn mark(id: Uuid) -> String {
    format!("{MARK}{id}")
}
