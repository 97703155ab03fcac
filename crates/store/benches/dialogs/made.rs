//! A made-up archive: actors of very different sizes, two years of letters, words as common and as rare as in life.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use fullmakt_domain::SystemClock;
use fullmakt_domain::dialog::Localized;
use fullmakt_store::Store;
use fullmakt_store::actors::{Actor, ActorKind};
use fullmakt_store::dialogs::{
    DialogContent, DialogQuery, DialogStatus, Folder, Labels, NewDialog, OwnerName, ServiceName,
    SyncPage,
};
use jiff::{Timestamp, ToSpan};
use uuid::Uuid;

const ACTORS: u32 = 15_000;
const SERVICES: u64 = 200;
const OWNERS: [(&str, &str); 8] = [
    ("skd", "Skatteetaten"),
    ("nav", "NAV"),
    ("brg", "Brønnøysundregistrene"),
    ("ssb", "Statistisk sentralbyrå"),
    ("dat", "Arbeidstilsynet"),
    ("tad", "Tolletaten"),
    ("mat", "Mattilsynet"),
    ("ale", "Ålesund kommune"),
];
const COMMON: [&str; 48] = [
    "varsel",
    "om",
    "fastsetting",
    "av",
    "mva",
    "for",
    "termin",
    "mangler",
    "inntektsmelding",
    "årsregnskapet",
    "er",
    "godkjent",
    "skattetrekk",
    "november",
    "beregnet",
    "tilsyn",
    "med",
    "arbeidstid",
    "opplysninger",
    "purring",
    "melding",
    "oktober",
    "byggesak",
    "vedtak",
    "kvittering",
    "mottatt",
    "statistikk",
    "kvartal",
    "klar",
    "utfylling",
    "avgift",
    "januar",
    "sykepenger",
    "svar",
    "på",
    "søknad",
    "refusjon",
    "kontroll",
    "prøve",
    "endret",
    "kontonummer",
    "registrert",
    "forskuddsskatt",
    "arbeidsgiveravgift",
    "tvangsmulkt",
    "årsavgift",
    "skattekort",
    "foreldrepenger",
];
const PARTS: [&str; 20] = [
    "berg", "tor", "vik", "sund", "dal", "nes", "haug", "lund", "elv", "strand", "fjell", "fjord",
    "myr", "skog", "bakk", "land", "heim", "stad", "vold", "moen",
];
const TRADES: [&str; 6] = ["Bygg", "Snekkeri", "Regnskap", "Eiendom", "Fisk", "Maskin"];

/// Random enough, and the same every time (splitmix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % sides
    }

    /// Small numbers much more often than large ones.
    fn skewed(&mut self, sides: u64) -> u64 {
        let one = self.roll(1_000_000) as f64 / 1e6;
        (one * one * sides as f64) as u64
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.roll(100) < percent
    }
}

/// Today.
pub fn now() -> Timestamp {
    "2026-11-12T13:32:00Z".parse().expect("an instant")
}

/// Today's beginning in Oslo.
pub fn midnight() -> Timestamp {
    "2026-11-11T23:00:00Z".parse().expect("an instant")
}

/// An actor's key.
pub fn party(n: u32) -> Uuid {
    Uuid::from_u128(0x1000_0000_0000_4000_8000_0000_0000_0000 + u128::from(n))
}

/// A service's id.
pub fn service(n: u64) -> String {
    format!("tjeneste-{n}")
}

fn place_name(dice: &mut Dice) -> String {
    let (a, b) = (dice.roll(20) as usize, dice.roll(20) as usize);
    let end = ["", "en", "et", "ene", "ing", "skap", "lig", "vegen"][dice.roll(8) as usize];
    format!("{}{}{end}", PARTS[a], PARTS[b])
}

fn actors() -> Vec<Actor> {
    let mut dice = Dice(5);
    (0..ACTORS)
        .map(|n| {
            let name = place_name(&mut dice);
            let trade = TRADES[dice.roll(6) as usize];
            Actor {
                party_uuid: party(n),
                party_id: Some(50_000_000 + n),
                name: format!("{}{} {trade} AS", name[..1].to_uppercase(), &name[1..]),
                org_no: Some((310_000_000 + n * 7).to_string()),
                kind: ActorKind::Organisation,
                form: Some("AS".to_owned()),
                parent: None,
                is_deleted: false,
                is_heading_only: false,
                access_manager: Some(true),
                roles: Vec::new(),
                packages: Vec::new(),
            }
        })
        .collect()
}

/// Row `n` of `size`, the newest first: they spread over two years.
fn row(n: u32, size: u32) -> NewDialog {
    let mut dice = Dice(u64::from(n).wrapping_mul(0x517c_c1b7_2722_0a95));
    let age = i64::from(n) * (2 * 365 * 86_400_000) / i64::from(size) + dice.roll(40_000) as i64;
    let when = now() - age.milliseconds();
    let is_old = n > size / 20;
    let service_no = dice.skewed(SERVICES);
    let status = match dice.roll(100) {
        0..50 => DialogStatus::NotApplicable,
        50..80 => DialogStatus::Completed,
        80..85 => DialogStatus::RequiresAttention,
        85..93 => DialogStatus::InProgress,
        93..97 => DialogStatus::Awaiting,
        _ => DialogStatus::Draft,
    };
    let mut labels = if dice.chance(if is_old { 40 } else { 10 }) {
        Labels::ARCHIVE
    } else if dice.chance(2) {
        Labels::BIN
    } else {
        Labels::DEFAULT
    };
    if dice.chance(10) {
        labels = labels | Labels::SENT;
    }
    let mut words = |count: usize| -> String {
        let mut text: Vec<String> = (0..count)
            .map(|_| COMMON[dice.roll(48) as usize].to_owned())
            .collect();
        text.push(place_name(&mut dice));
        text.join(" ")
    };
    let (title, summary) = (words(4), words(10));
    let title = if dice.chance(30) {
        format!("{title} {}/{}", 2024 + dice.roll(3), dice.roll(5_000))
    } else {
        title
    };
    let text = |value: String| Localized(vec![("nb".to_owned(), value)]);
    let is_seen = !dice.chance(if is_old { 3 } else { 30 });
    NewDialog {
        id: Uuid::from_u128(u128::from(dice.roll(u64::MAX)) << 64 | u128::from(n)),
        party_uuid: party(dice.skewed(u64::from(ACTORS)) as u32),
        org: OWNERS[(service_no % 8) as usize].0.to_owned(),
        service: service(service_no),
        service_type: "CorrespondenceService".to_owned(),
        status,
        labels,
        context_revision: Some(Uuid::from_u128(u128::from(dice.roll(u64::MAX)))),
        created_at: when,
        updated_at: when,
        content_updated_at: when,
        due_at: dice.chance(12).then(|| when + (dice.roll(60) as i64 * 24).hours()),
        is_content_seen: is_seen,
        has_unopened_content: !is_seen,
        is_api_only: false,
        from_service_owner: 1,
        from_party: 0,
        attachments: if dice.chance(50) { dice.roll(4) as u32 } else { 0 },
        progress: None,
        process: None,
        preceding_process: None,
        extended_status: None,
        external_reference: Some(format!("{}", dice.roll(1_000_000_000))),
        content: DialogContent {
            title: text(title),
            summary: text(summary),
            ..DialogContent::default()
        },
        latest_activity: Some(
            "{\"type\":\"CorrespondenceOpened\",\"at\":\"2026-08-20T07:15:02Z\",\"by\":\"NORDMANN KARI\"}".to_owned(),
        ),
        seen_since_update: None,
        seen_since_content_update: is_seen
            .then(|| "[{\"at\":\"2026-08-20T07:15:02Z\",\"by\":\"NORDMANN KARI\",\"me\":true}]".to_owned()),
    }
}

/// Some rows of an archive of `size`.
pub fn rows(size: u32, range: Range<u32>) -> Vec<NewDialog> {
    range.map(|n| row(n, size)).collect()
}

/// Rows that no archive holds, newer than all others.
pub fn extra(count: u32) -> Vec<NewDialog> {
    (0..count)
        .map(|n| {
            let when = now() + i64::from(n).seconds();
            NewDialog {
                id: Uuid::from_u128(0xffff_0000_0000_4000_8000_0000_0000_0000 + u128::from(n)),
                created_at: when,
                updated_at: when,
                content_updated_at: when,
                ..row(n, 1_000_000)
            }
        })
        .collect()
}

/// Builds the archive, unless it is there. Gives the rows per second.
pub async fn ready(path: &Path, size: u32) -> Option<f64> {
    if path.exists() {
        if is_whole(path, size).await {
            return None;
        }
        Store::wipe_files(path).expect("wiped");
    }
    let store = empty(path).await;
    let rate = fill(&store, size).await;
    store.close().await;
    Some(rate)
}

/// A new archive with its actors, and no dialog.
pub async fn empty(path: &Path) -> Store {
    let store = Store::open(path, &super::KEY, Arc::new(SystemClock), "bench")
        .await
        .expect("a new store");
    store
        .actors()
        .replace_all(&actors(), now())
        .await
        .expect("actors");
    let owners: Vec<OwnerName> = OWNERS
        .iter()
        .map(|(code, name)| OwnerName {
            code: (*code).to_owned(),
            name: (*name).to_owned(),
        })
        .collect();
    let services: Vec<ServiceName> = (0..SERVICES)
        .map(|n| ServiceName {
            id: service(n),
            name: format!("Tjeneste nummer {n}"),
        })
        .collect();
    store
        .dialogs()
        .set_names(&owners, &services)
        .await
        .expect("named");
    store
}

/// Writes so many dialogs, page by page. Gives the rows per second.
pub async fn fill(store: &Store, size: u32) -> f64 {
    let languages = ["nb".to_owned()];
    let mut spent = std::time::Duration::ZERO;
    let mut n = 0;
    while n < size {
        let page = rows(size, n..(n + 1_000).min(size));
        let begun = Instant::now();
        store
            .dialogs()
            .apply_page(&SyncPage {
                rows: &page,
                cursor: None,
                asked_at: now(),
                fetched_at: now(),
                languages: &languages,
                is_sweep: false,
            })
            .await
            .expect("applied");
        spent += begun.elapsed();
        n += page.len() as u32;
        if n.is_multiple_of(100_000) {
            eprintln!(
                "{n} of {size} dialogs, {:.0} a second",
                f64::from(n) / spent.as_secs_f64()
            );
        }
    }
    f64::from(size) / spent.as_secs_f64()
}

async fn is_whole(path: &Path, size: u32) -> bool {
    let Ok(store) = Store::open(path, &super::KEY, Arc::new(SystemClock), "bench").await else {
        return false;
    };
    let all = DialogQuery {
        folder: Folder::Everywhere,
        ..DialogQuery::default()
    };
    let found = store.dialogs().page(&all, 0, 1).await;
    store.close().await;
    found.is_ok_and(|page| page.total.count == size)
}
