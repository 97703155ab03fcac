//! Grants and what hangs on them: codes, refresh tokens, access tokens.
//!
//! One grant is one authorization of one client by one person. It dies when a code or a one-time
//! refresh token is used twice (RFC 6749 section 4.1.2, RFC 9700 section 4.14.2), when it is
//! revoked, or when its lifetime is over; everything that hangs on it dies with it, except that
//! resource servers which check signatures only go on taking its access tokens.

use std::collections::HashMap;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use super::super::oauth_error::OAuthError;
use super::super::{opaque, seconds};
use super::clients::Client;
use super::dpop::Proof;
use super::request::AuthorizationRequest;
use super::scopes;
use super::session::Login;
use super::words::Locale;
use crate::config::{IdentityConfig, RefreshMode};

/// How long a code may wait to be redeemed, in seconds.
const CODE_LIFETIME_S: i64 = 120;

/// One authorization.
#[derive(Clone)]
pub(super) struct Grant {
    pub(super) client: &'static Client,
    pub(super) login: Login,
    pub(super) scopes: Vec<String>,
    pub(super) nonce: Option<String>,
    pub(super) locale: Locale,
    pub(super) resource: Vec<String>,
    /// Thumbprint of the key that refresh tokens are bound to.
    pub(super) jkt: Option<String>,
    ends: i64,
    revoked: bool,
}

/// What a code is issued for.
pub(super) struct NewCode<'a> {
    pub(super) request: &'a AuthorizationRequest,
    pub(super) login: Login,
    /// Scopes that were granted, which may be fewer than were asked for.
    pub(super) scopes: Vec<String>,
}

/// What a client sends to redeem a code.
pub(super) struct Redemption<'a> {
    pub(super) client: &'static Client,
    pub(super) code: &'a str,
    pub(super) redirect_uri: &'a str,
    pub(super) verifier: &'a str,
    pub(super) proof: Option<&'a Proof>,
}

/// A refresh token just issued.
pub(super) struct IssuedRefresh {
    pub(super) token: String,
    /// Seconds until it runs out if it is not used.
    pub(super) expires_in: i64,
}

/// Number of a grant, unique while the sandbox runs.
pub(super) type GrantId = u64;

struct Code {
    grant: GrantId,
    redirect_uri: String,
    challenge: String,
    jkt: Option<String>,
    expires: i64,
    redeemed: bool,
}

struct RefreshToken {
    grant: GrantId,
    one_time: bool,
    spent: bool,
    expires: i64,
}

/// All grants that are alive or whose codes and tokens must still be recognised.
#[derive(Default)]
pub(super) struct Grants {
    next: GrantId,
    grants: HashMap<GrantId, Grant>,
    codes: HashMap<String, Code>,
    refresh_tokens: HashMap<String, RefreshToken>,
    /// Grant and end of each access token, by `jti`.
    access_tokens: HashMap<String, (GrantId, i64)>,
}

impl Grants {
    /// Makes a grant and its code.
    pub(super) fn issue_code(
        &mut self,
        new: NewCode<'_>,
        config: &IdentityConfig,
        now: i64,
    ) -> String {
        self.forget_ended(now);
        self.next += 1;
        let request = new.request;
        self.grants.insert(
            self.next,
            Grant {
                client: request.client,
                login: new.login,
                scopes: new.scopes,
                nonce: request.nonce.clone(),
                locale: request.locale,
                resource: request.resource.clone(),
                jkt: None,
                ends: now + seconds(config.authorization_s),
                revoked: false,
            },
        );
        let code = opaque::secret();
        self.codes.insert(
            code.clone(),
            Code {
                grant: self.next,
                redirect_uri: request.return_to.redirect_uri.clone(),
                challenge: request.code_challenge.clone(),
                jkt: request.dpop_jkt.clone(),
                expires: now + CODE_LIFETIME_S,
                redeemed: false,
            },
        );
        code
    }

    /// Redeems a code. It is spent by the attempt, whether that succeeds or not.
    pub(super) fn redeem(
        &mut self,
        redemption: &Redemption<'_>,
        now: i64,
    ) -> Result<GrantId, OAuthError> {
        let refused = |why: &str| OAuthError::invalid_grant(format!("Invalid code: {why}"));
        let code = self
            .codes
            .get_mut(redemption.code)
            .ok_or_else(|| refused("unknown"))?;
        let id = code.grant;
        let fault = if std::mem::replace(&mut code.redeemed, true) {
            Some("used before; the authorization has been revoked")
        } else if now >= code.expires {
            Some("expired")
        } else if code.redirect_uri != redemption.redirect_uri {
            Some("redirect_uri differs from the authorization request")
        } else if !verifier_fits(redemption.verifier, &code.challenge) {
            Some("code_verifier does not fit")
        } else if code.jkt.is_some() && code.jkt.as_ref() != redemption.proof.map(|p| &p.jkt) {
            Some("bound to another DPoP key")
        } else {
            None
        };
        let grant = self.grants.get_mut(&id).ok_or_else(|| refused("unknown"))?;
        if let Some(why) = fault {
            grant.revoked = true;
            return Err(refused(why));
        }
        if grant.revoked || grant.client.client_id != redemption.client.client_id {
            return Err(refused("issued to another client, or revoked"));
        }
        grant.jkt = redemption.proof.map(|proof| proof.jkt.clone());
        Ok(id)
    }

    /// A first refresh token for a grant, if the setting gives one.
    pub(super) fn first_refresh_token(
        &mut self,
        id: GrantId,
        config: &IdentityConfig,
        now: i64,
    ) -> Option<IssuedRefresh> {
        let one_time = match config.refresh {
            RefreshMode::None => return None,
            RefreshMode::DpopOnly if self.grants.get(&id)?.jkt.is_none() => return None,
            RefreshMode::Rotating | RefreshMode::DpopOnly => true,
            RefreshMode::Reusable => false,
        };
        self.issue_refresh_token(id, one_time, config, now)
    }

    fn issue_refresh_token(
        &mut self,
        id: GrantId,
        one_time: bool,
        config: &IdentityConfig,
        now: i64,
    ) -> Option<IssuedRefresh> {
        let expires_in = self.idle_lifetime(id, config, now)?;
        let token = opaque::refresh_token();
        let entry = RefreshToken {
            grant: id,
            one_time,
            spent: false,
            expires: now + expires_in,
        };
        self.refresh_tokens.insert(token.clone(), entry);
        Some(IssuedRefresh { token, expires_in })
    }

    /// How long a refresh token may rest from now: its own lifetime within the authorization's.
    fn idle_lifetime(&self, id: GrantId, config: &IdentityConfig, now: i64) -> Option<i64> {
        Some(seconds(config.refresh_token_s).min(self.grants.get(&id)?.ends - now))
    }

    /// Uses a refresh token. A one-time token gives its successor; a reusable one gives none and
    /// rests anew. The second use of a one-time token revokes the grant, and with it the successor.
    pub(super) fn use_refresh_token(
        &mut self,
        token: &str,
        client: &Client,
        proof: Option<&Proof>,
        config: &IdentityConfig,
        now: i64,
    ) -> Result<(GrantId, Option<IssuedRefresh>), OAuthError> {
        let refused =
            |why: &str| OAuthError::invalid_grant(format!("Invalid refresh token: {why}"));
        let entry = self
            .refresh_tokens
            .get(token)
            .ok_or_else(|| refused("unknown"))?;
        let (id, one_time) = (entry.grant, entry.one_time);
        let (spent, expired) = (entry.spent, now >= entry.expires);
        let grant = self.grants.get_mut(&id).ok_or_else(|| refused("unknown"))?;
        if grant.client.client_id != client.client_id {
            return Err(refused("issued to another client"));
        }
        if spent {
            grant.revoked = true;
            return Err(refused("used before; the authorization has been revoked"));
        }
        if grant.revoked || expired || now >= grant.ends {
            return Err(refused("expired or revoked"));
        }
        if grant.jkt.is_some() && grant.jkt.as_ref() != proof.map(|proof| &proof.jkt) {
            return Err(refused("bound to another DPoP key"));
        }
        let successor = if one_time {
            self.issue_refresh_token(id, true, config, now)
        } else {
            None
        };
        let rest = self.idle_lifetime(id, config, now).unwrap_or_default();
        if let Some(entry) = self.refresh_tokens.get_mut(token) {
            entry.spent = one_time;
            if !one_time {
                entry.expires = now + rest;
            }
        }
        Ok((id, successor))
    }

    /// The scopes of the grant behind a refresh token.
    pub(super) fn scopes_of_refresh_token(&self, token: &str) -> Option<&[String]> {
        let entry = self.refresh_tokens.get(token)?;
        self.grants
            .get(&entry.grant)
            .map(|grant| grant.scopes.as_slice())
    }

    /// A living grant.
    pub(super) fn get(&self, id: GrantId, now: i64) -> Option<&Grant> {
        self.grants
            .get(&id)
            .filter(|grant| !grant.revoked && now < grant.ends)
    }

    /// Seconds that a grant has left.
    pub(super) fn remaining(&self, id: GrantId, now: i64) -> i64 {
        self.grants.get(&id).map_or(0, |grant| grant.ends - now)
    }

    /// Remembers whose access token this is.
    pub(super) fn note_access_token(&mut self, jti: &str, id: GrantId, exp: i64) {
        self.access_tokens.insert(jti.to_owned(), (id, exp));
    }

    /// The living grant that an access token came from.
    pub(super) fn of_access_token(&self, jti: &str, now: i64) -> Option<&Grant> {
        let (id, _) = self.access_tokens.get(jti)?;
        self.get(*id, now)
    }

    /// Revokes the grant behind a refresh token, or behind the access token with this `jti`, if it
    /// belongs to the client. Nothing happens otherwise (RFC 7009 section 2.2).
    pub(super) fn revoke(&mut self, token: &str, jti: Option<&str>, client: &Client) {
        let by_refresh = self.refresh_tokens.get(token).map(|entry| entry.grant);
        let by_access = || Some(self.access_tokens.get(jti?)?.0);
        let Some(grant) = by_refresh
            .or_else(by_access)
            .and_then(|id| self.grants.get_mut(&id))
        else {
            return;
        };
        if grant.client.client_id == client.client_id {
            grant.revoked = true;
        }
    }

    /// Revokes the grants of an ended session that hold no API scope: tokens that only say who
    /// someone is end with the session, others survive it.
    pub(super) fn end_session(&mut self, session: &str) {
        self.grants
            .values_mut()
            .filter(|grant| grant.login.session.as_deref() == Some(session))
            .filter(|grant| !grant.scopes.iter().any(|scope| scopes::is_api_scope(scope)))
            .for_each(|grant| grant.revoked = true);
    }

    /// Drops what can no longer matter. A spent code or token is kept as long as its grant, so that
    /// a second use is still recognised.
    fn forget_ended(&mut self, now: i64) {
        self.access_tokens.retain(|_, (_, exp)| now < *exp);
        self.grants.retain(|_, grant| now < grant.ends);
        let grants = &self.grants;
        self.codes
            .retain(|_, code| grants.contains_key(&code.grant));
        self.refresh_tokens
            .retain(|_, token| grants.contains_key(&token.grant));
    }
}

/// RFC 7636 sections 4.1 and 4.6.
fn verifier_fits(verifier: &str, challenge: &str) -> bool {
    let well_formed = (43..=128).contains(&verifier.len())
        && verifier
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-._~".contains(&b));
    well_formed && URL_SAFE_NO_PAD.encode(Sha256::digest(verifier)) == challenge
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Check value of felleslosninger/docs oidc_func_pkce.
    #[test]
    fn the_documented_verifier_fits_its_challenge() {
        let challenge = "b7elB7ZyxIXgFyvBznKvxl7wOB-H17Pz0a3B62NIMFI";
        assert!(verifier_fits(
            "xyo94uhy3zKvgB0NJwLms86SwcjtWviEOpkBnGgaLlo",
            challenge
        ));
        assert!(!verifier_fits(
            "xyo94uhy3zKvgB0NJwLms86SwcjtWviEOpkBnGgaLlp",
            challenge
        ));
        assert!(!verifier_fits(
            "short",
            &URL_SAFE_NO_PAD.encode(Sha256::digest("short"))
        ));
    }
}
