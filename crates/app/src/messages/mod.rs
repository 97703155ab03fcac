//! Messages: lists and deadlines from this machine, one message in the reader, filing, and what keeps all of it up to
//! date with Altinn.
//!
//! Reading a dialog at Altinn is logged there and shown to others, so it happens in one place only ([`opening`]) and for
//! one reason only: the user opened the message, or works in the one that is open.

mod about;
mod actions;
mod arrivals;
mod attachments;
mod body;
mod columns;
mod counts;
mod deadlines;
mod export;
mod facets;
mod failures;
mod fetching;
mod files;
mod filing;
mod groups;
mod guard;
mod held;
mod links;
mod list;
mod lost;
mod melding;
mod melding_view;
mod noting;
mod opened;
mod opening;
mod place;
mod presence;
mod preview;
mod query;
mod reading;
mod row;
mod saving;
mod searched;
mod settling;
mod sources;
mod spans;
mod strip;
mod sync;
mod threads;
mod transmissions;
mod updates;
mod views;
mod words;

use fullmakt_store::dialogs::DialogQuery;
use uuid::Uuid;

pub(crate) use arrivals::Arrivals;
pub(crate) use counts::waiting;
pub(crate) use filing::FilingPlace;
pub(crate) use presence::Presence;
pub(crate) use reading::Reading;
pub(crate) use sync::Syncing;

use crate::failures::from_store;
use crate::ids::id;
use crate::state::Account;
use crate::surface::common::{ErrorCode, Failure};

/// Rows in one window at most.
const WINDOW: u32 = 500;
/// Letters in the name of a view or a group at most.
const NAME: usize = 60;

/// How many rows a list has.
async fn number(account: &Account, query: &DialogQuery) -> Result<u32, Failure> {
    let page = account.store.dialogs().page(query, 0, 0).await;
    Ok(page.map_err(|e| from_store(&e))?.total.count)
}

/// Reads keys of messages from a command's input; `field` names them.
fn keys(ids: &[String], field: &str) -> Result<Vec<Uuid>, Failure> {
    ids.iter().map(|one| id(one, field)).collect()
}

/// A number of things, for the screens.
fn count(things: usize) -> u32 {
    u32::try_from(things).unwrap_or(u32::MAX)
}

/// Reads the name of a view or a group.
fn name(text: &str) -> Result<&str, Failure> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > NAME {
        return Err(Failure::new(ErrorCode::InvalidInput).with("field", "name"));
    }
    Ok(text)
}

#[cfg(test)]
mod tests;
