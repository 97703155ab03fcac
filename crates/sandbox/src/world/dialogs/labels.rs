//! System labels: shared by everybody who may see the dialog (dialogporten reference 1.14).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::dialog::Actor;

/// A label, in the order in which lists of them are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Label {
    Default,
    Bin,
    Archive,
    MarkedAsUnopened,
    Sent,
}

impl Label {
    const ALL: [Self; 5] = [
        Self::Default,
        Self::Bin,
        Self::Archive,
        Self::MarkedAsUnopened,
        Self::Sent,
    ];

    fn bit(self) -> u8 {
        1 << self as u8
    }

    /// Default, Bin and Archive shut each other out.
    fn is_exclusive(self) -> bool {
        matches!(self, Self::Default | Self::Bin | Self::Archive)
    }
}

/// A set of labels; always one of Default, Bin and Archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Labels(u8);

impl Default for Labels {
    fn default() -> Self {
        Self(Label::Default.bit())
    }
}

impl Labels {
    /// Default and these; for seeds.
    pub(crate) fn with(labels: &[Label]) -> Self {
        Self::default().changed(labels, &[])
    }

    pub(crate) fn has(self, label: Label) -> bool {
        self.0 & label.bit() != 0
    }

    /// Whether each of these is set.
    pub(crate) fn has_all(self, labels: &[Label]) -> bool {
        labels.iter().all(|label| self.has(*label))
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = Label> {
        Label::ALL.into_iter().filter(move |label| self.has(*label))
    }

    /// The one of Default, Bin and Archive.
    pub(crate) fn folder(self) -> Label {
        [Label::Bin, Label::Archive]
            .into_iter()
            .find(|label| self.has(*label))
            .unwrap_or(Label::Default)
    }

    /// First removes, then adds. Of several folders the last one added wins; a removed folder is
    /// replaced by Default.
    pub(crate) fn changed(self, add: &[Label], remove: &[Label]) -> Self {
        let mut next = self.0;
        for label in remove {
            next &= !label.bit();
        }
        for label in add {
            if label.is_exclusive() {
                for other in Label::ALL.into_iter().filter(|other| other.is_exclusive()) {
                    next &= !other.bit();
                }
            }
            next |= label.bit();
        }
        let next = Self(next);
        if Label::ALL
            .iter()
            .any(|label| label.is_exclusive() && next.has(*label))
        {
            next
        } else {
            Self(next.0 | Label::Default.bit())
        }
    }

    /// What the log tells about a change: never Default.
    pub(crate) fn log_lines(self, next: Self) -> impl Iterator<Item = (Label, LabelAct)> {
        Label::ALL
            .into_iter()
            .filter(|label| *label != Label::Default)
            .filter_map(move |label| match (self.has(label), next.has(label)) {
                (false, true) => Some((label, LabelAct::Set)),
                (true, false) => Some((label, LabelAct::Remove)),
                _ => None,
            })
    }
}

/// Whether a label came or went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum LabelAct {
    Set,
    Remove,
}

/// One line of the label log.
#[derive(Clone, Debug)]
pub(crate) struct LabelEvent {
    pub(crate) created: Timestamp,
    pub(crate) label: Label,
    pub(crate) act: LabelAct,
    pub(crate) by: Actor,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(labels: Labels) -> Vec<Label> {
        labels.iter().collect()
    }

    #[test]
    fn folders_shut_each_other_out_and_default_comes_back() {
        let start = Labels::default();
        let binned = start.changed(&[Label::Archive, Label::Bin], &[]);
        assert_eq!(names(binned), [Label::Bin]);
        assert_eq!(names(binned.changed(&[], &[Label::Bin])), [Label::Default]);
        assert_eq!(
            names(binned.changed(&[Label::Archive], &[Label::Bin])),
            [Label::Archive]
        );
        assert_eq!(
            names(start.changed(&[], &[Label::Default])),
            [Label::Default]
        );
        let unopened = binned.changed(&[Label::MarkedAsUnopened], &[]);
        assert_eq!(names(unopened), [Label::Bin, Label::MarkedAsUnopened]);
        assert!(unopened.has_all(&[Label::Bin, Label::MarkedAsUnopened]));
    }

    #[test]
    fn default_is_never_logged() {
        let start = Labels::default();
        let archived = start.changed(&[Label::Archive], &[]);
        let there: Vec<_> = start.log_lines(archived).collect();
        assert_eq!(there, [(Label::Archive, LabelAct::Set)]);
        let back: Vec<_> = archived.log_lines(start).collect();
        assert_eq!(back, [(Label::Archive, LabelAct::Remove)]);
    }
}
