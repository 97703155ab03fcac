//! Actors: read from Altinn, kept here, found at once.

pub mod index;
mod palette;
mod refresh;
mod whose;

use std::sync::{Arc, PoisonError};

use fullmakt_store::actors::{ActorGroup, ActorKind as StoredKind, ActorRow, ActorsQuery};
use uuid::Uuid;

use crate::approvals::{requests, waiting_by_party};
use crate::failures::from_store;
use crate::ids::id;
use crate::messages;
use crate::state::{Account, App};
use crate::surface::common::Failure;
use crate::surface::organisations::{
    ActorKind, OpenOrganisation, OrganisationGroup, OrganisationRow, OrganisationsPage,
    OrganisationsQuery, SetFavourite, WaitingMessages,
};
use crate::surface::table::Topic;
use crate::time::wire;
use index::{ActorIndex, Entry};
pub(crate) use whose::Whose;

/// Rows in one window at most.
const WINDOW: u32 = 500;

impl App {
    /// A window of actors.
    pub(crate) async fn organisations_page(
        &self,
        query: OrganisationsQuery,
    ) -> Result<OrganisationsPage, Failure> {
        let account = self.account()?;
        let actors = account.store.actors();
        let group = match query.group {
            OrganisationGroup::All => ActorGroup::All,
            OrganisationGroup::Favourites => ActorGroup::Favourites,
            OrganisationGroup::Recent => ActorGroup::Recent,
            OrganisationGroup::AccessManager => ActorGroup::AccessManager,
            OrganisationGroup::Deleted => ActorGroup::Deleted,
        };
        let page = actors
            .page(&ActorsQuery {
                text: query.text,
                group,
                offset: query.offset,
                limit: query.limit.min(WINDOW),
            })
            .await
            .map_err(|e| from_store(&e))?;
        let counts = actors.counts().await.map_err(|e| from_store(&e))?;
        let waiting = waiting_by_party(&requests(&account).await?);
        let shown: Vec<Uuid> = page.rows.iter().map(|row| row.actor.party_uuid).collect();
        let messages = messages::waiting(&account, &shown, self.now()).await?;
        let language = self.language();
        Ok(OrganisationsPage {
            total: page.total,
            all: counts.choosable,
            rows: page
                .rows
                .into_iter()
                .map(|row| {
                    let party = row.actor.party_uuid;
                    OrganisationRow {
                        waiting: waiting.get(&party).copied().unwrap_or_default(),
                        messages: messages.get(&party).copied().unwrap_or_default(),
                        ..view(row, language)
                    }
                })
                .collect(),
            fetched_at: actors
                .fetched_at()
                .await
                .map_err(|e| from_store(&e))?
                .map(wire),
            failures: self.organisations_failure(&account).await,
        })
    }

    /// Stars or unstars an actor.
    pub(crate) async fn set_favourite(&self, input: SetFavourite) -> Result<(), Failure> {
        let account = self.account()?;
        let party = party(&input.party_uuid)?;
        account
            .store
            .favourites()
            .set(party, input.favourite, self.now())
            .await
            .map_err(|e| from_store(&e))?;
        rebuild_index(&account).await;
        self.changed(&[Topic::Organisations]);
        Ok(())
    }

    /// Notes that an actor was opened.
    pub(crate) async fn open_organisation(&self, input: OpenOrganisation) -> Result<(), Failure> {
        let account = self.account()?;
        let party = party(&input.party_uuid)?;
        account
            .store
            .recents()
            .open_actor(party, self.now())
            .await
            .map_err(|e| from_store(&e))?;
        rebuild_index(&account).await;
        self.changed(&[Topic::Organisations]);
        Ok(())
    }
}

/// Reads a party UUID from a command's input.
///
/// # Errors
/// [`ErrorCode::InvalidInput`].
pub(crate) fn party(text: &str) -> Result<Uuid, Failure> {
    id(text, "partyUuid")
}

/// Makes the palette's index anew from the store. A failure leaves the old one.
pub(crate) async fn rebuild_index(account: &Account) {
    match account.store.actors().all_slim().await {
        Ok(actors) => {
            let names = actors
                .iter()
                .map(|a| (a.party_uuid, a.name.clone()))
                .collect();
            let entries = actors
                .into_iter()
                .filter(|a| !a.is_heading_only && !a.is_deleted)
                .map(|a| {
                    let weight = if a.favourite {
                        2
                    } else {
                        u8::from(a.opened_at.is_some())
                    };
                    Entry::new(
                        a.party_uuid.to_string(),
                        a.name,
                        a.org_no,
                        kind(a.kind),
                        weight,
                    )
                })
                .collect();
            *account
                .index
                .write()
                .unwrap_or_else(PoisonError::into_inner) =
                Arc::new(ActorIndex::new(entries, names));
        }
        Err(error) => tracing::warn!(code = error.code(), "the palette's index is old"),
    }
}

/// Kinds of actor, from the store to the screens.
pub(crate) fn kind(kind: StoredKind) -> ActorKind {
    match kind {
        StoredKind::Person => ActorKind::Person,
        StoredKind::Organisation => ActorKind::Organisation,
        StoredKind::Subunit => ActorKind::Subunit,
    }
}

/// A row, before it is known what waits there.
fn view(row: ActorRow, language: crate::surface::session::Language) -> OrganisationRow {
    let actor = row.actor;
    OrganisationRow {
        party_uuid: actor.party_uuid.to_string(),
        initials: fullmakt_domain::text::initials(&actor.name),
        roles: crate::words::roles(&actor.roles, language),
        name: actor.name,
        org_no: actor.org_no,
        kind: kind(actor.kind),
        form: actor.form,
        parent_name: row.parent_name,
        is_deleted: actor.is_deleted,
        is_heading_only: actor.is_heading_only,
        favourite: row.favourite,
        access_manager: actor.access_manager,
        waiting: 0,
        messages: WaitingMessages::default(),
    }
}
