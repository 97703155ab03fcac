//! Opening a dialog, and what stands around it.

use fullmakt_domain::Sensitive;
use fullmakt_domain::dialog::{AccessEvidence, Dialog, LabelEntry, Lookup, SeenEntry};
use fullmakt_net::Call;
use serde::Deserialize;
use uuid::Uuid;

use super::wire::{WireActor, WireDialog, WireLocalization, WireSeen, localized, service_id};
use super::{DialogToken, DialogTrouble, Dialogs};
use crate::client::read;
use crate::error::AltinnError;
use crate::kinds::{DIALOG_LABEL_LOG, DIALOG_LOOKUP, DIALOG_OPEN, DIALOG_SEEN_LOG};
use crate::wire::{instant, lenient, text, uuid};

/// A dialog just opened.
#[derive(Clone, Debug)]
pub struct OpenedDialog {
    /// The dialog.
    pub dialog: Dialog,
    /// Ten minutes' proof of it, in memory only.
    pub token: Option<DialogToken>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireLabelEntry {
    #[serde(default, deserialize_with = "text")]
    created_at: Option<String>,
    #[serde(default, deserialize_with = "text")]
    name: Option<String>,
    #[serde(default, deserialize_with = "text")]
    action: Option<String>,
    #[serde(default)]
    performed_by: Option<WireActor>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
struct WireLookup {
    #[serde(default, deserialize_with = "text")]
    dialog_id: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    title: Vec<WireLocalization>,
    #[serde(default)]
    service_resource: Option<WireLookupService>,
    #[serde(default)]
    authorization_evidence: Option<WireEvidence>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireLookupService {
    #[serde(default, deserialize_with = "text")]
    id: Option<String>,
    #[serde(default)]
    minimum_authentication_level: Option<u8>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
struct WireEvidence {
    #[serde(default)]
    current_authentication_level: Option<u8>,
    #[serde(default, deserialize_with = "lenient")]
    evidence: Vec<WireGrant>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireGrant {
    #[serde(default, deserialize_with = "text")]
    grant_type: Option<String>,
    #[serde(default, deserialize_with = "text")]
    subject: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    name: Vec<WireLocalization>,
}

impl Dialogs<'_> {
    /// **Opens a dialog: the server logs who looked, shows it to others, and takes the unread mark away.** Never called
    /// but on the person's own act. Sent once: a second try would be a second look.
    ///
    /// # Errors
    /// See [`DialogTrouble`].
    pub async fn open(&self, id: Uuid) -> Result<OpenedDialog, DialogTrouble> {
        let call = Call::get(DIALOG_OPEN, self.dialog(id, &[])).idempotent(false);
        let answer = self.ask(call).await?;
        let mut wire: WireDialog = read(DIALOG_OPEN, &answer)?;
        let token = wire.take_token().map(Sensitive::new);
        let dialog = wire
            .dialog()
            .ok_or(AltinnError::Unreadable { what: DIALOG_OPEN })?;
        Ok(OpenedDialog { dialog, token })
    }

    /// Everyone who looked, the newest first. Marks nothing as seen.
    ///
    /// # Errors
    /// See [`DialogTrouble`].
    pub async fn seen_log(&self, id: Uuid) -> Result<Vec<SeenEntry>, DialogTrouble> {
        let answer = self
            .ask(Call::get(DIALOG_SEEN_LOG, self.dialog(id, &["seenlog"])))
            .await?;
        let list: Vec<WireSeen> = read(DIALOG_SEEN_LOG, &answer)?;
        let mut entries: Vec<SeenEntry> = list.into_iter().filter_map(WireSeen::entry).collect();
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.at));
        Ok(entries)
    }

    /// Everyone who filed it, the newest first. Marks nothing as seen.
    ///
    /// # Errors
    /// See [`DialogTrouble`].
    pub async fn label_log(&self, id: Uuid) -> Result<Vec<LabelEntry>, DialogTrouble> {
        let url = self.dialog(id, &["context", "labellog"]);
        let answer = self.ask(Call::get(DIALOG_LABEL_LOG, url)).await?;
        let list: Vec<WireLabelEntry> = read(DIALOG_LABEL_LOG, &answer)?;
        let mut entries: Vec<LabelEntry> = list
            .into_iter()
            .filter_map(|entry| {
                let name = entry.name?;
                Some(LabelEntry {
                    at: instant(entry.created_at.as_deref())?,
                    label: name.rsplit(':').next().unwrap_or(&name).to_owned(),
                    set: entry.action.as_deref() != Some("remove"),
                    by: entry.performed_by.and_then(WireActor::name),
                })
            })
            .collect();
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.at));
        Ok(entries)
    }

    /// Why the person has access. Marks nothing as seen. `instance` is `urn:altinn:dialog-id:…`,
    /// `urn:altinn:correspondence-id:…` or `urn:altinn:instance-id:…`.
    ///
    /// # Errors
    /// See [`DialogTrouble`].
    pub async fn lookup(&self, instance: &str) -> Result<Lookup, DialogTrouble> {
        let mut url = self.enduser(["dialoglookup"]);
        url.query_pairs_mut().append_pair("instanceRef", instance);
        let answer = self.ask(Call::get(DIALOG_LOOKUP, url)).await?;
        let wire: WireLookup = read(DIALOG_LOOKUP, &answer)?;
        let evidence = wire.authorization_evidence.unwrap_or_default();
        let service = wire.service_resource;
        Ok(Lookup {
            dialog: uuid(wire.dialog_id.as_deref()).ok_or(AltinnError::Unreadable {
                what: DIALOG_LOOKUP,
            })?,
            title: localized(wire.title),
            minimum_level: service
                .as_ref()
                .and_then(|s| s.minimum_authentication_level)
                .unwrap_or(0),
            service: service
                .and_then(|s| s.id)
                .map(|id| service_id(&id))
                .unwrap_or_default(),
            current_level: evidence.current_authentication_level.unwrap_or(0),
            evidence: evidence
                .evidence
                .into_iter()
                .map(|grant| AccessEvidence {
                    kind: grant.grant_type.unwrap_or_default(),
                    subject: grant.subject.unwrap_or_default(),
                    name: localized(grant.name),
                })
                .collect(),
        })
    }
}
