//! The scopes that a third party's client may be registered with, and how the consent page words
//! them.
//!
//! Source: Altinn/altinn-studio-docs "digdirscopes" and the access-management guide for system
//! vendors. Descriptions are our own.

use super::words::Locale;
use crate::config::IdentityConfig;

/// Handed out by Altinn's own login only; production gives it to no client of ID-porten.
pub(super) const PORTAL: &str = "altinn:portal/enduser";

/// A scope known to ID-porten.
pub(super) struct Scope {
    /// Name as in the `scope` parameter.
    pub(super) name: &'static str,
    /// Whether the person is asked (`requires_user_consent`).
    pub(super) asks: bool,
    nb: &'static str,
    nn: &'static str,
    en: &'static str,
}

impl Scope {
    /// What the consent page says that the scope allows.
    pub(super) fn description(&self, locale: Locale) -> &'static str {
        match locale {
            Locale::Nb => self.nb,
            Locale::Nn => self.nn,
            Locale::En => self.en,
        }
    }
}

/// The scope with this name.
pub(super) fn find(name: &str) -> Option<&'static Scope> {
    SCOPES.iter().find(|scope| scope.name == name)
}

/// Whether clients here are registered with a scope: all known ones, but the portal's only when the
/// sandbox was told to give it.
pub(super) fn is_registered(name: &str, config: &IdentityConfig) -> bool {
    find(name).is_some() && (name != PORTAL || config.portal_scope)
}

/// Whether a scope belongs to an API rather than to the login itself. Tokens with one outlive the
/// single sign-on session.
pub(super) fn is_api_scope(name: &str) -> bool {
    name.contains(':')
}

const fn silent(name: &'static str) -> Scope {
    Scope {
        name,
        asks: false,
        nb: "",
        nn: "",
        en: "",
    }
}

const fn asked(name: &'static str, nb: &'static str, nn: &'static str, en: &'static str) -> Scope {
    Scope {
        name,
        asks: true,
        nb,
        nn,
        en,
    }
}

const SCOPES: &[Scope] = &[
    silent("openid"),
    silent("profile"),
    silent(PORTAL),
    asked(
        "digdir:dialogporten",
        "Lese og svare på dialoger i Dialogporten",
        "Lese og svare på dialogar i Dialogporten",
        "Read and answer dialogs in Dialogporten",
    ),
    asked(
        "altinn:accessmanagement/authorizedparties",
        "Se hvem du kan representere i Altinn",
        "Sjå kven du kan representere i Altinn",
        "See whom you can represent in Altinn",
    ),
    asked(
        "altinn:accessmanagement/enduser:connections:toothers.read",
        "Se fullmakter som er gitt til andre",
        "Sjå fullmakter som er gjevne til andre",
        "See powers given to others",
    ),
    asked(
        "altinn:accessmanagement/enduser:connections:toothers.write",
        "Gi og trekke tilbake fullmakter til andre",
        "Gje og trekkje tilbake fullmakter til andre",
        "Give powers to others and withdraw them",
    ),
    asked(
        "altinn:accessmanagement/enduser:connections:fromothers.read",
        "Se fullmakter som er mottatt fra andre",
        "Sjå fullmakter som er mottekne frå andre",
        "See powers received from others",
    ),
    asked(
        "altinn:accessmanagement/enduser:connections:fromothers.write",
        "Gi fra seg fullmakter som er mottatt fra andre",
        "Gje frå seg fullmakter som er mottekne frå andre",
        "Give up powers received from others",
    ),
    asked(
        "altinn:accessmanagement/enduser:requests.read",
        "Se forespørsler om fullmakt",
        "Sjå førespurnader om fullmakt",
        "See requests for powers",
    ),
    asked(
        "altinn:accessmanagement/enduser:requests.write",
        "Sende og behandle forespørsler om fullmakt",
        "Sende og handsame førespurnader om fullmakt",
        "Send and handle requests for powers",
    ),
    asked(
        "altinn:clientdelegations.read",
        "Se hvilke klienter som er delt ut til systemer og ansatte",
        "Sjå kva klientar som er delte ut til system og tilsette",
        "See which clients are assigned to systems and employees",
    ),
    asked(
        "altinn:clientdelegations.write",
        "Dele ut klienter til systemer og ansatte",
        "Dele ut klientar til system og tilsette",
        "Assign clients to systems and employees",
    ),
    asked(
        "altinn:clientdelegations/myclients.read",
        "Se klienter som er delt ut til deg",
        "Sjå klientar som er delte ut til deg",
        "See clients assigned to you",
    ),
    asked(
        "altinn:clientdelegations/myclients.write",
        "Gi fra deg klienter som er delt ut til deg",
        "Gje frå deg klientar som er delte ut til deg",
        "Give up clients assigned to you",
    ),
    asked(
        "altinn:instances.read",
        "Lese skjemaer og innsendinger i Altinn",
        "Lese skjema og innsendingar i Altinn",
        "Read forms and submissions in Altinn",
    ),
    asked(
        "altinn:instances.write",
        "Fylle ut og sende inn skjemaer i Altinn",
        "Fylle ut og sende inn skjema i Altinn",
        "Fill in and submit forms in Altinn",
    ),
    asked(
        "altinn:correspondence.read",
        "Lese meldinger og vedlegg i Altinn",
        "Lese meldingar og vedlegg i Altinn",
        "Read messages and attachments in Altinn",
    ),
];
