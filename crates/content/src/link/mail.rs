//! Mail addresses. Of a `mailto:` address (RFC 6068) one recipient and the subject are kept: copies, attachments and
//! a prepared text are things that a sender has no business to put into someone's mail.

use url::Url;
use url::form_urlencoded;

use super::{Shown, Verdict};
use crate::clean;
use crate::document::{Link, LinkKind};

/// Longest mail address, RFC 5321 section 4.5.3.1.
const LONGEST: usize = 254;
/// Longest subject that is kept, in characters.
const SUBJECT_MAX: usize = 200;

/// Judges a `mailto:` address.
pub(super) fn link(url: &Url) -> Verdict {
    let Some((name, host)) = recipient(url.path()) else {
        return Verdict::Ignore;
    };
    let shown = Shown::of(&host);
    let mut href = format!("mailto:{name}@{host}");
    // A plus is a plus in mail addresses (RFC 6068, section 5).
    let query = url.query().unwrap_or_default().replace('+', "%2B");
    let subject = form_urlencoded::parse(query.as_bytes())
        .find(|(name, _)| name.eq_ignore_ascii_case("subject"));
    if let Some((_, subject)) = subject {
        let subject: String = clean::line(&subject).chars().take(SUBJECT_MAX).collect();
        let encoded: String = form_urlencoded::byte_serialize(subject.as_bytes()).collect();
        href.push_str("?subject=");
        href.push_str(&encoded.replace('+', "%20"));
    }
    Verdict::Open(Link {
        href,
        kind: LinkKind::Mail,
        cautions: shown.cautions(),
        shown: format!("{name}@{}", shown.text),
        own_host: false,
    })
}

/// The host of one of our own `mailto:` addresses.
pub(super) fn domain(href: &str) -> Option<&str> {
    href.split('?')
        .next()?
        .rsplit_once('@')
        .map(|(_, host)| host)
}

/// The one recipient: name and host in ASCII.
fn recipient(path: &str) -> Option<(String, String)> {
    // The only sign in a common address that must be encoded.
    let path = path.replace("%2B", "+").replace("%2b", "+");
    let (name, host) = path.split_once('@')?;
    let is_name = !name.is_empty()
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"!#$&'*+-/=^_`{|}~.".contains(&b));
    let host = idna::domain_to_ascii_strict(&decode_letters(host)?).ok()?;
    let fits = is_name && host.contains('.') && name.len() + host.len() < LONGEST;
    fits.then(|| (name.to_owned(), host))
}

/// A host whose letters were encoded by the address parser.
fn decode_letters(host: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(host.len());
    let mut rest = host.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let (high, low) = (rest.next()?, rest.next()?);
        let digit = |byte: u8| char::from(byte).to_digit(16);
        bytes.push(u8::try_from(digit(high)? * 16 + digit(low)?).ok()?);
    }
    String::from_utf8(bytes).ok()
}
