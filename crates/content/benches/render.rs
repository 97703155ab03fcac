//! How long letters take: a usual one, a long one, and the longest that is read.
//!
//! `cargo bench -p fullmakt-content` (release build). A letter is drawn while the user waits; the design leaves a few
//! milliseconds for it.

use std::hint::black_box;

use criterion::{Criterion, Throughput};
use fullmakt_content::{Format, plain_text, render};

const MARKDOWN: &str = "## Vedtak om forskuddsskatt\n\nVi har behandlet **søknaden** din. Du får [svar](https://www.skatteetaten.no/sak/1) \
innen *tre uker*.\n\n1. Les vedtaket\n2. Betal innen fristen\n   - med KID\n   - eller med `faktura`\n\n\
| Termin | Beløp |\n|:--|--:|\n| 1 | 1 000 |\n| 2 | 12 500 |\n\n> Du kan klage innen tre uker.\n\n";

const HTML: &str = "<h2>Vedtak om forskuddsskatt</h2><div class=x style='color:red'><p>Vi har behandlet <b>søknaden</b> din. \
Du får <a href='https://www.skatteetaten.no/sak/1'>svar</a> innen <i>tre uker</i>.</p><ol><li>Les vedtaket<li>Betal \
innen fristen<ul><li>med KID<li>eller med <code>faktura</code></ul></ol><table><tr><th>Termin<th align=right>Beløp\
<tr><td>1<td align=right>1&nbsp;000<tr><td>2<td align=right>12&nbsp;500</table><blockquote>Du kan klage.</blockquote></div>\n";

fn letter(piece: &str, bytes: usize) -> String {
    piece.repeat(bytes / piece.len() + 1)
}

fn run(c: &mut Criterion) {
    for (name, format, text) in [
        (
            "5 KB of Markdown",
            Format::Markdown,
            letter(MARKDOWN, 5_000),
        ),
        (
            "100 KB of Markdown",
            Format::Markdown,
            letter(MARKDOWN, 100_000),
        ),
        ("100 KB of HTML", Format::Html, letter(HTML, 100_000)),
        ("1 MB of HTML", Format::Html, letter(HTML, 1_000_000)),
        // What a hostile sender could make of a megabyte.
        (
            "1 MB of elements in each other",
            Format::Html,
            letter("<div>", 1_000_000),
        ),
        (
            "1 MB of attributes",
            Format::Html,
            letter(&format!("<p {}>x", attributes(60_000)), 1_000_000),
        ),
    ] {
        let mut group = c.benchmark_group("render");
        group.sample_size(10);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |b| b.iter(|| render(format, black_box(&text), None)));
        group.finish();
    }
    let document = render(Format::Markdown, letter(MARKDOWN, 100_000), None);
    c.bench_function("words of 100 KB of Markdown", |b| {
        b.iter(|| plain_text(black_box(&document)))
    });
}

/// As many different attributes as go into some bytes.
fn attributes(bytes: usize) -> String {
    let mut text = String::new();
    for n in 0.. {
        if text.len() > bytes {
            break;
        }
        text.push_str(&format!("{n:x} "));
    }
    text
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    run(&mut criterion);
    criterion.final_summary();
}
