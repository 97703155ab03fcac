//! What a sandbox is started with, and the part of it that may be changed while it runs.

use serde::{Deserialize, Serialize};

/// Start-up choices.
#[derive(Clone, Debug)]
pub struct Config {
    /// Loopback port to listen on; 0 lets the system choose a free one.
    pub port: u16,
    /// Which people, organisations, requests and dialogs there are at the start.
    pub seed: Seed,
    /// How many dialogs are generated besides those of the seed.
    pub volume: Volume,
    /// Whether logins may obtain `altinn:portal/enduser`, which production gives to no third party.
    pub portal_scope: bool,
    /// How the identity providers behave.
    pub identity: IdentityConfig,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            port: 0,
            seed: Seed::Default,
            volume: Volume::default(),
            portal_scope: false,
            identity: IdentityConfig::default(),
        }
    }
}

/// How many dialogs are generated, and about how many services. They belong to the generated
/// organisations, or to those of the default world when none are generated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Volume {
    /// Number of dialogs, up to 1,000,000.
    pub dialogs: u32,
    /// Number of services that they are about, 1 to 2000.
    pub services: u16,
}

impl Default for Volume {
    fn default() -> Self {
        Self {
            dialogs: 0,
            services: 60,
        }
    }
}

impl Volume {
    /// The largest number of generated dialogs.
    pub const MAX_DIALOGS: u32 = 1_000_000;
    /// The largest number of services that they are about.
    pub const MAX_SERVICES: u16 = 2_000;

    /// So many dialogs about so many services.
    ///
    /// # Errors
    /// A sentence when a number is outside its range.
    pub fn new(dialogs: u32, services: u16) -> Result<Self, String> {
        if dialogs > Self::MAX_DIALOGS {
            return Err(format!(
                "the number of dialogs must be 0 to {}",
                Self::MAX_DIALOGS
            ));
        }
        if !(1..=Self::MAX_SERVICES).contains(&services) {
            return Err(format!(
                "the number of services must be 1 to {}",
                Self::MAX_SERVICES
            ));
        }
        Ok(Self { dialogs, services })
    }
}

/// The world that the sandbox starts with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seed {
    /// Three persons, a dozen organisations, requests and dialogs of every sort.
    Default,
    /// The default world, and then this many organisations that Kari may act for. Always the same
    /// ones for the same number.
    Generated {
        /// Number of generated organisations, 1 to 20,000.
        parties: u32,
    },
    /// The default world, and then an accounting firm of Odd's with this many clients and twelve
    /// system users for them. Always the same ones for the same number.
    Accountant {
        /// Number of clients, 1 to 100,000.
        clients: u32,
    },
}

impl Seed {
    /// The largest number of organisations that a generated seed takes.
    pub const MAX_PARTIES: u32 = 20_000;

    /// The largest number of clients that the accountant's seed takes: as many as the largest firms
    /// have in production.
    pub const MAX_CLIENTS: u32 = 100_000;

    /// Reads a seed's name as given on the command line or to `/_sandbox/reset`: `default`,
    /// `parties-N` or `clients-N`.
    ///
    /// # Errors
    /// A sentence that names the accepted forms.
    pub fn parse(name: &str) -> Result<Self, String> {
        if name == "default" {
            return Ok(Self::Default);
        }
        if let Some(count) = name.strip_prefix("parties-") {
            let parties = count
                .parse::<u32>()
                .map_err(|_| format!("'{name}': what follows 'parties-' must be a number"))?;
            return Self::generated(parties);
        }
        if let Some(count) = name.strip_prefix("clients-") {
            let clients = count
                .parse::<u32>()
                .map_err(|_| format!("'{name}': what follows 'clients-' must be a number"))?;
            return Self::accountant(clients);
        }
        Err(format!(
            "unknown seed '{name}'; known are 'default', 'parties-N' and 'clients-N'"
        ))
    }

    /// An accountant's seed of this size.
    ///
    /// # Errors
    /// A sentence when the number is outside 1 to 100,000.
    pub fn accountant(clients: u32) -> Result<Self, String> {
        if (1..=Self::MAX_CLIENTS).contains(&clients) {
            Ok(Self::Accountant { clients })
        } else {
            Err(format!(
                "the number of clients must be 1 to {}",
                Self::MAX_CLIENTS
            ))
        }
    }

    /// A generated seed of this size.
    ///
    /// # Errors
    /// A sentence when the number is outside 1 to 20,000.
    pub fn generated(parties: u32) -> Result<Self, String> {
        if (1..=Self::MAX_PARTIES).contains(&parties) {
            Ok(Self::Generated { parties })
        } else {
            Err(format!(
                "the number of parties must be 1 to {}",
                Self::MAX_PARTIES
            ))
        }
    }
}

/// Behaviour of the identity providers; settable while running with `PUT /_sandbox/identity`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct IdentityConfig {
    /// Whether and how refresh tokens are given to public clients.
    pub refresh: RefreshMode,
    /// Lifetime of an access token, in seconds.
    pub access_token_s: u64,
    /// Lifetime of a refresh token, in seconds.
    pub refresh_token_s: u64,
    /// Longest life of a whole authorization (all refreshes together), in seconds.
    pub authorization_s: u64,
    /// How pushed authorization requests are treated.
    pub par: ParMode,
    /// Whether the server demands a DPoP nonce.
    pub dpop_nonce: bool,
    /// Whether a scope once granted is granted again without asking.
    pub remember_consent: bool,
    /// How long a single sign-on session lives without use, in seconds.
    pub sso_idle_s: u64,
    /// How long a single sign-on session lives at most, in seconds.
    pub sso_absolute_s: u64,
    /// Whether `altinn:portal/enduser` may be obtained at all.
    pub portal_scope: bool,
}

impl Default for IdentityConfig {
    fn default() -> Self {
        Self {
            refresh: RefreshMode::Rotating,
            access_token_s: 600,
            refresh_token_s: 24 * 3600,
            authorization_s: 90 * 24 * 3600,
            par: ParMode::Optional,
            dpop_nonce: false,
            remember_consent: true,
            sso_idle_s: 1800,
            sso_absolute_s: 7200,
            portal_scope: false,
        }
    }
}

impl IdentityConfig {
    /// The lifetimes that ID-porten gives an ordinary client: access 120 s, refresh 600 s, the
    /// whole authorization 7200 s.
    #[must_use]
    pub fn with_production_lifetimes(mut self) -> Self {
        self.access_token_s = 120;
        self.refresh_token_s = 600;
        self.authorization_s = 7200;
        self
    }
}

/// Whether a public client gets refresh tokens, and what becomes of a used one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RefreshMode {
    /// No refresh token is issued.
    None,
    /// Each use gives a new one; the old one is dead, and using it again ends the whole line.
    Rotating,
    /// The same one may be used until it expires.
    Reusable,
    /// Only requests that carry a DPoP proof get one.
    DpopOnly,
}

/// How pushed authorization requests (RFC 9126) are treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ParMode {
    /// Both pushed and plain requests are taken.
    Optional,
    /// Plain requests are refused.
    Required,
    /// Pushed requests of public clients are refused.
    RefusedForPublic,
}
