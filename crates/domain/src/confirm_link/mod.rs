//! Links to requests: what a vendor sends its customer. The text alone decides here; no call is made.
//!
//! A link is accepted only if it uses https, its host is exactly the environment's own portal, its path is one of
//! three, and it carries exactly one `id` that is a UUID (Altinn/altinn-authentication:
//! RequestSystemUserController, `confirmUrl`). What comes out is rebuilt from these parts; nothing else of what was
//! pasted is kept.

mod extract;
mod host;
mod page;
mod refusal;

use url::{ParseError, Url};
use uuid::Uuid;

use crate::{Environment, RequestKind};

pub use host::KnownPortal;
pub use page::{AltinnPage, PageKind, parse_altinn_page};
pub use refusal::{LinkRefusal, UnsupportedKind};

use host::Verdict;

/// Longest text that is looked at, in bytes. A real link has about 170.
pub const LINK_TEXT_MAX: usize = 8 * 1024;

/// A link to a request, fit to be followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfirmLink {
    /// Kind, by the path.
    pub kind: RequestKind,
    /// Request id.
    pub id: Uuid,
    /// The page, rebuilt from kind and id on the environment's own portal.
    pub url: Url,
}

impl ConfirmLink {
    /// The link that the environment's Altinn gives out for a request.
    pub fn of(environment: &Environment, kind: RequestKind, id: Uuid) -> Self {
        let mut url = environment.portal.clone();
        url.set_path(&format!("{}{}", environment.portal.path(), path_of(kind)));
        url.set_query(Some(&format!("id={id}&DONTCHOOSEREPORTEE=true")));
        ConfirmLink { kind, id, url }
    }

    /// The page for deciding in the browser. Where the page knows it, `skiplogout` keeps Altinn from ending the
    /// person's session at ID-porten after the decision; the page for changes does not know it.
    pub fn hand_off(&self) -> Url {
        let mut url = self.url.clone();
        if self.kind != RequestKind::Change {
            url.query_pairs_mut().append_pair("skiplogout", "true");
        }
        url
    }
}

fn path_of(kind: RequestKind) -> &'static str {
    match kind {
        RequestKind::Own => "accessmanagement/ui/systemuser/request",
        RequestKind::Client => "accessmanagement/ui/systemuser/agentrequest",
        RequestKind::Change => "accessmanagement/ui/systemuser/changerequest",
    }
}

/// Reads the one link in a text that was pasted, dropped or handed over. White space, quotes, angle brackets and a
/// sentence around the link are passed over; `fullmakt://open?url=…` is unwrapped once.
///
/// # Errors
/// See [`LinkRefusal`]. Text of any size and content is safe: more than [`LINK_TEXT_MAX`] bytes are not looked at.
pub fn parse_confirm_link(
    text: &str,
    environment: &Environment,
) -> Result<ConfirmLink, LinkRefusal> {
    if text.len() > LINK_TEXT_MAX {
        return Err(LinkRefusal::TooLong);
    }
    if text.chars().all(|c| c.is_whitespace() || c.is_control()) {
        return Err(LinkRefusal::Empty);
    }
    let mut links = extract::links(text);
    links.dedup();
    match links.as_slice() {
        [] if extract::without_scheme(text) => Err(LinkRefusal::NotHttps),
        [] => Err(LinkRefusal::NotALink),
        [link] => read(link, environment, Wrapped::Maybe),
        _ => Err(LinkRefusal::Several),
    }
}

/// Whether an address of our own scheme may still be unwrapped.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wrapped {
    Maybe,
    Never,
}

fn read(
    link: &str,
    environment: &Environment,
    wrapped: Wrapped,
) -> Result<ConfirmLink, LinkRefusal> {
    let Some((scheme, rest)) = link.split_once(':') else {
        return Err(LinkRefusal::NotALink);
    };
    match scheme.to_ascii_lowercase().as_str() {
        "fullmakt" if wrapped == Wrapped::Maybe => {
            let inner = unwrap(link)?;
            return read(&inner, environment, Wrapped::Never);
        }
        "fullmakt" => return Err(LinkRefusal::NotALink),
        "https" | "http" => {}
        _ => return Err(LinkRefusal::NotHttps),
    }
    // The parser of addresses turns a backslash into a slash; a link that needs that is none of Altinn's.
    let Some(rest) = rest.strip_prefix("//").filter(|_| !link.contains('\\')) else {
        return Err(LinkRefusal::NotALink);
    };
    let url = Url::parse(link).map_err(|error| match error {
        ParseError::InvalidPort => LinkRefusal::Port,
        _ => LinkRefusal::NotALink,
    })?;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    check_host(&url, authority, environment)?;
    let kind = kind_of(&url, environment)?;
    let id = id_of(&url)?;
    Ok(ConfirmLink::of(environment, kind, id))
}

/// Takes the link out of `fullmakt://open?url=<percent-encoded>`.
fn unwrap(link: &str) -> Result<String, LinkRefusal> {
    let url = Url::parse(link).map_err(|_| LinkRefusal::NotALink)?;
    if url.host_str() != Some("open") || !matches!(url.path(), "" | "/") {
        return Err(LinkRefusal::NotALink);
    }
    let mut inner = url
        .query_pairs()
        .filter(|(key, _)| key == "url")
        .map(|(_, value)| value.trim().to_owned());
    match (inner.next(), inner.next()) {
        (Some(one), None) if one.is_empty() => Err(LinkRefusal::Empty),
        // Whoever hands over an address of ours writes the link alone, not a sentence.
        (Some(one), None) if extract::links(&one) == [one.as_str()] => Ok(one),
        (Some(_), Some(_)) => Err(LinkRefusal::Several),
        _ => Err(LinkRefusal::NotALink),
    }
}

/// Scheme, user name, host and port, in the order of what is worst.
fn check_host(url: &Url, authority: &str, environment: &Environment) -> Result<(), LinkRefusal> {
    let host = url.host_str().ok_or(LinkRefusal::NotALink)?;
    let (user, written) = match authority.rsplit_once('@') {
        Some((user, written)) => (Some(user), written),
        None => (None, authority),
    };
    let verdict = host::judge(host, environment);
    if let Some(user) = user {
        // `https://am.ui.altinn.no@evil.example/`: what stands before the @ is only there to be read as a host.
        return Err(match (verdict, host::named_in(user, environment)) {
            (Verdict::Lookalike(meant), _) => LinkRefusal::lookalike(host, meant),
            (Verdict::Foreign | Verdict::Altinn(_), Some(meant)) => {
                LinkRefusal::lookalike(host, meant)
            }
            _ => LinkRefusal::Credentials,
        });
    }
    let (name, port) = split_port(written);
    match verdict {
        Verdict::Foreign => {
            return Err(LinkRefusal::ForeignHost {
                host: host.to_owned(),
            });
        }
        Verdict::Lookalike(meant) => return Err(LinkRefusal::lookalike(host, meant)),
        // The host is Altinn's once read, but was not written as such: percent signs, wide letters, hidden marks.
        _ if !name.eq_ignore_ascii_case(host) => {
            return Err(LinkRefusal::lookalike(name, host.to_owned()));
        }
        _ => {}
    }
    let own = verdict == Verdict::Own;
    let loopback = own && environment.portal.scheme() == "http";
    if url.scheme() != "https" && !loopback {
        return Err(LinkRefusal::NotHttps);
    }
    let expected = environment.portal.port().filter(|_| own);
    if loopback && url.scheme() != "http" {
        return Err(LinkRefusal::ForeignHost {
            host: host.to_owned(),
        });
    }
    if port.is_some() != expected.is_some() || url.port() != expected {
        return Err(LinkRefusal::Port);
    }
    match verdict {
        Verdict::OtherPortal(which) => Err(LinkRefusal::OtherEnvironment { which }),
        Verdict::Altinn(Some(what)) => Err(LinkRefusal::KindUnsupported { what }),
        Verdict::Altinn(None) => Err(LinkRefusal::WrongPath),
        _ => Ok(()),
    }
}

/// Host and port as they were written; an IPv6 host keeps its brackets.
fn split_port(written: &str) -> (&str, Option<&str>) {
    match written.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') => (name, Some(port)),
        _ => (written, None),
    }
}

fn kind_of(url: &Url, environment: &Environment) -> Result<RequestKind, LinkRefusal> {
    let path = url
        .path()
        .strip_prefix(environment.portal.path())
        .ok_or(LinkRefusal::WrongPath)?;
    [RequestKind::Own, RequestKind::Client, RequestKind::Change]
        .into_iter()
        .find(|kind| path == path_of(*kind))
        .ok_or(if path.starts_with("accessmanagement/ui/consent/") {
            LinkRefusal::KindUnsupported {
                what: UnsupportedKind::Consent,
            }
        } else {
            LinkRefusal::WrongPath
        })
}

fn id_of(url: &Url) -> Result<Uuid, LinkRefusal> {
    let mut ids = url.query_pairs().filter(|(key, _)| key == "id");
    let id = match (ids.next(), ids.next()) {
        (None, _) => return Err(LinkRefusal::NoId),
        (Some(_), Some(_)) => return Err(LinkRefusal::TwoIds),
        (Some((_, id)), None) => id,
    };
    // The parser of UUIDs also takes forms without dashes, with braces, and URNs: Altinn writes none of them.
    if id.len() != 36 {
        return Err(LinkRefusal::BadId);
    }
    match Uuid::try_parse(&id) {
        Ok(id) if !id.is_nil() => Ok(id),
        _ => Err(LinkRefusal::BadId),
    }
}

#[cfg(test)]
mod tests;
