//! What the user was given by others, as an agent.

use fullmakt_domain::clients::{Client as FirmClient, Provider};
use url::Url;
use uuid::Uuid;

use super::ClientDelegations;
use super::wire::{WireMine, WireProvider, client, provider};
use crate::client::Done;
use crate::error::AltinnError;
use crate::kinds;

impl ClientDelegations<'_> {
    /// Providers that the user is an agent of.
    ///
    /// # Errors
    /// See [`AltinnError`].
    pub async fn my_providers(&self) -> Result<Vec<Provider>, AltinnError> {
        let url = self.address("my/clientproviders", &[]);
        let rows: Vec<WireProvider> = self.list(kinds::MY_PROVIDERS, url).await?;
        Ok(rows.into_iter().filter_map(provider).collect())
    }

    /// Clients that the user was given, by provider. Each names what the user holds of it.
    ///
    /// # Errors
    /// See [`AltinnError`].
    pub async fn my_clients(&self) -> Result<Vec<(Provider, Vec<FirmClient>)>, AltinnError> {
        let url = self.address("my/clients", &[]);
        let rows: Vec<WireMine> = self.list(kinds::MY_CLIENTS, url).await?;
        Ok(rows
            .into_iter()
            .filter_map(|row| {
                let (row, clients) = row.into_parts();
                let provider = provider(row)?;
                Some((provider, clients.into_iter().filter_map(client).collect()))
            })
            .collect())
    }

    /// Leaves a provider, and with it every client that it gave.
    ///
    /// # Errors
    /// See [`AltinnError`].
    pub async fn leave_provider(&self, provider: Uuid) -> Result<Done, AltinnError> {
        let url = self.address("my/clientproviders", &[("provider", provider)]);
        self.delete(kinds::MY_PROVIDER_LEAVE, url).await
    }

    /// Gives up a client. A client that was given through several roles is given up by as many calls: read
    /// [`ClientDelegations::my_clients`] again.
    ///
    /// # Errors
    /// See [`AltinnError`].
    pub async fn leave_client(&self, provider: Uuid, client: Uuid) -> Result<Done, AltinnError> {
        let mut url: Url =
            self.address("my/clients", &[("provider", provider), ("client", client)]);
        url.query_pairs_mut().append_pair("cascade", "true");
        self.delete(kinds::MY_CLIENT_LEAVE, url).await
    }
}
