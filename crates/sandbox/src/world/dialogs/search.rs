//! Searching all dialogs at once.

use std::borrow::Cow;
use std::cmp::Ordering;

use jiff::Timestamp;

use super::Dialogs;
use super::dialog::Dialog;
use super::query::{Facts, Query};
use super::sight::Sight;

/// One page of a result.
pub(crate) struct Page<'a> {
    pub(crate) rows: Vec<Cow<'a, Dialog>>,
    pub(crate) has_next: bool,
}

impl Dialogs {
    /// The page that a query asks for, out of what its maker may see. Deleted, expired and not yet
    /// visible dialogs are never listed.
    pub(crate) fn search(&self, query: &Query, sight: &Sight, now: Timestamp) -> Page<'_> {
        let wanted = query.limit + 1;
        let stored = self
            .stored
            .iter()
            .filter(|dialog| {
                sight.shows(&dialog.party, &dialog.service)
                    && query.wants_party(&dialog.party)
                    && query.wants_service(&dialog.service)
                    && is_listed(dialog, now)
            })
            .map(|dialog| (Facts::of(dialog), Hit::Stored(dialog)))
            .filter(|(facts, hit)| {
                let Hit::Stored(dialog) = hit else {
                    return false;
                };
                query.lets(facts)
                    && query.lets_words(dialog)
                    && query.text.as_ref().is_none_or(|text| text.matches(dialog))
            });
        let mut hits: Vec<(Facts, Hit<'_>)> = stored.collect();
        let generated = self.generated.search(query, sight, wanted);
        hits.extend(
            generated
                .into_iter()
                .map(|(facts, row)| (facts, Hit::Generated(row))),
        );
        hits.sort_by(|(a, _), (b, _)| match query.order.compare(a, b) {
            Ordering::Equal => a.id.cmp(&b.id),
            decided => decided,
        });
        let has_next = hits.len() > query.limit;
        let rows = hits
            .into_iter()
            .take(query.limit)
            .map(|(_, hit)| match hit {
                Hit::Stored(dialog) => Cow::Borrowed(dialog),
                Hit::Generated(row) => Cow::Owned(self.generated.dialog(row)),
            })
            .collect();
        Page { rows, has_next }
    }
}

enum Hit<'a> {
    Stored(&'a Dialog),
    Generated(u32),
}

/// Whether lists may show it at all.
fn is_listed(dialog: &Dialog, now: Timestamp) -> bool {
    !dialog.deleted
        && dialog.visible_from.is_none_or(|from| from <= now)
        && dialog.expires.is_none_or(|at| at > now)
}
