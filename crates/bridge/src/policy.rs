//! The content policy: the window's own, read from where the window has it.

use serde_json::Value;

/// The window's configuration; the policy is written there and nowhere else.
const WINDOW: &str = include_str!("../../../src-tauri/tauri.conf.json");

/// The window's policy as a header for pages from here. One thing differs: the page reaches the core by HTTP, so it
/// may connect to where it came from.
///
/// # Errors
/// When the window's configuration holds no policy.
pub fn header() -> Result<String, &'static str> {
    let window: Value = serde_json::from_str(WINDOW).map_err(|_| "tauri.conf.json is not JSON")?;
    let policy = window["app"]["security"]["csp"]
        .as_str()
        .ok_or("tauri.conf.json holds no policy")?;
    Ok(for_http(policy))
}

fn for_http(policy: &str) -> String {
    let directives = policy.split(';').map(|directive| {
        let directive = directive.trim();
        match directive.strip_prefix("connect-src ") {
            Some(sources) => format!("connect-src 'self' {sources}"),
            None => directive.to_owned(),
        }
    });
    directives.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::{for_http, header};

    #[test]
    fn only_connect_differs() {
        assert_eq!(
            for_http("default-src 'none'; connect-src ipc: http://ipc.localhost; frame-src 'none'"),
            "default-src 'none'; connect-src 'self' ipc: http://ipc.localhost; frame-src 'none'"
        );
    }

    #[test]
    fn the_window_has_a_strict_policy() {
        let policy = header().expect("the window has a policy");
        for wanted in [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "connect-src 'self' ipc: http://ipc.localhost",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
        ] {
            assert!(policy.contains(wanted), "{wanted} is missing in {policy}");
        }
        assert!(!policy.contains("unsafe"), "{policy}");
    }
}
