//! Going to a place: starts the sandbox where that is the place, and then the app.

use std::path::PathBuf;
use std::sync::Arc;

use fullmakt_app::App;
use fullmakt_app::host::{HostWindow, Launch, LaunchEnvironment, LaunchPersona, SecretPlace};
use fullmakt_app::surface::common::Failure;
use fullmakt_app::surface::session::Theme;
use fullmakt_sandbox::{Config, Sandbox};

use crate::flags::{Flags, Place};

/// A place that we are at.
pub struct Arrived {
    pub app: App,
    /// Runs until this is dropped.
    pub sandbox: Option<Sandbox>,
}

/// Goes to a place.
///
/// # Errors
/// What the window then says instead of starting.
pub async fn go(
    place: &Place,
    flags: &Flags,
    host: Arc<dyn HostWindow>,
    version: &'static str,
) -> Result<Arrived, Failure> {
    let (environment, sandbox) = match place {
        Place::Prod => (LaunchEnvironment::Prod, None),
        Place::Tt02 => (LaunchEnvironment::Tt02, None),
        Place::File(file) => (LaunchEnvironment::File(file.clone()), None),
        Place::Sandbox => {
            let sandbox = start_sandbox(flags).await?;
            let environment = LaunchEnvironment::Sandbox {
                base: sandbox.base().to_owned(),
                personas: personas(&sandbox),
            };
            (environment, Some(sandbox))
        }
    };
    let launch = Launch {
        environment,
        data_dir: flags.data_dir.clone(),
        secrets: if flags.memory_secrets {
            SecretPlace::Memory
        } else {
            SecretPlace::Keyring
        },
        version,
    };
    let app = App::start(launch, host).await?;
    Ok(Arrived { app, sandbox })
}

/// The theme that was chosen at a place, before anything of it is up.
pub fn theme(place: &Place, data_dir: Option<PathBuf>) -> Theme {
    let environment = match place {
        Place::Prod => LaunchEnvironment::Prod,
        Place::Tt02 => LaunchEnvironment::Tt02,
        Place::File(file) => LaunchEnvironment::File(file.clone()),
        Place::Sandbox => LaunchEnvironment::Sandbox {
            // Its folder is the same wherever it listens.
            base: "http://127.0.0.1:1".into(),
            personas: Vec::new(),
        },
    };
    App::theme_before_start(&environment, data_dir)
}

async fn start_sandbox(flags: &Flags) -> Result<Sandbox, Failure> {
    let config = Config {
        seed: flags.seed.clone(),
        volume: flags.volume,
        portal_scope: flags.portal_scope,
        ..Config::default()
    };
    Sandbox::start(config).await.map_err(|error| {
        tracing::error!(%error, "the sandbox could not be started");
        Failure::unexpected("sandbox")
    })
}

/// The people that one can be, for the sign-in screen.
fn personas(sandbox: &Sandbox) -> Vec<LaunchPersona> {
    let world = sandbox.shared().world();
    world
        .people()
        .iter()
        .map(|person| LaunchPersona {
            key: person.key.clone(),
            name: person.name.clone(),
            blurb: person.blurb.clone(),
            // ID-porten's headless test login; substantial is its usual level.
            login_hint: format!("testid:{}_idporten-loa-substantial", person.pid),
        })
        .collect()
}
