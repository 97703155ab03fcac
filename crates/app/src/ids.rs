//! Ids in the inputs of commands.

use uuid::Uuid;

use crate::surface::common::{ErrorCode, Failure};

/// Reads an id from a command's input; `field` names it.
///
/// # Errors
/// [`ErrorCode::InvalidInput`].
pub(crate) fn id(text: &str, field: &str) -> Result<Uuid, Failure> {
    text.parse()
        .map_err(|_| Failure::new(ErrorCode::InvalidInput).with("field", field))
}
