//! Names from the registers come in capitals; people read them in title case.

/// Organisation forms and other short words that stay in capitals.
const CAPITALS: &[&str] = &[
    "AS", "ASA", "ANS", "DA", "ENK", "NUF", "KS", "SA", "BA", "BRL", "ESEK", "SAM", "STI", "FLI",
    "KF", "FKF", "IKS", "KBO", "KTRF", "SÆR", "SPA", "PRE", "PERS", "BEDR", "AAFY", "ORGL", "ADOS",
    "VPFO", "UTLA", "EØFG", "GFS", "IT", "IKT", "EDB", "EU", "EØS", "USA", "UK", "NAV", "OBOS",
    "VVS", "AB", "APS", "OY", "OYJ", "LLC", "INC", "LTD", "PLC", "GMBH", "BV", "SE", "AI", "API",
    "BDO", "EY", "ABB", "IBM", "UIO", "NTNU", "OUS", "SFO", "OBS", "EL",
];

/// Organisation forms alone, for leaving them out of initials and comparisons.
const FORMS: &[&str] = &[
    "as", "asa", "ans", "da", "enk", "nuf", "ks", "sa", "ba", "brl", "esek", "sam", "sti", "fli",
    "kf", "fkf", "iks", "kbo", "ab", "aps", "oy", "oyj", "llc", "inc", "ltd", "plc", "gmbh", "bv",
    "a/s",
];

/// Words that are small inside a name.
const SMALL: &[&str] = &[
    "i", "og", "på", "av", "for", "til", "ved", "med", "fra", "hos", "under", "avd", "avd.", "nr",
    "nr.", "of", "and", "the", "c/o", "v/",
];

/// Words that would be taken for an abbreviation by their lack of vowels.
const NO_ABBREVIATION: &[&str] = &["st", "dr", "mr", "jr", "sr", "vgs", "kfr", "pst", "stk"];

/// A registered name in title case: `FJORD SNEKKERI AS` → `Fjord Snekkeri AS`, `BAKERIET I MOLDE OG OMEGN SA` →
/// `Bakeriet i Molde og Omegn SA`. A name that already has a small letter is left as it is: someone chose it.
pub fn title_case(name: &str) -> String {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.chars().any(char::is_lowercase) {
        return name;
    }
    let mut title = String::with_capacity(name.len());
    for (place, word) in name.split(' ').enumerate() {
        if place > 0 {
            title.push(' ');
        }
        title.push_str(&word_case(word, place == 0));
    }
    title
}

/// Whether a word is an organisation form (`AS`, `A/S`), in any case.
pub(crate) fn is_form(word: &str) -> bool {
    let word = word.trim_matches([',', '.', '(', ')']).to_lowercase();
    FORMS.contains(&word.as_str())
}

/// Whether a word is small inside a name (`og`, `i`).
pub(crate) fn is_small_word(word: &str) -> bool {
    SMALL.contains(&word.trim_matches(',').to_lowercase().as_str())
}

fn word_case(word: &str, first: bool) -> String {
    if !first && is_small_word(word) {
        return word.to_lowercase();
    }
    if is_form(word) {
        return word.to_owned();
    }
    // Parts of a word: NORD-NORGE, HANSEN/OLSEN, O'LEARY, A.B.C., (NORGE)
    let mut cased = String::with_capacity(word.len());
    let mut part = String::new();
    let mut after = None;
    for c in word.chars() {
        if c.is_alphanumeric() {
            part.push(c);
        } else {
            cased.push_str(&part_case(&part, after));
            part.clear();
            cased.push(c);
            after = Some(c);
        }
    }
    cased.push_str(&part_case(&part, after));
    cased
}

fn part_case(part: &str, after: Option<char>) -> String {
    let upper = part.to_uppercase();
    let letters = part.chars().filter(|c| c.is_alphabetic()).count();
    if letters == 1 && matches!(after, Some('\'' | '’')) && part == "S" {
        return part.to_lowercase();
    }
    if letters <= 1
        || CAPITALS.contains(&upper.as_str())
        || is_roman(&upper)
        || is_abbreviation(&upper)
    {
        return part.to_owned();
    }
    let mut cased = String::with_capacity(part.len());
    let mut begun = false;
    for c in part.chars() {
        if begun || !c.is_alphabetic() {
            cased.extend(c.to_lowercase());
        } else {
            cased.push(c);
            begun = true;
        }
    }
    cased
}

/// `II`, `III`, `IV`, `VI` and so on, up to thirty-nine; not words such as `MIX` or `LIV`.
fn is_roman(part: &str) -> bool {
    part.len() >= 2
        && part.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
        && !part.contains("IIII")
        && !part.contains("VV")
}

/// Two to four letters without a vowel: `DNB`, `KPMG`, `VVS`, `HR`.
fn is_abbreviation(part: &str) -> bool {
    let letters = part.chars().count();
    (2..=4).contains(&letters)
        && part.chars().all(char::is_alphabetic)
        && !part.chars().any(|c| "AEIOUYÆØÅÄÖÉÜ".contains(c))
        && !NO_ABBREVIATION.contains(&part.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::title_case;

    #[test]
    fn registered_names_become_readable() {
        for (registered, title) in [
            ("FJORD SNEKKERI AS", "Fjord Snekkeri AS"),
            (
                "FJORD SNEKKERI AS, AVD. MOLDE",
                "Fjord Snekkeri AS, avd. Molde",
            ),
            (
                "BAKERIET I MOLDE OG OMEGN SA",
                "Bakeriet i Molde og Omegn SA",
            ),
            ("ULASTELIG SOLID TIGER AS", "Ulastelig Solid Tiger AS"),
            ("NORD-NORGE TRANSPORT ANS", "Nord-Norge Transport ANS"),
            ("DNB BANK ASA", "DNB Bank ASA"),
            ("KPMG AS", "KPMG AS"),
            ("ØRSTA IT DRIFT NUF", "Ørsta IT Drift NUF"),
            ("O'LEARY & SØNN DA", "O'Leary & Sønn DA"),
            ("HANSEN'S KAFÉ ENK", "Hansen's Kafé ENK"),
            ("A.B.C. RØR AS", "A.B.C. Rør AS"),
            ("24SEVENOFFICE AS", "24Sevenoffice AS"),
            ("KONG HAAKON VII STIFTELSE", "Kong Haakon VII Stiftelse"),
            ("HANSEN/OLSEN A/S", "Hansen/Olsen A/S"),
            ("I GODE HENDER AS", "I Gode Hender AS"),
            ("ST. HANSHAUGEN (OSLO)", "St. Hanshaugen (Oslo)"),
            ("OLA  NORDMANN ", "Ola Nordmann"),
            ("ÅSGÅRDSTRAND BYGG AS", "Åsgårdstrand Bygg AS"),
            ("", ""),
        ] {
            assert_eq!(title_case(registered), title);
        }
    }

    #[test]
    fn names_with_a_small_letter_are_left_alone() {
        assert_eq!(title_case("SmartCloud AS"), "SmartCloud AS");
        assert_eq!(title_case("eBay NORGE AS"), "eBay NORGE AS");
    }

    proptest! {
        #[test]
        fn only_case_and_space_change(name in "[A-ZÆØÅ0-9 .,/&'-]{0,60}") {
            let title = title_case(&name);
            let before: String = name.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert_eq!(title.to_lowercase(), before.to_lowercase());
        }
    }
}
