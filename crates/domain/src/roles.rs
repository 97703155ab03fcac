//! Codes of roles and access packages: their bare form, which of them matter to us, and what people call them.

use crate::language::Language;

/// Legacy role codes that pass the policy of access management (system user requests, connections).
pub const ACCESS_MANAGER_ROLES: [&str; 3] = ["admai", "hadm", "bobel"];

/// Package codes that pass the policy of access management.
pub const ACCESS_MANAGER_PACKAGES: [&str; 2] = ["tilgangsstyrer", "hovedadministrator"];

/// Resource that stands for "may administer access here"; a value for the resource filter of the party list
/// (Altinn/altinn-authorization-tmp: AuthorizedPartiesController, `anyOfResourceIds`).
pub const ACCESS_MANAGEMENT_RESOURCE: &str = "altinn_access_management";

/// Prefix of every access package's URN.
pub const PACKAGE_URN: &str = "urn:altinn:accesspackage:";

/// A code in its bare, comparable form: trimmed, lower case, and without the URN prefix that some environments
/// and all documentation put before it (`urn:altinn:accesspackage:lonn` → `lonn`, `DAGL` → `dagl`,
/// `urn:altinn:external-role:ccr:daglig-leder` → `daglig-leder`).
pub fn bare_code(code: &str) -> String {
    let code = code.trim();
    let tail = if code.len() >= 4 && code.as_bytes()[..4].eq_ignore_ascii_case(b"urn:") {
        code.rsplit(':').next().unwrap_or(code)
    } else {
        code
    };
    tail.to_lowercase()
}

/// The URN of an access package, whether a URN or a bare code came in. A URN of another sort is no access package
/// and is left as it came, so that it can be shown as what it is.
pub fn package_urn(code: &str) -> String {
    let trimmed = code.trim();
    let lower = trimmed.to_lowercase();
    if lower.starts_with("urn:") && !lower.starts_with(PACKAGE_URN) {
        return trimmed.to_owned();
    }
    format!("{PACKAGE_URN}{}", bare_code(trimmed))
}

/// A role that is worth a word on screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoleName {
    /// Code.
    pub code: &'static str,
    /// Legacy code; empty when there is none.
    pub legacy: &'static str,
    nb: &'static str,
    nn: &'static str,
    en: &'static str,
}

impl RoleName {
    /// The name in a language, as in Altinn's role catalogue.
    pub fn name(&self, language: Language) -> &'static str {
        match language {
            Language::Nb => self.nb,
            Language::Nn => self.nn,
            Language::En => self.en,
        }
    }
}

macro_rules! roles {
    ($( $code:literal $legacy:literal : $nb:literal, $nn:literal, $en:literal; )+) => {
        &[ $( RoleName { code: $code, legacy: $legacy, nb: $nb, nn: $nn, en: $en } ),+ ]
    };
}

/// Roles in the order of how much they tell of a person's standing: key roles, administrators, professional
/// helpers, board, others. Names as in Altinn's role catalogue (Altinn/altinn-authorization-tmp: RoleConstants).
pub const ROLES: &[RoleName] = roles! {
    "daglig-leder" "dagl": "Daglig leder", "Dagleg leiar", "Managing Director";
    "styreleder" "lede": "Styrets leder", "Styrets leiar", "Chair of the Board";
    "innehaver" "innh": "Innehaver", "Innehavar", "Owner";
    "deltaker-fullt-ansvar" "dtso": "Deltaker fullt ansvar", "Deltakar fullt ansvar", "Participant with Full Responsibility";
    "deltaker-delt-ansvar" "dtpr": "Deltaker delt ansvar", "Deltakar delt ansvar", "Participant with Shared Responsibility";
    "komplementar" "komp": "Komplementar", "Komplementar", "General Partner";
    "bestyrende-reder" "best": "Bestyrende reder", "Bestyrande reder", "Managing Shipowner";
    "bostyrer" "bobe": "Bobestyrer", "Bobestyrar", "Estate Administrator";
    "hovedadministrator" "hadm": "Hovedadministrator", "Hovudadministrator", "Main Administrator";
    "admai" "": "Tilgangsstyring", "Tilgangsstyring", "Access manager";
    "kladm" "": "Klientadministrator", "Klientadministrator", "Client administrator";
    "regnskapsforer" "regn": "Regnskapsfører", "Rekneskapsførar", "Accountant";
    "revisor" "revi": "Revisor", "Revisor", "Auditor";
    "forretningsforer" "ffør": "Forretningsfører", "Forretningsførar", "Business Manager";
    "norsk-representant" "repr": "Norsk representant for utenlandsk enhet", "Norsk representant for utanlandsk eining", "Norwegian Representative for a Foreign Entity";
    "kontaktperson-nuf" "knuf": "Kontaktperson NUF", "Kontaktperson NUF", "Contact Person NUF";
    "prokurist" "prok": "Prokura", "Prokura", "Procuration";
    "prokurist-hver-for-seg" "pohv": "Prokura hver for seg", "Prokura kvar for seg", "Individual procuration";
    "prokurist-fellesskap" "pofe": "Prokura i fellesskap", "Prokura i fellesskap", "Joint procuration";
    "signerer" "sign": "Signatur", "Signatur", "Signatory";
    "signerer-hver-for-seg" "sihv": "Signatur hver for seg", "Signatur kvar for seg", "Individual signature";
    "signerer-fellesskap" "sife": "Signatur i fellesskap", "Signatur i fellesskap", "Joint signature";
    "nestleder" "nest": "Nestleder", "Nestleiar", "Deputy Leader";
    "styremedlem" "medl": "Styremedlem", "Styremedlem", "Board Member";
    "varamedlem" "vara": "Varamedlem", "Varamedlem", "Alternate Member";
    "observator" "obs": "Observatør", "Observatør", "Observer";
    "kontaktperson" "kont": "Kontaktperson", "Kontaktperson", "Contact Person";
    "kontaktperson-ados" "kemn": "Kontaktperson i Ad", "Kontaktperson i Ad", "Contact person in administrative unit";
    "kontaktperson-kommune" "komk": "Kontaktperson i kommune", "Kontaktperson i kommune", "Contact person in municipality";
    "a0239" "": "Regnskapsfører med signeringsrettighet", "Rekneskapsførar med signeringsrett", "Accountant with signing rights";
    "a0240" "": "Regnskapsfører uten signeringsrettighet", "Rekneskapsførar utan signeringsrett", "Accountant without signing rights";
    "a0241" "": "Regnskapsfører lønn", "Rekneskapsførar løn", "Accountant salary";
    "a0237" "": "Ansvarlig revisor", "Ansvarleg revisor", "Auditor in charge";
    "a0238" "": "Revisormedarbeider", "Revisormedarbeidar", "Assistant auditor";
    "regna" "": "Regnskapsmedarbeider", "Rekneskapsmedarbeidar", "Accounting employee";
    "loper" "": "Lønn og personalmedarbeider", "Løn og personalmedarbeidar", "Salaries and personnel employee";
    "siskd" "": "Begrenset signeringsrettighet", "Avgrensa signeringsrett", "Limited signing rights";
    "utinn" "": "Utfyller/Innsender", "Utfyllar/innsendar", "Reporter/sender";
    "privatperson" "priv": "Privatperson", "Privatperson", "Private person";
};

/// The roles among `codes` that have a name, most telling first, each once although new and legacy code stand
/// side by side. Codes may be bare or URNs, in any case.
pub fn telling<'a>(codes: impl IntoIterator<Item = &'a str>) -> Vec<&'static RoleName> {
    let mut places: Vec<usize> = codes.into_iter().filter_map(place).collect();
    places.sort_unstable();
    places.dedup();
    places.into_iter().map(|at| &ROLES[at]).collect()
}

/// The role with this code (new or legacy).
pub fn role(code: &str) -> Option<&'static RoleName> {
    place(code).map(|at| &ROLES[at])
}

fn place(code: &str) -> Option<usize> {
    let code = bare_code(code);
    ROLES
        .iter()
        .position(|r| r.code == code || (!r.legacy.is_empty() && r.legacy == code))
}

/// Role codes of Enhetsregisteret whose holders are access managers by law of the register, most telling first:
/// they hold the package `tilgangsstyrer` without anyone having given it
/// (Altinn/altinn-authorization-tmp: IngestRolePackage).
pub const REGISTER_APPROVERS: [&str; 10] = [
    "DAGL", "LEDE", "INNH", "DTSO", "DTPR", "KOMP", "BEST", "BOBE", "KNUF", "REPR",
];

#[cfg(test)]
mod tests {
    use super::{ROLES, bare_code, package_urn, role, telling};
    use crate::language::Language;

    #[test]
    fn codes_lose_prefix_and_case() {
        for (text, code) in [
            (
                "urn:altinn:accesspackage:regnskapsforer-lonn",
                "regnskapsforer-lonn",
            ),
            ("URN:altinn:rolecode:DAGL", "dagl"),
            ("urn:altinn:external-role:ccr:daglig-leder", "daglig-leder"),
            (" Lonn ", "lonn"),
            ("FFØR", "ffør"),
            ("", ""),
            ("urn:", ""),
            ("Å", "å"),
        ] {
            assert_eq!(bare_code(text), code, "{text:?}");
        }
        assert_eq!(package_urn("LONN"), "urn:altinn:accesspackage:lonn");
        for urn in ["urn:altinn:accesspackage:lonn", "urn:altinn:role:dagl"] {
            assert_eq!(package_urn(urn), urn);
        }
    }

    #[test]
    fn each_role_is_named_once_and_the_most_telling_first() {
        let named = telling([
            "medl",
            "REGN",
            "regnskapsforer",
            "dagl",
            "daglig-leder",
            "x9",
        ]);
        let words: Vec<_> = named.iter().map(|r| r.name(Language::Nb)).collect();
        assert_eq!(words, ["Daglig leder", "Regnskapsfører", "Styremedlem"]);
        assert_eq!(
            role("DAGL").map(|r| r.name(Language::Nn)),
            Some("Dagleg leiar")
        );
        assert_eq!(role("unknown"), None);
        assert_eq!(role(""), None);
    }

    #[test]
    fn no_code_stands_twice() {
        let mut codes: Vec<_> = ROLES.iter().map(|r| r.code).collect();
        codes.sort_unstable();
        let before = codes.len();
        codes.dedup();
        assert_eq!(codes.len(), before);
    }
}
