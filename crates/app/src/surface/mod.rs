//! The command surface: every command with its input, its answer and the topics it reads or touches.
//!
//! One list, [`table`]. From it come the trait that the app implements (a command without a body does not
//! compile), the dispatcher that every host calls, and the TypeScript that the window is checked against.

pub mod activity;
pub mod alike;
pub mod approvals;
pub mod authority;
pub mod changes;
pub mod clients;
pub mod common;
pub mod creation;
pub mod cues;
pub mod failure;
pub mod forwarding;
pub mod messages;
pub mod moving;
pub mod organisations;
pub mod own_organisation;
pub mod session;
pub mod system_users;
pub mod table;
pub mod typescript;
pub mod watch;
