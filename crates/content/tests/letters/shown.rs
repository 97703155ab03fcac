//! A document on one line, so that a test can say what it expects: `h1(Vedtak) p(Les *dette* /her) ul(li(p(a)))`.

use std::fmt::Write as _;

use fullmakt_content::{Align, Block, Document, Format, Inline, LinkRefusal, TableRow, render};

/// What a text becomes.
pub fn shown(format: Format, text: &str) -> String {
    line(&render(format, text, None))
}

/// A document on one line.
pub fn line(document: &Document) -> String {
    let mut out = String::new();
    blocks(&document.blocks, &mut out);
    if document.truncated {
        out.push_str(" …");
    }
    if document.omitted {
        out.push_str(" ¬");
    }
    out
}

fn blocks(all: &[Block], out: &mut String) {
    for (place, block) in all.iter().enumerate() {
        if place > 0 {
            out.push(' ');
        }
        match block {
            Block::Paragraph { inlines } => around("p", inlines, out),
            Block::Heading { level, inlines } => around(&format!("h{level}"), inlines, out),
            Block::List { start, items } => {
                match start {
                    None => out.push_str("ul("),
                    Some(1) => out.push_str("ol("),
                    Some(n) => write!(out, "ol@{n}(").expect("a string"),
                }
                for (place, item) in items.iter().enumerate() {
                    out.push_str(if place > 0 { " li(" } else { "li(" });
                    blocks(&item.blocks, out);
                    out.push(')');
                }
                out.push(')');
            }
            Block::Quote { blocks: quoted } => {
                out.push_str("q(");
                blocks(quoted, out);
                out.push(')');
            }
            Block::CodeBlock { text } => write!(out, "pre{{{text}}}").expect("a string"),
            Block::Table { rows } => table(rows, out),
            Block::Rule => out.push_str("hr"),
        }
    }
}

fn table(rows: &[TableRow], out: &mut String) {
    out.push_str("table(");
    for (place, row) in rows.iter().enumerate() {
        out.push_str(if place > 0 { " tr(" } else { "tr(" });
        for (place, cell) in row.cells.iter().enumerate() {
            if place > 0 {
                out.push(' ');
            }
            out.push_str(if cell.header { "th" } else { "td" });
            out.push_str(match cell.align {
                None => "(",
                Some(Align::Center) => "^(",
                Some(Align::End) => ">(",
            });
            blocks(&cell.blocks, out);
            out.push(')');
        }
        out.push(')');
    }
    out.push(')');
}

fn around(name: &str, all: &[Inline], out: &mut String) {
    write!(out, "{name}(").expect("a string");
    inlines(all, out);
    out.push(')');
}

fn inlines(all: &[Inline], out: &mut String) {
    for inline in all {
        match inline {
            Inline::Text { text } => out.push_str(text),
            Inline::Strong { inlines: inner } => {
                out.push('*');
                inlines(inner, out);
                out.push('*');
            }
            Inline::Emphasis { inlines: inner } => {
                out.push('_');
                inlines(inner, out);
                out.push('_');
            }
            Inline::Code { text } => write!(out, "`{text}`").expect("a string"),
            Inline::Link {
                link,
                inlines: inner,
            } => {
                out.push('[');
                inlines(inner, out);
                let doubt = if link.cautions.is_empty() { "" } else { "?" };
                write!(out, "]{doubt}({})", link.href).expect("a string");
            }
            Inline::RefusedLink {
                reason,
                host,
                inlines: inner,
            } => {
                out.push('[');
                inlines(inner, out);
                let why = match reason {
                    LinkRefusal::NotSecure => "http",
                    LinkRefusal::PrivateAddress => "private",
                    LinkRefusal::Credentials => "login",
                };
                write!(out, "](!{why} {host})").expect("a string");
            }
            Inline::Image { alt } => {
                write!(out, "<{}>", alt.as_deref().unwrap_or("image")).expect("a string");
            }
            Inline::Break => out.push('/'),
        }
    }
}
