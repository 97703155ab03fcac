//! HTML: read as a browser reads it, then taken through the list of elements that may be shown.

mod arena;
mod bounded;
mod elements;

use crate::build::Builder;
use arena::{Arena, Kind, NodeId};
use elements::Meaning;

/// Reads HTML, whole pages and parts of pages alike.
pub(crate) fn read(text: &str, builder: &mut Builder<'_>) {
    let page = bounded::parse(text);
    if page.cut {
        builder.mark_truncated();
    }
    walk(&page.arena, builder);
}

/// Whether a text that was sent as Markdown is HTML from end to end, as letters moved from older services are. In
/// Markdown they would show as a heap of tags.
pub(crate) fn is_html_throughout(text: &str) -> bool {
    let text = text.trim();
    let Some(rest) = text.strip_prefix('<') else {
        return false;
    };
    let name = rest
        .split(|c: char| !(c.is_ascii_alphanumeric() || c == '!' || c == '-'))
        .next()
        .unwrap_or_default();
    text.ends_with('>') && elements::begins_a_page(name)
}

/// Goes through the tree without calling itself: a tree may be deeper than a stack.
fn walk(arena: &Arena, builder: &mut Builder<'_>) {
    let mut next = arena.first_child(Arena::ROOT);
    // Elements above the current place, and whether they were opened.
    let mut above: Vec<(NodeId, bool)> = Vec::new();
    loop {
        if builder.is_full() {
            return;
        }
        let Some(node) = next else {
            let Some((left, opened)) = above.pop() else {
                return;
            };
            if opened {
                builder.close();
            }
            next = arena.next_sibling(left);
            continue;
        };
        next = match enter(arena, node, builder) {
            Some(opened) => {
                above.push((node, opened));
                arena.first_child(node)
            }
            None => arena.next_sibling(node),
        };
    }
}

/// Takes one node. `Some` when its children are to be taken too, and whether it is to be closed after them.
fn enter(arena: &Arena, node: NodeId, builder: &mut Builder<'_>) -> Option<bool> {
    let element = match arena.kind(node) {
        Kind::Text(text) => {
            builder.text(text);
            return None;
        }
        Kind::Other => return Some(false),
        Kind::Element(element) => element,
    };
    match elements::meaning(element) {
        Meaning::Open(element) => builder.open(element),
        Meaning::Words => return Some(false),
        Meaning::NewLine => {
            builder.line_break();
            return None;
        }
        Meaning::Rule => {
            builder.rule();
            return None;
        }
        Meaning::Image(alt) => {
            builder.image(alt);
            return None;
        }
        Meaning::Omit => {
            builder.mark_omitted();
            return None;
        }
        Meaning::Drop => return None,
    }
    Some(true)
}
