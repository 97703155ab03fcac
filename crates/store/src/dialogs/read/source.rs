//! Which index a list is read along.

use super::asked::{Asked, WAITING};
use super::order::Order;
use crate::dialogs::query::Folder;

/// Parties, services or senders that are read beside each other, each in order, rather than by walking the folder.
const BRANCHES: usize = 24;

/// Rows of a scope that are rather gathered and sorted than looked for in a walk over everyone's.
const SORTED: i64 = 20_000;

/// Rows of a list whose words are rather looked at one by one than looked up in the full-text index.
pub(super) const READ_THROUGH: i64 = 3_000;

/// Hits that are always followed: looking up a few rows is cheaper than anything else.
const FEW_HITS: i64 = 200;

/// What a list is read along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// The folder of everyone.
    Walk,
    /// A few parties, services or senders, each in order.
    Parties,
    Services,
    Senders,
    /// The folder of everyone, but only what is unread, waits for the party, was sent, or has a date.
    Unread,
    Waiting,
    Sent,
    Due,
    Deadlines,
    /// Deadlines of a few parties.
    PartyDeadlines,
    /// All senders, in order of their names.
    SendersInOrder,
    /// Rows of many parties, in no order of their own.
    Gathered,
    /// Hits of the full-text index.
    Hits,
    /// Rows of all services, one service after the other: for counting only.
    EachService,
    /// One row, to see whether the list holds it.
    One(i64),
    /// Rows that would match, were they not left out: for counting only.
    LeftOut,
}

impl Source {
    /// Chooses what is narrowest.
    pub(super) fn choose(asked: &Asked, order: Order) -> Source {
        let counted = &asked.counted;
        let rows = if asked.folder == Folder::Deadlines {
            counted.dated + counted.waiting
        } else if asked.unread == Some(true) {
            counted.unread
        } else if asked.statuses == WAITING {
            counted.waiting
        } else {
            counted.total
        };
        if let Some(text) = &asked.text {
            // Hits come by key: in another order all of them would have to be gathered first.
            let is_by_key = order.axis() == "d.key" && order != Order::Sender;
            let most = if is_by_key { i64::MAX } else { READ_THROUGH };
            if text.hits <= FEW_HITS || (rows > READ_THROUGH.min(text.hits) && text.hits <= most) {
                return Source::Hits;
            }
        }
        let few =
            |keys: &Option<Vec<i64>>| keys.as_ref().is_some_and(|keys| keys.len() <= BRANCHES);
        let is_of_few = few(&asked.parties);
        if asked.folder == Folder::Deadlines {
            return if is_of_few {
                Source::PartyDeadlines
            } else {
                Source::Deadlines
            };
        }
        if is_of_few {
            Source::Parties
        } else if asked.parties.is_some() && counted.total <= SORTED {
            Source::Gathered
        } else if asked.folder == Folder::Sent {
            Source::Sent
        } else if order == Order::Due {
            Source::Due
        } else if asked.unread == Some(true) {
            Source::Unread
        } else if asked.statuses == WAITING {
            Source::Waiting
        } else if few(&asked.services) {
            Source::Services
        } else if order == Order::Sender {
            Source::SendersInOrder
        } else if few(&asked.senders) {
            Source::Senders
        } else {
            Source::Walk
        }
    }

    /// What is best counted along, in no order.
    pub(super) fn for_counting(asked: &Asked) -> Source {
        match Source::choose(asked, Order::Newest) {
            Source::Walk if !asked.due.is_empty() => Source::Due,
            source => source,
        }
    }

    /// Whether a range of the order's axis is a range of the index.
    pub(super) fn has_ranges(self, order: Order) -> bool {
        match self {
            Source::Walk
            | Source::Parties
            | Source::Services
            | Source::Senders
            | Source::Unread
            | Source::Waiting
            | Source::Sent => order.axis() == "d.key",
            Source::Due => order == Order::Due,
            Source::Deadlines | Source::PartyDeadlines => order == Order::Deadline,
            Source::SendersInOrder
            | Source::Gathered
            | Source::Hits
            | Source::EachService
            | Source::LeftOut
            | Source::One(_) => false,
        }
    }

    /// Tables of a statement.
    pub(super) fn tables(self) -> &'static str {
        match self {
            Source::Walk => "dialogs d INDEXED BY dialogs_walk",
            Source::Parties | Source::Gathered => "dialogs d INDEXED BY dialogs_by_party",
            Source::Services | Source::EachService => "dialogs d INDEXED BY dialogs_by_service",
            Source::Senders => "dialogs d INDEXED BY dialogs_by_sender",
            Source::Unread => "dialogs d INDEXED BY dialogs_unread",
            Source::Waiting => "dialogs d INDEXED BY dialogs_waiting",
            Source::Sent => "dialogs d INDEXED BY dialogs_sent",
            Source::Due => "dialogs d INDEXED BY dialogs_due",
            Source::Deadlines => "dialogs d INDEXED BY dialogs_deadlines",
            Source::PartyDeadlines => "dialogs d INDEXED BY dialogs_party_deadlines",
            Source::SendersInOrder => {
                "senders s INDEXED BY senders_in_order CROSS JOIN dialogs d INDEXED BY dialogs_by_sender"
            }
            Source::Hits => "hits h CROSS JOIN dialogs d INDEXED BY dialogs_walk",
            Source::One(_) | Source::LeftOut => "dialogs d",
        }
    }

    /// The equalities that each branch of a statement begins with.
    pub(super) fn branches(self, asked: &Asked) -> Vec<Vec<(&'static str, i64)>> {
        let in_places =
            |column: &'static str, keys: &Option<Vec<i64>>| -> Vec<Vec<(&'static str, i64)>> {
                keys.iter()
                    .flatten()
                    .flat_map(|&key| {
                        asked
                            .places
                            .iter()
                            .map(move |&place| vec![(column, key), ("d.place", place)])
                    })
                    .collect()
            };
        match self {
            Source::Walk | Source::Unread | Source::Waiting | Source::Due => asked
                .places
                .iter()
                .map(|&place| vec![("d.place", place)])
                .collect(),
            Source::Parties => in_places("d.party", &asked.parties),
            Source::Services => in_places("d.service", &asked.services),
            Source::Senders => in_places("d.sender", &asked.senders),
            Source::PartyDeadlines => asked
                .parties
                .iter()
                .flatten()
                .map(|&party| vec![("d.party", party)])
                .collect(),
            Source::One(key) => vec![vec![("d.key", key)]],
            Source::Sent
            | Source::Deadlines
            | Source::SendersInOrder
            | Source::Gathered
            | Source::EachService
            | Source::LeftOut
            | Source::Hits => {
                vec![Vec::new()]
            }
        }
    }
}
