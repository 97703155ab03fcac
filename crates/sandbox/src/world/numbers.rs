//! Check digits of organisation numbers and identity numbers.

/// The organisation number whose first eight digits these are, or `None` when that number would
/// have no valid check digit (weights 3 2 7 6 5 4 3 2, modulus 11).
#[must_use]
pub(crate) fn with_check_digit(first_eight: u32) -> Option<String> {
    const WEIGHTS: [u32; 8] = [3, 2, 7, 6, 5, 4, 3, 2];
    let digits = format!("{first_eight:08}");
    let sum: u32 = digits
        .bytes()
        .zip(WEIGHTS)
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .sum();
    match (11 - sum % 11) % 11 {
        10 => None,
        check => Some(format!("{digits}{check}")),
    }
}

/// Whether this is an organisation number: nine digits, the last one right.
#[must_use]
pub(crate) fn is_valid(org_no: &str) -> bool {
    org_no.len() == 9
        && org_no.bytes().all(|digit| digit.is_ascii_digit())
        && org_no[..8]
            .parse()
            .ok()
            .and_then(with_check_digit)
            .as_deref()
            == Some(org_no)
}

/// Whether this is a person's identity number: eleven digits, the last two right (modulus 11).
#[must_use]
pub(crate) fn is_valid_person(pid: &str) -> bool {
    const FIRST: [u32; 10] = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1];
    const SECOND: [u32; 11] = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];
    let digits: Vec<u32> = pid
        .chars()
        .filter_map(|letter| letter.to_digit(10))
        .collect();
    let holds = |weights: &[u32]| {
        let sum: u32 = digits.iter().zip(weights).map(|(d, w)| d * w).sum();
        sum.is_multiple_of(11)
    };
    pid.len() == 11 && digits.len() == 11 && holds(&FIRST) && holds(&SECOND)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_numbers_hold() {
        for valid in ["310757632", "313572773", "319999906", "312345676"] {
            assert!(is_valid(valid), "{valid}");
        }
        for invalid in [
            "310757633",
            "31075763",
            "3107576320",
            "31075763x",
            "3107576é",
        ] {
            assert!(!is_valid(invalid), "{invalid}");
        }
        assert_eq!(with_check_digit(99_000_000), None);
    }
}
