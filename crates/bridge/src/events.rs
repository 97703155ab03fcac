//! The stream of events.

use std::convert::Infallible;

use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use fullmakt_launch::Running;
use futures::Stream;
use futures::stream;
use tokio::sync::broadcast::error::RecvError;

/// Every event from now on. Lost ones do no harm: a listener that fell behind goes on with what comes.
pub async fn stream(
    State(app): State<Running>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let events = stream::unfold(app.events(), |mut from| async move {
        loop {
            match from.recv().await {
                Ok(event) => match Event::default().json_data(&event) {
                    Ok(line) => return Some((Ok(line), from)),
                    Err(error) => tracing::warn!(%error, "an event could not be written"),
                },
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return None,
            }
        }
    });
    Sse::new(events).keep_alive(KeepAlive::default())
}
