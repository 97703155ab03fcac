//! Organisations that the person no longer acts for: who has no right to their messages keeps none.

use std::collections::HashSet;

use fullmakt_store::StoreError;
use jiff::SignedDuration;
use uuid::Uuid;

use crate::state::{Account, App};
use crate::surface::table::Topic;

/// How far apart the two readings are, at least, that do not name an organisation before its messages are forgotten: one
/// odd answer must not empty an archive.
const APART: SignedDuration = SignedDuration::from_hours(24);

impl App {
    /// Forgets the messages of organisations that Altinn has not named for a day, with all that was opened and kept of
    /// them. Called when the list of actors was just read; Dialogporten, which has a list of its own, is asked as well
    /// where one is missing.
    pub(crate) async fn forget_lost_organisations(&self, account: &Account) {
        match self.without_lost_organisations(account).await {
            Ok(0) => {}
            Ok(messages) => {
                tracing::info!(messages, "messages of lost organisations were forgotten");
                self.changed(&[Topic::Messages, Topic::Counts, Topic::Status]);
            }
            Err(error) => {
                tracing::warn!(code = error.code(), "lost organisations were not forgotten");
            }
        }
    }

    /// Gives how many messages were forgotten.
    async fn without_lost_organisations(&self, account: &Account) -> Result<u64, StoreError> {
        let dialogs = account.store.dialogs();
        let mut missing = dialogs.parties_without_actor().await?;
        if !missing.is_empty() {
            let parties = match self.0.altinn.dialogs().parties().await {
                Ok(parties) => parties,
                Err(trouble) => {
                    tracing::info!(%trouble, "lost organisations are looked for another time");
                    return Ok(0);
                }
            };
            let named: HashSet<Uuid> = parties.iter().map(|party| party.party_uuid).collect();
            missing.retain(|party| !named.contains(party));
        }
        let marks = account.store.sync_marks();
        let names: HashSet<String> = missing.iter().map(mark).collect();
        for known in marks.all().await? {
            if known.name.starts_with(MARK) && !names.contains(&known.name) {
                marks.remove(&known.name).await?;
            }
        }
        let now = self.now();
        let mut gone = 0;
        for party in missing {
            let name = mark(&party);
            match marks.get(&name).await? {
                None => marks.set(&name, "", now).await?,
                Some(first) if now.duration_since(first.at) >= APART => {
                    gone += dialogs.forget_party(party).await?;
                    marks.remove(&name).await?;
                }
                Some(_) => {}
            }
        }
        Ok(gone)
    }
}

/// Marks an organisation that was not named, with the time of the first reading that did not.
const MARK: &str = "lost_organisation/";

fn mark(party: &Uuid) -> String {
    format!("{MARK}{party}")
}
