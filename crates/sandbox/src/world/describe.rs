//! One-sentence descriptions of areas, packages and roles, made by rule from their names and flags.

use super::catalogue::{Area, AreaGroup, Package, Role, catalogue};
use super::words::Words;

/// Packages that let their holder decide over other people's accesses.
const ADMINISTRATION: [&str; 7] = [
    "tilgangsstyrer",
    "tilgangsstyring-enkeltinstanser",
    "klientadministrator",
    "konkursbo-tilgangsstyrer",
    "hovedadministrator",
    "maskinporten-administrator",
    "ffor-tilgangsstyrer-nuf",
];

/// What a package gives, in one sentence.
pub(crate) fn package(package: &Package) -> Words {
    let area = catalogue().area(package.area_id).map(|area| &area.name);
    let sentence = |name: &str, area: &str, forms: &[&str; 4]| {
        let form = if ADMINISTRATION.contains(&package.code.as_str()) {
            forms[0]
        } else if package.entity_type == "Person" {
            forms[1]
        } else if package.is_assignable {
            forms[2]
        } else {
            forms[3]
        };
        form.replace("{name}", &lower_first(name))
            .replace("{area}", &lower_first(area))
    };
    Words {
        nb: sentence(
            &package.name.nb,
            area.map_or("", |area| &area.nb),
            &[
                "Den som har pakken «{name}», kan bestemme over tilgangene til andre.",
                "Gir fullmakt til en innbyggers tjenester om {name}, i området {area}.",
                "Gir fullmakt til virksomhetens tjenester om {name}, i området {area}.",
                "Følger av en registrert rolle og gir tjenestene for {name}, i området {area}.",
            ],
        ),
        nn: sentence(
            &package.name.nn,
            area.map_or("", |area| &area.nn),
            &[
                "Den som har pakken «{name}», kan bestemme over tilgangane til andre.",
                "Gir fullmakt til tenestene til ein innbyggjar om {name}, i området {area}.",
                "Gir fullmakt til tenestene til verksemda om {name}, i området {area}.",
                "Følgjer av ei registrert rolle og gir tenestene for {name}, i området {area}.",
            ],
        ),
        en: sentence(
            &package.name.en,
            area.map_or("", |area| &area.en),
            &[
                "Whoever holds the package “{name}” may decide over the accesses of others.",
                "Gives power of attorney for an inhabitant’s services on {name}, in the area {area}.",
                "Gives power of attorney for the organisation’s services on {name}, in the area {area}.",
                "Follows from a registered role and gives the services for {name}, in the area {area}.",
            ],
        ),
    }
}

/// What an area gathers, in one sentence.
pub(crate) fn area(area: &Area) -> Words {
    Words {
        nb: format!("Tilgangspakker som gjelder {}.", lower_first(&area.name.nb)),
        nn: format!("Tilgangspakkar som gjeld {}.", lower_first(&area.name.nn)),
        en: format!(
            "Access packages that concern {}.",
            lower_first(&area.name.en)
        ),
    }
}

/// What a group of areas gathers, in one sentence.
pub(crate) fn group(group: &AreaGroup) -> Words {
    Words {
        nb: format!("Områder i gruppen {}.", lower_first(&group.name.nb)),
        nn: format!("Område i gruppa {}.", lower_first(&group.name.nn)),
        en: format!("Areas of the group {}.", lower_first(&group.name.en)),
    }
}

/// Where a role comes from, in one sentence.
pub(crate) fn role(role: &Role) -> Words {
    let (nb, nn, en) = match role.provider.as_str() {
        "CentralCoordinatingRegister" => (
            "er registrert i Enhetsregisteret",
            "er registrert i Einingsregisteret",
            "is registered in the Central Coordinating Register",
        ),
        "CivilRightsAuthority" => (
            "er gitt ved vedtak om vergemål",
            "er gitt ved vedtak om verjemål",
            "is given by a decision on guardianship",
        ),
        "Altinn2" => (
            "er en eldre rolle fra Altinn",
            "er ei eldre rolle frå Altinn",
            "is an older Altinn role",
        ),
        _ => ("er gitt i Altinn", "er gitt i Altinn", "is given in Altinn"),
    };
    Words {
        nb: format!("{} {nb}.", role.name.nb.trim()),
        nn: format!("{} {nn}.", role.name.nn.trim()),
        en: format!("{} {en}.", role.name.en.trim()),
    }
}

/// Lower case for a name inside a sentence, unless its first word is an abbreviation or a name.
fn lower_first(name: &str) -> String {
    const NAMES: [&str; 12] = [
        "Nav",
        "Helfo",
        "Maskinporten",
        "Husbanken",
        "Kartverket",
        "Namsmannen",
        "Skatteetaten",
        "Statsforvalter",
        "Tingretten",
        "Skattefunn",
        "Norwegian",
        "Statens",
    ];
    let name = name.trim();
    let first = name.split([' ', ',']).next().unwrap_or_default();
    let mut letters = first.chars();
    let (Some(head), second) = (letters.next(), letters.next()) else {
        return name.to_owned();
    };
    let abbreviation = second.is_none_or(|second| !second.is_lowercase());
    if abbreviation || NAMES.contains(&first) {
        return name.to_owned();
    }
    head.to_lowercase().chain(name.chars().skip(1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_as_they_should_inside_a_sentence() {
        assert_eq!(lower_first("Lønn"), "lønn");
        assert_eq!(lower_first("A-ordningen"), "A-ordningen");
        assert_eq!(lower_first("MVA-kompensasjon"), "MVA-kompensasjon");
        assert_eq!(lower_first("Nav - Arbeid"), "Nav - Arbeid");
        assert_eq!(lower_first(""), "");
    }

    #[test]
    fn every_package_is_described_in_three_languages() {
        for each in &catalogue().packages {
            let words = package(each);
            for text in [&words.nb, &words.nn, &words.en] {
                assert!(
                    text.ends_with('.') && !text.contains('{'),
                    "{}: {text}",
                    each.urn
                );
            }
            assert_ne!(words.nb, words.en);
        }
        let wages = catalogue()
            .package("lonn")
            .map(package)
            .expect("a known package");
        assert_eq!(
            wages.nb,
            "Gir fullmakt til virksomhetens tjenester om lønn, i området personale."
        );
    }
}
