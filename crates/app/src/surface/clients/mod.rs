//! Client administration: which client (a row) lies with which agent (a column), and changes to many at once.
//!
//! Everything shown comes from this machine, with the time it was read. A change to many is first a plan that is shown,
//! then a job that is kept here row by row: it survives a closed window, a lost network and a new login, and it repeats
//! no call whose effect is there already.

pub mod agents;
pub mod bulk;
pub mod coverage;
pub mod files;
pub mod firms;
pub mod jobs;
pub mod matrix;
pub mod mine;
pub mod templates;

pub use agents::*;
pub use bulk::*;
pub use coverage::*;
pub use files::*;
pub use firms::*;
pub use jobs::*;
pub use matrix::*;
pub use mine::*;
pub use templates::*;
