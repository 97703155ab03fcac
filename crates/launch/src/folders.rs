//! Where the log is.

use std::path::{Path, PathBuf};

/// The folder of the log: in the data folder that was given, or else in the user's own one for Fullmakt, where the
/// app keeps its data too. One log for all environments: it holds nobody's data.
pub fn logs(data_dir: Option<&Path>) -> PathBuf {
    let data = match data_dir {
        Some(given) => given.to_owned(),
        None => dirs::data_dir()
            .unwrap_or_else(std::env::temp_dir)
            .join("fullmakt"),
    };
    data.join("logs")
}
