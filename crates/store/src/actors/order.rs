//! The order of the list: worked out once, when the list is written, so that every window is a range of rows.

use std::collections::HashMap;

use uuid::Uuid;

use super::row::Actor;
use crate::text::sort_key;

/// The actors in the order of the list: main units and persons by name in Norwegian order, each main unit followed by its
/// sub-units by name. A sub-unit whose main unit is not in the list stands by itself.
pub(super) fn in_order(actors: &[Actor]) -> Vec<&Actor> {
    let mut keyed: Vec<(String, &Actor)> = actors
        .iter()
        .map(|actor| (sort_key(&actor.name), actor))
        .collect();
    keyed.sort_by(|a, b| {
        (&a.0, &a.1.org_no, a.1.party_uuid).cmp(&(&b.0, &b.1.org_no, b.1.party_uuid))
    });

    let places: HashMap<Uuid, usize> = keyed
        .iter()
        .enumerate()
        .map(|(at, (_, actor))| (actor.party_uuid, at))
        .collect();
    let mut below: HashMap<usize, Vec<usize>> = HashMap::new();
    let mut top = Vec::with_capacity(keyed.len());
    for (at, (_, actor)) in keyed.iter().enumerate() {
        // Altinn nests one level deep; a parent that has a parent itself would make a row unreachable.
        let parent = actor
            .parent
            .and_then(|parent| places.get(&parent).copied())
            .filter(|&parent| parent != at && keyed[parent].1.parent.is_none());
        match parent {
            Some(parent) => below.entry(parent).or_default().push(at),
            None => top.push(at),
        }
    }
    let mut ordered = Vec::with_capacity(keyed.len());
    for at in top {
        ordered.push(keyed[at].1);
        ordered.extend(
            below
                .remove(&at)
                .into_iter()
                .flatten()
                .map(|sub| keyed[sub].1),
        );
    }
    ordered
}
