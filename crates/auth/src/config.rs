//! Where to sign in, and as which client.

use url::Url;

/// Addresses and client id of one environment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthConfig {
    /// ID-porten's issuer, exactly as in its metadata: no trailing slash.
    pub issuer: String,
    /// Our client id there: a public native client (RFC 8252 section 8.4), without a secret.
    pub client_id: String,
    /// Altinn's platform, where the exchange is. Ends with a slash.
    pub platform: Url,
    /// Whether the issuer may be `http` on this machine (sandbox, tests).
    pub loopback_issuer_allowed: bool,
}
