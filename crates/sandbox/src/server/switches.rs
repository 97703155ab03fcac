//! Behaviour that differs between deployed versions of Altinn, or that a test wants otherwise.

use serde::{Deserialize, Serialize};

/// Set with `PUT /_sandbox/switches`; what is left out keeps its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub struct Switches {
    /// Which member of a problem document carries the fixed text of its code.
    pub problem_text: ProblemText,
    /// Whether a refused approval says item by item what could not be passed on.
    pub delegation_reasons: bool,
    /// Whether registering a new system user with access management fails (AUTH-00048, and
    /// AUTH-00004 for ever after).
    pub fail_registration: bool,
    /// Whether an approval does everything but store the request's new status (AUTH-00060).
    pub fail_status: bool,
    /// Rows per page of a vendor's lists.
    pub page_size: usize,
    /// Whether a vendor's lists of requests lose the first row of every page but the first.
    pub lost_row: bool,
    /// Whether a vendor's list of change requests forgets the token it reads, so that every page is
    /// the first one.
    pub ignored_token: bool,
    /// The profile setting that `includePartiesViaKeyRoles=auto` follows.
    pub show_client_units: bool,
    /// Rows per page of the lists of authorized parties, clients and agents; 0 for all in one answer, as in production.
    pub party_page_size: usize,
    /// Whether `includeInactiveParties` and `includeSubParties` are heeded; in production they are
    /// read and forgotten.
    pub party_filters_work: bool,
    /// Most values of `party` in a search for dialogs, as `metadata/limits` tells; likewise the
    /// three below.
    pub max_party_filter_values: usize,
    /// Most values of `serviceResource`.
    pub max_service_resource_filter_values: usize,
    /// Most values of `org`.
    pub max_org_filter_values: usize,
    /// Most values of `extendedStatus`.
    pub max_extended_status_filter_values: usize,
    /// With more parties than this, and without a filter on them, `serviceresources` answers with
    /// the whole catalogue.
    pub full_catalogue_above: usize,
    /// Whether searches for dialogs with free text time out (422), unless they have a
    /// `contentUpdatedAfter`.
    pub search_too_broad: bool,
    /// Whether confirming a message fails because Dialogporten does not answer in time (500).
    pub fail_confirmation: bool,
    /// How long a confirmation takes to be written, in milliseconds.
    pub confirmation_lag_ms: u32,
    /// How long the service owner takes to update a dialog after an act, in milliseconds.
    pub owner_lag_ms: u32,
}

impl Default for Switches {
    fn default() -> Self {
        Self {
            problem_text: ProblemText::Title,
            delegation_reasons: false,
            fail_registration: false,
            fail_status: false,
            page_size: 50,
            lost_row: true,
            ignored_token: true,
            show_client_units: false,
            party_page_size: 0,
            party_filters_work: false,
            max_party_filter_values: 100,
            max_service_resource_filter_values: 20,
            max_org_filter_values: 20,
            max_extended_status_filter_values: 20,
            full_catalogue_above: 1000,
            search_too_broad: false,
            fail_confirmation: false,
            confirmation_lag_ms: 4000,
            owner_lag_ms: 1500,
        }
    }
}

/// Where the fixed text of a problem stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ProblemText {
    /// In `title`, as the code read for this sandbox does.
    Title,
    /// In `detail`, as older servers and much of the documentation do.
    Detail,
}
