//! Packages and services in words: what a request asks for, or what a system user holds.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use fullmakt_domain::action::Verb as DomainVerb;
use fullmakt_domain::{Catalogue, ServiceResource};

use super::{Policies, Services};
use crate::state::App;
use crate::surface::approvals::{ItemCheck, PackageView, ServiceView, Verb};
use crate::surface::common::Failure;
use crate::surface::session::Language;

/// Rights in words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rights {
    /// Packages with their services.
    pub packages: Vec<PackageView>,
    /// Single services.
    pub services: Vec<ServiceView>,
    /// Distinct services in all.
    pub service_count: u32,
}

impl App {
    /// Finds the words for packages (URNs) and single services (resource ids). What one may do with each service is
    /// read only where `policies` says so.
    ///
    /// # Errors
    /// When the catalogues cannot be read at all.
    pub(crate) async fn rights(
        &self,
        packages: &[String],
        resources: &[String],
        policies: Policies,
    ) -> Result<Rights, Failure> {
        let language = self.language();
        let catalogue = self.packages(language).await?;
        let services = self.services().await?;
        let mut ids: BTreeSet<String> = resources.iter().cloned().collect();
        for urn in packages {
            if let Some(package) = catalogue.package(urn) {
                ids.extend(package.services.iter().map(|s| s.resource_id.clone()));
            }
        }
        let verbs = self.verbs(&ids, policies).await;
        Ok(words(
            packages, resources, &catalogue, &services, &verbs, language,
        ))
    }
}

fn words(
    packages: &[String],
    resources: &[String],
    catalogue: &Catalogue,
    services: &Services,
    verbs: &HashMap<String, Arc<Vec<DomainVerb>>>,
    language: Language,
) -> Rights {
    let service = |id: &str, name: Option<&str>, owner: Option<&str>, code: Option<&str>| {
        service_view(
            id,
            services.get(id),
            name,
            owner,
            code,
            verbs.get(id),
            language,
        )
    };
    let mut distinct: BTreeSet<&str> = resources.iter().map(String::as_str).collect();
    let mut shown = Vec::new();
    for urn in packages {
        let Some(package) = catalogue.package(urn) else {
            shown.push(unknown_package(urn));
            continue;
        };
        let mut inside: Vec<ServiceView> = package
            .services
            .iter()
            .map(|s| {
                distinct.insert(&s.resource_id);
                service(
                    &s.resource_id,
                    Some(&s.name),
                    s.owner.as_deref(),
                    s.owner_code.as_deref(),
                )
            })
            .collect();
        // The acts that bind come first, then by name: what matters most is read first.
        inside.sort_by(|a, b| {
            binding(b)
                .cmp(&binding(a))
                .then_with(|| a.name.cmp(&b.name))
        });
        shown.push(PackageView {
            urn: package.urn.clone(),
            name: package.name.clone(),
            description: package.description.clone(),
            area: package.area.as_ref().map(|a| a.name.clone()),
            services: inside,
            cues: Vec::new(),
            unknown: false,
            check: ItemCheck::NotChecked,
        });
    }
    Rights {
        packages: shown,
        services: resources
            .iter()
            .map(|id| service(id, None, None, None))
            .collect(),
        service_count: u32::try_from(distinct.len()).unwrap_or(u32::MAX),
    }
}

/// Whether a service lets the system bind the organisation: sign or send in.
fn binding(service: &ServiceView) -> bool {
    service
        .verbs
        .iter()
        .any(|v| matches!(v, Verb::Sign | Verb::Submit | Verb::Confirm))
}

fn unknown_package(urn: &str) -> PackageView {
    PackageView {
        name: urn.rsplit(':').next().unwrap_or(urn).to_owned(),
        urn: urn.to_owned(),
        description: None,
        area: None,
        services: Vec::new(),
        cues: Vec::new(),
        unknown: true,
        check: ItemCheck::NotChecked,
    }
}

fn service_view(
    id: &str,
    known: Option<&ServiceResource>,
    name: Option<&str>,
    owner: Option<&str>,
    owner_code: Option<&str>,
    verbs: Option<&Arc<Vec<DomainVerb>>>,
    language: Language,
) -> ServiceView {
    let asked = language.into();
    let own = known.and_then(|s| s.owner.as_ref());
    let owner = own
        .and_then(|o| o.name.pick(asked).map(|(name, _)| name.to_owned()))
        .or_else(|| owner.map(str::to_owned));
    let code = own.map(|o| o.code.as_str()).or(owner_code);
    ServiceView {
        resource_id: id.to_owned(),
        name: known
            .and_then(|s| s.name(asked).map(|(name, _)| name.to_owned()))
            .or_else(|| name.map(str::to_owned))
            .unwrap_or_else(|| id.to_owned()),
        owner_mark: owner_mark(code, owner.as_deref()),
        owner,
        what: known.and_then(|s| s.what(asked).map(|(what, _)| what.to_owned())),
        verbs: verbs
            .map(|v| v.iter().map(verb_view).collect())
            .unwrap_or_default(),
        unknown: known.is_none() && name.is_none(),
        check: ItemCheck::NotChecked,
    }
}

/// Two or three letters for the owner's tile: the marks that people know, else the first letters of the name.
fn owner_mark(code: Option<&str>, name: Option<&str>) -> String {
    match code {
        Some("nav") => "NAV".to_owned(),
        Some("ssb") => "SSB".to_owned(),
        _ => {
            let mut letters = name
                .or(code)
                .unwrap_or_default()
                .chars()
                .filter(|c| c.is_alphanumeric());
            let Some(first) = letters.next() else {
                return "?".to_owned();
            };
            let first: String = first.to_uppercase().collect();
            let second: String = letters
                .next()
                .into_iter()
                .flat_map(char::to_lowercase)
                .collect();
            first + &second
        }
    }
}

/// Verbs, from the domain to the screens.
pub(crate) fn verb_view(verb: &DomainVerb) -> Verb {
    match verb {
        DomainVerb::Read => Verb::Read,
        DomainVerb::Write => Verb::Write,
        DomainVerb::Submit => Verb::Submit,
        DomainVerb::Sign => Verb::Sign,
        DomainVerb::Confirm => Verb::Confirm,
        DomainVerb::Start => Verb::Start,
        DomainVerb::Subscribe => Verb::Subscribe,
        DomainVerb::Delete => Verb::Delete,
        DomainVerb::Use => Verb::Use,
        DomainVerb::Other { action } => Verb::Other {
            action: action.clone(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::owner_mark;

    #[test]
    fn owners_have_marks_that_people_know() {
        assert_eq!(owner_mark(Some("skd"), Some("Skatteetaten")), "Sk");
        assert_eq!(
            owner_mark(Some("nav"), Some("Arbeids- og velferdsetaten")),
            "NAV"
        );
        assert_eq!(owner_mark(Some("brg"), None), "Br");
        assert_eq!(owner_mark(None, None), "?");
    }
}
