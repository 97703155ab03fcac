//! What the person writes about an access, and when to look at it again. Nothing of it leaves this machine.

use jiff::civil::Date;

use super::acknowledge::key;
use crate::failures::from_store;
use crate::state::App;
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::table::Topic;
use crate::surface::watch::{SetNote, SetReviewDate};

/// Longest note, in characters.
const LONGEST: usize = 2_000;

impl App {
    /// Writes a note, or takes it away.
    pub(crate) async fn set_note(&self, input: SetNote) -> Result<(), Failure> {
        let account = self.account()?;
        let (party, id) = key(&input.party_uuid, &input.id)?;
        let text = input.text.trim();
        if text.chars().count() > LONGEST {
            return Err(Failure::new(ErrorCode::InvalidInput).with("field", "text"));
        }
        let note = (!text.is_empty()).then_some(text);
        let notes = account.store.access_notes();
        let written = notes.set_note(party, id, note).await;
        written.map_err(|e| from_store(&e))?;
        self.changed(&[Topic::SystemUsers]);
        Ok(())
    }

    /// Sets the day to look again, or takes it away.
    pub(crate) async fn set_review_date(&self, input: SetReviewDate) -> Result<(), Failure> {
        let account = self.account()?;
        let (party, id) = key(&input.party_uuid, &input.id)?;
        let day = match &input.on {
            Some(text) => {
                let day = text.parse::<Date>();
                let day =
                    day.map_err(|_| Failure::new(ErrorCode::InvalidInput).with("field", "on"))?;
                Some(day.to_string())
            }
            None => None,
        };
        let notes = account.store.access_notes();
        let set = notes.set_review_on(party, id, day.as_deref()).await;
        set.map_err(|e| from_store(&e))?;
        self.changed(&[Topic::SystemUsers, Topic::Status]);
        Ok(())
    }
}
