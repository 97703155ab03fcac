//! What every host of Fullmakt shares: the flags, the embedded sandbox, the running app and its change from one
//! environment to another, the trace, the log, and the way to the browser.
//!
//! A host adds what only it can do: draw a window (`src-tauri`), or answer over loopback (`crates/bridge`).

pub mod browser;
mod ended;
pub mod flags;
pub mod folders;
pub mod logs;
mod place;
pub mod running;
pub mod trace;

pub use ended::ended;
pub use flags::{Asked, Flags, Place};
pub use running::{Running, Screen};
pub use trace::Trace;
