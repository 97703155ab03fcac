//! Names of the calls, for the meter and the log.

macro_rules! kinds {
    ($( $name:ident = $text:literal; )+) => {
        $( pub(crate) const $name: &str = $text; )+

        /// Every kind of call that this crate makes, for a meter that wants to name them.
        pub const CALL_KINDS: &[&str] = &[ $( $text ),+ ];
    };
}

kinds! {
    AUTHORIZED_PARTIES = "authorized_parties";
    REQUEST_READ = "request_read";
    REQUEST_READ_AGENT = "request_read_agent";
    REQUEST_READ_BY_ID = "request_read_by_id";
    CHANGE_READ = "change_read";
    REQUESTS_PENDING = "requests_pending";
    REQUESTS_PENDING_AGENT = "requests_pending_agent";
    REQUEST_APPROVE = "request_approve";
    REQUEST_REJECT = "request_reject";
    REQUEST_ESCALATE = "request_escalate";
    SYSTEM_USERS_LIST = "system_users_list";
    SYSTEM_USERS_LIST_AGENT = "system_users_list_agent";
    SYSTEM_USER_READ = "system_user_read";
    SYSTEM_USER_DELEGATIONS = "system_user_delegations";
    SYSTEM_USER_DELETE = "system_user_delete";
    SYSTEM_USER_DELETE_AGENT = "system_user_delete_agent";
    SYSTEM_USER_CREATE = "system_user_create";
    SYSTEM_USER_CLIENTS = "system_user_clients";
    OWN_ORGANISATION_READ = "own_organisation_read";
    OWN_ORGANISATION_ADD = "own_organisation_add";
    OWN_ORGANISATION_REMOVE = "own_organisation_remove";
    SYSTEM_USERS_FOR_CLIENTS = "system_users_for_clients";
    CLIENTS_LIST = "clients_list";
    AGENTS_LIST = "agents_list";
    AGENT_CLIENTS = "agent_clients";
    AGENT_SERVICES = "agent_services";
    CLIENT_GIVE = "client_give";
    CLIENT_TAKE = "client_take";
    CLIENT_GIVE_SERVICES = "client_give_services";
    CLIENT_TAKE_SERVICES = "client_take_services";
    AGENT_ADD = "agent_add";
    AGENT_REMOVE = "agent_remove";
    MY_PROVIDERS = "my_providers";
    MY_CLIENTS = "my_clients";
    MY_PROVIDER_LEAVE = "my_provider_leave";
    MY_CLIENT_LEAVE = "my_client_leave";
    PACKAGE_CHECK = "package_check";
    RESOURCE_CHECK = "resource_check";
    PACKAGES_EXPORT = "packages_export";
    RESOURCE_READ = "resource_read";
    RESOURCES_LIST = "resources_list";
    RESOURCE_OWNERS = "resource_owners";
    RESOURCE_ACTIONS = "resource_actions";
    SYSTEM_READ = "system_read";
    SYSTEMS_LIST = "systems_list";
    DIALOGS_SEARCH = "dialogs_search";
    DIALOGS_LIMITS = "dialogs_limits";
    DIALOG_PARTIES = "dialog_parties";
    DIALOG_SERVICES = "dialog_services";
    DIALOG_OPEN = "dialog_open";
    DIALOG_SEEN_LOG = "dialog_seen_log";
    DIALOG_LABEL_LOG = "dialog_label_log";
    DIALOG_LOOKUP = "dialog_lookup";
    DIALOG_LABELS = "dialog_labels";
    DIALOG_LABELS_BULK = "dialog_labels_bulk";
    DIALOG_EVENTS = "dialog_events";
    EMBED_READ = "embed_read";
    ATTACHMENT_READ = "attachment_read";
    ACTION_SEND = "action_send";
    MELDING_DETAILS = "melding_details";
    MELDING_CONFIRM = "melding_confirm";
    MELDING_PURGE = "melding_purge";
    UNIT_READ = "unit_read";
    UNITS_SEARCH = "units_search";
    UNIT_ROLES = "unit_roles";
}
