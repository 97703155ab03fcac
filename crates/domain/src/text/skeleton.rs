//! Skeletons: two texts that look alike to a hasty reader have the same one. After Unicode's UTS 39, but with a
//! small table of our own: letters that pass for Latin ones, digits that pass for letters, doubled letters.

use super::fold::fold;

/// The skeleton of a name or a host label: only for comparing with another skeleton, never to be shown. Spaces,
/// signs and dots are left out, so that `Viz Ma`, `viz-ma` and `vizma` are one.
pub fn skeleton(text: &str) -> String {
    // Look-alike letters are made Latin before folding, since folding knows only case and accents.
    let latin: String = text.chars().map(latin_twin).collect();
    let folded = fold(&latin);
    let mut bare = String::with_capacity(folded.len());
    for c in folded.chars() {
        match latin_twin(c) {
            // One class for all upright strokes.
            '1' | '|' | '!' | 'l' | 'i' | 'j' => bare.push('l'),
            '0' => bare.push('o'),
            '3' => bare.push('e'),
            '4' => bare.push('a'),
            '5' | '$' => bare.push('s'),
            '7' => bare.push('t'),
            '8' => bare.push('b'),
            '@' => bare.push('a'),
            c if c.is_alphanumeric() => bare.push(c),
            _ => {}
        }
    }
    let joined = bare
        .replace("rn", "m")
        .replace("vv", "w")
        .replace("cl", "d");
    let mut skeleton = String::with_capacity(joined.len());
    for c in joined.chars() {
        // Doubled letters are what one overlooks most: altinnn, tripplletex.
        if !skeleton.ends_with(c) {
            skeleton.push(c);
        }
    }
    skeleton
}

/// The Latin letter that this one passes for, or the letter itself.
fn latin_twin(c: char) -> char {
    match c {
        // Cyrillic
        'а' | 'А' => 'a',
        'в' | 'В' => 'b',
        'с' | 'С' => 'c',
        'ԁ' => 'd',
        'е' | 'Е' | 'ё' | 'Ё' => 'e',
        'һ' | 'Һ' | 'Н' | 'н' => 'h',
        'і' | 'І' | 'ї' | 'Ї' | 'ӏ' | 'Ӏ' => 'i',
        'ј' | 'Ј' => 'j',
        'к' | 'К' => 'k',
        'м' | 'М' => 'm',
        'п' => 'n',
        'о' | 'О' => 'o',
        'р' | 'Р' => 'p',
        'ԛ' => 'q',
        'г' => 'r',
        'ѕ' | 'Ѕ' => 's',
        'т' | 'Т' => 't',
        'ѵ' => 'v',
        'ԝ' => 'w',
        'х' | 'Х' => 'x',
        'у' | 'У' => 'y',
        // Greek
        'α' | 'Α' => 'a',
        'β' | 'Β' => 'b',
        'ε' | 'Ε' => 'e',
        'Η' => 'h',
        'ι' | 'Ι' => 'i',
        'κ' | 'Κ' => 'k',
        'Μ' => 'm',
        'η' | 'Ν' => 'n',
        'ο' | 'Ο' | 'σ' => 'o',
        'ρ' | 'Ρ' => 'p',
        'τ' | 'Τ' => 't',
        'υ' => 'u',
        'ν' => 'v',
        'ω' => 'w',
        'χ' | 'Χ' => 'x',
        'γ' | 'Υ' => 'y',
        'Ζ' => 'z',
        // Armenian
        'ա' => 'w',
        'հ' => 'h',
        'ո' => 'n',
        'ս' => 'u',
        'օ' => 'o',
        // Latin letters that do not fold
        'ɑ' => 'a',
        'ɡ' => 'g',
        'ɩ' | 'ı' => 'i',
        'ʟ' => 'l',
        'ɴ' => 'n',
        'ᴏ' => 'o',
        'ʋ' => 'v',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::skeleton;

    #[test]
    fn look_alikes_share_a_skeleton() {
        let altinn = skeleton("altinn");
        for text in [
            "аltinn",
            "a1tinn",
            "altinnn",
            "aItinn",
            "ALTINN",
            "alt-inn",
            "altlnn",
            "а\u{200b}ltіnn",
            "ａｌｔｉｎｎ",
        ] {
            assert_eq!(skeleton(text), altinn, "{text}");
        }
        assert_eq!(skeleton("Vizma"), skeleton("Viz rna"), "rn passes for m");
        assert_eq!(skeleton("Tripletex"), skeleton("Trіplеtех"));
    }

    #[test]
    fn other_names_do_not() {
        for text in ["altin2", "alten", "altitude", "albin", "Fiken"] {
            assert_ne!(skeleton(text), skeleton("altinn"), "{text}");
        }
        assert_eq!(skeleton(" -./ "), "");
    }

    proptest! {
        #[test]
        fn never_panics_and_never_keeps_space(text in "\\PC{0,60}") {
            prop_assert!(!skeleton(&text).contains(char::is_whitespace));
        }
    }
}
