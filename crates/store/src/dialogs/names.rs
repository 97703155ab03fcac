//! Names that many rows share: actors, service owners, services, senders. A row holds their keys.

use std::collections::{HashMap, HashSet};

use sqlx::SqliteConnection;
use uuid::Uuid;

use super::row::{NewDialog, chosen};
use crate::dialog_search::tokens;
use crate::text::{id, id_text, list_text, sort_key};
use crate::{Store, StoreError};

/// Name of a service owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnerName {
    /// Code, e.g. `skd`.
    pub code: String,
    /// Name in the language of the screen.
    pub name: String,
}

/// Name of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceName {
    /// Id without prefix.
    pub id: String,
    /// Name in the language of the screen.
    pub name: String,
}

/// A service that rows stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceRow {
    /// Id without prefix.
    pub id: String,
    /// Name, when known.
    pub name: Option<String>,
    /// Code of the owner.
    pub org: String,
    /// Name of the owner, when known.
    pub owner: Option<String>,
}

/// Keys of the names of a page's rows.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub parties: HashMap<Uuid, i64>,
    pub services: HashMap<String, i64>,
    /// By owner code and own name.
    pub senders: HashMap<(String, String), i64>,
}

impl Names {
    /// Keys of all names of the rows; new ones are added.
    pub(super) async fn of(
        connection: &mut SqliteConnection,
        rows: &[&NewDialog],
        languages: &[String],
    ) -> Result<Names, StoreError> {
        let parties = rows.iter().map(|row| row.party_uuid).collect();
        let services = rows.iter().map(|row| row.service.as_str()).collect();
        let senders = rows.iter().map(|row| sender_of(row, languages)).collect();
        Ok(Names {
            parties: intern_parties(connection, parties).await?,
            services: intern_services(connection, services).await?,
            senders: intern_senders(connection, senders).await?,
        })
    }
}

/// The sender of a row: code of the owner, and the dialog's own name for it, empty for the service owner itself.
pub(super) fn sender_of(row: &NewDialog, languages: &[String]) -> (String, String) {
    let own = chosen(&row.content.sender, languages).map_or("", |(_, text)| text.trim());
    (row.org.clone(), own.to_owned())
}

/// The words of a name as the index holds them: what [`super::indexing`] compares to find names that changed.
fn words(name: &str) -> String {
    tokens(name).join(" ")
}

async fn intern_parties(
    connection: &mut SqliteConnection,
    parties: HashSet<Uuid>,
) -> Result<HashMap<Uuid, i64>, StoreError> {
    let wanted: Vec<String> = parties.into_iter().map(id_text).collect();
    let wanted = list_text(&wanted);
    let rows = sqlx::query!(
        r#"SELECT CAST(w.value AS TEXT) AS "party_uuid!: String", p.key AS "key?: i64", a.name AS "name?", a.org_no
           FROM json_each(?) w LEFT JOIN dialog_parties p ON p.party_uuid = w.value
           LEFT JOIN actors a ON a.party_uuid = w.value"#,
        wanted
    )
    .fetch_all(&mut *connection)
    .await?;
    let mut found = HashMap::with_capacity(rows.len());
    for row in rows {
        let key = match row.key {
            Some(key) => key,
            None => {
                let words = party_words(row.name.as_deref(), row.org_no.as_deref());
                sqlx::query_scalar!(
                    r#"INSERT INTO dialog_parties (party_uuid, indexed) VALUES (?, ?) RETURNING key AS "key!: i64""#,
                    row.party_uuid,
                    words
                )
                .fetch_one(&mut *connection)
                .await?
            }
        };
        found.insert(id(&row.party_uuid)?, key);
    }
    Ok(found)
}

/// Words of a party: name and number.
pub(super) fn party_words(name: Option<&str>, org_no: Option<&str>) -> String {
    let mut out = words(name.unwrap_or(""));
    if let Some(org_no) = org_no {
        out.push(' ');
        out.push_str(org_no);
    }
    out
}

async fn intern_services(
    connection: &mut SqliteConnection,
    services: HashSet<&str>,
) -> Result<HashMap<String, i64>, StoreError> {
    let wanted: Vec<String> = services.into_iter().map(str::to_owned).collect();
    let wanted = list_text(&wanted);
    sqlx::query!(
        "INSERT OR IGNORE INTO services (id) SELECT value FROM json_each(?)",
        wanted
    )
    .execute(&mut *connection)
    .await?;
    let rows = sqlx::query!(
        r#"SELECT s.key AS "key!: i64", s.id AS "id!" FROM json_each(?) w JOIN services s ON s.id = w.value"#,
        wanted
    )
    .fetch_all(&mut *connection)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.key)).collect())
}

pub(super) async fn intern_senders(
    connection: &mut SqliteConnection,
    senders: HashSet<(String, String)>,
) -> Result<HashMap<(String, String), i64>, StoreError> {
    let mut found = HashMap::with_capacity(senders.len());
    for (code, own) in senders {
        let known = sqlx::query_scalar!(
            "SELECT s.key FROM service_owners o JOIN senders s ON s.owner = o.key WHERE o.code = ? AND s.own_name = ?",
            code,
            own
        )
        .fetch_optional(&mut *connection)
        .await?;
        let key = match known {
            Some(key) => key,
            None => add_sender(connection, &code, &own).await?,
        };
        found.insert((code, own), key);
    }
    Ok(found)
}

async fn add_sender(
    connection: &mut SqliteConnection,
    code: &str,
    own: &str,
) -> Result<i64, StoreError> {
    let folded = words(code);
    sqlx::query!(
        "INSERT OR IGNORE INTO service_owners (code, folded) VALUES (?, ?)",
        code,
        folded
    )
    .execute(&mut *connection)
    .await?;
    let owner = sqlx::query!(
        r#"SELECT key, coalesce(name, code) AS "shown!: String" FROM service_owners WHERE code = ?"#,
        code
    )
    .fetch_one(&mut *connection)
    .await?;
    let shown = if own.is_empty() {
        owner.shown.as_str()
    } else {
        own
    };
    let (folded, order) = (words(shown), sort_key(shown));
    Ok(sqlx::query_scalar!(
        r#"INSERT INTO senders (owner, own_name, shown, folded, sort_key, indexed)
           VALUES (?1, ?2, ?3, ?4, ?5, ?4) RETURNING key AS "key!: i64""#,
        owner.key,
        own,
        shown,
        folded,
        order
    )
    .fetch_one(connection)
    .await?)
}

/// Sets names; rows that were indexed under others are put down for indexing.
pub(super) async fn set(
    store: &Store,
    owners: &[OwnerName],
    services: &[ServiceName],
) -> Result<(), StoreError> {
    let owners = serde_json::Value::from_iter(owners.iter().map(|owner| {
        serde_json::json!([
            owner.code,
            owner.name,
            words(&owner.name),
            sort_key(&owner.name)
        ])
    }))
    .to_string();
    let services = serde_json::Value::from_iter(
        services
            .iter()
            .map(|service| serde_json::json!([service.id, service.name, words(&service.name)])),
    )
    .to_string();
    let mut transaction = store.write().await?;
    sqlx::query!(
        "INSERT INTO service_owners (code, name, folded)
         SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?) WHERE true
         ON CONFLICT (code) DO UPDATE SET name = excluded.name, folded = excluded.folded
         WHERE name IS NOT excluded.name",
        owners
    )
    .execute(&mut *transaction)
    .await?;
    sqlx::query!(
        "UPDATE senders SET shown = j.value ->> 1, folded = j.value ->> 2, sort_key = j.value ->> 3
         FROM json_each(?) j JOIN service_owners o ON o.code = j.value ->> 0
         WHERE senders.owner = o.key AND senders.own_name = '' AND senders.shown <> j.value ->> 1",
        owners
    )
    .execute(&mut *transaction)
    .await?;
    sqlx::query!(
        "INSERT INTO services (id, name, indexed)
         SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?) WHERE true
         ON CONFLICT (id) DO UPDATE SET name = excluded.name WHERE name IS NOT excluded.name",
        services
    )
    .execute(&mut *transaction)
    .await?;
    // Rows stand under the words that `indexed` says; where these are not the words of the name, they are put down.
    sqlx::query!(
        "INSERT OR IGNORE INTO dialog_reindex (key)
         SELECT d.key FROM json_each(?) j JOIN services s ON s.id = j.value ->> 0
         JOIN dialogs d ON d.service = s.key WHERE s.indexed <> j.value ->> 2",
        services
    )
    .execute(&mut *transaction)
    .await?;
    sqlx::query!(
        "UPDATE services SET indexed = j.value ->> 2 FROM json_each(?) j
         WHERE services.id = j.value ->> 0 AND services.indexed <> j.value ->> 2",
        services
    )
    .execute(&mut *transaction)
    .await?;
    sqlx::query!(
        "INSERT OR IGNORE INTO dialog_reindex (key)
         SELECT d.key FROM senders s JOIN dialogs d ON d.sender = s.key WHERE s.indexed <> s.folded"
    )
    .execute(&mut *transaction)
    .await?;
    sqlx::query!("UPDATE senders SET indexed = folded WHERE indexed <> folded")
        .execute(&mut *transaction)
        .await?;
    transaction.commit().await?;
    Ok(())
}

/// Services that rows stand for.
pub(super) async fn services(store: &Store) -> Result<Vec<ServiceRow>, StoreError> {
    let rows = sqlx::query!(
        r#"SELECT s.id, s.name, o.code, o.name AS owner
           FROM services s
           JOIN dialogs d ON d.key = (SELECT key FROM dialogs WHERE service = s.key LIMIT 1)
           JOIN senders f ON f.key = d.sender
           JOIN service_owners o ON o.key = f.owner
           ORDER BY s.name IS NULL, s.name, s.id"#
    )
    .fetch_all(store.readers())
    .await?;
    let mut services: Vec<ServiceRow> = rows
        .into_iter()
        .map(|row| ServiceRow {
            id: row.id,
            name: row.name,
            org: row.code,
            owner: row.owner,
        })
        .collect();
    services.sort_by_cached_key(|service| sort_key(service.name.as_deref().unwrap_or(&service.id)));
    Ok(services)
}

/// Parties of rows that are not in the list of actors.
pub(super) async fn parties_without_actor(store: &Store) -> Result<Vec<Uuid>, StoreError> {
    let rows = sqlx::query_scalar!(
        "SELECT p.party_uuid FROM dialog_parties p
         WHERE NOT EXISTS (SELECT 1 FROM actors a WHERE a.party_uuid = p.party_uuid)
           AND EXISTS (SELECT 1 FROM dialogs d WHERE d.party = p.key)
         ORDER BY p.party_uuid"
    )
    .fetch_all(store.readers())
    .await?;
    rows.iter().map(|row| id(row)).collect()
}
