//! From wishes to what is to be sent, and what cannot be.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::cell::{Mark, Need};
use super::facts::AgentKind;
use super::grants::Grant;
use super::item::service_of;
use super::matrix::Matrix;
use super::packages::PackageSet;

/// Give or take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Give the client to the agent.
    Add,
    /// Take it away.
    Remove,
}

/// A client to or from an agent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Row.
    pub client: usize,
    /// Column.
    pub agent: usize,
    /// Give or take.
    pub act: Act,
    /// Packages; `None`: all that the agent needs, or all that it holds.
    pub packages: Option<PackageSet>,
}

/// Packages by one role, as they are sent; or single services by one role: the two are never sent together.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Value {
    /// Role code.
    pub role: String,
    /// Codes of packages, or of services.
    pub packages: Vec<String>,
}

impl Value {
    /// Whether these are single services.
    pub fn is_services(&self) -> bool {
        self.packages.iter().any(|code| service_of(code).is_some())
    }
}

/// Why a cell cannot be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Block {
    /// The client has not given the firm a package.
    MissingPackage,
    /// The package cannot be passed on to an agent.
    NotDelegable,
    /// The client is deleted.
    ClientDeleted,
    /// The agent's clients were never read.
    Unread,
    /// The agent needs no package at all.
    AgentWithoutPackages,
}

/// What becomes of a wish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// These are sent.
    Change(Vec<Value>),
    /// So already.
    Already,
    /// Another job is on its way to the cell.
    UnderWay,
    /// Cannot be.
    Blocked(Block),
}

/// One wish with what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanRow {
    /// Row.
    pub client: usize,
    /// Column.
    pub agent: usize,
    /// Give or take.
    pub act: Act,
    /// Packages that come or go, or that are in the way.
    pub packages: PackageSet,
    /// What becomes of it.
    pub outcome: Outcome,
}

/// What becomes of each wish: one call for each that changes something, and two where packages and single services are
/// both concerned. The same cell is wished for once each way; a second wish of the same sort adds its packages. `blocked` holds packages that cannot be passed on.
pub fn plan(
    matrix: &Matrix,
    wishes: &[Wish],
    marks: &HashMap<(usize, usize), Mark>,
    blocked: &PackageSet,
) -> Vec<PlanRow> {
    let mut merged: Vec<Wish> = Vec::with_capacity(wishes.len());
    let mut places: HashMap<(usize, usize, Act), usize> = HashMap::new();
    for wish in wishes {
        match places.get(&(wish.client, wish.agent, wish.act)) {
            Some(&at) => {
                let known = &mut merged[at].packages;
                *known = match (known.take(), &wish.packages) {
                    (Some(one), Some(other)) => Some(one.or(other)),
                    _ => None,
                };
            }
            None => {
                places.insert((wish.client, wish.agent, wish.act), merged.len());
                merged.push(wish.clone());
            }
        }
    }
    // The first call for an agent goes alone: agent by agent, in the order of the columns.
    merged.sort_by_key(|wish| (wish.agent, wish.act == Act::Add, wish.client));
    merged
        .iter()
        .flat_map(|wish| by_sort(matrix, row(matrix, wish, marks, blocked)))
        .collect()
}

/// A row for each call: packages and single services go by calls of their own, and each is journaled by itself.
fn by_sort(matrix: &Matrix, row: PlanRow) -> Vec<PlanRow> {
    let Outcome::Change(values) = &row.outcome else {
        return vec![row];
    };
    let of_sort = |services: bool| {
        let values: Vec<Value> = values
            .iter()
            .map(|value| {
                let own = value.packages.iter();
                let own = own.filter(|code| service_of(code).is_some() == services);
                Value {
                    role: value.role.clone(),
                    packages: own.cloned().collect(),
                }
            })
            .filter(|value| !value.packages.is_empty())
            .collect();
        let codes = values.iter().flat_map(|value| &value.packages);
        let packages = matrix.package_set(codes.map(String::as_str));
        (!values.is_empty()).then_some(PlanRow {
            packages,
            outcome: Outcome::Change(values),
            ..row
        })
    };
    [false, true].into_iter().filter_map(of_sort).collect()
}

fn row(
    matrix: &Matrix,
    wish: &Wish,
    marks: &HashMap<(usize, usize), Mark>,
    blocked: &PackageSet,
) -> PlanRow {
    let given = matrix.given(wish.client);
    let (packages, outcome) = match matrix.held(wish.agent, wish.client) {
        None => (PackageSet::default(), Outcome::Blocked(Block::Unread)),
        Some(_) if marks.get(&(wish.agent, wish.client)) == Some(&Mark::Pending) => {
            (PackageSet::default(), Outcome::UnderWay)
        }
        Some(held) => match wish.act {
            Act::Add => addition(matrix, wish, given, held, blocked),
            Act::Remove => removal(matrix, wish, held),
        },
    };
    PlanRow {
        client: wish.client,
        agent: wish.agent,
        act: wish.act,
        packages,
        outcome,
    }
}

fn addition(
    matrix: &Matrix,
    wish: &Wish,
    given: &Grant,
    held: &Grant,
    blocked: &PackageSet,
) -> (PackageSet, Outcome) {
    let agent = &matrix.agents()[wish.agent];
    let need = agent.need.of(&given.all);
    let want = match (&wish.packages, agent.kind) {
        // A system user takes nothing but what it asks for.
        (Some(packages), AgentKind::SystemUser) => packages.and(need),
        (Some(packages), AgentKind::Person) => packages.clone(),
        (None, AgentKind::SystemUser) => need.clone(),
        // What cannot be passed on is no part of "all".
        (None, AgentKind::Person) => need.without(blocked),
    };
    if want.is_empty() {
        let block = match agent.need {
            Need::These(_) => Block::AgentWithoutPackages,
            Need::AllGiven => Block::NotDelegable,
        };
        return (want, Outcome::Blocked(block));
    }
    let new = want.without(&held.all);
    if new.is_empty() {
        return (new, Outcome::Already);
    }
    let lacking = new.without(&given.all);
    if !lacking.is_empty() {
        return (lacking, Outcome::Blocked(Block::MissingPackage));
    }
    let stuck = new.and(blocked);
    if !stuck.is_empty() {
        return (stuck, Outcome::Blocked(Block::NotDelegable));
    }
    if matrix.clients()[wish.client].is_deleted {
        return (new, Outcome::Blocked(Block::ClientDeleted));
    }
    let values = by_fewest_roles(matrix, given, &new);
    (new, Outcome::Change(values))
}

fn removal(matrix: &Matrix, wish: &Wish, held: &Grant) -> (PackageSet, Outcome) {
    let gone = match &wish.packages {
        Some(packages) => packages.and(&held.all),
        None => held.all.clone(),
    };
    if gone.is_empty() {
        return (gone, Outcome::Already);
    }
    // Whatever role it came by.
    let mut values: Vec<Value> = held
        .by_role
        .iter()
        .map(|(role, set)| Value {
            role: role.clone(),
            packages: matrix.packages().codes(&set.and(&gone)),
        })
        .filter(|value| !value.packages.is_empty())
        .collect();
    values.sort_unstable();
    (gone, Outcome::Change(values))
}

/// Each package by one role that gives it: the role that gives most of them first, so that few roles are named.
fn by_fewest_roles(matrix: &Matrix, given: &Grant, wanted: &PackageSet) -> Vec<Value> {
    let mut open = wanted.clone();
    let mut used = HashSet::new();
    let mut values = Vec::new();
    while !open.is_empty() {
        let best = given
            .by_role
            .iter()
            .filter(|(role, _)| !used.contains(role))
            .max_by_key(|(role, set)| (set.and(&open).len(), std::cmp::Reverse(role.clone())));
        let Some((role, set)) = best.filter(|(_, set)| set.meets(&open)) else {
            break;
        };
        used.insert(role.clone());
        values.push(Value {
            role: role.clone(),
            packages: matrix.packages().codes(&set.and(&open)),
        });
        open = open.without(set);
    }
    values.sort_unstable();
    values
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use jiff::Timestamp;
    use uuid::Uuid;

    use super::{Act, Block, Outcome, PlanRow, Value, Wish, plan};
    use crate::clients::{Access, AgentKind, Mark, Matrix, PackageSet};

    fn access(role: &str, packages: &str) -> Access {
        Access {
            role: role.into(),
            packages: packages.split_whitespace().map(str::to_owned).collect(),
        }
    }

    fn value(role: &str, packages: &str) -> Value {
        let Access { role, packages } = access(role, packages);
        Value { role, packages }
    }

    /// Client 0 gives a and b as accountant and b and c by hand; client 1 gives a; client 2 gives a, b, c and is deleted.
    /// Agent 0 is a system user that needs a, b and c; agent 1 a person; agent 2 was never read; agent 3 asks for nothing.
    fn matrix() -> Matrix {
        let mut matrix = Matrix::default();
        let clients = [
            (vec![access("regn", "a b"), access("rett", "b c")], false),
            (vec![access("regn", "a")], false),
            (vec![access("rett", "a b c")], true),
        ];
        for (at, (access, deleted)) in clients.into_iter().enumerate() {
            let id = Uuid::from_u128(at as u128 + 1);
            matrix.add_client(id, format!("Klient {at}"), None, None, deleted, &access);
        }
        let read = Some(Timestamp::UNIX_EPOCH);
        let needs: Vec<String> = ["a", "b", "c"].map(str::to_owned).into();
        let id = |n| Uuid::from_u128(n);
        matrix.add_agent(id(10), AgentKind::SystemUser, "S".into(), &needs, read);
        matrix.add_agent(id(11), AgentKind::Person, "P".into(), &[], read);
        matrix.add_agent(id(12), AgentKind::SystemUser, "N".into(), &needs, None);
        matrix.add_agent(id(13), AgentKind::SystemUser, "O".into(), &[], read);
        matrix.settle();
        matrix
    }

    fn one(matrix: &Matrix, client: usize, agent: usize, act: Act, some: Option<&str>) -> PlanRow {
        let packages = some.map(|codes| matrix.package_set(codes.split_whitespace()));
        let wish = Wish {
            client,
            agent,
            act,
            packages,
        };
        plan(matrix, &[wish], &HashMap::new(), &PackageSet::default()).remove(0)
    }

    #[test]
    fn a_package_goes_by_one_role_only() {
        let row = one(&matrix(), 0, 0, Act::Add, None);
        let Outcome::Change(values) = row.outcome else {
            panic!("{row:?}")
        };
        assert_eq!(values, [value("regn", "a b"), value("rett", "c")]);
    }

    /// Packages and single services are two calls, and each row of the journal is one.
    #[test]
    fn packages_and_services_are_rows_of_their_own() {
        let service = "urn:altinn:resource:x";
        let both = format!("a {service}");
        let mut matrix = Matrix::default();
        let (client, agent) = (Uuid::from_u128(1), Uuid::from_u128(11));
        let access = [access("regn", "a"), access("rett", service)];
        matrix.add_client(client, "K".into(), None, None, false, &access);
        let read = Some(Timestamp::UNIX_EPOCH);
        matrix.add_agent(agent, AgentKind::Person, "P".into(), &[], read);
        let wish = |act| Wish {
            client: 0,
            agent: 0,
            act,
            packages: Some(matrix.package_set(both.split_whitespace())),
        };
        let values = |matrix: &Matrix, act| -> Vec<Vec<Value>> {
            let rows = plan(
                matrix,
                &[wish(act)],
                &HashMap::new(),
                &PackageSet::default(),
            );
            let rows = rows.into_iter().map(|row| match row.outcome {
                Outcome::Change(values) => {
                    let codes = values
                        .iter()
                        .flat_map(|v| v.packages.clone())
                        .collect::<Vec<_>>();
                    assert_eq!(matrix.packages().codes(&row.packages), codes);
                    values
                }
                other => panic!("{other:?}"),
            });
            rows.collect()
        };
        let expected = [vec![value("regn", "a")], vec![value("rett", service)]];
        assert_eq!(values(&matrix, Act::Add), expected);
        let mut held = matrix.clone();
        held.set_held(0, 0, &access);
        assert_eq!(values(&held, Act::Remove), expected);
    }

    #[test]
    fn what_is_there_is_not_sent() {
        let mut matrix = matrix();
        matrix.set_held(0, 0, &[access("regn", "a b")]);
        let row = one(&matrix, 0, 0, Act::Add, None);
        assert_eq!(row.outcome, Outcome::Change(vec![value("rett", "c")]));
        matrix.set_held(0, 0, &[access("regn", "a b"), access("rett", "c")]);
        assert_eq!(one(&matrix, 0, 0, Act::Add, None).outcome, Outcome::Already);
        let nothing = one(&matrix, 1, 0, Act::Remove, None);
        assert_eq!(nothing.outcome, Outcome::Already);
    }

    #[test]
    fn everything_is_taken_by_the_roles_it_came_by() {
        let mut matrix = matrix();
        matrix.set_held(1, 0, &[access("regn", "b"), access("rett", "b c")]);
        let row = one(&matrix, 0, 1, Act::Remove, None);
        assert_eq!(
            row.outcome,
            Outcome::Change(vec![value("regn", "b"), value("rett", "b c")])
        );
        let some = one(&matrix, 0, 1, Act::Remove, Some("c a"));
        assert_eq!(some.outcome, Outcome::Change(vec![value("rett", "c")]));
    }

    #[test]
    fn what_cannot_be_says_why() {
        let matrix = matrix();
        for (client, agent, some, block, packages) in [
            (1, 0, None, Block::MissingPackage, "b c"),
            (2, 0, None, Block::ClientDeleted, "a b c"),
            (0, 2, None, Block::Unread, ""),
            (0, 3, None, Block::AgentWithoutPackages, ""),
            (1, 1, Some("a c"), Block::MissingPackage, "c"),
        ] {
            let row = one(&matrix, client, agent, Act::Add, some);
            assert_eq!(row.outcome, Outcome::Blocked(block), "{client} {agent}");
            let packages = matrix.package_set(packages.split_whitespace());
            assert_eq!(row.packages, packages, "{client} {agent}");
        }
        let row = one(&matrix, 2, 0, Act::Remove, None);
        assert_eq!(row.outcome, Outcome::Already, "a deleted one can be taken");
    }

    #[test]
    fn a_person_gets_all_that_can_be_passed_on() {
        let matrix = matrix();
        let wish = Wish {
            client: 0,
            agent: 1,
            act: Act::Add,
            packages: None,
        };
        let stuck = matrix.package_set(["c"]);
        let rows = plan(&matrix, &[wish], &HashMap::new(), &stuck);
        assert_eq!(rows[0].outcome, Outcome::Change(vec![value("regn", "a b")]));
        let system = one(&matrix, 0, 0, Act::Add, Some("a"));
        assert_eq!(system.outcome, Outcome::Change(vec![value("regn", "a")]));
    }

    #[test]
    fn a_cell_that_a_job_is_on_its_way_to_is_left_alone() {
        let matrix = matrix();
        let wish = |agent| Wish {
            client: 0,
            agent,
            act: Act::Add,
            packages: None,
        };
        let marks = HashMap::from([((0, 0), Mark::Pending), ((1, 0), Mark::Failed(Act::Add))]);
        let rows = plan(
            &matrix,
            &[wish(1), wish(0), wish(0)],
            &marks,
            &PackageSet::default(),
        );
        assert_eq!(rows.len(), 2, "the same wish twice is one");
        assert_eq!((rows[0].agent, &rows[0].outcome), (0, &Outcome::UnderWay));
        assert!(matches!(rows[1].outcome, Outcome::Change(_)));
    }
}
