//! Words of the files, in the language of the screens.

use fullmakt_domain::clients::AgentKind;

use crate::surface::clients::JobRowState;
use crate::surface::session::Language;

/// Sort of agent, as a file that is read in again must say it.
pub(super) fn agent_kind(kind: AgentKind, language: Language) -> &'static str {
    match (kind, language) {
        (AgentKind::Person, _) => "Person",
        (AgentKind::SystemUser, Language::En) => "System access",
        (AgentKind::SystemUser, Language::Nb) => "Systemtilgang",
        (AgentKind::SystemUser, Language::Nn) => "Systemtilgong",
    }
}

/// Yes or no.
pub(super) fn yes_or_no(yes: bool, language: Language) -> &'static str {
    match (yes, language) {
        (true, Language::En) => "Yes",
        (false, Language::En) => "No",
        (true, _) => "Ja",
        (false, _) => "Nei",
    }
}

/// Heads of the report: who lacks what.
pub(super) fn coverage_heads(language: Language) -> [&'static str; 5] {
    match language {
        Language::Nb => ["Org.nr.", "Navn", "Mottaker", "Mangler pakke", "Gis ved"],
        Language::Nn => [
            "Org.nr.",
            "Namn",
            "Mottakar",
            "Manglar pakke",
            "Blir gitt ved",
        ],
        Language::En => ["Org. number", "Name", "Agent", "Lacks package", "Given by"],
    }
}

/// How a client gives a package.
pub(super) fn given_by(role: Option<&str>, language: Language) -> String {
    let altinn = match language {
        Language::Nb => "Fullmakt i Altinn",
        Language::Nn => "Fullmakt i Altinn",
        Language::En => "Access given in Altinn",
    };
    let Some(role) = role else {
        return altinn.to_owned();
    };
    let name = fullmakt_domain::roles::role(role).map_or(role, |r| r.name(language.into()));
    match language {
        Language::Nb => format!("Rollen {name} i Enhetsregisteret"),
        Language::Nn => format!("Rolla {name} i Einingsregisteret"),
        Language::En => format!("The role {name} in the register of entities"),
    }
}

/// Heads of a job's rows.
pub(super) fn job_heads(language: Language) -> [&'static str; 7] {
    match language {
        Language::Nb => [
            "Org.nr.", "Navn", "Mottaker", "Endring", "Pakker", "Utfall", "Kode",
        ],
        Language::Nn => [
            "Org.nr.", "Namn", "Mottakar", "Endring", "Pakkar", "Utfall", "Kode",
        ],
        Language::En => [
            "Org. number",
            "Name",
            "Agent",
            "Change",
            "Packages",
            "Outcome",
            "Code",
        ],
    }
}

/// Give or take.
pub(super) fn act(gives: bool, language: Language) -> &'static str {
    match (gives, language) {
        (true, Language::Nb) => "Legges til",
        (true, Language::Nn) => "Blir lagd til",
        (true, Language::En) => "Added",
        (false, Language::Nb) => "Fjernes",
        (false, Language::Nn) => "Blir fjerna",
        (false, Language::En) => "Removed",
    }
}

/// What came of a row.
pub(super) fn outcome(state: JobRowState, language: Language) -> &'static str {
    let [nb, nn, en] = match state {
        JobRowState::Waiting => ["Venter", "Ventar", "Waiting"],
        JobRowState::Sent => ["Sendt", "Send", "Sent"],
        JobRowState::Unknown => ["Ukjent", "Ukjent", "Unknown"],
        JobRowState::Changed => ["Endret", "Endra", "Changed"],
        JobRowState::Already => ["Var slik", "Var slik", "Was so already"],
        JobRowState::Failed => ["Feilet", "Feila", "Failed"],
        JobRowState::Dropped => ["Ikke sendt", "Ikkje send", "Not sent"],
    };
    match language {
        Language::Nb => nb,
        Language::Nn => nn,
        Language::En => en,
    }
}
