//! Tells the app when the machine is locked: while nobody sits at it, nothing is fetched of itself.
//!
//! On Linux the login manager says so of the session (`LockedHint`, which desktops set with their lock screens).
//! Elsewhere nobody tells yet, and nothing pauses.

use fullmakt_launch::Running;

/// Follows the session until the app ends.
#[cfg(not(target_os = "linux"))]
pub async fn follow(_: Running) {}

/// Follows the session until the app ends. A machine without a login manager is never locked.
#[cfg(target_os = "linux")]
pub async fn follow(running: Running) {
    let (told, mut heard) = tokio::sync::mpsc::unbounded_channel();
    let listening = async move {
        let bus = zbus::Connection::system().await?;
        linux::follow(&bus, told).await
    };
    let passing_on = async {
        while let Some(locked) = heard.recv().await {
            running.locked(locked).await;
        }
    };
    let (ended, ()) = tokio::join!(listening, passing_on);
    if let Err(error) = ended {
        tracing::info!(%error, "nobody tells when the machine is locked");
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use futures::StreamExt;
    use tokio::sync::mpsc::UnboundedSender;
    use zbus::zvariant::OwnedObjectPath;
    use zbus::{Connection, Result};

    #[zbus::proxy(
        interface = "org.freedesktop.login1.Manager",
        default_service = "org.freedesktop.login1",
        default_path = "/org/freedesktop/login1",
        gen_blocking = false
    )]
    trait Manager {
        fn get_session(&self, id: &str) -> Result<OwnedObjectPath>;
    }

    #[zbus::proxy(
        interface = "org.freedesktop.login1.Session",
        default_service = "org.freedesktop.login1",
        default_path = "/org/freedesktop/login1/session/auto",
        gen_blocking = false
    )]
    trait Session {
        #[zbus(property)]
        fn id(&self) -> Result<String>;
        #[zbus(property)]
        fn locked_hint(&self) -> Result<bool>;
    }

    /// Tells now and at each change, until nobody listens.
    pub async fn follow(bus: &Connection, told: UnboundedSender<bool>) -> Result<()> {
        // Changes are told of the session's own object only, not of the one that stands for the caller's.
        let own = SessionProxy::new(bus).await?;
        let path = ManagerProxy::new(bus)
            .await?
            .get_session(&own.id().await?)
            .await?;
        let session = SessionProxy::builder(bus).path(path)?.build().await?;
        let mut changes = session.receive_locked_hint_changed().await;
        let mut locked = session.locked_hint().await?;
        while told.send(locked).is_ok() {
            let Some(change) = changes.next().await else {
                break;
            };
            locked = change.get().await?;
        }
        Ok(())
    }

    #[cfg(test)]
    mod tests {
        use std::io::{BufRead, BufReader};
        use std::process::{Child, Command, Stdio};
        use std::time::Duration;

        use tokio::sync::mpsc;
        use zbus::Connection;
        use zbus::connection::Builder;
        use zbus::zvariant::OwnedObjectPath;

        /// A bus of its own, gone with the test.
        struct Bus(Child, String);

        impl Bus {
            /// `None` where there is no program for it.
            fn start() -> Option<Self> {
                let mut daemon = Command::new("dbus-daemon")
                    .args(["--session", "--nofork", "--print-address=1"])
                    .stdout(Stdio::piped())
                    .spawn()
                    .ok()?;
                let mut address = String::new();
                BufReader::new(daemon.stdout.take()?)
                    .read_line(&mut address)
                    .ok()?;
                Some(Bus(daemon, address.trim().to_owned()))
            }

            fn builder(&self) -> Builder<'_> {
                Builder::address(self.1.as_str()).expect("an address")
            }
        }

        impl Drop for Bus {
            fn drop(&mut self) {
                let _ = self.0.kill();
                let _ = self.0.wait();
            }
        }

        struct LoginManager;

        #[zbus::interface(name = "org.freedesktop.login1.Manager")]
        impl LoginManager {
            fn get_session(&self, id: &str) -> OwnedObjectPath {
                let path = format!("/org/freedesktop/login1/session/{id}");
                OwnedObjectPath::try_from(path).expect("a path")
            }
        }

        struct Desk {
            locked: bool,
        }

        #[zbus::interface(name = "org.freedesktop.login1.Session")]
        impl Desk {
            #[zbus(property)]
            fn id(&self) -> &str {
                "c2"
            }
            #[zbus(property)]
            fn locked_hint(&self) -> bool {
                self.locked
            }
        }

        async fn login_manager(bus: &Bus) -> Connection {
            let session = |id: &str| format!("/org/freedesktop/login1/session/{id}");
            let built = async {
                bus.builder()
                    .name("org.freedesktop.login1")?
                    .serve_at("/org/freedesktop/login1", LoginManager)?
                    .serve_at(session("auto"), Desk { locked: false })?
                    .serve_at(session("c2"), Desk { locked: false })?
                    .build()
                    .await
            };
            built.await.expect("a login manager")
        }

        #[tokio::test]
        async fn each_change_of_the_session_is_told() {
            let Some(bus) = Bus::start() else {
                println!("skipped: no dbus-daemon");
                return;
            };
            let manager = login_manager(&bus).await;
            let ours = bus.builder().build().await.expect("connected");
            let (told, mut heard) = mpsc::unbounded_channel();
            let following = async {
                super::follow(&ours, told).await.expect("followed");
            };
            let story = async {
                assert_eq!(heard.recv().await, Some(false), "as it is");
                let path = "/org/freedesktop/login1/session/c2";
                let desk = manager.object_server().interface::<_, Desk>(path).await;
                let desk = desk.expect("served");
                for locked in [true, false] {
                    desk.get_mut().await.locked = locked;
                    let context = desk.signal_emitter();
                    let emitted = desk.get().await.locked_hint_changed(context).await;
                    emitted.expect("told");
                    while heard.recv().await != Some(locked) {}
                }
            };
            tokio::select! {
                () = following => panic!("the session does not end"),
                () = story => {}
                () = tokio::time::sleep(Duration::from_secs(20)) => panic!("not told"),
            }
        }
    }
}
