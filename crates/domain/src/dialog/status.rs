//! Statuses.

use serde::{Deserialize, Serialize};

/// Status of a dialog. A value that this version does not know is kept apart and never taken for another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DialogStatus {
    /// Being worked on.
    InProgress,
    /// Being filled in.
    Draft,
    /// The user must act.
    RequiresAttention,
    /// Done.
    Completed,
    /// No status.
    NotApplicable,
    /// Waits for the other side.
    Awaiting,
    /// Not known to this version.
    #[default]
    Unknown,
}

impl DialogStatus {
    /// Reads the name as REST writes it (`RequiresAttention`) or as GraphQL does (`REQUIRES_ATTENTION`).
    pub fn from_wire(name: &str) -> Self {
        let plain: String = name.chars().filter(|c| *c != '_').collect();
        match plain.to_ascii_lowercase().as_str() {
            "inprogress" => DialogStatus::InProgress,
            "draft" => DialogStatus::Draft,
            "requiresattention" => DialogStatus::RequiresAttention,
            "completed" => DialogStatus::Completed,
            "notapplicable" => DialogStatus::NotApplicable,
            "awaiting" => DialogStatus::Awaiting,
            _ => DialogStatus::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::DialogStatus;

    #[test]
    fn both_spellings_are_read() {
        for (name, status) in [
            ("RequiresAttention", DialogStatus::RequiresAttention),
            ("REQUIRES_ATTENTION", DialogStatus::RequiresAttention),
            ("NotApplicable", DialogStatus::NotApplicable),
            ("Signing", DialogStatus::Unknown),
        ] {
            assert_eq!(DialogStatus::from_wire(name), status, "{name}");
        }
    }
}
