//! Just enough of HTTP/1.1 (RFC 9112) to read one short `GET` from a browser, and nothing more.

/// Longest head that is read. Browsers send one or two kilobytes; an authorization response adds less than one.
pub(super) const HEAD_CAP: usize = 16 * 1024;

/// A request as far as it matters.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Request<'a> {
    /// Method, as written.
    pub(super) method: &'a str,
    /// Path, as written.
    pub(super) path: &'a str,
    /// Query, as written, without the question mark.
    pub(super) query: &'a str,
    /// The one `Host`.
    pub(super) host: &'a str,
}

/// Reads a whole head, up to and without the empty line. `None` when it is not one that a browser would send.
pub(super) fn parse(head: &[u8]) -> Option<Request<'_>> {
    let text = std::str::from_utf8(head).ok()?;
    let mut lines = text.split("\r\n");
    let mut parts = lines.next()?.split(' ');
    let (method, target, version) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || !matches!(version, "HTTP/1.1" | "HTTP/1.0") {
        return None;
    }
    // Origin form only: a browser that speaks to us is not speaking to a proxy.
    if !target.starts_with('/') || target.contains('#') {
        return None;
    }
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let mut host = None;
    for line in lines {
        let (name, value) = line.split_once(':')?;
        if name.is_empty() || name.contains([' ', '\t']) {
            return None;
        }
        if name.eq_ignore_ascii_case("host")
            && host.replace(value.trim_matches([' ', '\t'])).is_some()
        {
            return None;
        }
    }
    Some(Request {
        method,
        path,
        query,
        host: host?,
    })
}

#[cfg(test)]
mod tests {
    use super::{Request, parse};

    #[test]
    fn a_browsers_request_is_read() {
        let head = b"GET /callback?code=a&state=b HTTP/1.1\r\nHost: 127.0.0.1:51789\r\nAccept: */*";
        assert_eq!(
            parse(head),
            Some(Request {
                method: "GET",
                path: "/callback",
                query: "code=a&state=b",
                host: "127.0.0.1:51789"
            })
        );
    }

    #[test]
    fn what_no_browser_sends_is_not_read() {
        for head in [
            "",
            "GET /callback",
            "GET /callback HTTP/2",
            "GET /callback HTTP/1.1 x\r\nHost: a",
            "GET http://127.0.0.1:1/callback HTTP/1.1\r\nHost: 127.0.0.1:1",
            "GET /callback#x HTTP/1.1\r\nHost: a",
            "GET /callback HTTP/1.1",
            "GET /callback HTTP/1.1\r\nHost: a\r\nhost: b",
            "GET /callback HTTP/1.1\r\nHost: a\r\n folded",
            "GET /callback HTTP/1.1\r\nHost : a",
            "GET /callback HTTP/1.1\r\n: a",
        ] {
            assert_eq!(parse(head.as_bytes()), None, "{head:?}");
        }
        assert_eq!(parse(b"GET /\xff HTTP/1.1\r\nHost: a"), None);
    }
}
