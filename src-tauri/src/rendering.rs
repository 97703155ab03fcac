//! Linux: drawing without a blank window, and without a graphics card that is not there.
//!
//! WebKitGTK hands pictures to the compositor through DMA-BUF. With NVIDIA's own driver, and from inside an
//! AppImage, that often ends in a blank window (tauri-apps/tauri 9304, 13885). On a machine without a graphics card it
//! composes layers all the same, by a card that the processor imitates: that takes a compiler for shaders and a copy
//! of every layer, some 80 MiB, and a quarter of a second before the first picture is seen. There it is told to paint
//! straight into the window, and GTK not to look for the imitation either. Both read these switches once, from the
//! environment; writing the own environment is unsound beside other threads, so the program starts itself again with
//! the switches set. Where the user has set a switch, that holds.

/// Flag for machines that we do not know: also leaves out the graphics card.
pub const FLAG: &str = "--safe-rendering";

/// A switch and its value.
#[cfg(target_os = "linux")]
type Switch = (&'static str, &'static str);

#[cfg(target_os = "linux")]
const NO_DMABUF: Switch = ("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
#[cfg(target_os = "linux")]
const NO_LAYERS: Switch = ("WEBKIT_DISABLE_COMPOSITING_MODE", "1");
#[cfg(target_os = "linux")]
const NO_OPENGL: Switch = ("GDK_GL", "disable");

/// Starts the program again with switches set, where the machine asks for it. Returns when nothing is to be done.
#[cfg(target_os = "linux")]
pub fn prepare(safe: bool) {
    use std::os::unix::process::CommandExt;

    let switches = needed(&Machine::this(safe), |name| {
        std::env::var_os(name).is_some()
    });
    if switches.is_empty() {
        return;
    }
    let Ok(program) = std::env::current_exe() else {
        return;
    };
    let error = std::process::Command::new(program)
        .args(std::env::args_os().skip(1))
        .envs(switches)
        .exec();
    // Only a failure comes back; a window that may stay blank is better than none.
    eprintln!("fullmakt: could not set the switches for drawing: {error}");
}

/// Whether this program paints straight into its window, by our switch or the user's. The engine reads `0` as no.
#[cfg(target_os = "linux")]
pub fn is_without_layers() -> bool {
    std::env::var_os(NO_LAYERS.0).is_some_and(|set| set != "0")
}

/// Other systems draw by other means.
#[cfg(not(target_os = "linux"))]
pub fn prepare(_: bool) {}

/// What decides how to draw.
#[cfg(target_os = "linux")]
struct Machine {
    /// The user asked for the careful way.
    safe: bool,
    /// NVIDIA's own driver.
    nvidia: bool,
    /// Started from an AppImage.
    appimage: bool,
    /// Something that draws: a card, or its like in a virtual machine.
    card: bool,
}

#[cfg(target_os = "linux")]
impl Machine {
    fn this(safe: bool) -> Self {
        let nvidia = std::path::Path::new("/proc/driver/nvidia/version").exists();
        // Windows lends its card to Linux by another door.
        let lent = std::path::Path::new("/dev/dxg").exists();
        let devices = std::fs::read_dir("/dev/dri").into_iter().flatten();
        let devices = devices.flatten().map(|entry| entry.file_name());
        Machine {
            safe,
            nvidia,
            appimage: std::env::var_os("APPIMAGE").is_some(),
            card: nvidia || lent || renders(devices),
        }
    }
}

/// Whether one of these devices renders. One that only shows pictures, as a plain virtual screen does, has no such node.
#[cfg(target_os = "linux")]
fn renders(mut devices: impl Iterator<Item = std::ffi::OsString>) -> bool {
    devices.any(|name| name.to_string_lossy().starts_with("renderD"))
}

/// Switches to set; never one that is set already, which also ends the starting again.
#[cfg(target_os = "linux")]
fn needed(machine: &Machine, is_set: impl Fn(&str) -> bool) -> Vec<Switch> {
    let mut switches = Vec::new();
    if machine.safe || machine.nvidia || machine.appimage {
        switches.push(NO_DMABUF);
    }
    if machine.safe || !machine.card {
        switches.push(NO_LAYERS);
    }
    // Where the user wants layers all the same, OpenGL has to be there for them.
    if !machine.card && !is_set(NO_LAYERS.0) {
        switches.push(NO_OPENGL);
    }
    switches.retain(|(name, _)| !is_set(name));
    switches
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::{Machine, NO_DMABUF, NO_LAYERS, NO_OPENGL, needed, renders};

    fn ordinary() -> Machine {
        Machine {
            safe: false,
            nvidia: false,
            appimage: false,
            card: true,
        }
    }

    #[test]
    fn an_ordinary_machine_is_left_alone() {
        assert!(needed(&ordinary(), |_| false).is_empty());
    }

    #[test]
    fn risky_machines_get_the_switch_once() {
        let nvidia = Machine {
            nvidia: true,
            ..ordinary()
        };
        assert_eq!(needed(&nvidia, |_| false), [NO_DMABUF]);
        let appimage = Machine {
            appimage: true,
            ..ordinary()
        };
        assert_eq!(needed(&appimage, |_| false), [NO_DMABUF]);
        assert!(
            needed(&nvidia, |_| true).is_empty(),
            "what the user set holds"
        );
        let safe = Machine {
            safe: true,
            nvidia: true,
            ..ordinary()
        };
        assert_eq!(needed(&safe, |_| false), [NO_DMABUF, NO_LAYERS]);
        assert!(
            needed(&safe, |_| true).is_empty(),
            "no endless starting again"
        );
    }

    #[test]
    fn without_a_card_nothing_is_composed() {
        let bare = Machine {
            card: false,
            ..ordinary()
        };
        assert_eq!(needed(&bare, |_| false), [NO_LAYERS, NO_OPENGL]);
        assert!(
            needed(&bare, |name| name == NO_LAYERS.0).is_empty(),
            "what the user set holds"
        );
        assert!(needed(&bare, |_| true).is_empty());
    }

    #[test]
    fn a_card_is_known_by_what_it_renders_with() {
        let renders_with = |names: &[&str]| renders(names.iter().map(Into::into));
        assert!(!renders_with(&[]));
        assert!(!renders_with(&["by-path", "card0"]), "shows only");
        assert!(renders_with(&["card0", "renderD128"]));
    }
}
