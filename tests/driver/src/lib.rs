//! A desktop of its own, and a person's hands on it: the real window and a real browser, found and pressed by role
//! and name. For tests of the window, pictures and measurements; never shipped.

mod element;
mod running;
mod stage;
mod webdriver;

pub use element::{Element, Name, is_stale};
pub use running::Running;
pub use stage::Stage;
pub use webdriver::Driver;

/// What things here end in: something, or a sentence.
pub type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;
