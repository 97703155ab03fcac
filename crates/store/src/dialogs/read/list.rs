//! A list as it is read: one part after the other, each along its own index.

use std::collections::HashSet;

use sqlx::{QueryBuilder, SqliteConnection};

use super::asked::Asked;
use super::order::{Only, Order, Place, Side};
use super::source::{READ_THROUGH, Source};
use super::statement::{PROBED, Statement};
use crate::StoreError;
use crate::dialogs::payload::numbers;
use crate::dialogs::query::{DialogQuery, DialogSort, Folder, RANKED, Total};
use crate::dialogs::row::count;

/// Hits that are counted; beyond, a list is as long as it is scrolled.
const COUNTED: i64 = 2_000;

/// What a hit in the title is worth: half a year, in milliseconds.
const TITLE: i64 = 182 * 86_400_000;

/// Milliseconds of an hour, the grain of `dialog_hours`.
pub(super) const HOUR: i64 = 3_600_000;

/// A part of a list.
#[derive(Debug)]
pub(super) enum Part {
    /// Read along an index.
    Read(Source, Order, Only),
    /// Ranked beforehand.
    Ranked(Vec<i64>),
}

/// Counters of hours.
pub(super) struct Hours {
    /// A JSON list.
    pub folders: String,
    pub column: &'static str,
    /// What makes the rows that the column counts of all in the folders.
    pub condition: &'static str,
}

/// A list.
pub(super) struct List {
    pub asked: Asked,
    pub parts: Vec<Part>,
}

impl List {
    /// Plans the reading of a list.
    pub(super) async fn plan(
        connection: &mut SqliteConnection,
        query: &DialogQuery,
    ) -> Result<List, StoreError> {
        let asked = Asked::look_up(connection, query).await?;
        let along = |order: Order| Source::choose(&asked, order);
        let all = |order: Order| vec![Part::Read(along(order), order, Only::All)];
        let parts = match (query.folder, query.sort) {
            _ if asked.is_void() => Vec::new(),
            (Folder::Deadlines, DialogSort::Due) => all(Order::Deadline),
            (_, DialogSort::Due) => vec![
                Part::Read(along(Order::Due), Order::Due, Only::Dated),
                Part::Read(along(Order::Newest), Order::Newest, Only::Undated),
            ],
            (_, DialogSort::Oldest) => all(Order::Oldest),
            (_, DialogSort::Sender) => all(Order::Sender),
            (_, DialogSort::Relevance) if asked.text.is_some() => {
                ranked(connection, &asked).await?
            }
            (_, DialogSort::Newest | DialogSort::Relevance) => all(Order::Newest),
        };
        Ok(List { asked, parts })
    }

    /// A statement over a part.
    pub(super) fn statement<'a>(
        &'a self,
        source: Source,
        order: Order,
        only: Only,
        side: Side<'a>,
    ) -> Statement<'a> {
        Statement {
            asked: &self.asked,
            source,
            order,
            only,
            side,
        }
    }

    /// Keys from one place of the list on.
    pub(super) async fn window(
        &self,
        connection: &mut SqliteConnection,
        offset: i64,
        limit: i64,
    ) -> Result<Vec<i64>, StoreError> {
        let mut keys: Vec<i64> = Vec::new();
        let mut skip = offset;
        for (n, part) in self.parts.iter().enumerate() {
            let left = limit - keys.len() as i64;
            let found = match part {
                Part::Ranked(ranked) => ranked
                    .iter()
                    .copied()
                    .skip(usize::try_from(skip).unwrap_or(usize::MAX))
                    .take(usize::try_from(left).unwrap_or(0))
                    .collect(),
                &Part::Read(source, order, only) => {
                    let (from, rest) = self.leap(connection, source, order, only, skip).await?;
                    let side = from.as_ref().map_or(Side::Everything, Side::After);
                    self.statement(source, order, only, side)
                        .keys(left, rest)
                        .build_query_scalar()
                        .fetch_all(&mut *connection)
                        .await?
                }
            };
            let is_full = found.len() as i64 == left;
            if is_full || n + 1 == self.parts.len() {
                keys.extend(found);
                break;
            }
            skip = if found.is_empty() {
                (skip - self.length(connection, part, Side::Everything).await?).max(0)
            } else {
                0
            };
            keys.extend(found);
        }
        Ok(keys)
    }

    /// For an offset deep in a whole folder: a place not far above it, which the counters of hours know, and how many rows
    /// to skip from there.
    async fn leap(
        &self,
        connection: &mut SqliteConnection,
        source: Source,
        order: Order,
        only: Only,
        offset: i64,
    ) -> Result<(Option<Place>, i64), StoreError> {
        const DEEP: i64 = 2_000;
        let Some(hours) = self.hours(source) else {
            return Ok((None, offset));
        };
        if offset <= DEEP || order != Order::Newest || only != Only::All {
            return Ok((None, offset));
        }
        let mut sql = QueryBuilder::new(
            "SELECT hour, above FROM
                 (SELECT hour, sum(n) AS here, sum(sum(n)) OVER (ORDER BY hour DESC) - sum(n) AS above
                  FROM (SELECT hour, ",
        );
        sql.push(hours.column)
            .push(" AS n FROM dialog_hours WHERE folder IN (SELECT value FROM json_each(")
            .push_bind(hours.folders)
            .push("))) GROUP BY hour) WHERE above <= ")
            .push_bind(offset)
            .push(" AND above + here > ")
            .push_bind(offset);
        let found: Option<(i64, i64)> = sql.build_query_as().fetch_optional(connection).await?;
        Ok(match found {
            Some((hour, above)) => (Some(Place::at((hour + 1) * HOUR)), offset - above),
            None => (None, offset),
        })
    }

    /// The counters of hours that describe the list: of everyone's folders, whole or a chip of them.
    pub(super) fn hours(&self, source: Source) -> Option<Hours> {
        let is_whole = self.asked.parties.is_none() && self.asked.without.is_empty();
        if source != Source::Walk || !is_whole {
            return None;
        }
        let (column, condition) = self.asked.chip()?.by_hour()?;
        Some(Hours {
            folders: numbers(&self.asked.places),
            column,
            condition,
        })
    }

    /// How many rows. `left_out`: [`List::left_out`], which counters do not know.
    pub(super) async fn total(
        &self,
        connection: &mut SqliteConnection,
        left_out: i64,
    ) -> Result<Total, StoreError> {
        let exactly = |number: i64| -> Result<Total, StoreError> {
            Ok(Total {
                count: count(number)?,
                is_exact: true,
            })
        };
        if self.parts.is_empty() {
            return exactly(0);
        }
        if let Some(counted) = self.asked.counted_total() {
            return exactly(counted - left_out);
        }
        let source = Source::for_counting(&self.asked);
        let statement = self.statement(source, Order::Newest, Only::All, Side::Everything);
        let found: i64 = statement
            .count(Some(COUNTED + 1))
            .build_query_scalar()
            .fetch_one(&mut *connection)
            .await?;
        let Some(text) = self.asked.text.as_ref().filter(|_| source == Source::Hits) else {
            return exactly(found);
        };
        let is_exact = found <= COUNTED
            && (text.hits <= READ_THROUGH || text.newest(connection, PROBED + 1).await? <= PROBED);
        Ok(Total {
            count: count(found.min(COUNTED))?,
            is_exact,
        })
    }

    /// How many rows would match, were they not left out.
    pub(super) async fn left_out(
        &self,
        connection: &mut SqliteConnection,
    ) -> Result<i64, StoreError> {
        if self.asked.without.is_empty() || self.parts.is_empty() {
            return Ok(0);
        }
        let (order, only) = (Order::Newest, Only::All);
        Ok(self
            .statement(Source::LeftOut, order, only, Side::Everything)
            .count(None)
            .build_query_scalar()
            .fetch_one(connection)
            .await?)
    }

    /// How many rows of a part stand on a side of a place.
    pub(super) async fn length(
        &self,
        connection: &mut SqliteConnection,
        part: &Part,
        side: Side<'_>,
    ) -> Result<i64, StoreError> {
        match part {
            Part::Ranked(ranked) => Ok(ranked.len() as i64),
            &Part::Read(source, order, only) => Ok(self
                .statement(source, order, only, side)
                .count(None)
                .build_query_scalar()
                .fetch_one(connection)
                .await?),
        }
    }
}

/// The newest hits, best first; and where there may be more, the rest.
async fn ranked(connection: &mut SqliteConnection, asked: &Asked) -> Result<Vec<Part>, StoreError> {
    let Some(text) = &asked.text else {
        return Ok(Vec::new());
    };
    let source = Source::choose(asked, Order::Newest);
    let statement = Statement {
        asked,
        source,
        order: Order::Newest,
        only: Only::All,
        side: Side::Everything,
    };
    let mut keys: Vec<i64> = statement
        .keys(i64::from(RANKED), 0)
        .build_query_scalar()
        .fetch_all(&mut *connection)
        .await?;
    let oldest = keys.last().copied();
    let is_cut = keys.len() == RANKED as usize;
    let mut sql = QueryBuilder::new("SELECT w.key FROM json_each(");
    sql.push_bind(numbers(&keys))
        .push(") j CROSS JOIN dialog_words w ON w.key = j.value WHERE ");
    text.in_title(&mut sql);
    let in_title: Vec<i64> = sql.build_query_scalar().fetch_all(connection).await?;
    let in_title: HashSet<i64> = in_title.into_iter().collect();
    keys.sort_by_key(|key| {
        std::cmp::Reverse(if in_title.contains(key) {
            key + TITLE
        } else {
            *key
        })
    });
    let mut parts = vec![Part::Ranked(keys)];
    if let (true, Some(oldest)) = (is_cut, oldest) {
        parts.push(Part::Read(source, Order::Newest, Only::Below(oldest)));
    }
    Ok(parts)
}
