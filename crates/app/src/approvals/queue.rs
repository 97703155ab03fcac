//! The queue as a screen asks for it: what is known, at once; a fresh reading on request or when it is old.

use crate::failures::from_store;
use crate::state::App;
use crate::surface::approvals::{Queue, QueueQuery, QueueState};
use crate::surface::common::Failure;
use crate::time::wire;

/// Mark: when the sources of the queue were last read.
pub(super) const QUEUE_READ: &str = "queue_read";
/// Seconds after which a look at the queue reads the sources again.
const OLD_AFTER_S: i64 = 120;

impl App {
    /// The queue.
    pub(crate) async fn queue_view(&self, query: QueueQuery) -> Result<Queue, Failure> {
        let account = self.account()?;
        if query.refresh {
            self.refresh_queue().await?;
        }
        let marks = account.store.sync_marks();
        let read_at = marks
            .get(QUEUE_READ)
            .await
            .map_err(|e| from_store(&e))?
            .map(|m| m.at);
        let old = read_at.is_none_or(|at| self.now().as_second() - at.as_second() > OLD_AFTER_S);
        if old && !query.refresh {
            let app = self.clone();
            self.spawn(async move {
                if let Err(failure) = app.refresh_queue().await {
                    tracing::info!(code = ?failure.code, "the queue was not read");
                }
            });
        }
        let mut rows = self.rows(&account).await?;
        if let Some(party) = &query.party_uuid {
            rows.retain(|r| r.party_uuid.as_deref() == Some(party) || r.party_uuid.is_none());
        }
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
        let counts = account
            .store
            .actors()
            .counts()
            .await
            .map_err(|e| from_store(&e))?;
        Ok(Queue {
            rows,
            waiting: u32::try_from(waiting).unwrap_or(u32::MAX),
            fetched_at: read_at.map(wire),
            organisations: counts.access_manager,
            listing: self.capabilities().await.list_requests,
            failures: self.queue_failures(),
        })
    }

    fn queue_failures(&self) -> Vec<crate::surface::common::SourceFailure> {
        self.0
            .queue_failures
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .clone()
    }
}
