//! `fullmakt-bridge`: the headless host as a program. Prints one JSON line when it is ready:
//! `{"url": "http://127.0.0.1:PORT/#token=…", "control": "http://127.0.0.1:PORT/_sandbox" or null}`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use fullmakt_bridge::Headless;
use fullmakt_launch::browser::Browser;
use fullmakt_launch::running::Start;
use fullmakt_launch::{Asked, Flags, Running, Trace, flags, folders, logs};

#[tokio::main]
async fn main() -> ExitCode {
    let trace = Trace::begin(std::env::var("FULLMAKT_TRACE").is_ok_and(|value| value == "1"));
    let asked = Flags::parse(std::env::args_os().skip(1), |flag, flags| {
        flags.memory_secrets |= flag == "--memory-secrets";
        flag == "--memory-secrets"
    });
    match asked {
        Ok(Asked::Start(flags)) => run(flags, trace).await,
        Ok(Asked::Help) => {
            println!(
                "fullmakt-bridge {}\n  --memory-secrets     keep secrets in memory only",
                flags::USAGE
            );
            ExitCode::SUCCESS
        }
        Ok(Asked::Version) => {
            println!("fullmakt-bridge {}", env!("CARGO_PKG_VERSION"));
            ExitCode::SUCCESS
        }
        Err(said) => {
            eprintln!("fullmakt-bridge: {said}");
            ExitCode::from(2)
        }
    }
}

async fn run(flags: Flags, trace: Trace) -> ExitCode {
    let _log = logs::open(
        &folders::logs(flags.data_dir.as_deref()),
        std::env::var("FULLMAKT_LOG").ok().as_deref(),
    );
    let browser = Browser::from_setting(std::env::var("FULLMAKT_BROWSER").ok());
    let start = Start {
        flags,
        browser,
        trace,
        version: env!("CARGO_PKG_VERSION"),
    };
    let app = Running::start(start, Arc::new(Headless));
    let outcome = serve(&app).await;
    app.close().await;
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("fullmakt-bridge: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(app: &Running) -> std::io::Result<()> {
    let door = fullmakt_bridge::open(app.clone(), built_ui()).await?;
    let ready = serde_json::json!({ "url": door.address(), "control": app.control().await });
    println!("{ready}");
    door.serve(fullmakt_launch::ended()).await
}

/// Of the repository that this program was built in.
fn built_ui() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/dist")
}
