//! System accesses: every system user of every organisation, with its true rights, and how to take it back.

mod consequence;
mod detail;
mod list;
mod own_organisation;
mod read;
mod under_way;
mod withdraw;

pub(crate) use detail::withdraw_ability;
pub(crate) use read::stored_user;
pub(crate) use withdraw::{LOOKS, PAUSE};
