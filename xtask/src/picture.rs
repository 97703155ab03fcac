//! A picture of the real window: signs in, goes to a screen and waits until it is drawn, as a user would.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use fullmakt_driver::{Driver, Stage};
use serde_json::Value;

use crate::house::{House, Outcome, Profile};
use crate::products;

/// Enter and the key down, as WebDriver names them.
const ENTER: &str = "\u{e007}";
const DOWN: &str = "\u{e015}";

/// Who is signed in: the sandbox's administrator.
pub const PERSON: &str = "Fortsett som Kari Haugen";

/// Long enough for a debug build on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A screen that can be asked for.
struct Screen {
    name: &'static str,
    /// The link in the rail that leads there; `None` is where one signs in.
    link: Option<&'static str>,
    /// What is done there before the picture is taken.
    show: fn(&Driver) -> Outcome,
    /// What the sandbox is started with, unless something else is asked for.
    sandbox: &'static [&'static str],
}

const fn screen(name: &'static str, link: &'static str, show: fn(&Driver) -> Outcome) -> Screen {
    Screen {
        name,
        link: Some(link),
        show,
        sandbox: &[],
    }
}

const SCREENS: &[Screen] = &[
    screen("approvals", "Godkjenning", open_first),
    screen("inbox", "Innboks", read_first),
    screen("deadlines", "Frister", nothing),
    screen("system-users", "Systemtilganger", open_first),
    Screen {
        name: "clients",
        link: Some("Klienter"),
        show: plan_clients,
        sandbox: &["--clients", "312"],
    },
    screen("organisations", "Virksomheter", nothing),
    screen("activity", "Aktivitet", nothing),
    screen("settings", "Innstillinger", nothing),
    Screen {
        name: "sign-in",
        link: None,
        show: nothing,
        sandbox: &[],
    },
];

fn nothing(_: &Driver) -> Outcome {
    Ok(())
}

/// Opens the first row.
fn open_first(driver: &Driver) -> Outcome {
    let row = driver.wait_for("option", "", PATIENCE)?;
    driver.click(&row)?;
    driver.wait_for("heading", "", PATIENCE).map(drop)
}

/// One is chosen, and then opened: two acts, since opening is logged.
fn read_first(driver: &Driver) -> Outcome {
    let row = driver.wait_for("option", "", PATIENCE)?;
    driver.click(&row)?;
    driver.press(&[ENTER])?;
    driver.wait_for("heading", "", PATIENCE).map(drop)
}

/// A system access of the large firm is aimed at, and some clients are marked for it: the plan opens beside them.
fn plan_clients(driver: &Driver) -> Outcome {
    // Marked and passed over, from the first client on.
    const MARKS: &str = "   xxx xxxx   xx";
    let column = driver.wait_for("columnheader", "Fjellbekk Signering", PATIENCE)?;
    driver.click(&column)?;
    for mark in MARKS.chars() {
        driver.press(&[DOWN])?;
        if mark == 'x' {
            driver.press(&["x"])?;
        }
    }
    driver.wait_for("button", "Legg til ", PATIENCE).map(drop)
}

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
    let Some(screen) = SCREENS.iter().find(|screen| screen.name == wanted.screen) else {
        let known: Vec<&str> = SCREENS.iter().map(|screen| screen.name).collect();
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
        args.extend(screen.sandbox.iter().map(|arg| (*arg).to_owned()));
    }
    args.extend(wanted.args.iter().cloned());
    let program = house.product(Profile::Debug, "fullmakt");
    let driver = Driver::open(&stage, &program, &args)?;
    let way = go(&driver, screen, wanted);
    match way {
        Ok(()) => {
            write(&wanted.file, &drawn(&driver)?)?;
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

fn go(driver: &Driver, screen: &Screen, wanted: &Wanted) -> Outcome {
    let (width, height) = wanted.size;
    driver.resize(width, height)?;
    let person = driver.wait_for("button", PERSON, PATIENCE)?;
    if let Some(link) = screen.link {
        driver.click(&person)?;
        if wanted.dark {
            go_dark(driver)?;
        }
        let link = driver.wait_for("link", link, PATIENCE)?;
        driver.click(&link)?;
        (screen.show)(driver)?;
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

/// Where titles stand in the window, in pixels: x, y, width, height.
const TITLES: &str = "return [...document.querySelectorAll('h1')].map(one => one.getBoundingClientRect())
    .filter(one => one.width > 0 && one.x >= 0 && one.y >= 0 && one.bottom < innerHeight)
    .map(one => [one.x, one.y, Math.min(one.width, innerWidth - one.x), one.height].map(Math.floor))";

/// The window as it is seen. The web engine draws parts that scroll by themselves later than the rest, on a busy machine
/// much later: a picture counts when there is ink wherever the page says that a title stands.
fn drawn(driver: &Driver) -> Outcome<Vec<u8>> {
    let until = Instant::now() + PATIENCE;
    loop {
        let titles: Vec<[u32; 4]> = serde_json::from_value(driver.script(TITLES, &[])?)?;
        let picture = driver.picture()?;
        let pixels = Pixels::of(&picture)?;
        if titles.iter().all(|title| pixels.has_ink(*title)) {
            return Ok(picture);
        }
        if Instant::now() > until {
            return Err("the window never drew its titles".into());
        }
        std::thread::sleep(Duration::from_millis(250));
    }
}

/// A picture, opened.
struct Pixels {
    width: u32,
    bytes_each: usize,
    bytes: Vec<u8>,
}

impl Pixels {
    fn of(picture: &[u8]) -> Outcome<Self> {
        let mut reader = png::Decoder::new(std::io::Cursor::new(picture)).read_info()?;
        let mut bytes = vec![0; reader.output_buffer_size().ok_or("a picture too large")?];
        let info = reader.next_frame(&mut bytes)?;
        Ok(Pixels {
            width: info.width,
            bytes_each: info.line_size / info.width as usize,
            bytes,
        })
    }

    fn at(&self, x: u32, y: u32) -> Option<&[u8]> {
        let from = (y as usize * self.width as usize + x as usize) * self.bytes_each;
        self.bytes.get(from..from + self.bytes_each)
    }

    /// Not all of one colour.
    fn has_ink(&self, [x, y, width, height]: [u32; 4]) -> bool {
        let ground = self.at(x, y);
        (y..y + height).any(|y| (x..x + width).any(|x| self.at(x, y) != ground))
    }
}

fn save(driver: &Driver, file: &Path) -> Outcome {
    write(file, &driver.picture()?)
}

fn write(file: &Path, picture: &[u8]) -> Outcome {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    Ok(std::fs::write(file, picture)?)
}

#[cfg(test)]
mod tests {
    use super::Pixels;

    #[test]
    fn ink_is_seen_where_it_is() {
        let (width, height) = (8, 4);
        let mut bytes = vec![255; width * height * 3];
        bytes[(2 * width + 5) * 3] = 0;
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, width as u32, height as u32);
        encoder.set_color(png::ColorType::Rgb);
        let mut writer = encoder.write_header().expect("a header");
        writer.write_image_data(&bytes).expect("written");
        writer.finish().expect("finished");
        let pixels = Pixels::of(&file).expect("a picture");
        assert!(pixels.has_ink([4, 1, 4, 3]));
        assert!(!pixels.has_ink([0, 0, 5, 4]));
        assert!(!pixels.has_ink([4, 0, 4, 2]));
    }
}
