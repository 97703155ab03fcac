//! The command surface: every command with its input, its answer and the topics it reads or touches.
//!
//! One list, [`table`]. From it come the trait that the app implements (a command without a body does not
//! compile), the dispatcher that every host calls, and the TypeScript that the window is checked against.

pub mod activity;
pub mod approvals;
pub mod common;
pub mod cues;
pub mod failure;
pub mod messages;
pub mod organisations;
pub mod session;
pub mod system_users;
pub mod table;
pub mod typescript;
