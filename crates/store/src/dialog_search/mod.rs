//! Search in messages: what was typed, what the index compares, and where in a shown text a hit stands.
//!
//! Words hit from their first letter; words of four letters and more also inside other words («avgift» in «årsavgift»).
//! Letters are folded as everywhere ([`fullmakt_domain::text::fold`]), and «oe» counts as «ø». All words must hit.

mod days;
mod hits;
mod normal;
mod parse;
mod values;
mod words;

pub use days::Days;
pub use hits::{Excerpt, Hits};
pub use parse::{SearchText, Word};

pub(crate) use hits::{excerpt, spans};
pub(crate) use normal::{FIELD, field, tokens};
pub(crate) use words::learn;
