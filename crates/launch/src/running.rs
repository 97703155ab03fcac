//! The running app, as hosts see it: calls, events, links, and the change to another environment.
//!
//! Hosts come up before the app does (a window is drawn while the sandbox fills its world), so a call waits until
//! the app is there. A change of environment puts another app in its place; hosts keep the same value throughout.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use fullmakt_app::host::{FirstPicture, HostWindow};
use fullmakt_app::surface::common::Failure;
use fullmakt_app::surface::session::{EnvironmentId, Settings};
use fullmakt_app::surface::table::{COMMANDS, Event, Topic, dispatch};
use serde_json::Value;
use tokio::runtime::Handle;
use tokio::sync::{broadcast, watch};
use url::Url;

use crate::browser::Browser;
use crate::flags::{Flags, Place};
use crate::place::{self, Arrived};
use crate::trace::Trace;

/// From a page that has drawn itself to the picture: its engine has yet to lay it out and paint it.
const PAINTING: Duration = Duration::from_millis(250);

/// A page that never listens holds nothing up for longer than this.
const UNSEEN: Duration = Duration::from_secs(4);

/// What a host can do for the app.
pub trait Screen: Send + Sync + 'static {
    /// Opens an address in a browser.
    ///
    /// # Errors
    /// A plain sentence when none could be started.
    fn open(&self, browser: &Browser, url: &Url) -> Result<(), String>;

    /// Opens a mail address or a telephone number with the system's program for it.
    ///
    /// # Errors
    /// A plain sentence when none could be started.
    fn open_program(&self, browser: &Browser, url: &Url) -> Result<(), String> {
        browser.open_program(url)
    }

    /// Opens a file with the system's program for its kind.
    ///
    /// # Errors
    /// A plain sentence when none could be started.
    fn open_file(&self, browser: &Browser, path: &Path) -> Result<(), String> {
        browser.open_file(path)
    }

    /// Brings the window to the front.
    fn focus(&self);

    /// The environment is about to be this one.
    fn place(&self, place: &Place);
}

/// The running app. Clones are the same.
#[derive(Clone)]
pub struct Running(Arc<Inner>);

/// What is needed to run.
pub struct Start {
    /// From the command line.
    pub flags: Flags,
    /// Which browser.
    pub browser: Browser,
    /// Where marks go.
    pub trace: Trace,
    /// Version of the app.
    pub version: &'static str,
}

impl Start {
    /// The settings that were chosen where this start goes: known before anything is up.
    pub fn settings(&self) -> Settings {
        place::settings(&self.flags.place, self.flags.data_dir.clone())
    }
}

struct Inner {
    /// Links and changes come from threads that are not the runtime's own.
    runtime: Handle,
    start: Start,
    screen: Arc<dyn Screen>,
    stage: watch::Sender<Stage>,
    events: broadcast::Sender<Event>,
    /// Links that came before anybody listened for what becomes of them; `None` once somebody does. A change of environment
    /// begins anew: the page that listened is about to start over.
    early_links: Mutex<Option<Vec<String>>>,
    /// The machine is locked, as far as anybody tells.
    locked: AtomicBool,
    /// A page has shown its first picture.
    pictured: watch::Sender<bool>,
    /// One change of environment at a time.
    turn: tokio::sync::Mutex<()>,
}

#[derive(Clone)]
enum Stage {
    Starting,
    There(Arc<Arrived>),
    Failed(Failure),
    Closed,
}

impl Running {
    /// Begins to start the app, on the current Tokio runtime, and returns at once.
    pub fn start(mut start: Start, screen: Arc<dyn Screen>) -> Self {
        let early_links = start.flags.link.take().into_iter().collect();
        let running = Running(Arc::new(Inner {
            runtime: Handle::current(),
            stage: watch::Sender::new(Stage::Starting),
            events: broadcast::Sender::new(256),
            early_links: Mutex::new(Some(early_links)),
            locked: AtomicBool::new(false),
            pictured: watch::Sender::new(false),
            turn: tokio::sync::Mutex::new(()),
            start,
            screen,
        }));
        let place = running.0.start.flags.place.clone();
        let first = running.clone();
        running.0.runtime.spawn(async move {
            let _turn = first.0.turn.lock().await;
            first.go(&place).await;
        });
        running
    }

    /// Runs a command. A fault inside one ends that call and nothing else.
    ///
    /// # Errors
    /// Whatever the command ends in; the reason, when the app could not be started.
    pub async fn call(&self, name: &str, input: Value) -> Result<Value, Failure> {
        let there = self.there().await?;
        let name = name.to_owned();
        let work = tokio::spawn(async move { dispatch(&there.app, &name, input).await });
        work.await.unwrap_or_else(|error| {
            tracing::error!(panicked = error.is_panic(), "a command fell");
            Err(Failure::unexpected("command"))
        })
    }

    /// Listens for events, as a page does once it has drawn itself. Links that came before are taken up when the first
    /// listener is there. What can wait begins once its picture has been painted: the first drawing needs the
    /// processor. So does the sandbox with its keys.
    pub fn events(&self) -> broadcast::Receiver<Event> {
        let events = self.0.events.subscribe();
        let running = self.clone();
        self.0.runtime.spawn(async move {
            tokio::time::sleep(PAINTING).await;
            running.0.pictured.send_replace(true);
            let there = running.there().await.ok();
            if let Some(sandbox) = there.as_ref().and_then(|there| there.sandbox.as_ref()) {
                sandbox.prepare();
            }
        });
        let early = self.early_links().take();
        for link in early.into_iter().flatten() {
            self.link(link);
        }
        events
    }

    /// Listens for events without being a page: the host's own affairs.
    pub fn changes(&self) -> broadcast::Receiver<Event> {
        self.0.events.subscribe()
    }

    /// Brings the window to the front.
    pub fn focus(&self) {
        self.0.screen.focus();
    }

    /// The machine was locked or unlocked.
    pub async fn locked(&self, locked: bool) {
        self.0.locked.store(locked, Ordering::Relaxed);
        if let Ok(there) = self.there().await {
            there.app.machine_locked(locked);
        }
    }

    /// Takes up a link from outside, once somebody listens for what becomes of it.
    pub fn link(&self, link: String) {
        let Some(link) = self.link_if_heard(link) else {
            return;
        };
        let running = self.clone();
        self.0.runtime.spawn(async move {
            let Ok(there) = running.there().await else {
                return;
            };
            // The environment may have changed while it waited.
            if let Some(link) = running.link_if_heard(link) {
                there.app.handle_link(&link).await;
            }
        });
    }

    /// Gives the link back while somebody listens; else it waits for who does.
    fn link_if_heard(&self, link: String) -> Option<String> {
        match self.early_links().as_mut() {
            Some(early) => {
                early.push(link);
                None
            }
            None => Some(link),
        }
    }

    fn early_links(&self) -> MutexGuard<'_, Option<Vec<String>>> {
        let links = &self.0.early_links;
        links.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Address of the sandbox's control door; `None` where the app does not run on the sandbox. For tests.
    pub async fn control(&self) -> Option<String> {
        let there = self.there().await.ok()?;
        there
            .sandbox
            .as_ref()
            .map(fullmakt_sandbox::Sandbox::control)
    }

    /// Closes the app: what is under way is given a little time.
    pub async fn close(&self) {
        let _turn = self.0.turn.lock().await;
        self.leave(Stage::Closed).await;
    }

    /// The app, once it is there.
    async fn there(&self) -> Result<Arc<Arrived>, Failure> {
        let mut stage = self.0.stage.subscribe();
        let settled = stage
            .wait_for(|stage| !matches!(stage, Stage::Starting))
            .await;
        match settled.as_deref() {
            Ok(Stage::There(there)) => Ok(Arc::clone(there)),
            Ok(Stage::Failed(failure)) => Err(failure.clone()),
            _ => Err(Failure::unexpected("closed")),
        }
    }

    async fn go(&self, place: &Place) {
        self.0.screen.place(place);
        let host = Arc::new(Host(Arc::downgrade(&self.0)));
        let Start { flags, version, .. } = &self.0.start;
        let stage = match place::go(place, flags, host, version).await {
            Ok(arrived) => {
                tokio::spawn(relay(arrived.app.subscribe(), self.0.events.clone()));
                arrived
                    .app
                    .machine_locked(self.0.locked.load(Ordering::Relaxed));
                Stage::There(Arc::new(arrived))
            }
            Err(failure) => {
                tracing::error!(%failure, "the app could not be started");
                Stage::Failed(failure)
            }
        };
        self.0.stage.send_replace(stage);
    }

    /// Takes the app out of its place and closes it.
    async fn leave(&self, next: Stage) {
        if let Stage::There(there) = self.0.stage.send_replace(next) {
            // The sandbox goes with the last call that is still under way.
            there.app.shutdown().await;
        }
    }

    async fn change(&self, place: &Place) {
        let _turn = self.0.turn.lock().await;
        // What a link leads to is told to the page that comes, not to the one that goes.
        self.early_links().get_or_insert_default();
        self.leave(Stage::Starting).await;
        self.go(place).await;
        // The page starts over only now, so that its first calls meet the new app.
        let _ = self.0.events.send(Event::Restart);
    }
}

/// Passes one app's events on to the hosts' listeners; ends with the app. When some were lost, everything may have
/// changed.
async fn relay(mut from: broadcast::Receiver<Event>, to: broadcast::Sender<Event>) {
    loop {
        let event = match from.recv().await {
            Ok(event) => event,
            Err(broadcast::error::RecvError::Lagged(_)) => everything(),
            Err(broadcast::error::RecvError::Closed) => break,
        };
        let _ = to.send(event);
    }
}

/// The event that says that all topics changed.
pub(crate) fn everything() -> Event {
    let topics: BTreeSet<Topic> = COMMANDS
        .iter()
        .flat_map(|command| command.topics.iter().copied())
        .collect();
    Event::Changed {
        topics: topics.into_iter().collect(),
    }
}

/// What the app gets from us. It must not keep us alive: we hold the app.
struct Host(Weak<Inner>);

impl HostWindow for Host {
    fn open_browser(&self, url: &Url) -> Result<(), String> {
        let inner = self.0.upgrade().ok_or("the app is closing")?;
        inner.screen.open(&inner.start.browser, url)
    }

    fn open_program(&self, url: &Url) -> Result<(), String> {
        let inner = self.0.upgrade().ok_or("the app is closing")?;
        inner.screen.open_program(&inner.start.browser, url)
    }

    fn open_file(&self, path: &Path) -> Result<(), String> {
        let inner = self.0.upgrade().ok_or("the app is closing")?;
        inner.screen.open_file(&inner.start.browser, path)
    }

    fn focus(&self) {
        if let Some(inner) = self.0.upgrade() {
            inner.screen.focus();
        }
    }

    fn mark(&self, name: &str, ms: Option<f64>) {
        if let Some(inner) = self.0.upgrade() {
            inner.start.trace.mark(name, ms);
        }
    }

    fn restart_into(&self, environment: EnvironmentId) {
        let Some(inner) = self.0.upgrade() else {
            return;
        };
        let place = match environment {
            EnvironmentId::Prod => Place::Prod,
            EnvironmentId::Tt02 => Place::Tt02,
            EnvironmentId::Sandbox => Place::Sandbox,
            EnvironmentId::Custom => match &inner.start.flags.place {
                file @ Place::File(_) => file.clone(),
                _ => return,
            },
        };
        // The app that asks is the one that goes; it must not wait for its own end.
        let runtime = inner.runtime.clone();
        runtime.spawn(async move { Running(inner).change(&place).await });
    }

    fn first_picture(&self) -> FirstPicture {
        let pictured = self.0.upgrade().map(|inner| inner.pictured.subscribe());
        Box::pin(async move {
            if let Some(mut pictured) = pictured {
                let _ = tokio::time::timeout(UNSEEN, pictured.wait_for(|there| *there)).await;
            }
        })
    }
}
