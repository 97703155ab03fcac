//! A folder as a screen asks for it: a window of rows, the groups over the whole list, and the numbers on the chips.

use fullmakt_store::dialog_search::Days;
use fullmakt_store::dialogs::{
    DialogFilter, DialogQuery, DialogSort, DueFilter, Folder, FolderCount, FolderCounts, Total,
};

use super::row::rows_view;
use super::searched::reading;
use super::sources::sources;
use super::{WINDOW, number, query, spans};
use crate::failures::from_store;
use crate::state::{Account, App};
use crate::surface::common::Failure;
use crate::surface::messages::{Arrived, ChipCounts, MessageGroup, MessagesPage, MessagesQuery};
use crate::time::days;

impl App {
    /// A window of messages.
    pub(crate) async fn messages_page(
        &self,
        input: MessagesQuery,
    ) -> Result<MessagesPage, Failure> {
        let account = self.account()?;
        let days = days(self.now());
        let (list, latest) = self.list_as_of(&input, &days)?;
        let whole = query::whole(&input)?;
        let dialogs = account.store.dialogs();
        let window = async {
            let page = dialogs.page(&list, input.offset, input.limit.min(WINDOW));
            let page = page.await.map_err(|e| from_store(&e))?;
            let groups = groups(&account, &list, page.total, &days).await?;
            Ok((page, groups))
        };
        let ((page, groups), chips, sources) = tokio::try_join!(
            window,
            chips(&account, &whole),
            sources(&account, &input.scope)
        )?;
        Ok(MessagesPage {
            total: page.total.count,
            is_total_exact: page.total.is_exact,
            rows: rows_view(page.rows, &account.index()),
            groups,
            chips,
            fetched_at: sources.fetched_at,
            held_since: sources.held_since,
            failures: sources.failures,
            search: reading(&input.text, &days),
            arrived: Arrived {
                count: page.left_out,
                latest,
            },
        })
    }
}

/// The groups of a list that stands by time.
pub(super) async fn groups(
    account: &Account,
    list: &DialogQuery,
    total: Total,
    days: &Days,
) -> Result<Vec<MessageGroup>, Failure> {
    let is_newest_first = list.sort == DialogSort::Newest;
    let is_by_time = is_newest_first || list.sort == DialogSort::Oldest;
    // Where counting went no further than so many hits, the groups would say more than the list.
    if !is_by_time || !total.is_exact || total.count == 0 {
        return Ok(Vec::new());
    }
    let dialogs = account.store.dialogs();
    let oldest = DialogQuery {
        sort: DialogSort::Oldest,
        ..list.clone()
    };
    let oldest = dialogs.ids(&oldest, 1).await.map_err(|e| from_store(&e))?;
    let Some(&oldest) = oldest.ids.first() else {
        return Ok(Vec::new());
    };
    let Some(oldest) = dialogs.get(oldest).await.map_err(|e| from_store(&e))? else {
        return Ok(Vec::new());
    };
    let cuts = spans::bounds(oldest.row.content_updated_at, days);
    let bounds: Vec<_> = cuts.iter().map(|(at, _)| *at).collect();
    let numbers = dialogs.groups(list, &bounds).await;
    let numbers = numbers.map_err(|e| from_store(&e))?;
    // Of many hits that a filter leaves few of, not all were looked at.
    if !list.text.is_empty() && numbers.iter().sum::<u32>() != total.count {
        return Ok(Vec::new());
    }
    let spans = cuts.into_iter().map(|(_, span)| span);
    Ok(spans::groups(spans, &numbers, is_newest_first))
}

/// What a folder and scope hold.
pub(super) async fn chips(account: &Account, whole: &DialogQuery) -> Result<ChipCounts, Failure> {
    let only = |filter: DialogFilter| DialogQuery {
        filter,
        ..whole.clone()
    };
    let due = only(DialogFilter {
        due: Some(DueFilter::Set),
        ..DialogFilter::default()
    });
    let attachments = only(DialogFilter {
        has_attachment: Some(true),
        ..DialogFilter::default()
    });
    let counts = async {
        let counts = account.store.dialogs().folder_counts(&whole.scope).await;
        counts.map_err(|e| from_store(&e))
    };
    let (counts, due, attachments) =
        tokio::try_join!(counts, number(account, &due), number(account, &attachments))?;
    let held = of_folder(&counts, whole.folder);
    Ok(ChipCounts {
        all: held.total,
        unread: held.unread,
        requires_attention: held.waiting,
        due,
        attachments,
    })
}

/// The counters of a folder. What was sent is also in the inbox or the archive, and counts once in everything.
fn of_folder(counts: &FolderCounts, folder: Folder) -> FolderCount {
    match folder {
        Folder::Inbox => counts.inbox,
        Folder::Drafts => counts.drafts,
        Folder::Sent => counts.sent,
        Folder::Archive => counts.archive,
        Folder::Bin => counts.bin,
        Folder::Deadlines => sum(&[counts.inbox, counts.drafts]),
        Folder::Everywhere => sum(&[counts.inbox, counts.drafts, counts.archive, counts.bin]),
    }
}

fn sum(counts: &[FolderCount]) -> FolderCount {
    counts
        .iter()
        .fold(FolderCount::default(), |sum, one| FolderCount {
            total: sum.total + one.total,
            unread: sum.unread + one.unread,
            waiting: sum.waiting + one.waiting,
            dated: sum.dated + one.dated,
        })
}

#[cfg(test)]
mod tests {
    use fullmakt_store::dialogs::{Folder, FolderCount, FolderCounts};

    use super::of_folder;

    #[test]
    fn what_was_sent_counts_once_in_everything() {
        let of = |total| FolderCount {
            total,
            ..FolderCount::default()
        };
        let counts = FolderCounts {
            inbox: of(1),
            drafts: of(2),
            sent: of(100),
            archive: of(4),
            bin: of(8),
        };
        assert_eq!(of_folder(&counts, Folder::Everywhere).total, 15);
        assert_eq!(of_folder(&counts, Folder::Sent).total, 100);
    }
}
