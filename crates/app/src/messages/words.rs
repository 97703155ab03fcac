//! Words that come from data: names of kinds, of types of file, and of languages.

use fullmakt_domain::Language;

/// A name of a kind as the wire writes it (`SignatureProvided`), in snake case.
pub(super) fn snake(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    let mut after_small = false;
    for letter in name.chars() {
        if letter.is_uppercase() && after_small {
            out.push('_');
        }
        after_small = letter.is_lowercase() || letter.is_ascii_digit();
        out.extend(letter.to_lowercase());
    }
    out
}

/// What `Accept-Language` says for a reader of this language: `nb, nn;q=0.9, en;q=0.8`.
pub(super) fn accepted(language: Language) -> String {
    let [first, second, third] = language.order();
    let (first, second, third) = (first.tag(), second.tag(), third.tag());
    format!("{first}, {second};q=0.9, {third};q=0.8")
}

/// A media type in a word; `None` for one without a word of its own.
pub(super) fn type_of_file(media_type: &str, language: Language) -> Option<&'static str> {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let essence = essence.to_ascii_lowercase();
    let (main, sub) = essence.split_once('/')?;
    let in_language = |nb, nn, en| match language {
        Language::Nb => nb,
        Language::Nn => nn,
        Language::En => en,
    };
    Some(match (main, sub) {
        (_, "pdf") => "PDF",
        (_, "csv") => "CSV",
        (_, "json") => "JSON",
        (_, "xml") => "XML",
        (_, "html" | "xhtml+xml") => "HTML",
        (_, "zip" | "x-zip-compressed") => "ZIP",
        ("text", "calendar") => in_language("Kalender", "Kalender", "Calendar"),
        ("text", _) => in_language("Tekst", "Tekst", "Text"),
        ("image", _) => in_language("Bilde", "Bilete", "Picture"),
        ("audio", _) => in_language("Lyd", "Lyd", "Sound"),
        ("video", _) => in_language("Film", "Film", "Film"),
        (_, "msword" | "rtf" | "vnd.oasis.opendocument.text") => {
            in_language("Dokument", "Dokument", "Document")
        }
        (_, "vnd.ms-excel" | "vnd.oasis.opendocument.spreadsheet") => {
            in_language("Regneark", "Rekneark", "Spreadsheet")
        }
        (_, sub) if sub.ends_with("wordprocessingml.document") => {
            in_language("Dokument", "Dokument", "Document")
        }
        (_, sub) if sub.ends_with("spreadsheetml.sheet") => {
            in_language("Regneark", "Rekneark", "Spreadsheet")
        }
        (_, sub) if sub.ends_with("presentationml.presentation") => {
            in_language("Presentasjon", "Presentasjon", "Presentation")
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use fullmakt_domain::Language;

    use super::{accepted, snake, type_of_file};

    #[test]
    fn kinds_are_snake_case() {
        for (name, shown) in [
            ("SignatureProvided", "signature_provided"),
            ("Decision", "decision"),
            ("already_snake", "already_snake"),
            ("", ""),
        ] {
            assert_eq!(snake(name), shown);
        }
    }

    #[test]
    fn languages_are_asked_for_in_the_readers_order() {
        assert_eq!(accepted(Language::Nb), "nb, nn;q=0.9, en;q=0.8");
        assert_eq!(accepted(Language::En), "en, nb;q=0.9, nn;q=0.8");
    }

    #[test]
    fn types_have_words() {
        for (media_type, word) in [
            ("application/pdf", Some("PDF")),
            ("image/png; q=1", Some("Bilde")),
            ("Text/Plain", Some("Tekst")),
            ("application/octet-stream", None),
            ("nonsense", None),
        ] {
            assert_eq!(type_of_file(media_type, Language::Nb), word, "{media_type}");
        }
    }
}
