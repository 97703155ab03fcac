//! The windows follow the settings for light and dark, and for how large everything is drawn.

use std::sync::Arc;

use fullmakt_app::surface::session::{Settings, Theme};
use fullmakt_app::surface::table::{Event, Topic};
use fullmakt_launch::Running;
use serde_json::json;
use tokio::sync::broadcast::error::RecvError;

use crate::window::Window;

/// Reads the settings now and at each change, until the app ends. `shown` are those that the window was made with: to set
/// them once more would cost the page a picture.
pub async fn follow(running: Running, window: Arc<Window>, mut shown: Settings) {
    let mut events = running.changes();
    loop {
        if let Some(settings) = settings(&running).await {
            if settings.theme != shown.theme {
                window.set_theme(as_tauri(settings.theme));
            }
            if settings.zoom != shown.zoom {
                window.set_zoom(settings.zoom_factor());
            }
            shown = settings;
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

/// How large a window that comes up now draws everything, as a factor.
pub async fn zoom(running: &Running) -> f64 {
    let settings = settings(running).await;
    settings.map_or(1.0, |settings| settings.zoom_factor())
}

/// The settings that hold now; `None` where the app could not be started.
pub async fn settings(running: &Running) -> Option<Settings> {
    let answer = running.call("settings", json!({})).await.ok()?;
    serde_json::from_value(answer).ok()
}

/// In the window's words; `None` follows the system.
pub fn as_tauri(theme: Theme) -> Option<tauri::Theme> {
    match theme {
        Theme::Auto => None,
        Theme::Light => Some(tauri::Theme::Light),
        Theme::Dark => Some(tauri::Theme::Dark),
    }
}
