//! The sandbox over real HTTP.

mod access;
mod binary;
mod catalogues;
mod changes;
mod clients;
mod control;
mod dialogs;
mod identity;
mod messages;
mod portal;
mod register;
mod requests;
mod support;
mod system_users;
