//! The log, or one receipt, as a file in the person's download folder: CSV or a printable page.
//!
//! A receipt's file says all that the receipt says (user interface reference 3.5), and the log's file lets an auditor
//! follow the chain: each entry with its hash, oldest last.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use fullmakt_store::activity::{ActivityQuery as StoredQuery, EntryRow};
use uuid::Uuid;

use super::printable;
use super::words::{self, Terms};
use crate::csv::Csv;
use crate::failures::from_store;
use crate::state::{Account, App};
use crate::surface::activity::{Act, ExportActivity, ExportFormat, Exported, Receipt};
use crate::surface::approvals::ServiceView;
use crate::surface::changes::{Held, Through};
use crate::surface::common::{ErrorCode, Failure};
use crate::surface::session::Language;
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
                let name = format!("kvittering-{number}");
                (name, receipt_csv(&receipt, language), 1)
            }
            (None, format) => {
                let lines = self.whole_log(&account).await?;
                let count = u32::try_from(lines.len()).unwrap_or(u32::MAX);
                let person = account.name().unwrap_or_default();
                let bytes = match format {
                    ExportFormat::Csv => log_csv(&lines, &person, language),
                    ExportFormat::Html => printable::log(&lines, &person, language),
                };
                (format!("aktivitet-{}", oslo_day(self.now())), bytes, count)
            }
        };
        let extension = match input.format {
            ExportFormat::Csv => "csv",
            ExportFormat::Html => "html",
        };
        let path = self.write_download(&name, extension, bytes).await?;
        self.log_session_act(Act::Exported).await;
        Ok(Exported {
            path: path.display().to_string(),
            rows,
        })
    }

    /// Writes a file under a free name in the download folder. Gives its path.
    ///
    /// # Errors
    /// [`ErrorCode::DiskFull`], [`ErrorCode::FileNotWritten`].
    pub(crate) async fn write_download(
        &self,
        name: &str,
        extension: &str,
        bytes: Vec<u8>,
    ) -> Result<PathBuf, Failure> {
        let folder = self.download_folder();
        let path = free_name(&folder, name, extension);
        let at = path.clone();
        tokio::task::spawn_blocking(move || write_new(&at, &bytes))
            .await
            .map_err(|_| Failure::unexpected("export"))?
            .map_err(|error| match error.kind() {
                io::ErrorKind::StorageFull => Failure::new(ErrorCode::DiskFull),
                _ => Failure::new(ErrorCode::FileNotWritten)
                    .with("folder", folder.display().to_string()),
            })?;
        Ok(path)
    }

    async fn whole_log(&self, account: &Account) -> Result<Vec<LogLine>, Failure> {
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
            let language = self.language();
            let lines = page.rows.into_iter().map(|row| LogLine::of(row, language));
            rows.extend(lines);
            if last {
                return Ok(rows);
            }
        }
    }

    /// The person's download folder; this environment's own folder where there is none, and in tests.
    pub(crate) fn download_folder(&self) -> PathBuf {
        self.0
            .downloads
            .clone()
            .unwrap_or_else(|| self.0.folder.join("exports"))
    }
}

/// An entry of the log as files show it.
pub(super) struct LogLine {
    pub number: String,
    pub when: String,
    pub act: Act,
    pub system: String,
    pub vendor: String,
    pub organisation: String,
    /// Request or system user: the two have the same id.
    pub request: String,
    pub services: String,
    pub failure: String,
    pub hash: String,
}

impl LogLine {
    fn of(entry: EntryRow, language: Language) -> Self {
        let act = super::act_of(&entry.act);
        // Filing many messages is one act: how many stands where the title of one does.
        let (messages, services) = match entry.services {
            count if act.is_of_messages() => (count, None),
            services => (None, services),
        };
        let messages = messages.map(|count| words::messages(count, language));
        let failure = Failure::of_kept(entry.failure.as_deref());
        LogLine {
            number: entry.number,
            when: oslo_day_and_clock(entry.at),
            act,
            system: entry.system.or(messages).unwrap_or_default(),
            vendor: entry.vendor.unwrap_or_default(),
            organisation: entry.organisation.unwrap_or_default(),
            request: entry.subject.map(|id| id.to_string()).unwrap_or_default(),
            services: services.map(|n| n.to_string()).unwrap_or_default(),
            failure: failure.map(|f| f.to_string()).unwrap_or_default(),
            hash: entry.hash,
        }
    }
}

fn log_csv(lines: &[LogLine], person: &str, language: Language) -> Vec<u8> {
    let terms = Terms::of(language);
    let mut csv = Csv::new(&[
        terms.number,
        terms.when,
        terms.act,
        terms.who,
        terms.organisation,
        terms.vendor,
        terms.system,
        terms.request,
        terms.services,
        terms.failure,
        terms.hash,
    ]);
    for line in lines {
        csv.row(&[
            line.number.as_str(),
            &line.when,
            words::act(line.act, language),
            person,
            &line.organisation,
            &line.vendor,
            &line.system,
            &line.request,
            &line.services,
            &line.failure,
            &line.hash,
        ]);
    }
    csv.into_bytes()
}

/// One line for each service; what is the same for all stands in each, so that a spreadsheet can filter.
fn receipt_csv(receipt: &Receipt, language: Language) -> Vec<u8> {
    let review = &receipt.review;
    let terms = Terms::of(language);
    let lead = [
        (terms.number, receipt.number.clone()),
        (terms.when, clock(&receipt.at)),
        (terms.act, words::act(receipt.act, language).to_owned()),
        (terms.who, words::done_by(receipt, language)),
        (terms.organisation, review.organisation.name.clone()),
        (terms.org_no, review.organisation.org_no.clone()),
        (terms.vendor, review.vendor.name.clone()),
        (terms.vendor_org_no, review.vendor.org_no.clone()),
        (terms.system, review.system.title.clone()),
        (terms.system_id, review.system.system_id.clone()),
        (terms.kind, words::kind(review.kind, language).to_owned()),
        (
            terms.reference,
            review.system.external_ref.clone().unwrap_or_default(),
        ),
        (terms.request, review.key.clone()),
        (
            terms.system_user,
            receipt.system_user_id.clone().unwrap_or_default(),
        ),
        (terms.trace, receipt.trace_id.clone().unwrap_or_default()),
        (terms.cues, words::cues(&review.cues, language)),
        (
            terms.held_before,
            names(review.change.as_ref().map(|c| &c.before)),
        ),
        (terms.held_after, names(receipt.held_after.as_ref())),
        (terms.hash, receipt.hash.clone()),
    ];
    let mut heads: Vec<&str> = lead.iter().map(|(head, _)| *head).collect();
    heads.extend([
        terms.change,
        terms.package,
        terms.package_urn,
        terms.service,
        terms.owner,
        terms.resource,
        terms.verbs,
    ]);
    let mut csv = Csv::new(&heads);
    let mut line = |change: &str, package: &str, urn: &str, service: [&str; 4]| {
        let mut cells: Vec<&str> = lead.iter().map(|(_, text)| text.as_str()).collect();
        cells.extend([change, package, urn]);
        cells.extend(service);
        csv.row(&cells);
    };
    if let Some(change) = &review.change {
        for (word, changed) in [
            (terms.added, &change.added),
            (terms.removed, &change.removed),
            (terms.unchanged, &change.unchanged),
        ] {
            for one in changed {
                let verbs = words::verbs(&one.service.verbs, language);
                let (package, urn) = by(&one.through);
                line(word, &package, &urn, service_cells(&one.service, &verbs));
            }
        }
        return csv.into_bytes();
    }
    for package in &review.packages {
        if package.services.is_empty() {
            line("", &package.name, &package.urn, [""; 4]);
        }
        for service in &package.services {
            let verbs = words::verbs(&service.verbs, language);
            let cells = service_cells(service, &verbs);
            line("", &package.name, &package.urn, cells);
        }
    }
    for service in &review.services {
        let verbs = words::verbs(&service.verbs, language);
        line("", "", "", service_cells(service, &verbs));
    }
    if review.packages.is_empty() && review.services.is_empty() {
        line("", "", "", [""; 4]);
    }
    csv.into_bytes()
}

/// Names of what was held, in one cell.
fn names(held: Option<&Held>) -> String {
    let items = held
        .into_iter()
        .flat_map(|h| h.packages.iter().chain(&h.services));
    let names: Vec<&str> = items.map(|item| item.name.as_str()).collect();
    names.join(", ")
}

/// The packages by which a service is held: names and URNs, each in one cell.
fn by(through: &[Through]) -> (String, String) {
    let packages = through.iter().filter_map(|way| match way {
        Through::Package { urn, name } => Some((name.as_str(), urn.as_str())),
        Through::Single => None,
    });
    let (names, urns): (Vec<&str>, Vec<&str>) = packages.unzip();
    (names.join(", "), urns.join(", "))
}

fn service_cells<'a>(service: &'a ServiceView, verbs: &'a str) -> [&'a str; 4] {
    [
        &service.name,
        service.owner.as_deref().unwrap_or(""),
        &service.resource_id,
        verbs,
    ]
}

/// An instant as files show it.
pub(super) fn clock(at: &str) -> String {
    crate::time::read(at)
        .map(oslo_day_and_clock)
        .unwrap_or_else(|| at.to_owned())
}

/// Writes a file whole. Until then it has a name that nothing else in the person's folder has.
fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new(""));
    std::fs::create_dir_all(folder)?;
    let part = folder.join(format!("{}.part", Uuid::new_v4()));
    let written = File::create_new(&part)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| std::fs::rename(&part, path));
    if written.is_err() {
        // What is left of it says nothing to anybody.
        drop(std::fs::remove_file(&part));
    }
    written
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
    use super::{free_name, write_new};

    #[test]
    fn what_is_under_way_touches_nothing_that_lies_there() {
        let folder = tempfile::tempdir().unwrap();
        let own = folder.path().join("a.part");
        std::fs::write(&own, "the person's own").unwrap();
        let path = free_name(&folder.path().join("new"), "a", "csv");
        write_new(&path, b"x").unwrap();
        let path = free_name(folder.path(), "a", "csv");
        write_new(&path, b"x").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"x");
        assert_eq!(std::fs::read(&own).unwrap(), b"the person's own");
        let left = std::fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(left, 3, "no part stays");
    }

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
