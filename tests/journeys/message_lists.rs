//! What is kept of lists and taken out of them: saved views, groups that are deleted, files for a spreadsheet; and why one
//! may see a message at all.

use fullmakt_app::surface::common::{ErrorCode, Nothing};
use fullmakt_app::surface::messages::{
    DeadlinesQuery, ExportDeadlines, ExportMessages, Filing, Folder, MessageFilter, MessageRef,
    MessagesQuery, NamedRef, SaveGroup, SaveView, SavedView, Scope, Selection,
};
use fullmakt_app::surface::table::Commands;
use fullmakt_tests::{Harness, Options};
use serde_json::json;

fn archive() -> MessagesQuery {
    MessagesQuery {
        folder: Folder::Archive,
        ..MessagesQuery::default()
    }
}

async fn views(stage: &Harness) -> Vec<SavedView> {
    let views = stage.app.saved_views(Nothing {}).await;
    views.expect("views").views
}

/// A view is kept without its window, changed, and deleted; what cannot be a view is not kept.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_view_is_kept_changed_and_deleted() {
    let stage = Harness::inbox_of("kari").await;
    let filter = MessageFilter {
        unread: true,
        ..MessageFilter::default()
    };
    let list = MessagesQuery {
        filter,
        offset: 40,
        limit: 20,
        ..archive()
    };
    let save = |id: Option<String>, name: &str, list: &MessagesQuery| SaveView {
        id,
        name: name.to_owned(),
        list: list.clone(),
    };
    let kept = stage
        .app
        .save_view(save(None, " Ulest arkiv ", &list))
        .await;
    let kept = kept.expect("kept").views;
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].name, "Ulest arkiv");
    let id = kept[0].id.clone();
    for bad in ["", "  ", "x".repeat(61).as_str()] {
        let refused = stage.app.save_view(save(None, bad, &list)).await;
        let refused = refused.expect_err("no name");
        assert_eq!(refused.code, ErrorCode::InvalidInput, "{bad:?}");
    }
    let unknown = "00000000-0000-0000-0000-000000000001".to_owned();
    let refused = stage.app.save_view(save(Some(unknown), "Ny", &list)).await;
    assert_eq!(refused.expect_err("none").code, ErrorCode::NotFound);

    // Its number follows what is filed.
    let page = stage.folder(Folder::Inbox).await;
    let unread = page.rows.iter().find(|row| row.unread).expect("one");
    let before = views(&stage).await[0].unread;
    stage
        .file(std::slice::from_ref(unread), Filing::Archive)
        .await;
    assert_eq!(views(&stage).await[0].unread, before + 1);
    stage.filing_is_sent().await;

    let kept = views(&stage).await;
    assert_eq!(kept.len(), 1);
    let list = &kept[0].list;
    assert_eq!(
        (list.folder, list.offset, list.limit),
        (Folder::Archive, 0, 0)
    );
    assert!(list.filter.unread);
    let renamed = save(Some(id.clone()), "Arkiv", &archive());
    let renamed = stage.app.save_view(renamed).await.expect("changed").views;
    assert_eq!((renamed.len(), renamed[0].name.as_str()), (1, "Arkiv"));
    assert!(!renamed[0].list.filter.unread);
    // Twice is no fault.
    for _ in 0..2 {
        let left = stage.app.delete_view(NamedRef { id: id.clone() }).await;
        assert!(left.expect("deleted").views.is_empty());
    }
}

/// A group goes, and its members stay where they are.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_group_is_deleted_and_its_members_stay() {
    let stage = Harness::inbox_of("kari").await;
    let inbox = stage.folder(Folder::Inbox).await;
    let member = inbox.rows[0].party_uuid.clone();
    let save = SaveGroup {
        id: None,
        name: "Nærmest".to_owned(),
        members: Some(vec![member]),
    };
    let groups = stage.app.save_group(save).await.expect("kept").groups;
    let id = groups[0].id.clone();
    let of_group = MessagesQuery {
        scope: Scope::Group { id: id.clone() },
        limit: 1,
        ..MessagesQuery::default()
    };
    let shown = stage.app.messages(of_group).await.expect("a page").total;
    assert!(shown > 0 && shown < inbox.total);
    for _ in 0..2 {
        let left = stage.app.delete_group(NamedRef { id: id.clone() }).await;
        assert!(left.expect("deleted").groups.is_empty());
    }
    assert_eq!(stage.folder(Folder::Inbox).await.total, inbox.total);
}

/// A list as a spreadsheet reads it: those that were chosen, or all but some, and no cell that runs.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_selection_and_the_deadlines_go_into_files() {
    let stage = Harness::new(Options::default()).await;
    let letter = json!({
        "title": "=cmd|' /C calc'!A0",
        "senderName": "@SUM(1;2)",
        "body": "Et brev.",
    });
    let made = stage.control.post("service-owner/dialogs", letter).await;
    let id = made["id"].as_str().expect("an id").to_owned();
    stage.sign_in("kari").await;
    stage.messages_are_read().await;

    let selection = Selection::Ids {
        ids: vec![id.clone()],
    };
    let written = stage
        .app
        .export_messages(ExportMessages { selection })
        .await;
    let written = written.expect("written");
    assert_eq!(written.rows, 1);
    let text = std::fs::read_to_string(&written.path).expect("it is there");
    let lines: Vec<&str> = text.trim_end().split("\r\n").collect();
    assert_eq!(lines.len(), 2, "{text}");
    assert!(lines[0].starts_with("\u{feff}Tittel;Avsender;"), "{text}");
    let guarded = "\"'=cmd|' /C calc'!A0\";\"'@SUM(1;2)\";";
    assert!(lines[1].starts_with(guarded), "{text}");
    assert!(lines[1].ends_with(&id), "{text}");

    let inbox = stage.folder(Folder::Inbox).await.total;
    let selection = Selection::Matching {
        list: MessagesQuery::default(),
        except: vec![id.clone()],
    };
    let others = stage
        .app
        .export_messages(ExportMessages { selection })
        .await;
    let others = others.expect("written");
    assert_eq!(others.rows, inbox - 1);
    assert_ne!(others.path, written.path, "nothing is overwritten");
    let text = std::fs::read_to_string(&others.path).expect("it is there");
    assert!(!text.contains(&id));

    let query = DeadlinesQuery {
        limit: 1,
        ..DeadlinesQuery::default()
    };
    let shown = stage.app.deadlines(query).await.expect("deadlines");
    let export = ExportDeadlines { scope: Scope::All };
    let written = stage.app.export_deadlines(export).await.expect("written");
    assert_eq!(written.rows, shown.total);
    let text = std::fs::read_to_string(&written.path).expect("it is there");
    let first = text.split("\r\n").nth(1).expect("a row");
    assert!(first.ends_with(&shown.rows[0].id), "nearest first: {first}");
    // None of this is a reading of a message.
    assert_eq!(stage.control.count("GET", &id).await, 0);
}

/// Why one may see a message, also one above the level of the login. Asking leaves no trace in it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn why_one_has_access_is_told_without_opening() {
    let stage = Harness::inbox_of("kari").await;
    for (tag, needed) in [("plain", 3), ("level4", 4)] {
        let id = stage.dialog_id(tag).await;
        let ask = MessageRef { id: id.clone() };
        let reason = stage.app.access_reason(ask).await.expect("a reason");
        assert_eq!(reason.level, 3, "{tag}");
        assert!(reason.needed_level <= needed, "{tag}: {reason:?}");
        assert_eq!(reason.needed_level > reason.level, tag == "level4");
        assert!(!reason.grants.is_empty(), "{tag}");
        assert!(reason.grants.iter().all(|grant| !grant.name.is_empty()));
        let read = format!("/enduser/dialogs/{id}");
        assert_eq!(stage.control.count("GET", &read).await, 0, "{tag}");
        assert!(stage.message(&id).await.seen_by.is_empty(), "{tag}");
    }
    let asked = stage.control.count("GET", "/dialoglookup").await;
    assert_eq!(asked, 2);
    let id = stage.dialog_id("no-access").await;
    let refused = stage.app.access_reason(MessageRef { id }).await;
    assert_eq!(refused.expect_err("not listed").code, ErrorCode::NotFound);
    assert_eq!(stage.control.count("GET", "/dialoglookup").await, asked);
}
