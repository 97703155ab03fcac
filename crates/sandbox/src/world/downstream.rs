//! The calls that Altinn's authentication component makes to access management while it answers.
//!
//! It forwards the caller's own token, so those calls have a scope rule of their own ("the second
//! gate"), and each of them can fail by itself. Here they are function calls; a fault injected on
//! the real path of such a call makes it fail all the same.

use crate::server::faults::Faults;

/// Path of the check of one service.
pub(crate) const SERVICE_CHECK: &str =
    "/accessmanagement/api/v1/enduser/connections/resources/delegationcheck";
/// Path of the check of packages.
pub(crate) const PACKAGE_CHECK: &str =
    "/accessmanagement/api/v1/enduser/connections/accesspackages/delegationcheck";
/// Path where rights to a service are given.
pub(crate) const SERVICE_RIGHTS: &str =
    "/accessmanagement/api/v1/enduser/connections/resources/rights";
/// Path of the services that somebody holds.
pub(crate) const SERVICES: &str = "/accessmanagement/api/v1/enduser/connections/resources";
/// Path of the packages that somebody holds.
pub(crate) const PACKAGES: &str = "/accessmanagement/api/v1/enduser/connections/accesspackages";
/// Path of the connections themselves.
pub(crate) const CONNECTIONS: &str = "/accessmanagement/api/v1/enduser/connections";
/// Path where the authentication component registers a new system user; internal.
pub(crate) const REGISTRATION: &str = "/accessmanagement/api/v1/internal/party";
/// Path of the agents of an organisation.
pub(crate) const AGENTS: &str = "/accessmanagement/api/v1/enduser/clientdelegations/agents";
/// Path of the clients of an organisation.
pub(crate) const CLIENTS: &str = "/accessmanagement/api/v1/enduser/clientdelegations/clients";
/// Path of what agents are given for clients.
pub(crate) const AGENT_PACKAGES: &str =
    "/accessmanagement/api/v1/enduser/clientdelegations/agents/accesspackages";
/// Path where clients are taken from agents.
pub(crate) const AGENT_CLIENTS: &str =
    "/accessmanagement/api/v1/enduser/clientdelegations/agents/clients";

/// What the forwarded token may do there, and which calls are made to fail.
#[derive(Clone, Copy)]
pub(crate) struct Downstream<'a> {
    /// `altinn:portal/enduser` or `…:toothers.read`.
    pub(crate) may_read: bool,
    /// `altinn:portal/enduser` or `…:toothers.write`.
    pub(crate) may_write: bool,
    /// `altinn:portal/enduser` or `altinn:clientdelegations.read`.
    pub(crate) may_read_clients: bool,
    /// `altinn:portal/enduser` or `altinn:clientdelegations.write`.
    pub(crate) may_write_clients: bool,
    /// Fail every registration of a system user, as the switch of the control door says.
    pub(crate) registration_fails: bool,
    /// Fail to store the status of every approved request, as the switch of the control door says.
    pub(crate) status_fails: bool,
    pub(crate) faults: &'a Faults,
}

impl Downstream<'_> {
    /// Whether reading there works.
    pub(crate) fn reads(&self, path: &str) -> bool {
        self.may_read && !self.faults.breaks_upstream_call("GET", path)
    }

    /// Whether a check, which demands the right to write, works.
    pub(crate) fn checks(&self, path: &str) -> bool {
        self.may_write && !self.faults.breaks_upstream_call("GET", path)
    }

    /// Whether a change there works.
    pub(crate) fn writes(&self, method: &str, path: &str) -> bool {
        self.may_write && !self.faults.breaks_upstream_call(method, path)
    }

    /// Whether reading agents and clients works; `Err` with the number of the problem that it becomes
    /// (43 unauthorised, 44 forbidden, 45 anything else). `administers` is access management's own
    /// decision on the caller.
    pub(crate) fn reads_clients(&self, path: &str, administers: bool) -> Result<(), u8> {
        match self.faults.upstream_failure("GET", path) {
            Some(401) => Err(43),
            Some(403) => Err(44),
            Some(_) => Err(45),
            None if self.may_read_clients && administers => Ok(()),
            None => Err(44),
        }
    }

    /// Whether a change to agents and clients works.
    pub(crate) fn writes_clients(&self, method: &str, path: &str) -> bool {
        self.may_write_clients && !self.faults.breaks_upstream_call(method, path)
    }

    /// Whether a new system user can be registered; this call carries the service's own token.
    pub(crate) fn registers(&self) -> bool {
        !self.registration_fails && !self.faults.breaks_upstream_call("POST", REGISTRATION)
    }
}
