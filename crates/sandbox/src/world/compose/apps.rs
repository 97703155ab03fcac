//! Dialogs of apps, as the adapter between apps and Dialogporten makes them (altinn-products
//! reference 8.2).

use url::form_urlencoded;

use super::super::dialogs::kinds::{Priority, Status, Verb};
use super::super::dialogs::text::Localized;
use super::Ground;
use super::draft::Draft;

/// Gives a dialog of an app its instance, buttons and acts.
pub(crate) fn shape(draft: &mut Draft, ground: &Ground<'_>, party_id: u32) {
    let guid = draft.part("instance");
    let instance = format!("{party_id}/{guid}");
    draft.dialog.instance = Some(instance.clone());
    let (gateway, owner) = (&ground.origins.gateway, &ground.origins.service_owner);
    // `app_skd_mva-melding` is the app `mva-melding` of `skd`.
    let app = draft.dialog.service.trim_start_matches("app_").to_owned();
    let app = app.replacen('_', "/", 1);
    let archived = matches!(draft.dialog.status, Status::Completed | Status::Awaiting);
    let page = if archived {
        format!("{gateway}/receipt/{instance}")
    } else {
        format!("{owner}/service-owner/apps/{app}/#/instance/{instance}")
    };
    let goto: String = form_urlencoded::byte_serialize(page.as_bytes()).collect();
    let go = format!("{gateway}/authentication/api/v1/authentication?goto={goto}");
    let (action, title) = if archived {
        (
            "read",
            Localized::of(&[
                ("nb", "Se kvittering"),
                ("nn", "Sjå kvittering"),
                ("en", "See the receipt"),
            ]),
        )
    } else {
        (
            "write",
            Localized::of(&[
                ("nb", "Gå til skjema"),
                ("nn", "Gå til skjema"),
                ("en", "Go to the form"),
            ]),
        )
    };
    draft
        .button(action, "", Verb::Get, Priority::Primary, title)
        .url = go;
    if !archived {
        let delete = draft.button(
            "delete",
            "",
            Verb::Delete,
            Priority::Secondary,
            Localized::of(&[("nb", "Slett"), ("nn", "Slett"), ("en", "Delete")]),
        );
        delete.url = format!("{gateway}/storage/dialogporten/api/v1/instance/{instance}");
        delete.deletes = true;
        delete.prompt = Some(Localized::of(&[
            ("nb", "Skjemaet blir slettet."),
            ("nn", "Skjemaet blir sletta."),
            ("en", "The form will be deleted."),
        ]));
    }
    let read = if archived {
        format!("{gateway}/storage/api/v1/instances/{instance}")
    } else {
        format!("{owner}/service-owner/apps/{app}/instances/{instance}")
    };
    draft.api_action("read", "getInstance", read, Verb::Get);
}
