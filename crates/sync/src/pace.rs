//! When the next poll begins. Every install of the product shares one quota at Altinn (the client id), so the times are
//! long, spread, and stop when nobody works.

use jiff::civil::Weekday;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan as _};

use crate::pause::spread;

/// What the user is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// The window was used within the last half hour.
    Active,
    /// It was not.
    Idle,
}

/// Working hours, by the wall clock of Norway.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// Zone.
    pub zone: TimeZone,
    /// First hour.
    pub opens: i8,
    /// Hour at which it ends.
    pub closes: i8,
}

impl Calendar {
    /// Monday to Friday, 7 to 19, in Oslo.
    ///
    /// # Errors
    /// When the zone is not known, which the built-in data rules out.
    pub fn oslo() -> Result<Self, jiff::Error> {
        Ok(Calendar {
            zone: TimeZone::get("Europe/Oslo")?,
            opens: 7,
            closes: 19,
        })
    }

    /// `at` when people work then, else the next time that they do.
    fn working(&self, at: Timestamp) -> Timestamp {
        let mut local = at.to_zoned(self.zone.clone());
        // At most a weekend and a night ahead.
        for _ in 0..5 {
            let weekend = matches!(local.weekday(), Weekday::Saturday | Weekday::Sunday);
            if !weekend && local.hour() >= self.opens && local.hour() < self.closes {
                return local.timestamp();
            }
            let day = if !weekend && local.hour() < self.opens {
                local.date()
            } else {
                local.date().saturating_add(1.day())
            };
            let Ok(opening) = day.at(self.opens, 0, 0, 0).to_zoned(self.zone.clone()) else {
                return at;
            };
            local = opening;
        }
        local.timestamp()
    }
}

/// How often to poll.
#[derive(Clone, Debug)]
pub struct Pace {
    /// While the user is active.
    pub active: SignedDuration,
    /// While not.
    pub idle: SignedDuration,
    /// Between a poll and one that the user's return asks for.
    pub on_focus: SignedDuration,
    /// Working hours.
    pub calendar: Calendar,
}

impl Pace {
    /// 15 minutes, an hour when idle, once a minute on focus.
    pub fn new(calendar: Calendar) -> Self {
        Pace {
            active: SignedDuration::from_mins(15),
            idle: SignedDuration::from_mins(60),
            on_focus: SignedDuration::from_mins(1),
            calendar,
        }
    }

    /// When the poll after the one that ended at `last` begins. `chance` is in 0..1 and spreads it: 10 to 20 % later.
    pub fn next(&self, last: Timestamp, mood: Mood, chance: f64) -> Timestamp {
        let base = match mood {
            Mood::Active => self.active,
            Mood::Idle => self.idle,
        };
        let at = last
            .saturating_add(spread(base, chance))
            .unwrap_or(Timestamp::MAX);
        self.calendar.working(at)
    }

    /// Whether coming back to the window may poll now.
    pub fn may_on_focus(&self, last: Option<Timestamp>, now: Timestamp) -> bool {
        last.is_none_or(|last| now.duration_since(last) >= self.on_focus)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        let zone = TimeZone::get("Europe/Oslo").unwrap();
        let local: jiff::civil::DateTime = text.parse().unwrap();
        local.to_zoned(zone).unwrap().timestamp()
    }

    fn pace() -> Pace {
        Pace::new(Calendar::oslo().unwrap())
    }

    #[test]
    fn a_quarter_of_an_hour_and_some() {
        let last = at("2026-11-12T10:00");
        let next = |mood, chance| {
            pace()
                .next(last, mood, chance)
                .duration_since(last)
                .as_secs()
        };
        assert_eq!(next(Mood::Active, 0.0), 990);
        assert_eq!(next(Mood::Active, 1.0), 1080);
        assert_eq!(next(Mood::Idle, 0.0), 3960);
    }

    #[test]
    fn nothing_at_night_and_at_weekends() {
        // Thursday evening → Friday morning; Friday evening → Monday morning; early morning → the same morning.
        for (last, next) in [
            ("2026-11-12T18:50", "2026-11-13T07:00"),
            ("2026-11-13T18:55", "2026-11-16T07:00"),
            ("2026-11-14T12:00", "2026-11-16T07:00"),
            ("2026-11-12T03:00", "2026-11-12T07:00"),
        ] {
            assert_eq!(pace().next(at(last), Mood::Active, 0.5), at(next), "{last}");
        }
    }

    #[test]
    fn the_hour_that_is_not_there_in_spring_does_no_harm() {
        let next = pace().next(at("2026-03-29T01:50"), Mood::Active, 0.5);
        assert_eq!(next, at("2026-03-30T07:00"));
    }

    #[test]
    fn coming_back_polls_once_a_minute_at_most() {
        let now = at("2026-11-12T10:00");
        assert!(pace().may_on_focus(None, now));
        assert!(!pace().may_on_focus(Some(at("2026-11-12T09:59:30")), now));
        assert!(pace().may_on_focus(Some(at("2026-11-12T09:59:00")), now));
    }

    /// A working day of an accountant: 7 to 19 with polls every 15 to 18 minutes.
    #[test]
    fn polls_of_a_day() {
        let mut polls = 0;
        let mut now = at("2026-11-12T07:00");
        while now < at("2026-11-13T00:00") {
            polls += 1;
            now = pace().next(now, Mood::Active, 0.5);
        }
        assert_eq!(polls, 42);
    }
}
