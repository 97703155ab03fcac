//! Dialogporten's other interface: documents that are sent to it, and answers, against the published schema.

mod answer;

use std::collections::BTreeSet;

use apollo_compiler::ast::OperationType;
use apollo_compiler::executable::Operation;
use apollo_compiler::request::coerce_variable_values;
use apollo_compiler::response::JsonMap;
use apollo_compiler::validation::Valid;
use apollo_compiler::{ExecutableDocument, Schema};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::recorder::{Exchange, STREAM, Sender};
use answer::Answered;

const PATH: &str = "/dialogporten/graphql";
const STREAM_PATH: &str = "/dialogporten/graphql/stream";

/// Whether the schema ought to know what is sent to this path.
pub fn is_covered(path: &str) -> bool {
    [PATH, STREAM_PATH].contains(&path)
}

/// The published schema.
pub struct Sdl(Valid<Schema>);

/// A request as it is posted.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Posted {
    query: String,
    #[serde(default)]
    variables: Map<String, Value>,
    #[serde(default)]
    operation_name: Option<String>,
}

impl Sdl {
    /// From its text.
    ///
    /// # Panics
    /// When it is no schema.
    pub fn read(text: &str) -> Self {
        let schema = Schema::parse_and_validate(text, "dialogporten.graphql");
        Sdl(schema.expect("the published schema is valid"))
    }

    /// Everything in an exchange that is not as described, one sentence each.
    pub fn check(&self, exchange: &Exchange) -> Vec<String> {
        let title = format!("{} {}", exchange.method, exchange.path);
        let found = match self.document(exchange) {
            Ok((document, posted)) => self.in_exchange(exchange, &document, &posted),
            Err(_) if exchange.sender == Sender::WrongOnPurpose => refused(exchange),
            Err(found) => found,
        };
        found
            .into_iter()
            .map(|what| format!("{title}: {what}"))
            .collect()
    }

    /// Fields of the roots that no exchange asked for and got.
    pub fn gaps(&self, exchanges: &[Exchange]) -> Vec<String> {
        let given = exchanges.iter().flat_map(|one| self.given(one));
        let given: BTreeSet<String> = given.collect();
        let kinds = [
            OperationType::Query,
            OperationType::Mutation,
            OperationType::Subscription,
        ];
        let roots = kinds.into_iter().filter_map(|kind| {
            let object = self.0.get_object(self.0.root_operation(kind)?)?;
            Some(
                object
                    .fields
                    .keys()
                    .map(move |field| format!("{kind} {field}")),
            )
        });
        roots
            .flatten()
            .filter(|root| !given.contains(root))
            .collect()
    }

    fn given(&self, exchange: &Exchange) -> Vec<String> {
        let Ok((document, posted)) = self.document(exchange) else {
            return Vec::new();
        };
        let Some(operation) = operation(&document, &posted) else {
            return Vec::new();
        };
        let told = told(exchange);
        let fields = operation.selection_set.root_fields(&document);
        let given = fields.filter(|field| {
            let key = field.response_key().as_str();
            let values = told.iter().map(|told| &told["data"][key]);
            let refused = |value: &Value| value["errors"].as_array().is_some_and(|e| !e.is_empty());
            values
                .clone()
                .any(|value| !value.is_null() && !refused(value))
        });
        let kind = operation.operation_type;
        given
            .map(|field| format!("{kind} {}", field.name))
            .collect()
    }

    fn document(
        &self,
        exchange: &Exchange,
    ) -> Result<(Valid<ExecutableDocument>, Posted), Vec<String>> {
        let posted: Posted = serde_json::from_slice(&exchange.body)
            .map_err(|error| vec![format!("the body is no request: {error}")])?;
        let document = ExecutableDocument::parse_and_validate(&self.0, &posted.query, "document");
        let document = document.map_err(|wrong| {
            let errors = wrong.errors.iter();
            errors
                .map(|error| error.to_json().message)
                .collect::<Vec<_>>()
        })?;
        Ok((document, posted))
    }

    fn in_exchange(
        &self,
        exchange: &Exchange,
        document: &Valid<ExecutableDocument>,
        posted: &Posted,
    ) -> Vec<String> {
        let Some(operation) = operation(document, posted) else {
            return vec!["no operation of that name".to_owned()];
        };
        let mut found = Vec::new();
        if exchange.sender != Sender::WrongOnPurpose {
            found.extend(self.in_request(exchange, operation, posted));
        } else if exchange.status != 200 || told(exchange).iter().all(|told| told["data"].is_null())
        {
            return refused(exchange);
        }
        let streams = exchange.media.as_deref() == Some(STREAM);
        if streams != operation.is_subscription() {
            found.push("subscriptions, and only they, are streams".to_owned());
        }
        for told in told(exchange) {
            let answered = Answered {
                schema: &self.0,
                document,
            };
            found.extend(answered.misfits(&operation.selection_set, &told));
        }
        found
    }

    fn in_request(
        &self,
        exchange: &Exchange,
        operation: &Operation,
        posted: &Posted,
    ) -> Vec<String> {
        let mut found = Vec::new();
        if exchange.header("authorization").is_none() {
            found.push("no token".to_owned());
        }
        let at_stream = exchange.path == STREAM_PATH;
        if at_stream != operation.is_subscription() {
            found.push("the other path takes these".to_owned());
        }
        let variables: JsonMap = (posted.variables.iter())
            .map(|(name, value)| (name.as_str().into(), value.clone().into()))
            .collect();
        if let Err(error) = coerce_variable_values(&self.0, operation, &variables) {
            found.push(format!("variables: {}", error.message()));
        }
        found
    }
}

fn operation<'a>(document: &'a ExecutableDocument, posted: &Posted) -> Option<&'a Operation> {
    let operation = document.operations.get(posted.operation_name.as_deref());
    operation.ok().map(|operation| &**operation)
}

/// What was answered: one value, or each event of a stream.
fn told(exchange: &Exchange) -> Vec<Value> {
    if exchange.media.as_deref() != Some(STREAM) {
        return exchange.json().cloned().into_iter().collect();
    }
    let text = String::from_utf8_lossy(&exchange.answer).into_owned();
    let data = text.lines().filter_map(|line| line.strip_prefix("data:"));
    data.filter_map(|data| serde_json::from_str(data.trim()).ok())
        .collect()
}

/// A refusal of the whole: bare, or with sentences and without data.
fn refused(exchange: &Exchange) -> Vec<String> {
    if exchange.answer.is_empty() && exchange.status != 200 {
        return Vec::new();
    }
    let sentences = told(exchange).into_iter().filter(|told| {
        let first = &told["errors"][0]["message"];
        first.is_string() && told["data"].is_null()
    });
    match sentences.count() {
        0 => vec![format!(
            "answer {}: not told what is wrong",
            exchange.status
        )],
        _ => Vec::new(),
    }
}
