//! Very many transmissions in one dialog, made when they are read and never kept.

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::dialog::{Actor, Transmission};
use super::ids;
use super::kinds::TransmissionType;
use super::text::Localized;

/// Marks the ids of a series.
const MARKER: u16 = 0x7a5;

/// How many transmissions hang together by `relatedTransmissionId`.
const THREAD: u32 = 40;

/// A run of transmissions: every fourth from the party, one every few minutes.
#[derive(Clone, Debug)]
pub(crate) struct Series {
    /// How many.
    pub(crate) count: u32,
    /// When the first was sent.
    pub(crate) first: Timestamp,
    /// Age of the first at the start of the sandbox, for the ids.
    pub(crate) age: SignedDuration,
    /// Who sends for the party.
    pub(crate) party: Actor,
}

impl Series {
    /// From the service owner and from the party.
    pub(crate) fn counts(&self) -> (usize, usize) {
        let from_party = (self.count / 4) as usize;
        (self.count as usize - from_party, from_party)
    }

    /// All of them, oldest first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Transmission> {
        (0..self.count).map(|number| self.make(number))
    }

    /// The one with this id.
    pub(crate) fn find(&self, id: Uuid) -> Option<Transmission> {
        let number = ids::number_in(id, MARKER).filter(|number| *number < self.count)?;
        (self.id(number) == id).then(|| self.make(number))
    }

    fn after(number: u32) -> SignedDuration {
        SignedDuration::from_secs(i64::from(number) * 540)
    }

    fn id(&self, number: u32) -> Uuid {
        ids::numbered(self.age - Self::after(number), MARKER, number)
    }

    fn make(&self, number: u32) -> Transmission {
        let from_party = number % 4 == 3;
        let day = number / 160 + 1;
        Transmission {
            id: self.id(number),
            created: self.first + Self::after(number),
            authorization_attribute: None,
            extended_type: None,
            external_reference: Some(format!("FD-{number:06}")),
            related: (!number.is_multiple_of(THREAD)).then(|| self.id(number - 1)),
            r#type: if from_party {
                TransmissionType::Submission
            } else {
                TransmissionType::Information
            },
            sender: if from_party {
                self.party.clone()
            } else {
                Actor::service_owner()
            },
            title: Localized::of(&[
                ("nb", &format!("Fangstmelding {number}, dag {day}")),
                ("en", &format!("Catch report {number}, day {day}")),
            ]),
            summary: None,
            content_reference: None,
            attachments: Vec::new(),
            navigational_actions: Vec::new(),
        }
    }
}
