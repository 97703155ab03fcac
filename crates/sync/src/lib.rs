//! What to fetch of messages, and when (Dialogporten reference, section 5). Pure decisions: no clock, no network, no
//! database. The app asks [`next_step`], does what it says, writes what came of it, and asks again; after a crash it asks
//! again from what was written.
//!
//! The rule behind everything: calls per poll = min(⌈P/100⌉, ⌈R_hot/20⌉) + Σ⌊n_i/1000⌋, for P parties, R_hot services in
//! use and n_i changed rows of batch i.
//!
//! Two sets of batches. The *full* set covers everything that the user may see: the first fill and the daily sweep go
//! through it. The *hot* set covers what is in use: polls go through it. A service that nobody has used yet is met by the
//! sweep, and is hot from then on.
//!
//! Whoever joins after the first fill, and what it could not read, is filled by itself: its [`Coverage`] tells the gaps.
//!
//! Lists that Altinn tells one organisation at a time are read in [`rounds`]. Changes to many clients go out in [`jobs`].

mod coverage;
mod cursor;
pub mod jobs;
mod limits;
mod pace;
mod pause;
mod plan;
mod react;
pub mod rounds;
mod search;
mod step;

pub use coverage::Coverage;
pub use cursor::{Cursor, PageFacts};
pub use limits::Limits;
pub use pace::{Calendar, Mood, Pace};
pub use pause::doubled;
pub use plan::{Batch, BatchKind, Plan, Start, World, calls_per_poll, plan, scoped, starts};
pub use react::{Reaction, Tried, Trouble, react};
pub use search::{FIRST_FILL, Order, Pass, SWEEP_WINDOW, Search, halves, search};
pub use step::{Progress, Step, next_step};

/// How much of the time before a watermark is asked for again, since rows may become visible a little late.
pub const OVERLAP: jiff::SignedDuration = jiff::SignedDuration::from_mins(5);
