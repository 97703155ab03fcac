//! Dialogs: stored ones, and generated ones that are made when they are read.

pub(crate) mod dialog;
mod forms;
pub(crate) mod full_text;
pub(crate) mod generated;
pub(crate) mod ids;
pub(crate) mod kinds;
pub(crate) mod labels;
pub(crate) mod query;
pub(crate) mod search;
pub(crate) mod series;
pub(crate) mod sight;
pub(crate) mod text;

use std::borrow::Cow;
use std::collections::HashMap;

use uuid::Uuid;

use dialog::Dialog;
use generated::Generated;

/// Media type of a reference to content in Markdown.
pub(crate) const MARKDOWN_EMBED: &str =
    "application/vnd.dialogporten.frontchannelembed-url;type=text/markdown";
/// The same for content in HTML, for services from before.
pub(crate) const HTML_EMBED: &str =
    "application/vnd.dialogporten.frontchannelembed-url;type=text/html";

/// All dialogs.
#[derive(Default)]
pub(crate) struct Dialogs {
    stored: Vec<Dialog>,
    by_id: HashMap<Uuid, usize>,
    generated: Generated,
}

impl Dialogs {
    /// Adds one, or replaces the one with its id.
    pub(crate) fn put(&mut self, dialog: Dialog) {
        match self.by_id.get(&dialog.id) {
            Some(at) => self.stored[*at] = dialog,
            None => {
                self.by_id.insert(dialog.id, self.stored.len());
                self.stored.push(dialog);
            }
        }
    }

    /// Adds generated ones.
    pub(crate) fn set_generated(&mut self, generated: Generated) {
        self.generated = generated;
    }

    /// The one with this id, whatever its state.
    pub(crate) fn get(&self, id: Uuid) -> Option<Cow<'_, Dialog>> {
        if let Some(at) = self.by_id.get(&id) {
            return Some(Cow::Borrowed(&self.stored[*at]));
        }
        let row = self.generated.row_of(id)?;
        Some(Cow::Owned(self.generated.dialog(row)))
    }

    /// The same for changing. A generated one becomes a stored one.
    pub(crate) fn get_mut(&mut self, id: Uuid) -> Option<&mut Dialog> {
        if !self.by_id.contains_key(&id) {
            let row = self.generated.row_of(id)?;
            let dialog = self.generated.dialog(row);
            self.generated.take(row);
            self.put(dialog);
        }
        self.by_id.get(&id).map(|at| &mut self.stored[*at])
    }

    /// Takes one away as if it had never been. Whether there was one.
    pub(crate) fn purge(&mut self, id: Uuid) -> bool {
        if self.get_mut(id).is_none() {
            return false;
        }
        self.stored.retain(|dialog| dialog.id != id);
        self.by_id = (self.stored.iter().zip(0..))
            .map(|(dialog, at)| (dialog.id, at))
            .collect();
        true
    }

    /// Stored ones, in the order they came.
    pub(crate) fn stored(&self) -> &[Dialog] {
        &self.stored
    }

    /// How many there are in all.
    pub(crate) fn len(&self) -> usize {
        self.stored.len() + self.generated.len()
    }

    /// The stored dialog that stands for a message or an instance.
    pub(crate) fn find(&self, fits: impl Fn(&Dialog) -> bool) -> Option<&Dialog> {
        self.stored.iter().find(|dialog| fits(dialog))
    }
}
