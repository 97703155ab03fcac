//! What holds of every document, whatever it was made of.

use fullmakt_content::{
    Block, Document, Format, Inline, Link, LinkKind, NODES_MAX, TEXT_MAX, plain_text, render,
};
use fullmakt_domain::text::is_without_width;
use proptest::prelude::*;

/// A walk over a document that checks as it goes.
#[derive(Default)]
struct Walk {
    nodes: usize,
    bytes: usize,
    level: usize,
    deepest: usize,
}

/// Fails when a document holds what none may hold.
pub fn assert_sound(document: &Document) {
    let mut walk = Walk::default();
    walk.blocks(&document.blocks);
    // Counted as they are opened, so that the last one may bring its frames along.
    assert!(walk.nodes <= NODES_MAX + 16, "{} nodes", walk.nodes);
    assert!(walk.bytes <= TEXT_MAX + 8 * 1024, "{} bytes", walk.bytes);
    assert!(plain_text(document).len() <= TEXT_MAX + NODES_MAX);
}

/// Elements inside each other.
pub fn depth(document: &Document) -> usize {
    let mut walk = Walk::default();
    walk.blocks(&document.blocks);
    walk.deepest
}

impl Walk {
    fn inside(&mut self, look: impl FnOnce(&mut Self)) {
        self.nodes += 1;
        self.level += 1;
        self.deepest = self.deepest.max(self.level);
        look(self);
        self.level -= 1;
    }

    fn blocks(&mut self, blocks: &[Block]) {
        // A heading is at most one below the one before it; across levels of nesting that is the outline's business.
        for block in blocks {
            self.inside(|walk| walk.block(block));
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph { inlines } => self.inlines(inlines),
            Block::Heading { level, inlines } => {
                assert!((1..=6).contains(level));
                self.inlines(inlines);
            }
            Block::List { items, .. } => {
                assert!(!items.is_empty());
                for item in items {
                    self.inside(|walk| walk.blocks(&item.blocks));
                }
            }
            Block::Quote { blocks } => {
                assert!(!blocks.is_empty());
                self.blocks(blocks);
            }
            Block::CodeBlock { text } => {
                assert!(!text.trim().is_empty());
                self.text(text, true);
            }
            Block::Table { rows } => {
                assert!(!rows.is_empty());
                for row in rows {
                    assert!(!row.cells.is_empty());
                    self.inside(|walk| {
                        for cell in &row.cells {
                            walk.inside(|walk| walk.blocks(&cell.blocks));
                        }
                    });
                }
            }
            Block::Rule => {}
        }
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        assert!(!inlines.is_empty());
        for inline in inlines {
            self.inside(|walk| walk.inline(inline));
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text { text } | Inline::Code { text } => {
                assert!(!text.is_empty());
                self.text(text, false);
            }
            Inline::Strong { inlines } | Inline::Emphasis { inlines } => self.inlines(inlines),
            Inline::Link { link, inlines } => {
                self.bytes += link.href.len() + link.shown.len();
                assert_opens_nothing_else(link);
                self.inlines(inlines);
            }
            Inline::RefusedLink { host, inlines, .. } => {
                self.text(host, false);
                self.inlines(inlines);
            }
            Inline::Image { alt } => self.text(alt.as_deref().unwrap_or_default(), false),
            Inline::Break => {}
        }
    }

    fn text(&mut self, text: &str, is_block: bool) {
        self.bytes += text.len();
        for c in text.chars() {
            assert!(!c.is_control() || (is_block && c == '\n'), "{c:?}");
            // Two joiners stay where a script needs them.
            assert!(
                !is_without_width(c) || matches!(c, '\u{200c}' | '\u{200d}'),
                "{c:?}"
            );
        }
    }
}

fn assert_opens_nothing_else(link: &Link) {
    let scheme = match link.kind {
        LinkKind::Web => "https://",
        LinkKind::Mail => "mailto:",
        LinkKind::Phone => "tel:",
    };
    assert!(link.href.starts_with(scheme), "{}", link.href);
    assert!(
        link.href.bytes().all(|b| b.is_ascii_graphic()),
        "{}",
        link.href
    );
    assert!(!link.shown.is_empty() && !link.shown.chars().any(char::is_control));
    if link.kind == LinkKind::Web {
        let url: url::Url = link.href.parse().expect("its own normal form");
        assert_eq!(url.as_str(), link.href);
        assert!(!fullmakt_domain::is_private_host(&url));
        assert!(url.username().is_empty() && url.password().is_none());
    }
}

/// Pieces of which hostile letters are made.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "\\PC{0,12}",
        proptest::sample::select(vec![
            "<p>",
            "</p>",
            "<div>",
            "</div>",
            "<ul>",
            "<ol start=9>",
            "<li>",
            "</li>",
            "</ul>",
            "<table>",
            "<tr>",
            "<td align=right>",
            "<th>",
            "</td>",
            "</table>",
            "<b>",
            "</b>",
            "<em>",
            "</em>",
            "<pre>",
            "</pre>",
            "<code>",
            "</code>",
            "<h1>",
            "<h4>",
            "</h4>",
            "<br>",
            "<hr>",
            "<img alt=x>",
            "<img>",
            "<a href='https://altinn.no/x'>",
            "<a href=javascript:alert(1)>",
            "<a href=http://a.no>",
            "<a href='mailto:a@b.no'>",
            "<a href=tel:113>",
            "</a>",
            "<script>",
            "</script>",
            "<svg>",
            "<math><mi>",
            "</svg>",
            "<style>",
            "<template>",
            "<select>",
            "<form>",
            "</form>",
            "<textarea>",
            "<iframe>",
            "<plaintext>",
            "<blockquote>",
            "</blockquote>",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "&lt;",
            "&#x202e;",
            "&#0;",
            "<body>",
            "<html>",
            "<frameset>",
            "<caption>",
            "<col>",
            "# ",
            "\n\n",
            "\n",
            "- ",
            "> ",
            "1. ",
            "    ",
            "\t",
            "```\n",
            "*",
            "**",
            "_",
            "`",
            "|a|b|\n|-|-|\n",
            "[",
            "](https://a.no)",
            "](javascript:x)",
            "![",
            "<https://a.no>",
            "\\",
            "\u{202e}",
            "\u{200d}",
            "\u{0}",
            "\u{feff}",
            "\u{a0}",
            "altinn.no",
            "\r\n",
            "\u{2028}",
            "e\u{301}\u{301}\u{301}\u{301}\u{301}",
        ])
        .prop_map(str::to_owned),
    ]
}

fn letter() -> impl Strategy<Value = String> {
    proptest::collection::vec(piece(), 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_text_becomes_a_sound_document(text in letter()) {
        for format in [Format::Plain, Format::Markdown, Format::Html] {
            let document = render(format, &text, None);
            assert_sound(&document);
            let json = serde_json::to_string(&document).expect("plain data");
            let again: Document = serde_json::from_str(&json).expect("what was written");
            prop_assert_eq!(again, document);
        }
    }

    #[test]
    fn every_row_of_bytes_is_a_text(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for format in [Format::Plain, Format::Markdown, Format::Html] {
            assert_sound(&render(format, &bytes, None));
        }
    }

    /// No letter or digit of a plain text is lost.
    #[test]
    fn words_are_kept(words in proptest::collection::vec("[a-zæøå0-9]{1,9}", 1..30)) {
        let text = words.join(" ");
        for format in [Format::Plain, Format::Markdown, Format::Html] {
            prop_assert_eq!(plain_text(&render(format, format!("x {text}"), None)), format!("x {text}"));
        }
        let list: String = words.iter().map(|word| format!("<li><b>{word}</b>")).collect();
        prop_assert_eq!(plain_text(&render(Format::Html, format!("<ul>{list}"), None)), words.join("\n"));
    }
}
