//! Headless stories: the app's command surface on the sandbox, over real HTTP.

mod activity;
mod approve;
mod authority;
mod hand_off;
mod links;
mod offline;
mod refused;
mod reject;
mod sign_out;
mod vendor;
mod withdraw;
mod unanswered;
