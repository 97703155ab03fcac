//! What all handlers of one running sandbox share.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use crate::altinn::portal::PortalLogins;
use crate::clock::SimClock;
use crate::config::{IdentityConfig, Seed};
use crate::identity::Identity;
use crate::server::counters::Counters;
use crate::server::faults::Faults;
use crate::server::switches::Switches;
use crate::world::World;

/// One running sandbox's state; clones share it. This is the state type of every axum router here.
#[derive(Clone)]
pub struct Shared(Arc<Inner>);

struct Inner {
    clock: SimClock,
    base: String,
    world: Mutex<World>,
    identity: Identity,
    identity_config: RwLock<IdentityConfig>,
    faults: Faults,
    counters: Counters,
    switches: RwLock<Switches>,
    portal: PortalLogins,
}

impl Shared {
    /// Builds the state for a sandbox that is reached at `base` (`http://127.0.0.1:PORT`, without a
    /// final slash).
    pub(crate) fn new(base: String, seed: &Seed, identity_config: IdentityConfig) -> Self {
        let clock = SimClock::new();
        let world = World::seeded(seed, clock.now());
        let identity = Identity::new();
        Self(Arc::new(Inner {
            clock,
            base,
            world: Mutex::new(world),
            identity,
            identity_config: RwLock::new(identity_config),
            faults: Faults::default(),
            counters: Counters::default(),
            switches: RwLock::default(),
            portal: PortalLogins::default(),
        }))
    }

    /// The sandbox's clock.
    #[must_use]
    pub fn clock(&self) -> &SimClock {
        &self.0.clock
    }

    /// Origin of everything here: `http://127.0.0.1:PORT`, without a final slash.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.0.base
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

    /// Who is logged in to the portal pages.
    pub(crate) fn portal(&self) -> &PortalLogins {
        &self.0.portal
    }

    /// Starts over: a fresh world, no faults, no counts, switches as at the start, the computer's
    /// own time. Keys, tokens and the identity providers' settings stay.
    pub fn reset(&self, seed: &Seed) {
        self.0.clock.advance(-self.0.clock.offset_s());
        let fresh = World::seeded(seed, self.0.clock.now());
        *self.world() = fresh;
        self.faults().set(Vec::new());
        self.counters().clear();
        self.set_switches(Switches::default());
        self.portal().forget();
        self.identity().forget_logins();
    }
}
