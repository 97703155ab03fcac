//! Builds a document from what a reader of some format sees, in order: openings, texts, closings.
//!
//! The one place where the tree's rules hold: what may stand in what, how deep, how much, and with which characters.
//! Readers only have to close what they open. Nothing here calls itself on the input's depth.

mod place;
mod run;

use crate::clean::{self, Cleaner, Fate};
use crate::document::{Align, Block, Document};
use crate::limits::{NODES_MAX, TEXT_MAX};
use crate::link::{self, Verdict};
use place::{Container, Content, Holder};
use run::{Format, Made};

/// What a reader can open.
#[derive(Clone, Debug)]
pub(crate) enum Element<'a> {
    /// A paragraph.
    Paragraph,
    /// A heading, by the level that the author gave, 1 to 6.
    Heading(u8),
    /// A list; the number of its first item when it is ordered.
    List(Option<u32>),
    /// An item of a list.
    Item,
    /// A quotation.
    Quote,
    /// Text whose spaces count.
    CodeBlock,
    /// A table.
    Table,
    /// A row of a table.
    Row,
    /// A cell of a row.
    Cell {
        /// Names its column or row.
        header: bool,
        /// Where its text stands.
        align: Option<Align>,
    },
    /// Text before and after stands on lines of its own; nothing more.
    Division,
    /// Strong words.
    Strong,
    /// Stressed words.
    Emphasis,
    /// Words as a machine takes them.
    Code,
    /// A link, by the address as it was written.
    Link(&'a str),
}

/// What was opened, and what closing it means.
#[derive(Clone, Copy, Debug)]
enum Opened {
    Container(u32),
    Format,
    Code,
    /// Only ends the lines around it.
    Division,
    /// Nothing: it stood where it has no meaning, or too deep.
    Nothing,
}

/// The words that are being written have this form.
#[derive(Clone, Debug)]
struct Active {
    id: u32,
    format: Format,
}

/// A document under construction.
pub(crate) struct Builder<'a> {
    own_host: Option<&'a str>,
    containers: Vec<Container>,
    opened: Vec<Opened>,
    formats: Vec<Active>,
    /// Openings of code inside each other.
    code: usize,
    /// Levels of the headings above the current place, as written, outermost first.
    outline: Vec<u8>,
    last_id: u32,
    nodes: usize,
    text: usize,
    full: bool,
    document: Document,
}

impl<'a> Builder<'a> {
    /// An empty document, whose text came from this host.
    pub(crate) fn new(own_host: Option<&'a str>) -> Self {
        Self {
            own_host,
            containers: vec![Container::root()],
            opened: Vec::new(),
            formats: Vec::new(),
            code: 0,
            outline: Vec::new(),
            last_id: 0,
            nodes: 0,
            text: 0,
            full: false,
            document: Document::default(),
        }
    }

    /// Nothing more is taken; a reader may stop.
    pub(crate) fn is_full(&self) -> bool {
        self.full
    }

    /// There is more in the source than was read.
    pub(crate) fn mark_truncated(&mut self) {
        self.document.truncated = true;
    }

    /// A part of the source is of a kind that is never shown.
    pub(crate) fn mark_omitted(&mut self) {
        self.document.omitted = true;
    }

    /// Opens an element. Every opening has its [`close`](Self::close).
    pub(crate) fn open(&mut self, element: Element<'_>) {
        let opened = if self.full {
            Opened::Nothing
        } else {
            match element {
                Element::Strong => self.open_format(Format::Strong),
                Element::Emphasis => self.open_format(Format::Emphasis),
                Element::Link(address) => self.open_link(address),
                Element::Code if self.in_code_block() => Opened::Nothing,
                Element::Code => {
                    self.code += 1;
                    Opened::Code
                }
                Element::Division => {
                    self.end_lines();
                    Opened::Division
                }
                Element::Paragraph => self.open_block(Content::paragraph()),
                Element::Heading(level) => self.open_block(Content::heading(level)),
                Element::List(start) => self.open_block(Content::list(start)),
                Element::Quote => self.open_block(Content::Blocks(Holder::Quote, Vec::new())),
                Element::CodeBlock => self.open_block(Content::Code(String::new())),
                Element::Table => self.open_block(Content::Table(Vec::new())),
                Element::Item => self.open_item(),
                Element::Row => self.open_row(),
                Element::Cell { header, align } => self.open_cell(header, align),
            }
        };
        self.opened.push(opened);
    }

    /// Closes what was opened last.
    pub(crate) fn close(&mut self) {
        match self.opened.pop() {
            Some(Opened::Container(id)) => self.close_container(id),
            Some(Opened::Format) => {
                self.formats.pop();
            }
            Some(Opened::Code) => self.code -= 1,
            Some(Opened::Division) => {
                self.end_lines();
            }
            Some(Opened::Nothing) | None => {}
        }
    }

    /// Writes words. White space is single spaces, none where a line begins or ends; in a block of code it counts.
    pub(crate) fn text(&mut self, text: &str) {
        if self.full {
            return;
        }
        if self.in_code_block() {
            let text = clean::block(text);
            let taken = self.take(&text).len();
            if let Some(code) = self.code_block() {
                code.push_str(&text[..taken]);
            }
            return;
        }
        let mut cleaner = Cleaner::default();
        let mut words = String::with_capacity(text.len());
        let (mut before, mut gap) = (false, false);
        for c in text.chars() {
            match cleaner.fate(c) {
                Fate::Space => gap = true,
                Fate::Drop => {}
                fate => {
                    if words.is_empty() {
                        before = gap;
                    } else if gap {
                        words.push(' ');
                    }
                    gap = false;
                    clean::push(&mut words, c, &fate);
                }
            }
        }
        if words.is_empty() {
            self.gap(gap);
            return;
        }
        self.gap(before);
        let taken = self.take(&words).len();
        words.truncate(taken);
        if !words.is_empty() {
            self.write(&words);
        }
        self.gap(gap);
    }

    /// Begins a new line inside the same paragraph.
    pub(crate) fn line_break(&mut self) {
        if self.full {
            return;
        }
        if self.in_code_block() {
            self.text("\n");
            return;
        }
        let formats = &self.formats;
        let Some(run) = Self::run_of(&mut self.containers) else {
            return;
        };
        let made = run.line_break(formats);
        self.spend(made);
    }

    /// Draws a line between two parts.
    pub(crate) fn rule(&mut self) {
        if self.full || !self.end_lines() {
            return;
        }
        self.reach_blocks();
        self.add_block(Block::Rule);
        self.spend(Made::node());
    }

    /// Stands for a picture. One with an empty description is decoration by its author's word, and leaves nothing
    /// unless a link hangs on it.
    pub(crate) fn image(&mut self, alt: Option<&str>) {
        if self.full || self.in_code_block() {
            return;
        }
        let given = alt.is_some();
        let alt = alt.map(clean::line).filter(|alt| !alt.is_empty());
        if given && alt.is_none() && !self.formats.iter().any(|active| active.format.is_link()) {
            return;
        }
        let alt = alt.map(|alt| self.take(&alt).to_owned());
        self.reach_run();
        let formats = &self.formats;
        if let Some(run) = Self::run_of(&mut self.containers) {
            let made = run.image(alt, formats);
            self.spend(made);
        }
    }

    /// The document, with all that is still open closed.
    pub(crate) fn finish(mut self) -> Document {
        self.close_all();
        self.document
    }

    fn open_format(&mut self, format: Format) -> Opened {
        let again = self
            .formats
            .iter()
            .any(|active| active.format.is_same(&format));
        if again || self.in_code_block() || self.is_deep() {
            return Opened::Nothing;
        }
        let id = self.next_id();
        self.formats.push(Active { id, format });
        Opened::Format
    }

    fn open_link(&mut self, address: &str) -> Opened {
        match link::judge(address, self.own_host) {
            Verdict::Open(link) => self.open_format(Format::Link(link)),
            Verdict::Refuse(reason, host) => self.open_format(Format::Refused(reason, host)),
            Verdict::Ignore => Opened::Nothing,
        }
    }

    /// Writes clean words where the next words belong.
    fn write(&mut self, words: &str) {
        self.reach_run();
        let (formats, code) = (&self.formats, self.code > 0);
        let Some(run) = Self::run_of(&mut self.containers) else {
            return;
        };
        let made = run.words(words, code, formats);
        self.spend(made);
    }

    /// The next words stand apart from the last ones.
    fn gap(&mut self, is_there: bool) {
        if is_there && let Some(run) = Self::run_of(&mut self.containers) {
            run.gap();
        }
    }

    /// As much of a text as there is room for.
    fn take<'t>(&mut self, text: &'t str) -> &'t str {
        let room = TEXT_MAX.saturating_sub(self.text);
        let end = text.floor_char_boundary(room.min(text.len()));
        if end < text.len() {
            self.fill();
        }
        self.text += end;
        &text[..end]
    }

    /// Counts what was made.
    fn spend(&mut self, made: Made) {
        self.nodes += made.nodes;
        self.text += made.bytes;
        if self.nodes >= NODES_MAX || self.text >= TEXT_MAX {
            self.fill();
        }
    }

    fn fill(&mut self) {
        self.full = true;
        self.document.truncated = true;
    }

    fn next_id(&mut self) -> u32 {
        self.last_id += 1;
        self.last_id
    }
}
