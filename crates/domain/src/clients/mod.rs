//! Client administration: which clients a firm has, which agents it gives them to, and what lies between
//! (access management reference, section 3).
//!
//! A *client* gives the firm packages through a role, and single services, which are spoken of as packages are. An *agent* is a person, or a system user of the client kind. A
//! *delegation* passes packages of one client on to one agent. Everything here is pure: rows and cells, plans, files and
//! reports are computed from what was read.

mod asked;
mod cell;
mod coverage;
mod facts;
mod grants;
mod item;
mod matrix;
mod numbers;
mod packages;
mod plan;
mod register_roles;
pub mod sheet;
mod view;

/// Resource that stands for "may administer clients here"; a value for the resource filter of the party list
/// (Altinn/altinn-authorization-tmp: AuthorizedPartiesController, `anyOfResourceIds`).
pub const CLIENT_ADMINISTRATION: &str = "altinn_client_administration";

pub use asked::Asked;
pub use cell::{Cell, CellState, Mark, Need};
pub use coverage::{Coverage, Lack, coverage};
pub use facts::{Access, Agent, AgentClient, AgentKind, Client, Delegated, Provider};
pub use grants::{Grant, GrantId, Grants};
pub use item::{item_code, service_code, service_of};
pub use matrix::{AgentEntry, ClientEntry, Matrix};
pub use numbers::{BadNumber, NumberFault, Pasted, pasted_numbers};
pub use packages::{PackageSet, Packages};
pub use plan::{Act, Block, Outcome, PlanRow, Value, Wish, plan};
pub use register_roles::only_by_role;
pub use view::{CellSort, Counts, Filter, Order, Query, View};
