//! How an amendment changes a description. What they are, and why, stands in `amendments.rs`.

use serde_json::{Value, json};

use crate::shorthand::{add_answer, add_operation, binding, parameter, problem, push, schema};
use crate::spec::SOURCES;

/// A place where the reference wins over a published description.
pub struct Amendment {
    /// Which description.
    pub of: &'static str,
    pub change: Change,
    /// Where the reference says so.
    pub source: &'static str,
}

/// What is different.
pub enum Change {
    /// An operation that is not described:
    /// `METHOD /path/{name:shape}?name:shape&required!:shape < shape of the body`.
    Operation(&'static str),
    /// A query parameter that is not described, or has another shape: operation, `name:shape`.
    Query(&'static str, &'static str),
    /// A header that is described with another shape: pattern of operations, `name:shape`.
    Header(&'static str, &'static str),
    /// What operations answer with a status, instead of what is described: pattern of operations (`*` stands for
    /// anything), status, shape. Several for one status stand side by side.
    Answer(&'static str, u16, &'static str),
    /// Members that a component has besides, or with another shape: `name: shape`, `name?: shape` when it can be
    /// missing, with commas between. Makes the component if there is none.
    Members(&'static str, &'static str),
    /// Members of a component that can be `null`, with commas between.
    Null(&'static str, &'static str),
    /// Members of a component that can be missing, with commas between.
    Missing(&'static str, &'static str),
}

/// The smallest part of an amendment, which must be needed by itself.
pub struct Atom {
    /// For people.
    pub title: String,
    /// Index of the description that it is about.
    pub of: usize,
    step: Step,
}

enum Step {
    Operation(&'static str),
    Query(&'static str, &'static str),
    Header(&'static str, &'static str),
    Answer(&'static str, u16, &'static str),
    Member(&'static str, &'static str),
    Null(&'static str, &'static str),
    Missing(&'static str, &'static str),
}

/// Takes amendments apart.
///
/// # Panics
/// When one names a description that there is not.
pub fn atoms(amendments: &[Amendment]) -> Vec<Atom> {
    let mut atoms = Vec::new();
    for Amendment { of, change, source } in amendments {
        let index = SOURCES.iter().position(|known| known.name == *of);
        let index = index.expect("an amendment names a description");
        let mut add = |what: String, step| {
            atoms.push(Atom {
                title: format!("{of}: {what} ({source})"),
                of: index,
                step,
            });
        };
        match *change {
            Change::Operation(line) => add(line.to_owned(), Step::Operation(line)),
            Change::Query(operation, line) => {
                add(format!("{operation} {line}"), Step::Query(operation, line));
            }
            Change::Header(pattern, line) => {
                add(format!("{pattern} {line}"), Step::Header(pattern, line));
            }
            Change::Answer(pattern, status, shape) => add(
                format!("{pattern} {status} {shape}"),
                Step::Answer(pattern, status, shape),
            ),
            Change::Members(component, list) => {
                for member in list.split(',').map(str::trim) {
                    add(
                        format!("{component}.{member}"),
                        Step::Member(component, member),
                    );
                }
            }
            Change::Null(component, list) => {
                for name in list.split(", ") {
                    add(
                        format!("{component}.{name}: null"),
                        Step::Null(component, name),
                    );
                }
            }
            Change::Missing(component, list) => {
                for name in list.split(", ") {
                    add(
                        format!("{component}.{name} missing"),
                        Step::Missing(component, name),
                    );
                }
            }
        }
    }
    atoms
}

/// One of the documents, with those of these amendments that are about it.
pub fn amended<'a>(index: usize, document: &Value, atoms: impl Iterator<Item = &'a Atom>) -> Value {
    let mut document = document.clone();
    document["components"]["schemas"]["reference.Problem"] = problem();
    document["components"]["schemas"]["reference.Binding"] = binding();
    // Patterns see the operations that other amendments add.
    let (first, last): (Vec<&Atom>, Vec<&Atom>) = atoms
        .filter(|atom| atom.of == index)
        .partition(|atom| matches!(atom.step, Step::Operation(_)));
    for atom in first.into_iter().chain(last) {
        apply(&mut document, &atom.step);
    }
    document
}

fn apply(document: &mut Value, step: &Step) {
    match *step {
        Step::Operation(line) => add_operation(document, line),
        Step::Query(operation, line) => {
            let (method, path) = operation.split_once(' ').unwrap_or_default();
            let node = &mut document["paths"][path][method.to_lowercase()];
            if node.is_object() {
                let parameter = parameter(line, "query");
                if let Some(known) = node["parameters"].as_array_mut() {
                    known.retain(|one| one["name"] != parameter["name"]);
                }
                push(&mut node["parameters"], parameter);
            }
        }
        Step::Header(pattern, line) => {
            let parameter = parameter(line, "header");
            each_operation(document, pattern, |node| {
                let known = node["parameters"].as_array_mut().into_iter().flatten();
                for one in known.filter(|one| one["name"] == parameter["name"]) {
                    *one = parameter.clone();
                }
            });
        }
        Step::Answer(pattern, status, shape) => each_operation(document, pattern, |node| {
            add_answer(&mut node["responses"][status.to_string()], shape);
        }),
        Step::Member(component, line) => {
            let (name, shape) = line.split_once(": ").unwrap_or_default();
            let node = &mut document["components"]["schemas"][component];
            let bare = name.trim_end_matches('?');
            node["properties"][bare] = schema(shape);
            push(
                &mut node[if bare == name {
                    "required"
                } else {
                    "x-may-lack"
                }],
                json!(bare),
            );
        }
        Step::Null(component, name) => {
            let node = &mut document["components"]["schemas"][component]["properties"][name];
            if node.is_object() {
                node["nullable"] = json!(true);
            }
        }
        Step::Missing(component, name) => {
            let node = &mut document["components"]["schemas"][component];
            if let Some(required) = node["required"].as_array_mut() {
                required.retain(|one| one != name);
            }
            push(&mut node["x-may-lack"], json!(name));
        }
    }
}

fn each_operation(document: &mut Value, pattern: &str, mut change: impl FnMut(&mut Value)) {
    for (path, node) in document["paths"].as_object_mut().into_iter().flatten() {
        for (method, node) in node.as_object_mut().into_iter().flatten() {
            let title = format!("{} {path}", method.to_uppercase());
            if node.get("responses").is_some() && covers(pattern, &title) {
                change(node);
            }
        }
    }
}

fn covers(pattern: &str, title: &str) -> bool {
    let Some((start, end)) = pattern.split_once('*') else {
        return pattern == title;
    };
    let rest = title.strip_prefix(start);
    rest.is_some_and(|rest| match end.contains('*') {
        true => (0..=rest.len()).any(|at| rest.is_char_boundary(at) && covers(end, &rest[at..])),
        false => rest.ends_with(end),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_cover_whole_titles() {
        assert!(covers("GET /a/{b}", "GET /a/{b}"));
        assert!(covers("* /a*", "DELETE /a/b"));
        assert!(covers("GET /a*/c", "GET /a/b/c"));
        assert!(!covers("GET /a*/c", "GET /a/b/c/d"));
        assert!(!covers("GET /a", "GET /a/b"));
    }
}
