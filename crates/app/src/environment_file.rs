//! A custom environment, read from a TOML file, so that the app can be pointed at any server.
//!
//! ```toml
//! issuer    = "http://127.0.0.1:8470/idporten"            # ID-porten or any OpenID provider
//! platform  = "http://127.0.0.1:8470/"                    # Altinn's platform
//! portal    = "http://127.0.0.1:8470/"                    # Altinn's pages
//! register  = "http://127.0.0.1:8470/enhetsregisteret/api/" # optional; default is below the platform
//! client_id = "fullmakt"
//! clock_ahead_s = 86400                                   # optional, for a server whose clock was moved
//! ```
//! Plain `http` is accepted for loopback only. A custom environment is marked as test everywhere.

use std::path::Path;

use fullmakt_domain::{Environment, EnvironmentError, EnvironmentName};
use jiff::SignedDuration;
use serde::Deserialize;
use sha2::{Digest, Sha256};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    issuer: String,
    platform: String,
    portal: Option<String>,
    register: Option<String>,
    client_id: String,
    #[serde(default)]
    clock_ahead_s: u32,
}

/// What a file says.
#[derive(Debug)]
pub struct FromFile {
    /// The environment.
    pub environment: Environment,
    /// How far its server's clock stands ahead of the machine's.
    pub ahead: SignedDuration,
}

/// Why the file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum EnvironmentFileError {
    /// Not there, or not readable.
    #[error("the environment file could not be read: {0}")]
    Unreadable(std::io::Error),
    /// Not TOML, a field missing, or a field too many.
    #[error("the environment file is not as expected: {0}")]
    Form(String),
    /// An address that we do not accept.
    #[error("{0}")]
    Address(#[from] EnvironmentError),
}

/// Reads an environment from a file.
///
/// # Errors
/// See [`EnvironmentFileError`].
pub fn read(path: &Path) -> Result<FromFile, EnvironmentFileError> {
    let text = std::fs::read_to_string(path).map_err(EnvironmentFileError::Unreadable)?;
    parse(&text)
}

/// Reads an environment from the text of a file.
///
/// # Errors
/// See [`EnvironmentFileError`].
pub fn parse(text: &str) -> Result<FromFile, EnvironmentFileError> {
    let file: File =
        toml::from_str(text).map_err(|e| EnvironmentFileError::Form(e.message().to_owned()))?;
    let portal = file.portal.unwrap_or_else(|| file.platform.clone());
    let register = file.register.unwrap_or_else(|| {
        format!(
            "{}/enhetsregisteret/api/",
            file.platform.trim_end_matches('/')
        )
    });
    // Another server is another place: its data and its keys never meet those of the next file.
    let digest = Sha256::digest(format!(
        "{}\n{}\n{}",
        file.issuer, file.platform, file.client_id
    ));
    let namespace = format!("custom-{}", hex::encode(&digest[..6]));
    let environment = Environment::new(
        EnvironmentName::Custom,
        &namespace,
        &file.issuer,
        &file.platform,
        &portal,
        &register,
        Some(&file.client_id),
    )?;
    Ok(FromFile {
        environment,
        ahead: SignedDuration::from_secs(i64::from(file.clock_ahead_s)),
    })
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::{EnvironmentFileError, parse};

    #[test]
    fn reads_a_whole_file_and_gives_it_a_place_of_its_own() {
        let one = parse(
            "issuer='http://127.0.0.1:1/idporten'\nplatform='http://127.0.0.1:1'\nclient_id='a'",
        )
        .expect("valid");
        assert!(one.ahead.is_zero(), "the machine's clock");
        let one = one.environment;
        assert_eq!(
            one.portal.as_str(),
            "http://127.0.0.1:1/",
            "the portal defaults to the platform"
        );
        assert_eq!(
            one.register.as_str(),
            "http://127.0.0.1:1/enhetsregisteret/api/"
        );
        assert!(one.is_test());
        let other = parse(
            "issuer='http://127.0.0.1:1/idporten'\nplatform='http://127.0.0.1:2'\nclient_id='a'",
        )
        .expect("valid");
        assert_ne!(
            one.namespace, other.environment.namespace,
            "two servers never share data"
        );
    }

    #[test]
    fn a_moved_clock_is_the_same_place() {
        let text =
            "issuer='http://127.0.0.1:1/idporten'\nplatform='http://127.0.0.1:1'\nclient_id='a'";
        let now = parse(text).expect("valid");
        let tomorrow = parse(&format!("{text}\nclock_ahead_s=86400")).expect("valid");
        assert_eq!(tomorrow.ahead, SignedDuration::from_hours(24));
        assert_eq!(tomorrow.environment.namespace, now.environment.namespace);
    }

    #[test]
    fn says_what_is_wrong() {
        let missing = parse("issuer='https://x.example'").unwrap_err();
        assert!(
            matches!(missing, EnvironmentFileError::Form(_)),
            "{missing}"
        );
        let unknown = parse(
            "issuer='https://x.example'\nplatform='https://x.example'\nclient_id='a'\nsecret='s'",
        )
        .unwrap_err();
        assert!(
            matches!(unknown, EnvironmentFileError::Form(_)),
            "{unknown}"
        );
        let plain = parse("issuer='http://x.example'\nplatform='https://x.example'\nclient_id='a'")
            .unwrap_err();
        assert!(matches!(plain, EnvironmentFileError::Address(_)), "{plain}");
    }
}
