//! What Altinn's refusals mean where clients are concerned.

use fullmakt_altinn::AltinnError;

use crate::failures::from_altinn;
use crate::surface::common::{ErrorCode, Failure};

/// From a call of client administration. Matches on codes only (access management reference, sections 0.3 and 3.2).
pub(super) fn from_clients(error: &AltinnError) -> Failure {
    let code = match (error, error.code()) {
        (AltinnError::Forbidden, _) => ErrorCode::NotClientAdministrator,
        (_, Some("AM.VLD-00006" | "AUTH-00079")) if error.points_at("agent") => {
            ErrorCode::AgentGone
        }
        (_, Some("AM.VLD-00006" | "AUTH-00079")) => ErrorCode::ClientGone,
        // The agent is not registered; or, with a path into the batch, the client's role has ended.
        (_, Some("AM.VLD-00032")) if error.points_at("values") => ErrorCode::ClientGone,
        (_, Some("AM.VLD-00032")) => ErrorCode::AgentGone,
        (_, Some("AM.VLD-00026" | "AUTH-00080")) => ErrorCode::ClientLacksPackage,
        (_, Some("AM.VLD-00008" | "AUTH.VLD-00015")) => ErrorCode::AgentKindNotAllowed,
        (_, Some("AM.VLD-00034")) => ErrorCode::PersonMismatch,
        (_, Some("AM-00026")) => ErrorCode::PersonLookupLocked,
        (_, Some("AM-00028")) => ErrorCode::MissingRights,
        _ => return from_altinn(error),
    };
    let usual = from_altinn(error);
    Failure {
        code,
        retry: code.usual_retry(),
        ..usual
    }
}

/// Whether the reason lies with the agent, so that no other row of it will fare better.
pub(super) fn stops_agent(failure: &Failure) -> bool {
    matches!(
        failure.code,
        ErrorCode::AgentGone | ErrorCode::AgentKindNotAllowed
    )
}
