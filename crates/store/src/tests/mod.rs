//! Tests on real encrypted files.

mod activity;
mod actors;
mod copies;
mod disk_full;
mod migrating;
mod names_and_values;
mod opening;
mod requests;
mod schema;
mod secrecy;
mod support;
mod system_users;
