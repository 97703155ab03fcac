//! Codes of cues, from the domain to the screens: one to one.

use fullmakt_domain::cues::CueCode as DomainCode;

use crate::surface::approvals::CueCode;

/// The same code as the screens know it.
pub(super) fn code_view(code: DomainCode) -> CueCode {
    match code {
        DomainCode::NameTrap => CueCode::NameTrap,
        DomainCode::VendorProblem => CueCode::VendorProblem,
        DomainCode::AdministersAccess => CueCode::AdministersAccess,
        DomainCode::UnknownVendor => CueCode::UnknownVendor,
        DomainCode::RedirectElsewhere => CueCode::RedirectElsewhere,
        DomainCode::MaySign => CueCode::MaySign,
        DomainCode::MaySubmit => CueCode::MaySubmit,
        DomainCode::SeesPayroll => CueCode::SeesPayroll,
        DomainCode::SeesSensitive => CueCode::SeesSensitive,
        DomainCode::Duplicate => CueCode::Duplicate,
        DomainCode::UnknownItem => CueCode::UnknownItem,
        DomainCode::Broad => CueCode::Broad,
        DomainCode::Old => CueCode::Old,
        DomainCode::TimedOut => CueCode::TimedOut,
        DomainCode::OddCharacters => CueCode::OddCharacters,
    }
}
