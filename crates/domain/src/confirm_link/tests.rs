//! What is accepted, what is refused and why, and what must hold for any text at all.

use proptest::prelude::*;

use super::{ConfirmLink, KnownPortal, LinkRefusal, UnsupportedKind, parse_confirm_link};
use crate::{Environment, EnvironmentName, RequestKind};

const ID: &str = "0f6a2c1e-7f0b-4b7c-9d9e-2f7a0e0c9b11";
const PAGE: &str = "https://am.ui.altinn.no/accessmanagement/ui/systemuser/request";

fn prod() -> Environment {
    Environment::prod(None)
}

fn sandbox() -> Environment {
    Environment::sandbox("http://127.0.0.1:8470").expect("loopback")
}

fn refused(text: &str) -> LinkRefusal {
    parse_confirm_link(text, &prod()).expect_err(text)
}

fn link() -> String {
    format!("{PAGE}?id={ID}&DONTCHOOSEREPORTEE=true")
}

#[test]
fn the_three_kinds_are_told_by_their_path() {
    for (path, kind) in [
        ("request", RequestKind::Own),
        ("agentrequest", RequestKind::Client),
        ("changerequest", RequestKind::Change),
    ] {
        let text = format!(
            "https://am.ui.altinn.no/accessmanagement/ui/systemuser/{path}?id={ID}&DONTCHOOSEREPORTEE=true"
        );
        let link = parse_confirm_link(&text, &prod()).expect("one of Altinn's");
        assert_eq!(link.kind, kind);
        assert_eq!(link.id.to_string(), ID);
        assert_eq!(link.url.as_str(), text, "rebuilt as Altinn writes it");
    }
}

#[test]
fn what_mails_put_around_a_link_is_passed_over() {
    let link = link();
    let escaped = link.replace('&', "&amp;");
    for text in [
        format!("  {link}\r\n"),
        format!("<{link}>"),
        format!("\"{link}\""),
        format!("«{link}»."),
        format!("Se {link} takk"),
        format!("Hei Kari!\n\nGodkjenn her: {link}.\n\nHilsen oss"),
        format!("[Godkjenn]({link})"),
        format!("<a href=\"{escaped}\">"),
        format!("{link} {link}"),
        format!(
            "HTTPS://AM.UI.ALTINN.NO{}",
            &link["https://am.ui.altinn.no".len()..]
        ),
        format!("{PAGE}?DONTCHOOSEREPORTEE=true&id={}#x", ID.to_uppercase()),
    ] {
        let read = parse_confirm_link(&text, &prod());
        assert_eq!(read.map(|l| l.id.to_string()).as_deref(), Ok(ID), "{text}");
    }
}

#[test]
fn our_own_scheme_is_unwrapped_once() {
    let inner: String = url::form_urlencoded::byte_serialize(link().as_bytes()).collect();
    let text = format!("fullmakt://open?url={inner}");
    let read = parse_confirm_link(&text, &prod()).expect("one of ours");
    assert_eq!(read.id.to_string(), ID);
    let twice: String = url::form_urlencoded::byte_serialize(text.as_bytes()).collect();
    assert_eq!(
        refused(&format!("fullmakt://open?url={twice}")),
        LinkRefusal::NotALink
    );
    assert_eq!(refused("fullmakt://open"), LinkRefusal::NotALink);
    assert_eq!(refused("fullmakt://open?url="), LinkRefusal::Empty);
    assert_eq!(
        refused(&format!("fullmakt://other?url={inner}")),
        LinkRefusal::NotALink
    );
    assert_eq!(
        refused(&format!("fullmakt://open?url={inner}&url={inner}")),
        LinkRefusal::Several
    );
    let sentence: String =
        url::form_urlencoded::byte_serialize(format!("se {}", link()).as_bytes()).collect();
    assert_eq!(
        refused(&format!("fullmakt://open?url={sentence}")),
        LinkRefusal::NotALink
    );
    assert_eq!(
        refused("fullmakt://open?url=https%3A%2F%2Fevil.example%2F"),
        LinkRefusal::ForeignHost {
            host: "evil.example".into()
        }
    );
}

#[test]
fn each_fault_has_its_own_refusal() {
    let two = format!("{PAGE}?id={ID} og {PAGE}?id=1f6a2c1e-7f0b-4b7c-9d9e-2f7a0e0c9b11");
    for (text, refusal) in [
        (String::new(), LinkRefusal::Empty),
        (" \t\r\n\u{a0}".into(), LinkRefusal::Empty),
        ("x".repeat(8193), LinkRefusal::TooLong),
        (" ".repeat(1_000_000), LinkRefusal::TooLong),
        ("hei".into(), LinkRefusal::NotALink),
        (ID.into(), LinkRefusal::NotALink),
        ("https://".into(), LinkRefusal::NotALink),
        (two, LinkRefusal::Several),
        (link().replace("https", "http"), LinkRefusal::NotHttps),
        (link().replace("https://", ""), LinkRefusal::NotHttps),
        (link().replace("https", "ftp"), LinkRefusal::NotHttps),
        ("javascript:alert(1)".into(), LinkRefusal::NotHttps),
        (
            link().replace("am.ui", "kari:hemmelig@am.ui"),
            LinkRefusal::Credentials,
        ),
        (link().replace("am.ui", "@am.ui"), LinkRefusal::Credentials),
        (
            link().replace("altinn.no", "altinn.no:8443"),
            LinkRefusal::Port,
        ),
        (
            link().replace("altinn.no", "altinn.no:443"),
            LinkRefusal::Port,
        ),
        (link().replace("altinn.no", "altinn.no:"), LinkRefusal::Port),
        (
            link().replace("altinn.no", "altinn.no:99999"),
            LinkRefusal::Port,
        ),
        (
            "https://am.ui.altinn.no\\@evil.example/".into(),
            LinkRefusal::NotALink,
        ),
        (
            link().replace("systemuser/request", "systemuser/overview"),
            LinkRefusal::WrongPath,
        ),
        (
            link().replace("systemuser/request", "systemuser/request/"),
            LinkRefusal::WrongPath,
        ),
        (
            link().replace("systemuser/request", "systemuser/Request"),
            LinkRefusal::WrongPath,
        ),
        (
            link().replace("systemuser/request", "systemuser%2frequest"),
            LinkRefusal::WrongPath,
        ),
        ("https://am.ui.altinn.no".into(), LinkRefusal::WrongPath),
        (
            "https://info.altinn.no/hjelp/".into(),
            LinkRefusal::WrongPath,
        ),
        (PAGE.into(), LinkRefusal::NoId),
        (format!("{PAGE}?ID={ID}"), LinkRefusal::NoId),
        (format!("{PAGE}#id={ID}"), LinkRefusal::NoId),
        (format!("{PAGE}?id={ID}&id={ID}"), LinkRefusal::TwoIds),
        (format!("{PAGE}?id="), LinkRefusal::BadId),
        (format!("{PAGE}?id=1234"), LinkRefusal::BadId),
        (
            format!("{PAGE}?id={}", ID.replace('-', "")),
            LinkRefusal::BadId,
        ),
        (format!("{PAGE}?id={{{ID}}}"), LinkRefusal::BadId),
        (format!("{PAGE}?id={ID}x"), LinkRefusal::BadId),
        (
            format!("{PAGE}?id=00000000-0000-0000-0000-000000000000"),
            LinkRefusal::BadId,
        ),
        (
            format!("https://am.ui.altinn.no/accessmanagement/ui/consent/request?id={ID}"),
            LinkRefusal::KindUnsupported {
                what: UnsupportedKind::Consent,
            },
        ),
        (
            "https://af.altinn.no/inbox/1".into(),
            LinkRefusal::KindUnsupported {
                what: UnsupportedKind::Inbox,
            },
        ),
        (
            link().replace("altinn.no", "tt02.altinn.no"),
            LinkRefusal::OtherEnvironment {
                which: KnownPortal::Tt02,
            },
        ),
        (
            link().replace("altinn.no", "at23.altinn.cloud"),
            LinkRefusal::OtherEnvironment {
                which: KnownPortal::At23,
            },
        ),
        (
            link().replace("am.ui.altinn.no", "evil.example"),
            LinkRefusal::ForeignHost {
                host: "evil.example".into(),
            },
        ),
        (
            link().replace("am.ui.altinn.no", "127.0.0.1"),
            LinkRefusal::ForeignHost {
                host: "127.0.0.1".into(),
            },
        ),
        (
            format!("https://evil.example/?u={}", link()),
            LinkRefusal::ForeignHost {
                host: "evil.example".into(),
            },
        ),
    ] {
        assert_eq!(refused(&text), refusal, "{}", &text[..text.len().min(120)]);
    }
}

#[test]
fn hosts_that_only_look_like_altinn_are_named_as_such() {
    for (host, shown) in [
        ("am.ui.altinn.no.evil.no", "am.ui.altinn.no.evil.no"),
        ("am-ui.altinn.no", "am-ui.altinn.no"),
        ("am.ui.altinnn.no", "am.ui.altinnn.no"),
        ("am.ui.\u{430}ltinn.no", "am.ui.xn--ltinn-3ve.no"),
        ("xn--ltinn-3ve.no", "xn--ltinn-3ve.no"),
        ("am.ui.altinn.no@evil.example", "evil.example"),
        ("am.ui.altinn.no:443@evil.example", "evil.example"),
        ("am.ui.altinn.no%2f@evil.example", "evil.example"),
        (
            "am.ui.altinn.no@platform.altinn.no.evil.no",
            "platform.altinn.no.evil.no",
        ),
        ("am.ui.altinn%2eno", "am.ui.altinn%2eno"),
        ("am.ui.altinn\u{3002}no", "am.ui.altinn\u{3002}no"),
        ("am.ui.alt\u{ad}inn.no", "am.ui.alt‹U+00AD›inn.no"),
        ("ａm.ui.altinn.no", "ａm.ui.altinn.no"),
        ("am.ui.altinn.no.", "am.ui.altinn.no."),
    ] {
        let refusal = refused(&link().replace("am.ui.altinn.no", host));
        assert_eq!(
            refusal,
            LinkRefusal::LookalikeHost {
                host: shown.into(),
                meant: "am.ui.altinn.no".into()
            },
            "{host}"
        );
    }
}

#[test]
fn a_sandbox_takes_its_own_links_and_says_whose_others_are() {
    let own = format!("http://127.0.0.1:8470/accessmanagement/ui/systemuser/request?id={ID}");
    let read = parse_confirm_link(&own, &sandbox()).expect("its own");
    assert_eq!(read.url.port(), Some(8470));
    assert_eq!(
        parse_confirm_link(&link(), &sandbox()),
        Err(LinkRefusal::OtherEnvironment {
            which: KnownPortal::Prod
        })
    );
    assert_eq!(
        parse_confirm_link(&own.replace("8470", "8471"), &sandbox()),
        Err(LinkRefusal::Port)
    );
    assert_eq!(
        parse_confirm_link(&own.replace(":8470", ""), &sandbox()),
        Err(LinkRefusal::Port)
    );
    assert!(matches!(
        parse_confirm_link(&own.replace("http:", "https:"), &sandbox()),
        Err(LinkRefusal::ForeignHost { .. })
    ));
    assert!(matches!(
        parse_confirm_link(&own, &prod()),
        Err(LinkRefusal::ForeignHost { .. })
    ));
}

#[test]
fn a_portal_below_a_path_keeps_its_path() {
    let environment = Environment::new(
        EnvironmentName::Custom,
        "custom-1",
        "https://login.example",
        "https://platform.example",
        "https://portal.example:8443/base",
        "https://register.example/api",
        None,
    )
    .expect("valid");
    let text = format!(
        "https://portal.example:8443/base/accessmanagement/ui/systemuser/agentrequest?id={ID}"
    );
    let read = parse_confirm_link(&text, &environment).expect("its own");
    assert_eq!(read.kind, RequestKind::Client);
    assert_eq!(read.url.as_str(), format!("{text}&DONTCHOOSEREPORTEE=true"));
    assert_eq!(
        parse_confirm_link(&text.replace("/base", ""), &environment),
        Err(LinkRefusal::WrongPath)
    );
}

#[test]
fn the_hand_off_keeps_the_login_where_the_page_can() {
    let id = ID.parse().expect("a UUID");
    let own = ConfirmLink::of(&prod(), RequestKind::Own, id).hand_off();
    assert_eq!(
        own.as_str(),
        format!("{PAGE}?id={ID}&DONTCHOOSEREPORTEE=true&skiplogout=true")
    );
    let change = ConfirmLink::of(&prod(), RequestKind::Change, id).hand_off();
    assert!(!change.as_str().contains("skiplogout"));
}

/// What must hold for whatever was accepted.
fn holds(link: &ConfirmLink, environment: &Environment) -> Result<(), TestCaseError> {
    prop_assert_eq!(link.url.host_str(), environment.portal.host_str());
    prop_assert_eq!(link.url.port(), environment.portal.port());
    prop_assert_eq!(link.url.scheme(), environment.portal.scheme());
    prop_assert_eq!(link.url.username(), "");
    prop_assert_eq!(link, &ConfirmLink::of(environment, link.kind, link.id));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_text_is_safe(text in any::<String>()) {
        for environment in [prod(), sandbox()] {
            if let Ok(link) = parse_confirm_link(&text, &environment) {
                holds(&link, &environment)?;
            }
        }
    }

    #[test]
    fn a_link_with_something_put_in_leads_nowhere_else(
        place in 0usize..170,
        piece in "[a-z@:/?#&=.%\\\\ <>\"\u{430}\u{ad}]{1,12}",
    ) {
        let mut text = link();
        text.insert_str(place.min(text.len()), &piece);
        if let Ok(read) = parse_confirm_link(&text, &prod()) {
            holds(&read, &prod())?;
            // Put into the id itself, a digit and what ends a link make another id, which nobody holds.
            let start = link().find(ID).expect("the id is in the link");
            let within = (start + 1..start + ID.len()).contains(&place);
            prop_assert!(within || read.id.to_string() == ID, "{}", read.id);
        }
    }

    #[test]
    fn no_other_host_is_accepted(host in "[a-z0-9.-]{1,30}") {
        prop_assume!(host != "am.ui.altinn.no");
        let text = link().replace("am.ui.altinn.no", &host);
        prop_assert!(parse_confirm_link(&text, &prod()).is_err());
    }
}
