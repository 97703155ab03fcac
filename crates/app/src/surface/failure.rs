//! Making and reading failures.

use std::collections::BTreeMap;

use super::common::{ErrorCode, Failure, Retry};

impl Failure {
    /// A failure with nothing but its code; `retry` follows from the code.
    pub fn new(code: ErrorCode) -> Self {
        Failure {
            code,
            retry: code.usual_retry(),
            after_s: None,
            upstream_code: None,
            trace_id: None,
            context: BTreeMap::new(),
        }
    }

    /// Adds a fact for the sentence.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<String>) -> Self {
        self.context.insert(key.to_owned(), value.into());
        self
    }

    /// Says how long the other side asked us to wait.
    #[must_use]
    pub fn after(mut self, seconds: Option<u32>) -> Self {
        self.after_s = seconds;
        self
    }

    /// The input of a command could not be read.
    pub fn invalid_input(command: &str, error: &serde_json::Error) -> Self {
        Failure::new(ErrorCode::InvalidInput)
            .with("command", command)
            .with("line", error.line().to_string())
            .with("column", error.column().to_string())
    }

    /// No such command.
    pub fn unknown_command(name: &str) -> Self {
        let short: String = name.chars().take(60).collect();
        Failure::new(ErrorCode::UnknownCommand).with("command", short)
    }

    /// As the store keeps it.
    pub(crate) fn kept(&self) -> String {
        serde_json::to_string(self).expect("a code and words are always JSON")
    }

    /// What the store kept; `None` also for what an older release kept in a form that is not known any more.
    pub(crate) fn of_kept(kept: Option<&str>) -> Option<Self> {
        serde_json::from_str(kept?).ok()
    }

    /// A fault of ours, with the place it showed.
    pub fn unexpected(place: &str) -> Self {
        Failure::new(ErrorCode::Unexpected).with("place", place)
    }
}

impl std::fmt::Display for Failure {
    /// For logs: the code and Altinn's own, never the context (it may name organisations).
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", self.code)?;
        if let Some(upstream) = &self.upstream_code {
            write!(f, " ({upstream})")?;
        }
        Ok(())
    }
}

impl std::error::Error for Failure {}

impl ErrorCode {
    /// Whether trying again usually makes sense for this case.
    pub fn usual_retry(self) -> Retry {
        match self {
            ErrorCode::Timeout
            | ErrorCode::UpstreamDown
            | ErrorCode::RequestChanged
            | ErrorCode::PlanChanged => Retry::Now,
            ErrorCode::Offline
            | ErrorCode::RateLimited
            | ErrorCode::OutcomeUnknown
            | ErrorCode::LoginRequired
            | ErrorCode::LoginCancelled
            | ErrorCode::LoginTimeout
            | ErrorCode::BrowserUnavailable
            | ErrorCode::ProgramUnavailable
            | ErrorCode::LoginInvalid
            | ErrorCode::LevelTooLow
            | ErrorCode::ScopeMissing
            | ErrorCode::ConsentRefused
            | ErrorCode::ServiceLevelTooLow
            | ErrorCode::RegistrationIncomplete
            | ErrorCode::DelegationFailed
            | ErrorCode::WithdrawFailed
            | ErrorCode::NotAcknowledged
            | ErrorCode::KeyringMissing
            | ErrorCode::KeyringLocked
            | ErrorCode::DiskFull
            | ErrorCode::FileNotWritten
            | ErrorCode::ClientLacksPackage
            | ErrorCode::PersonMismatch
            | ErrorCode::PersonLookupLocked => Retry::Later,
            _ => Retry::Never,
        }
    }
}
