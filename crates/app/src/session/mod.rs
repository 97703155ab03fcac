//! Signing in and out, and what the session looks like to the screens.

pub mod account;
pub mod capabilities;
mod carried;
pub mod flight;
pub mod keys;
pub mod login;
mod request;
pub mod scopes;
pub mod sign_in;
pub mod sign_out;
pub mod tokens;
pub mod vault;
pub mod view;
