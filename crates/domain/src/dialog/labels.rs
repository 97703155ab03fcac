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
}

/// A set of labels: those of a dialog, of which one is a place, or those that a change adds or removes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Labels(u8);

/// Where a dialog is filed that nobody has filed: in the inbox.
impl Default for Labels {
    fn default() -> Self {
        Labels::DEFAULT
    }
}

impl Labels {
    /// No label.
    pub const NONE: Labels = Labels(0);
    /// In the inbox.
    pub const DEFAULT: Labels = Labels(1);
    /// In the bin.
    pub const BIN: Labels = Labels(2);
    /// In the archive.
    pub const ARCHIVE: Labels = Labels(4);
    /// Marked as unopened by someone.
    pub const MARKED_AS_UNOPENED: Labels = Labels(8);
    /// The party has sent something in it; set by the server only.
    pub const SENT: Labels = Labels(16);

    /// Those of which a dialog has exactly one.
    const PLACES: Labels = Labels(1 | 2 | 4);

    /// Those of a dialog, from what the server lists. Bin is stronger than Archive, and either stronger than Default.
    pub fn of(labels: impl IntoIterator<Item = Label>) -> Self {
        let all = labels
            .into_iter()
            .fold(Labels::NONE, |all, one| all | Labels::from(one));
        let place = [Labels::BIN, Labels::ARCHIVE]
            .into_iter()
            .find(|place| all.contains(*place))
            .unwrap_or(Labels::DEFAULT);
        all.without(Labels::PLACES) | place
    }

    /// Whether it is among them.
    pub fn has(self, label: Label) -> bool {
        self.contains(label.into())
    }

    /// One by one.
    pub fn iter(self) -> impl Iterator<Item = Label> {
        Label::ALL.into_iter().filter(move |label| self.has(*label))
    }

    /// Both sets.
    #[must_use]
    pub fn with(self, other: Labels) -> Labels {
        Labels(self.0 | other.0)
    }

    /// Without the labels of the other set.
    #[must_use]
    pub fn without(self, other: Labels) -> Labels {
        Labels(self.0 & !other.0)
    }

    /// Whether all of the other set are here.
    pub fn contains(self, other: Labels) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// What the server makes of a change: a new place takes the old one's place, leaving bin or archive leads back to the
    /// inbox, and `Sent` is nobody's to change.
    #[must_use]
    pub fn changed(self, add: Labels, remove: Labels) -> Labels {
        let removed = self.without(remove.without(Labels::SENT));
        let mut after = removed.with(add.without(Labels::SENT).without(Labels::PLACES));
        // Of several places the last in the server's order wins; a set has no order, so the one furthest from the inbox.
        let place = [Labels::ARCHIVE, Labels::BIN, Labels::DEFAULT]
            .into_iter()
            .find(|place| add.contains(*place));
        if let Some(place) = place {
            after = after.without(Labels::PLACES).with(place);
        }
        if after.0 & Labels::PLACES.0 == 0 {
            after = after.with(Labels::DEFAULT);
        }
        after
    }

    /// The change that leads from `self` to `other`: what to add and what to remove.
    pub fn difference(self, other: Labels) -> (Labels, Labels) {
        (other.without(self), self.without(other))
    }

    /// As bits: 1 Default, 2 Bin, 4 Archive, 8 MarkedAsUnopened, 16 Sent.
    pub fn bits(self) -> u8 {
        self.0
    }

    /// From bits; unknown ones are passed over.
    pub fn from_bits(bits: u8) -> Self {
        Labels(bits & 31)
    }
}

impl From<Label> for Labels {
    fn from(label: Label) -> Self {
        match label {
            Label::Default => Labels::DEFAULT,
            Label::Bin => Labels::BIN,
            Label::Archive => Labels::ARCHIVE,
            Label::MarkedAsUnopened => Labels::MARKED_AS_UNOPENED,
            Label::Sent => Labels::SENT,
        }
    }
}

impl FromIterator<Label> for Labels {
    /// The set as it is given: those of a change.
    fn from_iter<I: IntoIterator<Item = Label>>(labels: I) -> Self {
        labels
            .into_iter()
            .fold(Labels::NONE, |all, one| all | Labels::from(one))
    }
}

impl std::ops::BitOr for Labels {
    type Output = Labels;

    fn bitor(self, other: Labels) -> Labels {
        self.with(other)
    }
}

impl std::fmt::Debug for Labels {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::{Label, Labels};

    #[test]
    fn a_place_takes_the_place_of_another() {
        let inbox = Labels::DEFAULT | Labels::SENT;
        let archived = inbox.changed(Labels::ARCHIVE, Labels::NONE);
        assert_eq!(archived, Labels::ARCHIVE | Labels::SENT);
        for (from, to) in [
            (Labels::ARCHIVE, Labels::BIN),
            (Labels::BIN, Labels::DEFAULT),
            (Labels::DEFAULT, Labels::ARCHIVE),
        ] {
            assert_eq!(from.changed(to, Labels::NONE), to);
        }
    }

    #[test]
    fn leaving_bin_or_archive_leads_to_the_inbox() {
        assert_eq!(
            Labels::BIN.changed(Labels::NONE, Labels::BIN),
            Labels::DEFAULT
        );
        let binned = Labels::BIN.changed(Labels::NONE, Labels::ARCHIVE);
        assert_eq!(binned, Labels::BIN, "it was not archived");
        let nowhere = Labels::NONE.changed(Labels::MARKED_AS_UNOPENED, Labels::NONE);
        assert_eq!(nowhere, Labels::DEFAULT | Labels::MARKED_AS_UNOPENED);
    }

    #[test]
    fn sent_is_the_servers_own() {
        let sent = Labels::of([Label::Sent]);
        assert_eq!(sent, Labels::DEFAULT | Labels::SENT);
        assert_eq!(sent.changed(Labels::NONE, Labels::SENT), sent);
        let ours = Labels::DEFAULT.changed(Labels::SENT, Labels::NONE);
        assert_eq!(ours, Labels::DEFAULT);
    }

    #[test]
    fn a_difference_leads_back() {
        let before = Labels::DEFAULT | Labels::MARKED_AS_UNOPENED;
        let after = before.changed(Labels::BIN, Labels::MARKED_AS_UNOPENED);
        let (add, remove) = after.difference(before);
        assert_eq!(after.changed(add, remove), before);
    }

    #[test]
    fn what_the_server_lists_has_one_place() {
        assert_eq!(Labels::of([]), Labels::DEFAULT);
        let both = Labels::of([Label::Archive, Label::Bin, Label::Sent]);
        assert_eq!(both.iter().collect::<Vec<_>>(), [Label::Bin, Label::Sent]);
        assert_eq!(Labels::from_bits(both.bits() | 128), both);
        let change: Labels = [Label::Archive, Label::Bin].into_iter().collect();
        assert_eq!(
            change,
            Labels::ARCHIVE | Labels::BIN,
            "a change is taken as it is"
        );
    }

    #[test]
    fn both_spellings_are_read() {
        let read = Label::from_wire("MARKED_AS_UNOPENED");
        assert_eq!(read, Some(Label::MarkedAsUnopened));
        assert_eq!(Label::from_wire("Bin"), Some(Label::Bin));
        assert_eq!(Label::from_wire("Starred"), None);
    }
}
