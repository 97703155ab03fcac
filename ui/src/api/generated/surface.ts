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
export type AbilityReason = "portal_scope_only" | "scope_missing" | "consent_refused" | "refused_by_altinn" | "signed_out" | "offline" | "missing_rights" | "not_access_manager" | "decided" | "kind_unsupported";

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
 * What was done.
 */
export type Act = "signed_in" | "signed_out" | "approved" | "approve_failed" | "rejected" | "reject_failed" | "forwarded" | "handed_off" | "withdrawn" | "withdraw_failed" | "exported" | "other";

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
export type ActivityFilter = "all" | "approved" | "rejected" | "withdrawn" | "other";

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
 * System, where there is one.
 */
system: string | null, 
/**
 * Organisation, where there is one.
 */
organisation: string | null, 
/**
 * Services concerned.
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
 * Withdraw a system user.
 */
withdraw: Ability, };

/**
 * Whether the log is whole.
 */
export type ChainState = { "kind": "whole" } | { "kind": "broken", 
/**
 * Number of the first entry that does not follow.
 */
number: string, };

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
failures: Array<SourceFailure>, };

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
at: string, } | { "kind": "unknown" } | { "kind": "forwarded" };

/**
 * Row heights.
 */
export type Density = "comfortable" | "compact" | "dense";

/**
 * Filters on the due date.
 */
export type DueFilter = "any" | "overdue" | "today" | "week";

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
export type ErrorCode = "offline" | "timeout" | "rate_limited" | "upstream_down" | "upstream_changed" | "outcome_unknown" | "login_required" | "login_cancelled" | "login_timeout" | "browser_unavailable" | "login_invalid" | "login_unreadable" | "level_too_low" | "scope_missing" | "consent_refused" | "client_not_registered" | "other_person" | "person_unknown_at_altinn" | "altinn_scope_missing" | "access_denied" | "not_found" | "conflict" | "invalid_input" | "link_empty" | "link_too_long" | "link_not_a_link" | "link_several" | "link_not_https" | "link_credentials" | "link_port" | "link_foreign_host" | "link_lookalike_host" | "link_wrong_path" | "link_no_id" | "link_two_ids" | "link_bad_id" | "link_other_environment" | "link_kind_unsupported" | "request_not_found" | "request_not_located" | "request_other_organisation" | "request_already_decided" | "request_changed" | "not_access_manager" | "missing_rights" | "missing_role" | "missing_delegation" | "access_list" | "service_level_too_low" | "missing_package" | "not_delegable" | "maskinporten_only" | "unknown_package" | "package_wrong_use" | "system_user_exists" | "registration_incomplete" | "delegation_failed" | "system_gone" | "vendor_fault" | "organisation_unknown" | "system_user_gone" | "system_user_other_organisation" | "withdraw_failed" | "not_acknowledged" | "message_gone" | "message_not_visible_yet" | "message_level_too_low" | "content_unavailable" | "content_too_large" | "attachment_expired" | "attachment_save_only" | "not_opened" | "filed_elsewhere" | "nothing_to_undo" | "action_unanswered" | "deletion_too_early" | "confirmation_outstanding" | "part_of_conversation" | "link_not_opened" | "keyring_missing" | "keyring_locked" | "keyring_returned" | "store_locked" | "store_damaged" | "disk_full" | "file_not_written" | "store_newer" | "address_not_allowed" | "unknown_command" | "unexpected";

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
failure: Failure, } | { "kind": "decided", 
/**
 * Key of the request.
 */
key: string, 
/**
 * Number of the receipt.
 */
receipt: string, } | { "kind": "withdrawn", 
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
count: number, } | { "kind": "restart" };

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
 * Services, most messages first, at most 200.
 */
services: Array<Facet>, };

/**
 * Ask for what the filter menus offer.
 */
export type FacetsQuery = { 
/**
 * The list; its filter is not looked at.
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
 * Folders, by the definitions of Arbeidsflate (dialogporten reference, section 6).
 */
export type Folder = "inbox" | "drafts" | "sent" | "archive" | "bin" | "all";

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
 * May this person pass an item on?
 */
export type ItemCheck = { "kind": "can" } | { "kind": "cannot", 
/**
 * Why, in Altinn's reasons made ours.
 */
reasons: Array<CheckReason>, } | { "kind": "not_checked" };

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
punycode: string | null, };

/**
 * What Altinn tells organisation by organisation.
 */
export type Listing = "requests" | "system_users";

/**
 * Why a login runs.
 */
export type LoginPurpose = "sign_in" | "step_up" | "more_scopes";

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
busy: boolean, };

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
 * How far back messages are held; `None` when all are.
 */
heldSince: string | null, 
/**
 * What could not be read.
 */
failures: Array<SourceFailure>, 
/**
 * How a search text was read, for the line under the field; `None` without a search.
 */
search: SearchReading | null, };

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
 * Open an address in the system browser.
 */
export type OpenExternal = { 
/**
 * What.
 */
target: OpenTarget, };

/**
 * Open a link that stands in a letter, after the link guard: https only, host shown before.
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
key: string, } | { "kind": "system_users" } | { "kind": "vendor_page", 
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
elsewhereHost: string | null, };

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
waiting: number, };

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
waiting: number, };

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
export type PauseReason = "offline" | "signed_out" | "scope_missing" | "rate_limited" | "upstream_down";

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
 * How its system user can be withdrawn; `None` when there is none (any more).
 */
withdraw: Ability | null, };

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
 * All saved views, in the user's order.
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
 * True: ten seconds of undo after Reject. False: a confirm step instead (WCAG 2.2.1).
 */
undoReject: boolean, 
/**
 * Whether single letters act as shortcuts (WCAG 2.1.4).
 */
letterShortcuts: boolean, };

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
 * Minutes that ID-porten's clock is ahead of this machine's (negative: behind); `None` while it is not known, and
 * when they differ by no more than a minute.
 */
clockAheadMin: number | null, };

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
 * Whose; one organisation costs one call.
 */
scope: Scope, 
/**
 * Read further back than is held.
 */
deepen: boolean, };

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
 * How far back messages are held; `None` when all are.
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
created: string | null, };

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
 * Only this kind.
 */
kind: SystemUserKind | null, 
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
 * Colour schemes.
 */
export type Theme = "auto" | "light" | "dark";

/**
 * What a command reads (a query) or touches (a write), and what a change event names. The window drops what it
 * holds of a topic when a write or an event names it.
 */
export type Topic = "session" | "settings" | "status" | "organisations" | "approvals" | "activity" | "system_users" | "messages" | "counts" | "sync" | "groups";

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
 * A warning or error from the window, for the log (rate limited, redacted).
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
 * A mark from the window for the trace (`ui_ready`, `first_rows`, `palette`, `search`, `switch_party`).
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
  activity: { input: ActivityQuery; output: ActivityPage };
  receipt: { input: ReceiptRef; output: Receipt };
  export_activity: { input: ExportActivity; output: Exported };
  system_users: { input: SystemUsersQuery; output: SystemUsersPage };
  system_user: { input: SystemUserRef; output: SystemUserDetail };
  withdraw: { input: SystemUserRef; output: Withdrawal };
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
  save_group: { input: SaveGroup; output: PartyGroups };
  delete_group: { input: NamedRef; output: PartyGroups };
  sync_messages: { input: SyncMessages; output: SyncState };
  sync_state: { input: Nothing; output: SyncState };
  export_messages: { input: ExportMessages; output: Exported };
  export_deadlines: { input: ExportDeadlines; output: Exported };
  open_external: { input: OpenExternal; output: Nothing };
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
  organisations: { query: true, topics: ["organisations"] },
  refresh_organisations: { query: false, topics: ["organisations", "status"] },
  set_favourite: { query: false, topics: ["organisations"] },
  open_organisation: { query: false, topics: ["organisations"] },
  palette: { query: true, topics: ["organisations", "approvals", "system_users"] },
  queue: { query: true, topics: ["approvals"] },
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
  activity: { query: true, topics: ["activity"] },
  receipt: { query: true, topics: ["activity"] },
  export_activity: { query: false, topics: ["activity"] },
  system_users: { query: true, topics: ["system_users"] },
  system_user: { query: true, topics: ["system_users"] },
  withdraw: { query: false, topics: ["system_users", "activity", "status"] },
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
  save_group: { query: false, topics: ["groups", "messages", "counts"] },
  delete_group: { query: false, topics: ["groups", "messages", "counts"] },
  sync_messages: { query: false, topics: ["messages", "counts", "sync", "status"] },
  sync_state: { query: true, topics: ["sync"] },
  export_messages: { query: false, topics: [] },
  export_deadlines: { query: false, topics: [] },
  open_external: { query: false, topics: [] },
  ui_mark: { query: false, topics: [] },
  ui_log: { query: false, topics: [] },
};
