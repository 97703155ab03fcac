//! How many rows of a list fall between given instants, and how many each service has.

use jiff::Timestamp;
use sqlx::{QueryBuilder, SqliteConnection};

use super::list::{HOUR, Hours, List};
use super::order::{Only, Order, Side};
use super::source::Source;
use crate::StoreError;
use crate::dialogs::keys::key_of;
use crate::dialogs::query::{DialogQuery, DialogSort, Folder};
use crate::dialogs::row::count;
use crate::text::micros;

/// Branches of one statement, at most: SQLite takes 500.
const BRANCHES: usize = 400;

impl List {
    /// One number for each range between the bounds and beyond them.
    pub(super) async fn groups(
        &self,
        connection: &mut SqliteConnection,
        query: &DialogQuery,
        bounds: &[Timestamp],
    ) -> Result<Vec<u32>, StoreError> {
        if self.parts.is_empty() {
            return Ok(vec![0; bounds.len() + 1]);
        }
        let order = match (query.folder, query.sort) {
            (Folder::Deadlines, _) => Order::Deadline,
            (_, DialogSort::Due) => Order::Due,
            _ => Order::Newest,
        };
        let bounds: Vec<i64> = bounds
            .iter()
            .map(|&bound| {
                if order == Order::Newest {
                    key_of(bound)
                } else {
                    micros(bound)
                }
            })
            .collect();
        let source = Source::choose(&self.asked, order);
        if let Some(hours) = self.hours(source)
            && bounds.iter().all(|bound| bound % HOUR == 0)
        {
            return from_hours(connection, hours, &bounds).await;
        }
        // Few rows have a date: rather these in no order than the whole folder in order.
        let source = match source {
            Source::Walk => Source::for_counting(&self.asked),
            source => source,
        };
        let branches = source.branches(&self.asked).len();
        if source.has_ranges(order) && branches * (bounds.len() + 1) <= BRANCHES {
            let numbers: Vec<i64> = self
                .statement(source, order, Only::All, Side::Everything)
                .ranges(&ranges(&bounds))
                .build_query_scalar()
                .fetch_all(connection)
                .await?;
            return numbers.into_iter().map(count).collect();
        }
        self.bounds_by_value(connection, source, order, &bounds)
            .await
    }

    /// How many rows each service has; those with none are left out.
    pub(super) async fn by_service(
        &self,
        connection: &mut SqliteConnection,
    ) -> Result<Vec<(String, u32)>, StoreError> {
        if self.parts.is_empty() {
            return Ok(Vec::new());
        }
        let source = match Source::choose(&self.asked, Order::Newest) {
            // In the index of services nothing has to be sorted.
            Source::Walk => Source::EachService,
            source => source,
        };
        let numbers: Vec<(i64, i64)> = self
            .statement(source, Order::Newest, Only::All, Side::Everything)
            .by_service()
            .build_query_as()
            .fetch_all(&mut *connection)
            .await?;
        let keys: Vec<i64> = numbers.iter().map(|(key, _)| *key).collect();
        let ids: Vec<String> = sqlx::query_scalar(
            "SELECT s.id FROM json_each(?) j JOIN services s ON s.key = j.value ORDER BY j.key",
        )
        .bind(crate::dialogs::payload::numbers(&keys))
        .fetch_all(connection)
        .await?;
        ids.into_iter()
            .zip(numbers)
            .map(|(id, (_, number))| Ok((id, count(number)?)))
            .collect()
    }

    async fn bounds_by_value(
        &self,
        connection: &mut SqliteConnection,
        source: Source,
        order: Order,
        bounds: &[i64],
    ) -> Result<Vec<u32>, StoreError> {
        let only = if order == Order::Newest {
            Only::All
        } else {
            Only::Dated
        };
        let values: Option<String> = self
            .statement(source, order, only, Side::Everything)
            .axis()
            .build_query_scalar()
            .fetch_one(connection)
            .await?;
        let mut numbers = vec![0; bounds.len() + 1];
        for value in values.iter().flat_map(|values| values.split(',')) {
            let value: i64 = value
                .parse()
                .map_err(|_| StoreError::unreadable("list of numbers"))?;
            numbers[bounds.partition_point(|&bound| bound <= value)] += 1;
        }
        Ok(numbers)
    }
}

/// From each bound to the next, and beyond the first and the last. The end is open but for the largest integer: there
/// stand deadlines without a date.
fn ranges(bounds: &[i64]) -> Vec<(i64, i64)> {
    let starts = std::iter::once(i64::MIN).chain(bounds.iter().copied());
    let ends = bounds.iter().copied().chain(std::iter::once(i64::MAX));
    starts.zip(ends).collect()
}

/// Whole folders of everyone: hours are summed instead of rows counted.
async fn from_hours(
    connection: &mut SqliteConnection,
    hours: Hours,
    bounds: &[i64],
) -> Result<Vec<u32>, StoreError> {
    let bounds: Vec<i64> = bounds.iter().map(|bound| bound.div_euclid(HOUR)).collect();
    let ranges = serde_json::to_string(&ranges(&bounds)).expect("a list of numbers is always JSON");
    let mut sql = QueryBuilder::new("SELECT (SELECT coalesce(sum(h.");
    sql.push(hours.column)
        .push("), 0) FROM dialog_hours h WHERE h.folder IN (SELECT value FROM json_each(")
        .push_bind(hours.folders)
        .push(")) AND h.hour >= r.value ->> 0 AND h.hour < r.value ->> 1) FROM json_each(")
        .push_bind(ranges)
        .push(") r ORDER BY r.key");
    let numbers: Vec<i64> = sql.build_query_scalar().fetch_all(connection).await?;
    numbers.into_iter().map(count).collect()
}
