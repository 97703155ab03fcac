//! Orders of lists, places in them, and the conditions that cut a list at a place.

use sqlx::{QueryBuilder, Sqlite};

/// Orders in which a part of a list stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    Newest,
    Oldest,
    /// By `due_at`, then oldest first.
    Due,
    /// By `deadline`, then oldest first.
    Deadline,
    /// By name of the sender, then newest first.
    Sender,
}

impl Order {
    /// The column that the order goes by first; senders aside, by which ranges are cut.
    pub(super) fn axis(self) -> &'static str {
        match self {
            Order::Newest | Order::Oldest | Order::Sender => "d.key",
            Order::Due => "d.due_at",
            Order::Deadline => "d.deadline",
        }
    }

    /// What a statement selects: the key, and what it is ordered by.
    pub(super) fn columns(self) -> &'static str {
        match self {
            Order::Newest | Order::Oldest => "d.key",
            Order::Due => "d.key, d.due_at",
            Order::Deadline => "d.key, d.deadline",
            Order::Sender => "d.key, s.sort_key, s.key",
        }
    }

    /// The end of a statement, by numbers of columns: a statement of several branches knows no names.
    pub(super) fn order_by(self, is_reversed: bool) -> &'static str {
        match (self, is_reversed) {
            (Order::Newest, false) | (Order::Oldest, true) => " ORDER BY 1 DESC",
            (Order::Oldest, false) | (Order::Newest, true) => " ORDER BY 1",
            (Order::Due | Order::Deadline, false) => " ORDER BY 2, 1",
            (Order::Due | Order::Deadline, true) => " ORDER BY 2 DESC, 1 DESC",
            (Order::Sender, false) => " ORDER BY 2, 3, 1 DESC",
            (Order::Sender, true) => " ORDER BY 2 DESC, 3 DESC, 1",
        }
    }
}

/// What of a list a part holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Only {
    All,
    Dated,
    Undated,
    /// Keys below this one.
    Below(i64),
}

impl Only {
    pub(super) fn condition(self, sql: &mut QueryBuilder<Sqlite>, name: &str) {
        match self {
            Only::All => {}
            Only::Dated => {
                sql.push(" AND d.due_at IS NOT NULL");
            }
            Only::Undated => {
                sql.push(" AND d.due_at IS NULL");
            }
            Only::Below(key) => {
                sql.push(" AND ").push(name).push(" < ").push_bind(key);
            }
        }
    }

    /// Whether a dialog would stand in the part, were it in the list.
    pub(super) fn holds(self, place: &Place) -> bool {
        match self {
            Only::All => true,
            Only::Dated => place.due_at.is_some(),
            Only::Undated => place.due_at.is_none(),
            Only::Below(key) => place.key < key,
        }
    }
}

/// Where a dialog stands in every order.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub key: i64,
    pub due_at: Option<i64>,
    pub deadline: i64,
    pub sort_key: String,
    pub sender: i64,
}

impl Place {
    /// A place by key alone, for the orders by key.
    pub(super) fn at(key: i64) -> Place {
        Place {
            key,
            due_at: None,
            deadline: i64::MAX,
            sort_key: String::new(),
            sender: 0,
        }
    }
}

/// Which rows of a part.
#[derive(Clone, Copy, Debug)]
pub(super) enum Side<'a> {
    Everything,
    Before(&'a Place),
    After(&'a Place),
    /// The axis from the first value (included) to the second (not included).
    Between(i64, i64),
}

impl Side<'_> {
    /// Adds the condition, in an order; `name` is the column of keys.
    pub(super) fn condition(self, sql: &mut QueryBuilder<Sqlite>, order: Order, name: &str) {
        let (place, is_after) = match self {
            Side::Everything => return,
            Side::Between(from, to) => {
                sql.push(" AND ")
                    .push(order.axis())
                    .push(" >= ")
                    .push_bind(from);
                sql.push(" AND ")
                    .push(order.axis())
                    .push(" < ")
                    .push_bind(to);
                return;
            }
            Side::Before(place) => (place, false),
            Side::After(place) => (place, true),
        };
        let beyond = |rises: bool| if rises == is_after { " > " } else { " < " };
        match order {
            Order::Newest | Order::Oldest => {
                sql.push(" AND ")
                    .push(name)
                    .push(beyond(order == Order::Oldest))
                    .push_bind(place.key);
            }
            Order::Due | Order::Deadline => {
                let value = if order == Order::Due {
                    place.due_at.unwrap_or(i64::MAX)
                } else {
                    place.deadline
                };
                sql.push(" AND (")
                    .push(order.axis())
                    .push(", ")
                    .push(name)
                    .push(")")
                    .push(beyond(true))
                    .push("(");
                sql.push_bind(value)
                    .push(", ")
                    .push_bind(place.key)
                    .push(")");
            }
            Order::Sender => {
                sql.push(" AND ((s.sort_key, s.key)")
                    .push(beyond(true))
                    .push("(");
                sql.push_bind(place.sort_key.clone())
                    .push(", ")
                    .push_bind(place.sender);
                sql.push(") OR s.key = ").push_bind(place.sender);
                sql.push(" AND ")
                    .push(name)
                    .push(beyond(false))
                    .push_bind(place.key)
                    .push(")");
            }
        }
    }

    /// Whether the rows are read from the far end: the nearest before a place.
    pub(super) fn is_reversed(self) -> bool {
        matches!(self, Side::Before(_))
    }

    /// Adds the bounds that the full-text index can keep to by itself.
    pub(super) fn bounds_of_hits(self, sql: &mut QueryBuilder<Sqlite>, order: Order) {
        match (self, order) {
            (Side::Before(place), Order::Newest) | (Side::After(place), Order::Oldest) => {
                sql.push(" AND rowid > ").push_bind(place.key);
            }
            (Side::After(place), Order::Newest) | (Side::Before(place), Order::Oldest) => {
                sql.push(" AND rowid < ").push_bind(place.key);
            }
            _ => {}
        }
    }
}
