//! The app on a sandbox of its own, with a store of its own and a clock to move.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use fullmakt_app::surface::common::Nothing;
use fullmakt_app::surface::session::{Session, SessionState, SignIn};
use fullmakt_app::surface::table::{Commands, Event, Topic};
use fullmakt_app::{App, Launch, LaunchEnvironment, LaunchPersona, SecretPlace, SecretStore};
use fullmakt_domain::Clock;
use fullmakt_sandbox::{Config, IdentityConfig, Sandbox, Seed, SimClock};
use jiff::Timestamp;
use tempfile::TempDir;
use tokio::runtime::{Handle, Runtime};

use crate::browser::TestBrowser;
use crate::control::Control;
use crate::keyring::TestKeyring;

/// How the story begins.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The world in which Altinn's portal scope may be had.
    pub portal_scope: bool,
    /// Changes to the identity part of the sandbox.
    pub identity: Option<IdentityConfig>,
    /// The machine's keyring; without one, keys live in memory.
    pub keyring: Option<Arc<TestKeyring>>,
    /// Another world than the default one.
    pub seed: Option<Seed>,
}

/// The stage of one story.
pub struct Harness {
    /// The sandbox.
    pub sandbox: Sandbox,
    /// Its control door.
    pub control: Control,
    /// The app.
    pub app: App,
    /// The browser that the app opens.
    pub browser: Arc<TestBrowser>,
    /// The app's data folder.
    pub data: TempDir,
    clock: Arc<dyn Clock>,
    keyring: Option<Arc<TestKeyring>>,
}

/// The sandbox's clock, as the app reads time.
#[derive(Debug)]
struct MovableClock(SimClock);

impl Clock for MovableClock {
    fn now(&self) -> Timestamp {
        self.0.now()
    }
}

impl Harness {
    /// A fresh stage with nobody signed in.
    pub async fn new(options: Options) -> Self {
        let mut config = Config {
            portal_scope: options.portal_scope,
            ..Config::default()
        };
        if let Some(identity) = options.identity {
            config.identity = identity;
        }
        if let Some(seed) = options.seed {
            config.seed = seed;
        }
        let sandbox = Sandbox::start(config).await.expect("the sandbox starts");
        let clock = MovableClock(sandbox.shared().clock().clone());
        Self::with(sandbox, Arc::new(clock), options.keyring).await
    }

    /// A fresh stage on a sandbox that runs already.
    pub async fn on(sandbox: Sandbox) -> Self {
        let clock = MovableClock(sandbox.shared().clock().clone());
        Self::with_clock(sandbox, Arc::new(clock)).await
    }

    /// A fresh stage whose app does not read the sandbox's clock but this one, as an installed app reads its machine's.
    pub async fn with_clock(sandbox: Sandbox, clock: Arc<dyn Clock>) -> Self {
        Self::with(sandbox, clock, None).await
    }

    async fn with(
        sandbox: Sandbox,
        clock: Arc<dyn Clock>,
        keyring: Option<Arc<TestKeyring>>,
    ) -> Self {
        let data = tempfile::tempdir().expect("a folder for the story");
        Self::on_data(sandbox, data, clock, keyring).await
    }

    /// A stage whose app finds what one that is killed now leaves behind.
    pub async fn after(doomed: Doomed) -> Self {
        let Doomed {
            sandbox,
            data,
            keyring,
            life,
            ..
        } = doomed;
        drop(life);
        let clock = MovableClock(sandbox.shared().clock().clone());
        Self::on_data(sandbox, data, Arc::new(clock), Some(keyring)).await
    }

    async fn on_data(
        sandbox: Sandbox,
        data: TempDir,
        clock: Arc<dyn Clock>,
        keyring: Option<Arc<TestKeyring>>,
    ) -> Self {
        let control = Control::new(sandbox.base());
        let browser = Arc::new(TestBrowser::new());
        let app = start_app(
            &sandbox,
            &control,
            &data,
            &browser,
            Arc::clone(&clock),
            keyring.clone(),
        )
        .await;
        Harness {
            sandbox,
            control,
            app,
            browser,
            data,
            clock,
            keyring,
        }
    }

    /// A signed-in stage in the world in which Altinn's portal scope may be had.
    pub async fn with_portal_scope(persona: &str) -> Self {
        let options = Options {
            portal_scope: true,
            ..Options::default()
        };
        Self::signed_in(persona, options).await
    }

    /// A stage with a person signed in and everything read once.
    pub async fn signed_in(persona: &str, options: Options) -> Self {
        let stage = Self::new(options).await;
        stage.sign_in(persona).await;
        stage
    }

    /// Signs a sandbox person in and waits until the first reading is done.
    pub async fn sign_in(&self, persona: &str) {
        let first = !self.session().await.has_data;
        let mut events = self.app.subscribe();
        self.app
            .sign_in(SignIn {
                persona: Some(persona.to_owned()),
                ..SignIn::default()
            })
            .await
            .expect("the login starts");
        // The login is there: until then an earlier one, which may have died meanwhile, looks the same.
        let there = vec![
            Topic::Session,
            Topic::Organisations,
            Topic::Approvals,
            Topic::Activity,
            Topic::SystemUsers,
            Topic::Messages,
        ];
        // System users are read, and then the queue; each reading tells when it has ended. What was read lately is not
        // read again after a further login.
        let read = [
            vec![Topic::SystemUsers, Topic::Status],
            vec![Topic::Approvals, Topic::Status, Topic::Organisations],
        ];
        let read = read.into_iter().filter(|_| first);
        for end in std::iter::once(there).chain(read) {
            Self::wait_event(&mut events, 60, |event| match event {
                Event::Changed { topics } => (*topics == end).then_some(()),
                _ => None,
            })
            .await;
        }
        self.wait_for(|s| s.state == SessionState::SignedIn && s.has_data)
            .await;
    }

    /// Closes the app and starts it again on the same data.
    pub async fn restart(&mut self) {
        self.app.shutdown().await;
        self.app = start_app(
            &self.sandbox,
            &self.control,
            &self.data,
            &self.browser,
            Arc::clone(&self.clock),
            self.keyring.clone(),
        )
        .await;
    }

    /// Another app on the data of this stage, to be killed. The stage's own has ended before; [`Self::restart`] brings the
    /// next one. Only for a stage with a keyring.
    pub async fn life(&self) -> Life {
        let keyring = self.keyring.as_ref().expect("a stage with a keyring");
        Life::begin(&self.sandbox, &self.control, &self.data, keyring, None).await
    }

    /// The session now.
    pub async fn session(&self) -> Session {
        Commands::session(&self.app, Nothing {})
            .await
            .expect("the session can always be read")
    }

    /// Waits until the session is as told; fails after twenty seconds with what it was.
    pub async fn wait_for(&self, is: impl Fn(&Session) -> bool) -> Session {
        let mut events = self.app.subscribe();
        let deadline = tokio::time::Instant::now() + Duration::from_secs(20);
        loop {
            let session = self.session().await;
            if is(&session) {
                return session;
            }
            assert!(
                tokio::time::Instant::now() < deadline,
                "the session did not come to be as awaited: {:?}, {:?}",
                session.state,
                session.last_failure
            );
            let _ = tokio::time::timeout(Duration::from_millis(200), events.recv()).await;
        }
    }

    /// The one folder that the app made for its environment.
    pub fn environment_folder(&self) -> PathBuf {
        let folders = std::fs::read_dir(self.data.path()).expect("the data folder");
        let mut folders =
            folders.filter_map(|entry| Some(entry.ok()?.path()).filter(|p| p.is_dir()));
        folders.next().expect("a folder of the environment")
    }

    /// Waits for an event that fits; fails after `seconds`.
    pub async fn wait_event<T>(
        events: &mut tokio::sync::broadcast::Receiver<Event>,
        seconds: u64,
        fits: impl Fn(&Event) -> Option<T>,
    ) -> T {
        let wait = async {
            loop {
                match events.recv().await {
                    Ok(event) => {
                        if let Some(found) = fits(&event) {
                            return found;
                        }
                    }
                    Err(tokio::sync::broadcast::error::RecvError::Lagged(_)) => {}
                    Err(error) => panic!("the app stopped telling: {error}"),
                }
            }
        };
        tokio::time::timeout(Duration::from_secs(seconds), wait)
            .await
            .expect("the event comes in time")
    }
}

impl Drop for Harness {
    /// Lets the database go before the process ends: OpenSSL takes itself down then, and SQLCipher's threads must be at
    /// rest by that time.
    fn drop(&mut self) {
        let app = self.app.clone();
        if let Ok(runtime) = Handle::try_current() {
            tokio::task::block_in_place(|| runtime.block_on(app.shutdown()));
        }
    }
}

async fn start_app(
    sandbox: &Sandbox,
    control: &Control,
    data: &TempDir,
    browser: &Arc<TestBrowser>,
    clock: Arc<dyn Clock>,
    keyring: Option<Arc<TestKeyring>>,
) -> App {
    let secrets = match keyring {
        Some(keyring) => SecretPlace::Given(keyring),
        None => SecretPlace::Memory,
    };
    App::start(
        launch(sandbox, control, data, secrets).await,
        Arc::clone(browser) as Arc<dyn fullmakt_app::HostWindow>,
        clock,
    )
    .await
    .expect("the app starts")
}

/// What an app on a sandbox is started with.
async fn launch(
    sandbox: &Sandbox,
    control: &Control,
    data: &TempDir,
    secrets: SecretPlace,
) -> Launch {
    Launch {
        environment: LaunchEnvironment::Sandbox {
            base: sandbox.base().to_owned(),
            personas: personas(control).await,
        },
        data_dir: Some(data.path().to_path_buf()),
        secrets,
        version: "0.0.0-test",
    }
}

/// An app whose end is its death.
pub struct Doomed {
    /// The sandbox.
    pub sandbox: Sandbox,
    /// Its control door.
    pub control: Control,
    data: TempDir,
    keyring: Arc<TestKeyring>,
    life: Life,
}

impl Doomed {
    /// Starts it on a sandbox and a fresh data folder, and signs a person in.
    pub async fn signed_in(sandbox: Sandbox, persona: &str) -> Self {
        let control = Control::new(sandbox.base());
        let data = tempfile::tempdir().expect("a folder for the story");
        let keyring = Arc::default();
        let sign_in = SignIn {
            persona: Some(persona.to_owned()),
            ..SignIn::default()
        };
        let life = Life::begin(&sandbox, &control, &data, &keyring, Some(sign_in)).await;
        Doomed {
            sandbox,
            control,
            data,
            keyring,
            life,
        }
    }
}

/// How long a death may take: a call of the system that cannot be broken off comes to its end.
const DYING: Duration = Duration::from_secs(5);

/// An app on a runtime of its own. Dropped, it is killed in the middle of whatever it does: nothing is put away.
pub struct Life(Option<Runtime>);

impl Life {
    /// Starts it on a data folder; one in which somebody was signed in signs that person in by itself.
    async fn begin(
        sandbox: &Sandbox,
        control: &Control,
        data: &TempDir,
        keyring: &Arc<TestKeyring>,
        sign_in: Option<SignIn>,
    ) -> Self {
        let keyring: Arc<dyn SecretStore> = Arc::clone(keyring) as _;
        let launch = launch(sandbox, control, data, SecretPlace::Given(keyring)).await;
        let clock = MovableClock(sandbox.shared().clock().clone());
        let runtime = Runtime::new().expect("a runtime");
        let life = runtime.spawn(async move {
            let browser = Arc::new(TestBrowser::new());
            let app = App::start(launch, browser, Arc::new(clock)).await;
            let app = app.expect("the app starts");
            if let Some(sign_in) = sign_in {
                app.sign_in(sign_in).await.expect("the login starts");
            }
            std::future::pending::<()>().await;
        });
        drop(life);
        Life(Some(runtime))
    }
}

impl Drop for Life {
    fn drop(&mut self) {
        let Some(runtime) = self.0.take() else { return };
        // Whoever comes next finds it dead, as after a real death: no thread of its still writes.
        let dying = std::thread::spawn(move || runtime.shutdown_timeout(DYING));
        let _ = dying.join();
    }
}

/// The sandbox's people, as a host reads them from its state.
pub async fn personas(control: &Control) -> Vec<LaunchPersona> {
    let state = control.state().await;
    state["personas"]
        .as_array()
        .map(|all| {
            all.iter()
                .map(|p| LaunchPersona {
                    key: p["key"].as_str().unwrap_or_default().to_owned(),
                    name: p["name"].as_str().unwrap_or_default().to_owned(),
                    blurb: p["blurb"].as_str().unwrap_or_default().to_owned(),
                    login_hint: format!(
                        "testid:{}_idporten-loa-substantial",
                        p["pid"].as_str().unwrap_or_default()
                    ),
                })
                .collect()
        })
        .unwrap_or_default()
}
