//! Words of the exported files, in the language of the screens. They stand here since the core writes the files.

use crate::surface::activity::{Act, Receipt};
use crate::surface::approvals::{Cue, CueCode, RequestKind, Verb};
use crate::surface::session::Language;

fn pick(
    language: Language,
    (nb, nn, en): (&'static str, &'static str, &'static str),
) -> &'static str {
    match language {
        Language::Nb => nb,
        Language::Nn => nn,
        Language::En => en,
    }
}

macro_rules! terms {
    ($($name:ident: $nb:literal, $nn:literal, $en:literal;)+) => {
        /// Heads and terms.
        pub(super) struct Terms {
            $(pub $name: &'static str,)+
        }

        impl Terms {
            /// In a language.
            pub fn of(language: Language) -> Self {
                Terms {
                    $($name: pick(language, ($nb, $nn, $en)),)+
                }
            }
        }
    };
}

terms! {
    log: "Aktivitet", "Aktivitet", "Activity";
    number: "Nummer", "Nummer", "Number";
    when: "Tidspunkt", "Tidspunkt", "Time";
    act: "Handling", "Handling", "Act";
    who: "Gjort av", "Gjort av", "Done by";
    organisation: "Virksomhet", "Verksemd", "Organisation";
    org_no: "Org.nr.", "Org.nr.", "Org. no.";
    vendor: "Leverandør", "Leverandør", "Vendor";
    vendor_org_no: "Leverandørens org.nr.", "Org.nr. til leverandøren", "Vendor’s org. no.";
    system: "System", "System", "System";
    system_id: "System-id", "System-id", "System id";
    kind: "Gjelder", "Gjeld", "For";
    reference: "Leverandørens referanse", "Referansen til leverandøren", "Vendor’s reference";
    request: "Forespørsel", "Førespurnad", "Request";
    system_user: "Systembruker", "Systembrukar", "System user";
    trace: "Sporing hos Altinn", "Sporing hos Altinn", "Trace at Altinn";
    cues: "Gjort oppmerksom på", "Gjord merksam på", "Warned of";
    package: "Tilgangspakke", "Tilgangspakke", "Access package";
    package_urn: "Pakkens urn", "Urn til pakka", "Package urn";
    service: "Tjeneste", "Teneste", "Service";
    owner: "Tjenesteeier", "Tenesteeigar", "Service owner";
    resource: "Ressurs-id", "Ressurs-id", "Resource id";
    verbs: "Får gjøre", "Får gjere", "May do";
    services: "Tjenester", "Tenester", "Services";
    single: "Enkelttjenester", "Enkelttenester", "Single services";
    change: "Endring", "Endring", "Change";
    added: "Lagt til", "Lagt til", "Added";
    removed: "Fjernet", "Fjerna", "Removed";
    unchanged: "Uendret", "Uendra", "Unchanged";
    held_before: "Hadde fra før", "Hadde frå før", "Held before";
    held_after: "Hadde etterpå", "Hadde etterpå", "Held afterwards";
    failure: "Feil", "Feil", "Failure";
    hash: "Kontrollsum", "Kontrollsum", "Checksum";
}

/// Who did it. What was decided on Altinn's page was perhaps decided by somebody else: Altinn does not say.
pub(super) fn done_by(receipt: &Receipt, language: Language) -> String {
    let person = &receipt.person;
    if receipt.observed {
        return match language {
            Language::Nb => format!(
                "En person på Altinns side. Altinn sier ikke hvem. {person} åpnet siden herfra."
            ),
            Language::Nn => format!(
                "Ein person på Altinn-sida. Altinn seier ikkje kven. {person} opna sida herifrå."
            ),
            Language::En => format!(
                "Someone on Altinn’s page. Altinn does not say who. {person} opened the page from here."
            ),
        };
    }
    match &receipt.role {
        Some(role) => format!("{person}, {role}"),
        None => person.clone(),
    }
}

/// For whom a system user acts.
pub(super) fn kind(kind: RequestKind, language: Language) -> &'static str {
    let words = match kind {
        RequestKind::Own => ("egen virksomhet", "eiga verksemd", "own organisation"),
        RequestKind::Client => ("klienter", "klientar", "clients"),
        RequestKind::Change => ("endring", "endring", "change"),
    };
    pick(language, words)
}

/// An act.
pub(super) fn act(act: Act, language: Language) -> &'static str {
    let words = match act {
        Act::SignedIn => ("Logget inn", "Logga inn", "Signed in"),
        Act::SignedOut => ("Logget ut", "Logga ut", "Signed out"),
        Act::Approved => ("Godkjent", "Godkjent", "Approved"),
        Act::ApproveFailed => (
            "Kunne ikke godkjenne",
            "Kunne ikkje godkjenne",
            "Could not approve",
        ),
        Act::Rejected => ("Avvist", "Avvist", "Rejected"),
        Act::RejectFailed => (
            "Kunne ikke avvise",
            "Kunne ikkje avvise",
            "Could not reject",
        ),
        Act::Forwarded => ("Sendt videre", "Sendt vidare", "Forwarded"),
        Act::HandedOff => ("Åpnet hos Altinn", "Opna hos Altinn", "Opened at Altinn"),
        Act::Changed => ("Endring godkjent", "Endring godkjend", "Change approved"),
        Act::ChangedPartly => (
            "Endring delvis gjennomført",
            "Endring delvis gjennomført",
            "Change partly carried out",
        ),
        Act::Created => ("Opprettet", "Oppretta", "Set up"),
        Act::CreateFailed => (
            "Kunne ikke opprette",
            "Kunne ikkje opprette",
            "Could not set up",
        ),
        Act::OwnOrganisationAdded => (
            "Egen virksomhet lagt til",
            "Eiga verksemd lagd til",
            "Own organisation added",
        ),
        Act::OwnOrganisationRemoved => (
            "Egen virksomhet fjernet",
            "Eiga verksemd fjerna",
            "Own organisation removed",
        ),
        Act::Withdrawn => ("Trukket tilbake", "Trekt tilbake", "Withdrawn"),
        Act::WithdrawFailed => (
            "Kunne ikke trekke tilbake",
            "Kunne ikkje trekkje tilbake",
            "Could not withdraw",
        ),
        Act::Exported => ("Eksportert", "Eksportert", "Exported"),
        Act::MessageOpened => ("Åpnet melding", "Opna melding", "Opened message"),
        Act::MessageArchived => ("Arkivert", "Arkivert", "Archived"),
        Act::MessageBinned => ("Lagt i papirkurven", "Lagd i papirkorga", "Put in the bin"),
        Act::MessageRestored => (
            "Flyttet til innboksen",
            "Flytta til innboksen",
            "Moved to the inbox",
        ),
        Act::MessageMarkedUnread => ("Merket som ulest", "Merkt som ulesen", "Marked as unread"),
        Act::MessageUnmarkedUnread => (
            "Fjernet ulest-merket",
            "Fjerna ulesen-merket",
            "Unread mark removed",
        ),
        Act::FilingUndone => ("Angret", "Angra", "Undone"),
        Act::ReceiptConfirmed => ("Mottak bekreftet", "Mottak stadfesta", "Receipt confirmed"),
        Act::ReceiptConfirmFailed => (
            "Kunne ikke bekrefte mottak",
            "Kunne ikkje stadfeste mottak",
            "Could not confirm receipt",
        ),
        Act::MessageDeleted => ("Slettet for godt", "Sletta for godt", "Deleted for good"),
        Act::MessageDeleteFailed => (
            "Kunne ikke slette",
            "Kunne ikkje slette",
            "Could not delete",
        ),
        Act::MessageAction => ("Handling sendt", "Handling send", "Action sent"),
        Act::MessageActionFailed => (
            "Kunne ikke sende handlingen",
            "Kunne ikkje sende handlinga",
            "Could not send the action",
        ),
        Act::ClientsChanged => ("Klienter endret", "Klientar endra", "Clients changed"),
        Act::AgentAdded => ("Agent lagt til", "Agent lagd til", "Agent added"),
        Act::AgentRemoved => ("Agent fjernet", "Agent fjerna", "Agent removed"),
        Act::ClientsLeft => (
            "Ga fra seg klienttilgang",
            "Gav frå seg klienttilgang",
            "Gave up client access",
        ),
        Act::Other => ("Annet", "Anna", "Other"),
    };
    pick(language, words)
}

/// Several messages.
pub(super) fn messages(count: u32, language: Language) -> String {
    let words = pick(language, ("meldinger", "meldingar", "messages"));
    format!("{count} {words}")
}

/// What a system may do with a service, in one cell.
pub(super) fn verbs(verbs: &[Verb], language: Language) -> String {
    let words = verbs.iter().map(|verb| match verb {
        Verb::Read => pick(language, ("lese", "lese", "read")).to_owned(),
        Verb::Write => pick(language, ("fylle ut", "fylle ut", "fill in")).to_owned(),
        Verb::Submit => pick(language, ("sende inn", "sende inn", "submit")).to_owned(),
        Verb::Sign => pick(language, ("signere", "signere", "sign")).to_owned(),
        Verb::Confirm => pick(language, ("bekrefte", "stadfeste", "confirm")).to_owned(),
        Verb::Start => pick(language, ("starte", "starte", "start")).to_owned(),
        Verb::Subscribe => pick(language, ("få varsler", "få varsel", "get notices")).to_owned(),
        Verb::Delete => pick(language, ("slette", "slette", "delete")).to_owned(),
        Verb::Use => pick(language, ("bruke", "bruke", "use")).to_owned(),
        Verb::Other { action } => format!("«{action}»"),
    });
    words.collect::<Vec<_>>().join(", ")
}

/// What the person was made aware of, in one cell.
pub(super) fn cues(cues: &[Cue], language: Language) -> String {
    let words: Vec<String> = cues.iter().map(|c| cue(c, language)).collect();
    words.join(", ")
}

fn cue(cue: &Cue, language: Language) -> String {
    let fact = |name: &str| cue.context.get(name).cloned().unwrap_or_default();
    let with = |words, fact: String| {
        format!("{} {fact}", pick(language, words))
            .trim()
            .to_owned()
    };
    let words = match cue.code {
        CueCode::NameTrap => {
            return with(
                ("navnet ligner på", "namnet liknar på", "the name resembles"),
                fact("vendor"),
            );
        }
        CueCode::RedirectElsewhere => {
            return with(
                ("annet nettsted:", "anna nettstad:", "other web site:"),
                fact("host"),
            );
        }
        CueCode::Broad => {
            return with(
                ("tjenester i alt:", "tenester i alt:", "services in all:"),
                fact("count"),
            );
        }
        CueCode::VendorProblem => (
            "leverandøren er slettet, konkurs eller under avvikling",
            "leverandøren er sletta, konkurs eller under avvikling",
            "the vendor is deleted, bankrupt or being wound up",
        ),
        CueCode::AdministersAccess => (
            "kan gi og fjerne tilganger",
            "kan gi og fjerne tilgangar",
            "can give and remove access",
        ),
        CueCode::UnknownVendor => ("ny leverandør", "ny leverandør", "new vendor"),
        CueCode::MaySign => ("kan signere", "kan signere", "can sign"),
        CueCode::MaySubmit => ("kan sende inn", "kan sende inn", "can submit"),
        CueCode::SeesPayroll => ("ser lønn", "ser løn", "sees payroll"),
        CueCode::SeesSensitive => (
            "ser fortrolig innhold",
            "ser fortruleg innhald",
            "sees confidential content",
        ),
        CueCode::Duplicate => ("finnes fra før", "finst frå før", "exists already"),
        CueCode::UnknownItem => (
            "noe som Altinns katalog ikke kjenner",
            "noko som katalogen til Altinn ikkje kjenner",
            "something that Altinn’s catalogue does not know",
        ),
        CueCode::Old => (
            "eldre enn 14 dager",
            "eldre enn 14 dagar",
            "older than 14 days",
        ),
        CueCode::TimedOut => (
            "eldre enn 180 dager",
            "eldre enn 180 dagar",
            "older than 180 days",
        ),
        CueCode::OddCharacters => ("uvanlige tegn", "uvanlege teikn", "unusual characters"),
    };
    pick(language, words).to_owned()
}
