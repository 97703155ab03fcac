//! The id of a registered system, which carries the vendor's organisation number.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::OrgNumber;

/// Id of a system in Altinn's system register: `{vendor organisation number}_{name}`. It is the vendor's text and
/// is kept as it came; [`SystemId::vendor`] reads the number in front.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SystemId(String);

impl SystemId {
    /// Takes the id as it came.
    pub fn new(id: impl Into<String>) -> Self {
        SystemId(id.into())
    }

    /// The id as it came.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The vendor's organisation number: the part before the first `_`, if it is exactly nine valid digits.
    pub fn vendor(&self) -> Option<OrgNumber> {
        let (number, _) = self.0.split_once('_')?;
        // No spaces or hyphens here, which the number's own parser would pass over.
        (number.len() == 9).then(|| number.parse().ok()).flatten()
    }

    /// The name after the vendor's number; the whole id when it has no such number.
    pub fn name(&self) -> &str {
        match self.0.split_once('_') {
            Some((_, name)) if self.vendor().is_some() && !name.is_empty() => name,
            _ => &self.0,
        }
    }
}

impl fmt::Display for SystemId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::SystemId;

    #[test]
    fn the_vendor_stands_in_front() {
        let id = SystemId::new("313572773_regnskap_pluss");
        assert_eq!(
            id.vendor().map(|n| n.to_string()).as_deref(),
            Some("313572773")
        );
        assert_eq!(id.name(), "regnskap_pluss");
    }

    #[test]
    fn without_a_valid_number_there_is_no_vendor() {
        for text in ["regnskap", "313572774_x", "313 572 773_x", "_x", ""] {
            let id = SystemId::new(text);
            assert_eq!(id.vendor(), None, "{text}");
            assert_eq!(id.name(), text);
        }
        assert_eq!(SystemId::new("313572773_").name(), "313572773_");
    }
}
