//! Systems to choose from: Altinn's register where the token may read it, else those that were met before.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use fullmakt_domain::{OrgNumber, SystemId};
use jiff::Timestamp;
use uuid::Uuid;

use crate::failures::from_store;
use crate::state::{Account, App};
use crate::surface::common::{Failure, Way};
use crate::surface::creation::{SystemRow, SystemSource, Systems, SystemsQuery};
use crate::time::wire;

impl App {
    /// Systems that match.
    pub(crate) async fn systems_view(&self, query: SystemsQuery) -> Result<Systems, Failure> {
        let account = self.account()?;
        let mut rows = self.met_systems(&account).await?;
        let (mut fetched_at, mut failure) = (None, None);
        let mut browse = self.capabilities().await.browse_systems;
        if browse.way == Way::Api {
            match self.register(&account, query.refresh).await {
                Ok((registered, at)) => {
                    fetched_at = Some(wire(at));
                    for row in registered {
                        let used_by = rows.get(&row.system_id).map_or(0, |met| met.used_by);
                        rows.insert(row.system_id.clone(), SystemRow { used_by, ..row });
                    }
                }
                Err(error) => {
                    browse = self.capabilities().await.browse_systems;
                    failure = Some(error);
                }
            }
        }
        if let Some(typed) = typed(&query.text)
            && !rows.contains_key(typed.as_str())
        {
            rows.insert(typed.to_string(), bare(&typed, SystemSource::Typed));
        }
        let mut rows: Vec<SystemRow> = rows.into_values().collect();
        self.name_systems(&account, &mut rows).await;
        let words = words(&query.text);
        rows.retain(|row| {
            let text = format!("{} {} {}", row.name, row.vendor, row.system_id);
            let text = fullmakt_domain::text::fold(&text);
            words.iter().all(|w| text.contains(w.as_str()))
        });
        rows.sort_by_cached_key(|row| (fullmakt_store::sort_key(&row.name), row.system_id.clone()));
        Ok(Systems {
            rows,
            browse,
            fetched_at,
            failure,
        })
    }

    /// Altinn's register, one call a day.
    async fn register(
        &self,
        account: &Account,
        refresh: bool,
    ) -> Result<(Vec<SystemRow>, Timestamp), Failure> {
        let language = self.language().into();
        let (systems, at) = self.registered_systems(account, refresh).await?;
        let rows = systems.into_iter().map(|system| {
            let shown = |text: &fullmakt_domain::Text| {
                let picked = text
                    .pick(language)
                    .map(|(text, _)| crate::words::vendor(text));
                picked.filter(|text| !text.is_empty())
            };
            SystemRow {
                name: shown(&system.name).unwrap_or_else(|| system.system_id.name().to_owned()),
                description: shown(&system.description),
                vendor_org_no: system.vendor.map(|v| v.to_string()).unwrap_or_default(),
                ..bare(&system.system_id, SystemSource::Register)
            }
        });
        Ok((rows.collect(), at))
    }

    /// Systems that stand behind a request or an access that this machine has seen, by id.
    async fn met_systems(&self, account: &Account) -> Result<BTreeMap<String, SystemRow>, Failure> {
        let users = account.store.system_users().list(None).await;
        let users = users.map_err(|e| from_store(&e))?;
        let requests = account.store.requests().list().await;
        let requests = requests.map_err(|e| from_store(&e))?;
        let mut parties: HashMap<String, BTreeSet<Uuid>> = HashMap::new();
        let mut rows: BTreeMap<String, SystemRow> = BTreeMap::new();
        let met = requests
            .into_iter()
            .map(|r| (r.facts.system_id, r.facts.title, r.facts.vendor, None))
            .chain(users.into_iter().map(|u| {
                (
                    Some(u.system_id),
                    Some(u.title),
                    u.vendor,
                    Some(u.party_uuid),
                )
            }));
        for (id, title, vendor, party) in met {
            let Some(id) = id else { continue };
            let system = SystemId::new(&id);
            if let Some(party) = party {
                parties.entry(id.clone()).or_default().insert(party);
            }
            let row = rows
                .entry(id)
                .or_insert_with(|| bare(&system, SystemSource::Met));
            if let Some(title) = title {
                row.name = title;
            }
            if let Some(vendor) = vendor {
                row.vendor = vendor;
            }
        }
        for (id, by) in parties {
            if let Some(row) = rows.get_mut(&id) {
                row.used_by = u32::try_from(by.len()).unwrap_or(u32::MAX);
            }
        }
        Ok(rows)
    }

    /// Vendor names for rows that lack them, from what is kept of Enhetsregisteret; many in one call.
    async fn name_systems(&self, account: &Account, rows: &mut [SystemRow]) {
        let lacking = |row: &SystemRow| row.vendor.is_empty() || row.vendor == row.vendor_org_no;
        let numbers: BTreeSet<OrgNumber> = rows
            .iter()
            .filter(|row| lacking(row))
            .filter_map(|row| row.vendor_org_no.parse().ok())
            .collect();
        self.read_units(account, numbers.iter().copied()).await;
        let mut names: HashMap<String, String> = HashMap::new();
        for number in numbers {
            if let Some(unit) = self.kept_unit(account, number).await {
                let name = fullmakt_domain::text::title_case(&unit.name);
                names.insert(number.to_string(), name);
            }
        }
        for row in rows.iter_mut().filter(|row| lacking(row)) {
            let name = names.get(&row.vendor_org_no);
            row.vendor = name.unwrap_or(&row.vendor_org_no).clone();
        }
    }
}

/// A row with nothing but its id.
pub(super) fn bare(system: &SystemId, known_from: SystemSource) -> SystemRow {
    SystemRow {
        system_id: system.to_string(),
        name: crate::words::vendor(system.name()),
        description: None,
        vendor: String::new(),
        vendor_org_no: system.vendor().map(|v| v.to_string()).unwrap_or_default(),
        used_by: 0,
        known_from,
    }
}

/// A text that is a whole system id: a vendor's number, an underscore, a name.
fn typed(text: &str) -> Option<SystemId> {
    let text = text.trim();
    let system = SystemId::new(text);
    let whole = !text.contains(char::is_whitespace) && system.vendor().is_some();
    (whole && !system.name().is_empty() && system.name() != text).then_some(system)
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace()
        .map(fullmakt_domain::text::fold)
        .filter(|w| !w.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::typed;

    #[test]
    fn a_whole_system_id_is_told_from_words() {
        assert!(typed(" 310757632_regnskap ").is_some());
        for text in [
            "regnskap",
            "310757632",
            "310757632_",
            "123456789_x",
            "310757632_a b",
            "",
        ] {
            assert!(typed(text).is_none(), "{text}");
        }
    }
}
