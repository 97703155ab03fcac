//! Headless stories: the app's command surface on the sandbox, over real HTTP.

mod activity;
mod approve;
mod authority;
mod escalate;
mod hand_off;
mod links;
mod observed_and_read;
mod offline;
mod refused;
mod reject;
mod sign_out;
mod unanswered;
mod vendor;
mod withdraw;
