//! Messages: every letter of every organisation, in folders, searchable, readable offline, filed by keyboard.
//!
//! Three rules shape these commands. Nothing here reads a dialog at Altinn but [`open_message`] and
//! [`open_transmission`], since that is logged and shown to others. Lists, counts and search are answered from this
//! machine only. A label change is done at once here and sent afterwards; it can be undone, and a refusal flips the
//! row back with its reason.
//!
//! [`open_message`]: super::table::Commands::open_message
//! [`open_transmission`]: super::table::Commands::open_transmission

pub mod deadlines;
pub mod labels;
pub mod list;
pub mod melding;
pub mod reader;
pub mod sync;
pub mod views;

pub use deadlines::*;
pub use labels::*;
pub use list::*;
pub use melding::*;
pub use reader::*;
pub use sync::*;
pub use views::*;
