//! The login against an OpenID provider on a real socket, with real RS256 signatures, that can be told to misbehave.

mod another_person;
mod callback;
mod clock;
mod exchange;
mod id_token;
mod log;
mod login;
mod logs;
mod provider;
mod renewal;
mod sign_out;
mod signing;
mod storage;
mod switches;
mod vault;
mod world;
