//! Letters that are meant to do harm, or to take all day.

use fullmakt_content::{
    Block, DEPTH_MAX, Document, Format, Inline, NODES_MAX, TEXT_MAX, plain_text, render,
};

use super::properties::{assert_sound, depth};
use super::shown::shown;

fn markdown(text: &str) -> Document {
    render(Format::Markdown, text, None)
}

fn html(text: &str) -> Document {
    render(Format::Html, text, None)
}

#[test]
fn links_that_run_something_are_words() {
    for address in [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "java&#x0A;script:alert(1)",
        "&#106;avascript:alert(1)",
        "&#x01;javascript:alert(1)",
        "data:text/html;base64,PHNjcmlwdD4=",
        "vbscript:msgbox(1)",
        "file:///etc/passwd",
        "tauri://localhost",
        "//evil.no/x",
        "\\\\\\\\evil.no\\\\x",
    ] {
        assert_eq!(
            shown(Format::Html, &format!("<a href=\"{address}\">a</a>")),
            "p(a)",
            "{address}"
        );
        assert_eq!(
            shown(Format::Markdown, &format!("[a](<{address}>)")),
            "p(a)",
            "{address}"
        );
    }
}

#[test]
fn links_that_mislead_are_marked() {
    assert_eq!(
        shown(
            Format::Html,
            "<a href='https://evil.no'>www.alt<b>inn.no</b></a>"
        ),
        "p([www.alt*inn.no*]?(https://evil.no/))"
    );
    assert_eq!(
        shown(
            Format::Markdown,
            "[a](http://altinn.no/x) [b](https://192.168.0.1/) [c](https://altinn.no@evil.no)"
        ),
        "p([a](!http altinn.no) [b](!private 192.168.0.1) [c](!login evil.no))"
    );
    assert_eq!(
        shown(Format::Markdown, "[Altinn](https://\u{430}ltinn.no/)"),
        "p([Altinn]?(https://xn--ltinn-3ve.no/))"
    );
}

#[test]
fn lists_a_thousand_deep_keep_their_words() {
    let open = "<ul><li>x".repeat(1000);
    let close = "</li></ul>".repeat(1000);
    let quotes = format!("{}dypt", "> ".repeat(1000));
    let items = format!("{}dypt", "- ".repeat(1000));
    let mut steps = String::new();
    for n in 0..400 {
        steps.push_str(&"  ".repeat(n));
        steps.push_str("- x\n");
    }
    let documents = [
        html(&format!("{open}dypt{close}")),
        html(&format!("{}dypt", "<div><b><blockquote>".repeat(1000))),
        html(&format!("{}dypt", "<table><tr><td>".repeat(1000))),
        html(&format!(
            "{}dypt",
            "<b><i><a href=https://a.no>".repeat(1000)
        )),
        markdown(&quotes),
        markdown(&items),
        markdown(&format!("{steps}\ndypt")),
        markdown(&format!(
            "{}dypt{}",
            "*a **b ".repeat(1000),
            "** *".repeat(1000)
        )),
    ];
    for document in &documents {
        assert!(plain_text(document).contains("dypt"));
        assert_sound(document);
        assert!(!document.truncated);
        assert!(depth(document) <= DEPTH_MAX);
        // The window and the store read it back.
        let json = serde_json::to_string(document).expect("plain data");
        assert_eq!(
            &serde_json::from_str::<Document>(&json).expect("not too deep"),
            document
        );
    }
    assert_eq!(plain_text(&documents[0]).matches('x').count(), 1000);
}

#[test]
fn five_megabytes_are_cut() {
    for (format, piece) in [
        (Format::Plain, "Et langt brev. "),
        (Format::Plain, "linje\n"),
        (
            Format::Markdown,
            "Et *langt* brev med [lenke](https://a.no/x). ",
        ),
        (Format::Markdown, "- a\n\n"),
        (Format::Html, "<p>Et <b>langt</b> brev."),
        (Format::Html, "x"),
    ] {
        let letter = piece.repeat(5 * 1024 * 1024 / piece.len());
        let document = render(format, &letter, None);
        assert!(document.truncated, "{piece}");
        assert_sound(&document);
    }
}

/// Each of these makes some parser slow, or its answer many times as long as its question.
#[test]
fn letters_made_to_be_slow_or_to_grow_are_bounded() {
    let repeat = |piece: &str, bytes: usize| piece.repeat(bytes / piece.len());
    let reference = format!(
        "[a]: https://a.no/{}\n\n{}",
        "x".repeat(3000),
        repeat("[a] ", 100_000)
    );
    let wide = format!(
        "{}\n{}\n{}",
        repeat("|a", 4000),
        repeat("|-", 4000),
        repeat("|\n", 8000)
    );
    let attributes: String = (0..20_000).map(|n| format!(" a{n}")).collect();
    let rich: String = (0..3000).map(|n| format!("<b id={n}><p>")).collect();
    for letter in [
        markdown(&repeat("[", 100_000)),
        markdown(&repeat("![a](", 100_000)),
        markdown(&repeat("<", 100_000)),
        markdown(&repeat("*a_ ", 100_000)),
        markdown(&repeat("`a``", 100_000)),
        markdown(&repeat("&", 100_000)),
        markdown(&repeat("a\n> ", 100_000)),
        markdown(&reference),
        markdown(&wide),
        html(&repeat("<div>", 500_000)),
        html(&repeat("<b><p>", 100_000)),
        html(&rich),
        html(&repeat("<table><td>", 200_000)),
        html(&repeat("<table><b>x", 100_000)),
        html(&repeat("<a href=https://a.no><b>x</a>", 200_000)),
        html(&format!("<p{attributes}>x</p>")),
        html(&format!("<!-- {}", "x".repeat(500_000))),
        html(&repeat("<svg><g>", 200_000)),
        html(&repeat("</p>", 200_000)),
        html(&repeat("&amp", 200_000)),
    ] {
        assert_sound(&letter);
    }
    let document = html(&format!("<p>før<p{}>etter", " x=1".repeat(100_000)));
    assert!(document.truncated && plain_text(&document) == "før");
}

#[test]
fn what_is_cut_is_cut_at_the_limits() {
    let words = html(&"ord ".repeat(200_000));
    assert_eq!(plain_text(&words).len(), TEXT_MAX);
    let many = html(&"<p>x".repeat(100_000));
    assert!(many.truncated);
    assert!(
        (NODES_MAX / 2 - 2..=NODES_MAX / 2).contains(&many.blocks.len()),
        "{}",
        many.blocks.len()
    );
    let exact = html(&"<p>x".repeat(100));
    assert!(!exact.truncated && exact.blocks.len() == 100);
}

#[test]
fn names_that_turn_are_shown_in_links_too() {
    let document = html("<a href='https://a.no/\u{202e}fdp.exe'>brev\u{202e}fdp.exe</a>");
    let Block::Paragraph { inlines } = &document.blocks[0] else {
        panic!("a paragraph");
    };
    let Inline::Link { link, inlines } = &inlines[0] else {
        panic!("a link");
    };
    assert!(link.href.is_ascii());
    assert_eq!(
        inlines[0],
        Inline::Text {
            text: "brev‹U+202E›fdp.exe".into()
        }
    );
}
