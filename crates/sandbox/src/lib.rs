//! Stand-in for ID-porten, Maskinporten, Altinn and the Enhetsregisteret, for training and tests.
//!
//! Everything in it is synthetic, and it listens on the loopback interface only. One origin serves
//! all services under their real paths; `/_sandbox` is the door through which tests arrange things.
//! What is imitated, and from where, stands with each module; where the documentation and the code
//! of the real services differ, the code is followed, rough edges included.

mod altinn;
pub mod arguments;
pub mod clock;
pub mod config;
mod correspondence;
mod dialogporten;
mod ereg;
mod files;
pub mod identity;
mod sandbox;
pub mod server;
mod service_owner;
pub mod state;
pub mod world;

pub use clock::SimClock;
pub use config::{Config, IdentityConfig, ParMode, RefreshMode, Seed, Volume};
pub use sandbox::{Sandbox, StartError};
pub use state::Shared;
