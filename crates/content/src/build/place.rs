//! Where a block may stand, and what stands around it when its author left that out.

use super::run::{Made, Run};
use super::{Builder, Opened};
use crate::document::{Align, Block, ListItem, TableCell, TableRow};
use crate::limits::DEPTH_MAX;

/// A block that is being filled.
#[derive(Debug)]
pub(super) struct Container {
    id: u32,
    /// The reader did not open it; it is there because its content needs it.
    implied: bool,
    content: Content,
}

impl Container {
    pub(super) fn root() -> Self {
        Self {
            id: 0,
            implied: false,
            content: Content::Blocks(Holder::Root, Vec::new()),
        }
    }
}

#[derive(Debug)]
pub(super) enum Content {
    Blocks(Holder, Vec<Block>),
    List(Option<u32>, Vec<ListItem>),
    Table(Vec<TableRow>),
    Row(Vec<TableCell>),
    Paragraph(Run),
    Heading(u8, Run),
    Code(String),
}

/// What holds blocks.
#[derive(Debug)]
pub(super) enum Holder {
    Root,
    Quote,
    Item,
    Cell(bool, Option<Align>),
}

impl Content {
    pub(super) fn paragraph() -> Self {
        Content::Paragraph(Run::default())
    }

    pub(super) fn heading(level: u8) -> Self {
        Content::Heading(level, Run::default())
    }

    pub(super) fn list(start: Option<u32>) -> Self {
        Content::List(start, Vec::new())
    }

    fn cell() -> Self {
        Content::Blocks(Holder::Cell(false, None), Vec::new())
    }
}

impl Builder<'_> {
    /// Opens a block where blocks may stand.
    pub(super) fn open_block(&mut self, content: Content) -> Opened {
        if !self.end_lines() || self.is_deep() {
            return Opened::Division;
        }
        self.reach_blocks();
        self.push(content, false)
    }

    pub(super) fn open_item(&mut self) -> Opened {
        if !self.end_lines() || self.is_deep() {
            return Opened::Division;
        }
        self.close_implied_until(|content| matches!(content, Content::List(..)));
        match self.top() {
            Content::List(..) => self.push(Content::Blocks(Holder::Item, Vec::new()), false),
            _ => Opened::Division,
        }
    }

    pub(super) fn open_row(&mut self) -> Opened {
        if !self.end_lines() || self.is_deep() {
            return Opened::Division;
        }
        self.close_implied_until(|content| matches!(content, Content::Table(_)));
        match self.top() {
            Content::Table(_) => self.push(Content::Row(Vec::new()), false),
            _ => Opened::Division,
        }
    }

    pub(super) fn open_cell(&mut self, header: bool, align: Option<Align>) -> Opened {
        if !self.end_lines() || self.is_deep() {
            return Opened::Division;
        }
        self.close_implied_until(|content| matches!(content, Content::Row(_) | Content::Table(_)));
        if matches!(self.top(), Content::Table(_)) {
            self.push(Content::Row(Vec::new()), true);
        }
        match self.top() {
            Content::Row(_) => self.push(
                Content::Blocks(Holder::Cell(header, align), Vec::new()),
                false,
            ),
            _ => Opened::Division,
        }
    }

    /// Ends the line that is being written. False inside a heading or a block of code, where nothing but words can
    /// stand: there it only puts the next words apart.
    pub(super) fn end_lines(&mut self) -> bool {
        match self.containers.last_mut().map(|c| &mut c.content) {
            Some(Content::Heading(_, run)) => {
                run.gap();
                false
            }
            Some(Content::Code(code)) => {
                if !code.is_empty() && !code.ends_with('\n') {
                    code.push('\n');
                    self.text += 1;
                }
                false
            }
            Some(Content::Paragraph(_)) => {
                self.close_top();
                true
            }
            _ => true,
        }
    }

    /// Makes the top one that holds blocks: an item inside a list, a cell inside a table.
    pub(super) fn reach_blocks(&mut self) {
        loop {
            match self.top_mut() {
                Content::List(_, items) => {
                    // What stands between two items belongs to the one before.
                    let blocks = items.pop().map(|item| item.blocks).unwrap_or_default();
                    self.push(Content::Blocks(Holder::Item, blocks), true);
                }
                Content::Table(_) => {
                    self.push(Content::Row(Vec::new()), true);
                }
                Content::Row(_) => {
                    self.push(Content::cell(), true);
                }
                _ => return,
            }
        }
    }

    /// Makes the top one that holds words.
    pub(super) fn reach_run(&mut self) {
        self.reach_blocks();
        if matches!(self.top(), Content::Blocks(..)) {
            self.push(Content::paragraph(), true);
        }
    }

    /// The words of the top container, when it holds words.
    pub(super) fn run_of(containers: &mut [Container]) -> Option<&mut Run> {
        match &mut containers.last_mut()?.content {
            Content::Paragraph(run) | Content::Heading(_, run) => Some(run),
            _ => None,
        }
    }

    pub(super) fn in_code_block(&self) -> bool {
        matches!(self.top(), Content::Code(_))
    }

    pub(super) fn code_block(&mut self) -> Option<&mut String> {
        match self.top_mut() {
            Content::Code(code) => Some(code),
            _ => None,
        }
    }

    /// No element may be opened inside the current place.
    pub(super) fn is_deep(&self) -> bool {
        // A paragraph, its item and its list may have to be implied below what is opened.
        const IMPLIED_MAX: usize = 3;
        self.containers.len() + self.formats.len() + IMPLIED_MAX > DEPTH_MAX
    }

    /// Adds a block to the top container, which holds blocks.
    pub(super) fn add_block(&mut self, block: Block) {
        if let Content::Blocks(_, blocks) = self.top_mut() {
            blocks.push(block);
        }
    }

    /// Closes a container and what was implied inside it. It may be gone already.
    pub(super) fn close_container(&mut self, id: u32) {
        if self.containers.iter().any(|container| container.id == id) {
            while self.close_top() != Some(id) {}
        }
    }

    pub(super) fn close_all(&mut self) {
        while self.containers.len() > 1 {
            self.close_top();
        }
        if let Some(Container {
            content: Content::Blocks(_, blocks),
            ..
        }) = self.containers.pop()
        {
            self.document.blocks = blocks;
        }
    }

    fn push(&mut self, content: Content, implied: bool) -> Opened {
        let id = self.next_id();
        self.containers.push(Container {
            id,
            implied,
            content,
        });
        self.spend(Made::node());
        Opened::Container(id)
    }

    fn top(&self) -> &Content {
        &self
            .containers
            .last()
            .expect("the root is never closed")
            .content
    }

    fn top_mut(&mut self) -> &mut Content {
        &mut self
            .containers
            .last_mut()
            .expect("the root is never closed")
            .content
    }

    fn close_implied_until(&mut self, wanted: impl Fn(&Content) -> bool) {
        while !wanted(self.top()) && self.containers.last().is_some_and(|c| c.implied) {
            self.close_top();
        }
    }

    /// Closes the top container, puts it where it belongs, and says which one it was. What is empty leaves nothing,
    /// but for items and cells, which have a place of their own.
    fn close_top(&mut self) -> Option<u32> {
        let Container { id, content, .. } = self.containers.pop()?;
        match content {
            Content::Paragraph(run) => {
                let inlines = run.finish();
                if !inlines.is_empty() {
                    self.add_block(Block::Paragraph { inlines });
                }
            }
            Content::Heading(written, run) => {
                let inlines = run.finish();
                if !inlines.is_empty() {
                    let level = self.rank(written);
                    self.add_block(Block::Heading { level, inlines });
                }
            }
            Content::Code(mut text) => {
                text.truncate(text.trim_end().len());
                if !text.is_empty() {
                    self.add_block(Block::CodeBlock { text });
                }
            }
            Content::List(start, items) => {
                if !items.is_empty() {
                    self.add_block(Block::List { start, items });
                }
            }
            Content::Table(rows) => {
                if !rows.is_empty() {
                    self.add_block(Block::Table { rows });
                }
            }
            Content::Row(cells) => {
                if !cells.is_empty()
                    && let Content::Table(rows) = self.top_mut()
                {
                    rows.push(TableRow { cells });
                }
            }
            Content::Blocks(Holder::Item, blocks) => {
                if let Content::List(_, items) = self.top_mut() {
                    items.push(ListItem { blocks });
                }
            }
            Content::Blocks(Holder::Cell(header, align), blocks) => {
                if let Content::Row(cells) = self.top_mut() {
                    cells.push(TableCell {
                        header,
                        align,
                        blocks,
                    });
                }
            }
            Content::Blocks(Holder::Quote, blocks) => {
                if !blocks.is_empty() {
                    self.add_block(Block::Quote { blocks });
                }
            }
            Content::Blocks(Holder::Root, _) => {}
        }
        Some(id)
    }

    /// The rank of a heading in the outline, by the headings above it.
    fn rank(&mut self, written: u8) -> u8 {
        self.outline.retain(|above| *above < written);
        self.outline.push(written);
        u8::try_from(self.outline.len()).unwrap_or(6).min(6)
    }
}
