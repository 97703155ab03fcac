//! Reading the actors from Altinn: two calls for the whole list (access management reference 1).

use std::sync::{Arc, PoisonError};

use fullmakt_altinn::ListParties;
use fullmakt_domain::{Party, PartyKind};
use fullmakt_store::actors::{Actor, ActorKind};
use jiff::SignedDuration;

use super::rebuild_index;
use crate::failures::{from_altinn, from_store};
use crate::state::{Account, App};
use crate::surface::common::{Failure, SourceFailure};
use crate::surface::table::Topic;

/// Setting: the last failure of reading the actors.
const FAILURE: &str = "organisations_failure";

/// The actors are read on the user's wish once in this time at most: it takes Altinn long to tell of thousands.
const LEAST: SignedDuration = SignedDuration::from_secs(60);

impl App {
    /// Reads the actors on the user's wish. Soon after another such wish nothing is sent; one that was not answered does
    /// not count, nor does what was read by itself after a login.
    pub(crate) async fn read_organisations_now(&self) -> Result<(), Failure> {
        let account = self.account()?;
        let now = self.now();
        let wished = || {
            let wished = account.actors_wished.lock();
            wished.unwrap_or_else(PoisonError::into_inner)
        };
        let is_early = wished().is_some_and(|at| now.duration_since(at) < LEAST);
        if !is_early {
            self.refresh_organisations().await?;
            *wished() = Some(now);
        }
        Ok(())
    }

    /// Reads the actors and who of them the person administers. One at a time: a second caller waits and then finds
    /// the list fresh.
    pub(crate) async fn refresh_organisations(&self) -> Result<(), Failure> {
        let account = self.account()?;
        let asked_at = self.now();
        let _one = self.0.refreshing.organisations.lock().await;
        let read_at = account
            .store
            .actors()
            .fetched_at()
            .await
            .map_err(|e| from_store(&e))?;
        if read_at.is_some_and(|at| at > asked_at) {
            return Ok(());
        }
        let outcome = self.read_organisations(&account).await;
        self.keep_organisations_failure(&account, outcome.as_ref().err())
            .await;
        self.changed(&[Topic::Organisations, Topic::Status, Topic::Session]);
        outcome
    }

    async fn read_organisations(&self, account: &Arc<Account>) -> Result<(), Failure> {
        let parties = self.0.altinn.parties();
        let all = parties
            .list(&ListParties {
                include_roles: true,
                via_key_roles: true,
                ..ListParties::default()
            })
            .await
            .map_err(|e| from_altinn(&e))?;
        let administered = parties
            .list(&ListParties {
                via_key_roles: true,
                ..ListParties::where_access_manager()
            })
            .await
            .map_err(|e| from_altinn(&e))?;
        let administered: std::collections::HashSet<_> = administered
            .into_iter()
            .filter(|p| !p.is_heading_only)
            .map(|p| p.party_uuid)
            .collect();
        if let Some(me) = self.own_party(&all).await {
            self.note_person(account, &shown_name(me), &me.party_uuid.to_string())
                .await;
        }
        let actors: Vec<Actor> = all
            .into_iter()
            .map(|party| {
                let administers = administered.contains(&party.party_uuid);
                actor(party, administers)
            })
            .collect();
        let list = account.store.actors();
        let replaced = list.replace_all(&actors, self.now()).await;
        if replaced.map_err(|e| from_store(&e))? {
            self.index_new_names(account);
        }
        // At once: rows of every list are named from it.
        rebuild_index(account).await;
        // What is no longer administered can no longer be read, and would only grow old.
        let administered: Vec<_> = actors
            .iter()
            .filter(|a| a.access_manager == Some(true))
            .map(|a| a.party_uuid)
            .collect();
        account
            .store
            .system_users()
            .retain_parties(&administered)
            .await
            .map_err(|e| from_store(&e))?;
        account
            .store
            .watched_accesses()
            .retain_parties(&administered)
            .await
            .map_err(|e| from_store(&e))?;
        account
            .store
            .requests()
            .retain_fetches(&administered)
            .await
            .map_err(|e| from_store(&e))?;
        self.forget_lost_organisations(account).await;
        Ok(())
    }

    /// The person's own party among them, by the key that Altinn's token names.
    async fn own_party<'a>(&self, all: &'a [Party]) -> Option<&'a Party> {
        let me = self.0.auth.identity().await.ok()?.party_uuid;
        all.iter().find(|p| p.party_uuid == me)
    }

    async fn keep_organisations_failure(&self, account: &Account, failure: Option<&Failure>) {
        let settings = account.store.settings();
        let kept = match failure {
            Some(failure) => settings.set(FAILURE, &failure.kept()).await,
            None => settings.remove(FAILURE).await.map(|_| ()),
        };
        if let Err(error) = kept {
            tracing::warn!(
                code = error.code(),
                "the state of the actor list was not kept"
            );
        }
    }

    /// The failure of the last reading, for the list's head.
    pub(super) async fn organisations_failure(&self, account: &Account) -> Vec<SourceFailure> {
        let json = account.store.settings().get(FAILURE).await.ok().flatten();
        Failure::of_kept(json.as_deref())
            .map(|failure| SourceFailure {
                party_uuid: None,
                name: None,
                failure,
            })
            .into_iter()
            .collect()
    }
}

/// The name as shown: register names come in capitals.
fn shown_name(party: &Party) -> String {
    fullmakt_domain::text::title_case(&party.name)
}

fn actor(party: Party, administers: bool) -> Actor {
    Actor {
        name: shown_name(&party),
        party_uuid: party.party_uuid,
        party_id: (party.party_id != 0).then_some(party.party_id),
        org_no: party.org_number.map(|n| n.to_string()),
        kind: match party.kind {
            PartyKind::Person => ActorKind::Person,
            PartyKind::Organisation => ActorKind::Organisation,
            PartyKind::Subunit => ActorKind::Subunit,
        },
        form: party.form,
        parent: party.parent.map(|p| p.party_uuid),
        is_deleted: party.is_deleted,
        is_heading_only: party.is_heading_only,
        access_manager: Some(administers),
        roles: party.roles,
        packages: party.packages,
    }
}
