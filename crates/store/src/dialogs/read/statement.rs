//! The statements that read a part of a list. They are put together at run time, so the compiler has not seen them; every
//! source has its test.

use sqlx::{QueryBuilder, Sqlite};

use super::asked::{Asked, within};
use super::order::{Only, Order, Side};
use super::source::Source;
use crate::dialogs::payload::numbers;
use crate::dialogs::query::Folder;

/// Hits that are looked at for a number, the newest of them: a filter may leave few of many.
pub(super) const PROBED: i64 = 5_000;

/// A part of a list, as a statement reads it.
#[derive(Clone, Copy)]
pub(super) struct Statement<'a> {
    pub asked: &'a Asked,
    pub source: Source,
    pub order: Order,
    pub only: Only,
    pub side: Side<'a>,
}

type Sql = QueryBuilder<Sqlite>;

impl Statement<'_> {
    /// Keys in order.
    pub(super) fn keys(&self, limit: i64, offset: i64) -> Sql {
        if self.source == Source::Gathered && self.is_merged(offset + limit) {
            return self.merged(limit, offset);
        }
        let mut sql = self.begin(None);
        let columns = self.order.columns();
        self.branches(&mut sql, columns, " UNION ALL ");
        sql.push(self.order.order_by(self.side.is_reversed()));
        sql.push(" LIMIT ").push_bind(limit);
        sql.push(" OFFSET ").push_bind(offset);
        sql
    }

    /// Whether the first rows of many parties are rather merged than picked from all of them.
    fn is_merged(&self, rows: i64) -> bool {
        let parties = self.asked.parties.as_ref().map_or(0, Vec::len) as i64;
        let lists = parties * self.asked.places.len() as i64;
        // A step costs about twice what it costs to read and sort a row.
        matches!(self.order, Order::Newest | Order::Oldest)
            && self.asked.text.is_none()
            && lists.saturating_add(rows).saturating_mul(2) < self.asked.counted.total
    }

    /// Keys in order, merged from the lists of the parties: `heads` holds the next of each, gives the first of them, and
    /// takes in the one that follows it in its list.
    fn merged(&self, limit: i64, offset: i64) -> Sql {
        let falls = (self.order == Order::Newest) != self.side.is_reversed();
        let (beyond, order) = if falls { ("<", " DESC") } else { (">", "") };
        let next = |sql: &mut Sql, list: &str, step: &str| {
            sql.push("(SELECT d.key FROM dialogs d INDEXED BY dialogs_by_party WHERE ");
            sql.push(list).push(step);
            // Party and place are those of the list.
            Statement {
                source: Source::Parties,
                ..*self
            }
            .conditions(sql);
            sql.push(" ORDER BY d.key").push(order).push(" LIMIT 1)");
        };
        let mut sql = QueryBuilder::new("WITH RECURSIVE heads (key, party, place) AS (SELECT ");
        next(&mut sql, "d.party = p.value AND d.place = f.value", "");
        sql.push(", p.value, f.value FROM json_each(");
        sql.push_bind(numbers(self.asked.parties.as_deref().unwrap_or_default()));
        sql.push(") p CROSS JOIN json_each(")
            .push_bind(numbers(&self.asked.places));
        sql.push(") f UNION ALL SELECT ");
        let step = format!(" AND d.key {beyond} h.key");
        next(&mut sql, "d.party = h.party AND d.place = h.place", &step);
        sql.push(", h.party, h.place FROM heads h WHERE h.key IS NOT NULL ORDER BY 1");
        sql.push(order);
        sql.push(") SELECT key FROM heads WHERE key IS NOT NULL LIMIT ")
            .push_bind(limit);
        sql.push(" OFFSET ").push_bind(offset);
        sql
    }

    /// How many. Hits are counted up to `cap` among the newest [`PROBED`], where there is one; nothing else is cut.
    pub(super) fn count(&self, cap: Option<i64>) -> Sql {
        let cap = cap.filter(|_| self.source == Source::Hits);
        let mut sql = self.begin(cap.map(|_| PROBED));
        if let Some(cap) = cap {
            sql.push("SELECT count(*) FROM (");
            self.branches(&mut sql, "1", "");
            sql.push(" LIMIT ").push_bind(cap).push(")");
        } else {
            self.sum(&mut sql);
        }
        sql
    }

    /// Values of the axis, in no order and in one text with commas: a row for each would take longer to hand over than to
    /// find. Of hits the newest [`PROBED`] at most.
    pub(super) fn axis(&self) -> Sql {
        let mut sql = self.begin((self.source == Source::Hits).then_some(PROBED));
        let axis = match self.order.axis() {
            "d.key" => self.key(),
            axis => axis,
        };
        sql.push("SELECT group_concat(v) FROM (");
        self.branches(&mut sql, &format!("{axis} AS v"), " UNION ALL ");
        sql.push(")");
        sql
    }

    /// Counts of ranges of the axis, one after the other in one statement.
    pub(super) fn ranges(&self, ranges: &[(i64, i64)]) -> Sql {
        let mut sql = QueryBuilder::new("");
        for (n, &(from, to)) in ranges.iter().enumerate() {
            sql.push(if n == 0 {
                "SELECT ("
            } else {
                " UNION ALL SELECT ("
            });
            Statement {
                side: Side::Between(from, to),
                ..*self
            }
            .sum(&mut sql);
            sql.push(")");
        }
        sql
    }

    /// Keys of services, and how many rows each has.
    pub(super) fn by_service(&self) -> Sql {
        let mut sql = self.begin(None);
        sql.push("SELECT c.service, sum(c.n) FROM (");
        let columns = "d.service AS service, count(*) AS n";
        self.branches(&mut sql, columns, " GROUP BY d.service UNION ALL ");
        sql.push(" GROUP BY d.service) c GROUP BY c.service");
        sql
    }

    fn sum(&self, sql: &mut Sql) {
        sql.push("SELECT coalesce(sum(n), 0) FROM (");
        self.branches(sql, "count(*) AS n", " UNION ALL ");
        sql.push(")");
    }

    /// The hits of the full-text index, in the order of the list, for the source that is read along them.
    fn begin(&self, at_most: Option<i64>) -> Sql {
        let mut sql = QueryBuilder::new("");
        let (Source::Hits, Some(text)) = (self.source, &self.asked.text) else {
            return sql;
        };
        sql.push("WITH hits (key) AS (SELECT rowid FROM dialog_search WHERE dialog_search MATCH ");
        sql.push_bind(text.expression.clone());
        self.side.bounds_of_hits(&mut sql, self.order);
        if let Some(at_most) = at_most {
            sql.push(" ORDER BY rowid DESC LIMIT ").push_bind(at_most);
        }
        sql.push(") ");
        sql
    }

    /// `SELECT columns FROM …`, once for each branch.
    fn branches(&self, sql: &mut Sql, columns: &str, joint: &str) {
        for (n, equalities) in self.source.branches(self.asked).into_iter().enumerate() {
            if n > 0 {
                sql.push(joint);
            }
            sql.push("SELECT ").push(if columns == "d.key" {
                self.key()
            } else {
                columns
            });
            sql.push(" FROM ").push(self.source.tables());
            self.joins(sql);
            sql.push(" WHERE true");
            for (column, value) in equalities {
                sql.push(" AND ").push(column).push(" = ").push_bind(value);
            }
            self.conditions(sql);
        }
    }

    fn joins(&self, sql: &mut Sql) {
        if self.order == Order::Sender && self.source != Source::SendersInOrder {
            sql.push(" CROSS JOIN senders s ON s.key = d.sender");
        }
        if let Some(text) = &self.asked.text
            && (self.source != Source::Hits || text.needs_words())
        {
            sql.push(" CROSS JOIN dialog_words w ON w.key = d.key");
        }
    }

    fn conditions(&self, sql: &mut Sql) {
        match self.source {
            Source::Hits => {
                self.places(sql);
                // The plus keeps bounds of `h.key` from being taken for bounds of `d.key`, which are worse than the key.
                sql.push(" AND d.key = +h.key");
            }
            Source::SendersInOrder => {
                sql.push(" AND d.sender = s.key");
                self.places(sql);
            }
            Source::Gathered => {
                sql.push(" AND d.party IN (SELECT value FROM json_each(");
                sql.push_bind(numbers(self.asked.parties.as_deref().unwrap_or_default()));
                sql.push("))");
                self.places(sql);
            }
            Source::One(_) | Source::EachService | Source::LeftOut => self.places(sql),
            // A partial index serves only where its own condition stands in the statement.
            Source::Unread => {
                sql.push(" AND d.is_unread = 1");
            }
            Source::Waiting => {
                sql.push(" AND d.status = 3");
            }
            Source::Sent => {
                sql.push(" AND d.is_sent = 1");
            }
            Source::Due => {
                sql.push(" AND d.due_at IS NOT NULL");
            }
            Source::Deadlines | Source::PartyDeadlines => {
                sql.push(" AND d.deadline IS NOT NULL");
            }
            Source::Walk | Source::Parties | Source::Services | Source::Senders => {}
        }
        // What the computed column says, from columns that every index has.
        if self.asked.folder == Folder::Deadlines
            && !matches!(self.source, Source::Deadlines | Source::PartyDeadlines)
        {
            sql.push(" AND d.status <> 4 AND (d.due_at IS NOT NULL OR d.status = 3)");
        }
        if !matches!(
            self.source,
            Source::Parties | Source::PartyDeadlines | Source::Gathered
        ) {
            within(sql, "d.party", self.asked.parties.as_deref());
        }
        self.asked.conditions(sql, self.key());
        self.left_out(sql);
        if let Some(text) = &self.asked.text {
            text.conditions(sql, self.source == Source::Hits);
        }
        self.only.condition(sql, self.key());
        self.side.condition(sql, self.order, self.key());
    }

    /// The column of keys: where hits lead, the hit itself, so that the full-text index gives them in order and within
    /// bounds; of the row beside it, it could do neither.
    fn key(&self) -> &'static str {
        if self.source == Source::Hits {
            "h.key"
        } else {
            "d.key"
        }
    }

    /// Only what is left out, or all but that.
    fn left_out(&self, sql: &mut Sql) {
        if self.asked.without.is_empty() {
            return;
        }
        let is_within = if self.source == Source::LeftOut {
            " IN"
        } else {
            " NOT IN"
        };
        sql.push(" AND ").push(self.key()).push(is_within);
        sql.push(" (SELECT value FROM json_each(")
            .push_bind(numbers(&self.asked.without))
            .push("))");
    }

    fn places(&self, sql: &mut Sql) {
        sql.push(" AND d.place IN (");
        for (n, place) in self.asked.places.iter().enumerate() {
            if n > 0 {
                sql.push(", ");
            }
            sql.push(place);
        }
        sql.push(")");
    }
}
