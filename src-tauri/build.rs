//! Declares the commands that a page may be given, and makes sure there is a folder of the UI to embed.

use tauri_build::{AppManifest, Attributes};

/// Without this list every registered command would be open to every page; with it each needs a permission.
const COMMANDS: &[&str] = &["call", "subscribe", "view"];

fn main() {
    // A fresh clone has no built UI yet; checking this crate must not need one. Running it does: `./dev build`.
    let ui = std::path::Path::new("../ui/dist");
    std::fs::create_dir_all(ui).expect("the folder of the built UI can be made");
    println!("cargo:rerun-if-changed={}", ui.display());
    let manifest = AppManifest::new().commands(COMMANDS);
    tauri_build::try_build(Attributes::new().app_manifest(manifest))
        .expect("the window's configuration is valid");
}
