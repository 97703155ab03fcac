//! Actors: the parties that the person may act for, replaced as a whole whenever Altinn's list is read.

mod order;
mod page;
mod raw;
mod row;

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use uuid::Uuid;

pub use row::{
    Actor, ActorCounts, ActorGroup, ActorKind, ActorRow, ActorSlim, ActorsPage, ActorsQuery,
};

use crate::dialogs::put_down_renamed;
use crate::text::{folded, id, id_text, instant, maybe_instant, micros, small};
use crate::{Store, StoreError};

/// The actor table.
#[derive(Clone, Copy)]
pub struct Actors<'a> {
    pub(crate) store: &'a Store,
}

impl Actors<'_> {
    /// Replaces the whole list in one transaction. Favourites and recents stay. Messages of actors whose names changed
    /// wait to be indexed anew ([`crate::dialogs::Dialogs::reindex`]). Gives `false` when the list was the same as
    /// before and only the time changed.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn replace_all(
        &self,
        actors: &[Actor],
        fetched_at: Timestamp,
    ) -> Result<bool, StoreError> {
        let ordered = order::in_order(actors);
        let mut payload = String::with_capacity(actors.len() * 256);
        payload.push('[');
        for (position, actor) in ordered.iter().enumerate() {
            if position > 0 {
                payload.push(',');
            }
            payload.push_str(&as_json(position, actor));
        }
        payload.push(']');
        let digest = Sha256::digest(&payload).to_vec();
        let fetched_at = micros(fetched_at);

        let mut transaction = self.store.write().await?;
        let known = sqlx::query_scalar!("SELECT digest FROM actor_list")
            .fetch_optional(&mut *transaction)
            .await?;
        let changed = known.as_ref() != Some(&digest);
        if changed {
            sqlx::query!("DELETE FROM actors")
                .execute(&mut *transaction)
                .await?;
            // One statement for all rows: twenty thousand round trips to the connection's thread would take longer than
            // the writing itself.
            sqlx::query!(
                "INSERT INTO actors (position, party_uuid, party_id, name, folded, org_no, kind, form, parent,
                                     is_deleted, is_heading_only, access_manager, roles, packages)
                 SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6,
                        value ->> 7, value ->> 8, value ->> 9, value ->> 10, value ->> 11, value -> 12, value -> 13
                 FROM json_each(?)",
                payload
            )
            .execute(&mut *transaction)
            .await?;
            put_down_renamed(&mut transaction).await?;
        }
        sqlx::query!(
            "INSERT INTO actor_list (id, fetched_at, digest) VALUES (1, ?, ?)
             ON CONFLICT (id) DO UPDATE SET fetched_at = excluded.fetched_at, digest = excluded.digest",
            fetched_at,
            digest
        )
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(changed)
    }

    /// When the list was last read from Altinn; `None` if never.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn fetched_at(&self) -> Result<Option<Timestamp>, StoreError> {
        let at = sqlx::query_scalar!("SELECT fetched_at FROM actor_list")
            .fetch_optional(self.store.readers())
            .await?;
        maybe_instant(at)
    }

    /// One actor.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn get(&self, party_uuid: Uuid) -> Result<Option<ActorRow>, StoreError> {
        let party_uuid = id_text(party_uuid);
        let row = sqlx::query_as!(
            raw::Raw,
            r#"SELECT party_uuid AS "party_uuid!", party_id, name AS "name!", org_no, kind AS "kind!", form, parent,
                      is_deleted AS "is_deleted!: bool", is_heading_only AS "is_heading_only!: bool",
                      access_manager AS "access_manager: bool", roles AS "roles!", packages AS "packages!",
                      parent_name AS "parent_name?", favourite AS "favourite!: bool",
                      opened_at AS "opened_at?: i64"
               FROM actor_rows WHERE party_uuid = ?"#,
            party_uuid
        )
        .fetch_optional(self.store.readers())
        .await?;
        row.map(ActorRow::try_from).transpose()
    }

    /// The actor with this organisation number (nine digits).
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn by_org_no(&self, org_no: &str) -> Result<Option<ActorRow>, StoreError> {
        let found = sqlx::query_scalar!(
            "SELECT party_uuid FROM actors WHERE org_no = ? ORDER BY is_deleted, is_heading_only, position LIMIT 1",
            org_no
        )
        .fetch_optional(self.store.readers())
        .await?;
        match found {
            Some(party_uuid) => self.get(id(&party_uuid)?).await,
            None => Ok(None),
        }
    }

    /// Sub-units of a main unit, in the order of the list.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn units_of(&self, main_unit: Uuid) -> Result<Vec<Uuid>, StoreError> {
        let main_unit = id_text(main_unit);
        let rows = sqlx::query_scalar!(
            "SELECT party_uuid FROM actors WHERE parent = ? ORDER BY position",
            main_unit
        )
        .fetch_all(self.store.readers())
        .await?;
        rows.iter().map(|row| id(row)).collect()
    }

    /// A window of a group.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn page(&self, query: &ActorsQuery) -> Result<ActorsPage, StoreError> {
        page::page(self.store, query).await
    }

    /// How many actors there are.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn counts(&self) -> Result<ActorCounts, StoreError> {
        let row = sqlx::query!(
            r#"SELECT count(*) FILTER (WHERE is_deleted = 0 AND is_heading_only = 0) AS "choosable!: i64",
                      count(*) FILTER (WHERE is_deleted = 1) AS "deleted!: i64",
                      count(*) FILTER (WHERE is_deleted = 0 AND is_heading_only = 1) AS "headings!: i64",
                      count(*) FILTER (WHERE is_deleted = 0 AND access_manager = 1) AS "access_manager!: i64"
               FROM actors"#
        )
        .fetch_one(self.store.readers())
        .await?;
        Ok(ActorCounts {
            choosable: small(row.choosable)?,
            deleted: small(row.deleted)?,
            headings: small(row.headings)?,
            access_manager: small(row.access_manager)?,
        })
    }

    /// All actors, in the order of the list, with the least that an index needs.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn all_slim(&self) -> Result<Vec<ActorSlim>, StoreError> {
        let rows = sqlx::query!(
            r#"SELECT a.party_uuid, a.party_id, a.name, a.org_no, a.kind, a.is_deleted AS "is_deleted: bool",
                      a.is_heading_only AS "is_heading_only: bool", a.access_manager AS "access_manager: bool",
                      f.at AS "starred_at?: i64", r.opened_at AS "opened_at?: i64"
               FROM actors a
               LEFT JOIN favourites f ON f.party_uuid = a.party_uuid
               LEFT JOIN recents r ON r.party_uuid = a.party_uuid
               ORDER BY a.position"#
        )
        .fetch_all(self.store.readers())
        .await?;
        rows.into_iter()
            .map(|row| {
                Ok(ActorSlim {
                    party_uuid: id(&row.party_uuid)?,
                    party_id: row.party_id.map(small).transpose()?,
                    name: row.name,
                    org_no: row.org_no,
                    kind: ActorKind::parse(&row.kind)?,
                    is_deleted: row.is_deleted,
                    is_heading_only: row.is_heading_only,
                    access_manager: row.access_manager,
                    favourite: row.starred_at.is_some(),
                    opened_at: row.opened_at.map(instant).transpose()?,
                })
            })
            .collect()
    }
}

/// One actor as the array that the insert takes apart, in the order of its columns.
fn as_json(position: usize, actor: &Actor) -> String {
    serde_json::json!([
        position,
        id_text(actor.party_uuid),
        actor.party_id,
        actor.name,
        folded(&actor.name),
        actor.org_no,
        actor.kind.as_str(),
        actor.form,
        actor.parent.map(id_text),
        actor.is_deleted,
        actor.is_heading_only,
        actor.access_manager,
        actor.roles,
        actor.packages,
    ])
    .to_string()
}
