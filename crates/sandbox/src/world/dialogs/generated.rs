//! Up to a million dialogs that are worked out from their row numbers when they are read. What is
//! kept is which party each row belongs to: six bytes a row.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::dialog::{Actor, Dialog, seen_from_the_start, stored};
use super::ids::{self, mix};
use super::kinds::Status;
use super::labels::{Label, Labels};
use super::query::{Facts, Key, Query};
use super::sight::{Open, Sight};
use crate::world::services::Service;
use crate::world::words::Words;

/// Marks the ids of generated dialogs.
const MARKER: u16 = 0x6e1;
/// Age of the newest row.
const YOUNGEST_S: i64 = 20 * 60;
/// Age of the oldest row beyond that: two years.
const SPAN_S: i64 = 730 * 24 * 3600;
const DAY_US: i64 = 24 * 3600 * 1_000_000;
const SECOND_US: i64 = 1_000_000;

/// What rows are made of.
#[derive(Default)]
pub(crate) struct Generated {
    count: u32,
    /// Ages are counted back from here, in microseconds since 1970.
    start: i64,
    /// URNs; each row belongs to one.
    parties: Vec<String>,
    party_index: HashMap<String, u16>,
    services: Vec<Kind>,
    /// Who has read what is read.
    readers: Vec<Actor>,
    party_of: Vec<u16>,
    /// Rows of each party in ascending order, one party after the other.
    rows_by_party: Vec<u32>,
    /// Where each party's rows begin in `rows_by_party`; one more than there are parties.
    begins: Vec<u32>,
    /// Rows that have been changed, and are stored dialogs now.
    taken: HashSet<u32>,
    /// Origin of the service owner.
    pub(super) service_owner: String,
}

/// A service as rows need it.
pub(super) struct Kind {
    pub(super) id: String,
    pub(super) org: String,
    pub(super) r#type: String,
    pub(super) title: Words,
}

/// How rows are spread.
pub(crate) struct Plan<'a> {
    pub(crate) count: u32,
    pub(crate) start: Timestamp,
    /// URNs; at most 65,535 are used. The first get the most rows.
    pub(crate) parties: Vec<String>,
    pub(crate) services: Vec<&'a Service>,
    pub(crate) readers: Vec<Actor>,
    pub(crate) service_owner: &'a str,
}

impl Generated {
    /// Lays the rows out; nothing when there is no party or no service for them.
    pub(crate) fn new(plan: Plan<'_>) -> Self {
        let mut parties = plan.parties;
        parties.truncate(usize::from(u16::MAX));
        if parties.is_empty() || plan.services.is_empty() {
            return Self::default();
        }
        let kind = |service: &&Service| Kind {
            id: service.identifier.clone(),
            org: service.owner.clone(),
            r#type: service.resource_type.clone(),
            title: service.title.clone(),
        };
        let party_of: Vec<u16> = (0..plan.count)
            .map(|row| skewed(mix(u64::from(row) ^ 0x70a7), parties.len()))
            .collect();
        let (begins, rows_by_party) = by_party(&party_of, parties.len());
        Self {
            count: plan.count,
            start: plan.start.as_microsecond(),
            party_index: parties.iter().cloned().zip(0..).collect(),
            parties,
            services: plan.services.iter().map(kind).collect(),
            readers: plan.readers,
            party_of,
            rows_by_party,
            begins,
            taken: HashSet::new(),
            service_owner: plan.service_owner.to_owned(),
        }
    }

    /// Rows that have not become stored dialogs.
    pub(crate) fn len(&self) -> usize {
        self.count as usize - self.taken.len()
    }

    /// Marks a row as stored.
    pub(super) fn take(&mut self, row: u32) {
        self.taken.insert(row);
    }

    /// The row with this id, unless it is stored by now.
    pub(super) fn row_of(&self, id: Uuid) -> Option<u32> {
        let row = ids::number_in(id, MARKER).filter(|row| *row < self.count)?;
        (self.id(row) == id && !self.taken.contains(&row)).then_some(row)
    }

    pub(super) fn id(&self, row: u32) -> Uuid {
        ids::numbered(SignedDuration::from_micros(self.age(row)), MARKER, row)
    }

    /// Microseconds since the last change at the start; grows with the row, and with it ever faster.
    fn age(&self, row: u32) -> i64 {
        let share = (f64::from(row) / f64::from(self.count.max(1))).powf(1.5);
        #[expect(clippy::cast_possible_truncation, reason = "two years fit")]
        let back = (share * SPAN_S as f64 * SECOND_US as f64) as i64;
        YOUNGEST_S * SECOND_US + back + i64::from(row)
    }

    fn content_updated(&self, row: u32) -> i64 {
        self.start - self.age(row)
    }

    /// The row's own random bits.
    pub(super) fn bits(row: u32) -> u64 {
        mix(u64::from(row) ^ 0x00d1_a106)
    }

    pub(super) fn service(&self, row: u32) -> &Kind {
        &self.services[self.service_at(row)]
    }

    /// The service's place in the list.
    pub(super) fn service_at(&self, row: u32) -> usize {
        usize::from(skewed(Self::bits(row), self.services.len()))
    }

    pub(super) fn party(&self, row: u32) -> &str {
        &self.parties[usize::from(self.party_of[row as usize])]
    }

    /// Who has read it, if anybody has: old rows nearly all, fresh ones every other.
    pub(super) fn reader(&self, row: u32) -> Option<&Actor> {
        let bits = Self::bits(row);
        let old = self.age(row) > 20 * DAY_US;
        let read = (bits >> 24) % 100 < if old { 92 } else { 45 };
        let at = (bits >> 31) as usize % self.readers.len().max(1);
        self.readers.get(at).filter(|_| read)
    }

    /// Whether it counts as seen without a reader. A later change of content would have ended that.
    pub(super) fn is_seen_from_the_start(&self, row: u32) -> bool {
        let kind = self.service(row);
        seen_from_the_start(Self::at(self.content_updated(row)), &kind.org, &kind.id)
    }

    /// What filters and order need.
    pub(super) fn facts(&self, row: u32) -> Facts {
        let bits = Self::bits(row);
        let form = super::forms::form(row);
        let content_updated = self.content_updated(row);
        let since_created = i64::try_from((bits >> 40) % 20).unwrap_or(0) * DAY_US;
        let updated = (content_updated + i64::try_from((bits >> 45) % 3).unwrap_or(0) * SECOND_US)
            .min(self.start);
        let labels = self.labels(row);
        Facts {
            id: self.id(row),
            created: content_updated - since_created,
            updated,
            content_updated,
            due: form.has_due_date.then(|| self.due(row)),
            status: form.status,
            labels,
            seen: (self.reader(row).is_some() || self.is_seen_from_the_start(row))
                && !labels.has(Label::MarkedAsUnopened),
            api_only: row % 101 == 100,
        }
    }

    /// Between a month ago and three months ahead for what is fresh; old things are long due.
    fn due(&self, row: u32) -> i64 {
        let days = i64::try_from((Self::bits(row) >> 50) % 120).unwrap_or(0);
        let from = if self.age(row) < 45 * DAY_US {
            self.start - 20 * DAY_US
        } else {
            self.content_updated(row)
        };
        let at = from + days * DAY_US;
        // The last minute of the day, as service owners have it.
        at - at.rem_euclid(DAY_US) + DAY_US - 60 * SECOND_US
    }

    fn labels(&self, row: u32) -> Labels {
        let sent = super::forms::form(row).status == Status::Awaiting;
        let mut labels: Vec<Label> = if sent { vec![Label::Sent] } else { Vec::new() };
        match (Self::bits(row) >> 17) % 100 {
            0..=5 => labels.push(Label::Archive),
            6 | 7 => labels.push(Label::Bin),
            8 | 9 => labels.push(Label::MarkedAsUnopened),
            _ => {}
        }
        Labels::with(&labels)
    }

    /// The whole dialog.
    pub(super) fn dialog(&self, row: u32) -> Dialog {
        super::forms::dialog(self, row)
    }

    /// A time in microseconds as a timestamp.
    pub(super) fn at(microseconds: i64) -> Timestamp {
        Timestamp::from_microsecond(microseconds).map_or(Timestamp::UNIX_EPOCH, stored)
    }

    /// The first `wanted` rows that a query lets through, in its order.
    pub(super) fn search(&self, query: &Query, sight: &Sight, wanted: usize) -> Vec<(Facts, u32)> {
        let access = Access::of(self, query, sight);
        let range = self.range(query);
        let (first_key, ascends) =
            (query.order.0.first().copied()).unwrap_or((Key::ContentUpdatedAt, false));
        // Rows are laid out by this key, newest first; then the first hits are the answer.
        let aligned = first_key == Key::ContentUpdatedAt;
        let mut rows: Box<dyn DoubleEndedIterator<Item = u32>> = if query.parties.is_empty() {
            Box::new(range)
        } else {
            Box::new(self.rows_of(&query.parties, &range).into_iter())
        };
        if ascends {
            rows = Box::new(rows.rev());
        }
        let mut texts = super::forms::TextCache::default();
        let mut hits = Vec::new();
        for row in rows {
            if !access.opens(self, row) || (!self.taken.is_empty() && self.taken.contains(&row)) {
                continue;
            }
            let facts = self.facts(row);
            if !query.lets(&facts)
                || (query.asks_for_words() && !query.lets_words(&self.dialog(row)))
                || !(query.text.as_ref()).is_none_or(|text| texts.matches(self, row, text))
            {
                continue;
            }
            hits.push((facts, row));
            if aligned && hits.len() == wanted {
                break;
            }
            if hits.len() >= 4 * wanted.max(1000) {
                keep_first(query, &mut hits, wanted);
            }
        }
        keep_first(query, &mut hits, wanted);
        hits
    }

    /// The rows that bounds on the last change, and the place in the result, leave.
    fn range(&self, query: &Query) -> std::ops::Range<u32> {
        let (mut newest, mut oldest) = (query.content_updated.before, query.content_updated.after);
        if let (Some(after), Some((Key::ContentUpdatedAt, ascends))) =
            (&query.after, query.order.0.first())
        {
            let bound = Some(after.content_updated);
            if *ascends {
                oldest = oldest.max(bound);
            } else {
                newest = newest.map_or(bound, |newest| bound.map(|bound| newest.min(bound)));
            }
        }
        let first = newest.map_or(0, |at| self.partition(|row| self.content_updated(row) > at));
        let end = oldest.map_or(self.count, |at| {
            self.partition(|row| self.content_updated(row) >= at)
        });
        first..end.max(first)
    }

    /// The first row for which something that holds for newer rows does not.
    fn partition(&self, holds: impl Fn(u32) -> bool) -> u32 {
        let (mut low, mut high) = (0, self.count);
        while low < high {
            let middle = low + (high - low) / 2;
            if holds(middle) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    fn rows_of(&self, parties: &[String], range: &std::ops::Range<u32>) -> Vec<u32> {
        let mut rows: Vec<u32> = parties
            .iter()
            .filter_map(|urn| self.party_index.get(urn))
            .flat_map(|at| {
                let at = usize::from(*at);
                &self.rows_by_party[self.begins[at] as usize..self.begins[at + 1] as usize]
            })
            .copied()
            .filter(|row| range.contains(row))
            .collect();
        rows.sort_unstable();
        rows.dedup();
        rows
    }
}

fn keep_first(query: &Query, hits: &mut Vec<(Facts, u32)>, wanted: usize) {
    hits.sort_by(|(a, _), (b, _)| query.order.compare(a, b));
    hits.truncate(wanted);
}

/// A number below `count` of which small ones are more frequent.
fn skewed(bits: u64, count: usize) -> u16 {
    let share = ((bits & 0xffff) * (bits & 0xffff)) >> 16;
    u16::try_from((share * count as u64) >> 16).unwrap_or(0)
}

/// Rows in the order of their parties, and where each party begins.
fn by_party(party_of: &[u16], parties: usize) -> (Vec<u32>, Vec<u32>) {
    let mut begins = vec![0_u32; parties + 1];
    for party in party_of {
        begins[usize::from(*party) + 1] += 1;
    }
    for at in 1..begins.len() {
        begins[at] += begins[at - 1];
    }
    let mut next = begins.clone();
    let mut rows = vec![0_u32; party_of.len()];
    for (party, row) in party_of.iter().zip(0..) {
        let slot = &mut next[usize::from(*party)];
        rows[*slot as usize] = row;
        *slot += 1;
    }
    (begins, rows)
}

/// Which services of which parties a query's maker may see, by numbers instead of names.
struct Access {
    /// For each party, which of `open` holds; none when nothing is open or wanted.
    party: Vec<Option<u8>>,
    /// For each service, whether it is open and wanted.
    open: Vec<Vec<bool>>,
}

impl Access {
    fn of(rows: &Generated, query: &Query, sight: &Sight) -> Self {
        let mut sets: Vec<&Open> = Vec::new();
        let mut party = vec![None; rows.parties.len()];
        let wanted: Box<dyn Iterator<Item = (usize, &String)>> =
            if query.parties.is_empty() {
                Box::new(rows.parties.iter().enumerate())
            } else {
                Box::new(query.parties.iter().filter_map(|urn| {
                    (rows.party_index.get(urn)).map(|at| (usize::from(*at), urn))
                }))
            };
        for (at, urn) in wanted {
            let Some(open) = sight.of(urn) else { continue };
            let known = sets.iter().position(|set| Arc::ptr_eq(set, open));
            let number = known.unwrap_or_else(|| {
                sets.push(open);
                sets.len() - 1
            });
            party[at] = u8::try_from(number).ok();
        }
        let open = sets
            .iter()
            .map(|set| {
                rows.services
                    .iter()
                    .map(|kind| set.contains(&kind.id) && query.wants_service(&kind.id))
                    .collect()
            })
            .collect();
        Self { party, open }
    }

    fn opens(&self, rows: &Generated, row: u32) -> bool {
        self.party[usize::from(rows.party_of[row as usize])]
            .is_some_and(|set| self.open[usize::from(set)][rows.service_at(row)])
    }
}
