//! The user's own groups of organisations («Mva-klienter»).

use jiff::Timestamp;
use uuid::Uuid;

use crate::text::{id, id_text, instant, micros, small};
use crate::{Store, StoreError};

/// A group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Key.
    pub id: Uuid,
    /// Name of the user's choice.
    pub name: String,
    /// When it was made.
    pub made_at: Timestamp,
    /// How many organisations are in it, whether or not they are in the list of actors.
    pub members: u32,
}

/// The tables of groups and their members.
#[derive(Clone, Copy)]
pub struct Groups<'a> {
    pub(crate) store: &'a Store,
}

impl Groups<'_> {
    /// Makes a group, last in the list, or gives one another name.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put(&self, id: Uuid, name: &str, at: Timestamp) -> Result<(), StoreError> {
        let id = id_text(id);
        let at = micros(at);
        sqlx::query!(
            "INSERT INTO groups (id, position, name, made_at)
             SELECT ?1, coalesce(max(position), 0) + 1, ?2, ?3 FROM groups WHERE true
             ON CONFLICT (id) DO UPDATE SET name = excluded.name",
            id,
            name,
            at
        )
        .execute(self.store.writer())
        .await?;
        Ok(())
    }

    /// Replaces the members of a group. Does nothing when there is no such group.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn set_members(&self, group: Uuid, parties: &[Uuid]) -> Result<(), StoreError> {
        let group = id_text(group);
        let parties: Vec<String> = parties.iter().map(|&party| id_text(party)).collect();
        let parties = crate::text::list_text(&parties);
        let mut transaction = self.store.write().await?;
        sqlx::query!("DELETE FROM group_members WHERE group_id = ?", group)
            .execute(&mut *transaction)
            .await?;
        sqlx::query!(
            "INSERT OR IGNORE INTO group_members (group_id, party_uuid)
             SELECT g.id, p.value FROM groups g, json_each(?2) p WHERE g.id = ?1",
            group,
            parties
        )
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Members of a group, in the order of the list of actors; those that are not in it last.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn members(&self, group: Uuid) -> Result<Vec<Uuid>, StoreError> {
        let group = id_text(group);
        let rows = sqlx::query_scalar!(
            "SELECT m.party_uuid FROM group_members m LEFT JOIN actors a ON a.party_uuid = m.party_uuid
             WHERE m.group_id = ? ORDER BY a.position IS NULL, a.position, m.party_uuid",
            group
        )
        .fetch_all(self.store.readers())
        .await?;
        rows.iter().map(|row| id(row)).collect()
    }

    /// All groups, in the order in which they were made.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn all(&self) -> Result<Vec<Group>, StoreError> {
        let rows = sqlx::query!(
            r#"SELECT g.id, g.name, g.made_at, count(m.party_uuid) AS "members!: i64"
               FROM groups g LEFT JOIN group_members m ON m.group_id = g.id
               GROUP BY g.id ORDER BY g.position, g.id"#
        )
        .fetch_all(self.store.readers())
        .await?;
        rows.into_iter()
            .map(|row| {
                Ok(Group {
                    id: id(&row.id)?,
                    name: row.name,
                    made_at: instant(row.made_at)?,
                    members: small(row.members)?,
                })
            })
            .collect()
    }

    /// Forgets a group.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn remove(&self, group: Uuid) -> Result<(), StoreError> {
        let group = id_text(group);
        sqlx::query!("DELETE FROM groups WHERE id = ?", group)
            .execute(self.store.writer())
            .await?;
        Ok(())
    }
}
