//! Why Altinn's authentication component refuses: a number from its problem table, and what it adds.

use super::delegation::ItemOutcome;

/// `AUTH-000nn` and the extra members of the problem document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// The two last digits of the code.
    pub(crate) number: u8,
    /// Members added at the top level, always text.
    pub(crate) extensions: Vec<(&'static str, String)>,
    /// What could not be passed on, item by item; shown only where the server is set to tell.
    pub(crate) items: Vec<ItemOutcome>,
}

impl Refusal {
    /// A refusal with nothing added.
    pub(crate) fn new(number: u8) -> Self {
        Self {
            number,
            extensions: Vec::new(),
            items: Vec::new(),
        }
    }

    /// Adds a member.
    pub(crate) fn with(mut self, member: &'static str, value: String) -> Self {
        self.extensions.push((member, value));
        self
    }

    /// Adds the items that could not be passed on.
    pub(crate) fn because(mut self, items: Vec<ItemOutcome>) -> Self {
        self.items = items;
        self
    }
}
