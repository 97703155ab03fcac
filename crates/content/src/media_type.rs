//! The media types that Dialogporten gives for content.

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text.
    Plain,
    /// CommonMark with tables.
    Markdown,
    /// HTML.
    Html,
}

/// What the value of a content field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MediaType {
    /// The value is the text itself.
    Text(Format),
    /// The value is an `https` address from which the text is fetched (front-channel embed).
    Embed(Format),
}

impl MediaType {
    /// Reads a media type (RFC 9110, section 8.3.1). Knows the text types, the embeds, and the two older spellings
    /// of embeds that are still found; `None` for any other, which is then not shown.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split(';').map(|part| part.trim().to_ascii_lowercase());
        let essence = parts.next()?;
        if let Some(format) = Format::of_text(&essence) {
            return Some(MediaType::Text(format));
        }
        if !matches!(
            essence.as_str(),
            "application/vnd.dialogporten.frontchannelembed-url"
                | "application/vnd.dialogporten.frontchannelembed+json"
        ) {
            return None;
        }
        let named = parts.find_map(|part| {
            let (name, value) = part.split_once('=')?;
            (name.trim() == "type").then(|| value.trim().trim_matches('"').to_owned())
        })?;
        match named.as_str() {
            "markdown" | "text/markdown" => Some(MediaType::Embed(Format::Markdown)),
            "html" | "text/html" => Some(MediaType::Embed(Format::Html)),
            _ => None,
        }
    }
}

impl Format {
    fn of_text(essence: &str) -> Option<Self> {
        match essence {
            "text/plain" => Some(Format::Plain),
            "text/markdown" | "text/x-markdown" => Some(Format::Markdown),
            "text/html" | "application/xhtml+xml" => Some(Format::Html),
            _ => None,
        }
    }

    /// Whether an answer with this `Content-Type` can be the text that was promised in this format. Servers often
    /// say `text/plain`, or nothing. A page of HTML where Markdown was promised is a login or an error page, and no
    /// letter.
    pub fn fits_answer(self, content_type: Option<&str>) -> bool {
        let Some(content_type) = content_type else {
            return true;
        };
        let essence = content_type.split(';').next().unwrap_or_default().trim();
        match Format::of_text(&essence.to_ascii_lowercase()) {
            Some(answered) => answered == self || answered == Format::Plain,
            None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Format, MediaType};

    #[test]
    fn the_types_of_dialogporten_are_known() {
        use Format::{Html, Markdown, Plain};
        use MediaType::{Embed, Text};
        for (text, known) in [
            ("text/plain", Some(Text(Plain))),
            ("Text/Markdown; charset=utf-8", Some(Text(Markdown))),
            ("text/html", Some(Text(Html))),
            (
                "application/vnd.dialogporten.frontchannelembed-url;type=text/markdown",
                Some(Embed(Markdown)),
            ),
            (
                "application/vnd.dialogporten.frontchannelembed-url; type=\"text/html\"",
                Some(Embed(Html)),
            ),
            (
                "application/vnd.dialogporten.frontchannelembed+json;type=markdown",
                Some(Embed(Markdown)),
            ),
            (
                "application/vnd.dialogporten.frontchannelembed+json;type=html",
                Some(Embed(Html)),
            ),
            (
                "application/vnd.dialogporten.frontchannelembed-url;type=text/plain",
                None,
            ),
            ("application/vnd.dialogporten.frontchannelembed-url", None),
            ("application/json", None),
            ("", None),
        ] {
            assert_eq!(MediaType::parse(text), known, "{text}");
        }
    }

    #[test]
    fn an_answer_must_fit_what_was_promised() {
        assert!(Format::Markdown.fits_answer(Some("text/plain; charset=utf-8")));
        assert!(Format::Markdown.fits_answer(Some("text/markdown")));
        assert!(Format::Markdown.fits_answer(None));
        assert!(Format::Html.fits_answer(Some("Text/HTML")));
        assert!(!Format::Markdown.fits_answer(Some("text/html")));
        assert!(!Format::Html.fits_answer(Some("application/problem+json")));
        assert!(!Format::Plain.fits_answer(Some("text/html")));
    }
}
