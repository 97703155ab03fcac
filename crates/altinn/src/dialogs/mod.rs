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

/// Media types of a reference to embedded content, the old spelling too (Dialogporten reference, 1.9).
pub(crate) const EMBED_TYPES: &[(&str, &str)] = &[
    (
        "application/vnd.dialogporten.frontchannelembed-url;type=text/markdown",
        "text/markdown",
    ),
    (
        "application/vnd.dialogporten.frontchannelembed-url;type=text/html",
        "text/html",
    ),
    (
        "application/vnd.dialogporten.frontchannelembed+json;type=markdown",
        "text/markdown",
    ),
    (
        "application/vnd.dialogporten.frontchannelembed+json;type=html",
        "text/html",
    ),
];

/// Media type of what stands behind a reference of this type; `None` when it is no reference that we know.
pub fn embedded_media_type(media_type: &str) -> Option<&'static str> {
    let plain: String = media_type.chars().filter(|c| !c.is_whitespace()).collect();
    EMBED_TYPES
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(&plain))
        .map(|(_, inner)| *inner)
}

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

#[cfg(test)]
mod tests {
    use super::embedded_media_type;

    #[test]
    fn old_and_new_embeds_are_known() {
        let of = embedded_media_type;
        assert_eq!(
            of("application/vnd.dialogporten.frontchannelembed-url; type=text/markdown"),
            Some("text/markdown")
        );
        assert_eq!(
            of("application/vnd.dialogporten.frontchannelembed+json;type=html"),
            Some("text/html")
        );
        assert_eq!(of("text/markdown"), None);
    }
}
