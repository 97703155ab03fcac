//! Tests on real encrypted files.

mod activity;
mod actors;
mod copies;
mod dialog_details;
mod dialog_support;
mod dialogs_invariants;
mod dialogs_order;
mod dialogs_read;
mod dialogs_search;
mod dialogs_write;
mod disk_full;
mod label_changes;
mod migrating;
mod names_and_values;
mod opening;
mod requests;
mod schema;
mod secrecy;
mod support;
mod sync_batches;
mod system_users;
mod views_and_groups;
