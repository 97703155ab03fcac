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
 * What was done.
 */
export type Act = "signed_in" | "signed_out" | "approved" | "approve_failed" | "rejected" | "reject_failed" | "forwarded" | "handed_off" | "withdrawn" | "withdraw_failed" | "exported" | "other";

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
 * A ready message to a colleague who can approve.
 */
export type ConfirmLink = { 
/**
 * Altinn's page for the request.
 */
url: string, };

/**
 * Connection to Altinn.
 */
export type Connection = "online" | "offline" | "unknown";

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
export type ErrorCode = "offline" | "timeout" | "rate_limited" | "upstream_down" | "upstream_changed" | "outcome_unknown" | "login_required" | "login_cancelled" | "login_timeout" | "browser_unavailable" | "login_invalid" | "login_unreadable" | "level_too_low" | "scope_missing" | "consent_refused" | "client_not_registered" | "other_person" | "person_unknown_at_altinn" | "altinn_scope_missing" | "access_denied" | "not_found" | "conflict" | "invalid_input" | "link_empty" | "link_too_long" | "link_not_a_link" | "link_several" | "link_not_https" | "link_credentials" | "link_port" | "link_foreign_host" | "link_lookalike_host" | "link_wrong_path" | "link_no_id" | "link_two_ids" | "link_bad_id" | "link_other_environment" | "link_kind_unsupported" | "request_not_found" | "request_not_located" | "request_other_organisation" | "request_already_decided" | "request_changed" | "not_access_manager" | "missing_rights" | "missing_role" | "missing_delegation" | "access_list" | "service_level_too_low" | "missing_package" | "not_delegable" | "maskinporten_only" | "unknown_package" | "package_wrong_use" | "system_user_exists" | "registration_incomplete" | "delegation_failed" | "system_gone" | "vendor_fault" | "organisation_unknown" | "system_user_gone" | "system_user_other_organisation" | "withdraw_failed" | "not_acknowledged" | "keyring_missing" | "keyring_locked" | "keyring_returned" | "store_locked" | "store_damaged" | "disk_full" | "file_not_written" | "store_newer" | "address_not_allowed" | "unknown_command" | "unexpected";

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
receipt: string, } | { "kind": "restart" };

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
 * Formats.
 */
export type ExportFormat = "csv" | "html";

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
 * What Altinn tells organisation by organisation.
 */
export type Listing = "requests" | "system_users";

/**
 * Why a login runs.
 */
export type LoginPurpose = "sign_in" | "step_up" | "more_scopes";

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
 * Where secrets are kept.
 */
export type SecretStorage = { "kind": "keyring" } | { "kind": "memory", 
/**
 * Why.
 */
reason: KeyringTrouble, };

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
export type Topic = "session" | "settings" | "status" | "organisations" | "approvals" | "activity" | "system_users";

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
  open_external: { query: false, topics: [] },
  ui_mark: { query: false, topics: [] },
  ui_log: { query: false, topics: [] },
};
