//! An authorization request, read and checked.
//!
//! The same rules hold whether it comes by the browser or is pushed (RFC 9126 section 2.1):
//! RFC 6749 section 4.1.1 and RFC 7636 section 4.3, with ID-porten's additions (PKCE with S256
//! always, `state` mandatory for public clients; felleslosninger/docs oidc_protocol_authorize).

use super::super::form::Params;
use super::super::oauth_error::OAuthError;
use super::clients::{self, Client};
use super::level::Level;
use super::person;
use super::redirect::{ResponseMode, ReturnAddress};
use super::scopes;
use super::words::Locale;
use crate::config::IdentityConfig;

/// A request that nothing is wrong with.
#[derive(Clone)]
pub(super) struct AuthorizationRequest {
    /// Who asks.
    pub(super) client: &'static Client,
    /// Where the answer goes.
    pub(super) return_to: ReturnAddress,
    /// Scopes in the order asked, without repetition.
    pub(super) scopes: Vec<String>,
    /// Comes back in the id_token.
    pub(super) nonce: Option<String>,
    /// S256 challenge.
    pub(super) code_challenge: String,
    /// Weakest level that will do.
    pub(super) level: Level,
    /// What `prompt` asks for.
    pub(super) prompt: Prompt,
    /// Language of the pages.
    pub(super) locale: Locale,
    /// A login without pages, from `login_hint=testid:…`.
    pub(super) headless: Option<HeadlessLogin>,
    /// RFC 8707: becomes `aud` of the access token.
    pub(super) resource: Vec<String>,
    /// Thumbprint of the key that the code is bound to (RFC 9449 section 10).
    pub(super) dpop_jkt: Option<String>,
}

/// The `prompt` parameter (OpenID Connect Core section 3.1.2.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Prompt {
    /// No page may be shown.
    pub(super) none: bool,
    /// Log in again, whatever the session says.
    pub(super) login: bool,
    /// Ask for consent again, whatever is remembered.
    pub(super) consent: bool,
}

/// Whom a headless login signs in, and at which level. The level may be lower than asked for, so
/// that clients can be tested for checking it.
#[derive(Clone)]
pub(super) struct HeadlessLogin {
    /// Identity number.
    pub(super) pid: String,
    /// Level.
    pub(super) level: Level,
}

/// Why a request is refused, and who may be told.
pub(super) enum Refusal {
    /// The way back is unknown or not trusted: told to the person only, never by a redirect.
    Shown(OAuthError),
    /// Told to the client at its own address.
    Returned(Box<ReturnAddress>, OAuthError),
}

impl Refusal {
    /// The bare error, as a pushed request is answered.
    pub(super) fn into_error(self) -> OAuthError {
        match self {
            Self::Shown(error) | Self::Returned(_, error) => error,
        }
    }
}

impl AuthorizationRequest {
    /// Reads and checks the parameters of a request.
    pub(super) fn read(params: &Params, config: &IdentityConfig) -> Result<Self, Refusal> {
        let (client, return_to) = way_back(params).map_err(Refusal::Shown)?;
        Self::read_rest(params, config, client, &return_to)
            .map_err(|error| Refusal::Returned(Box::new(return_to), error))
    }

    fn read_rest(
        params: &Params,
        config: &IdentityConfig,
        client: &'static Client,
        return_to: &ReturnAddress,
    ) -> Result<Self, OAuthError> {
        if params.get("request").is_some() {
            return Err(OAuthError::with_code(
                "request_not_supported",
                "Signed request objects are not supported",
            ));
        }
        match params.get("response_type") {
            Some("code") => {}
            Some(_) => {
                return Err(OAuthError::with_code(
                    "unsupported_response_type",
                    "Only response_type=code is supported",
                ));
            }
            None => return Err(missing("response_type")),
        }
        if !matches!(
            params.get("response_mode"),
            None | Some("query" | "form_post")
        ) {
            return Err(OAuthError::invalid_request("Unsupported response_mode"));
        }
        if return_to.state.is_none() {
            return Err(OAuthError::invalid_request(
                "Public clients must send state",
            ));
        }
        Ok(Self {
            client,
            return_to: return_to.clone(),
            scopes: asked_scopes(params, config)?,
            nonce: params.get("nonce").map(str::to_owned),
            code_challenge: code_challenge(params)?,
            level: weakest_level(params)?,
            prompt: prompt(params)?,
            locale: first_known_locale(params),
            headless: headless_login(params)?,
            resource: params.all("resource").map(str::to_owned).collect(),
            dpop_jkt: params.get("dpop_jkt").map(str::to_owned),
        })
    }
}

/// Client and return address. Until these are known to belong together, nothing may be sent back.
fn way_back(params: &Params) -> Result<(&'static Client, ReturnAddress), OAuthError> {
    if let Some(name) = params.repeated() {
        return Err(OAuthError::invalid_request(format!(
            "Parameter '{name}' is repeated"
        )));
    }
    let client = registered_client(params)?;
    let redirect_uri = params
        .get("redirect_uri")
        .ok_or_else(|| missing("redirect_uri"))?;
    if !client.may_return_to(redirect_uri) {
        return Err(OAuthError::invalid_request(
            "redirect_uri is not registered for the client",
        ));
    }
    let mode = match params.get("response_mode") {
        Some("form_post") => ResponseMode::FormPost,
        _ => ResponseMode::Query,
    };
    let state = params.get("state").map(str::to_owned);
    Ok((
        client,
        ReturnAddress {
            redirect_uri: redirect_uri.to_owned(),
            state,
            mode,
        },
    ))
}

/// The client that `client_id` names.
pub(super) fn registered_client(params: &Params) -> Result<&'static Client, OAuthError> {
    params
        .get("client_id")
        .ok_or_else(|| OAuthError::invalid_client("Missing client_id"))
        .and_then(|id| {
            clients::find(id).ok_or_else(|| OAuthError::invalid_client("Unknown client"))
        })
}

fn missing(name: &str) -> OAuthError {
    OAuthError::invalid_request(format!("Missing {name}"))
}

fn asked_scopes(params: &Params, config: &IdentityConfig) -> Result<Vec<String>, OAuthError> {
    let mut asked: Vec<String> = Vec::new();
    for scope in params
        .get("scope")
        .ok_or_else(|| missing("scope"))?
        .split(' ')
    {
        if !scopes::is_registered(scope, config) {
            return Err(OAuthError::invalid_scope(format!("Invalid scope: {scope}")));
        }
        if !asked.iter().any(|known| known == scope) {
            asked.push(scope.to_owned());
        }
    }
    Ok(asked)
}

fn code_challenge(params: &Params) -> Result<String, OAuthError> {
    let challenge = params
        .get("code_challenge")
        .ok_or_else(|| missing("code_challenge"))?;
    if params.get("code_challenge_method") != Some("S256") {
        return Err(OAuthError::invalid_request(
            "code_challenge_method must be S256",
        ));
    }
    // The base64url form of a SHA-256 value is always 43 characters.
    let well_formed = challenge.len() == 43
        && challenge
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    if well_formed {
        Ok(challenge.to_owned())
    } else {
        Err(OAuthError::invalid_request(
            "code_challenge is not a base64url SHA-256 value",
        ))
    }
}

/// `acr_values` names levels that will do; the weakest of them is the demand. Without the
/// parameter ID-porten asks for substantial.
fn weakest_level(params: &Params) -> Result<Level, OAuthError> {
    let Some(values) = params.get("acr_values") else {
        return Ok(Level::Substantial);
    };
    let levels = values.split(' ').map(|value| {
        Level::parse(value)
            .ok_or_else(|| OAuthError::invalid_request(format!("Unsupported acr value: {value}")))
    });
    let levels = levels.collect::<Result<Vec<_>, _>>()?;
    Ok(levels.into_iter().min().unwrap_or(Level::Substantial))
}

fn prompt(params: &Params) -> Result<Prompt, OAuthError> {
    let mut prompt = Prompt::default();
    for value in params
        .get("prompt")
        .unwrap_or_default()
        .split(' ')
        .filter(|v| !v.is_empty())
    {
        match value {
            "none" => prompt.none = true,
            "login" => prompt.login = true,
            "consent" => prompt.consent = true,
            _ => return Err(OAuthError::invalid_request("Unsupported prompt value")),
        }
    }
    if prompt.none && (prompt.login || prompt.consent) {
        return Err(OAuthError::invalid_request("prompt=none must stand alone"));
    }
    Ok(prompt)
}

fn first_known_locale(params: &Params) -> Locale {
    params
        .get("ui_locales")
        .unwrap_or_default()
        .split(' ')
        .find_map(Locale::parse)
        .unwrap_or_default()
}

/// `login_hint=testid:<11 digits>_<acr>` (felleslosninger/docs oidc_func_apitesting). Any other
/// hint is ignored.
fn headless_login(params: &Params) -> Result<Option<HeadlessLogin>, OAuthError> {
    let Some(hint) = params
        .get("login_hint")
        .and_then(|hint| hint.strip_prefix("testid:"))
    else {
        return Ok(None);
    };
    hint.split_once('_')
        .filter(|(pid, _)| person::is_synthetic(pid))
        .and_then(|(pid, acr)| {
            Some(HeadlessLogin {
                pid: pid.to_owned(),
                level: Level::parse(acr)?,
            })
        })
        .map(Some)
        .ok_or_else(|| {
            OAuthError::invalid_request("login_hint must be testid:<synthetic number>_<acr>")
        })
}
