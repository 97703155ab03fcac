//! Where a message stands in a list, to keep a selection when the list changes.

use super::query;
use crate::failures::from_store;
use crate::state::App;
use crate::surface::common::Failure;
use crate::surface::messages::{Place, PlaceQuery};
use crate::time::days;

impl App {
    /// Where a message stands. One that left the list still has neighbours: those between which it stood.
    pub(crate) async fn place_of_message(&self, input: PlaceQuery) -> Result<Place, Failure> {
        let account = self.account()?;
        let (list, _) = self.list_as_of(&input.list, &days(self.now()))?;
        let id = super::id(&input.id, "id")?;
        let unread = query::unread(&list);
        let dialogs = account.store.dialogs();
        let (index, beside, unread) = tokio::try_join!(
            dialogs.position(&list, id),
            dialogs.neighbours(&list, id),
            dialogs.neighbours(&unread, id)
        )
        .map_err(|e| from_store(&e))?;
        Ok(Place {
            index,
            previous: beside.previous.map(|id| id.to_string()),
            next: beside.next.map(|id| id.to_string()),
            next_unread: unread.next.map(|id| id.to_string()),
        })
    }
}
