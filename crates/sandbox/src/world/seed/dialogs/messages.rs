//! Messages that something is special about, each with its tag.

use uuid::Uuid;

use super::super::super::World;
use super::super::super::compose::Ground;
use super::super::super::compose::draft::{Draft, days, hours};
use super::super::super::compose::letters::{self, Letter};
use super::super::super::dialogs::MARKDOWN_EMBED;
use super::super::super::dialogs::dialog::{Actor, Transmission, Typed, stored};
use super::super::super::dialogs::kinds::TransmissionType;
use super::super::super::dialogs::text::Localized;
use super::super::organisations::FJORD;
use super::ORGANISATION;

pub(super) fn add(world: &mut World, ground: &Ground<'_>) {
    let party = format!("{}{FJORD}", ORGANISATION);
    let letter = |world: &mut World, tag: &str, age, title: &str, letter: Letter| {
        let made = Draft::new(world, ground, tag, "digdir-ordinaer-post", &party, age);
        let mut draft = made?;
        draft.tag(tag).title(Localized::nb(title));
        draft.summary(Localized::nb("En melding for øving."));
        Some(letters::add(world, ground, draft, letter))
    };
    let files = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    letter(
        world,
        "melding",
        hours(5),
        "Melding uten vedlegg",
        Letter {
            body: Localized::nb(
                "# Hei\n\nDette er en **melding**. Se [vilkårene](https://digdir.example/vilkar).",
            ),
            allow_forwarding: true,
            ..Letter::in_language("nb")
        },
    );
    letter(
        world,
        "melding-confirm",
        hours(7),
        "Melding som må bekreftes",
        Letter {
            body: Localized::nb("Bekreft at meldingen er lest."),
            confirm: true,
            files: files(&["varsel.pdf"]),
            ..Letter::in_language("nb")
        },
    );
    letter(
        world,
        "melding-attachments",
        hours(9),
        "Melding med tre vedlegg",
        Letter {
            body: Localized::nb("Vedleggene følger med."),
            files: files(&["rapport.pdf", "kart.png", "liste.txt"]),
            ..Letter::in_language("nb")
        },
    );
    letter(
        world,
        "melding-reply",
        hours(11),
        "Melding som kan besvares",
        Letter {
            body: Localized::nb("Svar ved å følge en av lenkene."),
            replies: [
                ("ja", "Ja"),
                ("nei", "Nei"),
                ("vet-ikke", "Vet ikke"),
                ("annet", "Annet"),
            ]
            .iter()
            .map(|(path, text)| (format!("https://svar.example/{path}"), (*text).to_owned()))
            .collect(),
            ..Letter::in_language("nb")
        },
    );
    letter(
        world,
        "melding-other-resource",
        hours(13),
        "Melding med vedlegg fra en annen tjeneste",
        Letter {
            body: Localized::nb("Vedlegget deles med en tjeneste som krever andre rettigheter."),
            files: files(&["delt.pdf"]),
            files_of: Some("digdir-taushetsbelagt-post".to_owned()),
            ..Letter::in_language("nb")
        },
    );
    let gone = letter(
        world,
        "melding-gone-attachments",
        days(20),
        "Melding med utløpte vedlegg",
        Letter {
            body: Localized::nb("Ett vedlegg er utløpt, ett er slettet."),
            files: files(&["utlopt.pdf", "slettet.pdf"]),
            ..Letter::in_language("nb")
        },
    );
    expire(world, gone, ground);
    in_another_dialog(world, ground, &party);
}

/// The first file has run out, the second is purged.
fn expire(world: &mut World, id: Option<Uuid>, ground: &Ground<'_>) {
    let Some(message) = id.and_then(|id| world.messages.get_mut(id)) else {
        return;
    };
    let yesterday = stored(ground.ago(days(1)));
    let dialog = message.dialog;
    if let [first, second] = message.files.as_mut_slice() {
        first.expires = Some(yesterday);
        second.purged = true;
    }
    if let Some(dialog) = world.dialogs.get_mut(dialog)
        && let Some(first) = dialog.attachments.first_mut()
    {
        first.expires = Some(yesterday);
    }
}

/// A message that is a transmission in a dialog of the service owner's own.
fn in_another_dialog(world: &mut World, ground: &Ground<'_>, party: &str) {
    let tag = "melding-transmission";
    let made = Draft::new(
        world,
        ground,
        "melding-transmission/letter",
        "digdir-ordinaer-post",
        party,
        hours(15),
    );
    let Some(mut inner) = made else { return };
    inner.title(Localized::nb("Svar på søknaden"));
    let letter = Letter {
        body: Localized::nb("Søknaden er innvilget."),
        ..Letter::in_language("nb")
    };
    let id = inner.part("message");
    let mut message = letters::message(&mut inner, id, letter, ground.now).message;
    let made = Draft::new(world, ground, tag, "digdir-ordinaer-post", party, hours(16));
    let Some(mut draft) = made else { return };
    draft.tag(tag).title(Localized::nb("Søknad om tilskudd"));
    let transmission = draft.part("transmission");
    let url = format!(
        "{}/correspondence/api/v1/correspondence/{id}/content",
        ground.origins.gateway
    );
    draft.dialog.transmissions.push(Transmission {
        id: transmission,
        created: draft.dialog.created,
        authorization_attribute: None,
        extended_type: None,
        external_reference: Some(message.senders_reference.clone()),
        related: None,
        r#type: TransmissionType::Decision,
        sender: Actor::service_owner(),
        title: Localized::nb("Svar på søknaden"),
        summary: None,
        content_reference: Some(Typed {
            value: Localized::nb(url),
            media_type: MARKDOWN_EMBED.to_owned(),
        }),
        attachments: Vec::new(),
        navigational_actions: Vec::new(),
    });
    message.dialog = draft.dialog.id;
    message.transmission = Some(transmission);
    world.messages.put(message);
    draft.done(world);
}
