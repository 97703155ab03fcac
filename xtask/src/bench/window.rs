//! Start, memory and the palette of the real window, beside an empty one that the same command built.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use fullmakt_driver::{Driver, Running, Stage};

use super::{aim, middle};
use crate::house::{House, Outcome, Profile};
use crate::memory;
use crate::picture::{PERSON, settle};
use crate::products;
use crate::steps::run as run_program;
use crate::trace::Marks;

/// Starts per program; the middle one counts.
pub(super) const STARTS: usize = 5;

/// Actors among which the palette finds.
const ACTORS: &str = "15000";

pub(super) const PATIENCE: Duration = Duration::from_secs(120);

/// Control, as WebDriver names it.
pub(super) const CONTROL: &str = "\u{e009}";

/// Measures and prints.
///
/// # Errors
/// When something does not build or start.
pub fn run(house: &House, profile: Profile) -> Outcome {
    products::build(house, profile, products::SHIPPED)?;
    let empty = build_empty(house, profile)?;
    let app = house.product(profile, "fullmakt");
    let mut stage = Stage::open(1440, 900)?;
    stage.without_pictures();
    let data = stage.home().join("app").display().to_string();

    let nothing = starts(&stage, &empty, &[], "ui_ready")?;
    let sandbox = ["--sandbox", "--data-dir", &data];
    let signed_out = starts(&stage, &app, &sandbox, "ui_ready")?;
    sign_in(&stage, &app, &sandbox)?;
    let signed_in = starts(&stage, &app, &sandbox, "first_rows")?;
    let palette = palette(&stage, &app)?;
    let ready = sandbox_ready(&house.product(profile, "fullmakt-sandbox"))?;

    println!(
        "\n{} build, middle of {STARTS} starts; PSS of all processes\n",
        profile.folder()
    );
    println!("{:<44}{:>10}{:>12}", "", "start, s", "memory, MiB");
    for (what, start) in [
        ("empty window", &nothing),
        ("sign-in screen", &signed_out),
        ("signed in, queue on screen", &signed_in),
    ] {
        println!("{what:<44}{:>10.2}{:>12.0}", start.seconds, start.mib);
    }
    println!();
    aim(
        "start, times the empty window",
        signed_out.seconds / nothing.seconds,
        1.5,
    );
    aim(
        "start to the queue, times the empty window",
        signed_in.seconds / nothing.seconds,
        1.5,
    );
    aim(
        "memory over the empty window, MiB",
        signed_in.mib - nothing.mib,
        100.0,
    );
    aim(
        &format!("palette among {ACTORS} actors, key to results, ms"),
        palette,
        50.0,
    );
    aim("sandbox, start to its line, s", ready, 2.0);
    Ok(())
}

/// The empty window is an example of the window's own crate: same Tauri, same features, same profile.
fn build_empty(house: &House, profile: Profile) -> Outcome<PathBuf> {
    let mut cargo = house.cargo();
    // From the whole workspace, as the app is: with the same features of the same dependencies.
    cargo.args(["build", "--locked", "--workspace", "--example", "empty"]);
    if profile == Profile::Release {
        cargo.arg("--release");
    }
    run_program(&mut cargo)?;
    let placed = house.product(profile, "empty-window");
    products::place(&house.built_example(profile, "empty"), &placed)?;
    Ok(placed)
}

struct Start {
    seconds: f64,
    mib: f64,
}

/// Starts a program some times, waits for a mark, and weighs it when it has come to rest.
fn starts(stage: &Stage, program: &PathBuf, args: &[&str], mark: &str) -> Outcome<Start> {
    let (mut times, mut weights) = (Vec::new(), Vec::new());
    for _ in 0..STARTS {
        let begun = Instant::now();
        let mut child = stage
            .command(program)
            .args(args)
            .env("FULLMAKT_TRACE", "1")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let output = child.stdout.take().ok_or("no output")?;
        let running = Running::new(child);
        let marks = Marks::of(output);
        times.push(
            marks
                .wait_for(mark, PATIENCE)?
                .seen
                .duration_since(begun)
                .as_secs_f64(),
        );
        std::thread::sleep(Duration::from_secs(3));
        weights.push(memory::tree_mib(running.id())?);
    }
    Ok(Start {
        seconds: middle(&times),
        mib: middle(&weights),
    })
}

/// Seconds until the sandbox says that it is ready: the middle over some starts.
fn sandbox_ready(program: &Path) -> Outcome<f64> {
    let mut times = Vec::new();
    for _ in 0..STARTS {
        let begun = Instant::now();
        let mut child = Command::new(program)
            .arg("serve")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let output = child.stdout.take().ok_or("no output")?;
        let _running = Running::new(child);
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line)?;
        if line.is_empty() {
            return Err("the sandbox ended without a word".into());
        }
        times.push(begun.elapsed().as_secs_f64());
    }
    Ok(middle(&times))
}

/// Signs in once, so that the starts that follow find a session and cached rows.
pub(super) fn sign_in(stage: &Stage, app: &Path, args: &[&str]) -> Outcome {
    let args: Vec<String> = args.iter().map(|arg| (*arg).to_owned()).collect();
    let driver = Driver::open(stage, app, &args)?;
    enter(&driver)?;
    driver.close()
}

/// Signs in and waits until the window is at rest.
pub(super) fn enter(driver: &Driver) -> Outcome {
    let person = driver.wait_for("button", PERSON, PATIENCE)?;
    driver.click(&person)?;
    driver.wait_for("link", "Godkjenning", PATIENCE)?;
    settle(driver)
}

/// Milliseconds from a key to painted results, as the window measures it: the middle over some searches.
fn palette(stage: &Stage, app: &Path) -> Outcome<f64> {
    let data = stage.home().join("many").display().to_string();
    let args = ["--sandbox", "--parties", ACTORS, "--data-dir", &data].map(str::to_owned);
    let mut driver = Driver::open(stage, app, &args)?;
    let marks = Marks::of(driver.output().ok_or("no output")?);
    enter(&driver)?;
    driver.press(&[CONTROL, "k"])?;
    driver.wait_for("combobox", "", PATIENCE)?;
    settle(&driver)?;
    marks.forget();
    let mut times = Vec::new();
    for key in ["n", "o", "r", "d", " ", "b", "y", "g"] {
        driver.press(&[key])?;
        times.push(marks.wait_for("palette", PATIENCE)?.ms);
        std::thread::sleep(Duration::from_millis(200));
    }
    driver.close()?;
    Ok(middle(&times))
}
