//! Dialogs: what Altinn calls the messages between a public body and a party (Dialogporten reference, section 1.7).

mod content;
mod detail;
mod labels;
mod lookup;
mod row;
mod status;

pub use content::{ContentValue, Localized};
pub use detail::{
    ActionPriority, AttachmentUrl, Dialog, DialogActivity, DialogAttachment, GuiAction, LabelEntry,
    SeenEntry, Transmission,
};
pub use labels::{Label, Labels};
pub use lookup::{AccessEvidence, Lookup};
pub use row::DialogRow;
pub use status::DialogStatus;

/// Stands in the place of an address that the person may not have.
pub const UNAUTHORIZED_URL: &str = "urn:dialogporten:unauthorized";

/// Stands in the place of an address whose time is over.
pub const EXPIRED_URL: &str = "urn:dialogporten:expired";
