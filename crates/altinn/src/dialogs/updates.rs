//! Updates of the one open dialog (Dialogporten reference, 2.4). An event carries no content: the dialog is read again.

use std::time::Duration;

use fullmakt_net::{Call, EventStream, Listened};
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::{DialogToken, DialogTrouble, Dialogs};
use crate::error::AltinnError;
use crate::kinds::DIALOG_EVENTS;

/// Longest time that one stream is held; the dialog, and so the token, is read anew before that.
const HELD: Duration = Duration::from_secs(60 * 60);

/// What happened to the open dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DialogUpdate {
    /// It changed.
    Updated,
    /// It was deleted.
    Deleted,
}

/// Updates as they come. Dropping it hangs up.
pub struct DialogUpdates(EventStream);

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireData {
    data: WireEvents,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireEvents {
    dialog_events: WireEvent,
}

#[derive(Deserialize)]
struct WireEvent {
    #[serde(rename = "type")]
    kind: String,
}

impl DialogUpdates {
    /// The next update; `None` when the server has ended the stream.
    ///
    /// # Errors
    /// See [`AltinnError`].
    pub async fn next(&mut self) -> Result<Option<DialogUpdate>, AltinnError> {
        while let Some(event) = self.0.next().await? {
            if event.name == "complete" {
                return Ok(None);
            }
            let Ok(wire) = serde_json::from_str::<WireData>(&event.data) else {
                continue;
            };
            match wire.data.dialog_events.kind.as_str() {
                "DIALOG_UPDATED" => return Ok(Some(DialogUpdate::Updated)),
                "DIALOG_DELETED" => return Ok(Some(DialogUpdate::Deleted)),
                _ => {}
            }
        }
        Ok(None)
    }
}

impl Dialogs<'_> {
    /// Listens to one open dialog, by its own token. The id stands in the text of the query, since the server compares it
    /// there with the token.
    ///
    /// # Errors
    /// See [`DialogTrouble`].
    pub async fn updates(
        &self,
        id: Uuid,
        token: &DialogToken,
    ) -> Result<DialogUpdates, DialogTrouble> {
        let url = self.0.platform("dialogporten/graphql/stream", []);
        let query = format!("subscription {{ dialogEvents(dialogId: \"{id}\") {{ id type }} }}");
        let call = Call::post(DIALOG_EVENTS, url)
            .bearer(token)
            .accept("text/event-stream")
            .timeout(HELD)
            .json(json!({ "query": query }));
        match self.0.listen(call).await? {
            Listened::Events(events) => Ok(DialogUpdates(*events)),
            Listened::Answer(answer) => Err(DialogTrouble::of(&answer)),
        }
    }
}
