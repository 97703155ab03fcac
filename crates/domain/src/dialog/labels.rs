//! System labels: where a dialog is filed. They are shared by everyone with access (Dialogporten reference, 1.14).

use serde::{Deserialize, Serialize};

/// One label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Label {
    /// Neither archived nor in the bin.
    Default,
    /// In the bin.
    Bin,
    /// Archived.
    Archive,
    /// Marked as unread.
    MarkedAsUnopened,
    /// Sent by the party; only the server sets it.
    Sent,
}

impl Label {
    /// All of them.
    pub const ALL: [Label; 5] = [
        Label::Default,
        Label::Bin,
        Label::Archive,
        Label::MarkedAsUnopened,
        Label::Sent,
    ];

    /// The name in REST.
    pub fn wire(self) -> &'static str {
        match self {
            Label::Default => "Default",
            Label::Bin => "Bin",
            Label::Archive => "Archive",
            Label::MarkedAsUnopened => "MarkedAsUnopened",
            Label::Sent => "Sent",
        }
    }

    /// Reads the name as REST or GraphQL writes it; `None` when it is not known.
    pub fn from_wire(name: &str) -> Option<Self> {
        let plain: String = name.chars().filter(|c| *c != '_').collect();
        Label::ALL
            .into_iter()
            .find(|label| label.wire().eq_ignore_ascii_case(&plain))
    }

    /// One of the three that exclude each other.
    pub fn is_place(self) -> bool {
        matches!(self, Label::Default | Label::Bin | Label::Archive)
    }

    fn bit(self) -> u8 {
        match self {
            Label::Default => 1,
            Label::Bin => 2,
            Label::Archive => 4,
            Label::MarkedAsUnopened => 8,
            Label::Sent => 16,
        }
    }
}

/// A set of labels. Default, Bin and Archive exclude each other, and one of them always holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Labels(u8);

impl Default for Labels {
    fn default() -> Self {
        Labels(Label::Default.bit())
    }
}

impl Labels {
    /// From what the server lists. Bin is stronger than Archive, and either stronger than Default.
    pub fn of(labels: impl IntoIterator<Item = Label>) -> Self {
        let bits = labels.into_iter().fold(0, |bits, label| bits | label.bit());
        let kept = bits & (Label::MarkedAsUnopened.bit() | Label::Sent.bit());
        let place = [Label::Bin, Label::Archive]
            .into_iter()
            .find(|label| bits & label.bit() != 0)
            .unwrap_or(Label::Default);
        Labels(kept | place.bit())
    }

    /// Whether it is among them.
    pub fn has(self, label: Label) -> bool {
        self.0 & label.bit() != 0
    }

    /// The labels after a change, by the server's rules: adding one of the three places replaces the others, the last one
    /// wins; removing Bin or Archive puts Default back; Sent is not ours to change.
    #[must_use]
    pub fn changed(self, add: &[Label], remove: &[Label]) -> Self {
        let mut labels = self;
        for label in remove {
            match label {
                Label::Bin | Label::Archive if labels.has(*label) => {
                    labels = labels.placed(Label::Default)
                }
                Label::MarkedAsUnopened => labels.0 &= !label.bit(),
                _ => {}
            }
        }
        for label in add {
            match label {
                Label::Default | Label::Bin | Label::Archive => labels = labels.placed(*label),
                Label::MarkedAsUnopened => labels.0 |= label.bit(),
                Label::Sent => {}
            }
        }
        labels
    }

    fn placed(self, place: Label) -> Self {
        let places = Label::Default.bit() | Label::Bin.bit() | Label::Archive.bit();
        Labels(self.0 & !places | place.bit())
    }

    /// As bits: 1 Default, 2 Bin, 4 Archive, 8 MarkedAsUnopened, 16 Sent.
    pub fn bits(self) -> u8 {
        self.0
    }

    /// From bits; unknown ones are passed over.
    pub fn from_bits(bits: u8) -> Self {
        Labels::of(
            Label::ALL
                .into_iter()
                .filter(|label| bits & label.bit() != 0),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::{Label, Labels};

    #[test]
    fn places_exclude_each_other() {
        let inbox = Labels::default();
        let archived = inbox.changed(&[Label::Archive], &[]);
        assert!(archived.has(Label::Archive) && !archived.has(Label::Default));
        let binned = archived.changed(&[Label::Archive, Label::Bin], &[]);
        assert!(
            binned.has(Label::Bin) && !binned.has(Label::Archive),
            "the last one wins"
        );
        assert_eq!(binned.changed(&[], &[Label::Bin]), inbox);
        assert_eq!(
            binned.changed(&[], &[Label::Archive]),
            binned,
            "it was not archived"
        );
    }

    #[test]
    fn sent_stays_and_unread_comes_and_goes() {
        let sent = Labels::of([Label::Sent]);
        assert!(sent.has(Label::Default) && sent.has(Label::Sent));
        let unread = sent.changed(&[Label::MarkedAsUnopened, Label::Archive], &[]);
        assert!(unread.has(Label::Sent) && unread.has(Label::MarkedAsUnopened));
        assert!(
            !unread
                .changed(&[], &[Label::MarkedAsUnopened, Label::Sent])
                .has(Label::MarkedAsUnopened)
        );
        assert!(unread.changed(&[], &[Label::Sent]).has(Label::Sent));
        assert_eq!(Labels::from_bits(unread.bits()), unread);
    }

    #[test]
    fn both_spellings_are_read() {
        assert_eq!(
            Label::from_wire("MARKED_AS_UNOPENED"),
            Some(Label::MarkedAsUnopened)
        );
        assert_eq!(Label::from_wire("Bin"), Some(Label::Bin));
        assert_eq!(Label::from_wire("Starred"), None);
    }
}
