//! A desktop of its own for one run: a screen without a monitor, a message bus, an unlocked keyring, and a home
//! folder, all gone afterwards. Nothing of the user's own session is touched or seen.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::Outcome;
use crate::running::{Running, missing};

/// WebKit's switch for drawing without layers.
const LAYERS: &str = "WEBKIT_DISABLE_COMPOSITING_MODE";

/// The desktop. Dropping it ends what it started.
pub struct Stage {
    // In the order in which they must go: the home last, when nobody writes to it.
    keyring: Option<Running>,
    _bus: Running,
    _screen: Running,
    home: TempDir,
    env: Vec<(&'static str, String)>,
    without: Vec<&'static str>,
}

impl Stage {
    /// Starts it, with a screen of this size.
    ///
    /// # Errors
    /// A sentence that names the Debian package when a part is not installed.
    pub fn open(width: u32, height: u32) -> Outcome<Self> {
        let home = tempfile::Builder::new()
            .prefix("fullmakt-stage-")
            .tempdir()?;
        let mut env = own_folders(home.path())?;

        let mut command = started(&env, "Xvfb");
        command.args(["-displayfd", "1", "-nolisten", "tcp", "-screen", "0"]);
        command.arg(format!("{width}x{height}x24"));
        let (screen, number) = Running::with_first_line(command, "xvfb")?;
        env.push(("DISPLAY", format!(":{number}")));

        let mut command = started(&env, "dbus-daemon");
        command.args(["--session", "--nofork", "--print-address=1"]);
        command.arg(format!(
            "--address=unix:path={}",
            home.path().join("run/bus").display()
        ));
        let (bus, address) = Running::with_first_line(command, "dbus")?;
        env.push(("DBUS_SESSION_BUS_ADDRESS", address));

        let mut stage = Stage {
            keyring: None,
            _bus: bus,
            _screen: screen,
            home,
            env,
            without: Vec::new(),
        };
        stage.keyring = Some(stage.unlocked_keyring()?);
        Ok(stage)
    }

    /// A program on this desktop.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = started(&self.env, program);
        for name in &self.without {
            command.env_remove(name);
        }
        command
    }

    /// Lets every program that is started from now on draw as it would for a person. Pictures cannot be taken then.
    pub fn without_pictures(&mut self) {
        self.without.push(LAYERS);
    }

    /// Gives every program that is started from now on this environment variable.
    pub fn set(&mut self, name: &'static str, value: impl Into<String>) {
        self.env.push((name, value.into()));
    }

    /// Puts a text on the clipboard, as when it was copied in another program.
    ///
    /// # Errors
    /// When `xclip` is not installed.
    pub fn copy(&self, text: &str) -> Outcome {
        // It stays behind to hand the text out, until somebody else copies something or the screen goes.
        let mut holder = self
            .command("xclip")
            .args(["-selection", "clipboard", "-in"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| missing("xclip", &error))?;
        if let Some(mut input) = holder.stdin.take() {
            input.write_all(text.as_bytes())?;
        }
        if holder.wait()?.success() {
            Ok(())
        } else {
            Err("nothing could be put on the clipboard".into())
        }
    }

    /// A folder that is gone afterwards.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// A keyring that is unlocked, with a default collection: without the file `default` the service answers that
    /// there is none.
    fn unlocked_keyring(&self) -> Outcome<Running> {
        let mut command = self.command("gnome-keyring-daemon");
        command.args(["--foreground", "--unlock", "--components=secrets"]);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let mut child = command
            .spawn()
            .map_err(|error| missing("gnome-keyring", &error))?;
        if let Some(mut input) = child.stdin.take() {
            input.write_all(b"of-this-run-only")?;
        }
        let keyring = Running::new(child);
        let until = Instant::now() + Duration::from_secs(10);
        while Instant::now() < until {
            let answer = self
                .command("dbus-send")
                .args([
                    "--session",
                    "--print-reply",
                    "--dest=org.freedesktop.DBus",
                    "/org/freedesktop/DBus",
                ])
                .args([
                    "org.freedesktop.DBus.NameHasOwner",
                    "string:org.freedesktop.secrets",
                ])
                .output()
                .map_err(|error| missing("dbus", &error))?;
            if String::from_utf8_lossy(&answer.stdout).contains("boolean true") {
                return Ok(keyring);
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Err("the keyring did not come up on the private bus within ten seconds".into())
    }
}

/// Folders that programs would else share with the user.
fn own_folders(home: &Path) -> Outcome<Vec<(&'static str, String)>> {
    // HOME stays: cargo and rustup live there, and every part of the desktop goes by the XDG names.
    let mut env = Vec::new();
    for (name, folder) in [
        ("XDG_DATA_HOME", "data"),
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_CACHE_HOME", "cache"),
        ("XDG_STATE_HOME", "state"),
        ("XDG_RUNTIME_DIR", "run"),
    ] {
        let path = home.join(folder);
        fs::create_dir_all(&path)?;
        only_for_us(&path)?;
        env.push((name, path.display().to_string()));
    }
    let keyrings = home.join("data/keyrings");
    fs::create_dir_all(&keyrings)?;
    fs::write(keyrings.join("default"), "login")?;
    Ok(env)
}

#[cfg(unix)]
fn only_for_us(folder: &Path) -> Outcome {
    use std::os::unix::fs::PermissionsExt;
    Ok(fs::set_permissions(
        folder,
        fs::Permissions::from_mode(0o700),
    )?)
}

#[cfg(not(unix))]
fn only_for_us(_: &Path) -> Outcome {
    Err("a desktop of its own needs Linux".into())
}

fn started(env: &[(&'static str, String)], program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    command
        .envs(env.iter().map(|(name, value)| (*name, value.as_str())))
        .env_remove("WAYLAND_DISPLAY")
        // Screenshots over WebDriver hang with these two. `0` stands for the user's own choice, which the app keeps.
        .env_remove("WEBKIT_DISABLE_DMABUF_RENDERER")
        .env(LAYERS, "0")
        .env("GDK_BACKEND", "x11")
        .env("TZ", "Europe/Oslo");
    command
}
