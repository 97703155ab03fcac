//! The one HTTP client of the product.
//!
//! Every request to the outside goes through [`Net::send`], so that the rules hold everywhere: system trust store and
//! TLS 1.2 or newer, no redirect is ever followed, `http` for loopback only, what outsiders wrote leads to public hosts
//! only, 10 seconds to connect and 30 in all, bounded bodies, retries for reads only, each attempt counted, and nothing
//! but kind, host and status in the log.

mod answer;
mod call;
mod client;
mod error;
mod events;
mod meter;
mod problem;
mod public;
mod redact;
mod retry;

pub use answer::Answer;
pub use call::{Body, Call};
pub use client::{Net, NetConfig};
pub use error::NetError;
pub use events::{EventStream, Listened, ServerEvent};
pub use meter::{CallMeter, CallRecord, NoMeter};
pub use problem::{Problem, Validation};
pub use redact::{Redacting, redact};
pub use reqwest::Method;
