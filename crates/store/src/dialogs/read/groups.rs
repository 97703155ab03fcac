//! How many rows of a list fall between given instants.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::list::{HOUR, List};
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
        if let Some(folders) = self.folders_of_hours(source)
            && bounds.iter().all(|bound| bound % HOUR == 0)
        {
            return from_hours(connection, folders, &bounds).await;
        }
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
        let values: Vec<i64> = self
            .statement(source, order, only, Side::Everything)
            .axis()
            .build_query_scalar()
            .fetch_all(connection)
            .await?;
        let mut numbers = vec![0; bounds.len() + 1];
        for value in values {
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
    folders: String,
    bounds: &[i64],
) -> Result<Vec<u32>, StoreError> {
    let hours: Vec<i64> = bounds.iter().map(|bound| bound.div_euclid(HOUR)).collect();
    let ranges = serde_json::to_string(&ranges(&hours)).expect("a list of numbers is always JSON");
    let numbers: Vec<i64> = sqlx::query_scalar(
        "SELECT (SELECT coalesce(sum(h.total), 0) FROM dialog_hours h
                 WHERE h.folder IN (SELECT value FROM json_each(?1))
                   AND h.hour >= r.value ->> 0 AND h.hour < r.value ->> 1)
         FROM json_each(?2) r ORDER BY r.key",
    )
    .bind(folders)
    .bind(ranges)
    .fetch_all(connection)
    .await?;
    numbers.into_iter().map(count).collect()
}
