//! How the provider of these tests can be told to behave.

use std::collections::VecDeque;
use std::time::Duration;

use jiff::SignedDuration;
use serde_json::Value;

/// How pushed requests are met.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Push {
    Taken,
    NotOffered,
    /// Not from a public client; the flag says whether they are demanded all the same.
    InvalidClient {
        required: bool,
    },
    Error(u16, &'static str),
}

/// Which refresh tokens are handed out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Refresh {
    None,
    Rotating,
    Reusable,
}

/// How the id_token is signed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Signature {
    Rs256,
    None,
    Hs256WithPublicKey,
    Forged,
}

/// How the exchange answers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Exchange {
    Token,
    Quoted,
    Status(u16),
}

pub type Twist = Box<dyn Fn(&mut Value) + Send>;

/// The switches.
pub struct Switches {
    pub push: Push,
    pub refresh: Refresh,
    pub signature: Signature,
    /// Number of the signing key, published and used.
    pub key: usize,
    /// Names the key by another `kid` than the published one.
    pub unknown_kid: bool,
    pub access_lifetime: i64,
    pub refresh_lifetime: Option<i64>,
    /// Characters in a refresh token.
    pub refresh_length: usize,
    pub subject: String,
    /// Changes the claims of the next id_tokens.
    pub twist: Option<Twist>,
    /// Granted scopes, when not as asked; the answer is silent on them when `silent_scope`.
    pub granted: Option<String>,
    pub silent_scope: bool,
    /// `iss` in the authorization response: `None` leaves it out.
    pub callback_iss: Option<String>,
    pub says_iss: bool,
    pub callback_error: Option<&'static str>,
    /// The token endpoint answers this instead.
    pub token_fault: Option<(u16, &'static str)>,
    /// The token endpoint does its work and then drops the connection.
    pub lose_answer: bool,
    pub token_delay: Duration,
    pub id_token_on_refresh: bool,
    pub revoke_status: u16,
    /// Answers of the exchange, in turn; the last one stays.
    pub exchange: VecDeque<Exchange>,
    pub metadata: Option<Twist>,
    /// How far this server's clock is ahead of the test's.
    pub ahead: SignedDuration,
}

impl Switches {
    /// A provider as it should be.
    pub fn usual(issuer: &str) -> Self {
        Switches {
            push: Push::Taken,
            refresh: Refresh::Rotating,
            signature: Signature::Rs256,
            key: 0,
            unknown_kid: false,
            access_lifetime: 120,
            refresh_lifetime: Some(600),
            refresh_length: 60,
            subject: "pairwise-kari".to_owned(),
            twist: None,
            granted: None,
            silent_scope: false,
            callback_iss: Some(issuer.to_owned()),
            says_iss: true,
            callback_error: None,
            token_fault: None,
            lose_answer: false,
            token_delay: Duration::ZERO,
            id_token_on_refresh: false,
            revoke_status: 200,
            exchange: VecDeque::from([Exchange::Token]),
            metadata: None,
            ahead: SignedDuration::ZERO,
        }
    }
}
