//! GraphQL for end users (dialogporten reference 2): every operation of the published schema, checked
//! and carried out against that schema itself. Failures of the matter come inside the payload;
//! faults of the document come in `errors`.

mod document;
mod mutations;
mod queries;
mod resolve;
mod stream;

use std::sync::LazyLock;

use apollo_compiler::Schema;
use apollo_compiler::resolvers::Execution;
use apollo_compiler::response::JsonMap;
use apollo_compiler::validation::Valid;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::header::ACCEPT;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::post;
use serde::Deserialize;
use serde_json::{Value, json};

use super::caller::EndUser;
use crate::server::answers;
use crate::state::Shared;
use resolve::Root;

/// The published schema.
static SCHEMA: LazyLock<Valid<Schema>> = LazyLock::new(|| {
    let text = include_str!("../../../data/dialogporten.graphql");
    Schema::parse_and_validate(text, "dialogporten.graphql")
        .expect("the data file is part of this crate and is read by its tests")
});

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route("/dialogporten/graphql", post(execute))
        .merge(stream::router())
}

/// A request as it is posted.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Posted {
    query: String,
    #[serde(default)]
    variables: Option<serde_json::Map<String, Value>>,
    #[serde(default)]
    operation_name: Option<String>,
}

async fn execute(
    State(shared): State<Shared>,
    user: EndUser,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let answer = serde_json::from_slice::<Posted>(&body)
        .map_err(|error| vec![format!("The request cannot be read: {error}.")])
        .and_then(|posted| run(&shared, &user, &posted));
    match answer {
        Ok(body) => answers::json(StatusCode::OK, &body),
        Err(sentences) => {
            // The older media type knows no status but 200.
            let strict = headers
                .get(ACCEPT)
                .and_then(|value| value.to_str().ok())
                .is_some_and(|value| value.contains("application/graphql-response+json"));
            let status = if strict {
                StatusCode::BAD_REQUEST
            } else {
                StatusCode::OK
            };
            answers::json(status, &faults(&sentences))
        }
    }
}

fn faults(sentences: &[String]) -> Value {
    let errors: Vec<Value> = sentences
        .iter()
        .map(|sentence| json!({ "message": sentence }))
        .collect();
    json!({ "errors": errors })
}

/// Carries a query or a mutation out.
fn run(shared: &Shared, user: &EndUser, posted: &Posted) -> Result<Value, Vec<String>> {
    let document = document::checked(&SCHEMA, &posted.query)?;
    let variables: JsonMap = posted
        .variables
        .iter()
        .flatten()
        .map(|(name, value)| (name.as_str().into(), value.clone().into()))
        .collect();
    let name = posted.operation_name.as_deref();
    let operation = document
        .operations
        .get(name)
        .map_err(|error| vec![error.message().to_string()])?;
    if operation.is_subscription() {
        return Err(vec![
            "Subscriptions are served at /graphql/stream.".to_owned(),
        ]);
    }
    let root = Root {
        shared,
        user,
        mutates: operation.is_mutation(),
    };
    let response = Execution::new(&SCHEMA, &document)
        .operation(operation)
        .raw_variable_values(&variables)
        .enable_schema_introspection(true)
        .execute_sync(&root)
        .map_err(|error| vec![error.message().to_string()])?;
    serde_json::to_value(&response).map_err(|error| vec![error.to_string()])
}

#[cfg(test)]
mod tests {
    use super::SCHEMA;

    #[test]
    fn the_data_file_is_a_valid_schema_with_all_operations() {
        let fields = |name: &str| -> Vec<String> {
            let object = SCHEMA.get_object(name).expect("a type");
            object.fields.keys().map(ToString::to_string).collect()
        };
        assert_eq!(fields("Queries").len(), 6);
        assert_eq!(
            fields("Mutations"),
            ["setSystemLabel", "bulkSetSystemLabels"]
        );
        assert_eq!(fields("Subscriptions"), ["dialogEvents"]);
    }
}
