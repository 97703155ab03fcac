//! Plays the browser for synthetic persons, whom a test provider signs in without a page when the request carries a
//! `login_hint` (identity reference 1.17).

use fullmakt_net::{Call, Net, NetError};
use url::{Host, Url};

/// Longest chain of redirects at the provider before it comes back.
const HOPS: usize = 5;

/// Opens the link of an attempt and carries the answer to the waiting port, as a browser would.
///
/// Only the link's own origin is visited, and at the end `127.0.0.1`.
///
/// # Errors
/// [`NetError::Unreadable`] when the provider shows a page, or leads elsewhere; others when it does not answer.
pub async fn visit(net: &Net, link: &Url) -> Result<(), NetError> {
    const KIND: &str = "login_page";
    let mut at = link.clone();
    for _ in 0..HOPS {
        let call = Call::get(KIND, at.clone())
            .accept("text/html")
            .idempotent(false);
        let answer = net.send(call).await?;
        let next = answer
            .header("location")
            .and_then(|location| at.join(location).ok());
        match next {
            Some(next) if is_callback(&next) => {
                let call = Call::get("login_return", next)
                    .accept("text/html")
                    .idempotent(false);
                return net.send(call).await.map(|_| ());
            }
            Some(next) if next.origin() == link.origin() => at = next,
            _ => break,
        }
    }
    Err(NetError::Unreadable { kind: KIND })
}

/// An authorization response on this machine.
fn is_callback(url: &Url) -> bool {
    url.scheme() == "http"
        && url.host() == Some(Host::Ipv4(std::net::Ipv4Addr::LOCALHOST))
        && url.path() == "/callback"
        && url.query_pairs().any(|(name, _)| name == "state")
}

#[cfg(test)]
mod tests {
    use super::is_callback;

    #[test]
    fn only_an_answer_on_this_machine_is_carried() {
        let is = |text: &str| is_callback(&text.parse().expect("an address"));
        assert!(is("http://127.0.0.1:4711/callback?code=a&state=b"));
        assert!(!is(
            "http://127.0.0.1:4711/idporten/authorize?request_uri=x"
        ));
        assert!(!is("http://localhost:4711/callback?state=b"));
        assert!(!is("https://127.0.0.1:4711/callback?state=b"));
        assert!(!is("http://evil.example/callback?state=b"));
    }
}
