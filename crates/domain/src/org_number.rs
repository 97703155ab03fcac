//! Norwegian organisation numbers (Enhetsregisteret): nine digits, the last a modulus 11 check digit.

use std::fmt;
use std::str::FromStr;

/// A valid organisation number. Real ones begin with 8 or 9, synthetic ones with 2 or 3; both are accepted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrgNumber([u8; 9]);

/// Why a text is no organisation number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OrgNumberError {
    /// Not nine digits (spaces of any width, dots and hyphens are passed over).
    #[error("an organisation number has nine digits")]
    NotNineDigits,
    /// The last digit does not fit the first eight.
    #[error("the check digit does not fit")]
    CheckDigit,
    /// `999999999` passes the checksum but is only ever a filler.
    #[error("a filler, not a number")]
    Filler,
}

impl OrgNumber {
    /// The nine digits, without spaces.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("only ASCII digits are ever stored")
    }
}

impl FromStr for OrgNumber {
    type Err = OrgNumberError;

    fn from_str(text: &str) -> Result<Self, OrgNumberError> {
        let mut digits = [0u8; 9];
        let mut count = 0;
        for c in text.trim().chars() {
            match c {
                '0'..='9' if count < 9 => {
                    digits[count] = c as u8;
                    count += 1;
                }
                c if separates(c) => {}
                _ => return Err(OrgNumberError::NotNineDigits),
            }
        }
        if count != 9 {
            return Err(OrgNumberError::NotNineDigits);
        }
        const WEIGHTS: [u32; 8] = [3, 2, 7, 6, 5, 4, 3, 2];
        let sum: u32 = WEIGHTS
            .iter()
            .zip(&digits)
            .map(|(w, d)| w * u32::from(d - b'0'))
            .sum();
        let check = (11 - sum % 11) % 11;
        if check == 10 || check != u32::from(digits[8] - b'0') {
            return Err(OrgNumberError::CheckDigit);
        }
        if &digits == b"999999999" {
            return Err(OrgNumberError::Filler);
        }
        Ok(OrgNumber(digits))
    }
}

/// Whether a mark may stand between the digits of a number as people write it.
pub fn separates(c: char) -> bool {
    matches!(c, ' ' | '.' | '-' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

/// The organisation numbers that stand in a text: nine digits, together or in threes, with no other digit beside them.
pub fn numbers_in(text: &str) -> Vec<OrgNumber> {
    let mut found = Vec::new();
    for run in text.split(|c: char| !c.is_ascii_digit() && !separates(c)) {
        let groups: Vec<&str> = run
            .split(|c: char| !c.is_ascii_digit())
            .filter(|group| !group.is_empty())
            .collect();
        for (start, group) in groups.iter().enumerate() {
            let written = match group.len() {
                9 => (*group).to_owned(),
                3 => groups[start..groups.len().min(start + 3)].concat(),
                _ => continue,
            };
            if let Ok(number) = written.parse()
                && !found.contains(&number)
            {
                found.push(number);
            }
        }
    }
    found
}

impl fmt::Display for OrgNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for OrgNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OrgNumber({})", self.as_str())
    }
}

impl serde::Serialize for OrgNumber {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.as_str())
    }
}

impl<'de> serde::Deserialize<'de> for OrgNumber {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::{OrgNumber, OrgNumberError, numbers_in};

    #[test]
    fn accepts_known_numbers_with_spaces_and_hyphens() {
        for text in [
            "974760673",
            "991825827",
            "310757632",
            "313572773",
            "319999906",
            "123456785",
        ] {
            let number: OrgNumber = text.parse().expect("a valid vector");
            assert_eq!(number.as_str(), text);
        }
        let spaced: OrgNumber = "123 456-785"
            .parse()
            .expect("spaces and hyphens are passed over");
        assert_eq!(spaced.as_str(), "123456785");
        let thin: OrgNumber = "123\u{2009}456\u{a0}785"
            .parse()
            .expect("thin and hard spaces too");
        assert_eq!(thin, spaced);
        assert_eq!("123.456.785".parse(), Ok(spaced), "and dots");
    }

    #[test]
    fn finds_numbers_in_a_sentence() {
        let numbers = |text: &str| -> Vec<String> {
            numbers_in(text).iter().map(ToString::to_string).collect()
        };
        assert_eq!(numbers("Kunde 123 456 785."), ["123456785"]);
        assert_eq!(
            numbers("org.nr. 974.760.673, for 991825827 og 991825827"),
            ["974760673", "991825827"]
        );
        assert_eq!(numbers("Tlf. 22 12 34 56, 123456785-1"), ["123456785"]);
        for none in [
            "",
            "9123456785",
            "123456789",
            "123 456 7850",
            "id=9c7f0a52-3b1e-4a0f-8f4e-2f6b8a1d7c55",
        ] {
            assert!(numbers(none).is_empty(), "{none}");
        }
    }

    #[test]
    fn refuses_what_is_none() {
        for (text, why) in [
            ("991825826", OrgNumberError::CheckDigit),
            ("123456789", OrgNumberError::CheckDigit),
            ("990000001", OrgNumberError::CheckDigit),
            ("999999999", OrgNumberError::Filler),
            ("12345678", OrgNumberError::NotNineDigits),
            ("1234567850", OrgNumberError::NotNineDigits),
            ("12345678x", OrgNumberError::NotNineDigits),
            ("", OrgNumberError::NotNineDigits),
            ("１２３４５６７８５", OrgNumberError::NotNineDigits),
        ] {
            assert_eq!(text.parse::<OrgNumber>(), Err(why), "{text:?}");
        }
    }
}
