//! The headless host: the commands of the app over loopback HTTP, for browser tests and for development.
//!
//! It serves the built UI under the window's own content policy, so that what breaks the policy in a browser test
//! would break it in the window. It is a program of its own and no part of the app that users get.
//!
//! ```text
//! GET  /…                  the built UI
//! POST /call/{command}     one command; JSON in, JSON out; 422 with a failure
//! GET  /events?token=…     events, as a stream (a browser's EventSource cannot send a header)
//! ```
//! Whoever calls must know the token, which stands in the fragment of the address that is printed once, and must
//! come from this very origin: another page in the same browser can reach the port, but is neither.

mod calls;
mod door;
mod events;
mod guard;
mod headless;
mod pages;
mod policy;

pub use door::{Door, open};
pub use headless::Headless;
