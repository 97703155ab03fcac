//! The page's door: two commands. What can be asked through `call` is the app's one list of commands.

use std::sync::{Mutex, PoisonError};

use fullmakt_app::surface::common::Failure;
use fullmakt_app::surface::table::Event;
use fullmakt_launch::Running;
use serde_json::Value;
use tauri::State;
use tauri::ipc::Channel;
use tokio::sync::broadcast::error::RecvError;
use tokio::task::AbortHandle;

/// The page that listens for events. A page that was loaded anew takes the place of the one before.
#[derive(Default)]
pub struct Listener(Mutex<Option<AbortHandle>>);

/// Runs one command of the app.
#[tauri::command]
pub async fn call(app: State<'_, Running>, name: String, payload: Value) -> Result<Value, Failure> {
    app.call(&name, payload).await
}

/// Sends events to the page from now on.
#[tauri::command]
pub async fn subscribe(
    app: State<'_, Running>,
    listener: State<'_, Listener>,
    channel: Channel<Event>,
) -> Result<(), Failure> {
    let mut events = app.events();
    let task = tokio::spawn(async move {
        loop {
            match events.recv().await {
                Ok(event) => {
                    if channel.send(event).is_err() {
                        break;
                    }
                }
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => break,
            }
        }
    });
    let before = listener
        .0
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .replace(task.abort_handle());
    if let Some(before) = before {
        before.abort();
    }
    Ok(())
}
