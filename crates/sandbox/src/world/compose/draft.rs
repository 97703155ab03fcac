//! Building one dialog.

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::super::World;
use super::super::dialogs::dialog::{
    Activity, Actor, ApiAction, ApiEndpoint, Attachment, AttachmentUrl, Content, Dialog, Embed,
    GuiAction, Seen, Serving, Typed, seen_from_the_start, stored,
};
use super::super::dialogs::ids;
use super::super::dialogs::kinds::{ActivityType, Consumer, Priority, Status, Verb};
use super::super::dialogs::labels::{Label, Labels};
use super::super::dialogs::text::Localized;
use super::super::dialogs::{HTML_EMBED, MARKDOWN_EMBED};
use super::super::stable_uuid;
use super::Ground;

/// A dialog in the making.
pub(crate) struct Draft {
    pub(crate) dialog: Dialog,
    name: String,
    age: SignedDuration,
    service_owner: String,
    now: Timestamp,
    /// Made while the sandbox runs: its ids are new every time.
    fresh: bool,
}

/// That many hours.
pub(crate) fn hours(count: i64) -> SignedDuration {
    SignedDuration::from_hours(count)
}

/// That many days.
pub(crate) fn days(count: i64) -> SignedDuration {
    hours(24 * count)
}

impl Draft {
    /// A dialog of a service for a party; `None` when there is no such service. The name makes the
    /// id; `age` is the time since creation and since the last change.
    pub(crate) fn new(
        world: &World,
        ground: &Ground<'_>,
        name: &str,
        service: &str,
        party: &str,
        age: SignedDuration,
    ) -> Option<Self> {
        let service = world.services.get(service)?;
        let id = ids::seeded(age, &format!("dialog/{name}"));
        let at = stored(ground.ago(age));
        let mut draft = Self {
            name: name.to_owned(),
            age,
            service_owner: ground.origins.service_owner.clone(),
            now: ground.now,
            fresh: false,
            dialog: Dialog {
                id,
                revision: stable_uuid(&format!("dialog/{name}/revision")),
                org: service.owner.clone(),
                service: service.identifier.clone(),
                service_type: service.resource_type.clone(),
                party: party.to_owned(),
                progress: None,
                process: None,
                preceding_process: None,
                extended_status: None,
                external_reference: None,
                created: at,
                updated: at,
                content_updated: at,
                due: None,
                expires: None,
                visible_from: None,
                deleted: false,
                status: Status::NotApplicable,
                api_only: false,
                content: Some(Content::default()),
                attachments: Vec::new(),
                gui_actions: Vec::new(),
                api_actions: Vec::new(),
                transmissions: Vec::new(),
                series: None,
                activities: Vec::new(),
                seen: Vec::new(),
                seen_before: seen_from_the_start(at, &service.owner, &service.identifier),
                labels: Labels::default(),
                label_log: Vec::new(),
                context_revision: stable_uuid(&format!("dialog/{name}/context")),
                message: None,
                instance: None,
                embed: None,
                tag: None,
            },
        };
        draft.activity(ActivityType::DialogCreated, Actor::service_owner(), age);
        Some(draft)
    }

    /// A dialog that is made now.
    pub(crate) fn fresh(
        world: &World,
        ground: &Ground<'_>,
        service: &str,
        party: &str,
    ) -> Option<Self> {
        let name = Uuid::new_v4().to_string();
        let mut draft = Self::new(world, ground, &name, service, party, SignedDuration::ZERO)?;
        draft.fresh = true;
        draft.dialog.id = ids::fresh(ground.now);
        for activity in &mut draft.dialog.activities {
            activity.id = ids::fresh(ground.now);
        }
        Some(draft)
    }

    /// A dialog that is changed now.
    pub(crate) fn of(dialog: Dialog, ground: &Ground<'_>) -> Self {
        Self {
            name: dialog.id.to_string(),
            age: SignedDuration::ZERO,
            service_owner: ground.origins.service_owner.clone(),
            now: ground.now,
            fresh: true,
            dialog,
        }
    }

    /// An id of a part: of a seeded dialog the same in every run.
    pub(crate) fn part(&self, part: &str) -> Uuid {
        if self.fresh {
            return ids::fresh(self.now);
        }
        ids::seeded(self.age, &format!("dialog/{}/{part}", self.name))
    }

    /// The dialog's address at the service owner.
    pub(crate) fn address(&self) -> String {
        format!(
            "{}/service-owner/dialogs/{}",
            self.service_owner, self.dialog.id
        )
    }

    pub(crate) fn tag(&mut self, tag: &str) -> &mut Self {
        self.dialog.tag = Some(tag.to_owned());
        self
    }

    pub(crate) fn content(&mut self) -> &mut Content {
        self.dialog.content.get_or_insert_default()
    }

    pub(crate) fn title(&mut self, title: Localized) -> &mut Self {
        self.content().title = title;
        self
    }

    pub(crate) fn summary(&mut self, summary: Localized) -> &mut Self {
        self.content().summary = Some(summary);
        self
    }

    pub(crate) fn status(&mut self, status: Status) -> &mut Self {
        self.dialog.status = status;
        self
    }

    /// Due so many days from now, at the end of that day.
    pub(crate) fn due_in(&mut self, days_ahead: i64) -> &mut Self {
        let zone = jiff::tz::TimeZone::get("Europe/Oslo").unwrap_or(jiff::tz::TimeZone::UTC);
        let day = (self.now + days(days_ahead)).to_zoned(zone.clone()).date();
        let end = day.at(23, 59, 0, 0).to_zoned(zone);
        self.dialog.due = end.ok().map(|end| end.timestamp());
        self
    }

    pub(crate) fn labels(&mut self, labels: &[Label]) -> &mut Self {
        self.dialog.labels = Labels::with(labels);
        self
    }

    pub(crate) fn activity(
        &mut self,
        r#type: ActivityType,
        by: Actor,
        age: SignedDuration,
    ) -> &mut Activity {
        let id = self.part(&format!("activity/{}", self.dialog.activities.len()));
        let at = stored(self.now - age);
        self.dialog
            .activities
            .push(Activity::new(id, at, r#type, by));
        let last = self.dialog.activities.len() - 1;
        &mut self.dialog.activities[last]
    }

    /// Read by somebody, an hour after the last change.
    pub(crate) fn seen_by(&mut self, by: Actor) -> &mut Self {
        let id = self.part(&format!("seen/{}", self.dialog.seen.len()));
        self.dialog.seen.push(Seen {
            id,
            at: self.dialog.updated + hours(1).min(self.age),
            by,
            via_service_owner: false,
        });
        self
    }

    /// Main content in Markdown from the service owner.
    pub(crate) fn markdown(&mut self, body: Localized) -> &mut Self {
        self.embed(
            body,
            MARKDOWN_EMBED,
            "text/markdown; charset=utf-8",
            Serving::Plain,
        )
    }

    /// Main content in HTML from the service owner.
    pub(crate) fn html(&mut self, body: Localized) -> &mut Self {
        self.embed(body, HTML_EMBED, "text/html; charset=utf-8", Serving::Plain)
    }

    pub(crate) fn embed(
        &mut self,
        body: Localized,
        media_type: &str,
        content_type: &str,
        serving: Serving,
    ) -> &mut Self {
        let address = self.address();
        self.content().main_reference = Some(Typed {
            value: body.map(|code, _| format!("{address}/content/{code}")),
            media_type: media_type.to_owned(),
        });
        self.dialog.embed = Some(Embed {
            content_type: content_type.to_owned(),
            body,
            serving,
        });
        self
    }

    /// A file at the service owner, for the browser.
    pub(crate) fn file(&mut self, name: &str, display_name: Localized) -> &mut Attachment {
        let attachment = Attachment {
            id: self.part(&format!("file/{name}")),
            display_name,
            name: Some(name.to_owned()),
            urls: vec![AttachmentUrl {
                id: self.part(&format!("file/{name}/gui")),
                url: format!("{}/attachments/{name}", self.address()),
                media_type: Some(crate::files::media_type(name).to_owned()),
                consumer: Consumer::Gui,
            }],
            expires: None,
        };
        self.dialog.attachments.push(attachment);
        let last = self.dialog.attachments.len() - 1;
        &mut self.dialog.attachments[last]
    }

    /// A button; without a path it goes to the dialog's own page at the service owner.
    pub(crate) fn button(
        &mut self,
        action: &str,
        path: &str,
        method: Verb,
        priority: Priority,
        title: Localized,
    ) -> &mut GuiAction {
        let at = self.dialog.gui_actions.len();
        let button = GuiAction {
            id: self.part(&format!("button/{at}")),
            action: action.to_owned(),
            url: format!("{}{path}", self.address()),
            authorization_attribute: None,
            deletes: false,
            priority,
            method,
            title,
            prompt: None,
        };
        self.dialog.gui_actions.push(button);
        &mut self.dialog.gui_actions[at]
    }

    /// An act for other programs.
    pub(crate) fn api_action(&mut self, action: &str, name: &str, url: String, method: Verb) {
        let at = self.dialog.api_actions.len();
        let endpoint = ApiEndpoint {
            id: self.part(&format!("api/{at}/endpoint")),
            url,
            method,
        };
        self.dialog.api_actions.push(ApiAction {
            id: self.part(&format!("api/{at}")),
            action: action.to_owned(),
            authorization_attribute: None,
            name: Some(name.to_owned()),
            endpoints: vec![endpoint],
        });
    }

    /// Puts it into the world.
    pub(crate) fn done(self, world: &mut World) {
        world.dialogs.put(self.dialog);
    }
}
