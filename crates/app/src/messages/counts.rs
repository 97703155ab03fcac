//! The numbers beside folders and organisations.

use std::collections::HashMap;

use jiff::Timestamp;
use uuid::Uuid;

use super::{deadlines, query};
use crate::failures::from_store;
use crate::state::{Account, App};
use crate::surface::common::Failure;
use crate::surface::messages::{CountsQuery, DeadlineFilter, MessageCounts};
use crate::surface::organisations::WaitingMessages;
use crate::time::days;

impl App {
    /// Counts of a scope.
    pub(crate) async fn counts(&self, input: CountsQuery) -> Result<MessageCounts, Failure> {
        let account = self.account()?;
        let days = days(self.now());
        let scope = query::scope(&input.scope)?;
        let deadlines = deadlines::query(scope.clone(), DeadlineFilter::All);
        // Over, within seven days, and later.
        let bounds = [days.now, days.after_week];
        let dialogs = account.store.dialogs();
        let (folders, page, numbers) = tokio::try_join!(
            dialogs.folder_counts(&scope),
            dialogs.page(&deadlines, 0, 0),
            dialogs.groups(&deadlines, &bounds)
        )
        .map_err(|e| from_store(&e))?;
        let later = numbers.last().copied().unwrap_or(0);
        Ok(MessageCounts {
            inbox_unread: folders.inbox.unread,
            drafts: folders.drafts.total,
            deadlines: page.total.count.saturating_sub(later),
            overdue: numbers.first().copied().unwrap_or(0),
        })
    }
}

/// Messages that want something, of these actors; those without any are left out.
pub(crate) async fn waiting(
    account: &Account,
    parties: &[Uuid],
    now: Timestamp,
) -> Result<HashMap<Uuid, WaitingMessages>, Failure> {
    let horizon = days(now).after_week;
    let rows = account.store.dialogs().actor_counts(parties, horizon).await;
    let rows = rows.map_err(|e| from_store(&e))?.into_iter();
    Ok(rows
        .map(|row| {
            let messages = WaitingMessages {
                unread: row.unread,
                due: row.due,
                requires_attention: row.waiting,
            };
            (row.party_uuid, messages)
        })
        .collect())
}
