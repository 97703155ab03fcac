//! How old a request is, and what follows from it.

use jiff::Timestamp;

/// Days after which Altinn flags a request as expired. It stays open, and can still be decided on
/// (Altinn/altinn-authentication: RequestSystemUserService).
pub const TIMED_OUT_AFTER_DAYS: u32 = 180;

/// Days after which Fullmakt calls a request old.
pub const OLD_AFTER_DAYS: u32 = 14;

const DAY: i64 = 86_400;

/// Whole days of twenty-four hours between two instants; 0 when `created` is the later one.
pub fn whole_days(created: Timestamp, now: Timestamp) -> u32 {
    let seconds = now.as_second().saturating_sub(created.as_second());
    u32::try_from(seconds.max(0) / DAY).unwrap_or(u32::MAX)
}

/// Older than fourteen days: fourteen days and a second are.
pub fn is_old(created: Timestamp, now: Timestamp) -> bool {
    older_than(created, now, OLD_AFTER_DAYS)
}

/// Older than 180 days.
pub fn is_timed_out(created: Timestamp, now: Timestamp) -> bool {
    older_than(created, now, TIMED_OUT_AFTER_DAYS)
}

fn older_than(created: Timestamp, now: Timestamp, days: u32) -> bool {
    now.as_second().saturating_sub(created.as_second()) > i64::from(days) * DAY
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::{is_old, is_timed_out, whole_days};

    fn at(text: &str) -> Timestamp {
        text.parse().expect("an instant")
    }

    #[test]
    fn days_are_whole_and_never_negative() {
        let created = at("2026-06-03T12:00:00Z");
        assert_eq!(whole_days(created, at("2026-06-04T11:59:59Z")), 0);
        assert_eq!(whole_days(created, at("2026-06-04T12:00:00Z")), 1);
        assert_eq!(whole_days(created, at("2026-06-01T12:00:00Z")), 0);
    }

    #[test]
    fn the_limits_are_just_passed() {
        let created = at("2026-01-01T00:00:00Z");
        assert!(!is_old(created, at("2026-01-15T00:00:00Z")));
        assert!(is_old(created, at("2026-01-15T00:00:01Z")));
        assert!(!is_timed_out(created, at("2026-06-30T00:00:00Z")));
        assert!(is_timed_out(created, at("2026-06-30T00:00:01Z")));
        assert!(
            !is_timed_out(at("2027-01-01T00:00:00Z"), created),
            "a clock that lags"
        );
        assert!(is_timed_out(Timestamp::MIN, Timestamp::MAX));
    }
}
