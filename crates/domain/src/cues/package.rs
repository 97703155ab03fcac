//! Packages that are worth noticing, by their codes in Altinn's catalogue
//! (Altinn/altinn-authorization-tmp: PackageConstants, AreaConstants).

use super::facts::{ItemFacts, PackageFacts};
use super::{Cue, CueCode};
use crate::action::Verb;
use crate::roles::bare_code;

/// Packages that administer access itself.
const ADMINISTERS_ACCESS: [&str; 8] = [
    "hovedadministrator",
    "tilgangsstyrer",
    "tilgangsstyring-enkeltinstanser",
    "klientadministrator",
    "maskinporten-administrator",
    "konkursbo-tilgangsstyrer",
    "ffor-tilgangsstyrer-nuf",
    "innbygger-tilgangsstyring-privatperson",
];

/// Areas that hold nothing but such packages.
const ADMINISTERING_AREAS: [&str; 2] = ["administrere_tilganger", "administratorrettigheter"];

/// Packages whose very purpose is to sign or attest.
const SIGNS: [&str; 4] = [
    "regnskapsforer-med-signeringsrettighet",
    "ansvarlig-revisor",
    "revisorattesterer",
    "mva-kompensasjon-revisorattesterer",
];

/// Packages on wages.
const PAYROLL: [&str; 5] = [
    "lonn",
    "lonn-personopplysninger-saerlig-kategori",
    "a-ordning",
    "pensjon",
    "regnskapsforer-lonn",
];

/// Packages on health, sick leave, confidential post, child welfare, police and courts, and ownership.
const SENSITIVE: [&str; 23] = [
    "post-til-virksomheten-med-taushetsbelagt-innhold",
    "lonn-personopplysninger-saerlig-kategori",
    "sykefravaer",
    "sykefravaer-personopplysninger-saerlig-kategori",
    "oppgi-naermeste-leder",
    "yrkesskade",
    "helfo-saerlig-kategori",
    "helsetjenester",
    "helsetjenester-personopplysninger-saerlig-kategori",
    "pleie-omsorgstjenester-i-institusjon",
    "sosiale-omsorgstjenester-uten-botilbud-og-flyktningemottak",
    "kommuneoverlege",
    "barnevern",
    "familievern",
    "politi-og-domstol",
    "aksjer-og-eierforhold",
    "reelle-rettighetshavere-avvik-eu-oppslag",
    "innbygger-sykefravaer",
    "innbygger-helsetjenester",
    "innbygger-behandling",
    "innbygger-pleie-omsorg",
    "innbygger-straffesak",
    "innbygger-vapen",
];

/// What to notice about one package and the services inside it, most serious first.
pub fn package_cues(package: &PackageFacts<'_>, services: &[ItemFacts<'_>]) -> Vec<Cue> {
    let mut codes = package_codes(package);
    codes.extend(action_codes(services));
    codes.sort_unstable();
    codes.dedup();
    codes.into_iter().map(Cue::new).collect()
}

/// What to notice by the package's own code and area.
pub(super) fn package_codes(package: &PackageFacts<'_>) -> Vec<CueCode> {
    let code = bare_code(package.urn);
    let code = code.as_str();
    let area = package
        .area
        .and_then(|a| a.rsplit(':').next())
        .unwrap_or_default();
    let mut codes = Vec::new();
    if ADMINISTERS_ACCESS.contains(&code) || ADMINISTERING_AREAS.contains(&area) {
        codes.push(CueCode::AdministersAccess);
    }
    if SIGNS.contains(&code) {
        codes.push(CueCode::MaySign);
    }
    if PAYROLL.contains(&code) {
        codes.push(CueCode::SeesPayroll);
    }
    // New packages of the special categories follow the same naming.
    if SENSITIVE.contains(&code) || code.ends_with("saerlig-kategori") {
        codes.push(CueCode::SeesSensitive);
    }
    codes
}

/// What to notice by what one may do with the services.
pub(super) fn action_codes(services: &[ItemFacts<'_>]) -> Vec<CueCode> {
    let any = |wanted: &[Verb]| {
        services
            .iter()
            .any(|s| s.verbs.iter().any(|v| wanted.contains(v)))
    };
    let mut codes = Vec::new();
    if any(&[Verb::Sign]) {
        codes.push(CueCode::MaySign);
    }
    if any(&[Verb::Submit, Verb::Write]) {
        codes.push(CueCode::MaySubmit);
    }
    codes
}
