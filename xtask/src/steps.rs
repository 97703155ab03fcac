//! Running other programs: with a heading, watching the time, and keeping their closing lines.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Instant;

use crate::house::Outcome;

/// Runs a program with our own input and output.
///
/// # Errors
/// When it cannot be started, or ends in anything but success.
pub fn run(command: &mut Command) -> Outcome {
    let status = command
        .status()
        .map_err(|error| not_started(command, &error))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{} ended with {status}", name(command)).into())
    }
}

/// Runs a program and gives what it printed on standard output.
///
/// # Errors
/// As [`run`]; the sentence then carries what it said on standard error.
pub fn output(command: &mut Command) -> Outcome<String> {
    let done = command
        .output()
        .map_err(|error| not_started(command, &error))?;
    if done.status.success() {
        return Ok(String::from_utf8(done.stdout)?);
    }
    let said = String::from_utf8_lossy(&done.stderr);
    Err(format!(
        "{} ended with {}\n{}",
        name(command),
        done.status,
        said.trim_end()
    )
    .into())
}

/// Runs a test runner: shows all it prints, and keeps the lines in which it sums up and, when it failed, says why.
pub fn runner(command: &mut Command) -> (Outcome, Vec<String>) {
    let child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = match child {
        Ok(child) => child,
        Err(error) => return (Err(not_started(command, &error)), Vec::new()),
    };
    let (send, lines) = mpsc::channel();
    if let Some(out) = child.stdout.take() {
        forward(out, send.clone());
    }
    if let Some(err) = child.stderr.take() {
        forward(err, send);
    }
    let (mut last, mut why) = (Vec::new(), Vec::new());
    let mut screen = std::io::stdout();
    for line in lines {
        let _ = writeln!(screen, "{line}");
        let line = uncoloured(&line);
        if why.len() < 40 && says_why(&line) {
            why.push(line.clone());
        }
        last.push(line);
        if last.len() > 40 {
            last.remove(0);
        }
    }
    last.retain(|line| sums_up(line));
    // A test that failed late is named both where it ran and in the runner's own summary.
    let mut seen = std::collections::HashSet::new();
    last.retain(|line| seen.insert(line.trim().to_owned()));
    let outcome: Outcome = match child.wait() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{} ended with {status}", name(command)).into()),
        Err(error) => Err(error.into()),
    };
    if outcome.is_err() {
        last.splice(0..0, why);
    }
    (outcome, last)
}

fn forward(from: impl Read + Send + 'static, to: mpsc::Sender<String>) {
    std::thread::spawn(move || {
        for line in BufReader::new(from).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line).trim_end().to_owned();
            if to.send(line).is_err() {
                break;
            }
        }
    });
}

/// The line without its colours (ECMA-48 "select graphic rendition"): Vitest gives them to pipes as well.
fn uncoloured(line: &str) -> String {
    let mut parts = line.split("\u{1b}[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|c: char| !c.is_ascii_digit() && c != ';');
        match end.map(|at| part.split_at(at)) {
            Some((_, rest)) if rest.starts_with('m') => plain.push_str(&rest[1..]),
            _ => plain.push_str(part),
        }
    }
    plain
}

/// Closing lines of cargo-nextest, cargo test, Vitest and Playwright, and the names of what failed.
fn sums_up(line: &str) -> bool {
    let line = line.trim_start();
    let counted = line.split_once(' ').is_some_and(|(count, rest)| {
        count.chars().all(|c| c.is_ascii_digit())
            && ["passed", "failed", "flaky", "skipped", "did not run"]
                .iter()
                .any(|word| rest.starts_with(word))
    });
    counted
        || [
            "Summary [",
            "test result:",
            "Test Files ",
            "Tests ",
            "Errors ",
            "error: no tests",
            "FAIL ",
            "FLAKY ",
            "TIMEOUT [",
            "specs/",
        ]
        .iter()
        .any(|start| line.starts_with(start))
}

/// What went wrong in a test, as the runners print it: what was expected, what came, and where.
fn says_why(line: &str) -> bool {
    let line = line.trim_start_matches([' ', '⎯']);
    [
        "Error: ",
        "AssertionError: ",
        "TypeError: ",
        "ReferenceError: ",
        "TestingLibraryElementError: ",
        "Unhandled ",
        "This error originated in ",
        "Locator: ",
        "Expected",
        "Received",
        "left: ",
        "right: ",
    ]
    .iter()
    .any(|start| line.starts_with(start))
        || line.contains("panicked at ")
        || line
            .strip_prefix("> ")
            .is_some_and(|code| code.starts_with(|c: char| c.is_ascii_digit()))
}

/// Steps that are all taken, even when one fails, so that one run tells everything.
#[derive(Default)]
pub struct Steps {
    taken: Vec<Taken>,
}

struct Taken {
    name: String,
    seconds: f32,
    closing: Vec<String>,
    failure: Option<String>,
}

impl Steps {
    /// Takes one step.
    pub fn take(&mut self, name: &str, step: impl FnOnce() -> Outcome) {
        self.take_runner(name, || (step(), Vec::new()));
    }

    /// Takes one step that has closing lines of its own.
    pub fn take_runner(&mut self, name: &str, step: impl FnOnce() -> (Outcome, Vec<String>)) {
        println!("\n── {name}");
        let start = Instant::now();
        let (outcome, closing) = step();
        let failure = outcome.err().map(|error| error.to_string());
        if let Some(failure) = &failure {
            println!("{failure}");
        }
        let seconds = start.elapsed().as_secs_f32();
        self.taken.push(Taken {
            name: name.to_owned(),
            seconds,
            closing,
            failure,
        });
    }

    /// Sums up.
    ///
    /// # Errors
    /// When a step failed; names every one that did.
    pub fn finish(self, what: &str) -> Outcome {
        println!("\n══ {what}");
        for taken in &self.taken {
            let mark = if taken.failure.is_none() {
                "ok    "
            } else {
                "FAILED"
            };
            println!("{mark} {:<28} {:>6.1} s", taken.name, taken.seconds);
            for line in &taken.closing {
                println!("         {}", line.trim_start());
            }
        }
        let failed: Vec<&str> = self
            .taken
            .iter()
            .filter(|t| t.failure.is_some())
            .map(|t| t.name.as_str())
            .collect();
        if failed.is_empty() {
            println!("{what}: all {} steps passed", self.taken.len());
            Ok(())
        } else {
            Err(format!(
                "{what}: {} of {} steps failed: {}",
                failed.len(),
                self.taken.len(),
                failed.join(", ")
            )
            .into())
        }
    }
}

fn name(command: &Command) -> String {
    let args = command
        .get_args()
        .take(4)
        .map(|a| a.to_string_lossy().into_owned());
    std::iter::once(command.get_program().to_string_lossy().into_owned())
        .chain(args)
        .collect::<Vec<_>>()
        .join(" ")
}

fn not_started(command: &Command, error: &std::io::Error) -> Box<dyn std::error::Error> {
    format!("{} could not be started: {error}", name(command)).into()
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::{Steps, runner, says_why, sums_up, uncoloured};

    #[test]
    fn colours_do_not_hide_a_closing_line() {
        let line = "\u{1b}[2m      Tests \u{1b}[22m \u{1b}[1m\u{1b}[32m518 passed\u{1b}[39m\u{1b}[22m (518)";
        assert_eq!(uncoloured(line), "      Tests  518 passed (518)");
        assert_eq!(uncoloured("a \u{1b}[2K line"), "a 2K line");
        let mut shell = Command::new("sh");
        shell.args([
            "-c",
            r"printf '\033[31m FAIL \033[39m src/a.test.ts > b\n'; exit 1",
        ]);
        assert_eq!(runner(&mut shell).1, [" FAIL  src/a.test.ts > b"]);
    }

    #[test]
    fn closing_lines_of_each_runner_are_known() {
        for line in [
            "     Summary [   3.201s] 120 tests run: 120 passed, 1 skipped",
            "test result: ok. 3 passed; 0 failed; 0 ignored",
            " Test Files  3 passed (3)",
            "      Tests  12 passed (12)",
            "  12 passed (34.5s)",
            "  1 failed",
            "       FLAKY 2/2 [   0.912s] (6/6) fullmakt-tests::window links::the_one_window",
            "        FAIL [   8.055s] (2/6) fullmakt-tests::window keyboard::by_keys_alone",
            " FAIL  src/features/clients/choice.test.ts > a choice",
            "    specs/clients.spec.ts:87:1 › the matrix is walked by key ─────",
        ] {
            assert!(sums_up(line), "{line}");
        }
        for line in [
            "        PASS [   0.012s] fullmakt-app link::ok",
            "12 apples",
            "Testing",
        ] {
            assert!(!sums_up(line), "{line}");
        }
    }

    #[test]
    fn a_runner_that_failed_says_why_at_the_end() {
        let run = |end: &str| {
            let mut shell = Command::new("sh");
            shell.args([
                "-c",
                &format!("echo '  Error: not visible'; echo '  1 failed'; {end}"),
            ]);
            runner(&mut shell).1
        };
        assert_eq!(run("exit 1"), ["  Error: not visible", "  1 failed"]);
        assert_eq!(run("exit 0"), ["  1 failed"]);
        for line in [
            "thread 'a' (7) panicked at tests/src/lib.rs:3:5:",
            "    > 112 |   await logInThere(page, stage);",
            "  left: 3",
            "⎯⎯⎯⎯⎯⎯ Unhandled Rejection ⎯⎯⎯⎯⎯",
        ] {
            assert!(says_why(line), "{line}");
        }
        assert!(!says_why("PASS [   0.012s] fullmakt-app link::ok"));
        assert!(!says_why("> vitest run"));
    }

    #[test]
    fn one_failed_step_fails_the_whole_and_is_named() {
        let mut steps = Steps::default();
        steps.take("first", || Err("no".into()));
        steps.take("second", || Ok(()));
        let error = steps.finish("trial").unwrap_err().to_string();
        assert!(
            error.contains("1 of 2") && error.contains("first"),
            "{error}"
        );
    }
}
