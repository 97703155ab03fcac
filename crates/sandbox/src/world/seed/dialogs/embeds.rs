//! Dialogs whose main content is served in unusual ways.

use super::super::super::World;
use super::super::super::compose::Ground;
use super::super::super::compose::draft::hours;
use super::super::super::dialogs::dialog::Serving;
use super::super::super::dialogs::text::Localized;
use super::super::super::dialogs::{HTML_EMBED, MARKDOWN_EMBED};
use super::special::{MAIL, tagged, three};

const MARKDOWN: &str = "text/markdown; charset=utf-8";

/// Tag, hours since it came, declared media type, content type in the answer, way of serving.
const CASES: [(&str, i64, &str, &str, Serving); 8] = [
    (
        "embed-plain",
        40,
        MARKDOWN_EMBED,
        "text/plain; charset=utf-8",
        Serving::Plain,
    ),
    (
        "embed-html",
        41,
        HTML_EMBED,
        "text/html; charset=utf-8",
        Serving::Plain,
    ),
    ("embed-moved", 42, MARKDOWN_EMBED, MARKDOWN, Serving::Moved),
    (
        "embed-elsewhere",
        43,
        MARKDOWN_EMBED,
        MARKDOWN,
        Serving::Elsewhere,
    ),
    (
        "embed-too-large",
        44,
        MARKDOWN_EMBED,
        MARKDOWN,
        Serving::TooLarge,
    ),
    ("embed-empty", 45, MARKDOWN_EMBED, MARKDOWN, Serving::Empty),
    ("embed-slow", 46, MARKDOWN_EMBED, MARKDOWN, Serving::Slow),
    (
        "embed-refused",
        47,
        MARKDOWN_EMBED,
        MARKDOWN,
        Serving::Refused,
    ),
];

pub(super) fn add(world: &mut World, ground: &Ground<'_>) {
    for (tag, age, media_type, content_type, serving) in CASES {
        let title = format!("Innhold: {tag}");
        let made = tagged(world, ground, tag, MAIL, hours(age), [&title; 3]);
        let Some(mut draft) = made else { continue };
        let body = if media_type == HTML_EMBED {
            Localized::nb("<p>Et <strong>eldre</strong> brev.</p>")
        } else {
            three(["Et *brev*.", "Eit *brev*.", "A *letter*."])
        };
        draft.embed(body, media_type, content_type, serving);
        draft.done(world);
    }
}
