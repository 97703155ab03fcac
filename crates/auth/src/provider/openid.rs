//! [`OpenIdClient`] on the `openidconnect` library.

use std::collections::BTreeSet;
use std::sync::Arc;

use async_trait::async_trait;
use fullmakt_domain::Sensitive;
use fullmakt_net::{Call, Net};
use jiff::SignedDuration;
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreAuthenticationFlow, CoreErrorResponseType,
    CoreGenderClaim, CoreJsonWebKey, CoreJsonWebKeySet, CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm, CoreRevocableToken, CoreRevocationErrorResponse,
    CoreTokenIntrospectionResponse, CoreTokenType,
};
use openidconnect::{
    AuthType, AuthUrl, AuthenticationContextClass, AuthorizationCode, Client, ClientId, CsrfToken,
    EndpointNotSet, EndpointSet, ExtraTokenFields, IdTokenFields, IssuerUrl, LanguageTag,
    LoginHint, Nonce, OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl,
    RefreshToken, RequestTokenError, Scope, StandardErrorResponse, StandardTokenResponse,
    TokenResponse, TokenUrl,
};
use serde::{Deserialize, Serialize};
use url::Url;

use super::endpoints::{EndpointCache, Endpoints};
use super::id_token::{self, Asked, Expected, IdToken, IdTokenFault, PersonClaims};
use super::keys::SigningKeys;
use super::transport::{Http, TransportError};
use super::{CompletedLogin, OpenIdClient, Renewed, StartedLogin, TokenKind, TokenSet, push};
use crate::config::AuthConfig;
use crate::error::AuthError;
use crate::login::LoginRequest;
use crate::server_clock::ServerClock;
use crate::session::{Refresh, Timed};

/// Bytes of randomness in `state` and `nonce`.
const RANDOM: u32 = 32;
/// Seconds that an access token lives when the answer does not say: ID-porten's default.
const USUAL_LIFETIME: u64 = 120;
/// How much earlier than the attempt a step-up may have happened by the provider's clock, when that is known: whole
/// seconds on both sides, and the way in between.
const STEP_UP_LEEWAY: SignedDuration = SignedDuration::from_secs(5);
/// The same, when the provider sends no `Date` to know its clock by.
const STEP_UP_LEEWAY_UNMEASURED: SignedDuration = SignedDuration::from_secs(60);

/// An OpenID provider, reached with our HTTP client.
pub(crate) struct OpenIdProvider {
    net: Net,
    config: AuthConfig,
    clock: Arc<ServerClock>,
    endpoints: EndpointCache,
    keys: SigningKeys,
}

/// ID-porten's field beyond the standard ones: seconds until the refresh token dies unused.
#[derive(Debug, Serialize, Deserialize)]
struct IdPortenFields {
    refresh_token_expires_in: Option<i64>,
}

impl ExtraTokenFields for IdPortenFields {}

type TokenAnswer = StandardTokenResponse<
    IdTokenFields<
        PersonClaims,
        IdPortenFields,
        CoreGenderClaim,
        CoreJweContentEncryptionAlgorithm,
        CoreJwsSigningAlgorithm,
    >,
    CoreTokenType,
>;

type OauthError = StandardErrorResponse<CoreErrorResponseType>;

type OidcClient = Client<
    PersonClaims,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    OauthError,
    TokenAnswer,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointSet,
    EndpointNotSet,
>;

impl OpenIdProvider {
    /// A provider; its metadata is read at first use.
    pub(crate) fn new(config: AuthConfig, net: Net, clock: Arc<ServerClock>) -> Self {
        OpenIdProvider {
            net,
            config,
            clock,
            endpoints: EndpointCache::default(),
            keys: SigningKeys::default(),
        }
    }

    async fn endpoints(&self) -> Result<Arc<Endpoints>, AuthError> {
        self.endpoints.get(&self.net, &self.config).await
    }

    /// The library's client: public, so its id goes into the body and there is no secret.
    fn client(&self, endpoints: &Endpoints) -> Result<OidcClient, AuthError> {
        let issuer = IssuerUrl::new(self.config.issuer.clone())
            .map_err(|_| AuthError::InvalidResponse("issuer"))?;
        let client_id = ClientId::new(self.config.client_id.clone());
        Ok(Client::new(client_id, issuer, CoreJsonWebKeySet::default())
            .set_auth_type(AuthType::RequestBody)
            .set_auth_uri(AuthUrl::from_url(endpoints.authorization_endpoint.clone()))
            .set_token_uri(TokenUrl::from_url(endpoints.token_endpoint.clone())))
    }

    /// Reads the tokens out of an answer; its times are put on this machine's clock.
    fn tokens(&self, answer: &TokenAnswer) -> Result<TokenSet, AuthError> {
        if !matches!(answer.token_type(), CoreTokenType::Bearer) {
            return Err(AuthError::InvalidResponse("token_type"));
        }
        let now = self.clock.local_now();
        let seconds = |n: i64| {
            now.saturating_add(SignedDuration::from_secs(n))
                .unwrap_or(now)
        };
        let lifetime = answer
            .expires_in()
            .map_or(USUAL_LIFETIME, |time| time.as_secs());
        let lifetime = i64::try_from(lifetime).unwrap_or(i64::from(u32::MAX));
        let access = Timed {
            token: Sensitive::new(answer.access_token().secret().clone()),
            expires_at: seconds(lifetime),
        };
        let idle = answer
            .extra_fields()
            .extra_fields()
            .refresh_token_expires_in;
        let refresh = answer.refresh_token().map(|token| Refresh {
            token: Sensitive::new(token.secret().clone()),
            expires_at: idle.map(seconds),
        });
        let scopes = answer.scopes().map(|scopes| {
            scopes
                .iter()
                .map(|scope| scope.as_str().to_owned())
                .collect()
        });
        Ok(TokenSet {
            access,
            refresh,
            scopes,
        })
    }

    fn http(&self, kind: &'static str) -> Http<'_> {
        Http {
            net: &self.net,
            clock: &self.clock,
            kind,
        }
    }

    fn expected(&self) -> Expected<'_> {
        Expected {
            issuer: &self.config.issuer,
            client_id: &self.config.client_id,
            now: self.clock.now(),
        }
    }

    /// Judges an id_token; when its key is unknown, once more with keys read anew.
    async fn judge<T>(
        &self,
        endpoints: &Endpoints,
        judge: impl Fn(&CoreJsonWebKeySet) -> Result<T, IdTokenFault>,
    ) -> Result<T, AuthError> {
        let keys = self.keys.get(&self.net, &endpoints.jwks_uri).await?;
        let outcome = match judge(&keys) {
            Err(IdTokenFault::UnknownKey) => judge(
                &self
                    .keys
                    .get_for_unknown_key(&self.net, &endpoints.jwks_uri)
                    .await?,
            ),
            other => other,
        };
        outcome.map_err(|fault| match fault {
            IdTokenFault::UnknownKey => AuthError::InvalidResponse("id_token kid"),
            IdTokenFault::Auth(error) => error,
        })
    }

    async fn judge_login(
        &self,
        endpoints: &Endpoints,
        token: &IdToken,
        started: &StartedLogin,
    ) -> Result<id_token::Verified, AuthError> {
        let asked = Asked {
            nonce: started.nonce.expose(),
            level: started.level,
            signed_in_after: started.signed_in_after,
        };
        self.judge(endpoints, |keys| {
            id_token::judge_login(token, keys, &self.expected(), &asked)
        })
        .await
    }
}

#[async_trait]
impl OpenIdClient for OpenIdProvider {
    async fn start_login(
        &self,
        request: &LoginRequest,
        redirect_uri: &Url,
    ) -> Result<StartedLogin, AuthError> {
        let endpoints = self.endpoints().await?;
        let client = self
            .client(&endpoints)?
            .set_redirect_uri(RedirectUrl::from_url(redirect_uri.clone()));
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let mut ask = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                || CsrfToken::new_random_len(RANDOM),
                || Nonce::new_random_len(RANDOM),
            )
            .set_pkce_challenge(challenge)
            .add_auth_context_value(AuthenticationContextClass::new(
                request.level.acr().to_owned(),
            ))
            .add_ui_locale(LanguageTag::new(request.ui_locale.clone()));
        // The library adds `openid` itself.
        for scope in request.scopes.iter().filter(|scope| *scope != "openid") {
            ask = ask.add_scope(Scope::new(scope.clone()));
        }
        if request.fresh {
            ask = ask.add_prompt(CoreAuthPrompt::Login);
        }
        if let Some(hint) = &request.login_hint {
            ask = ask.set_login_hint(LoginHint::new(hint.clone()));
        }
        let (plain, state, nonce) = ask.url();
        let link = push::push(
            &self.net,
            &self.clock,
            &endpoints,
            &self.config.client_id,
            plain,
        )
        .await?;
        let leeway = match self.clock.ahead() {
            Some(_) => STEP_UP_LEEWAY,
            None => STEP_UP_LEEWAY_UNMEASURED,
        };
        let mut scopes: BTreeSet<String> = request.scopes.iter().cloned().collect();
        scopes.insert("openid".to_owned());
        Ok(StartedLogin {
            link,
            state: Sensitive::new(state.into_secret()),
            issuer: self.config.issuer.clone(),
            issuer_required: endpoints.authorization_response_iss_parameter_supported,
            redirect_uri: redirect_uri.clone(),
            verifier: Sensitive::new(verifier.into_secret()),
            nonce: Sensitive::new(nonce.secret().clone()),
            scopes,
            level: request.level,
            signed_in_after: request.fresh.then(|| self.clock.now() - leeway),
        })
    }

    async fn complete_login(
        &self,
        started: StartedLogin,
        code: Sensitive<String>,
    ) -> Result<CompletedLogin, AuthError> {
        let endpoints = self.endpoints().await?;
        let client = self
            .client(&endpoints)?
            .set_redirect_uri(RedirectUrl::from_url(started.redirect_uri.clone()));
        let http = self.http("login_token");
        let answer = client
            .exchange_code(AuthorizationCode::new(code.expose().clone()))
            .set_pkce_verifier(PkceCodeVerifier::new(started.verifier.expose().clone()))
            .request_async(&http)
            .await
            .map_err(|error| match token_error(error) {
                // The code is used, expired, or not for this verifier and address.
                AuthError::LoginNeeded => AuthError::InvalidResponse("code"),
                other => other,
            })?;
        let id_token = answer
            .id_token()
            .ok_or(AuthError::InvalidResponse("id_token missing"))?;
        let verified = self.judge_login(&endpoints, id_token, &started).await?;
        let mut tokens = self.tokens(&answer)?;
        if tokens.scopes.is_none() {
            tokens.scopes = Some(started.scopes.clone());
        }
        Ok(CompletedLogin {
            subject: verified.subject,
            level: verified.level,
            auth_time: verified.auth_time,
            tokens,
        })
    }

    async fn refresh(&self, refresh: &Sensitive<String>) -> Result<Renewed, AuthError> {
        let endpoints = self.endpoints().await?;
        let client = self.client(&endpoints)?;
        let http = self.http("token_refresh");
        let token = RefreshToken::new(refresh.expose().clone());
        let answer = client
            .exchange_refresh_token(&token)
            .request_async(&http)
            .await
            .map_err(token_error)?;
        let id_token = answer
            .id_token()
            .map(|token| Sensitive::new(token.to_string()));
        Ok(Renewed {
            tokens: self.tokens(&answer)?,
            id_token,
        })
    }

    async fn check_renewal(
        &self,
        id_token: &Sensitive<String>,
        subject: &str,
    ) -> Result<(), AuthError> {
        let endpoints = self.endpoints().await?;
        let token: IdToken = id_token
            .expose()
            .parse()
            .map_err(|_| AuthError::InvalidResponse("id_token"))?;
        self.judge(&endpoints, |keys| {
            id_token::judge_renewal(&token, keys, &self.expected(), subject)
        })
        .await
    }

    async fn revoke(&self, token: &Sensitive<String>, kind: TokenKind) -> Result<(), AuthError> {
        let endpoints = self.endpoints().await?;
        let Some(address) = &endpoints.revocation_endpoint else {
            return Err(AuthError::InvalidResponse("no revocation endpoint"));
        };
        // Not through the library, which takes no loopback address here.
        let call = Call::post("token_revoke", address.clone()).form([
            ("token", token.expose().as_str()),
            ("token_type_hint", kind.hint()),
            ("client_id", &self.config.client_id),
        ]);
        let answer = self.net.send(call).await?;
        if answer.is_success() {
            Ok(())
        } else {
            Err(AuthError::InvalidResponse("revocation"))
        }
    }

    async fn end_session_url(&self) -> Option<Url> {
        let endpoints = match self.endpoints.known().await {
            Some(endpoints) => endpoints,
            None => self.endpoints().await.ok()?,
        };
        let mut url = endpoints.end_session_endpoint.clone()?;
        // No `post_logout_redirect_uri`: it would lead to a port where nobody listens any more. ID-porten's own page
        // says that the person is logged out.
        url.query_pairs_mut()
            .append_pair("client_id", &self.config.client_id);
        Some(url)
    }

    fn clock_ahead(&self) -> Option<SignedDuration> {
        self.clock.ahead()
    }
}

/// Reads the library's error; its own texts may quote an answer, so none is kept.
fn token_error(error: RequestTokenError<TransportError, OauthError>) -> AuthError {
    match error {
        RequestTokenError::ServerResponse(body) => {
            AuthError::of_oauth(body.error().as_ref(), "token answer")
        }
        RequestTokenError::Request(error) => error.into(),
        RequestTokenError::Parse(..) | RequestTokenError::Other(_) => {
            AuthError::InvalidResponse("token answer")
        }
    }
}
