//! The queue as a screen asks for it: what is known, at once; a fresh reading on request or when it is old.

use fullmakt_sync::rounds::Wish;

use super::lists::Lists;
use crate::failures::from_store;
use crate::organisations::Whose;
use crate::state::App;
use crate::surface::approvals::{Listing, Queue, QueueQuery, QueueState, ReadOn};
use crate::surface::common::{Failure, Way};
use crate::time::wire;

/// Mark: when the sources of the queue were last read.
pub(super) const QUEUE_READ: &str = "queue_read";
/// Seconds after which a look at the queue reads the sources again.
pub(super) const OLD_AFTER_S: i64 = 120;

impl App {
    /// The queue.
    pub(crate) async fn queue_view(&self, query: QueueQuery) -> Result<Queue, Failure> {
        let account = self.account()?;
        let whose = Whose::read(
            &account,
            query.party_uuid.as_deref(),
            query.group.as_deref(),
        )
        .await?;
        if query.refresh {
            self.refresh_queue(Wish::Again).await?;
        }
        let marks = account.store.sync_marks();
        let read_at = marks
            .get(QUEUE_READ)
            .await
            .map_err(|e| from_store(&e))?
            .map(|m| m.at);
        let old = read_at.is_none_or(|at| self.now().as_second() - at.as_second() > OLD_AFTER_S);
        if old && !query.refresh && !self.0.refreshing.queue.quiet(self.now()) {
            let app = self.clone();
            self.spawn(async move {
                if let Err(failure) = app.refresh_queue(Wish::WhenOld).await {
                    tracing::info!(code = ?failure.code, "the queue was not read");
                }
            });
        }
        let listing = self.capabilities().await.list_requests;
        let mut lists = Lists {
            read: 0,
            unread: 0,
            failures: Vec::new(),
        };
        if listing.way == Way::Api {
            lists = self.lists(&account, &whose).await?;
            if let Some(party) = whose.one() {
                self.read_list_when_old(&account, party).await;
            }
        }
        let mut rows = self.rows(&account).await?;
        // A link may be for any of them until it is known for which.
        rows.retain(|r| {
            let party = r.party_uuid.as_deref().and_then(|p| p.parse().ok());
            party.is_none_or(|party| whose.has(party))
        });
        let waiting = rows
            .iter()
            .filter(|r| {
                matches!(
                    r.state,
                    QueueState::Waiting
                        | QueueState::NotRead
                        | QueueState::Observing { .. }
                        | QueueState::RejectNotSent
                        | QueueState::Unknown
                )
            })
            .count();
        Ok(Queue {
            rows,
            waiting: u32::try_from(waiting).unwrap_or(u32::MAX),
            fetched_at: read_at.map(wire),
            organisations: lists.read,
            unread: lists.unread,
            listing,
            failures: self
                .0
                .refreshing
                .queue
                .failure()
                .into_iter()
                .chain(lists.failures)
                .collect(),
        })
    }

    /// Reads more of what Altinn tells organisation by organisation.
    pub(crate) async fn read_on(&self, input: ReadOn) -> Result<(), Failure> {
        match input.what {
            Listing::Requests => self.refresh_queue(Wish::Further).await,
            Listing::SystemUsers => self.refresh_system_users(Wish::Further).await,
        }
    }
}
