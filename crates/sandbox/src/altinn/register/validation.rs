//! What a registration must keep to (system-users reference 5.5 and 7).

use std::collections::HashSet;

use url::Url;

use super::wire::Registration;
use crate::server::answers::Invalid;
use crate::world::World;
use crate::world::catalogue::catalogue;
use crate::world::rights::{AccessPackage, Right};
use crate::world::services::RESOURCE_ATTRIBUTE;

/// Types of services whose rights a system may ask for.
const DELEGABLE_TYPES: [&str; 7] = [
    "AltinnApp",
    "Systemresource",
    "Default",
    "CorrespondenceService",
    "BrokerService",
    "GenericAccessResource",
    "MigratedApp",
];

/// What was found wrong so far.
#[derive(Default)]
pub(super) struct Findings(Vec<Invalid>);

impl Findings {
    fn add(&mut self, number: u8, text: &'static str, path: &str) {
        self.add_with(number, text, path, None);
    }

    fn add_with(
        &mut self,
        number: u8,
        text: &'static str,
        path: &str,
        extension: Option<(&'static str, String)>,
    ) {
        let code = format!("AUTH.VLD-{number:05}");
        let path = format!("/registersystemrequest/{path}");
        self.0.push(Invalid {
            code,
            text,
            path,
            extension,
        });
    }

    /// The list of findings; empty when all is well.
    pub(super) fn into_list(self) -> Vec<Invalid> {
        self.0
    }

    /// The vendor is none.
    pub(super) fn no_vendor(&mut self) {
        self.add(
            0,
            "The vendor id is not 0192: and an organisation number.",
            "vendor/id",
        );
    }

    /// The form of a new system's id.
    pub(super) fn id(&mut self, vendor: &str, id: &str) {
        if id.contains(char::is_whitespace) {
            self.add(13, "The system id must not hold spaces.", "systemid");
        }
        let starts_right = id
            .strip_prefix(vendor)
            .is_some_and(|rest| rest.len() > 1 && rest.starts_with('_'));
        if !starts_right {
            self.add(
                1,
                "The system id is not the vendor's number, _ and a name.",
                "systemid",
            );
        }
    }

    /// The id that a new system wants is taken.
    pub(super) fn id_taken(&mut self) {
        self.add(2, "The system id is taken.", "systemid");
    }

    /// The id in the body is not the one in the path.
    pub(super) fn ids_differ(&mut self) {
        self.add(12, "The ids in path and body differ.", "systemid");
    }

    /// Client ids: none twice, none on another living system.
    pub(super) fn clients(&mut self, world: &World, own_system: &str, client_ids: &[String]) {
        if has_duplicates(client_ids.iter()) {
            self.add(11, "A client id stands there twice.", "clientid");
        }
        let taken = |id: &String| {
            world.systems.values().any(|system| {
                !system.deleted && system.id != own_system && system.client_ids.contains(id)
            })
        };
        if client_ids.iter().any(taken) {
            self.add(4, "A client id belongs to another system.", "clientid");
        }
    }

    /// Redirect URLs: absolute, https.
    pub(super) fn redirects(&mut self, urls: &[String]) {
        let sound = |url: &String| {
            Url::parse(url).is_ok_and(|url| url.scheme() == "https" && url.host_str().is_some())
        };
        if !urls.iter().all(sound) {
            self.add(
                5,
                "A redirect URL is not absolute https.",
                "allowedredirecturls",
            );
        }
    }

    /// Rights: known form, none twice, known services of a type that can be passed on.
    pub(super) fn rights(&mut self, world: &World, rights: &[Right]) {
        const PATH: &str = "rights/resource";
        let malformed: Vec<&str> = rights
            .iter()
            .flat_map(|right| &right.resource)
            .filter(|pair| pair.id != RESOURCE_ATTRIBUTE)
            .map(|pair| pair.id.as_str())
            .collect();
        if !malformed.is_empty() {
            let details = malformed.join("|");
            self.add_with(
                9,
                "A right does not name urn:altinn:resource.",
                PATH,
                Some(("Invalid Resource Id Details : ", details)),
            );
        }
        let ids: Vec<String> = rights.iter().filter_map(Right::service_id).collect();
        if has_duplicates(ids.iter()) {
            self.add(6, "A right stands there twice.", PATH);
        }
        let (known, unknown): (Vec<&String>, Vec<&String>) =
            ids.iter().partition(|id| world.services.contains_key(*id));
        if !unknown.is_empty() {
            self.add_with(
                3,
                "A service is not in the resource registry.",
                PATH,
                Some(("ResourceIds Not Found : ", joined(&unknown))),
            );
        }
        let closed: Vec<&String> = known
            .into_iter()
            .filter(|id| {
                let kind = world
                    .services
                    .get(*id)
                    .map(|service| service.resource_type.as_str());
                kind.is_none_or(|kind| !DELEGABLE_TYPES.contains(&kind))
            })
            .collect();
        if !closed.is_empty() {
            self.add_with(
                17,
                "A service is of a type that cannot be delegated.",
                PATH,
                Some(("ResourceIds Not Delegable : ", joined(&closed))),
            );
        }
    }

    /// Packages: none twice, known, of use for one kind or the other; a visible system may only
    /// hold such as can be given directly.
    pub(super) fn packages(&mut self, packages: &[AccessPackage], visible: bool) {
        const PATH: &str = "accesspackages";
        if has_duplicates(packages.iter().map(AccessPackage::urn)) {
            self.add(7, "A package stands there twice.", PATH);
        }
        let unusable: Vec<&str> = packages
            .iter()
            .map(AccessPackage::urn)
            .filter(|urn| {
                catalogue()
                    .package(urn)
                    .is_none_or(|package| !package.is_assignable && !package.is_delegable)
            })
            .collect();
        if !unusable.is_empty() {
            self.add_with(
                8,
                "A package is unknown or cannot be delegated.",
                PATH,
                Some(("Invalid Urn Details : ", unusable.join("|"))),
            );
        }
        let hidden_only = |package: &AccessPackage| {
            catalogue()
                .package(package.urn())
                .is_some_and(|package| !package.is_assignable)
        };
        if visible && packages.iter().any(hidden_only) {
            self.add(
                18,
                "A visible system holds a package for clients only.",
                PATH,
            );
        }
    }

    /// Everything of a registration but its identity.
    pub(super) fn contents(&mut self, world: &World, id: &str, registration: &Registration) {
        let list = |list: &Option<Vec<String>>| list.clone().unwrap_or_default();
        self.clients(world, id, &list(&registration.client_ids));
        self.redirects(&list(&registration.redirect_urls));
        self.rights(world, registration.rights.as_deref().unwrap_or_default());
        self.packages(
            registration.packages.as_deref().unwrap_or_default(),
            registration.visible,
        );
    }
}

fn has_duplicates<T: std::hash::Hash + Eq>(mut items: impl Iterator<Item = T>) -> bool {
    let mut seen = HashSet::new();
    !items.all(|item| seen.insert(item))
}

fn joined(ids: &[&String]) -> String {
    ids.iter()
        .map(|id| id.as_str())
        .collect::<Vec<_>>()
        .join("|")
}
