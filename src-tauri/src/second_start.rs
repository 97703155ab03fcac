//! A second start: hands its link to the first one and ends.
//!
//! Two programs on one encrypted database and one keyring would be trouble. A start with a data folder of its own
//! shares neither, and so is no second one.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use fullmakt_launch::{Asked, Flags, Running};
use tauri::plugin::TauriPlugin;
use tauri::{AppHandle, Manager, Wry};

use crate::rendering;

/// The plugin that finds the first one.
pub fn plugin(own_data: Option<&Path>) -> TauriPlugin<Wry> {
    tauri_plugin_single_instance::Builder::new()
        .callback(|app, args, _| take_over(app, &args))
        .dbus_id(bus_name(own_data))
        .build()
}

/// In the first program: what the second was started with.
fn take_over(app: &AppHandle, args: &[String]) {
    let args = args.iter().skip(1).map(Into::into);
    let asked = Flags::parse(args, |flag, _| flag == rendering::FLAG);
    let Some(running) = app.try_state::<Running>() else {
        return;
    };
    running.focus();
    match asked {
        Ok(Asked::Start(Flags {
            link: Some(link), ..
        })) => running.link(link),
        Ok(_) => {}
        Err(said) => tracing::warn!(said, "a second start could not be understood"),
    }
}

/// Name on the session bus (Linux). Other systems go by the identifier alone.
fn bus_name(own_data: Option<&Path>) -> String {
    const IDENTIFIER: &str = "no.fullmakt.desktop";
    match own_data {
        None => IDENTIFIER.to_owned(),
        Some(folder) => {
            let mut hasher = DefaultHasher::new();
            std::path::absolute(folder)
                .unwrap_or_else(|_| folder.to_owned())
                .hash(&mut hasher);
            format!("{IDENTIFIER}.data{:016x}", hasher.finish())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::bus_name;
    use std::path::Path;

    #[test]
    fn one_program_for_each_data_folder() {
        assert_eq!(bus_name(None), "no.fullmakt.desktop");
        let one = bus_name(Some(Path::new("/tmp/a")));
        assert_ne!(one, bus_name(Some(Path::new("/tmp/b"))));
        assert_eq!(
            one,
            bus_name(Some(Path::new("/tmp/./a/"))),
            "the same folder by another name"
        );
        assert!(
            one.chars().all(|c| c.is_ascii_alphanumeric() || c == '.'),
            "{one}"
        );
    }
}
