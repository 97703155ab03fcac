//! What a dialog refers to: embedded content, attachments, write actions, and Altinn's own message service. The addresses
//! come from an opened dialog, so each carries that dialog's token, and to its own origin only.

use std::fmt;
use std::time::Duration;

use fullmakt_domain::Environment;
use fullmakt_net::{Answer, Call, NetError};
use jiff::Timestamp;
use serde::Deserialize;
use url::Url;
use uuid::Uuid;

use crate::client::{Client, read};
use crate::dialogs::DialogToken;
use crate::error::AltinnError;
use crate::kinds::{
    ACTION_SEND, ATTACHMENT_READ, EMBED_READ, MELDING_CONFIRM, MELDING_DETAILS, MELDING_PURGE,
};
use crate::wire::{instant, lenient, text};

/// An embed is at most this long (Dialogporten reference, 3.2).
const LONGEST_EMBED: usize = 100 * 1024;

/// An attachment that is kept here is at most this long; larger ones are for the browser.
const LONGEST_ATTACHMENT: usize = 256 * 1024 * 1024;

/// Time for an embed.
const EMBED_PATIENCE: Duration = Duration::from_secs(10);

/// Time for an attachment.
const ATTACHMENT_PATIENCE: Duration = Duration::from_secs(300);

/// Redirects that are followed.
const MOST_HOPS: usize = 5;

/// Why content could not be had.
#[derive(Clone, Debug, thiserror::Error)]
pub enum ContentError {
    /// The address is no https address of a public host, or one of the marks for what one may not have.
    #[error("an address that is not followed")]
    AddressNotFollowed,
    /// 401: the dialog token has ended (ten minutes), or the host does not take it.
    #[error("the host did not accept the dialog token")]
    TokenRefused,
    /// 401 with Altinn's code 4001, or 403: no right to this content.
    #[error("no right to this content")]
    NoRight,
    /// 302 to a login: only in the browser.
    #[error("only in the browser")]
    BrowserOnly,
    /// 404 or 410.
    #[error("not there")]
    NotFound,
    /// Longer than what is read here.
    #[error("longer than what is read here")]
    TooLarge,
    /// Refused with one of the message service's codes.
    #[error("refused with code {code}")]
    Refused {
        /// `errorCode`, e.g. 1026.
        code: u32,
    },
    /// 422 from a deletion: not before this time.
    #[error("not before a certain time")]
    TooEarly {
        /// From when.
        from: Option<Timestamp>,
    },
    /// Anything else.
    #[error(transparent)]
    Other(#[from] AltinnError),
}

impl From<NetError> for ContentError {
    fn from(error: NetError) -> Self {
        match error {
            NetError::TooLarge => ContentError::TooLarge,
            NetError::NotHttps | NetError::NotPublic => ContentError::AddressNotFollowed,
            other => ContentError::Other(other.into()),
        }
    }
}

impl ContentError {
    /// Whether a write may have had its effect all the same.
    pub fn may_have_arrived(&self) -> bool {
        matches!(self, ContentError::Other(error) if error.may_have_arrived())
    }
}

/// Content as it came.
#[derive(Clone, PartialEq, Eq)]
pub struct Content {
    /// Media type that the host named; often only `text/plain`.
    pub media_type: Option<String>,
    /// Bytes.
    pub bytes: Vec<u8>,
}

impl fmt::Debug for Content {
    /// Its kind and length; what it says is nobody's business.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Content")
            .field("media_type", &self.media_type)
            .field("bytes", &self.bytes.len())
            .finish()
    }
}

/// What came of a write action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionAnswer {
    /// Done.
    Done,
    /// Taken: it will be done within seconds.
    Accepted,
}

/// What Altinn Melding says of a message (products reference, 3.2).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MeldingFacts {
    /// Receipt must be confirmed.
    pub confirmation_needed: bool,
    /// When it was confirmed; from the history, since the one status field hides it behind a later download.
    pub confirmed_at: Option<Timestamp>,
    /// When it was read.
    pub read_at: Option<Timestamp>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
struct WireDetails {
    #[serde(default)]
    is_confirmation_needed: Option<bool>,
    #[serde(default, deserialize_with = "lenient")]
    status_history: Vec<WireStatus>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireStatus {
    #[serde(default, deserialize_with = "text")]
    status: Option<String>,
    #[serde(default, deserialize_with = "text")]
    status_changed: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
struct WireRefusal {
    #[serde(default)]
    error_code: Option<u32>,
    #[serde(default, deserialize_with = "text")]
    deletion_allowed_at: Option<String>,
}

/// What a dialog refers to.
#[derive(Clone, Copy)]
pub struct DialogContent<'a>(pub(crate) &'a Client);

impl DialogContent<'_> {
    /// Embedded content. **At Altinn Melding this tells the sender that the message was read.**
    ///
    /// # Errors
    /// See [`ContentError`].
    pub async fn embed(
        &self,
        url: &str,
        token: &DialogToken,
        languages: &str,
    ) -> Result<Content, ContentError> {
        let answer = self
            .follow(
                url,
                |url| {
                    Call::get(EMBED_READ, url)
                        .accept("text/markdown, text/plain, text/html;q=0.5, */*;q=0.1")
                        .language(languages)
                        .cap(LONGEST_EMBED)
                        .timeout(EMBED_PATIENCE)
                },
                token,
            )
            .await?;
        Ok(content(answer))
    }

    /// An attachment. **Some count as a read for the sender.** Sent once.
    ///
    /// # Errors
    /// See [`ContentError`].
    pub async fn attachment(
        &self,
        url: &str,
        token: &DialogToken,
    ) -> Result<Content, ContentError> {
        let answer = self
            .follow(
                url,
                |url| {
                    Call::get(ATTACHMENT_READ, url)
                        .accept("*/*")
                        .idempotent(false)
                        .cap(LONGEST_ATTACHMENT)
                        .timeout(ATTACHMENT_PATIENCE)
                },
                token,
            )
            .await?;
        Ok(content(answer))
    }

    /// A write action of a dialog, with an empty body. Sent once.
    ///
    /// # Errors
    /// See [`ContentError`]; after [`ContentError::may_have_arrived`] the dialog must be read before anything is sent.
    pub async fn act(
        &self,
        method: &str,
        url: &str,
        token: &DialogToken,
    ) -> Result<ActionAnswer, ContentError> {
        let url = allowed(self.0.environment(), url)?;
        let is_ours = self.is_ours(&url);
        let call = match method {
            "POST" => Call::post(ACTION_SEND, url),
            "PUT" => Call::put(ACTION_SEND, url),
            "DELETE" => Call::delete(ACTION_SEND, url),
            _ => return Err(ContentError::AddressNotFollowed),
        };
        let answer = self.send(outwards(call, is_ours), token).await?;
        Ok(if answer.status == 202 {
            ActionAnswer::Accepted
        } else {
            ActionAnswer::Done
        })
    }

    /// The id of the message behind a dialog's main content, when that is Altinn Melding's on this platform: there is no
    /// field for it (products reference, 8.1).
    pub fn melding_id(&self, content_url: &str) -> Option<Uuid> {
        let url: Url = content_url.parse().ok()?;
        if !self.0.is_on_platform(&url) {
            return None;
        }
        let segments: Vec<&str> = url.path_segments()?.collect();
        match segments.as_slice() {
            [
                ..,
                "correspondence",
                "api",
                "v1",
                "correspondence",
                id,
                "content",
            ] => id.parse().ok(),
            _ => None,
        }
    }

    /// Status of a message of Altinn Melding. Counts there as fetched, which opening it does anyway.
    ///
    /// # Errors
    /// See [`ContentError`].
    pub async fn melding(
        &self,
        id: Uuid,
        token: &DialogToken,
    ) -> Result<MeldingFacts, ContentError> {
        let call = Call::get(MELDING_DETAILS, self.melding_url(id, "details"));
        let answer = self.send(call, token).await?;
        let wire: WireDetails = read(MELDING_DETAILS, &answer)?;
        let first = |status: &str| {
            wire.status_history
                .iter()
                .filter(|entry| entry.status.as_deref() == Some(status))
                .filter_map(|entry| instant(entry.status_changed.as_deref()))
                .min()
        };
        Ok(MeldingFacts {
            confirmation_needed: wire.is_confirmation_needed.unwrap_or(false),
            confirmed_at: first("Confirmed"),
            read_at: first("Read"),
        })
    }

    /// Confirms receipt. Written at least four seconds later. Sent once.
    ///
    /// # Errors
    /// See [`ContentError`]; code 1041 says that it was confirmed already, 1025 that the message was never fetched.
    pub async fn confirm_melding(&self, id: Uuid, token: &DialogToken) -> Result<(), ContentError> {
        let call = Call::post(MELDING_CONFIRM, self.melding_url(id, "confirm"));
        self.send(call, token).await.map(drop)
    }

    /// Deletes a message for good. Sent once.
    ///
    /// # Errors
    /// See [`ContentError`]; code 1014 already deleted, 1026 confirmation outstanding, 1043 part of a conversation.
    pub async fn purge_melding(&self, id: Uuid, token: &DialogToken) -> Result<(), ContentError> {
        let call = Call::delete(MELDING_PURGE, self.melding_url(id, "purge"));
        self.send(call, token).await.map(drop)
    }

    fn melding_url(&self, id: Uuid, act: &str) -> Url {
        let id = id.to_string();
        self.0
            .platform("correspondence/api/v1/correspondence", [id.as_str(), act])
    }

    /// Reads, following redirects; the token goes to the first origin only.
    async fn follow<'t>(
        &self,
        url: &str,
        call: impl Fn(Url) -> Call<'t>,
        token: &'t DialogToken,
    ) -> Result<Answer, ContentError> {
        let first = allowed(self.0.environment(), url)?;
        let mut url = first.clone();
        for _ in 0..=MOST_HOPS {
            let mut next = outwards(call(url.clone()), self.is_ours(&url));
            if url.origin() == first.origin() {
                next = next.bearer(token);
            }
            let answer = self.0.send_bare(next).await?;
            if !(300..400).contains(&answer.status) {
                return success(answer);
            }
            let target = answer.header("location").and_then(|to| url.join(to).ok());
            let Some(target) = target else {
                return Err(ContentError::BrowserOnly);
            };
            // Altinn answers a download without a login by leading to one: that is for a browser.
            if self.0.is_on_platform(&first) {
                return Err(ContentError::BrowserOnly);
            }
            url = allowed(self.0.environment(), target.as_str())?;
        }
        Err(ContentError::BrowserOnly)
    }

    async fn send(&self, call: Call<'_>, token: &DialogToken) -> Result<Answer, ContentError> {
        success(self.0.send_bare(call.bearer(token)).await?)
    }

    /// Whether an address lies where the environment itself does, wherever its name leads.
    fn is_ours(&self, url: &Url) -> bool {
        self.0.is_on_platform(url) || self.0.environment().has_private_host(url)
    }
}

/// An address that may be read from here.
fn allowed(environment: &Environment, text: &str) -> Result<Url, ContentError> {
    let url = text.parse().ok();
    let url = url.filter(|url| environment.may_lead_to(url));
    url.ok_or(ContentError::AddressNotFollowed)
}

/// What a sender wrote leads to public hosts only, whatever its name is resolved to. The platform is where it is, and so
/// are the private hosts of its environment.
fn outwards(call: Call<'_>, is_ours: bool) -> Call<'_> {
    if is_ours { call } else { call.public_only() }
}

fn content(answer: Answer) -> Content {
    Content {
        media_type: answer.header("content-type").map(str::to_owned),
        bytes: answer.body,
    }
}

fn success(answer: Answer) -> Result<Answer, ContentError> {
    if answer.is_success() {
        return Ok(answer);
    }
    let refusal: WireRefusal = serde_json::from_slice(&answer.body).unwrap_or_default();
    Err(match (answer.status, refusal.error_code) {
        (401, Some(_)) | (403, _) => ContentError::NoRight,
        (401, None) => ContentError::TokenRefused,
        (404 | 410, None | Some(1001 | 2001)) => ContentError::NotFound,
        (400..=499, Some(code)) => ContentError::Refused { code },
        // Without a time, a 422 may be about anything (Dialogporten reference, 3.5).
        (422, None) if refusal.deletion_allowed_at.is_some() => ContentError::TooEarly {
            from: instant(refusal.deletion_allowed_at.as_deref()),
        },
        // A code makes no refusal of a fault on the other side: what was sent may have been done before it.
        (500.., _) => ContentError::Other(AltinnError::ServerError {
            status: answer.status,
        }),
        (300..=399, _) => ContentError::BrowserOnly,
        _ => ContentError::Other(AltinnError::of(&answer)),
    })
}

#[cfg(test)]
mod tests {
    use fullmakt_domain::{Environment, EnvironmentName};

    use super::allowed;

    #[test]
    fn apps_of_an_environment_in_a_private_network_are_there_as_well() {
        let platform = "https://platform.altinn.internal/";
        let own = Environment::new(
            EnvironmentName::Custom,
            "custom-test",
            "https://login.altinn.internal",
            platform,
            platform,
            platform,
            None,
        )
        .expect("valid addresses");
        let app = "https://ttd.apps.altinn.internal/ttd/app/api";
        assert!(allowed(&own, app).is_ok());
        assert!(allowed(&Environment::tt02(None), app).is_err());
        for other in [
            "http://ttd.apps.altinn.internal/",
            "https://user@ttd.apps.altinn.internal/",
            "https://router.internal/",
            "https://10.0.0.1/",
            "https://127.0.0.1/",
        ] {
            assert!(allowed(&own, other).is_err(), "{other}");
        }
    }
}
