//! The app's side of the command surface: each command to its room. No rule lives here.

use async_trait::async_trait;

use crate::state::App;
use crate::surface::activity::{
    ActivityPage, ActivityQuery, ExportActivity, Exported, Receipt, ReceiptRef,
};
use crate::surface::alike::{Alike, AlikeOutcomes, ApproveAlike};
use crate::surface::approvals::{
    AddLink, Approve, ConfirmLink, Decision, FindRequest, LinkAdded, Queue, QueueQuery, ReadOn,
    Reject, RequestRef, Review, ReviewQuery,
};
use crate::surface::clients::*;
use crate::surface::common::{Failure, Nothing};
use crate::surface::creation::{
    CreateSystemUser, Created, Creation, CreationQuery, Systems, SystemsQuery,
};
use crate::surface::forwarding::ColleagueNote;
use crate::surface::messages::*;
use crate::surface::moving::{BeginMove, FinishMove, Move, MoveFinished, MoveRef, Moves};
use crate::surface::organisations::{
    OpenOrganisation, OrganisationsPage, OrganisationsQuery, PaletteAnswer, PaletteQuery,
    SetFavourite,
};
use crate::surface::own_organisation::{OwnOrganisation, SetOwnOrganisation};
use crate::surface::session::{
    AppInfo, RecoverStore, Session, Settings, SignIn, SignOut, Status, SwitchEnvironment, UiLog,
    UiMark, WindowShown, WindowUsed,
};
use crate::surface::system_users::{
    OpenExternal, SystemUserDetail, SystemUserRef, SystemUsersPage, SystemUsersQuery, Withdrawal,
    WithdrawalConsequence,
};
use crate::surface::table::Commands;
use crate::surface::watch::{Acknowledge, SetNote, SetReviewDate, Watch};

#[async_trait]
impl Commands for App {
    async fn app_info(&self, _: Nothing) -> Result<AppInfo, Failure> {
        Ok(self.info())
    }
    async fn session(&self, _: Nothing) -> Result<Session, Failure> {
        self.session_view().await
    }
    async fn sign_in(&self, input: SignIn) -> Result<Session, Failure> {
        App::sign_in(self, input).await
    }
    async fn cancel_sign_in(&self, _: Nothing) -> Result<Session, Failure> {
        App::cancel_sign_in(self).await
    }
    async fn reopen_sign_in(&self, _: Nothing) -> Result<Session, Failure> {
        App::reopen_sign_in(self).await
    }
    async fn sign_out(&self, input: SignOut) -> Result<Session, Failure> {
        App::sign_out(self, input).await
    }
    async fn recover_store(&self, input: RecoverStore) -> Result<Session, Failure> {
        App::recover_store(self, input).await
    }
    async fn retry_keyring(&self, _: Nothing) -> Result<Session, Failure> {
        App::retry_keyring(self).await
    }
    async fn switch_environment(&self, input: SwitchEnvironment) -> Result<Nothing, Failure> {
        self.0.host.restart_into(input.to);
        Ok(Nothing {})
    }
    async fn settings(&self, _: Nothing) -> Result<Settings, Failure> {
        Ok(self.settings_view())
    }
    async fn set_settings(&self, input: Settings) -> Result<Settings, Failure> {
        self.save_settings(input)
    }
    async fn status(&self, _: Nothing) -> Result<Status, Failure> {
        self.status_view().await
    }
    async fn organisations(&self, input: OrganisationsQuery) -> Result<OrganisationsPage, Failure> {
        self.organisations_page(input).await
    }
    async fn refresh_organisations(&self, _: Nothing) -> Result<Nothing, Failure> {
        self.read_organisations_now().await.map(|()| Nothing {})
    }
    async fn set_favourite(&self, input: SetFavourite) -> Result<Nothing, Failure> {
        App::set_favourite(self, input).await.map(|()| Nothing {})
    }
    async fn open_organisation(&self, input: OpenOrganisation) -> Result<Nothing, Failure> {
        App::open_organisation(self, input)
            .await
            .map(|()| Nothing {})
    }
    async fn palette(&self, input: PaletteQuery) -> Result<PaletteAnswer, Failure> {
        self.palette_answer(input).await
    }
    async fn queue(&self, input: QueueQuery) -> Result<Queue, Failure> {
        self.queue_view(input).await
    }
    async fn add_link(&self, input: AddLink) -> Result<LinkAdded, Failure> {
        App::add_link(self, input).await
    }
    async fn dismiss(&self, input: RequestRef) -> Result<Nothing, Failure> {
        App::dismiss(self, &input.key).await.map(|()| Nothing {})
    }
    async fn find_request(&self, input: FindRequest) -> Result<Nothing, Failure> {
        App::find_request(self, input).await.map(|()| Nothing {})
    }
    async fn read_on(&self, input: ReadOn) -> Result<Nothing, Failure> {
        App::read_on(self, input).await.map(|()| Nothing {})
    }
    async fn review(&self, input: ReviewQuery) -> Result<Review, Failure> {
        App::review(self, input).await
    }
    async fn approve(&self, input: Approve) -> Result<Decision, Failure> {
        App::approve(self, input).await
    }
    async fn reject(&self, input: Reject) -> Result<Decision, Failure> {
        App::reject(self, input).await
    }
    async fn undo_reject(&self, input: RequestRef) -> Result<Nothing, Failure> {
        App::undo_reject(self, &input.key)
            .await
            .map(|()| Nothing {})
    }
    async fn escalate(&self, input: RequestRef) -> Result<Decision, Failure> {
        App::escalate(self, &input.key).await
    }
    async fn hand_off(&self, input: RequestRef) -> Result<Decision, Failure> {
        App::hand_off(self, &input.key).await
    }
    async fn stop_observing(&self, input: RequestRef) -> Result<Nothing, Failure> {
        App::stop_observing(self, &input.key)
            .await
            .map(|()| Nothing {})
    }
    async fn confirm_link(&self, input: RequestRef) -> Result<ConfirmLink, Failure> {
        App::confirm_link(self, &input.key).await
    }
    async fn colleague_note(&self, input: RequestRef) -> Result<ColleagueNote, Failure> {
        App::colleague_note(self, input).await
    }
    async fn alike(&self, input: RequestRef) -> Result<Alike, Failure> {
        App::alike(self, input).await
    }
    async fn approve_alike(&self, input: ApproveAlike) -> Result<AlikeOutcomes, Failure> {
        App::approve_alike(self, input).await
    }
    async fn activity(&self, input: ActivityQuery) -> Result<ActivityPage, Failure> {
        self.activity_page(input).await
    }
    async fn receipt(&self, input: ReceiptRef) -> Result<Receipt, Failure> {
        self.receipt_view(&input.number).await
    }
    async fn export_activity(&self, input: ExportActivity) -> Result<Exported, Failure> {
        App::export_activity(self, input).await
    }
    async fn system_users(&self, input: SystemUsersQuery) -> Result<SystemUsersPage, Failure> {
        self.system_users_page(input).await
    }
    async fn system_user(&self, input: SystemUserRef) -> Result<SystemUserDetail, Failure> {
        self.system_user_detail(&input).await
    }
    async fn withdraw(&self, input: SystemUserRef) -> Result<Withdrawal, Failure> {
        App::withdraw(self, input).await
    }
    async fn withdrawal(&self, input: SystemUserRef) -> Result<WithdrawalConsequence, Failure> {
        self.withdrawal_consequence(input).await
    }
    async fn own_organisation(&self, input: SystemUserRef) -> Result<OwnOrganisation, Failure> {
        App::own_organisation(self, input).await
    }
    async fn set_own_organisation(
        &self,
        input: SetOwnOrganisation,
    ) -> Result<OwnOrganisation, Failure> {
        App::set_own_organisation(self, input).await
    }
    async fn systems(&self, input: SystemsQuery) -> Result<Systems, Failure> {
        self.systems_view(input).await
    }
    async fn creation(&self, input: CreationQuery) -> Result<Creation, Failure> {
        App::creation(self, input).await
    }
    async fn create_system_user(&self, input: CreateSystemUser) -> Result<Created, Failure> {
        App::create_system_user(self, input).await
    }
    async fn watch(&self, _: Nothing) -> Result<Watch, Failure> {
        self.watch_view().await
    }
    async fn acknowledge(&self, input: Acknowledge) -> Result<Nothing, Failure> {
        App::acknowledge(self, input).await.map(|()| Nothing {})
    }
    async fn set_note(&self, input: SetNote) -> Result<Nothing, Failure> {
        App::set_note(self, input).await.map(|()| Nothing {})
    }
    async fn set_review_date(&self, input: SetReviewDate) -> Result<Nothing, Failure> {
        App::set_review_date(self, input).await.map(|()| Nothing {})
    }
    async fn moves(&self, _: Nothing) -> Result<Moves, Failure> {
        self.moves_view().await
    }
    async fn begin_move(&self, input: BeginMove) -> Result<Move, Failure> {
        App::begin_move(self, input).await
    }
    async fn check_move(&self, input: MoveRef) -> Result<Move, Failure> {
        App::check_move(self, input).await
    }
    async fn finish_move(&self, input: FinishMove) -> Result<MoveFinished, Failure> {
        App::finish_move(self, input).await
    }
    async fn stop_move(&self, input: MoveRef) -> Result<Nothing, Failure> {
        App::stop_move(self, input).await.map(|()| Nothing {})
    }
    async fn messages(&self, input: MessagesQuery) -> Result<MessagesPage, Failure> {
        self.messages_page(input).await
    }
    async fn message_place(&self, input: PlaceQuery) -> Result<Place, Failure> {
        self.place_of_message(input).await
    }
    async fn message_facets(&self, input: FacetsQuery) -> Result<Facets, Failure> {
        self.facets(input).await
    }
    async fn message_counts(&self, input: CountsQuery) -> Result<MessageCounts, Failure> {
        self.counts(input).await
    }
    async fn message(&self, input: MessageRef) -> Result<Message, Failure> {
        App::message(self, input).await
    }
    async fn open_message(&self, input: OpenMessage) -> Result<Message, Failure> {
        App::open_message(self, input).await
    }
    async fn close_message(&self, input: MessageRef) -> Result<Nothing, Failure> {
        App::close_message(self, &input.id).map(|()| Nothing {})
    }
    async fn transmissions(&self, input: TransmissionsQuery) -> Result<TransmissionsPage, Failure> {
        App::transmissions(self, input).await
    }
    async fn open_transmission(&self, input: TransmissionRef) -> Result<TransmissionRow, Failure> {
        App::open_transmission(self, input).await
    }
    async fn access_reason(&self, input: MessageRef) -> Result<AccessReason, Failure> {
        App::access_reason(self, input).await
    }
    async fn message_history(&self, input: MessageRef) -> Result<MessageHistory, Failure> {
        App::message_history(self, input).await
    }
    async fn fetch_attachment(&self, input: AttachmentRef) -> Result<Attachment, Failure> {
        App::fetch_attachment(self, input).await
    }
    async fn save_attachment(&self, input: AttachmentRef) -> Result<Saved, Failure> {
        App::save_attachment(self, input).await
    }
    async fn save_attachments(&self, input: SaveAttachments) -> Result<Saved, Failure> {
        App::save_attachments(self, input).await
    }
    async fn open_attachment(&self, input: AttachmentRef) -> Result<Nothing, Failure> {
        App::open_attachment(self, input).await.map(|()| Nothing {})
    }
    async fn attachment_bytes(&self, input: AttachmentRef) -> Result<AttachmentBytes, Failure> {
        App::attachment_bytes(self, input).await
    }
    async fn run_action(&self, input: RunAction) -> Result<ActionOutcome, Failure> {
        App::run_action(self, input).await
    }
    async fn open_letter_link(&self, input: OpenLetterLink) -> Result<LinkOutcome, Failure> {
        App::open_letter_link(self, input).await
    }
    async fn confirm_receipt(&self, input: MessageRef) -> Result<ConfirmOutcome, Failure> {
        App::confirm_receipt(self, input).await
    }
    async fn purge_message(&self, input: MessageRef) -> Result<Nothing, Failure> {
        App::purge_message(self, input).await.map(|()| Nothing {})
    }
    async fn file_messages(&self, input: FileMessages) -> Result<FiledMessages, Failure> {
        self.file(input).await
    }
    async fn undo_filing(&self, input: UndoFiling) -> Result<FilingUndone, Failure> {
        self.undo(input).await
    }
    async fn filing_queue(&self, _: Nothing) -> Result<FilingQueue, Failure> {
        self.queue_of_filing().await
    }
    async fn deadlines(&self, input: DeadlinesQuery) -> Result<Deadlines, Failure> {
        self.deadlines_page(input).await
    }
    async fn saved_views(&self, _: Nothing) -> Result<SavedViews, Failure> {
        self.views().await
    }
    async fn save_view(&self, input: SaveView) -> Result<SavedViews, Failure> {
        self.put_view(input).await
    }
    async fn delete_view(&self, input: NamedRef) -> Result<SavedViews, Failure> {
        self.remove_view(input).await
    }
    async fn party_groups(&self, _: Nothing) -> Result<PartyGroups, Failure> {
        self.groups().await
    }
    async fn group_members(&self, input: NamedRef) -> Result<GroupMembers, Failure> {
        self.members_of_group(input).await
    }
    async fn save_group(&self, input: SaveGroup) -> Result<PartyGroups, Failure> {
        self.put_group(input).await
    }
    async fn delete_group(&self, input: NamedRef) -> Result<PartyGroups, Failure> {
        self.remove_group(input).await
    }
    async fn sync_messages(&self, input: SyncMessages) -> Result<SyncState, Failure> {
        self.sync_messages_now(input).await
    }
    async fn sync_state(&self, _: Nothing) -> Result<SyncState, Failure> {
        self.sync_state_view().await
    }
    async fn export_messages(&self, input: ExportMessages) -> Result<Exported, Failure> {
        self.write_messages(input).await
    }
    async fn export_deadlines(&self, input: ExportDeadlines) -> Result<Exported, Failure> {
        self.write_deadlines(input).await
    }
    async fn client_firms(&self, _: Nothing) -> Result<ClientFirms, Failure> {
        self.client_firms_view().await
    }
    async fn known_client_firms(&self, _: Nothing) -> Result<ClientFirms, Failure> {
        self.known_client_firms_view().await
    }
    async fn choose_firm(&self, input: FirmRef) -> Result<Nothing, Failure> {
        self.remember_firm(&input).await.map(|()| Nothing {})
    }
    async fn refresh_clients(&self, input: FirmRef) -> Result<Nothing, Failure> {
        App::refresh_clients(self, input).await.map(|()| Nothing {})
    }
    async fn client_matrix(&self, input: MatrixQuery) -> Result<MatrixPage, Failure> {
        self.client_matrix_page(input).await
    }
    async fn client(&self, input: ClientRef) -> Result<ClientView, Failure> {
        self.client_view(input).await
    }
    async fn tag_clients(&self, input: TagClients) -> Result<Nothing, Failure> {
        App::tag_clients(self, input).await.map(|()| Nothing {})
    }
    async fn read_client_numbers(&self, input: ReadNumbers) -> Result<NumbersRead, Failure> {
        App::read_client_numbers(self, input).await
    }
    async fn plan_bulk(&self, input: PlanBulk) -> Result<BulkPlan, Failure> {
        self.bulk_plan(input).await
    }
    async fn start_job(&self, input: StartJob) -> Result<Job, Failure> {
        self.start_client_job(input).await
    }
    async fn client_jobs(&self, _: Nothing) -> Result<Jobs, Failure> {
        self.client_jobs_view().await
    }
    async fn client_job(&self, input: JobQuery) -> Result<JobView, Failure> {
        self.client_job_view(input).await
    }
    async fn pause_job(&self, input: JobRef) -> Result<Job, Failure> {
        self.pause_client_job(input).await
    }
    async fn resume_job(&self, input: JobRef) -> Result<Job, Failure> {
        self.resume_client_job(input).await
    }
    async fn cancel_job(&self, input: JobRef) -> Result<Job, Failure> {
        self.cancel_client_job(input).await
    }
    async fn retry_job(&self, input: JobRef) -> Result<Job, Failure> {
        self.retry_client_job(input).await
    }
    async fn undo_job(&self, input: JobRef) -> Result<Job, Failure> {
        self.undo_client_job(input).await
    }
    async fn client_agents(&self, input: FirmRef) -> Result<Agents, Failure> {
        self.client_agents_view(input).await
    }
    async fn add_person_agent(&self, input: AddPersonAgent) -> Result<PersonAgentAdded, Failure> {
        self.add_person(input).await
    }
    async fn remove_agent(&self, input: RemoveAgent) -> Result<AgentRemoved, Failure> {
        self.remove_client_agent(input).await
    }
    async fn client_templates(&self, input: FirmRef) -> Result<ClientTemplates, Failure> {
        self.client_templates_view(input).await
    }
    async fn save_template(&self, input: SaveTemplate) -> Result<ClientTemplates, Failure> {
        self.save_client_template(input).await
    }
    async fn delete_template(&self, input: TemplateRef) -> Result<ClientTemplates, Failure> {
        self.delete_client_template(input).await
    }
    async fn client_coverage(&self, input: CoverageQuery) -> Result<Coverage, Failure> {
        self.client_coverage_view(input).await
    }
    async fn export_clients(&self, input: ExportClients) -> Result<Exported, Failure> {
        self.export_clients_file(input).await
    }
    async fn my_clients(&self, input: MyClientsQuery) -> Result<MyClients, Failure> {
        self.my_clients_view(input).await
    }
    async fn leave_clients(&self, input: LeaveClients) -> Result<MyClients, Failure> {
        self.leave(input).await
    }
    async fn open_external(&self, input: OpenExternal) -> Result<Nothing, Failure> {
        self.open_target(input.target).await.map(|()| Nothing {})
    }
    async fn window_shown(&self, input: WindowShown) -> Result<Nothing, Failure> {
        self.note_window_shown(input);
        Ok(Nothing {})
    }
    async fn window_used(&self, input: WindowUsed) -> Result<Nothing, Failure> {
        self.note_window_used(input);
        Ok(Nothing {})
    }
    async fn ui_mark(&self, input: UiMark) -> Result<Nothing, Failure> {
        self.note_ui_mark(&input);
        Ok(Nothing {})
    }
    async fn ui_log(&self, input: UiLog) -> Result<Nothing, Failure> {
        self.note_ui_log(&input);
        Ok(Nothing {})
    }
}
