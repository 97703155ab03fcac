//! The place on this machine where the browser comes back to (RFC 8252 section 7.3).
//!
//! Any page in the browser and any program on the machine can reach the port, so everything that is not exactly the
//! awaited answer is turned away without ending the wait.

mod callback;
mod listener;
mod page;
mod request;

pub(crate) use callback::Awaited;
pub(crate) use listener::Listener;
