//! The typed tree. What is not a variant here cannot reach the page.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A letter, ready to be drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "ContentTree")]
pub struct Document {
    /// What it says, from top to bottom.
    pub blocks: Vec<Block>,
    /// It was longer than what is shown here.
    pub truncated: bool,
    /// The source held parts that are never shown: forms, embedded pages, films, sound, drawings.
    pub omitted: bool,
}

/// A part that stands on lines of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
#[ts(rename = "ContentBlock")]
pub enum Block {
    /// A paragraph; never empty.
    Paragraph {
        /// Its text.
        inlines: Vec<Inline>,
    },
    /// A heading; never empty.
    Heading {
        /// Rank in the outline of this document, 1 to 6: the first is always 1, and none is more than one below the
        /// heading before it, whatever the author skipped.
        level: u8,
        /// Its text.
        inlines: Vec<Inline>,
    },
    /// A list.
    List {
        /// Number of the first item; `None` when the items have bullets.
        start: Option<u32>,
        /// The items, at least one.
        items: Vec<ListItem>,
    },
    /// A quotation.
    Quote {
        /// What is quoted.
        blocks: Vec<Block>,
    },
    /// Text whose spaces and line breaks count.
    CodeBlock {
        /// The text; lines end with `\n`.
        text: String,
    },
    /// A table.
    Table {
        /// Rows, at least one. They need not be equally long.
        rows: Vec<TableRow>,
    },
    /// A line between two parts.
    Rule,
}

/// One item of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "ContentListItem")]
pub struct ListItem {
    /// What it holds; may be empty.
    pub blocks: Vec<Block>,
}

/// One row of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "ContentTableRow")]
pub struct TableRow {
    /// Its cells, at least one.
    pub cells: Vec<TableCell>,
}

/// One cell of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "ContentTableCell")]
pub struct TableCell {
    /// It names its column or its row.
    pub header: bool,
    /// Where its text stands; `None` where the language begins.
    pub align: Option<Align>,
    /// What it holds; may be empty.
    pub blocks: Vec<Block>,
}

/// Where the text of a cell stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ContentAlign")]
pub enum Align {
    /// In the middle.
    Center,
    /// At the end, as amounts do.
    End,
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
#[ts(rename = "ContentInline")]
pub enum Inline {
    /// Words.
    Text {
        /// No line breaks, control characters or marks that hide or turn text.
        text: String,
    },
    /// Strong words.
    Strong {
        /// What is strong.
        inlines: Vec<Inline>,
    },
    /// Stressed words.
    Emphasis {
        /// What is stressed.
        inlines: Vec<Inline>,
    },
    /// Words as a machine takes them.
    Code {
        /// The words.
        text: String,
    },
    /// Words that lead somewhere.
    Link {
        /// Where to.
        link: Link,
        /// The words; never empty.
        inlines: Vec<Inline>,
    },
    /// Words that the author made a link, to an address that is not opened.
    RefusedLink {
        /// Why not.
        reason: LinkRefusal,
        /// Host of the address, as in [`Link::shown`].
        host: String,
        /// The words; never empty.
        inlines: Vec<Inline>,
    },
    /// A picture, which is never fetched.
    Image {
        /// What it shows, by the author's words; `None` when there are none.
        alt: Option<String>,
    },
    /// A new line.
    Break,
}

/// Where a link leads. To be opened by the core only, after its own check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "ContentLink")]
pub struct Link {
    /// The address in its normal form, ASCII only: `https:`, `mailto:` or `tel:`.
    pub href: String,
    /// What kind of address.
    pub kind: LinkKind,
    /// For people: the host, the mail address or the telephone number. Hosts are written with their letters when
    /// those are plain Latin ones, and in punycode otherwise.
    pub shown: String,
    /// It leads to the host that the content itself came from.
    pub own_host: bool,
    /// What to look out for before opening it.
    pub cautions: Vec<LinkCaution>,
}

/// Kinds of address that a link may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ContentLinkKind")]
pub enum LinkKind {
    /// A page on the web.
    Web,
    /// A mail address.
    Mail,
    /// A telephone number.
    Phone,
}

/// What makes a link doubtful. It can still be opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
#[ts(rename = "ContentLinkCaution")]
pub enum LinkCaution {
    /// Its words name one host, and it leads to another.
    OtherHost {
        /// The host that the words name, as in [`Link::shown`].
        named: String,
    },
    /// Letters of its host can be taken for others: several scripts in one word, or letters that pass for Latin
    /// ones.
    LookalikeLetters,
}

/// Why an address is not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ContentLinkRefusal")]
pub enum LinkRefusal {
    /// `http:`: what is sent and read can be seen and changed on the way.
    NotSecure,
    /// It leads to this machine or into a private network.
    PrivateAddress,
    /// It carries a user name or a password, which makes the host hard to see.
    Credentials,
}
