//! Clients by the thousand: the matrix in the core, then in the real window, then jobs against answers that take their
//! time.

use std::path::Path;
use std::time::{Duration, Instant};

use fullmakt_driver::{Driver, Name, Stage, is_stale};

use super::window::{PATIENCE, STARTS, enter};
use super::{aim, at_part, cargo_bench, middle};
use crate::house::{House, Outcome, Profile};
use crate::picture::settle;
use crate::products;
use crate::trace::Marks;

/// A little more than a thousand: those that bring nothing do not stand in the matrix.
const CLIENTS: &str = "1100";

/// One of their firm's system accesses: its column is there once the firm has been read.
const AGENT: &str = "Fjellbekk Signering";

/// Chips over the matrix. Each is pressed once: what was asked before is known to the window.
const CHIPS: [&str; 3] = ["Mangler pakke", "Kan gis", "Har"];

/// What is typed into the search field, key by key.
const TYPED: [&str; 5] = ["b", "a", "k", "k", "e"];

/// Pages that are turned by key, and turns of the wheel.
const PAGES: usize = 30;
const TURNS: usize = 60;

/// Keys, as WebDriver names them.
const ESCAPE: &str = "\u{e00c}";
const PAGE_DOWN: &str = "\u{e00f}";

/// Notes from now on how long each frame stood.
const WATCH_FRAMES: &str = "const frames = (window.benchFrames = []);
    let before = performance.now();
    const next = (now) => {
      frames.push(now - before);
      before = now;
      if (window.benchFrames === frames) requestAnimationFrame(next);
    };
    requestAnimationFrame(next);";

/// Ends that; gives the frames, but for the one in which it began.
const READ_FRAMES: &str =
    "const frames = window.benchFrames; window.benchFrames = null; return frames.slice(1);";

/// Measures and prints.
///
/// # Errors
/// When something does not build or stops on its way.
pub fn run(house: &House, profile: Profile) -> Outcome {
    cargo_bench(house, profile, "clients", &[])?;
    matrix(house, profile)?;
    cargo_bench(house, profile, "client_jobs", &[])
}

/// What a person waits for in the matrix.
#[derive(Default)]
struct Waits {
    size: String,
    first: Vec<f64>,
    again: Vec<f64>,
    filter: Vec<f64>,
    search: Vec<f64>,
    page_frames: Vec<f64>,
    wheel_frames: Vec<f64>,
}

fn matrix(house: &House, profile: Profile) -> Outcome {
    products::build(house, profile, products::SHIPPED)?;
    let waits = measured(&house.product(profile, "fullmakt"))?;
    println!(
        "\n{} build, the real window: {}\n",
        profile.folder(),
        waits.size
    );
    println!("{:<52}{:>9}{:>9}", "milliseconds", "median", "longest");
    for (what, times) in [
        (
            "«Klienter» pressed to rows, first after a start",
            &waits.first,
        ),
        ("«Klienter» pressed to rows, again", &waits.again),
        ("filter chip pressed to rows", &waits.filter),
        ("key in the search field to rows", &waits.search),
        ("frames while pages are turned by key", &waits.page_frames),
        ("frames while the wheel is turned", &waits.wheel_frames),
    ] {
        println!(
            "{what:<52}{:>9.1}{:>9.1}",
            middle(times),
            at_part(times, 1.0)
        );
    }
    println!();
    aim("matrix, first rows, ms", middle(&waits.first), 200.0);
    aim("matrix, filter, ms", middle(&waits.filter), 50.0);
    aim("matrix, search, ms", middle(&waits.search), 50.0);
    let frames = [waits.page_frames, waits.wheel_frames].concat();
    aim("matrix, longest frame, ms", at_part(&frames, 1.0), 50.0);
    Ok(())
}

fn measured(app: &Path) -> Outcome<Waits> {
    let mut stage = Stage::open(1440, 900)?;
    stage.without_pictures();
    let data = stage.home().join("clients").display().to_string();
    // With the scope of Altinn's own pages a login covers clients from the start.
    let args = [
        "--sandbox",
        "--portal-scope",
        "--clients",
        CLIENTS,
        "--data-dir",
        &data,
    ]
    .map(str::to_owned);
    // Read from Altinn once; from then on the clients are on this machine. The window begins with the firm that has some.
    let driver = Driver::open(&stage, app, &args)?;
    enter(&driver)?;
    press(&driver, "link", Name::Exactly("Klienter"))?;
    driver.wait_for("columnheader", AGENT, PATIENCE)?;
    settle(&driver)?;
    driver.close()?;

    let mut waits = Waits::default();
    for start in 1..=STARTS {
        let mut driver = Driver::open(&stage, app, &args)?;
        let marks = Marks::of(driver.output().ok_or("no output")?);
        driver.wait_for("link", Name::Exactly("Klienter"), PATIENCE)?;
        settle(&driver)?;
        for times in [&mut waits.first, &mut waits.again] {
            marks.forget();
            press(&driver, "link", Name::Exactly("Klienter"))?;
            times.push(marks.wait_for("matrix", PATIENCE)?.ms);
            settle(&driver)?;
            press(&driver, "link", Name::Holding("Godkjenning"))?;
            settle(&driver)?;
        }
        if start == STARTS {
            press(&driver, "link", Name::Exactly("Klienter"))?;
            driver.wait_for("columnheader", AGENT, PATIENCE)?;
            settle(&driver)?;
            at_work(&driver, &marks, &mut waits)?;
        }
        driver.close()?;
    }
    Ok(waits)
}

/// Filters, searches and scrolls.
fn at_work(driver: &Driver, marks: &Marks, waits: &mut Waits) -> Outcome {
    let size = "const grid = document.querySelector('[role=grid]');
        return `${grid.ariaRowCount - 1} clients × ${grid.ariaColCount - 1} agents`";
    let size = driver.script(size, &[])?;
    waits.size = size.as_str().unwrap_or_default().to_owned();
    for chip in CHIPS {
        marks.forget();
        press(driver, "button", Name::Holding(chip))?;
        waits
            .filter
            .push(marks.wait_for("matrix_filter", PATIENCE)?.ms);
        settle(driver)?;
    }
    // Pressed again, a filter is taken off.
    let [.., last] = CHIPS;
    press(driver, "button", Name::Holding(last))?;
    press(driver, "searchbox", Name::Holding("Finn klient"))?;
    settle(driver)?;
    for key in TYPED {
        marks.forget();
        driver.press(&[key])?;
        waits
            .search
            .push(marks.wait_for("matrix_filter", PATIENCE)?.ms);
        std::thread::sleep(Duration::from_millis(200));
    }
    // Clears the field, and goes into the grid.
    driver.press(&[ESCAPE])?;
    settle(driver)?;
    driver.script(WATCH_FRAMES, &[])?;
    for _ in 0..PAGES {
        driver.press(&[PAGE_DOWN])?;
    }
    waits.page_frames = serde_json::from_value(driver.script(READ_FRAMES, &[])?)?;
    settle(driver)?;
    let grid = driver.wait_for("grid", "", PATIENCE)?;
    driver.script(WATCH_FRAMES, &[])?;
    for turn in 0..TURNS {
        let down = if turn < TURNS / 2 { -400 } else { 400 };
        driver.turn_wheel(&grid, down)?;
    }
    waits.wheel_frames = serde_json::from_value(driver.script(READ_FRAMES, &[])?)?;
    settle(driver)
}

/// Presses it once it can be pressed: what opens is in the page a little before it is on the screen.
fn press(driver: &Driver, role: &str, name: Name<'_>) -> Outcome {
    let until = Instant::now() + PATIENCE;
    loop {
        let pressed = driver.click(&driver.wait_for(role, name, PATIENCE)?);
        match pressed {
            Err(error) if is_early(&*error) && Instant::now() < until => {
                std::thread::sleep(Duration::from_millis(50));
            }
            other => {
                return other.map_err(|error| format!("{role} {name:?}: {error}").into());
            }
        }
    }
}

fn is_early(error: &dyn std::error::Error) -> bool {
    is_stale(error) || error.to_string().contains("element not interactable")
}
