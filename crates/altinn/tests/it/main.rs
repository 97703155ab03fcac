//! Every call against a server that plays the upstream: what is asked (path, query, headers), how the answer is read,
//! and how it can fail. Sample answers are written from the services' contracts; people and organisations are made up.

mod authorized_parties;
mod catalogue;
mod change_requests;
mod client_delegations;
mod delegation_check;
mod dialog_content;
mod dialogs;
mod enhetsregisteret;
mod failures;
mod meter;
mod refused_token;
mod requests;
mod system_users;
mod world;
