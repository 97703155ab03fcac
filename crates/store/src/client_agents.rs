//! Agents of firms: system users and people that clients are given to.

use fullmakt_domain::clients::AgentKind;
use jiff::Timestamp;
use uuid::Uuid;

use crate::text::{id, id_text, list, list_text, maybe_instant, micros, sort_key};
use crate::{Store, StoreError};

/// An agent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgentRow {
    /// Party UUID; for a system user its id.
    pub party_uuid: Uuid,
    /// Sort.
    pub kind: AgentKind,
    /// Title of the system user, or name of the person.
    pub title: String,
    /// The vendor's organisation number.
    pub vendor_org_no: Option<String>,
    /// Package codes that a system user needs.
    pub packages: Vec<String>,
    /// When it was added.
    pub added_at: Option<Timestamp>,
    /// When its clients were read; `None` if never. Not written by [`ClientAgents::replace`].
    pub fetched_at: Option<Timestamp>,
    /// Why they could not be read, last time (JSON of the app's making). Not written either.
    pub failure: Option<String>,
}

fn kind_text(kind: AgentKind) -> &'static str {
    match kind {
        AgentKind::SystemUser => "system_user",
        AgentKind::Person => "person",
    }
}

fn kind_of(text: &str) -> Result<AgentKind, StoreError> {
    match text {
        "system_user" => Ok(AgentKind::SystemUser),
        "person" => Ok(AgentKind::Person),
        _ => Err(StoreError::unreadable("sort of agent")),
    }
}

/// The table of agents.
#[derive(Clone, Copy)]
pub struct ClientAgents<'a> {
    pub(crate) store: &'a Store,
}

impl ClientAgents<'_> {
    /// Replaces the agents of a firm. What those hold that are still there stays.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn replace(&self, firm: Uuid, agents: &[AgentRow]) -> Result<(), StoreError> {
        let firm = id_text(firm);
        let kept: Vec<String> = agents.iter().map(|a| id_text(a.party_uuid)).collect();
        let kept_list = list_text(&kept);
        let mut transaction = self.store.write().await?;
        sqlx::query!(
            "DELETE FROM client_agents WHERE firm = ?1 AND party_uuid NOT IN (SELECT value FROM json_each(?2))",
            firm,
            kept_list
        )
        .execute(&mut *transaction)
        .await?;
        for (agent, key) in agents.iter().zip(kept) {
            let kind = kind_text(agent.kind);
            let packages = list_text(&agent.packages);
            let added_at = agent.added_at.map(micros);
            sqlx::query!(
                "INSERT INTO client_agents (firm, party_uuid, kind, title, vendor_org_no, packages, added_at)
                 SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 FROM client_firms WHERE party_uuid = ?1
                 ON CONFLICT (firm, party_uuid) DO UPDATE SET
                     kind = excluded.kind, title = excluded.title, vendor_org_no = excluded.vendor_org_no,
                     packages = excluded.packages, added_at = excluded.added_at",
                firm,
                key,
                kind,
                agent.title,
                agent.vendor_org_no,
                packages,
                added_at
            )
            .execute(&mut *transaction)
            .await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// Agents of a firm, by title.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list(&self, firm: Uuid) -> Result<Vec<AgentRow>, StoreError> {
        let firm = id_text(firm);
        let rows = sqlx::query!(
            "SELECT party_uuid, kind, title, vendor_org_no, packages, added_at, fetched_at, failure
             FROM client_agents WHERE firm = ?",
            firm
        )
        .fetch_all(self.store.readers())
        .await?;
        let mut agents = rows
            .into_iter()
            .map(|row| {
                Ok(AgentRow {
                    party_uuid: id(&row.party_uuid)?,
                    kind: kind_of(&row.kind)?,
                    title: row.title,
                    vendor_org_no: row.vendor_org_no,
                    packages: list(&row.packages)?,
                    added_at: maybe_instant(row.added_at)?,
                    fetched_at: maybe_instant(row.fetched_at)?,
                    failure: row.failure,
                })
            })
            .collect::<Result<Vec<AgentRow>, StoreError>>()?;
        agents.sort_by_cached_key(|agent| (sort_key(&agent.title), agent.party_uuid));
        Ok(agents)
    }

    /// Notes that what an agent holds could not be read; what is known stays.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn record_failure(
        &self,
        firm: Uuid,
        agent: Uuid,
        failure: &str,
    ) -> Result<(), StoreError> {
        let firm = id_text(firm);
        let agent = id_text(agent);
        sqlx::query!(
            "UPDATE client_agents SET failure = ?3 WHERE firm = ?1 AND party_uuid = ?2",
            firm,
            agent,
            failure
        )
        .execute(self.store.writer())
        .await?;
        Ok(())
    }

    /// Forgets an agent, with what it holds.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn remove(&self, firm: Uuid, agent: Uuid) -> Result<(), StoreError> {
        let firm = id_text(firm);
        let agent = id_text(agent);
        sqlx::query!(
            "DELETE FROM client_agents WHERE firm = ? AND party_uuid = ?",
            firm,
            agent
        )
        .execute(self.store.writer())
        .await?;
        Ok(())
    }
}
