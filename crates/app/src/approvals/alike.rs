//! The same system asks several organisations for the same: each request is checked by itself, and one confirm decides
//! them one after another, each with its own receipt.

use std::collections::HashMap;

use fullmakt_store::requests::{RequestKind as StoredKind, RequestRow, RequestState};
use futures::StreamExt;

use super::rows::{request_id, requests};
use crate::failures::from_ability;
use crate::rounds::Patience;
use crate::state::{Account, App};
use crate::surface::alike::{Alike, AlikeOutcome, AlikeOutcomes, AlikeRow, ApproveAlike};
use crate::surface::approvals::{AlikeMark, Approve, Decision, RequestRef, Review};
use crate::surface::common::{ErrorCode, Failure, Way};
use crate::surface::table::Event;

/// Requests that are checked and decided at once.
const MOST: usize = 100;
/// Requests read at once.
const AT_ONCE: usize = 3;

impl App {
    /// Waiting requests that ask for the same as this one, each checked.
    pub(crate) async fn alike(&self, input: RequestRef) -> Result<Alike, Failure> {
        let account = self.account()?;
        let row = self.queue_row(&account, request_id(&input.key)?).await?;
        let mut rows = self.alike_rows(&account, &row).await?;
        let more = rows.len().saturating_sub(MOST);
        rows.truncate(MOST);
        let mut checked = self.check_alike(&account, rows).await;
        let index = account.index();
        let name = |row: &RequestRow| {
            let party = row.facts.party_uuid;
            party
                .and_then(|p| index.name(p))
                .unwrap_or_default()
                .to_owned()
        };
        checked
            .sort_by_key(|(other, _)| (other.id != row.id, fullmakt_store::sort_key(&name(other))));
        let needs_tick = checked
            .iter()
            .any(|(_, review)| review.as_ref().is_ok_and(|r| r.decide.needs_tick));
        Ok(Alike {
            rows: checked
                .into_iter()
                .map(|(row, review)| alike_row(&row, name(&row), review))
                .collect(),
            more: u32::try_from(more).unwrap_or(u32::MAX),
            approve: self.capabilities().await.approve,
            needs_tick,
        })
    }

    /// Reads and checks each. What every other would meet as well ends it: those that are left say so, and are not asked
    /// for.
    async fn check_alike(
        &self,
        account: &Account,
        rows: Vec<RequestRow>,
    ) -> Vec<(RequestRow, Result<Review, Failure>)> {
        let mut answers = futures::stream::iter(
            rows.clone()
                .into_iter()
                .map(|row| async move { self.fresh_review(account, &row).await }),
        )
        .buffered(AT_ONCE);
        let mut patience = Patience::default();
        let mut reviews = Vec::new();
        let mut ended = None;
        while let Some(review) = answers.next().await {
            if patience.ends_with(review.as_ref().err()) {
                ended = review.as_ref().err().cloned();
            }
            reviews.push(review);
            if ended.is_some() {
                break;
            }
        }
        drop(answers);
        if let Some(failure) = ended {
            reviews.resize(rows.len(), Err(failure));
        }
        rows.into_iter().zip(reviews).collect()
    }

    /// Approves several that are alike, one after another.
    pub(crate) async fn approve_alike(
        &self,
        input: ApproveAlike,
    ) -> Result<AlikeOutcomes, Failure> {
        let account = self.account()?;
        let ability = self.capabilities().await.approve;
        if ability.way != Way::Api {
            // On Altinn's page each is decided by itself: nobody wants ten pages opened at once.
            return Err(from_ability(&ability));
        }
        let mut rows = Vec::new();
        for choice in &input.requests {
            rows.push(self.queue_row(&account, request_id(&choice.key)?).await?);
        }
        let same = rows
            .iter()
            .all(|row| row.facts.asks.is_some() && row.facts.asks == rows[0].facts.asks);
        if rows.is_empty() || rows.len() > MOST || !same {
            return Err(Failure::new(ErrorCode::InvalidInput).with("field", "requests"));
        }
        let index = account.index();
        let mut outcomes = Vec::new();
        let mut stopped = false;
        let first = rows[0].id.to_string();
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        for (row, choice) in rows.iter().zip(input.requests) {
            let organisation = row.facts.party_uuid.and_then(|p| index.name(p));
            let mut outcome = AlikeOutcome {
                key: choice.key.clone(),
                organisation: organisation.unwrap_or_default().to_owned(),
                decision: None,
                failure: None,
            };
            if !stopped {
                let approved = self
                    .approve(Approve {
                        key: choice.key,
                        fingerprint: choice.fingerprint,
                        acknowledged: input.acknowledged,
                    })
                    .await;
                stopped = stops_all(&approved);
                match approved {
                    Ok(decision) => outcome.decision = Some(decision),
                    Err(failure) => outcome.failure = Some(failure),
                }
                self.tell(Event::AlikeProgress {
                    first: first.clone(),
                    done: number(outcomes.len() + 1),
                    total: number(rows.len()),
                });
            }
            outcomes.push(outcome);
        }
        Ok(summed(outcomes))
    }

    /// Waiting requests besides this one that ask for the same.
    pub(super) async fn count_alike(
        &self,
        account: &Account,
        row: &RequestRow,
    ) -> Result<u32, Failure> {
        let rows = self.alike_rows(account, row).await?;
        let others = rows.iter().filter(|other| other.id != row.id).count();
        Ok(u32::try_from(others).unwrap_or(u32::MAX))
    }

    /// Waiting requests that ask for the same, this one first.
    async fn alike_rows(
        &self,
        account: &Account,
        row: &RequestRow,
    ) -> Result<Vec<RequestRow>, Failure> {
        let mut rows = requests(account).await?;
        rows.retain(|other| {
            other.id == row.id || (is_grouped(other) && other.facts.asks == row.facts.asks)
        });
        rows.sort_by_key(|other| other.id != row.id);
        Ok(rows)
    }
}

/// Which rows are alike, by request: those that stand alone are left out.
pub(super) fn marks(rows: &[RequestRow]) -> HashMap<uuid::Uuid, AlikeMark> {
    let mut by_asks: HashMap<&str, Vec<uuid::Uuid>> = HashMap::new();
    for row in rows.iter().filter(|row| is_grouped(row)) {
        if let Some(asks) = row.facts.asks.as_deref() {
            by_asks.entry(asks).or_default().push(row.id);
        }
    }
    let mut marks = HashMap::new();
    for (asks, ids) in by_asks.into_iter().filter(|(_, ids)| ids.len() > 1) {
        let mark = AlikeMark {
            group: asks.to_owned(),
            count: u32::try_from(ids.len()).unwrap_or(u32::MAX),
        };
        marks.extend(ids.into_iter().map(|id| (id, mark.clone())));
    }
    marks
}

/// Whether a row may stand in a group: it waits, and it is known what it asks for.
fn is_grouped(row: &RequestRow) -> bool {
    row.state == RequestState::Waiting
        && row.kind != StoredKind::Change
        && row.facts.asks.is_some()
        && row.facts.party_uuid.is_some()
}

fn alike_row(row: &RequestRow, organisation: String, review: Result<Review, Failure>) -> AlikeRow {
    let mut alike = AlikeRow {
        key: row.id.to_string(),
        party_uuid: row
            .facts
            .party_uuid
            .map(|p| p.to_string())
            .unwrap_or_default(),
        organisation,
        org_no: row.facts.party_org_no.clone().unwrap_or_default(),
        authority: None,
        cues: Vec::new(),
        can_approve: false,
        fingerprint: String::new(),
        failure: None,
    };
    match review {
        Ok(review) => {
            alike.can_approve = review.decide.approve.way == Way::Api;
            alike.authority = Some(review.authority);
            alike.cues = review.cues;
            alike.fingerprint = review.fingerprint;
        }
        Err(failure) => alike.failure = Some(failure),
    }
    alike
}

/// What went wrong with one would go wrong with the next as well: the way is closed, not the request.
fn stops_all(outcome: &Result<Decision, Failure>) -> bool {
    match outcome {
        Ok(decision) => matches!(
            decision,
            Decision::HandedOff | Decision::Unknown | Decision::Unrecorded { .. }
        ),
        Err(failure) => matches!(
            failure.code,
            ErrorCode::Offline
                | ErrorCode::Timeout
                | ErrorCode::RateLimited
                | ErrorCode::UpstreamDown
                | ErrorCode::LoginRequired
                | ErrorCode::BrowserUnavailable
                | ErrorCode::DiskFull
                | ErrorCode::StoreLocked
                | ErrorCode::StoreDamaged
        ),
    }
}

fn summed(rows: Vec<AlikeOutcome>) -> AlikeOutcomes {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let approved = rows.iter().filter(|row| {
        let decision = row.decision.as_ref();
        decision.is_some_and(|d| matches!(d, Decision::Done { .. } | Decision::Unrecorded { .. }))
    });
    let not_sent = rows
        .iter()
        .filter(|row| row.decision.is_none() && row.failure.is_none());
    AlikeOutcomes {
        approved: count(approved.count()),
        not_sent: count(not_sent.count()),
        rows,
    }
}
