//! The log: JSON lines in files that turn over by the day, seven of them, each line redacted before it is written.

use std::path::Path;

use fullmakt_app::folders;
use fullmakt_net::Redacting;
use tracing_appender::non_blocking::WorkerGuard;
use tracing_appender::rolling::{Builder, Rotation};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer, fmt};

/// Days that are kept.
const DAYS: usize = 7;

/// What is logged when nothing else is asked for.
const USUAL: &str = "warn,fullmakt=info,fullmakt_app=info,fullmakt_auth=info,fullmakt_altinn=info,fullmakt_net=info,\
    fullmakt_store=info,fullmakt_secrets=info,fullmakt_sync=info,fullmakt_launch=info,fullmakt_sandbox=warn";

/// Keeps the log open; dropping it writes what is left.
pub struct Log {
    _guard: Option<WorkerGuard>,
}

/// Opens the log in a folder. `level` is the value of `FULLMAKT_LOG`, a filter such as `debug` or
/// `fullmakt_net=trace`. Warnings go to standard error as well.
///
/// A log that cannot be opened is said on standard error and is no reason not to start.
pub fn open(folder: &Path, level: Option<&str>) -> Log {
    let filter = || {
        let wanted = level.unwrap_or(USUAL);
        EnvFilter::try_new(wanted).unwrap_or_else(|_| EnvFilter::new(USUAL))
    };
    let (file, guard) = match files(folder) {
        Ok(files) => {
            let (writer, guard) = tracing_appender::non_blocking(files);
            let layer = fmt::layer()
                .event_format(Redacting(fmt::format().json()))
                .fmt_fields(fmt::format::JsonFields::new())
                .with_ansi(false)
                .with_writer(writer)
                .with_filter(filter());
            (Some(layer), Some(guard))
        }
        Err(said) => {
            eprintln!("no log: {said}");
            (None, None)
        }
    };
    let screen = fmt::layer()
        .event_format(Redacting(fmt::format().compact()))
        .with_ansi(false)
        .with_writer(std::io::stderr)
        .with_filter(tracing_subscriber::filter::LevelFilter::WARN);
    // A second call in one process (tests) keeps the first log.
    let _ = tracing_subscriber::registry()
        .with(file)
        .with(screen)
        .try_init();
    // A fault goes the same way as every other line, and so through the same redaction.
    std::panic::set_hook(Box::new(|fault| {
        let place = fault
            .location()
            .map(ToString::to_string)
            .unwrap_or_default();
        tracing::error!(
            place,
            "fault: {}",
            fault.payload_as_str().unwrap_or("no words")
        );
    }));
    Log { _guard: guard }
}

fn files(folder: &Path) -> Result<tracing_appender::rolling::RollingFileAppender, String> {
    folders::make_private(folder).map_err(|error| error.to_string())?;
    Builder::new()
        .rotation(Rotation::DAILY)
        .filename_prefix("fullmakt")
        .filename_suffix("log")
        .max_log_files(DAYS)
        .build(folder)
        .map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::open;

    #[test]
    fn lines_reach_the_file_without_secrets() {
        let data = tempfile::tempdir().expect("a folder");
        let folder = data.path().join("logs");
        let log = open(&folder, Some("info"));
        tracing::info!(who = "01817012345", "asked with Bearer abc.def-ghi");
        tracing::debug!("not at this level");
        drop(log);
        let file = std::fs::read_dir(&folder)
            .expect("a folder")
            .flatten()
            .next()
            .expect("a file");
        let text = std::fs::read_to_string(file.path()).expect("readable");
        assert!(text.contains("asked with Bearer"), "{text}");
        assert!(
            !text.contains("01817012345") && !text.contains("abc.def"),
            "{text}"
        );
        assert!(!text.contains("not at this level"), "{text}");
        let first: serde_json::Value =
            serde_json::from_str(text.lines().next().expect("a line")).expect("JSON");
        assert_eq!(first["level"], "INFO");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let known = std::fs::metadata(&folder).expect("it is there");
            assert_eq!(known.permissions().mode() & 0o777, 0o700, "nobody else's");
        }
    }
}
