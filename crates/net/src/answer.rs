//! What the other side said.

use std::borrow::Cow;
use std::fmt;

use jiff::Timestamp;
use jiff::fmt::rfc2822;
use reqwest::header::HeaderMap;
use serde::de::DeserializeOwned;

use crate::{NetError, Problem};

/// An answer, read to its end.
#[derive(Clone)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Headers.
    pub headers: HeaderMap,
    /// Body, decompressed.
    pub body: Vec<u8>,
    /// When the head of the answer came, by our clock.
    pub received: Timestamp,
    pub(crate) kind: &'static str,
}

impl Answer {
    /// Whether the status is 2xx.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Reads the body as JSON.
    ///
    /// # Errors
    /// [`NetError::Unreadable`] when it is none, or of another shape. The parser's own text is dropped: it may quote
    /// the body.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, NetError> {
        serde_json::from_slice(&self.body).map_err(|error| {
            tracing::warn!(
                kind = self.kind,
                line = error.line(),
                column = error.column(),
                "an answer does not have the expected shape"
            );
            NetError::Unreadable { kind: self.kind }
        })
    }

    /// The body as text; bytes that are no UTF-8 are replaced.
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.body)
    }

    /// One header, if it is there and is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// What the body says of an error; an empty problem when it says nothing.
    pub fn problem(&self) -> Problem {
        Problem::read(self.status, &self.body)
    }

    /// The id under which the other side's operators find this call: from the problem, or else from the header
    /// `traceparent` (W3C Trace Context).
    pub fn trace_id(&self) -> Option<String> {
        self.problem()
            .trace_id
            .or_else(|| self.header("traceparent").map(str::to_owned))
    }

    /// Seconds to wait, from `Retry-After` (RFC 9110 section 10.2.3); a date is turned into seconds.
    pub fn retry_after(&self) -> Option<u32> {
        let text = self.header("retry-after")?.trim();
        if let Ok(seconds) = text.parse::<u32>() {
            return Some(seconds);
        }
        let until = http_date(text)?;
        let from = self.date().unwrap_or(self.received);
        Some(u32::try_from(until.as_second() - from.as_second()).unwrap_or(0))
    }

    /// The other side's clock when it answered, from `Date` (RFC 9110 section 6.6.1).
    pub fn date(&self) -> Option<Timestamp> {
        http_date(self.header("date")?)
    }
}

impl fmt::Debug for Answer {
    /// Status and length: bodies hold tokens and personal data.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Answer({} to {}, {} bytes)",
            self.status,
            self.kind,
            self.body.len()
        )
    }
}

/// An HTTP date in its one current form, `Sun, 06 Nov 1994 08:49:37 GMT`.
fn http_date(text: &str) -> Option<Timestamp> {
    rfc2822::DateTimeParser::new()
        .parse_timestamp(text.trim())
        .ok()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::Answer;
    use crate::NetError;
    use jiff::Timestamp;
    use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

    /// An answer for tests, received 2026-11-20 12:00:00 UTC.
    pub(crate) fn answer(status: u16, headers: &[(&'static str, &str)], body: &str) -> Answer {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(
                HeaderName::from_static(name),
                HeaderValue::from_str(value).expect("a header value"),
            );
        }
        Answer {
            status,
            headers: map,
            body: body.as_bytes().to_vec(),
            received: "2026-11-20T12:00:00Z".parse::<Timestamp>().expect("a time"),
            kind: "test",
        }
    }

    #[test]
    fn debug_shows_nothing_of_the_body() {
        assert_eq!(
            format!("{:?}", answer(200, &[], "secret")),
            "Answer(200 to test, 6 bytes)"
        );
    }

    #[test]
    fn dates_are_read() {
        let dated = answer(200, &[("date", "Fri, 20 Nov 2026 12:00:05 GMT")], "");
        assert_eq!(dated.date().map(Timestamp::as_second), Some(1_795_176_005));
        assert_eq!(answer(200, &[("date", "yesterday")], "").date(), None);
        assert_eq!(answer(200, &[], "").date(), None);
    }

    #[test]
    fn retry_after_takes_seconds_and_dates() {
        assert_eq!(
            answer(429, &[("retry-after", " 7 ")], "").retry_after(),
            Some(7)
        );
        let by_date = [
            ("date", "Fri, 20 Nov 2026 12:00:00 GMT"),
            ("retry-after", "Fri, 20 Nov 2026 12:00:30 GMT"),
        ];
        assert_eq!(answer(503, &by_date, "").retry_after(), Some(30));
        let past = [("retry-after", "Fri, 20 Nov 2026 11:00:00 GMT")];
        assert_eq!(answer(503, &past, "").retry_after(), Some(0));
        assert_eq!(
            answer(503, &[("retry-after", "soon")], "").retry_after(),
            None
        );
    }

    #[test]
    fn json_of_another_shape_is_unreadable() {
        assert_eq!(answer(200, &[], "[1,2]").json::<Vec<u8>>(), Ok(vec![1, 2]));
        for body in ["", "<html>", "{\"a\":1}"] {
            assert_eq!(
                answer(200, &[], body).json::<Vec<u8>>(),
                Err(NetError::Unreadable { kind: "test" })
            );
        }
    }

    #[test]
    fn the_trace_id_comes_from_the_body_first() {
        let head = [("traceparent", "00-head-1-01")];
        let both = answer(400, &head, r#"{"traceId":"00-body-1-01"}"#);
        assert_eq!(both.trace_id().as_deref(), Some("00-body-1-01"));
        assert_eq!(
            answer(403, &head, "").trace_id().as_deref(),
            Some("00-head-1-01")
        );
        assert_eq!(answer(403, &[], "").trace_id(), None);
    }
}
