//! Digests of what a person was shown, so that what is decided is about that and nothing else.

use sha2::{Digest, Sha256};

/// A digest over texts in their order. Each goes in with its length before it, so that no two lists of texts are taken for
/// one another.
#[derive(Clone, Default)]
pub(crate) struct Parts(Sha256);

impl Parts {
    /// Takes in a text.
    pub fn part(&mut self, text: &str) -> &mut Self {
        self.0.update((text.len() as u64).to_be_bytes());
        self.0.update(text.as_bytes());
        self
    }

    /// Takes in texts under a heading, whatever their order.
    pub fn set<'a>(&mut self, heading: &str, texts: impl IntoIterator<Item = &'a str>) {
        let mut texts: Vec<&str> = texts.into_iter().collect();
        texts.sort_unstable();
        self.part(heading).part(&texts.len().to_string());
        for text in texts {
            self.part(text);
        }
    }

    /// The digest, in hexadecimal digits.
    pub fn hex(self) -> String {
        hex::encode(self.0.finalize())
    }
}

#[cfg(test)]
mod tests {
    use super::Parts;

    fn of(texts: &[&str]) -> String {
        let mut parts = Parts::default();
        for text in texts {
            parts.part(text);
        }
        parts.hex()
    }

    #[test]
    fn where_one_text_ends_and_the_next_begins_tells() {
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert_ne!(of(&["ab"]), of(&["ab", ""]));
        assert_eq!(of(&["ab", "c"]), of(&["ab", "c"]));
    }

    #[test]
    fn the_order_of_a_set_does_not_tell() {
        let set = |texts: &[&'static str]| {
            let mut parts = Parts::default();
            parts.set("set", texts.iter().copied());
            parts.hex()
        };
        assert_eq!(set(&["b", "a"]), set(&["a", "b"]));
        assert_ne!(set(&["a"]), set(&["a", "a"]));
    }
}
