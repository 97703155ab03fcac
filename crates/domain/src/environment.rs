//! Which Altinn the app talks to. Test and production never share data, keys or windows.

use url::Url;

use crate::private_host::{is_loopback, is_private_host, shares_private_domain};

/// The environments that Fullmakt knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EnvironmentName {
    /// Altinn itself.
    Prod,
    /// Altinn's public test environment.
    Tt02,
    /// The training mode inside the app.
    Sandbox,
    /// Read from a file; always marked as test.
    Custom,
}

impl EnvironmentName {
    /// Short name for folders and keyring entries.
    pub fn slug(self) -> &'static str {
        match self {
            EnvironmentName::Prod => "prod",
            EnvironmentName::Tt02 => "tt02",
            EnvironmentName::Sandbox => "sandbox",
            EnvironmentName::Custom => "custom",
        }
    }

    /// Everything but production is marked as test on every screen.
    pub fn is_test(self) -> bool {
        self != EnvironmentName::Prod
    }
}

/// Addresses and client id of one environment. Every address is `https`, or `http` on loopback outside
/// production and TT02 (RFC 8252 section 8.3 for loopback; nothing else is ever plain).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Environment {
    /// Which.
    pub name: EnvironmentName,
    /// Tells custom environments apart in folder and keyring names; equal to the slug for the others.
    pub namespace: String,
    /// ID-porten's issuer, exactly as in its metadata: no trailing slash (identity reference 1.1).
    pub issuer: String,
    /// The platform: authentication, access management, resource registry. Ends with a slash.
    pub platform: Url,
    /// Altinn's own pages, where confirm links lead. Ends with a slash.
    pub portal: Url,
    /// Enhetsregisteret's interface (`…/enhetsregisteret/api/`). Ends with a slash.
    pub register: Url,
    /// Our client id at ID-porten; `None` when the app is not registered there.
    pub client_id: Option<String>,
}

/// Why an environment cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EnvironmentError {
    /// Not an address.
    #[error("{field} is not an address: {reason}")]
    NotAnAddress {
        /// Field of the file.
        field: &'static str,
        /// What the parser said.
        reason: String,
    },
    /// Plain `http` outside loopback.
    #[error("{field} must use https (http is accepted for loopback only)")]
    NotHttps {
        /// Field of the file.
        field: &'static str,
    },
    /// An address with a user name, a query or a fragment.
    #[error("{field} must be a bare address")]
    NotBare {
        /// Field of the file.
        field: &'static str,
    },
}

impl Environment {
    /// Makes an environment from addresses, checking each.
    ///
    /// # Errors
    /// See [`EnvironmentError`].
    pub fn new(
        name: EnvironmentName,
        namespace: &str,
        issuer: &str,
        platform: &str,
        portal: &str,
        register: &str,
        client_id: Option<&str>,
    ) -> Result<Self, EnvironmentError> {
        let loopback_allowed = matches!(name, EnvironmentName::Sandbox | EnvironmentName::Custom);
        address("issuer", issuer, loopback_allowed)?;
        Ok(Environment {
            name,
            namespace: namespace.to_owned(),
            issuer: issuer.to_owned(),
            platform: address("platform", platform, loopback_allowed)?,
            portal: address("portal", portal, loopback_allowed)?,
            register: address("register", register, loopback_allowed)?,
            client_id: client_id.map(str::to_owned),
        })
    }

    /// Altinn itself. The client id comes from the build or the user's configuration.
    pub fn prod(client_id: Option<&str>) -> Self {
        Self::new(
            EnvironmentName::Prod,
            "prod",
            "https://idporten.no",
            "https://platform.altinn.no/",
            "https://am.ui.altinn.no/",
            "https://data.brreg.no/enhetsregisteret/api/",
            client_id,
        )
        .expect("constant addresses are valid")
    }

    /// Altinn's public test environment; it takes ID-porten's test logins.
    pub fn tt02(client_id: Option<&str>) -> Self {
        Self::new(
            EnvironmentName::Tt02,
            "tt02",
            "https://test.idporten.no",
            "https://platform.tt02.altinn.no/",
            "https://am.ui.tt02.altinn.no/",
            "https://data.brreg.no/enhetsregisteret/api/",
            client_id,
        )
        .expect("constant addresses are valid")
    }

    /// The sandbox on `base` (`http://127.0.0.1:PORT`, no slash): all services share one origin.
    ///
    /// # Errors
    /// When `base` is not a loopback address.
    pub fn sandbox(base: &str) -> Result<Self, EnvironmentError> {
        Self::new(
            EnvironmentName::Sandbox,
            "sandbox",
            &format!("{base}/idporten"),
            &format!("{base}/"),
            &format!("{base}/"),
            &format!("{base}/enhetsregisteret/api/"),
            Some("fullmakt"),
        )
    }

    /// Everything but production.
    pub fn is_test(&self) -> bool {
        self.name.is_test()
    }

    /// Whether an address that a sender wrote may be gone to: https, without a password, to a public host; or to a private
    /// one of this environment's own; or, where the environment is itself on this machine, to this machine.
    pub fn may_lead_to(&self, url: &Url) -> bool {
        let is_bare = url.username().is_empty() && url.password().is_none();
        let is_public = url.scheme() == "https" && !is_private_host(url);
        let is_here =
            self.platform.scheme() == "http" && url.scheme() == "http" && is_loopback(url);
        is_bare && (is_public || is_here || self.has_private_host(url))
    }

    /// Whether an address is that of a private host of this environment's own: who points the app at a server in a private
    /// network has its apps there too, under the same domain as its platform. There is none in an environment of Altinn's.
    pub fn has_private_host(&self, url: &Url) -> bool {
        self.name == EnvironmentName::Custom
            && [&self.platform, url]
                .iter()
                .all(|at| at.scheme() == "https")
            && shares_private_domain(&self.platform, url)
    }
}

/// Parses one address and makes it end with a slash.
fn address(
    field: &'static str,
    text: &str,
    loopback_allowed: bool,
) -> Result<Url, EnvironmentError> {
    let mut url = Url::parse(text).map_err(|e| EnvironmentError::NotAnAddress {
        field,
        reason: e.to_string(),
    })?;
    match url.scheme() {
        "https" => {}
        "http" if loopback_allowed && is_loopback(&url) => {}
        _ => return Err(EnvironmentError::NotHttps { field }),
    }
    if !url.username().is_empty()
        || url.password().is_some()
        || url.query().is_some()
        || url.fragment().is_some()
    {
        return Err(EnvironmentError::NotBare { field });
    }
    if !url.path().ends_with('/') {
        let path = format!("{}/", url.path());
        url.set_path(&path);
    }
    Ok(url)
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::{Environment, EnvironmentError, EnvironmentName};

    fn custom(platform: &str) -> Result<Environment, EnvironmentError> {
        Environment::new(
            EnvironmentName::Custom,
            "custom-1",
            "http://127.0.0.1:9000",
            platform,
            "https://portal.example",
            "https://register.example/api",
            None,
        )
    }

    #[test]
    fn plain_http_is_for_loopback_only() {
        assert!(custom("http://127.0.0.1:8080").is_ok());
        assert!(custom("http://[::1]:8080").is_ok());
        assert_eq!(
            custom("http://platform.example"),
            Err(EnvironmentError::NotHttps { field: "platform" })
        );
        assert_eq!(
            custom("http://127.0.0.1.example"),
            Err(EnvironmentError::NotHttps { field: "platform" })
        );
    }

    #[test]
    fn production_never_takes_loopback() {
        let outcome = Environment::new(
            EnvironmentName::Prod,
            "prod",
            "https://idporten.no",
            "http://127.0.0.1:1",
            "https://am.ui.altinn.no",
            "https://data.brreg.no/enhetsregisteret/api",
            None,
        );
        assert_eq!(
            outcome,
            Err(EnvironmentError::NotHttps { field: "platform" })
        );
    }

    #[test]
    fn only_a_custom_environment_in_a_private_network_has_hosts_there() {
        let address = |text: &str| -> Url { text.parse().expect("an address") };
        let own = custom("https://platform.altinn.internal").expect("valid");
        assert!(own.has_private_host(&address("https://ttd.apps.altinn.internal/x")));
        assert!(!own.has_private_host(&address("http://ttd.apps.altinn.internal/x")));
        assert!(!own.has_private_host(&address("https://router.internal/")));
        let loopback = custom("http://127.0.0.1:8080").expect("valid");
        assert!(!loopback.has_private_host(&address("https://127.0.0.1/")));
        let public = custom("https://platform.example").expect("valid");
        for environment in [public, Environment::prod(None), Environment::tt02(None)] {
            for host in ["https://10.0.0.8/", "https://apps.altinn.internal/"] {
                assert!(!environment.has_private_host(&address(host)), "{host}");
            }
        }
    }

    #[test]
    fn addresses_end_with_a_slash_and_are_bare() {
        let environment = custom("https://platform.example/base").expect("valid");
        assert_eq!(
            environment.platform.as_str(),
            "https://platform.example/base/"
        );
        assert_eq!(
            custom("https://user@platform.example"),
            Err(EnvironmentError::NotBare { field: "platform" })
        );
    }
}
