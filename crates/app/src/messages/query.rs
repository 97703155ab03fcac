//! What a screen asks for, as the store asks for it.

use fullmakt_store::dialog_search::Days;
use fullmakt_store::dialogs::{
    DialogFilter, DialogQuery, DialogSort, DialogStatus, DueFilter as StoredDue,
    Folder as StoredFolder, Scope as StoredScope,
};

use super::row::stored_status;
use super::searched::searched;
use crate::state::App;
use crate::surface::common::Failure;
use crate::surface::messages::{
    DueFilter, Folder, MessageFilter, MessageSort, MessagesQuery, Scope,
};

/// Every status of a message that is not done.
const OPEN: [DialogStatus; 6] = [
    DialogStatus::Unknown,
    DialogStatus::InProgress,
    DialogStatus::Draft,
    DialogStatus::RequiresAttention,
    DialogStatus::NotApplicable,
    DialogStatus::Awaiting,
];

impl App {
    /// A list, without what came in after the arrival that it is of; and the number of the last arrival.
    ///
    /// # Errors
    /// An input that is invalid, when the scope names nobody.
    pub(super) fn list_as_of(
        &self,
        query: &MessagesQuery,
        days: &Days,
    ) -> Result<(DialogQuery, u32), Failure> {
        let (without, latest) = self.0.arrivals.after(query.as_of);
        Ok((
            DialogQuery {
                without,
                ..list(query, days)?
            },
            latest,
        ))
    }
}

/// A list, with all that came in.
///
/// # Errors
/// An input that is invalid, when the scope names nobody.
pub(super) fn list(query: &MessagesQuery, days: &Days) -> Result<DialogQuery, Failure> {
    let text = query.text.trim();
    Ok(DialogQuery {
        folder: folder(query.folder),
        scope: scope(&query.scope)?,
        filter: filter(&query.filter, days),
        text: searched(text, days),
        without: Vec::new(),
        days: days.clone(),
        sort: match query.sort {
            MessageSort::Newest if !text.is_empty() => DialogSort::Relevance,
            MessageSort::Newest => DialogSort::Newest,
            MessageSort::Oldest => DialogSort::Oldest,
            MessageSort::Due => DialogSort::Due,
            MessageSort::Sender => DialogSort::Sender,
        },
    })
}

/// What a folder and scope hold: the list without filter and search.
pub(super) fn whole(query: &MessagesQuery) -> Result<DialogQuery, Failure> {
    Ok(DialogQuery {
        folder: folder(query.folder),
        scope: scope(&query.scope)?,
        ..DialogQuery::default()
    })
}

/// The same list, the unread only.
pub(super) fn unread(query: &DialogQuery) -> DialogQuery {
    let mut unread = query.clone();
    unread.filter.unread = Some(true);
    unread
}

/// Whose messages.
///
/// # Errors
/// An input that is invalid, when a key is none.
pub(super) fn scope(scope: &Scope) -> Result<StoredScope, Failure> {
    Ok(match scope {
        Scope::All => StoredScope::All,
        Scope::Organisation { party_uuid } => StoredScope::Actor {
            party_uuid: crate::organisations::party(party_uuid)?,
            with_subunits: true,
        },
        Scope::Group { id } => StoredScope::Group(super::id(id, "scope")?),
    })
}

fn folder(folder: Folder) -> StoredFolder {
    match folder {
        Folder::Inbox => StoredFolder::Inbox,
        Folder::Drafts => StoredFolder::Drafts,
        Folder::Sent => StoredFolder::Sent,
        Folder::Archive => StoredFolder::Archive,
        Folder::Bin => StoredFolder::Bin,
        Folder::All => StoredFolder::Everywhere,
    }
}

fn filter(filter: &MessageFilter, days: &Days) -> DialogFilter {
    let mut statuses: Vec<DialogStatus> = filter
        .statuses
        .iter()
        .map(|&status| stored_status(status))
        .collect();
    let mut due = filter.due.map(|due| match due {
        DueFilter::Any => StoredDue::Set,
        DueFilter::Overdue => StoredDue::Before(days.now),
        DueFilter::Today => StoredDue::Within(days.today, days.tomorrow),
        DueFilter::Week => StoredDue::Within(days.today, days.after_week),
    });
    if filter.due == Some(DueFilter::Overdue) {
        // What is done is never overdue.
        if statuses.is_empty() {
            statuses = OPEN.to_vec();
        } else {
            statuses.retain(|&status| status != DialogStatus::Completed);
            if statuses.is_empty() {
                // Only what is done was asked for. An empty list of statuses would mean any; an empty span holds nothing.
                due = Some(StoredDue::Within(days.now, days.now));
            }
        }
    }
    DialogFilter {
        unread: filter.unread.then_some(true),
        statuses,
        owners: filter.owners.clone(),
        services: filter.services.clone(),
        due,
        has_attachment: filter.attachments.then_some(true),
        ..DialogFilter::default()
    }
}

#[cfg(test)]
mod tests {
    use fullmakt_store::dialogs::{
        DialogSort, DialogStatus, DueFilter as StoredDue, Folder, Scope,
    };

    use super::{list, scope};
    use crate::surface::messages::{
        DueFilter, MessageFilter, MessageStatus, MessagesQuery, Scope as Wished,
    };
    use crate::time::days;

    fn filtered(statuses: Vec<MessageStatus>) -> fullmakt_store::dialogs::DialogFilter {
        let query = MessagesQuery {
            filter: MessageFilter {
                statuses,
                due: Some(DueFilter::Overdue),
                ..MessageFilter::default()
            },
            ..MessagesQuery::default()
        };
        let days = days("2026-11-12T13:32:00Z".parse().expect("an instant"));
        list(&query, &days).expect("a list").filter
    }

    #[test]
    fn what_is_done_is_not_overdue() {
        let any = filtered(vec![]);
        assert_eq!(any.statuses.len(), 6);
        assert!(!any.statuses.contains(&DialogStatus::Completed));
        let chosen = filtered(vec![MessageStatus::Completed, MessageStatus::Draft]);
        assert_eq!(chosen.statuses, [DialogStatus::Draft]);
        let done = filtered(vec![MessageStatus::Completed]);
        assert!(
            matches!(done.due, Some(StoredDue::Within(from, to)) if from == to),
            "holds nothing"
        );
    }

    #[test]
    fn hits_are_ranked_and_lists_are_not() {
        let days = days("2026-11-12T13:32:00Z".parse().expect("an instant"));
        let mut query = MessagesQuery {
            text: "  ".into(),
            ..MessagesQuery::default()
        };
        let plain = list(&query, &days).expect("a list");
        assert_eq!(plain.sort, DialogSort::Newest);
        assert_eq!(plain.folder, Folder::Inbox);
        query.text = "mva".into();
        assert_eq!(
            list(&query, &days).expect("a list").sort,
            DialogSort::Relevance
        );
    }

    #[test]
    fn an_organisation_comes_with_its_units() {
        let wished = Wished::Organisation {
            party_uuid: "0192f0a0-0000-7000-8000-000000000001".into(),
        };
        assert!(matches!(
            scope(&wished),
            Ok(Scope::Actor {
                with_subunits: true,
                ..
            })
        ));
        assert!(scope(&Wished::Group { id: "x".into() }).is_err());
    }
}
