//! What the filter menus offer: the service owners and services of a folder and scope, most messages first.

use std::collections::HashMap;

use fullmakt_store::dialogs::ServiceRow;

use super::query;
use crate::failures::from_store;
use crate::state::App;
use crate::surface::common::Failure;
use crate::surface::messages::{Facet, Facets, FacetsQuery, MessageFilter};

/// Services that a menu offers at most, besides the chosen ones.
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
        Ok(facets(counted.collect(), &input.list.filter))
    }
}

/// Menus from services and how many messages each has. What is chosen is always among them, to be taken off again.
fn facets(counted: Vec<(ServiceRow, u32)>, chosen: &MessageFilter) -> Facets {
    let mut owners: HashMap<String, Facet> = HashMap::new();
    let mut services = Vec::new();
    for (service, count) in counted {
        if count > 0 || chosen.owners.contains(&service.org) {
            let owner = owners.entry(service.org.clone()).or_insert_with(|| Facet {
                name: service.owner.unwrap_or_else(|| service.org.clone()),
                id: service.org,
                count: 0,
            });
            owner.count += count;
        }
        if count > 0 || chosen.services.contains(&service.id) {
            services.push(Facet {
                name: service.name.unwrap_or_else(|| service.id.clone()),
                id: service.id,
                count,
            });
        }
    }
    for id in &chosen.owners {
        owners.entry(id.clone()).or_insert_with(|| unknown(id));
    }
    for id in &chosen.services {
        if services.iter().all(|service| service.id != *id) {
            services.push(unknown(id));
        }
    }
    let services = most_first(services).into_iter().enumerate();
    let offered = services.filter(|(at, one)| *at < SERVICES || chosen.services.contains(&one.id));
    Facets {
        owners: most_first(owners.into_values().collect()),
        services: offered.map(|(_, service)| service).collect(),
    }
}

/// What was chosen once, and of which nothing is held any more.
fn unknown(id: &str) -> Facet {
    Facet {
        id: id.to_owned(),
        name: id.to_owned(),
        count: 0,
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

    use super::{SERVICES, facets};
    use crate::surface::messages::{Facet, MessageFilter};

    fn service(id: &str, name: Option<&str>, org: &str) -> ServiceRow {
        ServiceRow {
            id: id.to_owned(),
            name: name.map(str::to_owned),
            org: org.to_owned(),
            owner: (org == "skd").then(|| "Skatteetaten".to_owned()),
        }
    }

    fn numbers(facets: &[Facet]) -> Vec<(&str, u32)> {
        facets.iter().map(|f| (f.name.as_str(), f.count)).collect()
    }

    #[test]
    fn owners_sum_their_services_and_what_is_empty_is_not_offered() {
        let held = vec![
            (service("mva", Some("Mva-melding"), "skd"), 3),
            (service("nav-brev", None, "nav"), 4),
            (service("a-melding", Some("A-melding"), "skd"), 2),
            (service("tom", Some("Tom"), "brg"), 0),
        ];
        let found = facets(held, &MessageFilter::default());
        assert_eq!(numbers(&found.owners), [("Skatteetaten", 5), ("nav", 4)]);
        let services: Vec<_> = found.services.iter().map(|f| f.name.as_str()).collect();
        assert_eq!(services, ["nav-brev", "Mva-melding", "A-melding"]);
    }

    #[test]
    fn what_is_chosen_is_always_offered() {
        let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        let chosen = MessageFilter {
            owners: names(&["skd", "gone"]),
            services: names(&["tom", "last", "lost"]),
            ..MessageFilter::default()
        };
        let mut held = vec![
            (service("tom", Some("Tom"), "brg"), 0),
            (service("mva", Some("Mva-melding"), "skd"), 0),
            (service("last", Some("Siste"), "nav"), 1),
        ];
        held.extend((0..SERVICES).map(|n| (service(&format!("s{n}"), None, "nav"), 2)));
        let found = facets(held, &chosen);
        let nav = u32::try_from(2 * SERVICES + 1).expect("a number");
        assert_eq!(
            numbers(&found.owners),
            [("nav", nav), ("Skatteetaten", 0), ("gone", 0)]
        );
        assert_eq!(
            numbers(&found.services[SERVICES..]),
            [("Siste", 1), ("Tom", 0), ("lost", 0)]
        );
    }
}
