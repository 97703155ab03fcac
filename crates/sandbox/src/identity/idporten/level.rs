//! Levels of assurance.

/// How surely a person has been recognised; ordered from weak to strong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::identity) enum Level {
    /// Self-declared.
    Low,
    /// MinID and the like: Altinn's level 3.
    Substantial,
    /// BankID and the like: Altinn's level 4.
    High,
}

impl Level {
    /// All levels that a login here can have, as discovery lists them.
    pub(super) const ALL: [Self; 3] = [Self::Low, Self::Substantial, Self::High];

    /// The `acr` value.
    pub(in crate::identity) fn name(self) -> &'static str {
        match self {
            Self::Low => "idporten-loa-low",
            Self::Substantial => "idporten-loa-substantial",
            Self::High => "idporten-loa-high",
        }
    }

    /// Reads an `acr` value.
    pub(super) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.name() == name)
    }
}
