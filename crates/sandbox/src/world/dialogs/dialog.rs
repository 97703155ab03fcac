//! A dialog and what is in it, as Dialogporten stores it.

use jiff::Timestamp;
use serde::Deserialize;
use uuid::Uuid;

use super::ids;
use super::kinds::{ActivityType, Consumer, Priority, Status, TransmissionType, Verb};
use super::labels::{Label, LabelEvent, Labels};
use super::series::Series;
use super::text::Localized;

/// A dialog. Times have whole microseconds, as the database behind the real one keeps them.
#[derive(Clone, Debug)]
pub(crate) struct Dialog {
    pub(crate) id: Uuid,
    /// Changes with every update by the service owner.
    pub(crate) revision: Uuid,
    /// Code of the service owner.
    pub(crate) org: String,
    /// Id of the service, without the prefix of its URN.
    pub(crate) service: String,
    /// The registry's type; older rows have it in lower case.
    pub(crate) service_type: String,
    /// URN of the party that it belongs to.
    pub(crate) party: String,
    pub(crate) progress: Option<u8>,
    pub(crate) process: Option<String>,
    pub(crate) preceding_process: Option<String>,
    pub(crate) extended_status: Option<String>,
    pub(crate) external_reference: Option<String>,
    pub(crate) created: Timestamp,
    pub(crate) updated: Timestamp,
    pub(crate) content_updated: Timestamp,
    pub(crate) due: Option<Timestamp>,
    pub(crate) expires: Option<Timestamp>,
    pub(crate) visible_from: Option<Timestamp>,
    pub(crate) deleted: bool,
    pub(crate) status: Status,
    pub(crate) api_only: bool,
    /// Only dialogs for machines may be without.
    pub(crate) content: Option<Content>,
    pub(crate) attachments: Vec<Attachment>,
    pub(crate) gui_actions: Vec<GuiAction>,
    pub(crate) api_actions: Vec<ApiAction>,
    pub(crate) transmissions: Vec<Transmission>,
    /// Very many transmissions, made when they are read.
    pub(crate) series: Option<Series>,
    pub(crate) activities: Vec<Activity>,
    pub(crate) seen: Vec<Seen>,
    /// Counts as seen without an entry in the log: dialogs from before the log, or moved from
    /// Altinn 2.
    pub(crate) seen_before: bool,
    pub(crate) labels: Labels,
    pub(crate) label_log: Vec<LabelEvent>,
    /// Changes with every change of labels.
    pub(crate) context_revision: Uuid,
    /// The message in Altinn Melding that it stands for.
    pub(crate) message: Option<Uuid>,
    /// The instance of an app that it stands for, as `urn:altinn:instance-id:` has it.
    pub(crate) instance: Option<String>,
    /// What the service owner serves at the address of the main content.
    pub(crate) embed: Option<Embed>,
    /// Name to find it by; no part of Dialogporten.
    pub(crate) tag: Option<String>,
}

/// Content that is fetched from the service owner, and how it is served.
#[derive(Clone, Debug)]
pub(crate) struct Embed {
    /// What the service owner calls it in its answer.
    pub(crate) content_type: String,
    pub(crate) body: Localized,
    pub(crate) serving: Serving,
}

/// How embedded content is served.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Serving {
    /// As it should be.
    #[default]
    Plain,
    /// Moved to another path of the same host.
    Moved,
    /// Moved to another host, which must not get the dialog token.
    Elsewhere,
    /// More than the 100 KB that are allowed.
    TooLarge,
    /// Status 204.
    Empty,
    /// After more than the ten seconds that are allowed.
    Slow,
    /// Status 403, whatever the token.
    Refused,
}

/// The texts of a dialog.
#[derive(Clone, Debug, Default)]
pub(crate) struct Content {
    pub(crate) title: Localized,
    pub(crate) summary: Option<Localized>,
    pub(crate) sender_name: Option<Localized>,
    pub(crate) additional_info: Option<Typed>,
    pub(crate) extended_status: Option<Localized>,
    pub(crate) main_reference: Option<Typed>,
    pub(crate) non_sensitive_title: Option<Localized>,
    pub(crate) non_sensitive_summary: Option<Localized>,
}

/// A text, or an address per language, with its media type.
#[derive(Clone, Debug)]
pub(crate) struct Typed {
    pub(crate) value: Localized,
    pub(crate) media_type: String,
}

/// Who did something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Actor {
    /// A representative of the party; otherwise the service owner, without id and name.
    pub(crate) is_party: bool,
    /// URN. That of a person never leaves the server as it stands.
    pub(crate) id: Option<String>,
    pub(crate) name: Option<String>,
}

impl Actor {
    pub(crate) fn service_owner() -> Self {
        Self::default()
    }

    pub(crate) fn of(id: &str, name: &str) -> Self {
        Self {
            is_party: true,
            id: Some(id.to_owned()),
            name: Some(name.to_owned()),
        }
    }
}

/// A file at the service owner.
#[derive(Clone, Debug)]
pub(crate) struct Attachment {
    pub(crate) id: Uuid,
    pub(crate) display_name: Localized,
    pub(crate) name: Option<String>,
    pub(crate) urls: Vec<AttachmentUrl>,
    pub(crate) expires: Option<Timestamp>,
}

/// One representation of a file.
#[derive(Clone, Debug)]
pub(crate) struct AttachmentUrl {
    pub(crate) id: Uuid,
    pub(crate) url: String,
    pub(crate) media_type: Option<String>,
    pub(crate) consumer: Consumer,
}

/// A button.
#[derive(Clone, Debug)]
pub(crate) struct GuiAction {
    pub(crate) id: Uuid,
    pub(crate) action: String,
    pub(crate) url: String,
    pub(crate) authorization_attribute: Option<String>,
    pub(crate) deletes: bool,
    pub(crate) priority: Priority,
    pub(crate) method: Verb,
    pub(crate) title: Localized,
    pub(crate) prompt: Option<Localized>,
}

/// What another program may do.
#[derive(Clone, Debug)]
pub(crate) struct ApiAction {
    pub(crate) id: Uuid,
    pub(crate) action: String,
    pub(crate) authorization_attribute: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) endpoints: Vec<ApiEndpoint>,
}

/// Where it may do it.
#[derive(Clone, Debug)]
pub(crate) struct ApiEndpoint {
    pub(crate) id: Uuid,
    pub(crate) url: String,
    pub(crate) method: Verb,
}

/// Something sent by the service owner or the party; never changed.
#[derive(Clone, Debug)]
pub(crate) struct Transmission {
    pub(crate) id: Uuid,
    pub(crate) created: Timestamp,
    pub(crate) authorization_attribute: Option<String>,
    pub(crate) extended_type: Option<String>,
    pub(crate) external_reference: Option<String>,
    pub(crate) related: Option<Uuid>,
    pub(crate) r#type: TransmissionType,
    pub(crate) sender: Actor,
    pub(crate) title: Localized,
    pub(crate) summary: Option<Localized>,
    pub(crate) content_reference: Option<Typed>,
    pub(crate) attachments: Vec<Attachment>,
    pub(crate) navigational_actions: Vec<NavigationalAction>,
}

/// A link in a transmission.
#[derive(Clone, Debug)]
pub(crate) struct NavigationalAction {
    pub(crate) title: Localized,
    pub(crate) url: String,
    pub(crate) expires: Option<Timestamp>,
}

/// Something that happened.
#[derive(Clone, Debug)]
pub(crate) struct Activity {
    pub(crate) id: Uuid,
    pub(crate) created: Timestamp,
    pub(crate) r#type: ActivityType,
    pub(crate) transmission: Option<Uuid>,
    pub(crate) by: Actor,
    pub(crate) description: Localized,
}

impl Activity {
    /// An activity without words.
    pub(crate) fn new(id: Uuid, created: Timestamp, r#type: ActivityType, by: Actor) -> Self {
        Self {
            id,
            created,
            r#type,
            transmission: None,
            by,
            description: Localized::default(),
        }
    }
}

/// That somebody read the dialog.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) id: Uuid,
    pub(crate) at: Timestamp,
    pub(crate) by: Actor,
    pub(crate) via_service_owner: bool,
}

/// A time as the database keeps it: whole microseconds.
pub(crate) fn stored(at: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(at.as_microsecond()).unwrap_or(at)
}

/// When reading began to be logged: 2025-12-01T00:00:00Z, in seconds since 1970.
const READING_LOGGED_S: i64 = 1_764_547_200;

/// Whether a dialog counts as seen from the start: one from before reading was logged, or of a service
/// that was moved from Altinn 2.
pub(crate) fn seen_from_the_start(created: Timestamp, org: &str, service: &str) -> bool {
    let of_owner = |rest: &str| {
        rest.strip_prefix(org)
            .is_some_and(|app| app.starts_with("_a2"))
    };
    created.as_second() < READING_LOGGED_S || service.strip_prefix("app_").is_some_and(of_owner)
}

impl Dialog {
    /// Seen by anybody since the last change of content, and not marked as unopened.
    pub(crate) fn is_content_seen(&self) -> bool {
        !self.labels.has(Label::MarkedAsUnopened)
            && (self.seen_before || self.seen.iter().any(|seen| seen.at >= self.content_updated))
    }

    /// The newest entry of each reader since a time, oldest first.
    pub(crate) fn seen_since(&self, since: Timestamp) -> Vec<&Seen> {
        let mut newest: Vec<&Seen> = Vec::new();
        for seen in self.seen.iter().filter(|seen| seen.at >= since) {
            newest.retain(|other| other.by.id != seen.by.id);
            newest.push(seen);
        }
        newest
    }

    /// Transmissions of the service owner that it has not yet reported as opened; for messages also
    /// the message itself.
    pub(crate) fn has_unopened_content(&self) -> bool {
        let opened = |transmission: &Transmission| {
            self.activities.iter().any(|activity| {
                activity.r#type == ActivityType::TransmissionOpened
                    && activity.transmission == Some(transmission.id)
            })
        };
        let unopened_transmission = self
            .transmissions
            .iter()
            .any(|each| !each.r#type.is_from_party() && !opened(each));
        let unopened_message = self.message.is_some()
            && !self
                .activities
                .iter()
                .any(|activity| activity.r#type == ActivityType::CorrespondenceOpened);
        unopened_transmission || unopened_message || self.series.is_some()
    }

    /// Transmissions from the service owner and from the party.
    pub(crate) fn transmission_counts(&self) -> (usize, usize) {
        let stored = self
            .transmissions
            .iter()
            .filter(|each| each.r#type.is_from_party())
            .count();
        let (from_owner, from_party) = self.series.as_ref().map_or((0, 0), Series::counts);
        (
            self.transmissions.len() - stored + from_owner,
            stored + from_party,
        )
    }

    pub(crate) fn latest_activity(&self) -> Option<&Activity> {
        self.activities
            .iter()
            .max_by_key(|activity| activity.created)
    }

    /// Attachments that a person can open.
    pub(crate) fn gui_attachments(&self) -> usize {
        self.attachments
            .iter()
            .filter(|attachment| {
                attachment
                    .urls
                    .iter()
                    .any(|url| url.consumer == Consumer::Gui)
            })
            .count()
    }

    /// Notes that somebody reads it: an entry unless that reader has one since the last update, and
    /// no "unopened" any more. Whether anything changed.
    pub(crate) fn mark_seen(&mut self, by: &Actor, now: Timestamp) -> bool {
        let known = self
            .seen
            .iter()
            .any(|seen| seen.by.id == by.id && seen.at >= self.updated);
        if !known {
            self.seen.push(Seen {
                id: ids::fresh(now),
                at: stored(now),
                by: by.clone(),
                via_service_owner: false,
            });
        }
        let unmarked = self.set_labels(&[], &[Label::MarkedAsUnopened], by, now);
        unmarked || !known
    }

    /// Changes the labels and writes the log; a new context revision when anything changed.
    pub(crate) fn set_labels(
        &mut self,
        add: &[Label],
        remove: &[Label],
        by: &Actor,
        now: Timestamp,
    ) -> bool {
        let next = self.labels.changed(add, remove);
        if next == self.labels {
            return false;
        }
        for (label, act) in self.labels.log_lines(next) {
            self.label_log.push(LabelEvent {
                created: stored(now),
                label,
                act,
                by: by.clone(),
            });
        }
        self.labels = next;
        self.context_revision = Uuid::new_v4();
        true
    }

    /// What every change by the service owner brings with it. A silent one moves no time and no
    /// label; any other takes the dialog out of bin and archive. What cannot be seen yet is always
    /// dated to when it can.
    pub(crate) fn owner_changed(&mut self, now: Timestamp, content: bool, silent: bool) {
        self.revision = Uuid::new_v4();
        if let Some(from) = self.visible_from.filter(|from| *from > now) {
            self.updated = from;
            self.content_updated = from;
            self.seen_before = false;
        } else if !silent {
            self.updated = stored(now);
            if content {
                self.content_updated = self.updated;
                self.seen_before = false;
            }
        }
        if silent {
            return;
        }
        let sent = (self.transmissions.iter()).any(|each| each.r#type.is_from_party());
        let add: &[Label] = if sent {
            &[Label::Default, Label::Sent]
        } else {
            &[Label::Default]
        };
        self.set_labels(add, &[], &Actor::service_owner(), now);
    }
}
