//! The page's door: three commands. What the main window can ask through `call` is the app's one list of commands.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use fullmakt_app::surface::common::Failure;
use fullmakt_app::surface::messages::AttachmentRef;
use fullmakt_app::surface::table::Event;
use fullmakt_launch::Running;
use serde_json::Value;
use tauri::ipc::Channel;
use tauri::{AppHandle, State, WebviewWindow};
use tokio::sync::broadcast::error::RecvError;
use tokio::task::AbortHandle;

use crate::{appearance, viewer};

/// The pages that listen for events, by their windows. A page that was loaded anew takes the place of the one before.
#[derive(Default)]
pub struct Listeners(Mutex<HashMap<String, AbortHandle>>);

/// Runs one command of the app. For the window of an attachment there are only those that it needs.
#[tauri::command]
pub async fn call(
    app: State<'_, Running>,
    window: WebviewWindow,
    name: String,
    payload: Value,
) -> Result<Value, Failure> {
    let may = viewer::may_call(window.label(), &name, &payload)
        || (name == "set_settings"
            && appearance::settings(&app)
                .await
                .is_some_and(|now| viewer::only_zooms(&payload, &now)));
    if !may {
        tracing::warn!("the window of an attachment asked for more than it may");
        return Err(Failure::unknown_command(&name));
    }
    app.call(&name, payload).await
}

/// Sends events to the page from now on.
#[tauri::command]
pub async fn subscribe(
    app: State<'_, Running>,
    listeners: State<'_, Listeners>,
    window: WebviewWindow,
    channel: Channel<Event>,
) -> Result<(), Failure> {
    // A link that waits for a page waits for the main one: no other takes up what becomes of it.
    let mut events = if window.label() == crate::window::LABEL {
        app.events()
    } else {
        app.changes()
    };
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
    let before = listeners
        .0
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .insert(window.label().to_owned(), task.abort_handle());
    if let Some(before) = before {
        before.abort();
    }
    Ok(())
}

/// Shows an attachment in a window of its own; one that is shown already comes to the front.
#[tauri::command]
pub async fn view(
    app: AppHandle,
    running: State<'_, Running>,
    of: AttachmentRef,
    name: String,
) -> Result<(), Failure> {
    let zoom = appearance::zoom(&running).await;
    viewer::show(&app, &of, &name, zoom).map_err(|error| {
        tracing::error!(%error, "no window for an attachment");
        Failure::unexpected("view")
    })
}
