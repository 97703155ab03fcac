//! The last door before a log: what looks like a token or a national identity number is struck out.
//!
//! Code that logs is written so that nothing of the kind reaches this door; it is there for what slips through, such
//! as the text of a foreign library's error.

use std::borrow::Cow;
use std::fmt;

use tracing::{Event, Subscriber};
use tracing_subscriber::fmt::FmtContext;
use tracing_subscriber::fmt::format::{FormatEvent, FormatFields, Writer};
use tracing_subscriber::registry::LookupSpan;

/// Stands where something was struck out.
const STRUCK: &str = "[…]";
/// Names of form and query parameters whose values are secrets wherever they stand.
const SECRET_NAMES: [&str; 5] = [
    "code_verifier",
    "access_token",
    "refresh_token",
    "id_token",
    "login_hint",
];
/// The same for names that mean something else outside a query, such as the `code` of an error.
const SECRET_IN_A_QUERY: [&str; 4] = ["code", "state", "nonce", "token"];

/// Strikes out eleven digits standing alone (also written `ddmmyy nnnnn`), JWT and JWE shaped text, `Bearer …`, and
/// the values of secret query and form parameters. Text without any of these is returned as it is.
pub fn redact(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut out = String::new();
    let mut copied = 0;
    let mut at = 0;
    while at < bytes.len() {
        match secret_at(bytes, at) {
            Some((from, to)) => {
                out.push_str(&text[copied..from]);
                out.push_str(STRUCK);
                copied = to;
                at = to;
            }
            None => at += 1,
        }
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[copied..]);
    Cow::Owned(out)
}

/// Formats events with `F` and strikes secrets out of every line:
/// `tracing_subscriber::fmt().event_format(Redacting(tracing_subscriber::fmt::format().json()))`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Redacting<F>(pub F);

impl<S, N, F> FormatEvent<S, N> for Redacting<F>
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
    F: FormatEvent<S, N>,
{
    fn format_event(
        &self,
        context: &FmtContext<'_, S, N>,
        mut writer: Writer<'_>,
        event: &Event<'_>,
    ) -> fmt::Result {
        let mut line = String::new();
        self.0
            .format_event(context, Writer::new(&mut line), event)?;
        writer.write_str(&redact(&line))
    }
}

/// The range to strike out, if a secret begins at `at`. All bounds lie between ASCII bytes.
fn secret_at(bytes: &[u8], at: usize) -> Option<(usize, usize)> {
    if is_inside_a_word(bytes, at) {
        return None;
    }
    if bytes[at].is_ascii_digit() {
        return identity_number(bytes, at).map(|to| (at, to));
    }
    if starts_with_ignoring_case(&bytes[at..], b"bearer ") {
        let from = at + b"bearer ".len();
        let to = run(bytes, from, |b| {
            is_token_byte(b) || matches!(b, b'.' | b'+' | b'/' | b'=')
        });
        return (to > from).then_some((from, to));
    }
    if bytes[at..].starts_with(b"eyJ") {
        let to = run(bytes, at, |b| is_token_byte(b) || b == b'.');
        let dots = bytes[at..to].iter().filter(|b| **b == b'.').count();
        return (dots >= 1 && to - at > 20).then_some((at, to));
    }
    let to = run(bytes, at, |b| b.is_ascii_lowercase() || b == b'_');
    let named = |names: &[&str]| names.iter().any(|name| name.as_bytes() == &bytes[at..to]);
    let in_a_query = at > 0 && matches!(bytes[at - 1], b'?' | b'&');
    let secret = named(&SECRET_NAMES) || (in_a_query && named(&SECRET_IN_A_QUERY));
    if secret && bytes.get(to) == Some(&b'=') {
        let from = to + 1;
        let end = run(bytes, from, |b| {
            b.is_ascii_graphic() && !matches!(b, b'&' | b'"' | b'\\')
        });
        return (end > from).then_some((from, end));
    }
    None
}

/// Whether a byte goes on with a word. The letter of an escape, as JSON has it for the end of a line, is none of it.
fn is_inside_a_word(bytes: &[u8], at: usize) -> bool {
    let is_word = at > 0 && is_token_byte(bytes[at - 1]);
    is_word && !(at > 1 && bytes[at - 2] == b'\\' && bytes[at - 1].is_ascii_lowercase())
}

/// Eleven digits, or six, a space or hyphen, and five, with no digit on either side.
fn identity_number(bytes: &[u8], at: usize) -> Option<usize> {
    let first = run(bytes, at, |b| b.is_ascii_digit());
    match first - at {
        11 => Some(first),
        6 if matches!(bytes.get(first), Some(b' ' | b'-')) => {
            let second = run(bytes, first + 1, |b| b.is_ascii_digit());
            (second - first - 1 == 5).then_some(second)
        }
        _ => None,
    }
}

/// Where a run of bytes that `keep` ends.
fn run(bytes: &[u8], from: usize, keep: impl Fn(u8) -> bool) -> usize {
    from + bytes[from.min(bytes.len())..]
        .iter()
        .take_while(|b| keep(**b))
        .count()
}

fn is_token_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

fn starts_with_ignoring_case(bytes: &[u8], prefix: &[u8]) -> bool {
    bytes
        .get(..prefix.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(prefix))
}

#[cfg(test)]
mod tests {
    use super::{Redacting, redact};
    use std::borrow::Cow;
    use std::io::Write;
    use std::sync::{Arc, Mutex};

    #[test]
    fn plain_text_is_left_alone() {
        for text in [
            "call kind=request_read host=platform.tt02.altinn.no status=200 ms=12",
            "org 310757632, 0192:310757632, party 51234567",
            "1700000000000 ms since 1970",
            "id 123456789012 has twelve digits",
            "eyJust.a.word",
            "state: New, æøå ✓",
            "a failure code=UpstreamDown state=SignedIn",
            "",
        ] {
            assert!(
                matches!(redact(text), Cow::Borrowed(same) if same == text),
                "{text:?}"
            );
        }
    }

    #[test]
    fn identity_numbers_are_struck_out() {
        assert_eq!(redact("pid=28876895937,"), "pid=[…],");
        assert_eq!(redact("«288768 95937» født"), "«[…]» født");
        assert_eq!(redact("288768-95937"), "[…]");
        assert_eq!(redact("28876895937 og 28876895937"), "[…] og […]");
    }

    #[test]
    fn what_begins_a_line_inside_json_is_struck_out() {
        let jwt = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl";
        for text in ["28876895937", jwt, "refresh_token=xyz"] {
            let line = serde_json::json!({ "message": format!("a\n{text}\tb") }).to_string();
            let redacted = redact(&line);
            assert!(!redacted.contains(text), "{redacted}");
            assert!(redacted.ends_with(r#"\tb"}"#), "{redacted}");
        }
    }

    #[test]
    fn tokens_are_struck_out() {
        let jwt = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl-_";
        assert_eq!(redact(&format!("token {jwt}; next")), "token […]; next");
        let jwe = "eyJhbGciOiJkaXIiLCJlbmMiOiJBIn0..aXY.Y2lwaGVy.dGFn";
        assert_eq!(redact(jwe), "[…]");
        assert_eq!(
            redact("Authorization: Bearer abc.DEF-123=="),
            "Authorization: Bearer […]"
        );
        assert_eq!(
            redact("authorization: bearer abc"),
            "authorization: bearer […]"
        );
    }

    #[test]
    fn secret_parameters_are_struck_out() {
        assert_eq!(
            redact("GET /callback?code=SplxlOBeZQ&state=af0ifjsldkj&iss=https%3A%2F%2Fx HTTP/1.1"),
            "GET /callback?code=[…]&state=[…]&iss=https%3A%2F%2Fx HTTP/1.1"
        );
        assert_eq!(
            redact("grant_type=refresh_token&refresh_token=xyz"),
            "grant_type=refresh_token&refresh_token=[…]"
        );
        assert_eq!(redact("status=200 zipcode=0150"), "status=200 zipcode=0150");
    }

    #[derive(Clone, Default)]
    struct Lines(Arc<Mutex<Vec<u8>>>);

    impl Write for Lines {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().expect("no panic while writing").write(bytes)
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn the_log_format_strikes_out_fields_and_spans_and_stays_json() {
        let lines = Lines::default();
        let target = lines.clone();
        let subscriber = tracing_subscriber::fmt()
            .json()
            .with_writer(move || target.clone())
            .with_max_level(tracing::Level::INFO)
            .map_event_format(Redacting)
            .finish();
        tracing::subscriber::with_default(subscriber, || {
            let _span = tracing::info_span!("s", note = "pid 28876895937").entered();
            tracing::info!(header = "Bearer abc.def", "for 28876895937");
        });
        let bytes = lines.0.lock().expect("written").clone();
        let text = String::from_utf8(bytes).expect("text");
        assert!(
            !text.contains("28876895937") && !text.contains("abc.def"),
            "{text}"
        );
        let line: serde_json::Value = serde_json::from_str(text.trim()).expect("still JSON");
        assert_eq!(line["fields"]["message"], "for […]");
    }
}
