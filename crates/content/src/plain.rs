//! Plain text: an empty line ends a paragraph, any other line break is one.

use crate::build::{Builder, Element};

/// Reads plain text.
pub(crate) fn read(text: &str, builder: &mut Builder<'_>) {
    let text = text.replace("\r\n", "\n");
    let mut in_paragraph = false;
    for line in text.split(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']) {
        if builder.is_full() {
            break;
        }
        if line.trim().is_empty() {
            if std::mem::take(&mut in_paragraph) {
                builder.close();
            }
            continue;
        }
        if in_paragraph {
            builder.line_break();
        } else {
            builder.open(Element::Paragraph);
            in_paragraph = true;
        }
        builder.text(line);
    }
}
