//! The log: whole, searchable, and written to files.

use std::path::Path;

use fullmakt_app::surface::activity::{
    Act, ActivityFilter, ActivityPage, ActivityQuery, ChainState, ExportActivity, ExportFormat,
};
use fullmakt_app::surface::approvals::{QueueState, Reject};
use fullmakt_app::surface::table::Commands;
use fullmakt_tests::{Harness, Options, PortalVisit};
use serde_json::json;

async fn log(stage: &Harness, text: &str, filter: ActivityFilter) -> ActivityPage {
    let query = ActivityQuery {
        text: text.to_owned(),
        filter,
        limit: 100,
        ..Default::default()
    };
    let page = stage.app.activity(query).await;
    page.expect("the log can be read")
}

/// Two decisions: both in the chain, both found, both exported.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_log_is_whole_found_and_exported() {
    let stage = Harness::with_portal_scope("kari").await;
    let approved = stage.pasted_review("approvable").await;
    let receipt = stage.approve_here(&approved).await;
    let rejected = stage.pasted_review("lookalike-vendor").await;
    let key = rejected.key.clone();
    let sent = stage.app.reject(Reject { key, now: true }).await;
    sent.expect("it is rejected");

    let all = log(&stage, "", ActivityFilter::All).await;
    assert_eq!(all.chain, ChainState::Whole);
    let acts: Vec<Act> = all.rows.iter().map(|row| row.act).collect();
    assert_eq!(acts, [Act::Rejected, Act::Approved, Act::SignedIn]);
    assert_eq!(all.total, 3);

    let found = log(&stage, "faktura", ActivityFilter::All).await;
    assert_eq!(found.total, 1);
    assert_eq!(found.rows[0].number, receipt.number);
    let found = log(&stage, "", ActivityFilter::Rejected).await;
    assert_eq!(
        found.rows[0].system.as_deref(),
        Some(rejected.system.title.as_str())
    );
    assert_eq!(
        log(&stage, "no such words", ActivityFilter::All)
            .await
            .total,
        0
    );

    for (format, number) in [
        (ExportFormat::Csv, None),
        (ExportFormat::Html, None),
        (ExportFormat::Csv, Some(receipt.number.clone())),
        (ExportFormat::Html, Some(receipt.number.clone())),
    ] {
        let one = number.is_some();
        let exported = stage
            .app
            .export_activity(ExportActivity { format, number })
            .await;
        let exported = exported.expect("the file is written");
        assert!(
            Path::new(&exported.path).starts_with(stage.data.path()),
            "{exported:?}"
        );
        let text = std::fs::read_to_string(&exported.path).expect("the file is there");
        assert!(text.contains(&approved.system.title), "{format:?}");
        assert!(text.contains(&receipt.number), "{format:?}");
        assert_eq!(text.contains(&rejected.system.title), !one, "{format:?}");
        match format {
            ExportFormat::Csv => assert!(text.starts_with('\u{feff}'), "marked as UTF-8"),
            ExportFormat::Html => assert!(!text.contains("<script"), "a page to print"),
        }
    }
    let after = log(&stage, "", ActivityFilter::Other).await;
    let exports = after.rows.iter().filter(|row| row.act == Act::Exported);
    assert_eq!(exports.count(), 4, "an export is an act");
    assert_eq!(after.chain, ChainState::Whole);
}

/// What a receipt says, its files say: who, with which numbers and ids, what each service permits, and what one was
/// warned of; and the log's file carries the chain.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_files_say_all_that_the_receipt_says() {
    let stage = Harness::with_portal_scope("kari").await;
    let review = stage.pasted_review("approvable").await;
    let traced =
        json!({ "traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01" });
    let path = "/authentication/api/v1/systemuser/request/*/approve";
    let fault = json!([{ "path": path, "headers": traced }]);
    stage.control.faults(fault).await;
    let receipt = stage.approve_here(&review).await;
    let trace = receipt.trace_id.clone().expect("Altinn's trace");
    assert!(!receipt.review.cues.is_empty(), "something to be warned of");
    for format in [ExportFormat::Csv, ExportFormat::Html] {
        let text = exported(&stage, format, Some(&receipt.number)).await;
        let service = &receipt.review.packages[0].services[0];
        for part in [
            &receipt.person,
            &receipt.review.organisation.org_no,
            &receipt.review.vendor.org_no,
            &receipt.review.system.system_id,
            receipt.review.system.external_ref.as_ref().expect("one"),
            &receipt.review.key,
            receipt.system_user_id.as_ref().expect("an id"),
            &trace,
            &receipt.hash,
            &receipt.review.packages[0].name,
            &service.name,
            &"lese".to_owned(),
        ] {
            assert!(text.contains(part), "{format:?} lacks {part}");
        }
        assert!(!text.contains("unsafe-inline"), "{format:?}");
    }
    let log = exported(&stage, ExportFormat::Csv, None).await;
    let entry = log.lines().find(|line| line.contains(&receipt.number));
    let entry = entry.expect("the approval is in the log");
    for part in [
        &receipt.hash,
        &receipt.person,
        &receipt.review.vendor.name,
        &receipt.review.key,
    ] {
        assert!(entry.contains(part), "{entry} lacks {part}");
    }
}

/// Approved on Altinn's page: the files do not say that this person did it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_files_do_not_say_who_pressed_on_altinns_page() {
    let stage = Harness::signed_in("kari", Options::default()).await;
    let review = stage.pasted_review("approvable").await;
    stage.approve(&review).await.expect("it is handed off");
    let page = stage.browser.last().expect("a page");
    PortalVisit::follow(&page, "kari")
        .await
        .press("approve")
        .await;
    let receipt = |state: &QueueState| match state {
        QueueState::Approved { receipt } => receipt.clone(),
        _ => None,
    };
    let row = stage.wait_row(&review.key, |row| receipt(&row.state).is_some());
    let number = receipt(&row.await.state).expect("a receipt");
    for format in [ExportFormat::Csv, ExportFormat::Html] {
        let text = exported(&stage, format, Some(&number)).await;
        assert!(text.contains("Altinn sier ikke hvem"), "{format:?}");
    }
}

async fn exported(stage: &Harness, format: ExportFormat, number: Option<&str>) -> String {
    let number = number.map(str::to_owned);
    let exported = stage
        .app
        .export_activity(ExportActivity { format, number })
        .await;
    let path = exported.expect("the file is written").path;
    std::fs::read_to_string(path).expect("the file is there")
}
