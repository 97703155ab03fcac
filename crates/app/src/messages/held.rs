//! A message that was opened, in the form in which it is kept and held.

use fullmakt_content::{Document, plain_text};
use fullmakt_domain::dialog::{Dialog, DialogAttachment, Transmission};
use fullmakt_store::dialog_details::KeptDialog;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::threads::{Placed, threads};
use crate::surface::common::Failure;
use crate::surface::messages::Body;

/// What is kept of an opened message beside its body. No token and no identity number is in it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Detail {
    /// The dialog as it came.
    pub dialog: Dialog,
    /// Why there is no body; `None` when there is one, which is then kept beside this.
    pub no_body: Option<Body>,
    /// Further information from the service owner.
    pub additional: Option<Document>,
    /// Altinn Melding, when the message is one.
    pub melding: Option<MeldingDetail>,
}

/// What is kept of a message of Altinn Melding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct MeldingDetail {
    /// Correspondence id.
    pub id: Uuid,
    /// Receipt must be confirmed.
    pub confirmation_needed: bool,
    /// When it was confirmed.
    pub confirmed_at: Option<Timestamp>,
    /// When it was read.
    pub read_at: Option<Timestamp>,
    /// Why the status could not be read.
    pub failure: Option<Failure>,
}

/// An opened message in memory.
#[derive(Debug)]
pub(super) struct Held {
    /// When this copy was read.
    pub read_at: Timestamp,
    /// All but the body.
    pub detail: Detail,
    /// The body, or why there is none.
    pub body: Body,
    /// Transmissions in the order in which they are shown.
    pub order: Vec<Placed>,
}

impl Held {
    /// From what was read.
    pub fn new(read_at: Timestamp, mut detail: Detail, body: Body) -> Self {
        detail.no_body = (!matches!(body, Body::Shown { .. })).then(|| body.clone());
        Held {
            read_at,
            order: threads(&detail.dialog.transmissions),
            detail,
            body,
        }
    }

    /// From what is kept; `None` when another version wrote it in a form that this one does not read.
    pub fn read(kept: &KeptDialog) -> Option<Self> {
        let detail: Detail = serde_json::from_str(&kept.detail).ok()?;
        let shown = kept.body.as_deref().map(serde_json::from_str::<Body>);
        let body = match shown {
            Some(body) => body.ok()?,
            None => detail.no_body.clone().unwrap_or(Body::None),
        };
        Some(Held::new(kept.read_at, detail, body))
    }

    /// As it is kept.
    ///
    /// # Errors
    /// Never in practice: the types can all be written.
    pub fn kept(&self) -> Result<KeptDialog, Failure> {
        let json = |what: serde_json::Result<String>| what.map_err(|_| Failure::unexpected("kept"));
        let body = match &self.body {
            body @ Body::Shown { .. } => Some(json(serde_json::to_string(body))?),
            _ => None,
        };
        let mut text = match &self.body {
            Body::Shown { document, .. } => plain_text(document),
            _ => String::new(),
        };
        if let Some(additional) = &self.detail.additional {
            text.push('\n');
            text.push_str(&plain_text(additional));
        }
        Ok(KeptDialog {
            id: self.detail.dialog.row.id,
            read_at: self.read_at,
            revision: self.detail.dialog.revision,
            detail: json(serde_json::to_string(&self.detail))?,
            body,
            text,
        })
    }

    /// The dialog.
    pub fn dialog(&self) -> &Dialog {
        &self.detail.dialog
    }

    /// A transmission.
    pub fn transmission(&self, id: Uuid) -> Option<&Transmission> {
        self.dialog().transmissions.iter().find(|t| t.id == id)
    }

    /// An attachment of the dialog, or of one of its transmissions.
    pub fn attachment(&self, transmission: Option<Uuid>, id: Uuid) -> Option<&DialogAttachment> {
        let attachments = match transmission {
            Some(transmission) => &self.transmission(transmission)?.attachments,
            None => &self.dialog().attachments,
        };
        attachments.iter().find(|attachment| attachment.id == id)
    }

    /// Whether the content changed after this copy was read, by what the list says.
    pub fn is_outdated(&self, content_updated: Timestamp) -> bool {
        self.dialog().row.content_updated < content_updated
    }
}
