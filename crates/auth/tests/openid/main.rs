//! The login against a certified OpenID provider that knows nothing of us: `oidc-provider`, run by Node from
//! `provider.mjs` in `tests/openid` of the repository. What ID-porten does differently is the sandbox's part.

mod app;
mod callback;
mod id_token;
mod keys;
mod login;
mod person;
mod provider;
mod renewal;
mod sign_out;
