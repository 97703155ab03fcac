//! What a search asks for, and how its answer is ordered (dialogporten reference 1.4 and 1.5).

use std::cmp::Ordering;

use jiff::Timestamp;
use uuid::Uuid;

use super::dialog::Dialog;
use super::full_text::TextQuery;
use super::kinds::Status;
use super::labels::{Label, Labels};

/// A search. Empty lists and `None` filter nothing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Query {
    /// URNs, in lower case.
    pub(crate) parties: Vec<String>,
    /// URNs as given.
    pub(crate) services: Vec<String>,
    pub(crate) orgs: Vec<String>,
    pub(crate) extended_statuses: Vec<String>,
    pub(crate) external_reference: Option<String>,
    pub(crate) process: Option<String>,
    pub(crate) statuses: Vec<Status>,
    /// All of them must be set.
    pub(crate) labels: Vec<Label>,
    pub(crate) created: Range,
    pub(crate) updated: Range,
    pub(crate) content_updated: Range,
    pub(crate) due: Range,
    pub(crate) content_seen: Option<bool>,
    pub(crate) exclude_api_only: bool,
    pub(crate) text: Option<TextQuery>,
    pub(crate) order: Order,
    /// Only what comes after this row.
    pub(crate) after: Option<Facts>,
    pub(crate) limit: usize,
}

/// A span of time, ends included, in microseconds since 1970.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Range {
    pub(crate) after: Option<i64>,
    pub(crate) before: Option<i64>,
}

impl Range {
    fn holds(self, at: i64) -> bool {
        self.after.is_none_or(|after| at >= after) && self.before.is_none_or(|before| at <= before)
    }

    fn is_open(self) -> bool {
        self.after.is_none() && self.before.is_none()
    }
}

/// What a result can be ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    CreatedAt,
    UpdatedAt,
    ContentUpdatedAt,
    DueAt,
    Id,
}

impl Key {
    /// All keys with their names in tokens.
    pub(crate) const ALL: [(Self, &'static str); 5] = [
        (Self::CreatedAt, "createdat"),
        (Self::UpdatedAt, "updatedat"),
        (Self::ContentUpdatedAt, "contentupdatedat"),
        (Self::DueAt, "dueat"),
        (Self::Id, "id"),
    ];

    pub(crate) fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(key, _)| *key == self)
            .map_or("", |(_, name)| name)
    }
}

/// Keys with their directions (`true` ascends); the last is always the id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Order(pub(crate) Vec<(Key, bool)>);

impl Default for Order {
    fn default() -> Self {
        Self(vec![(Key::ContentUpdatedAt, false), (Key::Id, false)])
    }
}

impl Order {
    /// How two rows stand to each other. No time is later than every time.
    pub(crate) fn compare(&self, a: &Facts, b: &Facts) -> Ordering {
        for (key, ascends) in &self.0 {
            let plain = match key {
                Key::CreatedAt => a.created.cmp(&b.created),
                Key::UpdatedAt => a.updated.cmp(&b.updated),
                Key::ContentUpdatedAt => a.content_updated.cmp(&b.content_updated),
                Key::Id => a.id.cmp(&b.id),
                Key::DueAt => match (a.due, b.due) {
                    (None, None) => Ordering::Equal,
                    (None, Some(_)) => Ordering::Greater,
                    (Some(_), None) => Ordering::Less,
                    (Some(a), Some(b)) => a.cmp(&b),
                },
            };
            let directed = if *ascends { plain } else { plain.reverse() };
            if directed != Ordering::Equal {
                return directed;
            }
        }
        Ordering::Equal
    }
}

/// What filters and order need to know about a dialog; times in microseconds since 1970.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Facts {
    pub(crate) id: Uuid,
    pub(crate) created: i64,
    pub(crate) updated: i64,
    pub(crate) content_updated: i64,
    pub(crate) due: Option<i64>,
    pub(crate) status: Status,
    pub(crate) labels: Labels,
    pub(crate) seen: bool,
    pub(crate) api_only: bool,
}

impl Facts {
    /// A row of which only some order keys are known.
    pub(crate) fn unknown() -> Self {
        Self {
            id: Uuid::nil(),
            created: 0,
            updated: 0,
            content_updated: 0,
            due: None,
            status: Status::NotApplicable,
            labels: Labels::default(),
            seen: false,
            api_only: false,
        }
    }

    pub(crate) fn of(dialog: &Dialog) -> Self {
        Self {
            id: dialog.id,
            created: dialog.created.as_microsecond(),
            updated: dialog.updated.as_microsecond(),
            content_updated: dialog.content_updated.as_microsecond(),
            due: dialog.due.map(Timestamp::as_microsecond),
            status: dialog.status,
            labels: dialog.labels,
            seen: dialog.is_content_seen(),
            api_only: dialog.api_only,
        }
    }
}

impl Query {
    /// Whether the filters that need no texts let a row through.
    pub(crate) fn lets(&self, row: &Facts) -> bool {
        (self.statuses.is_empty() || self.statuses.contains(&row.status))
            && row.labels.has_all(&self.labels)
            && self.created.holds(row.created)
            && self.updated.holds(row.updated)
            && self.content_updated.holds(row.content_updated)
            && row
                .due
                .map_or(self.due.is_open(), |due| self.due.holds(due))
            && self.content_seen.is_none_or(|wanted| wanted == row.seen)
            && !(self.exclude_api_only && row.api_only)
            && self
                .after
                .as_ref()
                .is_none_or(|after| self.order.compare(after, row) == Ordering::Less)
    }

    /// Whether the filters on single words of a dialog let it through.
    pub(crate) fn lets_words(&self, dialog: &Dialog) -> bool {
        let among = |wanted: &[String], own: Option<&String>| {
            wanted.is_empty() || own.is_some_and(|own| wanted.contains(own))
        };
        let same =
            |wanted: &Option<String>, own: &Option<String>| wanted.is_none() || wanted == own;
        among(&self.orgs, Some(&dialog.org))
            && among(&self.extended_statuses, dialog.extended_status.as_ref())
            && same(&self.external_reference, &dialog.external_reference)
            && same(&self.process, &dialog.process)
    }

    /// Whether any filter looks at single words of a dialog.
    pub(crate) fn asks_for_words(&self) -> bool {
        !(self.orgs.is_empty() && self.extended_statuses.is_empty())
            || self.external_reference.is_some()
            || self.process.is_some()
    }

    /// Whether a service, by its bare id, is wanted. Filters carry the URN.
    pub(crate) fn wants_service(&self, id: &str) -> bool {
        self.services.is_empty()
            || self.services.iter().any(|urn| {
                urn.get(..SERVICE_PREFIX.len())
                    .is_some_and(|prefix| prefix.eq_ignore_ascii_case(SERVICE_PREFIX))
                    && urn[SERVICE_PREFIX.len()..].eq_ignore_ascii_case(id)
            })
    }

    pub(crate) fn wants_party(&self, urn: &str) -> bool {
        self.parties.is_empty() || self.parties.iter().any(|party| party == urn)
    }
}

/// What stands before a service's id in filters and dialogs.
pub(crate) const SERVICE_PREFIX: &str = "urn:altinn:resource:";
