//! The user's own tags.

use uuid::Uuid;

use super::place::look;
use super::{id, own_text};
use crate::failures::from_store;
use crate::state::App;
use crate::surface::clients::TagClients;
use crate::surface::common::Failure;
use crate::surface::table::Topic;

/// Letters of a tag at most.
const LONGEST: usize = 40;

impl App {
    /// Puts a tag on clients, or takes it off.
    pub(crate) async fn tag_clients(&self, input: TagClients) -> Result<(), Failure> {
        let account = self.account()?;
        let firm = id(&input.firm, "firm")?;
        let tag = own_text(&input.tag, LONGEST, "tag")?;
        let picture = self.picture(&account, firm).await?;
        let rows = self.selected(&account, &picture, &input.clients).await?;
        let clients: Vec<Uuid> = {
            let matrix = look(&picture.matrix);
            rows.iter().map(|&row| matrix.clients()[row].id).collect()
        };
        let tags = account.store.client_tags();
        let set = tags.set(firm, &clients, tag, input.on).await;
        set.map_err(|e| from_store(&e))?;
        self.changed(&[Topic::Clients]);
        Ok(())
    }
}
