//! What to fetch, and when: pure decisions, no calls.

pub mod rounds;
