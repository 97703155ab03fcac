//! What a host (window or bridge) gives the app, and gets from it.

use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;

use fullmakt_secrets::SecretStore;
use url::Url;

use crate::surface::session::EnvironmentId;

/// How the app is started.
#[derive(Clone)]
pub struct Launch {
    /// Where the app talks to.
    pub environment: LaunchEnvironment,
    /// Folder for all data; `None` for the user's own data folder. Each environment has a folder of its own in it.
    pub data_dir: Option<PathBuf>,
    /// Where keys are kept.
    pub secrets: SecretPlace,
    /// Version of the app, `1.2.3`.
    pub version: &'static str,
}

/// Where keys are kept.
#[derive(Clone)]
pub enum SecretPlace {
    /// In the keyring of the operating system.
    Keyring,
    /// In memory only, as if the machine had no keyring (`--memory-secrets`).
    Memory,
    /// In a keyring that the host brings.
    Given(Arc<dyn SecretStore>),
}

/// Where the app talks to.
#[derive(Clone, Debug)]
pub enum LaunchEnvironment {
    /// The sandbox inside the app, already started by the host.
    Sandbox {
        /// `http://127.0.0.1:PORT`, no slash.
        base: String,
        /// People that one can be, for the sign-in screen.
        personas: Vec<LaunchPersona>,
    },
    /// Altinn's public test environment.
    Tt02,
    /// Altinn itself.
    Prod,
    /// A file with addresses and a client id (see [`crate::environment_file`]).
    File(PathBuf),
}

/// A person of the sandbox, as the host read it there.
#[derive(Clone, Debug)]
pub struct LaunchPersona {
    /// Key, e.g. `kari`.
    pub key: String,
    /// Name.
    pub name: String,
    /// One line on what he or she may do.
    pub blurb: String,
    /// The `login_hint` that signs this synthetic person in without a page (ID-porten's headless test login).
    pub login_hint: String,
}

/// The wait for a window's first picture.
pub type FirstPicture = Pin<Box<dyn Future<Output = ()> + Send>>;

/// What only a host can do.
pub trait HostWindow: Send + Sync {
    /// Opens an address, already checked, in the system browser.
    ///
    /// # Errors
    /// A plain sentence when no browser could be started.
    fn open_browser(&self, url: &Url) -> Result<(), String>;

    /// Opens a mail address or a telephone number (`mailto:`, `tel:`), already checked, with the system's program for it.
    ///
    /// # Errors
    /// A plain sentence when no program could be started, or when this host starts none.
    fn open_program(&self, url: &Url) -> Result<(), String> {
        let _ = url;
        Err("this host starts no programs".to_owned())
    }

    /// Opens a file, already checked, with the system's program for its kind.
    ///
    /// # Errors
    /// A plain sentence when no program could be started, or when this host opens no files.
    fn open_file(&self, path: &Path) -> Result<(), String> {
        let _ = path;
        Err("this host opens no files".to_owned())
    }

    /// Brings the window to the front (after the login in the browser).
    fn focus(&self);

    /// Writes a mark to the trace (`FULLMAKT_TRACE=1`); no personal data in it.
    fn mark(&self, name: &str, ms: Option<f64>);

    /// Starts over in another environment.
    fn restart_into(&self, environment: EnvironmentId);

    /// Ends when the window shows its first picture. What nobody waits for begins only then: until it is there, the
    /// picture needs the processor. A host that draws nothing has nothing to wait for.
    fn first_picture(&self) -> FirstPicture {
        Box::pin(std::future::ready(()))
    }
}
