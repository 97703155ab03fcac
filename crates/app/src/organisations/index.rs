//! The palette's index: every actor's name folded once, held in memory, scanned at each key.
//!
//! 20,000 names are about one megabyte; a scan takes a few milliseconds, and the answer never waits for the
//! database or the network.

use std::collections::HashMap;

use fullmakt_domain::org_number::separates;
use fullmakt_domain::text::fold;
use uuid::Uuid;

use crate::surface::organisations::ActorKind;

/// One actor in the index.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Party UUID.
    pub party_uuid: String,
    /// Name as shown.
    pub name: String,
    /// Organisation number, nine digits.
    pub org_no: Option<String>,
    /// Kind.
    pub kind: ActorKind,
    /// How it ranks among equals: favourites and recents first.
    pub weight: u8,
    folded: Vec<Word>,
    whole: String,
}

/// A word of a name: folded, and where it stands in the shown name (UTF-16).
#[derive(Clone, Debug)]
struct Word {
    folded: String,
    start: u32,
    shown: Vec<u16>,
}

impl Entry {
    /// Folds a name into the index.
    pub fn new(
        party_uuid: String,
        name: String,
        org_no: Option<String>,
        kind: ActorKind,
        weight: u8,
    ) -> Self {
        let folded = words(&name);
        let whole = folded
            .iter()
            .map(|w| w.folded.as_str())
            .collect::<Vec<_>>()
            .join(" ");
        Entry {
            party_uuid,
            name,
            org_no,
            kind,
            weight,
            folded,
            whole,
        }
    }
}

/// A hit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Place in the index.
    pub at: usize,
    /// Where the words hit in the shown name: start and length in UTF-16 units.
    pub spans: Vec<[u32; 2]>,
}

/// All actors.
#[derive(Clone, Debug, Default)]
pub struct ActorIndex {
    entries: Vec<Entry>,
    names: HashMap<Uuid, String>,
}

impl ActorIndex {
    /// An index over these actors, and the names of all, those included that nobody looks for.
    pub fn new(entries: Vec<Entry>, names: HashMap<Uuid, String>) -> Self {
        ActorIndex { entries, names }
    }

    /// Name of an actor, also of one that no search finds.
    pub fn name(&self, party: Uuid) -> Option<&str> {
        self.names.get(&party).map(String::as_str)
    }

    /// Organisation number of an actor that a search finds.
    pub fn org_no(&self, party: Uuid) -> Option<&str> {
        let party = party.to_string();
        let entry = self.entries.iter().find(|e| e.party_uuid == party)?;
        entry.org_no.as_deref()
    }

    /// The actor at a place.
    pub fn entry(&self, at: usize) -> &Entry {
        &self.entries[at]
    }

    /// Key of the actor at a place.
    pub fn party(&self, at: usize) -> Option<Uuid> {
        self.entries[at].party_uuid.parse().ok()
    }

    /// The actors, in the order given.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The best `limit` actors for what was typed: every typed word must begin a word of the name, stand inside
    /// one, or begin the number. An empty text gives favourites and recents.
    pub fn search(&self, text: &str, limit: usize) -> Vec<Hit> {
        let typed: Vec<String> = text
            .split_whitespace()
            .map(fold)
            .filter(|w| !w.is_empty())
            .collect();
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let numeric = !digits.is_empty()
            && text
                .chars()
                .all(|c| c.is_ascii_digit() || c.is_whitespace() || separates(c));
        let mut found: Vec<(u32, usize)> = Vec::new();
        for (at, entry) in self.entries.iter().enumerate() {
            let score = if typed.is_empty() {
                (entry.weight > 0).then_some(100)
            } else if numeric {
                entry.org_no.as_ref().and_then(|n| {
                    if n.starts_with(&digits) {
                        Some(0)
                    } else {
                        n.contains(&digits).then_some(20)
                    }
                })
            } else {
                score(entry, &typed)
            };
            if let Some(score) = score {
                found.push((score * 4 + 3 - u32::from(entry.weight.min(3)), at));
            }
        }
        let keep = limit.min(found.len());
        let by_rank = |a: &(u32, usize), b: &(u32, usize)| {
            a.0.cmp(&b.0)
                .then_with(|| self.entries[a.1].whole.cmp(&self.entries[b.1].whole))
        };
        if keep < found.len() {
            found.select_nth_unstable_by(keep, by_rank);
            found.truncate(keep);
        }
        found.sort_unstable_by(by_rank);
        found
            .into_iter()
            .map(|(_, at)| Hit {
                at,
                spans: spans(&self.entries[at], &typed, numeric),
            })
            .collect()
    }
}

/// Lower is better; `None` when a typed word is nowhere in the name.
fn score(entry: &Entry, typed: &[String]) -> Option<u32> {
    let mut sum = 0;
    for word in typed {
        sum += if entry.whole.starts_with(word.as_str()) {
            0
        } else if entry
            .folded
            .iter()
            .any(|w| w.folded.starts_with(word.as_str()))
        {
            2
        } else if entry.whole.contains(word.as_str()) {
            6
        } else {
            return None;
        };
    }
    Some(sum)
}

/// Where the typed words stand in the shown name.
fn spans(entry: &Entry, typed: &[String], numeric: bool) -> Vec<[u32; 2]> {
    if numeric {
        return Vec::new();
    }
    let mut spans = Vec::new();
    for word in typed {
        let hit = entry
            .folded
            .iter()
            .find(|w| w.folded.starts_with(word.as_str()))
            .map(|w| (w, 0))
            .or_else(|| {
                entry
                    .folded
                    .iter()
                    .find_map(|w| w.folded.find(word.as_str()).map(|p| (w, p)))
            });
        let Some((found, place)) = hit else { continue };
        // Folding may change lengths (æ → ae): walk the shown letters until the folded prefix is covered.
        let (skip, take) = (letters(found, place), letters(found, place + word.len()));
        if take > skip {
            spans.push([found.start + skip, take - skip]);
        }
    }
    spans.sort_unstable();
    spans.dedup();
    spans
}

/// How many UTF-16 units of the shown word its first `bytes` folded bytes come from.
fn letters(word: &Word, bytes: usize) -> u32 {
    let mut folded = 0;
    for (count, letter) in char::decode_utf16(word.shown.iter().copied()).enumerate() {
        if folded >= bytes {
            return u32::try_from(count).unwrap_or(0);
        }
        let Ok(letter) = letter else { continue };
        folded += fold(letter.encode_utf8(&mut [0; 4])).len();
    }
    u32::try_from(word.shown.len()).unwrap_or(0)
}

/// Splits a shown name into words, each folded, with its place.
fn words(name: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut place = 0u32;
    for part in name.split_inclusive(char::is_whitespace) {
        let shown = part.trim_end();
        let folded = fold(shown);
        if !folded.is_empty() {
            words.push(Word {
                folded,
                start: place,
                shown: shown.encode_utf16().collect(),
            });
        }
        place += u32::try_from(part.encode_utf16().count()).unwrap_or(0);
    }
    words
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::{ActorIndex, Entry};
    use crate::surface::organisations::ActorKind;

    fn index() -> ActorIndex {
        let rows = [
            ("Storfjord Elektro AS", "310757632", 0),
            ("Fjord Snekkeri AS", "313572773", 1),
            ("Åsgårdstrand Bygg AS", "319999906", 0),
            ("Fjord Snekkeri AS, avd. Molde", "312345676", 0),
        ];
        ActorIndex::new(
            rows.iter()
                .enumerate()
                .map(|(i, (name, no, w))| {
                    Entry::new(
                        format!("p{i}"),
                        (*name).into(),
                        Some((*no).into()),
                        ActorKind::Organisation,
                        *w,
                    )
                })
                .collect(),
            HashMap::new(),
        )
    }

    fn names(index: &ActorIndex, text: &str) -> Vec<String> {
        index
            .search(text, 10)
            .iter()
            .map(|h| index.entry(h.at).name.clone())
            .collect()
    }

    #[test]
    fn beginning_of_name_comes_before_inside_of_a_word() {
        assert_eq!(
            names(&index(), "fjo"),
            [
                "Fjord Snekkeri AS",
                "Fjord Snekkeri AS, avd. Molde",
                "Storfjord Elektro AS"
            ]
        );
    }

    #[test]
    fn every_typed_word_must_hit() {
        assert_eq!(
            names(&index(), "fjord molde"),
            ["Fjord Snekkeri AS, avd. Molde"]
        );
        assert!(names(&index(), "fjord oslo").is_empty());
    }

    #[test]
    fn numbers_are_found_with_and_without_spaces() {
        assert_eq!(names(&index(), "313 572"), ["Fjord Snekkeri AS"]);
        assert_eq!(names(&index(), "319999906"), ["Åsgårdstrand Bygg AS"]);
    }

    #[test]
    fn norwegian_letters_fold() {
        assert_eq!(names(&index(), "aasg"), names(&index(), "åsg"));
        assert_eq!(names(&index(), "ÅSGÅRD"), ["Åsgårdstrand Bygg AS"]);
    }

    #[test]
    fn hits_are_marked_where_they_stand_in_the_shown_name() {
        let index = index();
        let hits = index.search("fjo", 10);
        assert_eq!(hits[0].spans, [[0, 3]]);
        assert_eq!(hits[2].spans, [[4, 3]], "inside Storfjord");
        let hits = index.search("bygg", 10);
        assert_eq!(hits[0].spans, [[13, 4]]);
    }

    #[test]
    fn an_empty_text_gives_favourites() {
        assert_eq!(names(&index(), ""), ["Fjord Snekkeri AS"]);
    }
}
