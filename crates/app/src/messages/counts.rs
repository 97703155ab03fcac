//! The numbers beside folders.

use super::{deadlines, query};
use crate::failures::from_store;
use crate::state::App;
use crate::surface::common::Failure;
use crate::surface::messages::{CountsQuery, DeadlineFilter, MessageCounts};
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
