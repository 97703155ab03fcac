use fullmakt_content::Format;

use super::shown::shown;

fn markdown(text: &str) -> String {
    shown(Format::Markdown, text)
}

#[track_caller]
fn each(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(markdown(text), *expected, "{text:?}");
    }
}

/// One or more for each section of CommonMark 0.31.2, in its order.
#[test]
fn blocks_of_commonmark() {
    each(&[
        // Tabs, thematic breaks
        ("\tkode\tto", "pre{kode    to}"),
        ("***\n---\n___", "hr hr hr"),
        ("- a\n***\n- b", "ul(li(p(a))) hr ul(li(p(b)))"),
        // Headings
        ("# a\n## b\n### c", "h1(a) h2(b) h3(c)"),
        ("####### a", "p(####### a)"),
        ("#a", "p(#a)"),
        ("# a *b* ##", "h1(a _b_)"),
        ("#", ""),
        ("a\n===\n\nb\n---", "h1(a) h2(b)"),
        // Code
        ("    a\n      b\n\n    c", "pre{a\n  b\n\nc}"),
        ("```\n<\n >\n```", "pre{<\n >}"),
        ("~~~ rust\nfn f() {}\n~~~", "pre{fn f() {}}"),
        ("```\nåpen", "pre{åpen}"),
        // Link reference definitions, paragraphs
        ("[a]: https://a.no \"t\"\n\n[a]", "p([a](https://a.no/))"),
        (
            "[a]\n\n[a]: https://b.no\n[a]: https://c.no",
            "p([a](https://b.no/))",
        ),
        ("a\nb\n\nc", "p(a b) p(c)"),
        // Quotes
        ("> # a\n> b\nc", "q(h1(a) p(b c))"),
        (">\n> \n", ""),
        ("> > a", "q(q(p(a)))"),
        // Lists
        ("- a\n- b\n+ c", "ul(li(p(a)) li(p(b))) ul(li(p(c)))"),
        ("3. a\n4) b", "ol@3(li(p(a))) ol@4(li(p(b)))"),
        ("0. a", "ol@0(li(p(a)))"),
        ("1234567890. a", "p(1234567890. a)"),
        (
            "- a\n\n  b\n\n      c\n- d",
            "ul(li(p(a) p(b) pre{c}) li(p(d)))",
        ),
        (
            "- a\n  - b\n    1. c",
            "ul(li(p(a) ul(li(p(b) ol(li(p(c)))))))",
        ),
        ("-\n- b", "ul(li() li(p(b)))"),
        (
            "1.  A\n    with.\n\n        code\n\n    > Q.",
            "ol(li(p(A with.) pre{code} q(p(Q.))))",
        ),
    ]);
}

#[test]
fn inlines_of_commonmark() {
    each(&[
        // Escapes, entities
        (
            "\\*a\\* \\# &amp; &copy; &#35; &#0; &nope;",
            "p(*a* # & © # \u{fffd} &nope;)",
        ),
        // Code spans
        ("`a` `` b`c `` `d\ne`", "p(`a` `b`c` `d e`)"),
        ("`<a href=\"`\">`", "p(`<a href=\"`\">`)"),
        // Emphasis
        ("*a* _b_ **c** __d__ ***e***", "p(_a_ _b_ *c* *d* _*e*_)"),
        ("a * b* snake_case_x 2*3*4", "p(a * b* snake_case_x 2_3_4)"),
        ("*a **b** c*", "p(_a *b* c_)"),
        ("**a*", "p(*_a_)"),
        // Links
        (
            "[a](https://a.no \"t\") [b](<https://b.no/ø æ>)",
            "p([a](https://a.no/) [b](https://b.no/%C3%B8%20%C3%A6))",
        ),
        (
            "[a [b](https://b.no)](https://a.no)",
            "p([a [b](https://b.no/)](https://a.no))",
        ),
        ("[*a*](https://a.no)b", "p([_a_](https://a.no/)b)"),
        (
            "<https://a.no/?q=1&r=2> <post@a.no>",
            "p([https://a.no/?q=1&r=2](https://a.no/?q=1&r=2) [post@a.no](mailto:post@a.no))",
        ),
        ("https://a.no", "p(https://a.no)"),
        ("[a](/x) [b](x.html) [c](#d) [d]()", "p(a b c d)"),
        // Pictures
        (
            "![en *to*](https://a.no/x.png) ![](https://a.no/y.png)",
            "p(<en to>)",
        ),
        (
            "[![logo](x.png)](https://a.no) [![](x.png)](https://b.no)",
            "p([<logo>](https://a.no/) [<image>](https://b.no/))",
        ),
        // Line breaks
        ("a  \nb\\\nc\nd", "p(a/b/c d)"),
        ("foo  \rbaz", "p(foo/baz)"),
        ("**foo**  *bar*", "p(*foo* _bar_)"),
    ]);
}

#[test]
fn tables() {
    each(&[
        (
            "|Termin|Sum|Til|\n|:-|-:|:-:|\n|1|**2**|<br>|\n|a\\|b|",
            "table(tr(th(p(Termin)) th>(p(Sum)) th^(p(Til))) tr(td(p(1)) td>(p(*2*)) td^()) tr(td(p(a|b)) td>() td^()))",
        ),
        ("|a|\n|-|\n|b<br>c|", "table(tr(th(p(a))) tr(td(p(b/c))))"),
        ("a|b\n-|-", "table(tr(th(p(a)) th(p(b))))"),
    ]);
}

#[test]
fn raw_html_is_off() {
    each(&[
        ("a <b>c</b><br>d<BR />e", "p(a <b>c</b>/d/e)"),
        (
            "x <script>alert(1)</script>",
            "p(x <script>alert(1)</script>)",
        ),
        (
            "Hei\n\n<div onclick=\"x()\">\n*a*\n</div>\n\nder",
            "p(Hei) p(<div onclick=\"x()\"> *a* </div>) p(der)",
        ),
        ("a <!-- b --> c\n\n<!--\nd\n-->\n\ne", "p(a c) p(e)"),
        (
            "a <img src=x onerror=alert(1)>",
            "p(a <img src=x onerror=alert(1)>)",
        ),
    ]);
}

/// What the specification does not ask for stays text.
#[test]
fn extensions_are_off() {
    each(&[
        (
            "~~a~~ $b$ a[^1] ==b== https://a.no",
            "p(~~a~~ $b$ a[^1] ==b== https://a.no)",
        ),
        ("- [x] a", "ul(li(p([x] a)))"),
        ("---\ntitle: a\n---", "hr h1(title: a)"),
    ]);
}

#[test]
fn headings_make_a_true_outline() {
    each(&[
        (
            "### a\n\n### b\n\n###### c\n\n# d\n\n## e",
            "h1(a) h1(b) h2(c) h1(d) h2(e)",
        ),
        ("# a\n\n### b\n\n## c", "h1(a) h2(b) h2(c)"),
    ]);
}
