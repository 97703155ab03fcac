//! Linux: drawing without a blank window.
//!
//! WebKitGTK hands pictures to the compositor through DMA-BUF. With NVIDIA's own driver, and from inside an
//! AppImage, that often ends in a blank window (tauri-apps/tauri 9304, 13885). WebKit reads the switch for it once,
//! from the environment; writing the own environment is unsound beside other threads, so the program starts itself
//! again with the switch set. Where the user has set the switch, that holds.

/// Flag for machines that we do not know: also leaves out the graphics card.
pub const FLAG: &str = "--safe-rendering";

/// Starts the program again with switches set, where the machine asks for it. Returns when nothing is to be done.
#[cfg(target_os = "linux")]
pub fn prepare(safe: bool) {
    use std::os::unix::process::CommandExt;

    let switches = needed(
        safe,
        std::path::Path::new("/proc/driver/nvidia/version").exists(),
        std::env::var_os("APPIMAGE").is_some(),
        |name| std::env::var_os(name).is_some(),
    );
    if switches.is_empty() {
        return;
    }
    let Ok(program) = std::env::current_exe() else {
        return;
    };
    let error = std::process::Command::new(program)
        .args(std::env::args_os().skip(1))
        .envs(switches.into_iter().map(|name| (name, "1")))
        .exec();
    // Only a failure comes back; a window that may stay blank is better than none.
    eprintln!("fullmakt: could not set the switches for drawing: {error}");
}

/// Other systems draw by other means.
#[cfg(not(target_os = "linux"))]
pub fn prepare(_: bool) {}

/// Switches to set; never one that is set already, which also ends the starting again.
#[cfg(target_os = "linux")]
fn needed(
    safe: bool,
    nvidia: bool,
    appimage: bool,
    is_set: impl Fn(&str) -> bool,
) -> Vec<&'static str> {
    let mut switches = Vec::new();
    if safe || nvidia || appimage {
        switches.push("WEBKIT_DISABLE_DMABUF_RENDERER");
    }
    if safe {
        switches.push("WEBKIT_DISABLE_COMPOSITING_MODE");
    }
    switches.retain(|name| !is_set(name));
    switches
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::needed;

    #[test]
    fn an_ordinary_machine_is_left_alone() {
        assert!(needed(false, false, false, |_| false).is_empty());
    }

    #[test]
    fn risky_machines_get_the_switch_once() {
        assert_eq!(
            needed(false, true, false, |_| false),
            ["WEBKIT_DISABLE_DMABUF_RENDERER"]
        );
        assert_eq!(needed(false, false, true, |_| false).len(), 1);
        assert!(
            needed(false, true, true, |_| true).is_empty(),
            "what the user set holds"
        );
        assert_eq!(needed(true, false, false, |_| false).len(), 2);
        assert!(
            needed(true, true, true, |_| true).is_empty(),
            "no endless starting again"
        );
    }
}
