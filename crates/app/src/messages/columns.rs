//! Words of the exported lists of messages, in the language of the screens.

use crate::surface::messages::{Filed, MessageStatus};
use crate::surface::session::Language;

/// Columns of an exported list.
pub(super) const COLUMNS: usize = 14;

/// Heads of the columns.
pub(super) fn heads(language: Language) -> [&'static str; COLUMNS] {
    match language {
        Language::Nb => [
            "Tittel",
            "Avsender",
            "Tjenesteeier",
            "Tjeneste",
            "Mottaker",
            "Org.nr.",
            "Status",
            "Tjenestens status",
            "Frist",
            "Oppdatert",
            "Lest",
            "Mappe",
            "Vedlegg",
            "Id",
        ],
        Language::Nn => [
            "Tittel",
            "Avsendar",
            "Tenesteeigar",
            "Teneste",
            "Mottakar",
            "Org.nr.",
            "Status",
            "Statusen til tenesta",
            "Frist",
            "Oppdatert",
            "Lesen",
            "Mappe",
            "Vedlegg",
            "Id",
        ],
        Language::En => [
            "Title",
            "Sender",
            "Service owner",
            "Service",
            "Recipient",
            "Org. no.",
            "Status",
            "The service’s status",
            "Due",
            "Updated",
            "Read",
            "Folder",
            "Attachments",
            "Id",
        ],
    }
}

/// A status.
pub(super) fn status(status: MessageStatus, language: Language) -> &'static str {
    let (nb, nn, en) = match status {
        MessageStatus::NotApplicable => ("", "", ""),
        MessageStatus::InProgress => ("Under arbeid", "Under arbeid", "In progress"),
        MessageStatus::Draft => ("Utkast", "Utkast", "Draft"),
        MessageStatus::Awaiting => ("Venter", "Ventar", "Awaiting"),
        MessageStatus::RequiresAttention => {
            ("Krever handling", "Krev handling", "Requires attention")
        }
        MessageStatus::Completed => ("Avsluttet", "Avslutta", "Completed"),
        MessageStatus::Unknown => ("Ukjent", "Ukjend", "Unknown"),
    };
    pick(language, nb, nn, en)
}

/// Where a message is filed; a draft is not in the inbox.
pub(super) fn folder(filed: Filed, status: MessageStatus, language: Language) -> &'static str {
    match (filed, status) {
        (Filed::Open, MessageStatus::Draft) => pick(language, "Utkast", "Utkast", "Drafts"),
        (Filed::Open, _) => pick(language, "Innboks", "Innboks", "Inbox"),
        (Filed::Archive, _) => pick(language, "Arkiv", "Arkiv", "Archive"),
        (Filed::Bin, _) => pick(language, "Papirkurv", "Papirkorg", "Bin"),
    }
}

/// Yes or no.
pub(super) fn yes_or_no(yes: bool, language: Language) -> &'static str {
    if yes {
        pick(language, "Ja", "Ja", "Yes")
    } else {
        pick(language, "Nei", "Nei", "No")
    }
}

fn pick(language: Language, nb: &'static str, nn: &'static str, en: &'static str) -> &'static str {
    match language {
        Language::Nb => nb,
        Language::Nn => nn,
        Language::En => en,
    }
}
