//! Filled in when the rooms stand.
