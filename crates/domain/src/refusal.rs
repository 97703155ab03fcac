//! What Altinn's problem codes mean for the person at the keyboard.

use serde::{Deserialize, Serialize};

/// The meaning of a problem code. Several codes can share one: what matters is the next step.
///
/// Sources: Altinn/altinn-authentication (`AUTH-000nn`, Problem), Altinn/altinn-authorization-tmp (`AM-000nn`,
/// `AM.VLD-000nn`, Problems and ValidationErrors).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The organisation is not known as such (`AUTH-00000`, `00049`, `AM.VLD-00006`).
    OrganisationUnknown,
    /// Something may not be passed on by this person, no finer reason (`AUTH-00001`, `00014`, `AM-00028`).
    MissingRights,
    /// The delegation itself failed half-way (`AUTH-00002`, `00050`, `00051`).
    DelegationFailed,
    /// Altinn could not store it (`AUTH-00003`, `00012`).
    NotStored,
    /// Everything was delegated, and then the request's status could not be stored: the system user stands, the request
    /// is still open, and a retry ends in [`Refusal::SystemUserExists`] (`AUTH-00060`).
    StatusNotStored,
    /// A system user exists already for this system and reference (`AUTH-00004`).
    SystemUserExists,
    /// The request is not there, or belongs to another organisation (`AUTH-00010`, `00030`).
    RequestNotFound,
    /// The system is gone from the register (`AUTH-00011`).
    SystemGone,
    /// Already decided (`AUTH-00013`, `00061`).
    RequestAlreadyDecided,
    /// The system user is gone (`AUTH-00015`).
    SystemUserGone,
    /// The person lacks the role (`AUTH-00016`).
    MissingRole,
    /// The person lacks a direct delegation (`AUTH-00018`).
    MissingDelegation,
    /// The service uses an access list that the organisation is not on (`AUTH-00019`, `00069`).
    AccessList,
    /// The login's level is too low for the service (`AUTH-00020`).
    ServiceLevelTooLow,
    /// Withdrawing failed (`AUTH-00022`, `00033`, `00037`-`00040`, `00054`, `00056`, `00057`).
    WithdrawFailed,
    /// The system user belongs to another organisation (`AUTH-00024`).
    SystemUserOtherOrganisation,
    /// The request is of the other kind: own where client was asked for, or the reverse
    /// (`AUTH-00025`, `00034`, `00036`).
    OtherKind,
    /// The request belongs to another organisation (`AUTH-00041`, `00042`).
    RequestOtherOrganisation,
    /// Client administrator rights or a scope are missing (`AUTH-00043`-`00046`).
    ClientAdministration,
    /// Registration in access management failed half-way: the system user exists, the request is still open, and
    /// a retry ends in [`Refusal::SystemUserExists`] (`AUTH-00048`).
    RegistrationIncomplete,
    /// The package is missing, or may not be passed on (`AUTH-00053`, `00068`).
    MissingPackage,
    /// What the system user holds could not be read (`AUTH-00055`, `00062`).
    RightsUnreadable,
    /// A package or resource that Altinn does not know, or that is not the system's (`AUTH-00052`, `00063`,
    /// `AM-00027`, `00035`, `AM.VLD-00002`, `00011`, `00012`, `00030`).
    UnknownPackage,
    /// The package is not for own use, or not for clients (`AUTH-00064`, `00065`, `AM-00041`,
    /// `AM.VLD-00048`).
    PackageWrongUse,
    /// The person is not access manager (`AUTH-00066`).
    NotAccessManager,
    /// The service cannot be delegated (`AUTH-00070`, `AM-00042`, `AM.VLD-00003`, `00004`, `00033`, `00049`).
    NotDelegable,
    /// A Maskinporten scope, which no system user can hold (`AUTH-00071`).
    MaskinportenOnly,
    /// The client's delegation was withdrawn, or the client lacks the packages (`AUTH-00079`, `00080`).
    ClientLacksPackages,
    /// A fault in what the vendor registered or asked for, which only the vendor can mend (`AUTH-00005`-`00009`,
    /// `00017`, `00021`, `00023`, `00026`, `00027`, `00058`, `00059`).
    VendorFault,
}

impl Refusal {
    /// The meaning of a code as it stands in a problem's `code`; `None` for a code that we have no sentence for.
    pub fn from_code(code: &str) -> Option<Refusal> {
        let code = code.trim();
        if let Some(number) = code.strip_prefix("AUTH-") {
            return authentication(number.parse().ok()?);
        }
        match code {
            "AM-00028" => Some(Refusal::MissingRights),
            "AM-00027" | "AM-00035" | "AM.VLD-00002" | "AM.VLD-00011" | "AM.VLD-00012"
            | "AM.VLD-00030" => Some(Refusal::UnknownPackage),
            "AM-00041" | "AM.VLD-00048" => Some(Refusal::PackageWrongUse),
            "AM-00042" | "AM.VLD-00003" | "AM.VLD-00004" | "AM.VLD-00033" | "AM.VLD-00049" => {
                Some(Refusal::NotDelegable)
            }
            "AM.VLD-00006" => Some(Refusal::OrganisationUnknown),
            _ => None,
        }
    }
}

fn authentication(number: u32) -> Option<Refusal> {
    Some(match number {
        0 | 49 => Refusal::OrganisationUnknown,
        1 | 14 => Refusal::MissingRights,
        2 | 50 | 51 => Refusal::DelegationFailed,
        3 | 12 => Refusal::NotStored,
        60 => Refusal::StatusNotStored,
        4 => Refusal::SystemUserExists,
        10 | 30 => Refusal::RequestNotFound,
        11 => Refusal::SystemGone,
        13 | 61 => Refusal::RequestAlreadyDecided,
        15 => Refusal::SystemUserGone,
        16 => Refusal::MissingRole,
        18 => Refusal::MissingDelegation,
        19 | 69 => Refusal::AccessList,
        20 => Refusal::ServiceLevelTooLow,
        22 | 33 | 37..=40 | 54 | 56 | 57 => Refusal::WithdrawFailed,
        24 => Refusal::SystemUserOtherOrganisation,
        25 | 34 | 36 => Refusal::OtherKind,
        41 | 42 => Refusal::RequestOtherOrganisation,
        43..=46 => Refusal::ClientAdministration,
        48 => Refusal::RegistrationIncomplete,
        52 | 63 => Refusal::UnknownPackage,
        53 | 68 => Refusal::MissingPackage,
        55 | 62 => Refusal::RightsUnreadable,
        64 | 65 => Refusal::PackageWrongUse,
        66 => Refusal::NotAccessManager,
        70 => Refusal::NotDelegable,
        71 => Refusal::MaskinportenOnly,
        79 | 80 => Refusal::ClientLacksPackages,
        5..=9 | 17 | 21 | 23 | 26 | 27 | 58 | 59 => Refusal::VendorFault,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::Refusal;

    #[test]
    fn every_code_on_the_way_of_a_customer_has_a_meaning() {
        // Those that a customer meets when reading, deciding, listing or withdrawing.
        for number in [
            0, 1, 2, 3, 4, 10, 11, 13, 14, 15, 16, 17, 18, 19, 20, 22, 24, 25, 30, 33, 34, 36, 41,
            42, 43, 44, 45, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 60, 62, 63, 64, 65, 66, 68, 69,
            70, 71, 79, 80,
        ] {
            let code = format!("AUTH-{number:05}");
            assert!(Refusal::from_code(&code).is_some(), "{code}");
        }
    }

    #[test]
    fn codes_that_need_a_sentence_of_their_own_are_told_apart() {
        for (code, meaning) in [
            ("AUTH-00013", Refusal::RequestAlreadyDecided),
            ("AUTH-00041", Refusal::RequestOtherOrganisation),
            ("AUTH-00042", Refusal::RequestOtherOrganisation),
            ("AUTH-00048", Refusal::RegistrationIncomplete),
            ("AUTH-00060", Refusal::StatusNotStored),
            ("AUTH-00004", Refusal::SystemUserExists),
            ("AUTH-00010", Refusal::RequestNotFound),
            ("AUTH-00066", Refusal::NotAccessManager),
            ("AM-00042", Refusal::NotDelegable),
            ("AM.VLD-00002", Refusal::UnknownPackage),
            ("AM.VLD-00030", Refusal::UnknownPackage),
        ] {
            assert_eq!(Refusal::from_code(code), Some(meaning), "{code}");
        }
    }

    #[test]
    fn other_codes_have_none() {
        for code in [
            "",
            "AUTH-",
            "AUTH-00072",
            "AUTH-x",
            "STD-00000",
            "AM-99999",
            "00013",
        ] {
            assert_eq!(Refusal::from_code(code), None, "{code}");
        }
    }
}
