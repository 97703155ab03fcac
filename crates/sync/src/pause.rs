//! Pauses that grow, and that differ.

use jiff::SignedDuration;

/// `first`, doubled for each time in vain before, and never more than `longest`.
#[must_use]
pub fn doubled(first: SignedDuration, in_vain: u32, longest: SignedDuration) -> SignedDuration {
    let times = 1i32 << in_vain.min(10);
    first.checked_mul(times).unwrap_or(longest).min(longest)
}

/// A pause with 10 to 20 % on top, by `chance` in 0..1: who was turned away together does not come back together.
pub(crate) fn spread(pause: SignedDuration, chance: f64) -> SignedDuration {
    pause + pause.mul_f64(0.10 + 0.10 * chance.clamp(0.0, 1.0))
}
