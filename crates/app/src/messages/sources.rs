//! Where the rows of a list come from: when they were read, how far back, and what could not be read.

use std::collections::{HashMap, HashSet};

use fullmakt_store::sync_batches::{BatchKind, SyncBatch};
use uuid::Uuid;

use crate::failures::from_store;
use crate::messages::sync::held_since;
use crate::organisations::index::ActorIndex;
use crate::state::Account;
use crate::surface::common::{ErrorCode, Failure, Instant, SourceFailure};
use crate::surface::messages::Scope;
use crate::time::wire;

/// What is told of the sources of a list.
#[derive(Default)]
pub(super) struct Sources {
    /// Oldest time of reading; `None` if never.
    pub fetched_at: Option<Instant>,
    /// How far back messages are held; `None` when all are.
    pub held_since: Option<Instant>,
    /// What could not be read.
    pub failures: Vec<SourceFailure>,
}

/// The sources of a scope.
pub(super) async fn sources(account: &Account, scope: &Scope) -> Result<Sources, Failure> {
    let batches = account.store.sync_batches().all().await;
    let batches = batches.map_err(|e| from_store(&e))?;
    let parties = parties(account, scope).await?.map(HashSet::from_iter);
    let held_since = held_since(account).await?;
    Ok(Sources {
        held_since: held_since.map(wire),
        ..of(&batches, parties.as_ref(), &account.index())
    })
}

/// The parties whose messages a scope shows; `None` for all. An organisation has its sub-units with it; a group has those
/// whom the person has put in it, and no others.
pub(super) async fn parties(
    account: &Account,
    scope: &Scope,
) -> Result<Option<Vec<Uuid>>, Failure> {
    Ok(match scope {
        Scope::All => None,
        Scope::Organisation { party_uuid } => {
            let party = crate::organisations::party(party_uuid)?;
            let units = account.store.actors().units_of(party).await;
            let units = units.map_err(|e| from_store(&e))?;
            Some(std::iter::once(party).chain(units).collect())
        }
        Scope::Group { id } => {
            let group = super::id(id, "scope")?;
            let members = account.store.groups().members(group).await;
            Some(members.map_err(|e| from_store(&e))?)
        }
    })
}

/// What batches tell of the parties in a scope; `None` for all.
fn of(batches: &[SyncBatch], parties: Option<&HashSet<Uuid>>, index: &ActorIndex) -> Sources {
    let shown: Vec<&SyncBatch> = batches.iter().filter(|b| concerns(b, parties)).collect();
    // What is not polled is swept once a day for what a poll cannot see; its age is not that of the list.
    let polled = shown.iter().filter(|b| b.plan.is_hot);
    let fetched_at = polled.filter_map(|b| b.cursor.polled_at).min();
    // When Altinn is down every batch fails alike: that is said once.
    let mut failures: HashMap<(ErrorCode, Option<Uuid>), SourceFailure> = HashMap::new();
    for batch in shown {
        let failure = batch.failure.as_deref();
        let Some(failure) = Failure::of_kept(failure) else {
            continue;
        };
        let party = only_party(batch);
        failures
            .entry((failure.code, party))
            .or_insert_with(|| SourceFailure {
                party_uuid: party.map(|p| p.to_string()),
                name: party.and_then(|p| index.name(p)).map(str::to_owned),
                failure,
            });
    }
    let mut failures: Vec<SourceFailure> = failures.into_values().collect();
    failures.sort_by(|a, b| (&a.name, a.failure.code).cmp(&(&b.name, b.failure.code)));
    Sources {
        fetched_at: fetched_at.map(wire),
        failures,
        ..Sources::default()
    }
}

/// Whether a batch reads messages of a scope. One of services reads those of everyone.
fn concerns(batch: &SyncBatch, parties: Option<&HashSet<Uuid>>) -> bool {
    let Some(parties) = parties else { return true };
    batch.plan.kind == BatchKind::Services
        || batch
            .plan
            .members
            .iter()
            .any(|member| member.parse().is_ok_and(|member| parties.contains(&member)))
}

/// The organisation of a batch that reads no other.
fn only_party(batch: &SyncBatch) -> Option<Uuid> {
    match (batch.plan.kind, batch.plan.members.as_slice()) {
        (BatchKind::Parties, [one]) => one.parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};

    use fullmakt_store::sync_batches::{BatchKind, BatchPlan, Cursor, SyncBatch};
    use jiff::Timestamp;
    use uuid::Uuid;

    use super::of;
    use crate::organisations::index::ActorIndex;
    use crate::surface::common::{ErrorCode, Failure};

    fn batch(members: &[u128], polled: Option<&str>, failure: Option<ErrorCode>) -> SyncBatch {
        SyncBatch {
            plan: BatchPlan {
                name: String::new(),
                kind: BatchKind::Parties,
                members: members
                    .iter()
                    .map(|&n| Uuid::from_u128(n).to_string())
                    .collect(),
                is_hot: true,
            },
            cursor: Cursor {
                polled_at: polled.map(at),
                ..Cursor::default()
            },
            sweep_at: None,
            swept_at: None,
            failure: failure
                .map(|code| serde_json::to_string(&Failure::new(code)).expect("written")),
            failed_at: None,
        }
    }

    fn at(text: &str) -> Timestamp {
        text.parse().expect("an instant")
    }

    #[test]
    fn the_oldest_reading_is_told() {
        let batches = [
            batch(&[1, 2], Some("2026-11-12T08:00:00Z"), None),
            batch(&[3], Some("2026-11-12T09:00:00Z"), None),
            batch(&[4], None, None),
        ];
        let index = ActorIndex::default();
        let all = of(&batches, None, &index);
        assert_eq!(all.fetched_at.as_deref(), Some("2026-11-12T08:00:00Z"));
        let third = of(&batches, Some(&HashSet::from([Uuid::from_u128(3)])), &index);
        assert_eq!(third.fetched_at.as_deref(), Some("2026-11-12T09:00:00Z"));
        let never = of(&batches, Some(&HashSet::from([Uuid::from_u128(4)])), &index);
        assert_eq!(never.fetched_at, None);
    }

    #[test]
    fn a_failure_that_all_share_is_told_once_and_one_of_an_organisation_with_its_name() {
        let batches = [
            batch(&[1, 2], None, Some(ErrorCode::Offline)),
            batch(&[3, 4], None, Some(ErrorCode::Offline)),
            batch(&[5], None, Some(ErrorCode::AccessDenied)),
        ];
        let fifth = Uuid::from_u128(5);
        let names = HashMap::from([(fifth, "Fjord Snekkeri AS".to_owned())]);
        let index = ActorIndex::new(Vec::new(), names);
        let failures = of(&batches, None, &index).failures;
        assert_eq!(failures.len(), 2);
        assert_eq!(failures[0].party_uuid, None);
        assert_eq!(failures[1].name.as_deref(), Some("Fjord Snekkeri AS"));
    }
}
