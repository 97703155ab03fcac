//! Firms whose clients the user administers.

use fullmakt_altinn::ListParties;
use fullmakt_domain::clients::CLIENT_ADMINISTRATION;
use uuid::Uuid;

use super::failures::from_clients;
use super::id;
use crate::failures::{from_ability, from_store};
use crate::state::App;
use crate::surface::clients::{ClientFirm, ClientFirms, FirmRef};
use crate::surface::common::{Failure, Way};
use crate::surface::table::Topic;
use crate::time::wire;

/// Mark: when the firms were asked for.
const ASKED_AT: &str = "client_firms";
/// Setting: why they could not be, last time.
const FAILURE: &str = "client_firms_failure";
/// Setting: the firm that was chosen last.
const CHOSEN: &str = "client_firm";

impl App {
    /// The firms as they are held here. The first look of a run asks Altinn in the background.
    pub(crate) async fn client_firms_view(&self) -> Result<ClientFirms, Failure> {
        let account = self.account()?;
        let can = self.capabilities().await;
        if can.read_clients.way == Way::Api && self.0.clients.ask_firms(&account.key) {
            let app = self.clone();
            self.spawn(async move { app.ask_client_firms().await });
        }
        self.known_client_firms_view().await
    }

    /// The same, and nothing is asked.
    pub(crate) async fn known_client_firms_view(&self) -> Result<ClientFirms, Failure> {
        let account = self.account()?;
        let can = self.capabilities().await;
        let index = account.index();
        let firms = account.store.client_firms().all().await;
        let firms = firms.map_err(|e| from_store(&e))?;
        let firms = firms.into_iter().map(|firm| {
            let name = index.name(firm.party_uuid).unwrap_or_default().to_owned();
            ClientFirm {
                party_uuid: firm.party_uuid.to_string(),
                initials: fullmakt_domain::text::initials(&name),
                name,
                org_no: index.org_no(firm.party_uuid).map(str::to_owned),
                clients: firm.clients,
                agents: firm.agents,
                fetched_at: firm.fetched_at.map(wire),
                reading: self.0.clients.is_reading(firm.party_uuid),
                jobs: firm.jobs,
            }
        });
        let asked_at = account.store.sync_marks().get(ASKED_AT).await;
        let settings = account.store.settings();
        let failure = settings.get(FAILURE).await;
        let failure = failure.map_err(|e| from_store(&e))?;
        let chosen = settings.get(CHOSEN).await.map_err(|e| from_store(&e))?;
        Ok(ClientFirms {
            firms: firms.collect(),
            chosen,
            read: can.read_clients,
            change: can.change_clients,
            fetched_at: asked_at
                .map_err(|e| from_store(&e))?
                .map(|mark| wire(mark.at)),
            failure: Failure::of_kept(failure.as_deref()),
        })
    }

    /// Remembers which firm was chosen: it is shown first the next time.
    pub(crate) async fn remember_firm(&self, input: &FirmRef) -> Result<(), Failure> {
        let account = self.account()?;
        let firm = id(&input.firm, "firm")?.to_string();
        let settings = account.store.settings();
        let kept = settings.set(CHOSEN, &firm).await;
        kept.map_err(|e| from_store(&e))
    }

    async fn ask_client_firms(&self) {
        let outcome = self.read_client_firms().await;
        let Ok(account) = self.account() else { return };
        let settings = account.store.settings();
        let kept = match &outcome {
            Ok(()) => settings.remove(FAILURE).await.map(|_| ()),
            Err(failure) => {
                tracing::info!(code = ?failure.code, "firms with clients were not read");
                self.0.clients.firms_unasked();
                let json = failure.kept();
                settings.set(FAILURE, &json).await
            }
        };
        if let Err(error) = kept {
            tracing::warn!(code = error.code(), "the state of the firms was not kept");
        }
        self.changed(&[Topic::Clients, Topic::Status]);
    }

    /// Asks Altinn where the user may administer clients: one call.
    pub(super) async fn read_client_firms(&self) -> Result<(), Failure> {
        let account = self.account()?;
        let can = self.capabilities().await;
        if can.read_clients.way != Way::Api {
            return Err(from_ability(&can.read_clients));
        }
        let parties = self
            .0
            .altinn
            .parties()
            .list(&ListParties {
                any_of_resources: vec![CLIENT_ADMINISTRATION.to_owned()],
                ..ListParties::default()
            })
            .await
            .map_err(|e| from_clients(&e))?;
        let firms: Vec<Uuid> = parties
            .into_iter()
            .filter(|party| !party.is_heading_only && !party.is_deleted)
            .filter(|party| party.org_number.is_some())
            .map(|party| party.party_uuid)
            .collect();
        let replaced = account.store.client_firms().replace(&firms).await;
        replaced.map_err(|e| from_store(&e))?;
        let marks = account.store.sync_marks();
        let marked = marks.set(ASKED_AT, "asked", self.now()).await;
        marked.map_err(|e| from_store(&e))
    }
}
