//! The calendar that words such as «i dag» stand on. The store has no clock and no zone of its own.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// Now, and where its day begins and ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Days {
    /// Now.
    pub now: Timestamp,
    /// The first instant of today.
    pub today: Timestamp,
    /// The first instant of tomorrow.
    pub tomorrow: Timestamp,
    /// The first instant after the seven days that follow today.
    pub after_week: Timestamp,
    zone: TimeZone,
}

impl Days {
    /// The calendar at an instant in a zone (Europe/Oslo).
    pub fn new(now: Timestamp, zone: TimeZone) -> Days {
        let today = now.to_zoned(zone.clone()).date();
        let start = |days: i32| {
            today
                .checked_add(days.days())
                .ok()
                .and_then(|date| start_of(date, &zone))
                .unwrap_or(now)
        };
        Days {
            now,
            today: start(0),
            tomorrow: start(1),
            after_week: start(8),
            zone,
        }
    }

    /// Today's date.
    pub(super) fn date(&self) -> Date {
        self.now.to_zoned(self.zone.clone()).date()
    }

    /// From the first instant of a day to the first of the next.
    pub(super) fn bounds(&self, date: Date) -> Option<(Timestamp, Timestamp)> {
        let next = date.checked_add(1.day()).ok()?;
        Some((start_of(date, &self.zone)?, start_of(next, &self.zone)?))
    }
}

impl Default for Days {
    /// 1970 in UTC: for queries without a `frist:`.
    fn default() -> Self {
        Days::new(Timestamp::UNIX_EPOCH, TimeZone::UTC)
    }
}

fn start_of(date: Date, zone: &TimeZone) -> Option<Timestamp> {
    Some(date.to_zoned(zone.clone()).ok()?.timestamp())
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::Days;

    #[test]
    fn a_day_in_oslo_begins_at_midnight_there_whatever_the_season() {
        let oslo = TimeZone::get("Europe/Oslo").expect("known");
        let winter = Days::new(
            "2026-11-12T23:30:00Z".parse().expect("an instant"),
            oslo.clone(),
        );
        assert_eq!(winter.today.to_string(), "2026-11-12T23:00:00Z");
        assert_eq!(winter.tomorrow.to_string(), "2026-11-13T23:00:00Z");
        assert_eq!(winter.after_week.to_string(), "2026-11-20T23:00:00Z");
        // The night when the clocks go back has 25 hours.
        let autumn = Days::new("2026-10-25T12:00:00Z".parse().expect("an instant"), oslo);
        assert_eq!(autumn.today.to_string(), "2026-10-24T22:00:00Z");
        assert_eq!(autumn.tomorrow.to_string(), "2026-10-25T23:00:00Z");
    }
}
