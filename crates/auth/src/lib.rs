//! Signing in with ID-porten, and the tokens that come of it.
//!
//! Authorization code with PKCE (RFC 7636), pushed authorization requests (RFC 9126), the `iss` check of RFC 9207 and
//! a loopback redirect (RFC 8252), in the system browser; then renewal just before use, the exchange for Altinn's
//! token, and logout. `openidconnect` does the code flow and validates the id_token; it stands behind one small trait, `provider::OpenIdClient`, so that it can be changed.
//!
//! Tokens are kept in memory; only the refresh token, if there is one, goes to the host's [`TokenVault`]. The national
//! identity number in the id_token is looked at once, to see that it is there, and kept nowhere.

mod attempt;
mod auth;
mod config;
mod error;
mod exchange;
pub mod headless;
mod login;
mod loopback;
mod provider;
mod renewal;
mod server_clock;
mod session;
mod sign_out;
mod vault;

pub use attempt::{Attempt, Canceller, Completed};
pub use auth::Auth;
pub use config::AuthConfig;
pub use error::AuthError;
pub use exchange::AltinnIdentity;
pub use login::{AuthState, Level, Login, LoginRequest};
pub use sign_out::SignOutReport;
pub use vault::{TokenVault, VaultError};
