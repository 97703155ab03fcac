//! Services (resources) as the resource registry describes them, and their owners.

use serde::{Deserialize, Serialize};

use crate::OrgNumber;
use crate::language::{Language, Text};

/// A service in the resource registry (Altinn/altinn-resource-registry: ServiceResource).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceResource {
    /// Resource id.
    pub id: String,
    /// Name.
    pub title: Text,
    /// What it is.
    pub description: Text,
    /// What one who holds it may do, in the owner's words.
    pub right_description: Text,
    /// Owner.
    pub owner: Option<ServiceOwner>,
    /// Type: `AltinnApp`, `GenericAccessResource`, `MaskinportenSchema` and others, as it came.
    pub resource_type: Option<String>,
    /// May be delegated at all.
    pub delegable: bool,
    /// Only organisations on the owner's access list may use it.
    pub uses_access_list: bool,
    /// The owner's state for it, e.g. `Completed`, `Deprecated`; as it came.
    pub status: Option<String>,
}

impl ServiceResource {
    /// Name for a reader, and the language that it is in.
    pub fn name(&self, language: Language) -> Option<(&str, Language)> {
        self.title.pick(language)
    }

    /// What the holder may do: the owner's own words on the right, else the description. `None`: the owner has not
    /// described it.
    pub fn what(&self, language: Language) -> Option<(&str, Language)> {
        self.right_description
            .pick(language)
            .or_else(|| self.description.pick(language))
    }
}

/// A service owner (Altinn/altinn-resource-registry: OrgList, CompetentAuthority).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceOwner {
    /// Code, lower case, e.g. `skd`.
    pub code: String,
    /// Name.
    pub name: Text,
    /// Organisation number.
    pub org_number: Option<OrgNumber>,
}

#[cfg(test)]
mod tests {
    use super::ServiceResource;
    use crate::language::{Language, Text};

    #[test]
    fn the_right_in_the_owners_words_comes_before_the_description() {
        let mut service = ServiceResource {
            id: "ske-krav-og-betalinger".into(),
            title: Text::of(Language::Nb, "Krav og betalinger"),
            description: Text::of(Language::En, "Claims"),
            right_description: Text::new(),
            owner: None,
            resource_type: None,
            delegable: true,
            uses_access_list: false,
            status: None,
        };
        assert_eq!(service.what(Language::Nb), Some(("Claims", Language::En)));
        service.right_description = Text::of(Language::Nn, "Får sjå krav");
        assert_eq!(
            service.what(Language::Nb),
            Some(("Får sjå krav", Language::Nn))
        );
        assert_eq!(
            service.name(Language::En),
            Some(("Krav og betalinger", Language::Nb))
        );
    }
}
