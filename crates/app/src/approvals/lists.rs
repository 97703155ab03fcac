//! Altinn's lists of waiting requests, organisation by organisation: two calls each, in rounds.

use fullmakt_domain::{OrgNumber, Request, RequestKind};
use fullmakt_store::actors::ActorSlim;
use fullmakt_store::requests::{ListedRequest, RequestKind as StoredKind};
use fullmakt_sync::rounds::{Candidate, Pace, Wish, round};
use futures::StreamExt;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::read::facts;
use crate::failures::{from_altinn, from_store};
use crate::organisations::Whose;
use crate::rounds::{Patience, candidates, is_administered, these};
use crate::session::capabilities::GatedAct;
use crate::state::{Account, App};
use crate::surface::common::{ErrorCode, Failure, SourceFailure};
use crate::surface::table::Topic;

/// Organisations asked at once.
const AT_ONCE: usize = 4;
/// A new request should show soon where the person looks most.
const PACE: Pace = Pace {
    round: 100,
    near: 25,
    near_after: SignedDuration::from_secs(super::queue::OLD_AFTER_S),
    far_after: SignedDuration::from_mins(30),
    far_pause: SignedDuration::from_mins(15),
};
/// So many organisations that all say no are the interface itself.
const ALL_SAY_NO: usize = 3;

/// How reading the lists stands.
pub(super) struct Lists {
    /// Organisations that were read.
    pub read: u32,
    /// Organisations that were never tried.
    pub unread: u32,
    /// Organisations whose last reading failed.
    pub failures: Vec<SourceFailure>,
}

impl App {
    /// How reading the lists stands, for these organisations.
    pub(super) async fn lists(&self, account: &Account, whose: &Whose) -> Result<Lists, Failure> {
        let actors = account
            .store
            .actors()
            .all_slim()
            .await
            .map_err(|e| from_store(&e))?;
        let mut fetches = account
            .store
            .requests()
            .fetches()
            .await
            .map_err(|e| from_store(&e))?;
        let mut listed = candidates(actors.iter().filter(|a| has_list(a)), &fetches);
        listed.retain(|c| whose.has(c.party_uuid));
        fetches.retain(|f| whose.has(f.party_uuid));
        let unread = match whose.one() {
            Some(_) => 0,
            None => fullmakt_sync::rounds::never_tried(&listed),
        };
        let read = fetches.iter().filter(|f| f.fetched_at.is_some()).count();
        Ok(Lists {
            read: u32::try_from(read).unwrap_or(u32::MAX),
            unread: u32::try_from(unread).unwrap_or(u32::MAX),
            failures: crate::rounds::failures(&fetches, &account.index()),
        })
    }

    /// Reads a round of lists.
    pub(super) async fn read_lists(
        &self,
        account: &Account,
        wish: Wish,
        asked_at: Timestamp,
    ) -> Result<(), Failure> {
        let actors = self.listed(account).await?;
        let fetches = account
            .store
            .requests()
            .fetches()
            .await
            .map_err(|e| from_store(&e))?;
        let mut listed = candidates(&actors, &fetches);
        // Who waited for another round finds what that one read fresh.
        listed.retain(|c| c.tried_at.is_none_or(|at| at <= asked_at));
        let all = actors.len();
        let chosen = these(actors, &round(&listed, &PACE, wish, self.now()));
        let asked = chosen.len();
        let mut answers = futures::stream::iter(chosen.into_iter().map(|actor| async move {
            let outcome = self.read_list(account, &actor).await;
            (actor.party_uuid, outcome)
        }))
        .buffer_unordered(AT_ONCE);
        let mut patience = Patience::default();
        let mut failed = Vec::new();
        let mut ended = Ok(());
        while let Some((party, outcome)) = answers.next().await {
            if patience.ends_with(outcome.as_ref().err()) {
                ended = outcome;
                break;
            }
            failed.extend(outcome.err().map(|failure| (party, failure)));
        }
        // Written only now: while we write, the readings stand still, and one of them may hold the connection that writes.
        drop(answers);
        for (party, failure) in &failed {
            self.note_list_not_read(account, *party, failure).await?;
        }
        ended?;
        let said_no = failed
            .iter()
            .filter(|(_, failure)| failure.code == ErrorCode::AccessDenied)
            .count();
        if asked > 0 && said_no == asked && (asked >= ALL_SAY_NO || asked == all) {
            // Not one organisation: the interface is closed to us, whatever the scopes say.
            self.note_refused(GatedAct::ListRequests).await;
            account
                .store
                .requests()
                .retain_fetches(&[])
                .await
                .map_err(|e| from_store(&e))?;
        }
        Ok(())
    }

    /// Reads in the background the list of an organisation that is looked at, when it is old.
    pub(super) async fn read_list_when_old(&self, account: &Account, party: Uuid) {
        let rounds = &self.0.refreshing.queue;
        let (Ok(actors), Ok(fetches)) = (
            self.listed(account).await,
            account.store.requests().fetches().await,
        ) else {
            return;
        };
        let Some(actor) = actors.into_iter().find(|a| a.party_uuid == party) else {
            return;
        };
        let one: Vec<Candidate> = candidates([&actor], &fetches);
        let now = self.now();
        if rounds.quiet(now)
            || round(&one, &PACE, Wish::WhenOld, now).is_empty()
            || !rounds.begin_party(party)
        {
            return;
        }
        let app = self.clone();
        self.spawn(async move {
            if let Ok(account) = app.account() {
                let outcome = app.read_list(&account, &actor).await;
                if let Err(failure) = outcome {
                    tracing::info!(code = ?failure.code, "a list of requests was not read");
                    let _ = app.note_list_not_read(&account, party, &failure).await;
                }
            }
            app.0.refreshing.queue.end_party(party);
            app.changed(&[Topic::Approvals, Topic::Status]);
        });
    }

    /// Organisations that have a list.
    async fn listed(&self, account: &Account) -> Result<Vec<ActorSlim>, Failure> {
        let actors = account
            .store
            .actors()
            .all_slim()
            .await
            .map_err(|e| from_store(&e))?;
        Ok(actors.into_iter().filter(has_list).collect())
    }

    /// One organisation: its own requests, then those for clients.
    async fn read_list(&self, account: &Account, actor: &ActorSlim) -> Result<(), Failure> {
        for (stored, kind) in [
            (StoredKind::Own, RequestKind::Own),
            (StoredKind::Client, RequestKind::Client),
        ] {
            let requests = self.pending(actor, kind).await?;
            self.keep_list(account, actor, stored, requests).await?;
        }
        account
            .store
            .requests()
            .record_read(actor.party_uuid, self.now())
            .await
            .map_err(|e| from_store(&e))
    }

    async fn note_list_not_read(
        &self,
        account: &Account,
        party: Uuid,
        failure: &Failure,
    ) -> Result<(), Failure> {
        let Some(json) = crate::rounds::of_party(failure) else {
            return Ok(());
        };
        account
            .store
            .requests()
            .record_failure(party, &json, self.now())
            .await
            .map_err(|e| from_store(&e))
    }

    async fn pending(&self, actor: &ActorSlim, kind: RequestKind) -> Result<Vec<Request>, Failure> {
        let (Some(party_id), Some(number)) = (
            actor.party_id,
            actor
                .org_no
                .as_deref()
                .and_then(|n| n.parse::<OrgNumber>().ok()),
        ) else {
            return Ok(Vec::new());
        };
        let requests = self.0.altinn.requests();
        let answer = match kind {
            RequestKind::Client => requests.pending_agent(party_id, number).await,
            _ => requests.pending(party_id, number).await,
        };
        answer.map_err(|e| from_altinn(&e))
    }

    async fn keep_list(
        &self,
        account: &Account,
        actor: &ActorSlim,
        kind: StoredKind,
        mut requests: Vec<Request>,
    ) -> Result<(), Failure> {
        // The list does not compare number and party: we do.
        requests.retain(|r| actor.org_no.as_deref() == Some(r.party_org_number.as_str()));
        let listed: Vec<ListedRequest> = requests
            .iter()
            .map(|r| ListedRequest {
                id: r.id,
                facts: facts(r, actor.party_uuid),
            })
            .collect();
        self.0.from_lists.put(requests);
        let store = account.store.requests();
        let now = self.now();
        let left = store
            .upsert_listed(actor.party_uuid, kind, &listed, now)
            .await
            .map_err(|e| from_store(&e))?;
        for id in left {
            // Gone from the list: decided elsewhere, or withdrawn. Ask what became of it.
            if let Some(row) = store.get(id).await.map_err(|e| from_store(&e))? {
                let _ = self.read_row(account, &row).await;
            }
        }
        Ok(())
    }
}

fn has_list(actor: &ActorSlim) -> bool {
    is_administered(actor) && !actor.is_deleted
}
