//! Messages of Altinn Melding and the dialogs that stand for them (altinn-products reference 8.1).

use jiff::Timestamp;
use uuid::Uuid;

use super::super::World;
use super::super::dialogs::MARKDOWN_EMBED;
use super::super::dialogs::dialog::{Attachment, AttachmentUrl, Typed};
use super::super::dialogs::kinds::{ActivityType, Consumer, Priority, Status, Verb};
use super::super::dialogs::text::Localized;
use super::super::messages::{Event, File, Message, MessageStatus};
use super::super::services::owner;
use super::Ground;
use super::draft::Draft;
use crate::files;

/// What a message has beyond its dialog.
#[derive(Default)]
pub(crate) struct Letter {
    pub(crate) language: String,
    pub(crate) body: Localized,
    /// Names of the attachments.
    pub(crate) files: Vec<String>,
    pub(crate) confirm: bool,
    pub(crate) allow_forwarding: bool,
    /// Address and text.
    pub(crate) replies: Vec<(String, String)>,
    /// The media type that was written before aliases were rewritten.
    pub(crate) old_media_type: bool,
    /// A service whose rights decide over the files instead of the message's own.
    pub(crate) files_of: Option<String>,
}

impl Letter {
    pub(crate) fn in_language(language: &str) -> Self {
        Self {
            language: language.to_owned(),
            ..Self::default()
        }
    }
}

/// How the reference was spelled before Dialogporten rewrote it.
const OLD_MARKDOWN_EMBED: &str =
    "application/vnd.dialogporten.frontchannelembed+json;type=markdown";

/// Turns a dialog in the making into one of a message, and stores both. Gives the message's id.
pub(crate) fn add(
    world: &mut World,
    ground: &Ground<'_>,
    mut draft: Draft,
    letter: Letter,
) -> Uuid {
    let id = draft.part("message");
    let base = format!(
        "{}/correspondence/api/v1/correspondence/{id}",
        ground.origins.gateway
    );
    let message = message(&mut draft, id, letter, ground.now);
    shape(&mut draft, &base, &message);
    draft.dialog.message = Some(id);
    world.messages.put(message.message);
    draft.done(world);
    id
}

/// A message that is not stored yet.
pub(crate) struct Made {
    pub(crate) message: Message,
    old_media_type: bool,
}

/// Makes the message of a dialog in the making.
pub(crate) fn message(draft: &mut Draft, id: Uuid, letter: Letter, now: Timestamp) -> Made {
    let code = letter.language.clone();
    let in_one = |text: &Localized| {
        let fitting = text.iter().find(|(known, _)| *known == code);
        fitting.map_or_else(|| text.any().to_owned(), |(_, text)| text.to_owned())
    };
    let content = draft.content();
    let (title, summary) = (in_one(&content.title), content.summary.as_ref().map(in_one));
    content.title = Localized::of(&[(&code, &title)]);
    content.summary = summary.as_ref().map(|text| Localized::of(&[(&code, text)]));
    let message_sender = content
        .sender_name
        .as_ref()
        .map(|name| name.any().to_owned());
    let resource = draft.dialog.service.clone();
    let files = letter
        .files
        .iter()
        .map(|name| File {
            id: draft.part(&format!("attachment/{name}")),
            name: name.clone(),
            display_name: name.split('.').next().unwrap_or(name).replace('-', " "),
            bytes: files::bytes(name, &title),
            resource: letter.files_of.clone().unwrap_or_else(|| resource.clone()),
            expires: None,
            purged: false,
        })
        .collect();
    let reference = format!("ref-{}", &id.simple().to_string()[20..]);
    draft.dialog.external_reference = Some(reference.clone());
    let created = draft.dialog.created;
    let mut history = vec![Event {
        status: MessageStatus::Published,
        at: created,
    }];
    let read = draft
        .dialog
        .seen
        .first()
        .map(|seen| (seen.at, seen.by.clone()));
    if let Some((at, by)) = read {
        for status in [MessageStatus::Fetched, MessageStatus::Read] {
            history.push(Event { status, at });
        }
        draft.activity(
            ActivityType::CorrespondenceOpened,
            by,
            now.duration_since(at),
        );
    }
    let message = Message {
        id,
        resource,
        sender: owner(&draft.dialog.org).map_or_else(String::new, |owner| owner.org_no.clone()),
        recipient: draft.dialog.party.clone(),
        senders_reference: reference,
        message_sender,
        dialog: draft.dialog.id,
        transmission: None,
        body: in_one(&letter.body),
        language: code,
        title,
        summary,
        files,
        created,
        due: draft.dialog.due,
        confirmation_needed: letter.confirm,
        confidential: false,
        allow_forwarding: letter.allow_forwarding,
        reply_options: letter.replies,
        forwarded_to: std::collections::BTreeSet::new(),
        history,
    };
    Made {
        message,
        old_media_type: letter.old_media_type,
    }
}

fn shape(draft: &mut Draft, base: &str, made: &Made) {
    let message = &made.message;
    draft.status(if message.confirmation_needed {
        Status::RequiresAttention
    } else {
        Status::NotApplicable
    });
    let media_type = if made.old_media_type {
        OLD_MARKDOWN_EMBED
    } else {
        MARKDOWN_EMBED
    };
    draft.content().main_reference = Some(Typed {
        value: Localized::of(&[(&message.language, &format!("{base}/content"))]),
        media_type: media_type.to_owned(),
    });
    // Tagged `write` on paper, though the method itself asks for `read` only.
    draft.api_action("read", "getCorrespondence", base.to_owned(), Verb::Get);
    draft.api_action(
        "write",
        "purgeCorrespondence",
        format!("{base}/purge"),
        Verb::Delete,
    );
    if message.confirmation_needed {
        draft.api_action(
            "write",
            "confirmCorrespondence",
            format!("{base}/confirm"),
            Verb::Post,
        );
    }
    for file in &message.files {
        let url = format!("{base}/attachment/{}/download", file.id);
        draft.api_action(
            "read",
            "downloadCorrespondenceAttachment",
            url.clone(),
            Verb::Get,
        );
        let attachment = attachment(draft, message, file, url);
        draft.dialog.attachments.push(attachment);
    }
    if message.files.len() > 1 {
        let all = Attachment {
            id: draft.part("attachment/all"),
            display_name: Localized::of(&[
                ("nb", "Alle vedlegg"),
                ("nn", "Alle vedlegg"),
                ("en", "All attachments"),
            ]),
            name: None,
            urls: vec![AttachmentUrl {
                id: draft.part("attachment/all/gui"),
                url: format!("{base}/attachments/downloadall"),
                media_type: Some("application/zip".to_owned()),
                consumer: Consumer::Gui,
            }],
            expires: None,
        };
        draft.dialog.attachments.push(all);
    }
    buttons(draft, base, message);
}

fn attachment(draft: &Draft, message: &Message, file: &File, url: String) -> Attachment {
    Attachment {
        id: file.id,
        display_name: Localized::of(&[(&message.language, &file.display_name)]),
        name: Some(file.name.clone()),
        urls: vec![AttachmentUrl {
            id: draft.part(&format!("attachment/{}/gui", file.name)),
            url,
            media_type: Some(files::media_type(&file.name).to_owned()),
            consumer: Consumer::Gui,
        }],
        expires: file.expires,
    }
}

fn buttons(draft: &mut Draft, base: &str, message: &Message) {
    for (url, text) in message.reply_options.iter().take(3) {
        let title = Localized::of(&[(&message.language, text)]);
        draft
            .button("read", "", Verb::Get, Priority::Tertiary, title)
            .url
            .clone_from(url);
    }
    if message.confirmation_needed {
        let title = Localized::of(&[("nb", "Bekreft"), ("nn", "Stadfest"), ("en", "Confirm")]);
        draft
            .button("read", "", Verb::Post, Priority::Primary, title)
            .url = format!("{base}/confirm");
    }
    let title = Localized::of(&[("nb", "Slett"), ("nn", "Slett"), ("en", "Delete")]);
    let delete = draft.button("read", "", Verb::Delete, Priority::Tertiary, title);
    delete.url = format!("{base}/purge");
    delete.deletes = true;
    delete.prompt = Some(Localized::of(&[
        (
            "nb",
            "Meldingen slettes for godt, for alle som har tilgang.",
        ),
        (
            "nn",
            "Meldinga blir sletta for godt, for alle som har tilgang.",
        ),
        (
            "en",
            "The message will be deleted for good, for everybody with access.",
        ),
    ]));
}
