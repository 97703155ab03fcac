//! A printable page: one file, no script, nothing fetched. Every text from outside is escaped.

use std::fmt::Write as _;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::export::{LogLine, clock};
use super::words::{self, Terms};
use crate::surface::activity::Receipt;
use crate::surface::approvals::ServiceView;
use crate::surface::changes::Held;
use crate::surface::session::Language;

const STYLE: &str = "body{font:11pt/1.45 system-ui,sans-serif;margin:2cm;color:#111}h1{font-size:17pt}h2{font-size:12pt;margin-top:1.4em}\
table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #bbb;padding:.25em .6em .25em 0;text-align:left;vertical-align:top}\
dt{float:left;clear:left;width:13em;color:#555}dd{margin-left:13em;overflow-wrap:anywhere}td.code{font:9pt ui-monospace,monospace;overflow-wrap:anywhere}";

/// A receipt as a page.
pub(super) fn receipt(receipt: &Receipt, language: Language) -> Vec<u8> {
    let review = &receipt.review;
    let terms = Terms::of(language);
    let title = format!(
        "{}: {}, {}",
        words::act(receipt.act, language),
        review.system.title,
        review.organisation.name
    );
    let mut body = format!("<h1>{}</h1><dl>", escape(&title));
    let named = |name: &str, number: &str| format!("{name}, {number}");
    for (term, text) in [
        (terms.number, receipt.number.clone()),
        (terms.when, clock(&receipt.at)),
        (terms.who, words::done_by(receipt, language)),
        (
            terms.organisation,
            named(&review.organisation.name, &review.organisation.org_no),
        ),
        (
            terms.vendor,
            named(&review.vendor.name, &review.vendor.org_no),
        ),
        (terms.system, review.system.title.clone()),
        (terms.system_id, review.system.system_id.clone()),
        (
            terms.reference,
            review.system.external_ref.clone().unwrap_or_default(),
        ),
        (terms.kind, words::kind(review.kind, language).to_owned()),
        (terms.cues, words::cues(&review.cues, language)),
        (terms.request, review.key.clone()),
        (
            terms.system_user,
            receipt.system_user_id.clone().unwrap_or_default(),
        ),
        (terms.trace, receipt.trace_id.clone().unwrap_or_default()),
        (terms.hash, receipt.hash.clone()),
    ] {
        if !text.is_empty() {
            let _ = write!(body, "<dt>{term}</dt><dd>{}</dd>", escape(&text));
        }
    }
    body.push_str("</dl>");
    match &review.change {
        Some(change) => {
            for (head, changed) in [
                (terms.added, &change.added),
                (terms.removed, &change.removed),
                (terms.unchanged, &change.unchanged),
            ] {
                let _ = write!(body, "<h2>{head}</h2>");
                services(&mut body, changed.iter().map(|c| &c.service), language);
            }
            held(&mut body, terms.held_before, &change.before);
        }
        None => {
            for package in &review.packages {
                let _ = write!(body, "<h2>{}</h2>", escape(&package.name));
                services(&mut body, &package.services, language);
            }
            if !review.services.is_empty() {
                let _ = write!(body, "<h2>{}</h2>", terms.single);
                services(&mut body, &review.services, language);
            }
        }
    }
    if let Some(after) = &receipt.held_after {
        held(&mut body, terms.held_after, after);
    }
    page(&receipt.number, &body, language)
}

/// What a system user held: names of packages and single services.
fn held(body: &mut String, head: &str, held: &Held) {
    let _ = write!(body, "<h2>{head}</h2><table>");
    for item in held.packages.iter().chain(&held.services) {
        let (name, id) = (escape(&item.name), escape(&item.id));
        let _ = write!(body, "<tr><td>{name}</td><td class=\"code\">{id}</td></tr>");
    }
    body.push_str("</table>");
}

fn services<'a>(
    body: &mut String,
    services: impl IntoIterator<Item = &'a ServiceView>,
    language: Language,
) {
    body.push_str("<table>");
    for service in services {
        let _ = write!(
            body,
            "<tr><td>{}</td><td>{}</td><td>{}</td></tr>",
            escape(&service.name),
            escape(service.owner.as_deref().unwrap_or("")),
            escape(&words::verbs(&service.verbs, language)),
        );
    }
    body.push_str("</table>");
}

/// The log as a page.
pub(super) fn log(lines: &[LogLine], person: &str, language: Language) -> Vec<u8> {
    let terms = Terms::of(language);
    let mut body = format!("<h1>{}</h1><p>{}</p><table><tr>", terms.log, escape(person));
    for head in [
        terms.number,
        terms.when,
        terms.act,
        terms.system,
        terms.vendor,
        terms.organisation,
        terms.hash,
    ] {
        let _ = write!(body, "<th>{head}</th>");
    }
    body.push_str("</tr>");
    for line in lines {
        body.push_str("<tr>");
        for text in [
            &line.number,
            &line.when,
            words::act(line.act, language),
            &line.system,
            &line.vendor,
            &line.organisation,
        ] {
            let _ = write!(body, "<td>{}</td>", escape(text));
        }
        let _ = write!(body, "<td class=\"code\">{}</td></tr>", escape(&line.hash));
    }
    body.push_str("</table>");
    page(terms.log, &body, language)
}

/// The style is allowed by its digest: nothing else in the file could be one.
fn page(title: &str, body: &str, language: Language) -> Vec<u8> {
    let style = STANDARD.encode(Sha256::digest(STYLE));
    format!(
        "<!doctype html><html lang=\"{}\"><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'sha256-{style}'\"><title>{}</title><style>{STYLE}</style>\
         <body>{body}</body></html>",
        language.code(),
        escape(title)
    )
    .into_bytes()
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use sha2::{Digest, Sha256};

    use super::super::export::LogLine;
    use super::log;
    use crate::surface::activity::Act;
    use crate::surface::session::Language;

    fn page() -> String {
        let line = LogLine {
            number: "2026-0001".into(),
            when: "2026-11-12 14:32:00".into(),
            act: Act::Approved,
            system: "<script>alert(1)</script>".into(),
            vendor: String::new(),
            organisation: "A & B \"C\"".into(),
            request: String::new(),
            services: String::new(),
            failure: String::new(),
            hash: "00ff".into(),
        };
        String::from_utf8(log(&[line], "Kari", Language::Nb)).unwrap()
    }

    #[test]
    fn text_from_outside_stays_text() {
        let page = page();
        assert!(!page.contains("<script"), "{page}");
        assert!(page.contains("A &amp; B &quot;C&quot;"));
        assert!(page.contains("2026-11-12 14:32:00"));
    }

    #[test]
    fn the_policy_allows_the_pages_own_style_and_no_other() {
        let page = page();
        assert!(!page.contains("unsafe"), "{page}");
        let style = page.split("<style>").nth(1).unwrap();
        let style = style.split("</style>").next().unwrap();
        let digest = STANDARD.encode(Sha256::digest(style));
        assert!(
            page.contains(&format!("style-src 'sha256-{digest}'")),
            "{page}"
        );
    }
}
