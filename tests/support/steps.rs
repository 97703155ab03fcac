//! Steps that many stories take: a seeded link is pasted, reviewed and decided on.

use std::time::Duration;

use fullmakt_app::surface::activity::{ActivityQuery, ActivityRow, Receipt, ReceiptRef};
use fullmakt_app::surface::approvals::{
    AddLink, Approve, Decision, QueueQuery, QueueRow, QueueState, Review, ReviewQuery,
};
use fullmakt_app::surface::common::Failure;
use fullmakt_app::surface::session::{SessionState, SignIn};
use fullmakt_app::surface::system_users::{SystemUserRef, SystemUsersQuery};
use fullmakt_app::surface::table::Commands;

use crate::harness::Harness;
use crate::idporten::{Consent, log_in};

impl Harness {
    /// Signs in through the browser, as one does outside the sandbox's trial, and waits until the actors are read.
    pub async fn sign_in_by_browser(&self, input: SignIn, consent: Consent) {
        self.app.sign_in(input).await.expect("the login starts");
        let link = self.browser.last().expect("a page was opened");
        log_in(&link, "kari", consent).await;
        self.wait_for(|s| s.state == SessionState::SignedIn && s.has_data)
            .await;
    }

    /// Pastes the link of the seeded request with this tag; gives its key.
    pub async fn paste(&self, tag: &str) -> String {
        let seeded = self.control.request(tag).await;
        let text = seeded["confirmUrl"].as_str().expect("a link").to_owned();
        let added = self.app.add_link(AddLink { text }).await;
        added.expect("the link is taken").key
    }

    /// Pastes the link of the seeded change request with this tag; gives its key.
    pub async fn paste_change(&self, tag: &str) -> String {
        let seeded = self.control.change_request(tag).await;
        let text = seeded["confirmUrl"].as_str().expect("a link").to_owned();
        let added = self.app.add_link(AddLink { text }).await;
        added.expect("the link is taken").key
    }

    /// Pastes the link of a seeded change request and reads it.
    pub async fn pasted_change(&self, tag: &str) -> Review {
        let key = self.paste_change(tag).await;
        let review = self.look_at(&key).await;
        review.unwrap_or_else(|failure| panic!("{tag} could not be read: {failure:?}"))
    }

    /// The review of a request in the queue.
    ///
    /// # Errors
    /// Whatever the command ends in.
    pub async fn look_at(&self, key: &str) -> Result<Review, Failure> {
        let query = ReviewQuery {
            key: key.to_owned(),
            refresh: true,
        };
        self.app.review(query).await
    }

    /// Pastes the link of a seeded request and reads it.
    pub async fn pasted_review(&self, tag: &str) -> Review {
        let key = self.paste(tag).await;
        let review = self.look_at(&key).await;
        review.unwrap_or_else(|failure| panic!("{tag} could not be read: {failure:?}"))
    }

    /// Approves what a review shows, with the tick of stop-and-think.
    ///
    /// # Errors
    /// Whatever the command ends in.
    pub async fn approve(&self, review: &Review) -> Result<Decision, Failure> {
        let approve = Approve {
            key: review.key.clone(),
            fingerprint: review.fingerprint.clone(),
            acknowledged: true,
        };
        self.app.approve(approve).await
    }

    /// Approves what a review shows by the interface; gives the receipt.
    pub async fn approve_here(&self, review: &Review) -> Receipt {
        match self.approve(review).await {
            Ok(Decision::Done { receipt }) => self.receipt(&receipt).await,
            other => panic!("not approved: {other:?}"),
        }
    }

    /// The system user that a request became, once it is listed: it has the request's id.
    pub async fn system_user(&self, key: &str) -> SystemUserRef {
        let query = SystemUsersQuery {
            refresh: true,
            ..Default::default()
        };
        let page = self.app.system_users(query).await;
        let rows = page.expect("the list can be read").rows;
        let row = rows.into_iter().find(|row| row.id == key);
        let row = row.expect("the new system user is listed");
        SystemUserRef {
            party_uuid: row.party_uuid,
            id: row.id,
        }
    }

    /// A receipt by its number.
    pub async fn receipt(&self, number: &str) -> Receipt {
        let number = number.to_owned();
        let receipt = self.app.receipt(ReceiptRef { number }).await;
        receipt.expect("the receipt is there")
    }

    /// Waits until a request is decided; gives the receipt.
    pub async fn decided(&self, key: &str) -> Receipt {
        let number = |state: &QueueState| match state {
            QueueState::Approved { receipt } | QueueState::Rejected { receipt } => receipt.clone(),
            _ => None,
        };
        let row = self.wait_row(key, |row| number(&row.state).is_some()).await;
        self.receipt(&number(&row.state).expect("a receipt")).await
    }

    /// The log, as far as a story goes: its newest hundred rows.
    pub async fn log(&self) -> Vec<ActivityRow> {
        let query = ActivityQuery {
            limit: 100,
            ..ActivityQuery::default()
        };
        let page = self.app.activity(query).await;
        page.expect("the log can be read").rows
    }

    /// A row of the queue.
    pub async fn row(&self, key: &str) -> QueueRow {
        let queue = self.app.queue(QueueQuery::default()).await;
        let rows = queue.expect("the queue can be read").rows;
        rows.into_iter()
            .find(|row| row.key == key)
            .expect("the request is in the queue")
    }

    /// Waits until a row of the queue is as told; fails after twenty seconds with what it was.
    pub async fn wait_row(&self, key: &str, is: impl Fn(&QueueRow) -> bool) -> QueueRow {
        let mut events = self.app.subscribe();
        let deadline = tokio::time::Instant::now() + Duration::from_secs(20);
        loop {
            let row = self.row(key).await;
            if is(&row) {
                return row;
            }
            assert!(
                tokio::time::Instant::now() < deadline,
                "the row did not come to be as awaited: {row:?}"
            );
            let _ = tokio::time::timeout(Duration::from_millis(200), events.recv()).await;
        }
    }
}
