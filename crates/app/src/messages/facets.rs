//! What the filter menus offer: the service owners and services of a folder and scope, most messages first.

use std::collections::HashMap;

use fullmakt_store::dialogs::ServiceRow;

use super::query;
use crate::failures::from_store;
use crate::state::App;
use crate::surface::common::Failure;
use crate::surface::messages::{Facet, Facets, FacetsQuery};

/// Services that a menu offers at most.
const SERVICES: usize = 200;

impl App {
    /// What the filter menus offer.
    pub(crate) async fn facets(&self, input: FacetsQuery) -> Result<Facets, Failure> {
        let account = self.account()?;
        let whole = query::whole(&input.list)?;
        let dialogs = account.store.dialogs();
        let (services, numbers) = tokio::try_join!(dialogs.services(), dialogs.by_service(&whole))
            .map_err(|e| from_store(&e))?;
        let numbers: HashMap<String, u32> = numbers.into_iter().collect();
        let counted = services.into_iter().map(|service| {
            let count = numbers.get(&service.id).copied().unwrap_or_default();
            (service, count)
        });
        Ok(facets(counted.collect()))
    }
}

/// Menus from services and how many messages each has.
fn facets(counted: Vec<(ServiceRow, u32)>) -> Facets {
    let mut owners: HashMap<String, Facet> = HashMap::new();
    let mut services = Vec::new();
    for (service, count) in counted {
        if count == 0 {
            continue;
        }
        let owner = owners.entry(service.org.clone()).or_insert_with(|| Facet {
            name: service.owner.unwrap_or_else(|| service.org.clone()),
            id: service.org,
            count: 0,
        });
        owner.count += count;
        services.push(Facet {
            name: service.name.unwrap_or_else(|| service.id.clone()),
            id: service.id,
            count,
        });
    }
    let mut services = most_first(services);
    services.truncate(SERVICES);
    Facets {
        owners: most_first(owners.into_values().collect()),
        services,
    }
}

fn most_first(mut facets: Vec<Facet>) -> Vec<Facet> {
    facets.sort_by(|a, b| {
        (b.count.cmp(&a.count))
            .then_with(|| a.name.cmp(&b.name))
            .then_with(|| a.id.cmp(&b.id))
    });
    facets
}

#[cfg(test)]
mod tests {
    use fullmakt_store::dialogs::ServiceRow;

    use super::facets;

    #[test]
    fn owners_sum_their_services_and_what_is_empty_is_not_offered() {
        let service = |id: &str, name: Option<&str>, org: &str| ServiceRow {
            id: id.to_owned(),
            name: name.map(str::to_owned),
            org: org.to_owned(),
            owner: (org == "skd").then(|| "Skatteetaten".to_owned()),
        };
        let found = facets(vec![
            (service("mva", Some("Mva-melding"), "skd"), 3),
            (service("nav-brev", None, "nav"), 4),
            (service("a-melding", Some("A-melding"), "skd"), 2),
            (service("tom", Some("Tom"), "brg"), 0),
        ]);
        let owners: Vec<_> = found
            .owners
            .iter()
            .map(|f| (f.name.as_str(), f.count))
            .collect();
        assert_eq!(owners, [("Skatteetaten", 5), ("nav", 4)]);
        let services: Vec<_> = found.services.iter().map(|f| f.name.as_str()).collect();
        assert_eq!(services, ["nav-brev", "Mva-melding", "A-melding"]);
    }
}
