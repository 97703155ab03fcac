//! Clients that are registered at this ID-porten.

use url::{Host, Url};

/// A public native client (`application_type=native`, `token_endpoint_auth_method=none`).
pub(in crate::identity) struct Client {
    /// `client_id`, shared by every installation.
    pub(in crate::identity) client_id: &'static str,
    /// What the login and consent pages call it.
    pub(in crate::identity) name: &'static str,
    /// Organisation number of the maker, which ends up as `consumer` in access tokens.
    pub(in crate::identity) org_no: &'static str,
    /// Path of the registered redirect address `http://127.0.0.1:0{path}`.
    redirect_path: &'static str,
    /// Path of the registered address after logout, likewise.
    post_logout_path: &'static str,
}

/// The app.
pub(in crate::identity) const APP: Client = Client {
    client_id: "fullmakt",
    name: "Fullmakt",
    org_no: "312004178",
    redirect_path: "/callback",
    post_logout_path: "/logged-out",
};

/// The registered client with this id.
pub(in crate::identity) fn find(client_id: &str) -> Option<&'static Client> {
    static REGISTERED: [Client; 1] = [APP];
    REGISTERED
        .iter()
        .find(|client| client.client_id == client_id)
}

impl Client {
    /// Whether a redirect address is the registered one on any port (RFC 8252 section 7.3).
    pub(super) fn may_return_to(&self, uri: &str) -> bool {
        is_loopback_address(uri, self.redirect_path)
    }

    /// Whether an address may be gone to after logout.
    pub(super) fn may_go_to_after_logout(&self, uri: &str) -> bool {
        is_loopback_address(uri, self.post_logout_path)
    }
}

/// Exactly `http://127.0.0.1[:port]{path}`: no other spelling of the host, nothing after the path.
fn is_loopback_address(uri: &str, path: &str) -> bool {
    // The parser would turn `127.1` into the same host, so the text is looked at as well.
    uri.starts_with("http://127.0.0.1")
        && Url::parse(uri).is_ok_and(|url| {
            url.host() == Some(Host::Ipv4(std::net::Ipv4Addr::LOCALHOST))
                && url.username().is_empty()
                && url.password().is_none()
                && url.path() == path
                && url.query().is_none()
                && url.fragment().is_none()
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_loopback_literal_with_the_registered_path_is_a_redirect_address() {
        assert!(APP.may_return_to("http://127.0.0.1:51789/callback"));
        assert!(APP.may_return_to("http://127.0.0.1/callback"));
        for refused in [
            "http://localhost:51789/callback",
            "http://[::1]:51789/callback",
            "https://127.0.0.1:51789/callback",
            "http://127.0.0.1:51789/other",
            "http://127.0.0.1:51789/callback/",
            "http://127.0.0.1:51789/callback?x=1",
            "http://127.0.0.1:51789/callback#x",
            "http://127.0.0.1@example.com/callback",
            "http://127.0.0.1.example.com/callback",
            "http://user@127.0.0.1/callback",
            "http://127.1:51789/callback",
        ] {
            assert!(!APP.may_return_to(refused), "{refused}");
        }
    }
}
