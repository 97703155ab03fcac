//! Going to a place: starts the sandbox where that is the place, and then the app.

use std::path::PathBuf;
use std::sync::Arc;

use fullmakt_app::App;
use fullmakt_app::host::{HostWindow, Launch, LaunchEnvironment, LaunchPersona, SecretPlace};
use fullmakt_app::surface::common::Failure;
use fullmakt_app::surface::session::Settings;
use fullmakt_domain::Clock;
use fullmakt_sandbox::{Config, Sandbox, SimClock};
use jiff::Timestamp;

use crate::flags::{Flags, Place};

/// A place that we are at.
pub struct Arrived {
    pub app: App,
    /// Runs until this is dropped.
    pub sandbox: Option<Sandbox>,
}

/// The sandbox's clock: who lives in an invented world goes by its time, also when it is moved.
#[derive(Debug)]
struct WorldClock(SimClock);

impl Clock for WorldClock {
    fn now(&self) -> Timestamp {
        self.0.now()
    }
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
    let sandbox = match place {
        Place::Sandbox => Some(start_sandbox(flags).await?),
        Place::Prod | Place::Tt02 | Place::File(_) => None,
    };
    let launch = Launch {
        environment: environment(place, sandbox.as_ref()),
        data_dir: flags.data_dir.clone(),
        secrets: if flags.memory_secrets {
            SecretPlace::Memory
        } else {
            SecretPlace::Keyring
        },
        version,
    };
    let clock: Arc<dyn Clock> = match &sandbox {
        Some(sandbox) => Arc::new(WorldClock(sandbox.shared().clock().clone())),
        None => launch.environment.clock(),
    };
    let app = App::start(launch, host, clock).await?;
    Ok(Arrived { app, sandbox })
}

/// The settings that were chosen at a place, before anything of it is up.
pub fn settings(place: &Place, data_dir: Option<PathBuf>) -> Settings {
    App::settings_before_start(&environment(place, None), data_dir)
}

/// A place as the app knows it.
fn environment(place: &Place, sandbox: Option<&Sandbox>) -> LaunchEnvironment {
    // Before the sandbox runs it has no address; its folder is the same wherever it listens.
    const NOWHERE: &str = "http://127.0.0.1:1";
    match place {
        Place::Prod => LaunchEnvironment::Prod,
        Place::Tt02 => LaunchEnvironment::Tt02,
        Place::File(file) => LaunchEnvironment::File(file.clone()),
        Place::Sandbox => LaunchEnvironment::Sandbox {
            base: sandbox.map_or(NOWHERE, Sandbox::base).to_owned(),
            personas: sandbox.map(personas).unwrap_or_default(),
        },
    }
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
