//! System labels: a set of five, three of which exclude each other.

/// A set of system labels (Dialogporten reference 1.14).
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Labels(u8);

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

    /// Those of which a dialog has at most one.
    const PLACES: Labels = Labels(1 | 2 | 4);

    /// The bits, as they are stored.
    pub(crate) fn bits(self) -> i64 {
        i64::from(self.0)
    }

    /// From what is stored; bits without a label are dropped.
    pub(crate) fn from_bits(bits: i64) -> Labels {
        Labels((bits & 31) as u8)
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

    /// What the server would make of a change: a new place takes the old one's place, leaving bin or archive leads back
    /// to the inbox, and `Sent` is nobody's to change.
    #[must_use]
    pub fn changed(self, add: Labels, remove: Labels) -> Labels {
        let removed = self.without(remove.without(Labels::SENT));
        let place = Labels(add.0 & Labels::PLACES.0);
        let mut after = removed.with(add.without(Labels::SENT).without(Labels::PLACES));
        // Of several places the last in the server's order wins; a set has no order, so the one furthest from the inbox.
        for one in [Labels::ARCHIVE, Labels::BIN, Labels::DEFAULT] {
            if place.contains(one) {
                after = after.without(Labels::PLACES).with(one);
                break;
            }
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
}

impl std::ops::BitOr for Labels {
    type Output = Labels;

    fn bitor(self, other: Labels) -> Labels {
        self.with(other)
    }
}

impl std::fmt::Debug for Labels {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names = [
            (Labels::DEFAULT, "Default"),
            (Labels::BIN, "Bin"),
            (Labels::ARCHIVE, "Archive"),
            (Labels::MARKED_AS_UNOPENED, "MarkedAsUnopened"),
            (Labels::SENT, "Sent"),
        ];
        f.debug_set()
            .entries(
                names
                    .iter()
                    .filter(|(label, _)| self.contains(*label))
                    .map(|(_, name)| name),
            )
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::Labels;

    #[test]
    fn a_place_takes_the_place_of_another() {
        let inbox = Labels::DEFAULT | Labels::SENT;
        assert_eq!(
            inbox.changed(Labels::ARCHIVE, Labels::NONE),
            Labels::ARCHIVE | Labels::SENT
        );
        assert_eq!(
            Labels::ARCHIVE.changed(Labels::BIN, Labels::NONE),
            Labels::BIN
        );
        assert_eq!(
            Labels::BIN.changed(Labels::DEFAULT, Labels::NONE),
            Labels::DEFAULT
        );
    }

    #[test]
    fn leaving_bin_or_archive_leads_to_the_inbox() {
        assert_eq!(
            Labels::BIN.changed(Labels::NONE, Labels::BIN),
            Labels::DEFAULT
        );
        assert_eq!(
            Labels::NONE.changed(Labels::MARKED_AS_UNOPENED, Labels::NONE),
            Labels::DEFAULT | Labels::MARKED_AS_UNOPENED
        );
    }

    #[test]
    fn sent_is_the_servers_own() {
        let sent = Labels::DEFAULT | Labels::SENT;
        assert_eq!(sent.changed(Labels::NONE, Labels::SENT), sent);
        assert_eq!(
            Labels::DEFAULT.changed(Labels::SENT, Labels::NONE),
            Labels::DEFAULT
        );
    }

    #[test]
    fn a_difference_leads_back() {
        let before = Labels::DEFAULT | Labels::MARKED_AS_UNOPENED;
        let after = before.changed(Labels::BIN, Labels::MARKED_AS_UNOPENED);
        let (add, remove) = after.difference(before);
        assert_eq!(after.changed(add, remove), before);
    }
}
