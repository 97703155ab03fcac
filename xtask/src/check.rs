//! `./dev check`: all that can be said about the code without running it.

use crate::house::{House, Outcome};
use crate::steps::{Steps, run as run_program};
use crate::{facts, imports, lines, ui};

/// Takes every step, and fails when one did.
///
/// # Errors
/// Names of the steps that failed.
pub fn run(house: &House, args: &[String]) -> Outcome {
    if let Some(unknown) = args.first() {
        return Err(format!("check takes no arguments, not {unknown}").into());
    }
    let mut steps = Steps::default();
    steps.take("format", || {
        run_program(house.cargo().args(["fmt", "--all", "--", "--check"]))
    });
    steps.take("line budget", || lines::check(house));
    steps.take("import table", || imports::check(house));
    steps.take("licences and sources", || licences(house));
    // The window embeds the built UI, so it comes before anything that compiles the window.
    steps.take("ui build", || ui::build(house));
    for script in ["format:check", "typecheck", "lint", "words"] {
        steps.take(&format!("ui {script}"), || ui::script(house, script));
    }
    steps.take("clippy", || {
        run_program(house.cargo().args([
            "clippy",
            "--workspace",
            "--all-targets",
            "--locked",
            "--",
            "-D",
            "warnings",
        ]))
    });
    steps.take("generated TypeScript is fresh", || {
        facts::typescript_is_fresh(house)
    });
    steps.take("prepared queries are fresh", || facts::sqlx_is_fresh(house));
    steps.finish("check")
}

/// `deny.toml`, where `cargo-deny` is there. The import table does not hang on it.
fn licences(house: &House) -> Outcome {
    let there = house
        .cargo()
        .args(["deny", "--version"])
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if !there {
        println!("left out: cargo-deny is not installed (cargo install cargo-deny --locked)");
        return Ok(());
    }
    run_program(
        house
            .cargo()
            .args(["deny", "--offline", "check", "bans", "licenses", "sources"]),
    )
}
