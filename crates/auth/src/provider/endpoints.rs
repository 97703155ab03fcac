//! The provider's metadata (OpenID Connect Discovery 1.0, RFC 8414): read at run time, kept for a day, believed only
//! where it stays at home.

use std::sync::Arc;

use fullmakt_domain::is_loopback;
use fullmakt_net::{Call, Net};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use tokio::sync::Mutex;
use url::Url;

use crate::config::AuthConfig;
use crate::error::AuthError;

/// How long metadata is used before it is read again.
const KEPT: SignedDuration = SignedDuration::from_hours(24);
/// Longest document that is read.
const CAP: usize = 1024 * 1024;

/// The provider's addresses, each checked.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct Endpoints {
    issuer: String,
    pub(crate) authorization_endpoint: Url,
    pub(crate) token_endpoint: Url,
    pub(crate) jwks_uri: Url,
    pub(crate) pushed_authorization_request_endpoint: Option<Url>,
    #[serde(default)]
    pub(crate) require_pushed_authorization_requests: bool,
    pub(crate) revocation_endpoint: Option<Url>,
    pub(crate) end_session_endpoint: Option<Url>,
    #[serde(default)]
    pub(crate) authorization_response_iss_parameter_supported: bool,
}

/// Reads metadata, and remembers it.
#[derive(Debug, Default)]
pub(crate) struct EndpointCache {
    kept: Mutex<Option<(Timestamp, Arc<Endpoints>)>>,
}

impl EndpointCache {
    /// The provider's addresses, from memory or from the provider.
    pub(crate) async fn get(
        &self,
        net: &Net,
        config: &AuthConfig,
    ) -> Result<Arc<Endpoints>, AuthError> {
        let mut kept = self.kept.lock().await;
        let now = net.clock().now();
        if let Some((read_at, endpoints)) = &*kept
            && now.duration_since(*read_at) < KEPT
        {
            return Ok(Arc::clone(endpoints));
        }
        let endpoints = Arc::new(read(net, config).await?);
        *kept = Some((now, Arc::clone(&endpoints)));
        Ok(endpoints)
    }

    /// The addresses if they are known already; no network.
    pub(crate) async fn known(&self) -> Option<Arc<Endpoints>> {
        self.kept
            .lock()
            .await
            .as_ref()
            .map(|(_, endpoints)| Arc::clone(endpoints))
    }
}

async fn read(net: &Net, config: &AuthConfig) -> Result<Endpoints, AuthError> {
    let issuer = issuer_url(config)?;
    let address = format!(
        "{}/.well-known/openid-configuration",
        issuer.as_str().trim_end_matches('/')
    );
    let address = address
        .parse()
        .map_err(|_| AuthError::InvalidResponse("issuer"))?;
    let answer = net
        .send(Call::get("openid_metadata", address).cap(CAP))
        .await?;
    match answer.status {
        200 => check(answer.json()?, config, &issuer),
        429 | 500.. => Err(AuthError::ProviderNotAnswering),
        _ => Err(AuthError::InvalidResponse("metadata")),
    }
}

/// The configured issuer, if it is one that we may talk to.
fn issuer_url(config: &AuthConfig) -> Result<Url, AuthError> {
    let url: Url = config
        .issuer
        .parse()
        .map_err(|_| AuthError::InvalidResponse("issuer"))?;
    let secure = url.scheme() == "https"
        || (url.scheme() == "http" && is_loopback(&url) && config.loopback_issuer_allowed);
    let bare = url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
    if secure && bare {
        Ok(url)
    } else {
        Err(AuthError::InvalidResponse("issuer"))
    }
}

fn check(found: Endpoints, config: &AuthConfig, issuer: &Url) -> Result<Endpoints, AuthError> {
    // As text: a document that names another issuer, if only by a slash, is somebody else's (RFC 8414 section 3.3).
    if found.issuer != config.issuer {
        return Err(AuthError::InvalidResponse("metadata issuer"));
    }
    let addresses = [
        Some(&found.authorization_endpoint),
        Some(&found.token_endpoint),
        Some(&found.jwks_uri),
        found.pushed_authorization_request_endpoint.as_ref(),
        found.revocation_endpoint.as_ref(),
        found.end_session_endpoint.as_ref(),
    ];
    if addresses
        .into_iter()
        .flatten()
        .all(|address| at_home(address, issuer))
    {
        Ok(found)
    } else {
        Err(AuthError::InvalidResponse("metadata endpoint"))
    }
}

/// Whether an address is on the issuer's host, or on its `login.` sibling, where ID-porten's pages are. Same scheme,
/// same port, no user name.
fn at_home(address: &Url, issuer: &Url) -> bool {
    let (Some(host), Some(home)) = (address.host_str(), issuer.host_str()) else {
        return false;
    };
    let on_host = host == home || host.strip_prefix("login.").is_some_and(|rest| rest == home);
    on_host
        && address.scheme() == issuer.scheme()
        && address.port_or_known_default() == issuer.port_or_known_default()
        && address.username().is_empty()
        && address.password().is_none()
}

#[cfg(test)]
mod tests {
    use super::{Endpoints, check, issuer_url};
    use crate::config::AuthConfig;
    use crate::error::AuthError;
    use serde_json::{Value, json};

    fn config(issuer: &str, loopback: bool) -> AuthConfig {
        AuthConfig {
            issuer: issuer.to_owned(),
            client_id: "client".to_owned(),
            platform: "https://platform.tt02.altinn.no/"
                .parse()
                .expect("an address"),
            loopback_issuer_allowed: loopback,
        }
    }

    fn document() -> Value {
        json!({
            "issuer": "https://test.idporten.no",
            "authorization_endpoint": "https://login.test.idporten.no/authorize",
            "pushed_authorization_request_endpoint": "https://test.idporten.no/par",
            "token_endpoint": "https://test.idporten.no/token",
            "jwks_uri": "https://test.idporten.no/jwks.json",
            "end_session_endpoint": "https://login.test.idporten.no/logout",
            "response_types_supported": ["code"],
        })
    }

    fn judge(document: Value) -> Result<Endpoints, AuthError> {
        let config = config("https://test.idporten.no", false);
        let issuer = issuer_url(&config)?;
        check(
            serde_json::from_value(document).expect("the shape"),
            &config,
            &issuer,
        )
    }

    #[test]
    fn id_portens_two_hosts_are_at_home() {
        let endpoints = judge(document()).expect("accepted");
        assert!(!endpoints.require_pushed_authorization_requests);
        assert!(!endpoints.authorization_response_iss_parameter_supported);
        assert_eq!(endpoints.revocation_endpoint, None);
    }

    #[test]
    fn another_issuer_is_refused_even_by_a_slash() {
        for issuer in ["https://test.idporten.no/", "https://idporten.no", ""] {
            let mut other = document();
            other["issuer"] = json!(issuer);
            assert_eq!(
                judge(other),
                Err(AuthError::InvalidResponse("metadata issuer")),
                "{issuer}"
            );
        }
    }

    #[test]
    fn endpoints_elsewhere_are_refused() {
        for address in [
            "http://test.idporten.no/token",
            "https://test.idporten.no.example/token",
            "https://evil.test.idporten.no/token",
            "https://login.login.test.idporten.no/token",
            "https://idporten.no/token",
            "https://test.idporten.no:8443/token",
            "https://user@test.idporten.no/token",
        ] {
            for field in [
                "token_endpoint",
                "jwks_uri",
                "revocation_endpoint",
                "end_session_endpoint",
            ] {
                let mut other = document();
                other[field] = json!(address);
                assert_eq!(
                    judge(other),
                    Err(AuthError::InvalidResponse("metadata endpoint")),
                    "{field} {address}"
                );
            }
        }
    }

    #[test]
    fn plain_http_is_for_an_allowed_loopback_issuer_only() {
        assert!(issuer_url(&config("http://127.0.0.1:9000/idporten", true)).is_ok());
        for (issuer, loopback) in [
            ("http://127.0.0.1:9000/idporten", false),
            ("http://test.idporten.no", true),
            ("https://test.idporten.no?x=1", false),
            ("ftp://127.0.0.1", true),
            ("not an address", true),
        ] {
            assert_eq!(
                issuer_url(&config(issuer, loopback)),
                Err(AuthError::InvalidResponse("issuer")),
                "{issuer}"
            );
        }
    }
}
