//! ID-porten, as a third party's native client sees it.
//!
//! Sources: felleslosninger/docs `_docs/idporten/oidc/*`; RFC 6749, 7009, 7636, 8252, 9126, 9207,
//! 9449; OpenID Connect Core and RP-Initiated Logout. Where the documentation contradicts itself
//! (refresh tokens and pushed requests of public clients) the behaviour is a setting, see
//! [`crate::IdentityConfig`].

mod authorize;
pub(super) mod clients;
mod consent;
mod discovery;
mod dpop;
mod grants;
mod issue;
mod level;
mod logout;
mod pages;
mod par;
mod person;
mod redirect;
mod refresh;
mod request;
mod revoke;
mod scopes;
mod session;
mod token;
mod userinfo;
mod words;

use axum::Router;
use axum::routing::{get, post};

use crate::state::Shared;

pub(super) use issue::{TokenSubject, access_token_claims};
pub(super) use level::Level;

/// Paths below the sandbox's origin.
mod path {
    pub(super) const METADATA: &str = "/idporten/.well-known/openid-configuration";
    pub(super) const JWKS: &str = "/idporten/jwks.json";
    pub(super) const PAR: &str = "/idporten/par";
    pub(super) const TOKEN: &str = "/idporten/token";
    pub(super) const USERINFO: &str = "/idporten/userinfo";
    pub(super) const REVOKE: &str = "/idporten/revoke";
    pub(super) const TOKENINFO: &str = "/idporten/tokeninfo";
    /// What production keeps on the host `login.idporten.no`: everything a person's browser sees.
    pub(super) const LOGIN: &str = "/idporten/login";
    pub(super) const AUTHORIZE: &str = "/idporten/login/authorize";
    pub(super) const PERSON: &str = "/idporten/login/person";
    pub(super) const CONSENT: &str = "/idporten/login/consent";
    pub(super) const LANGUAGE: &str = "/idporten/login/language";
    pub(super) const LOGOUT: &str = "/idporten/login/logout";
    /// Below the same path as the session's cookie.
    pub(super) const FOR_ALTINN: &str = super::super::END_SESSION_FOR_ALTINN;
    pub(super) const STYLE: &str = "/idporten/login/style.css";
}

/// Everything about logins that ID-porten remembers.
#[derive(Default)]
pub(super) struct Logins {
    pushed: par::Pushed,
    pending: authorize::PendingLogins,
    sessions: session::Sessions,
    consents: consent::Consents,
    grants: grants::Grants,
    proofs: dpop::Memory,
}

/// ID-porten's issuer, without a final slash.
pub(super) fn issuer(shared: &Shared) -> String {
    format!("{}/idporten", shared.base())
}

/// All of ID-porten's routes.
pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route(path::METADATA, get(discovery::metadata))
        .route(path::JWKS, get(discovery::jwks))
        .route(path::PAR, post(par::push))
        .route(
            path::AUTHORIZE,
            get(authorize::authorize).post(authorize::authorize_by_form),
        )
        .route(path::PERSON, post(person::chosen))
        .route(path::CONSENT, post(consent::decided))
        .route(path::LANGUAGE, get(authorize::change_language))
        .route(path::STYLE, get(pages::style))
        .route(path::TOKEN, post(token::token))
        .route(
            path::USERINFO,
            get(userinfo::userinfo).post(userinfo::userinfo),
        )
        .route(path::REVOKE, post(revoke::revoke))
        .route(path::TOKENINFO, post(revoke::introspect))
        .route(
            path::LOGOUT,
            get(logout::logout).post(logout::logout_by_form),
        )
        .route(path::FOR_ALTINN, get(logout::for_altinn))
}
