//! Whose dialogs: a scope as keys of parties.

use sqlx::SqliteConnection;

use super::query::Scope;
use crate::StoreError;
use crate::text::{id_text, list_text};

/// Keys of the parties of a scope, sorted; `None` for everyone's. Parties without rows have no key.
pub(super) async fn parties(
    connection: &mut SqliteConnection,
    scope: &Scope,
) -> Result<Option<Vec<i64>>, StoreError> {
    let keys = match scope {
        Scope::All => return Ok(None),
        Scope::Actor {
            party_uuid,
            with_subunits,
        } => {
            let party = id_text(*party_uuid);
            sqlx::query_scalar!(
                r#"SELECT p.key AS "key!: i64" FROM dialog_parties p WHERE p.party_uuid = ?1
                   UNION
                   SELECT p.key FROM actors a JOIN dialog_parties p ON p.party_uuid = a.party_uuid
                   WHERE ?2 AND a.parent = ?1
                   ORDER BY 1"#,
                party,
                *with_subunits
            )
            .fetch_all(connection)
            .await?
        }
        Scope::Group(group) => {
            let group = id_text(*group);
            sqlx::query_scalar!(
                "SELECT p.key FROM group_members m JOIN dialog_parties p ON p.party_uuid = m.party_uuid
                 WHERE m.group_id = ? ORDER BY p.key",
                group
            )
            .fetch_all(connection)
            .await?
        }
        Scope::Parties(parties) => {
            let parties: Vec<String> = parties.iter().map(|&party| id_text(party)).collect();
            let parties = list_text(&parties);
            sqlx::query_scalar!(
                "SELECT key FROM dialog_parties WHERE party_uuid IN (SELECT value FROM json_each(?)) ORDER BY key",
                parties
            )
            .fetch_all(connection)
            .await?
        }
    };
    Ok(Some(keys))
}
