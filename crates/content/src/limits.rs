//! How much of a letter is read. Real ones are a few kilobytes; these keep a hostile one from holding up the window.

/// Bytes of a source that are read; the rest is left out and the document is marked as cut.
pub const SOURCE_MAX: usize = 1024 * 1024;

/// Bytes of text, addresses of links included, that a document may hold.
pub const TEXT_MAX: usize = 500 * 1000;

/// Blocks, list items, rows, cells and inline parts that a document may hold.
pub const NODES_MAX: usize = 20_000;

/// Elements inside each other. Deeper ones are opened out: their words stay, their structure goes. Serialised, the
/// deepest document stays below the 128 levels that `serde_json` reads.
pub const DEPTH_MAX: usize = 50;

/// Longest address of a link, in bytes, that is kept as a link.
pub(crate) const ADDRESS_MAX: usize = 4096;
