//! Dialogs of apps, as the adapter between apps and Dialogporten makes them (altinn-products
//! reference 8.2).

use jiff::SignedDuration;
use url::form_urlencoded;

use super::super::dialogs::MARKDOWN_EMBED;
use super::super::dialogs::dialog::{
    Actor, Attachment, AttachmentUrl, Dialog, Transmission, Typed, stored,
};
use super::super::dialogs::kinds::{
    ActivityType, Consumer, Priority, Status, TransmissionType, Verb,
};
use super::super::dialogs::labels::Label;
use super::super::dialogs::text::Localized;
use super::Ground;
use super::draft::Draft;
use crate::files;

/// Whether a form has been handed in and closed.
pub(crate) fn is_archived(dialog: &Dialog) -> bool {
    matches!(dialog.status, Status::Completed | Status::Awaiting)
}

/// The instance of a dialog in the making.
fn instance(draft: &mut Draft, party_id: u32) -> String {
    if let Some(known) = &draft.dialog.instance {
        return known.clone();
    }
    let instance = format!("{party_id}/{}", draft.part("instance"));
    draft.dialog.instance = Some(instance.clone());
    instance
}

/// The address that leads a browser to a page through Altinn's login.
fn through_login(gateway: &str, page: &str) -> String {
    let end = page.find('#').unwrap_or(page.len());
    let (path, fragment) = page.split_at(end);
    let page = format!("{path}?dontChooseReportee=true{fragment}");
    let goto: String = form_urlencoded::byte_serialize(page.as_bytes()).collect();
    format!("{gateway}/authentication/api/v1/authentication?goto={goto}")
}

/// Gives a dialog of an app its instance, buttons and acts.
pub(crate) fn shape(draft: &mut Draft, ground: &Ground<'_>, party_id: u32) {
    let instance = instance(draft, party_id);
    let (gateway, owner) = (&ground.origins.gateway, &ground.origins.service_owner);
    // `app_skd_mva-melding` is the app `mva-melding` of `skd`.
    let app = draft.dialog.service.trim_start_matches("app_").to_owned();
    let app = format!("{owner}/service-owner/apps/{}", app.replacen('_', "/", 1));
    let archived = is_archived(&draft.dialog);
    let (action, page, title) = if archived {
        (
            "read",
            format!("{gateway}/receipt/{instance}"),
            ["Se kvittering", "Sjå kvittering", "See the receipt"],
        )
    } else {
        (
            "write",
            format!("{app}/#/instance/{instance}"),
            ["Gå til skjema", "Gå til skjema", "Go to the form"],
        )
    };
    let go = draft.button(action, "", Verb::Get, Priority::Primary, three(title));
    go.url = through_login(gateway, &page);
    // Without a question of its own, and there for what is archived, too.
    let delete = draft.button(
        "delete",
        "",
        Verb::Delete,
        Priority::Secondary,
        three(["Slett", "Slett", "Delete"]),
    );
    delete.url = format!("{gateway}/storage/dialogporten/api/v1/instance/{instance}");
    delete.deletes = true;
    if archived {
        let title = three(["Lag kopi", "Lag kopi", "Make a copy"]);
        let copy = draft.button("instantiate", "", Verb::Get, Priority::Tertiary, title);
        copy.url = through_login(gateway, &format!("{app}/legacy/instances/{instance}/copy"));
    }
    let read = if archived {
        format!("{gateway}/storage/api/v1/instances/{instance}")
    } else {
        format!("{app}/instances/{instance}")
    };
    draft.api_action("read", "getInstance", read, Verb::Get);
}

/// Bokmål, nynorsk, English.
fn three(texts: [&str; 3]) -> Localized {
    Localized::of(&[("nb", texts[0]), ("nn", texts[1]), ("en", texts[2])])
}

/// Handed in by somebody so long ago: with a receipt, a document for people behind the login, and what
/// was filled in for programs.
pub(crate) fn submitted(
    draft: &mut Draft,
    ground: &Ground<'_>,
    party_id: u32,
    sender: &Actor,
    age: SignedDuration,
) {
    let instance = instance(draft, party_id);
    let gateway = &ground.origins.gateway;
    let id = draft.part("submission");
    let mut attachments = Vec::new();
    for (name, kind, consumer) in [
        ("kvittering.pdf", "ref-data-as-pdf", Consumer::Gui),
        ("skjema.xml", "model", Consumer::Api),
    ] {
        let element = draft.part(&format!("submission/{name}"));
        let data = format!("{gateway}/storage/api/v1/instances/{instance}/data/{element}");
        attachments.push(Attachment {
            id: draft.part(&format!("submission/{name}/attachment")),
            display_name: Localized::nb(name),
            name: Some(kind.to_owned()),
            urls: vec![AttachmentUrl {
                id: draft.part(&format!("submission/{name}/url")),
                url: match consumer {
                    Consumer::Gui => through_login(gateway, &data),
                    Consumer::Api => data,
                },
                media_type: Some(files::media_type(name).to_owned()),
                consumer,
            }],
            expires: None,
        });
    }
    let receipt = format!(
        "{gateway}/storage/dialogporten/api/v1/receipt/{}/{id}?lang=",
        draft.dialog.id
    );
    draft.dialog.transmissions.push(Transmission {
        id,
        created: stored(ground.ago(age)),
        authorization_attribute: None,
        extended_type: None,
        external_reference: None,
        related: None,
        r#type: TransmissionType::Submission,
        sender: sender.clone(),
        title: three(["Innsending #1", "Innsending #1", "Submission #1"]),
        summary: None,
        content_reference: Some(Typed {
            value: Localized::each(|code| format!("{receipt}{code}")),
            media_type: MARKDOWN_EMBED.to_owned(),
        }),
        attachments,
        navigational_actions: Vec::new(),
    });
    draft.labels(&[Label::Sent]);
    draft.activity(ActivityType::FormSubmitted, sender.clone(), age);
}
