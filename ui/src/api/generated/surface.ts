// Written by `cargo xtask gen` from crates/app/src/surface. Never edit by hand.

/**
 * How an act can be done in this environment with this login (design: capabilities decide, not hope).
 */
export type Ability = { 
/**
 * The way.
 */
way: Way, 
/**
 * Why it is not the first choice; `None` when it is.
 */
reason: AbilityReason | null, };

/**
 * Why an act is not done by the interface, or not at all.
 */
export type AbilityReason = "portal_scope_only" | "scope_missing" | "consent_refused" | "refused_by_altinn" | "signed_out" | "offline" | "missing_rights" | "not_access_manager" | "decided" | "kind_unsupported" | "not_in_bin" | "confirmation_outstanding";

/**
 * One thing that gives access.
 */
export type AccessGrant = { 
/**
 * `role`, `access_package`, `resource_delegation`, `instance_delegation`; unknown ones as they came.
 */
kind: string, 
/**
 * Name in the user's language, or its code.
 */
name: string, };

/**
 * Why the user has access to a message (Dialogporten: dialog lookup; does not mark as seen).
 */
export type AccessReason = { 
/**
 * Security level of the login.
 */
level: number, 
/**
 * Level that the service asks for.
 */
neededLevel: number, 
/**
 * What gives access, most telling first.
 */
grants: Array<AccessGrant>, };

/**
 * Acknowledge what was found of one access, as it was shown.
 */
export type Acknowledge = { 
/**
 * Organisation.
 */
partyUuid: string, 
/**
 * System user id.
 */
id: string, 
/**
 * Digest of the findings that the user saw.
 */
fingerprint: string, };

/**
 * What was done.
 */
export type Act = "signed_in" | "signed_out" | "approved" | "approve_failed" | "rejected" | "reject_failed" | "forwarded" | "handed_off" | "changed" | "changed_partly" | "created" | "create_failed" | "own_organisation_added" | "own_organisation_removed" | "withdrawn" | "withdraw_failed" | "exported" | "message_opened" | "message_archived" | "message_binned" | "message_restored" | "message_marked_unread" | "message_unmarked_unread" | "filing_undone" | "receipt_confirmed" | "receipt_confirm_failed" | "message_deleted" | "message_delete_failed" | "message_action" | "message_action_failed" | "clients_changed" | "agent_added" | "agent_removed" | "clients_left" | "other";

/**
 * What came of an action.
 */
export type ActionOutcome = { "kind": "opened", 
/**
 * Host.
 */
host: string, } | { "kind": "done" } | { "kind": "accepted" };

/**
 * Ranks of action.
 */
export type ActionRank = "primary" | "secondary" | "tertiary";

/**
 * Sorts of entry.
 */
export type ActivityFilter = "all" | "approved" | "rejected" | "withdrawn" | "messages" | "other";

/**
 * A window of the log, newest first.
 */
export type ActivityPage = { 
/**
 * Entries that match.
 */
total: number, 
/**
 * The window.
 */
rows: Array<ActivityRow>, 
/**
 * Whether the chain of hashes holds from the first entry to the last.
 */
chain: ChainState, };

/**
 * Which entries of the log.
 */
export type ActivityQuery = { 
/**
 * Words in system, vendor, organisation or number; empty for all.
 */
text: string, 
/**
 * Only this sort.
 */
filter: ActivityFilter, 
/**
 * Only this organisation.
 */
partyUuid: string | null, 
/**
 * Only the organisations in this group of the user's own (`party_groups`); not beside `party_uuid`.
 */
group: string | null, 
/**
 * First row.
 */
offset: number, 
/**
 * Rows at most.
 */
limit: number, };

/**
 * One entry.
 */
export type ActivityRow = { 
/**
 * Number, e.g. `2026-0147`.
 */
number: string, 
/**
 * When.
 */
at: string, 
/**
 * What.
 */
act: Act, 
/**
 * System, where there is one; for an act in one message, its title.
 */
system: string | null, 
/**
 * Organisation, where there is one.
 */
organisation: string | null, 
/**
 * Services concerned; for acts in messages, the messages.
 */
services: number | null, 
/**
 * Why it failed, for a failed act.
 */
failure: Failure | null, 
/**
 * Has a receipt to open.
 */
hasReceipt: boolean, };

/**
 * Kinds of actor.
 */
export type ActorKind = "person" | "organisation" | "subunit";

/**
 * A pasted, dropped or handed-over text with a link.
 */
export type AddLink = { 
/**
 * The text as it came.
 */
text: string, };

/**
 * Add a person as an agent. The number is sent once and kept nowhere.
 */
export type AddPersonAgent = { 
/**
 * The firm.
 */
firm: string, 
/**
 * National identity number, as typed.
 */
identityNumber: string, 
/**
 * Last name, as typed.
 */
lastName: string, };

/**
 * Where one comes to after filing. At an end of the list it is the neighbour on the other side.
 */
export type AfterFiling = "below" | "above" | "list";

/**
 * An agent, as a column of the matrix.
 */
export type AgentColumn = { 
/**
 * Key: the agent's party UUID (for a system user its id).
 */
id: string, 
/**
 * Sort.
 */
kind: AgentKind, 
/**
 * Title of the system user, or name of the person.
 */
title: string, 
/**
 * Two letters for the avatar.
 */
initials: string, 
/**
 * The vendor's name, or its number; only for a system user.
 */
vendor: string | null, 
/**
 * Packages (codes) that it needs for each client. Empty for a person: `personPackages` of the query decides.
 */
packages: Array<string>, 
/**
 * When it was added; `None` for a system user that has had no client yet.
 */
addedAt: string | null, 
/**
 * Counts over all clients of the firm, by this column alone.
 */
counts: CellCounts, 
/**
 * When its clients were read; `None` if never.
 */
fetchedAt: string | null, 
/**
 * Why they could not be read, last time.
 */
failure: Failure | null, };

/**
 * Sorts of agent.
 */
export type AgentKind = "system_user" | "person";

/**
 * What came of it.
 */
export type AgentRemoved = { "kind": "removed" } | { "kind": "has_clients", 
/**
 * How many, as known here.
 */
clients: number, };

/**
 * Agents of a firm, and whether people can be added.
 */
export type Agents = { 
/**
 * All, by title.
 */
agents: Array<AgentColumn>, 
/**
 * Wrong answers that are left before Altinn locks this look-up for an hour: 2, 1, or 0 when it is locked.
 */
triesLeft: number, 
/**
 * When it is open again, while it is locked.
 */
lockedUntil: string | null, };

/**
 * Waiting requests by the same system for the same permissions, checked one by one.
 */
export type Alike = { 
/**
 * One for each request, the one asked for first, then by organisation. One hundred at most.
 */
rows: Array<AlikeRow>, 
/**
 * Waiting ones besides these.
 */
more: number, 
/**
 * How all of them can be approved at once: by the interface, or not (then each is opened at Altinn by itself).
 */
approve: Ability, 
/**
 * Approval needs the tick of stop-and-think.
 */
needsTick: boolean, };

/**
 * One request to approve with others.
 */
export type AlikeChoice = { 
/**
 * Key.
 */
key: string, 
/**
 * Digest of the review that the user saw.
 */
fingerprint: string, };

/**
 * Says which rows of the queue are alike.
 */
export type AlikeMark = { 
/**
 * The same for all of them.
 */
group: string, 
/**
 * How many there are.
 */
count: number, };

/**
 * What came of one.
 */
export type AlikeOutcome = { 
/**
 * Key of the request.
 */
key: string, 
/**
 * Organisation's name.
 */
organisation: string, 
/**
 * What came of it; `None` when it failed or was not sent.
 */
decision: Decision | null, 
/**
 * Why it failed; `None` with no decision: it was not sent.
 */
failure: Failure | null, };

/**
 * What came of each. The queue shows every row's new state as soon as it is decided.
 */
export type AlikeOutcomes = { 
/**
 * In the order they were sent.
 */
rows: Array<AlikeOutcome>, 
/**
 * Approved, each with its own receipt.
 */
approved: number, 
/**
 * Not sent, since what stopped one before would have stopped them too.
 */
notSent: number, };

/**
 * One of several requests that are alike.
 */
export type AlikeRow = { 
/**
 * Key of the request.
 */
key: string, 
/**
 * Organisation.
 */
partyUuid: string, 
/**
 * Its name.
 */
organisation: string, 
/**
 * Its organisation number.
 */
orgNo: string, 
/**
 * Whether this person can approve there; `None` when it could not be read (see `failure`).
 */
authority: Authority | null, 
/**
 * What to notice about this one.
 */
cues: Array<Cue>, 
/**
 * It can be approved: `approve_alike` may name it.
 */
canApprove: boolean, 
/**
 * Digest of its review; `approve_alike` must repeat it. Empty when it could not be read.
 */
fingerprint: string, 
/**
 * Why it could not be read or checked.
 */
failure: Failure | null, };

/**
 * Pages at Altinn that people are sent to and that Fullmakt leaves to the browser.
 */
export type AltinnPage = "consent" | "inbox" | "system_access" | "access_management" | "form" | "information" | "other";

/**
 * What is running. Never changes while the app runs.
 */
export type AppInfo = { 
/**
 * Version of the app, `1.2.3`.
 */
version: string, 
/**
 * Where the app talks to.
 */
environment: EnvironmentInfo, 
/**
 * Environments that the sign-in screen offers, this one included.
 */
environments: Array<EnvironmentInfo>, 
/**
 * Folder of the log files, shown in About.
 */
logDir: string | null, 
/**
 * Folder of this environment's data, shown in About.
 */
dataDir: string | null, 
/**
 * `linux`, `macos`, `windows`: decides the names of keys.
 */
platform: string, };

/**
 * Approve what was shown.
 */
export type Approve = { 
/**
 * Key.
 */
key: string, 
/**
 * Digest of the review that the user saw.
 */
fingerprint: string, 
/**
 * The stop-and-think tick.
 */
acknowledged: boolean, };

/**
 * Approve several requests that are alike, one after another.
 */
export type ApproveAlike = { 
/**
 * Which, each as it was shown.
 */
requests: Array<AlikeChoice>, 
/**
 * The stop-and-think tick.
 */
acknowledged: boolean, };

/**
 * Messages that came in by themselves; a list that is on the screen shows them on the user's wish.
 */
export type Arrived = { 
/**
 * Messages that the list would show too.
 */
count: number, 
/**
 * Number of the last arrival: a list as of it shows them.
 */
latest: number, };

/**
 * An attachment.
 */
export type Attachment = { 
/**
 * Attachment id.
 */
id: string, 
/**
 * Name as shown: cleaned, never a path.
 */
name: string, 
/**
 * Type in a word or two from its media type: `PDF`, `Bilde`; `None` when not known.
 */
mediaType: string | null, 
/**
 * Bytes, when known.
 */
size: number | null, 
/**
 * Expires.
 */
expires: string | null, 
/**
 * Where it stands.
 */
state: AttachmentState, 
/**
 * It can run code: saved only, never opened.
 */
saveOnly: boolean, 
/**
 * It can be shown in our own viewer (PDF, picture, text).
 */
viewable: boolean, 
/**
 * Only in the browser, at this host.
 */
browserHost: string | null, };

/**
 * Bytes of a kept attachment for our own viewer, Base64.
 */
export type AttachmentBytes = { 
/**
 * Name.
 */
name: string, 
/**
 * Media type.
 */
mediaType: string, 
/**
 * Standard Base64 (RFC 4648, section 4).
 */
base64: string, };

/**
 * Names one attachment.
 */
export type AttachmentRef = { 
/**
 * Dialog id.
 */
id: string, 
/**
 * Transmission that holds it; `None` for the dialog itself.
 */
transmissionId: string | null, 
/**
 * Attachment id.
 */
attachmentId: string, };

/**
 * Where an attachment stands.
 */
export type AttachmentState = { "kind": "not_fetched" } | { "kind": "kept" } | { "kind": "failed", 
/**
 * Why.
 */
failure: Failure, } | { "kind": "not_authorised" } | { "kind": "expired" };

/**
 * Whether this person can approve.
 */
export type Authority = { 
/**
 * Access manager in the organisation; `None` when not known.
 */
accessManager: boolean | null, 
/**
 * Altinn says the user may forward but not approve.
 */
escalateOnly: boolean, 
/**
 * Whether the person must be able to pass the items on.
 */
own: OwnAuthority, 
/**
 * Whether the check of items could be done.
 */
checked: boolean, 
/**
 * Why not, when not.
 */
notChecked: Failure | null, 
/**
 * Services that can be passed on.
 */
canPass: number, 
/**
 * What is missing.
 */
missing: Array<MissingItem>, 
/**
 * Who could approve (register roles of the organisation).
 */
whoCan: Array<WhoCan>, };

/**
 * Part of a pasted text or a file that could not be used.
 */
export type BadLine = { 
/**
 * Line, from 1.
 */
line: number, 
/**
 * What stood there, at most 60 characters; empty where the value must not be shown again.
 */
text: string, 
/**
 * Why.
 */
reason: LineFault, 
/**
 * The earlier line, for a repetition; or the column, for a file.
 */
detail: string | null, };

/**
 * Begin a move.
 */
export type BeginMove = { 
/**
 * The access that shall go.
 */
from: SystemUserRef, 
/**
 * What takes its place.
 */
to: MoveTo, };

/**
 * Why a cell cannot be changed.
 */
export type BlockReason = "missing_package" | "not_delegable" | "client_deleted" | "unread" | "agent_without_packages";

/**
 * The main content, or why it is not there.
 */
export type Body = { "kind": "none" } | { "kind": "shown", 
/**
 * The letter.
 */
document: ContentTree, 
/**
 * Language, for `lang`.
 */
lang: string | null, } | { "kind": "not_authorised" } | { "kind": "failed", 
/**
 * Why.
 */
failure: Failure, } | { "kind": "expired" };

/**
 * Give or take.
 */
export type BulkAct = "add" | "remove";

/**
 * A wish.
 */
export type BulkChange = { 
/**
 * The firm.
 */
firm: string, 
/**
 * What.
 */
source: BulkSource, };

/**
 * What would be done, and what cannot be.
 */
export type BulkPlan = { 
/**
 * Names this very plan for `start_job`; another reading of Altinn may give another.
 */
fingerprint: string, 
/**
 * Cells that get something.
 */
adds: number, 
/**
 * Cells that lose something.
 */
removes: number, 
/**
 * Cells that are so already.
 */
already: number, 
/**
 * Cells that cannot be changed.
 */
blocked: number, 
/**
 * Cells that another job is on its way to.
 */
underWay: number, 
/**
 * Distinct clients that are changed.
 */
clients: number, 
/**
 * Agents that are changed, in the order of their columns.
 */
agents: Array<PlanAgent>, 
/**
 * Calls that change something: one per row.
 */
changeCalls: number, 
/**
 * Calls that check the outcome afterwards: one per agent.
 */
checkCalls: number, 
/**
 * About how long, in seconds, five at a time.
 */
seconds: number, 
/**
 * Why rows are blocked, most clients first.
 */
blocks: Array<PlanBlock>, 
/**
 * Lines of a file that could not be used. While there are any, the plan cannot be started.
 */
badLines: Array<BadLine>, 
/**
 * Bad lines in all (at most 200 are listed).
 */
badLineCount: number, 
/**
 * Rows that match `outcome`.
 */
total: number, 
/**
 * The window.
 */
rows: Array<PlanRow>, 
/**
 * Names of the packages named here.
 */
packages: Array<PackageName>, 
/**
 * When the state behind it was read; the oldest among the agents.
 */
fetchedAt: string | null, };

/**
 * Where a wish comes from.
 */
export type BulkSource = { "kind": "cells", 
/**
 * Clients.
 */
clients: ClientSelection, 
/**
 * Agents' keys.
 */
agents: Array<string>, 
/**
 * Give or take.
 */
act: BulkAct, 
/**
 * Packages (codes). Empty: for a system user all that it needs; for a person all that the client gives.
 */
packages: Array<string>, } | { "kind": "as_agent", 
/**
 * Whose clients.
 */
from: string, 
/**
 * Who gets them.
 */
to: string, } | { "kind": "csv", 
/**
 * Its text.
 */
text: string, } | { "kind": "template", 
/**
 * The template.
 */
id: string, 
/**
 * Whether what its clients have beyond all templates of the firm is taken too; nothing of it goes unasked.
 */
beyond: boolean, };

/**
 * Calls of one kind today.
 */
export type CallCount = { 
/**
 * Kind: the client's name for the call, e.g. `authorized_parties`, `request_read`.
 */
kind: string, 
/**
 * Calls.
 */
count: number, 
/**
 * The computed minimum for what was asked, where one is known.
 */
minimum: number | null, };

/**
 * What can be done, and how (design, section 3).
 */
export type Capabilities = { 
/**
 * List waiting requests without a link.
 */
listRequests: Ability, 
/**
 * Approve.
 */
approve: Ability, 
/**
 * Reject.
 */
reject: Ability, 
/**
 * Forward to an access manager.
 */
escalate: Ability, 
/**
 * Check beforehand what the user may pass on.
 */
preCheck: Ability, 
/**
 * List system users.
 */
systemUsers: Ability, 
/**
 * See what a system user truly holds.
 */
systemUserRights: Ability, 
/**
 * Withdraw a system user of the own kind.
 */
withdraw: Ability, 
/**
 * Withdraw a system user for clients.
 */
withdrawClient: Ability, 
/**
 * Approve a change of a system user.
 */
approveChange: Ability, 
/**
 * Set up a system user.
 */
create: Ability, 
/**
 * Read Altinn's register of systems.
 */
browseSystems: Ability, 
/**
 * See, add and remove the own organisation on a system user for clients.
 */
ownOrganisation: Ability, 
/**
 * Read clients and agents of the firms that the user administers.
 */
readClients: Ability, 
/**
 * Give clients to agents and take them away.
 */
changeClients: Ability, 
/**
 * See one's own accesses to clients of others.
 */
myClients: Ability, 
/**
 * Give up one's own accesses to clients of others.
 */
leaveClients: Ability, };

/**
 * What one client is to one agent.
 */
export type Cell = { 
/**
 * The word in the cell.
 */
state: CellState, 
/**
 * Packages (codes) that the agent needs and the client has not given to the firm.
 */
lacks: Array<string>, 
/**
 * Packages (codes) that the agent needs and could be given now.
 */
canAdd: Array<string>, 
/**
 * Why a job could not change it; only with `failed`.
 */
failure: Failure | null, };

/**
 * How many clients have at least one cell of each sort among those looked at.
 */
export type CellCounts = { 
/**
 * Clients.
 */
all: number, 
/**
 * See [`CellFilter::Has`].
 */
has: number, 
/**
 * See [`CellFilter::Missing`].
 */
missing: number, 
/**
 * See [`CellFilter::CanAdd`].
 */
canAdd: number, 
/**
 * See [`CellFilter::Failed`].
 */
failed: number, 
/**
 * See [`CellFilter::Pending`].
 */
pending: number, 
/**
 * Deleted in Enhetsregisteret.
 */
deleted: number, };

/**
 * Filters on cells.
 */
export type CellFilter = "has" | "missing" | "can_add" | "failed" | "pending";

/**
 * Words in a cell.
 */
export type CellState = "has" | "partly" | "can_add" | "missing" | "pending" | "failed" | "unread";

/**
 * Whether the log is whole.
 */
export type ChainState = { "kind": "whole" } | { "kind": "broken", 
/**
 * Number of the first entry that does not follow.
 */
number: string, };

/**
 * An approval that stopped half-way.
 */
export type ChangeBegun = { 
/**
 * When it was first sent.
 */
at: string, 
/**
 * Why it stopped; `None` while that is not known.
 */
failure: Failure | null, };

/**
 * What a row of the queue tells of a change.
 */
export type ChangeCounts = { 
/**
 * Services more.
 */
added: number, 
/**
 * Services fewer.
 */
removed: number, 
/**
 * Packages that come or go, of which no service can be told.
 */
unseen: number, 
/**
 * An approval from here stopped half-way.
 */
halfDone: boolean, };

/**
 * A package or a single service that a change request names.
 */
export type ChangeItem = { 
/**
 * To be added (true) or removed.
 */
add: boolean, 
/**
 * Package (true) or single service.
 */
isPackage: boolean, 
/**
 * URN or resource id.
 */
id: string, 
/**
 * Name.
 */
name: string, };

/**
 * One step of a change.
 */
export type ChangeStep = { 
/**
 * What is done.
 */
item: ChangeItem, 
/**
 * The system user holds it, or does not, as the change wants: nothing is left to do.
 */
done: boolean, };

/**
 * A change of a system user: what it gains, what it loses, and what stays.
 */
export type ChangeView = { 
/**
 * The system user that is changed.
 */
systemUser: ChangedSystemUser, 
/**
 * Services that it gains, those that bind (sign, send in) first.
 */
added: Array<ChangedService>, 
/**
 * Services that it loses.
 */
removed: Array<ChangedService>, 
/**
 * Services that it keeps.
 */
unchanged: Array<ChangedService>, 
/**
 * Packages that come or go, of which no service can be told.
 */
unseen: Array<UnseenPackage>, 
/**
 * Items that the vendor asks to add although they are held already, or to remove although they are not.
 */
moot: Array<ChangeItem>, 
/**
 * What Altinn is asked to do, item by item, in its order, and how far it has come.
 */
steps: Array<ChangeStep>, 
/**
 * Since when an approval from here has been half done; `None` when none is.
 */
begun: ChangeBegun | null, 
/**
 * Whether what it holds now could be read. Where not, the comparison rests on what it got when it was made, and the
 * change is approved on Altinn's page.
 */
source: RightsSource, 
/**
 * What it holds now (before the first step, when an approval is half done).
 */
before: Held, 
/**
 * What it will hold afterwards.
 */
after: Held, };

/**
 * A service in a change.
 */
export type ChangedService = { 
/**
 * The service.
 */
service: ServiceView, 
/**
 * By what it comes (added), leaves (removed) or stays (unchanged): packages and, if held by itself, the single
 * service.
 */
through: Array<Through>, 
/**
 * For an unchanged one: by what it would have left. Empty when nothing of the sort goes.
 */
leaving: Array<Through>, };

/**
 * The system user that a change request names.
 */
export type ChangedSystemUser = { 
/**
 * Organisation.
 */
partyUuid: string, 
/**
 * System user id.
 */
id: string, 
/**
 * Title.
 */
title: string, 
/**
 * When it was created; `None` when Altinn does not say.
 */
created: string | null, 
/**
 * When it was last changed or approved from this machine.
 */
lastDecided: string | null, 
/**
 * Receipt of that.
 */
receipt: string | null, };

/**
 * Why an item cannot be passed on.
 */
export type CheckReason = "missing_role" | "missing_delegation" | "missing_package" | "access_list" | "level_too_low" | "not_delegable" | "maskinporten_only" | "unknown_item" | "unknown";

/**
 * Numbers on the chips.
 */
export type ChipCounts = { 
/**
 * All.
 */
all: number, 
/**
 * Unread.
 */
unread: number, 
/**
 * Status "requires attention".
 */
requiresAttention: number, 
/**
 * With a due date.
 */
due: number, 
/**
 * With attachments.
 */
attachments: number, };

/**
 * What the chips and the search field ask for. All that are set must hold.
 */
export type ClientFilter = { 
/**
 * Name or organisation number, as typed; hits from the first letter. Empty for all.
 */
text: string, 
/**
 * Clients with at least one such cell: in `column`, else in any of the wanted agents.
 */
state: CellFilter | null, 
/**
 * The agent that `state` looks at.
 */
column: string | null, 
/**
 * Members of this group of organisations (`party_groups`).
 */
group: string | null, 
/**
 * With this tag.
 */
tag: string | null, 
/**
 * Whether deleted clients are shown.
 */
deleted: DeletedClients, 
/**
 * One of these organisation forms; empty for any.
 */
forms: Array<string>, };

/**
 * A firm whose clients the user administers.
 */
export type ClientFirm = { 
/**
 * Key.
 */
partyUuid: string, 
/**
 * Name in title case.
 */
name: string, 
/**
 * Two letters for the avatar.
 */
initials: string, 
/**
 * Organisation number, nine digits.
 */
orgNo: string | null, 
/**
 * Clients held here; 0 before the first reading.
 */
clients: number, 
/**
 * Agents held here.
 */
agents: number, 
/**
 * When its clients were read; `None` if never.
 */
fetchedAt: string | null, 
/**
 * Its clients are being read now.
 */
reading: boolean, 
/**
 * Jobs that run, wait or are paused.
 */
jobs: number, };

/**
 * The firms, by name.
 */
export type ClientFirms = { 
/**
 * Firms where the user may administer clients, as Altinn said last.
 */
firms: Array<ClientFirm>, 
/**
 * The firm that was chosen last, with `choose_firm`.
 */
chosen: string | null, 
/**
 * Whether clients can be read. When the scope is missing: ask with `sign_in { features: ["clients"] }`.
 */
read: Ability, 
/**
 * Whether clients can be given and taken.
 */
change: Ability, 
/**
 * When the firms were asked for; `None` if never. The first `client_firms` after a login asks.
 */
fetchedAt: string | null, 
/**
 * Why the firms could not be asked for, last time.
 */
failure: Failure | null, };

/**
 * A client that lacks something. The sentences of a text to it are the window's; these are the facts.
 */
export type ClientLack = { 
/**
 * Key.
 */
id: string, 
/**
 * Name.
 */
name: string, 
/**
 * Organisation number.
 */
orgNo: string | null, 
/**
 * Deleted in Enhetsregisteret: no text is to be sent.
 */
isDeleted: boolean, 
/**
 * Packages that it must give in Altinn.
 */
toGive: Array<PackageName>, 
/**
 * Register roles that the firm must be registered with (`regnskapsforer`, …), for packages that only they carry.
 */
toRegister: Array<string>, };

/**
 * Names a client of a firm.
 */
export type ClientRef = { 
/**
 * The firm.
 */
firm: string, 
/**
 * The client.
 */
client: string, };

/**
 * One client.
 */
export type ClientRow = { 
/**
 * Key.
 */
id: string, 
/**
 * Name in title case.
 */
name: string, 
/**
 * Organisation number, nine digits; `None` for a person.
 */
orgNo: string | null, 
/**
 * Organisation form, e.g. `AS`.
 */
form: string | null, 
/**
 * Deleted in Enhetsregisteret.
 */
isDeleted: boolean, 
/**
 * The user's own tags on it, by name.
 */
tags: Array<string>, 
/**
 * One for each wanted agent, in the order of the columns.
 */
cells: Array<Cell>, 
/**
 * Wanted agents that have all.
 */
has: number, };

/**
 * Which clients of a firm.
 */
export type ClientSelection = { "kind": "ids", 
/**
 * Keys.
 */
ids: Array<string>, } | { "kind": "matching", 
/**
 * The matrix (`offset` and `limit` are not looked at).
 */
matrix: MatrixQuery, 
/**
 * Left out.
 */
except: Array<string>, };

/**
 * Orders. Each ends in the name and the key, so that it is total.
 */
export type ClientSort = "name" | "number" | "coverage";

/**
 * A template.
 */
export type ClientTemplate = { 
/**
 * Key; given by the core.
 */
id: string, 
/**
 * The firm.
 */
firm: string, 
/**
 * Name.
 */
name: string, 
/**
 * Whose.
 */
scope: TemplateScope, 
/**
 * What they are to have.
 */
agents: Array<TemplateAgent>, 
/**
 * Clients that it is about.
 */
clients: number, 
/**
 * Cells that are to have something, have it not, and can be given it. `plan_bulk` lists them.
 */
toAdd: number, 
/**
 * Cells that are to have something and cannot be given it.
 */
blocked: number, 
/**
 * Cells of its clients that have something which no template of the firm asks for. It is taken only where one asks
 * for that (`BulkSource::Template`).
 */
beyond: number, };

/**
 * All templates of a firm, by name.
 */
export type ClientTemplates = { 
/**
 * Templates.
 */
templates: Array<ClientTemplate>, };

/**
 * One client across all agents.
 */
export type ClientView = { 
/**
 * As in the list; a cell for each of `columns`.
 */
row: ClientRow, 
/**
 * Every agent of the firm.
 */
columns: Array<AgentColumn>, 
/**
 * Through which roles the client gives what.
 */
gives: Array<GivenByRole>, 
/**
 * What each agent holds of this client, in the order of the columns: package codes.
 */
held: Array<Array<string>>, 
/**
 * Names of all packages named here.
 */
packages: Array<PackageName>, 
/**
 * Groups of organisations (`party_groups`) that it is in.
 */
groups: Array<string>, 
/**
 * When it was read.
 */
fetchedAt: string | null, };

/**
 * What one must be to decide.
 */
export type ColleagueNeed = "access_manager" | "own_authority" | "client_administrator";

/**
 * What a message to a colleague says. The words are the screen's, in its language.
 */
export type ColleagueNote = { 
/**
 * Altinn's page for the request.
 */
link: string, 
/**
 * Kind.
 */
kind: RequestKind, 
/**
 * Title of the system.
 */
system: string, 
/**
 * Vendor's name.
 */
vendor: string, 
/**
 * Vendor's organisation number.
 */
vendorOrgNo: string, 
/**
 * Organisation's name.
 */
organisation: string, 
/**
 * Its organisation number.
 */
orgNo: string, 
/**
 * When the vendor asked.
 */
created: string, 
/**
 * Distinct services asked for; for a change: those that come.
 */
services: number, 
/**
 * What the colleague must be.
 */
needs: Array<ColleagueNeed>, 
/**
 * What the person writing lacks, item by item. The colleague must have it.
 */
missing: Array<MissingItem>, 
/**
 * Who could decide, by their register roles.
 */
whoCan: Array<WhoCan>, 
/**
 * Altinn's own forwarding besides; not for changes.
 */
escalate: Ability, };

/**
 * A ready message to a colleague who can approve.
 */
export type ConfirmLink = { 
/**
 * Altinn's page for the request.
 */
url: string, };

/**
 * What came of confirming.
 */
export type ConfirmOutcome = { "kind": "taken" } | { "kind": "already", 
/**
 * When, if known.
 */
at: string | null, } | { "kind": "unknown" };

/**
 * Connection to Altinn.
 */
export type Connection = "online" | "offline" | "unknown";

/**
 * Where the text of a cell stands.
 */
export type ContentAlign = "center" | "end";

/**
 * A part that stands on lines of its own.
 */
export type ContentBlock = { "kind": "paragraph", 
/**
 * Its text.
 */
inlines: Array<ContentInline>, } | { "kind": "heading", 
/**
 * Rank in the outline of this document, 1 to 6: the first is always 1, and none is more than one below the
 * heading before it, whatever the author skipped.
 */
level: number, 
/**
 * Its text.
 */
inlines: Array<ContentInline>, } | { "kind": "list", 
/**
 * Number of the first item; `None` when the items have bullets.
 */
start: number | null, 
/**
 * The items, at least one.
 */
items: Array<ContentListItem>, } | { "kind": "quote", 
/**
 * What is quoted.
 */
blocks: Array<ContentBlock>, } | { "kind": "code_block", 
/**
 * The text; lines end with `\n`.
 */
text: string, } | { "kind": "table", 
/**
 * Rows, at least one. They need not be equally long.
 */
rows: Array<ContentTableRow>, } | { "kind": "rule" };

/**
 * A part of a line.
 */
export type ContentInline = { "kind": "text", 
/**
 * No line breaks, control characters or marks that hide or turn text.
 */
text: string, } | { "kind": "strong", 
/**
 * What is strong.
 */
inlines: Array<ContentInline>, } | { "kind": "emphasis", 
/**
 * What is stressed.
 */
inlines: Array<ContentInline>, } | { "kind": "code", 
/**
 * The words.
 */
text: string, } | { "kind": "link", 
/**
 * Where to.
 */
link: ContentLink, 
/**
 * The words; never empty.
 */
inlines: Array<ContentInline>, } | { "kind": "refused_link", 
/**
 * Why not.
 */
reason: ContentLinkRefusal, 
/**
 * Host of the address, as in [`Link::shown`].
 */
host: string, 
/**
 * The words; never empty.
 */
inlines: Array<ContentInline>, } | { "kind": "image", 
/**
 * What it shows, by the author's words; `None` when there are none.
 */
alt: string | null, } | { "kind": "break" };

/**
 * Where a link leads. To be opened by the core only, after its own check.
 */
export type ContentLink = { 
/**
 * The address in its normal form, ASCII only: `https:`, `mailto:` or `tel:`.
 */
href: string, 
/**
 * What kind of address.
 */
kind: ContentLinkKind, 
/**
 * For people: the host, the mail address or the telephone number. Hosts are written with their letters when
 * those are plain Latin ones, and in punycode otherwise.
 */
shown: string, 
/**
 * It leads to the host that the content itself came from.
 */
ownHost: boolean, 
/**
 * What to look out for before opening it.
 */
cautions: Array<ContentLinkCaution>, };

/**
 * What makes a link doubtful. It can still be opened.
 */
export type ContentLinkCaution = { "kind": "other_host", 
/**
 * The host that the words name, as in [`Link::shown`].
 */
named: string, } | { "kind": "lookalike_letters" };

/**
 * Kinds of address that a link may have.
 */
export type ContentLinkKind = "web" | "mail" | "phone";

/**
 * Why an address is not opened.
 */
export type ContentLinkRefusal = "not_secure" | "private_address" | "credentials";

/**
 * One item of a list.
 */
export type ContentListItem = { 
/**
 * What it holds; may be empty.
 */
blocks: Array<ContentBlock>, };

/**
 * One cell of a table.
 */
export type ContentTableCell = { 
/**
 * It names its column or its row.
 */
header: boolean, 
/**
 * Where its text stands; `None` where the language begins.
 */
align: ContentAlign | null, 
/**
 * What it holds; may be empty.
 */
blocks: Array<ContentBlock>, };

/**
 * One row of a table.
 */
export type ContentTableRow = { 
/**
 * Its cells, at least one.
 */
cells: Array<ContentTableCell>, };

/**
 * A letter, ready to be drawn.
 */
export type ContentTree = { 
/**
 * What it says, from top to bottom.
 */
blocks: Array<ContentBlock>, 
/**
 * It was longer than what is shown here.
 */
truncated: boolean, 
/**
 * The source held parts that are never shown: forms, embedded pages, films, sound, drawings.
 */
omitted: boolean, };

/**
 * Whose counts.
 */
export type CountsQuery = { 
/**
 * Whose.
 */
scope: Scope, };

/**
 * How an agent's packages are covered.
 */
export type Coverage = { 
/**
 * The firm's name.
 */
firmName: string, 
/**
 * The firm's organisation number.
 */
firmOrgNo: string | null, 
/**
 * The agent's title.
 */
agentTitle: string, 
/**
 * Clients looked at.
 */
clients: number, 
/**
 * Clients that have given all that the agent needs.
 */
all: number, 
/**
 * Clients that have given some.
 */
some: number, 
/**
 * Clients that have given none.
 */
none: number, 
/**
 * Each package that the agent needs, and who has not given it.
 */
packages: Array<PackageCoverage>, 
/**
 * Clients that lack something, most first.
 */
lacking: Array<ClientLack>, 
/**
 * When the clients were read.
 */
fetchedAt: string | null, };

/**
 * Which report.
 */
export type CoverageQuery = { 
/**
 * The firm.
 */
firm: string, 
/**
 * The agent.
 */
agent: string, 
/**
 * Packages (codes) that a person is measured by; not looked at for a system user.
 */
personPackages: Array<string>, 
/**
 * Only these clients; `None` for all.
 */
clients: ClientSelection | null, };

/**
 * Set up a system user, as it was shown.
 */
export type CreateSystemUser = { 
/**
 * Organisation.
 */
partyUuid: string, 
/**
 * System.
 */
systemId: string, 
/**
 * Digest of the review that the user saw.
 */
fingerprint: string, 
/**
 * The tick: stop-and-think, or that it may get more than was shown.
 */
acknowledged: boolean, };

/**
 * What came of it.
 */
export type Created = { "kind": "done", 
/**
 * The system user.
 */
id: string, 
/**
 * Number of the receipt.
 */
receipt: string, } | { "kind": "unrecorded", 
/**
 * The system user.
 */
id: string, 
/**
 * Why.
 */
failure: Failure, } | { "kind": "handed_off" } | { "kind": "unknown" };

/**
 * What setting up a system would give. `review` is drawn like that of a request of the own kind; its `key` is empty.
 */
export type Creation = { 
/**
 * Everything that the system user will get, with cues and the check of items.
 */
review: Review, 
/**
 * Whether that is all it will get.
 */
source: CreationSource, 
/**
 * How it can be set up.
 */
create: Ability, 
/**
 * A system user for the system that the organisation set up itself: a second one is not possible.
 */
exists: SystemUserRef | null, };

/**
 * Ask what setting up a system would give.
 */
export type CreationQuery = { 
/**
 * Organisation.
 */
partyUuid: string, 
/**
 * System.
 */
systemId: string, 
/**
 * Read again from Altinn.
 */
refresh: boolean, };

/**
 * Whence it is known what a system user will get.
 */
export type CreationSource = { "kind": "register" } | { "kind": "earlier", 
/**
 * When that was.
 */
at: string, } | { "kind": "unknown" };

/**
 * Something to notice. Words and icon, never a score.
 */
export type Cue = { 
/**
 * Which rule.
 */
code: CueCode, 
/**
 * How serious.
 */
level: CueLevel, 
/**
 * Facts for the sentence: `vendor`, `host`, `count`, `days`.
 */
context: { [key in string]: string }, };

/**
 * Rules that make a cue (reference: user interface 3.4).
 */
export type CueCode = "name_trap" | "vendor_problem" | "administers_access" | "unknown_vendor" | "redirect_elsewhere" | "may_sign" | "may_submit" | "sees_payroll" | "sees_sensitive" | "duplicate" | "unknown_item" | "broad" | "old" | "timed_out" | "odd_characters";

/**
 * How serious a cue is.
 */
export type CueLevel = "stop" | "caution" | "note";

/**
 * Numbers on the chips.
 */
export type DeadlineCounts = { 
/**
 * All.
 */
all: number, 
/**
 * Requiring attention.
 */
requiresAttention: number, 
/**
 * That can be sent in.
 */
canBeSent: number, 
/**
 * Within the next four weeks.
 */
fourWeeks: number, };

/**
 * One day of the strip.
 */
export type DeadlineDay = { 
/**
 * Date in Norway, `2026-11-12`.
 */
date: string, 
/**
 * Deadlines.
 */
count: number, 
/**
 * The service that most of them share, when it is more than half of at least four.
 */
mostly: string | null, };

/**
 * Kinds of deadline.
 */
export type DeadlineFilter = "all" | "requires_attention" | "can_be_sent";

/**
 * One group.
 */
export type DeadlineGroup = { 
/**
 * Which.
 */
span: DeadlineSpan, 
/**
 * Place of its first row.
 */
first: number, 
/**
 * Rows.
 */
count: number, };

/**
 * Groups of deadlines.
 */
export type DeadlineSpan = "overdue" | "today" | "week" | "later" | "no_date";

/**
 * A window of deadlines, nearest first. What is completed, archived or in the bin is not among them.
 */
export type Deadlines = { 
/**
 * In all.
 */
total: number, 
/**
 * The window.
 */
rows: Array<MessageRow>, 
/**
 * Groups over the whole list, in its order; empty groups are left out.
 */
groups: Array<DeadlineGroup>, 
/**
 * Deadlines per day, from three days ago and four weeks ahead, by the calendar of Norway.
 */
days: Array<DeadlineDay>, 
/**
 * Numbers on the chips.
 */
counts: DeadlineCounts, 
/**
 * Oldest time of reading among the sources shown.
 */
fetchedAt: string | null, 
/**
 * Organisations or services that could not be read.
 */
failures: Array<SourceFailure>, 
/**
 * What came in after the arrival that the list is of.
 */
arrived: Arrived, };

/**
 * Which deadlines.
 */
export type DeadlinesQuery = { 
/**
 * Whose.
 */
scope: Scope, 
/**
 * Which kind.
 */
filter: DeadlineFilter, 
/**
 * Without the messages that were new after this arrival ([`Arrived::latest`]); `None`: with all. What changed since
 * is shown.
 */
asOf: number | null, 
/**
 * First row.
 */
offset: number, 
/**
 * Rows at most (the core caps it at 500).
 */
limit: number, };

/**
 * How each act can be done for this request.
 */
export type Decide = { 
/**
 * Approve.
 */
approve: Ability, 
/**
 * Reject.
 */
reject: Ability, 
/**
 * Forward.
 */
escalate: Ability, 
/**
 * Approval needs the tick of stop-and-think.
 */
needsTick: boolean, };

/**
 * What came of a decision.
 */
export type Decision = { "kind": "done", 
/**
 * Number of the receipt.
 */
receipt: string, } | { "kind": "unrecorded", 
/**
 * Why.
 */
failure: Failure, } | { "kind": "handed_off" } | { "kind": "scheduled", 
/**
 * When.
 */
at: string, } | { "kind": "unknown" } | { "kind": "partly", 
/**
 * Why it stopped.
 */
failure: Failure, 
/**
 * Every step, and whether it is done.
 */
steps: Array<ChangeStep>, } | { "kind": "forwarded" };

/**
 * Whether deleted clients are shown.
 */
export type DeletedClients = "shown" | "hidden" | "only";

/**
 * Row heights.
 */
export type Density = "comfortable" | "compact" | "dense";

/**
 * A package or service that came or left.
 */
export type DriftItem = { 
/**
 * Package (true) or service.
 */
isPackage: boolean, 
/**
 * URN or resource id.
 */
id: string, 
/**
 * Name.
 */
name: string, 
/**
 * Owner's name, of a service.
 */
owner: string | null, 
/**
 * Name of the package by which a service came or left; `None` for a single one.
 */
package: string | null, 
/**
 * URN of that package.
 */
packageUrn: string | null, 
/**
 * When it was first seen so.
 */
seenAt: string, };

/**
 * What drift is compared with.
 */
export type DriftSince = { "kind": "receipt", 
/**
 * Number.
 */
number: string, 
/**
 * When.
 */
at: string, } | { "kind": "acknowledged", 
/**
 * When.
 */
at: string, } | { "kind": "first_seen", 
/**
 * When.
 */
at: string, };

/**
 * Filters on the due date.
 */
export type DueFilter = "any" | "overdue" | "today" | "week";

/**
 * A page of the message's own.
 */
export type Elsewhere = { 
/**
 * Its host.
 */
host: string, 
/**
 * The action that leads there: `run_action` opens it.
 */
actionId: string, };

/**
 * The environments.
 */
export type EnvironmentId = "prod" | "tt02" | "sandbox" | "custom";

/**
 * An Altinn environment.
 */
export type EnvironmentInfo = { 
/**
 * `prod`, `tt02`, `sandbox` or `custom`.
 */
id: EnvironmentId, 
/**
 * Host of Altinn's pages there.
 */
portalHost: string, 
/**
 * Everything but production: marked TEST on every screen.
 */
isTest: boolean, 
/**
 * False when no client id is known for it: login cannot start, and the screen says so.
 */
canSignIn: boolean, };

/**
 * Every case that a command can end in. The UI has one sentence for each, in three languages.
 */
export type ErrorCode = "offline" | "timeout" | "rate_limited" | "upstream_down" | "upstream_changed" | "outcome_unknown" | "login_required" | "login_cancelled" | "login_timeout" | "browser_unavailable" | "program_unavailable" | "login_invalid" | "login_unreadable" | "level_too_low" | "scope_missing" | "consent_refused" | "client_not_registered" | "other_person" | "person_unknown_at_altinn" | "altinn_scope_missing" | "access_denied" | "not_found" | "conflict" | "invalid_input" | "link_empty" | "link_too_long" | "link_not_a_link" | "link_several" | "link_not_https" | "link_credentials" | "link_port" | "link_foreign_host" | "link_lookalike_host" | "link_wrong_path" | "link_no_id" | "link_two_ids" | "link_bad_id" | "link_other_environment" | "link_kind_unsupported" | "request_not_found" | "request_not_located" | "request_other_organisation" | "request_already_decided" | "request_changed" | "not_access_manager" | "missing_rights" | "missing_role" | "missing_delegation" | "access_list" | "service_level_too_low" | "missing_package" | "not_delegable" | "maskinporten_only" | "unknown_package" | "package_wrong_use" | "system_user_exists" | "registration_incomplete" | "delegation_failed" | "system_gone" | "vendor_fault" | "organisation_unknown" | "system_user_gone" | "system_user_other_organisation" | "withdraw_failed" | "change_half_done" | "holdings_unreadable" | "own_use_not_possible" | "system_unknown" | "holds_less" | "move_step_not_ready" | "not_acknowledged" | "message_gone" | "message_not_visible_yet" | "message_level_too_low" | "content_unavailable" | "content_too_large" | "attachment_expired" | "attachment_save_only" | "not_opened" | "filed_elsewhere" | "nothing_to_undo" | "action_unanswered" | "deletion_too_early" | "confirmation_outstanding" | "part_of_conversation" | "link_not_opened" | "not_client_administrator" | "client_gone" | "client_lacks_package" | "agent_gone" | "agent_kind_not_allowed" | "person_mismatch" | "person_lookup_locked" | "plan_changed" | "plan_too_large" | "nothing_to_change" | "job_over" | "keyring_missing" | "keyring_locked" | "keyring_returned" | "store_locked" | "store_damaged" | "disk_full" | "file_not_written" | "store_newer" | "address_not_allowed" | "unknown_command" | "unexpected";

/**
 * Something changed. Losing one does no harm: the window reads again on focus.
 */
export type Event = { "kind": "changed", 
/**
 * Topics.
 */
topics: Array<Topic>, } | { "kind": "link_arrived", 
/**
 * Key of the request.
 */
key: string, } | { "kind": "link_refused", 
/**
 * Why.
 */
failure: Failure, 
/**
 * The text as it came, where it links to a page at Altinn that the browser can open (`altinn_page`).
 */
page: string | null, } | { "kind": "decided", 
/**
 * Key of the request.
 */
key: string, 
/**
 * Number of the receipt.
 */
receipt: string, } | { "kind": "alike_progress", 
/**
 * Key of the first request that the command named.
 */
first: string, 
/**
 * Requests settled: approved, or refused.
 */
done: number, 
/**
 * Requests in all.
 */
total: number, } | { "kind": "withdrawn", 
/**
 * Its organisation.
 */
partyUuid: string, 
/**
 * System user id.
 */
id: string, 
/**
 * Number of the receipt.
 */
receipt: string, } | { "kind": "messages_arrived", 
/**
 * How many.
 */
count: number, } | { "kind": "job_stopped", 
/**
 * The job as it stands.
 */
job: Job, } | { "kind": "restart" };

/**
 * Write the log, or one receipt, to a file in the user's download folder.
 */
export type ExportActivity = { 
/**
 * Format.
 */
format: ExportFormat, 
/**
 * Only this receipt.
 */
number: string | null, };

/**
 * Write a file in the user's download folder: semicolons, UTF-8 with mark, formula cells guarded.
 */
export type ExportClients = { "kind": "matrix", 
/**
 * Which clients and agents (`offset` and `limit` are not looked at).
 */
matrix: MatrixQuery, } | { "kind": "coverage", 
/**
 * The report.
 */
coverage: CoverageQuery, } | { "kind": "job", 
/**
 * The job.
 */
id: string, };

/**
 * Write deadlines to a file likewise.
 */
export type ExportDeadlines = { 
/**
 * Whose.
 */
scope: Scope, };

/**
 * Formats.
 */
export type ExportFormat = "csv" | "html";

/**
 * Write messages to a file in the download folder (CSV with semicolons, UTF-8 with mark, formula cells guarded).
 */
export type ExportMessages = { 
/**
 * Which.
 */
selection: Selection, };

/**
 * The file is written.
 */
export type Exported = { 
/**
 * Where.
 */
path: string, 
/**
 * Rows.
 */
rows: number, };

/**
 * One choice in a filter menu.
 */
export type Facet = { 
/**
 * Code or id.
 */
id: string, 
/**
 * Name in the user's language.
 */
name: string, 
/**
 * Messages.
 */
count: number, };

/**
 * What the filter menus offer in a folder and scope.
 */
export type Facets = { 
/**
 * Service owners, most messages first.
 */
owners: Array<Facet>, 
/**
 * Services, most messages first, at most 200 and the chosen ones.
 */
services: Array<Facet>, };

/**
 * Ask for what the filter menus offer.
 */
export type FacetsQuery = { 
/**
 * The list; its filter narrows nothing, and what it has chosen is always offered.
 */
list: MessagesQuery, };

/**
 * What went wrong, as facts that the screen can act on. The sentence itself is written by the UI, in the
 * user's language.
 */
export type Failure = { 
/**
 * The case.
 */
code: ErrorCode, 
/**
 * Whether, and when, trying again makes sense.
 */
retry: Retry, 
/**
 * Seconds to wait before trying again, where the other side said so.
 */
afterS: number | null, 
/**
 * Altinn's own code (`AUTH-00013`, `AM-00018`) where it gave one.
 */
upstreamCode: string | null, 
/**
 * Altinn's trace id, for support.
 */
traceId: string | null, 
/**
 * Facts for the sentence, e.g. `host`, `organisation`, `items`. Never a secret or an identity number.
 */
context: { [key in string]: string }, };

/**
 * File messages.
 */
export type FileMessages = { 
/**
 * Which.
 */
selection: Selection, 
/**
 * How.
 */
filing: Filing, };

/**
 * Where a message is filed.
 */
export type Filed = "open" | "archive" | "bin";

/**
 * What was filed.
 */
export type FiledMessages = { 
/**
 * Messages that changed here.
 */
changed: number, 
/**
 * Messages that were so already.
 */
unchanged: number, 
/**
 * Undo this with `undo_filing`; `None` when nothing changed.
 */
undo: string | null, 
/**
 * It waits until there is a network.
 */
queued: boolean, };

/**
 * Ways of filing.
 */
export type Filing = "archive" | "bin" | "restore" | "mark_unread" | "unmark_unread";

/**
 * Changes made here that are not at Altinn yet.
 */
export type FilingQueue = { 
/**
 * Messages whose change waits.
 */
waiting: number, 
/**
 * Messages whose change was refused, and which flipped back.
 */
refused: number, 
/**
 * Why the last one was refused.
 */
failure: Failure | null, };

/**
 * What the undo did.
 */
export type FilingUndone = { 
/**
 * Messages that are as they were.
 */
restored: number, 
/**
 * The first of them, to select again.
 */
first: string | null, };

/**
 * Look for the organisation of a request that a link names.
 */
export type FindRequest = { 
/**
 * Key from the queue.
 */
key: string, 
/**
 * Ask this organisation only; `None`: the next hundred that were not asked yet.
 */
partyUuid: string | null, };

/**
 * Something that was found.
 */
export type Finding = { "kind": "vanished", 
/**
 * When it was missed.
 */
at: string, } | { "kind": "vendor_problem", 
/**
 * What Enhetsregisteret says.
 */
register: RegisterStatus, } | { "kind": "changed_elsewhere", 
/**
 * Came to it.
 */
added: Array<DriftItem>, 
/**
 * Left it.
 */
removed: Array<DriftItem>, } | { "kind": "services_added", 
/**
 * Which.
 */
services: Array<DriftItem>, 
/**
 * Compared with what.
 */
since: DriftSince, } | { "kind": "services_removed", 
/**
 * Which.
 */
services: Array<DriftItem>, 
/**
 * Compared with what.
 */
since: DriftSince, } | { "kind": "review_due", 
/**
 * The day, `2026-12-01`.
 */
on: string, };

/**
 * Withdraw the old access of a move.
 */
export type FinishMove = { 
/**
 * The move.
 */
id: string, 
/**
 * The new access holds less, and that is meant.
 */
acceptLess: boolean, };

/**
 * Names a firm.
 */
export type FirmRef = { 
/**
 * The firm.
 */
firm: string, };

/**
 * Folders, by the definitions of Arbeidsflate (dialogporten reference, section 6).
 */
export type Folder = "inbox" | "drafts" | "sent" | "archive" | "bin" | "all";

/**
 * An organisation form and how many clients are of it.
 */
export type FormCount = { 
/**
 * Code, e.g. `AS`.
 */
form: string, 
/**
 * Clients.
 */
clients: number, };

/**
 * What a client gives the firm through one role.
 */
export type GivenByRole = { 
/**
 * Code, e.g. `regnskapsforer`, `rettighetshaver`.
 */
role: string, 
/**
 * Package codes.
 */
packages: Array<string>, };

/**
 * A member of a group.
 */
export type GroupMember = { 
/**
 * Its key.
 */
partyUuid: string, 
/**
 * Name; `None` when it is not among the user's actors, as a client need not be.
 */
name: string | null, 
/**
 * Two letters for its tile; empty without a name.
 */
initials: string, 
/**
 * Kind.
 */
kind: ActorKind, };

/**
 * All members of a group.
 */
export type GroupMembers = { 
/**
 * Members, in the order of the list of actors; those that are not in it last.
 */
members: Array<GroupMember>, };

/**
 * Spans of time that group a list, by the calendar of Norway.
 */
export type GroupSpan = { "kind": "today" } | { "kind": "yesterday" } | { "kind": "earlier_this_month" } | { "kind": "month", 
/**
 * Year.
 */
year: number, 
/**
 * 1 to 12.
 */
month: number, } | { "kind": "later" };

/**
 * What a system user holds.
 */
export type Held = { 
/**
 * Packages.
 */
packages: Array<HeldItem>, 
/**
 * Single services.
 */
services: Array<HeldItem>, 
/**
 * Distinct services in all.
 */
serviceCount: number, };

/**
 * A package or a single service that is held.
 */
export type HeldItem = { 
/**
 * URN or resource id.
 */
id: string, 
/**
 * Name.
 */
name: string, };

/**
 * May this person pass an item on?
 */
export type ItemCheck = { "kind": "can" } | { "kind": "cannot", 
/**
 * Why, in Altinn's reasons made ours.
 */
reasons: Array<CheckReason>, } | { "kind": "not_checked" };

/**
 * A job.
 */
export type Job = { 
/**
 * Key.
 */
id: string, 
/**
 * The firm.
 */
firm: string, 
/**
 * Its name.
 */
firmName: string, 
/**
 * What started it.
 */
kind: JobKind, 
/**
 * Titles of the agents, in the order of their columns.
 */
agents: Array<string>, 
/**
 * Where it stands.
 */
state: JobState, 
/**
 * Rows that give.
 */
adds: number, 
/**
 * Rows that take.
 */
removes: number, 
/**
 * Rows in all.
 */
total: number, 
/**
 * Rows settled: changed, so already, or failed.
 */
settled: number, 
/**
 * Rows that this job changed.
 */
changed: number, 
/**
 * Rows that were so already.
 */
already: number, 
/**
 * Rows that failed.
 */
failed: number, 
/**
 * Rows sent whose outcome is not known yet; their state is read before anything is repeated.
 */
unknown: number, 
/**
 * Calls made for it.
 */
calls: number, 
/**
 * Why it waits.
 */
waiting: Failure | null, 
/**
 * When it goes on by itself, if it does.
 */
resumesAt: string | null, 
/**
 * Made.
 */
createdAt: string, 
/**
 * First call.
 */
startedAt: string | null, 
/**
 * All settled, or cancelled.
 */
endedAt: string | null, 
/**
 * Rows that an undo would take back; 0 when nothing can be.
 */
undoable: number, 
/**
 * The job that this one takes back.
 */
undoOf: string | null, 
/**
 * The job that takes this one back.
 */
undoneBy: string | null, };

/**
 * What started a job.
 */
export type JobKind = "cells" | "csv" | "template" | "undo";

/**
 * A job and a window of its rows.
 */
export type JobQuery = { 
/**
 * Key.
 */
id: string, 
/**
 * Rows of this sort only; `None` for all.
 */
state: JobRowState | null, 
/**
 * First row.
 */
offset: number, 
/**
 * Rows at most (the core caps it at 500).
 */
limit: number, };

/**
 * Names a job.
 */
export type JobRef = { 
/**
 * Key.
 */
id: string, };

/**
 * One row.
 */
export type JobRow = { 
/**
 * The client.
 */
client: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Its organisation number.
 */
orgNo: string | null, 
/**
 * The agent's key.
 */
agent: string, 
/**
 * The agent's title.
 */
agentTitle: string, 
/**
 * Give or take.
 */
act: BulkAct, 
/**
 * Packages (codes).
 */
packages: Array<string>, 
/**
 * Where it stands.
 */
state: JobRowState, 
/**
 * Why it failed.
 */
failure: Failure | null, 
/**
 * When it was settled.
 */
at: string | null, };

/**
 * Where a row stands.
 */
export type JobRowState = "waiting" | "sent" | "unknown" | "changed" | "already" | "failed" | "dropped";

/**
 * Where a job stands.
 */
export type JobState = "queued" | "running" | "paused" | "waiting" | "done" | "cancelled";

/**
 * A job with rows.
 */
export type JobView = { 
/**
 * The job.
 */
job: Job, 
/**
 * Rows that match.
 */
total: number, 
/**
 * The window, in the order of the plan.
 */
rows: Array<JobRow>, };

/**
 * All jobs, newest first: those that are not over, then the last hundred.
 */
export type Jobs = { 
/**
 * Jobs.
 */
jobs: Array<Job>, };

/**
 * Why the keyring is not in use.
 */
export type KeyringTrouble = "no_service" | "no_collection" | "locked" | "other";

/**
 * One entry in the label log.
 */
export type LabelLogRow = { 
/**
 * When.
 */
at: string, 
/**
 * Label in snake case, e.g. `archive`.
 */
label: string, 
/**
 * Set, or removed.
 */
set: boolean, 
/**
 * Who; `None` for the service owner.
 */
by: string | null, };

/**
 * Languages.
 */
export type Language = "nb" | "nn" | "en";

/**
 * Give up accesses. The firm can give them again.
 */
export type LeaveClients = { 
/**
 * The provider.
 */
provider: string, 
/**
 * One of its clients; `None`: leave the provider, and with it every client.
 */
client: string | null, };

/**
 * Why part of a text cannot be used.
 */
export type LineFault = "not_a_number" | "check_digit" | "filler" | "repeated" | "unknown_client" | "client_deleted" | "identity_number" | "missing_column" | "repeated_column" | "field_count" | "quotes" | "not_utf8" | "agent_missing" | "unknown_agent" | "ambiguous_agent" | "unknown_agent_kind" | "other_agent_kind" | "unknown_package" | "not_delegable" | "package_not_of_agent" | "not_yes_or_no" | "contradiction" | "too_long" | "control_character" | "too_many_lines";

/**
 * The link is in the queue.
 */
export type LinkAdded = { 
/**
 * The request's key.
 */
key: string, 
/**
 * Kind by the path.
 */
kind: RequestKind, 
/**
 * It was in the queue already.
 */
already: boolean, };

/**
 * What came of it.
 */
export type LinkOutcome = { "kind": "opened" } | { "kind": "ask", 
/**
 * Whole host, in its letters.
 */
host: string, 
/**
 * Punycode, when the letters could mislead.
 */
punycode: string | null, } | { "kind": "ask_program", 
/**
 * Which sort of program.
 */
program: LinkProgram, 
/**
 * Mail address, or telephone number.
 */
to: string, };

/**
 * Programs that links in letters start.
 */
export type LinkProgram = "mail" | "phone";

/**
 * What Altinn tells organisation by organisation.
 */
export type Listing = "requests" | "system_users";

/**
 * Why a login runs.
 */
export type LoginPurpose = "sign_in" | "step_up" | "more_scopes";

/**
 * A window of the matrix.
 */
export type MatrixPage = { 
/**
 * Clients that match.
 */
total: number, 
/**
 * All clients of the firm, relations without any package left out.
 */
all: number, 
/**
 * Every agent of the firm; those of `query.agents` first, in that order, then the others by title.
 */
columns: Array<AgentColumn>, 
/**
 * The window.
 */
rows: Array<ClientRow>, 
/**
 * Numbers on the chips: under the other filters, without `state`.
 */
counts: CellCounts, 
/**
 * Tags in use at this firm, by name.
 */
tags: Array<TagCount>, 
/**
 * Organisation forms among the clients, most clients first.
 */
forms: Array<FormCount>, 
/**
 * Names of all packages that this answer speaks of, in the user's language.
 */
packages: Array<PackageName>, 
/**
 * Whether clients can be given and taken now, and why not.
 */
change: Ability, 
/**
 * When the clients were read; `None` if never (then rows are empty and `refresh_clients` reads them).
 */
fetchedAt: string | null, 
/**
 * Clients are being read now.
 */
reading: boolean, 
/**
 * What could not be read, last time.
 */
failures: Array<SourceFailure>, };

/**
 * Which clients, and which window of them.
 */
export type MatrixQuery = { 
/**
 * The firm.
 */
firm: string, 
/**
 * Agents whose cells are wanted, in this order; empty for all agents of the firm.
 */
agents: Array<string>, 
/**
 * Packages (codes) that people among the agents are measured by; empty: each against all that the client gives.
 * A system user is always measured by its own packages.
 */
personPackages: Array<string>, 
/**
 * Chips and search.
 */
filter: ClientFilter, 
/**
 * Order.
 */
sort: ClientSort, 
/**
 * Turned round.
 */
descending: boolean, 
/**
 * First row.
 */
offset: number, 
/**
 * Rows at most (the core caps it at 500).
 */
limit: number, };

/**
 * What is particular to a message of Altinn Melding. Its status comes from the events, never from the one field that
 * hides a confirmation behind a later download (products reference, 3.3).
 */
export type Melding = { 
/**
 * Correspondence id.
 */
id: string, 
/**
 * The sender asks that receipt be confirmed.
 */
confirmationNeeded: boolean, 
/**
 * When it was confirmed.
 */
confirmedAt: string | null, 
/**
 * The confirmation was taken and is not written yet (at least four seconds at Altinn).
 */
confirming: boolean, 
/**
 * How it can be confirmed.
 */
confirm: Ability, 
/**
 * When it was read.
 */
readAt: string | null, 
/**
 * How it can be deleted for good; only in the bin.
 */
purge: Ability, 
/**
 * Why status or content could not be read.
 */
failure: Failure | null, };

/**
 * One message as far as this machine knows it. Reading it makes no call.
 */
export type Message = { 
/**
 * As in the list.
 */
row: MessageRow, 
/**
 * Recipient's organisation number, nine digits.
 */
orgNo: string | null, 
/**
 * The service's name; its id when the name is not known.
 */
service: string, 
/**
 * The service's id, without URN prefix.
 */
serviceId: string, 
/**
 * Created.
 */
created: string, 
/**
 * Who has opened it since the content changed, newest first (from list data).
 */
seenBy: Array<SeenBy>, 
/**
 * Systems of this organisation that may read the service.
 */
systems: Array<ReadingSystem>, 
/**
 * What the user opened; `None` until then.
 */
opened: Opened | null, 
/**
 * How it can be opened now.
 */
open: Ability, 
/**
 * Altinn wants a login at level 4 before it shows this message.
 */
needsStepUp: boolean, };

/**
 * What can be done with a message.
 */
export type MessageAction = { 
/**
 * Action id.
 */
id: string, 
/**
 * Its words.
 */
title: string, 
/**
 * Rank.
 */
rank: ActionRank, 
/**
 * Opens in the browser (else it is sent from here).
 */
inBrowser: boolean, 
/**
 * Host it goes to.
 */
host: string, 
/**
 * Question to ask first.
 */
prompt: string | null, 
/**
 * Deletes the dialog.
 */
deletes: boolean, 
/**
 * The user may.
 */
authorised: boolean, 
/**
 * It has been sent, and the answer is awaited.
 */
busy: boolean, 
/**
 * It was sent, and nobody knows what came of it: `action_unanswered` or `outcome_unknown`. Done once more, the message
 * is read first, and it is sent only where nothing came of it.
 */
unsettled: Failure | null, };

/**
 * What happened in a dialog.
 */
export type MessageActivity = { 
/**
 * When.
 */
at: string | null, 
/**
 * Dialogporten's `DialogActivityType` in snake case, e.g. `signature_provided`; unknown ones as they came.
 */
kind: string, 
/**
 * Who; `None` for the service owner.
 */
by: string | null, 
/**
 * Text, for `information`.
 */
text: string | null, };

/**
 * Counts beside folders.
 */
export type MessageCounts = { 
/**
 * Unread in the inbox.
 */
inboxUnread: number, 
/**
 * Drafts.
 */
drafts: number, 
/**
 * Overdue, due today or within seven days, or requiring attention without a date.
 */
deadlines: number, 
/**
 * Overdue among them.
 */
overdue: number, };

/**
 * What the chips above a list ask for. All that are set must hold; lists within are "one of".
 */
export type MessageFilter = { 
/**
 * Unread only.
 */
unread: boolean, 
/**
 * One of these statuses; empty for any.
 */
statuses: Array<MessageStatus>, 
/**
 * One of these service owners' codes; empty for any.
 */
owners: Array<string>, 
/**
 * One of these services' ids, without URN prefix; empty for any.
 */
services: Array<string>, 
/**
 * With a due date.
 */
due: DueFilter | null, 
/**
 * With attachments only.
 */
attachments: boolean, };

/**
 * A group of neighbouring rows.
 */
export type MessageGroup = { 
/**
 * Which.
 */
span: GroupSpan, 
/**
 * Place of its first row in the whole list.
 */
first: number, 
/**
 * Rows.
 */
count: number, };

/**
 * The whole history of who opened and filed a message (two calls; neither marks as seen).
 */
export type MessageHistory = { 
/**
 * Who opened it, newest first.
 */
seen: Array<SeenBy>, 
/**
 * Who filed it, newest first.
 */
labels: Array<LabelLogRow>, };

/**
 * Names one message.
 */
export type MessageRef = { 
/**
 * Dialog id.
 */
id: string, };

/**
 * One message in a list. Made of list data only: nothing here means that it was opened.
 */
export type MessageRow = { 
/**
 * Dialog id.
 */
id: string, 
/**
 * Title in the user's language where there is one; may be empty.
 */
title: string, 
/**
 * Language of the title, for `lang`; `None` when not known.
 */
titleLang: string | null, 
/**
 * Where the search hit in the title: pairs of start and length in UTF-16 units.
 */
titleHits: Array<[number, number]>, 
/**
 * Summary; may be empty.
 */
summary: string, 
/**
 * Where the search hit in the summary.
 */
summaryHits: Array<[number, number]>, 
/**
 * Sender: the sender's name that the service owner gave, else the service owner's.
 */
sender: string, 
/**
 * Service owner's code, e.g. `skd`; picks the mark.
 */
owner: string, 
/**
 * Recipient.
 */
partyUuid: string, 
/**
 * Recipient's name in title case.
 */
recipient: string, 
/**
 * The recipient is a person (green mark) and not an organisation.
 */
recipientIsPerson: boolean, 
/**
 * Nobody has opened it since its content changed, or it is marked as unread.
 */
unread: boolean, 
/**
 * The user has opened it since its content changed.
 */
seenByMe: boolean, 
/**
 * Status.
 */
status: MessageStatus, 
/**
 * The service's own word for the status, at most 25 characters; never read as a code.
 */
statusText: string | null, 
/**
 * Due.
 */
due: string | null, 
/**
 * When the content changed last.
 */
at: string, 
/**
 * Attachments meant for people.
 */
attachments: number, 
/**
 * Transmissions, both ways.
 */
transmissions: number, 
/**
 * Where it is filed.
 */
filed: Filed, 
/**
 * Marked as unread by someone.
 */
markedUnread: boolean, 
/**
 * A change made here that has not reached Altinn yet.
 */
waiting: boolean, 
/**
 * The last change made here was refused, and the row flipped back.
 */
refused: Failure | null, 
/**
 * A copy that was opened here is on this machine.
 */
kept: boolean, 
/**
 * The last sweep did not find it at Altinn any more.
 */
stale: boolean, };

/**
 * Orders. Each ends in the id, so that it is total.
 */
export type MessageSort = "newest" | "oldest" | "due" | "sender";

/**
 * Statuses that a service owner gives (Dialogporten: `DialogStatus`).
 */
export type MessageStatus = "not_applicable" | "in_progress" | "draft" | "awaiting" | "requires_attention" | "completed" | "unknown";

/**
 * A window of rows.
 */
export type MessagesPage = { 
/**
 * Rows that match.
 */
total: number, 
/**
 * False: there are more than `total`, and counting went no further. A window at the end of the list knows the number.
 */
isTotalExact: boolean, 
/**
 * The window.
 */
rows: Array<MessageRow>, 
/**
 * Groups over the whole list, in its order; empty where the order is not by time.
 */
groups: Array<MessageGroup>, 
/**
 * Numbers on the chips: what the folder and scope hold, before the filter.
 */
chips: ChipCounts, 
/**
 * Oldest time of reading among the sources shown; `None` if never.
 */
fetchedAt: string | null, 
/**
 * How far back messages are held; `None` before the first fill has begun.
 */
heldSince: string | null, 
/**
 * What could not be read.
 */
failures: Array<SourceFailure>, 
/**
 * How a search text was read, for the line under the field; `None` without a search.
 */
search: SearchReading | null, 
/**
 * What came in after the arrival that the list is of.
 */
arrived: Arrived, };

/**
 * Which rows.
 */
export type MessagesQuery = { 
/**
 * Folder.
 */
folder: Folder, 
/**
 * Whose.
 */
scope: Scope, 
/**
 * Chips.
 */
filter: MessageFilter, 
/**
 * Order. While `text` is not empty and this is `newest`, hits are ranked with recency.
 */
sort: MessageSort, 
/**
 * What was typed in search: words, "phrases", `fra:` `til:` `status:` `frist:`. Empty for no search.
 */
text: string, 
/**
 * Without the messages that came in after this arrival ([`Arrived::latest`]); `None`: with all.
 */
asOf: number | null, 
/**
 * First row.
 */
offset: number, 
/**
 * Rows at most (the core caps it at 500).
 */
limit: number, };

/**
 * An item that blocks approval.
 */
export type MissingItem = { 
/**
 * Package (true) or single service.
 */
isPackage: boolean, 
/**
 * URN or resource id.
 */
id: string, 
/**
 * Name.
 */
name: string, 
/**
 * Why.
 */
reasons: Array<CheckReason>, };

/**
 * A move. It is kept on this machine, stops safely between any two steps, and goes on after a restart.
 */
export type Move = { 
/**
 * Its id.
 */
id: string, 
/**
 * Organisation.
 */
partyUuid: string, 
/**
 * Its name.
 */
organisation: string, 
/**
 * Whether it is about accesses for the organisation itself, or for its clients.
 */
kind: SystemUserKind, 
/**
 * The old access.
 */
from: MoveEnd, 
/**
 * What takes its place.
 */
to: MoveTo, 
/**
 * The new access, once it is there.
 */
new: MoveEnd | null, 
/**
 * The next thing to do.
 */
step: MoveStep, 
/**
 * What the two hold, once it was checked.
 */
comparison: MoveComparison | null, 
/**
 * The person said that the old one shall go although the new one holds less.
 */
acceptedLess: boolean, 
/**
 * Receipt of the withdrawal.
 */
receipt: string | null, 
/**
 * When it began.
 */
beganAt: string, 
/**
 * Why the last step failed.
 */
failure: Failure | null, };

/**
 * A client that is lacking.
 */
export type MoveClient = { 
/**
 * Party.
 */
partyUuid: string, 
/**
 * Name.
 */
name: string, 
/**
 * Organisation number.
 */
orgNo: string | null, };

/**
 * Clients that the old access has: they do not go with it, and must be given to the new one before it goes.
 */
export type MoveClients = { 
/**
 * How many the new one has too, with all that it needs.
 */
same: number, 
/**
 * Those that it lacks, or has in part only; by name.
 */
missing: Array<MoveClient>, };

/**
 * What the old and the new access hold, service by service, both as Altinn says now.
 */
export type MoveComparison = { 
/**
 * Services that the new one lacks. The check has passed when these and the packages it lacks are none.
 */
missing: Array<ServiceView>, 
/**
 * Packages that the new one lacks and that Altinn's catalogue does not know: what they open cannot be compared.
 */
missingPackages: Array<HeldItem>, 
/**
 * Services that only the new one has.
 */
extra: Array<ServiceView>, 
/**
 * Packages that only the new one has and that Altinn's catalogue does not know.
 */
extraPackages: Array<HeldItem>, 
/**
 * Services that both have.
 */
same: number, 
/**
 * Clients of the two; `None` for accesses of the own kind.
 */
clients: MoveClients | null, 
/**
 * When the two were read.
 */
at: string, };

/**
 * One end of a move.
 */
export type MoveEnd = { 
/**
 * System user id.
 */
id: string, 
/**
 * Title.
 */
title: string, 
/**
 * Vendor's name.
 */
vendor: string, 
/**
 * What Enhetsregisteret says of the vendor.
 */
vendorRegister: RegisterStatus, };

/**
 * What came of the last step of a move.
 */
export type MoveFinished = { 
/**
 * The move as it is now.
 */
job: Move, 
/**
 * What came of the withdrawal.
 */
withdrawal: Withdrawal, };

/**
 * Names a move.
 */
export type MoveRef = { 
/**
 * Its id.
 */
id: string, };

/**
 * The next thing to do in a move.
 */
export type MoveStep = "new_access" | "check" | "withdraw" | "done" | "stopped";

/**
 * What takes an access's place.
 */
export type MoveTo = { "kind": "request", 
/**
 * Key.
 */
key: string, } | { "kind": "system", 
/**
 * System id.
 */
systemId: string, } | { "kind": "system_user", 
/**
 * System user id.
 */
id: string, };

/**
 * Every move that is not over, and those over in the last thirty days; newest first.
 */
export type Moves = { 
/**
 * Moves.
 */
rows: Array<Move>, };

/**
 * One client.
 */
export type MyClient = { 
/**
 * Key.
 */
partyUuid: string, 
/**
 * Name.
 */
name: string, 
/**
 * Organisation number.
 */
orgNo: string | null, 
/**
 * Deleted in Enhetsregisteret.
 */
isDeleted: boolean, 
/**
 * Through which roles what.
 */
holds: Array<GivenByRole>, };

/**
 * The user's own accesses, by provider.
 */
export type MyClients = { 
/**
 * Providers, by name.
 */
providers: Array<MyProvider>, 
/**
 * Names of the packages named here.
 */
packages: Array<PackageName>, 
/**
 * Whether they can be read. When the scope is missing: ask with `sign_in { features: ["my_clients"] }`.
 */
read: Ability, 
/**
 * Whether one can leave.
 */
leave: Ability, 
/**
 * When they were read; `None` if never.
 */
fetchedAt: string | null, 
/**
 * Why they could not be read, last time.
 */
failure: Failure | null, };

/**
 * Ask for the user's own accesses.
 */
export type MyClientsQuery = { 
/**
 * Ask Altinn now; else what is held here, asked for when never read.
 */
refresh: boolean, };

/**
 * One provider.
 */
export type MyProvider = { 
/**
 * Key.
 */
partyUuid: string, 
/**
 * Name.
 */
name: string, 
/**
 * Two letters for the avatar.
 */
initials: string, 
/**
 * Organisation number.
 */
orgNo: string | null, 
/**
 * Since when the user is an agent of it.
 */
addedAt: string | null, 
/**
 * Its clients that the user has access to, by name.
 */
clients: Array<MyClient>, };

/**
 * Names a view or a group.
 */
export type NamedRef = { 
/**
 * Id.
 */
id: string, };

/**
 * Input of a command that needs none: `{}`.
 */
export type Nothing = Record<symbol, never>;

/**
 * What was found in a pasted text.
 */
export type NumbersRead = { 
/**
 * Clients found, each once, in the order of the text.
 */
clients: Array<string>, 
/**
 * Valid numbers in all, each once.
 */
numbers: number, 
/**
 * What could not be used, by line: at most 500.
 */
bad: Array<BadLine>, 
/**
 * Lines that could not be used, in all.
 */
badCount: number, };

/**
 * Open an address in the system browser.
 */
export type OpenExternal = { 
/**
 * What.
 */
target: OpenTarget, };

/**
 * Open a link that stands in a letter, after the link guard: a page over https, a mail or a call, shown before.
 */
export type OpenLetterLink = { 
/**
 * Message in which it stands.
 */
id: string, 
/**
 * The address.
 */
href: string, 
/**
 * The user answered yes to the question about this host.
 */
confirmed: boolean, 
/**
 * Do not ask about this host again.
 */
remember: boolean, };

/**
 * Open a message at Altinn: a read that is logged there and shown to others.
 */
export type OpenMessage = { 
/**
 * Dialog id.
 */
id: string, 
/**
 * Read it again though a current copy is on this machine.
 */
again: boolean, };

/**
 * Note that an actor was opened (feeds the recent list).
 */
export type OpenOrganisation = { 
/**
 * Which actor.
 */
partyUuid: string, };

/**
 * An address to open in the system browser. The core builds it; the window only names it.
 */
export type OpenTarget = { "kind": "request", 
/**
 * Key.
 */
key: string, } | { "kind": "system_users" } | { "kind": "new_system_user" } | { "kind": "altinn_page", 
/**
 * The text as it came.
 */
text: string, } | { "kind": "letter", 
/**
 * Subject.
 */
subject: string, 
/**
 * Text.
 */
body: string, } | { "kind": "vendor_page", 
/**
 * Number of the receipt.
 */
number: string, } | { "kind": "known", 
/**
 * Which.
 */
name: string, };

/**
 * The opened letter.
 */
export type Opened = { 
/**
 * When this copy was read.
 */
readAt: string, 
/**
 * The content changed at Altinn after this copy was read.
 */
outdated: boolean, 
/**
 * Main content.
 */
body: Body, 
/**
 * Further information from the service owner.
 */
additional: ContentTree | null, 
/**
 * Attachments of the dialog itself.
 */
attachments: Array<Attachment>, 
/**
 * Transmissions in all; read windows of them with `transmissions`.
 */
transmissions: number, 
/**
 * When the last transmission came.
 */
lastTransmission: string | null, 
/**
 * What happened, newest first.
 */
activities: Array<MessageActivity>, 
/**
 * Actions, primary first, three by rank; deletion is offered in the bin only.
 */
actions: Array<MessageAction>, 
/**
 * Altinn Melding, when the message is one.
 */
melding: Melding | null, 
/**
 * Expires.
 */
expires: string | null, 
/**
 * The page at Altinn or the service owner where the rest can be read, when not all could be shown here.
 */
elsewhere: Elsewhere | null, };

/**
 * Groups of actors.
 */
export type OrganisationGroup = "all" | "favourites" | "recent" | "access_manager" | "deleted";

/**
 * One actor.
 */
export type OrganisationRow = { 
/**
 * Key.
 */
partyUuid: string, 
/**
 * Name in title case.
 */
name: string, 
/**
 * Two letters for the avatar.
 */
initials: string, 
/**
 * Organisation number, nine digits, no spaces; `None` for a person.
 */
orgNo: string | null, 
/**
 * Person, main unit or sub-unit.
 */
kind: ActorKind, 
/**
 * Organisation form, e.g. `AS`.
 */
form: string | null, 
/**
 * Name of the main unit, for a sub-unit.
 */
parentName: string | null, 
/**
 * Deleted in Enhetsregisteret.
 */
isDeleted: boolean, 
/**
 * Main unit that is only shown because a sub-unit is accessible: cannot be chosen.
 */
isHeadingOnly: boolean, 
/**
 * Starred.
 */
favourite: boolean, 
/**
 * The user's roles there, ready names in the user's language, most telling first.
 */
roles: Array<string>, 
/**
 * Access manager there; `None` while not known.
 */
accessManager: boolean | null, 
/**
 * Waiting requests known to us.
 */
waiting: number, 
/**
 * Messages that want something.
 */
messages: WaitingMessages, };

/**
 * A window of actors.
 */
export type OrganisationsPage = { 
/**
 * Actors that match.
 */
total: number, 
/**
 * Actors in all groups together, for the scope chip.
 */
all: number, 
/**
 * The window.
 */
rows: Array<OrganisationRow>, 
/**
 * When the list was read from Altinn; `None` if never.
 */
fetchedAt: string | null, 
/**
 * What could not be read.
 */
failures: Array<SourceFailure>, };

/**
 * Which actors, and which window of them.
 */
export type OrganisationsQuery = { 
/**
 * Name or number, as typed; empty for all.
 */
text: string, 
/**
 * Which group.
 */
group: OrganisationGroup, 
/**
 * First row.
 */
offset: number, 
/**
 * Rows at most (the core caps it at 500).
 */
limit: number, };

/**
 * Whether the person who approves must be able to pass items on.
 */
export type OwnAuthority = "everything" | "additions" | "nothing";

/**
 * The own organisation on one system user for clients.
 */
export type OwnOrganisation = { 
/**
 * It is added; `None` when that could not be read.
 */
added: boolean | null, 
/**
 * Whether it may be.
 */
ownUse: OwnUse, 
/**
 * How it can be added or removed.
 */
change: Ability, 
/**
 * Why it could not be read.
 */
failure: Failure | null, };

/**
 * Whether a system user for clients may act for the own organisation as well. It may when every package is one that
 * can be given for own use.
 */
export type OwnUse = { "kind": "possible" } | { "kind": "not_possible", 
/**
 * Names of the packages that are for clients only.
 */
packages: Array<string>, } | { "kind": "unknown" };

/**
 * One package.
 */
export type PackageCoverage = { 
/**
 * The package, and whether only a register role carries it.
 */
package: PackageName, 
/**
 * Clients that have given it.
 */
given: number, 
/**
 * Clients that have not.
 */
missing: number, };

/**
 * A package by name, or a single service.
 */
export type PackageName = { 
/**
 * Code, e.g. `regnskapsforer-lonn`; a service's URN.
 */
code: string, 
/**
 * Name in the user's language; the code where the catalogue does not know it.
 */
name: string, 
/**
 * Register role that alone carries it (`regnskapsforer`, `revisor`, `forretningsforer`): the client cannot give it
 * by hand. `None` for a package that a client may give in Altinn.
 */
onlyByRole: string | null, 
/**
 * A single service, given by itself and not with a package.
 */
isService: boolean, };

/**
 * A package and its services.
 */
export type PackageView = { 
/**
 * URN.
 */
urn: string, 
/**
 * Name in the user's language, from Altinn's catalogue; the URN's tail if unknown.
 */
name: string, 
/**
 * Description from the catalogue.
 */
description: string | null, 
/**
 * Area's name.
 */
area: string | null, 
/**
 * Services it opens.
 */
services: Array<ServiceView>, 
/**
 * What to notice about it.
 */
cues: Array<Cue>, 
/**
 * Not in Altinn's catalogue.
 */
unknown: boolean, 
/**
 * May this person pass it on?
 */
check: ItemCheck, };

/**
 * What the palette found. Commands are the UI's own and are not in here.
 */
export type PaletteAnswer = { 
/**
 * What the text itself is, when it is more than words.
 */
recognised: Recognised | null, 
/**
 * Actors, best first.
 */
organisations: Array<PaletteOrganisation>, 
/**
 * Waiting requests, best first.
 */
requests: Array<PaletteRequest>, 
/**
 * System users, best first.
 */
systemUsers: Array<PaletteSystemUser>, };

/**
 * A hit: an actor.
 */
export type PaletteOrganisation = { 
/**
 * Key.
 */
partyUuid: string, 
/**
 * Name.
 */
name: string, 
/**
 * Two letters for the avatar.
 */
initials: string, 
/**
 * Organisation number.
 */
orgNo: string | null, 
/**
 * Kind.
 */
kind: ActorKind, 
/**
 * Where the words hit in the name: pairs of start and length in UTF-16 units.
 */
hits: Array<[number, number]>, 
/**
 * Waiting requests known to us.
 */
waiting: number, 
/**
 * Messages that want something.
 */
messages: WaitingMessages, };

/**
 * What was typed in the palette.
 */
export type PaletteQuery = { 
/**
 * The text.
 */
text: string, 
/**
 * Hits per group at most.
 */
limit: number, };

/**
 * A hit: a waiting request.
 */
export type PaletteRequest = { 
/**
 * Key.
 */
key: string, 
/**
 * System.
 */
system: string, 
/**
 * Vendor and organisation.
 */
byline: string, };

/**
 * A hit: a system user.
 */
export type PaletteSystemUser = { 
/**
 * Organisation.
 */
partyUuid: string, 
/**
 * System user id.
 */
id: string, 
/**
 * Title.
 */
title: string, 
/**
 * Organisation's name.
 */
organisation: string, };

/**
 * A group of organisations of the user's own, kept on this machine.
 */
export type PartyGroup = { 
/**
 * Id; given by the core.
 */
id: string, 
/**
 * Name.
 */
name: string, 
/**
 * Members.
 */
members: number, };

/**
 * All groups, by name.
 */
export type PartyGroups = { 
/**
 * Groups.
 */
groups: Array<PartyGroup>, };

/**
 * Why synchronisation is paused.
 */
export type PauseReason = "offline" | "signed_out" | "scope_missing" | "rate_limited" | "upstream_down" | "store_failed" | "locked";

/**
 * What came of it.
 */
export type PersonAgentAdded = { "kind": "added", 
/**
 * The agent's key.
 */
agent: string, } | { "kind": "wrong_pair", 
/**
 * Tries left before the look-up is locked for an hour; 0: it is locked now.
 */
triesLeft: number, 
/**
 * When it is open again, when it is locked.
 */
lockedUntil: string | null, } | { "kind": "not_a_number" };

/**
 * The person at the keyboard.
 */
export type PersonView = { 
/**
 * Name from Altinn (ID-porten knows none).
 */
name: string, 
/**
 * Two letters for the avatar.
 */
initials: string, };

/**
 * A person of the sandbox.
 */
export type Persona = { 
/**
 * Key for `sign_in`.
 */
key: string, 
/**
 * Name.
 */
name: string, 
/**
 * Two letters for the avatar.
 */
initials: string, 
/**
 * What he or she may do, one line, bokmål (data of the sandbox, not a text of ours).
 */
blurb: string, };

/**
 * Its place.
 */
export type Place = { 
/**
 * Place in the whole list; `None` when it is not in it.
 */
index: number | null, 
/**
 * The message before it.
 */
previous: string | null, 
/**
 * The message after it.
 */
next: string | null, 
/**
 * The next unread after it.
 */
nextUnread: string | null, };

/**
 * Where a message stands in a list, to keep a selection across changes.
 */
export type PlaceQuery = { 
/**
 * The list (`offset` and `limit` are not looked at).
 */
list: MessagesQuery, 
/**
 * The message.
 */
id: string, };

/**
 * An agent in a plan.
 */
export type PlanAgent = { 
/**
 * Key.
 */
id: string, 
/**
 * Title.
 */
title: string, 
/**
 * Cells that get something.
 */
adds: number, 
/**
 * Cells that lose something.
 */
removes: number, 
/**
 * Services that each client's access opens, where the catalogue knows them.
 */
services: number, };

/**
 * One reason and whom it stops.
 */
export type PlanBlock = { 
/**
 * Reason.
 */
reason: BlockReason, 
/**
 * The package (code), where it is about one.
 */
package: string | null, 
/**
 * Clients stopped.
 */
clients: number, 
/**
 * Their names, the first fifty.
 */
names: Array<string>, };

/**
 * Ask for a plan. Sends nothing.
 */
export type PlanBulk = { 
/**
 * The wish.
 */
change: BulkChange, 
/**
 * Rows of this sort only; `None` for all.
 */
outcome: PlanOutcome | null, 
/**
 * First row.
 */
offset: number, 
/**
 * Rows at most (the core caps it at 500).
 */
limit: number, };

/**
 * What the plan says of a cell.
 */
export type PlanOutcome = "add" | "remove" | "already" | "blocked" | "under_way";

/**
 * One cell of a plan.
 */
export type PlanRow = { 
/**
 * The client.
 */
client: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Its organisation number.
 */
orgNo: string | null, 
/**
 * The agent's key.
 */
agent: string, 
/**
 * What.
 */
outcome: PlanOutcome, 
/**
 * Packages (codes) that come or go; for a blocked row those in the way.
 */
packages: Array<string>, 
/**
 * Why it is blocked.
 */
block: BlockReason | null, };

/**
 * The queue over all organisations.
 */
export type Queue = { 
/**
 * All rows, newest first. Decided rows stay until dismissed or a day has gone.
 */
rows: Array<QueueRow>, 
/**
 * Rows that wait for a decision.
 */
waiting: number, 
/**
 * When the sources were last read.
 */
fetchedAt: string | null, 
/**
 * Organisations whose lists were read; 0 where Altinn does not let us list.
 */
organisations: number, 
/**
 * Organisations whose lists were never read: `read_on` reads more of them.
 */
unread: number, 
/**
 * Whether Altinn lets us list, or links are needed.
 */
listing: Ability, 
/**
 * Organisations that could not be read.
 */
failures: Array<SourceFailure>, };

/**
 * Which requests.
 */
export type QueueQuery = { 
/**
 * Only this organisation; `None` for all.
 */
partyUuid: string | null, 
/**
 * Only the organisations in this group of the user's own (`party_groups`); not beside `party_uuid`.
 */
group: string | null, 
/**
 * Ask Altinn now, instead of showing what is known and refreshing when it is old.
 */
refresh: boolean, };

/**
 * One request in the queue.
 */
export type QueueRow = { 
/**
 * Key for every other command: the request id.
 */
key: string, 
/**
 * Own, for clients, or a change.
 */
kind: RequestKind, 
/**
 * Where it stands.
 */
state: QueueState, 
/**
 * Title of the system; `None` while only the link is known.
 */
system: string | null, 
/**
 * Vendor's name.
 */
vendor: string | null, 
/**
 * Organisation.
 */
partyUuid: string | null, 
/**
 * Organisation's name.
 */
organisation: string | null, 
/**
 * When the vendor asked.
 */
created: string | null, 
/**
 * Whole days since then.
 */
ageDays: number | null, 
/**
 * The one or two cues that matter most.
 */
cues: Array<Cue>, 
/**
 * What a change would do, once it was read.
 */
change: ChangeCounts | null, 
/**
 * Waiting requests by the same system for the same permissions, this one included: rows with the same text belong
 * together. `None` when it is the only one.
 */
alike: AlikeMark | null, 
/**
 * Came from a link (else from Altinn's list).
 */
fromLink: boolean, 
/**
 * The last failure when reading or sending, if any.
 */
failure: Failure | null, };

/**
 * Where a request stands.
 */
export type QueueState = { "kind": "not_read" } | { "kind": "waiting" } | { "kind": "observing", 
/**
 * Since when.
 */
since: string, } | { "kind": "rejecting", 
/**
 * When.
 */
at: string, } | { "kind": "reject_not_sent" } | { "kind": "unknown" } | { "kind": "approved", 
/**
 * Our receipt, if it was decided here or observed.
 */
receipt: string | null, } | { "kind": "rejected", 
/**
 * Our receipt, if it was decided here or observed.
 */
receipt: string | null, } | { "kind": "escalated" } | { "kind": "not_found" };

/**
 * Numbers that were pasted.
 */
export type ReadNumbers = { 
/**
 * The firm.
 */
firm: string, 
/**
 * The text: numbers with anything between them, one or many on a line.
 */
text: string, };

/**
 * Read more organisations that were never read.
 */
export type ReadOn = { 
/**
 * What.
 */
what: Listing, };

/**
 * A system user of the recipient that may read messages of this service.
 */
export type ReadingSystem = { 
/**
 * Organisation.
 */
partyUuid: string, 
/**
 * System user id.
 */
id: string, 
/**
 * Title.
 */
title: string, };

/**
 * A receipt: what was shown and decided, frozen.
 */
export type Receipt = { 
/**
 * Number, e.g. `2026-0147`.
 */
number: string, 
/**
 * What.
 */
act: Act, 
/**
 * When Altinn confirmed it (or when we observed it).
 */
at: string, 
/**
 * Who.
 */
person: string, 
/**
 * In which role, when known.
 */
role: string | null, 
/**
 * Decided on Altinn's page, and observed here; the person there is not known to us.
 */
observed: boolean, 
/**
 * What was shown.
 */
review: Review, 
/**
 * The system user: same id as the request.
 */
systemUserId: string | null, 
/**
 * Altinn's trace id of the answer.
 */
traceId: string | null, 
/**
 * Hash of this entry in the log.
 */
hash: string, 
/**
 * The vendor's page, opened only on request.
 */
redirectHost: string | null, 
/**
 * What the system user held once a change was carried out; `None` when it could not be read, and for other acts.
 */
heldAfter: Held | null, 
/**
 * What is left for the person to do.
 */
next: ReceiptNext | null, 
/**
 * How its system user can be withdrawn; `None` when there is none (any more).
 */
withdraw: Ability | null, };

/**
 * What a decision leaves for the person to do.
 */
export type ReceiptNext = { "kind": "choose_clients", 
/**
 * Its organisation.
 */
partyUuid: string, 
/**
 * System user id.
 */
id: string, };

/**
 * Names one receipt.
 */
export type ReceiptRef = { 
/**
 * Number.
 */
number: string, };

/**
 * A text that is more than words.
 */
export type Recognised = { "kind": "link", 
/**
 * Host, for the row's second line.
 */
host: string, } | { "kind": "altinn_page", 
/**
 * What page.
 */
page: AltinnPage, 
/**
 * Host, for the row's second line.
 */
host: string, } | { "kind": "bad_link", 
/**
 * Why.
 */
failure: Failure, } | { "kind": "org_no", 
/**
 * Nine digits.
 */
orgNo: string, 
/**
 * The actor with it, if the user may act for it.
 */
partyUuid: string | null, 
/**
 * Its name, if known.
 */
name: string | null, } | { "kind": "bad_org_no", 
/**
 * The digits.
 */
digits: string, };

/**
 * What to do with stored data that cannot be opened. Nothing is done to it before the user has chosen.
 */
export type RecoverStore = { 
/**
 * What.
 */
how: Recovery, };

/**
 * Ways out when stored data cannot be opened.
 */
export type Recovery = "set_aside" | "delete";

/**
 * What Enhetsregisteret says of an organisation.
 */
export type RegisterStatus = { "kind": "active" } | { "kind": "deleted", 
/**
 * The day, `2026-03-01`.
 */
on: string | null, } | { "kind": "bankrupt" } | { "kind": "winding_up" } | { "kind": "not_registered" } | { "kind": "unknown" };

/**
 * Reject: at once, or after the ten seconds of undo.
 */
export type Reject = { 
/**
 * Key.
 */
key: string, 
/**
 * True: send now (settings: confirm instead of undo; or the user left the screen).
 */
now: boolean, };

/**
 * Take an agent away from a firm.
 */
export type RemoveAgent = { 
/**
 * The firm.
 */
firm: string, 
/**
 * The agent.
 */
agent: string, 
/**
 * With all its clients. Without, an agent that has clients stays, and the answer says how many.
 */
withClients: boolean, };

/**
 * Kinds of request.
 */
export type RequestKind = "own" | "client" | "change";

/**
 * Names one request.
 */
export type RequestRef = { 
/**
 * Key from the queue.
 */
key: string, };

/**
 * Whether a failed call may be tried again.
 */
export type Retry = "never" | "later" | "now";

/**
 * Everything that the review screen draws: one value, frozen into the receipt at the decision.
 */
export type Review = { 
/**
 * Key.
 */
key: string, 
/**
 * Kind.
 */
kind: RequestKind, 
/**
 * Where it stands.
 */
state: QueueState, 
/**
 * Who asks.
 */
vendor: VendorView, 
/**
 * With which system.
 */
system: SystemView, 
/**
 * For whom.
 */
organisation: ReviewOrganisation, 
/**
 * When the vendor asked.
 */
created: string, 
/**
 * Whole days since then.
 */
ageDays: number, 
/**
 * Older than 180 days: flagged by Altinn, still open.
 */
timedOut: boolean, 
/**
 * Host of the vendor's page afterwards.
 */
redirectHost: string | null, 
/**
 * Packages with their services.
 */
packages: Array<PackageView>, 
/**
 * Single services.
 */
services: Array<ServiceView>, 
/**
 * Distinct services in all.
 */
serviceCount: number, 
/**
 * For a change: what it does. Its packages and services above are those that it asks to add.
 */
change: ChangeView | null, 
/**
 * For clients: whether the own organisation may be added afterwards.
 */
ownUse: OwnUse | null, 
/**
 * Waiting requests by the same system for the same permissions besides this one: `alike` checks them.
 */
alike: number, 
/**
 * What to notice, most serious first.
 */
cues: Array<Cue>, 
/**
 * Whether this person can approve, item by item.
 */
authority: Authority, 
/**
 * How each act can be done.
 */
decide: Decide, 
/**
 * For support, folded.
 */
technical: Technical, 
/**
 * When it was read.
 */
fetchedAt: string, 
/**
 * True when this is a kept copy because Altinn could not be reached.
 */
stale: boolean, 
/**
 * Digest of what is shown; `approve` must repeat it.
 */
fingerprint: string, };

/**
 * For whom.
 */
export type ReviewOrganisation = { 
/**
 * Key.
 */
partyUuid: string, 
/**
 * Name.
 */
name: string, 
/**
 * Organisation number.
 */
orgNo: string, 
/**
 * Kind.
 */
kind: ActorKind, 
/**
 * Place, e.g. `Ålesund`.
 */
place: string | null, };

/**
 * Ask for a review.
 */
export type ReviewQuery = { 
/**
 * Key from the queue.
 */
key: string, 
/**
 * Read again from Altinn even if a fresh copy is at hand.
 */
refresh: boolean, };

/**
 * Where shown rights come from.
 */
export type RightsSource = { "kind": "current" } | { "kind": "at_creation", 
/**
 * Why.
 */
failure: Failure | null, };

/**
 * Do an action.
 */
export type RunAction = { 
/**
 * Dialog id.
 */
id: string, 
/**
 * Action id.
 */
actionId: string, 
/**
 * The prompt was shown and answered with yes.
 */
confirmed: boolean, };

/**
 * Save all attachments of a message and of its opened transmissions.
 */
export type SaveAttachments = { 
/**
 * Dialog id.
 */
id: string, 
/**
 * How.
 */
form: SaveForm, };

/**
 * Forms of saving several files.
 */
export type SaveForm = "folder" | "zip";

/**
 * Make or change a group.
 */
export type SaveGroup = { 
/**
 * The group to change; `None` for a new one.
 */
id: string | null, 
/**
 * Name, 1 to 60 characters.
 */
name: string, 
/**
 * Members; they replace those before. `None` leaves them.
 */
members: Array<string> | null, };

/**
 * Make or change a template.
 */
export type SaveTemplate = { 
/**
 * The template to change; `None` for a new one.
 */
id: string | null, 
/**
 * The firm.
 */
firm: string, 
/**
 * Name, 1 to 60 characters.
 */
name: string, 
/**
 * Whose.
 */
scope: TemplateScope, 
/**
 * What they are to have; at least one.
 */
agents: Array<TemplateAgent>, };

/**
 * Save a view.
 */
export type SaveView = { 
/**
 * The view to change; `None` for a new one.
 */
id: string | null, 
/**
 * Name, 1 to 60 characters.
 */
name: string, 
/**
 * What it shows.
 */
list: MessagesQuery, };

/**
 * What was saved.
 */
export type Saved = { 
/**
 * File or folder.
 */
path: string, 
/**
 * Files.
 */
files: number, 
/**
 * Files that could not be had, by name.
 */
failed: Array<string>, };

/**
 * A saved view.
 */
export type SavedView = { 
/**
 * Id; given by the core.
 */
id: string, 
/**
 * Name.
 */
name: string, 
/**
 * What it shows (`offset` and `limit` are not kept).
 */
list: MessagesQuery, 
/**
 * Unread in it.
 */
unread: number, };

/**
 * All saved views, in the order in which they were made.
 */
export type SavedViews = { 
/**
 * Views.
 */
views: Array<SavedView>, };

/**
 * Whose messages.
 */
export type Scope = { "kind": "all" } | { "kind": "organisation", 
/**
 * The actor.
 */
partyUuid: string, } | { "kind": "group", 
/**
 * The group.
 */
id: string, };

/**
 * Features whose scopes are asked for late.
 */
export type ScopeFeature = "clients" | "my_clients";

/**
 * How a search text was read.
 */
export type SearchReading = { 
/**
 * Filters understood, as typed (`fra:skatteetaten`).
 */
filters: Array<string>, 
/**
 * Filters whose value was not understood, as typed; they were searched for as words.
 */
notUnderstood: Array<string>, };

/**
 * Where secrets are kept.
 */
export type SecretStorage = { "kind": "keyring" } | { "kind": "memory", 
/**
 * Why.
 */
reason: KeyringTrouble, };

/**
 * Someone who opened it.
 */
export type SeenBy = { 
/**
 * Name as Altinn gives it; `None` when it gives none.
 */
name: string | null, 
/**
 * When.
 */
at: string, 
/**
 * It was the user.
 */
isMe: boolean, };

/**
 * Which messages.
 */
export type Selection = { "kind": "ids", 
/**
 * Dialog ids.
 */
ids: Array<string>, } | { "kind": "matching", 
/**
 * The list (`offset` and `limit` are not looked at).
 */
list: MessagesQuery, 
/**
 * Left out.
 */
except: Array<string>, };

/**
 * A service.
 */
export type ServiceView = { 
/**
 * Resource id.
 */
resourceId: string, 
/**
 * Name in the user's language.
 */
name: string, 
/**
 * Owner's name.
 */
owner: string | null, 
/**
 * Owner's short mark for the tile, two or three letters.
 */
ownerMark: string, 
/**
 * What the holder may do, in the owner's words (`rightDescription`, else description).
 */
what: string | null, 
/**
 * What the system may do with it; empty when no action list could be had.
 */
verbs: Array<Verb>, 
/**
 * Not in Altinn's register.
 */
unknown: boolean, 
/**
 * May this person pass it on? For a service inside a package: the package's answer.
 */
check: ItemCheck, };

/**
 * The session as the screens see it. Holds no token and no identity number.
 */
export type Session = { 
/**
 * Where in the login we are.
 */
state: SessionState, 
/**
 * Key of the open account: two people never share one, however alike their names. Opaque, and of this machine only.
 */
account: string | null, 
/**
 * Who; known also when the login has ended but the account is open.
 */
person: PersonView | null, 
/**
 * Security level of the login: 3 (substantial) or 4 (high).
 */
level: number | null, 
/**
 * Where the login is kept on this machine.
 */
storage: SecretStorage, 
/**
 * What can be done, and how.
 */
capabilities: Capabilities, 
/**
 * In the sandbox: people that one can be.
 */
personas: Array<Persona>, 
/**
 * The failure of the last attempt to sign in, until the next one.
 */
lastFailure: Failure | null, 
/**
 * Whether the account had data open before (offline reading is possible).
 */
hasData: boolean, };

/**
 * Where in the login we are.
 */
export type SessionState = { "kind": "signed_out" } | { "kind": "authorizing", 
/**
 * The address that was opened, for "copy link". Holds no secret of ours.
 */
link: string | null, 
/**
 * Why we ask.
 */
purpose: LoginPurpose, 
/**
 * When we give up.
 */
until: string, } | { "kind": "signed_in" } | { "kind": "login_needed" };

/**
 * Star or unstar.
 */
export type SetFavourite = { 
/**
 * Which actor.
 */
partyUuid: string, 
/**
 * Starred or not.
 */
favourite: boolean, };

/**
 * What the person wrote about an access. Kept on this machine only.
 */
export type SetNote = { 
/**
 * Organisation.
 */
partyUuid: string, 
/**
 * System user id.
 */
id: string, 
/**
 * At most 2,000 characters; empty takes it away.
 */
text: string, };

/**
 * Add or remove the own organisation.
 */
export type SetOwnOrganisation = { 
/**
 * Organisation.
 */
partyUuid: string, 
/**
 * System user id.
 */
id: string, 
/**
 * Add (true) or remove.
 */
added: boolean, };

/**
 * When the person wants to look at an access again. Kept on this machine only.
 */
export type SetReviewDate = { 
/**
 * Organisation.
 */
partyUuid: string, 
/**
 * System user id.
 */
id: string, 
/**
 * The day, `2026-12-01`; `None` takes it away.
 */
on: string | null, };

/**
 * How the app looks and behaves for this person on this machine. Saved at once.
 */
export type Settings = { 
/**
 * Language of the screens.
 */
language: Language, 
/**
 * Colour scheme.
 */
theme: Theme, 
/**
 * Row heights.
 */
density: Density, 
/**
 * How large the window draws everything, per cent; 50 to 400, what lies outside is drawn in to that.
 */
zoom: number, 
/**
 * True: ten seconds of undo after Reject. False: a confirm step instead (WCAG 2.2.1).
 */
undoReject: boolean, 
/**
 * Whether single letters act as shortcuts (WCAG 2.1.4).
 */
letterShortcuts: boolean, 
/**
 * Where one comes to when the message that one looked at was filed.
 */
afterFiling: AfterFiling, };

/**
 * Start a login.
 */
export type SignIn = { 
/**
 * A sandbox person: signs in without a browser. `None`: the system browser.
 */
persona: string | null, 
/**
 * Ask for security level 4, with a fresh login.
 */
stepUp: boolean, 
/**
 * Let ID-porten ask who it is, whoever is signed in to it in the browser.
 */
otherPerson: boolean, 
/**
 * Ask for the scopes of features that were refused or not yet asked for.
 */
moreScopes: boolean, 
/**
 * Ask for the scopes of these features too, as their screens are opened first. What the last login held is asked
 * for again in any case.
 */
features?: Array<ScopeFeature>, 
/**
 * Language of ID-porten's pages: `nb`, `nn`, `en`.
 */
uiLocale: string | null, };

/**
 * End the session: revoke, then wipe the login from this machine.
 */
export type SignOut = { 
/**
 * Also log out of ID-porten in the browser (and so of every public service there).
 */
endSession: boolean, 
/**
 * Also delete cached data, receipts and keys of this account from this machine.
 */
deleteData: boolean, };

/**
 * One source that could not be read; the rest of the answer stands.
 */
export type SourceFailure = { 
/**
 * The organisation it concerns; `None` for a source common to all.
 */
partyUuid: string | null, 
/**
 * Its name.
 */
name: string | null, 
/**
 * What went wrong.
 */
failure: Failure, };

/**
 * Start what was shown.
 */
export type StartJob = { 
/**
 * The wish.
 */
change: BulkChange, 
/**
 * The plan that was shown. When it would come out otherwise now: `plan_changed`, and nothing starts.
 */
fingerprint: string, };

/**
 * The status line: connection, age, calls.
 */
export type Status = { 
/**
 * Whether Altinn answered last time.
 */
connection: Connection, 
/**
 * When data was last fetched.
 */
fetchedAt: string | null, 
/**
 * Calls made today (Oslo time), all kinds.
 */
callsToday: number, 
/**
 * The same by kind, largest first.
 */
calls: Array<CallCount>, 
/**
 * Waiting requests over all organisations, for the rail.
 */
waiting: number, 
/**
 * Accesses with something to report, for the rail (`watch` tells what).
 */
watch: number, 
/**
 * When it was last looked for; `None`: not yet.
 */
watchedAt: string | null, 
/**
 * Minutes that ID-porten's clock is ahead of this machine's (negative: behind); `None` while it is not known, and
 * when they differ by no more than a minute.
 */
clockAheadMin: number | null, 
/**
 * Number of the last arrival of messages, for lists that begin to be shown (`messages`).
 */
arrivals: number, };

/**
 * Change environment; the window starts over in it.
 */
export type SwitchEnvironment = { 
/**
 * Which.
 */
to: EnvironmentId, };

/**
 * What synchronisation is doing.
 */
export type SyncActivity = { "kind": "waiting" } | { "kind": "polling" } | { "kind": "filling", 
/**
 * Batches done.
 */
done: number, 
/**
 * Batches in all.
 */
of: number, } | { "kind": "paused", 
/**
 * Why.
 */
reason: PauseReason, };

/**
 * Read now. At most once a minute for the same scope; sooner, nothing is sent.
 */
export type SyncMessages = { 
/**
 * Whose; what one organisation or a group shows is read by itself, where that takes no more calls than a poll.
 */
scope: Scope, 
/**
 * Read further back than is held.
 */
deepen: boolean, 
/**
 * Ask again for whom messages may be read, whatever is shown: at most once a minute.
 */
parties: boolean, };

/**
 * Where synchronisation stands.
 */
export type SyncState = { 
/**
 * What it is doing.
 */
state: SyncActivity, 
/**
 * When the last poll ended well.
 */
last: string | null, 
/**
 * When the next one begins; `None` while paused.
 */
next: string | null, 
/**
 * How far back messages are held; `None` before the first fill has begun.
 */
heldSince: string | null, 
/**
 * Messages held.
 */
held: number, 
/**
 * Calls of one poll as computed: min(⌈P/100⌉, ⌈R_hot/20⌉).
 */
callsPerPoll: number, 
/**
 * Parties that the user may read for.
 */
parties: number, 
/**
 * Services in use.
 */
services: number, 
/**
 * The last failure, while it stands.
 */
failure: Failure | null, };

/**
 * A system. Names are the vendor's and untrusted.
 */
export type SystemRow = { 
/**
 * `{vendor org no}_{name}`.
 */
systemId: string, 
/**
 * Name.
 */
name: string, 
/**
 * What the vendor says of it.
 */
description: string | null, 
/**
 * Vendor's name, or its number when the name is not known.
 */
vendor: string, 
/**
 * Vendor's organisation number.
 */
vendorOrgNo: string, 
/**
 * Organisations of the user that have it.
 */
usedBy: number, 
/**
 * Whence it is known.
 */
knownFrom: SystemSource, };

/**
 * Whence a system is known.
 */
export type SystemSource = "register" | "met" | "typed";

/**
 * One system user in full.
 */
export type SystemUserDetail = { 
/**
 * As in the list.
 */
row: SystemUserRow, 
/**
 * The organisation's number.
 */
orgNo: string, 
/**
 * What Enhetsregisteret says of the vendor.
 */
vendorRegister: RegisterStatus, 
/**
 * `{vendor org no}_{name}`.
 */
systemId: string, 
/**
 * The vendor's reference.
 */
externalRef: string | null, 
/**
 * Packages it holds now.
 */
packages: Array<PackageView>, 
/**
 * Single services it holds now.
 */
services: Array<ServiceView>, 
/**
 * Distinct services in all.
 */
serviceCount: number, 
/**
 * Whether these are its true current rights.
 */
rights: RightsSource, 
/**
 * Number of the receipt of its approval, if made here.
 */
receipt: string | null, 
/**
 * What was done to it from this machine, newest first.
 */
history: Array<ActivityRow>, 
/**
 * How it can be withdrawn.
 */
withdraw: Ability, 
/**
 * Since when Altinn's page is observed for its withdrawal.
 */
withdrawing: string | null, 
/**
 * Catalogues and register behind `row.findings`: when they were last compared.
 */
watchedAt: string | null, 
/**
 * What the person wrote about it.
 */
note: string | null, 
/**
 * For clients: whether the own organisation may be added; `own_organisation` tells whether it is.
 */
ownUse: OwnUse | null, 
/**
 * When it was read.
 */
fetchedAt: string, };

/**
 * Kinds of system user.
 */
export type SystemUserKind = "own" | "client";

/**
 * Names one system user.
 */
export type SystemUserRef = { 
/**
 * Organisation.
 */
partyUuid: string, 
/**
 * System user id.
 */
id: string, };

/**
 * One system user in the list.
 */
export type SystemUserRow = { 
/**
 * Organisation.
 */
partyUuid: string, 
/**
 * System user id.
 */
id: string, 
/**
 * Title.
 */
title: string, 
/**
 * Two letters.
 */
initials: string, 
/**
 * Kind.
 */
kind: SystemUserKind, 
/**
 * Vendor's name, or its number when the name is not known.
 */
vendor: string, 
/**
 * Vendor's organisation number.
 */
vendorOrgNo: string, 
/**
 * Organisation's name.
 */
organisation: string, 
/**
 * When it was created; `None` when Altinn does not say.
 */
created: string | null, 
/**
 * What the watch found, most serious first; acknowledging clears it.
 */
findings: Array<Finding>, 
/**
 * Digest of these; `acknowledge` must repeat it.
 */
fingerprint: string, 
/**
 * A change of it waits in the queue: the request's key.
 */
changeWaits: string | null, 
/**
 * The day on which the person wants to look at it again.
 */
reviewOn: string | null, };

/**
 * All system users that match, by title.
 */
export type SystemUsersPage = { 
/**
 * Rows.
 */
rows: Array<SystemUserRow>, 
/**
 * All of the own kind, before the filter on kind.
 */
own: number, 
/**
 * All of the client kind, before the filter on kind.
 */
client: number, 
/**
 * All with something to report, before the filter on kind.
 */
changed: number, 
/**
 * When they were last read; the oldest of the organisations shown.
 */
fetchedAt: string | null, 
/**
 * Organisations read.
 */
organisations: number, 
/**
 * Organisations never read: `read_on` reads more of them. 0 when only one was asked for.
 */
unread: number, 
/**
 * Organisations that could not be read.
 */
failures: Array<SourceFailure>, };

/**
 * Which system users.
 */
export type SystemUsersQuery = { 
/**
 * Words in title, vendor or organisation; empty for all.
 */
text: string, 
/**
 * Only this organisation.
 */
partyUuid: string | null, 
/**
 * Only the organisations in this group of the user's own (`party_groups`); not beside `party_uuid`.
 */
group: string | null, 
/**
 * Only this kind.
 */
kind: SystemUserKind | null, 
/**
 * Only those with something to report.
 */
changed: boolean, 
/**
 * Ask Altinn now.
 */
refresh: boolean, };

/**
 * With which system. All three texts are the vendor's and untrusted: plain text, at most 120 characters, with
 * direction and zero-width marks made visible.
 */
export type SystemView = { 
/**
 * Title.
 */
title: string, 
/**
 * `{vendor org no}_{name}`.
 */
systemId: string, 
/**
 * The vendor's own reference.
 */
externalRef: string | null, };

/**
 * Systems that one can be set up with, by name.
 */
export type Systems = { 
/**
 * Those that match.
 */
rows: Array<SystemRow>, 
/**
 * Whether Altinn's register can be read; else the list is of systems met in requests and accesses.
 */
browse: Ability, 
/**
 * When the register was read; `None` when it was not.
 */
fetchedAt: string | null, 
/**
 * Why the register could not be read this time.
 */
failure: Failure | null, };

/**
 * Which systems.
 */
export type SystemsQuery = { 
/**
 * Words in name, vendor or id, or a whole system id; empty for all.
 */
text: string, 
/**
 * Ask Altinn now.
 */
refresh: boolean, };

/**
 * Put a tag on clients, or take it off.
 */
export type TagClients = { 
/**
 * The firm.
 */
firm: string, 
/**
 * Which clients.
 */
clients: ClientSelection, 
/**
 * The tag, 1 to 40 characters.
 */
tag: string, 
/**
 * On or off.
 */
on: boolean, };

/**
 * A tag and how many clients bear it.
 */
export type TagCount = { 
/**
 * The tag.
 */
tag: string, 
/**
 * Clients.
 */
clients: number, };

/**
 * For support.
 */
export type Technical = { 
/**
 * Request id.
 */
requestId: string, 
/**
 * System id.
 */
systemId: string, 
/**
 * Package URNs.
 */
packageUrns: Array<string>, 
/**
 * Resource ids of single services.
 */
resourceIds: Array<string>, 
/**
 * The vendor's reference.
 */
externalRef: string | null, };

/**
 * An agent in a template.
 */
export type TemplateAgent = { 
/**
 * The agent's key.
 */
agent: string, 
/**
 * Packages (codes); empty: all it needs, or all that the client gives.
 */
packages: Array<string>, };

/**
 * Delete a template; no access is changed.
 */
export type TemplateRef = { 
/**
 * The firm.
 */
firm: string, 
/**
 * Key.
 */
id: string, };

/**
 * The clients that a template is about.
 */
export type TemplateScope = { "kind": "all" } | { "kind": "group", 
/**
 * The group.
 */
id: string, } | { "kind": "tag", 
/**
 * The tag.
 */
tag: string, };

/**
 * Colour schemes.
 */
export type Theme = "auto" | "light" | "dark";

/**
 * By what a system user holds a service.
 */
export type Through = { "kind": "package", 
/**
 * URN.
 */
urn: string, 
/**
 * Name.
 */
name: string, } | { "kind": "single" };

/**
 * What a command reads (a query) or touches (a write), and what a change event names. The window drops what it
 * holds of a topic when a write or an event names it.
 */
export type Topic = "session" | "settings" | "status" | "organisations" | "approvals" | "queue" | "activity" | "system_users" | "messages" | "counts" | "sync" | "groups" | "clients" | "jobs" | "my_clients";

/**
 * Names one transmission.
 */
export type TransmissionRef = { 
/**
 * Dialog id.
 */
id: string, 
/**
 * Transmission id.
 */
transmissionId: string, };

/**
 * One transmission.
 */
export type TransmissionRow = { 
/**
 * Transmission id.
 */
id: string, 
/**
 * Dialogporten's `DialogTransmissionType` in snake case, e.g. `decision`; unknown ones as they came.
 */
kind: string, 
/**
 * From the recipient's side (submission, correction) and not from the service owner.
 */
fromParty: boolean, 
/**
 * Title.
 */
title: string, 
/**
 * Summary.
 */
summary: string | null, 
/**
 * Sender's name; `None` for the service owner.
 */
sender: string | null, 
/**
 * When.
 */
at: string, 
/**
 * Someone has opened it.
 */
opened: boolean, 
/**
 * The user may read it.
 */
authorised: boolean, 
/**
 * How deep in its thread, 0 for a first letter.
 */
depth: number, 
/**
 * Attachments.
 */
attachments: Array<Attachment>, 
/**
 * It has content to open.
 */
hasContent: boolean, 
/**
 * Content that was opened here.
 */
body: Body | null, };

/**
 * Transmissions of an opened message.
 */
export type TransmissionsPage = { 
/**
 * In all.
 */
total: number, 
/**
 * The window, threads kept together: an answer follows what it answers, `depth` deep.
 */
rows: Array<TransmissionRow>, };

/**
 * A window of transmissions, newest first.
 */
export type TransmissionsQuery = { 
/**
 * Dialog id.
 */
id: string, 
/**
 * First row.
 */
offset: number, 
/**
 * Rows at most (the core caps it at 200).
 */
limit: number, };

/**
 * A warning or error from the window, for the log (cut short, redacted).
 */
export type UiLog = { 
/**
 * `warn` or `error`.
 */
level: string, 
/**
 * What.
 */
message: string, };

/**
 * A mark from the window for the trace, such as `ui_ready` or `palette`.
 */
export type UiMark = { 
/**
 * Name of the mark; only known names are written.
 */
name: string, 
/**
 * Milliseconds it took; `None` for a moment.
 */
ms: number | null, };

/**
 * Names what is to be undone.
 */
export type UndoFiling = { 
/**
 * From [`FiledMessages::undo`]; `None` for the last that can still be undone.
 */
undo: string | null, };

/**
 * A package that comes or goes with a change and of which no service can be told: with nothing but services to show,
 * the change would look like none.
 */
export type UnseenPackage = { 
/**
 * Comes (true) or goes.
 */
add: boolean, 
/**
 * URN.
 */
urn: string, 
/**
 * Name; the URN's tail where the catalogue does not know it.
 */
name: string, 
/**
 * Not in Altinn's catalogue, so that nobody here knows what it opens; else it opens nothing now.
 */
unknown: boolean, };

/**
 * Who asks.
 */
export type VendorView = { 
/**
 * Name from Enhetsregisteret; the organisation number when that could not be read.
 */
name: string, 
/**
 * Two letters.
 */
initials: string, 
/**
 * Organisation number.
 */
orgNo: string, 
/**
 * What Enhetsregisteret says.
 */
register: RegisterStatus, 
/**
 * How many of the user's organisations have a system user from this vendor.
 */
usedBy: number, };

/**
 * Acts on a service, from the policy's action ids.
 */
export type Verb = { "kind": "read" } | { "kind": "write" } | { "kind": "submit" } | { "kind": "sign" } | { "kind": "confirm" } | { "kind": "start" } | { "kind": "subscribe" } | { "kind": "delete" } | { "kind": "use" } | { "kind": "other", 
/**
 * The action id.
 */
action: string, };

/**
 * An actor's messages that want something, in inbox and drafts.
 */
export type WaitingMessages = { 
/**
 * Unread in the inbox.
 */
unread: number, 
/**
 * With a deadline within seven days, or over it.
 */
due: number, 
/**
 * That wait for an answer or another act of the user's.
 */
requiresAttention: number, };

/**
 * Everything found that nobody has acknowledged, over all organisations, most serious first.
 */
export type Watch = { 
/**
 * One for each access with something to report.
 */
rows: Array<WatchRow>, 
/**
 * When it was last looked; `None`: not yet.
 */
checkedAt: string | null, };

/**
 * One access with something to report.
 */
export type WatchRow = { 
/**
 * Organisation.
 */
partyUuid: string, 
/**
 * System user id. One that vanished is not in the list of system users any more.
 */
id: string, 
/**
 * Title.
 */
title: string, 
/**
 * Two letters.
 */
initials: string, 
/**
 * Vendor's name.
 */
vendor: string, 
/**
 * Organisation's name.
 */
organisation: string, 
/**
 * What was found, most serious first.
 */
findings: Array<Finding>, 
/**
 * Digest of these; `acknowledge` must repeat it.
 */
fingerprint: string, };

/**
 * Ways to do an act.
 */
export type Way = "api" | "portal" | "none";

/**
 * Someone who could approve.
 */
export type WhoCan = { 
/**
 * Name, as public in Enhetsregisteret.
 */
name: string, 
/**
 * Two letters.
 */
initials: string, 
/**
 * Role in words, from the register, e.g. `Daglig leder`.
 */
role: string, };

/**
 * The window came into view, or was hidden: minimised, or on another desk.
 */
export type WindowShown = { 
/**
 * It is in view.
 */
shown: boolean, };

/**
 * Somebody uses the window: it tells at most once a minute, and each time that it gets the focus.
 */
export type WindowUsed = { 
/**
 * It has just got the focus.
 */
focused: boolean, };

/**
 * What came of a withdrawal.
 */
export type Withdrawal = { "kind": "done", 
/**
 * Number of the log entry.
 */
receipt: string, } | { "kind": "unrecorded", 
/**
 * Why.
 */
failure: Failure, } | { "kind": "handed_off" } | { "kind": "unknown" };

/**
 * What a withdrawal takes away, read from Altinn before the person decides.
 */
export type WithdrawalConsequence = { 
/**
 * Distinct services that it loses.
 */
services: number, 
/**
 * For clients: clients that go with it; `None` for the own kind, and when they could not be read.
 */
clients: number | null, 
/**
 * For clients: the own organisation is among those that go; `None` as above.
 */
ownOrganisation: boolean | null, 
/**
 * Why the clients could not be counted.
 */
failure: Failure | null, 
/**
 * How it can be withdrawn.
 */
withdraw: Ability, };

/** Every command: its input and its answer. */
export interface CommandMap {
  app_info: { input: Nothing; output: AppInfo };
  session: { input: Nothing; output: Session };
  sign_in: { input: SignIn; output: Session };
  cancel_sign_in: { input: Nothing; output: Session };
  reopen_sign_in: { input: Nothing; output: Session };
  sign_out: { input: SignOut; output: Session };
  retry_keyring: { input: Nothing; output: Session };
  recover_store: { input: RecoverStore; output: Session };
  switch_environment: { input: SwitchEnvironment; output: Nothing };
  settings: { input: Nothing; output: Settings };
  set_settings: { input: Settings; output: Settings };
  status: { input: Nothing; output: Status };
  organisations: { input: OrganisationsQuery; output: OrganisationsPage };
  refresh_organisations: { input: Nothing; output: Nothing };
  set_favourite: { input: SetFavourite; output: Nothing };
  open_organisation: { input: OpenOrganisation; output: Nothing };
  palette: { input: PaletteQuery; output: PaletteAnswer };
  queue: { input: QueueQuery; output: Queue };
  add_link: { input: AddLink; output: LinkAdded };
  dismiss: { input: RequestRef; output: Nothing };
  find_request: { input: FindRequest; output: Nothing };
  read_on: { input: ReadOn; output: Nothing };
  review: { input: ReviewQuery; output: Review };
  approve: { input: Approve; output: Decision };
  reject: { input: Reject; output: Decision };
  undo_reject: { input: RequestRef; output: Nothing };
  escalate: { input: RequestRef; output: Decision };
  hand_off: { input: RequestRef; output: Decision };
  stop_observing: { input: RequestRef; output: Nothing };
  confirm_link: { input: RequestRef; output: ConfirmLink };
  colleague_note: { input: RequestRef; output: ColleagueNote };
  alike: { input: RequestRef; output: Alike };
  approve_alike: { input: ApproveAlike; output: AlikeOutcomes };
  activity: { input: ActivityQuery; output: ActivityPage };
  receipt: { input: ReceiptRef; output: Receipt };
  export_activity: { input: ExportActivity; output: Exported };
  system_users: { input: SystemUsersQuery; output: SystemUsersPage };
  system_user: { input: SystemUserRef; output: SystemUserDetail };
  withdrawal: { input: SystemUserRef; output: WithdrawalConsequence };
  withdraw: { input: SystemUserRef; output: Withdrawal };
  own_organisation: { input: SystemUserRef; output: OwnOrganisation };
  set_own_organisation: { input: SetOwnOrganisation; output: OwnOrganisation };
  systems: { input: SystemsQuery; output: Systems };
  creation: { input: CreationQuery; output: Creation };
  create_system_user: { input: CreateSystemUser; output: Created };
  watch: { input: Nothing; output: Watch };
  acknowledge: { input: Acknowledge; output: Nothing };
  set_note: { input: SetNote; output: Nothing };
  set_review_date: { input: SetReviewDate; output: Nothing };
  moves: { input: Nothing; output: Moves };
  begin_move: { input: BeginMove; output: Move };
  check_move: { input: MoveRef; output: Move };
  finish_move: { input: FinishMove; output: MoveFinished };
  stop_move: { input: MoveRef; output: Nothing };
  messages: { input: MessagesQuery; output: MessagesPage };
  message_place: { input: PlaceQuery; output: Place };
  message_facets: { input: FacetsQuery; output: Facets };
  message_counts: { input: CountsQuery; output: MessageCounts };
  message: { input: MessageRef; output: Message };
  open_message: { input: OpenMessage; output: Message };
  close_message: { input: MessageRef; output: Nothing };
  transmissions: { input: TransmissionsQuery; output: TransmissionsPage };
  open_transmission: { input: TransmissionRef; output: TransmissionRow };
  access_reason: { input: MessageRef; output: AccessReason };
  message_history: { input: MessageRef; output: MessageHistory };
  fetch_attachment: { input: AttachmentRef; output: Attachment };
  save_attachment: { input: AttachmentRef; output: Saved };
  save_attachments: { input: SaveAttachments; output: Saved };
  open_attachment: { input: AttachmentRef; output: Nothing };
  attachment_bytes: { input: AttachmentRef; output: AttachmentBytes };
  run_action: { input: RunAction; output: ActionOutcome };
  open_letter_link: { input: OpenLetterLink; output: LinkOutcome };
  confirm_receipt: { input: MessageRef; output: ConfirmOutcome };
  purge_message: { input: MessageRef; output: Nothing };
  file_messages: { input: FileMessages; output: FiledMessages };
  undo_filing: { input: UndoFiling; output: FilingUndone };
  filing_queue: { input: Nothing; output: FilingQueue };
  deadlines: { input: DeadlinesQuery; output: Deadlines };
  saved_views: { input: Nothing; output: SavedViews };
  save_view: { input: SaveView; output: SavedViews };
  delete_view: { input: NamedRef; output: SavedViews };
  party_groups: { input: Nothing; output: PartyGroups };
  group_members: { input: NamedRef; output: GroupMembers };
  save_group: { input: SaveGroup; output: PartyGroups };
  delete_group: { input: NamedRef; output: PartyGroups };
  sync_messages: { input: SyncMessages; output: SyncState };
  sync_state: { input: Nothing; output: SyncState };
  export_messages: { input: ExportMessages; output: Exported };
  export_deadlines: { input: ExportDeadlines; output: Exported };
  client_firms: { input: Nothing; output: ClientFirms };
  known_client_firms: { input: Nothing; output: ClientFirms };
  choose_firm: { input: FirmRef; output: Nothing };
  refresh_clients: { input: FirmRef; output: Nothing };
  client_matrix: { input: MatrixQuery; output: MatrixPage };
  client: { input: ClientRef; output: ClientView };
  tag_clients: { input: TagClients; output: Nothing };
  read_client_numbers: { input: ReadNumbers; output: NumbersRead };
  plan_bulk: { input: PlanBulk; output: BulkPlan };
  start_job: { input: StartJob; output: Job };
  client_jobs: { input: Nothing; output: Jobs };
  client_job: { input: JobQuery; output: JobView };
  pause_job: { input: JobRef; output: Job };
  resume_job: { input: JobRef; output: Job };
  cancel_job: { input: JobRef; output: Job };
  retry_job: { input: JobRef; output: Job };
  undo_job: { input: JobRef; output: Job };
  client_agents: { input: FirmRef; output: Agents };
  add_person_agent: { input: AddPersonAgent; output: PersonAgentAdded };
  remove_agent: { input: RemoveAgent; output: AgentRemoved };
  client_templates: { input: FirmRef; output: ClientTemplates };
  save_template: { input: SaveTemplate; output: ClientTemplates };
  delete_template: { input: TemplateRef; output: ClientTemplates };
  client_coverage: { input: CoverageQuery; output: Coverage };
  export_clients: { input: ExportClients; output: Exported };
  my_clients: { input: MyClientsQuery; output: MyClients };
  leave_clients: { input: LeaveClients; output: MyClients };
  open_external: { input: OpenExternal; output: Nothing };
  window_shown: { input: WindowShown; output: Nothing };
  window_used: { input: WindowUsed; output: Nothing };
  ui_mark: { input: UiMark; output: Nothing };
  ui_log: { input: UiLog; output: Nothing };
}

export type CommandName = keyof CommandMap;

/** Topics that each command reads (a query) or touches (a write). */
export const commandTopics: Record<CommandName, { query: boolean; topics: readonly Topic[] }> = {
  app_info: { query: true, topics: [] },
  session: { query: true, topics: ["session"] },
  sign_in: { query: false, topics: ["session"] },
  cancel_sign_in: { query: false, topics: ["session"] },
  reopen_sign_in: { query: false, topics: ["session"] },
  sign_out: { query: false, topics: ["session", "organisations", "approvals", "activity", "system_users"] },
  retry_keyring: { query: false, topics: ["session"] },
  recover_store: { query: false, topics: ["session", "organisations", "approvals", "activity", "system_users"] },
  switch_environment: { query: false, topics: [] },
  settings: { query: true, topics: ["settings"] },
  set_settings: { query: false, topics: ["settings", "organisations", "approvals", "system_users"] },
  status: { query: true, topics: ["status"] },
  organisations: { query: true, topics: ["organisations", "counts"] },
  refresh_organisations: { query: false, topics: ["organisations", "status"] },
  set_favourite: { query: false, topics: ["organisations"] },
  open_organisation: { query: false, topics: ["organisations"] },
  palette: { query: true, topics: ["organisations", "approvals", "queue", "system_users", "counts"] },
  queue: { query: true, topics: ["approvals", "queue", "groups"] },
  add_link: { query: false, topics: ["approvals"] },
  dismiss: { query: false, topics: ["approvals"] },
  find_request: { query: false, topics: ["approvals", "status"] },
  read_on: { query: false, topics: ["approvals", "system_users", "status"] },
  review: { query: true, topics: ["approvals"] },
  approve: { query: false, topics: ["approvals", "activity", "system_users", "status"] },
  reject: { query: false, topics: ["approvals", "activity", "status"] },
  undo_reject: { query: false, topics: ["approvals"] },
  escalate: { query: false, topics: ["approvals", "activity", "status"] },
  hand_off: { query: false, topics: ["approvals", "activity"] },
  stop_observing: { query: false, topics: ["approvals"] },
  confirm_link: { query: true, topics: ["approvals"] },
  colleague_note: { query: true, topics: ["approvals"] },
  alike: { query: true, topics: ["approvals"] },
  approve_alike: { query: false, topics: ["approvals", "activity", "system_users", "status"] },
  activity: { query: true, topics: ["activity", "groups"] },
  receipt: { query: true, topics: ["activity"] },
  export_activity: { query: false, topics: ["activity"] },
  system_users: { query: true, topics: ["system_users", "groups"] },
  system_user: { query: true, topics: ["system_users"] },
  withdrawal: { query: true, topics: ["system_users"] },
  withdraw: { query: false, topics: ["system_users", "activity", "status"] },
  own_organisation: { query: true, topics: ["system_users"] },
  set_own_organisation: { query: false, topics: ["system_users", "activity", "status"] },
  systems: { query: true, topics: ["system_users"] },
  creation: { query: true, topics: ["system_users"] },
  create_system_user: { query: false, topics: ["system_users", "activity", "status"] },
  watch: { query: true, topics: ["system_users"] },
  acknowledge: { query: false, topics: ["system_users", "status"] },
  set_note: { query: false, topics: ["system_users"] },
  set_review_date: { query: false, topics: ["system_users", "status"] },
  moves: { query: true, topics: ["system_users", "approvals"] },
  begin_move: { query: false, topics: ["system_users"] },
  check_move: { query: false, topics: ["system_users", "status"] },
  finish_move: { query: false, topics: ["system_users", "activity", "status"] },
  stop_move: { query: false, topics: ["system_users"] },
  messages: { query: true, topics: ["messages"] },
  message_place: { query: true, topics: ["messages"] },
  message_facets: { query: true, topics: ["messages"] },
  message_counts: { query: true, topics: ["counts"] },
  message: { query: true, topics: ["messages", "system_users"] },
  open_message: { query: false, topics: ["messages", "counts", "status"] },
  close_message: { query: false, topics: [] },
  transmissions: { query: true, topics: ["messages"] },
  open_transmission: { query: false, topics: ["messages", "status"] },
  access_reason: { query: true, topics: [] },
  message_history: { query: true, topics: [] },
  fetch_attachment: { query: false, topics: ["messages", "status"] },
  save_attachment: { query: false, topics: ["messages", "status"] },
  save_attachments: { query: false, topics: ["messages", "status"] },
  open_attachment: { query: false, topics: ["messages", "status"] },
  attachment_bytes: { query: true, topics: [] },
  run_action: { query: false, topics: ["messages", "activity", "status"] },
  open_letter_link: { query: false, topics: [] },
  confirm_receipt: { query: false, topics: ["messages", "activity", "status"] },
  purge_message: { query: false, topics: ["messages", "counts", "activity", "status"] },
  file_messages: { query: false, topics: ["messages", "counts", "status"] },
  undo_filing: { query: false, topics: ["messages", "counts", "status"] },
  filing_queue: { query: true, topics: ["messages", "status"] },
  deadlines: { query: true, topics: ["messages"] },
  saved_views: { query: true, topics: ["messages"] },
  save_view: { query: false, topics: ["messages"] },
  delete_view: { query: false, topics: ["messages"] },
  party_groups: { query: true, topics: ["groups"] },
  group_members: { query: true, topics: ["groups", "organisations"] },
  save_group: { query: false, topics: ["groups", "messages", "counts"] },
  delete_group: { query: false, topics: ["groups", "messages", "counts"] },
  sync_messages: { query: false, topics: ["messages", "counts", "sync", "status"] },
  sync_state: { query: true, topics: ["sync"] },
  export_messages: { query: false, topics: [] },
  export_deadlines: { query: false, topics: [] },
  client_firms: { query: true, topics: ["clients", "session"] },
  known_client_firms: { query: true, topics: ["clients", "session"] },
  choose_firm: { query: false, topics: ["clients"] },
  refresh_clients: { query: false, topics: ["clients", "status"] },
  client_matrix: { query: true, topics: ["clients"] },
  client: { query: true, topics: ["clients", "groups"] },
  tag_clients: { query: false, topics: ["clients"] },
  read_client_numbers: { query: true, topics: ["clients"] },
  plan_bulk: { query: true, topics: ["clients"] },
  start_job: { query: false, topics: ["jobs", "clients", "activity", "status"] },
  client_jobs: { query: true, topics: ["jobs"] },
  client_job: { query: true, topics: ["jobs"] },
  pause_job: { query: false, topics: ["jobs", "clients"] },
  resume_job: { query: false, topics: ["jobs", "clients", "status"] },
  cancel_job: { query: false, topics: ["jobs", "clients"] },
  retry_job: { query: false, topics: ["jobs", "clients", "status"] },
  undo_job: { query: false, topics: ["jobs", "clients", "activity", "status"] },
  client_agents: { query: true, topics: ["clients"] },
  add_person_agent: { query: false, topics: ["clients", "activity", "status"] },
  remove_agent: { query: false, topics: ["clients", "activity", "status"] },
  client_templates: { query: true, topics: ["clients", "groups"] },
  save_template: { query: false, topics: ["clients"] },
  delete_template: { query: false, topics: ["clients"] },
  client_coverage: { query: true, topics: ["clients"] },
  export_clients: { query: false, topics: [] },
  my_clients: { query: true, topics: ["my_clients", "session"] },
  leave_clients: { query: false, topics: ["my_clients", "activity", "status"] },
  open_external: { query: false, topics: [] },
  window_shown: { query: false, topics: [] },
  window_used: { query: false, topics: [] },
  ui_mark: { query: false, topics: [] },
  ui_log: { query: false, topics: [] },
};
