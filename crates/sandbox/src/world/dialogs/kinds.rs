//! The closed sets of Dialogporten, spelled as REST spells them (dialogporten reference 1.8).

use serde::{Deserialize, Serialize};

/// How far a dialog has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Status {
    InProgress,
    Draft,
    RequiresAttention,
    Completed,
    NotApplicable,
    Awaiting,
}

/// What happened to a dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum ActivityType {
    DialogCreated,
    DialogClosed,
    Information,
    TransmissionOpened,
    PaymentMade,
    SignatureProvided,
    DialogOpened,
    DialogDeleted,
    DialogRestored,
    SentToSigning,
    SentToFormFill,
    SentToSendIn,
    SentToPayment,
    FormSubmitted,
    FormSaved,
    CorrespondenceOpened,
    CorrespondenceConfirmed,
}

/// What a transmission is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum TransmissionType {
    Information,
    Acceptance,
    Rejection,
    Request,
    Alert,
    Decision,
    Submission,
    Correction,
}

impl TransmissionType {
    /// Whether the party sent it; everything else comes from the service owner.
    pub(crate) fn is_from_party(self) -> bool {
        matches!(self, Self::Submission | Self::Correction)
    }
}

/// Whom an attachment's address is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Consumer {
    Gui,
    Api,
}

/// How prominent an action is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Priority {
    Primary,
    Secondary,
    Tertiary,
}

/// HTTP method of an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub(crate) enum Verb {
    Get,
    Post,
    Put,
    Patch,
    Delete,
}

/// Reads a member of a closed set by its exact REST spelling.
pub(crate) fn parse<T: serde::de::DeserializeOwned>(name: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::from(name)).ok()
}
