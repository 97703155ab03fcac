//! Saved views, and the user's own groups of organisations.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::list::MessagesQuery;
use crate::surface::common::PartyUuid;

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

/// All saved views, in the user's order.
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
