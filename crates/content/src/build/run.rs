//! One run of text: the words of a paragraph or a heading, with their forms.
//!
//! A form (strong, stressed, link) is a state of the writer. It becomes a node when words are written in it, so that
//! forms without words leave nothing, and a form that goes on over several paragraphs is there in each.

use super::Active;
use crate::document::{Inline, Link, LinkRefusal};
use crate::link;
use crate::words::inline_text;

/// How words are written.
#[derive(Clone, Debug)]
pub(super) enum Format {
    Strong,
    Emphasis,
    Link(Link),
    Refused(LinkRefusal, String),
}

impl Format {
    pub(super) fn is_link(&self) -> bool {
        matches!(self, Format::Link(_) | Format::Refused(..))
    }

    /// Strong in strong is strong, and no link is inside another.
    pub(super) fn is_same(&self, other: &Format) -> bool {
        let sort = |format: &Format| match format {
            Format::Strong => 0,
            Format::Emphasis => 1,
            Format::Link(_) | Format::Refused(..) => 2,
        };
        sort(self) == sort(other)
    }

    /// Bytes that it adds to the words themselves.
    fn bytes(&self) -> usize {
        match self {
            Format::Link(link) => link.href.len() + link.shown.len(),
            Format::Refused(_, host) => host.len(),
            Format::Strong | Format::Emphasis => 0,
        }
    }

    fn around(self, inlines: Vec<Inline>) -> Inline {
        match self {
            Format::Strong => Inline::Strong { inlines },
            Format::Emphasis => Inline::Emphasis { inlines },
            Format::Refused(reason, host) => Inline::RefusedLink {
                reason,
                host,
                inlines,
            },
            Format::Link(mut link) => {
                let mut words = String::new();
                inline_text(&inlines, &mut words);
                link::look_at_words(&mut link, &words);
                Inline::Link { link, inlines }
            }
        }
    }
}

/// What was added to the document.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Made {
    /// Blocks and inline parts.
    pub(super) nodes: usize,
    /// Bytes, words themselves not counted.
    pub(super) bytes: usize,
}

impl Made {
    pub(super) fn node() -> Self {
        Self { nodes: 1, bytes: 0 }
    }
}

/// The words so far.
#[derive(Debug, Default)]
pub(super) struct Run {
    inlines: Vec<Inline>,
    open: Vec<Open>,
    /// The next words stand apart from the last ones.
    gap: bool,
    /// New lines since the last words; `None` when there are no words yet.
    breaks: Option<usize>,
}

#[derive(Debug)]
struct Open {
    form: Active,
    inlines: Vec<Inline>,
}

/// New lines one after the other that are kept: one empty line.
const BREAKS_MAX: usize = 2;

impl Run {
    /// The next words stand apart from the last ones.
    pub(super) fn gap(&mut self) {
        self.gap = true;
    }

    /// Writes words in these forms.
    pub(super) fn words(&mut self, words: &str, code: bool, forms: &[Active]) -> Made {
        let mut made = self.settle(forms);
        self.breaks = Some(0);
        let inlines = self.innermost();
        match inlines.last_mut() {
            Some(Inline::Text { text }) if !code => text.push_str(words),
            Some(Inline::Code { text }) if code => text.push_str(words),
            _ => {
                let text = words.to_owned();
                inlines.push(if code {
                    Inline::Code { text }
                } else {
                    Inline::Text { text }
                });
                made.nodes += 1;
            }
        }
        made
    }

    /// Begins a new line, unless there is nothing before it.
    pub(super) fn line_break(&mut self, forms: &[Active]) -> Made {
        self.gap = false;
        let Some(breaks @ 0..BREAKS_MAX) = self.breaks else {
            return Made::default();
        };
        // A form is not entered for it: a link around nothing but a new line could not be seen.
        self.leave(self.common(forms));
        self.breaks = Some(breaks + 1);
        self.innermost().push(Inline::Break);
        Made::node()
    }

    /// Stands for a picture.
    pub(super) fn image(&mut self, alt: Option<String>, forms: &[Active]) -> Made {
        let mut made = self.settle(forms);
        self.breaks = Some(0);
        self.innermost().push(Inline::Image { alt });
        made.nodes += 1;
        made
    }

    /// The inline parts, without empty lines at the end.
    pub(super) fn finish(mut self) -> Vec<Inline> {
        self.leave(0);
        trim(&mut self.inlines);
        self.inlines
    }

    /// Leaves the forms that have ended, writes the gap between, and enters the new ones.
    fn settle(&mut self, forms: &[Active]) -> Made {
        let common = self.common(forms);
        self.leave(common);
        let mut made = Made::default();
        if std::mem::take(&mut self.gap) && self.breaks == Some(0) {
            match self.innermost().last_mut() {
                Some(Inline::Text { text }) => text.push(' '),
                _ => {
                    self.innermost().push(Inline::Text { text: " ".into() });
                    made.nodes += 1;
                }
            }
            made.bytes += 1;
        }
        for form in &forms[common..] {
            made.nodes += 1;
            made.bytes += form.format.bytes();
            self.open.push(Open {
                form: form.clone(),
                inlines: Vec::new(),
            });
        }
        made
    }

    /// How many of the forms around the last words are still those of the next.
    fn common(&self, forms: &[Active]) -> usize {
        self.open
            .iter()
            .zip(forms)
            .take_while(|(open, form)| open.form.id == form.id)
            .count()
    }

    /// Leaves all but the outermost forms.
    fn leave(&mut self, kept: usize) {
        while self.open.len() > kept {
            if let Some(open) = self.open.pop() {
                self.innermost().push(open.form.format.around(open.inlines));
            }
        }
    }

    fn innermost(&mut self) -> &mut Vec<Inline> {
        match self.open.last_mut() {
            Some(open) => &mut open.inlines,
            None => &mut self.inlines,
        }
    }
}

/// Takes new lines away from the end, also where they stand inside a form.
fn trim(inlines: &mut Vec<Inline>) {
    let mut end = inlines;
    loop {
        while matches!(end.last(), Some(Inline::Break)) {
            end.pop();
        }
        match end.last_mut() {
            Some(
                Inline::Strong { inlines }
                | Inline::Emphasis { inlines }
                | Inline::Link { inlines, .. }
                | Inline::RefusedLink { inlines, .. },
            ) => end = inlines,
            _ => return,
        }
    }
}
