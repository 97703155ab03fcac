//! The guard on links: which addresses can be opened, how they are written for people, and what to look out for.
//!
//! It judges what a sender wrote; whoever opens a link still asks the person and checks the address again.

mod host;
mod mail;
mod named;
mod phone;

use fullmakt_domain::is_private_host;
use url::Url;

use crate::document::{Link, LinkCaution, LinkKind, LinkRefusal};
use crate::limits::ADDRESS_MAX;
pub(crate) use host::Shown;

/// What becomes of a link.
#[derive(Debug)]
pub(crate) enum Verdict {
    /// It stays a link.
    Open(Link),
    /// Its words stay, marked; the host is named.
    Refuse(LinkRefusal, String),
    /// Its words stay as if it had never been a link.
    Ignore,
}

/// Judges an address as its author wrote it. Relative ones lead nowhere from here.
pub(crate) fn judge(address: &str, own_host: Option<&str>) -> Verdict {
    if address.len() > ADDRESS_MAX {
        return Verdict::Ignore;
    }
    let Ok(url) = Url::parse(address) else {
        return Verdict::Ignore;
    };
    match url.scheme() {
        "https" | "http" => web(&url, own_host),
        "mailto" => mail::link(&url),
        "tel" => phone::link(&url),
        _ => Verdict::Ignore,
    }
}

fn web(url: &Url, own_host: Option<&str>) -> Verdict {
    let Some(host) = url.host_str() else {
        return Verdict::Ignore;
    };
    let shown = Shown::of(host);
    let refused = if !url.username().is_empty() || url.password().is_some() {
        Some(LinkRefusal::Credentials)
    } else if is_private_host(url) {
        Some(LinkRefusal::PrivateAddress)
    } else if url.scheme() == "http" {
        Some(LinkRefusal::NotSecure)
    } else {
        None
    };
    if let Some(reason) = refused {
        return Verdict::Refuse(reason, shown.text);
    }
    if url.as_str().len() > ADDRESS_MAX {
        return Verdict::Ignore;
    }
    Verdict::Open(Link {
        href: url.as_str().to_owned(),
        kind: LinkKind::Web,
        cautions: shown.cautions(),
        shown: shown.text,
        own_host: own_host.is_some_and(|own| own.eq_ignore_ascii_case(host)),
    })
}

/// Compares the words of a link with where it leads.
pub(crate) fn look_at_words(link: &mut Link, words: &str) {
    let target = match link.kind {
        LinkKind::Web => Url::parse(&link.href)
            .ok()
            .and_then(|url| url.host_str().map(str::to_owned)),
        LinkKind::Mail => mail::domain(&link.href).map(str::to_owned),
        LinkKind::Phone => return,
    };
    let Some(target) = target else {
        return;
    };
    if let Some(other) = named::hosts(words).find(|named| !named::is_same_site(named, &target)) {
        let named = Shown::of(&other).text;
        link.cautions.insert(0, LinkCaution::OtherHost { named });
    }
}

#[cfg(test)]
mod tests;
