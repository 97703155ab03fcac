//! Starting and stopping a sandbox.

use std::net::{Ipv4Addr, SocketAddr};

use axum::Router;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio_util::sync::{CancellationToken, DropGuard};

use crate::config::Config;
use crate::server;
use crate::state::Shared;
use crate::world::Origins;

/// A running sandbox. It listens on the loopback interface, and stops when this is dropped.
pub struct Sandbox {
    shared: Shared,
    personas: Vec<Value>,
    _stops: DropGuard,
}

/// Why a sandbox did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The port could not be listened on: most often somebody else has it.
    #[error(
        "could not listen on 127.0.0.1:{port}: {source}. Choose another port, or 0 for a free one."
    )]
    Listen {
        /// The port asked for.
        port: u16,
        /// What the system said.
        source: std::io::Error,
    },
    /// The socket is not on the loopback interface; a sandbox hands out tokens to anybody who asks,
    /// so it serves this computer only.
    #[error("refused to serve on {0}: the sandbox is for the loopback interface only")]
    NotLoopback(SocketAddr),
}

impl Sandbox {
    /// Starts a sandbox on `127.0.0.1` and waits until it listens. Needs a running tokio runtime,
    /// and lives in it.
    ///
    /// # Errors
    /// When the port cannot be had.
    pub async fn start(config: Config) -> Result<Self, StartError> {
        let port = config.port;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
            .await
            .map_err(|source| StartError::Listen { port, source })?;
        Self::serve(listener, config)
    }

    /// Serves on a socket that is already bound; the port in `config` is not looked at.
    ///
    /// # Errors
    /// When the socket is on any other interface than the loopback one.
    pub fn serve(listener: TcpListener, config: Config) -> Result<Self, StartError> {
        Self::serve_wrapped(listener, config, |router| router)
    }

    /// As [`Sandbox::serve`], with something of the caller's own around all routes, e.g. a layer
    /// that notes what goes in and out.
    ///
    /// # Errors
    /// As [`Sandbox::serve`].
    pub fn serve_wrapped(
        listener: TcpListener,
        config: Config,
        wrap: impl FnOnce(Router) -> Router,
    ) -> Result<Self, StartError> {
        let address = listener.local_addr().map_err(|source| StartError::Listen {
            port: config.port,
            source,
        })?;
        if !address.ip().is_loopback() {
            return Err(StartError::NotLoopback(address));
        }
        let (second, second_address) =
            second_listener().map_err(|source| StartError::Listen { port: 0, source })?;
        let mut identity = config.identity;
        identity.portal_scope |= config.portal_scope;
        let origins = Origins {
            gateway: format!("http://{address}"),
            service_owner: format!("http://{second_address}"),
        };
        let shared = Shared::new(origins, &config.seed, config.volume, identity);
        let personas = server::personas(&shared.world());
        let router = wrap(server::router(shared.clone()));
        let stop = CancellationToken::new();
        run(listener, router, &stop);
        run(second, server::service_owner_router(shared.clone()), &stop);
        Ok(Self {
            shared,
            personas,
            _stops: stop.drop_guard(),
        })
    }

    /// Makes the keys that a login needs, in the background. Else the first login waits for them,
    /// a noticeable part of a second; a host that is still drawing its window may call this later.
    pub fn prepare(&self) {
        self.shared.identity().prepare();
    }

    /// Origin of all services: `http://127.0.0.1:PORT`, without a final slash.
    #[must_use]
    pub fn base(&self) -> &str {
        self.shared.base()
    }

    /// Origin of the service owner whose content and files dialogs name: another port, without a
    /// final slash.
    #[must_use]
    pub fn service_owner(&self) -> &str {
        self.shared.service_owner()
    }

    /// The control door.
    #[must_use]
    pub fn control(&self) -> String {
        format!("{}/_sandbox", self.base())
    }

    /// Issuer of the ID-porten stand-in.
    #[must_use]
    pub fn issuer(&self) -> String {
        format!("{}/idporten", self.base())
    }

    /// State of the sandbox, for hosts that embed it: clock, world, settings.
    #[must_use]
    pub fn shared(&self) -> &Shared {
        &self.shared
    }

    /// What the binary prints when it is ready: base, issuer, control door, service owner and
    /// personas.
    #[must_use]
    pub fn ready_line(&self) -> Value {
        json!({
            "base": self.base(),
            "issuer": self.issuer(),
            "control": self.control(),
            "serviceOwner": self.service_owner(),
            "personas": self.personas,
        })
    }
}

/// A socket on a free port of the loopback interface, for the second origin.
fn second_listener() -> std::io::Result<(TcpListener, SocketAddr)> {
    let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    Ok((TcpListener::from_std(listener)?, address))
}

/// Serves until it is stopped.
fn run(listener: TcpListener, router: Router, stop: &CancellationToken) {
    let stopped = stop.clone().cancelled_owned();
    tokio::spawn(async move {
        let serving = axum::serve(listener, router).with_graceful_shutdown(stopped);
        if let Err(error) = serving.await {
            tracing::error!(%error, "the sandbox stopped serving");
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_outward_socket_is_refused() {
        let listener = TcpListener::bind("0.0.0.0:0").await.expect("a socket");
        let refused = Sandbox::serve(listener, Config::default());
        assert!(matches!(refused, Err(StartError::NotLoopback(_))));
    }

    #[tokio::test]
    async fn a_taken_port_is_said_so() {
        let first = TcpListener::bind("127.0.0.1:0").await.expect("a socket");
        let port = first.local_addr().expect("an address").port();
        let refused = Sandbox::start(Config {
            port,
            ..Config::default()
        })
        .await;
        let Err(error) = refused else {
            panic!("two listeners on one port")
        };
        assert!(error.to_string().contains(&port.to_string()));
    }
}
