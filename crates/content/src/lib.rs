//! Content that others wrote, made harmless: letters in plain text, Markdown or HTML become a typed tree that the
//! window draws element by element, links pass a guard, and names of attachments become names of files.
//!
//! Pure: nothing is fetched, opened or stored here. A string of HTML goes in and never comes out.

mod attachment;
mod build;
mod clean;
mod document;
mod html;
mod limits;
mod link;
mod markdown;
mod media_type;
mod plain;
mod render;
mod words;

pub use attachment::{AttachmentName, Handling, attachment_name};
pub use document::{
    Align, Block, Document, Inline, Link, LinkCaution, LinkKind, LinkRefusal, ListItem, TableCell,
    TableRow,
};
pub use limits::{DEPTH_MAX, NODES_MAX, SOURCE_MAX, TEXT_MAX};
pub use media_type::{Format, MediaType};
pub use render::render;
pub use words::plain_text;
