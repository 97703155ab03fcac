//! Where a published description and the reference differ, and the reference wins: the services' own code was read
//! for it, the descriptions are older or say less. Each entry must be needed: one that the sandbox and the app no
//! longer bear out fails the tests.
//!
//! The description of the authentication component has no requests for clients, no lists of what waits and no access
//! packages; its own reference says so (system-users reference 15).

use crate::amendment::{Amendment, Change};
use crate::spec::{AUTHENTICATION, CLIENTS, DIALOGS, END_USER, LETTERS, METADATA, REGISTRY, UNITS};
use Change::{Answer, Header, Members, Missing, Null, Operation, Query};

const fn a(change: Change, source: &'static str) -> Amendment {
    of(AUTHENTICATION, change, source)
}

const fn c(change: Change, source: &'static str) -> Amendment {
    of(CLIENTS, change, source)
}

const fn e(change: Change, source: &'static str) -> Amendment {
    of(END_USER, change, source)
}

const fn m(change: Change, source: &'static str) -> Amendment {
    of(METADATA, change, source)
}

const fn r(change: Change, source: &'static str) -> Amendment {
    of(REGISTRY, change, source)
}

const fn u(change: Change, source: &'static str) -> Amendment {
    of(UNITS, change, source)
}

const fn d(change: Change, source: &'static str) -> Amendment {
    of(DIALOGS, change, source)
}

const fn l(change: Change, source: &'static str) -> Amendment {
    of(LETTERS, change, source)
}

const fn of(of: &'static str, change: Change, source: &'static str) -> Amendment {
    Amendment { of, change, source }
}

/// All of them.
#[rustfmt::skip] // one a line, so that the list can be read as a table
pub const AMENDMENTS: &[Amendment] = &[
    // Operations.
    a(Operation("POST /systemuser/request/vendor/agent < CreateAgentRequestSystemUser"), "system-users 5.1"),
    a(Operation("GET /systemuser/request/vendor/agent/{requestId:uuid}"), "system-users 5.1"),
    a(Operation("GET /systemuser/request/vendor/agent/byexternalref/{systemId}/{orgNo}/{externalRef}"), "system-users 5.1"),
    a(Operation("GET /systemuser/request/vendor/agent/bysystem/{systemId}?token:string"), "system-users 5.1"),
    a(Operation("GET /systemuser/request/{requestId:uuid}"), "system-users 5.2"),
    a(Operation("GET /systemuser/request/agent/{requestId:uuid}"), "system-users 5.2"),
    a(Operation("GET /systemuser/request/agent/{party:integer}/{requestId:uuid}"), "system-users 5.2"),
    a(Operation("POST /systemuser/request/agent/{party:integer}/{requestId:uuid}/approve"), "system-users 5.2"),
    a(Operation("POST /systemuser/request/agent/{party:integer}/{requestId:uuid}/reject"), "system-users 5.2"),
    a(Operation("POST /systemuser/request/agent/{party:integer}/{requestId:uuid}/escalate"), "system-users 5.2"),
    a(Operation("POST /systemuser/request/{party:integer}/{requestId:uuid}/escalate"), "system-users 5.2"),
    a(Operation("GET /systemuser/request/{party:integer}/{orgno}/pending"), "system-users 5.2"),
    a(Operation("GET /systemuser/request/agent/{party:integer}/{orgno}/pending"), "system-users 5.2"),
    a(Operation("GET /systemuser/agent/{party:integer}"), "system-users 5.4"),
    a(Operation("GET /systemuser/{party:integer}/{systemUserId:uuid}/delegations"), "system-users 5.4"),
    a(Operation("POST /systemuser/{party:integer}/create < SystemUserRequestDto"), "system-users 5.4"),
    a(Operation("DELETE /systemuser/agent/{party:integer}/{systemUserId:uuid}?facilitatorId!:uuid"), "system-users 5.4"),
    a(Operation("GET /systemuser/changerequest/{party:integer}/{requestId:uuid}"), "system-users 5.3"),
    a(Operation("POST /systemuser/changerequest/{party:integer}/{requestId:uuid}/approve"), "system-users 5.3"),
    a(Operation("POST /systemuser/changerequest/{party:integer}/{requestId:uuid}/reject"), "system-users 5.3"),
    a(Operation("GET /systemuser/agent/{party:integer}/{systemUserId:uuid}/self/?partyUuid!:uuid"), "system-users 5.4"),
    a(Operation("POST /systemuser/agent/{party:integer}/{systemUserId:uuid}/self/?partyUuid!:uuid"), "system-users 5.4"),
    a(Operation("DELETE /systemuser/agent/{party:integer}/{systemUserId:uuid}/self/?partyUuid!:uuid"), "system-users 5.4"),
    a(Operation("GET /systemuser/vendor/byquery?system-id!:string&orgno!:string&external-ref:string"), "system-users 5.4"),
    a(Operation("GET /systemregister/{systemId}/accesspackages"), "system-users 5.5"),
    a(Operation("GET /systemregister/vendor"), "system-users 5.5"),
    a(Operation("PUT /systemregister/vendor/{systemId}/accesspackages < [AccessPackage]"), "system-users 5.5"),
    a(Operation("GET /systemregister/vendor/{systemId}/changelog"), "system-users 5.5"),
    a(Query("GET /systemregister/{systemId}/rights", "useOldFormatForApp:boolean"), "system-users 5.5"),
    a(Query("GET /systemuser/byExternalId", "externalRef:string"), "system-users 5.4"),
    a(Query("GET /systemuser/request/vendor/bysystem/{systemId}", "token:string"), "system-users 4.2"),
    a(Query("GET /systemuser/vendor/bysystem/{systemId}", "token:string"), "system-users 4.2"),
    u(Operation("GET /enheter/{organisasjonsnummer}/roller"), "access-management 7"),

    // What policies, the framework and problems answer, everywhere.
    a(Answer("* /systemuser*", 401, "empty"), "system-users 2.2"),
    a(Answer("* /systemuser*", 403, "empty"), "system-users 2.2"),
    a(Answer("* /systemregister*", 401, "empty"), "system-users 2.2"),
    a(Answer("* /systemregister*", 403, "empty"), "system-users 2.2"),
    a(Answer("* /systemuser*", 400, "binding"), "system-users 4"),
    a(Answer("* /systemregister*", 400, "binding"), "system-users 4"),
    a(Answer("* /systemuser*", 400, "problem"), "system-users 4.1"),
    a(Answer("* /systemuser*", 403, "problem"), "system-users 4.1"),
    a(Answer("* /systemuser*", 404, "problem"), "system-users 4.1"),
    a(Answer("* /systemuser*", 409, "problem"), "system-users 4.1"),
    a(Answer("* /systemuser*", 500, "problem"), "system-users 4.1"),
    a(Answer("* /systemuser*", 500, "binding"), "system-users 2.2"),

    // The exchange.
    a(Answer("GET /exchange/{tokenProvider}", 401, "empty"), "identity 2.3"),
    a(Answer("GET /exchange/{tokenProvider}", 403, "empty"), "identity 2.3"),
    a(Answer("GET /exchange/{tokenProvider}", 410, "details"), "identity 2.3"),
    a(Answer("GET /refresh", 401, "empty"), "identity 2.5"),

    // Requests.
    a(Answer("POST /systemuser/request/vendor", 201, "RequestSystemResponse"), "system-users 5.1"),
    a(Answer("POST /systemuser/request/vendor/agent", 201, "AgentRequestSystemResponse"), "system-users 5.1"),
    a(Answer("POST /systemuser/request/vendor/agent", 200, "AgentRequestSystemResponse"), "system-users 5.1"),
    a(Answer("GET /systemuser/request/vendor/agent/{requestId}", 200, "AgentRequestSystemResponse"), "system-users 5.1"),
    a(Answer("GET /systemuser/request/vendor/agent/byexternalref*", 200, "AgentRequestSystemResponse"), "system-users 5.1"),
    a(Answer("GET /systemuser/request/vendor/agent/bysystem*", 200, "AgentRequestPage"), "system-users 5.1"),
    a(Answer("DELETE /systemuser/request/vendor/{requestId}", 202, "empty"), "system-users 5.1"),
    a(Answer("GET /systemuser/request/{requestId}", 200, "RequestSystemResponseInternal"), "system-users 5.2"),
    a(Answer("GET /systemuser/request/agent/{requestId}", 200, "RequestSystemResponseInternal"), "system-users 5.2"),
    a(Answer("GET /systemuser/request/agent/{party}/{requestId}", 200, "AgentRequestSystemResponse"), "system-users 5.2"),
    a(Answer("POST /systemuser/request/*/approve", 200, "boolean"), "system-users 5.2"),
    a(Answer("POST /systemuser/request/*/reject", 200, "boolean"), "system-users 5.2"),
    a(Answer("POST /systemuser/request/*/escalate", 200, "boolean"), "system-users 5.2"),
    a(Answer("GET /systemuser/request/{party}/{orgno}/pending", 200, "[RequestSystemResponse]"), "system-users 5.2"),
    a(Answer("GET /systemuser/request/agent/{party}/{orgno}/pending", 200, "[AgentRequestSystemResponse]"), "system-users 5.2"),
    a(Missing("CreateRequestSystemUser", "rights"), "system-users 6"),
    a(Members("CreateRequestSystemUser", "integrationTitle?: string, accessPackages?: [AccessPackage]"), "system-users 6"),
    a(Members("CreateAgentRequestSystemUser", "integrationTitle?: string, externalRef?: string, systemId: string,
        partyOrgNo: string, accessPackages: [AccessPackage], redirectUrl?: string"), "system-users 6"),
    a(Members("RequestSystemResponse", "integrationTitle?: string, accessPackages: [AccessPackage], escalated: boolean,
        created: date-time, timedOut: boolean"), "system-users 6"),
    a(Members("AgentRequestSystemResponse", "id: uuid, integrationTitle?: string, externalRef?: string, systemId: string,
        partyOrgNo: string, accessPackages: [AccessPackage], status: string, redirectUrl?: string, confirmUrl?: string,
        escalated: boolean, created: date-time, timedOut: boolean"), "system-users 6"),
    a(Members("RequestSystemResponseInternal", "id: uuid, externalRef?: string, systemId: string, partyOrgNo: string,
        partyId: integer, partyUuid: uuid, rights: [Right], accessPackages: [AccessPackage], status: string,
        redirectUrl?: string, escalated: boolean, userMayEscalateButNotApprove: boolean, created: date-time,
        systemUserType?: string"), "system-users 6"),
    a(Members("AgentRequestPage", "links: PaginatedLinks, data: [AgentRequestSystemResponse]"), "system-users 4.2"),
    a(Members("AccessPackage", "urn?: string"), "system-users 6"),

    // Change requests.
    a(Answer("GET /systemuser/changerequest/*", 200, "ChangeRequestResponse"), "system-users 5.3"),
    a(Answer("POST /systemuser/changerequest/*", 200, "boolean"), "system-users 5.3"),
    a(Members("ChangeRequestResponse", "id: uuid, externalRef?: string, systemId: string, systemUserId: uuid,
        partyOrgNo: string, requiredRights: [Right], unwantedRights: [Right], requiredAccessPackages: [AccessPackage],
        unwantedAccessPackages: [AccessPackage], status: string, redirectUrl?: string, created: date-time,
        timedOut: boolean"), "system-users 6"),

    // System users.
    a(Answer("GET /systemuser/{party}", 200, "[SystemUserInternalDTO]"), "system-users 5.4"),
    a(Answer("GET /systemuser/agent/{party}", 200, "[SystemUserInternalDTO]"), "system-users 5.4"),
    a(Answer("GET /systemuser/{party}/{systemUserId}", 200, "SystemUserInternalDTO"), "system-users 5.4"),
    a(Answer("GET /systemuser/{party}/{systemUserId}", 404, "empty"), "system-users 5.4"),
    a(Answer("GET /systemuser/*/delegations", 200, "StandardSystemUserDelegations"), "system-users 5.4"),
    a(Answer("POST /systemuser/{party}/create", 200, "SystemUserInternalDTO"), "system-users 5.4"),
    a(Answer("DELETE /systemuser/{party}/{systemUserId}", 202, "integer"), "system-users 5.4"),
    a(Answer("DELETE /systemuser/{party}/{systemUserId}", 404, "integer"), "system-users 5.4"),
    a(Answer("DELETE /systemuser/agent/{party}/{systemUserId}", 200, "empty"), "system-users 5.4"),
    a(Answer("* /systemuser/agent/*/self/", 200, "boolean"), "system-users 5.4"),
    a(Answer("GET /systemuser/vendor/byquery", 200, "SystemUserExternalDTO"), "system-users 5.4"),
    a(Answer("GET /systemuser/vendor/byquery", 404, "empty"), "system-users 5.4"),
    a(Answer("GET /systemuser/vendor/bysystem/{systemId}", 200, "SystemUserPage"), "system-users 5.4"),
    a(Answer("GET /systemuser/byExternalId", 200, "SystemUserExternalDTO"), "system-users 5.4"),
    a(Answer("GET /systemuser/byExternalId", 400, "empty"), "system-users 5.4"),
    a(Answer("GET /systemuser/byExternalId", 404, "empty"), "system-users 5.4"),
    a(Members("SystemUserInternalDTO", "id: uuid, integrationTitle: string, systemId: string, productName: string,
        systemInternalId?: uuid, partyId: string, partyUuId: string, reporteeOrgNo: string, created: date-time,
        isDeleted: boolean, supplierName: string, supplierOrgno: string, externalRef: string, userType: string,
        accessPackages?: [AccessPackage], rights?: [Right]"), "system-users 6"),
    a(Members("SystemUserExternalDTO", "id: uuid, integrationTitle: string, systemId: string, productName: string,
        reporteeOrgNo: string, created: date-time, isDeleted: boolean, supplierName: string, supplierOrgno: string,
        externalRef: string, userType: string"), "system-users 6"),
    a(Members("StandardSystemUserDelegations", "systemUserId: uuid, rights: [Right], accessPackages: [AccessPackage]"), "system-users 6"),
    a(Members("SystemUserPage", "links: PaginatedLinks, data: [SystemUserExternalDTO]"), "system-users 4.2"),

    // Clients of system users: the file tells what succeeds, the reference also what does not. Who is refused by a policy
    // gets nothing but the status, and an organisation that is not known a problem without a code.
    c(Answer("* /authentication/api/v1/enduser/systemuser/*", 401, "empty"), "system-users 2.2"),
    c(Answer("* /authentication/api/v1/enduser/systemuser/*", 403, "empty"), "system-users 2.2"),
    c(Answer("* /authentication/api/v1/enduser/systemuser/clients*", 400, "problem"), "access-management 3.3"),
    c(Answer("* /authentication/api/v1/enduser/systemuser/agents", 400, "binding"), "system-users 4"),
    c(Answer("* /authentication/api/v1/enduser/systemuser/agents", 404, "details"), "access-management 3.3"),
    c(Members("ProblemDetails", "title: string, status: integer, detail: string"), "access-management 3.3"),

    // The system register.
    a(Answer("GET /systemregister/{systemId}", 404, "empty"), "system-users 5.5"),
    a(Answer("GET /systemregister/{systemId}/accesspackages", 200, "[AccessPackage]"), "system-users 5.5"),
    a(Answer("GET /systemregister/vendor", 200, "[RegisteredSystemDTO]"), "system-users 5.5"),
    a(Answer("GET /systemregister/vendor/{systemId}", 200, "RegisteredSystemResponse"), "system-users 5.5"),
    a(Answer("GET /systemregister/vendor/{systemId}", 404, "empty"), "system-users 5.5"),
    a(Answer("GET /systemregister/vendor/{systemId}/changelog", 200, "[SystemChangeLog]"), "system-users 5.5"),
    a(Answer("GET /systemregister/vendor/{systemId}/changelog", 404, "empty"), "system-users 5.5"),
    a(Answer("PUT /systemregister/vendor/{systemId}/accesspackages", 200, "SystemRegisterUpdateResult"), "system-users 5.5"),
    a(Answer("PUT /systemregister/vendor/*", 404, "text"), "system-users 5.5"),
    a(Answer("PUT /systemregister/vendor/*", 400, "text"), "system-users 5.5"),
    a(Answer("DELETE /systemregister/vendor/{systemId}", 400, "empty"), "system-users 5.5"),
    a(Answer("* /systemregister/vendor*", 400, "problem"), "system-users 4.1"),
    a(Members("RegisteredSystemDTO", "accessPackages: [AccessPackage], isVisible: boolean"), "system-users 6"),
    a(Members("RegisteredSystemResponse", "id: string, vendor: VendorInfo, name: {string}, description: {string},
        rights: [Right], accessPackages: [AccessPackage], isDeleted: boolean, clientId: [string], isVisible: boolean,
        allowedRedirectUrls: [uri]"), "system-users 6"),
    a(Members("RegisterSystemRequest", "accessPackages?: [AccessPackage]"), "system-users 6"),
    a(Members("SystemChangeLog", "systemInternalId: uuid, changedByOrgNumber?: string, changeType: string,
        changedData: any, clientId?: string, created?: date-time"), "system-users 6"),

    // Access management: members that are null, and what is found wrong.
    e(Null("AuthorizedPartyDto", "organizationNumber, personId, emailId, unitType"), "access-management 1.3"),
    e(Null("CompactEntityDto", "parent, children"), "access-management 3.2"),
    e(Null("CompactRoleDto", "legacyurn , children"), "access-management 3.2"),
    e(Null("PermissionDto", "via, viaRole"), "access-management 5.1"),
    e(Members("AltinnProblemDetails", "traceId?: string, errors?: {[string]}"), "access-management 0.3"),
    e(Answer("GET /accessmanagement/api/v1/authorizedparty/{partyId}", 400, "binding"), "access-management 1.1"),
    e(Answer("GET /accessmanagement/api/v1/enduser/authorizedparties", 400, "binding"), "access-management 1.5"),
    m(Null("PackageDto", "area, resources"), "access-management 0.1"),
    m(Null("AreaDto", "packages, group"), "access-management 0.1"),
    m(Null("AreaGroupDto", "areas"), "access-management 0.1"),
    m(Null("ProviderDto", "refId, logoUrl"), "access-management 0.1"),
    m(Null("RoleDto", "legacyRoleCode, legacyUrn"), "access-management 0.1"),
    m(Missing("RoleDto", "isRevocable"), "access-management 2.2"),
    m(Answer("GET /accessmanagement/api/v1/meta/info/roles*", 404, "text"), "access-management 2.2"),
    m(Answer("GET /accessmanagement/api/v1/meta/info/accesspackages/search", 400, "binding"), "access-management 2.1"),
    r(Answer("GET /resourceregistry/api/v1/resource/{id}/policy", 200, "xml"), "access-management 2.3"),
    r(Answer("GET /resourceregistry/api/v*/resource/{id}*", 404, "empty"), "access-management 2.3"),

    // The Enhetsregisteret's description is of 2023, and tells little of answers.
    u(Answer("GET /enheter", 200, "Units"), "access-management 7"),
    u(Answer("GET /underenheter", 200, "Units"), "access-management 7"),
    u(Answer("GET /underenheter/{organisasjonsnummer}", 200, "Enhet"), "access-management 7"),
    u(Answer("GET /enheter/{organisasjonsnummer}/roller", 200, "Roles"), "access-management 7"),
    u(Answer("GET /enheter", 400, "SearchProblem"), "access-management 7"),
    u(Answer("GET /organisasjonsformer", 200, "Forms"), "access-management 7"),
    u(Answer("GET /oppdateringer/*", 200, "Updates"), "access-management 7"),
    u(Members("Enhet", "hjemmeside?: string, forretningsadresse?: Address, beliggenhetsadresse?: Address,
        overordnetEnhet?: string, konkursdato?: date, slettedato?: date"), "access-management 7"),
    u(Members("Address", "adresse: [string], postnummer: string, poststed: string, kommune: string,
        kommunenummer: string, land: string, landkode: string"), "access-management 7"),
    u(Members("Units", "_embedded?: EmbeddedUnits, _links: Self, page: Page"), "access-management 7"),
    u(Members("EmbeddedUnits", "enheter?: [Enhet], underenheter?: [Enhet]"), "access-management 7"),
    u(Members("Page", "size: integer, totalElements: integer, totalPages: integer, number: integer"), "access-management 7"),
    u(Members("SearchProblem", "status: integer, feilmelding: string, valideringsfeil: [any]"), "access-management 7"),
    u(Members("Forms", "_embedded: Organisasjonsformer, _links: Self"), "access-management 7"),
    u(Members("Organisasjonsform", "utgaatt?: string?"), "access-management 7"),
    u(Members("Updates", "_embedded?: EmbeddedUpdates, _links: Self, page: Page"), "access-management 7"),
    u(Members("EmbeddedUpdates", "oppdaterteEnheter?: [Update], oppdaterteUnderenheter?: [Update]"), "access-management 7"),
    u(Members("Update", "oppdateringsid: integer, dato: date-time, organisasjonsnummer: string, endringstype: string,
        _links: any"), "access-management 7"),
    u(Members("Roles", "rollegrupper: [any], _links: Self"), "access-management 7"),

    // Dialogporten: a language is a header of HTTP, and refusals are problems.
    d(Header("* /api/v1/*", "accept-Language:string"), "dialogporten 1.15"),
    d(Missing("ProblemDetails", "errors"), "dialogporten 1.11"),
    d(Answer("GET /api/v1/enduser/dialogs", 400, "details"), "dialogporten 1.4"),
    d(Answer("GET /api/v1/enduser/dialogs/{dialogId}", 403, "details"), "dialogporten 1.11"),
    d(Answer("GET /api/v1/enduser/dialogs/{dialogId}", 403, "empty"), "dialogporten 1.11"),
    d(Answer("GET /api/v1/enduser/dialogs/{dialogId}", 410, "details"), "dialogporten 1.11"),
    d(Answer("GET /api/v1/enduser/dialogs/{dialogId}/*", 403, "details"), "dialogporten 1.11"),
    d(Answer("GET /api/v1/enduser/dialogs/{dialogId}/*", 403, "empty"), "dialogporten 1.11"),
    d(Answer("GET /api/v1/enduser/dialogs/{dialogId}/*", 410, "details"), "dialogporten 1.11"),
    d(Answer("PUT /api/v1/enduser/dialogs/{dialogId}/context/systemlabels", 403, "details"), "dialogporten 1.11"),
    d(Answer("PUT /api/v1/enduser/dialogs/{dialogId}/context/systemlabels", 410, "details"), "dialogporten 1.11"),

    // Altinn Melding.
    l(Answer("*", 401, "empty"), "altinn-products 3.4"),
    l(Answer("*", 401, "!Problem"), "altinn-products 3.4"),
    l(Answer("*", 403, "empty"), "altinn-products 3.4"),
    l(Answer("*", 403, "binding"), "altinn-products 2.4"),
    l(Answer("*", 406, "text"), "altinn-products 2.4"),
];
