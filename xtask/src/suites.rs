//! `./dev test`: every runner over everything it runs, and their own closing lines at the end.

use std::process::Command;

use serde_json::Value;

use crate::house::{House, Outcome, Profile};
use crate::products;
use crate::stage::Stage;
use crate::steps::{Steps, output, runner};

const GROUPS: &[&str] = &["rust", "ui", "browser", "window"];

struct Asked {
    filter: Option<String>,
    groups: Vec<&'static str>,
}

/// `test [filter] [--only GROUP]`.
///
/// # Errors
/// When a runner fails; the others still run.
pub fn run(house: &House, args: &[String]) -> Outcome {
    let asked = parse(args)?;
    let wants = |group| asked.groups.contains(&group);
    let filter = asked.filter.as_deref();
    let mut steps = Steps::default();
    if asked.groups != ["ui"] {
        // Journeys run in-process, but the window and the browser need programs; so does the window's own crate
        // need the built UI.
        steps.take("build", || {
            products::build(house, Profile::Debug, products::FOR_TESTS)
        });
    }
    if wants("rust") {
        steps.take_runner("rust", || rust(house, filter));
    }
    if wants("ui") {
        steps.take_runner("ui", || ui(house, filter));
    }
    if wants("browser") {
        steps.take_runner("browser", || browser(house, filter));
    }
    if wants("window") {
        steps.take_runner("window", || window(house, filter));
    }
    steps.finish("test")
}

fn parse(args: &[String]) -> Outcome<Asked> {
    let mut asked = Asked {
        filter: None,
        groups: GROUPS.to_vec(),
    };
    let mut rest = args.iter();
    while let Some(arg) = rest.next() {
        match arg.as_str() {
            "--only" => {
                let wanted = rest.next().map(String::as_str).unwrap_or_default();
                let Some(group) = GROUPS.iter().find(|group| **group == wanted) else {
                    return Err(format!("--only is one of {}", GROUPS.join(", ")).into());
                };
                asked.groups = vec![group];
            }
            flag if flag.starts_with('-') => return Err(format!("test knows no {flag}").into()),
            filter if asked.filter.is_none() => asked.filter = Some(filter.to_owned()),
            _ => return Err("one filter at a time".into()),
        }
    }
    Ok(asked)
}

type Ran = (Outcome, Vec<String>);

/// Everything in Rust but the window.
fn rust(house: &House, filter: Option<&str>) -> Ran {
    let mut cargo = house.cargo();
    let window = has_window_tests(house);
    if has_nextest(house) {
        cargo.args([
            "nextest",
            "run",
            "--workspace",
            "--locked",
            "--no-fail-fast",
            "--no-tests=pass",
        ]);
        if window {
            cargo.args([
                "--filterset",
                "not (package(fullmakt-tests) and binary(window))",
            ]);
        }
        cargo.args(filter);
    } else {
        cargo
            .args(["test", "--workspace", "--locked", "--no-fail-fast"])
            .args(filter);
        if window {
            cargo.args(["--", "--skip", "window::"]);
        }
    }
    runner(programs(house, &mut cargo))
}

/// The real window, on a desktop of its own.
fn window(house: &House, filter: Option<&str>) -> Ran {
    if !has_window_tests(house) {
        return (
            Err("tests/Cargo.toml declares no test named window".into()),
            Vec::new(),
        );
    }
    let stage = match Stage::open(1440, 900) {
        Ok(stage) => stage,
        Err(error) => return (Err(error), Vec::new()),
    };
    let mut cargo = house.cargo();
    if has_nextest(house) {
        cargo.args([
            "nextest",
            "run",
            "--workspace",
            "--locked",
            "--no-fail-fast",
            "--no-tests=pass",
        ]);
        // One after the other: each drives a window on the same screen, and there are few cores.
        cargo.args([
            "--test-threads",
            "1",
            "--filterset",
            "package(fullmakt-tests) and binary(window)",
        ]);
        cargo.args(filter);
    } else {
        cargo
            .args([
                "test",
                "--locked",
                "--package",
                "fullmakt-tests",
                "--test",
                "window",
            ])
            .args(filter);
        cargo.args(["--", "--test-threads", "1"]);
    }
    runner(stage.dress(programs(house, &mut cargo)))
}

/// Component and unit tests of the UI.
fn ui(house: &House, filter: Option<&str>) -> Ran {
    let mut npm = house.npm("ui");
    npm.args(["run", "--silent", "test"]);
    if let Some(filter) = filter {
        npm.args(["--", "--passWithNoTests", "-t", filter]);
    }
    runner(&mut npm)
}

/// Every screen in a browser, on the bridge.
fn browser(house: &House, filter: Option<&str>) -> Ran {
    let mut npx = Command::new(if cfg!(windows) { "npx.cmd" } else { "npx" });
    npx.current_dir(house.path("tests/browser"))
        .args(["--no-install", "playwright", "test"]);
    if let Some(filter) = filter {
        npx.args(["--pass-with-no-tests", "--grep", filter]);
    }
    runner(programs(house, &mut npx))
}

/// Tells tests where the programs are.
fn programs<'a>(house: &House, command: &'a mut Command) -> &'a mut Command {
    for (variable, name) in [
        ("FULLMAKT_APP", "fullmakt"),
        ("FULLMAKT_SANDBOX", "fullmakt-sandbox"),
        ("FULLMAKT_BRIDGE", "fullmakt-bridge"),
    ] {
        command.env(variable, house.product(Profile::Debug, name));
    }
    command
}

fn has_nextest(house: &House) -> bool {
    output(house.cargo().args(["nextest", "--version"])).is_ok()
}

/// Nextest refuses a filter that names no test binary, so we ask first.
fn has_window_tests(house: &House) -> bool {
    let Ok(text) = output(
        house
            .cargo()
            .args(["metadata", "--format-version", "1", "--no-deps"]),
    ) else {
        return false;
    };
    let metadata: Value = serde_json::from_str(&text).unwrap_or_default();
    declares_window(&metadata)
}

fn declares_window(metadata: &Value) -> bool {
    let packages = metadata["packages"].as_array().into_iter().flatten();
    packages
        .filter(|package| package["name"] == "fullmakt-tests")
        .flat_map(|package| package["targets"].as_array().into_iter().flatten())
        .any(|target| target["name"] == "window" && target["kind"][0] == "test")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{declares_window, parse};

    #[test]
    fn all_groups_unless_one_is_asked_for() {
        let words = |text: &str| {
            text.split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        assert_eq!(parse(&[]).unwrap().groups.len(), 4);
        let asked = parse(&words("link --only rust")).unwrap();
        assert_eq!(
            (asked.filter.as_deref(), asked.groups.as_slice()),
            (Some("link"), ["rust"].as_slice())
        );
        for bad in ["--only nothing", "--only", "--fast", "a b"] {
            assert!(parse(&words(bad)).is_err(), "{bad}");
        }
    }

    #[test]
    fn window_tests_are_known_from_the_manifest() {
        let with = |name| json!({"packages": [{"name": "fullmakt-tests", "targets": [{"name": name, "kind": ["test"]}]}]});
        assert!(declares_window(&with("window")));
        assert!(!declares_window(&with("journeys")));
    }
}
