//! Words that follow from a date: which period, month and week a dialog is about.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

const MONTHS_NB: [&str; 12] = [
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The day in Norway.
pub(super) fn day(at: Timestamp) -> Date {
    let zone = TimeZone::get("Europe/Oslo").unwrap_or(TimeZone::UTC);
    at.to_zoned(zone).date()
}

/// Fills in `{termin}`, `{måned}`, `{uke}`, `{år}` and `{forrige år}`: what has just ended on a
/// day.
pub(super) fn fill(text: &str, day: Date, language: &str) -> String {
    let ended = day.first_of_month().yesterday().unwrap_or(day);
    let month = usize::try_from(ended.month() - 1).unwrap_or(0);
    let names = if language == "en" {
        &MONTHS_EN
    } else {
        &MONTHS_NB
    };
    text.replace("{termin}", &(month / 2 + 1).to_string())
        .replace("{måned}", names[month])
        .replace("{uke}", &day.iso_week_date().week().to_string())
        .replace("{forrige år}", &(day.year() - 1).to_string())
        .replace("{år}", &ended.year().to_string())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::fill;

    #[test]
    fn periods_are_the_ones_that_have_ended() {
        let text = "{termin}/{år} {måned} {forrige år}";
        assert_eq!(fill(text, date(2026, 11, 3), "nb"), "5/2026 oktober 2025");
        assert_eq!(fill(text, date(2027, 1, 9), "en"), "6/2026 December 2026");
    }
}
