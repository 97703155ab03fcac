//! Which clients a command is about.

use std::collections::HashSet;

use uuid::Uuid;

use super::ids;
use super::picture::Picture;
use super::place::look;
use crate::state::{Account, App};
use crate::surface::clients::ClientSelection;
use crate::surface::common::{ErrorCode, Failure};

impl App {
    /// Rows of a selection, each once, in its order. Clients that are not the firm's are an error: what was chosen is not
    /// what would be done.
    pub(super) async fn selected(
        &self,
        account: &Account,
        picture: &Picture,
        selection: &ClientSelection,
    ) -> Result<Vec<usize>, Failure> {
        match selection {
            ClientSelection::Ids { ids: keys } => {
                let keys = ids(keys, "ids")?;
                let matrix = look(&picture.matrix);
                let mut seen = HashSet::new();
                let rows = keys.into_iter().filter(|key| seen.insert(*key));
                rows.map(|key| {
                    matrix
                        .client_place(key)
                        .ok_or_else(|| Failure::new(ErrorCode::ClientGone))
                })
                .collect()
            }
            ClientSelection::Matching { matrix, except } => {
                let query = self.matrix_query(account, picture, matrix).await?;
                let except: HashSet<Uuid> = ids(except, "except")?.into_iter().collect();
                let matrix = look(&picture.matrix);
                let view = matrix.view(&query, &picture.marks.cells);
                let rows = view.rows.into_iter();
                Ok(rows
                    .filter(|&row| !except.contains(&matrix.clients()[row].id))
                    .collect())
            }
        }
    }
}
