//! Holds an exchange against the descriptions: first whether the request keeps to them, then the answer.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use crate::codes::{misspelt_code, unknown_codes};
use crate::graphql;
use crate::recorder::{Exchange, MARK, Sender};
use crate::schema::{Reading, Shape, shape};
use crate::spec::{LETTERS, Operation, Published, SOURCES, is_covered, operations};

/// Headers of HTTP itself, which no description names.
const PLAIN_HEADERS: [&str; 9] = [
    "accept",
    "accept-encoding",
    "accept-language",
    "authorization",
    "content-length",
    "content-type",
    "host",
    "user-agent",
    MARK,
];

const PROBLEM: &str = "application/problem+json";

type Compiled = Result<Shape, String>;

/// The descriptions, ready to be asked.
pub struct Contract<'a> {
    documents: Vec<Value>,
    pub operations: Vec<Operation>,
    published: &'a Published,
    compiled: RefCell<HashMap<(usize, Reading, String), Compiled>>,
}

impl<'a> Contract<'a> {
    /// From documents in the order of [`SOURCES`], and what is never amended: codes, and the schema of GraphQL.
    pub fn new(documents: Vec<Value>, published: &'a Published) -> Self {
        let numbered = documents.iter().enumerate();
        let operations = numbered.flat_map(|(source, document)| operations(source, document));
        Contract {
            operations: operations.collect(),
            documents,
            published,
            compiled: RefCell::default(),
        }
    }

    /// The operation that a request is; of several that fit, the one with most literal segments from the left.
    pub fn operation(&self, exchange: &Exchange) -> Option<&Operation> {
        let same_method = self
            .operations
            .iter()
            .filter(|operation| operation.method == exchange.method);
        let fitting =
            same_method.filter_map(|operation| Some((operation.fit(&exchange.path)?, operation)));
        let best = fitting.max_by(|(one, _), (other, _)| one.cmp(other))?;
        Some(best.1)
    }

    /// Everything in an exchange that is not as described, one sentence each.
    pub fn check(&self, exchange: &Exchange) -> Vec<String> {
        if graphql::is_covered(&exchange.path) {
            return self.published.graphql.check(exchange);
        }
        if !is_covered(&exchange.path) {
            return Vec::new();
        }
        let Some(operation) = self.operation(exchange) else {
            return vec![format!(
                "{} {}: not described",
                exchange.method, exchange.path
            )];
        };
        let mut found = Vec::new();
        if exchange.sender != Sender::WrongOnPurpose {
            found.extend(self.in_request(operation, exchange));
        }
        let in_answer = self.in_answer(operation, exchange);
        let place = format!("answer {}: ", exchange.status);
        found.extend(in_answer.into_iter().map(|what| place.clone() + &what));
        let title = operation.title();
        found
            .into_iter()
            .map(|what| format!("{title}: {what}"))
            .collect()
    }

    fn in_request(&self, operation: &Operation, exchange: &Exchange) -> Vec<String> {
        let mut found = Vec::new();
        let mut given: BTreeMap<(&str, String), Vec<String>> = BTreeMap::new();
        for (name, value) in operation.variables(&exchange.path) {
            let values = given.entry(("path", name.to_owned())).or_default();
            values.push(unescaped(value));
        }
        for (name, value) in &exchange.query {
            let values = given.entry(("query", name.clone())).or_default();
            values.push(value.clone());
        }
        for (name, value) in &exchange.headers {
            let described = operation
                .parameters
                .iter()
                .find(|one| one.place == "header" && one.name.eq_ignore_ascii_case(name));
            if let Some(parameter) = described {
                let values = given.entry(("header", parameter.name.clone())).or_default();
                values.push(value.clone());
            } else if !PLAIN_HEADERS.contains(&name.as_str()) {
                found.push(format!("header {name} is not described"));
            }
        }
        for parameter in &operation.parameters {
            let key = (parameter.place.as_str(), parameter.name.clone());
            let what = format!("{} parameter {}", parameter.place, parameter.name);
            match given.remove(&key) {
                None if parameter.required => found.push(format!("{what} is missing")),
                None => {}
                Some(values) => {
                    let value = read(&parameter.schema, &values);
                    let wrong = self.misfits(
                        operation.source,
                        &parameter.schema,
                        Reading::AsItStands,
                        &value,
                    );
                    found.extend(wrong.into_iter().map(|wrong| format!("{what}: {wrong}")));
                }
            }
        }
        let unknown = given.into_keys();
        found.extend(
            unknown.map(|(place, name)| format!("{place} parameter {name} is not described")),
        );
        let token = exchange.header("authorization").is_some();
        match operation.wants_token {
            Some(true) if !token => found.push("no token".to_owned()),
            Some(false) if token => found.push("a token, where none is asked for".to_owned()),
            _ => {}
        }
        found.extend(self.in_body(operation, exchange));
        found
    }

    fn in_body(&self, operation: &Operation, exchange: &Exchange) -> Vec<String> {
        let described = &operation.node["requestBody"];
        if exchange.body.is_empty() {
            let required = described["required"].as_bool().unwrap_or_default();
            return required.then(|| "no body".to_owned()).into_iter().collect();
        }
        let media = exchange.header("content-type").unwrap_or_default();
        let media = media.split(';').next().unwrap_or_default();
        let Some(content) = described["content"].get(media) else {
            return vec![format!("a body of type '{media}' is not described")];
        };
        let Ok(body) = serde_json::from_slice(&exchange.body) else {
            return vec!["the body is no JSON".to_owned()];
        };
        let schema = &content["schema"];
        let wrong = self.misfits(operation.source, schema, Reading::AsItStands, &body);
        wrong
            .into_iter()
            .map(|wrong| format!("body: {wrong}"))
            .collect()
    }

    fn in_answer(&self, operation: &Operation, exchange: &Exchange) -> Vec<String> {
        let answers = &operation.node["responses"];
        let status = exchange.status.to_string();
        let Some(described) = answers.get(&status).or_else(|| answers.get("default")) else {
            return vec!["not a described status".to_owned()];
        };
        let contents = described["content"].as_object();
        let none = contents.is_none_or(|contents| contents.is_empty());
        if exchange.answer.is_empty() {
            let may = none || described["x-may-be-empty"] == true;
            return (!may).then(|| "no body".to_owned()).into_iter().collect();
        }
        if none {
            return vec!["a body, where none is described".to_owned()];
        }
        let media = exchange.media.as_deref().unwrap_or("none");
        let content =
            contents.and_then(|contents| contents.get(media).or_else(|| contents.get("*/*")));
        let Some(content) = content else {
            return vec![format!("a body of type '{media}' is not described")];
        };
        let text;
        let body = if media.ends_with("json") {
            match exchange.json() {
                Some(body) => body,
                None => return vec!["no JSON".to_owned()],
            }
        } else {
            text = Value::String(String::from_utf8_lossy(&exchange.answer).into_owned());
            &text
        };
        let reading = SOURCES[operation.source].answers;
        let mut found = self.misfits(operation.source, &content["schema"], reading, body);
        if media == PROBLEM && SOURCES[operation.source].name == LETTERS {
            found.extend(misspelt_code(body));
        } else if media == PROBLEM {
            found.extend(unknown_codes(&self.published.codes, exchange.status, body));
        }
        found
    }

    /// What in a value does not fit a schema.
    fn misfits(
        &self,
        source: usize,
        schema: &Value,
        reading: Reading,
        value: &Value,
    ) -> Vec<String> {
        let key = (source, reading, schema.to_string());
        let mut compiled = self.compiled.borrow_mut();
        let compiled = compiled
            .entry(key)
            .or_insert_with(|| shape(&self.documents[source], schema, reading));
        match compiled {
            Ok(shape) => shape.misfits(value),
            Err(why) => vec![format!("the description cannot be read: {why}")],
        }
    }
}

/// Texts of a parameter as the values that its schema speaks of; what cannot be read stays text.
fn read(schema: &Value, texts: &[String]) -> Value {
    let one = |schema: &Value, text: &str| match schema["type"].as_str() {
        Some("integer" | "number" | "boolean") => {
            serde_json::from_str(text).unwrap_or_else(|_| Value::from(text))
        }
        _ => Value::from(text),
    };
    match texts {
        _ if schema["type"] == "array" => Value::Array(
            texts
                .iter()
                .map(|text| one(&schema["items"], text))
                .collect(),
        ),
        [text] => one(schema, text),
        several => Value::from(several.to_vec()),
    }
}

fn unescaped(segment: &str) -> String {
    let pair = format!("={}", segment.replace('+', "%2B"));
    let mut pairs = url::form_urlencoded::parse(pair.as_bytes());
    pairs
        .next()
        .map(|(_, value)| value.into_owned())
        .unwrap_or_default()
}
