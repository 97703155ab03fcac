//! Jobs: a plan on its way. What is to be sent next is decided in [`fullmakt_sync::jobs`]; here it is written down, sent,
//! and written down again.

mod commands;
mod run;
mod runners;
mod send;
mod settle;
mod view;
mod work;

pub(super) use runners::Runners;
pub(super) use view::row_view;
