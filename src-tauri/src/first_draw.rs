//! Linux without layers: the window draws its page when there is one.
//!
//! Where the web engine paints straight into the window (see [`crate::rendering`]), each draw waits up to half a second
//! for the engine's page process to answer for the window's size. While a page is on its way that process answers
//! nothing, and the page cannot come, since the question whether it may does reach us only between draws: the first
//! draw then costs the whole half second (seen with WebKitGTK 2.50.6, most starts of a release build). So until the page
//! is there the window paints its ground by itself.

use tauri::WebviewWindow;
use tauri::webview::Color;

/// Paints the ground until the page has come. Before the window is drawn for the first time; elsewhere it does nothing.
///
/// # Errors
/// When the window is gone.
#[cfg(target_os = "linux")]
pub fn wait_for_page(window: &WebviewWindow, ground: Color) -> tauri::Result<()> {
    use std::cell::Cell;

    use gtk::glib::Propagation;
    use gtk::prelude::{ObjectExt, WidgetExt};
    use webkit2gtk::{LoadEvent, WebViewExt};

    if !crate::rendering::is_without_layers() {
        return Ok(());
    }
    let Color(red, green, blue, _) = ground;
    window.with_webview(move |webview| {
        let view = webview.inner();
        let held = view.connect_draw(move |_, picture| {
            let part = |byte| f64::from(byte) / 255.0;
            picture.set_source_rgb(part(red), part(green), part(blue));
            // A ground that cannot be painted is the window's own colour.
            let _ = picture.paint();
            Propagation::Stop
        });
        let held = Cell::new(Some(held));
        view.connect_load_changed(move |view, event| {
            // A page that failed has come to its end as well.
            if event == LoadEvent::Finished
                && let Some(held) = held.take()
            {
                view.disconnect(held);
                view.queue_draw();
            }
        });
    })
}

/// Other systems draw by other means.
///
/// # Errors
/// Never.
#[cfg(not(target_os = "linux"))]
pub fn wait_for_page(_: &WebviewWindow, _: Color) -> tauri::Result<()> {
    Ok(())
}
