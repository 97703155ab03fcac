//! What is particular to a message of Altinn Melding, as it is shown.

use fullmakt_altinn::dialogs::DialogToken;
use fullmakt_auth::AuthState;
use fullmakt_domain::Environment;
use fullmakt_domain::dialog::{Dialog, GuiAction};
use fullmakt_store::dialogs::Dialog as StoredDialog;
use url::Url;
use uuid::Uuid;

use super::failures::from_content;
use super::held::{Held, MeldingDetail};
use super::preview::is_in_bin;
use crate::state::{Account, App};
use crate::surface::common::{Ability, AbilityReason, Way};
use crate::surface::messages::Melding;
use crate::time::wire;

impl App {
    /// Reads the status of a message of Altinn Melding; `None` when the dialog is none. After its body, since the
    /// status tells that it was read.
    pub(super) async fn melding_of(
        &self,
        dialog: &Dialog,
        token: Option<&DialogToken>,
        before: Option<&Held>,
    ) -> Option<MeldingDetail> {
        let address = dialog
            .main_content
            .as_ref()?
            .value
            .text(self.language().into());
        let content = self.0.altinn.dialog_content();
        let id = content.melding_id(address)?;
        let earlier = before.and_then(|before| before.detail.melding.clone());
        let nothing = MeldingDetail {
            id,
            confirmation_needed: false,
            confirmed_at: None,
            read_at: None,
            failure: None,
        };
        let Some(token) = token else {
            return Some(earlier.unwrap_or(nothing));
        };
        Some(match content.melding(id, token).await {
            Ok(facts) => MeldingDetail {
                id,
                confirmation_needed: facts.confirmation_needed,
                confirmed_at: facts.confirmed_at,
                read_at: facts.read_at,
                failure: None,
            },
            Err(error) => MeldingDetail {
                failure: Some(from_content(&error, address)),
                ..earlier.unwrap_or(nothing)
            },
        })
    }

    /// As it is shown.
    pub(super) fn melding_view(
        &self,
        account: &Account,
        stored: &StoredDialog,
        held: &Held,
    ) -> Option<Melding> {
        let melding = held.detail.melding.as_ref()?;
        let (confirming, seen) = self.0.reading.with(&account.key, |known| {
            let confirming = known.confirming.contains(&melding.id);
            (confirming, known.confirmed.get(&melding.id).copied())
        });
        let confirmed_at = melding.confirmed_at.or(seen);
        let signed_in = matches!(self.0.auth.state(), AuthState::SignedIn(_));
        let may = |act| {
            let actions = &held.dialog().actions;
            let action = actions
                .iter()
                .find(|action| act_of(action, &self.0.environment) == Some((melding.id, act)));
            action.is_none_or(|action| action.is_authorized)
        };
        let outstanding = melding.confirmation_needed && confirmed_at.is_none();
        Some(Melding {
            id: melding.id.to_string(),
            confirmation_needed: melding.confirmation_needed,
            confirmed_at: confirmed_at.map(wire),
            confirming,
            confirm: match (melding.confirmation_needed, confirmed_at) {
                (false, _) => closed(AbilityReason::KindUnsupported),
                (true, Some(_)) => closed(AbilityReason::Decided),
                (true, None) => ability(signed_in, may(MeldingAct::Confirm)),
            },
            read_at: melding.read_at.map(wire),
            purge: if outstanding {
                closed(AbilityReason::ConfirmationOutstanding)
            } else if is_in_bin(stored) {
                ability(signed_in, may(MeldingAct::Purge))
            } else {
                closed(AbilityReason::NotInBin)
            },
            failure: melding.failure.clone(),
        })
    }
}

/// What Altinn Melding lets a recipient do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MeldingAct {
    /// Confirm receipt.
    Confirm,
    /// Delete for good.
    Purge,
}

/// Whether an action is one of Altinn Melding's own.
pub(super) fn is_melding_act(action: &GuiAction, environment: &Environment) -> bool {
    act_of(action, environment).is_some()
}

/// The message and the act behind an action's address.
fn act_of(action: &GuiAction, environment: &Environment) -> Option<(Uuid, MeldingAct)> {
    let url = Url::parse(&action.url).ok()?;
    if url.origin() != environment.platform.origin() {
        return None;
    }
    let segments: Vec<&str> = url.path_segments()?.collect();
    let [.., "correspondence", "api", "v1", "correspondence", id, act] = segments.as_slice() else {
        return None;
    };
    let act = match *act {
        "confirm" => MeldingAct::Confirm,
        "purge" => MeldingAct::Purge,
        _ => return None,
    };
    Some((id.parse().ok()?, act))
}

fn ability(signed_in: bool, may: bool) -> Ability {
    if !signed_in {
        closed(AbilityReason::SignedOut)
    } else if !may {
        closed(AbilityReason::MissingRights)
    } else {
        Ability {
            way: Way::Api,
            reason: None,
        }
    }
}

fn closed(reason: AbilityReason) -> Ability {
    Ability {
        way: Way::None,
        reason: Some(reason),
    }
}
