//! The log, or one receipt, as a file in the person's download folder: CSV or a printable page.

use std::path::{Path, PathBuf};

use fullmakt_store::activity::ActivityQuery as StoredQuery;

use super::csv::Csv;
use super::printable;
use crate::failures::from_store;
use crate::preferences::write_whole;
use crate::state::{Account, App};
use crate::surface::activity::{Act, ActivityRow, ExportActivity, ExportFormat, Exported};
use crate::surface::common::{ErrorCode, Failure};
use crate::time::{oslo_day, oslo_day_and_clock};

/// Entries read at a time.
const CHUNK: u32 = 500;

impl App {
    /// Writes the file and notes that it was written.
    pub(crate) async fn export_activity(&self, input: ExportActivity) -> Result<Exported, Failure> {
        let account = self.account()?;
        let language = self.language();
        let (name, bytes, rows) = match (&input.number, input.format) {
            (Some(number), ExportFormat::Html) => {
                let receipt = self.receipt_view(number).await?;
                (
                    format!("kvittering-{number}"),
                    printable::receipt(&receipt, language),
                    1,
                )
            }
            (Some(number), ExportFormat::Csv) => {
                let receipt = self.receipt_view(number).await?;
                (format!("kvittering-{number}"), receipt_csv(&receipt), 1)
            }
            (None, format) => {
                let rows = self.whole_log(&account).await?;
                let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
                let bytes = match format {
                    ExportFormat::Csv => log_csv(&rows),
                    ExportFormat::Html => printable::log(&rows, language),
                };
                (format!("aktivitet-{}", oslo_day(self.now())), bytes, count)
            }
        };
        let extension = match input.format {
            ExportFormat::Csv => "csv",
            ExportFormat::Html => "html",
        };
        let folder = self.download_folder();
        let path = free_name(&folder, &name, extension);
        let at = path.clone();
        tokio::task::spawn_blocking(move || write_whole(&at, &bytes))
            .await
            .map_err(|_| Failure::unexpected("export"))?
            .map_err(|error| match error.kind() {
                std::io::ErrorKind::StorageFull => Failure::new(ErrorCode::DiskFull),
                _ => Failure::new(ErrorCode::FileNotWritten)
                    .with("folder", folder.display().to_string()),
            })?;
        self.log_session_act(Act::Exported).await;
        Ok(Exported {
            path: path.display().to_string(),
            rows,
        })
    }

    async fn whole_log(&self, account: &Account) -> Result<Vec<ActivityRow>, Failure> {
        let mut rows = Vec::new();
        loop {
            let offset = u32::try_from(rows.len()).unwrap_or(u32::MAX);
            let page = account
                .store
                .activity()
                .page(&StoredQuery {
                    offset,
                    limit: CHUNK,
                    ..StoredQuery::default()
                })
                .await
                .map_err(|e| from_store(&e))?;
            let last = page.rows.len() < CHUNK as usize;
            rows.extend(page.rows.into_iter().map(super::row_view));
            if last {
                return Ok(rows);
            }
        }
    }

    /// The person's download folder; this environment's own folder where there is none, and in tests.
    fn download_folder(&self) -> PathBuf {
        self.0
            .downloads
            .clone()
            .unwrap_or_else(|| self.0.folder.join("exports"))
    }
}

fn log_csv(rows: &[ActivityRow]) -> Vec<u8> {
    let mut csv = Csv::new(&[
        "nummer",
        "tidspunkt",
        "handling",
        "system",
        "virksomhet",
        "tjenester",
        "feil",
    ]);
    for row in rows {
        csv.row(&[
            row.number.clone(),
            clock(&row.at),
            row.act.key().to_owned(),
            row.system.clone().unwrap_or_default(),
            row.organisation.clone().unwrap_or_default(),
            row.services.map(|n| n.to_string()).unwrap_or_default(),
            row.failure
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
        ]);
    }
    csv.into_bytes()
}

fn receipt_csv(receipt: &crate::surface::activity::Receipt) -> Vec<u8> {
    let review = &receipt.review;
    let mut csv = Csv::new(&[
        "nummer",
        "tidspunkt",
        "handling",
        "virksomhet",
        "orgnr",
        "leverandør",
        "system",
        "pakke",
        "tjeneste",
        "ressurs",
    ]);
    let lead = [
        receipt.number.clone(),
        clock(&receipt.at),
        receipt.act.key().to_owned(),
        review.organisation.name.clone(),
        review.organisation.org_no.clone(),
        review.vendor.name.clone(),
        review.system.title.clone(),
    ];
    let mut line = |package: &str, service: &str, resource: &str| {
        let mut cells = lead.to_vec();
        cells.extend([package.to_owned(), service.to_owned(), resource.to_owned()]);
        csv.row(&cells);
    };
    for package in &review.packages {
        if package.services.is_empty() {
            line(&package.name, "", &package.urn);
        }
        for service in &package.services {
            line(&package.name, &service.name, &service.resource_id);
        }
    }
    for service in &review.services {
        line("", &service.name, &service.resource_id);
    }
    csv.into_bytes()
}

fn clock(at: &str) -> String {
    crate::time::read(at)
        .map(oslo_day_and_clock)
        .unwrap_or_else(|| at.to_owned())
}

/// A name that is not taken: an export never overwrites a file.
fn free_name(folder: &Path, name: &str, extension: &str) -> PathBuf {
    let mut path = folder.join(format!("{name}.{extension}"));
    let mut count = 2;
    while path.exists() {
        path = folder.join(format!("{name}-{count}.{extension}"));
        count += 1;
    }
    path
}

#[cfg(test)]
mod tests {
    use super::free_name;

    #[test]
    fn never_overwrites() {
        let folder = tempfile::tempdir().unwrap();
        let first = free_name(folder.path(), "a", "csv");
        std::fs::write(&first, "x").unwrap();
        let second = free_name(folder.path(), "a", "csv");
        assert_ne!(first, second);
        assert!(second.ends_with("a-2.csv"));
    }
}
