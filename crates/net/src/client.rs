//! Sending.

use std::sync::Arc;
use std::time::{Duration, Instant};

use fullmakt_domain::{Clock, is_loopback, is_private_host};
use reqwest::header::{
    ACCEPT, ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_TYPE, HeaderName, HeaderValue,
};
use tokio::sync::OnceCell;

use crate::public::{Guarded, PublicOnly};
use crate::retry::{self, ATTEMPTS};
use crate::{Answer, Body, Call, CallMeter, CallRecord, NetError};

/// Time to make a connection.
const CONNECT: Duration = Duration::from_secs(10);

/// How the client is made.
#[derive(Clone)]
pub struct NetConfig {
    /// `User-Agent`, e.g. `Fullmakt/1.0`.
    pub user_agent: String,
    /// The clock that stamps answers.
    pub clock: Arc<dyn Clock>,
    /// Told of every attempt.
    pub meter: Arc<dyn CallMeter>,
}

/// The HTTP client; clones share connections.
#[derive(Clone)]
pub struct Net {
    inner: Arc<Inner>,
}

struct Inner {
    config: NetConfig,
    /// To the world: `https` only, system trust store, system proxy. Made at first use, since reading the trust
    /// store takes time that a start should not pay.
    outside: OnceCell<reqwest::Client>,
    /// To public hosts in it, and nowhere else.
    public: OnceCell<reqwest::Client>,
    /// Names that must be those of public hosts.
    names: PublicOnly,
    /// To this machine: no proxy in between, whatever the system says.
    loopback: OnceCell<reqwest::Client>,
}

/// Where a call goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Outside,
    Public,
    Loopback,
}

impl Net {
    /// Makes the client. Connections and the trust store are opened at first use.
    ///
    /// # Errors
    /// [`NetError::Setup`] when the user agent is no header value.
    pub fn new(config: NetConfig) -> Result<Self, NetError> {
        // A second installation answers with an error that says so; the first one stands.
        let _already = rustls::crypto::ring::default_provider().install_default();
        HeaderValue::from_str(&config.user_agent)
            .map_err(|_| NetError::Setup("the user agent is not a header value".to_owned()))?;
        Ok(Net {
            inner: Arc::new(Inner {
                config,
                outside: OnceCell::new(),
                public: OnceCell::new(),
                names: PublicOnly::default(),
                loopback: OnceCell::new(),
            }),
        })
    }

    /// Sends a call and reads the answer to its end. Any status is an answer; redirects are never followed.
    ///
    /// A read that meets a busy or restarting service is tried up to three times in all, with jitter; a short
    /// `Retry-After` is honoured, a long one is the caller's to see. Writes are sent once.
    ///
    /// # Errors
    /// When no usable answer came, see [`NetError`].
    pub async fn send(&self, call: Call<'_>) -> Result<Answer, NetError> {
        let way = may_be_sent(&call)?;
        let client = self.client(way).await?;
        let _guarded = self.guarded(way, &call);
        let mut attempt = 1;
        loop {
            let outcome = self.attempt(client, &call).await;
            if !call.repeatable || attempt == ATTEMPTS {
                return outcome;
            }
            attempt += 1;
            match retry::wait(attempt, &outcome) {
                Some(pause) => tokio::time::sleep(pause).await,
                None => return outcome,
            }
        }
    }

    /// The clock that stamps answers.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.inner.config.clock
    }

    /// Guards the name of a call to a public host, until this is dropped.
    fn guarded(&self, way: Way, call: &Call<'_>) -> Option<Guarded> {
        let name = call.url.host_str().filter(|_| way == Way::Public)?;
        Some(self.inner.names.guard(name))
    }

    async fn client(&self, way: Way) -> Result<&reqwest::Client, NetError> {
        let cell = match way {
            Way::Outside => &self.inner.outside,
            Way::Public => &self.inner.public,
            Way::Loopback => &self.inner.loopback,
        };
        cell.get_or_try_init(|| async {
            let agent = self.inner.config.user_agent.clone();
            let names = self.inner.names.clone();
            tokio::task::spawn_blocking(move || build(builder(&agent, way, names)))
                .await
                .map_err(|_| NetError::Setup("the client was not built".to_owned()))?
        })
        .await
    }

    /// One attempt, counted and logged.
    async fn attempt(&self, client: &reqwest::Client, call: &Call<'_>) -> Result<Answer, NetError> {
        let start = Instant::now();
        let host = call.host();
        let (status, outcome) = match self.exchange(client, call).await {
            Ok((status, outcome)) => (Some(status), outcome),
            Err(error) => (None, Err(error)),
        };
        let ms = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
        match &outcome {
            Ok(_) => tracing::debug!(kind = call.kind, host, status, ms, "call"),
            Err(error) => tracing::warn!(kind = call.kind, host, status, ms, %error, "call failed"),
        }
        self.record(CallRecord {
            kind: call.kind,
            host,
            status,
            ms,
        });
        outcome
    }

    /// The outer error: nobody answered. The inner one: somebody did, but the body did not arrive whole.
    async fn exchange(
        &self,
        client: &reqwest::Client,
        call: &Call<'_>,
    ) -> Result<(u16, Result<Answer, NetError>), NetError> {
        let request = request(client, call)?;
        let response = client
            .execute(request)
            .await
            .map_err(|error| NetError::of_send(&error))?;
        let status = response.status().as_u16();
        Ok((status, self.finish(response, call).await))
    }

    /// Reads an answer to its end.
    pub(crate) async fn finish(
        &self,
        response: reqwest::Response,
        call: &Call<'_>,
    ) -> Result<Answer, NetError> {
        let status = response.status().as_u16();
        let received = self.inner.config.clock.now();
        let headers = response.headers().clone();
        Ok(Answer {
            status,
            headers,
            body: body(response, call).await?,
            received,
            kind: call.kind,
        })
    }

    /// Sends once, and gives the answer with its body still on the way.
    pub(crate) async fn open(&self, call: &Call<'_>) -> Result<reqwest::Response, NetError> {
        let way = may_be_sent(call)?;
        let client = self.client(way).await?;
        let _guarded = self.guarded(way, call);
        client
            .execute(request(client, call)?)
            .await
            .map_err(|error| NetError::of_send(&error))
    }

    /// Tells the meter.
    pub(crate) fn record(&self, call: CallRecord) {
        self.inner.config.meter.record(call);
    }
}

impl std::fmt::Debug for Net {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Net")
    }
}

/// Which way a call goes; only on this machine may it go without encryption.
fn may_be_sent(call: &Call<'_>) -> Result<Way, NetError> {
    match (call.url.scheme(), is_loopback(&call.url)) {
        ("https" | "http", true) => Ok(Way::Loopback),
        ("https", false) if call.public && is_private_host(&call.url) => Err(NetError::NotPublic),
        ("https", false) if call.public => Ok(Way::Public),
        ("https", false) => Ok(Way::Outside),
        _ => Err(NetError::NotHttps),
    }
}

fn builder(agent: &str, way: Way, names: PublicOnly) -> reqwest::ClientBuilder {
    let builder = reqwest::Client::builder()
        .user_agent(agent)
        // A redirect would take the bearer token to another place (RFC 9700 section 4.12).
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .retry(reqwest::retry::never())
        .connect_timeout(CONNECT)
        .pool_idle_timeout(Duration::from_secs(60))
        .min_tls_version(reqwest::tls::Version::TLS_1_2)
        .gzip(true);
    match way {
        Way::Outside => builder.https_only(true),
        Way::Public => builder.https_only(true).dns_resolver(names),
        Way::Loopback => builder.no_proxy(),
    }
}

fn build(builder: reqwest::ClientBuilder) -> Result<reqwest::Client, NetError> {
    builder.build().map_err(|error| {
        tracing::error!(%error, "the HTTP client could not be built");
        NetError::Setup("the client could not be built".to_owned())
    })
}

fn request(client: &reqwest::Client, call: &Call<'_>) -> Result<reqwest::Request, NetError> {
    let invalid = |_| NetError::Setup("not a valid header".to_owned());
    let mut builder = client
        .request(call.method.clone(), call.url.clone())
        .timeout(call.timeout)
        .header(ACCEPT, call.accept);
    if let Some(tag) = &call.language {
        builder = builder.header(
            ACCEPT_LANGUAGE,
            HeaderValue::from_str(tag).map_err(invalid)?,
        );
    }
    if let Some(token) = call.bearer {
        let mut value =
            HeaderValue::try_from(format!("Bearer {}", token.expose())).map_err(invalid)?;
        value.set_sensitive(true);
        builder = builder.header(AUTHORIZATION, value);
    }
    for (name, value) in &call.headers {
        let name = HeaderName::try_from(*name)
            .map_err(|_| NetError::Setup("not a valid header".to_owned()))?;
        builder = builder.header(name, HeaderValue::from_str(value).map_err(invalid)?);
    }
    builder = match &call.body {
        Body::None => builder,
        Body::Json(value) => builder.json(value),
        Body::Form(fields) => builder.form(fields),
        Body::Bytes {
            content_type,
            bytes,
        } => builder
            .header(
                CONTENT_TYPE,
                HeaderValue::from_str(content_type).map_err(invalid)?,
            )
            .body(bytes.clone()),
    };
    builder.build().map_err(|error| NetError::of_send(&error))
}

/// Reads the body piece by piece, so that a cap holds for what comes out of the decompressor too.
async fn body(mut response: reqwest::Response, call: &Call<'_>) -> Result<Vec<u8>, NetError> {
    let announced = response
        .content_length()
        .and_then(|n| usize::try_from(n).ok());
    if announced.is_some_and(|n| n > call.cap) {
        return Err(NetError::TooLarge);
    }
    let mut whole = Vec::with_capacity(announced.unwrap_or(0));
    while let Some(piece) = response
        .chunk()
        .await
        .map_err(|error| NetError::of_body(&error, call.kind))?
    {
        if whole.len() + piece.len() > call.cap {
            return Err(NetError::TooLarge);
        }
        whole.extend_from_slice(&piece);
    }
    Ok(whole)
}

#[cfg(test)]
mod tests {
    use super::{PublicOnly, Way, build, builder, may_be_sent};
    use crate::{Call, NetError};

    #[test]
    fn what_outsiders_wrote_goes_its_own_way() {
        let way = |text: &str| may_be_sent(&Call::get("test", text.parse().expect("an address")));
        let public = |text: &str| {
            let call = Call::get("test", text.parse().expect("an address"));
            may_be_sent(&call.public_only())
        };
        assert_eq!(way("https://altinn.example/"), Ok(Way::Outside));
        assert_eq!(way("https://10.0.0.8/"), Ok(Way::Outside), "our own choice");
        assert_eq!(public("https://altinn.example/"), Ok(Way::Public));
        for address in [
            "https://10.0.0.8/",
            "https://[fd12::1]/",
            "https://nas.local/",
        ] {
            assert_eq!(public(address), Err(NetError::NotPublic), "{address}");
        }
        assert_eq!(public("http://altinn.example/"), Err(NetError::NotHttps));
    }

    /// The name is one that every machine resolves to itself.
    #[tokio::test]
    async fn a_name_that_leads_into_a_private_network_is_refused_before_anything_is_sent() {
        let _already = rustls::crypto::ring::default_provider().install_default();
        let names = PublicOnly::default();
        let client = build(builder("test", Way::Public, names.clone()).no_proxy());
        let client = client.expect("a client");
        let _guarded = names.guard("localhost");
        let outcome = client.get("https://localhost:9/").send().await;
        let error = NetError::of_send(&outcome.expect_err("refused"));
        assert_eq!(error, NetError::NotPublic);
        assert!(!error.may_have_arrived());
    }
}
