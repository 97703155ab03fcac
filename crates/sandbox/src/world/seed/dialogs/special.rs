//! Single dialogs that tests and training ask for, each with its tag.

use jiff::SignedDuration;

use super::super::super::World;
use super::super::super::compose::Ground;
use super::super::super::compose::apps;
use super::super::super::compose::draft::{Draft, days, hours};
use super::super::super::dialogs::dialog::{Typed, stored};
use super::super::super::dialogs::kinds::{Status, Verb};
use super::super::super::dialogs::labels::Label;
use super::super::super::dialogs::text::Localized;
use super::super::organisations as o;
use super::topics::open_button;
use super::{ORGANISATION, actor};

/// Mail that nearly everybody in the default world may read.
pub(super) const MAIL: &str = "kommune-gebyr";

/// Starts a dialog with a tag and texts in three languages, for Kari's first organisation.
pub(super) fn tagged(
    world: &World,
    ground: &Ground<'_>,
    tag: &str,
    service: &str,
    age: SignedDuration,
    title: [&str; 3],
) -> Option<Draft> {
    let party = format!("{ORGANISATION}{}", o::FJORD);
    let mut draft = Draft::new(world, ground, tag, service, &party, age)?;
    draft.tag(tag).title(three(title));
    Some(draft)
}

/// Bokmål, nynorsk, English.
pub(super) fn three(texts: [&str; 3]) -> Localized {
    Localized::of(&[("nb", texts[0]), ("nn", texts[1]), ("en", texts[2])])
}

pub(super) fn add(world: &mut World, ground: &Ground<'_>) {
    for build in [
        plain,
        level_four,
        level_four_without_substitute,
        expired,
        expiring,
        future,
        deleted,
        for_machines,
        for_machines_without_texts,
        empty_title,
        no_title,
        only_sami,
        masked,
        of_an_app,
        archived_app,
        migrated,
        put_away,
        thrown_away,
        marked_unopened,
        out_of_reach,
    ] {
        if let Some(draft) = build(world, ground) {
            draft.done(world);
        }
    }
    for (tag, ahead, title) in [
        ("due-overdue", -3, "Fristen er ute"),
        ("due-today", 0, "Fristen er i dag"),
        ("due-soon", 6, "Fristen er snart"),
        ("due-later", 60, "Fristen er langt fram"),
    ] {
        let made = tagged(world, ground, tag, MAIL, hours(30), [title, title, title]);
        if let Some(mut draft) = made {
            draft.due_in(ahead).status(Status::RequiresAttention);
            draft.done(world);
        }
    }
}

fn plain(world: &World, ground: &Ground<'_>) -> Option<Draft> {
    let title = [
        "Brev med innhold",
        "Brev med innhald",
        "Letter with content",
    ];
    let mut draft = tagged(world, ground, "plain", MAIL, hours(2), title)?;
    draft.summary(three([
        "Et vanlig brev.",
        "Eit vanleg brev.",
        "A plain letter.",
    ]));
    draft.markdown(three([
        "# Et brev\n\nMed **fete** ord og en [lenke](https://kommune.example).",
        "# Eit brev\n\nMed **feite** ord og ei [lenkje](https://kommune.example).",
        "# A letter\n\nWith **bold** words and a [link](https://kommune.example).",
    ]));
    draft.file("brev.pdf", three(["Brev", "Brev", "Letter"]));
    draft.file("notat.txt", three(["Notat", "Notat", "Note"]));
    draft.file("bilde.png", three(["Bilde", "Bilete", "Picture"]));
    let gone = draft.file("gammelt.pdf", three(["Gammelt", "Gammalt", "Old"]));
    gone.expires = Some(ground.ago(days(1)));
    open_button(&mut draft);
    Some(draft)
}

fn level_four(world: &World, ground: &Ground<'_>) -> Option<Draft> {
    let title = [
        "Vedtak om sykepenger for en ansatt",
        "Vedtak om sjukepengar for ein tilsett",
        "Decision on sickness benefit for an employee",
    ];
    let mut draft = tagged(world, ground, "level4", "nav-brev-nivaa-4", hours(8), title)?;
    draft.summary(three([
        "Gjelder helseopplysninger.",
        "Gjeld helseopplysningar.",
        "Concerns health data.",
    ]));
    draft.content().non_sensitive_title =
        Some(three(["Brev fra Nav", "Brev frå Nav", "Letter from Nav"]));
    draft.content().non_sensitive_summary = Some(three([
        "Logg inn på høyeste nivå for å lese det.",
        "Logg inn på høgaste nivå for å lese det.",
        "Log in at the highest level to read it.",
    ]));
    draft.markdown(three(["Vedtaket.", "Vedtaket.", "The decision."]));
    Some(draft)
}

fn level_four_without_substitute(world: &World, ground: &Ground<'_>) -> Option<Draft> {
    let title = ["Brev på nivå 4", "Brev på nivå 4", "Letter at level 4"];
    let tag = "level4-no-substitute";
    tagged(world, ground, tag, "nav-brev-nivaa-4", hours(10), title)
}

fn expired(world: &World, ground: &Ground<'_>) -> Option<Draft> {
    let title = ["Utløpt tilbud", "Utgått tilbod", "Expired offer"];
    let mut draft = tagged(world, ground, "expired", MAIL, days(30), title)?;
    draft.dialog.expires = Some(ground.ago(days(2)));
    Some(draft)
}

fn expiring(world: &World, ground: &Ground<'_>) -> Option<Draft> {
    let title = [
        "Utløper om en time",
        "Går ut om ein time",
        "Expires in an hour",
    ];
    let mut draft = tagged(world, ground, "expiring", MAIL, days(4), title)?;
    draft.dialog.expires = Some(ground.ago(hours(-1)));
    Some(draft)
}

fn future(world: &World, ground: &Ground<'_>) -> Option<Draft> {
    let title = ["Kommer senere", "Kjem seinare", "Comes later"];
    let mut draft = tagged(world, ground, "future", MAIL, hours(1), title)?;
    let from = stored(ground.ago(days(-3)));
    // What will be visible carries the time at which it will be.
    draft.dialog.visible_from = Some(from);
    draft.dialog.created = from;
    draft.dialog.updated = from;
    draft.dialog.content_updated = from;
    Some(draft)
}

fn deleted(world: &World, ground: &Ground<'_>) -> Option<Draft> {
    let title = ["Trukket tilbake", "Trekt tilbake", "Withdrawn"];
    let mut draft = tagged(world, ground, "deleted", MAIL, days(6), title)?;
    draft.dialog.deleted = true;
    Some(draft)
}

fn for_machines(world: &World, ground: &Ground<'_>) -> Option<Draft> {
    let title = ["Bare for program", "Berre for program", "For programs only"];
    let mut draft = tagged(world, ground, "api-only", MAIL, hours(20), title)?;
    draft.dialog.api_only = true;
    Some(draft)
}

fn for_machines_without_texts(world: &World, ground: &Ground<'_>) -> Option<Draft> {
    let mut draft = tagged(world, ground, "api-only-bare", MAIL, hours(21), [""; 3])?;
    draft.dialog.api_only = true;
    draft.dialog.content = None;
    Some(draft)
}

fn empty_title(world: &World, ground: &Ground<'_>) -> Option<Draft> {
    let mut draft = tagged(world, ground, "empty-title", MAIL, hours(22), [""; 3])?;
    draft.summary(Localized::nb(""));
    Some(draft)
}

fn no_title(world: &World, ground: &Ground<'_>) -> Option<Draft> {
    let mut draft = tagged(world, ground, "no-title", MAIL, hours(23), [""; 3])?;
    draft.title(Localized::default());
    Some(draft)
}

fn only_sami(world: &World, ground: &Ground<'_>) -> Option<Draft> {
    let mut draft = tagged(world, ground, "sami", MAIL, hours(24), [""; 3])?;
    draft.title(Localized::of(&[("se", "Reive gielddas")]));
    Some(draft)
}

/// A service in which the caller may hand in, but not read.
fn masked(world: &World, ground: &Ground<'_>) -> Option<Draft> {
    let title = ["Kan ikke leses", "Kan ikkje lesast", "Cannot be read"];
    let service = "app_ssb_regnskapsstatistikk";
    let mut draft = tagged(world, ground, "masked", service, hours(26), title)?;
    draft.markdown(three(["Skjult.", "Skjult.", "Hidden."]));
    open_button(&mut draft);
    draft.api_action(
        "read",
        "get",
        "https://ssb.example/api".to_owned(),
        Verb::Get,
    );
    Some(draft)
}

fn of_an_app(world: &World, ground: &Ground<'_>) -> Option<Draft> {
    let title = [
        "Mva-melding: utkast",
        "Mva-melding: utkast",
        "VAT return: draft",
    ];
    let service = "app_skd_mva-melding-innsending-v1";
    let mut draft = tagged(world, ground, "app-draft", service, hours(12), title)?;
    draft.status(Status::Draft);
    apps::shape(&mut draft, ground, party_id(world)?);
    Some(draft)
}

fn archived_app(world: &World, ground: &Ground<'_>) -> Option<Draft> {
    let title = [
        "Mva-melding: levert",
        "Mva-melding: levert",
        "VAT return: handed in",
    ];
    let service = "app_skd_mva-melding-innsending-v1";
    let mut draft = tagged(world, ground, "app-archived", service, days(9), title)?;
    draft.status(Status::Completed);
    let ingrid = actor(world, "ingrid").unwrap_or_default();
    let party_id = party_id(world)?;
    apps::submitted(&mut draft, ground, party_id, &ingrid, days(9));
    apps::shape(&mut draft, ground, party_id);
    Some(draft)
}

fn party_id(world: &World) -> Option<u32> {
    let fjord = world.organisations.by_number(o::FJORD)?;
    Some(fjord.party_id)
}

/// Moved from Altinn 2: counts as seen, though nobody is in the log.
fn migrated(world: &World, ground: &Ground<'_>) -> Option<Draft> {
    let title = ["Fra gamle Altinn", "Frå gamle Altinn", "From old Altinn"];
    let mut draft = tagged(world, ground, "migrated", MAIL, days(700), title)?;
    draft.dialog.seen_before = true;
    draft.dialog.service_type = "migratedapp".to_owned();
    draft.content().additional_info = Some(Typed {
        value: Localized::nb(
            "<p>Eldre <em>tekst</em> med <a href=\"https://altinn.example\">lenke</a>.</p>",
        ),
        media_type: "text/html".to_owned(),
    });
    Some(draft)
}

fn put_away(world: &World, ground: &Ground<'_>) -> Option<Draft> {
    let title = ["Arkivert brev", "Arkivert brev", "Archived letter"];
    let mut draft = tagged(world, ground, "archived", MAIL, days(12), title)?;
    draft.labels(&[Label::Archive]);
    Some(draft)
}

fn thrown_away(world: &World, ground: &Ground<'_>) -> Option<Draft> {
    let title = [
        "Brev i papirkurven",
        "Brev i papirkorga",
        "Letter in the bin",
    ];
    let mut draft = tagged(world, ground, "binned", MAIL, days(13), title)?;
    draft.labels(&[Label::Bin]);
    Some(draft)
}

fn marked_unopened(world: &World, ground: &Ground<'_>) -> Option<Draft> {
    let title = ["Merket som ulest", "Merkt som ulesen", "Marked as unread"];
    let mut draft = tagged(world, ground, "unopened", MAIL, days(3), title)?;
    let reader = actor(world, "tor")?;
    draft.seen_by(reader).labels(&[Label::MarkedAsUnopened]);
    Some(draft)
}

/// For an organisation in which Kari holds nothing.
fn out_of_reach(world: &World, ground: &Ground<'_>) -> Option<Draft> {
    let party = format!("{ORGANISATION}{}", o::SOLGRY);
    let mut draft = Draft::new(world, ground, "no-access", MAIL, &party, hours(14))?;
    draft
        .tag("no-access")
        .title(Localized::nb("Bare for Solgry"));
    Some(draft)
}
