//! National identity numbers, only so far as to tell that a text is one: nothing of ours keeps one.

/// Whether these are eleven digits whose check digits fit (identifiers reference, section 8). The first check digit may
/// have any of the four values that are in use from 2032 on; the date is not looked at.
pub fn is_identity_number(text: &str) -> bool {
    const FIRST: [u32; 9] = [3, 7, 6, 1, 8, 9, 4, 5, 2];
    const SECOND: [u32; 10] = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(10)).collect();
    if digits.len() != 11 || text.chars().count() != 11 {
        return false;
    }
    let sum = |weights: &[u32]| -> u32 { weights.iter().zip(&digits).map(|(w, d)| w * d).sum() };
    (sum(&FIRST) + digits[9]) % 11 < 4 && (sum(&SECOND) + digits[10]).is_multiple_of(11)
}

#[cfg(test)]
mod tests {
    use super::is_identity_number;

    #[test]
    fn synthetic_numbers_are_told_from_other_digits() {
        for number in ["01819012365", "01819012373", "41819012359"] {
            assert!(is_identity_number(number), "{number}");
        }
        for other in [
            "01038712345",
            "0181901236",
            "018190123650",
            "01819 12365",
            "",
        ] {
            assert!(!is_identity_number(other), "{other}");
        }
    }
}
