//! What the rules look at.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::action::Verb;
use crate::unit::{Unit, UnitState};
use crate::{OrgNumber, Request, RequestKind, SystemUser, SystemUserKind};

/// Everything that the rules look at. Borrowed, since a review holds all of it already.
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    /// The vendor's number, from the system id; `None` when the id has none.
    pub vendor: Option<OrgNumber>,
    /// The vendor's name from Enhetsregisteret, when it could be read.
    pub vendor_name: Option<&'a str>,
    /// What Enhetsregisteret says of the vendor.
    pub register: RegisterFinding,
    /// The vendor's registered web site, as registered.
    pub homepage: Option<&'a str>,
    /// How many of the person's organisations have a system user from this vendor; `None` when that is not known,
    /// since no list could be read.
    pub used_by: Option<u32>,
    /// Vendors that the person's organisations have system users from, this one included or not.
    pub known_vendors: &'a [KnownVendor],
    /// Title of the request, as it came.
    pub title: Option<&'a str>,
    /// Name part of the system id, or the system's registered name, as it came.
    pub system_name: &'a str,
    /// The vendor's reference, as it came.
    pub external_ref: Option<&'a str>,
    /// Host of the vendor's page afterwards.
    pub redirect_host: Option<&'a str>,
    /// Packages asked for.
    pub packages: &'a [PackageFacts<'a>],
    /// Every distinct service that the request opens, single ones and those inside packages.
    pub services: &'a [ItemFacts<'a>],
    /// The same system and reference elsewhere.
    pub repeats: Repeats,
    /// When the vendor asked.
    pub created: Option<Timestamp>,
    /// Altinn's own flag for more than 180 days.
    pub timed_out: bool,
    /// Now.
    pub now: Timestamp,
}

/// A vendor that the person's organisations use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownVendor {
    /// Organisation number.
    pub org_number: OrgNumber,
    /// Name from Enhetsregisteret.
    pub name: String,
}

/// A package asked for.
#[derive(Clone, Copy, Debug)]
pub struct PackageFacts<'a> {
    /// URN.
    pub urn: &'a str,
    /// URN of its area, when the catalogue knows the package.
    pub area: Option<&'a str>,
    /// The catalogue knows it; `true` also when the catalogue itself could not be read.
    pub known: bool,
}

/// A service that the request opens.
#[derive(Clone, Copy, Debug)]
pub struct ItemFacts<'a> {
    /// Resource id.
    pub id: &'a str,
    /// What one may do with it; empty when no action list could be had.
    pub verbs: &'a [Verb],
    /// The resource registry knows it; `true` also when the registry could not be asked.
    pub known: bool,
}

/// What came of asking Enhetsregisteret for the vendor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegisterFinding {
    /// Found, with this standing.
    Found(UnitState),
    /// No such number. Synthetic numbers are in no real register, so it says nothing of those.
    NotRegistered,
    /// Could not be asked.
    NotAsked,
}

impl RegisterFinding {
    /// The finding for a unit that was found.
    pub fn of(unit: &Unit) -> Self {
        RegisterFinding::Found(unit.state)
    }

    /// The finding as a word and, for a deletion, its day; `None` when there is nothing to notice.
    pub(super) fn problem(self, vendor: OrgNumber) -> Option<(&'static str, Option<Date>)> {
        match self {
            RegisterFinding::Found(UnitState::Deleted { on }) => Some(("deleted", on)),
            RegisterFinding::Found(UnitState::Bankrupt) => Some(("bankrupt", None)),
            RegisterFinding::Found(UnitState::WindingUp) => Some(("winding_up", None)),
            RegisterFinding::NotRegistered if !vendor.as_str().starts_with(['2', '3']) => {
                Some(("not_registered", None))
            }
            _ => None,
        }
    }
}

/// How often the same system and reference is there besides the request itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Repeats {
    /// System users of the organisation.
    pub approved: u32,
    /// Waiting requests to the organisation.
    pub waiting: u32,
}

/// Counts system users and other open requests of the same organisation with the same system, kind and reference.
/// A missing reference stands for the organisation number, as on the server.
pub fn repeats(request: &Request, system_users: &[SystemUser], requests: &[Request]) -> Repeats {
    let org = request.party_org_number;
    let reference = |given: Option<&str>| match given.map(str::trim) {
        None | Some("") => org.to_string(),
        Some(given) => given.to_owned(),
    };
    let own = reference(request.external_ref.as_deref());
    let kind = match request.kind {
        RequestKind::Own => SystemUserKind::Own,
        RequestKind::Client => SystemUserKind::Client,
        // A change names a system user that must be there.
        RequestKind::Change => return Repeats::default(),
    };
    let approved = system_users
        .iter()
        .filter(|u| {
            u.id != request.id
                && u.kind == kind
                && u.system_id == request.system_id
                && u.party_org_number.is_none_or(|o| o == org)
                && reference(u.external_ref.as_deref()) == own
        })
        .count();
    let waiting = requests
        .iter()
        .filter(|r| {
            r.id != request.id
                && r.kind == request.kind
                && r.status.is_open()
                && r.system_id == request.system_id
                && r.party_org_number == org
                && reference(r.external_ref.as_deref()) == own
        })
        .count();
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Repeats {
        approved: count(approved),
        waiting: count(waiting),
    }
}
