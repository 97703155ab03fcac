//! The HTML parser, held within bounds. Its time grows with the square of how deep elements are open and of how many
//! attributes a tag has; a page that is made for it would keep it busy for minutes.

use std::cell::Cell;

use html5ever::buffer_queue::BufferQueue;
use html5ever::interface::{Tracer, TreeSink, create_element};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{QualName, TokenizerResult, local_name, ns};

use super::arena::{Arena, NodeId, Sink};
use super::elements::ATTRIBUTES;

/// Elements that may be open inside each other; deeper ones are left out, and their words stand in those above.
const OPEN_MAX: usize = 256;
/// Nodes of the tree, text included. A document keeps far fewer.
const NODES_MAX: usize = 200_000;
/// Longest tag or comment, in bytes: of a longer one, and of what comes after it, nothing is read.
const TOKEN_MAX: usize = 64 * 1024;
/// Bytes that the parser gets at a time.
const STEP: usize = 4 * 1024;

/// What was read.
pub(super) struct Page {
    pub(super) arena: Arena,
    /// There was more.
    pub(super) cut: bool,
}

/// Reads a page as what stands inside `body`, which whole pages can be as well.
pub(super) fn parse(text: &str) -> Page {
    let sink = Sink::new();
    let body = QualName::new(None, ns!(html), local_name!("body"));
    let context = create_element(&sink, body, Vec::new());
    let options = TreeBuilderOpts {
        scripting_enabled: false,
        drop_doctype: true,
        ..TreeBuilderOpts::default()
    };
    let tree = TreeBuilder::new_for_fragment(sink, context, None, options);
    let tokenizer = Tokenizer::new(Bounded::new(tree), TokenizerOpts::default());
    feed(&tokenizer, text);
    tokenizer.end();
    let bounded = tokenizer.sink;
    Page {
        cut: bounded.full.get(),
        arena: bounded.tree.sink.finish(),
    }
}

fn feed(tokenizer: &Tokenizer<Bounded>, text: &str) {
    let bounded = &tokenizer.sink;
    let input = BufferQueue::default();
    let mut rest = text;
    let mut silent = 0;
    while !rest.is_empty() && !bounded.full.get() {
        let (step, after) = rest.split_at(rest.floor_char_boundary(STEP));
        rest = after;
        input.push_back(StrTendril::from(step));
        while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
        silent = if bounded.spoke.take() {
            0
        } else {
            silent + step.len()
        };
        if silent > TOKEN_MAX {
            bounded.full.set(true);
        }
    }
}

/// Stands between the tokenizer and the tree.
struct Bounded {
    tree: TreeBuilder<NodeId, Sink>,
    /// A token came since this was last asked.
    spoke: Cell<bool>,
    /// Nothing more is taken.
    full: Cell<bool>,
}

impl Bounded {
    fn new(tree: TreeBuilder<NodeId, Sink>) -> Self {
        Self {
            tree,
            spoke: Cell::new(false),
            full: Cell::new(false),
        }
    }

    /// Elements that are open.
    fn open(&self) -> usize {
        let count = Count(Cell::new(0));
        self.tree.trace_handles(&count);
        count.0.get()
    }

    fn takes(&self, tag: &mut Tag) -> bool {
        if tag.kind == TagKind::EndTag {
            return true;
        }
        // Two elements that differ in nothing else are one to the parser, which then has less to keep.
        tag.attrs
            .retain(|attribute| ATTRIBUTES.contains(&attribute.name.local));
        // What is no text inside these must not become any, however deep they stand; nothing opens inside them.
        let is_raw = matches!(
            tag.name,
            local_name!("script")
                | local_name!("style")
                | local_name!("title")
                | local_name!("textarea")
                | local_name!("iframe")
                | local_name!("noembed")
                | local_name!("noframes")
                | local_name!("xmp")
        );
        is_raw || self.open() < OPEN_MAX
    }
}

impl TokenSink for Bounded {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        let token = match token {
            // The tokenizer also says that something is wrong, in the middle of a tag.
            Token::ParseError(_) => return TokenSinkResult::Continue,
            Token::CommentToken(_) | Token::DoctypeToken(_) => {
                self.spoke.set(true);
                return TokenSinkResult::Continue;
            }
            Token::TagToken(mut tag) => {
                self.spoke.set(true);
                if self.full.get() || !self.takes(&mut tag) {
                    return TokenSinkResult::Continue;
                }
                Token::TagToken(tag)
            }
            other => {
                self.spoke.set(true);
                other
            }
        };
        if self.full.get() && token != Token::EOFToken {
            return TokenSinkResult::Continue;
        }
        let result = self.tree.process_token(token, line);
        if self.tree.sink.len() > NODES_MAX {
            self.full.set(true);
        }
        result
    }

    fn end(&self) {
        self.tree.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.tree
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Counts what the parser holds.
struct Count(Cell<usize>);

impl Tracer for Count {
    type Handle = NodeId;

    fn trace_handle(&self, _: &NodeId) {
        self.0.set(self.0.get() + 1);
    }
}
