//! What lies with agents that nobody asked for.

use std::collections::HashMap;

use super::cell::Need;
use super::matrix::Matrix;
use super::packages::PackageSet;
use super::plan::{Act, Wish};

/// What is asked for of each cell, by all that ask.
#[derive(Clone, Debug, Default)]
pub struct Asked(HashMap<(usize, usize), PackageSet>);

impl Asked {
    /// Collects what these wishes give; a wish to take asks for nothing.
    pub fn of<'a>(matrix: &Matrix, wishes: impl IntoIterator<Item = &'a Wish>) -> Asked {
        let mut cells: HashMap<(usize, usize), PackageSet> = HashMap::new();
        for wish in wishes.into_iter().filter(|wish| wish.act == Act::Add) {
            let cell = cells.entry((wish.agent, wish.client)).or_default();
            let asked = match (&wish.packages, &matrix.agents()[wish.agent].need) {
                (Some(packages), _) => packages,
                (None, Need::These(needed)) => needed,
                (None, Need::AllGiven) => &matrix.given(wish.client).all,
            };
            *cell = cell.or(asked);
        }
        Asked(cells)
    }

    /// The wishes that would take what agents hold of these clients and nobody asked for. Of agents whose clients were
    /// never read nothing is known, and nothing is taken.
    pub fn beyond(&self, matrix: &Matrix, clients: &[usize]) -> Vec<Wish> {
        let nothing = PackageSet::default();
        let cells = (0..matrix.agents().len())
            .flat_map(|agent| clients.iter().map(move |&client| (agent, client)));
        cells
            .filter_map(|(agent, client)| {
                let held = &matrix.held(agent, client)?.all;
                let beyond = held.without(self.0.get(&(agent, client)).unwrap_or(&nothing));
                (!beyond.is_empty()).then_some(Wish {
                    client,
                    agent,
                    act: Act::Remove,
                    packages: Some(beyond),
                })
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use uuid::Uuid;

    use super::Asked;
    use crate::clients::{Access, Act, AgentKind, Matrix, Wish};

    fn access(packages: &str) -> Vec<Access> {
        vec![Access {
            role: "regn".into(),
            packages: packages.split_whitespace().map(str::to_owned).collect(),
        }]
    }

    /// Two clients that give a, b and c; a system user that needs a and b, a person, and one that was never read. The
    /// first client lies with all of them.
    fn matrix() -> Matrix {
        let mut matrix = Matrix::default();
        for at in [1, 2] {
            let name = format!("Klient {at}");
            let id = Uuid::from_u128(at);
            matrix.add_client(id, name, None, None, false, &access("a b c"));
        }
        let read = Some(Timestamp::UNIX_EPOCH);
        let needs: Vec<String> = ["a", "b"].map(str::to_owned).into();
        let id = |n| Uuid::from_u128(n);
        matrix.add_agent(id(10), AgentKind::SystemUser, "S".into(), &needs, read);
        matrix.add_agent(id(11), AgentKind::Person, "P".into(), &[], read);
        matrix.add_agent(id(12), AgentKind::Person, "N".into(), &[], None);
        matrix.set_held(0, 0, &access("a b"));
        matrix.set_held(1, 0, &access("a c"));
        matrix.set_held(2, 0, &access("a"));
        matrix
    }

    fn wish(matrix: &Matrix, client: usize, agent: usize, packages: Option<&str>) -> Wish {
        Wish {
            client,
            agent,
            act: Act::Add,
            packages: packages.map(|codes| matrix.package_set(codes.split_whitespace())),
        }
    }

    /// Agent, client and packages of what is beyond.
    fn beyond(matrix: &Matrix, wishes: &[Wish], clients: &[usize]) -> Vec<(usize, usize, String)> {
        let beyond = Asked::of(matrix, wishes).beyond(matrix, clients);
        let told = beyond.into_iter().map(|wish| {
            assert_eq!(wish.act, Act::Remove);
            let packages = wish.packages.expect("never all that there is, unnamed");
            let packages = matrix.packages().codes(&packages).join(" ");
            (wish.agent, wish.client, packages)
        });
        told.collect()
    }

    #[test]
    fn all_that_nobody_asked_for_is_beyond() {
        let matrix = matrix();
        assert_eq!(
            beyond(&matrix, &[], &[0, 1]),
            [(0, 0, "a b".to_owned()), (1, 0, "a c".to_owned())],
            "of the agent that was never read nothing is known"
        );
        let other = beyond(&matrix, &[], &[1]);
        assert!(other.is_empty(), "only those who are asked about");
    }

    #[test]
    fn all_that_is_needed_or_given_is_asked_for_where_no_package_is_named() {
        let matrix = matrix();
        let whole = [wish(&matrix, 0, 0, None), wish(&matrix, 0, 1, None)];
        assert!(beyond(&matrix, &whole, &[0, 1]).is_empty());
    }

    #[test]
    fn named_packages_are_all_that_is_asked_for_and_several_add_up() {
        let matrix = matrix();
        let some = [
            wish(&matrix, 0, 0, Some("a")),
            wish(&matrix, 0, 1, Some("a")),
        ];
        assert_eq!(
            beyond(&matrix, &some, &[0]),
            [(0, 0, "b".to_owned()), (1, 0, "c".to_owned())]
        );
        let mut more = some.to_vec();
        more.push(wish(&matrix, 0, 0, Some("b")));
        assert_eq!(beyond(&matrix, &more, &[0]), [(1, 0, "c".to_owned())]);
    }
}
