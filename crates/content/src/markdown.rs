//! Markdown: CommonMark 0.31 with tables, as Dialogporten asks for. Raw HTML is off: tags are shown as the text that
//! they are, but for `<br>`, the one way to a new line inside a cell, and for comments, which nobody was to read.

use pulldown_cmark::{Alignment, Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::build::{Builder, Element};
use crate::document::Align;

/// Reads Markdown.
pub(crate) fn read(text: &str, builder: &mut Builder<'_>) {
    let mut reader = Reader {
        builder,
        table: Table::default(),
        image: None,
        html: String::new(),
    };
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        if reader.builder.is_full() {
            break;
        }
        reader.take(event);
    }
}

struct Reader<'r, 'b> {
    builder: &'r mut Builder<'b>,
    table: Table,
    /// Inside a picture only its description counts.
    image: Option<Image>,
    /// A block of HTML comes line by line.
    html: String,
}

/// Where in a table one is.
#[derive(Default)]
struct Table {
    alignments: Vec<Alignment>,
    in_head: bool,
    column: usize,
}

#[derive(Default)]
struct Image {
    /// Elements open inside.
    depth: usize,
    alt: String,
}

impl Reader<'_, '_> {
    fn take(&mut self, event: Event<'_>) {
        if self.image.is_some() {
            self.describe(&event);
            return;
        }
        match event {
            Event::Start(Tag::Image { .. }) => self.image = Some(Image::default()),
            Event::Start(tag) => self.start(&tag),
            Event::End(end) => {
                if end == TagEnd::HtmlBlock {
                    let html = std::mem::take(&mut self.html);
                    self.raw(&html);
                }
                self.builder.close();
            }
            Event::Text(text) => self.builder.text(&text),
            Event::Code(text) => {
                self.builder.open(Element::Code);
                self.builder.text(&text);
                self.builder.close();
            }
            Event::Html(line) => self.html.push_str(&line),
            Event::InlineHtml(tag) => self.raw(&tag),
            Event::SoftBreak => self.builder.text(" "),
            Event::HardBreak => self.builder.line_break(),
            Event::Rule => self.builder.rule(),
            // Extensions that are off.
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                self.builder.text(&text);
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        let mail;
        let element = match tag {
            Tag::Paragraph => Element::Paragraph,
            Tag::Heading { level, .. } => Element::Heading(*level as u8),
            Tag::BlockQuote(_) => Element::Quote,
            Tag::CodeBlock(_) => Element::CodeBlock,
            Tag::List(start) => Element::List(start.map(|n| u32::try_from(n).unwrap_or(u32::MAX))),
            Tag::Item => Element::Item,
            Tag::Table(alignments) => {
                self.table.alignments.clone_from(alignments);
                Element::Table
            }
            Tag::TableHead | Tag::TableRow => {
                self.table.in_head = matches!(tag, Tag::TableHead);
                self.table.column = 0;
                Element::Row
            }
            Tag::TableCell => {
                let align = self.table.alignments.get(self.table.column);
                self.table.column += 1;
                Element::Cell {
                    header: self.table.in_head,
                    align: align.and_then(align_of),
                }
            }
            Tag::Emphasis => Element::Emphasis,
            Tag::Strong => Element::Strong,
            Tag::Link {
                link_type: LinkType::Email,
                dest_url,
                ..
            } => {
                mail = format!("mailto:{dest_url}");
                Element::Link(&mail)
            }
            Tag::Link { dest_url, .. } => Element::Link(dest_url),
            // Raw HTML, and extensions that are off.
            _ => Element::Division,
        };
        self.builder.open(element);
    }

    /// Gathers the description of a picture.
    fn describe(&mut self, event: &Event<'_>) {
        let Some(image) = &mut self.image else {
            return;
        };
        match event {
            Event::Start(_) => image.depth += 1,
            Event::End(_) if image.depth > 0 => image.depth -= 1,
            Event::End(_) => {
                let alt = std::mem::take(&mut image.alt);
                self.image = None;
                self.builder.image(Some(&alt));
            }
            Event::Text(text) | Event::Code(text) => image.alt.push_str(text),
            Event::SoftBreak | Event::HardBreak => image.alt.push(' '),
            _ => {}
        }
    }

    fn raw(&mut self, html: &str) {
        let tag = html.trim();
        if is_new_line(tag) {
            self.builder.line_break();
        } else if !(tag.starts_with("<!--") && tag.ends_with("-->")) {
            self.builder.text(html);
        }
    }
}

/// `<br>`, `<br/>` or `<BR />`.
fn is_new_line(tag: &str) -> bool {
    tag.strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'))
        .map(|name| name.trim_end_matches(['/', ' ']))
        .is_some_and(|name| name.eq_ignore_ascii_case("br"))
}

fn align_of(alignment: &Alignment) -> Option<Align> {
    match alignment {
        Alignment::Center => Some(Align::Center),
        Alignment::Right => Some(Align::End),
        Alignment::None | Alignment::Left => None,
    }
}

#[cfg(test)]
mod tests {
    use super::is_new_line;

    #[test]
    fn new_lines_are_known() {
        for tag in ["<br>", "<br/>", "<BR />", "<br >"] {
            assert!(is_new_line(tag), "{tag}");
        }
        for tag in ["<b>", "<br onload=x>", "br", "</br>", "<!-- br -->"] {
            assert!(!is_new_line(tag), "{tag}");
        }
    }
}
