use fullmakt_content::Format;

use super::shown::shown;

fn plain(text: &str) -> String {
    shown(Format::Plain, text)
}

#[test]
fn lines_and_paragraphs_are_kept() {
    assert_eq!(
        plain("Hei\r\n\r\nDu har  fått\nsvar.\n\n\n\nHilsen\rSkatt"),
        "p(Hei) p(Du har fått/svar.) p(Hilsen/Skatt)"
    );
}

#[test]
fn nothing_in_it_is_markup() {
    let text = "# ikke *overskrift* <b>x</b> [a](https://a.no) &amp; https://a.no";
    assert_eq!(plain(text), format!("p({text})"));
}

#[test]
fn marks_that_turn_text_are_shown() {
    assert_eq!(
        plain("Betal \u{202e}0001\u{202c} kr"),
        "p(Betal ‹U+202E›0001‹U+202C› kr)"
    );
    assert_eq!(plain("skat\u{200b}t\u{7}"), "p(skatt)");
}
