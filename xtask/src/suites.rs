//! `./dev test`: every runner over everything it runs, and their own closing lines at the end.

use std::process::Command;

use crate::house::{House, Outcome, Profile};
use crate::products;
use crate::steps::{Steps, output, runner};

const GROUPS: &[&str] = &["rust", "ui", "browser", "window"];

/// All but the tests that drive the real window, as nextest says it.
const NO_WINDOW: &[&str] = &[
    "--filterset",
    "not (package(fullmakt-tests) and binary(window))",
];

/// The tests that drive the real window, one after the other: there are few cores. Still chosen from the whole
/// workspace, so that nothing they stand on is compiled with other features than before.
const WINDOW: &[&str] = &["--test", "window", "--test-threads", "1"];

struct Asked {
    filter: Option<String>,
    groups: Vec<&'static str>,
    again: Again,
}

/// Whether a test that failed is run once more. The closing lines name what needed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Again {
    Never,
    Once,
}

impl Again {
    /// Says so to a runner, by its own flag.
    fn tell(self, command: &mut Command, flag: &str) {
        if self == Self::Once {
            command.arg(flag);
        }
    }
}

/// `test [filter] [--only GROUP] [--again]`.
///
/// # Errors
/// When a runner fails; the others still run.
pub fn run(house: &House, args: &[String]) -> Outcome {
    let asked = parse(args)?;
    let wants = |group| asked.groups.contains(&group);
    let filter = asked.filter.as_deref();
    let again = asked.again;
    let mut steps = Steps::default();
    if asked.groups != ["ui"] {
        // Journeys run in-process, but the window and the browser need programs; so does the window's own crate
        // need the built UI.
        steps.take("build", || {
            products::build(house, Profile::Debug, products::FOR_TESTS)
        });
    }
    if wants("rust") {
        steps.take_runner("rust", || rust(house, filter, again));
    }
    if wants("ui") {
        steps.take_runner("ui", || ui(house, filter, again));
    }
    if wants("browser") {
        steps.take_runner("browser", || browser(house, filter, again));
    }
    if wants("window") {
        steps.take_runner("window", || window(house, filter, again));
    }
    steps.finish("test")
}

fn parse(args: &[String]) -> Outcome<Asked> {
    let mut asked = Asked {
        filter: None,
        groups: GROUPS.to_vec(),
        again: Again::Never,
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
            "--again" => asked.again = Again::Once,
            flag if flag.starts_with('-') => return Err(format!("test knows no {flag}").into()),
            filter if asked.filter.is_none() => asked.filter = Some(filter.to_owned()),
            _ => return Err("one filter at a time".into()),
        }
    }
    Ok(asked)
}

type Ran = (Outcome, Vec<String>);

/// Everything in Rust but the window.
fn rust(house: &House, filter: Option<&str>, again: Again) -> Ran {
    if has_nextest(house) {
        let mut cargo = nextest(house, NO_WINDOW, filter, again);
        return runner(programs(house, &mut cargo));
    }
    let mut rooms = cargo_test(house, &["--workspace", "--exclude", "fullmakt-tests"]);
    let (first, mut closing) = runner(programs(house, rooms.args(filter)));
    let mut stories = cargo_test(house, &["--package", "fullmakt-tests", "--lib"]);
    stories.args(["--test", "journeys", "--test", "contracts"]);
    let (second, more) = runner(programs(house, stories.args(filter)));
    closing.extend(more);
    (first.and(second), closing)
}

/// The real window; every story opens a desktop of its own.
fn window(house: &House, filter: Option<&str>, again: Again) -> Ran {
    let mut cargo = if has_nextest(house) {
        nextest(house, WINDOW, filter, again)
    } else {
        let mut cargo = cargo_test(house, &["--package", "fullmakt-tests", "--test", "window"]);
        cargo.args(filter).args(["--", "--test-threads", "1"]);
        cargo
    };
    runner(programs(house, &mut cargo))
}

/// The runner over some of the workspace's tests. That none is there is a failure, unless somebody asked for
/// some by name: the name may belong to another group.
fn nextest(house: &House, which: &[&str], filter: Option<&str>, again: Again) -> Command {
    let mut cargo = house.cargo();
    let none = match filter {
        Some(_) => "--no-tests=pass",
        None => "--no-tests=fail",
    };
    cargo.args(["nextest", "run", "--workspace", "--locked"]);
    cargo
        .args(["--no-fail-fast", none])
        .args(which)
        .args(filter);
    again.tell(&mut cargo, "--retries=1");
    cargo
}

/// Cargo's own runner, where the other is not installed.
fn cargo_test(house: &House, which: &[&str]) -> Command {
    let mut cargo = house.cargo();
    cargo
        .args(["test", "--locked", "--no-fail-fast"])
        .args(which);
    cargo
}

/// Component and unit tests of the UI.
fn ui(house: &House, filter: Option<&str>, again: Again) -> Ran {
    let mut npm = house.npm("ui");
    npm.args(["run", "--silent", "test", "--"]);
    if let Some(filter) = filter {
        npm.args(["--passWithNoTests", "-t", filter]);
    }
    again.tell(&mut npm, "--retry=1");
    runner(&mut npm)
}

/// Every screen in a browser, on the bridge; the stories themselves are checked for types first.
fn browser(house: &House, filter: Option<&str>, again: Again) -> Ran {
    let npx = |args: &[&str]| {
        let mut npx = Command::new(if cfg!(windows) { "npx.cmd" } else { "npx" });
        npx.current_dir(house.path("tests/browser"))
            .arg("--no-install")
            .args(args);
        npx
    };
    let typed = runner(&mut npx(&["tsc", "--noEmit"]));
    if typed.0.is_err() {
        return typed;
    }
    let mut stories = npx(&["playwright", "test"]);
    if let Some(filter) = filter {
        stories.args(["--pass-with-no-tests", "--grep", filter]);
    }
    again.tell(&mut stories, "--retries=1");
    runner(programs(house, &mut stories))
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

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;

    use super::{Again, WINDOW, nextest, parse};
    use crate::house::House;

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
        assert_eq!(asked.again, Again::Never);
        assert_eq!(parse(&words("--again")).unwrap().again, Again::Once);
        for bad in ["--only nothing", "--only", "--fast", "a b"] {
            assert!(parse(&words(bad)).is_err(), "{bad}");
        }
    }

    #[test]
    fn no_tests_at_all_is_a_failure_unless_one_was_named() {
        let house = House::find();
        let says = |filter, word| {
            let cargo = nextest(&house, WINDOW, filter, Again::Never);
            cargo.get_args().any(|arg| arg == OsStr::new(word))
        };
        assert!(says(None, "--no-tests=fail"));
        assert!(says(Some("link"), "--no-tests=pass") && says(Some("link"), "link"));
    }
}
