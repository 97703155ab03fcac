//! Ids of dialogs and of what is in them: UUIDv7, ordered by time (RFC 9562 section 5.7).

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::world::stable_uuid;

/// Seeded ids count their time back from here and not from now, so that they are the same in every
/// run: 2026-09-01T00:00:00Z in milliseconds.
const ANCHOR_MS: i64 = 1_788_220_800_000;

/// An id for something made at this moment.
pub(crate) fn fresh(at: Timestamp) -> Uuid {
    v7(at.as_millisecond(), Uuid::new_v4().as_u128())
}

/// The id of something seeded: by how old it is at the start, and by its name.
pub(crate) fn seeded(age: SignedDuration, name: &str) -> Uuid {
    v7(anchored(age), stable_uuid(name).as_u128())
}

/// An id of a series: the same for the same marker and number, which can be read back.
pub(crate) fn numbered(age: SignedDuration, marker: u16, number: u32) -> Uuid {
    let mixed = u128::from(mix(u64::from(number) ^ u64::from(marker)) >> 34);
    v7(
        anchored(age),
        u128::from(marker & 0xfff) << 64 | mixed << 32 | u128::from(number),
    )
}

/// The number in an id of a series; whether the rest of the id is right too must still be checked.
pub(crate) fn number_in(id: Uuid, marker: u16) -> Option<u32> {
    let bits = id.as_u128();
    let marked = (bits >> 64) & 0xfff == u128::from(marker & 0xfff);
    marked
        .then(|| u32::try_from(bits & u128::from(u32::MAX)).ok())
        .flatten()
}

fn anchored(age: SignedDuration) -> i64 {
    let age = i64::try_from(age.as_millis()).unwrap_or(0);
    ANCHOR_MS - age
}

/// Puts 48 bits of time over 74 bits of anything: 12 from bit 64 up, 62 from bit 0 up.
fn v7(milliseconds: i64, rest: u128) -> Uuid {
    let time = u128::from(u64::try_from(milliseconds).unwrap_or(0)) & 0xffff_ffff_ffff;
    let high = (rest >> 64) & 0xfff;
    let low = rest & 0x3fff_ffff_ffff_ffff;
    Uuid::from_u128(time << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low)
}

/// Spreads a number over 64 bits (the finaliser of SplitMix64).
pub(crate) fn mix(number: u64) -> u64 {
    let mut bits = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_version_7_ordered_by_age_and_numbers_can_be_read_back() {
        let day = SignedDuration::from_hours(24);
        let (young, old) = (seeded(day, "a"), seeded(day * 2, "a"));
        assert!(old < young);
        assert_eq!(young.get_version_num(), 7);
        assert_eq!(young.get_variant(), uuid::Variant::RFC4122);
        assert_eq!(young, seeded(day, "a"));
        let id = numbered(day, 0x5ed, 4711);
        assert_eq!(
            (id.get_version_num(), number_in(id, 0x5ed)),
            (7, Some(4711))
        );
        assert_eq!(number_in(id, 0x5ee), None);
        assert_ne!(fresh(Timestamp::UNIX_EPOCH), fresh(Timestamp::UNIX_EPOCH));
    }
}
