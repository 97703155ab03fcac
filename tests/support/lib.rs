//! What the stories share: a sandbox of their own, the app on it, a browser that plays the person, a clock to move.

pub mod browser;
pub mod control;
pub mod harness;
pub mod idporten;
pub mod keyring;
pub mod leaks;
pub mod machine;
pub mod message_steps;
pub mod portal;
pub mod small_disk;
pub mod steps;

use std::time::Duration;

pub use browser::TestBrowser;
pub use control::Control;
pub use harness::{Doomed, Harness, Options};
pub use keyring::TestKeyring;
pub use leaks::Secrets;
pub use machine::Machine;
pub use portal::PortalVisit;
pub use small_disk::SmallDisk;

/// Asks again, for up to a minute, until there is something.
///
/// # Panics
/// When there never is; `what` says what was waited for.
pub async fn until<T>(what: &str, ask: impl AsyncFn() -> Option<T>) -> T {
    for _ in 0..1200 {
        if let Some(found) = ask().await {
            return found;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("never: {what}");
}
