//! A digest of what the review shows, so that a decision is about that and nothing else.

use crate::digest::Parts;
use crate::surface::approvals::Review;
use crate::surface::changes::{ChangeView, Held, HeldItem};
use crate::surface::system_users::RightsSource;

/// Digest over the request's content as shown: who, which system, for whom, every item. Left out is what may change
/// without changing what is granted (age, register status, the check of items, time of reading).
pub fn fingerprint(review: &Review) -> String {
    let mut parts = Parts::default();
    parts.part(&review.key);
    parts.part(&review.vendor.org_no);
    parts.part(&review.system.system_id);
    parts.part(&review.system.title);
    parts.part(review.system.external_ref.as_deref().unwrap_or(""));
    parts.part(&review.organisation.party_uuid);
    for package in &review.packages {
        parts.part(&package.urn);
        for service in &package.services {
            parts.part(&service.resource_id);
        }
    }
    parts.part("single services");
    for service in &review.services {
        parts.part(&service.resource_id);
    }
    if let Some(change) = &review.change {
        parts.part("change").part(&change_fingerprint(change));
    }
    parts.hex()
}

/// Digest over a change as shown: of which system user, what is held before and after, whether that is known, and how far
/// it has come.
pub(super) fn change_fingerprint(change: &ChangeView) -> String {
    let mut parts = Parts::default();
    parts.part(&change.system_user.id);
    parts.part(match change.source {
        RightsSource::Current => "current",
        RightsSource::AtCreation { .. } => "at creation",
    });
    for step in &change.steps {
        parts.part(if step.item.add { "add" } else { "remove" });
        parts.part(&step.item.id);
        parts.part(if step.done { "done" } else { "left" });
    }
    held(&mut parts, "before", &change.before);
    held(&mut parts, "after", &change.after);
    parts.hex()
}

/// What is held, in whatever order Altinn tells it.
fn held(parts: &mut Parts, when: &str, held: &Held) {
    fn ids(items: &[HeldItem]) -> impl Iterator<Item = &str> {
        items.iter().map(|item| item.id.as_str())
    }
    parts.part(when);
    parts.set("packages", ids(&held.packages));
    parts.set("services", ids(&held.services));
}
