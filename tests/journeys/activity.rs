//! The log: whole, searchable, and written to files.

use std::path::Path;

use fullmakt_app::surface::activity::{
    Act, ActivityFilter, ActivityPage, ActivityQuery, ChainState, ExportActivity, ExportFormat,
};
use fullmakt_app::surface::approvals::Reject;
use fullmakt_app::surface::table::Commands;
use fullmakt_tests::Harness;

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
