//! One client across all agents.

use fullmakt_domain::clients::{Grant, Query};

use super::id;
use super::matrix::{client_row, columns, named, tags_by_client};
use super::picture::group_members;
use super::place::look;
use crate::failures::from_store;
use crate::state::App;
use crate::surface::clients::{ClientRef, ClientView, GivenByRole};
use crate::surface::common::{ErrorCode, Failure};

impl App {
    /// One client, from memory.
    pub(crate) async fn client_view(&self, input: ClientRef) -> Result<ClientView, Failure> {
        let account = self.account()?;
        let (firm, client) = (id(&input.firm, "firm")?, id(&input.client, "client")?);
        let picture = self.picture(&account, firm).await?;
        let names = self.package_names(&account).await;
        let vendors = self.vendor_names(&account).await;
        let (fetched_at, _) = self.firm_state(&account, firm).await?;
        let mut groups = Vec::new();
        let all = account.store.groups().all().await;
        for group in all.map_err(|e| from_store(&e))? {
            if group_members(&account, group.id).await?.contains(&client) {
                groups.push(group.id.to_string());
            }
        }
        let matrix = look(&picture.matrix);
        let row = matrix
            .client_place(client)
            .ok_or_else(|| Failure::new(ErrorCode::ClientGone))?;
        let query = Query {
            agents: (0..matrix.agents().len()).collect(),
            ..Query::default()
        };
        let counted = matrix.view(&query, &picture.marks.cells).columns;
        let by_role = |grant: &Grant| -> Vec<GivenByRole> {
            let access = grant.access(matrix.packages()).into_iter();
            access
                .map(|one| GivenByRole {
                    role: one.role,
                    packages: one.packages,
                })
                .collect()
        };
        let gives = by_role(matrix.given(row));
        let held: Vec<Vec<String>> = query
            .agents
            .iter()
            .map(|&agent| {
                let held = matrix.held(agent, row);
                held.map(|grant| matrix.packages().codes(&grant.all))
                    .unwrap_or_default()
            })
            .collect();
        let columns = columns(&matrix, &picture, &query, &counted, &vendors);
        let spoken = gives.iter().map(|one| &one.packages).chain(&held);
        let spoken = spoken.chain(columns.iter().map(|column| &column.packages));
        Ok(ClientView {
            packages: named(&names, spoken),
            row: client_row(
                &matrix,
                row,
                &query,
                &picture.marks,
                &tags_by_client(&picture),
            ),
            columns,
            gives,
            held,
            groups,
            fetched_at,
        })
    }
}
