//! A person's hands on one window: what is seen, clicked and pressed there, by role and Norwegian name.

use std::cell::RefCell;
use std::path::Path;
use std::time::{Duration, Instant};

use fullmakt_driver::{Driver, Element, Name, Outcome, is_stale};

/// Long enough for a debug build on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long a confirmation passes over input when it has come, and a little: so that a held key cannot confirm.
const GUARD: Duration = Duration::from_millis(500);

/// The hands on a window. What they cannot do is the end of the story, with a picture of what was there.
pub struct Hands {
    driver: Driver,
    /// Every click and every key since it was last asked.
    done: RefCell<Vec<String>>,
}

impl Hands {
    /// On this window.
    pub fn on(driver: Outcome<Driver>) -> Self {
        let driver = driver.unwrap_or_else(|error| panic!("{error}"));
        Hands {
            driver,
            done: RefCell::default(),
        }
    }

    /// Waits until it is there.
    pub fn see<'a>(&self, role: &str, name: impl Into<Name<'a>>) -> Element {
        let seen = self.driver.wait_for(role, name, PATIENCE);
        self.must(seen)
    }

    /// Waits until the page says it somewhere.
    pub fn see_text(&self, text: &str) {
        self.text_until(text, true);
    }

    /// Waits until the page says it nowhere.
    pub fn see_no_text(&self, text: &str) {
        self.text_until(text, false);
    }

    fn text_until(&self, text: &str, wanted: bool) {
        const SAYS: &str = "return document.body.innerText.includes(arguments[0])";
        let word = if wanted { "never" } else { "still" };
        self.wait(&format!("the page {word} says «{text}»"), || {
            self.must(self.driver.script(SAYS, &[text.into()])) == wanted
        });
    }

    /// Waits until it is so; `otherwise` is the end of the story.
    fn wait(&self, otherwise: &str, is: impl Fn() -> bool) {
        let until = Instant::now() + PATIENCE;
        while !is() {
            if Instant::now() > until {
                self.must::<()>(Err(otherwise.into()));
            }
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    /// Waits until it is there, and clicks it: one activation.
    pub fn click<'a>(&self, role: &str, name: impl Into<Name<'a>>) {
        let name = name.into();
        loop {
            match self.driver.click(&self.see(role, name)) {
                Err(error) if is_stale(&*error) => {}
                clicked => break self.must(clicked),
            }
        }
        let (Name::Exactly(text) | Name::Holding(text)) = name;
        self.done.borrow_mut().push(text.to_owned());
    }

    /// Presses a key, or several together, such as `Control+K`: one activation.
    pub fn press(&self, chord: &str) {
        let keys: Vec<&str> = chord.split('+').map(key).collect();
        self.must(self.driver.press(&keys));
        self.done.borrow_mut().push(chord.to_owned());
    }

    /// Presses a key until the focus is there, as somebody who listens does.
    pub fn reach<'a>(&self, chord: &str, role: &str, name: impl Into<Name<'a>>) {
        let name = name.into();
        for _ in 0..40 {
            if self.has_focus(role, name) {
                return;
            }
            self.press(chord);
        }
        panic!("{chord} does not lead to the {role} {name:?}");
    }

    /// Waits until the focus is there.
    pub fn see_focus<'a>(&self, role: &str, name: impl Into<Name<'a>>) {
        let name = name.into();
        self.wait(&format!("the focus is not on the {role} {name:?}"), || {
            self.has_focus(role, name)
        });
    }

    fn has_focus(&self, role: &str, name: Name<'_>) -> bool {
        match self.driver.focus() {
            // What had it is leaving the page.
            Err(error) if is_stale(&*error) => false,
            focus => {
                let (role_is, name_is) = self.must(focus);
                role_is == role && name.fits(&name_is)
            }
        }
    }

    /// Writes a text with the keys.
    pub fn write(&self, text: &str) {
        let all: Vec<String> = text.chars().map(String::from).collect();
        for one in &all {
            self.must(self.driver.press(&[one]));
        }
        self.done.borrow_mut().push(text.to_owned());
    }

    /// Presses a key until the row or the cell that the keys mean is called so. A cell is called as the head of its
    /// column and what stands in it.
    pub fn walk(&self, chord: &str, name: &str) {
        const MEANT: &str = "const id = document.activeElement.getAttribute('aria-activedescendant'); \
            const at = id && document.getElementById(id); \
            if (!at) return ''; \
            const column = at.getAttribute('aria-colindex'); \
            const head = column && document.querySelector(`[role=columnheader][aria-colindex='${column}']`); \
            return `${head?.textContent ?? ''} ${at.getAttribute('aria-label') ?? at.textContent}`.replaceAll('\\u00AD', '')";
        let mut seen = Vec::new();
        for _ in 0..40 {
            let meant = self.must(self.driver.script(MEANT, &[]));
            let meant = meant.as_str().unwrap_or_default().to_owned();
            if meant.contains(name) {
                return;
            }
            seen.push(meant);
            self.press(chord);
        }
        panic!("{chord} does not lead to «{name}», but to {seen:?}");
    }

    /// Waits for a confirmation with this on its button, and until it takes input.
    pub fn confirmation(&self, verb: &str) {
        self.see("button", Name::Exactly(verb));
        std::thread::sleep(GUARD);
    }

    /// What was clicked and pressed since this was last asked.
    pub fn activations(&self) -> Vec<String> {
        self.done.take()
    }

    /// Goes to an address, in a browser.
    pub fn go_to(&self, address: &str) {
        self.must(self.driver.go_to(address));
    }

    /// Turns to the other of two windows, once there are two.
    pub fn turn_to_other(&self) {
        let here = self.must(self.driver.window());
        let windows = || self.must(self.driver.windows());
        self.wait("there are not two windows", || windows().len() == 2);
        let other = windows().into_iter().find(|window| *window != here);
        self.must(self.driver.turn_to(&other.expect("one of two")));
    }

    /// The address of the page.
    pub fn address(&self) -> String {
        self.must(self.driver.address())
    }

    /// All that the page holds and keeps: its document and its storage.
    pub fn page(&self) -> String {
        const ALL: &str = "return document.documentElement.outerHTML \
            + JSON.stringify(localStorage) + JSON.stringify(sessionStorage)";
        let page = self.must(self.driver.script(ALL, &[]));
        page.as_str().expect("a page is text").to_owned()
    }

    /// Ends the program in the middle of whatever it does.
    pub fn kill(self) {
        self.driver.kill().unwrap_or_else(|error| panic!("{error}"));
    }

    /// Ends the program, in order.
    pub fn close(self) {
        self.driver
            .close()
            .unwrap_or_else(|error| panic!("{error}"));
    }

    fn must<T>(&self, outcome: Outcome<T>) -> T {
        outcome.unwrap_or_else(|error| {
            let picture = Path::new(env!("CARGO_TARGET_TMPDIR")).join("window-failed.png");
            let saved = self
                .driver
                .picture()
                .is_ok_and(|png| std::fs::write(&picture, png).is_ok());
            match saved {
                true => panic!("{error}\n(picture of that: {})", picture.display()),
                false => panic!("{error}"),
            }
        })
    }
}

/// A key as WebDriver names it.
fn key(name: &str) -> &str {
    match name {
        "Control" => "\u{e009}",
        "Enter" => "\u{e007}",
        "ArrowDown" => "\u{e015}",
        "ArrowRight" => "\u{e014}",
        "Tab" => "\u{e004}",
        "F6" => "\u{e036}",
        letter => letter,
    }
}
