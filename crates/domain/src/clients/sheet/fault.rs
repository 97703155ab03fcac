//! What can be wrong with a line.

use super::heading::Column;
use crate::clients::numbers::holds_a_person;

/// Why a line cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fault {
    /// A column that is needed is missing.
    MissingColumn(Column),
    /// A column twice.
    RepeatedColumn(Column),
    /// Fewer or more fields than the heading has.
    FieldCount,
    /// A quotation mark that is not closed, or text after one.
    Quotes,
    /// Bytes that are no UTF-8 stood here.
    NotUtf8,
    /// A control character.
    ControlCharacter,
    /// Longer than any value.
    TooLong,
    /// More lines than a file may have.
    TooManyLines,
    /// Not nine digits.
    NotANumber,
    /// The check digit does not fit.
    CheckDigit,
    /// Nine nines.
    Filler,
    /// A national identity number.
    IdentityNumber,
    /// No client of the firm.
    UnknownClient,
    /// No agent is named.
    AgentMissing,
    /// No such agent at the firm.
    UnknownAgent,
    /// More than one agent has this name.
    AmbiguousAgent,
    /// None of the sorts of agent.
    UnknownAgentKind,
    /// The agent is of the other sort.
    OtherAgentKind,
    /// No such package.
    UnknownPackage,
    /// Cannot be passed on to an agent.
    NotDelegable,
    /// The system user does not ask for it.
    PackageNotOfAgent,
    /// Neither yes nor no.
    NotYesOrNo,
    /// The same as an earlier line.
    Repeated {
        /// Which, from 1.
        line: u32,
    },
    /// An earlier line says the opposite.
    Contradiction {
        /// Which, from 1.
        line: u32,
    },
}

/// A line that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRow {
    /// Line, from 1.
    pub line: u32,
    /// The value in question, at most 60 characters; empty where it is not to be shown again.
    pub text: String,
    /// Why.
    pub fault: Fault,
}

impl BadRow {
    pub(super) fn new(line: u32, text: &str, fault: Fault) -> Self {
        let shown = if holds_a_person(text) {
            ""
        } else {
            text.trim()
        };
        BadRow {
            line,
            text: shown.chars().take(60).collect(),
            fault,
        }
    }
}
