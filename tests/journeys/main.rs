//! Headless stories: the app's command surface on the sandbox, over real HTTP.

mod activity;
mod approve;
mod authority;
mod clients;
mod clocks;
mod closed_doors;
mod damaged_store;
mod escalate;
mod first_fill;
mod full_disk;
mod hand_off;
mod links;
mod many;
mod observed_and_read;
mod offline;
mod pages;
mod refused;
mod reject;
mod scopes;
mod sign_in;
mod sign_out;
mod token_refused;
mod unanswered;
mod vendor;
mod withdraw;
mod withdrawn_while_observed;
