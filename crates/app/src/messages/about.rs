//! What stands around a message at Altinn: why the user has access, and who opened and filed it. None of these calls
//! marks it as seen.

use fullmakt_altinn::dialogs::DialogTrouble;
use fullmakt_domain::dialog::{AccessEvidence, LabelEntry};

use super::failures::from_dialog;
use super::row::seen_view;
use super::words::snake;
use crate::state::App;
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::messages::{
    AccessGrant, AccessReason, LabelLogRow, MessageHistory, MessageRef,
};
use crate::time::wire;

impl App {
    /// Why the user has access.
    pub(crate) async fn access_reason(&self, input: MessageRef) -> Result<AccessReason, Failure> {
        let account = self.account()?;
        let id = super::id(&input.id, "id")?;
        self.stored_dialog(&account, id).await?;
        let instance = format!("urn:altinn:dialog-id:{id}");
        let lookup = self.0.altinn.dialogs().lookup(&instance).await;
        let mut lookup = lookup.map_err(|trouble| from_dialog(&trouble))?;
        lookup.evidence.sort_by_key(telling);
        let language = self.language().into();
        Ok(AccessReason {
            level: lookup.current_level,
            needed_level: lookup.minimum_level,
            grants: lookup
                .evidence
                .into_iter()
                .map(|grant| {
                    let name = grant.name.text(language);
                    AccessGrant {
                        kind: snake(&grant.kind),
                        name: if name.is_empty() {
                            code_of(&grant.subject).to_owned()
                        } else {
                            name.to_owned()
                        },
                    }
                })
                .collect(),
        })
    }

    /// Who opened and filed a message.
    pub(crate) async fn message_history(
        &self,
        input: MessageRef,
    ) -> Result<MessageHistory, Failure> {
        let account = self.account()?;
        let id = super::id(&input.id, "id")?;
        self.stored_dialog(&account, id).await?;
        let dialogs = self.0.altinn.dialogs();
        let both = futures::try_join!(dialogs.seen_log(id), dialogs.label_log(id));
        let (seen, labels) = both.map_err(|trouble| match trouble {
            // What lists show without any right in its service answers so too (Dialogporten reference, 1.11).
            DialogTrouble::NotFound => Failure::new(ErrorCode::AccessDenied),
            other => from_dialog(&other),
        })?;
        Ok(MessageHistory {
            seen: seen_view(seen),
            labels: labels.into_iter().map(label_row).collect(),
        })
    }
}

fn label_row(entry: LabelEntry) -> LabelLogRow {
    LabelLogRow {
        at: wire(entry.at),
        label: snake(&entry.label),
        set: entry.set,
        by: entry.by,
    }
}

/// The most telling first: what was given for this very message, then roles.
fn telling(grant: &AccessEvidence) -> u8 {
    match grant.kind.as_str() {
        "InstanceDelegation" => 0,
        "ResourceDelegation" => 1,
        "AccessPackage" => 2,
        "Role" => 3,
        _ => 4,
    }
}

/// The code at the end of a URN. A person's holds an identity number, and is not shown.
fn code_of(subject: &str) -> &str {
    let is_person = subject.contains(":person:") || subject.contains("identifier-no");
    if is_person {
        return "";
    }
    subject.rsplit(':').next().unwrap_or(subject)
}

#[cfg(test)]
mod tests {
    use super::code_of;

    #[test]
    fn a_person_is_never_a_code() {
        assert_eq!(code_of("urn:altinn:rolecode:DAGL"), "DAGL");
        assert_eq!(
            code_of("urn:altinn:person:identifier-no:01010112345"),
            "",
            "an identity number"
        );
    }
}
