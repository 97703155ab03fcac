//! Jobs that change many clients: which call is next, and what an answer means (access management reference, section
//! 3.4). Pure decisions, like the rest of this room: the app asks [`Queue::next`], writes down what it is about to do,
//! does it, writes down what came of it, and asks again. After a crash it asks again from what was written.
//!
//! Rules, in the order in which they hold:
//!
//! 1. A row whose call was sent and not answered is *unknown*: nothing more is sent before its agent was read.
//! 2. The first call that gives a system user a client goes alone: Altinn registers the agent by it.
//! 3. At most [`AT_ONCE`] calls are under way, and never two for the same client and agent.
//! 4. When all rows are settled, each agent that was changed is read once.
//!
//! Altinn's calls are idempotent and tell whether they changed anything. A row counts as changed by the job when Altinn
//! said so; or when its first call was not answered, since the plan had found it otherwise.

mod hold;
mod queue;
mod react;

pub use hold::{Hold, Reason, hold};
pub use queue::{Queue, Row, State, Step};
pub use react::{Answer, Settled, react, settle_unknown};

/// Calls under way at most; as many as Altinn's own page sends.
pub const AT_ONCE: usize = 5;

/// How often a row is sent before it fails for want of an answer.
pub const ATTEMPTS: u32 = 3;
