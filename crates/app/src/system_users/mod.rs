//! System accesses: every system user of every organisation, with its true rights, and how to take it back.

mod detail;
mod list;
mod read;
mod under_way;
mod withdraw;

pub(crate) use detail::withdraw_ability;
