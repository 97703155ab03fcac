//! Deadlines over all organisations: what waits for the user, nearest first.

use fullmakt_store::dialog_search::Days;
use fullmakt_store::dialogs::{
    DialogFilter, DialogQuery, DialogSort, DialogStatus, DueFilter, Folder, Scope,
};

use super::row::rows_view;
use super::sources::sources;
use super::strip::{self, strip};
use super::{WINDOW, number, query, spans};
use crate::failures::from_store;
use crate::state::{Account, App};
use crate::surface::common::Failure;
use crate::surface::messages::{
    Arrived, DeadlineCounts, DeadlineFilter, Deadlines, DeadlinesQuery,
};
use crate::time::days;

impl App {
    /// A window of deadlines.
    pub(crate) async fn deadlines_page(&self, input: DeadlinesQuery) -> Result<Deadlines, Failure> {
        let account = self.account()?;
        let days = days(self.now());
        let scope = query::scope(&input.scope)?;
        let (without, latest) = self.0.arrivals.new_after(input.as_of);
        let list = DialogQuery {
            without,
            ..self::query(scope.clone(), input.filter)
        };
        let dialogs = account.store.dialogs();
        let window = async {
            let bounds = spans::deadline_bounds(&days);
            tokio::try_join!(
                dialogs.page(&list, input.offset, input.limit.min(WINDOW)),
                dialogs.groups(&list, &bounds)
            )
            .map_err(|e| from_store(&e))
        };
        let ((page, numbers), strip, counts, sources) = tokio::try_join!(
            window,
            strip(&account, &list, &days),
            counts(&account, scope, &days),
            sources(&account, &input.scope)
        )?;
        Ok(Deadlines {
            total: page.total.count,
            rows: rows_view(page.rows, &account.index()),
            groups: spans::deadline_groups(&numbers, page.total.count),
            days: strip,
            counts,
            fetched_at: sources.fetched_at,
            failures: sources.failures,
            arrived: Arrived {
                count: page.left_out,
                latest,
            },
        })
    }
}

/// Deadlines of a kind.
pub(super) fn query(scope: Scope, filter: DeadlineFilter) -> DialogQuery {
    let statuses = match filter {
        DeadlineFilter::All => Vec::new(),
        DeadlineFilter::RequiresAttention => vec![DialogStatus::RequiresAttention],
        // A form that is being filled in: as a draft, or once begun at the service.
        DeadlineFilter::CanBeSent => vec![DialogStatus::Draft, DialogStatus::InProgress],
    };
    DialogQuery {
        folder: Folder::Deadlines,
        scope,
        filter: DialogFilter {
            statuses,
            ..DialogFilter::default()
        },
        sort: DialogSort::Due,
        ..DialogQuery::default()
    }
}

/// Numbers on the chips.
pub(super) async fn counts(
    account: &Account,
    scope: Scope,
    days: &Days,
) -> Result<DeadlineCounts, Failure> {
    let all = query(scope.clone(), DeadlineFilter::All);
    let requires_attention = query(scope.clone(), DeadlineFilter::RequiresAttention);
    let can_be_sent = query(scope, DeadlineFilter::CanBeSent);
    let mut soon = all.clone();
    soon.filter.due = Some(DueFilter::Within(days.now, strip::end(days)));
    let (all, requires_attention, can_be_sent, four_weeks) = tokio::try_join!(
        number(account, &all),
        number(account, &requires_attention),
        number(account, &can_be_sent),
        number(account, &soon)
    )?;
    Ok(DeadlineCounts {
        all,
        requires_attention,
        can_be_sent,
        four_weeks,
    })
}
