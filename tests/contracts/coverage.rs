//! What was called, and what the sandbox serves besides.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::caller::Caller;
use crate::contract::Contract;
use crate::recorder::{Exchange, Sender};
use crate::spec::{Operation, SOURCES, is_variable};

/// Operations that never succeed, and what they answer instead: nobody can rename a system user (system-users reference
/// 5.4), and nobody in the sandbox has confidential messages that are unread.
const NEVER_SUCCEED: [(&str, u16); 2] = [
    ("PUT /authentication/api/v1/systemuser", 500),
    ("GET /correspondence/api/v1/confidential-reminders", 404),
];

/// A page for browsers, which leads on to where they wanted to go; its description leaves that out.
const FOR_BROWSERS: &str = "GET /authentication/api/v1/authentication";

/// A path of a description, and the sandbox's route and methods there.
pub type Probe = (String, (String, String));

/// Asks the sandbox about the path of every operation.
pub async fn probe(contract: &Contract<'_>, base: &str) -> Vec<Probe> {
    let caller = Caller::new(base);
    let templates: BTreeSet<&str> = contract
        .operations
        .iter()
        .map(|operation| operation.template.as_str())
        .collect();
    let mut found = Vec::new();
    for template in templates {
        if let Some(route) = caller.probe(&template.replace(['{', '}'], "-")).await {
            found.push((template.to_owned(), route));
        }
    }
    found
}

/// What is known of one operation.
#[derive(Default)]
struct Known {
    served: bool,
    by_app: usize,
    answers: BTreeMap<u16, usize>,
}

/// What is known of all of them.
pub struct Coverage {
    /// Index of the description, method and path.
    operations: BTreeMap<(usize, String), Known>,
    /// Whether the sandbox was asked what it serves.
    probed: bool,
}

impl Coverage {
    /// From what the sandbox was found to serve, and what was called.
    pub fn of(contract: &Contract<'_>, probes: &[Probe], exchanges: &[Exchange]) -> Self {
        let key = |operation: &Operation| (operation.source, operation.title());
        let mut operations: BTreeMap<(usize, String), Known> = BTreeMap::new();
        for operation in &contract.operations {
            let known = operations.entry(key(operation)).or_default();
            known.served = probes.iter().any(|probe| serves(probe, operation));
        }
        for exchange in exchanges {
            if let Some(operation) = contract.operation(exchange) {
                let known = operations.entry(key(operation)).or_default();
                known.by_app += usize::from(exchange.sender == Sender::App);
                *known.answers.entry(exchange.status).or_default() += 1;
            }
        }
        Coverage {
            operations,
            probed: !probes.is_empty(),
        }
    }

    /// Operations that the sandbox serves and that were never called with success.
    pub fn gaps(&self) -> Vec<String> {
        let gap = |((_, title), known): (&(usize, String), &Known)| {
            let done = known.answers.keys().any(|status| {
                (200..300).contains(status) || NEVER_SUCCEED.contains(&(title.as_str(), *status))
            });
            (known.served && !done && title != FOR_BROWSERS).then(|| title.clone())
        };
        self.operations.iter().filter_map(gap).collect()
    }

    /// Operations that the app called.
    pub fn called_by_app(&self) -> BTreeSet<String> {
        let called = self.operations.iter().filter(|(_, known)| known.by_app > 0);
        called.map(|((_, title), _)| title.clone()).collect()
    }
}

/// Whether a probe shows that the sandbox has this very route: one that has a variable where the operation has a word
/// is another one, e.g. `…/resource/{id}` for `…/resource/changes`.
fn serves((template, (route, methods)): &Probe, operation: &Operation) -> bool {
    let same = |(own, other): (&str, &str)| is_variable(own) == is_variable(other);
    *template == operation.template
        && template.split('/').zip(route.split('/')).all(same)
        && methods
            .split(',')
            .any(|method| method.trim() == operation.method)
}

impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, source) in SOURCES.iter().enumerate() {
            let own = self.operations.iter().filter(|((of, _), _)| *of == index);
            let own: Vec<_> = own.map(|((_, title), known)| (title, known)).collect();
            let count = |is: fn(&Known) -> bool| own.iter().filter(|(_, known)| is(known)).count();
            let called = count(|known| !known.answers.is_empty());
            let answers: usize = own
                .iter()
                .flat_map(|(_, known)| known.answers.values())
                .sum();
            write!(f, "{}: {} operations, ", source.name, own.len())?;
            if self.probed {
                write!(f, "{} served, ", count(|known| known.served))?;
            }
            writeln!(f, "{called} called, {answers} answers checked")?;
            for (title, known) in own.iter().filter(|(_, known)| !known.answers.is_empty()) {
                let answers = known.answers.iter();
                let answers: Vec<_> = answers
                    .map(|(status, n)| format!("{status} × {n}"))
                    .collect();
                writeln!(f, "  {title}: {}", answers.join(", "))?;
            }
        }
        Ok(())
    }
}
