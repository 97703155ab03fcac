//! Columns and their names.

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Column {
    /// Organisation number of the client.
    OrgNumber,
    /// Its name; for people, not read.
    Name,
    /// Sort of agent.
    AgentKind,
    /// The agent's id.
    AgentId,
    /// The agent's title or name.
    Agent,
    /// Package code.
    Package,
    /// Whether the agent has it; not read.
    Has,
    /// Whether it is to have it.
    Wanted,
}

impl Column {
    /// All, in the order in which files are written.
    pub const ALL: [Column; 8] = [
        Column::OrgNumber,
        Column::Name,
        Column::AgentKind,
        Column::AgentId,
        Column::Agent,
        Column::Package,
        Column::Has,
        Column::Wanted,
    ];
}

/// Names of a column in bokmål, nynorsk and English, as files are written.
pub fn names_of(column: Column) -> [&'static str; 3] {
    match column {
        Column::OrgNumber => ["Org.nr.", "Org.nr.", "Org. number"],
        Column::Name => ["Navn", "Namn", "Name"],
        Column::AgentKind => ["Mottakertype", "Mottakartype", "Agent type"],
        Column::AgentId => ["Mottaker-id", "Mottakar-id", "Agent id"],
        Column::Agent => ["Mottaker", "Mottakar", "Agent"],
        Column::Package => ["Pakke", "Pakke", "Package"],
        Column::Has => ["Har", "Har", "Has"],
        Column::Wanted => ["Ønsket", "Ønskt", "Wanted"],
    }
}

/// Other names that people write.
fn also(column: Column) -> &'static [&'static str] {
    match column {
        Column::OrgNumber => &[
            "orgnr",
            "org nr",
            "organisasjonsnummer",
            "organisation number",
            "organization number",
        ],
        Column::Name => &["klient", "client"],
        Column::AgentKind => &["agenttype", "agent kind"],
        Column::AgentId => &["agentid", "agent-id"],
        Column::Agent => &["agent", "systemtilgang"],
        Column::Package => &["tilgangspakke", "access package"],
        Column::Has => &[],
        Column::Wanted => &["ønske", "skal ha"],
    }
}

/// The column that a heading names.
pub(super) fn column(heading: &str) -> Option<Column> {
    let plain = |text: &str| text.trim().trim_end_matches('.').to_lowercase();
    let heading = plain(heading);
    Column::ALL.into_iter().find(|&column| {
        let names = names_of(column);
        names
            .iter()
            .chain(also(column))
            .any(|name| plain(name) == heading)
    })
}

#[cfg(test)]
mod tests {
    use super::{Column, column, names_of};

    #[test]
    fn every_name_leads_to_one_column() {
        for one in Column::ALL {
            for name in names_of(one) {
                assert_eq!(column(name), Some(one), "{name}");
                assert_eq!(column(&name.to_uppercase()), Some(one), "{name}");
            }
        }
        assert_eq!(column(" organisasjonsnummer "), Some(Column::OrgNumber));
        assert_eq!(column("Merknad"), None);
    }
}
