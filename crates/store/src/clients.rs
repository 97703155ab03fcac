//! Clients of firms, replaced firm by firm, and the codes that answers name by id.

use std::collections::HashMap;

use fullmakt_domain::clients::Access;
use jiff::Timestamp;
use serde::Serialize;
use uuid::Uuid;

use crate::client_cells::put_grants;
use crate::text::{id, id_text, micros, sort_key};
use crate::{Store, StoreError};

/// A client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientRow {
    /// Party UUID.
    pub party_uuid: Uuid,
    /// Name as shown.
    pub name: String,
    /// Organisation number.
    pub org_no: Option<String>,
    /// Organisation form.
    pub form: Option<String>,
    /// Deleted in Enhetsregisteret.
    pub is_deleted: bool,
    /// What it gives the firm.
    pub access: Vec<Access>,
}

/// A client on its way into the table, as JSON.
#[derive(Serialize)]
struct Given<'a> {
    id: String,
    name: &'a str,
    sort: String,
    no: Option<&'a str>,
    form: Option<&'a str>,
    gone: bool,
    given: i64,
}

/// The table of clients.
#[derive(Clone, Copy)]
pub struct Clients<'a> {
    pub(crate) store: &'a Store,
}

impl Clients<'_> {
    /// Replaces the clients of a firm in one transaction, and notes the time. What agents hold of those that are still
    /// there stays. Does nothing for a firm that is not in the list.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn replace(
        &self,
        firm: Uuid,
        rows: &[ClientRow],
        codes: &[(Uuid, String)],
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let firm = id_text(firm);
        let at = micros(at);
        let codes: HashMap<String, &str> = codes
            .iter()
            .map(|(id, code)| (id_text(*id), code.as_str()))
            .collect();
        let codes = serde_json::to_string(&codes).expect("a map of texts is always JSON");
        let mut transaction = self.store.write().await?;
        let known = sqlx::query_scalar!(
            r#"SELECT count(*) AS "known!: i64" FROM client_firms WHERE party_uuid = ?"#,
            firm
        )
        .fetch_one(&mut *transaction)
        .await?;
        if known == 0 {
            return Ok(());
        }
        let access: Vec<&[Access]> = rows.iter().map(|row| row.access.as_slice()).collect();
        let grants = put_grants(&mut transaction, &access).await?;
        let given: Vec<Given<'_>> = rows
            .iter()
            .zip(grants)
            .map(|(row, given)| Given {
                id: id_text(row.party_uuid),
                name: &row.name,
                sort: sort_key(&row.name),
                no: row.org_no.as_deref(),
                form: row.form.as_deref(),
                gone: row.is_deleted,
                given,
            })
            .collect();
        let given = serde_json::to_string(&given).expect("rows of texts are always JSON");
        sqlx::query!(
            "DELETE FROM clients WHERE firm = ?1
             AND party_uuid NOT IN (SELECT value ->> 'id' FROM json_each(?2))",
            firm,
            given
        )
        .execute(&mut *transaction)
        .await?;
        sqlx::query!(
            "INSERT INTO clients (firm, party_uuid, name, sort_key, org_no, form, is_deleted, given)
             SELECT ?1, value ->> 'id', value ->> 'name', value ->> 'sort', value ->> 'no', value ->> 'form',
                    value ->> 'gone', value ->> 'given'
             FROM json_each(?2) WHERE true
             ON CONFLICT (firm, party_uuid) DO UPDATE SET
                 name = excluded.name, sort_key = excluded.sort_key, org_no = excluded.org_no,
                 form = excluded.form, is_deleted = excluded.is_deleted, given = excluded.given",
            firm,
            given
        )
        .execute(&mut *transaction)
        .await?;
        sqlx::query!(
            "INSERT INTO client_codes (id, code) SELECT key, value FROM json_each(?) WHERE true
             ON CONFLICT (id) DO UPDATE SET code = excluded.code",
            codes
        )
        .execute(&mut *transaction)
        .await?;
        sqlx::query!(
            "UPDATE client_firms SET fetched_at = ?2, failure = NULL, failed_at = NULL WHERE party_uuid = ?1",
            firm,
            at
        )
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Codes of roles and packages by their ids.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn codes(&self) -> Result<HashMap<Uuid, String>, StoreError> {
        let rows = sqlx::query!("SELECT id, code FROM client_codes")
            .fetch_all(self.store.readers())
            .await?;
        rows.into_iter()
            .map(|row| Ok((id(&row.id)?, row.code)))
            .collect()
    }
}
