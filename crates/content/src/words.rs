//! The words of a document without their forms, for the search index and for previews.

use crate::document::{Block, Document, Inline};

/// All words, one line for each paragraph, heading, row and line of code. Pictures give their descriptions; links
/// give their words, not their addresses. Of the length that [`TEXT_MAX`](crate::TEXT_MAX) allows, at most.
pub fn plain_text(document: &Document) -> String {
    let mut text = String::new();
    lines(&document.blocks, "\n", &mut text);
    text
}

fn lines(blocks: &[Block], end: &str, text: &mut String) {
    for block in blocks {
        match block {
            Block::Paragraph { inlines } | Block::Heading { inlines, .. } => {
                start_line(text, end);
                inline_text(inlines, text);
            }
            Block::CodeBlock { text: code } => {
                start_line(text, end);
                text.push_str(code);
            }
            Block::List { items, .. } => {
                for item in items {
                    lines(&item.blocks, end, text);
                }
            }
            Block::Quote { blocks } => lines(blocks, end, text),
            Block::Table { rows } => {
                for row in rows {
                    start_line(text, end);
                    for cell in &row.cells {
                        lines(&cell.blocks, " ", text);
                    }
                }
            }
            Block::Rule => {}
        }
    }
}

fn start_line(text: &mut String, end: &str) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push_str(end);
    }
}

/// The words of some inline parts.
pub(crate) fn inline_text(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text { text: words } | Inline::Code { text: words } => text.push_str(words),
            Inline::Strong { inlines }
            | Inline::Emphasis { inlines }
            | Inline::Link { inlines, .. }
            | Inline::RefusedLink { inlines, .. } => inline_text(inlines, text),
            Inline::Image { alt } => text.push_str(alt.as_deref().unwrap_or_default()),
            Inline::Break => text.push(' '),
        }
    }
}
