//! What the stories share: a sandbox of their own, the app on it, a browser that plays the person, a clock to move.

pub mod browser;
pub mod control;
pub mod harness;
pub mod idporten;
pub mod keyring;
pub mod leaks;
pub mod machine;
pub mod portal;
pub mod small_disk;
pub mod steps;

pub use browser::TestBrowser;
pub use control::Control;
pub use harness::{Harness, Options};
pub use keyring::TestKeyring;
pub use leaks::Secrets;
pub use machine::Machine;
pub use portal::PortalVisit;
pub use small_disk::SmallDisk;
