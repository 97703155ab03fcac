//! What public bodies write about, spread over the organisations (`data/dialogs.json`).

use jiff::SignedDuration;
use serde::Deserialize;

use super::super::super::compose::Ground;
use super::super::super::compose::apps;
use super::super::super::compose::draft::{Draft, days};
use super::super::super::compose::letters::{self, Letter};
use super::super::super::dialogs::dialog::Typed;
use super::super::super::dialogs::ids::mix;
use super::super::super::dialogs::kinds::{Priority, Status, Verb};
use super::super::super::dialogs::labels::Label;
use super::super::super::dialogs::sight::{ORGANISATION, PERSON};
use super::super::super::dialogs::text::Localized;
use super::super::super::{World, stable_uuid};
use super::super::organisations as o;
use super::{actor, calendar};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Topic {
    key: String,
    service: String,
    kind: Shape,
    orgs: Spread,
    rounds: Vec<Round>,
    title: Localized,
    summary: Localized,
    body: Localized,
    #[serde(default)]
    files: Vec<String>,
    #[serde(default)]
    sender: Option<Localized>,
    #[serde(default)]
    confirm: bool,
    #[serde(default)]
    sent: bool,
}

/// Which product a dialog points into.
#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Shape {
    /// An app of Altinn Studio.
    Form,
    /// A message of Altinn Melding.
    Letter,
    /// A service owner's own system.
    Case,
}

/// Who gets it.
#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Spread {
    Main,
    Some,
    Few,
    Sea,
    Bankrupt,
    People,
}

/// One instance in time; the first is the current one.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Round {
    /// Days since it came.
    age: i64,
    /// Days until it is due; one of them, by organisation. Empty: never.
    due: Vec<i64>,
    status: Status,
}

/// Whose mail there is.
const ORGANISATIONS: [&str; 12] = [
    o::FJORD,
    o::NORDLYS,
    o::GRANLI,
    o::BRATTVAAG,
    o::STORVIK,
    o::LUNDE,
    o::HAUGEN,
    o::HAUGESUND_UNIT,
    o::SOLGRY,
    o::LANGOEY,
    o::DALEN,
    o::MYKLEBUST,
];

/// A party with its name and municipality.
struct Receiver {
    urn: String,
    name: String,
    municipality: String,
    party_id: u32,
}

pub(super) fn add(world: &mut World, ground: &Ground<'_>) {
    let topics: Vec<Topic> = serde_json::from_str(include_str!("../../../../data/dialogs.json"))
        .expect("the data file is part of this crate and is read by its tests");
    for topic in &topics {
        for receiver in receivers(world, topic) {
            for (round, number) in topic.rounds.iter().zip(0..) {
                one(world, ground, topic, &receiver, round, number);
            }
        }
    }
}

/// A number that is the same in every run.
fn chance(name: &str) -> u64 {
    mix(stable_uuid(name).as_u64_pair().0)
}

fn receivers(world: &World, topic: &Topic) -> Vec<Receiver> {
    if topic.orgs == Spread::People {
        return world
            .people
            .iter()
            .map(|person| Receiver {
                urn: format!("{PERSON}{}", person.pid),
                name: person.name.clone(),
                municipality: "Ålesund".to_owned(),
                party_id: person.party_id,
            })
            .collect();
    }
    ORGANISATIONS
        .iter()
        .filter(|org_no| {
            let lot = chance(&format!("{}/{org_no}", topic.key)) % 12;
            match topic.orgs {
                Spread::Main | Spread::People => true,
                Spread::Some => lot < 8,
                Spread::Few => lot < 4,
                Spread::Sea => [o::BRATTVAAG, o::STORVIK, o::LANGOEY].contains(org_no),
                Spread::Bankrupt => **org_no == o::DALEN,
            }
        })
        .filter_map(|org_no| world.organisations.by_number(org_no))
        .map(|organisation| Receiver {
            urn: format!("{ORGANISATION}{}", organisation.org_no),
            name: organisation.name.clone(),
            municipality: capitalised(organisation.place.municipality),
            party_id: organisation.party_id,
        })
        .collect()
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first
            .to_uppercase()
            .chain(letters.flat_map(char::to_lowercase))
            .collect()
    })
}

fn one(
    world: &mut World,
    ground: &Ground<'_>,
    topic: &Topic,
    receiver: &Receiver,
    round: &Round,
    number: u32,
) {
    let name = format!("{}/{}/{number}", topic.key, receiver.urn);
    let lot = chance(&name);
    let spread = i64::try_from(lot % (24 * 60)).unwrap_or(0);
    let age = days(round.age) + SignedDuration::from_mins(spread);
    let day = calendar::day(ground.ago(age));
    let filled = |text: &Localized| {
        text.map(|code, text| {
            calendar::fill(text, day, code)
                .replace("{org}", &receiver.name)
                .replace("{kommune}", &receiver.municipality)
        })
    };
    let made = Draft::new(world, ground, &name, &topic.service, &receiver.urn, age);
    let Some(mut draft) = made else { return };
    draft.title(filled(&topic.title));
    draft.summary(filled(&topic.summary)).status(round.status);
    draft.content().sender_name = topic.sender.as_ref().map(filled);
    if !round.due.is_empty() {
        let choice = usize::try_from(lot >> 20).unwrap_or(0) % round.due.len();
        draft.due_in(round.due[choice]);
    }
    if number > 0 {
        // Rows from before a certain version have the type in lower case.
        draft.dialog.service_type = draft.dialog.service_type.to_lowercase();
    }
    read_and_filed(world, &mut draft, number, lot);
    match topic.kind {
        Shape::Case => {
            draft.markdown(filled(&topic.body));
            for file in &topic.files {
                draft.file(file, Localized::nb(file.replace(['-', '.'], " ")));
            }
            open_button(&mut draft);
            draft.done(world);
        }
        Shape::Form => form(world, ground, topic, receiver, draft, filled(&topic.body)),
        Shape::Letter => {
            // A message has one language.
            let language = ["nb", "nb", "nb", "nn", "en"][(lot >> 44) as usize % 5];
            let letter = Letter {
                body: filled(&topic.body),
                files: topic.files.clone(),
                confirm: topic.confirm,
                old_media_type: number > 0,
                ..Letter::in_language(language)
            };
            letters::add(world, ground, draft, letter);
        }
    }
}

/// Older ones have mostly been read, some put away.
fn read_and_filed(world: &World, draft: &mut Draft, number: u32, lot: u64) {
    let read = (lot >> 30) % 100 < if number > 0 { 95 } else { 40 };
    let reader = ["ingrid", "tor", "anne", "mina"][(lot >> 38) as usize % 4];
    if read && let Some(reader) = actor(world, reader) {
        draft.seen_by(reader);
    }
    match (number, (lot >> 50) % 10) {
        (1.., 0..=3) => {
            draft.labels(&[Label::Archive]);
        }
        (0, 0) => {
            draft.labels(&[Label::MarkedAsUnopened]);
        }
        (_, 9) => {
            draft.labels(&[Label::Bin]);
        }
        _ => {}
    }
}

/// The button to the service owner's own pages.
pub(super) fn open_button(draft: &mut Draft) {
    let title = Localized::of(&[
        ("nb", "Åpne saken"),
        ("nn", "Opne saka"),
        ("en", "Open the case"),
    ]);
    draft.button("read", "", Verb::Get, Priority::Primary, title);
}

/// A form: as the adapter between apps and Dialogporten makes it (altinn-products reference 8.2).
fn form(
    world: &mut World,
    ground: &Ground<'_>,
    topic: &Topic,
    receiver: &Receiver,
    mut draft: Draft,
    body: Localized,
) {
    let age = ground.now.duration_since(draft.dialog.created);
    draft.content().additional_info = Some(Typed {
        value: body,
        media_type: "text/markdown".to_owned(),
    });
    if topic.sent {
        let sender = actor(world, "ingrid").unwrap_or_default();
        apps::submitted(&mut draft, ground, receiver.party_id, &sender, age);
    }
    apps::shape(&mut draft, ground, receiver.party_id);
    draft.done(world);
}
