//! A printable page: one file, no script, nothing fetched. Every text from outside is escaped.

use std::fmt::Write as _;

use crate::surface::activity::{Act, ActivityRow, Receipt};
use crate::surface::session::Language;
use crate::time::oslo_day_and_clock;

const STYLE: &str = "body{font:11pt/1.45 system-ui,sans-serif;margin:2cm;color:#111}h1{font-size:17pt}h2{font-size:12pt;margin-top:1.4em}\
table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #bbb;padding:.25em .6em .25em 0;text-align:left;vertical-align:top}\
dt{float:left;clear:left;width:11em;color:#555}dd{margin-left:11em}code{font-size:9pt}";

/// A receipt as a page.
pub fn receipt(receipt: &Receipt, language: Language) -> Vec<u8> {
    let review = &receipt.review;
    let words = Words::of(language);
    let mut body = String::new();
    let _ = write!(
        body,
        "<h1>{}</h1><dl><dt>{}</dt><dd>{}</dd>",
        escape(&format!(
            "{}: {}, {}",
            act(receipt.act, language),
            review.system.title,
            review.organisation.name
        )),
        words.number,
        escape(&receipt.number),
    );
    for (term, text) in [
        (words.when, clock(&receipt.at)),
        (words.who, receipt.person.clone()),
        (
            words.organisation,
            format!(
                "{}, {}",
                review.organisation.name, review.organisation.org_no
            ),
        ),
        (
            words.vendor,
            format!("{}, {}", review.vendor.name, review.vendor.org_no),
        ),
        (
            words.system,
            format!("{} ({})", review.system.title, review.system.system_id),
        ),
        (words.request, review.key.clone()),
        (words.hash, receipt.hash.clone()),
    ] {
        let _ = write!(body, "<dt>{term}</dt><dd>{}</dd>", escape(&text));
    }
    body.push_str("</dl>");
    for package in &review.packages {
        let _ = write!(body, "<h2>{}</h2><table>", escape(&package.name));
        for service in &package.services {
            let _ = write!(
                body,
                "<tr><td>{}</td><td>{}</td></tr>",
                escape(&service.name),
                escape(service.owner.as_deref().unwrap_or(""))
            );
        }
        body.push_str("</table>");
    }
    if !review.services.is_empty() {
        let _ = write!(body, "<h2>{}</h2><table>", words.single);
        for service in &review.services {
            let _ = write!(
                body,
                "<tr><td>{}</td><td>{}</td></tr>",
                escape(&service.name),
                escape(service.owner.as_deref().unwrap_or(""))
            );
        }
        body.push_str("</table>");
    }
    page(&receipt.number, &body, language)
}

/// The log as a page.
pub fn log(rows: &[ActivityRow], language: Language) -> Vec<u8> {
    let words = Words::of(language);
    let mut body = format!(
        "<h1>{}</h1><table><tr><th>{}</th><th>{}</th><th></th><th>{}</th><th>{}</th></tr>",
        words.log, words.number, words.when, words.system, words.organisation
    );
    for row in rows {
        let _ = write!(
            body,
            "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
            escape(&row.number),
            escape(&clock(&row.at)),
            act(row.act, language),
            escape(row.system.as_deref().unwrap_or("")),
            escape(row.organisation.as_deref().unwrap_or("")),
        );
    }
    body.push_str("</table>");
    page(words.log, &body, language)
}

fn page(title: &str, body: &str, language: Language) -> Vec<u8> {
    format!(
        "<!doctype html><html lang=\"{}\"><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"><title>{}</title><style>{STYLE}</style><body>{body}</body></html>",
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

fn clock(at: &str) -> String {
    crate::time::read(at)
        .map(oslo_day_and_clock)
        .unwrap_or_else(|| at.to_owned())
}

struct Words {
    log: &'static str,
    number: &'static str,
    when: &'static str,
    who: &'static str,
    organisation: &'static str,
    vendor: &'static str,
    system: &'static str,
    request: &'static str,
    hash: &'static str,
    single: &'static str,
}

impl Words {
    fn of(language: Language) -> Self {
        let pick = |nb, nn, en| match language {
            Language::Nb => nb,
            Language::Nn => nn,
            Language::En => en,
        };
        Words {
            log: pick("Aktivitet", "Aktivitet", "Activity"),
            number: pick("Nummer", "Nummer", "Number"),
            when: pick("Tidspunkt", "Tidspunkt", "Time"),
            who: pick("Person", "Person", "Person"),
            organisation: pick("Virksomhet", "Verksemd", "Organization"),
            vendor: pick("Leverandør", "Leverandør", "Vendor"),
            system: pick("System", "System", "System"),
            request: pick("Forespørsel", "Førespurnad", "Request"),
            hash: pick("Kontrollsum", "Kontrollsum", "Checksum"),
            single: pick("Enkelttjenester", "Enkelttenester", "Single services"),
        }
    }
}

fn act(act: Act, language: Language) -> &'static str {
    let (nb, nn, en) = match act {
        Act::SignedIn => ("Logget inn", "Logga inn", "Signed in"),
        Act::SignedOut => ("Logget ut", "Logga ut", "Signed out"),
        Act::Approved => ("Godkjent", "Godkjent", "Approved"),
        Act::ApproveFailed => (
            "Kunne ikke godkjenne",
            "Kunne ikkje godkjenne",
            "Could not approve",
        ),
        Act::Rejected => ("Avvist", "Avvist", "Rejected"),
        Act::RejectFailed => (
            "Kunne ikke avvise",
            "Kunne ikkje avvise",
            "Could not reject",
        ),
        Act::Forwarded => ("Sendt videre", "Sendt vidare", "Forwarded"),
        Act::HandedOff => ("Åpnet hos Altinn", "Opna hos Altinn", "Opened at Altinn"),
        Act::Withdrawn => ("Trukket tilbake", "Trekt tilbake", "Withdrawn"),
        Act::WithdrawFailed => (
            "Kunne ikke trekke tilbake",
            "Kunne ikkje trekkje tilbake",
            "Could not withdraw",
        ),
        Act::Exported => ("Eksportert", "Eksportert", "Exported"),
    };
    match language {
        Language::Nb => nb,
        Language::Nn => nn,
        Language::En => en,
    }
}

#[cfg(test)]
mod tests {
    use super::log;
    use crate::surface::activity::{Act, ActivityRow};
    use crate::surface::session::Language;

    #[test]
    fn text_from_outside_stays_text() {
        let row = ActivityRow {
            number: "2026-0001".into(),
            at: "2026-11-12T13:32:00Z".into(),
            act: Act::Approved,
            system: Some("<script>alert(1)</script>".into()),
            organisation: Some("A & B \"C\"".into()),
            services: None,
            failure: None,
            has_receipt: false,
        };
        let page = String::from_utf8(log(&[row], Language::Nb)).unwrap();
        assert!(!page.contains("<script"), "{page}");
        assert!(page.contains("A &amp; B &quot;C&quot;"));
        assert!(page.contains("2026-11-12 14:32:00"));
    }
}
