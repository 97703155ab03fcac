//! What somebody gives or holds, by role. Thousands of clients give the same: each pattern is kept once.

use std::collections::HashMap;

use super::facts::Access;
use super::packages::{PackageSet, Packages};

/// Which pattern.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GrantId(u32);

impl GrantId {
    /// Nothing.
    pub const NONE: GrantId = GrantId(0);
}

/// One pattern.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grant {
    /// Packages by role code.
    pub by_role: Vec<(String, PackageSet)>,
    /// Packages by any role.
    pub all: PackageSet,
}

impl Grant {
    /// As codes.
    pub fn access(&self, packages: &Packages) -> Vec<Access> {
        let access = self.by_role.iter().map(|(role, set)| Access {
            role: role.clone(),
            packages: packages.codes(set),
        });
        access.collect()
    }
}

/// Every pattern that was met. The first is that of nothing at all.
#[derive(Clone, Debug)]
pub struct Grants {
    list: Vec<Grant>,
    known: HashMap<Vec<Access>, GrantId>,
}

impl Default for Grants {
    fn default() -> Self {
        Grants {
            list: vec![Grant::default()],
            known: HashMap::from([(Vec::new(), GrantId::NONE)]),
        }
    }
}

impl Grants {
    /// The pattern of these accesses; roles without packages do not count.
    pub fn id(&mut self, access: &[Access], packages: &mut Packages) -> GrantId {
        if let Some(&id) = self.known.get(access) {
            return id;
        }
        let mut grant = Grant::default();
        for one in access.iter().filter(|one| !one.packages.is_empty()) {
            let set = packages.set(one.packages.iter().map(String::as_str));
            grant.all = grant.all.or(&set);
            match grant.by_role.iter_mut().find(|(role, _)| *role == one.role) {
                Some((_, held)) => *held = held.or(&set),
                None => grant.by_role.push((one.role.clone(), set)),
            }
        }
        let id = if grant.by_role.is_empty() {
            GrantId::NONE
        } else {
            self.list.push(grant);
            GrantId(u32::try_from(self.list.len() - 1).unwrap_or(u32::MAX))
        };
        self.known.insert(access.to_vec(), id);
        id
    }

    /// A pattern.
    pub fn get(&self, id: GrantId) -> &Grant {
        self.list.get(id.0 as usize).unwrap_or(&self.list[0])
    }

    /// How many patterns there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Never: nothing at all is a pattern.
    pub fn is_empty(&self) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::{GrantId, Grants};
    use crate::clients::{Access, Packages};

    fn access(role: &str, packages: &[&str]) -> Access {
        Access {
            role: role.into(),
            packages: packages.iter().map(|p| (*p).to_owned()).collect(),
        }
    }

    #[test]
    fn the_same_is_kept_once_and_nothing_is_the_first() {
        let (mut grants, mut packages) = (Grants::default(), Packages::default());
        let both = [
            access("regnskapsforer", &["lonn", "mva"]),
            access("rettighetshaver", &["mva"]),
        ];
        let id = grants.id(&both, &mut packages);
        assert_eq!(grants.id(&both, &mut packages), id);
        assert_eq!(
            grants.get(id).all.len(),
            2,
            "one package by two roles is one"
        );
        assert_eq!(grants.get(id).access(&packages), both);
        assert_eq!(grants.id(&[], &mut packages), GrantId::NONE);
        let empty = [access("regnskapsforer", &[])];
        assert_eq!(grants.id(&empty, &mut packages), GrantId::NONE);
        assert_eq!(grants.len(), 2);
    }
}
