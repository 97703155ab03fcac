//! System accesses: every system user of every organisation, with its true rights, and how to take it back.

mod detail;
mod list;
mod read;
mod under_way;
mod withdraw;

pub(crate) use detail::withdraw_ability;

use std::collections::HashMap;

use uuid::Uuid;

use crate::failures::from_store;
use crate::state::Account;
use crate::surface::common::Failure;

/// Names of all actors by party.
pub(crate) async fn party_names(account: &Account) -> Result<HashMap<Uuid, String>, Failure> {
    let actors = account
        .store
        .actors()
        .all_slim()
        .await
        .map_err(|e| from_store(&e))?;
    Ok(actors.into_iter().map(|a| (a.party_uuid, a.name)).collect())
}
