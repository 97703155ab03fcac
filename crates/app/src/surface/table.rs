//! The one list of commands.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::activity::*;
use super::approvals::*;
use super::common::*;
use super::organisations::*;
use super::session::*;
use super::system_users::*;

/// What a command reads (a query) or touches (a write), and what a change event names. The window drops what it
/// holds of a topic when a write or an event names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// Login, capabilities, storage of secrets.
    Session,
    /// Language, theme and so on.
    Settings,
    /// Status line.
    Status,
    /// Actors.
    Organisations,
    /// Requests.
    Approvals,
    /// The log.
    Activity,
    /// System users.
    SystemUsers,
}

/// Something changed. Losing one does no harm: the window reads again on focus.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum Event {
    /// Data under these topics changed.
    Changed {
        /// Topics.
        topics: Vec<Topic>,
    },
    /// A link was handed over from outside (command line, `fullmakt://`, second start) and is in the queue.
    LinkArrived {
        /// Key of the request.
        key: String,
    },
    /// A link was handed over from outside and could not be used.
    LinkRefused {
        /// Why.
        failure: Failure,
    },
    /// An observed request was decided.
    Decided {
        /// Key of the request.
        key: String,
        /// Number of the receipt.
        receipt: String,
    },
    /// A system user whose withdrawal was observed is gone.
    Withdrawn {
        /// Its organisation.
        party_uuid: PartyUuid,
        /// System user id.
        id: String,
        /// Number of the receipt.
        receipt: String,
    },
    /// The window should start over (the environment changed).
    Restart,
}

/// One row of the list, for hosts and for tests.
#[derive(Clone, Copy, Debug)]
pub struct CommandInfo {
    /// Name on the wire.
    pub name: &'static str,
    /// A query changes nothing at Altinn and may be repeated.
    pub is_query: bool,
    /// Topics read or touched.
    pub topics: &'static [Topic],
}

macro_rules! commands {
    ($( $(#[doc = $doc:literal])+ $mode:ident $name:ident($input:ty) -> $output:ty, [$($topic:ident),*]; )+) => {
        /// Every command as a method. A host serves all of them through [`dispatch`].
        #[async_trait::async_trait]
        pub trait Commands: Send + Sync {
            $( $(#[doc = $doc])+ async fn $name(&self, input: $input) -> Result<$output, Failure>; )+
        }

        /// The list.
        pub const COMMANDS: &[CommandInfo] = &[
            $( CommandInfo { name: stringify!($name), is_query: commands!(@$mode), topics: &[$(Topic::$topic),*] } ),+
        ];

        /// Runs the command `name` with a JSON input and gives a JSON answer.
        ///
        /// # Errors
        /// [`ErrorCode::UnknownCommand`], [`ErrorCode::InvalidInput`], or whatever the command ends in.
        pub async fn dispatch(
            commands: &dyn Commands,
            name: &str,
            input: serde_json::Value,
        ) -> Result<serde_json::Value, Failure> {
            match name {
                $( stringify!($name) => {
                    let input: $input = serde_json::from_value(input)
                        .map_err(|e| Failure::invalid_input(stringify!($name), &e))?;
                    let answer = commands.$name(input).await?;
                    serde_json::to_value(answer).map_err(|_| Failure::unexpected("answer"))
                } )+
                _ => Err(Failure::unknown_command(name)),
            }
        }

        /// Calls `visit` with the name and the two types of every command (for the TypeScript).
        pub fn each_command<V: CommandVisitor>(visit: &mut V) {
            $( visit.command::<$input, $output>(stringify!($name), commands!(@$mode), &[$(Topic::$topic),*]); )+
        }
    };
    (@read) => { true };
    (@write) => { false };
}

/// Sees every command with its types.
pub trait CommandVisitor {
    /// One command.
    fn command<I: TS + 'static, O: TS + 'static>(
        &mut self,
        name: &'static str,
        is_query: bool,
        topics: &'static [Topic],
    );
}

commands! {
    /// What is running.
    read app_info(Nothing) -> AppInfo, [];
    /// Who is signed in, and what the login allows.
    read session(Nothing) -> Session, [Session];
    /// Starts a login; the answer is the session in its new state, the rest comes as events.
    write sign_in(SignIn) -> Session, [Session];
    /// Gives up a login that waits for the browser.
    write cancel_sign_in(Nothing) -> Session, [Session];
    /// Opens the browser again for the login that waits.
    write reopen_sign_in(Nothing) -> Session, [Session];
    /// Revokes and wipes the login.
    write sign_out(SignOut) -> Session, [Session, Organisations, Approvals, Activity, SystemUsers];
    /// Tries the keyring again after the user unlocked it.
    write retry_keyring(Nothing) -> Session, [Session];
    /// Begins anew when stored data cannot be opened.
    write recover_store(RecoverStore) -> Session, [Session, Organisations, Approvals, Activity, SystemUsers];
    /// Changes environment; a `restart` event follows.
    write switch_environment(SwitchEnvironment) -> Nothing, [];
    /// Settings of this person on this machine.
    read settings(Nothing) -> Settings, [Settings];
    /// Saves settings.
    write set_settings(Settings) -> Settings, [Settings, Organisations, Approvals, SystemUsers];
    /// The status line and the call meter.
    read status(Nothing) -> Status, [Status];

    /// A window of actors.
    read organisations(OrganisationsQuery) -> OrganisationsPage, [Organisations];
    /// Reads the actors from Altinn again.
    write refresh_organisations(Nothing) -> Nothing, [Organisations, Status];
    /// Stars or unstars an actor.
    write set_favourite(SetFavourite) -> Nothing, [Organisations];
    /// Notes that an actor was opened.
    write open_organisation(OpenOrganisation) -> Nothing, [Organisations];
    /// What the palette finds, from this machine only.
    read palette(PaletteQuery) -> PaletteAnswer, [Organisations, Approvals, SystemUsers];

    /// The queue of requests over all organisations.
    read queue(QueueQuery) -> Queue, [Approvals];
    /// Takes a pasted text, checks it without a call, and puts the request in the queue.
    write add_link(AddLink) -> LinkAdded, [Approvals];
    /// Takes a row out of the queue (decided, unknown, or the user's wish). Nothing is sent.
    write dismiss(RequestRef) -> Nothing, [Approvals];
    /// Looks for a link's request in one organisation, or in the next hundred.
    write find_request(FindRequest) -> Nothing, [Approvals, Status];
    /// Reads more organisations that were never read.
    write read_on(ReadOn) -> Nothing, [Approvals, SystemUsers, Status];
    /// Everything about one request. Finds the organisation by itself.
    read review(ReviewQuery) -> Review, [Approvals];
    /// Approves by Altinn's interface, or hands off to Altinn's page.
    write approve(Approve) -> Decision, [Approvals, Activity, SystemUsers, Status];
    /// Rejects, at once or after ten seconds.
    write reject(Reject) -> Decision, [Approvals, Activity, Status];
    /// Takes back a rejection that has not been sent.
    write undo_reject(RequestRef) -> Nothing, [Approvals];
    /// Forwards to an access manager.
    write escalate(RequestRef) -> Decision, [Approvals, Activity, Status];
    /// Opens the request at Altinn and observes it.
    write hand_off(RequestRef) -> Decision, [Approvals, Activity];
    /// Stops observing; the request stays in the queue.
    write stop_observing(RequestRef) -> Nothing, [Approvals];
    /// Altinn's page for a request, for a message to a colleague.
    read confirm_link(RequestRef) -> ConfirmLink, [Approvals];

    /// A window of the log.
    read activity(ActivityQuery) -> ActivityPage, [Activity];
    /// One receipt.
    read receipt(ReceiptRef) -> Receipt, [Activity];
    /// Writes the log or a receipt to a file.
    write export_activity(ExportActivity) -> Exported, [Activity];

    /// Every system user of every organisation.
    read system_users(SystemUsersQuery) -> SystemUsersPage, [SystemUsers];
    /// One system user with its true current rights.
    read system_user(SystemUserRef) -> SystemUserDetail, [SystemUsers];
    /// Withdraws a system user.
    write withdraw(SystemUserRef) -> Withdrawal, [SystemUsers, Activity, Status];

    /// Opens an address in the system browser.
    write open_external(OpenExternal) -> Nothing, [];
    /// A mark from the window for the trace.
    write ui_mark(UiMark) -> Nothing, [];
    /// A warning or error from the window, for the log.
    write ui_log(UiLog) -> Nothing, [];
}
