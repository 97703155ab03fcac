//! One message as far as this machine knows it. Makes no call.

use fullmakt_auth::AuthState;
use fullmakt_store::dialogs::{Dialog, Labels};
use uuid::Uuid;

use super::row::{row_view, seen_entries, seen_view};
use crate::failures::from_store;
use crate::state::{Account, App};
use crate::surface::common::{Ability, AbilityReason, Failure, Way};
use crate::surface::messages::{Message, MessageRef, ReadingSystem};
use crate::surface::system_users::SystemUserDetail;
use crate::time::wire;

/// Scopes that open dialogs: the one that can be ordered, and the one that only Altinn's own pages get.
const SCOPES: [&str; 2] = ["digdir:dialogporten", "digdir:dialogporten.noconsent"];

impl App {
    /// One message as far as this machine knows it.
    pub(crate) async fn message(&self, input: MessageRef) -> Result<Message, Failure> {
        let account = self.account()?;
        let id = super::id(&input.id, "id")?;
        self.message_view(&account, id).await
    }

    /// The message, from the store and from memory.
    pub(super) async fn message_view(
        &self,
        account: &Account,
        id: Uuid,
    ) -> Result<Message, Failure> {
        let stored = self.stored_dialog(account, id).await?;
        let held = self.held_message(account, id).await?;
        let opened = match &held {
            Some(held) => Some(self.opened_view(account, &stored, held).await?),
            None => None,
        };
        let seen = match &held {
            Some(held) if held.read_at > stored.row.fetched_at => held.dialog().row.seen.clone(),
            _ => seen_entries(stored.row.seen_since_content_update.as_deref()),
        };
        let needs_step_up = self.needs_step_up(account, &stored.row.service);
        let row = stored.row;
        let systems = self
            .reading_systems(account, row.party.party_uuid, &row.service)
            .await?;
        Ok(Message {
            org_no: row.party.org_no.clone(),
            service: row
                .service_name
                .clone()
                .unwrap_or_else(|| row.service.clone()),
            service_id: row.service.clone(),
            created: wire(row.created_at),
            seen_by: seen_view(seen),
            systems,
            opened,
            open: self.open_ability(),
            needs_step_up,
            row: row_view(row, &account.index()),
        })
    }

    /// How a message can be opened now.
    fn open_ability(&self) -> Ability {
        let closed = |reason| Ability {
            way: Way::None,
            reason: Some(reason),
        };
        match self.0.auth.state() {
            AuthState::SignedIn(login) => {
                if SCOPES.iter().any(|scope| login.scopes.contains(*scope)) {
                    Ability {
                        way: Way::Api,
                        reason: None,
                    }
                } else {
                    closed(AbilityReason::ScopeMissing)
                }
            }
            _ => closed(AbilityReason::SignedOut),
        }
    }

    /// Whether Altinn refused this service to a login of the level that holds now.
    fn needs_step_up(&self, account: &Account, service: &str) -> bool {
        let AuthState::SignedIn(login) = self.0.auth.state() else {
            return false;
        };
        let refused = |known: &mut super::reading::Known| known.too_low.get(service).copied();
        let refused = self.0.reading.with(&account.key, refused);
        refused.is_some_and(|level| login.level <= level)
    }

    /// Systems of the recipient that may read the service, as far as their kept details tell.
    async fn reading_systems(
        &self,
        account: &Account,
        party: Uuid,
        service: &str,
    ) -> Result<Vec<ReadingSystem>, Failure> {
        let users = account.store.system_users();
        let mut systems = Vec::new();
        for user in users.list(Some(party)).await.map_err(|e| from_store(&e))? {
            let detail = users.detail(party, user.id).await;
            let detail = detail.map_err(|e| from_store(&e))?;
            let Some(detail) = detail
                .and_then(|kept| serde_json::from_str::<SystemUserDetail>(&kept.body).ok())
                .filter(|detail| may_read(detail, service))
            else {
                continue;
            };
            systems.push(ReadingSystem {
                party_uuid: party.to_string(),
                id: user.id.to_string(),
                title: detail.row.title,
            });
        }
        Ok(systems)
    }
}

/// Whether a message lies in the bin.
pub(super) fn is_in_bin(stored: &Dialog) -> bool {
    stored.row.labels.contains(Labels::BIN)
}

fn may_read(detail: &SystemUserDetail, service: &str) -> bool {
    let in_packages = detail.packages.iter().flat_map(|p| &p.services);
    detail
        .services
        .iter()
        .chain(in_packages)
        .any(|held| held.resource_id.eq_ignore_ascii_case(service))
}
