//! Steps that many stories with messages take: read to the end, list, open, file.

use fullmakt_app::surface::common::Nothing;
use fullmakt_app::surface::messages::{
    FileMessages, Filing, Folder, Message, MessageRef, MessageRow, MessagesPage, MessagesQuery,
    OpenMessage, Selection, SyncActivity,
};
use fullmakt_app::surface::table::Commands;
use jiff::ToSpan as _;
use jiff::civil::Weekday;
use serde_json::Value;

use crate::harness::{Harness, Options};
use crate::until;

/// Where people work.
const OSLO: &str = "Europe/Oslo";

impl Harness {
    /// A stage with a person signed in and all messages read.
    pub async fn inbox_of(persona: &str) -> Self {
        let stage = Self::signed_in(persona, Options::default()).await;
        stage.messages_are_read().await;
        stage
    }

    /// Moves the clock on to the next time that it is so late on such a day in Oslo.
    pub async fn advance_to(&self, day: Weekday, hour: i8) {
        let now = self.sandbox.shared().clock().now();
        let local = now.in_tz(OSLO).expect("a zone");
        let days = i64::from(day.since(local.weekday()));
        let left = |days: i64| {
            let date = local.date().saturating_add(days.days());
            let then = date.at(hour, 0, 0, 0).in_tz(OSLO).expect("a time");
            then.timestamp().duration_since(now).as_secs()
        };
        let seconds = Some(left(days)).filter(|left| *left > 0);
        self.control
            .advance(seconds.unwrap_or_else(|| left(days + 7)))
            .await;
    }

    /// Waits until the first fill, and the poll after it, are done.
    pub async fn messages_are_read(&self) {
        until("messages are read to the end", async || {
            let state = self.app.sync_state(Nothing {}).await.ok()?;
            (state.last.is_some() && state.state == SyncActivity::Waiting).then_some(())
        })
        .await;
    }

    /// A folder over all organisations, newest first.
    pub async fn folder(&self, folder: Folder) -> MessagesPage {
        let query = MessagesQuery {
            folder,
            limit: 500,
            ..MessagesQuery::default()
        };
        self.app.messages(query).await.expect("a page")
    }

    /// The seed's dialog with this tag, as the sandbox has it.
    ///
    /// # Panics
    /// When there is none: the seed is part of the contract.
    pub async fn dialog(&self, tag: &str) -> Value {
        let state = self.control.state().await;
        let found = state["dialogs"]
            .as_array()
            .and_then(|all| all.iter().find(|one| one["tag"] == tag).cloned());
        found.unwrap_or_else(|| panic!("no dialog with tag {tag} in the seed"))
    }

    /// Its id.
    pub async fn dialog_id(&self, tag: &str) -> String {
        let found = self.dialog(tag).await;
        found["id"].as_str().expect("an id").to_owned()
    }

    /// Labels of a dialog at Altinn, in lower case.
    pub async fn labels_of(&self, id: &str) -> Vec<String> {
        let state = self.control.state().await;
        let all = state["dialogs"].as_array().expect("dialogs");
        let one = all.iter().find(|one| one["id"] == id).expect("stored");
        let labels = one["labels"].as_array().expect("labels");
        labels
            .iter()
            .filter_map(|label| label.as_str().map(str::to_lowercase))
            .collect()
    }

    /// Files these messages; gives what takes it back.
    pub async fn file(&self, rows: &[MessageRow], filing: Filing) -> String {
        let ids = rows.iter().map(|row| row.id.clone()).collect();
        let selection = Selection::Ids { ids };
        let filed = self.app.file_messages(FileMessages { selection, filing });
        let filed = filed.await.expect("filed");
        assert_eq!(filed.changed as usize, rows.len());
        filed.undo.expect("something changed")
    }

    /// Waits until nothing that was filed is still to be sent.
    pub async fn filing_is_sent(&self) {
        until("all is sent", async || {
            let queue = self.app.filing_queue(Nothing {}).await.ok()?;
            (queue.waiting == 0).then_some(())
        })
        .await;
    }

    /// Opens a message, as the user does.
    pub async fn open(&self, id: &str) -> Message {
        let id = id.to_owned();
        let opened = self.app.open_message(OpenMessage { id, again: false });
        opened.await.expect("opened")
    }

    /// Opens a message and puts it into the bin, at Altinn too.
    pub async fn open_in_bin(&self, id: &str) -> Message {
        let row = self.open(id).await.row;
        self.file(std::slice::from_ref(&row), Filing::Bin).await;
        self.filing_is_sent().await;
        self.message(id).await
    }

    /// Calls that reached the service owner's own origin, each with the host that was called and the kind of proof that
    /// came with it (`token`: `none`, `dialog` or `other`).
    pub async fn owner_calls(&self) -> Vec<Value> {
        let calls = self.control.get("service-owner/calls").await;
        calls.as_array().expect("a list").clone()
    }

    /// Calls that would do something with this dialog at its service owner.
    pub async fn owner_acts(&self, id: &str) -> usize {
        let calls = self.owner_calls().await;
        let is_act = |call: &&Value| {
            let path = call["path"].as_str().unwrap_or_default();
            call["method"] != "GET" && path.contains(id)
        };
        calls.iter().filter(is_act).count()
    }

    /// A message as it is known here.
    pub async fn message(&self, id: &str) -> Message {
        let id = id.to_owned();
        self.app.message(MessageRef { id }).await.expect("known")
    }
}
