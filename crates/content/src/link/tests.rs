use super::{Verdict, judge, look_at_words};
use crate::document::{Link, LinkCaution, LinkKind, LinkRefusal};

fn opened(address: &str) -> Link {
    match judge(address, None) {
        Verdict::Open(link) => link,
        other => panic!("{address}: {other:?}"),
    }
}

fn refused(address: &str) -> (LinkRefusal, String) {
    match judge(address, None) {
        Verdict::Refuse(reason, host) => (reason, host),
        other => panic!("{address}: {other:?}"),
    }
}

/// The host that the words name beside the one that is meant.
fn named(words: &str, address: &str) -> Option<String> {
    let mut link = opened(address);
    look_at_words(&mut link, words);
    match link.cautions.into_iter().next() {
        Some(LinkCaution::OtherHost { named }) => Some(named),
        _ => None,
    }
}

#[test]
fn pages_mail_and_telephones_are_links() {
    let link = opened("HTTPS://WWW.Skatteetaten.no/skjema?a=1#b");
    assert_eq!(link.href, "https://www.skatteetaten.no/skjema?a=1#b");
    assert_eq!(link.shown, "www.skatteetaten.no");
    assert_eq!(link.kind, LinkKind::Web);
    assert!(link.cautions.is_empty());

    let link =
        opened("mailto:post@skatteetaten.no?subject=Sak%201&cc=a@b.no&body=x&attach=/etc/passwd");
    assert_eq!(link.href, "mailto:post@skatteetaten.no?subject=Sak%201");
    assert_eq!(link.shown, "post@skatteetaten.no");
    assert_eq!(
        opened("mailto:ola+skatt@blåbær.no").href,
        "mailto:ola+skatt@xn--blbr-roah.no"
    );

    assert_eq!(opened("tel:+47 800 80 000").href, "tel:+4780080000");
    assert_eq!(opened("tel:113").shown, "113");
}

#[test]
fn other_schemes_and_relative_addresses_are_no_links() {
    for address in [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\nscript:alert(1)",
        "\u{1}javascript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:msgbox(1)",
        "file:///etc/passwd",
        "tauri://localhost/",
        "asset://localhost/x",
        "ipc://localhost/",
        "fullmakt://open",
        "blob:https://a.no/1",
        "ftp://a.no/",
        "smb://a.no/x",
        "ms-word:ofe|u|https://a.no/x.docx",
        "search-ms:query=x",
        "/skjema",
        "skjema.html",
        "//skatteetaten.no/",
        "#del",
        "",
        "https://",
        "mailto:",
        "mailto:a@b.no,c@d.no",
        "mailto:a@b",
        "mailto:a@b@c.no",
        "mailto:a%0d%0aBcc:x@b.no",
        "tel:12",
        "tel:+47;phone-context=x",
        "tel:*21*80080000#",
        "tel:1234567890123456",
    ] {
        assert!(matches!(judge(address, None), Verdict::Ignore), "{address}");
    }
    let long = format!("https://a.no/{}", "x".repeat(5000));
    assert!(matches!(judge(&long, None), Verdict::Ignore));
}

#[test]
fn some_addresses_are_refused_by_name() {
    let of = |reason, host: &str| (reason, host.to_owned());
    assert_eq!(
        refused("http://skatteetaten.no/x"),
        of(LinkRefusal::NotSecure, "skatteetaten.no")
    );
    assert_eq!(
        refused("https://127.0.0.1:8080/"),
        of(LinkRefusal::PrivateAddress, "127.0.0.1")
    );
    assert_eq!(
        refused("http://192.168.1.1/"),
        of(LinkRefusal::PrivateAddress, "192.168.1.1")
    );
    assert_eq!(
        refused("https://[::1]/"),
        of(LinkRefusal::PrivateAddress, "[::1]")
    );
    assert_eq!(
        refused("https://localhost/"),
        of(LinkRefusal::PrivateAddress, "localhost")
    );
    assert_eq!(
        refused("https://altinn.no@evil.example/"),
        of(LinkRefusal::Credentials, "evil.example")
    );
}

#[test]
fn hosts_are_shown_with_letters_that_cannot_be_mistaken() {
    for (address, shown, doubtful) in [
        ("https://blåbær.no/", "blåbær.no", false),
        ("https://xn--blbr-roah.no/", "blåbær.no", false),
        ("https://čáhppes.no/", "čáhppes.no", false),
        // A Cyrillic a, a Greek o, a dotless i, and a whole word of Cyrillic letters that pass for Latin ones.
        ("https://\u{430}ltinn.no/", "xn--ltinn-3ve.no", true),
        ("https://g\u{3bf}\u{3bf}gle.com/", "xn--ggle-0nda.com", true),
        ("https://alt\u{131}nn.no/", "xn--altnn-q4a.no", true),
        (
            "https://\u{440}\u{43e}\u{441}\u{442}.no/",
            "xn--n1aag8f.no",
            true,
        ),
        ("https://例え.jp/", "xn--r8jz45g.jp", false),
        ("https://139.105.1.1/", "139.105.1.1", false),
    ] {
        let link = opened(address);
        assert_eq!(
            link.cautions.contains(&LinkCaution::LookalikeLetters),
            doubtful,
            "{address}"
        );
        assert!(link.href.is_ascii());
        if shown.starts_with("xn--") {
            assert!(
                link.shown.starts_with("xn--") && link.shown.is_ascii(),
                "{address}: {}",
                link.shown
            );
        } else {
            assert_eq!(link.shown, shown);
        }
    }
}

#[test]
fn words_that_name_another_host_are_seen() {
    for words in [
        "altinn.no",
        "https://www.altinn.no/skjema",
        "Logg inn på www.altinn.no",
        "post@altinn.no",
        "ALTINN.NO",
        "altinn\u{3002}no",
        "se altinn.no/min-side.",
        "https://altinn.no:443/x",
    ] {
        let seen = named(words, "https://evil.example/");
        assert!(
            seen.is_some_and(|host| host.ends_with("altinn.no")),
            "{words}"
        );
    }
    assert_eq!(
        named("\u{430}ltinn.no", "https://altinn.no/").as_deref(),
        Some("xn--ltinn-3ve.no")
    );
    assert_eq!(
        named("post@nav.no", "mailto:post@evil.example").as_deref(),
        Some("nav.no")
    );
    assert_eq!(
        named("https://intern/", "https://evil.example/"),
        None,
        "no dot, no host"
    );
    assert_eq!(
        named("139.105.1.1", "https://evil.example/").as_deref(),
        Some("139.105.1.1")
    );
}

#[test]
fn words_that_name_the_host_itself_or_none_are_not() {
    for words in [
        "Skatteetaten",
        "skatteetaten.no",
        "www.skatteetaten.no",
        "min.skatteetaten.no/skjema",
        "vedtak.pdf",
        "f.eks. dette",
        "kl. 10.30 den 1.2.2026",
        "Org.nr. 310000000",
        "kr 1.000,00",
        "og/eller",
    ] {
        assert_eq!(
            named(words, "https://www.skatteetaten.no/"),
            None,
            "{words}"
        );
    }
    assert_eq!(
        named("post@skatteetaten.no", "mailto:post@skatteetaten.no"),
        None
    );
}

#[test]
fn the_host_that_the_letter_came_from_is_known() {
    let own = |address, host| match judge(address, Some(host)) {
        Verdict::Open(link) => link.own_host,
        _ => false,
    };
    assert!(own("https://www.skatteetaten.no/x", "www.skatteetaten.no"));
    assert!(!own("https://skatteetaten.no/x", "www.skatteetaten.no"));
}
