//! Names of packages and single services, and what the catalogues say of them.

use std::collections::BTreeSet;
use std::sync::Arc;

use fullmakt_domain::clients::sheet::PackageWord;
use fullmakt_domain::clients::{Matrix, PackageSet, only_by_role, service_of};
use fullmakt_domain::{Catalogue, ServiceResource};

use crate::catalogue::Services;
use crate::state::{Account, App};
use crate::surface::clients::PackageName;
use crate::surface::session::Language;

/// The catalogues, as far as they are on this machine.
pub(super) struct Names {
    packages: Option<Arc<Catalogue>>,
    services: Option<Arc<Services>>,
    language: Language,
}

impl App {
    /// Names of packages and services in the user's language. Makes no call.
    pub(super) async fn package_names(&self, account: &Account) -> Names {
        let language = self.language();
        let services = match self.any_services(account).await {
            Ok(true) => self.held_services(account).await,
            _ => None,
        };
        Names {
            packages: self.held_packages(account, language).await,
            services,
            language,
        }
    }
}

impl Names {
    /// A package or service by name.
    pub(super) fn of(&self, code: &str) -> PackageName {
        if let Some(id) = service_of(code) {
            let name = self.service(id).and_then(|s| s.name(self.language.into()));
            return PackageName {
                code: code.to_owned(),
                name: name.map_or_else(|| id.to_owned(), |(name, _)| name.to_owned()),
                only_by_role: None,
                is_service: true,
            };
        }
        let known = self.package(code);
        PackageName {
            code: code.to_owned(),
            name: known.map_or_else(|| code.to_owned(), |package| package.name.clone()),
            only_by_role: only_by_role(code).map(str::to_owned),
            is_service: false,
        }
    }

    /// These, each once, by code.
    pub(super) fn all(&self, codes: impl IntoIterator<Item = String>) -> Vec<PackageName> {
        let codes: BTreeSet<String> = codes.into_iter().collect();
        codes.iter().map(|code| self.of(code)).collect()
    }

    /// What of a matrix cannot be passed on to an agent. Without a catalogue Altinn says so when asked.
    pub(super) fn stuck(&self, matrix: &Matrix) -> PackageSet {
        let stuck = |code: &&String| self.is_delegable(code) == Some(false);
        let codes = matrix.packages().all().iter().filter(stuck);
        matrix.package_set(codes.map(String::as_str))
    }

    /// What is known of a package or service that stands in a file.
    pub(super) fn word(&self, matrix: &Matrix, code: &str) -> PackageWord {
        match self.is_delegable(code) {
            Some(true) => PackageWord::Fine,
            Some(false) => PackageWord::NotDelegable,
            None if matrix.packages().find(code).is_some() => PackageWord::Fine,
            None => PackageWord::Unknown,
        }
    }

    /// Distinct services that these open, where the catalogue knows them.
    pub(super) fn services(&self, codes: &[String]) -> usize {
        let packages = codes.iter().filter_map(|code| self.package(code));
        let inside = packages.flat_map(|package| &package.services);
        let inside = inside.map(|service| service.resource_id.as_str());
        let single = codes.iter().filter_map(|code| service_of(code));
        inside.chain(single).collect::<BTreeSet<_>>().len()
    }

    /// `None`: the catalogue does not know it.
    fn is_delegable(&self, code: &str) -> Option<bool> {
        match service_of(code) {
            Some(id) => self.service(id).map(|service| service.delegable),
            None => self.package(code).map(|package| package.is_delegable),
        }
    }

    fn package(&self, code: &str) -> Option<&fullmakt_domain::Package> {
        self.packages.as_ref()?.package(code)
    }

    fn service(&self, id: &str) -> Option<&ServiceResource> {
        self.services.as_ref()?.get(id)
    }
}
