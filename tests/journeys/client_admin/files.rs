//! The matrix as a file: out, changed, and in again.

use fullmakt_app::surface::clients::*;
use fullmakt_app::surface::common::ErrorCode;
use fullmakt_app::surface::table::Commands;

use super::stage::{Firm, new_cells};

/// Written, marked with wishes, read in, planned and done.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_goes_out_and_comes_back_as_a_job() {
    let firm = Firm::read(120).await;
    let agent = firm.agent("Fjellbekk Signering").await;
    let mut matrix = firm.query(0);
    matrix.agents = vec![agent.id.clone()];
    let export = ExportClients::Matrix { matrix };
    let written = firm.stage.app.export_clients(export).await;
    let written = written.expect("a file");
    let text = std::fs::read_to_string(&written.path).expect("the file");
    let lines: Vec<&str> = text.lines().collect();
    assert!(
        lines[0].starts_with("\u{feff}Org.nr.;Navn;Mottakertype;Mottaker-id;Mottaker;Pakke;Har;")
    );
    assert_eq!(lines.len() as u32, written.rows + 1);

    let addable = firm.addable(&agent.id, 6).await;
    let numbers: Vec<&str> = addable.iter().filter_map(|c| c.org_no.as_deref()).collect();
    let wished: String = lines
        .iter()
        .map(|line| {
            let is_wished = numbers.iter().any(|number| line.starts_with(number));
            let mark = if is_wished { "ja" } else { "" };
            format!("{line}{mark}\r\n")
        })
        .collect();
    let change = BulkChange {
        firm: firm.uuid.clone(),
        source: BulkSource::Csv { text: wished },
    };
    let plan = firm.plan(&change).await;
    assert_eq!(
        (plan.bad_line_count, plan.adds),
        (0, 6),
        "{:?}",
        plan.bad_lines
    );
    let before = firm.truth().await;
    let job = firm.start(change).await.expect("it starts");
    assert_eq!(job.kind, JobKind::Csv);
    assert_eq!(firm.over(&job.id).await.changed, 6);
    assert_eq!(new_cells(&before, &firm.truth().await).len(), 6);
    let outcome = ExportClients::Job { id: job.id };
    let outcome = firm
        .stage
        .app
        .export_clients(outcome)
        .await
        .expect("a file");
    assert_eq!(outcome.rows, 6);
}

/// One bad line, and nothing is sent at all.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_bad_line_stops_the_whole_file() {
    let firm = Firm::read(120).await;
    let agent = firm.agent("Fjellbekk Signering").await;
    let good = firm.addable(&agent.id, 1).await;
    let number = good[0].org_no.as_deref().expect("a number");
    let text = format!(
        "Org.nr.;Mottaker;Ønsket\n{number};fjellbekk signering;ja\n974760673;Fjellbekk Signering;ja\n"
    );
    let change = BulkChange {
        firm: firm.uuid.clone(),
        source: BulkSource::Csv { text },
    };
    let plan = firm.plan(&change).await;
    assert_eq!((plan.adds, plan.bad_line_count), (1, 1));
    let bad = &plan.bad_lines[0];
    assert_eq!((bad.line, bad.reason), (3, LineFault::UnknownClient));
    let start = StartJob {
        change,
        fingerprint: plan.fingerprint,
    };
    let failure = firm.stage.app.start_job(start).await.expect_err("refused");
    assert_eq!(failure.code, ErrorCode::InvalidInput);
    assert_eq!(failure.context["line"], "3");
    assert_eq!(firm.writes().await, 0);
}

/// The report as a file.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_report_is_written_to_a_file() {
    let firm = Firm::read(120).await;
    let agent = firm.agent("Kystlinje Mva").await;
    let coverage = CoverageQuery {
        firm: firm.uuid.clone(),
        agent: agent.id,
        person_packages: Vec::new(),
        clients: None,
    };
    let report = firm.stage.app.client_coverage(coverage.clone()).await;
    let report = report.expect("a report");
    let file = ExportClients::Coverage { coverage };
    let file = firm.stage.app.export_clients(file).await.expect("a file");
    assert_eq!(
        file.rows as usize,
        report.lacking.len(),
        "it needs one package"
    );
    let text = std::fs::read_to_string(&file.path).expect("the file");
    assert!(text.contains("Fullmakt i Altinn"));
}
