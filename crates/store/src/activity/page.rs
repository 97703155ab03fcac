//! Windows of the log: filter and search.

use sqlx::{QueryBuilder, Sqlite};

use super::entry::{ActFilter, ActivityPage, ActivityQuery, EntryRow};
use super::raw::Raw;
use crate::text::{folded, id_text, list_text, small};
use crate::{Store, StoreError};

/// One window, newest first.
pub(super) async fn page(store: &Store, query: &ActivityQuery) -> Result<ActivityPage, StoreError> {
    let mut reading = store.readers().begin().await?;
    let mut counting = QueryBuilder::new("SELECT count(*) FROM activity a WHERE 1");
    filter(&mut counting, query);
    let total: i64 = counting
        .build_query_scalar()
        .fetch_one(&mut *reading)
        .await?;

    let mut window = QueryBuilder::new(
        "SELECT number, at, act, subject, system, vendor, organisation, party_uuid, services, failure,
                receipt IS NOT NULL AS has_receipt, hash
         FROM activity a WHERE 1",
    );
    filter(&mut window, query);
    window.push(" ORDER BY a.seq DESC LIMIT ");
    window
        .push_bind(query.limit)
        .push(" OFFSET ")
        .push_bind(query.offset);
    let rows: Vec<Raw> = window.build_query_as().fetch_all(&mut *reading).await?;
    reading.rollback().await?;
    Ok(ActivityPage {
        total: small(total)?,
        rows: rows
            .into_iter()
            .map(EntryRow::try_from)
            .collect::<Result<_, _>>()?,
    })
}

fn filter(sql: &mut QueryBuilder<Sqlite>, query: &ActivityQuery) {
    match &query.acts {
        ActFilter::All => {}
        ActFilter::Only(acts) => {
            sql.push(" AND a.act IN (SELECT value FROM json_each(");
            sql.push_bind(list_text(acts)).push("))");
        }
        ActFilter::Except(acts) => {
            sql.push(" AND a.act NOT IN (SELECT value FROM json_each(");
            sql.push_bind(list_text(acts)).push("))");
        }
    }
    if let Some(parties) = &query.parties {
        let parties: Vec<String> = parties.iter().map(|&party| id_text(party)).collect();
        sql.push(" AND a.party_uuid IN (SELECT value FROM json_each(");
        sql.push_bind(list_text(&parties)).push("))");
    }
    if let Some(subject) = query.subject {
        sql.push(" AND a.subject = ").push_bind(id_text(subject));
    }
    // The index knows runs of three characters; shorter words are looked for in the text itself.
    let folded = folded(&query.text);
    let (indexed, short): (Vec<_>, Vec<_>) = folded
        .split(' ')
        .filter(|word| !word.is_empty())
        .partition(|word| word.chars().count() >= 3);
    if !indexed.is_empty() {
        let phrases: Vec<String> = indexed
            .iter()
            .map(|word| format!("\"{}\"", word.replace('"', "\"\"")))
            .collect();
        sql.push(" AND a.seq IN (SELECT rowid FROM activity_search WHERE activity_search MATCH ");
        sql.push_bind(phrases.join(" ")).push(")");
    }
    for word in short {
        sql.push(" AND instr(a.folded, ")
            .push_bind(word.to_owned())
            .push(") > 0");
    }
}
