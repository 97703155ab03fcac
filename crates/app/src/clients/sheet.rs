//! A file's lines for the screens.

use fullmakt_domain::clients::sheet::{BadRow, Column, Fault, names_of};

use crate::surface::clients::{BadLine, LineFault};
use crate::surface::session::Language;

/// A line that cannot be used.
pub(super) fn bad_line(bad: BadRow, language: Language) -> BadLine {
    let detail = match bad.fault {
        Fault::MissingColumn(column) | Fault::RepeatedColumn(column) => {
            Some(heading(column, language).to_owned())
        }
        Fault::Repeated { line } | Fault::Contradiction { line } => Some(line.to_string()),
        _ => None,
    };
    BadLine {
        line: bad.line,
        text: bad.text,
        reason: reason(bad.fault),
        detail,
    }
}

/// The heading of a column.
pub(super) fn heading(column: Column, language: Language) -> &'static str {
    let [nb, nn, en] = names_of(column);
    match language {
        Language::Nb => nb,
        Language::Nn => nn,
        Language::En => en,
    }
}

fn reason(fault: Fault) -> LineFault {
    match fault {
        Fault::MissingColumn(_) => LineFault::MissingColumn,
        Fault::RepeatedColumn(_) => LineFault::RepeatedColumn,
        Fault::FieldCount => LineFault::FieldCount,
        Fault::Quotes => LineFault::Quotes,
        Fault::NotUtf8 => LineFault::NotUtf8,
        Fault::ControlCharacter => LineFault::ControlCharacter,
        Fault::TooLong => LineFault::TooLong,
        Fault::TooManyLines => LineFault::TooManyLines,
        Fault::NotANumber => LineFault::NotANumber,
        Fault::CheckDigit => LineFault::CheckDigit,
        Fault::Filler => LineFault::Filler,
        Fault::IdentityNumber => LineFault::IdentityNumber,
        Fault::UnknownClient => LineFault::UnknownClient,
        Fault::AgentMissing => LineFault::AgentMissing,
        Fault::UnknownAgent => LineFault::UnknownAgent,
        Fault::AmbiguousAgent => LineFault::AmbiguousAgent,
        Fault::UnknownAgentKind => LineFault::UnknownAgentKind,
        Fault::OtherAgentKind => LineFault::OtherAgentKind,
        Fault::UnknownPackage => LineFault::UnknownPackage,
        Fault::NotDelegable => LineFault::NotDelegable,
        Fault::PackageNotOfAgent => LineFault::PackageNotOfAgent,
        Fault::NotYesOrNo => LineFault::NotYesOrNo,
        Fault::Repeated { .. } => LineFault::Repeated,
        Fault::Contradiction { .. } => LineFault::Contradiction,
    }
}
