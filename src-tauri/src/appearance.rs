//! The window's frame follows the setting for light and dark.

use std::sync::Arc;

use fullmakt_app::surface::session::{Settings, Theme};
use fullmakt_app::surface::table::{Event, Topic};
use fullmakt_launch::Running;
use serde_json::json;
use tokio::sync::broadcast::error::RecvError;

use crate::window::Window;

/// Reads the setting now and at each change, until the app ends.
pub async fn follow(running: Running, window: Arc<Window>) {
    let mut events = running.changes();
    loop {
        if let Some(theme) = setting(&running).await {
            window.set_theme(as_tauri(theme));
        }
        loop {
            match events.recv().await {
                Ok(Event::Changed { topics }) if topics.contains(&Topic::Settings) => break,
                Ok(Event::Restart) | Err(RecvError::Lagged(_)) => break,
                Ok(_) => {}
                Err(RecvError::Closed) => return,
            }
        }
    }
}

async fn setting(running: &Running) -> Option<Theme> {
    let answer = running.call("settings", json!({})).await.ok()?;
    let settings: Settings = serde_json::from_value(answer).ok()?;
    Some(settings.theme)
}

/// In the window's words; `None` follows the system.
pub fn as_tauri(theme: Theme) -> Option<tauri::Theme> {
    match theme {
        Theme::Auto => None,
        Theme::Light => Some(tauri::Theme::Light),
        Theme::Dark => Some(tauri::Theme::Dark),
    }
}
