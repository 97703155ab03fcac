//! Pasted organisation numbers.

use std::collections::HashMap;

use fullmakt_domain::clients::{NumberFault, pasted_numbers};

use super::place::look;
use super::{count, id};
use crate::state::App;
use crate::surface::clients::{BadLine, LineFault, NumbersRead, ReadNumbers};
use crate::surface::common::{ErrorCode, Failure};

/// Bytes of a pasted text at most.
pub(super) const LONGEST_TEXT: usize = 16 * 1024 * 1024;
/// Lines that are listed.
const LISTED: usize = 500;

impl App {
    /// Finds the clients whose numbers stand in a text.
    pub(crate) async fn read_client_numbers(
        &self,
        input: ReadNumbers,
    ) -> Result<NumbersRead, Failure> {
        if input.text.len() > LONGEST_TEXT {
            return Err(Failure::new(ErrorCode::InvalidInput).with("field", "text"));
        }
        let account = self.account()?;
        let firm = id(&input.firm, "firm")?;
        let matrix = self.matrix_of(&account, firm).await?;
        let pasted = pasted_numbers(&input.text);
        let matrix = look(&matrix);
        let clients = matrix.clients().iter();
        let by_number: HashMap<&str, _> = clients
            .filter_map(|client| Some((client.org_no.as_deref()?, client)))
            .collect();
        let mut found = Vec::new();
        let mut bad: Vec<BadLine> = pasted
            .bad
            .into_iter()
            .map(|bad| BadLine {
                line: bad.line,
                text: bad.text,
                reason: reason(bad.fault),
                detail: match bad.fault {
                    NumberFault::Repeated { line } => Some(line.to_string()),
                    _ => None,
                },
            })
            .collect();
        for (number, line) in &pasted.numbers {
            let unusable = |reason| BadLine {
                line: *line,
                text: number.to_string(),
                reason,
                detail: None,
            };
            match by_number.get(number.as_str()) {
                None => bad.push(unusable(LineFault::UnknownClient)),
                Some(client) if client.is_deleted => bad.push(unusable(LineFault::ClientDeleted)),
                Some(client) => found.push(client.id.to_string()),
            }
        }
        bad.sort_by_key(|bad| bad.line);
        let bad_count = count(bad.len());
        bad.truncate(LISTED);
        Ok(NumbersRead {
            clients: found,
            numbers: count(pasted.numbers.len()),
            bad,
            bad_count,
        })
    }
}

fn reason(fault: NumberFault) -> LineFault {
    match fault {
        NumberFault::NotANumber => LineFault::NotANumber,
        NumberFault::CheckDigit => LineFault::CheckDigit,
        NumberFault::Filler => LineFault::Filler,
        NumberFault::Repeated { .. } => LineFault::Repeated,
        NumberFault::IdentityNumber => LineFault::IdentityNumber,
    }
}
