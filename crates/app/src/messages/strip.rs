//! The strip of days: deadlines per day from three days ago and four weeks ahead, with the service that a heavy day is
//! mostly about.

use std::collections::HashMap;

use fullmakt_store::dialog_search::Days;
use fullmakt_store::dialogs::{DialogQuery, DialogRow, DueFilter};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::number;
use crate::failures::from_store;
use crate::state::Account;
use crate::surface::common::Failure;
use crate::surface::messages::DeadlineDay;
use crate::time::{date, start_of};

/// Days before today.
const BEFORE: i32 = 3;
/// Days after today.
const AFTER: i32 = 28;
/// From so many deadlines on a day is heavy.
const HEAVY: u32 = 4;
/// Rows of a day that are looked at to find its service.
const LOOKED_AT: u32 = 100;

/// Where the four weeks end: the first instant after the last day of the strip.
pub(super) fn end(days: &Days) -> Timestamp {
    day(days, AFTER + 1).map_or(days.after_week, start_of)
}

/// The strip over a list of deadlines.
pub(super) async fn strip(
    account: &Account,
    list: &DialogQuery,
    days: &Days,
) -> Result<Vec<DeadlineDay>, Failure> {
    let dates = dates(days);
    let mut bounds: Vec<Timestamp> = dates.iter().map(|&date| start_of(date)).collect();
    bounds.push(end(days));
    let numbers = account.store.dialogs().groups(list, &bounds).await;
    let numbers = numbers.map_err(|e| from_store(&e))?;
    let mut out = Vec::with_capacity(dates.len());
    for (at, date) in dates.into_iter().enumerate() {
        let count = numbers.get(at + 1).copied().unwrap_or(0);
        let mostly = if count >= HEAVY {
            let mut of_day = list.clone();
            of_day.filter.due = Some(DueFilter::Within(bounds[at], bounds[at + 1]));
            mostly(account, &of_day, count).await?
        } else {
            None
        };
        out.push(DeadlineDay {
            date: date.to_string(),
            count,
            mostly,
        });
    }
    Ok(out)
}

/// The service that more than half of a day's deadlines share.
async fn mostly(
    account: &Account,
    of_day: &DialogQuery,
    count: u32,
) -> Result<Option<String>, Failure> {
    let page = account.store.dialogs().page(of_day, 0, LOOKED_AT).await;
    let page = page.map_err(|e| from_store(&e))?;
    let Some((service, name, mut shared)) = commonest(page.rows) else {
        return Ok(None);
    };
    if count > LOOKED_AT {
        let mut of_service = of_day.clone();
        of_service.filter.services = vec![service];
        shared = number(account, &of_service).await?;
    }
    Ok((u64::from(shared) * 2 > u64::from(count)).then_some(name))
}

/// The service with the most rows: its id, its name (or id again), and how many.
fn commonest(rows: Vec<DialogRow>) -> Option<(String, String, u32)> {
    let mut counted: HashMap<String, (String, u32)> = HashMap::new();
    for row in rows {
        let name = row.service_name.unwrap_or_else(|| row.service.clone());
        counted.entry(row.service).or_insert((name, 0)).1 += 1;
    }
    counted
        .into_iter()
        .map(|(id, (name, count))| (id, name, count))
        .max_by_key(|(id, _, count)| (*count, std::cmp::Reverse(id.clone())))
}

fn dates(days: &Days) -> Vec<Date> {
    (-BEFORE..=AFTER).filter_map(|n| day(days, n)).collect()
}

fn day(days: &Days, from_today: i32) -> Option<Date> {
    date(days.now).checked_add(from_today.days()).ok()
}

#[cfg(test)]
mod tests {
    use super::{dates, end};
    use crate::time::{days, start_of};

    #[test]
    fn the_strip_goes_from_three_days_ago_four_weeks_ahead() {
        // Half past midnight in Oslo on 13 November.
        let days = days("2026-11-12T23:30:00Z".parse().expect("an instant"));
        let dates = dates(&days);
        assert_eq!(dates.len(), 32);
        assert_eq!(dates[0].to_string(), "2026-11-10");
        assert_eq!(dates[3].to_string(), "2026-11-13");
        assert_eq!(dates[31].to_string(), "2026-12-11");
        assert_eq!(end(&days).to_string(), "2026-12-11T23:00:00Z");
    }

    #[test]
    fn days_keep_to_the_clock_of_norway_when_it_changes() {
        let days = days("2026-10-24T12:00:00Z".parse().expect("an instant"));
        let dates = dates(&days);
        assert_eq!(start_of(dates[4]).to_string(), "2026-10-24T22:00:00Z");
        assert_eq!(start_of(dates[5]).to_string(), "2026-10-25T23:00:00Z");
    }
}
