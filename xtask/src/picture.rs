//! A picture of the real window: signs in, goes to a screen and waits until it is drawn, as a user would.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use fullmakt_driver::{Driver, Stage};
use serde_json::Value;

use crate::house::{House, Outcome, Profile};
use crate::products;

/// Enter, as WebDriver names it.
const ENTER: &str = "\u{e007}";

/// Who is signed in: the sandbox's administrator.
pub const PERSON: &str = "Fortsett som Kari Haugen";

/// Long enough for a debug build on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// Screens that can be asked for, with the name of the link in the rail that leads there.
const SCREENS: &[(&str, Option<&str>)] = &[
    ("approvals", Some("Godkjenning")),
    ("inbox", Some("Innboks")),
    ("deadlines", Some("Frister")),
    ("system-users", Some("Systemtilganger")),
    ("organisations", Some("Virksomheter")),
    ("activity", Some("Aktivitet")),
    ("settings", Some("Innstillinger")),
    ("sign-in", None),
];

/// What is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Where the picture goes, PNG.
    pub file: PathBuf,
    /// Which screen.
    pub screen: String,
    /// Light or dark.
    pub dark: bool,
    /// Size of the window.
    pub size: (u32, u32),
    /// Further arguments for the app. With none, logins may have the scope of Altinn's own pages: only so is there a
    /// queue before anybody has pasted a link.
    pub args: Vec<String>,
}

impl Wanted {
    /// The approvals queue with one review open.
    pub fn new(file: PathBuf) -> Self {
        Wanted {
            file,
            screen: "approvals".to_owned(),
            dark: false,
            size: (1440, 900),
            args: Vec::new(),
        }
    }
}

/// Builds, and takes the picture on a desktop of its own.
///
/// # Errors
/// When a step of the way cannot be taken; what the window shows then stands beside the picture's file.
pub fn take(house: &House, wanted: &Wanted) -> Outcome {
    let Some((_, link)) = SCREENS.iter().find(|(name, _)| *name == wanted.screen) else {
        let known: Vec<&str> = SCREENS.iter().map(|(name, _)| *name).collect();
        return Err(format!(
            "no such screen: {}; there are {}",
            wanted.screen,
            known.join(", ")
        )
        .into());
    };
    products::build(house, Profile::Debug, products::SHIPPED)?;
    let (width, height) = wanted.size;
    let stage = Stage::open(width, height)?;
    let data = stage.home().join("app");
    let mut args = vec![
        "--sandbox".to_owned(),
        "--data-dir".to_owned(),
        data.display().to_string(),
    ];
    if wanted.args.is_empty() {
        args.push("--portal-scope".to_owned());
    }
    args.extend(wanted.args.iter().cloned());
    let program = house.product(Profile::Debug, "fullmakt");
    let driver = Driver::open(&stage, &program, &args)?;
    let way = go(&driver, *link, wanted);
    match way {
        Ok(()) => {
            save(&driver, &wanted.file)?;
            driver.close()?;
            println!("{}", wanted.file.display());
            Ok(())
        }
        Err(error) => {
            let beside = wanted.file.with_extension("failed.png");
            let _ = save(&driver, &beside);
            Err(format!("{error}\n(picture of that: {})", beside.display()).into())
        }
    }
}

fn go(driver: &Driver, link: Option<&str>, wanted: &Wanted) -> Outcome {
    let (width, height) = wanted.size;
    driver.resize(width, height)?;
    let person = driver.wait_for("button", PERSON, PATIENCE)?;
    if let Some(link) = link {
        driver.click(&person)?;
        if wanted.dark {
            go_dark(driver)?;
        }
        let link = driver.wait_for("link", link, PATIENCE)?;
        driver.click(&link)?;
        if wanted.screen == "approvals" || wanted.screen == "system-users" {
            let row = driver.wait_for("option", "", PATIENCE)?;
            driver.click(&row)?;
            driver.wait_for("heading", "", PATIENCE)?;
        }
        if wanted.screen == "inbox" {
            // One is chosen, and then opened: two acts, since opening is logged.
            let row = driver.wait_for("option", "", PATIENCE)?;
            driver.click(&row)?;
            driver.press(&[ENTER])?;
            driver.wait_for("heading", "", PATIENCE)?;
        }
    }
    settle(driver)
}

/// By the settings screen, as a user would.
fn go_dark(driver: &Driver) -> Outcome {
    let link = driver.wait_for("link", "Innstillinger", PATIENCE)?;
    driver.click(&link)?;
    let dark = driver.wait_for("radio", "Mørkt", PATIENCE)?;
    driver.click(&dark)
}

/// Waits until nothing is being fetched or drawn: no part is busy, and the text has stood still for a while.
pub fn settle(driver: &Driver) -> Outcome {
    let script =
        "return document.querySelector('[aria-busy=true]') ? null : document.body.innerText";
    let until = Instant::now() + PATIENCE;
    let mut before = Value::Null;
    let mut same = 0;
    while Instant::now() < until {
        std::thread::sleep(Duration::from_millis(150));
        let now = driver.script(script, &[])?;
        same = if !now.is_null() && now == before {
            same + 1
        } else {
            0
        };
        if same == 4 {
            return Ok(());
        }
        before = now;
    }
    Err("the window never came to rest".into())
}

fn save(driver: &Driver, file: &Path) -> Outcome {
    let picture = driver.picture()?;
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    Ok(std::fs::write(file, picture)?)
}
