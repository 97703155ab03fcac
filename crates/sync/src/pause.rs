//! Pauses that grow.

use jiff::SignedDuration;

/// `first`, doubled for each time in vain before, and never more than `longest`.
#[must_use]
pub fn doubled(first: SignedDuration, in_vain: u32, longest: SignedDuration) -> SignedDuration {
    let times = 1i32 << in_vain.min(10);
    first.checked_mul(times).unwrap_or(longest).min(longest)
}
