//! Windows of their own for what came with a letter: the letter stays readable beside its attachment.

use fullmakt_app::surface::messages::AttachmentRef;
use fullmakt_app::surface::session::Settings;
use serde_json::Value;
use tauri::{AppHandle, Manager};
use url::form_urlencoded::Serializer;

use crate::first_draw;
use crate::window::{self, WebFolder};

/// Characters of a title at most: the name is the sender's.
const TITLE: usize = 120;

/// Opens a window on an attachment, or brings the one that shows it to the front.
///
/// # Errors
/// When the web engine gives no window.
pub fn show(app: &AppHandle, of: &AttachmentRef, name: &str, zoom: f64) -> tauri::Result<()> {
    let label = label(of);
    if let Some(open) = app.get_webview_window(&label) {
        open.unminimize()?;
        return open.set_focus();
    }
    let folder = app.state::<WebFolder>().0.clone();
    let main = app.get_webview_window(window::LABEL);
    let theme = main.as_ref().and_then(|main| main.theme().ok());
    // A test environment says so in every title.
    let test = main.and_then(|main| main.title().ok());
    let mark = test.as_deref().and_then(|title| title.split_once(" – "));
    let window = window::closed(app, &label, &page(of, name), folder.as_deref())
        .title(title(mark.map(|(mark, _)| mark), name))
        .inner_size(900.0, 1000.0)
        .theme(theme)
        .background_color(window::ground(theme))
        .build()?;
    window::said(
        first_draw::wait_for_page(&window, window::ground(theme)),
        "first draw",
    );
    window::said(window.set_zoom(zoom), "zoom");
    Ok(())
}

/// Whether a window may run a command. What a sender made is drawn in the windows of attachments, so whoever finds a fault
/// in what draws it gets no further than that file: not to another one, to no letter and to no decision.
pub fn may_call(window: &str, command: &str, input: &Value) -> bool {
    if window == window::LABEL {
        return true;
    }
    match command {
        "app_info" | "session" | "settings" | "ui_log" | "ui_mark" | "window_used" => true,
        "attachment_bytes" | "open_attachment" | "save_attachment" => {
            serde_json::from_value::<AttachmentRef>(input.clone())
                .is_ok_and(|of| label(&of) == window)
        }
        _ => false,
    }
}

/// Whether these settings are those that hold now but for how large everything is drawn: the windows of attachments have
/// the keys for that as well.
pub fn only_zooms(input: &Value, now: &Settings) -> bool {
    serde_json::from_value::<Settings>(input.clone()).is_ok_and(|wanted| {
        let zoom = wanted.zoom;
        wanted
            == Settings {
                zoom,
                ..now.clone()
            }
    })
}

/// The name that the capability file allows, one for each attachment: an id of the sender's may hold anything.
fn label(of: &AttachmentRef) -> String {
    let part = |id: &str| -> String {
        id.chars()
            .filter(|one| one.is_ascii_alphanumeric() || *one == '-')
            .collect()
    };
    let inside = of.transmission_id.as_deref().map_or(String::new(), part);
    format!("view-{}:{inside}:{}", part(&of.id), part(&of.attachment_id))
}

/// Our page, told by its fragment what to show.
fn page(of: &AttachmentRef, name: &str) -> String {
    let mut fragment = Serializer::new(String::new());
    fragment
        .append_pair("view", &of.id)
        .append_pair("attachment", &of.attachment_id)
        .append_pair("name", name);
    if let Some(transmission) = &of.transmission_id {
        fragment.append_pair("transmission", transmission);
    }
    format!("index.html#{}", fragment.finish())
}

fn title(mark: Option<&str>, name: &str) -> String {
    let plain: String = name
        .chars()
        .filter(|one| !one.is_control())
        .take(TITLE)
        .collect();
    match mark {
        Some(mark) => format!("{mark} – {plain}"),
        None => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::{label, may_call, only_zooms, page, title};
    use crate::window;
    use fullmakt_app::surface::messages::AttachmentRef;
    use fullmakt_app::surface::session::{Settings, Theme};
    use fullmakt_app::surface::table::COMMANDS;
    use serde_json::{Value, json};

    fn of(transmission: Option<&str>, attachment: &str) -> AttachmentRef {
        AttachmentRef {
            id: "0197a1b2-0000-7000-8000-000000000001".to_owned(),
            transmission_id: transmission.map(str::to_owned),
            attachment_id: attachment.to_owned(),
        }
    }

    #[test]
    fn each_attachment_has_a_window_of_its_own() {
        assert_ne!(label(&of(None, "a")), label(&of(None, "b")));
        assert_ne!(label(&of(Some("a"), "b")), label(&of(None, "ab")));
    }

    #[test]
    fn the_window_of_an_attachment_reaches_that_attachment_only() {
        let input = |of: &AttachmentRef| serde_json::to_value(of).expect("JSON");
        let (own, other) = (of(Some("t"), "a"), of(Some("t"), "b"));
        let window = label(&own);
        let may: Vec<&str> = COMMANDS
            .iter()
            .map(|command| command.name)
            .filter(|command| may_call(&window, command, &input(&own)))
            .collect();
        let needed = [
            "app_info",
            "attachment_bytes",
            "open_attachment",
            "save_attachment",
            "session",
            "settings",
            "ui_log",
            "ui_mark",
            "window_used",
        ];
        assert_eq!(may.len(), needed.len(), "{may:?}");
        assert!(needed.iter().all(|name| may.contains(name)), "{may:?}");
        for command in ["attachment_bytes", "open_attachment", "save_attachment"] {
            for input in [input(&other), input(&of(None, "a")), json!({}), Value::Null] {
                assert!(!may_call(&window, command, &input), "{command} {input}");
            }
        }
        let all = |window: &str| {
            let mut commands = COMMANDS.iter();
            commands.all(|command| may_call(window, command.name, &Value::Null))
        };
        assert!(all(window::LABEL), "the main window has them all");
    }

    #[test]
    fn of_the_settings_it_changes_the_size_only() {
        let now = Settings::default();
        let zoomed = |settings: Settings| Settings {
            zoom: 125,
            ..settings
        };
        let input = |settings: Settings| serde_json::to_value(settings).expect("JSON");
        assert!(only_zooms(&input(zoomed(now.clone())), &now));
        let darker = Settings {
            theme: Theme::Dark,
            ..now.clone()
        };
        assert!(!only_zooms(&input(zoomed(darker)), &now));
        for input in [json!({}), json!({ "zoom": 125 }), Value::Null] {
            assert!(!only_zooms(&input, &now), "{input}");
        }
    }

    #[test]
    fn ids_from_outside_stay_inside_their_places() {
        let odd = of(None, "../x#name=y&view=z\u{202e}");
        assert!(label(&odd).ends_with("::xnameyviewz"));
        let page = page(&odd, "Vedtak & svar #2.pdf");
        let (file, fragment) = page.split_once('#').expect("a fragment");
        assert_eq!(file, "index.html");
        let pairs: Vec<_> = url::form_urlencoded::parse(fragment.as_bytes()).collect();
        assert_eq!(pairs.len(), 3);
        assert_eq!(pairs[1].1, odd.attachment_id);
        assert_eq!(pairs[2].1, "Vedtak & svar #2.pdf");
    }

    #[test]
    fn titles_are_one_short_line() {
        assert_eq!(title(None, "a\nb.pdf"), "ab.pdf");
        assert_eq!(title(Some("TEST"), "a.pdf"), "TEST – a.pdf");
        assert_eq!(title(None, &"å".repeat(500)).chars().count(), 120);
    }
}
