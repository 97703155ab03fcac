//! Where a dialog stands in a list, and what stands beside it.

use sqlx::{QueryBuilder, SqliteConnection};
use uuid::Uuid;

use super::list::{HOUR, List, Part};
use super::order::{Only, Order, Place, Side};
use super::source::Source;
use crate::StoreError;
use crate::dialogs::id_bytes;

/// Where a dialog stands in every order; `None` for one that is not known. A deadline that is no more (done, filed) keeps
/// its place by date.
pub(super) async fn place(
    connection: &mut SqliteConnection,
    id: Uuid,
) -> Result<Option<Place>, StoreError> {
    let id = id_bytes(id);
    Ok(sqlx::query_as!(
        Place,
        r#"SELECT d.key, d.due_at, coalesce(d.deadline, d.due_at, 9223372036854775807) AS "deadline!: i64", s.sort_key,
                  d.sender
           FROM dialogs d JOIN senders s ON s.key = d.sender WHERE d.id = ?"#,
        id
    )
    .fetch_optional(connection)
    .await?)
}

impl List {
    /// From 0; `None` when the list does not hold it.
    pub(super) async fn position(
        &self,
        connection: &mut SqliteConnection,
        place: &Place,
    ) -> Result<Option<i64>, StoreError> {
        let held: i64 = self
            .statement(
                Source::One(place.key),
                Order::Newest,
                Only::All,
                Side::Everything,
            )
            .count(Some(1))
            .build_query_scalar()
            .fetch_one(&mut *connection)
            .await?;
        if held == 0 {
            return Ok(None);
        }
        let mut above = 0;
        for part in &self.parts {
            match part {
                Part::Ranked(ranked) => {
                    if let Some(at) = ranked.iter().position(|&key| key == place.key) {
                        return Ok(Some(at as i64));
                    }
                }
                &Part::Read(source, _, only) => {
                    if only.holds(place) {
                        return Ok(Some(
                            above + self.before(connection, part, source, place).await?,
                        ));
                    }
                }
            }
            above += self.length(connection, part, Side::Everything).await?;
        }
        Ok(None)
    }

    /// Rows of a part that stand before a place. In a whole folder the counters of hours know all but those of its hour.
    async fn before(
        &self,
        connection: &mut SqliteConnection,
        part: &Part,
        source: Source,
        place: &Place,
    ) -> Result<i64, StoreError> {
        let (Some(hours), Part::Read(_, Order::Newest, Only::All)) = (self.hours(source), part)
        else {
            return self.length(connection, part, Side::Before(place)).await;
        };
        let hour = place.key.div_euclid(HOUR);
        let mut sql = QueryBuilder::new("SELECT (SELECT coalesce(sum(");
        sql.push(hours.column)
            .push("), 0) FROM dialog_hours WHERE folder IN (SELECT value FROM json_each(")
            .push_bind(hours.folders.clone())
            .push(")) AND hour > ")
            .push_bind(hour)
            .push(
                ") + (SELECT count(*) FROM dialogs INDEXED BY dialogs_walk WHERE place IN (SELECT value FROM json_each(",
            )
            .push_bind(hours.folders)
            .push(")) AND key > ")
            .push_bind(place.key)
            .push(" AND key < ")
            .push_bind((hour + 1) * HOUR)
            .push(" AND ")
            .push(hours.condition)
            .push(")");
        Ok(sql.build_query_scalar().fetch_one(connection).await?)
    }

    /// The rows above and below a place, whether or not the list holds it.
    pub(super) async fn neighbours(
        &self,
        connection: &mut SqliteConnection,
        place: &Place,
    ) -> Result<(Option<i64>, Option<i64>), StoreError> {
        let holds = |part: &Part| match part {
            // A row that was filed meanwhile is no hit any more: it stood among the ranked ones if it is as new.
            Part::Ranked(ranked) => {
                ranked.contains(&place.key) || ranked.iter().any(|&key| key < place.key)
            }
            Part::Read(_, _, only) => only.holds(place),
        };
        let Some(at) = self
            .parts
            .iter()
            .position(holds)
            .or(self.parts.len().checked_sub(1))
        else {
            return Ok((None, None));
        };
        let mut previous = self
            .beside(connection, &self.parts[at], place, false)
            .await?;
        for part in self.parts[..at].iter().rev() {
            if previous.is_none() {
                previous = self.last(connection, part).await?;
            }
        }
        let mut next = self
            .beside(connection, &self.parts[at], place, true)
            .await?;
        for part in &self.parts[at + 1..] {
            if next.is_none() {
                next = self.first(connection, part).await?;
            }
        }
        Ok((previous, next))
    }

    /// The row next to a place in the part where it stands.
    async fn beside(
        &self,
        connection: &mut SqliteConnection,
        part: &Part,
        place: &Place,
        is_after: bool,
    ) -> Result<Option<i64>, StoreError> {
        match part {
            Part::Ranked(ranked) => {
                let at = ranked.iter().position(|&key| key == place.key);
                Ok(match (at, is_after) {
                    (Some(at), true) => ranked.get(at + 1).copied(),
                    (Some(at), false) => at.checked_sub(1).map(|at| ranked[at]),
                    (None, true) => ranked.iter().copied().find(|&key| key < place.key),
                    (None, false) => ranked.iter().rev().copied().find(|&key| key > place.key),
                })
            }
            &Part::Read(source, order, only) => {
                let side = if is_after {
                    Side::After(place)
                } else {
                    Side::Before(place)
                };
                let found = self.statement(source, order, only, side).keys(1, 0);
                one(connection, found).await
            }
        }
    }

    async fn first(
        &self,
        connection: &mut SqliteConnection,
        part: &Part,
    ) -> Result<Option<i64>, StoreError> {
        match part {
            Part::Ranked(ranked) => Ok(ranked.first().copied()),
            &Part::Read(source, order, only) => {
                let found = self
                    .statement(source, order, only, Side::Everything)
                    .keys(1, 0);
                one(connection, found).await
            }
        }
    }

    async fn last(
        &self,
        connection: &mut SqliteConnection,
        part: &Part,
    ) -> Result<Option<i64>, StoreError> {
        match part {
            Part::Ranked(ranked) => Ok(ranked.last().copied()),
            &Part::Read(source, order, only) => {
                // The end of a part is what stands before a place behind all.
                let behind = Place {
                    key: if order == Order::Newest {
                        i64::MIN
                    } else {
                        i64::MAX
                    },
                    due_at: Some(i64::MAX),
                    deadline: i64::MAX,
                    sort_key: char::MAX.to_string(),
                    sender: i64::MAX,
                };
                let found = self
                    .statement(source, order, only, Side::Before(&behind))
                    .keys(1, 0);
                one(connection, found).await
            }
        }
    }
}

async fn one(
    connection: &mut SqliteConnection,
    mut found: sqlx::QueryBuilder<sqlx::Sqlite>,
) -> Result<Option<i64>, StoreError> {
    Ok(found
        .build_query_scalar()
        .fetch_optional(connection)
        .await?)
}
