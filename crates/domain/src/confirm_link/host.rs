//! Whose host is it: our portal's, another of Altinn's, one that only looks so, or a stranger's.

use crate::Environment;
use crate::text::{fold, skeleton};

use super::UnsupportedKind;

/// The portals of Altinn's environments (Altinn/altinn-authentication: GeneralSettings, `HostName`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KnownPortal {
    /// Production.
    Prod,
    /// The public test environment.
    Tt02,
    /// An internal test environment.
    At22,
    /// An internal test environment.
    At23,
    /// The performance test environment.
    Yt01,
}

impl KnownPortal {
    /// All of them.
    pub const ALL: [KnownPortal; 5] = [
        KnownPortal::Prod,
        KnownPortal::Tt02,
        KnownPortal::At22,
        KnownPortal::At23,
        KnownPortal::Yt01,
    ];

    /// Host.
    pub fn host(self) -> &'static str {
        match self {
            KnownPortal::Prod => "am.ui.altinn.no",
            KnownPortal::Tt02 => "am.ui.tt02.altinn.no",
            KnownPortal::At22 => "am.ui.at22.altinn.cloud",
            KnownPortal::At23 => "am.ui.at23.altinn.cloud",
            KnownPortal::Yt01 => "am.ui.yt01.altinn.cloud",
        }
    }

    /// Short name: `prod`, `tt02`.
    pub fn slug(self) -> &'static str {
        match self {
            KnownPortal::Prod => "prod",
            KnownPortal::Tt02 => "tt02",
            KnownPortal::At22 => "at22",
            KnownPortal::At23 => "at23",
            KnownPortal::Yt01 => "yt01",
        }
    }
}

impl From<KnownPortal> for String {
    /// The short name.
    fn from(portal: KnownPortal) -> String {
        portal.slug().to_owned()
    }
}

/// Whose host it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The environment's own portal.
    Own,
    /// The portal of another environment.
    OtherPortal(KnownPortal),
    /// Another host of Altinn's, with the kind of page when it is known.
    Altinn(Option<UnsupportedKind>),
    /// Looks like the host named.
    Lookalike(String),
    /// Someone else's.
    Foreign,
}

/// Domains of Altinn's own.
const ALTINN_DOMAINS: [&str; 4] = ["altinn.no", "altinn.cloud", "altinn.studio", "altinncdn.no"];

/// Judges a host as the parser of addresses gives it: lower case, ASCII.
pub(super) fn judge(host: &str, environment: &Environment) -> Verdict {
    if environment.portal.host_str() == Some(host) {
        return Verdict::Own;
    }
    if let Some(portal) = KnownPortal::ALL.into_iter().find(|p| p.host() == host) {
        return Verdict::OtherPortal(portal);
    }
    let shown = idna::domain_to_unicode(host).0;
    let altinn = ALTINN_DOMAINS
        .iter()
        .any(|d| host == *d || host.strip_suffix(d).is_some_and(|h| h.ends_with('.')));
    if let Some(meant) = resembles(&shown, altinn, environment) {
        return Verdict::Lookalike(meant);
    }
    if altinn {
        return Verdict::Altinn(host.starts_with("af.").then_some(UnsupportedKind::Inbox));
    }
    Verdict::Foreign
}

/// The portal whose name stands in a text that is no host, such as a user name before an `@`.
pub(super) fn named_in(text: &str, environment: &Environment) -> Option<String> {
    let text: String = url::form_urlencoded::parse(text.as_bytes())
        .map(|(key, _)| key.into_owned())
        .collect();
    let named = portals(environment)
        .into_iter()
        .find(|p| text.to_lowercase().contains(p.as_str()));
    named.or_else(|| {
        text.split(['.', ':', '/', '-'])
            .any(is_brand)
            .then(|| usual(environment))
    })
}

/// The host that a foreign host is taken for by a hasty reader.
fn resembles(shown: &str, altinn: bool, environment: &Environment) -> Option<String> {
    let whole = skeleton(shown);
    for portal in portals(environment) {
        let bare = skeleton(&portal);
        let distance = if altinn { 1 } else { 2 };
        if shown.contains(&format!("{portal}."))
            || whole == bare
            || (bare.len() > 8 && within(&whole, &bare, distance))
        {
            return Some(portal);
        }
    }
    let brand = !altinn && shown.split('.').any(is_brand);
    brand.then(|| usual(environment))
}

/// Whether a label of a host holds Altinn's name, straight or with a letter changed.
fn is_brand(label: &str) -> bool {
    // Letters alone: `altinn-no`, `min-altinn`. A whole label may also be a letter off.
    let folded: String = fold(label)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect();
    folded.contains("altinn")
        || skeleton(label) == skeleton("altinn")
        || label
            .split('-')
            .any(|part| skeleton(part) == skeleton("altinn"))
        || (folded.len() >= 5 && within(&folded, "altinn", 1))
}

/// Own portal first, then the known ones. A loopback host is nothing to look like.
fn portals(environment: &Environment) -> Vec<String> {
    let own = match environment.portal.host() {
        Some(url::Host::Domain(name)) if name != "localhost" => Some(name.to_owned()),
        _ => None,
    };
    let known = KnownPortal::ALL.into_iter().map(|p| p.host().to_owned());
    own.into_iter().chain(known).collect()
}

/// The host that people know Altinn by in this environment.
fn usual(environment: &Environment) -> String {
    match environment.portal.host_str() {
        Some(host) if KnownPortal::ALL.iter().any(|p| p.host() == host) => host.to_owned(),
        _ => KnownPortal::Prod.host().to_owned(),
    }
}

/// Whether two texts are at most `limit` edits apart: a letter put in, left out, changed, or two swapped.
fn within(one: &str, two: &str, limit: usize) -> bool {
    let one: Vec<char> = one.chars().collect();
    let two: Vec<char> = two.chars().collect();
    if one.len().abs_diff(two.len()) > limit {
        return false;
    }
    let width = two.len() + 1;
    let mut before_last: Vec<usize> = vec![0; width];
    let mut last: Vec<usize> = (0..width).collect();
    for (i, a) in one.iter().enumerate() {
        let mut row = vec![i + 1; width];
        for (j, b) in two.iter().enumerate() {
            let change = last[j] + usize::from(a != b);
            row[j + 1] = change.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == two[j - 1] && one[i - 1] == *b {
                row[j + 1] = row[j + 1].min(before_last[j - 1] + 1);
            }
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[two.len()] <= limit
}

#[cfg(test)]
mod tests {
    use super::{Verdict, judge, within};
    use crate::Environment;

    #[test]
    fn hosts_are_judged() {
        let prod = Environment::prod(None);
        let meant = |host: &str| match judge(host, &prod) {
            Verdict::Lookalike(meant) => Some(meant),
            _ => None,
        };
        for host in [
            "am.ui.altinn.no.evil.example",
            "am-ui.altinn.no",
            "am-ui-altinn.no",
            "altinnn.no",
            "am.ui.altin.no",
            "altimn.no",
            "a1tinn.no",
            "altlnn.no",
            "min-altinn.no",
            "altinn.no-bekreft.example",
            "altinn-support.example",
            "xn--ltinn-3ve.no",
            "am.ui.altinn.no.",
            "am.ui.altinn.com",
            "am.ui.tt02.altinn.no.example",
        ] {
            assert!(meant(host).is_some(), "{host}");
        }
        for host in [
            "evil.example",
            "altinget.no",
            "fiken.no",
            "localhost",
            "127.0.0.1",
            "am.ui.example",
            "skatteetaten.no",
        ] {
            assert_eq!(judge(host, &prod), Verdict::Foreign, "{host}");
        }
        for host in [
            "altinn.no",
            "platform.altinn.no",
            "info.altinn.no",
            "docs.altinn.studio",
        ] {
            assert_eq!(judge(host, &prod), Verdict::Altinn(None), "{host}");
        }
    }

    #[test]
    fn distances() {
        assert!(within("altinn", "altin", 1));
        assert!(
            within("altinn", "atlinn", 1),
            "two letters swapped are one edit"
        );
        assert!(!within("altinn", "fiken", 2));
        assert!(within("", "", 0));
    }
}
