//! The groups of a list by time, and of deadlines, by the calendar of Norway.

use fullmakt_store::dialog_search::Days;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::surface::messages::{DeadlineGroup, DeadlineSpan, GroupSpan, MessageGroup};
use crate::time::{date, start_of};

/// Where the groups of a list begin, rising, from the month of the oldest row on.
pub(super) fn bounds(oldest: Timestamp, days: &Days) -> Vec<(Timestamp, GroupSpan)> {
    let today = date(days.now);
    let yesterday = today.yesterday().unwrap_or(today);
    let mut out = Vec::new();
    let mut month = date(oldest).first_of_month();
    // The day before yesterday is the last that stands under its month.
    while month < yesterday {
        let is_this = month.first_of_month() == today.first_of_month();
        let span = if is_this {
            GroupSpan::EarlierThisMonth
        } else {
            GroupSpan::Month {
                year: month.year(),
                month: month.month(),
            }
        };
        out.push((start_of(month), span));
        month = next_month(month);
    }
    out.push((start_of(yesterday), GroupSpan::Yesterday));
    out.push((days.today, GroupSpan::Today));
    out.push((days.tomorrow, GroupSpan::Later));
    out
}

fn next_month(month: Date) -> Date {
    month.last_of_month().tomorrow().unwrap_or(Date::MAX)
}

/// The groups of a list: `numbers` are those before the first bound, from the first to the second, and so on.
pub(super) fn groups(
    spans: impl DoubleEndedIterator<Item = GroupSpan>,
    numbers: &[u32],
    is_newest_first: bool,
) -> Vec<MessageGroup> {
    // A row older than the oldest came in meanwhile: it stands with the oldest.
    let (before, rest) = numbers.split_first().unwrap_or((&0, &[]));
    let mut counted: Vec<(GroupSpan, u32)> = spans.zip(rest.iter().copied()).collect();
    if let Some((_, first)) = counted.first_mut() {
        *first += before;
    }
    if is_newest_first {
        counted.reverse();
    }
    let mut first = 0;
    let mut out = Vec::new();
    for (span, count) in counted {
        if count > 0 {
            out.push(MessageGroup { span, first, count });
            first += count;
        }
    }
    out
}

/// Where the groups of deadlines end: now, tonight, and after seven more days.
pub(super) fn deadline_bounds(days: &Days) -> [Timestamp; 3] {
    [days.now, days.tomorrow, days.after_week]
}

/// The groups of deadlines: `numbers` as [`deadline_bounds`] cuts them, and of `total` the rest has no date.
pub(super) fn deadline_groups(numbers: &[u32], total: u32) -> Vec<DeadlineGroup> {
    let dated: u32 = numbers.iter().sum();
    let spans = [
        DeadlineSpan::Overdue,
        DeadlineSpan::Today,
        DeadlineSpan::Week,
        DeadlineSpan::Later,
        DeadlineSpan::NoDate,
    ];
    let undated = total.saturating_sub(dated);
    let mut first = 0;
    let mut out = Vec::new();
    for (span, count) in spans
        .into_iter()
        .zip(numbers.iter().copied().chain([undated]))
    {
        if count > 0 {
            out.push(DeadlineGroup { span, first, count });
            first += count;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{bounds, deadline_bounds, deadline_groups, groups};
    use crate::surface::messages::{DeadlineSpan, GroupSpan};
    use crate::time::days;

    fn spans(oldest: &str, now: &str) -> Vec<(String, GroupSpan)> {
        let days = days(now.parse().expect("an instant"));
        bounds(oldest.parse().expect("an instant"), &days)
            .into_iter()
            .map(|(at, span)| (at.to_string(), span))
            .collect()
    }

    fn month(month: i8) -> GroupSpan {
        GroupSpan::Month { year: 2026, month }
    }

    #[test]
    fn a_list_is_cut_at_months_and_at_the_last_days() {
        let found = spans("2026-09-20T10:00:00Z", "2026-11-12T13:32:00Z");
        let expected = [
            ("2026-08-31T22:00:00Z", month(9)),
            ("2026-09-30T22:00:00Z", month(10)),
            ("2026-10-31T23:00:00Z", GroupSpan::EarlierThisMonth),
            ("2026-11-10T23:00:00Z", GroupSpan::Yesterday),
            ("2026-11-11T23:00:00Z", GroupSpan::Today),
            ("2026-11-12T23:00:00Z", GroupSpan::Later),
        ];
        assert_eq!(found, expected.map(|(at, span)| (at.to_owned(), span)));
    }

    #[test]
    fn yesterday_may_stand_in_the_month_before() {
        let first = spans("2026-10-20T10:00:00Z", "2026-11-01T08:00:00Z");
        let kinds: Vec<_> = first.into_iter().map(|(_, span)| span).collect();
        assert_eq!(
            kinds,
            [
                month(10),
                GroupSpan::Yesterday,
                GroupSpan::Today,
                GroupSpan::Later
            ]
        );
        let second = spans("2026-11-01T10:00:00Z", "2026-11-02T08:00:00Z");
        assert_eq!(
            second[0].1,
            GroupSpan::Yesterday,
            "nothing is earlier this month"
        );
    }

    #[test]
    fn bounds_rise_whatever_is_oldest() {
        for oldest in [
            "2014-02-01T00:00:00Z",
            "2026-11-12T13:00:00Z",
            "2027-03-01T00:00:00Z",
        ] {
            let found = bounds(
                oldest.parse().expect("an instant"),
                &days("2026-11-12T13:32:00Z".parse().expect("an instant")),
            );
            assert!(found.is_sorted_by(|a, b| a.0 < b.0), "{oldest}");
        }
    }

    #[test]
    fn groups_stand_in_the_order_of_the_list_and_empty_ones_are_left_out() {
        let spans = [month(10), GroupSpan::Yesterday, GroupSpan::Today];
        let newest = groups(spans.into_iter(), &[1, 4, 0, 2], true);
        let view: Vec<_> = newest.iter().map(|g| (g.span, g.first, g.count)).collect();
        assert_eq!(view, [(GroupSpan::Today, 0, 2), (month(10), 2, 5)]);
        let oldest = groups(spans.into_iter(), &[1, 4, 0, 2], false);
        let view: Vec<_> = oldest.iter().map(|g| (g.span, g.first, g.count)).collect();
        assert_eq!(view, [(month(10), 0, 5), (GroupSpan::Today, 5, 2)]);
    }

    #[test]
    fn deadlines_are_over_from_their_very_instant_and_the_undated_stand_last() {
        let days = days("2026-11-12T13:32:00Z".parse().expect("an instant"));
        assert_eq!(deadline_bounds(&days)[0], days.now);
        assert_eq!(
            deadline_bounds(&days)[2].to_string(),
            "2026-11-19T23:00:00Z"
        );
        let found = deadline_groups(&[2, 0, 3, 1], 8);
        let view: Vec<_> = found.iter().map(|g| (g.span, g.first, g.count)).collect();
        assert_eq!(
            view,
            [
                (DeadlineSpan::Overdue, 0, 2),
                (DeadlineSpan::Week, 2, 3),
                (DeadlineSpan::Later, 5, 1),
                (DeadlineSpan::NoDate, 6, 2),
            ]
        );
    }
}
