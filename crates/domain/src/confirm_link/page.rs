//! Links to other pages at Altinn: recognised by their address, explained, and left to the browser.

use url::Url;

use super::host::{Verdict, judge};
use super::refusal::LinkRefusal;
use super::{extract, parse_confirm_link, unwrap};
use crate::Environment;

/// Pages at Altinn that people are sent to and that hold no request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PageKind {
    /// A request for consent (samtykke), which only Altinn's own page can show and answer.
    Consent,
    /// The inbox.
    Inbox,
    /// System accesses in access management, without a request.
    SystemAccess,
    /// Another page of access management.
    AccessManagement,
    /// A form of a service owner.
    Form,
    /// Help and information.
    Information,
    /// Another page.
    Other,
}

impl PageKind {
    /// Short name for an error's context.
    pub fn slug(self) -> &'static str {
        match self {
            PageKind::Consent => "consent",
            PageKind::Inbox => "inbox",
            PageKind::SystemAccess => "system_access",
            PageKind::AccessManagement => "access_management",
            PageKind::Form => "form",
            PageKind::Information => "information",
            PageKind::Other => "other",
        }
    }
}

/// A link to a page at Altinn, fit to be opened in the browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AltinnPage {
    /// What page, by the address.
    pub kind: PageKind,
    /// The address as it came.
    pub url: Url,
}

/// Reads the one link in a text as one to a page at Altinn that holds no request. The same checks apply as to a link to
/// a request (https, no user name, no port, a host of Altinn's in this environment); only the page is another. `None`
/// for everything else, links to requests included.
pub fn parse_altinn_page(text: &str, environment: &Environment) -> Option<AltinnPage> {
    match parse_confirm_link(text, environment) {
        Err(LinkRefusal::WrongPath | LinkRefusal::KindUnsupported { .. }) => {}
        _ => return None,
    }
    // Host, scheme, user name and port have been judged: what is left is to name the page.
    let links = extract::links(text);
    let link = links.first()?;
    let own_scheme = link
        .get(..9)
        .is_some_and(|head| head.eq_ignore_ascii_case("fullmakt:"));
    let address = if own_scheme {
        unwrap(link).ok()?
    } else {
        (*link).to_owned()
    };
    let url = Url::parse(&address).ok()?;
    let kind = kind_of(&url, environment)?;
    Some(AltinnPage { kind, url })
}

fn kind_of(url: &Url, environment: &Environment) -> Option<PageKind> {
    let host = url.host_str()?;
    match judge(host, environment) {
        Verdict::Own => {
            let path = url.path().strip_prefix(environment.portal.path())?;
            let path = path.trim_start_matches('/');
            Some(if path.starts_with("accessmanagement/ui/consent/") {
                PageKind::Consent
            } else if path.starts_with("accessmanagement/ui/systemuser") {
                PageKind::SystemAccess
            } else {
                PageKind::AccessManagement
            })
        }
        Verdict::Altinn(_) => Some(if host.starts_with("af.") {
            PageKind::Inbox
        } else if host.contains(".apps.") {
            PageKind::Form
        } else if host.starts_with("info.") || host.starts_with("docs.") {
            PageKind::Information
        } else {
            PageKind::Other
        }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{PageKind, parse_altinn_page};
    use crate::Environment;

    fn kind(text: &str) -> Option<PageKind> {
        parse_altinn_page(text, &Environment::prod(None)).map(|page| page.kind)
    }

    #[test]
    fn pages_are_told_by_their_address() {
        let id = "7f4c1a58-2c4e-4f5b-9a53-5c1f6a0b7d21";
        let consent =
            format!("https://am.ui.altinn.no/accessmanagement/ui/consent/request?id={id}");
        assert_eq!(kind(&consent), Some(PageKind::Consent));
        assert_eq!(
            kind(&format!("Hei! Svar her: <{consent}>.")),
            Some(PageKind::Consent)
        );
        for (link, page) in [
            (
                "https://am.ui.altinn.no/accessmanagement/ui/systemuser/overview",
                PageKind::SystemAccess,
            ),
            (
                "https://am.ui.altinn.no/accessmanagement/ui/users",
                PageKind::AccessManagement,
            ),
            ("https://af.altinn.no/inbox", PageKind::Inbox),
            ("https://skd.apps.altinn.no/skd/mva/", PageKind::Form),
            ("https://info.altinn.no/hjelp/", PageKind::Information),
            ("https://altinn.no/", PageKind::Other),
        ] {
            assert_eq!(kind(link), Some(page), "{link}");
        }
    }

    #[test]
    fn our_own_scheme_is_unwrapped() {
        let page = parse_altinn_page(
            "fullmakt://open?url=https%3A%2F%2Faf.altinn.no%2Finbox",
            &Environment::prod(None),
        );
        let page = page.expect("a page");
        assert_eq!(page.kind, PageKind::Inbox);
        assert_eq!(page.url.as_str(), "https://af.altinn.no/inbox");
    }

    /// A request is a request, and what is not Altinn's, or not written as such, is no page of Altinn's.
    #[test]
    fn nothing_else_is_a_page() {
        let id = "7f4c1a58-2c4e-4f5b-9a53-5c1f6a0b7d21";
        for text in [
            format!("https://am.ui.altinn.no/accessmanagement/ui/systemuser/request?id={id}"),
            "https://af.altinn.no.evil.example/inbox".to_owned(),
            "https://af.altinn.no@evil.example/inbox".to_owned(),
            "http://af.altinn.no/inbox".to_owned(),
            "https://af.altinn.no:8443/inbox".to_owned(),
            "https://am.ui.tt02.altinn.no/accessmanagement/ui/consent/request".to_owned(),
            "https://altlnn.no/inbox".to_owned(),
            "https://af.altinn.no/inbox https://info.altinn.no/".to_owned(),
            "javascript:alert(1)".to_owned(),
            String::new(),
        ] {
            assert_eq!(kind(&text), None, "{text}");
        }
    }
}
