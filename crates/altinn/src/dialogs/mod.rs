//! Dialogporten, the end user's side (Altinn/dialogporten: REST v1). What marks a dialog as seen says so.

mod detail;
mod labels;
mod metadata;
mod search;
mod trouble;
mod updates;
mod wire;

use fullmakt_domain::Sensitive;
use url::Url;
use uuid::Uuid;

use crate::client::Client;

pub use detail::OpenedDialog;
pub use labels::{BulkItem, LabelChange};
pub use metadata::{DialogParty, DialogService, Services};
pub use search::{DialogPage, DialogSearch, DialogSearchLimits};
pub use trouble::DialogTrouble;
pub use updates::{DialogUpdate, DialogUpdates};

/// Proof that its holder has a dialog open (an EdDSA-signed JWT of ten minutes). Never kept on disk, and sent to nobody
/// but the origin that an address in that very dialog names.
pub type DialogToken = Sensitive<String>;

/// Dialogs. Scope `digdir:dialogporten`, or the one without consent that only Altinn's own pages get.
#[derive(Clone, Copy)]
pub struct Dialogs<'a>(pub(crate) &'a Client);

impl Dialogs<'_> {
    fn enduser<'a>(&self, more: impl IntoIterator<Item = &'a str>) -> Url {
        self.0.platform("dialogporten/api/v1/enduser", more)
    }

    fn dialog(&self, id: Uuid, more: &[&str]) -> Url {
        let id = id.to_string();
        let mut segments = vec!["dialogs", id.as_str()];
        segments.extend(more);
        self.enduser(segments)
    }
}
