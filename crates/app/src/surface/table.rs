//! The one list of commands.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::activity::*;
use super::alike::*;
use super::approvals::*;
use super::clients::*;
use super::common::*;
use super::creation::*;
use super::forwarding::*;
use super::messages::*;
use super::moving::*;
use super::organisations::*;
use super::own_organisation::*;
use super::session::*;
use super::system_users::*;
use super::watch::*;

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
    /// Rows of requests alone: one was read, and its row tells more.
    Queue,
    /// The log.
    Activity,
    /// System users.
    SystemUsers,
    /// Messages: rows, reader, deadlines, views.
    Messages,
    /// Counts beside folders and organisations.
    Counts,
    /// Synchronisation.
    Sync,
    /// The user's own groups of organisations.
    Groups,
    /// Clients, agents and what lies between them; templates and tags. Named once a second while a job runs.
    Clients,
    /// Jobs that change many clients. Named at most four times a second while one runs.
    Jobs,
    /// Accesses that others gave to the user as an agent.
    MyClients,
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
        /// The text as it came, where it links to a page at Altinn that the browser can open (`altinn_page`).
        page: Option<String>,
    },
    /// An observed request was decided.
    Decided {
        /// Key of the request.
        key: String,
        /// Number of the receipt.
        receipt: String,
    },
    /// `approve_alike` has come this far.
    AlikeProgress {
        /// Key of the first request that the command named.
        first: String,
        /// Requests settled: approved, or refused.
        done: u32,
        /// Requests in all.
        total: u32,
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
    /// New messages came in; lists show them on the user's wish.
    MessagesArrived {
        /// How many.
        count: u32,
    },
    /// A job came to its end, or to a stop that the user must do something about.
    JobStopped {
        /// The job as it stands.
        job: Box<Job>,
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
    read organisations(OrganisationsQuery) -> OrganisationsPage, [Organisations, Counts];
    /// Reads the actors from Altinn again.
    write refresh_organisations(Nothing) -> Nothing, [Organisations, Status];
    /// Stars or unstars an actor.
    write set_favourite(SetFavourite) -> Nothing, [Organisations];
    /// Notes that an actor was opened.
    write open_organisation(OpenOrganisation) -> Nothing, [Organisations];
    /// What the palette finds, from this machine only.
    read palette(PaletteQuery) -> PaletteAnswer, [Organisations, Approvals, Queue, SystemUsers, Counts];

    /// The queue of requests over all organisations.
    read queue(QueueQuery) -> Queue, [Approvals, Queue, Groups];
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
    /// Facts for a message to a colleague who can decide. Makes no call.
    read colleague_note(RequestRef) -> ColleagueNote, [Approvals];
    /// Waiting requests by the same system for the same permissions, each one checked. The first is the one named.
    read alike(RequestRef) -> Alike, [Approvals];
    /// Approves several that are alike, one after another; answers when all are done. Events tell how far it has come.
    write approve_alike(ApproveAlike) -> AlikeOutcomes, [Approvals, Activity, SystemUsers, Status];

    /// A window of the log.
    read activity(ActivityQuery) -> ActivityPage, [Activity, Groups];
    /// One receipt.
    read receipt(ReceiptRef) -> Receipt, [Activity];
    /// Writes the log or a receipt to a file.
    write export_activity(ExportActivity) -> Exported, [Activity];

    /// Every system user of every organisation.
    read system_users(SystemUsersQuery) -> SystemUsersPage, [SystemUsers, Groups];
    /// One system user with its true current rights.
    read system_user(SystemUserRef) -> SystemUserDetail, [SystemUsers];
    /// What a withdrawal takes away.
    read withdrawal(SystemUserRef) -> WithdrawalConsequence, [SystemUsers];
    /// Withdraws a system user.
    write withdraw(SystemUserRef) -> Withdrawal, [SystemUsers, Activity, Status];
    /// Whether the own organisation is on a system user for clients.
    read own_organisation(SystemUserRef) -> OwnOrganisation, [SystemUsers];
    /// Adds the own organisation to a system user for clients, or removes it.
    write set_own_organisation(SetOwnOrganisation) -> OwnOrganisation, [SystemUsers, Activity, Status];
    /// Systems that one can set up.
    read systems(SystemsQuery) -> Systems, [SystemUsers];
    /// What setting up a system would give.
    read creation(CreationQuery) -> Creation, [SystemUsers];
    /// Sets up a system user by Altinn's interface, or hands off to Altinn's page.
    write create_system_user(CreateSystemUser) -> Created, [SystemUsers, Activity, Status];
    /// What the watch found and nobody has acknowledged.
    read watch(Nothing) -> Watch, [SystemUsers];
    /// Acknowledges what was found of one access, as it was shown: from now on that is no news.
    write acknowledge(Acknowledge) -> Nothing, [SystemUsers, Status];
    /// Writes a note on an access, on this machine.
    write set_note(SetNote) -> Nothing, [SystemUsers];
    /// Sets the day to look at an access again, on this machine.
    write set_review_date(SetReviewDate) -> Nothing, [SystemUsers, Status];
    /// Moves from one system to another.
    read moves(Nothing) -> Moves, [SystemUsers, Approvals];
    /// Begins a move. Nothing is sent.
    write begin_move(BeginMove) -> Move, [SystemUsers];
    /// Reads what the old and the new access hold, and compares.
    write check_move(MoveRef) -> Move, [SystemUsers, Status];
    /// Withdraws the old access, after a check that passed or that the person overruled.
    write finish_move(FinishMove) -> MoveFinished, [SystemUsers, Activity, Status];
    /// Stops a move where it stands. Nothing is sent.
    write stop_move(MoveRef) -> Nothing, [SystemUsers];

    /// A window of messages, from this machine only.
    read messages(MessagesQuery) -> MessagesPage, [Messages];
    /// Where a message stands in a list, and its neighbours.
    read message_place(PlaceQuery) -> Place, [Messages];
    /// What the filter menus offer.
    read message_facets(FacetsQuery) -> Facets, [Messages];
    /// Counts beside folders.
    read message_counts(CountsQuery) -> MessageCounts, [Counts];
    /// One message as this machine knows it. Makes no call.
    read message(MessageRef) -> Message, [Messages, SystemUsers];
    /// Opens a message at Altinn: logged there, and shown to others.
    write open_message(OpenMessage) -> Message, [Messages, Counts, Status];
    /// Closes the open message: its updates are no longer listened for.
    write close_message(MessageRef) -> Nothing, [];
    /// A window of transmissions of an opened message.
    read transmissions(TransmissionsQuery) -> TransmissionsPage, [Messages];
    /// Opens the content of a transmission at the service owner.
    write open_transmission(TransmissionRef) -> TransmissionRow, [Messages, Status];
    /// Why the user has access to a message.
    read access_reason(MessageRef) -> AccessReason, [];
    /// Who opened and filed a message, from Altinn.
    read message_history(MessageRef) -> MessageHistory, [];
    /// Fetches an attachment and keeps it, encrypted.
    write fetch_attachment(AttachmentRef) -> Attachment, [Messages, Status];
    /// Saves an attachment to the download folder, fetching it first if need be.
    write save_attachment(AttachmentRef) -> Saved, [Messages, Status];
    /// Saves all attachments of a message.
    write save_attachments(SaveAttachments) -> Saved, [Messages, Status];
    /// Opens a saved attachment with the system's program for it; never one that can run code.
    write open_attachment(AttachmentRef) -> Nothing, [Messages, Status];
    /// Bytes of a kept attachment for our own viewer.
    read attachment_bytes(AttachmentRef) -> AttachmentBytes, [];
    /// Does an action of a message.
    write run_action(RunAction) -> ActionOutcome, [Messages, Activity, Status];
    /// Opens a link that stands in a letter, after asking about its host.
    write open_letter_link(OpenLetterLink) -> LinkOutcome, [];
    /// Confirms receipt of a message of Altinn Melding.
    write confirm_receipt(MessageRef) -> ConfirmOutcome, [Messages, Activity, Status];
    /// Deletes a message of Altinn Melding for good. Only in the bin.
    write purge_message(MessageRef) -> Nothing, [Messages, Counts, Activity, Status];
    /// Files messages: here at once, at Altinn afterwards.
    write file_messages(FileMessages) -> FiledMessages, [Messages, Counts, Status];
    /// Undoes a filing.
    write undo_filing(UndoFiling) -> FilingUndone, [Messages, Counts, Status];
    /// Filings that are not at Altinn yet, or were refused.
    read filing_queue(Nothing) -> FilingQueue, [Messages, Status];
    /// A window of deadlines.
    read deadlines(DeadlinesQuery) -> Deadlines, [Messages];
    /// Saved views.
    read saved_views(Nothing) -> SavedViews, [Messages];
    /// Saves a view.
    write save_view(SaveView) -> SavedViews, [Messages];
    /// Deletes a saved view.
    write delete_view(NamedRef) -> SavedViews, [Messages];
    /// The user's own groups of organisations.
    read party_groups(Nothing) -> PartyGroups, [Groups];
    /// Who is in a group.
    read group_members(NamedRef) -> GroupMembers, [Groups, Organisations];
    /// Makes or changes a group.
    write save_group(SaveGroup) -> PartyGroups, [Groups, Messages, Counts];
    /// Deletes a group; its members are untouched.
    write delete_group(NamedRef) -> PartyGroups, [Groups, Messages, Counts];
    /// Reads messages from Altinn now.
    write sync_messages(SyncMessages) -> SyncState, [Messages, Counts, Sync, Status];
    /// Where synchronisation stands.
    read sync_state(Nothing) -> SyncState, [Sync];
    /// Writes messages to a file.
    write export_messages(ExportMessages) -> Exported, [];
    /// Writes deadlines to a file.
    write export_deadlines(ExportDeadlines) -> Exported, [];

    /// Firms whose clients the user administers.
    read client_firms(Nothing) -> ClientFirms, [Clients, Session];
    /// The same from this machine alone, for who prepares the screen: nothing is asked of Altinn.
    read known_client_firms(Nothing) -> ClientFirms, [Clients, Session];
    /// Remembers which firm was chosen, on this machine.
    write choose_firm(FirmRef) -> Nothing, [Clients];
    /// Reads a firm's clients and agents from Altinn now.
    write refresh_clients(FirmRef) -> Nothing, [Clients, Status];
    /// A window of the matrix of clients and agents, from this machine only.
    read client_matrix(MatrixQuery) -> MatrixPage, [Clients];
    /// One client across all agents, from this machine only.
    read client(ClientRef) -> ClientView, [Clients, Groups];
    /// Puts a tag on clients, or takes it off.
    write tag_clients(TagClients) -> Nothing, [Clients];
    /// Finds the clients whose organisation numbers stand in a text.
    read read_client_numbers(ReadNumbers) -> NumbersRead, [Clients];
    /// What a change to many would do. Sends nothing.
    read plan_bulk(PlanBulk) -> BulkPlan, [Clients];
    /// Starts the plan that was shown, or queues it behind the firm's other jobs.
    write start_job(StartJob) -> Job, [Jobs, Clients, Activity, Status];
    /// Jobs.
    read client_jobs(Nothing) -> Jobs, [Jobs];
    /// A job and a window of its rows.
    read client_job(JobQuery) -> JobView, [Jobs];
    /// Sends nothing more of a job until it is resumed; calls on their way are settled.
    write pause_job(JobRef) -> Job, [Jobs, Clients];
    /// Goes on with a job that is paused or waits.
    write resume_job(JobRef) -> Job, [Jobs, Clients, Status];
    /// Ends a job; rows that were not sent are dropped.
    write cancel_job(JobRef) -> Job, [Jobs, Clients];
    /// Tries the failed rows of a job once more.
    write retry_job(JobRef) -> Job, [Jobs, Clients, Status];
    /// A new job that takes back what exactly this one changed.
    write undo_job(JobRef) -> Job, [Jobs, Clients, Activity, Status];
    /// Agents of a firm.
    read client_agents(FirmRef) -> Agents, [Clients];
    /// Adds a person as an agent.
    write add_person_agent(AddPersonAgent) -> PersonAgentAdded, [Clients, Activity, Status];
    /// Takes an agent away from a firm.
    write remove_agent(RemoveAgent) -> AgentRemoved, [Clients, Activity, Status];
    /// Templates of a firm, with what deviates from them.
    read client_templates(FirmRef) -> ClientTemplates, [Clients, Groups];
    /// Makes or changes a template.
    write save_template(SaveTemplate) -> ClientTemplates, [Clients];
    /// Deletes a template; no access is changed.
    write delete_template(TemplateRef) -> ClientTemplates, [Clients];
    /// Which clients lack what for an agent, from this machine only.
    read client_coverage(CoverageQuery) -> Coverage, [Clients];
    /// Writes the matrix, the report or a job to a file.
    write export_clients(ExportClients) -> Exported, [];
    /// Accesses to clients that others gave to the user as an agent.
    read my_clients(MyClientsQuery) -> MyClients, [MyClients, Session];
    /// Gives up a client, or all clients of a provider.
    write leave_clients(LeaveClients) -> MyClients, [MyClients, Activity, Status];

    /// Opens an address in the system browser.
    write open_external(OpenExternal) -> Nothing, [];
    /// The window came into view, or is hidden: a hidden one is told nothing of the open message, and who comes back to it
    /// has that read again.
    write window_shown(WindowShown) -> Nothing, [];
    /// Somebody uses the window: messages are read more often, and at once for who comes back.
    write window_used(WindowUsed) -> Nothing, [];
    /// A mark from the window for the trace.
    write ui_mark(UiMark) -> Nothing, [];
    /// A warning or error from the window, for the log.
    write ui_log(UiLog) -> Nothing, [];
}
