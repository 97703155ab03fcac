//! A new letter in the person's mail program: the words are the screen's, the receiver is the person's to choose.

use url::Url;
use url::form_urlencoded::byte_serialize;

use crate::surface::common::{ErrorCode, Failure};

/// Longest subject and text together, in characters: mail programs cut longer addresses off.
const LONGEST: usize = 2_000;

/// The address of a new letter. No receiver, no copies, no attachments: only a subject and a text.
///
/// # Errors
/// [`ErrorCode::InvalidInput`] when it is too long.
pub(crate) fn letter(subject: &str, body: &str) -> Result<Url, Failure> {
    if subject.chars().count() + body.chars().count() > LONGEST {
        return Err(Failure::new(ErrorCode::InvalidInput).with("field", "body"));
    }
    let subject: String = subject.chars().filter(|c| !c.is_control()).collect();
    let body: String = body
        .lines()
        .map(|line| line.chars().filter(|c| !c.is_control()).collect::<String>())
        .collect::<Vec<_>>()
        .join("\r\n");
    let address = format!("mailto:?subject={}&body={}", coded(&subject), coded(&body));
    Url::parse(&address).map_err(|_| Failure::new(ErrorCode::AddressNotAllowed))
}

/// In addresses of letters a space is `%20`: a plus stays a plus (RFC 6068).
fn coded(text: &str) -> String {
    byte_serialize(text.as_bytes())
        .collect::<String>()
        .replace('+', "%20")
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, letter};

    #[test]
    fn a_letter_has_a_subject_and_a_text() {
        let url = letter(
            "Godkjenn «Lønn» & co?",
            "Hei!\n\nSe https://am.ui.altinn.no/x?id=1&y=2\n1+1",
        )
        .expect("an address");
        assert_eq!(
            url.as_str(),
            "mailto:?subject=Godkjenn%20%C2%ABL%C3%B8nn%C2%BB%20%26%20co%3F\
             &body=Hei%21%0D%0A%0D%0ASe%20https%3A%2F%2Fam.ui.altinn.no%2Fx%3Fid%3D1%26y%3D2%0D%0A1%2B1"
        );
    }

    /// No text can add a receiver, a copy or an attachment.
    #[test]
    fn nothing_else_gets_in() {
        let url = letter(
            "x&bcc=evil@evil.example\r\nBcc: a@b.no",
            "y&attach=/etc/passwd",
        )
        .expect("an address");
        let names: Vec<String> = url
            .query_pairs()
            .map(|(name, _)| name.into_owned())
            .collect();
        assert_eq!(names, ["subject", "body"]);
        assert_eq!(url.path(), "");
        assert!(!url.as_str().contains("%0D%0ABcc"));
    }

    #[test]
    fn a_letter_too_long_is_refused() {
        assert!(letter("", &"x".repeat(LONGEST)).is_ok());
        assert!(letter("x", &"x".repeat(LONGEST)).is_err());
    }
}
