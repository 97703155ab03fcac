//! Maskinporten: access tokens for machine clients, and for machine clients acting as system users.
//!
//! Sources: felleslosninger/docs `_docs/Maskinporten` (jwtgrant, token, func_systembruker,
//! feilsoking); RFC 7523, RFC 8414, RFC 9396.

mod assertion;
mod client;
mod details;
mod error;
mod metadata;
mod token;

use std::collections::HashMap;

use axum::Router;
use axum::routing::{get, post};

use crate::state::Shared;

pub(super) use client::Client;
pub use client::InvalidClient;

/// Maskinporten's issuer, with its final slash. A grant's `aud` must be exactly this.
pub(super) fn issuer(shared: &Shared) -> String {
    format!("{}/maskinporten/", shared.base())
}

/// Registered machine clients, and grants that were used.
#[derive(Default)]
pub(super) struct Machines {
    clients: HashMap<String, Client>,
    used: UsedGrants,
}

impl Machines {
    /// Registers a client, or replaces the one with the same id.
    pub(super) fn put(&mut self, client: Client) {
        self.clients.insert(client.client_id.clone(), client);
    }
}

/// When each used grant may be forgotten, by client and `jti`.
#[derive(Default)]
struct UsedGrants(HashMap<(String, String), i64>);

impl UsedGrants {
    /// Remembers a grant until `forget`; false when it was used before.
    fn first_use(&mut self, client_id: &str, jti: &str, forget: i64, now: i64) -> bool {
        self.0.retain(|_, forget| now < *forget);
        self.0
            .insert((client_id.to_owned(), jti.to_owned()), forget)
            .is_none()
    }
}

/// All of Maskinporten's routes. The metadata has two addresses: appended to the issuer, as
/// Maskinporten's documentation writes it, and inserted before the issuer's path, as RFC 8414
/// section 3.1 has it for an issuer with a path (production's has none, so there they coincide).
pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route(
            "/maskinporten/.well-known/oauth-authorization-server",
            get(metadata::metadata),
        )
        .route(
            "/.well-known/oauth-authorization-server/maskinporten",
            get(metadata::metadata),
        )
        .route("/maskinporten/jwk", get(metadata::jwks))
        .route("/maskinporten/token", post(token::token))
}
