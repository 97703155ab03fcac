//! Which clients lack what an agent needs.

use super::cell::Need;
use super::matrix::Matrix;
use super::packages::PackageSet;

/// A client that lacks something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lack {
    /// Row.
    pub client: usize,
    /// Packages that it has not given the firm.
    pub packages: PackageSet,
}

/// How the packages that an agent needs are covered by what clients give. What the agent holds plays no part: the
/// question is what could be given to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Clients looked at.
    pub clients: u32,
    /// Clients that give all.
    pub all: u32,
    /// Clients that give some.
    pub some: u32,
    /// Clients that give none.
    pub none: u32,
    /// Places of the needed packages, each with how many clients give it.
    pub packages: Vec<(usize, u32)>,
    /// Clients that lack something, most first, then by name.
    pub lacking: Vec<Lack>,
}

/// The coverage of an agent over these clients, measured by its own need or by another.
pub fn coverage(
    matrix: &Matrix,
    agent: usize,
    need: Option<&Need>,
    clients: impl IntoIterator<Item = usize>,
) -> Coverage {
    let need = match need.unwrap_or(&matrix.agents()[agent].need) {
        Need::These(set) => set.clone(),
        // What a client gives covers itself.
        Need::AllGiven => PackageSet::default(),
    };
    let mut found = Coverage {
        packages: need.places().map(|place| (place, 0)).collect(),
        ..Coverage::default()
    };
    for client in clients {
        let given = &matrix.given(client).all;
        found.clients += 1;
        for (place, count) in &mut found.packages {
            *count += u32::from(given.contains(*place));
        }
        let packages = need.without(given);
        if packages.is_empty() {
            found.all += 1;
            continue;
        }
        if need.meets(given) {
            found.some += 1;
        } else {
            found.none += 1;
        }
        found.lacking.push(Lack { client, packages });
    }
    found
        .lacking
        .sort_by_key(|lack| (std::cmp::Reverse(lack.packages.len()), lack.client));
    found
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use uuid::Uuid;

    use super::coverage;
    use crate::clients::{Access, AgentKind, Matrix, Need};

    #[test]
    fn all_some_and_none_are_told_apart() {
        let mut matrix = Matrix::default();
        for (at, packages) in ["a b", "a", "c", "b"].into_iter().enumerate() {
            let access = [Access {
                role: "regn".into(),
                packages: packages.split(' ').map(str::to_owned).collect(),
            }];
            let id = Uuid::from_u128(at as u128);
            matrix.add_client(id, format!("K{at}"), None, None, false, &access);
        }
        let needs = ["a".to_owned(), "b".to_owned()];
        let read = Some(Timestamp::UNIX_EPOCH);
        let system = AgentKind::SystemUser;
        let agent = matrix.add_agent(Uuid::from_u128(9), system, "S".into(), &needs, read);
        let found = coverage(&matrix, agent, None, 0..4);
        assert_eq!(
            (found.clients, found.all, found.some, found.none),
            (4, 1, 2, 1)
        );
        let rows: Vec<usize> = found.lacking.iter().map(|lack| lack.client).collect();
        assert_eq!(rows, [2, 1, 3], "who lacks most first");
        let given: Vec<u32> = found.packages.iter().map(|(_, given)| *given).collect();
        assert_eq!(given, [2, 2]);
        let person = Need::These(matrix.package_set(["c"]));
        assert_eq!(coverage(&matrix, agent, Some(&person), [2, 0]).all, 1);
        assert_eq!(coverage(&matrix, agent, Some(&Need::AllGiven), 0..4).all, 4);
    }
}
