//! System users of every organisation, replaced organisation by organisation.

mod row;

use jiff::Timestamp;
use uuid::Uuid;

pub use row::{SystemUser, SystemUserDetail, SystemUserKind};

use crate::fetches::PartyFetch;
use crate::text::{id, id_text, instant, list, list_text, maybe_instant, micros, sort_key};
use crate::{Store, StoreError};

/// A row as it is stored, without the detail.
struct Raw {
    party_uuid: String,
    id: String,
    kind: String,
    title: String,
    system_id: String,
    vendor_org_no: Option<String>,
    vendor: Option<String>,
    external_ref: Option<String>,
    created: Option<i64>,
    packages: String,
}

impl TryFrom<Raw> for SystemUser {
    type Error = StoreError;

    fn try_from(raw: Raw) -> Result<Self, StoreError> {
        Ok(SystemUser {
            id: id(&raw.id)?,
            party_uuid: id(&raw.party_uuid)?,
            kind: SystemUserKind::parse(&raw.kind)?,
            title: raw.title,
            system_id: raw.system_id,
            vendor_org_no: raw.vendor_org_no,
            vendor: raw.vendor,
            external_ref: raw.external_ref,
            created: maybe_instant(raw.created)?,
            packages: list(&raw.packages)?,
        })
    }
}

/// The tables of system users.
#[derive(Clone, Copy)]
pub struct SystemUsers<'a> {
    pub(crate) store: &'a Store,
}

impl SystemUsers<'_> {
    /// Replaces the system users of one organisation in one transaction, notes the time and clears its failure. The kept
    /// details of those that are still there stay. Rows must all belong to `party_uuid`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn replace_for_party(
        &self,
        party_uuid: Uuid,
        rows: &[SystemUser],
        fetched_at: Timestamp,
    ) -> Result<(), StoreError> {
        let party = id_text(party_uuid);
        let fetched_at = micros(fetched_at);
        let mut kept = Vec::with_capacity(rows.len());
        let mut transaction = self.store.write().await?;
        for row in rows {
            debug_assert_eq!(row.party_uuid, party_uuid, "rows of one organisation");
            let key = id_text(row.id);
            let kind = row.kind.as_str();
            let created = row.created.map(micros);
            let packages = list_text(&row.packages);
            sqlx::query!(
                "INSERT INTO system_users (party_uuid, id, kind, title, system_id, vendor_org_no, vendor, external_ref,
                                           created, packages)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                 ON CONFLICT (party_uuid, id) DO UPDATE SET
                     kind = excluded.kind, title = excluded.title, system_id = excluded.system_id,
                     vendor_org_no = excluded.vendor_org_no, vendor = coalesce(excluded.vendor, vendor),
                     external_ref = excluded.external_ref, created = excluded.created, packages = excluded.packages",
                party,
                key,
                kind,
                row.title,
                row.system_id,
                row.vendor_org_no,
                row.vendor,
                row.external_ref,
                created,
                packages
            )
            .execute(&mut *transaction)
            .await?;
            kept.push(key);
        }
        let kept = list_text(&kept);
        sqlx::query!(
            "DELETE FROM system_users WHERE party_uuid = ? AND id NOT IN (SELECT value FROM json_each(?))",
            party,
            kept
        )
        .execute(&mut *transaction)
        .await?;
        sqlx::query!(
            "INSERT INTO system_user_fetches (party_uuid, fetched_at) VALUES (?, ?)
             ON CONFLICT (party_uuid) DO UPDATE SET fetched_at = excluded.fetched_at, failure = NULL, failed_at = NULL",
            party,
            fetched_at
        )
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Notes that an organisation's list could not be read; what is known of it stays.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn record_failure(
        &self,
        party_uuid: Uuid,
        failure: &str,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let party = id_text(party_uuid);
        let at = micros(at);
        sqlx::query!(
            "INSERT INTO system_user_fetches (party_uuid, failure, failed_at) VALUES (?, ?, ?)
             ON CONFLICT (party_uuid) DO UPDATE SET failure = excluded.failure, failed_at = excluded.failed_at",
            party,
            failure,
            at
        )
        .execute(self.store.writer())
        .await?;
        Ok(())
    }

    /// All system users, or those of one organisation, by title.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list(&self, party_uuid: Option<Uuid>) -> Result<Vec<SystemUser>, StoreError> {
        let party = party_uuid.map(id_text);
        let rows = sqlx::query_as!(
            Raw,
            "SELECT party_uuid, id, kind, title, system_id, vendor_org_no, vendor, external_ref, created, packages
             FROM system_users WHERE ?1 IS NULL OR party_uuid = ?1",
            party
        )
        .fetch_all(self.store.readers())
        .await?;
        let mut users: Vec<SystemUser> = rows
            .into_iter()
            .map(SystemUser::try_from)
            .collect::<Result<_, _>>()?;
        users.sort_by_cached_key(|user| {
            (
                sort_key(&user.title),
                user.created,
                user.party_uuid,
                user.id,
            )
        });
        Ok(users)
    }

    /// How reading each organisation went.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn fetches(&self) -> Result<Vec<PartyFetch>, StoreError> {
        let rows = sqlx::query!(
            "SELECT party_uuid, fetched_at, failure, failed_at FROM system_user_fetches ORDER BY party_uuid"
        )
        .fetch_all(self.store.readers())
        .await?;
        rows.into_iter()
            .map(|row| {
                Ok(PartyFetch {
                    party_uuid: id(&row.party_uuid)?,
                    fetched_at: maybe_instant(row.fetched_at)?,
                    failure: row.failure,
                    failed_at: maybe_instant(row.failed_at)?,
                })
            })
            .collect()
    }

    /// One system user.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn get(&self, party_uuid: Uuid, id: Uuid) -> Result<Option<SystemUser>, StoreError> {
        let party = id_text(party_uuid);
        let key = id_text(id);
        let row = sqlx::query_as!(
            Raw,
            "SELECT party_uuid, id, kind, title, system_id, vendor_org_no, vendor, external_ref, created, packages
             FROM system_users WHERE party_uuid = ? AND id = ?",
            party,
            key
        )
        .fetch_optional(self.store.readers())
        .await?;
        row.map(SystemUser::try_from).transpose()
    }

    /// Keeps the detail of a system user (JSON). Gives `false` when there is no such row.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn set_detail(
        &self,
        party_uuid: Uuid,
        id: Uuid,
        body: &str,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let party = id_text(party_uuid);
        let key = id_text(id);
        let at = micros(at);
        let done = sqlx::query!(
            "UPDATE system_users SET detail = ?, detail_at = ? WHERE party_uuid = ? AND id = ?",
            body,
            at,
            party,
            key
        )
        .execute(self.store.writer())
        .await?;
        Ok(done.rows_affected() > 0)
    }

    /// The kept detail.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn detail(
        &self,
        party_uuid: Uuid,
        id: Uuid,
    ) -> Result<Option<SystemUserDetail>, StoreError> {
        let party = id_text(party_uuid);
        let key = id_text(id);
        let row = sqlx::query!(
            r#"SELECT detail AS "detail!", detail_at AS "detail_at!" FROM system_users
               WHERE party_uuid = ? AND id = ? AND detail IS NOT NULL AND detail_at IS NOT NULL"#,
            party,
            key
        )
        .fetch_optional(self.store.readers())
        .await?;
        row.map(|row| {
            Ok(SystemUserDetail {
                body: row.detail,
                at: instant(row.detail_at)?,
            })
        })
        .transpose()
    }

    /// Takes one away (withdrawn). Gives `false` when there was none.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn remove(&self, party_uuid: Uuid, id: Uuid) -> Result<bool, StoreError> {
        let party = id_text(party_uuid);
        let key = id_text(id);
        let done = sqlx::query!(
            "DELETE FROM system_users WHERE party_uuid = ? AND id = ?",
            party,
            key
        )
        .execute(self.store.writer())
        .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Forgets all organisations but these (the person lost access to the others). Gives how many system users went.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn retain_parties(&self, parties: &[Uuid]) -> Result<u64, StoreError> {
        let kept: Vec<String> = parties.iter().map(|party| id_text(*party)).collect();
        let kept = list_text(&kept);
        let mut transaction = self.store.write().await?;
        let gone = sqlx::query!(
            "DELETE FROM system_users WHERE party_uuid NOT IN (SELECT value FROM json_each(?))",
            kept
        )
        .execute(&mut *transaction)
        .await?;
        sqlx::query!(
            "DELETE FROM system_user_fetches WHERE party_uuid NOT IN (SELECT value FROM json_each(?))",
            kept
        )
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(gone.rows_affected())
    }
}
