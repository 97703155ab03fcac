//! Filing. Labels are shared by everyone with access to the dialog.

use fullmakt_domain::dialog::Label;
use fullmakt_net::{Answer, Call};
use serde_json::json;
use uuid::Uuid;

use super::wire::revision;
use super::{DialogTrouble, Dialogs};
use crate::kinds::{DIALOG_LABELS, DIALOG_LABELS_BULK};

/// Labels to add and to remove.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LabelChange {
    /// To add.
    pub add: Vec<Label>,
    /// To remove.
    pub remove: Vec<Label>,
}

/// One dialog of a bulk change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BulkItem {
    /// The dialog.
    pub id: Uuid,
    /// The revision of its labels that the person saw; `None` writes over whatever is there.
    pub revision: Option<Uuid>,
}

fn names(labels: &[Label]) -> Vec<&'static str> {
    labels.iter().map(|label| label.wire()).collect()
}

impl Dialogs<'_> {
    /// Changes the labels of one dialog. Gives the new revision.
    ///
    /// # Errors
    /// See [`DialogTrouble`]; `RevisionMismatch` when someone else changed them meanwhile.
    pub async fn set_labels(
        &self,
        item: BulkItem,
        change: &LabelChange,
    ) -> Result<Option<Uuid>, DialogTrouble> {
        let url = self.dialog(item.id, &["context", "systemlabels"]);
        let mut call = Call::put(DIALOG_LABELS, url).json(json!({
            "addLabels": names(&change.add),
            "removeLabels": names(&change.remove),
        }));
        if let Some(revision) = item.revision {
            call = call.header("if-match", revision.to_string());
        }
        let answer = self.ask(call).await?;
        Ok(revision(answer.header("etag")))
    }

    /// Changes the labels of up to a hundred dialogs, all or none. The new revisions are not told.
    ///
    /// # Errors
    /// See [`DialogTrouble`]. `NotFound` when any of them is not there for this person.
    pub async fn set_labels_bulk(
        &self,
        items: &[BulkItem],
        change: &LabelChange,
    ) -> Result<(), DialogTrouble> {
        let url = self.enduser(["dialogs", "context", "systemlabels", "actions", "bulkset"]);
        let dialogs: Vec<_> = items
            .iter()
            .map(|item| {
                let mut one = json!({ "dialogId": item.id });
                if let Some(revision) = item.revision {
                    one["endUserContextRevision"] = json!(revision);
                }
                one
            })
            .collect();
        let call = Call::post(DIALOG_LABELS_BULK, url).json(json!({
            "dialogs": dialogs,
            "addLabels": names(&change.add),
            "removeLabels": names(&change.remove),
        }));
        self.ask(call).await.map(drop)
    }

    /// Sends with the person's token, renewed where it is not honoured any more; refusals in Dialogporten's own terms.
    pub(super) async fn ask(&self, call: Call<'_>) -> Result<Answer, DialogTrouble> {
        let answer = self.0.send_any(call).await?;
        if answer.is_success() {
            Ok(answer)
        } else {
            Err(DialogTrouble::of(&answer))
        }
    }
}
