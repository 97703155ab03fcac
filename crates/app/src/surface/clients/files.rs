//! The matrix and the report as files.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::coverage::CoverageQuery;
use super::matrix::MatrixQuery;

/// Write a file in the user's download folder: semicolons, UTF-8 with mark, formula cells guarded.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum ExportClients {
    /// The matrix, one line per client, agent and package. The same file can be changed and read in again.
    Matrix {
        /// Which clients and agents (`offset` and `limit` are not looked at).
        matrix: MatrixQuery,
    },
    /// Who lacks what.
    Coverage {
        /// The report.
        coverage: CoverageQuery,
    },
    /// The rows of a job with their outcome.
    Job {
        /// The job.
        id: String,
    },
}
