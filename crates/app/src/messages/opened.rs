//! The opened letter as it is shown.

use fullmakt_domain::dialog::{ActionPriority, DialogActivity, GuiAction};
use fullmakt_store::dialogs::Dialog as StoredDialog;
use jiff::Timestamp;

use super::attachments::Shelf;
use super::failures::host_of;
use super::guard::web_address;
use super::held::Held;
use super::melding_view::is_melding_act;
use super::preview::is_in_bin;
use super::reading::Acting;
use super::row::plain;
use super::words::snake;
use crate::state::{Account, App};
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::messages::{
    ActionRank, Body, Elsewhere, MessageAction, MessageActivity, Opened,
};
use crate::time::wire;

impl App {
    /// The opened letter.
    pub(super) async fn opened_view(
        &self,
        account: &Account,
        stored: &StoredDialog,
        held: &Held,
    ) -> Result<Opened, Failure> {
        let dialog = held.dialog();
        let shelf = self.shelf(account, dialog.row.id).await?;
        Ok(Opened {
            read_at: wire(held.read_at),
            outdated: held.is_outdated(stored.row.content_updated_at),
            body: held.body.clone(),
            additional: held.detail.additional.clone(),
            attachments: self.attachment_views(&shelf, &dialog.attachments),
            transmissions: super::count(dialog.transmissions.len()),
            last_transmission: dialog
                .transmissions
                .iter()
                .map(|t| t.created)
                .max()
                .map(wire),
            activities: self.activity_views(&dialog.activities),
            actions: self.action_views(account, held, is_in_bin(stored)),
            melding: self.melding_view(account, stored, held),
            expires: dialog.expires.map(wire),
            elsewhere: self.elsewhere(held, &shelf),
        })
    }

    /// What happened, the newest first; what has no time comes last.
    fn activity_views(&self, activities: &[DialogActivity]) -> Vec<MessageActivity> {
        let language = self.language().into();
        let mut sorted: Vec<&DialogActivity> = activities.iter().collect();
        sorted.sort_by_key(|activity| std::cmp::Reverse(activity.created));
        sorted
            .into_iter()
            .map(|activity| {
                let text = activity.description.text(language);
                MessageActivity {
                    at: activity.created.map(wire),
                    kind: snake(&activity.kind),
                    by: activity.by.clone(),
                    text: (!text.is_empty()).then(|| text.to_owned()),
                }
            })
            .collect()
    }

    /// What can be done, by rank. Deletion is offered in the bin only, and what Altinn Melding does has its own place.
    fn action_views(&self, account: &Account, held: &Held, in_bin: bool) -> Vec<MessageAction> {
        let language = self.language().into();
        let melding = held.detail.melding.is_some();
        let mut actions: Vec<&GuiAction> = held
            .dialog()
            .actions
            .iter()
            .filter(|action| in_bin || !action.deletes)
            .filter(|action| !(melding && is_melding_act(action, &self.0.environment)))
            .collect();
        actions.sort_by_key(|action| action.priority);
        let acting = |known: &mut super::reading::Known| known.acting.clone();
        let acting = self.0.reading.with(&account.key, acting);
        actions
            .into_iter()
            .map(|action| MessageAction {
                id: action.id.to_string(),
                title: plain(action.title.text(language).to_owned()),
                rank: rank(action.priority),
                in_browser: is_navigation(action),
                host: host_of(&action.url).unwrap_or_default(),
                prompt: action
                    .prompt
                    .as_ref()
                    .map(|prompt| prompt.text(language).to_owned())
                    .filter(|prompt| !prompt.is_empty()),
                deletes: action.deletes,
                authorised: action.is_authorized,
                busy: acting.get(&action.id) == Some(&Acting::Sent),
                unsettled: match acting.get(&action.id) {
                    Some(Acting::Unanswered) => Some(Failure::new(ErrorCode::ActionUnanswered)),
                    Some(Acting::Unknown) => Some(Failure::new(ErrorCode::OutcomeUnknown)),
                    Some(Acting::Sent) | None => None,
                },
            })
            .collect()
    }

    /// The page where the rest can be read, when not all could be shown here.
    fn elsewhere(&self, held: &Held, shelf: &Shelf) -> Option<Elsewhere> {
        let dialog = held.dialog();
        let is_cut = match &held.body {
            Body::Shown { document, .. } => document.truncated || document.omitted,
            Body::Failed { .. } => true,
            _ => false,
        };
        let browser_only = dialog
            .attachments
            .iter()
            .any(|a| shelf.is_for_browser(a.id));
        if !is_cut && !browser_only {
            return None;
        }
        let mut pages: Vec<&GuiAction> = dialog
            .actions
            .iter()
            .filter(|action| is_navigation(action) && action.is_authorized)
            // One that asks first has its own button.
            .filter(|action| action.prompt.is_none())
            .collect();
        pages.sort_by_key(|action| action.priority);
        pages.into_iter().find_map(|action| {
            let url = web_address(&self.0.environment, &action.url).ok()?;
            Some(Elsewhere {
                host: url.host_str()?.to_owned(),
                action_id: action.id.to_string(),
            })
        })
    }
}

/// Whether an action is a page to go to.
pub(super) fn is_navigation(action: &GuiAction) -> bool {
    action.method.eq_ignore_ascii_case("GET")
}

/// Whether a time has passed.
pub(super) fn is_over(expires: Option<Timestamp>, now: Timestamp) -> bool {
    expires.is_some_and(|expires| expires <= now)
}

fn rank(priority: ActionPriority) -> ActionRank {
    match priority {
        ActionPriority::Primary => ActionRank::Primary,
        ActionPriority::Secondary => ActionRank::Secondary,
        ActionPriority::Tertiary => ActionRank::Tertiary,
    }
}
