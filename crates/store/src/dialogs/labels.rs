//! Labels and statuses as the columns hold them.

pub use fullmakt_domain::dialog::{DialogStatus, Labels};

use crate::StoreError;

/// The bits of a set of labels.
pub(crate) fn label_bits(labels: Labels) -> i64 {
    i64::from(labels.bits())
}

/// A stored set; bits without a label are dropped.
pub(crate) fn labels_from(bits: i64) -> Labels {
    Labels::from_bits((bits & 0xff) as u8)
}

/// The number of a status.
pub(crate) fn status_code(status: DialogStatus) -> i64 {
    match status {
        DialogStatus::Unknown => 0,
        DialogStatus::InProgress => 1,
        DialogStatus::Draft => 2,
        DialogStatus::RequiresAttention => 3,
        DialogStatus::Completed => 4,
        DialogStatus::NotApplicable => 5,
        DialogStatus::Awaiting => 6,
    }
}

/// A stored status.
pub(crate) fn status_from(code: i64) -> Result<DialogStatus, StoreError> {
    Ok(match code {
        0 => DialogStatus::Unknown,
        1 => DialogStatus::InProgress,
        2 => DialogStatus::Draft,
        3 => DialogStatus::RequiresAttention,
        4 => DialogStatus::Completed,
        5 => DialogStatus::NotApplicable,
        6 => DialogStatus::Awaiting,
        _ => return Err(StoreError::unreadable("dialog status")),
    })
}

#[cfg(test)]
mod tests {
    use super::{Labels, label_bits, labels_from, status_code, status_from};

    #[test]
    fn columns_go_both_ways() {
        for code in 0..=6 {
            let status = status_from(code).expect("a status");
            assert_eq!(status_code(status), code);
        }
        assert!(status_from(7).is_err());
        let set = Labels::ARCHIVE | Labels::SENT;
        assert_eq!(labels_from(label_bits(set)), set);
        assert_eq!(labels_from(label_bits(set) | 32), set);
    }
}
