//! The page that the browser shows when it has come back: static, without scripts, in the person's language.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::callback::Refusal;
use crate::error::AuthError;

/// The page's one style, named in the policy by its hash, so that nothing else can style or run there.
const STYLE: &str = "body{font:1.125rem/1.5 system-ui,sans-serif;margin:0;display:grid;min-height:100vh;\
place-items:center;background:#f4f5f6;color:#1e2b3c}main{max-width:32rem;margin:1rem;padding:2rem;background:#fff;\
border-radius:.5rem}h1{font-size:1.5rem;margin:0 0 .5rem}p{margin:0}\
@media(prefers-color-scheme:dark){body{background:#11161d;color:#e6e9ed}main{background:#1c242e}}";

/// What a page says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Page {
    /// The answer has come; whether it holds is shown in the app.
    Received,
    /// The person said no.
    Refused,
    /// The answer says that it did not work.
    Failed,
    /// Not the awaited answer.
    Away(Refusal),
}

impl Page {
    /// The page for an answer.
    pub(super) fn of<T>(answer: &Result<T, AuthError>) -> Self {
        match answer {
            Ok(_) => Page::Received,
            Err(AuthError::Refused) => Page::Refused,
            Err(_) => Page::Failed,
        }
    }

    /// The whole HTTP response, which closes the connection.
    pub(super) fn response(self, locale: &str) -> String {
        let (language, title, text) = self.words(locale);
        let body = format!(
            "<!doctype html><html lang=\"{language}\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title>\
             <style>{STYLE}</style></head><body><main><h1>{title}</h1><p>{text}</p></main></body></html>"
        );
        let status = self.status();
        let allow = if self == Page::Away(Refusal::Method) {
            "Allow: GET\r\n"
        } else {
            ""
        };
        let style = STANDARD.encode(Sha256::digest(STYLE));
        format!(
            "HTTP/1.1 {status}\r\n\
             Content-Type: text/html; charset=utf-8\r\n\
             Content-Length: {length}\r\n\
             Cache-Control: no-store\r\n\
             Referrer-Policy: no-referrer\r\n\
             Content-Security-Policy: default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; \
             form-action 'none'; frame-ancestors 'none'\r\n\
             X-Content-Type-Options: nosniff\r\n\
             {allow}Connection: close\r\n\r\n{body}",
            length = body.len(),
        )
    }

    fn status(self) -> &'static str {
        match self {
            Page::Received | Page::Refused => "200 OK",
            Page::Failed | Page::Away(Refusal::BadRequest) => "400 Bad Request",
            Page::Away(Refusal::NotFound) => "404 Not Found",
            Page::Away(Refusal::Method) => "405 Method Not Allowed",
            Page::Away(Refusal::TooSlow) => "408 Request Timeout",
            Page::Away(Refusal::TooLong) => "431 Request Header Fields Too Large",
        }
    }

    /// Language, title, text. These words are shown by the browser, before any window of ours.
    fn words(self, locale: &str) -> (&'static str, &'static str, &'static str) {
        match (locale, self) {
            ("en", Page::Received) => (
                "en",
                "Back to Fullmakt",
                "You can close this tab and go on in Fullmakt.",
            ),
            ("en", Page::Refused) => (
                "en",
                "The login was cancelled",
                "Nothing has been done. You can close this tab and try again in Fullmakt.",
            ),
            ("en", Page::Failed) => (
                "en",
                "The login did not work",
                "You can close this tab. Fullmakt says what went wrong.",
            ),
            ("en", Page::Away(_)) => (
                "en",
                "Nothing to see here",
                "This is not the answer that Fullmakt is waiting for.",
            ),
            ("nn", Page::Received) => (
                "nn",
                "Tilbake til Fullmakt",
                "Du kan lukke denne fana og halde fram i Fullmakt.",
            ),
            ("nn", Page::Refused) => (
                "nn",
                "Innlogginga vart avbroten",
                "Ingenting er gjort. Du kan lukke denne fana og prøve på nytt i Fullmakt.",
            ),
            ("nn", Page::Failed) => (
                "nn",
                "Innlogginga gjekk ikkje",
                "Du kan lukke denne fana. Fullmakt fortel kva som gjekk gale.",
            ),
            ("nn", Page::Away(_)) => (
                "nn",
                "Ingenting å sjå her",
                "Dette er ikkje svaret som Fullmakt ventar på.",
            ),
            (_, Page::Received) => (
                "nb",
                "Tilbake til Fullmakt",
                "Du kan lukke denne fanen og fortsette i Fullmakt.",
            ),
            (_, Page::Refused) => (
                "nb",
                "Innloggingen ble avbrutt",
                "Ingenting er gjort. Du kan lukke denne fanen og prøve på nytt i Fullmakt.",
            ),
            (_, Page::Failed) => (
                "nb",
                "Innloggingen gikk ikke",
                "Du kan lukke denne fanen. Fullmakt forteller hva som gikk galt.",
            ),
            (_, Page::Away(_)) => (
                "nb",
                "Ingenting å se her",
                "Dette er ikke svaret som Fullmakt venter på.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Page, STYLE};
    use crate::loopback::callback::Refusal;

    const ALL: [Page; 8] = [
        Page::Received,
        Page::Refused,
        Page::Failed,
        Page::Away(Refusal::BadRequest),
        Page::Away(Refusal::NotFound),
        Page::Away(Refusal::Method),
        Page::Away(Refusal::TooLong),
        Page::Away(Refusal::TooSlow),
    ];

    #[test]
    fn every_page_is_static_and_kept_nowhere() {
        for page in ALL {
            for locale in ["nb", "nn", "en", "se"] {
                let response = page.response(locale);
                let (head, body) = response.split_once("\r\n\r\n").expect("a head and a body");
                for header in [
                    "Cache-Control: no-store",
                    "Referrer-Policy: no-referrer",
                    "Content-Security-Policy: default-src 'none'; style-src 'sha256-",
                    "frame-ancestors 'none'",
                    "X-Content-Type-Options: nosniff",
                    "Connection: close",
                ] {
                    assert!(head.contains(header), "{page:?} {header}");
                }
                assert!(!head.contains("unsafe") && !head.contains("Access-Control"));
                assert!(head.contains(&format!("Content-Length: {}", body.len())));
                assert!(
                    !body.contains("<script") && !body.contains("href") && !body.contains("src")
                );
                assert!(body.contains(STYLE));
            }
        }
    }

    #[test]
    fn the_three_languages_differ_and_sami_gets_bokmal() {
        for page in ALL {
            let [nb, nn, en] = ["nb", "nn", "en"].map(|locale| page.words(locale));
            assert_eq!((nb.0, nn.0, en.0), ("nb", "nn", "en"));
            assert!(nb.2 != nn.2 && nn.2 != en.2);
            assert_eq!(page.words("se"), nb);
        }
    }
}
