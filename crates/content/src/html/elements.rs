//! What each element of HTML means here. What is not in this list has no meaning: its words are kept.

use html5ever::{LocalName, local_name, ns};

use super::arena::Tag;
use crate::build::Element;
use crate::document::Align;

/// What an element means.
#[derive(Debug)]
pub(super) enum Meaning<'a> {
    /// It is shown.
    Open(Element<'a>),
    /// It is not, but its content is.
    Words,
    /// A new line.
    NewLine,
    /// A line between two parts.
    Rule,
    /// A picture, with the description that its author gave.
    Image(Option<&'a str>),
    /// Neither it nor its content is shown, and the reader is told.
    Omit,
    /// Neither it nor its content is for reading.
    Drop,
}

/// Attributes that are looked at; no other is kept when a page is read.
pub(super) const ATTRIBUTES: [LocalName; 5] = [
    local_name!("href"),
    local_name!("alt"),
    local_name!("align"),
    local_name!("start"),
    local_name!("width"),
];

/// What an element means.
pub(super) fn meaning(tag: &Tag) -> Meaning<'_> {
    if tag.name.ns != ns!(html) {
        // Drawings and formulas.
        return Meaning::Omit;
    }
    let element = match &*tag.name.local {
        "p" => Element::Paragraph,
        "h1" => Element::Heading(1),
        "h2" => Element::Heading(2),
        "h3" => Element::Heading(3),
        "h4" => Element::Heading(4),
        "h5" => Element::Heading(5),
        "h6" => Element::Heading(6),
        "ul" => Element::List(None),
        "ol" => Element::List(Some(start(tag))),
        "li" => Element::Item,
        "blockquote" => Element::Quote,
        "pre" => Element::CodeBlock,
        "table" => Element::Table,
        "tr" => Element::Row,
        "td" => cell(tag, false),
        "th" => cell(tag, true),
        "strong" | "b" => Element::Strong,
        "em" | "i" => Element::Emphasis,
        "code" => Element::Code,
        "a" => match tag.attribute(&local_name!("href")) {
            Some(address) => Element::Link(address),
            None => return Meaning::Words,
        },
        "br" => return Meaning::NewLine,
        "hr" => return Meaning::Rule,
        "img" => return image(tag),
        "address" | "article" | "aside" | "caption" | "center" | "dd" | "details" | "dialog"
        | "dir" | "div" | "dl" | "dt" | "fieldset" | "figcaption" | "figure" | "footer"
        | "header" | "hgroup" | "legend" | "main" | "menu" | "nav" | "search" | "section"
        | "summary" => Element::Division,
        "form" | "iframe" | "object" | "embed" | "applet" | "video" | "audio" | "canvas"
        | "frameset" | "frame" | "select" | "textarea" | "input" | "map" => return Meaning::Omit,
        "script" | "style" | "template" | "noscript" | "noframes" | "noembed" | "head"
        | "title" | "meta" | "link" | "base" | "datalist" => return Meaning::Drop,
        _ => return Meaning::Words,
    };
    Meaning::Open(element)
}

/// Elements with which a page, or a part of one, begins. Never one that Markdown writes itself: `<https:…>`.
pub(super) fn begins_a_page(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "!doctype", "html", "head", "body", "style", "p", "div", "table", "h1", "h2", "h3", "h4",
        "h5", "h6", "ul", "ol", "span", "font", "center", "section", "article", "header", "main",
        "b", "strong", "br",
    ];
    let name = name.to_ascii_lowercase();
    NAMES.contains(&name.as_str())
}

fn start(tag: &Tag) -> u32 {
    tag.attribute(&local_name!("start"))
        .and_then(|number| number.trim().parse().ok())
        .unwrap_or(1)
}

fn cell(tag: &Tag, header: bool) -> Element<'_> {
    let align = match tag.attribute(&local_name!("align")).map(str::trim) {
        Some(a) if a.eq_ignore_ascii_case("right") => Some(Align::End),
        Some(a) if a.eq_ignore_ascii_case("center") => Some(Align::Center),
        _ => None,
    };
    Element::Cell { header, align }
}

fn image(tag: &Tag) -> Meaning<'_> {
    // A picture of one dot only tells the sender that the letter was opened.
    let is_dot = tag
        .attribute(&local_name!("width"))
        .is_some_and(|width| matches!(width.trim(), "0" | "1" | "1px"));
    if is_dot {
        Meaning::Drop
    } else {
        Meaning::Image(tag.attribute(&local_name!("alt")))
    }
}
