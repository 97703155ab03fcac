//! The watch: what happens to accesses at Altinn without anybody here doing it, reported without being asked.
//!
//! Each access is compared with a baseline: its receipt, how it was when the person last acknowledged it, or how it was
//! when it was first seen. The comparison costs no call of its own: lists come with the rounds that read them, packages
//! with the catalogue (once a day and language), vendors from Enhetsregisteret (many in one call, once a day).

mod acknowledge;
mod baseline;
mod compare;
mod found;
mod look;
mod notes;

pub(crate) use found::{Found, fingerprint};
