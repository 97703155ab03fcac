//! One page of dialogs, for REST and GraphQL alike.

use super::caller::EndUser;
use super::order::{order_text, token};
use super::out::View;
use super::out::shapes::ListItemOut;
use super::problem::Refusal;
use super::query::Asked;
use super::search::too_broad;
use crate::state::Shared;
use crate::world::World;
use crate::world::dialogs::dialog::Dialog;
use crate::world::dialogs::query::Facts;

/// A page in the form of REST.
pub(super) struct ListPage {
    pub(super) items: Vec<ListItemOut>,
    pub(super) has_next: bool,
    pub(super) token: Option<String>,
    pub(super) order_by: String,
}

/// Runs a search.
pub(super) fn page(shared: &Shared, user: &EndUser, asked: &Asked) -> Result<ListPage, Refusal> {
    let switches = shared.switches();
    let query = asked.checked(switches)?;
    if switches.search_too_broad && query.text.is_some() && query.content_updated.after.is_none() {
        return Err(too_broad());
    }
    let now = shared.clock().now();
    let mut world = shared.settled();
    let sight = user.sight(shared, &mut world);
    let found = world.dialogs.search(&query, &sight, now);
    let view = View {
        languages: &user.languages,
        reader: user.actor.id.as_deref(),
        mask: shared.mask(),
        now,
    };
    let items = found
        .rows
        .iter()
        .map(|dialog| view.list_item(dialog, level_suffices(&world, user, dialog)))
        .collect();
    // An empty page hands back the token that it was asked with, to go on from later.
    let token = found
        .rows
        .last()
        .map(|last| token(&query.order, &Facts::of(last)))
        .or_else(|| asked.continuation_token.clone());
    Ok(ListPage {
        items,
        has_next: found.has_next,
        token,
        order_by: order_text(&query.order),
    })
}

/// Whether the login is strong enough for a dialog's service.
pub(super) fn level_suffices(world: &World, user: &EndUser, dialog: &Dialog) -> bool {
    (world.services.get(&dialog.service)).is_none_or(|service| user.level >= service.minimum_level)
}
