//! Dialogs with transmissions: threads, very many, and some that are hidden.

use super::super::super::World;
use super::super::super::compose::Ground;
use super::super::super::compose::draft::{Draft, days, hours};
use super::super::super::dialogs::MARKDOWN_EMBED;
use super::super::super::dialogs::dialog::{
    Actor, Attachment, AttachmentUrl, NavigationalAction, Transmission, Typed, stored,
};
use super::super::super::dialogs::kinds::{ActivityType, Consumer, Status, TransmissionType};
use super::super::super::dialogs::labels::Label;
use super::super::super::dialogs::series::Series;
use super::super::super::dialogs::text::Localized;
use super::super::organisations as o;
use super::special::{MAIL, tagged, three};
use super::{ORGANISATION, actor};

pub(super) fn add(world: &mut World, ground: &Ground<'_>) {
    for build in [threads, many, partly_hidden] {
        if let Some(draft) = build(world, ground) {
            draft.done(world);
        }
    }
}

/// Adds a transmission so many hours old, and gives its id.
fn transmission(
    draft: &mut Draft,
    ground: &Ground<'_>,
    name: &str,
    age: i64,
    r#type: TransmissionType,
    title: [&str; 3],
) -> uuid::Uuid {
    let id = draft.part(&format!("transmission/{name}"));
    let address = draft.address();
    draft.dialog.transmissions.push(Transmission {
        id,
        created: stored(ground.ago(hours(age))),
        authorization_attribute: None,
        extended_type: None,
        external_reference: None,
        related: None,
        r#type,
        sender: Actor::service_owner(),
        title: three(title),
        summary: Some(three([
            "Se innholdet.",
            "Sjå innhaldet.",
            "See the content.",
        ])),
        content_reference: Some(Typed {
            value: Localized::each(|code| format!("{address}/transmissions/{id}/content/{code}")),
            media_type: MARKDOWN_EMBED.to_owned(),
        }),
        attachments: Vec::new(),
        navigational_actions: Vec::new(),
    });
    id
}

fn last(draft: &mut Draft) -> &mut Transmission {
    let at = draft.dialog.transmissions.len() - 1;
    &mut draft.dialog.transmissions[at]
}

fn file(draft: &Draft, name: &str, title: [&str; 3]) -> Attachment {
    Attachment {
        id: draft.part(&format!("file/{name}")),
        display_name: three(title),
        name: Some(name.to_owned()),
        urls: vec![AttachmentUrl {
            id: draft.part(&format!("file/{name}/gui")),
            url: format!("{}/attachments/{name}", draft.address()),
            media_type: Some(crate::files::media_type(name).to_owned()),
            consumer: Consumer::Gui,
        }],
        expires: None,
    }
}

/// Three threads: an application with questions and a decision, an alert, and one with a correction
/// that was accepted.
fn threads(world: &World, ground: &Ground<'_>) -> Option<Draft> {
    use TransmissionType as T;
    let title = [
        "Søknad om skjenkebevilling",
        "Søknad om skjenkeløyve",
        "Application for a liquor licence",
    ];
    let mut draft = tagged(world, ground, "threads", MAIL, days(21), title)?;
    draft
        .status(Status::RequiresAttention)
        .labels(&[Label::Sent]);
    let ingrid = actor(world, "ingrid")?;
    let sent = ["Søknad", "Søknad", "Application"];
    let first = transmission(&mut draft, ground, "1", 480, T::Submission, sent);
    last(&mut draft).sender = ingrid.clone();
    let asked = [
        "Spørsmål om åpningstid",
        "Spørsmål om opningstid",
        "Question on hours",
    ];
    let second = transmission(&mut draft, ground, "2", 400, T::Request, asked);
    last(&mut draft).related = Some(first);
    let answered = ["Svar på spørsmål", "Svar på spørsmål", "Answer"];
    let third = transmission(&mut draft, ground, "3", 390, T::Submission, answered);
    let file = file(
        &draft,
        "apningstider.pdf",
        ["Åpningstider", "Opningstider", "Hours"],
    );
    let answer = last(&mut draft);
    (answer.related, answer.sender) = (Some(second), ingrid.clone());
    answer.attachments.push(file);
    let decided = [
        "Foreløpig vedtak",
        "Førebels vedtak",
        "Preliminary decision",
    ];
    transmission(&mut draft, ground, "4", 100, T::Decision, decided);
    let address = draft.address();
    let decision = last(&mut draft);
    decision.related = Some(third);
    decision.navigational_actions = vec![
        NavigationalAction {
            title: three(["Klag på vedtaket", "Klag på vedtaket", "Appeal"]),
            url: format!("{address}/klage"),
            expires: None,
        },
        NavigationalAction {
            title: three(["Møt opp", "Møt opp", "Attend"]),
            url: format!("{address}/mote"),
            expires: Some(ground.ago(days(1))),
        },
    ];
    let warned = ["Advarsel om frist", "Åtvaring om frist", "Warning"];
    transmission(&mut draft, ground, "5", 90, T::Alert, warned);
    let corrected = ["Rettet søknad", "Retta søknad", "Corrected application"];
    let sixth = transmission(&mut draft, ground, "6", 60, T::Correction, corrected);
    last(&mut draft).sender = ingrid.clone();
    let accepted = [
        "Rettelsen er mottatt",
        "Rettinga er motteken",
        "Correction accepted",
    ];
    transmission(&mut draft, ground, "7", 50, T::Acceptance, accepted);
    last(&mut draft).related = Some(sixth);
    let opened = draft.activity(ActivityType::TransmissionOpened, ingrid.clone(), hours(95));
    opened.transmission = Some(second);
    draft.activity(ActivityType::FormSubmitted, ingrid, hours(480));
    let told = draft.activity(ActivityType::Information, Actor::service_owner(), hours(70));
    told.description = three([
        "Saken er sendt til politiet for uttalelse.",
        "Saka er send til politiet for fråsegn.",
        "The case has been sent to the police for an opinion.",
    ]);
    draft.dialog.updated = stored(ground.ago(hours(50)));
    draft.dialog.content_updated = draft.dialog.updated;
    Some(draft)
}

/// Twenty thousand transmissions.
fn many(world: &World, ground: &Ground<'_>) -> Option<Draft> {
    let party = format!("{ORGANISATION}{}", o::STORVIK);
    let tag = "many-transmissions";
    let age = days(130);
    let mut draft = Draft::new(world, ground, tag, "fdir-biomasse", &party, age)?;
    draft.tag(tag).title(three([
        "Produksjonsdagbok for lokalitet Nord",
        "Produksjonsdagbok for lokalitet Nord",
        "Production log of site North",
    ]));
    draft.status(Status::InProgress).labels(&[Label::Sent]);
    draft.dialog.series = Some(Series {
        count: 20_000,
        first: draft.dialog.created,
        age,
        party: actor(world, "ingrid")?,
    });
    let newest = stored(ground.ago(hours(6)));
    draft.dialog.updated = newest;
    draft.dialog.content_updated = newest;
    Some(draft)
}

/// One transmission for everybody, one under another service, one under rules that do not exist.
fn partly_hidden(world: &World, ground: &Ground<'_>) -> Option<Draft> {
    use TransmissionType as T;
    let title = [
        "Delvis skjult sak",
        "Delvis skjult sak",
        "Partly hidden case",
    ];
    let mut draft = tagged(world, ground, "partly-masked", MAIL, days(5), title)?;
    let open = ["For alle", "For alle", "For everybody"];
    transmission(&mut draft, ground, "open", 100, T::Information, open);
    for (name, attribute) in [
        ("other", "urn:altinn:resource:digdir-taushetsbelagt-post"),
        ("sub", "urn:altinn:subresource:styret"),
    ] {
        let hidden = ["For noen få", "For nokre få", "For a few"];
        transmission(&mut draft, ground, name, 90, T::Information, hidden);
        let name = format!("{name}.pdf");
        let file = file(&draft, &name, ["Skjult", "Skjult", "Hidden"]);
        let hidden = last(&mut draft);
        hidden.authorization_attribute = Some(attribute.to_owned());
        hidden.attachments.push(file);
    }
    Some(draft)
}
