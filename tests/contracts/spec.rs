//! The published descriptions: where they lie, what they describe, and which operation a request is.

use std::path::PathBuf;

use serde_json::Value;

use crate::graphql::Sdl;
use crate::schema::Reading;

/// One of the descriptions.
pub struct Source {
    /// File name without `.openapi.json`.
    pub name: &'static str,
    /// What stands before its paths.
    base: &'static str,
    /// How its answers are read.
    pub answers: Reading,
    /// Whether it is open to everybody, where it does not say so itself.
    open: bool,
}

const fn source(name: &'static str, base: &'static str, answers: Reading, open: bool) -> Source {
    Source {
        name,
        base,
        answers,
        open,
    }
}

pub const AUTHENTICATION: &str = "altinn-authentication";
pub const CLIENTS: &str = "authentication-systemuser-clientdelegation";
pub const END_USER: &str = "accessmanagement-enduser";
pub const METADATA: &str = "accessmanagement-metadata";
pub const REGISTRY: &str = "resourceregistry-read";
pub const UNITS: &str = "brreg-enhetsregisteret";
pub const DIALOGS: &str = "dialogporten";
pub const LETTERS: &str = "correspondence";

/// All of them. Access management writes every member, `null` or not (access-management reference 0.1); Dialogporten
/// leaves out what is `null` (dialogporten reference 1.3), and so does the authentication component (system-users
/// reference 4), whose first description is too old to be held to that.
pub const SOURCES: [Source; 8] = [
    source(
        AUTHENTICATION,
        "/authentication/api/v1",
        Reading::AsItStands,
        false,
    ),
    source(CLIENTS, "", Reading::NotNull, false),
    source(END_USER, "", Reading::Whole, false),
    source(METADATA, "", Reading::Whole, true),
    source(REGISTRY, "", Reading::AsItStands, true),
    source(UNITS, "/enhetsregisteret/api", Reading::AsItStands, true),
    source(DIALOGS, "/dialogporten", Reading::Sparse, false),
    source(LETTERS, "", Reading::NotNull, false),
];

/// What stands at the front of every path that one of them ought to describe.
const COVERED: [&str; 6] = [
    "/authentication/api/",
    "/accessmanagement/api/",
    "/resourceregistry/api/",
    "/enhetsregisteret/api/",
    "/dialogporten/api/",
    "/correspondence/api/",
];

/// Whether one of the descriptions ought to know this path.
pub fn is_covered(path: &str) -> bool {
    COVERED.iter().any(|start| path.starts_with(start))
}

/// The files as they were published, and the codes of problems.
pub struct Published {
    pub documents: Vec<Value>,
    pub codes: Value,
    /// Dialogporten's other description.
    pub graphql: Sdl,
}

impl Published {
    /// Reads them from beside the repository; `None` when they are not there.
    pub fn read() -> Option<Self> {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/specs");
        let text = |file: String| std::fs::read_to_string(folder.join(file)).ok();
        let read =
            |file: String| Some(serde_json::from_str(&text(file)?).expect("a description is JSON"));
        Some(Published {
            documents: SOURCES
                .iter()
                .map(|source| read(format!("{}.openapi.json", source.name)))
                .collect::<Option<_>>()?,
            codes: read("accessmanagement-error-codes.data.json".to_owned())?,
            graphql: Sdl::read(&text(format!("{DIALOGS}.graphql"))?),
        })
    }
}

/// A parameter of an operation.
#[derive(Debug)]
pub struct Parameter {
    pub name: String,
    /// `path`, `query` or `header`.
    pub place: String,
    pub required: bool,
    pub schema: Value,
}

/// One method on one path.
#[derive(Debug)]
pub struct Operation {
    /// Index into [`SOURCES`].
    pub source: usize,
    pub method: String,
    /// The whole path, with `{name}` for what varies.
    pub template: String,
    pub parameters: Vec<Parameter>,
    /// Whether it wants a token; `None` when that is not said.
    pub wants_token: Option<bool>,
    /// The operation as it stands in the file.
    pub node: Value,
}

impl Operation {
    /// Method and path, for people.
    pub fn title(&self) -> String {
        format!("{} {}", self.method, self.template)
    }

    /// How well a path fits: which segments are literally the same, from the left. `None`: not at all.
    pub fn fit(&self, path: &str) -> Option<Vec<bool>> {
        let (own, other) = (self.template.split('/'), path.split('/'));
        if own.clone().count() != other.clone().count() {
            return None;
        }
        own.zip(other)
            .map(|(own, other)| match is_variable(own) {
                true => (!other.is_empty()).then_some(false),
                false => (own == other).then_some(true),
            })
            .collect()
    }

    /// What stands in a path for each `{name}`.
    pub fn variables<'a>(&'a self, path: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let pairs = self.template.split('/').zip(path.split('/'));
        pairs
            .filter(|(own, _)| is_variable(own))
            .map(|(own, value)| (own.trim_matches(['{', '}']), value))
    }
}

/// Whether a segment stands for anything.
pub fn is_variable(segment: &str) -> bool {
    segment.starts_with('{')
}

/// The operations of one document.
pub fn operations(source: usize, document: &Value) -> Vec<Operation> {
    let Source { base, open, .. } = &SOURCES[source];
    let mut found = Vec::new();
    for (path, node) in document["paths"].as_object().into_iter().flatten() {
        for method in ["get", "post", "put", "patch", "delete"] {
            let Some(operation) = node.get(method) else {
                continue;
            };
            let shared = node["parameters"].as_array().into_iter().flatten();
            let own = operation["parameters"].as_array().into_iter().flatten();
            let wants_token = operation["x-requires"]["authenticated"].as_bool();
            let secured = operation["security"].as_array();
            let secured = secured.is_some_and(|ways| !ways.is_empty());
            found.push(Operation {
                source,
                method: method.to_uppercase(),
                template: format!("{base}{path}"),
                parameters: shared.chain(own).map(parameter).collect(),
                wants_token: wants_token
                    .or(secured.then_some(true))
                    .or(open.then_some(false)),
                node: operation.clone(),
            });
        }
    }
    found
}

fn parameter(node: &Value) -> Parameter {
    let text = |name: &str| node[name].as_str().unwrap_or_default().to_owned();
    Parameter {
        name: text("name"),
        place: text("in"),
        required: node["required"].as_bool().unwrap_or_default(),
        schema: node["schema"].clone(),
    }
}
