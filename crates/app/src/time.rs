//! Norwegian days and clock times, for counting and for exports.

use fullmakt_store::dialog_search::Days;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

fn oslo() -> TimeZone {
    TimeZone::get("Europe/Oslo").unwrap_or(TimeZone::UTC)
}

/// The day in Norway, `2026-11-12`.
pub fn oslo_day(at: Timestamp) -> String {
    at.to_zoned(oslo()).date().to_string()
}

/// The calendar of Norway at an instant, as searches and deadlines go by it.
pub fn days(now: Timestamp) -> Days {
    Days::new(now, oslo())
}

/// The date in Norway.
pub fn date(at: Timestamp) -> Date {
    at.to_zoned(oslo()).date()
}

/// The first instant of a day in Norway.
pub fn start_of(day: Date) -> Timestamp {
    day.to_zoned(oslo())
        .map_or(Timestamp::MAX, |zoned| zoned.timestamp())
}

/// Day and clock in Norway, `2026-11-12 14:32:07`, for exports.
pub fn oslo_day_and_clock(at: Timestamp) -> String {
    at.to_zoned(oslo())
        .strftime("%Y-%m-%d %H:%M:%S")
        .to_string()
}

/// RFC 3339 in UTC, as every instant goes over the wire.
pub fn wire(at: Timestamp) -> String {
    at.to_string()
}

/// Reads an instant that we wrote ourselves.
pub fn read(text: &str) -> Option<Timestamp> {
    text.parse().ok()
}

/// Whole days between two instants; 0 when the first is later.
pub fn whole_days(from: Timestamp, to: Timestamp) -> u32 {
    let seconds = to.as_second().saturating_sub(from.as_second()).max(0);
    u32::try_from(seconds / 86_400).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::{oslo_day, oslo_day_and_clock, whole_days};

    #[test]
    fn days_are_norwegian() {
        let late = "2026-11-11T23:30:00Z".parse().unwrap();
        assert_eq!(
            oslo_day(late),
            "2026-11-12",
            "half past midnight in Oslo in winter"
        );
        let summer = "2026-06-30T22:30:00Z".parse().unwrap();
        assert_eq!(oslo_day_and_clock(summer), "2026-07-01 00:30:00");
    }

    #[test]
    fn days_are_whole_and_never_negative() {
        let a = "2026-11-01T12:00:00Z".parse().unwrap();
        let b = "2026-11-15T11:59:59Z".parse().unwrap();
        assert_eq!(whole_days(a, b), 13);
        assert_eq!(whole_days(b, a), 0);
    }
}
