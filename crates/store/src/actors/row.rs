//! Rows of the actor tables.

use jiff::Timestamp;
use uuid::Uuid;

use crate::StoreError;

/// Kinds of actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ActorKind {
    /// A person.
    Person,
    /// An organisation (main unit).
    Organisation,
    /// A unit under an organisation.
    Subunit,
}

impl ActorKind {
    /// As it is stored.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            ActorKind::Person => "person",
            ActorKind::Organisation => "organisation",
            ActorKind::Subunit => "subunit",
        }
    }

    /// From what is stored.
    pub(crate) fn parse(text: &str) -> Result<Self, StoreError> {
        match text {
            "person" => Ok(ActorKind::Person),
            "organisation" => Ok(ActorKind::Organisation),
            "subunit" => Ok(ActorKind::Subunit),
            _ => Err(StoreError::unreadable("actor kind")),
        }
    }
}

/// An actor as read from Altinn's list of authorized parties (access management reference 1.3; Altinn/altinn-authorization-tmp
/// `AuthorizedPartyDto`). Persons come without identity number: the party UUID is the only key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Key.
    pub party_uuid: Uuid,
    /// Altinn's integer id, which the system user endpoints want in their paths; `None` when Altinn gave 0.
    pub party_id: Option<u32>,
    /// Name as shown.
    pub name: String,
    /// Organisation number, nine digits; `None` for a person.
    pub org_no: Option<String>,
    /// Person, main unit or sub-unit.
    pub kind: ActorKind,
    /// Organisation form, e.g. `AS`.
    pub form: Option<String>,
    /// Main unit of a sub-unit.
    pub parent: Option<Uuid>,
    /// Deleted in Enhetsregisteret.
    pub is_deleted: bool,
    /// Only shown because a sub-unit is accessible: cannot be chosen.
    pub is_heading_only: bool,
    /// Whether the person is access manager there; `None` while not known.
    pub access_manager: Option<bool>,
    /// Role codes, lower case (`daglig-leder`).
    pub roles: Vec<String>,
    /// Access package codes without URN prefix.
    pub packages: Vec<String>,
}

/// An actor with what this machine knows of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActorRow {
    /// The actor.
    pub actor: Actor,
    /// Name of the main unit, for a sub-unit.
    pub parent_name: Option<String>,
    /// Starred.
    pub favourite: bool,
    /// When it was last opened here.
    pub opened_at: Option<Timestamp>,
}

/// The least that an in-memory index or a loop over all organisations needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActorSlim {
    /// Key.
    pub party_uuid: Uuid,
    /// Altinn's integer id.
    pub party_id: Option<u32>,
    /// Name as shown.
    pub name: String,
    /// Organisation number, nine digits.
    pub org_no: Option<String>,
    /// Kind.
    pub kind: ActorKind,
    /// Deleted in Enhetsregisteret.
    pub is_deleted: bool,
    /// Cannot be chosen.
    pub is_heading_only: bool,
    /// Whether the person is access manager there.
    pub access_manager: Option<bool>,
    /// Starred.
    pub favourite: bool,
    /// When it was last opened here.
    pub opened_at: Option<Timestamp>,
}

/// Groups of actors. Deleted units are in [`ActorGroup::Deleted`] and, if starred or opened, in those groups.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ActorGroup {
    /// All that are not deleted. Main units that cannot be chosen stand above their sub-units, but only while there
    /// is no search text.
    #[default]
    All,
    /// Starred.
    Favourites,
    /// Opened lately, newest first.
    Recent,
    /// Where the person is access manager.
    AccessManager,
    /// Deleted in Enhetsregisteret.
    Deleted,
}

/// Which actors, and which window of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActorsQuery {
    /// Words of the name in any order, or the beginning of an organisation number; empty for all.
    pub text: String,
    /// Which group.
    pub group: ActorGroup,
    /// First row.
    pub offset: u32,
    /// Rows at most.
    pub limit: u32,
}

/// A window of actors: main units by name in Norwegian order, each followed by its sub-units; for a search, names that
/// begin with the text first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActorsPage {
    /// Actors that match, in the whole group.
    pub total: u32,
    /// The window.
    pub rows: Vec<ActorRow>,
}

/// How many actors there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ActorCounts {
    /// That can be chosen: neither deleted nor headings.
    pub choosable: u32,
    /// Deleted in Enhetsregisteret.
    pub deleted: u32,
    /// Main units that cannot be chosen.
    pub headings: u32,
    /// Where the person is access manager.
    pub access_manager: u32,
}
