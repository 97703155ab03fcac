//! What all handlers of one running sandbox share.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use jiff::SignedDuration;
use tokio::sync::broadcast;

use crate::altinn::portal::PortalLogins;
use crate::clock::SimClock;
use crate::config::{IdentityConfig, Seed, Volume};
use crate::correspondence::Sessions;
use crate::dialogporten::out::Mask;
use crate::dialogporten::token::DialogKeys;
use crate::identity::Identity;
use crate::server::counters::Counters;
use crate::server::faults::Faults;
use crate::server::switches::Switches;
use crate::service_owner::calls::OwnerCalls;
use crate::world::later::{DialogEvent, Effect, Later};
use crate::world::{Origins, World};

/// One running sandbox's state; clones share it. This is the state type of every axum router here.
#[derive(Clone)]
pub struct Shared(Arc<Inner>);

struct Inner {
    clock: SimClock,
    origins: Origins,
    volume: Volume,
    world: Mutex<World>,
    identity: Identity,
    identity_config: RwLock<IdentityConfig>,
    faults: Faults,
    counters: Counters,
    switches: RwLock<Switches>,
    portal: PortalLogins,
    dialog_events: broadcast::Sender<DialogEvent>,
    dialog_keys: DialogKeys,
    mask: Mask,
    download_sessions: Sessions,
    owner_calls: OwnerCalls,
}

impl Shared {
    /// Builds the state for a sandbox that is reached at these origins.
    pub(crate) fn new(
        origins: Origins,
        seed: &Seed,
        volume: Volume,
        identity_config: IdentityConfig,
    ) -> Self {
        let clock = SimClock::new();
        let world = World::seeded(seed, volume, clock.now(), &origins);
        let identity = Identity::new();
        Self(Arc::new(Inner {
            clock,
            origins,
            volume,
            world: Mutex::new(world),
            identity,
            identity_config: RwLock::new(identity_config),
            faults: Faults::default(),
            counters: Counters::default(),
            switches: RwLock::default(),
            portal: PortalLogins::default(),
            // Nobody falls so many events behind; who does, is told so by the channel.
            dialog_events: broadcast::Sender::new(256),
            dialog_keys: DialogKeys::new(),
            mask: Mask::new(),
            download_sessions: Sessions::default(),
            owner_calls: OwnerCalls::default(),
        }))
    }

    /// The sandbox's clock.
    #[must_use]
    pub fn clock(&self) -> &SimClock {
        &self.0.clock
    }

    /// Origin of everything but the service owner: `http://127.0.0.1:PORT`, without a final slash.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.0.origins.gateway
    }

    /// Origin of the service owner: another port, without a final slash.
    #[must_use]
    pub fn service_owner(&self) -> &str {
        &self.0.origins.service_owner
    }

    /// Both origins.
    pub(crate) fn origins(&self) -> &Origins {
        &self.0.origins
    }

    /// How many dialogs were generated at the start.
    #[must_use]
    pub fn volume(&self) -> Volume {
        self.0.volume
    }

    /// People, organisations, requests and system users. Hold the guard briefly, never over an
    /// `await`.
    pub fn world(&self) -> MutexGuard<'_, World> {
        // A panic in one handler must not turn every later answer into a failure as well.
        self.0.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keys, sessions and tokens of the identity providers.
    #[must_use]
    pub fn identity(&self) -> &Identity {
        &self.0.identity
    }

    /// The identity providers' behaviour as it is set now.
    #[must_use]
    pub fn identity_config(&self) -> IdentityConfig {
        self.0
            .identity_config
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Changes the identity providers' behaviour; holds for everything issued from now on.
    pub fn set_identity_config(&self, config: IdentityConfig) {
        *self
            .0
            .identity_config
            .write()
            .unwrap_or_else(PoisonError::into_inner) = config;
    }

    /// Injected faults.
    #[must_use]
    pub fn faults(&self) -> &Faults {
        &self.0.faults
    }

    /// How often each client has called each path.
    #[must_use]
    pub fn counters(&self) -> &Counters {
        &self.0.counters
    }

    /// How the deployed versions' differences are set.
    #[must_use]
    pub fn switches(&self) -> Switches {
        *self
            .0
            .switches
            .read()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Sets the differences between deployed versions.
    pub fn set_switches(&self, switches: Switches) {
        *self
            .0
            .switches
            .write()
            .unwrap_or_else(PoisonError::into_inner) = switches;
    }

    /// Keys of dialog tokens.
    pub(crate) fn dialog_keys(&self) -> &DialogKeys {
        &self.0.dialog_keys
    }

    /// What hides persons in Dialogporten's answers.
    pub(crate) fn mask(&self) -> &Mask {
        &self.0.mask
    }

    /// Ids that open attachments of messages in the browser.
    pub(crate) fn download_sessions(&self) -> &Sessions {
        &self.0.download_sessions
    }

    /// Calls that reached the service owner.
    pub(crate) fn owner_calls(&self) -> &OwnerCalls {
        &self.0.owner_calls
    }

    /// Who is logged in to the portal pages.
    pub(crate) fn portal(&self) -> &PortalLogins {
        &self.0.portal
    }

    /// The world in which everything has happened that is due by now. Hold the guard briefly, never
    /// over an `await`.
    pub(crate) fn settled(&self) -> MutexGuard<'_, World> {
        let mut world = self.world();
        for event in world.settle(self.clock().now()) {
            self.tell(event);
        }
        world
    }

    /// Lets something happen after a while, by itself or when the clock is moved. Needs a running
    /// tokio runtime.
    pub(crate) fn later(&self, after: SignedDuration, effect: Effect) {
        let due = self.clock().now() + after;
        self.world().later.push(Later { due, effect });
        let shared = self.clone();
        tokio::spawn(async move {
            tokio::time::sleep(after.unsigned_abs()).await;
            drop(shared.settled());
        });
    }

    /// Tells whoever watches a dialog that it changed.
    pub(crate) fn tell(&self, event: DialogEvent) {
        // Without a watcher there is nobody to tell, which is no failure.
        let _ = self.0.dialog_events.send(event);
    }

    /// What happens to dialogs from now on.
    pub(crate) fn dialog_events(&self) -> broadcast::Receiver<DialogEvent> {
        self.0.dialog_events.subscribe()
    }

    /// Starts over: a fresh world, no faults, no counts, switches as at the start, the computer's
    /// own time. Keys, tokens and the identity providers' settings stay.
    pub fn reset(&self, seed: &Seed, volume: Volume) {
        self.0.clock.advance(-self.0.clock.offset_s());
        let fresh = World::seeded(seed, volume, self.0.clock.now(), &self.0.origins);
        *self.world() = fresh;
        self.faults().set(Vec::new());
        self.counters().clear();
        self.owner_calls().clear();
        self.set_switches(Switches::default());
        self.portal().forget();
        self.identity().forget_logins();
    }
}
