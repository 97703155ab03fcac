//! Clients for Altinn's services and Enhetsregisteret: one module per upstream service, and the only home of their
//! wire types. What comes out are words of the field (`fullmakt_domain`).
//!
//! Nothing is cached or decided here, and nothing is sent twice but a read whose token was refused. Reading is tolerant: unknown members are passed over, missing ones and
//! `null` are the same, and codes are taken with or without their URN prefix. The token goes to the platform's own
//! origin and nowhere else; catalogues and Enhetsregisteret are read without one.

mod agents;
mod authorized_parties;
mod change_requests;
mod client;
mod client_delegations;
mod content;
mod delegation_check;
pub mod dialogs;
mod enhetsregisteret;
mod error;
mod kinds;
mod packages;
mod replacement;
mod requests;
mod resource_registry;
mod system_register;
mod system_users;
mod token;
mod whole_list;
mod wire;

use std::sync::Arc;

use fullmakt_domain::Environment;
use fullmakt_net::Net;

pub use authorized_parties::{ListParties, Parties};
pub use client::Done;
pub use client_delegations::{ClientDelegations, ClientList};
pub use content::{ActionAnswer, Content, ContentError, DialogContent, MeldingFacts};
pub use delegation_check::Checks;
pub use dialogs::Dialogs;
pub use enhetsregisteret::Units;
pub use error::AltinnError;
pub use kinds::CALL_KINDS;
pub use packages::CatalogueReader;
pub use requests::Requests;
pub use system_register::SystemRegister;
pub use system_users::SystemUsers;
pub use token::{TokenError, TokenSource};

/// Kind of a search in Dialogporten, as the call meter names it.
pub const DIALOGS_SEARCH: &str = kinds::DIALOGS_SEARCH;

/// All services of one environment, for one signed-in person. Cheap to clone.
#[derive(Clone)]
pub struct Altinn {
    client: client::Client,
}

impl Altinn {
    /// Clients for this environment. Nothing is sent before the first call.
    pub fn new(environment: Environment, net: Net, tokens: Arc<dyn TokenSource>) -> Self {
        Altinn {
            client: client::Client::new(environment, net, tokens),
        }
    }

    /// Whom the person may act for.
    pub fn parties(&self) -> Parties<'_> {
        Parties(&self.client)
    }

    /// Requests for system users.
    pub fn requests(&self) -> Requests<'_> {
        Requests(&self.client)
    }

    /// System users.
    pub fn system_users(&self) -> SystemUsers<'_> {
        SystemUsers(&self.client)
    }

    /// Clients and agents of firms.
    pub fn client_delegations(&self) -> ClientDelegations<'_> {
        ClientDelegations(&self.client)
    }

    /// What the person may pass on.
    pub fn checks(&self) -> Checks<'_> {
        Checks(&self.client)
    }

    /// Access packages, services and their owners; read without a token.
    pub fn catalogue(&self) -> CatalogueReader<'_> {
        CatalogueReader(&self.client)
    }

    /// The register of systems; needs a scope that only Altinn's own pages get.
    pub fn register_of_systems(&self) -> SystemRegister<'_> {
        SystemRegister(&self.client)
    }

    /// Dialogs: messages and drafts.
    pub fn dialogs(&self) -> Dialogs<'_> {
        Dialogs(&self.client)
    }

    /// What an opened dialog refers to.
    pub fn dialog_content(&self) -> DialogContent<'_> {
        DialogContent(&self.client)
    }

    /// Organisations in Enhetsregisteret; read without a token.
    pub fn units(&self) -> Units<'_> {
        Units(&self.client)
    }
}

impl std::fmt::Debug for Altinn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Altinn").finish_non_exhaustive()
    }
}
