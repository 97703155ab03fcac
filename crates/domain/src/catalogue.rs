//! The catalogue of access packages: which areas there are, which packages, and which services each opens.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::language::Language;
use crate::roles::package_urn;

/// All access packages, by URN, in one language
/// (Altinn/altinn-authorization-tmp: PackagesController, `export`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catalogue {
    /// Language that was asked for.
    pub asked: Language,
    /// Language of the answer as a whole, as its `Content-Language` says. Altinn may fall back to bokmål, and may
    /// leave single names untranslated even when it does not.
    pub language: Language,
    /// Packages by URN.
    pub packages: BTreeMap<String, Package>,
}

impl Catalogue {
    /// The package with this URN or bare code.
    pub fn package(&self, urn: &str) -> Option<&Package> {
        self.packages
            .get(urn)
            .or_else(|| self.packages.get(&package_urn(urn)))
    }
}

/// An access package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Package {
    /// URN, `urn:altinn:accesspackage:lonn`.
    pub urn: String,
    /// Name.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
    /// Area that it belongs to.
    pub area: Option<Area>,
    /// May be passed on from a client to an agent: fit for a system user for clients.
    pub is_delegable: bool,
    /// May be given straight to a person or an organisation: fit for a system user for own use.
    pub is_assignable: bool,
    /// Services that it opens, as the catalogue lists them.
    pub services: Vec<PackageService>,
}

/// An area of packages, e.g. *Skatt, avgift, regnskap og toll*.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// URN, `accesspackage:area:personale`; empty when the catalogue gives none.
    pub urn: String,
    /// Name.
    pub name: String,
}

/// A service inside a package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageService {
    /// Resource id in the resource registry; the catalogue calls it `refId`.
    pub resource_id: String,
    /// Name.
    pub name: String,
    /// Description.
    pub description: Option<String>,
    /// Owner's name.
    pub owner: Option<String>,
    /// Owner's code, e.g. `skd`.
    pub owner_code: Option<String>,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Catalogue, Package};
    use crate::language::Language;

    #[test]
    fn packages_are_found_by_urn_and_by_code() {
        let package = Package {
            urn: "urn:altinn:accesspackage:lonn".into(),
            name: "Lønn".into(),
            description: None,
            area: None,
            is_delegable: true,
            is_assignable: true,
            services: vec![],
        };
        let catalogue = Catalogue {
            asked: Language::Nb,
            language: Language::Nb,
            packages: BTreeMap::from([(package.urn.clone(), package)]),
        };
        assert!(catalogue.package("urn:altinn:accesspackage:lonn").is_some());
        assert!(catalogue.package("URN:ALTINN:ACCESSPACKAGE:LONN").is_some());
        assert!(catalogue.package("lonn").is_some());
        assert!(catalogue.package("lonn-x").is_none());
    }
}
