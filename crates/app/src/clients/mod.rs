//! Client administration: read from Altinn, kept here, shown from memory, changed by jobs.

mod agents;
mod beside;
mod bulk;
mod coverage;
mod failures;
mod files;
mod firms;
mod jobs;
mod matrix;
mod mine;
mod names;
mod numbers;
mod one;
mod person;
mod picture;
mod place;
mod read;
mod selection;
mod sheet;
mod tags;
mod templates;
mod words;

use uuid::Uuid;

pub(crate) use place::ClientsPlace;

use crate::ids::id;
use crate::surface::common::{ErrorCode, Failure};

/// Rows in one window at most.
const WINDOW: u32 = 500;

/// Reads ids from a command's input.
fn ids(texts: &[String], field: &str) -> Result<Vec<Uuid>, Failure> {
    texts.iter().map(|text| id(text, field)).collect()
}

/// A number of things, for the screens.
fn count(things: usize) -> u32 {
    u32::try_from(things).unwrap_or(u32::MAX)
}

/// A text of the user's own, of so many characters at most.
fn own_text<'a>(text: &'a str, longest: usize, field: &str) -> Result<&'a str, Failure> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > longest {
        return Err(Failure::new(ErrorCode::InvalidInput).with("field", field));
    }
    Ok(text)
}

/// A window of a list.
fn window<T>(
    list: impl IntoIterator<Item = T>,
    offset: u32,
    limit: u32,
) -> impl Iterator<Item = T> {
    let limit = limit.min(WINDOW) as usize;
    list.into_iter().skip(offset as usize).take(limit)
}
