//! Rounds over the organisations that a person administers: one at a time, and none by itself while Altinn wants quiet.
//! Which organisations a round reads is decided in [`fullmakt_sync::rounds`].

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, PoisonError};

use fullmakt_store::actors::{ActorKind, ActorSlim};
use fullmakt_store::fetches::PartyFetch;
use fullmakt_sync::rounds::{Candidate, Wish};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::failures::from_store;
use crate::organisations::index::ActorIndex;
use crate::state::Account;
use crate::surface::common::{ErrorCode, Failure, SourceFailure};

/// How long a round is not begun again by itself when Altinn had no answer, or wants quiet and does not say how long.
const QUIET: SignedDuration = SignedDuration::from_secs(60);
/// So many organisations in a row without an answer: Altinn is down, and the round ends.
const UNANSWERED: u32 = 3;

/// The rounds of one kind.
#[derive(Default)]
pub(crate) struct Rounds {
    /// Held by the round under way.
    one: tokio::sync::Mutex<()>,
    trouble: Mutex<Option<Trouble>>,
    /// Organisations that are being read outside a round.
    reading: Mutex<HashSet<Uuid>>,
}

/// Why the last round ended before its time.
struct Trouble {
    failure: Failure,
    quiet_until: Timestamp,
}

impl Rounds {
    /// The turn of a round: held until it ends. A round that would begin by itself leaves it to the one under way; one that
    /// the person wants waits for that one's end.
    pub async fn turn(&self, wish: Wish) -> Option<tokio::sync::MutexGuard<'_, ()>> {
        match wish {
            Wish::WhenOld => self.one.try_lock().ok(),
            _ => Some(self.one.lock().await),
        }
    }

    /// Whether no round should be begun by itself now.
    pub fn quiet(&self, now: Timestamp) -> bool {
        self.trouble()
            .as_ref()
            .is_some_and(|trouble| now < trouble.quiet_until)
    }

    /// Notes how a round ended.
    pub fn note(&self, outcome: &Result<(), Failure>, now: Timestamp) {
        *self.trouble() = outcome.as_ref().err().map(|failure| {
            let quiet = match (failure.after_s, failure.code) {
                (Some(seconds), _) => SignedDuration::from_secs(i64::from(seconds)),
                (None, ErrorCode::RateLimited | ErrorCode::Timeout | ErrorCode::UpstreamDown) => {
                    QUIET
                }
                // No network, no login, no room here: trying again costs Altinn nothing.
                (None, _) => SignedDuration::ZERO,
            };
            Trouble {
                failure: failure.clone(),
                quiet_until: now + quiet,
            }
        });
    }

    /// Why the last round ended before its time, for the head of a list.
    pub fn failure(&self) -> Option<SourceFailure> {
        self.trouble().as_ref().map(|trouble| SourceFailure {
            party_uuid: None,
            name: None,
            failure: trouble.failure.clone(),
        })
    }

    /// Claims an organisation for a reading outside a round. False while one is under way.
    pub fn begin_party(&self, party: Uuid) -> bool {
        self.reading().insert(party)
    }

    /// The reading has ended.
    pub fn end_party(&self, party: Uuid) {
        self.reading().remove(&party);
    }

    fn trouble(&self) -> std::sync::MutexGuard<'_, Option<Trouble>> {
        self.trouble.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn reading(&self) -> std::sync::MutexGuard<'_, HashSet<Uuid>> {
        self.reading.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A failure as it is kept of one organisation; `None` when it says nothing of that organisation.
pub(crate) fn of_party(failure: &Failure) -> Option<String> {
    let elsewhere = matches!(failure.code, ErrorCode::LoginRequired | ErrorCode::Offline);
    (!elsewhere).then(|| failure.kept())
}

/// Tells a failure of one organisation from one that every other will meet too.
#[derive(Default)]
pub(crate) struct Patience {
    unanswered: u32,
}

impl Patience {
    /// Takes the outcome of one organisation; true when the round should end.
    pub fn ends_with(&mut self, failure: Option<&Failure>) -> bool {
        match failure.map(|f| f.code) {
            Some(ErrorCode::LoginRequired | ErrorCode::Offline | ErrorCode::RateLimited) => true,
            Some(ErrorCode::Timeout | ErrorCode::UpstreamDown) => {
                self.unanswered += 1;
                self.unanswered >= UNANSWERED
            }
            _ => {
                self.unanswered = 0;
                false
            }
        }
    }
}

/// Organisations that can be read: those that the person administers.
pub(crate) async fn administered(account: &Account) -> Result<Vec<ActorSlim>, Failure> {
    let actors = account
        .store
        .actors()
        .all_slim()
        .await
        .map_err(|e| from_store(&e))?;
    Ok(actors.into_iter().filter(is_administered).collect())
}

/// Whether requests and system users of an actor can be read.
pub(crate) fn is_administered(actor: &ActorSlim) -> bool {
    actor.access_manager == Some(true)
        && actor.kind != ActorKind::Person
        && !actor.is_heading_only
        && actor.party_id.is_some()
}

/// The actors with how reading each went, in the order of the list.
pub(crate) fn candidates<'a>(
    actors: impl IntoIterator<Item = &'a ActorSlim>,
    fetches: &[PartyFetch],
) -> Vec<Candidate> {
    let tried: HashMap<Uuid, Option<Timestamp>> = fetches
        .iter()
        .map(|f| (f.party_uuid, f.tried_at()))
        .collect();
    actors
        .into_iter()
        .map(|actor| Candidate {
            party_uuid: actor.party_uuid,
            favourite: actor.favourite,
            opened_at: actor.opened_at,
            tried_at: tried.get(&actor.party_uuid).copied().flatten(),
        })
        .collect()
}

/// The actors with these keys, in the order of the keys.
pub(crate) fn these(actors: Vec<ActorSlim>, keys: &[Uuid]) -> Vec<ActorSlim> {
    let mut by_key: HashMap<Uuid, ActorSlim> =
        actors.into_iter().map(|a| (a.party_uuid, a)).collect();
    keys.iter().filter_map(|key| by_key.remove(key)).collect()
}

/// Organisations whose last reading failed, by name.
pub(crate) fn failures(fetches: &[PartyFetch], index: &ActorIndex) -> Vec<SourceFailure> {
    let failed = fetches.iter().filter_map(|fetch| {
        Some(SourceFailure {
            party_uuid: Some(fetch.party_uuid.to_string()),
            name: index.name(fetch.party_uuid).map(str::to_owned),
            failure: Failure::of_kept(fetch.failure.as_deref())?,
        })
    });
    failed.collect()
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, Timestamp};

    use super::{Patience, Rounds};
    use crate::surface::common::{ErrorCode, Failure};

    #[test]
    fn a_round_that_was_told_to_wait_waits_as_long() {
        let rounds = Rounds::default();
        let now = Timestamp::UNIX_EPOCH;
        assert!(!rounds.quiet(now));
        let wait = Failure::new(ErrorCode::RateLimited).after(Some(300));
        rounds.note(&Err(wait), now);
        assert!(rounds.quiet(now + SignedDuration::from_secs(299)));
        assert!(!rounds.quiet(now + SignedDuration::from_secs(300)));
        assert!(rounds.failure().is_some(), "and it is said");
        rounds.note(&Err(Failure::new(ErrorCode::Offline)), now);
        assert!(!rounds.quiet(now), "the network may be back at once");
        rounds.note(&Ok(()), now);
        assert!(rounds.failure().is_none());
    }

    #[test]
    fn one_silence_is_that_organisation_three_are_altinn() {
        let mut patience = Patience::default();
        let silence = Failure::new(ErrorCode::Timeout);
        let no = Failure::new(ErrorCode::AccessDenied);
        for (failure, ends) in [
            (Some(&silence), false),
            (Some(&silence), false),
            (None, false),
            (Some(&silence), false),
            (Some(&no), false),
            (Some(&silence), false),
            (Some(&silence), false),
            (Some(&silence), true),
        ] {
            assert_eq!(patience.ends_with(failure), ends);
        }
        assert!(Patience::default().ends_with(Some(&Failure::new(ErrorCode::RateLimited))));
    }
}
