//! When the next poll and the next sweep begin. Every install of the product shares one quota at Altinn (the client id), so
//! the times are long, spread, and stop when nobody works (Dialogporten reference, 5.2 lines 4 and 7).

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan as _, Zoned};

use crate::pause::spread;

/// How long after a sweep began the next one is due at the earliest: none comes twice in a night.
pub(crate) const HALF_A_DAY: SignedDuration = SignedDuration::from_hours(12);

/// How long after it the next one is due where the night was missed, before that is spread.
const A_DAY: SignedDuration = SignedDuration::from_hours(24);

/// Over which time sweeps that missed the night are spread; no sweep is due later than this after a day.
const SWEEPS_SPREAD: SignedDuration = SignedDuration::from_hours(1);

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
            if self.is_worked(&local) {
                return local.timestamp();
            }
            let day = if !is_weekend(&local) && local.hour() < self.opens {
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

    fn is_worked(&self, local: &Zoned) -> bool {
        !is_weekend(local) && local.hour() >= self.opens && local.hour() < self.closes
    }

    /// A time of the first night that is not over at `from`: so far into it, from the end of working hours to their
    /// beginning, as `own` in 0..1 tells, and not before `from`.
    fn night(&self, from: Timestamp, own: f64) -> Timestamp {
        let at = |day: Date, hour: i8| {
            let local = day.at(hour, 0, 0, 0).to_zoned(self.zone.clone());
            local.map(|local| local.timestamp())
        };
        let today = from.to_zoned(self.zone.clone()).date();
        let mut evening = today.saturating_sub(1.day());
        for _ in 0..2 {
            let morning = evening.saturating_add(1.day());
            if let (Ok(closing), Ok(opening)) = (at(evening, self.closes), at(morning, self.opens))
                && opening > from
            {
                let into = opening.duration_since(closing).mul_f64(share(own));
                return after(closing, into).max(from);
            }
            evening = morning;
        }
        from
    }
}

fn is_weekend(local: &Zoned) -> bool {
    matches!(local.weekday(), Weekday::Saturday | Weekday::Sunday)
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
        self.opening(after(last, spread(base, chance)), chance)
    }

    /// When what failed is tried again, which would be at `at`: just then while somebody is there, otherwise in working
    /// hours.
    pub fn again(&self, at: Timestamp, mood: Mood, chance: f64) -> Timestamp {
        match mood {
            Mood::Active => at,
            Mood::Idle => self.opening(at, chance),
        }
    }

    /// `at` when people work then, else soon after they begin to: who waited for the morning does not come at one stroke.
    fn opening(&self, at: Timestamp, chance: f64) -> Timestamp {
        let opening = self.calendar.working(at);
        if opening > at {
            after(opening, self.active.mul_f64(share(chance)))
        } else {
            at
        }
    }

    /// When the sweep after the one that began at `last` is due, as it looks at `now`. It takes more calls than a poll, and
    /// nobody waits for it: so it goes in the night, at a time of each login's own (`own` in 0..1), and by day only where
    /// the night was missed.
    pub fn sweep(&self, last: Timestamp, now: Timestamp, own: f64) -> Timestamp {
        let night = self.calendar.night(after(last, HALF_A_DAY), own);
        let is_worked = self
            .calendar
            .is_worked(&now.to_zoned(self.calendar.zone.clone()));
        if night <= now && is_worked {
            after(last, A_DAY + SWEEPS_SPREAD.mul_f64(share(own)))
        } else {
            night.min(after(last, A_DAY + SWEEPS_SPREAD))
        }
    }

    /// When the next round begins: with the poll, or in the night before it with a sweep. By day a sweep goes with a poll.
    pub fn round(&self, poll: Timestamp, sweep: Option<Timestamp>) -> Timestamp {
        let at_night = |at: &Timestamp| self.calendar.working(*at) > *at;
        sweep.filter(at_night).map_or(poll, |sweep| sweep.min(poll))
    }

    /// Whether coming back to the window may poll now.
    pub fn may_on_focus(&self, last: Option<Timestamp>, now: Timestamp) -> bool {
        last.is_none_or(|last| now.duration_since(last) >= self.on_focus)
    }
}

/// What is meant to lie in 0..1, and does.
fn share(of: f64) -> f64 {
    of.clamp(0.0, 1.0)
}

/// So long after.
fn after(from: Timestamp, by: SignedDuration) -> Timestamp {
    from.checked_add(by).unwrap_or(Timestamp::MAX)
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
            assert_eq!(pace().next(at(last), Mood::Active, 0.0), at(next), "{last}");
            let latest = pace().next(at(last), Mood::Active, 1.0);
            let spread = latest.duration_since(at(next)).as_secs();
            assert_eq!(spread, 900, "not all at one stroke: {last}");
        }
    }

    #[test]
    fn what_failed_waits_for_working_hours_unless_somebody_is_there() {
        for (wanted, idle) in [
            ("2026-11-12T10:00:33", "2026-11-12T10:00:33"),
            ("2026-11-12T19:00:33", "2026-11-13T07:00"),
            ("2026-11-14T12:00:33", "2026-11-16T07:00"),
        ] {
            let wanted = at(wanted);
            assert_eq!(pace().again(wanted, Mood::Idle, 0.0), at(idle), "{wanted}");
            assert_eq!(pace().again(wanted, Mood::Active, 0.0), wanted);
        }
    }

    #[test]
    fn a_sweep_has_a_time_of_its_own_in_the_night() {
        for (last, own, due) in [
            ("2026-11-12T10:00", 0.0, "2026-11-12T22:00"),
            ("2026-11-12T10:00", 0.5, "2026-11-13T01:00"),
            ("2026-11-12T10:00", 0.75, "2026-11-13T04:00"),
            ("2026-11-13T01:00", 0.5, "2026-11-14T01:00"),
            // By and by: each night an hour later, until it is the login's own time.
            ("2026-11-12T20:00", 0.5, "2026-11-13T21:00"),
            ("2026-11-14T00:30", 0.5, "2026-11-15T01:00"),
        ] {
            let found = pace().sweep(at(last), at(last), own);
            assert_eq!(found, at(due), "{last}, {own}");
        }
    }

    /// The machine was off in the night.
    #[test]
    fn a_sweep_that_missed_the_night_comes_a_day_after_the_last() {
        let last = at("2026-11-12T10:00");
        let morning = at("2026-11-13T08:00");
        let found = pace().sweep(last, morning, 0.5);
        assert_eq!(found, at("2026-11-13T10:30"));
        assert!(found > morning, "not with everybody's first poll");
        // Nobody works on a Saturday: there is no better time.
        let weekend = at("2026-11-14T12:00");
        assert!(pace().sweep(last, weekend, 0.5) <= weekend);
        // And never more than a day and an hour later.
        for hour in 0..25 {
            let now = after(last, SignedDuration::from_hours(25 + hour));
            assert!(pace().sweep(last, now, 1.0) <= now, "{now}");
        }
    }

    #[test]
    fn a_round_begins_at_night_for_a_sweep_only() {
        let poll = at("2026-11-13T07:05");
        let night = at("2026-11-13T03:00");
        assert_eq!(pace().round(poll, Some(night)), night);
        assert_eq!(pace().round(poll, None), poll);
        let (poll, by_day) = (at("2026-11-13T10:16"), at("2026-11-13T10:05"));
        assert_eq!(pace().round(poll, Some(by_day)), poll);
        assert_eq!(pace().round(poll, Some(at("2026-11-14T01:00"))), poll);
    }

    #[test]
    fn the_hour_that_is_not_there_in_spring_does_no_harm() {
        let next = pace().next(at("2026-03-29T01:50"), Mood::Active, 0.0);
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
