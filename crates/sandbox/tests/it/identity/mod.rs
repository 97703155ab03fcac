//! ID-porten, the exchange and Maskinporten, as their clients see them.

mod code_flow;
mod consent;
mod exchange;
mod keys;
mod login;
mod logout;
mod machine;
mod maskinporten;
mod proof;
mod proofs;
mod pushed;
mod refresh;
mod refused;
mod running;
mod sessions;
mod system_user_token;
