//! What agents hold of clients, and the patterns that both are kept by.

use std::collections::HashMap;

use fullmakt_domain::clients::{Access, AgentClient, Matrix};
use jiff::Timestamp;
use sqlx::{Sqlite, Transaction};
use uuid::Uuid;

use crate::text::{id, id_text, micros};
use crate::{Store, StoreError};

/// The table of cells.
#[derive(Clone, Copy)]
pub struct ClientCells<'a> {
    pub(crate) store: &'a Store,
}

impl ClientCells<'_> {
    /// Replaces what an agent holds, and notes the time. Clients that are not the firm's are left out.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn replace(
        &self,
        firm: Uuid,
        agent: Uuid,
        clients: &[AgentClient],
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let firm = id_text(firm);
        let agent = id_text(agent);
        let at = micros(at);
        let mut transaction = self.store.write().await?;
        let access: Vec<&[Access]> = clients.iter().map(|c| c.access.as_slice()).collect();
        let grants = put_grants(&mut transaction, &access).await?;
        let cells: HashMap<String, i64> = clients
            .iter()
            .zip(grants)
            .map(|(client, held)| (id_text(client.client), held))
            .collect();
        let cells = serde_json::to_string(&cells).expect("a map of numbers is always JSON");
        sqlx::query!(
            "DELETE FROM client_cells
             WHERE agent IN (SELECT key FROM client_agents WHERE firm = ?1 AND party_uuid = ?2)",
            firm,
            agent
        )
        .execute(&mut *transaction)
        .await?;
        sqlx::query!(
            "INSERT INTO client_cells (agent, client, held)
             SELECT a.key, c.key, j.value FROM json_each(?3) j
             JOIN client_agents a ON a.firm = ?1 AND a.party_uuid = ?2
             JOIN clients c ON c.firm = ?1 AND c.party_uuid = j.key",
            firm,
            agent,
            cells
        )
        .execute(&mut *transaction)
        .await?;
        sqlx::query!(
            "UPDATE client_agents SET fetched_at = ?3, failure = NULL
             WHERE firm = ?1 AND party_uuid = ?2",
            firm,
            agent,
            at
        )
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Notes what an agent holds of one client after a change that Altinn confirmed.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn set(
        &self,
        firm: Uuid,
        agent: Uuid,
        client: Uuid,
        access: &[Access],
    ) -> Result<(), StoreError> {
        let firm = id_text(firm);
        let agent = id_text(agent);
        let client = id_text(client);
        let mut transaction = self.store.write().await?;
        let held = put_grants(&mut transaction, &[access]).await?[0];
        let is_empty = access.iter().all(|one| one.packages.is_empty());
        sqlx::query!(
            "DELETE FROM client_cells
             WHERE agent IN (SELECT key FROM client_agents WHERE firm = ?1 AND party_uuid = ?2)
             AND client IN (SELECT key FROM clients WHERE firm = ?1 AND party_uuid = ?3)",
            firm,
            agent,
            client
        )
        .execute(&mut *transaction)
        .await?;
        if !is_empty {
            sqlx::query!(
                "INSERT INTO client_cells (agent, client, held)
                 SELECT a.key, c.key, ?4 FROM client_agents a, clients c
                 WHERE a.firm = ?1 AND a.party_uuid = ?2 AND c.firm = ?1 AND c.party_uuid = ?3",
                firm,
                agent,
                client,
                held
            )
            .execute(&mut *transaction)
            .await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// The whole matrix of a firm: clients by name, agents by title.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn matrix(&self, firm: Uuid) -> Result<Matrix, StoreError> {
        let agents = self.store.client_agents().list(firm).await?;
        let firm = id_text(firm);
        let mut transaction = self.store.readers().begin().await?;
        let grants = sqlx::query!("SELECT key, body FROM client_grants")
            .fetch_all(&mut *transaction)
            .await?;
        let grants: HashMap<i64, Vec<Access>> = grants
            .into_iter()
            .map(|row| {
                let access = serde_json::from_str(&row.body);
                let access = access.map_err(|_| StoreError::unreadable("packages by role"))?;
                Ok((row.key, access))
            })
            .collect::<Result<_, StoreError>>()?;
        let of = |key: i64| grants.get(&key).map(Vec::as_slice).unwrap_or_default();
        let mut matrix = Matrix::default();
        let clients = sqlx::query!(
            r#"SELECT key, party_uuid, name, org_no, form, is_deleted AS "is_deleted: bool", given
               FROM clients WHERE firm = ? ORDER BY sort_key, party_uuid"#,
            firm
        )
        .fetch_all(&mut *transaction)
        .await?;
        let mut places = HashMap::with_capacity(clients.len());
        for row in clients {
            let client = id(&row.party_uuid)?;
            let place = matrix.add_client(
                client,
                row.name,
                row.org_no,
                row.form,
                row.is_deleted,
                of(row.given),
            );
            places.insert(row.key, place);
        }
        for agent in agents {
            matrix.add_agent(
                agent.party_uuid,
                agent.kind,
                agent.title,
                &agent.packages,
                agent.fetched_at,
            );
        }
        // One text for each agent: a row for each cell would cost more to hand over than to read.
        let cells = sqlx::query!(
            r#"SELECT a.party_uuid,
                      (SELECT group_concat(client || ' ' || held, ',') FROM client_cells WHERE agent = a.key)
                          AS "cells: String"
               FROM client_agents a WHERE a.firm = ?"#,
            firm
        )
        .fetch_all(&mut *transaction)
        .await?;
        for row in cells {
            let Some(agent) = matrix.agent_place(id(&row.party_uuid)?) else {
                continue;
            };
            for cell in row.cells.as_deref().unwrap_or_default().split(',') {
                let Some((client, held)) = cell.split_once(' ') else {
                    continue;
                };
                let number = |text: &str| text.parse::<i64>().ok();
                if let (Some(client), Some(held)) = (number(client), number(held))
                    && let Some(&client) = places.get(&client)
                {
                    matrix.set_held(agent, client, of(held));
                }
            }
        }
        transaction.commit().await?;
        matrix.settle();
        Ok(matrix)
    }
}

/// Keys of these patterns, in their order; new ones are written.
pub(crate) async fn put_grants(
    transaction: &mut Transaction<'static, Sqlite>,
    all: &[&[Access]],
) -> Result<Vec<i64>, StoreError> {
    let mut known: HashMap<&[Access], i64> = HashMap::new();
    let mut keys = Vec::with_capacity(all.len());
    for &access in all {
        if let Some(&key) = known.get(access) {
            keys.push(key);
            continue;
        }
        let body = serde_json::to_string(access).expect("packages by role are always JSON");
        let key = sqlx::query_scalar!(
            r#"INSERT INTO client_grants (body) VALUES (?)
               ON CONFLICT (body) DO UPDATE SET body = excluded.body RETURNING key AS "key!: i64""#,
            body
        )
        .fetch_one(&mut **transaction)
        .await?;
        known.insert(access, key);
        keys.push(key);
    }
    Ok(keys)
}
