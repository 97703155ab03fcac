//! What one may do with a service, from its policy: one call for each service, since no list has it.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, PoisonError};

use fullmakt_domain::Language;
use fullmakt_domain::action::Verb;
use futures::StreamExt;

use super::DAY;
use crate::state::{Account, App};

/// How long a policy's actions are kept: a week.
const WEEK: i64 = 7 * DAY;
/// Policies read at once.
const AT_ONCE: usize = 6;

/// Whether policies that are not at hand are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Policies {
    /// Read: somebody looks at one request or one system access.
    Read,
    /// Not read: a row of a list, where a policy that happens to be at hand makes the row say more.
    AtHand,
}

impl App {
    /// What a holder may do with each of these services. A service whose policy is not at hand, or cannot be read, is
    /// left out: its text stands alone rather than a guess.
    pub(super) async fn verbs(
        &self,
        ids: &BTreeSet<String>,
        policies: Policies,
    ) -> HashMap<String, Arc<Vec<Verb>>> {
        let Ok(account) = self.account() else {
            return HashMap::new();
        };
        futures::stream::iter(ids.iter().cloned().map(|id| {
            let (app, account) = (self.clone(), Arc::clone(&account));
            async move {
                let verbs = app.verbs_of(&account, &id, policies).await?;
                Some((id, verbs))
            }
        }))
        .buffer_unordered(AT_ONCE)
        .filter_map(|found| async move { found })
        .collect()
        .await
    }

    async fn verbs_of(
        &self,
        account: &Account,
        id: &str,
        policies: Policies,
    ) -> Option<Arc<Vec<Verb>>> {
        let held = &self.0.catalogues.verbs;
        let known = held
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(id)
            .cloned();
        if known.is_some() {
            return known;
        }
        let name = format!("actions/{id}");
        let actions: Vec<String> = match policies {
            Policies::AtHand => self.copy(account, &name, "").await.ok()??.0,
            Policies::Read => {
                let altinn = self.0.altinn.clone();
                let read = || async move {
                    let catalogue = altinn.catalogue();
                    let actions = catalogue.resource_actions(id, Language::Nb).await?;
                    Ok(actions.into_iter().map(|a| a.id).collect())
                };
                self.kept(account, &name, "", WEEK, read).await.ok()?
            }
        };
        let verbs = Arc::new(Verb::of_actions(actions.iter().map(String::as_str)));
        // A copy of any age does for a row; a review wants one that is not too old.
        if policies == Policies::Read {
            held.write()
                .unwrap_or_else(PoisonError::into_inner)
                .insert(id.to_owned(), Arc::clone(&verbs));
        }
        Some(verbs)
    }
}
