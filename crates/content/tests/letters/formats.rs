use fullmakt_content::{Format, plain_text, render};

use super::shown::shown;

#[test]
fn any_bytes_are_a_text() {
    let document = render(Format::Plain, b"\xef\xbb\xbfHei \xff p\xe5 deg", None);
    assert_eq!(plain_text(&document), "Hei \u{fffd} p\u{fffd} deg");
    for format in [Format::Plain, Format::Markdown, Format::Html] {
        assert_eq!(shown(format, ""), "");
        assert_eq!(shown(format, " \n\t\u{200b}\u{a0}\n"), "");
    }
}

#[test]
fn the_host_that_the_letter_came_from_is_marked() {
    let origin = "https://www.skatteetaten.no/melding/1"
        .parse()
        .expect("an address");
    let letter = "[a](https://www.skatteetaten.no/x) [b](https://altinn.no/)";
    let document = render(Format::Markdown, letter, Some(&origin));
    let json = serde_json::to_value(&document).expect("plain data");
    let links = &json["blocks"][0]["inlines"];
    assert_eq!(links[0]["link"]["ownHost"], true);
    assert_eq!(links[2]["link"]["ownHost"], false);
}

/// A letter moved from an older service, promised as Markdown.
#[test]
fn markdown_that_is_html_from_end_to_end_is_read_as_html() {
    let letter = "<div>\n    <h2>Kontakt</h2>\n\n        <p>Ring <b>oss</b></p>\n</div>\n";
    assert_eq!(shown(Format::Markdown, letter), "h1(Kontakt) p(Ring *oss*)");
    assert_eq!(
        shown(
            Format::Markdown,
            "<https://altinn.no> er <https://altinn.no>"
        ),
        "p([https://altinn.no](https://altinn.no/) er [https://altinn.no](https://altinn.no/))"
    );
    assert_eq!(
        shown(Format::Markdown, "<b>a</b> < *b*"),
        "p(<b>a</b> < _b_)"
    );
}

#[test]
fn words_are_kept_for_search_and_previews() {
    let letter = "# Vedtak\n\nDu får *mer* [her](https://a.no/x).\n\n- en\n- to\n\n> sitat\n\n    kode\n\n\
                  |Termin|Beløp|\n|-|-:|\n|1|1 000|\n\n![Kart](https://a.no/k.png)";
    assert_eq!(
        plain_text(&render(Format::Markdown, letter, None)),
        "Vedtak\nDu får mer her.\nen\nto\nsitat\nkode\nTermin Beløp\n1 1 000\nKart"
    );
}
