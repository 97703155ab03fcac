//! A digest of what the review shows, so that a decision is about that and nothing else.

use sha2::{Digest, Sha256};

use crate::surface::approvals::Review;

/// Digest over the request's content as shown: who, which system, for whom, every item. Left out is what may change
/// without changing what is granted (age, register status, the check of items, time of reading).
pub fn fingerprint(review: &Review) -> String {
    let mut hash = Sha256::new();
    let mut part = |text: &str| {
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text.as_bytes());
    };
    part(&review.key);
    part(&review.vendor.org_no);
    part(&review.system.system_id);
    part(&review.system.title);
    part(review.system.external_ref.as_deref().unwrap_or(""));
    part(&review.organisation.party_uuid);
    for package in &review.packages {
        part(&package.urn);
        for service in &package.services {
            part(&service.resource_id);
        }
    }
    part("single services");
    for service in &review.services {
        part(&service.resource_id);
    }
    hex::encode(hash.finalize())
}
