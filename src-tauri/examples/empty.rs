//! An empty window, to measure ours against: the same Tauri, the same features, a page with one word.
//! Prints the mark `ui_ready` when the page has painted.

use std::time::Instant;

use tauri::{WebviewUrl, WebviewWindowBuilder};

fn main() {
    let begun = Instant::now();
    tauri::Builder::default()
        .setup(move |app| {
            WebviewWindowBuilder::new(app, "empty", WebviewUrl::App("index.html".into()))
                .inner_size(1280.0, 832.0)
                .on_document_title_changed(move |_, title| {
                    if title == "painted" {
                        let ms = begun.elapsed().as_secs_f64() * 1000.0;
                        println!("{{\"mark\":\"ui_ready\",\"ms\":{ms:.1},\"at\":{ms:.1}}}");
                    }
                })
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!("examples/empty/tauri.conf.json"))
        .expect("an empty window opens");
}
