//! The tree that the HTML parser writes: nodes in one vector, linked by their places in it, so that neither building
//! nor dropping a deep tree needs a deep stack.

use std::borrow::Cow;
use std::cell::RefCell;

use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, Namespace, QualName};

/// Place of a node.
pub(super) type NodeId = usize;

/// What a node is.
#[derive(Debug)]
pub(super) enum Kind {
    Element(Tag),
    Text(String),
    /// The document itself.
    Other,
}

/// An element's name and the attributes that are looked at.
#[derive(Debug)]
pub(super) struct Tag {
    pub(super) name: QualName,
    attributes: Vec<Attribute>,
}

impl Tag {
    pub(super) fn attribute(&self, name: &LocalName) -> Option<&str> {
        self.attributes
            .iter()
            .find(|attribute| attribute.name.local == *name)
            .map(|attribute| &*attribute.value)
    }
}

#[derive(Debug)]
struct Node {
    kind: Kind,
    parent: Option<NodeId>,
    previous: Option<NodeId>,
    next: Option<NodeId>,
    first: Option<NodeId>,
    last: Option<NodeId>,
}

/// The tree.
#[derive(Debug)]
pub(super) struct Arena {
    nodes: Vec<Node>,
}

impl Arena {
    /// The document.
    pub(super) const ROOT: NodeId = 0;

    fn new() -> Self {
        let mut arena = Self { nodes: Vec::new() };
        arena.add(Kind::Other);
        arena
    }

    pub(super) fn kind(&self, node: NodeId) -> &Kind {
        &self.nodes[node].kind
    }

    pub(super) fn first_child(&self, node: NodeId) -> Option<NodeId> {
        self.nodes[node].first
    }

    pub(super) fn next_sibling(&self, node: NodeId) -> Option<NodeId> {
        self.nodes[node].next
    }

    fn add(&mut self, kind: Kind) -> NodeId {
        self.nodes.push(Node {
            kind,
            parent: None,
            previous: None,
            next: None,
            first: None,
            last: None,
        });
        self.nodes.len() - 1
    }

    /// Puts a node, or text, among the children of a parent: before one of them, or at the end.
    fn insert(&mut self, parent: NodeId, before: Option<NodeId>, new: NodeOrText<NodeId>) {
        let previous = match before {
            Some(before) => self.nodes[before].previous,
            None => self.nodes[parent].last,
        };
        let node = match new {
            NodeOrText::AppendNode(node) => {
                self.detach(node);
                node
            }
            NodeOrText::AppendText(text) => {
                if let Some(Kind::Text(present)) = previous.map(|node| &mut self.nodes[node].kind) {
                    present.push_str(&text);
                    return;
                }
                self.add(Kind::Text(text.to_string()))
            }
        };
        self.nodes[node].parent = Some(parent);
        self.nodes[node].previous = previous;
        self.nodes[node].next = before;
        match previous {
            Some(previous) => self.nodes[previous].next = Some(node),
            None => self.nodes[parent].first = Some(node),
        }
        match before {
            Some(before) => self.nodes[before].previous = Some(node),
            None => self.nodes[parent].last = Some(node),
        }
    }

    fn detach(&mut self, node: NodeId) {
        let (parent, previous, next) = {
            let node = &mut self.nodes[node];
            (node.parent.take(), node.previous.take(), node.next.take())
        };
        let Some(parent) = parent else {
            return;
        };
        match previous {
            Some(previous) => self.nodes[previous].next = next,
            None => self.nodes[parent].first = next,
        }
        match next {
            Some(next) => self.nodes[next].previous = previous,
            None => self.nodes[parent].last = previous,
        }
    }
}

/// The parser's door to the tree.
#[derive(Debug)]
pub(super) struct Sink {
    arena: RefCell<Arena>,
}

impl Sink {
    pub(super) fn new() -> Self {
        Self {
            arena: RefCell::new(Arena::new()),
        }
    }

    /// Nodes so far.
    pub(super) fn len(&self) -> usize {
        self.arena.borrow().nodes.len()
    }
}

/// A copy of an element's name: names are interned, copies cost nothing.
#[derive(Debug)]
pub(super) struct Name(QualName);

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Arena;
    type ElemName<'a> = Name;

    fn finish(self) -> Arena {
        self.arena.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        Arena::ROOT
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Name {
        match self.arena.borrow().kind(*target) {
            Kind::Element(tag) => Name(tag.name.clone()),
            // The parser only asks about elements.
            Kind::Text(_) | Kind::Other => Name(QualName::new(
                None,
                Namespace::default(),
                LocalName::default(),
            )),
        }
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        _: ElementFlags,
    ) -> NodeId {
        let tag = Tag { name, attributes };
        self.arena.borrow_mut().add(Kind::Element(tag))
    }

    fn create_comment(&self, _: StrTendril) -> NodeId {
        self.arena.borrow_mut().add(Kind::Text(String::new()))
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> NodeId {
        self.arena.borrow_mut().add(Kind::Text(String::new()))
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.arena.borrow_mut().insert(*parent, None, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &NodeId,
        previous: &NodeId,
        child: NodeOrText<NodeId>,
    ) {
        let has_parent = self.arena.borrow().nodes[*element].parent.is_some();
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    /// A template is not shown, so that its content may stand in it.
    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        *target
    }

    fn same_node(&self, one: &NodeId, other: &NodeId) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &NodeId, new: NodeOrText<NodeId>) {
        let mut arena = self.arena.borrow_mut();
        if let Some(parent) = arena.nodes[*sibling].parent {
            arena.insert(parent, Some(*sibling), new);
        }
    }

    fn add_attrs_if_missing(&self, _: &NodeId, _: Vec<Attribute>) {}

    fn remove_from_parent(&self, target: &NodeId) {
        self.arena.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &NodeId, parent: &NodeId) {
        let mut arena = self.arena.borrow_mut();
        while let Some(child) = arena.first_child(*node) {
            arena.insert(*parent, None, NodeOrText::AppendNode(child));
        }
    }
}
