//! What Fullmakt remembers between runs: one encrypted SQLite file (SQLCipher) for each person in each environment.
//!
//! [`Store::open`] checks, migrates and opens the file; one module per table does the rest:
//! [`actors`], [`favourites`], [`recents`], [`groups`], [`requests`], [`copies`], [`system_users`], [`activity`],
//! [`settings`], [`capabilities`], [`calls`] and [`sync_marks`]; what is done about accesses in [`change_attempts`],
//! [`watched_accesses`], [`access_notes`] and [`moves`]; for messages [`dialogs`], [`dialog_search`],
//! [`dialog_details`], [`label_changes`], [`sync_batches`] and [`saved_views`]; and for client administration
//! [`client_firms`], [`clients`], [`client_agents`], [`client_cells`], [`client_tags`], [`client_templates`] and
//! [`client_jobs`]. Rows are this crate's own types, neither the wire's nor the screen's.
//!
//! Rules that hold everywhere:
//!
//! - The key is 32 random bytes kept elsewhere (the OS keyring). It never appears in an error, a log or `Debug`.
//! - No national identity number, token or other secret is ever given to this crate.
//! - Nothing is overwritten or deleted on the crate's own account. A file that cannot be opened is left as it is
//!   ([`StoreError`] says why); [`Store::set_aside`] and [`Store::wipe_files`] act only when the user said so.
//! - Instants are kept to the microsecond (an `INTEGER` since 1970, UTC).
//! - Lists and objects that the app hands over ready-made (`failure`, `receipt`, `copy`) are JSON text: kept and
//!   given back unread.

pub mod access_notes;
pub mod activity;
pub mod actors;
mod backup;
pub mod calls;
pub mod capabilities;
pub mod change_attempts;
pub mod client_agents;
pub mod client_cells;
pub mod client_firms;
pub mod client_jobs;
pub mod client_tags;
pub mod client_templates;
pub mod clients;
mod connect;
pub mod copies;
pub mod dialog_details;
pub mod dialog_search;
pub mod dialogs;
mod error;
pub mod favourites;
pub mod fetches;
mod files;
pub mod groups;
mod inspect;
pub mod label_changes;
pub mod moves;
mod open;
pub mod recents;
pub mod requests;
pub mod saved_views;
pub mod settings;
mod store;
pub mod sync_batches;
pub mod sync_marks;
pub mod system_users;
mod text;
pub mod watched_accesses;

pub use error::{Retry, StoreError};
pub use store::{Integrity, Store};
pub use text::sort_key;

#[cfg(test)]
mod tests;
