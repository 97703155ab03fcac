//! A window of the matrix: which clients, in which order, and how many of each sort.

use std::collections::HashMap;

use super::cell::{Cell, CellState, Mark, Need};
use super::grants::GrantId;
use super::matrix::{ClientEntry, Matrix};
use crate::org_number::separates;
use crate::text::fold;

const HAS: u8 = 1;
const MISSING: u8 = 2;
const CAN_ADD: u8 = 4;
const FAILED: u8 = 8;
const PENDING: u8 = 16;

/// Sorts of cell that one can look for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CellSort {
    /// Has all.
    Has,
    /// Lacks a package.
    Missing,
    /// Can be added, or completed.
    CanAdd,
    /// A job could not change it.
    Failed,
    /// A job is on its way to it.
    Pending,
}

impl CellSort {
    fn bit(self) -> u8 {
        match self {
            CellSort::Has => HAS,
            CellSort::Missing => MISSING,
            CellSort::CanAdd => CAN_ADD,
            CellSort::Failed => FAILED,
            CellSort::Pending => PENDING,
        }
    }
}

/// Orders.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// By name.
    #[default]
    Name,
    /// By organisation number; without one last.
    Number,
    /// Fewest of the wanted agents first.
    Coverage,
}

/// What the clients must be.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Name or number, as typed.
    pub text: String,
    /// With at least one such cell.
    pub state: Option<CellSort>,
    /// The agent that `state` looks at, else all that are wanted.
    pub column: Option<usize>,
    /// Only these, by row (a group, a tag).
    pub only: Option<Vec<bool>>,
    /// Deleted or not; `None` for both.
    pub deleted: Option<bool>,
    /// One of these organisation forms; empty for any.
    pub forms: Vec<String>,
}

/// Which clients, against which agents.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// Agents, by column.
    pub agents: Vec<usize>,
    /// What people among them are measured by.
    pub person_need: Option<Need>,
    /// What the clients must be.
    pub filter: Filter,
    /// Order.
    pub order: Order,
    /// Turned round.
    pub is_descending: bool,
}

/// How many clients have at least one cell of each sort.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Clients.
    pub all: u32,
    /// Has all.
    pub has: u32,
    /// Lacks a package.
    pub missing: u32,
    /// Can be added or completed.
    pub can_add: u32,
    /// Failed.
    pub failed: u32,
    /// Pending.
    pub pending: u32,
    /// Deleted in Enhetsregisteret.
    pub deleted: u32,
}

impl Counts {
    fn add(&mut self, bits: u8, client: &ClientEntry) {
        let one = |bit: u8| u32::from(bits & bit != 0);
        self.all += 1;
        self.has += one(HAS);
        self.missing += one(MISSING);
        self.can_add += one(CAN_ADD);
        self.failed += one(FAILED);
        self.pending += one(PENDING);
        self.deleted += u32::from(client.is_deleted);
    }
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// Rows in order.
    pub rows: Vec<usize>,
    /// Under all filters but `state`.
    pub counts: Counts,
    /// For each wanted agent, over all clients.
    pub columns: Vec<Counts>,
}

impl Matrix {
    /// What a query finds. `marks`: jobs, by column and row.
    pub fn view(&self, query: &Query, marks: &HashMap<(usize, usize), Mark>) -> View {
        let sorts: Vec<Vec<u8>> = query
            .agents
            .iter()
            .map(|&agent| self.marked_sorts(agent, query, marks))
            .collect();
        let looked_at: Vec<usize> = match query.filter.column {
            Some(column) => {
                let mut wanted = query.agents.iter();
                wanted.position(|&a| a == column).into_iter().collect()
            }
            None => (0..sorts.len()).collect(),
        };
        let mut view = View::default();
        for sorts in &sorts {
            let mut counts = Counts::default();
            for (client, &bits) in self.clients().iter().zip(sorts) {
                counts.add(bits, client);
            }
            view.columns.push(counts);
        }
        let words = Words::of(&query.filter.text);
        for (place, client) in self.clients().iter().enumerate() {
            if !passes(&query.filter, &words, place, client) {
                continue;
            }
            let bits = looked_at
                .iter()
                .fold(0, |bits, &at| bits | sorts[at][place]);
            view.counts.add(bits, client);
            let wanted = query.filter.state.map_or(u8::MAX, CellSort::bit);
            if query.filter.state.is_none() || bits & wanted != 0 {
                view.rows.push(place);
            }
        }
        self.order(&mut view.rows, query, &sorts);
        view
    }

    fn order(&self, rows: &mut [usize], query: &Query, sorts: &[Vec<u8>]) {
        let clients = self.clients();
        match query.order {
            // The rows stand by name.
            Order::Name => {}
            Order::Number => rows.sort_by_cached_key(|&row| {
                let number = clients[row].org_no.clone();
                (number.is_none(), number, row)
            }),
            Order::Coverage => rows.sort_by_cached_key(|&row| {
                let has = sorts.iter().filter(|sorts| sorts[row] & HAS != 0).count();
                (has, row)
            }),
        }
        if query.is_descending {
            rows.reverse();
        }
    }

    fn marked_sorts(
        &self,
        agent: usize,
        query: &Query,
        marks: &HashMap<(usize, usize), Mark>,
    ) -> Vec<u8> {
        let need = self.need(agent, query);
        let mut sorts = match need {
            Some(need) => self.sorts_of(agent, need),
            None => self.sorts[agent].clone(),
        };
        for (&(column, row), &mark) in marks {
            if column == agent {
                sorts[row] = sort(&self.cell(agent, row, need, Some(mark)));
            }
        }
        sorts
    }

    /// What an agent is measured by instead of its own need.
    pub fn need<'a>(&self, agent: usize, query: &'a Query) -> Option<&'a Need> {
        use super::facts::AgentKind::Person;
        query
            .person_need
            .as_ref()
            .filter(|_| self.agents()[agent].kind == Person)
    }

    /// What the cells of an agent mean without any job.
    pub(super) fn sorts_of(&self, agent: usize, need: &Need) -> Vec<u8> {
        let is_read = self.agents()[agent].read_at.is_some();
        let mut known: HashMap<(GrantId, GrantId), u8> = HashMap::new();
        let clients = self.clients().iter().enumerate();
        clients
            .map(|(row, client)| {
                let pair = (client.given, self.held_id(agent, row));
                *known.entry(pair).or_insert_with(|| {
                    let held = is_read.then(|| &self.grant(pair.1).all);
                    sort(&Cell::of(need, &self.grant(pair.0).all, held, None))
                })
            })
            .collect()
    }
}

fn sort(cell: &Cell) -> u8 {
    let mut bits = match cell.state {
        CellState::Has => HAS,
        CellState::Pending => PENDING,
        CellState::Failed => FAILED,
        _ => 0,
    };
    if cell.is_missing() {
        bits |= MISSING;
    }
    if cell.can_be_completed() {
        bits |= CAN_ADD;
    }
    bits
}

fn passes(filter: &Filter, words: &Words, place: usize, client: &ClientEntry) -> bool {
    let is_in = |only: &Vec<bool>| only.get(place).copied().unwrap_or(false);
    filter.only.as_ref().is_none_or(is_in)
        && filter
            .deleted
            .is_none_or(|deleted| deleted == client.is_deleted)
        && (filter.forms.is_empty()
            || client
                .form
                .as_ref()
                .is_some_and(|form| filter.forms.contains(form)))
        && words.fit(client)
}

/// What was typed in the search field.
enum Words {
    /// Digits that a number begins with.
    Number(String),
    /// Each must begin a word of the name; one of three letters or more may stand inside.
    Name(Vec<String>),
}

impl Words {
    fn of(text: &str) -> Self {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let only_digits = text
            .chars()
            .all(|c| c.is_ascii_digit() || c.is_whitespace() || separates(c));
        if !digits.is_empty() && only_digits {
            return Words::Number(digits);
        }
        let words = text.split_whitespace().map(fold);
        Words::Name(words.filter(|word| !word.is_empty()).collect())
    }

    fn fit(&self, client: &ClientEntry) -> bool {
        match self {
            Words::Number(digits) => {
                let number = client.org_no.as_deref();
                number.is_some_and(|number| number.starts_with(digits))
                    || begins_a_word(&client.folded, digits)
            }
            Words::Name(words) => words.iter().all(|word| {
                begins_a_word(&client.folded, word)
                    || (word.chars().count() > 2 && client.folded.contains(word))
            }),
        }
    }
}

fn begins_a_word(folded: &str, word: &str) -> bool {
    let begins = |part: &str| part.starts_with(word);
    folded.split(|c: char| !c.is_alphanumeric()).any(begins)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use jiff::Timestamp;
    use uuid::Uuid;

    use super::{CellSort, Filter, Order, Query};
    use crate::clients::{Access, Act, AgentKind, Mark, Matrix, Need};

    fn access(packages: &[&str]) -> Vec<Access> {
        vec![Access {
            role: "regnskapsforer".into(),
            packages: packages.iter().map(|p| (*p).to_owned()).collect(),
        }]
    }

    /// Aasen gives a and b, Bakke a, Dalen b (deleted); the system user needs both and has Aasen; the person has a of
    /// Bakke.
    fn matrix() -> Matrix {
        let mut matrix = Matrix::default();
        let rows: [(u128, &str, &str, bool, &[&str]); 3] = [
            (1, "Aasen Rør og Varme AS", "914203118", false, &["a", "b"]),
            (2, "Bakke Bygg AS", "310757632", false, &["a"]),
            (3, "Dalen Elektro DA", "313572773", true, &["b"]),
        ];
        for (id, name, number, deleted, packages) in rows {
            let form = name.rsplit(' ').next().map(str::to_owned);
            let id = Uuid::from_u128(id);
            let number = Some(number.to_owned());
            matrix.add_client(id, name.into(), number, form, deleted, &access(packages));
        }
        let read = Some(Timestamp::UNIX_EPOCH);
        let needs = ["a".to_owned(), "b".to_owned()];
        let system = AgentKind::SystemUser;
        matrix.add_agent(Uuid::from_u128(10), system, "Sky".into(), &needs, read);
        matrix.add_agent(
            Uuid::from_u128(11),
            AgentKind::Person,
            "Ola".into(),
            &[],
            read,
        );
        matrix.set_held(0, 0, &access(&["a", "b"]));
        matrix.set_held(1, 1, &access(&["a"]));
        matrix.settle();
        matrix
    }

    fn rows(filter: Filter) -> Vec<usize> {
        let query = Query {
            agents: vec![0, 1],
            filter,
            ..Query::default()
        };
        matrix().view(&query, &HashMap::new()).rows
    }

    fn text(text: &str) -> Vec<usize> {
        rows(Filter {
            text: text.into(),
            ..Filter::default()
        })
    }

    #[test]
    fn found_by_name_or_number_from_the_first_letter() {
        assert_eq!(text("").len(), 3);
        assert_eq!(text("b"), [1]);
        assert_eq!(text("varme åsen"), [0], "any word, as it is pronounced");
        assert_eq!(text("lektr"), [2], "three letters may stand inside");
        assert_eq!(text("le"), Vec::<usize>::new());
        assert_eq!(text("9"), [0]);
        assert_eq!(text("313 572"), [2]);
    }

    #[test]
    fn filters_and_counts_agree() {
        let query = |filter: Filter| Query {
            agents: vec![0, 1],
            filter,
            ..Query::default()
        };
        let none = HashMap::new();
        let view = matrix().view(&query(Filter::default()), &none);
        // Sky: has, missing, missing; Ola: can add, has, can add.
        assert_eq!(
            (view.counts.has, view.counts.missing, view.counts.can_add),
            (2, 2, 2)
        );
        assert_eq!((view.columns[0].has, view.columns[0].missing), (1, 2));
        assert_eq!((view.columns[1].has, view.columns[1].can_add), (1, 2));
        assert_eq!(view.counts.deleted, 1);
        for (sort, column, found) in [
            (CellSort::Has, None, vec![0, 1]),
            (CellSort::Missing, None, vec![1, 2]),
            (CellSort::CanAdd, None, vec![0, 2]),
            (CellSort::Has, Some(0), vec![0]),
            (CellSort::Missing, Some(1), vec![]),
            (CellSort::Failed, None, vec![]),
        ] {
            let filter = Filter {
                state: Some(sort),
                column,
                ..Filter::default()
            };
            let view = matrix().view(&query(filter), &none);
            assert_eq!(view.rows, found, "{sort:?} {column:?}");
            assert_eq!(view.counts.all, 3, "counted without the state");
        }
    }

    #[test]
    fn groups_forms_and_deleted_ones() {
        let only = Some(vec![true, false, true]);
        assert_eq!(
            rows(Filter {
                only,
                ..Filter::default()
            }),
            [0, 2]
        );
        let forms = vec!["DA".to_owned()];
        assert_eq!(
            rows(Filter {
                forms,
                ..Filter::default()
            }),
            [2]
        );
        for (deleted, found) in [(false, vec![0, 1]), (true, vec![2])] {
            let deleted = Some(deleted);
            assert_eq!(
                rows(Filter {
                    deleted,
                    ..Filter::default()
                }),
                found
            );
        }
    }

    #[test]
    fn orders_are_total_and_turn_round() {
        let sorted = |order, is_descending| {
            let query = Query {
                agents: vec![0],
                order,
                is_descending,
                ..Query::default()
            };
            matrix().view(&query, &HashMap::new()).rows
        };
        assert_eq!(sorted(Order::Number, false), [1, 2, 0]);
        assert_eq!(sorted(Order::Coverage, false), [1, 2, 0]);
        assert_eq!(sorted(Order::Coverage, true), [0, 2, 1]);
        assert_eq!(sorted(Order::Name, true), [2, 1, 0]);
    }

    #[test]
    fn people_are_measured_by_what_was_chosen() {
        let matrix = matrix();
        let need = Need::These(matrix.package_set(["b"]));
        let query = Query {
            agents: vec![0, 1],
            person_need: Some(need),
            ..Query::default()
        };
        let view = matrix.view(&query, &HashMap::new());
        assert_eq!((view.columns[1].has, view.columns[1].missing), (0, 1));
        assert_eq!(view.columns[0].has, 1, "a system user by its own");
    }

    #[test]
    fn jobs_show_in_cells_and_counts() {
        let query = Query {
            agents: vec![0, 1],
            ..Query::default()
        };
        let marks = HashMap::from([
            ((1, 0), Mark::Pending),
            ((0, 1), Mark::Failed(Act::Add)),
            ((0, 0), Mark::Failed(Act::Add)),
        ]);
        let view = matrix().view(&query, &marks);
        assert_eq!((view.counts.pending, view.counts.failed), (1, 1));
        assert_eq!(view.columns[0].has, 1, "there after all: not failed");
    }
}
