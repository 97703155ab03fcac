//! Messages without a window: lists, counts and search in the store beside what SQLCipher does alone; then a first fill.

use super::cargo_bench;
use crate::house::{House, Outcome, Profile};

/// How many dialogs the store is measured with.
const ARCHIVES: &str = "100000,1000000";

/// Measures and prints.
///
/// # Errors
/// When something does not build or stops on its way.
pub fn run(house: &House, profile: Profile) -> Outcome {
    let sizes = std::env::var("FULLMAKT_BENCH_DIALOGS").unwrap_or_else(|_| ARCHIVES.to_owned());
    let sizes = ("FULLMAKT_BENCH_DIALOGS", sizes);
    cargo_bench(house, profile, "dialogs", &[sizes])?;
    cargo_bench(house, profile, "first_fill", &[])
}
