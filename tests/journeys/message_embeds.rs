//! Letters that are served in unusual ways, and letters that are out to do harm: what the reader gives of each, and that
//! the proof of a message goes to no other host.

use fullmakt_app::surface::common::ErrorCode;
use fullmakt_app::surface::messages::{Body, Opened, RunAction};
use fullmakt_app::surface::table::Commands;
use fullmakt_tests::Harness;
use serde_json::{Value, json};

async fn read(stage: &Harness, tag: &str) -> Opened {
    let id = stage.dialog_id(tag).await;
    stage.open(&id).await.opened.expect("opened")
}

fn text(words: &str) -> Value {
    json!({ "kind": "text", "text": words })
}

/// A letter of one paragraph.
fn letter(inlines: &Value) -> Value {
    json!({
        "kind": "shown",
        "document": {
            "blocks": [{ "kind": "paragraph", "inlines": inlines }],
            "truncated": false,
            "omitted": false,
        },
        "lang": "nb",
    })
}

/// Everything that has this name in a tree.
fn named(tree: &Value, name: &str, found: &mut Vec<String>) {
    match tree {
        Value::Array(items) => items.iter().for_each(|item| named(item, name, found)),
        Value::Object(members) => {
            for (member, value) in members {
                if member == name {
                    found.extend(value.as_str().map(str::to_owned));
                }
                named(value, name, found);
            }
        }
        _ => {}
    }
}

/// The service owner is told nothing but the proof of its own message, and another host not even that.
async fn proofs_stayed_at_home(stage: &Harness) -> Vec<Value> {
    let calls = stage.owner_calls().await;
    assert!(!calls.is_empty());
    for call in &calls {
        let wanted = if is_elsewhere(call) { "none" } else { "dialog" };
        assert_eq!(call["token"], wanted, "{call}");
        assert_eq!(call["cookies"], false, "{call}");
    }
    calls
}

/// The same port under another name is another host.
fn is_elsewhere(call: &Value) -> bool {
    let host = call["host"].as_str().expect("a host");
    host.starts_with("localhost:")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_way_of_serving_ends_in_a_letter_or_in_its_own_case() {
    let stage = Harness::inbox_of("kari").await;
    let stressed = json!([
        text("Et "),
        { "kind": "emphasis", "inlines": [text("brev")] },
        text("."),
    ]);
    let strong = json!([
        text("Et "),
        { "kind": "strong", "inlines": [text("eldre")] },
        text(" brev."),
    ]);
    let elsewhere = json!([text("Innhold fra en annen vert.")]);
    for (tag, inlines) in [
        ("embed-plain", &stressed),
        ("embed-html", &strong),
        ("embed-moved", &stressed),
        ("embed-elsewhere", &elsewhere),
    ] {
        let opened = read(&stage, tag).await;
        let body = serde_json::to_value(&opened.body).expect("written");
        assert_eq!(body, letter(inlines), "{tag}");
    }
    assert_eq!(read(&stage, "embed-empty").await.body, Body::None);
    for (tag, code) in [
        ("embed-too-large", ErrorCode::ContentTooLarge),
        ("embed-slow", ErrorCode::Timeout),
    ] {
        let opened = read(&stage, tag).await;
        let Body::Failed { failure } = &opened.body else {
            panic!("{tag}: {:?}", opened.body);
        };
        assert_eq!(failure.code, code, "{tag}");
    }
    let calls = proofs_stayed_at_home(&stage).await;
    assert!(calls.iter().any(is_elsewhere), "it was followed");
}

/// A login or a page where a letter was promised is none, and its place says so until the letter can be had.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_no_letter_is_unavailable_and_asked_for_again() {
    let stage = Harness::inbox_of("kari").await;
    let id = stage.dialog_id("embed-plain").await;
    for fault in [
        json!({ "status": 401 }),
        json!({ "status": 302 }),
        json!({ "headers": { "content-type": "text/html" } }),
    ] {
        let mut armed = fault.clone();
        armed["path"] = json!(format!("/service-owner/dialogs/{id}/content/*"));
        stage.control.faults(json!([armed])).await;
        let opened = stage.open(&id).await.opened.expect("opened");
        let Body::Failed { failure } = &opened.body else {
            panic!("{fault}: {:?}", opened.body);
        };
        assert_eq!(failure.code, ErrorCode::ContentUnavailable, "{fault}");
        assert_eq!(failure.context["host"], "127.0.0.1", "{fault}");
        stage.control.clear_faults().await;
    }
    let opened = stage.open(&id).await.opened.expect("opened");
    assert!(
        matches!(opened.body, Body::Shown { .. }),
        "{:?}",
        opened.body
    );
    proofs_stayed_at_home(&stage).await;
}

/// Marks that hide text or turn its direction are written out in what is read before a letter is opened.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn marks_that_nobody_sees_are_written_out_in_titles_and_names() {
    let stage = Harness::inbox_of("kari").await;
    let id = stage.dialog_id("hostile").await;
    let row = stage.message(&id).await.row;
    assert!(row.title.contains("‹U+202E›slaf‹U+202C›"), "{}", row.title);
    assert!(
        row.sender.contains("Skatteetaten‹U+202E›"),
        "{}",
        row.sender
    );
    let unseen = [
        '\u{202e}', '\u{202c}', '\u{200b}', '\u{feff}', '\u{2066}', '\u{2069}',
    ];
    for text in [&row.title, &row.sender, &row.summary] {
        assert!(!text.contains(unseen), "{text}");
    }
    let usual = stage.dialog_id("plain").await;
    let row = stage.message(&usual).await.row;
    assert!(!row.title.contains('‹'), "{}", row.title);
}

/// What a hostile letter says is words; nothing in it runs, is fetched, or leads where one does not see.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hostile_letter_comes_as_words_and_links_that_are_shown() {
    let stage = Harness::inbox_of("kari").await;
    for (tag, said) in [("hostile", "Hei"), ("hostile-html", "Dekker alt")] {
        let opened = read(&stage, tag).await;
        let Body::Shown { document, .. } = &opened.body else {
            panic!("{tag}: {:?}", opened.body);
        };
        let tree = json!([document, opened.additional]);
        let (mut links, mut words) = (Vec::new(), Vec::new());
        named(&tree, "href", &mut links);
        named(&tree, "text", &mut words);
        assert!(!links.is_empty(), "{tag}: honest ones are there");
        for link in &links {
            assert!(link.starts_with("https://"), "{tag}: {link}");
        }
        assert!(words.iter().any(|one| one.contains(said)), "{tag}");
        for word in &words {
            assert!(
                !word.contains(['\u{202e}', '\u{202c}', '\u{200b}', '\u{0}']),
                "{tag}: {word:?}"
            );
        }
    }
    let calls = proofs_stayed_at_home(&stage).await;
    assert!(!calls.iter().any(is_elsewhere));
    assert!(stage.browser.opened().is_empty());
}

/// Its files have names that hide nothing, and its buttons lead nowhere.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hostile_files_and_buttons_do_nothing() {
    let stage = Harness::inbox_of("kari").await;
    let id = stage.dialog_id("hostile").await;
    let opened = stage.open(&id).await.opened.expect("opened");
    assert_eq!(opened.attachments.len(), 4);
    for attachment in &opened.attachments {
        let name = &attachment.name;
        let odd = ['/', '\\', '\u{202e}', '\r', '\n', '\u{0}'];
        assert!(!name.contains(odd), "{name:?}");
        assert!(!name.starts_with("CON."), "a device of Windows");
        let is_program = name.ends_with(".exe");
        assert_eq!(attachment.save_only, is_program, "{name}");
    }
    assert!(opened.attachments.iter().any(|one| one.save_only));
    assert_eq!(opened.actions.len(), 2);
    for action in &opened.actions {
        let run = RunAction {
            id: id.clone(),
            action_id: action.id.clone(),
            confirmed: true,
        };
        let failure = stage.app.run_action(run).await.expect_err("not opened");
        assert_eq!(failure.code, ErrorCode::AddressNotAllowed);
    }
    assert!(stage.browser.opened().is_empty());
}
