//! Attachments as files: saved one by one, in a folder or in a zip file, opened by the system's program, shown in our own
//! viewer; and those that can run code, which are saved and nothing else.

use std::path::{Path, PathBuf};

use fullmakt_app::surface::common::{ErrorCode, Failure};
use fullmakt_app::surface::messages::{
    Attachment, AttachmentRef, AttachmentState, MessageRef, Opened, SaveAttachments, SaveForm,
    Saved,
};
use fullmakt_app::surface::table::Commands;
use fullmakt_tests::{Harness, Options};
use serde_json::json;

fn named<'a>(opened: &'a Opened, start: &str) -> &'a Attachment {
    let mut all = opened.attachments.iter();
    let found = all.find(|one| one.name.starts_with(start));
    found.unwrap_or_else(|| panic!("{start}: {:?}", opened.attachments))
}

fn of(id: &str, attachment: &Attachment) -> AttachmentRef {
    AttachmentRef {
        id: id.to_owned(),
        transmission_id: None,
        attachment_id: attachment.id.clone(),
    }
}

async fn save_all(stage: &Harness, id: &str, form: SaveForm) -> Result<Saved, Failure> {
    let id = id.to_owned();
    stage
        .app
        .save_attachments(SaveAttachments { id, form })
        .await
}

/// Names in a folder, in order.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("an entry").file_name())
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    names.sort_unstable();
    names
}

/// One of four has run out: the others are saved, and the one is named, in either form. Nothing is fetched twice, and
/// nothing that was begun stays.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_can_be_had_is_saved_and_what_cannot_is_named() {
    let stage = Harness::inbox_of("kari").await;
    let id = stage.dialog_id("plain").await;
    let opened = stage.open(&id).await.opened.expect("opened");
    let notat = stage.app.save_attachment(of(&id, named(&opened, "Notat")));
    let notat = notat.await.expect("saved");
    assert_eq!((notat.files, notat.failed.len()), (1, 0));
    let bytes = std::fs::read(&notat.path).expect("it is there");
    assert_eq!(bytes, b"Notat\n");
    let downloads = PathBuf::from(&notat.path);
    let downloads = downloads.parent().expect("in a folder");

    let fetched = stage.control.count("GET", "/attachments/").await;
    assert_eq!(fetched, 1);
    let mut paths = Vec::new();
    for form in [SaveForm::Folder, SaveForm::Zip] {
        let saved = save_all(&stage, &id, form).await.expect("saved");
        assert_eq!(saved.files, 3, "{form:?}");
        assert_eq!(saved.failed, ["Gammelt.pdf"], "{form:?}");
        paths.push(PathBuf::from(saved.path));
    }
    let files = ["Bilde.png", "Brev.pdf", "Notat.txt"];
    assert_eq!(names(&paths[0]), files);
    let zip = std::fs::read(&paths[1]).expect("it is there");
    assert!(zip.starts_with(b"PK"));
    for file in files {
        let mut places = zip.windows(file.len());
        assert!(places.any(|place| place == file.as_bytes()), "{file}");
    }
    let fetched = stage.control.count("GET", "/attachments/").await;
    assert_eq!(fetched, 3, "each once");
    let lies = names(downloads);
    assert_eq!(lies.len(), 3, "a file, a folder, a zip file: {lies:?}");

    // Where nothing can be had, that is no success, and no empty folder is left.
    let refused = stage.dialog_id("melding-other-resource").await;
    stage.open(&refused).await;
    for form in [SaveForm::Folder, SaveForm::Zip] {
        let failure = save_all(&stage, &refused, form).await;
        let failure = failure.expect_err("nothing was saved");
        assert_eq!(failure.code, ErrorCode::AccessDenied, "{form:?}");
    }
    assert_eq!(names(downloads), lies);

    let bare = stage.dialog_id("embed-plain").await;
    stage.open(&bare).await;
    let none = save_all(&stage, &bare, SaveForm::Zip).await;
    assert_eq!(none.expect_err("it has none").code, ErrorCode::NotFound);
    let unread = stage.dialog_id("melding-attachments").await;
    let none = save_all(&stage, &unread, SaveForm::Zip).await;
    assert_eq!(none.expect_err("not opened").code, ErrorCode::NotOpened);
}

/// Opened by the system's program under the name that is shown, and shown here from the kept copy alone.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plain_file_is_opened_and_shown() {
    let stage = Harness::inbox_of("kari").await;
    let id = stage.dialog_id("plain").await;
    let opened = stage.open(&id).await.opened.expect("opened");
    let notat = || of(&id, named(&opened, "Notat"));
    let none = stage.app.attachment_bytes(notat()).await;
    assert_eq!(none.expect_err("not kept").code, ErrorCode::NotFound);
    assert_eq!(stage.control.count("GET", "/attachments/").await, 0);

    stage.app.open_attachment(notat()).await.expect("opened");
    let files = stage.browser.files();
    assert!(
        files.len() == 1 && files[0].ends_with("Notat.txt"),
        "{files:?}"
    );
    assert!(stage.browser.opened().is_empty(), "no browser for it");
    let shown = stage.app.attachment_bytes(notat()).await.expect("kept");
    assert_eq!(
        (shown.name.as_str(), shown.media_type.as_str()),
        ("Notat.txt", "text/plain")
    );
    assert_eq!(shown.base64, "Tm90YXQK");
    assert_eq!(stage.control.count("GET", "/attachments/").await, 1);

    stage.browser.break_down();
    let failure = stage.app.open_attachment(notat()).await;
    let failure = failure.expect_err("no program");
    assert_eq!(failure.code, ErrorCode::ProgramUnavailable);
}

/// A file that can run code, by its name or by what its host says of it: never opened and never shown, but saved.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_can_run_code_is_saved_and_nothing_else() {
    let stage = Harness::new(Options::default()).await;
    let letter = json!({
        "title": "Brev med program",
        "body": "Se vedleggene.",
        "attachments": [
            { "name": "faktura.pdf.exe" },
            { "name": "skjema.xlsm" },
            { "name": "vedtak.pdf" },
        ],
    });
    let made = stage.control.post("service-owner/dialogs", letter).await;
    let id = made["id"].as_str().expect("an id").to_owned();
    stage.sign_in("kari").await;
    stage.messages_are_read().await;
    let opened = stage.open(&id).await.opened.expect("opened");
    // The host of the one that promises to be a PDF serves a program.
    let program = json!({ "content-type": "application/x-msdownload" });
    let path = format!("/service-owner/dialogs/{id}/attachments/vedtak.pdf");
    let fault = json!([{ "path": path, "headers": program }]);
    stage.control.faults(fault).await;
    for (start, promised) in [("faktura", true), ("skjema", true), ("vedtak", false)] {
        let attachment = named(&opened, start);
        assert_eq!(attachment.save_only, promised, "{start}");
        let failure = stage.app.open_attachment(of(&id, attachment)).await;
        let failure = failure.expect_err("never opened");
        assert_eq!(failure.code, ErrorCode::AttachmentSaveOnly, "{start}");
        let saved = stage.app.save_attachment(of(&id, attachment)).await;
        let saved = saved.expect("saved");
        assert!(Path::new(&saved.path).is_file(), "{start}");
        let failure = stage.app.attachment_bytes(of(&id, attachment)).await;
        let failure = failure.expect_err("never shown");
        assert_eq!(failure.code, ErrorCode::AttachmentSaveOnly, "{start}");
        let now = stage.message(&id).await.opened.expect("opened");
        assert!(named(&now, start).save_only, "{start}");
    }
    assert!(stage.browser.files().is_empty());
}

/// Altinn Melding leads to a login where it takes no proof: the file is for the browser, which is opened without one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_download_that_leads_to_a_login_is_opened_in_the_browser() {
    let stage = Harness::inbox_of("kari").await;
    let id = stage.dialog_id("melding-confirm").await;
    let opened = stage.open(&id).await.opened.expect("opened");
    let varsel = || of(&id, named(&opened, "varsel"));
    let fault = json!([{
        "path": "*/download",
        "status": 302,
        "headers": { "location": "https://login.example/" },
    }]);
    stage.control.faults(fault).await;
    let failure = stage.app.fetch_attachment(varsel()).await;
    let failure = failure.expect_err("behind a login");
    assert_eq!(failure.code, ErrorCode::ContentUnavailable);
    let now = stage.message(&id).await.opened.expect("opened");
    let host = named(&now, "varsel").browser_host.clone();
    assert_eq!(host.as_deref(), Some("127.0.0.1"));
    stage.app.open_attachment(varsel()).await.expect("in it");
    let page = stage.browser.last().expect("opened");
    assert!(page.path().ends_with("/download"), "{page}");
    assert_eq!(page.query(), None, "nothing that proves anything");
    assert!(stage.browser.files().is_empty());
    assert_eq!(stage.control.count("GET", "/download").await, 1);
}

/// A message that was left is still read here. Who does something in it has it open again: what is done gets a proof of
/// its own, by one reading.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_comes_back_to_a_message_has_what_it_holds() {
    let stage = Harness::inbox_of("kari").await;
    let id = stage.dialog_id("melding-attachments").await;
    let opened = stage.open(&id).await.opened.expect("opened");
    let map = || of(&id, named(&opened, "kart"));
    let close = MessageRef { id: id.clone() };
    stage.app.close_message(close).await.expect("closed");
    assert!(stage.message(&id).await.opened.is_some());
    assert_eq!(
        stage.control.count("GET", &id).await,
        1,
        "looking at the copy tells nobody"
    );

    let fetched = stage.app.fetch_attachment(map()).await;
    fetched.expect("with a new proof");
    assert_eq!(stage.control.count("GET", "/download").await, 1);
    assert_eq!(stage.control.count("GET", &id).await, 2);
}

/// Why an attachment could not be had is said as what it is, and it can be asked for again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_refusal_of_an_attachment_has_its_own_case() {
    let stage = Harness::inbox_of("kari").await;
    let id = stage.dialog_id("melding-confirm").await;
    let opened = stage.open(&id).await.opened.expect("opened");
    let varsel = || of(&id, named(&opened, "varsel"));
    for (status, code, case) in [
        (400, Some(2023), ErrorCode::ContentTooLarge),
        (400, Some(2019), ErrorCode::AttachmentExpired),
        (404, Some(2001), ErrorCode::AttachmentExpired),
        (401, Some(4001), ErrorCode::AccessDenied),
        (500, Some(9000), ErrorCode::UpstreamDown),
    ] {
        let body = json!({ "status": status, "errorCode": code });
        let fault = json!([{ "path": "*/download", "status": status, "body": body }]);
        stage.control.faults(fault).await;
        let failure = stage.app.fetch_attachment(varsel()).await;
        let failure = failure.expect_err("refused");
        assert_eq!(failure.code, case, "{status} {code:?}");
        let now = stage.message(&id).await.opened.expect("opened");
        let state = named(&now, "varsel").state.clone();
        assert_eq!(state, AttachmentState::Failed { failure });
    }
    stage.control.clear_faults().await;
    let fetched = stage.app.fetch_attachment(varsel()).await;
    assert_eq!(fetched.expect("fetched").state, AttachmentState::Kept);
}
