//! Counting calls.

/// Told of every attempt, once, when it ends. Called on the network's task: must not block.
pub trait CallMeter: Send + Sync {
    /// One attempt ended.
    fn record(&self, call: CallRecord);
}

/// One attempt at a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallRecord {
    /// Kind of call, e.g. `request_read`.
    pub kind: &'static str,
    /// Host (and port, if unusual) that was called.
    pub host: String,
    /// HTTP status; `None` when no answer came.
    pub status: Option<u16>,
    /// How long it took, in milliseconds, up to the end of the body.
    pub ms: u64,
}

/// Counts nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoMeter;

impl CallMeter for NoMeter {
    fn record(&self, _call: CallRecord) {}
}
