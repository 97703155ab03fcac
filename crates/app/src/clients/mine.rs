//! Accesses to clients that others gave to the user as an agent.

use std::collections::HashMap;

use fullmakt_altinn::AltinnError;
use fullmakt_domain::clients::Access;
use fullmakt_domain::text::{initials, title_case};
use fullmakt_store::sort_key;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::failures::from_clients;
use super::id;
use crate::activity::NewClientsEntry;
use crate::failures::{from_ability, from_store};
use crate::session::capabilities::GatedAct;
use crate::state::{Account, App};
use crate::surface::activity::Act;
use crate::surface::clients::{
    GivenByRole, LeaveClients, MyClient, MyClients, MyClientsQuery, MyProvider,
};
use crate::surface::common::{ErrorCode, Failure, Way};
use crate::surface::table::Topic;

/// Name of the kept copy, and of the setting with the last failure.
const COPY: &str = "my_clients";
const FAILURE: &str = "my_clients_failure";
/// A client given through several roles is given up by as many calls; more roles than these there are not.
const MOST_ROLES: usize = 8;

/// A provider as it is kept.
#[derive(Clone, Serialize, Deserialize)]
struct KeptProvider {
    id: Uuid,
    name: String,
    org_no: Option<String>,
    added_at: Option<String>,
    clients: Vec<KeptClient>,
}

/// A client as it is kept.
#[derive(Clone, Serialize, Deserialize)]
struct KeptClient {
    id: Uuid,
    name: String,
    org_no: Option<String>,
    is_deleted: bool,
    holds: Vec<Access>,
}

impl App {
    /// One's own accesses: what is held here, read when it never was or when asked for.
    pub(crate) async fn my_clients_view(
        &self,
        input: MyClientsQuery,
    ) -> Result<MyClients, Failure> {
        let account = self.account()?;
        let can = self.capabilities().await;
        let kept = self.kept_mine(&account).await?;
        if can.my_clients.way == Way::Api && (input.refresh || kept.is_none()) {
            let outcome = self.read_mine(&account).await;
            self.keep_mine_failure(&account, outcome.as_ref().err())
                .await?;
        } else if input.refresh {
            return Err(from_ability(&can.my_clients));
        }
        self.mine(&account).await
    }

    async fn mine(&self, account: &Account) -> Result<MyClients, Failure> {
        let can = self.capabilities().await;
        let names = self.package_names(account).await;
        let (kept, fetched_at) = match self.kept_mine(account).await? {
            Some((kept, at)) => (kept, Some(at)),
            None => (Vec::new(), None),
        };
        let failure = account.store.settings().get(FAILURE).await;
        let failure = failure.map_err(|e| from_store(&e))?;
        let spoken = kept.iter().flat_map(|provider| &provider.clients);
        let spoken = spoken.flat_map(|client| &client.holds);
        let packages = names.all(spoken.flat_map(|access| access.packages.clone()));
        Ok(MyClients {
            providers: kept.into_iter().map(provider_view).collect(),
            packages,
            read: can.my_clients,
            leave: can.leave_clients,
            fetched_at: fetched_at.map(crate::time::wire),
            failure: Failure::of_kept(failure.as_deref()),
        })
    }

    async fn kept_mine(
        &self,
        account: &Account,
    ) -> Result<Option<(Vec<KeptProvider>, jiff::Timestamp)>, Failure> {
        let copy = account.store.copies().get(COPY, "").await;
        let copy = copy.map_err(|e| from_store(&e))?;
        Ok(copy.and_then(|copy| Some((serde_json::from_str(&copy.body).ok()?, copy.fetched_at))))
    }

    async fn keep_mine_failure(
        &self,
        account: &Account,
        failure: Option<&Failure>,
    ) -> Result<(), Failure> {
        let settings = account.store.settings();
        let kept = match failure.and_then(|f| serde_json::to_string(f).ok()) {
            Some(json) => settings.set(FAILURE, &json).await,
            None => settings.remove(FAILURE).await,
        };
        kept.map_err(|e| from_store(&e))
    }

    /// Reads providers and clients: two calls.
    async fn read_mine(&self, account: &Account) -> Result<(), Failure> {
        let delegations = self.0.altinn.client_delegations();
        let providers = match delegations.my_providers().await {
            Ok(providers) => providers,
            Err(error) => return Err(self.mine_refused(&error).await),
        };
        let clients = match delegations.my_clients().await {
            Ok(clients) => clients,
            Err(error) => return Err(self.mine_refused(&error).await),
        };
        let mut kept: HashMap<Uuid, KeptProvider> = HashMap::new();
        for provider in providers {
            kept.insert(provider.id, kept_provider(provider));
        }
        for (provider, clients) in clients {
            let entry = kept.entry(provider.id);
            let entry = entry.or_insert_with(|| kept_provider(provider));
            entry
                .clients
                .extend(clients.into_iter().map(|client| KeptClient {
                    id: client.id,
                    name: title_case(&client.name),
                    org_no: client.org_number.map(|number| number.to_string()),
                    is_deleted: client.is_deleted,
                    holds: client.access,
                }));
        }
        let mut kept: Vec<KeptProvider> = kept.into_values().collect();
        kept.sort_by_cached_key(|provider| (sort_key(&provider.name), provider.id));
        for provider in &mut kept {
            let clients = &mut provider.clients;
            clients.sort_by_cached_key(|client| (sort_key(&client.name), client.id));
        }
        let json = serde_json::to_string(&kept).map_err(|_| Failure::unexpected("copy"))?;
        let put = account
            .store
            .copies()
            .put(COPY, "", &json, self.now())
            .await;
        put.map_err(|e| from_store(&e))
    }

    async fn mine_refused(&self, error: &AltinnError) -> Failure {
        if !matches!(error, AltinnError::Forbidden) {
            return from_clients(error);
        }
        self.note_refused(GatedAct::MyClients).await;
        Failure::new(ErrorCode::AccessDenied)
    }

    /// Gives up a client, or all of a provider.
    pub(crate) async fn leave(&self, input: LeaveClients) -> Result<MyClients, Failure> {
        let account = self.account()?;
        let can = self.capabilities().await.leave_clients;
        if can.way != Way::Api {
            return Err(from_ability(&can));
        }
        let provider = id(&input.provider, "provider")?;
        let client = input
            .client
            .as_deref()
            .map(|c| id(c, "client"))
            .transpose()?;
        let kept = self.kept_mine(&account).await?;
        let (kept, _) = kept.ok_or_else(|| Failure::new(ErrorCode::NotFound))?;
        let left = kept.iter().find(|known| known.id == provider);
        let left = left.ok_or_else(|| Failure::new(ErrorCode::NotFound))?;
        let what = match client {
            None => left.name.clone(),
            Some(client) => {
                let found = left.clients.iter().find(|known| known.id == client);
                let found = found.ok_or_else(|| Failure::new(ErrorCode::ClientGone))?;
                found.name.clone()
            }
        };
        let outcome = match client {
            None => self.leave_provider(provider).await,
            Some(client) => self.leave_client(&account, provider, client).await,
        };
        // Whatever came of it, the list says what is there.
        let read = self.read_mine(&account).await;
        self.keep_mine_failure(&account, read.as_ref().err())
            .await?;
        // It was held in the list before: one without it was read after the call.
        let is_gone = !self.is_held(&account, provider, client).await?;
        match (outcome, read) {
            _ if is_gone => {}
            // One call takes all of a provider, and Altinn has answered it.
            (Ok(()), Err(_)) if client.is_none() => {}
            (Err(failure), _) | (Ok(()), Err(failure)) => return Err(failure),
            // Given anew, in the meantime.
            (Ok(()), Ok(())) => return Err(Failure::new(ErrorCode::Conflict)),
        }
        let entry = NewClientsEntry {
            act: Act::ClientsLeft,
            subject: client,
            what,
            firm: provider,
        };
        self.log_clients(&account, entry).await;
        self.changed(&[Topic::MyClients, Topic::Activity, Topic::Status]);
        self.mine(&account).await
    }

    async fn leave_provider(&self, provider: Uuid) -> Result<(), Failure> {
        let delegations = self.0.altinn.client_delegations();
        let left = delegations.leave_provider(provider).await;
        left.map(|_| ()).map_err(|e| from_clients(&e))
    }

    /// One call takes one role's; the list tells whether another is left. Unread it does not, and nothing more is sent.
    async fn leave_client(
        &self,
        account: &Account,
        provider: Uuid,
        client: Uuid,
    ) -> Result<(), Failure> {
        let delegations = self.0.altinn.client_delegations();
        for _ in 0..MOST_ROLES {
            let left = delegations.leave_client(provider, client).await;
            left.map_err(|e| from_clients(&e))?;
            self.read_mine(account).await?;
            if !self.is_held(account, provider, Some(client)).await? {
                break;
            }
        }
        Ok(())
    }

    async fn is_held(
        &self,
        account: &Account,
        provider: Uuid,
        client: Option<Uuid>,
    ) -> Result<bool, Failure> {
        let kept = self.kept_mine(account).await?;
        let mut kept = kept.into_iter().flat_map(|(kept, _)| kept);
        Ok(kept.any(|known| {
            known.id == provider
                && client.is_none_or(|client| known.clients.iter().any(|c| c.id == client))
        }))
    }
}

fn kept_provider(provider: fullmakt_domain::clients::Provider) -> KeptProvider {
    KeptProvider {
        id: provider.id,
        name: title_case(&provider.name),
        org_no: provider.org_number.map(|number| number.to_string()),
        added_at: provider.added_at.map(crate::time::wire),
        clients: Vec::new(),
    }
}

fn provider_view(provider: KeptProvider) -> MyProvider {
    MyProvider {
        party_uuid: provider.id.to_string(),
        initials: initials(&provider.name),
        name: provider.name,
        org_no: provider.org_no,
        added_at: provider.added_at,
        clients: provider
            .clients
            .into_iter()
            .map(|client| MyClient {
                party_uuid: client.id.to_string(),
                name: client.name,
                org_no: client.org_no,
                is_deleted: client.is_deleted,
                holds: client
                    .holds
                    .into_iter()
                    .map(|access| GivenByRole {
                        role: access.role,
                        packages: access.packages,
                    })
                    .collect(),
            })
            .collect(),
    }
}
