//! Live events of one open dialog, as server-sent events (dialogporten reference 2.4). The bearer is
//! a dialog token, and only checked at the start.

use std::convert::Infallible;

use apollo_compiler::ExecutableDocument;
use apollo_compiler::ast::{Definition, Document, OperationType, Selection, Value as Literal};
use apollo_compiler::resolvers::Execution;
use apollo_compiler::validation::Valid;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use futures::stream::{self, Stream};
use serde_json::{Value, json};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use uuid::Uuid;

use super::resolve::Made;
use super::{Posted, SCHEMA, document, faults};
use crate::dialogporten::token::DialogToken;
use crate::identity::bearer_text;
use crate::server::answers;
use crate::state::Shared;
use crate::world::later::DialogEvent;

pub(super) fn router() -> Router<Shared> {
    Router::new().route("/dialogporten/graphql/stream", post(subscribe))
}

async fn subscribe(State(shared): State<Shared>, headers: HeaderMap, body: Bytes) -> Response {
    let token = bearer_text(&headers).and_then(|token| DialogToken::read(&shared, token));
    let Some(token) = token else {
        return answers::empty(StatusCode::UNAUTHORIZED);
    };
    let watched = serde_json::from_slice::<Posted>(&body)
        .map_err(|error| vec![format!("The request cannot be read: {error}.")])
        .and_then(|posted| {
            let document = document::checked(&SCHEMA, &posted.query)?;
            if named_dialog(&posted.query) == Some(token.dialog) {
                Ok(document)
            } else {
                Err(vec![
                    "The current user is not authorized to access this resource.".to_owned(),
                ])
            }
        });
    match watched {
        Err(sentences) => {
            let events = [next(&faults(&sentences)), complete()].map(Ok::<_, Infallible>);
            Sse::new(stream::iter(events)).into_response()
        }
        Ok(document) => {
            let watch = Watch {
                events: shared.dialog_events(),
                dialog: token.dialog,
                document,
            };
            Sse::new(watch.stream())
                .keep_alive(KeepAlive::default())
                .into_response()
        }
    }
}

fn next(data: &Value) -> Event {
    Event::default().event("next").data(data.to_string())
}

fn complete() -> Event {
    Event::default().event("complete").data("")
}

/// The dialog that a document names. The text itself is looked at: the subscription must be the
/// first definition, and the id a literal in it; a variable names nothing.
fn named_dialog(text: &str) -> Option<Uuid> {
    let document = Document::parse(text, "query.graphql").ok()?;
    let Definition::OperationDefinition(operation) = document.definitions.first()? else {
        return None;
    };
    if operation.operation_type != OperationType::Subscription {
        return None;
    }
    operation.selection_set.iter().find_map(|selection| {
        let Selection::Field(field) = selection else {
            return None;
        };
        let argument = field
            .arguments
            .iter()
            .find(|each| each.name == "dialogId")?;
        match argument.value.as_ref() {
            Literal::String(id) => id.parse().ok(),
            _ => None,
        }
    })
}

/// Somebody who watches a dialog.
struct Watch {
    events: Receiver<DialogEvent>,
    dialog: Uuid,
    document: Valid<ExecutableDocument>,
}

impl Watch {
    fn stream(self) -> impl Stream<Item = Result<Event, Infallible>> {
        stream::unfold(self, |mut watch| async move {
            loop {
                let event = match watch.events.recv().await {
                    Ok(event) => event,
                    // Something was missed; that it changed is true in any case.
                    Err(RecvError::Lagged(_)) => DialogEvent::updated(watch.dialog),
                    Err(RecvError::Closed) => return None,
                };
                if event.dialog == watch.dialog {
                    let told = next(&watch.told(event));
                    return Some((Ok(told), watch));
                }
            }
        })
    }

    /// The event as the document selects it.
    fn told(&self, event: DialogEvent) -> Value {
        let kind = if event.deleted {
            "DialogDeleted"
        } else {
            "DialogUpdated"
        };
        let payload = json!({ "dialogEvents": { "id": event.dialog, "type": kind } });
        let Value::Object(members) = payload else {
            return Value::Null;
        };
        let root = Made {
            type_name: "Subscriptions".to_owned(),
            members,
        };
        let operation = self.document.operations.iter().next();
        operation
            .and_then(|operation| {
                Execution::new(&SCHEMA, &self.document)
                    .operation(operation)
                    .execute_sync(&root)
                    .ok()
            })
            .and_then(|response| serde_json::to_value(&response).ok())
            .unwrap_or_default()
    }
}
