//! Requests: from a link or a list, through the review, to the decision and its receipt.

mod add;
mod alike;
mod authority;
mod change;
mod colleague;
mod cue_code;
mod cues;
mod decide;
mod fingerprint;
mod forward;
pub(crate) mod from_lists;
pub mod link;
mod lists;
mod locate;
mod observe;
pub mod pending_rejects;
mod queue;
mod read;
mod refresh;
mod refused;
mod reject;
mod review;
mod rows;
pub(crate) mod search;
pub(crate) mod sending;

pub(crate) use fingerprint::fingerprint;
pub(crate) use locate::Located;
pub(crate) use review::register_status;
pub(crate) use rows::{changed_system_user, requests, waiting_by_party, waiting_count};

/// A system user's title as shown: the vendor's text, made safe to show, else the name in the system id.
pub(crate) fn vendor_title(title: &str, system_name: &str) -> String {
    let shown = crate::words::vendor(title);
    if shown.is_empty() {
        crate::words::vendor(system_name)
    } else {
        shown
    }
}
