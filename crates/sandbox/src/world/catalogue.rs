//! Access packages, areas, roles and which role holds which package: facts of access management,
//! read once from the data file beside the crate.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;
use uuid::Uuid;

use super::words::Words;

/// URN prefix of access packages.
pub(crate) const PACKAGE_URN: &str = "urn:altinn:accesspackage:";

/// All packages, areas and roles.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Catalogue {
    pub(crate) area_groups: Vec<AreaGroup>,
    pub(crate) areas: Vec<Area>,
    pub(crate) packages: Vec<Package>,
    pub(crate) roles: Vec<Role>,
    pub(crate) entity_types: Vec<EntityType>,
    pub(crate) entity_variants: Vec<EntityVariant>,
    role_packages: Vec<RolePackage>,
    #[serde(skip)]
    package_by_code: HashMap<String, usize>,
    #[serde(skip)]
    role_by_code: HashMap<String, usize>,
    #[serde(skip)]
    packages_of_role: HashMap<String, Vec<usize>>,
}

/// One of the five groups of areas.
#[derive(Debug, Deserialize)]
pub(crate) struct AreaGroup {
    pub(crate) id: Uuid,
    pub(crate) key: String,
    pub(crate) name: Words,
}

/// A field of affairs that packages belong to.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Area {
    pub(crate) id: Uuid,
    pub(crate) urn: String,
    pub(crate) name: Words,
    pub(crate) group_id: Uuid,
    pub(crate) icon_url: String,
}

/// An access package.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Package {
    pub(crate) id: Uuid,
    /// Normally the URN without its prefix, e.g. `lonn`.
    pub(crate) code: String,
    pub(crate) urn: String,
    pub(crate) name: Words,
    /// May be passed on from a client to an agent.
    pub(crate) is_delegable: bool,
    /// May be given directly to a person, an organisation or an own system user.
    pub(crate) is_assignable: bool,
    /// `Organization` or `Person`.
    pub(crate) entity_type: String,
    pub(crate) area_id: Uuid,
}

/// A role: from the registers (`daglig-leder`), from Altinn 3 (`rettighetshaver`) or from before.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Role {
    pub(crate) id: Uuid,
    pub(crate) code: String,
    pub(crate) urn: String,
    pub(crate) legacy_code: Option<String>,
    pub(crate) legacy_urn: Option<String>,
    pub(crate) name: Words,
    /// Its holder acts for everything that the organisation may act for.
    pub(crate) is_key_role: bool,
    pub(crate) provider: String,
}

/// A kind of party.
#[derive(Debug, Deserialize)]
pub(crate) struct EntityType {
    pub(crate) key: String,
    pub(crate) id: Uuid,
    pub(crate) name: String,
}

/// A form of organisation, or another kind within an entity type.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct EntityVariant {
    pub(crate) id: Uuid,
    pub(crate) entity_type: String,
    pub(crate) name: String,
}

/// That a role gives a package.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RolePackage {
    role: String,
    /// Code of the package.
    pub(crate) package: String,
    /// Only for this form of organisation; `None` is every form.
    pub(crate) variant: Option<String>,
    /// The holder may give it to others.
    pub(crate) can_delegate: bool,
    /// The holder may use it.
    pub(crate) has_access: bool,
}

impl Catalogue {
    fn read() -> Self {
        let mut catalogue: Self =
            serde_json::from_str(include_str!("../../data/packages-roles.json"))
                .expect("the data file is part of this crate and is read by its tests");
        catalogue.package_by_code = index(&catalogue.packages, |package| &package.code);
        // A few guardianship packages have a code that is not the end of their URN.
        for (at, package) in catalogue.packages.iter().enumerate() {
            if let Some(suffix) = package.urn.strip_prefix(PACKAGE_URN) {
                catalogue
                    .package_by_code
                    .entry(suffix.to_owned())
                    .or_insert(at);
            }
        }
        catalogue.role_by_code = index(&catalogue.roles, |role| &role.code);
        for (at, row) in catalogue.role_packages.iter().enumerate() {
            catalogue
                .packages_of_role
                .entry(row.role.clone())
                .or_default()
                .push(at);
        }
        catalogue
    }

    /// The package with this code (`lonn`) or URN.
    pub(crate) fn package(&self, code_or_urn: &str) -> Option<&Package> {
        let code = code_or_urn.strip_prefix(PACKAGE_URN).unwrap_or(code_or_urn);
        self.package_by_code.get(code).map(|at| &self.packages[*at])
    }

    pub(crate) fn package_by_id(&self, id: Uuid) -> Option<&Package> {
        self.packages.iter().find(|package| package.id == id)
    }

    pub(crate) fn area(&self, id: Uuid) -> Option<&Area> {
        self.areas.iter().find(|area| area.id == id)
    }

    /// The role with this code (`daglig-leder`) or legacy code (`dagl`).
    pub(crate) fn role(&self, code: &str) -> Option<&Role> {
        self.role_by_code
            .get(code)
            .map(|at| &self.roles[*at])
            .or_else(|| {
                self.roles
                    .iter()
                    .find(|role| role.legacy_code.as_deref() == Some(code))
            })
    }

    /// The role by whatever it may be called: code, legacy code, either URN, or id.
    pub(crate) fn role_by_any(&self, text: &str) -> Option<&Role> {
        let text = text.trim();
        let is = |name: Option<&str>| name.is_some_and(|name| name.eq_ignore_ascii_case(text));
        self.role(text).or_else(|| {
            self.roles.iter().find(|role| {
                let names = [
                    Some(role.urn.as_str()),
                    role.legacy_urn.as_deref(),
                    role.legacy_code.as_deref(),
                ];
                names.into_iter().any(is) || text.parse::<Uuid>().is_ok_and(|id| id == role.id)
            })
        })
    }

    /// Which packages a role gives in an organisation of this form.
    pub(crate) fn packages_of_role<'a>(
        &'a self,
        role: &str,
        form: Option<&'a str>,
    ) -> impl Iterator<Item = &'a RolePackage> + use<'a> {
        let rows = self
            .packages_of_role
            .get(role)
            .map_or(&[][..], Vec::as_slice);
        rows.iter()
            .map(|at| &self.role_packages[*at])
            .filter(move |row| match (row.variant.as_deref(), form) {
                (None, _) | (Some(_), None) => true,
                (Some(variant), Some(form)) => variant.eq_ignore_ascii_case(form),
            })
    }
}

fn index<T>(rows: &[T], key: impl Fn(&T) -> &String) -> HashMap<String, usize> {
    rows.iter()
        .enumerate()
        .map(|(at, row)| (key(row).clone(), at))
        .collect()
}

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::read);

/// The catalogue, read on first use.
pub(crate) fn catalogue() -> &'static Catalogue {
    &CATALOGUE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_file_is_whole() {
        let catalogue = catalogue();
        assert_eq!(catalogue.packages.len(), 223);
        assert_eq!(catalogue.areas.len(), 49);
        assert_eq!(catalogue.area_groups.len(), 5);
        assert_eq!(catalogue.roles.len(), 148);
        assert_eq!(catalogue.role_packages.len(), 1285);
        for package in &catalogue.packages {
            assert!(catalogue.area(package.area_id).is_some(), "{}", package.urn);
            let found = catalogue.package(&package.urn).map(|found| found.id);
            assert_eq!(found, Some(package.id), "{}", package.urn);
        }
        for row in &catalogue.role_packages {
            assert!(catalogue.package(&row.package).is_some(), "{}", row.package);
            assert!(catalogue.role(&row.role).is_some(), "{}", row.role);
        }
    }

    #[test]
    fn roles_give_packages_by_form_of_organisation() {
        let catalogue = catalogue();
        let of = |role: &str, form: &str| -> Vec<String> {
            catalogue
                .packages_of_role(role, Some(form))
                .map(|row| row.package.clone())
                .collect()
        };
        assert!(of("daglig-leder", "AS").contains(&"lonn".to_owned()));
        assert!(!of("forretningsforer", "AS").contains(&"tjenester-nuf".to_owned()));
        assert!(of("forretningsforer", "NUF").contains(&"tjenester-nuf".to_owned()));
        assert_eq!(of("regnskapsforer", "AS").len(), 3);
    }
}
