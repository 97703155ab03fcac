//! `fullmakt-sandbox`: runs a sandbox until it is ended.

use std::io::Write;
use std::process::ExitCode;

use fullmakt_sandbox::arguments::{self, Command, USAGE};
use fullmakt_sandbox::{Config, Sandbox};

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::from_default_env())
        .with_writer(std::io::stderr)
        .init();
    match arguments::parse(std::env::args().skip(1)) {
        Ok(Command::Help) => {
            print!("{USAGE}");
            ExitCode::SUCCESS
        }
        Ok(Command::Serve(config)) => serve(config).await,
        Err(error) => fail(&error, 2),
    }
}

async fn serve(config: Config) -> ExitCode {
    let sandbox = match Sandbox::start(config).await {
        Ok(sandbox) => sandbox,
        Err(error) => return fail(&error.to_string(), 1),
    };
    let mut out = std::io::stdout().lock();
    // Whoever waits for the line must get it at once, pipe or not.
    if writeln!(out, "{}", sandbox.ready_line())
        .and_then(|()| out.flush())
        .is_err()
    {
        return fail(
            "standard output is closed, so nobody would know where to connect",
            1,
        );
    }
    drop(out);
    sandbox.prepare();
    match tokio::signal::ctrl_c().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&format!("could not wait for the end signal: {error}"), 1),
    }
}

fn fail(sentence: &str, code: u8) -> ExitCode {
    eprintln!("fullmakt-sandbox: {sentence}");
    ExitCode::from(code)
}
