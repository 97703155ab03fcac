//! The words and rules of the field, validated when made: organisation numbers, parties, requests, system users.
//! No I/O, no async, and none of the outside world's formats.

pub mod action;
pub mod age;
pub mod catalogue;
pub mod change;
pub mod check;
pub mod clients;
pub mod clock;
pub mod confirm_link;
pub mod cues;
pub mod dialog;
pub mod drift;
pub mod environment;
pub mod identity_number;
pub mod language;
pub mod org_number;
pub mod party;
pub mod private_host;
pub mod refusal;
pub mod request;
pub mod roles;
pub mod sensitive;
pub mod service;
pub mod system_id;
pub mod system_user;
pub mod text;
pub mod unit;

pub use action::{Action, Verb};
pub use catalogue::{Area, Catalogue, Package, PackageService};
pub use change::{Change, Holdings};
pub use check::{
    ActionCheck, BlockedItem, CheckOutcome, DelegationReason, Item, PackageCheck, ResourceCheck,
};
pub use clock::{AheadClock, Clock, SystemClock};
pub use confirm_link::{
    AltinnPage, ConfirmLink, KnownPortal, LinkRefusal, PageKind, UnsupportedKind,
    parse_altinn_page, parse_confirm_link,
};
pub use dialog::{
    ActionPriority, Dialog, DialogRow, DialogStatus, GuiAction, Label, Labels, Localized,
    Transmission,
};
pub use drift::{Baseline, Drift, Shift};
pub use environment::{Environment, EnvironmentError, EnvironmentName};
pub use language::{Language, Text};
pub use org_number::{OrgNumber, OrgNumberError};
pub use party::{Parent, Party, PartyKind, PartyTree, flatten};
pub use private_host::{is_loopback, is_private_address, is_private_host};
pub use refusal::Refusal;
pub use request::{Request, RequestKind, RequestStatus};
pub use sensitive::Sensitive;
pub use service::{ServiceOwner, ServiceResource};
pub use system_id::SystemId;
pub use system_user::{
    Delegations, RegisteredSystem, SystemUser, SystemUserDetail, SystemUserKind,
};
pub use unit::{RegisterRole, Unit, UnitState, approvers};
