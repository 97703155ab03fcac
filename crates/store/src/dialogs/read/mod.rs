//! Reading lists.
//!
//! A query is looked up ([`asked`]), planned ([`list`]: parts; [`source`]: the index of each part), and read
//! ([`statement`]). Every read is one transaction, so that count and window agree.

mod asked;
mod groups;
mod list;
mod order;
mod place;
mod rows;
mod source;
mod statement;
mod words;

use jiff::Timestamp;
use sqlx::SqliteConnection;
use uuid::Uuid;

use self::list::List;
use super::payload::numbers;
use super::query::{DialogIds, DialogQuery, DialogsPage, Neighbours, Total};
use super::row::{Dialog, count, id_from};
use crate::{Store, StoreError};

pub(super) async fn get(store: &Store, id: Uuid) -> Result<Option<Dialog>, StoreError> {
    let mut reading = store.readers().begin().await?;
    let found = rows::one(&mut reading, id).await?;
    reading.rollback().await?;
    Ok(found)
}

pub(super) async fn page(
    store: &Store,
    query: &DialogQuery,
    offset: u32,
    limit: u32,
) -> Result<DialogsPage, StoreError> {
    let mut reading = store.readers().begin().await?;
    let list = List::plan(&mut reading, query).await?;
    let left_out = list.left_out(&mut reading).await?;
    let mut total = list.total(&mut reading, left_out).await?;
    // Where counting went no further, one row beyond the window tells whether the list does.
    let beyond = i64::from(!total.is_exact && limit > 0);
    let mut keys = list
        .window(&mut reading, i64::from(offset), i64::from(limit) + beyond)
        .await?;
    if beyond > 0 && (!keys.is_empty() || offset == 0) {
        let is_exact = keys.len() <= limit as usize;
        let seen = count(i64::from(offset) + keys.len() as i64)?;
        total = Total {
            count: if is_exact {
                seen
            } else {
                total.count.max(seen)
            },
            is_exact,
        };
        keys.truncate(limit as usize);
    }
    let words = list.asked.text.as_ref().map_or(&[][..], |text| &text.words);
    let rows = rows::of(&mut reading, &keys, words).await?;
    reading.rollback().await?;
    Ok(DialogsPage {
        total,
        left_out: count(left_out)?,
        rows,
    })
}

pub(super) async fn groups(
    store: &Store,
    query: &DialogQuery,
    bounds: &[Timestamp],
) -> Result<Vec<u32>, StoreError> {
    let mut reading = store.readers().begin().await?;
    let list = List::plan(&mut reading, query).await?;
    let numbers = list.groups(&mut reading, query, bounds).await?;
    reading.rollback().await?;
    Ok(numbers)
}

pub(super) async fn by_service(
    store: &Store,
    query: &DialogQuery,
) -> Result<Vec<(String, u32)>, StoreError> {
    let mut reading = store.readers().begin().await?;
    let list = List::plan(&mut reading, query).await?;
    let numbers = list.by_service(&mut reading).await?;
    reading.rollback().await?;
    Ok(numbers)
}

pub(super) async fn position(
    store: &Store,
    query: &DialogQuery,
    id: Uuid,
) -> Result<Option<u32>, StoreError> {
    let mut reading = store.readers().begin().await?;
    let position = match place::place(&mut reading, id).await? {
        Some(place) => {
            let list = List::plan(&mut reading, query).await?;
            list.position(&mut reading, &place).await?
        }
        None => None,
    };
    reading.rollback().await?;
    position.map(count).transpose()
}

pub(super) async fn neighbours(
    store: &Store,
    query: &DialogQuery,
    id: Uuid,
) -> Result<Neighbours, StoreError> {
    let mut reading = store.readers().begin().await?;
    let mut found = Neighbours::default();
    if let Some(place) = place::place(&mut reading, id).await? {
        let list = List::plan(&mut reading, query).await?;
        let (previous, next) = list.neighbours(&mut reading, &place).await?;
        let keys: Vec<i64> = previous.into_iter().chain(next).collect();
        let ids = ids_of(&mut reading, &keys).await?;
        let id_at = |key: Option<i64>| {
            key.and_then(|key| keys.iter().position(|&k| k == key))
                .map(|at| ids[at])
        };
        found = Neighbours {
            previous: id_at(previous),
            next: id_at(next),
        };
    }
    reading.rollback().await?;
    Ok(found)
}

pub(super) async fn ids(
    store: &Store,
    query: &DialogQuery,
    cap: u32,
) -> Result<DialogIds, StoreError> {
    let mut reading = store.readers().begin().await?;
    let list = List::plan(&mut reading, query).await?;
    let mut keys = list.window(&mut reading, 0, i64::from(cap) + 1).await?;
    let is_cut = keys.len() > cap as usize;
    keys.truncate(cap as usize);
    let ids = ids_of(&mut reading, &keys).await?;
    reading.rollback().await?;
    Ok(DialogIds { ids, is_cut })
}

/// Ids of keys, in their order.
async fn ids_of(connection: &mut SqliteConnection, keys: &[i64]) -> Result<Vec<Uuid>, StoreError> {
    let keys = numbers(keys);
    let ids: Vec<Vec<u8>> = sqlx::query_scalar(
        "SELECT d.id FROM json_each(?) j CROSS JOIN dialogs d ON d.key = j.value ORDER BY j.key",
    )
    .bind(keys)
    .fetch_all(connection)
    .await?;
    ids.iter().map(|id| id_from(id)).collect()
}
