//! Clients, agents and packages as a table in a file: one line per client, agent and package.
//!
//! Columns, by any of their names in bokmål, nynorsk and English: organisation number; name (for people, not read);
//! sort of agent; agent's id; agent's name; package; has (not read); wanted. A line is a wish: *wanted* yes gives, no
//! takes, empty leaves things as they are; without a package it is about all that the agent needs. The whole file is
//! judged before anything is done.

mod fault;
mod heading;
mod reader;
mod rows;

pub use fault::{BadRow, Fault};
pub use heading::{Column, names_of};
pub use rows::{PackageWord, Sheet, read};

/// Lines of a file at most, the heading included.
pub const MOST_LINES: usize = 200_001;

/// Characters of a field at most.
pub const LONGEST_FIELD: usize = 300;

#[cfg(test)]
mod tests;
