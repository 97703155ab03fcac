//! Actors: the organisations and people that the person may act for; and the palette.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::common::{Instant, PartyUuid, SourceFailure};

/// Which actors, and which window of them.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OrganisationsQuery {
    /// Name or number, as typed; empty for all.
    pub text: String,
    /// Which group.
    pub group: OrganisationGroup,
    /// First row.
    pub offset: u32,
    /// Rows at most (the core caps it at 500).
    pub limit: u32,
}

/// Groups of actors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OrganisationGroup {
    /// All that can be chosen.
    #[default]
    All,
    /// Starred.
    Favourites,
    /// Opened lately, newest first.
    Recent,
    /// Where the user is access manager.
    AccessManager,
    /// Deleted in Enhetsregisteret.
    Deleted,
}

/// A window of actors.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OrganisationsPage {
    /// Actors that match.
    pub total: u32,
    /// Actors in all groups together, for the scope chip.
    pub all: u32,
    /// The window.
    pub rows: Vec<OrganisationRow>,
    /// When the list was read from Altinn; `None` if never.
    pub fetched_at: Option<Instant>,
    /// What could not be read.
    pub failures: Vec<SourceFailure>,
}

/// One actor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OrganisationRow {
    /// Key.
    pub party_uuid: PartyUuid,
    /// Name in title case.
    pub name: String,
    /// Two letters for the avatar.
    pub initials: String,
    /// Organisation number, nine digits, no spaces; `None` for a person.
    pub org_no: Option<String>,
    /// Person, main unit or sub-unit.
    pub kind: ActorKind,
    /// Organisation form, e.g. `AS`.
    pub form: Option<String>,
    /// Name of the main unit, for a sub-unit.
    pub parent_name: Option<String>,
    /// Deleted in Enhetsregisteret.
    pub is_deleted: bool,
    /// Main unit that is only shown because a sub-unit is accessible: cannot be chosen.
    pub is_heading_only: bool,
    /// Starred.
    pub favourite: bool,
    /// The user's roles there, ready names in the user's language, most telling first.
    pub roles: Vec<String>,
    /// Access manager there; `None` while not known.
    pub access_manager: Option<bool>,
    /// Waiting requests known to us.
    pub waiting: u32,
    /// Messages that want something.
    pub messages: WaitingMessages,
}

/// An actor's messages that want something, in inbox and drafts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WaitingMessages {
    /// Unread in the inbox.
    pub unread: u32,
    /// With a deadline within seven days, or over it.
    pub due: u32,
    /// That wait for an answer or another act of the user's.
    pub requires_attention: u32,
}

/// Kinds of actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ActorKind {
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// A unit under an organisation.
    Subunit,
}

/// Star or unstar.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SetFavourite {
    /// Which actor.
    pub party_uuid: PartyUuid,
    /// Starred or not.
    pub favourite: bool,
}

/// Note that an actor was opened (feeds the recent list).
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OpenOrganisation {
    /// Which actor.
    pub party_uuid: PartyUuid,
}

/// What was typed in the palette.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PaletteQuery {
    /// The text.
    pub text: String,
    /// Hits per group at most.
    pub limit: u32,
}

/// What the palette found. Commands are the UI's own and are not in here.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PaletteAnswer {
    /// What the text itself is, when it is more than words.
    pub recognised: Option<Recognised>,
    /// Actors, best first.
    pub organisations: Vec<PaletteOrganisation>,
    /// Waiting requests, best first.
    pub requests: Vec<PaletteRequest>,
    /// System users, best first.
    pub system_users: Vec<PaletteSystemUser>,
}

/// A text that is more than words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum Recognised {
    /// A link to a request: hand it to `approvals_add_link`.
    Link {
        /// Host, for the row's second line.
        host: String,
    },
    /// A link to another page at Altinn: explained, and opened in the browser (`open_external`, `altinn_page`).
    AltinnPage {
        /// What page.
        page: AltinnPage,
        /// Host, for the row's second line.
        host: String,
    },
    /// Looks like a link but cannot be used.
    BadLink {
        /// Why.
        failure: super::common::Failure,
    },
    /// A valid organisation number.
    OrgNo {
        /// Nine digits.
        org_no: String,
        /// The actor with it, if the user may act for it.
        party_uuid: Option<PartyUuid>,
        /// Its name, if known.
        name: Option<String>,
    },
    /// Nine digits that are no organisation number (check digit).
    BadOrgNo {
        /// The digits.
        digits: String,
    },
}

/// Pages at Altinn that people are sent to and that Fullmakt leaves to the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AltinnPage {
    /// A request for consent: only Altinn's own page can show and answer it.
    Consent,
    /// Altinn's inbox.
    Inbox,
    /// System accesses in access management, without a request.
    SystemAccess,
    /// Another page of access management.
    AccessManagement,
    /// A form of a service owner.
    Form,
    /// Altinn's help and information.
    Information,
    /// Another page of Altinn's.
    Other,
}

/// A hit: an actor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PaletteOrganisation {
    /// Key.
    pub party_uuid: PartyUuid,
    /// Name.
    pub name: String,
    /// Two letters for the avatar.
    pub initials: String,
    /// Organisation number.
    pub org_no: Option<String>,
    /// Kind.
    pub kind: ActorKind,
    /// Where the words hit in the name: pairs of start and length in UTF-16 units.
    pub hits: Vec<[u32; 2]>,
    /// Waiting requests known to us.
    pub waiting: u32,
    /// Messages that want something.
    pub messages: WaitingMessages,
}

/// A hit: a waiting request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PaletteRequest {
    /// Key.
    pub key: String,
    /// System.
    pub system: String,
    /// Vendor and organisation.
    pub byline: String,
}

/// A hit: a system user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PaletteSystemUser {
    /// Organisation.
    pub party_uuid: PartyUuid,
    /// System user id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Organisation's name.
    pub organisation: String,
}
