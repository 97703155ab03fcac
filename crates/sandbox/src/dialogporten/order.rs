//! Order and place in a result, as text (dialogporten reference 1.5).

use jiff::Timestamp;
use uuid::Uuid;

use crate::world::dialogs::query::{Facts, Key, Order};

/// Reads an order; the id is the last key always, wherever it was named, and never the only one.
pub(super) fn order(text: Option<&str>) -> Result<Order, String> {
    let Some(text) = text.filter(|text| !text.is_empty()) else {
        return Ok(Order::default());
    };
    let mut keys: Vec<(Key, bool)> = Vec::new();
    for item in text.split(',') {
        let item = item.trim().to_lowercase();
        let (name, ascends) = match item.rsplit_once('_') {
            Some((name, "asc")) => (name, true),
            Some((name, "desc")) => (name, false),
            Some(_) => return Err(format!("'{item}' has no known direction.")),
            None => (item.as_str(), false),
        };
        let known = Key::ALL.iter().find(|(_, own)| *own == name);
        let Some((key, _)) = known else {
            return Err(format!("'{name}' is not a key to order by."));
        };
        if keys.iter().any(|(other, _)| other == key) {
            return Err(format!("'{name}' is named twice."));
        }
        keys.push((*key, ascends));
    }
    let id = keys.iter().position(|(key, _)| *key == Key::Id);
    let id = id.map_or((Key::Id, false), |at| keys.remove(at));
    if keys.is_empty() {
        keys.push((Key::ContentUpdatedAt, false));
    }
    keys.push(id);
    Ok(Order(keys))
}

/// How an order is told.
pub(super) fn order_text(order: &Order) -> String {
    let item = |(key, ascends): &(Key, bool)| {
        format!("{}_{}", key.name(), if *ascends { "asc" } else { "desc" })
    };
    order.0.iter().map(item).collect::<Vec<_>>().join(",")
}

/// The token that continues after a row.
pub(super) fn token(order: &Order, row: &Facts) -> String {
    let time = |at: i64| {
        Timestamp::from_microsecond(at).map_or_else(|_| String::new(), |at| format!("{at:.7}"))
    };
    let item = |(key, _): &(Key, bool)| {
        let value = match key {
            Key::CreatedAt => time(row.created),
            Key::UpdatedAt => time(row.updated),
            Key::ContentUpdatedAt => time(row.content_updated),
            Key::DueAt => row.due.map_or_else(String::new, time),
            Key::Id => row.id.to_string(),
        };
        format!("{}_{value}", key.name())
    };
    order.0.iter().map(item).collect::<Vec<_>>().join(",")
}

/// The row that a token continues after. It must hold exactly the keys of the order; which way they
/// run is not in it.
pub(super) fn place(token: &str, order: &Order) -> Result<Facts, String> {
    let mut row = Facts::unknown();
    let mut missing: Vec<&str> = order.0.iter().map(|(key, _)| key.name()).collect();
    for item in token.split(',') {
        let bad = || format!("'{item}' is not part of a token for this order.");
        let (name, value) = item.split_once('_').ok_or_else(bad)?;
        let at = missing
            .iter()
            .position(|key| *key == name)
            .ok_or_else(bad)?;
        missing.remove(at);
        let time = || -> Result<i64, String> {
            let at: Timestamp = value.parse().map_err(|_| bad())?;
            Ok(at.as_microsecond())
        };
        let known = Key::ALL.iter().find(|(_, own)| *own == name);
        match known.map(|(key, _)| *key).ok_or_else(bad)? {
            Key::CreatedAt => row.created = time()?,
            Key::UpdatedAt => row.updated = time()?,
            Key::ContentUpdatedAt => row.content_updated = time()?,
            Key::DueAt if value.is_empty() => row.due = None,
            Key::DueAt => row.due = Some(time()?),
            Key::Id => row.id = value.parse::<Uuid>().map_err(|_| bad())?,
        }
    }
    if missing.is_empty() {
        Ok(row)
    } else {
        Err(format!(
            "The token lacks keys of the order: missing token keys {}.",
            missing.join(", ")
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_ends_with_the_id_and_is_told_in_lower_case() {
        let told = |text| order(text).map(|order| order_text(&order));
        assert_eq!(told(None).as_deref(), Ok("contentupdatedat_desc,id_desc"));
        assert_eq!(told(Some("DueAt_asc")).as_deref(), Ok("dueat_asc,id_desc"));
        assert_eq!(
            told(Some("id_asc")).as_deref(),
            Ok("contentupdatedat_desc,id_asc")
        );
        assert_eq!(
            told(Some("id_asc,createdAt")).as_deref(),
            Ok("createdat_desc,id_asc")
        );
        for bad in ["name", "dueAt,dueAt_asc", "dueAt_up", ","] {
            assert!(told(Some(bad)).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_token_holds_the_keys_of_its_order_and_no_others() {
        let order = order(Some("dueAt_asc")).expect("an order");
        let mut row = Facts::unknown();
        let text = token(&order, &row);
        assert_eq!(text, format!("dueat_,id_{}", Uuid::nil()));
        assert!(place(&text, &order).is_ok());
        row.due = Some(1_785_488_943_025_709);
        let text = token(&order, &row);
        assert!(text.starts_with("dueat_2026-07-31T09:09:03.0257090Z,id_"));
        assert_eq!(place(&text, &order).map(|row| row.due), Ok(row.due));
        assert!(place(&text, &Order::default()).is_err());
        let only_id = format!("id_{}", Uuid::nil());
        let error = place(&only_id, &order).expect_err("a key is missing");
        assert!(error.contains("missing token keys dueat"));
    }
}
