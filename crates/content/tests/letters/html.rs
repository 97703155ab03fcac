use fullmakt_content::Format;

use super::shown::shown;

fn html(text: &str) -> String {
    shown(Format::Html, text)
}

#[track_caller]
fn each(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(html(text), *expected, "{text:?}");
    }
}

#[test]
fn elements_that_may_be_shown() {
    each(&[
        ("<p>This is a paragraph.</p>", "p(This is a paragraph.)"),
        (
            "<em>a</em> <strong>b</strong> <i>c</i> <b>d</b>",
            "p(_a_ *b* _c_ *d*)",
        ),
        ("<ul><li>a</li><li>b</li></ul>", "ul(li(p(a)) li(p(b)))"),
        ("<ol start=3><li>a<li>b</ol>", "ol@3(li(p(a)) li(p(b)))"),
        (
            "<a href=\"https://a.no\" onclick=x() style=y>a</a>",
            "p([a](https://a.no/))",
        ),
        ("<code>x  y</code>", "p(`x y`)"),
        (
            "<pre><code>const x = 1;\n  y</code></pre>",
            "pre{const x = 1;\n  y}",
        ),
        ("<blockquote>Q</blockquote>", "q(p(Q))"),
        ("a<hr>b", "p(a) hr p(b)"),
        (
            "<h1>1</h1><h2>2</h2><h3>3</h3><h4>4</h4><h5>5</h5><h6>6</h6>",
            "h1(1) h2(2) h3(3) h4(4) h5(5) h6(6)",
        ),
        ("Line one.<br>Line two.", "p(Line one./Line two.)"),
        (
            "<table><caption>T</caption><thead><tr><th>a</th><th align=right>b</th></tr></thead>\
             <tbody><tr><td>1</td><td align=RIGHT>2</td></tr></tbody></table>",
            "table(tr(td(p(T))) tr(th(p(a)) th>(p(b))) tr(td(p(1)) td>(p(2))))",
        ),
    ]);
}

#[test]
fn elements_that_may_not() {
    each(&[
        ("<img src=\"./x.png\"><em>b</em>", "p(<image>_b_)"),
        (
            "<img alt=Kart><img alt=''><img width=1 src=https://spor.no/x>",
            "p(<Kart>)",
        ),
        ("<h1>H</h1><script>alert(\"xss\")</script>", "h1(H)"),
        (
            "<ul><li>I</li></ul><iframe src=\"https://x.com\"></iframe>",
            "ul(li(p(I))) ¬",
        ),
        (
            "<strong>B</strong><video src=\"f.mp4\">gammel</video>",
            "p(*B*) ¬",
        ),
        (
            "<form action=https://x.no><p>Navn</p><input></form>a",
            "p(a) ¬",
        ),
        (
            "<svg><script>x</script><text>t</text></svg>a<math><mi>x</mi></math>",
            "p(a) ¬",
        ),
        ("<object data=x><p>b</p></object><embed src=y>c", "p(c) ¬"),
        (
            "<style>p{}</style><title>t</title><noscript>n</noscript><template><p>x</p></template>a",
            "p(a)",
        ),
        (
            "<base href=https://evil.no/><meta http-equiv=refresh content=0><link rel=stylesheet href=x>a",
            "p(a)",
        ),
        (
            "<textarea><p>a</p></textarea><select><option>b</select>c",
            "p(c) ¬",
        ),
        ("<!-- a --><![CDATA[b]]><?php c ?>d", "p(d)"),
    ]);
}

#[test]
fn words_of_what_is_not_known_are_kept() {
    each(&[
        ("<div>a<section>b</section>c</div>", "p(a) p(b) p(c)"),
        (
            "<span>a</span><font color=red>b</font><x-y>c</x-y><u>d</u>",
            "p(abcd)",
        ),
        ("<dl><dt>a<dd>b</dl><center>c</center>", "p(a) p(b) p(c)"),
        ("<button>a</button><label>b</label>", "p(ab)"),
        (
            "<html><head><title>t</title></head><body bgcolor=red><p>a</body></html>",
            "p(a)",
        ),
    ]);
}

#[test]
fn broken_html_is_read_as_browsers_do() {
    each(&[
        ("<p>a<p>b", "p(a) p(b)"),
        ("<b>a<i>b</b>c</i>", "p(*a_b_*_c_)"),
        ("<b><p>a</p><p>b</p></b>c", "p(*a*) p(*b*) p(c)"),
        (
            "<a href=https://a.no><div>a</div><div>b</div></a>",
            "p([a](https://a.no/)) p([b](https://a.no/))",
        ),
        (
            "<a href=https://a.no>a<a href=https://b.no>b</a>",
            "p([a](https://a.no/)[b](https://b.no/))",
        ),
        (
            "<table><tr><td>a<tr><td>b</table>",
            "table(tr(td(p(a))) tr(td(p(b))))",
        ),
        ("<table>x<tr><td>a</table>", "p(x) table(tr(td(p(a))))"),
        ("<td>a</td><li>b<tr>c", "p(a) p(bc)"),
        (
            "<ul>a<li>b<ul><li>c</ul>d</ul>",
            "ul(li(p(a)) li(p(b) ul(li(p(c))) p(d)))",
        ),
        (
            "<ul><li>a</li><ul><li>b</li></ul><li>c</ul>",
            "ul(li(p(a) ul(li(p(b)))) li(p(c)))",
        ),
        ("<ul><p>a</p></ul>", "ul(li(p(a)))"),
        ("<h1><p>a</p><p>b</p></h1>", "h1(a b)"),
        ("<pre>a<p>b</p><b>c</b><br>d</pre>", "pre{a\nb\nc\nd}"),
        ("<p", ""),
        (
            "a < b & c &lt;b&gt; &#x202e;x",
            "p(a < b & c <b> ‹U+202E›x)",
        ),
        ("<scr<script>ipt>alert(1)</script>", "p(ipt>alert(1))"),
        ("</p></div></li></table>", ""),
    ]);
}

#[test]
fn white_space_is_as_in_print() {
    each(&[
        (
            "<p>  a \n <b> b </b>  c </p>\n\n<p>&nbsp;</p>",
            "p(a *b* c)",
        ),
        ("a<b> b</b>", "p(a *b*)"),
        ("<a href=https://a.no> a </a>b", "p([a](https://a.no/) b)"),
        ("<br>a<br><br><br><br>b<br><br>", "p(a//b)"),
        ("<b>a<br></b><i><br></i>", "p(*a*)"),
        (
            "<b></b><i> </i><a href=https://a.no></a><p></p><ul></ul><table></table>",
            "",
        ),
        ("kr&nbsp;1&nbsp;000", "p(kr\u{a0}1\u{a0}000)"),
    ]);
}
