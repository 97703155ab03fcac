//! Which addresses out of a dialog are opened in the browser, and which are read from here.

use fullmakt_domain::Environment;
use fullmakt_domain::dialog::{DialogAttachment, EXPIRED_URL, UNAUTHORIZED_URL};
use url::Url;

use crate::surface::common::{ErrorCode, Failure};

/// An address for the browser, where the environment lets it lead.
///
/// # Errors
/// [`ErrorCode::AddressNotAllowed`].
pub(super) fn web_address(environment: &Environment, text: &str) -> Result<Url, Failure> {
    let refused = || Failure::new(ErrorCode::AddressNotAllowed);
    let url = Url::parse(text).map_err(|_| refused())?;
    if !environment.may_lead_to(&url) {
        let host = url.host_str().unwrap_or_default();
        return Err(refused().with("host", host));
    }
    Ok(url)
}

/// Where an attachment can be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Address {
    /// Read from here, with the dialog token.
    Read {
        /// The address.
        url: String,
        /// Media type that the dialog names.
        media_type: Option<String>,
    },
    /// Behind a login of its own: in the browser.
    Browser(Url),
    /// The person may not have it.
    Refused,
    /// Its time is over.
    Expired,
    /// Nowhere that we go.
    Nowhere,
}

/// Where this attachment can be had: addresses for people before those for machines, and those that lead through
/// Altinn's login only in the browser (Dialogporten reference, 3.4; products reference, 8.2).
pub(super) fn address(attachment: &DialogAttachment, environment: &Environment) -> Address {
    let is_login = |url: &Url| {
        url.origin() == environment.platform.origin() && url.path().starts_with("/authentication/")
    };
    let mut ordered: Vec<_> = attachment.urls.iter().collect();
    ordered.sort_by_key(|url| !url.for_people);
    let has_people = ordered.iter().any(|url| url.for_people);
    let mut login = None;
    for url in &ordered {
        match url.url.as_str() {
            UNAUTHORIZED_URL => return Address::Refused,
            EXPIRED_URL => return Address::Expired,
            _ => {}
        }
        let Ok(address) = web_address(environment, &url.url) else {
            continue;
        };
        if is_login(&address) {
            login.get_or_insert(address);
        } else if url.for_people || !has_people {
            return Address::Read {
                url: url.url.clone(),
                media_type: url.media_type.clone(),
            };
        }
    }
    login.map_or(Address::Nowhere, Address::Browser)
}

#[cfg(test)]
mod tests {
    use fullmakt_domain::dialog::{AttachmentUrl, DialogAttachment, Localized};
    use fullmakt_domain::{Environment, EnvironmentName};

    use super::{Address, address, web_address};

    fn environment() -> Environment {
        Environment::prod(None)
    }

    fn attachment(urls: &[(&str, bool)]) -> DialogAttachment {
        DialogAttachment {
            id: uuid::Uuid::nil(),
            name: Localized::default(),
            urls: urls
                .iter()
                .map(|(url, for_people)| AttachmentUrl {
                    url: (*url).to_owned(),
                    media_type: None,
                    for_people: *for_people,
                })
                .collect(),
            expires: None,
        }
    }

    #[test]
    fn only_public_pages_are_opened() {
        let environment = environment();
        assert!(web_address(&environment, "https://www.skatteetaten.no/x").is_ok());
        for bad in [
            "http://www.skatteetaten.no/",
            "http://127.0.0.1:8080/",
            "https://10.0.0.1/",
            "https://user:pass@skatteetaten.no/",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "urn:dialogporten:unauthorized",
            "x",
        ] {
            assert!(web_address(&environment, bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn an_environment_in_a_private_network_has_its_pages_there() {
        let platform = "https://platform.altinn.internal/";
        let own = Environment::new(
            EnvironmentName::Custom,
            "custom-test",
            "https://login.altinn.internal",
            platform,
            platform,
            platform,
            None,
        )
        .expect("valid addresses");
        let page = "https://ttd.apps.altinn.internal/ttd/app";
        assert!(web_address(&own, page).is_ok());
        assert!(web_address(&environment(), page).is_err());
        assert!(web_address(&own, "https://router.internal/").is_err());
    }

    #[test]
    fn addresses_for_people_come_first_and_logins_go_to_the_browser() {
        let environment = environment();
        let login = "https://platform.altinn.no/authentication/api/v1/authentication?goto=x";
        let read = |url: &str| Address::Read {
            url: url.to_owned(),
            media_type: None,
        };
        let of = |urls: &[(&str, bool)]| address(&attachment(urls), &environment);
        assert_eq!(
            of(&[
                ("https://a.example/m", false),
                ("https://a.example/p", true)
            ]),
            read("https://a.example/p")
        );
        assert_eq!(
            of(&[("https://a.example/m", false)]),
            read("https://a.example/m")
        );
        assert!(matches!(
            of(&[("https://a.example/m", false), (login, true)]),
            Address::Browser(_)
        ));
        assert_eq!(of(&[("urn:dialogporten:expired", true)]), Address::Expired);
        assert_eq!(
            of(&[("urn:dialogporten:unauthorized", true)]),
            Address::Refused
        );
        assert_eq!(of(&[("http://a.example/", true)]), Address::Nowhere);
        assert_eq!(environment.name, EnvironmentName::Prod);
    }
}
