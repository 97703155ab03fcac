//! Templates: «clients of this group have these agents», kept here, applied as a job, deviations shown.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::surface::common::PartyUuid;

/// A template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ClientTemplate {
    /// Key; given by the core.
    pub id: String,
    /// The firm.
    pub firm: PartyUuid,
    /// Name.
    pub name: String,
    /// Whose.
    pub scope: TemplateScope,
    /// What they are to have.
    pub agents: Vec<TemplateAgent>,
    /// Clients that it is about.
    pub clients: u32,
    /// Cells that are to have something, have it not, and can be given it. `plan_bulk` lists them.
    pub to_add: u32,
    /// Cells that are to have something and cannot be given it.
    pub blocked: u32,
    /// Cells of its clients that have something which no template of the firm asks for. It is taken only where one asks
    /// for that (`BulkSource::Template`).
    pub beyond: u32,
}

/// The clients that a template is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum TemplateScope {
    /// All clients of the firm.
    All,
    /// Members of a group of organisations (`party_groups`).
    Group {
        /// The group.
        id: String,
    },
    /// Clients with a tag.
    Tag {
        /// The tag.
        tag: String,
    },
}

/// An agent in a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TemplateAgent {
    /// The agent's key.
    pub agent: String,
    /// Packages (codes); empty: all it needs, or all that the client gives.
    pub packages: Vec<String>,
}

/// All templates of a firm, by name.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ClientTemplates {
    /// Templates.
    pub templates: Vec<ClientTemplate>,
}

/// Make or change a template.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SaveTemplate {
    /// The template to change; `None` for a new one.
    pub id: Option<String>,
    /// The firm.
    pub firm: PartyUuid,
    /// Name, 1 to 60 characters.
    pub name: String,
    /// Whose.
    pub scope: TemplateScope,
    /// What they are to have; at least one.
    pub agents: Vec<TemplateAgent>,
}

/// Delete a template; no access is changed.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TemplateRef {
    /// The firm.
    pub firm: PartyUuid,
    /// Key.
    pub id: String,
}
