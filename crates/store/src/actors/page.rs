//! Windows of the list: filter, search, rank.

use std::collections::HashMap;

use fullmakt_domain::org_number::separates;
use sqlx::{FromRow, QueryBuilder, Row, Sqlite};

use super::raw::Raw;
use super::row::{ActorGroup, ActorRow, ActorsPage, ActorsQuery};
use crate::text::{folded, small};
use crate::{Store, StoreError};

/// A search text, taken apart.
enum Needle {
    /// Nothing was typed.
    None,
    /// Digits, with or without spaces, dots and hyphens: the beginning of an organisation number, or part of a name.
    Digits { digits: String, typed: String },
    /// Words, all of which must occur.
    Words(Vec<String>),
}

impl Needle {
    fn new(text: &str) -> Self {
        let typed = folded(text);
        if typed.is_empty() {
            return Needle::None;
        }
        if typed.chars().all(|c| c.is_ascii_digit() || separates(c)) {
            let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
            if !digits.is_empty() {
                return Needle::Digits { digits, typed };
            }
        }
        Needle::Words(typed.split(' ').map(str::to_owned).collect())
    }
}

/// One window.
pub(super) async fn page(store: &Store, query: &ActorsQuery) -> Result<ActorsPage, StoreError> {
    let needle = Needle::new(&query.text);
    // One transaction: the list may be replaced between two reads, and positions with it.
    let mut reading = store.readers().begin().await?;

    let mut counting = QueryBuilder::new("SELECT count(*) ");
    filter(&mut counting, query.group, &needle);
    let total: i64 = counting
        .build_query_scalar()
        .fetch_one(&mut *reading)
        .await?;

    // The filter looks at one index only; the rows themselves are read for the window alone.
    let mut window = QueryBuilder::new("SELECT a.position ");
    filter(&mut window, query.group, &needle);
    window.push(" ORDER BY ");
    rank(&mut window, &needle);
    if query.group == ActorGroup::Recent && matches!(needle, Needle::None) {
        window.push("r.opened_at DESC, ");
    }
    window.push("a.position LIMIT ");
    window
        .push_bind(query.limit)
        .push(" OFFSET ")
        .push_bind(query.offset);
    let places: Vec<i64> = window.build_query_scalar().fetch_all(&mut *reading).await?;

    let wanted = serde_json::to_string(&places).expect("a list of numbers is always JSON");
    let mut found: HashMap<i64, Raw> =
        sqlx::query("SELECT * FROM actor_rows WHERE position IN (SELECT value FROM json_each(?))")
            .bind(wanted)
            .fetch_all(&mut *reading)
            .await?
            .iter()
            .map(|row| Ok((row.try_get("position")?, Raw::from_row(row)?)))
            .collect::<Result<_, sqlx::Error>>()?;
    reading.rollback().await?;
    Ok(ActorsPage {
        total: small(total)?,
        rows: places
            .iter()
            .filter_map(|place| found.remove(place))
            .map(ActorRow::try_from)
            .collect::<Result<_, _>>()?,
    })
}

/// Adds the tables and the conditions.
fn filter(sql: &mut QueryBuilder<Sqlite>, group: ActorGroup, needle: &Needle) {
    sql.push(match group {
        ActorGroup::All => "FROM actors a WHERE a.is_deleted = 0",
        ActorGroup::Favourites => {
            "FROM actors a JOIN favourites f ON f.party_uuid = a.party_uuid WHERE 1"
        }
        ActorGroup::Recent => "FROM actors a JOIN recents r ON r.party_uuid = a.party_uuid WHERE 1",
        ActorGroup::AccessManager => {
            "FROM actors a WHERE a.access_manager = 1 AND a.is_deleted = 0"
        }
        ActorGroup::Deleted => "FROM actors a WHERE a.is_deleted = 1",
    });
    match needle {
        Needle::None => {}
        Needle::Digits { digits, typed } => {
            sql.push(" AND a.is_heading_only = 0 AND (substr(a.org_no, 1, ");
            sql.push_bind(digits.len() as i64)
                .push(") = ")
                .push_bind(digits.clone());
            sql.push(" OR instr(a.folded, ")
                .push_bind(typed.clone())
                .push(") > 0)");
        }
        Needle::Words(words) => {
            sql.push(" AND a.is_heading_only = 0");
            for word in words {
                sql.push(" AND instr(a.folded, ")
                    .push_bind(word.clone())
                    .push(") > 0");
            }
        }
    }
}

/// Best first: numbers that begin with the digits; names that begin with the first word, then names with a later word
/// that does, then the rest.
fn rank(sql: &mut QueryBuilder<Sqlite>, needle: &Needle) {
    match needle {
        Needle::None => {}
        Needle::Digits { digits, .. } => {
            sql.push("substr(a.org_no, 1, ")
                .push_bind(digits.len() as i64);
            sql.push(") IS NOT ").push_bind(digits.clone()).push(", ");
        }
        Needle::Words(words) => {
            let first = &words[0];
            sql.push("instr(a.folded, ")
                .push_bind(first.clone())
                .push(") > 1, ");
            sql.push("instr(' ' || a.folded, ")
                .push_bind(format!(" {first}"))
                .push(") = 0, ");
        }
    }
}
