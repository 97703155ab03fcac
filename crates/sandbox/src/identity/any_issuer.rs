//! Tokens of all three issuers, for the services of Altinn that take more than Altinn's own.

use axum::http::HeaderMap;

use super::caller::bearer;
use super::jwt::{Jws, Members};
use super::{Issuer, idporten, maskinporten, now, openid};
use crate::state::Shared;

/// A token that one of the three issuers signed and that has not run out.
pub(crate) struct IssuedToken {
    pub(crate) issuer: Issuer,
    pub(crate) claims: Members,
}

/// Checks the bearer token of a request, with this many seconds of grace. `None` when there is none,
/// or none of ours.
pub(crate) fn issued_token(
    shared: &Shared,
    headers: &HeaderMap,
    grace: i64,
) -> Option<IssuedToken> {
    let token = bearer(headers).and_then(Jws::parse)?;
    let identity = shared.identity();
    let named = token.text("iss")?.to_owned();
    // Which issuer is asked first: Maskinporten's keys are not made before they are needed.
    let (issuer, keys) = if named == idporten::issuer(shared) {
        (Issuer::IdPorten, &identity.id_porten_keys)
    } else if named == openid::issuer(shared) {
        (Issuer::Altinn, &identity.altinn_keys)
    } else if named == maskinporten::issuer(shared) {
        (Issuer::Maskinporten, &identity.maskinporten_keys)
    } else {
        return None;
    };
    (token.signed_by(&keys.published()) && token.alive(now(shared), grace)).then_some(IssuedToken {
        issuer,
        claims: token.claims,
    })
}

/// The bearer token of a request as it stands, unchecked.
pub(crate) fn bearer_text(headers: &HeaderMap) -> Option<&str> {
    bearer(headers)
}
