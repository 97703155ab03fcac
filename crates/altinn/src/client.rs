//! What all services share: addresses, token, and reading the answer.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use fullmakt_domain::{Environment, Sensitive};
use fullmakt_net::{Answer, Call, Net};
use serde::de::DeserializeOwned;
use url::Url;

use crate::error::AltinnError;
use crate::replacement::Replacement;
use crate::token::TokenSource;

/// A write that Altinn confirmed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// Altinn's trace id of the answer, for the receipt.
    pub trace_id: Option<String>,
}

#[derive(Clone)]
pub(crate) struct Client {
    inner: Arc<Inner>,
}

struct Inner {
    environment: Environment,
    net: Net,
    tokens: Arc<dyn TokenSource>,
    replacement: Mutex<Replacement>,
}

impl Client {
    pub(crate) fn new(environment: Environment, net: Net, tokens: Arc<dyn TokenSource>) -> Self {
        Client {
            inner: Arc::new(Inner {
                environment,
                net,
                tokens,
                replacement: Mutex::default(),
            }),
        }
    }

    /// An address on the platform; each segment is escaped.
    pub(crate) fn platform<'a>(&self, path: &str, more: impl IntoIterator<Item = &'a str>) -> Url {
        below(&self.inner.environment.platform, path, more)
    }

    /// An address in Enhetsregisteret.
    pub(crate) fn register<'a>(&self, path: &str, more: impl IntoIterator<Item = &'a str>) -> Url {
        below(&self.inner.environment.register, path, more)
    }

    /// Whether the address lies on the platform, where the token belongs.
    pub(crate) fn is_on_platform(&self, url: &Url) -> bool {
        url.origin() == self.inner.environment.platform.origin()
    }

    /// Sends with the person's token, and gives any answer that is a success.
    pub(crate) async fn send(&self, call: Call<'_>) -> Result<Answer, AltinnError> {
        success(self.send_any(call).await?)
    }

    /// Sends with the person's token, and gives any answer.
    ///
    /// A 401 without a code means that the token is not honoured any more, whatever its expiry says (identity
    /// reference 1.9; a 401 with a code is about rights). A read is then sent once more with a renewed token; a write
    /// never is, it only leads to a renewal before the next call.
    pub(crate) async fn send_any(&self, call: Call<'_>) -> Result<Answer, AltinnError> {
        let Inner { net, tokens, .. } = &*self.inner;
        let token = self.token().await?;
        let answer = net.send(call.clone().bearer(&token)).await?;
        if !self.is_worth_renewal(&token, &answer) {
            return Ok(answer);
        }
        tokens.token_refused(&token);
        if !call.is_repeatable() {
            return Ok(answer);
        }
        let renewed = self.token().await?;
        if renewed.expose() == token.expose() {
            return Ok(answer);
        }
        let answer = net.send(call.bearer(&renewed)).await?;
        self.is_worth_renewal(&renewed, &answer);
        Ok(answer)
    }

    async fn token(&self) -> Result<Sensitive<String>, AltinnError> {
        let token = self.inner.tokens.altinn_token().await?;
        self.replacement().given(&token);
        Ok(token)
    }

    /// Whether the answer says that the token is not honoured any more, and another one may be.
    fn is_worth_renewal(&self, token: &Sensitive<String>, answer: &Answer) -> bool {
        let refused =
            answer.status == 401 && matches!(AltinnError::of(answer), AltinnError::Unauthorized);
        if refused {
            self.replacement().refused(token)
        } else {
            self.replacement().honoured(token);
            false
        }
    }

    fn replacement(&self) -> MutexGuard<'_, Replacement> {
        let replacement = &self.inner.replacement;
        replacement.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sends as it is, and gives any answer.
    pub(crate) async fn send_bare(&self, call: Call<'_>) -> Result<Answer, fullmakt_net::NetError> {
        self.inner.net.send(call).await
    }

    /// Keeps an answer open for the events in it.
    pub(crate) async fn listen(
        &self,
        call: Call<'_>,
    ) -> Result<fullmakt_net::Listened, AltinnError> {
        Ok(self.inner.net.listen(call).await?)
    }

    /// The environment.
    pub(crate) fn environment(&self) -> &Environment {
        &self.inner.environment
    }

    /// Sends without a token.
    pub(crate) async fn send_anonymous(&self, call: Call<'_>) -> Result<Answer, AltinnError> {
        success(self.inner.net.send(call).await?)
    }
}

fn success(answer: Answer) -> Result<Answer, AltinnError> {
    if answer.is_success() {
        Ok(answer)
    } else {
        Err(AltinnError::of(&answer))
    }
}

/// Reads a success as JSON; 204 and an empty body read as `null`, which every list takes for an empty one.
pub(crate) fn read<T: DeserializeOwned>(
    what: &'static str,
    answer: &Answer,
) -> Result<T, AltinnError> {
    if answer.body.iter().all(u8::is_ascii_whitespace) {
        return serde_json::from_value(serde_json::Value::Null)
            .map_err(|_| AltinnError::Unreadable { what });
    }
    answer.json().map_err(|_| AltinnError::Unreadable { what })
}

/// Reads the answer to a write that says `true` or `1`, or nothing at all.
pub(crate) fn confirmed(what: &'static str, answer: &Answer) -> Result<Done, AltinnError> {
    match answer.text().trim() {
        "" | "true" | "True" | "1" => Ok(Done {
            trace_id: answer.trace_id(),
        }),
        _ => Err(AltinnError::Unreadable { what }),
    }
}

fn below<'a>(base: &Url, path: &str, more: impl IntoIterator<Item = &'a str>) -> Url {
    let mut url = base.clone();
    url.path_segments_mut()
        .expect("an environment's addresses are https or http, which have segments")
        .pop_if_empty()
        .extend(path.split('/'))
        .extend(more);
    url
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::below;

    #[test]
    fn segments_are_escaped_and_the_base_path_kept() {
        let base: Url = "https://platform.example/base/"
            .parse()
            .expect("an address");
        let url = below(&base, "a/b", ["1/2", "ø?#"]);
        assert_eq!(
            url.as_str(),
            "https://platform.example/base/a/b/1%2F2/%C3%B8%3F%23"
        );
    }
}
