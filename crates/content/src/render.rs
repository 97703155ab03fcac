//! From bytes to a document.

use std::borrow::Cow;

use url::Url;

use crate::build::Builder;
use crate::document::Document;
use crate::limits::SOURCE_MAX;
use crate::media_type::Format;
use crate::{html, markdown, plain};

/// Reads a text that others wrote. Any bytes are good: what is not UTF-8 becomes `U+FFFD`, broken markup is read as
/// a browser reads it, and what is too long is cut. `origin` is the address that the text was fetched from, `None`
/// for a text that came inside a dialog; links to its host are marked as such.
///
/// Takes a few milliseconds for real letters; a hostile megabyte can take a second, so a caller on an async thread
/// hands it to a blocking one.
pub fn render(format: Format, body: impl AsRef<[u8]>, origin: Option<&Url>) -> Document {
    let (text, cut) = read(body.as_ref());
    let mut builder = Builder::new(origin.and_then(Url::host_str));
    if cut {
        builder.mark_truncated();
    }
    match format {
        Format::Plain => plain::read(&text, &mut builder),
        Format::Markdown if html::is_html_throughout(&text) => html::read(&text, &mut builder),
        Format::Markdown => markdown::read(&text, &mut builder),
        Format::Html => html::read(&text, &mut builder),
    }
    builder.finish()
}

/// The text of the first [`SOURCE_MAX`] bytes, and whether there were more.
fn read(body: &[u8]) -> (Cow<'_, str>, bool) {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    if body.len() <= SOURCE_MAX {
        return (String::from_utf8_lossy(body), false);
    }
    let mut end = SOURCE_MAX;
    // A letter of several bytes is not cut in two.
    while end > SOURCE_MAX - 4 && body[end] & 0xc0 == 0x80 {
        end -= 1;
    }
    (String::from_utf8_lossy(&body[..end]), true)
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::limits::SOURCE_MAX;

    #[test]
    fn a_long_source_is_cut_between_letters() {
        let long = format!("{}æ", "x".repeat(SOURCE_MAX - 1));
        let (text, cut) = read(long.as_bytes());
        assert!(cut && text.ends_with('x') && text.len() == SOURCE_MAX - 1);
        let (text, cut) = read(b"\xef\xbb\xbfHei");
        assert!(!cut && text == "Hei");
    }
}
