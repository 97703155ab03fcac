//! The words that may follow `status:` and `frist:`, in the three languages.

use jiff::civil::Date;

use super::Days;
use super::normal::tokens;
use crate::dialogs::{DialogStatus, DueFilter};

/// What `status:` asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StatusWord {
    Status(DialogStatus),
    Unread(bool),
}

const STATUSES: &[(StatusWord, &[&str])] = &[
    (
        StatusWord::Status(DialogStatus::RequiresAttention),
        &[
            "kreverhandling",
            "krevhandling",
            "handling",
            "requiresattention",
            "attention",
        ],
    ),
    (
        StatusWord::Status(DialogStatus::InProgress),
        &["underarbeid", "arbeid", "inprogress", "progress"],
    ),
    (
        StatusWord::Status(DialogStatus::Draft),
        &["utkast", "draft"],
    ),
    (
        StatusWord::Status(DialogStatus::Awaiting),
        &["venter", "ventar", "awaiting", "waiting"],
    ),
    (
        StatusWord::Status(DialogStatus::Completed),
        &["avsluttet", "avslutta", "ferdig", "completed", "done"],
    ),
    (
        StatusWord::Status(DialogStatus::NotApplicable),
        &["utenstatus", "utanstatus", "ingen", "none", "notapplicable"],
    ),
    (StatusWord::Unread(true), &["ulest", "ulesen", "unread"]),
    (StatusWord::Unread(false), &["lest", "lesen", "read"]),
];

/// What begins with the value; nothing for a value that says nothing.
pub(super) fn statuses(value: &str) -> Vec<StatusWord> {
    let value = tokens(value).concat();
    if value.is_empty() {
        return Vec::new();
    }
    STATUSES
        .iter()
        .filter(|(_, names)| names.iter().any(|name| name.starts_with(&value)))
        .map(|(word, _)| *word)
        .collect()
}

/// The due dates that a value names: `over`, `idag`, `imorgen`, `uke`, or a date (`2026-11-26`, `26.11.2026`, `26.11`).
pub(super) fn due(value: &str, days: &Days) -> Option<DueFilter> {
    if let Some(date) = date(value, days) {
        let (from, to) = days.bounds(date)?;
        return Some(DueFilter::Within(from, to));
    }
    let value = tokens(value).concat();
    if value.is_empty() {
        return None;
    }
    let begins = |names: &[&str]| names.iter().any(|name| name.starts_with(&value));
    if begins(&["over", "overdue", "forfalt", "forfalle"]) {
        Some(DueFilter::Before(days.now))
    } else if begins(&["idag", "today"]) {
        Some(DueFilter::Within(days.today, days.tomorrow))
    } else if begins(&["imorgen", "imorgon", "tomorrow"]) {
        let next = days.bounds(days.date().tomorrow().ok()?)?;
        Some(DueFilter::Within(next.0, next.1))
    } else if begins(&["uke", "veke", "week"]) {
        Some(DueFilter::Within(days.today, days.after_week))
    } else {
        None
    }
}

fn date(value: &str, days: &Days) -> Option<Date> {
    let parts: Vec<&str> = value
        .split(['-', '.', '/'])
        .filter(|part| !part.is_empty())
        .collect();
    if parts
        .iter()
        .any(|part| part.len() > 4 || !part.bytes().all(|b| b.is_ascii_digit()))
    {
        return None;
    }
    let number = |part: &str| part.parse::<i16>().ok();
    let (year, month, day) = match parts.as_slice() {
        [year, month, day] if year.len() == 4 => (number(year)?, number(month)?, number(day)?),
        [day, month, year] if year.len() == 4 => (number(year)?, number(month)?, number(day)?),
        [day, month] if day.len() <= 2 && month.len() <= 2 => {
            (days.date().year(), number(month)?, number(day)?)
        }
        _ => return None,
    };
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}
