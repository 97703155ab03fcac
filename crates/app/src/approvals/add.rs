//! Putting a link in the queue, and taking a row out of it.

use fullmakt_store::requests::{NewLink, RequestKind as StoredKind};

use super::link::parse;
use super::rows::kind_view;
use crate::failures::from_store;
use crate::state::App;
use crate::surface::approvals::{AddLink, LinkAdded};
use crate::surface::common::Failure;
use crate::surface::table::{Event, Topic};

impl App {
    /// Takes a pasted text. Where the text alone decides, no call is made and nothing is stored.
    pub(crate) async fn add_link(&self, input: AddLink) -> Result<LinkAdded, Failure> {
        let link = parse(&input.text, &self.0.environment)?;
        let account = self.account()?;
        let kind = match link.kind {
            fullmakt_domain::RequestKind::Own => StoredKind::Own,
            fullmakt_domain::RequestKind::Client => StoredKind::Client,
            fullmakt_domain::RequestKind::Change => StoredKind::Change,
        };
        let already = account
            .store
            .requests()
            .upsert_link(&NewLink {
                id: link.id,
                kind,
                host: link.url.host_str().unwrap_or_default().to_owned(),
                added_at: self.now(),
            })
            .await
            .map_err(|e| from_store(&e))?;
        self.note_named(&account, link.id, &input.text).await;
        self.changed(&[Topic::Approvals, Topic::Status]);
        Ok(LinkAdded {
            key: link.id.to_string(),
            kind: kind_view(kind),
            already,
        })
    }

    /// A link from outside the window: command line, a second start, `fullmakt://`. The outcome goes to the window
    /// as an event; before login the link waits.
    pub async fn handle_link(&self, text: &str) {
        let event = match parse(text, &self.0.environment) {
            Err(failure) => Event::LinkRefused {
                page: failure
                    .context
                    .contains_key("page")
                    .then(|| text.to_owned()),
                failure,
            },
            Ok(_) if self.account().is_err() => {
                *self
                    .0
                    .link_before_login
                    .lock()
                    .unwrap_or_else(std::sync::PoisonError::into_inner) = Some(text.to_owned());
                return;
            }
            Ok(_) => match self
                .add_link(AddLink {
                    text: text.to_owned(),
                })
                .await
            {
                Ok(added) => Event::LinkArrived { key: added.key },
                Err(failure) => Event::LinkRefused {
                    page: None,
                    failure,
                },
            },
        };
        self.tell(event);
    }

    /// The link that came before the login, now that an account is open.
    pub(crate) async fn take_link_before_login(&self) {
        let link = self
            .0
            .link_before_login
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .take();
        if let Some(link) = link {
            self.handle_link(&link).await;
        }
    }

    /// Takes a row out of the queue. Nothing is sent.
    pub(crate) async fn dismiss(&self, key: &str) -> Result<(), Failure> {
        let account = self.account()?;
        let id = super::rows::request_id(key)?;
        self.0.rejects.undo(key);
        self.forget_search(&account, id).await;
        account
            .store
            .requests()
            .dismiss(id)
            .await
            .map_err(|e| from_store(&e))?;
        self.changed(&[Topic::Approvals, Topic::Status]);
        Ok(())
    }
}
