//! Rules on who the vendor is: names that pass for another's, and pages that lie elsewhere.

use super::facts::{Facts, KnownVendor};
use crate::text::{fold, is_form, is_small_word, mixes_scripts, skeleton};

/// A name that may be taken for another's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Trap {
    /// The name as it came.
    pub(super) name: String,
    /// The known vendor that it may be taken for; `None` when only the letters are odd.
    pub(super) meant: Option<String>,
}

/// Words that say what a firm does or where, not which firm it is. Folded.
const COMMON: &[&str] = &[
    "norge",
    "norway",
    "norsk",
    "norske",
    "nordic",
    "norden",
    "scandinavia",
    "group",
    "gruppen",
    "holding",
    "system",
    "systemer",
    "systems",
    "software",
    "data",
    "digital",
    "cloud",
    "it",
    "ikt",
    "regnskap",
    "okonomi",
    "lonn",
    "konsult",
    "consulting",
    "solutions",
    "services",
    "tjenester",
    "teknologi",
    "technology",
    "technologies",
    "tech",
    "business",
    "partner",
    "drift",
    "hr",
    "erp",
    "plattform",
    "platform",
    "app",
    "online",
    "pay",
    "bank",
    "finans",
    "revisjon",
];

/// Looks for a trap in the system's names and the vendor's own.
pub(super) fn trap(facts: &Facts<'_>) -> Option<Trap> {
    let names = facts
        .title
        .into_iter()
        .chain([facts.system_name])
        .chain(facts.vendor_name);
    for name in names {
        if let Some(meant) = passes_for(name, facts) {
            return Some(Trap {
                name: name.to_owned(),
                meant: Some(meant),
            });
        }
        if mixed_word(name) {
            return Some(Trap {
                name: name.to_owned(),
                meant: None,
            });
        }
    }
    None
}

/// A word with letters of two scripts. Whole words of another script are a language, not a trick.
fn mixed_word(name: &str) -> bool {
    name.split(|c: char| !c.is_alphanumeric())
        .any(mixes_scripts)
}

/// The known vendor whose name the text holds, when that vendor is not the one who asks. A vendor that the person's
/// organisations use already is no stranger, so firms of one group are asked about once only.
fn passes_for(name: &str, facts: &Facts<'_>) -> Option<String> {
    let is_own = |known: &KnownVendor| Some(known.org_number) == facts.vendor;
    if facts.used_by.is_some_and(|n| n > 0) || facts.known_vendors.iter().any(is_own) {
        return None;
    }
    facts
        .known_vendors
        .iter()
        .find(|known| {
            let brand = brand(&known.name);
            brand.chars().count() >= 3 && holds(name, &brand)
        })
        .map(|known| known.name.clone())
}

/// The telling part of a firm's name as a skeleton: its first words up to a form or a common word. Empty when the
/// name has none.
fn brand(name: &str) -> String {
    let words = name
        .split_whitespace()
        .take_while(|w| !is_form(w))
        .filter(|w| !is_small_word(w))
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|w| !w.is_empty());
    let mut brand = String::new();
    for word in words {
        if COMMON.contains(&fold(word).as_str()) {
            break;
        }
        brand.push_str(word);
    }
    skeleton(&brand)
}

/// Whether a run of whole words, put together, looks like the brand. The humps of a word count as words of their own
/// (`VismaPay`); a brand of seven letters or more may also begin a word (`tripletexbank`), which a shorter and more
/// common one does by chance.
fn holds(name: &str, brand: &str) -> bool {
    let words = words(name);
    let long = brand.chars().count() >= 7;
    (0..words.len()).any(|from| {
        let mut run = String::new();
        words[from..].iter().take(4).any(|word| {
            run.push_str(word);
            let seen = skeleton(&run);
            seen == brand || (long && seen.starts_with(brand))
        })
    })
}

/// Words of a name: between spaces and signs, and at each small letter followed by a capital.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut before: Option<char> = None;
    for c in name.chars() {
        let sign = c.is_whitespace() || matches!(c, '_' | '/' | ',' | '.');
        let hump = c.is_uppercase() && before.is_some_and(char::is_lowercase);
        let begins = before.is_none() || hump;
        before = (!sign).then_some(c);
        if sign {
            continue;
        }
        match words.last_mut().filter(|_| !begins) {
            Some(word) => word.push(c),
            None => words.push(c.to_string()),
        }
    }
    words
}

/// Hosts under which strangers live side by side: sharing one says nothing.
const SHARED: &[&str] = &[
    "co.no",
    "priv.no",
    "kommune.no",
    "co.uk",
    "azurewebsites.net",
    "herokuapp.com",
    "github.io",
    "netlify.app",
    "vercel.app",
    "web.app",
    "pages.dev",
    "wordpress.com",
    "wixsite.com",
    "squarespace.com",
    "webflow.io",
    "sharepoint.com",
    "google.com",
    "facebook.com",
];

/// Whether the page lies outside the registered web site. `None` when either is not known or cannot be read.
pub(super) fn elsewhere(
    redirect: Option<&str>,
    homepage: Option<&str>,
) -> Option<(String, String)> {
    let redirect = host_of(redirect?)?;
    let homepage = host_of(homepage?)?;
    let same = within(&redirect, &homepage)
        || within(&homepage, &redirect)
        || (site(&redirect) == site(&homepage));
    (!same).then_some((redirect, homepage))
}

/// The host in an address, with or without scheme, path and `www.`.
fn host_of(text: &str) -> Option<String> {
    let text = text.trim();
    let address = if text.contains("://") {
        text.to_owned()
    } else {
        format!("https://{text}")
    };
    let url = url::Url::parse(&address).ok()?;
    let host = url.host_str()?.trim_end_matches('.').to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (host.contains('.')).then(|| host.to_owned())
}

fn within(inner: &str, outer: &str) -> bool {
    !SHARED.contains(&outer)
        && (inner == outer
            || inner
                .strip_suffix(outer)
                .is_some_and(|head| head.ends_with('.')))
}

/// The last two labels, or three under a shared ending: close to the part that one owner has, without a list of
/// all endings in the world. A wrong guess costs a caution too many or too few.
fn site(host: &str) -> &str {
    let labels = if SHARED.iter().any(|shared| host.ends_with(shared)) {
        3
    } else {
        2
    };
    let dot = host.rmatch_indices('.').nth(labels - 1);
    dot.map_or(host, |(at, _)| &host[at + 1..])
}

#[cfg(test)]
mod tests {
    use super::{brand, elsewhere, holds};
    use crate::text::skeleton;

    #[test]
    fn brands_are_the_telling_part_of_a_name() {
        assert_eq!(brand("TRIPLETEX AS"), skeleton("tripletex"));
        assert_eq!(brand("Visma Software Norge AS"), skeleton("visma"));
        assert_eq!(brand("Norsk Data AS"), "");
        assert_eq!(brand("Data Systemer i Norge AS"), "");
        assert_eq!(brand("Uni Micro AS"), skeleton("unimicro"));
    }

    #[test]
    fn brands_are_found_in_whole_words_and_runs_of_them() {
        let visma = skeleton("visma");
        for name in [
            "Visma Lønn",
            "Vlsma",
            "VISMA.net",
            "v1sma_lonn",
            "Vi sma",
            "VismaPay",
        ] {
            assert!(holds(name, &visma), "{name}");
        }
        assert!(!holds("Provisma", &visma));
        assert!(!holds("Viser", &visma));
        assert!(!holds("Vismannen", &visma), "a short brand is no beginning");
        assert!(holds("tripletexbank", &skeleton("tripletex")));
        let dnb = skeleton("dnb");
        assert!(holds("DNB Regnskap", &dnb));
        assert!(!holds("DNBygg", &dnb), "short names only as whole words");
    }

    #[test]
    fn a_page_is_elsewhere_only_when_both_hosts_are_known_and_differ() {
        let away = |a: &str, b: &str| elsewhere(Some(a), Some(b)).is_some();
        assert!(!away("app.smartcloud.no", "www.smartcloud.no"));
        assert!(!away("smartcloud.no", "https://smartcloud.no/om-oss"));
        assert!(!away("login.smartcloud.no", "www2.smartcloud.no"));
        assert!(away("smartcloud.example", "www.smartcloud.no"));
        assert!(away("smartcloud.no.evil.example", "smartcloud.no"));
        assert!(away("evilsmartcloud.no", "smartcloud.no"));
        assert!(away("one.azurewebsites.net", "two.azurewebsites.net"));
        assert!(away("a.b.co.uk", "a.c.co.uk"));
        assert!(elsewhere(None, Some("smartcloud.no")).is_none());
        assert!(elsewhere(Some("smartcloud.no"), None).is_none());
        assert!(elsewhere(Some("smartcloud.no"), Some("ingen")).is_none());
    }
}
