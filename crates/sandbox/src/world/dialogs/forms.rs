//! What generated dialogs say.

use std::collections::HashMap;

use uuid::Uuid;

use super::dialog::{
    Activity, Actor, Attachment, AttachmentUrl, Content, Dialog, Embed, GuiAction, Seen, Serving,
    Typed,
};
use super::full_text::TextQuery;
use super::generated::Generated;
use super::ids::mix;
use super::kinds::{ActivityType, Consumer, Priority, Status, Verb};
use super::text::Localized;

/// A pattern for dialogs. `{s}` is the service, `{n}` the case number.
pub(super) struct Form {
    pub(super) status: Status,
    pub(super) has_due_date: bool,
    title: [&'static str; 3],
    summary: [&'static str; 3],
}

const fn form_of(
    status: Status,
    has_due_date: bool,
    title: [&'static str; 3],
    summary: [&'static str; 3],
) -> Form {
    Form {
        status,
        has_due_date,
        title,
        summary,
    }
}

/// In bokmål, nynorsk and English.
static FORMS: [Form; 10] = [
    form_of(
        Status::RequiresAttention,
        true,
        [
            "{s}: opplysninger mangler (sak {n})",
            "{s}: opplysningar manglar (sak {n})",
            "{s}: information is missing (case {n})",
        ],
        [
            "Vi trenger flere opplysninger før vi kan behandle saken.",
            "Vi treng fleire opplysningar før vi kan handsame saka.",
            "We need more information before we can process the case.",
        ],
    ),
    form_of(
        Status::InProgress,
        true,
        [
            "{s}: klar til utfylling (sak {n})",
            "{s}: klar til utfylling (sak {n})",
            "{s}: ready to be filled in (case {n})",
        ],
        [
            "Skjemaet er åpnet. Husk fristen.",
            "Skjemaet er opna. Hugs fristen.",
            "The form is open. Mind the deadline.",
        ],
    ),
    form_of(
        Status::NotApplicable,
        false,
        [
            "Brev om {s} (sak {n})",
            "Brev om {s} (sak {n})",
            "Letter about {s} (case {n})",
        ],
        [
            "Til orientering. Du trenger ikke å gjøre noe.",
            "Til orientering. Du treng ikkje å gjere noko.",
            "For your information. You do not need to do anything.",
        ],
    ),
    form_of(
        Status::Completed,
        false,
        [
            "Kvittering for {s} (sak {n})",
            "Kvittering for {s} (sak {n})",
            "Receipt for {s} (case {n})",
        ],
        [
            "Vi har mottatt innsendingen.",
            "Vi har teke imot innsendinga.",
            "We have received the submission.",
        ],
    ),
    form_of(
        Status::Awaiting,
        false,
        [
            "{s}: til behandling (sak {n})",
            "{s}: til handsaming (sak {n})",
            "{s}: being processed (case {n})",
        ],
        [
            "Saken er sendt og ligger til behandling.",
            "Saka er send og ligg til handsaming.",
            "The case has been sent and is being processed.",
        ],
    ),
    form_of(
        Status::RequiresAttention,
        true,
        [
            "Påminnelse om {s} (sak {n})",
            "Påminning om {s} (sak {n})",
            "Reminder about {s} (case {n})",
        ],
        [
            "Vi har ikke mottatt noe fra dere ennå.",
            "Vi har ikkje fått noko frå dykk enno.",
            "We have not received anything from you yet.",
        ],
    ),
    form_of(
        Status::NotApplicable,
        false,
        [
            "Vedtak i sak {n}: {s}",
            "Vedtak i sak {n}: {s}",
            "Decision in case {n}: {s}",
        ],
        [
            "Vedtaket er fattet. Klagefristen er tre uker.",
            "Vedtaket er gjort. Klagefristen er tre veker.",
            "The decision has been made. It may be appealed within three weeks.",
        ],
    ),
    form_of(
        Status::Draft,
        true,
        [
            "Utkast: {s} (sak {n})",
            "Utkast: {s} (sak {n})",
            "Draft: {s} (case {n})",
        ],
        [
            "Påbegynt, men ikke sendt.",
            "Påbyrja, men ikkje sendt.",
            "Begun, but not sent.",
        ],
    ),
    form_of(
        Status::InProgress,
        true,
        [
            "Faktura {n} for {s}",
            "Faktura {n} for {s}",
            "Invoice {n} for {s}",
        ],
        [
            "Beløpet må være betalt innen forfall.",
            "Beløpet må vere betalt innan forfall.",
            "The amount must be paid before it is due.",
        ],
    ),
    form_of(
        Status::Completed,
        false,
        [
            "{s}: saken er avsluttet (sak {n})",
            "{s}: saka er avslutta (sak {n})",
            "{s}: the case is closed (case {n})",
        ],
        [
            "Saken er ferdig behandlet.",
            "Saka er ferdig handsama.",
            "The case has been closed.",
        ],
    ),
];

fn form_number(row: u32) -> usize {
    // Of every twelve rows, the first forms come twice.
    let at = (Generated::bits(row) >> 34) as usize % (FORMS.len() + 2);
    at % FORMS.len()
}

/// The form of a row.
pub(super) fn form(row: u32) -> &'static Form {
    &FORMS[form_number(row)]
}

/// The row's case number.
fn case_number(row: u32) -> String {
    format!("{:07}", u64::from(row) * 9 + 1_000_003)
}

fn in_three(texts: &[&str; 3], service: &crate::world::words::Words, number: &str) -> Localized {
    let fill = |pattern: &str, title: &str| pattern.replace("{s}", title).replace("{n}", number);
    Localized::of(&[
        ("nb", &fill(texts[0], &service.nb)),
        ("nn", &fill(texts[1], &service.nn)),
        ("en", &fill(texts[2], &service.en)),
    ])
}

/// An id of something in a row's dialog.
fn part_id(dialog: Uuid, part: u64) -> Uuid {
    let rest = u128::from(mix(part ^ dialog.as_u64_pair().1) >> 2);
    Uuid::from_u128(dialog.as_u128() >> 64 << 64 | 0b10 << 62 | rest)
}

pub(super) fn dialog(rows: &Generated, row: u32) -> Dialog {
    let facts = rows.facts(row);
    let form = form(row);
    let service = rows.service(row);
    let number = case_number(row);
    let id = facts.id;
    let at = Generated::at;
    let address = format!("{}/service-owner/dialogs/{id}", rows.service_owner);
    let title = in_three(&form.title, &service.title, &number);
    let summary = in_three(&form.summary, &service.title, &number);
    let body = title.map(|code, title| {
        let summary = summary.iter().find(|(known, _)| *known == code);
        format!("# {title}\n\n{}\n", summary.map_or("", |(_, text)| text))
    });
    let has_file = Generated::bits(row) >> 58 & 3 == 0;
    let created = at(facts.created);
    Dialog {
        id,
        revision: part_id(id, 1),
        org: service.org.clone(),
        service: service.id.clone(),
        // Rows from before a certain version have the type in lower case.
        service_type: if row % 7 == 6 {
            service.r#type.to_lowercase()
        } else {
            service.r#type.clone()
        },
        party: rows.party(row).to_owned(),
        progress: (form.status == Status::InProgress).then_some(30),
        process: None,
        preceding_process: None,
        extended_status: None,
        external_reference: Some(number.clone()),
        created,
        updated: at(facts.updated),
        content_updated: at(facts.content_updated),
        due: facts.due.map(at),
        expires: None,
        visible_from: None,
        deleted: false,
        status: form.status,
        api_only: facts.api_only,
        content: Some(Content {
            title,
            summary: Some(summary),
            main_reference: Some(Typed {
                value: Localized::each(|code| format!("{address}/content/{code}")),
                media_type: super::MARKDOWN_EMBED.to_owned(),
            }),
            ..Content::default()
        }),
        attachments: if has_file {
            vec![file(id, &address, &number)]
        } else {
            Vec::new()
        },
        gui_actions: vec![GuiAction {
            id: part_id(id, 4),
            action: "read".to_owned(),
            url: address,
            authorization_attribute: None,
            deletes: false,
            priority: Priority::Primary,
            method: Verb::Get,
            title: Localized::of(&[
                ("nb", "Åpne saken"),
                ("nn", "Opne saka"),
                ("en", "Open the case"),
            ]),
            prompt: None,
        }],
        api_actions: Vec::new(),
        transmissions: Vec::new(),
        series: None,
        activities: vec![Activity::new(
            part_id(id, 5),
            created,
            ActivityType::DialogCreated,
            Actor::service_owner(),
        )],
        seen: rows
            .reader(row)
            .map(|reader| Seen {
                id: part_id(id, 6),
                at: at(facts.updated),
                by: reader.clone(),
                via_service_owner: false,
            })
            .into_iter()
            .collect(),
        seen_before: rows.is_seen_from_the_start(row),
        labels: facts.labels,
        label_log: Vec::new(),
        context_revision: part_id(id, 7),
        message: None,
        instance: None,
        embed: Some(Embed {
            content_type: "text/markdown; charset=utf-8".to_owned(),
            body,
            serving: Serving::Plain,
        }),
        tag: None,
    }
}

fn file(id: Uuid, address: &str, number: &str) -> Attachment {
    let name = format!("sak-{number}.pdf");
    Attachment {
        id: part_id(id, 2),
        display_name: Localized::of(&[
            ("nb", &format!("Sak {number}")),
            ("en", &format!("Case {number}")),
        ]),
        urls: vec![AttachmentUrl {
            id: part_id(id, 3),
            url: format!("{address}/attachments/{name}"),
            media_type: Some("application/pdf".to_owned()),
            consumer: Consumer::Gui,
        }],
        name: Some(name),
        expires: None,
    }
}

/// Answers of a free-text search that hold for every row with the same form and service.
#[derive(Default)]
pub(super) struct TextCache(HashMap<(usize, usize), bool>);

impl TextCache {
    /// Whether a row matches. Rows of one form and service differ in their numbers only.
    pub(super) fn matches(&mut self, rows: &Generated, row: u32, text: &TextQuery) -> bool {
        let number = case_number(row);
        if text.mentions(&number) {
            return text.matches(&dialog(rows, row));
        }
        let (form, service) = (form(row), rows.service(row));
        *self
            .0
            .entry((form_number(row), rows.service_at(row)))
            .or_insert_with(|| {
                let title = in_three(&form.title, &service.title, "");
                let summary = in_three(&form.summary, &service.title, "");
                text.matches_texts(&[&title, &summary])
            })
    }
}
