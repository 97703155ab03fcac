//! Rows of the actor tables as they are stored.

use super::row::{Actor, ActorKind, ActorRow};
use crate::StoreError;
use crate::text;

/// A row of the view `actor_rows`.
#[derive(sqlx::FromRow)]
pub(super) struct Raw {
    pub party_uuid: String,
    pub party_id: Option<i64>,
    pub name: String,
    pub org_no: Option<String>,
    pub kind: String,
    pub form: Option<String>,
    pub parent: Option<String>,
    pub is_deleted: bool,
    pub is_heading_only: bool,
    pub access_manager: Option<bool>,
    pub roles: String,
    pub packages: String,
    pub parent_name: Option<String>,
    pub favourite: bool,
    pub opened_at: Option<i64>,
}

impl TryFrom<Raw> for ActorRow {
    type Error = StoreError;

    fn try_from(raw: Raw) -> Result<Self, StoreError> {
        Ok(ActorRow {
            actor: Actor {
                party_uuid: text::id(&raw.party_uuid)?,
                party_id: raw.party_id.map(text::small).transpose()?,
                name: raw.name,
                org_no: raw.org_no,
                kind: ActorKind::parse(&raw.kind)?,
                form: raw.form,
                parent: text::maybe_id(raw.parent)?,
                is_deleted: raw.is_deleted,
                is_heading_only: raw.is_heading_only,
                access_manager: raw.access_manager,
                roles: text::list(&raw.roles)?,
                packages: text::list(&raw.packages)?,
            },
            parent_name: raw.parent_name,
            favourite: raw.favourite,
            opened_at: text::maybe_instant(raw.opened_at)?,
        })
    }
}
