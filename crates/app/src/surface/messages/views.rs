//! Saved views, and the user's own groups of organisations.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::list::MessagesQuery;
use crate::surface::common::PartyUuid;
use crate::surface::organisations::ActorKind;

/// A saved view.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SavedView {
    /// Id; given by the core.
    pub id: String,
    /// Name.
    pub name: String,
    /// What it shows (`offset` and `limit` are not kept).
    pub list: MessagesQuery,
    /// Unread in it.
    pub unread: u32,
}

/// Save a view.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SaveView {
    /// The view to change; `None` for a new one.
    pub id: Option<String>,
    /// Name, 1 to 60 characters.
    pub name: String,
    /// What it shows.
    pub list: MessagesQuery,
}

/// Names a view or a group.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NamedRef {
    /// Id.
    pub id: String,
}

/// All saved views, in the order in which they were made.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SavedViews {
    /// Views.
    pub views: Vec<SavedView>,
}

/// A group of organisations of the user's own, kept on this machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PartyGroup {
    /// Id; given by the core.
    pub id: String,
    /// Name.
    pub name: String,
    /// Members.
    pub members: u32,
}

/// All groups, by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PartyGroups {
    /// Groups.
    pub groups: Vec<PartyGroup>,
}

/// A member of a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GroupMember {
    /// Its key.
    pub party_uuid: PartyUuid,
    /// Name; `None` when it is not among the user's actors, as a client need not be.
    pub name: Option<String>,
    /// Two letters for its tile; empty without a name.
    pub initials: String,
    /// Kind.
    pub kind: ActorKind,
}

/// All members of a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GroupMembers {
    /// Members, in the order of the list of actors; those that are not in it last.
    pub members: Vec<GroupMember>,
}

/// Make or change a group.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SaveGroup {
    /// The group to change; `None` for a new one.
    pub id: Option<String>,
    /// Name, 1 to 60 characters.
    pub name: String,
    /// Members; they replace those before. `None` leaves them.
    pub members: Option<Vec<PartyUuid>>,
}
