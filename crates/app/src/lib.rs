//! Fullmakt's command surface: what a window can ask for, and the rules behind it. Knows no window.

mod activity;
mod approvals;
mod catalogue;
mod clients;
mod commands;
mod creation;
mod csv;
mod digest;
pub mod environment_file;
mod failures;
pub mod folders;
pub mod host;
mod ids;
mod letter;
mod messages;
mod meter;
mod moving;
mod organisations;
mod outside;
mod preferences;
mod rounds;
mod session;
mod start;
mod state;
pub mod surface;
mod system_users;
mod time;
mod watch;
mod words;

pub use fullmakt_secrets::{SecretError, SecretStore};
pub use host::{HostWindow, Launch, LaunchEnvironment, LaunchPersona, SecretPlace};
pub use state::App;
