//! Messages that something is odd about: what each says in the lists, in which folder it lies, whether it can be opened,
//! and which are in no list at all.

use fullmakt_app::surface::common::ErrorCode;
use fullmakt_app::surface::messages::{
    AttachmentState, Body, DeadlineSpan, Deadlines, DeadlinesQuery, Filed, Folder, MessageRef,
    MessagesQuery, OpenMessage, PlaceQuery, TransmissionRef, TransmissionsQuery,
};
use fullmakt_app::surface::table::Commands;
use fullmakt_tests::Harness;

/// Whether a message lies in a folder.
async fn is_in(stage: &Harness, folder: Folder, id: &str) -> bool {
    let list = MessagesQuery {
        folder,
        ..MessagesQuery::default()
    };
    let id = id.to_owned();
    let place = stage.app.message_place(PlaceQuery { list, id }).await;
    place.expect("a place").index.is_some()
}

/// What opening it ends in; `None` when it opens.
async fn refusal(stage: &Harness, id: &str) -> Option<ErrorCode> {
    let id = id.to_owned();
    let opened = stage.app.open_message(OpenMessage { id, again: false });
    opened.await.err().map(|failure| failure.code)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_odd_row_says_what_it_can_and_opens_when_it_may() {
    let stage = Harness::inbox_of("kari").await;
    let too_low = Some(ErrorCode::MessageLevelTooLow);
    for (tag, title, folder, refused) in [
        (
            "level4-no-substitute",
            "Brev på nivå 4",
            Folder::Inbox,
            too_low,
        ),
        ("expiring", "Utløper om en time", Folder::Inbox, None),
        ("empty-title", "", Folder::Inbox, None),
        ("no-title", "", Folder::Inbox, None),
        ("sami", "Reive gielddas", Folder::Inbox, None),
        ("partly-masked", "Delvis skjult sak", Folder::Inbox, None),
        ("due-overdue", "Fristen er ute", Folder::Inbox, None),
        ("due-today", "Fristen er i dag", Folder::Inbox, None),
        ("due-soon", "Fristen er snart", Folder::Inbox, None),
        ("due-later", "Fristen er langt fram", Folder::Inbox, None),
        ("unopened", "Merket som ulest", Folder::Inbox, None),
        ("archived", "Arkivert brev", Folder::Archive, None),
        ("binned", "Brev i papirkurven", Folder::Bin, None),
    ] {
        let id = stage.dialog_id(tag).await;
        let row = stage.message(&id).await.row;
        assert_eq!(row.title, title, "{tag}");
        assert!(!row.sender.is_empty(), "{tag}: whoever it is from");
        assert_eq!(row.due.is_some(), tag.starts_with("due-"), "{tag}");
        assert_eq!(row.marked_unread, tag == "unopened", "{tag}");
        assert!(!row.seen_by_me && !row.kept, "{tag}");
        assert!(row.unread || tag != "unopened", "{tag}");
        let filed = match folder {
            Folder::Archive => Filed::Archive,
            Folder::Bin => Filed::Bin,
            _ => Filed::Open,
        };
        assert_eq!(row.filed, filed, "{tag}");
        for other in [Folder::Inbox, Folder::Drafts, Folder::Archive, Folder::Bin] {
            let lies = is_in(&stage, other, &id).await;
            assert_eq!(lies, other == folder, "{tag}: {other:?}");
        }
        assert_eq!(refusal(&stage, &id).await, refused, "{tag}");
        let now = stage.message(&id).await;
        assert_eq!(now.opened.is_some(), refused.is_none(), "{tag}");
        assert_eq!(now.needs_step_up, refused.is_some(), "{tag}");
        let expires = now.opened.and_then(|opened| opened.expires);
        assert_eq!(expires.is_some(), tag == "expiring", "{tag}");
    }
    let sami = stage.dialog_id("sami").await;
    let language = stage.message(&sami).await.row.title_lang;
    assert_eq!(language.as_deref(), Some("se"), "it is read out so");
}

/// A title as long as it may be, of one word, and a letter of such.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn long_words_come_whole() {
    let stage = Harness::inbox_of("kari").await;
    let id = stage.dialog_id("long-words").await;
    let message = stage.open(&id).await;
    for text in [
        &message.row.title,
        &message.row.summary,
        &message.row.sender,
    ] {
        assert_eq!(text.chars().count(), 255, "{text}");
    }
    let Body::Shown { document, .. } = message.opened.expect("opened").body else {
        panic!("no letter");
    };
    assert!(!document.truncated);
    let letter = serde_json::to_string(&document).expect("written");
    assert!(letter.len() > 40 * 255);
}

/// Not there yet, not there any more, for programs only, or nobody's of the person's: in no list, not opened, and Altinn
/// is not asked for it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_for_this_person_now_is_in_no_list() {
    let stage = Harness::inbox_of("kari").await;
    for tag in [
        "expired",
        "future",
        "deleted",
        "api-only",
        "api-only-bare",
        "no-access",
    ] {
        let id = stage.dialog_id(tag).await;
        let known = stage.app.message(MessageRef { id: id.clone() }).await;
        assert_eq!(known.expect_err(tag).code, ErrorCode::NotFound, "{tag}");
        assert!(!is_in(&stage, Folder::All, &id).await, "{tag}");
        let refused = refusal(&stage, &id).await;
        assert_eq!(refused, Some(ErrorCode::NotFound), "{tag}");
        assert_eq!(stage.control.count("GET", &id).await, 0, "{tag}");
    }
}

/// What came over from the old Altinn bears its old time, and is read all the same.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_came_over_from_the_old_altinn_is_there() {
    let stage = Harness::inbox_of("kari").await;
    let id = stage.dialog_id("migrated").await;
    assert!(is_in(&stage, Folder::All, &id).await);
}

/// The span of deadlines in which a message stands.
fn span(page: &Deadlines, id: &str) -> Option<DeadlineSpan> {
    let at = page.rows.iter().position(|row| row.id == id)?;
    let at = u32::try_from(at).expect("a window");
    let is_in = |first: u32, count: u32| (first..first + count).contains(&at);
    let mut groups = page.groups.iter();
    let found = groups.find(|group| is_in(group.first, group.count));
    found.map(|group| group.span)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_due_date_stands_in_its_span() {
    let stage = Harness::inbox_of("kari").await;
    let query = DeadlinesQuery {
        limit: 500,
        ..DeadlinesQuery::default()
    };
    let page = stage.app.deadlines(query).await.expect("deadlines");
    assert!(page.total <= 500, "one window holds them: {}", page.total);
    for (tag, wanted) in [
        ("due-overdue", Some(DeadlineSpan::Overdue)),
        ("due-today", Some(DeadlineSpan::Today)),
        ("due-soon", Some(DeadlineSpan::Week)),
        ("due-later", Some(DeadlineSpan::Later)),
        ("plain", None),
        ("archived", None),
    ] {
        let id = stage.dialog_id(tag).await;
        assert_eq!(span(&page, &id), wanted, "{tag}");
    }
}

/// A dialog of which a part is for others: that part is listed, and neither it nor its files can be had.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hidden_parts_of_a_message_are_listed_and_closed() {
    let stage = Harness::inbox_of("kari").await;
    let id = stage.dialog_id("partly-masked").await;
    stage.open(&id).await;
    let query = TransmissionsQuery {
        id: id.clone(),
        offset: 0,
        limit: 10,
    };
    let page = stage.app.transmissions(query).await.expect("a page");
    let is_open = |title: &str| title == "For alle";
    assert_eq!(page.total, 3);
    for row in &page.rows {
        assert_eq!(row.authorised, is_open(&row.title), "{}", row.title);
        for file in &row.attachments {
            assert_eq!(file.state, AttachmentState::NotAuthorised);
        }
        let asked = stage.owner_calls().await.len();
        let opened = stage.app.open_transmission(TransmissionRef {
            id: id.clone(),
            transmission_id: row.id.clone(),
        });
        match opened.await {
            Ok(opened) => {
                assert!(row.authorised);
                assert!(matches!(opened.body, Some(Body::Shown { .. })));
            }
            Err(failure) => {
                assert!(!row.authorised);
                assert_eq!(failure.code, ErrorCode::AccessDenied);
                assert_eq!(stage.owner_calls().await.len(), asked);
            }
        }
    }
}
