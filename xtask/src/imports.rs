//! Who may import whom: the table of ARCHITECTURE.md, held against the manifests.
//!
//! A manifest decides what compiles; this decides what a manifest may say.

use serde_json::Value;

use crate::house::{House, Outcome};
use crate::steps::output;

/// Our rooms, and which of our rooms each may name. Order is from the window inwards.
const ROOMS: &[(&str, &[&str])] = &[
    (
        "fullmakt",
        &["fullmakt-launch", "fullmakt-app", "fullmakt-sandbox"],
    ),
    (
        "fullmakt-bridge",
        &["fullmakt-launch", "fullmakt-app", "fullmakt-sandbox"],
    ),
    (
        "fullmakt-launch",
        &[
            "fullmakt-app",
            "fullmakt-sandbox",
            "fullmakt-net",
            "fullmakt-domain",
        ],
    ),
    (
        "fullmakt-app",
        &[
            "fullmakt-sync",
            "fullmakt-altinn",
            "fullmakt-auth",
            "fullmakt-store",
            "fullmakt-secrets",
            "fullmakt-net",
            "fullmakt-content",
            "fullmakt-domain",
        ],
    ),
    (
        "fullmakt-sync",
        &[
            "fullmakt-altinn",
            "fullmakt-auth",
            "fullmakt-store",
            "fullmakt-domain",
        ],
    ),
    ("fullmakt-altinn", &["fullmakt-net", "fullmakt-domain"]),
    (
        "fullmakt-auth",
        &["fullmakt-net", "fullmakt-secrets", "fullmakt-domain"],
    ),
    ("fullmakt-store", &["fullmakt-domain"]),
    ("fullmakt-secrets", &["fullmakt-domain"]),
    ("fullmakt-net", &["fullmakt-domain"]),
    ("fullmakt-content", &["fullmakt-domain"]),
    ("fullmakt-domain", &[]),
    ("fullmakt-sandbox", &[]),
    ("fullmakt-driver", &[]),
    ("xtask", &["fullmakt-driver"]),
];

/// Not shipped; may name anything public.
const FREE: &[&str] = &["fullmakt-tests"];

/// Crates of others that only some rooms may name. A name that ends in `*` stands for all that begin so.
const OWNED: &[(&str, &[&str])] = &[
    ("tauri*", &["fullmakt"]),
    ("open", &["fullmakt-launch"]),
    ("sqlx*", &["fullmakt-store"]),
    ("libsqlite3-sys", &["fullmakt-store"]),
    ("reqwest", &["fullmakt-net"]),
    ("keyring*", &["fullmakt-secrets"]),
    ("openidconnect", &["fullmakt-auth"]),
    ("axum", &["fullmakt-sandbox", "fullmakt-bridge"]),
    ("ureq", &["fullmakt-driver"]),
    ("ts-rs", &["fullmakt-app", "fullmakt-content"]),
    ("html5ever", &["fullmakt-content"]),
    ("pulldown-cmark", &["fullmakt-content"]),
];

/// Crates that a room must not name whoever else may.
const KEPT_OUT: &[(&str, &[&str])] = &[
    ("fullmakt-domain", &["tokio", "serde_json", "tracing"]),
    ("fullmakt-content", &["tokio", "tracing"]),
];

/// Compares `cargo metadata` with the table.
///
/// # Errors
/// Every breach, one line each.
pub fn check(house: &House) -> Outcome {
    let text = output(
        house
            .cargo()
            .args(["metadata", "--format-version", "1", "--no-deps"]),
    )?;
    let breaches = breaches(&serde_json::from_str(&text)?);
    if breaches.is_empty() {
        println!("every import is in the table");
        Ok(())
    } else {
        Err(breaches.join("\n").into())
    }
}

fn breaches(metadata: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let name = package["name"].as_str().unwrap_or_default();
        if FREE.contains(&name) {
            continue;
        }
        let Some((_, may_use)) = ROOMS.iter().find(|(room, _)| *room == name) else {
            found.push(format!("{name}: no such room in xtask/src/imports.rs"));
            continue;
        };
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let used = dependency["name"].as_str().unwrap_or_default();
            let in_tests_only = dependency["kind"].as_str() == Some("dev");
            if let Some(breach) = breach(name, may_use, used, in_tests_only) {
                found.push(breach);
            }
        }
    }
    found
}

fn breach(room: &str, may_use: &[&str], used: &str, in_tests_only: bool) -> Option<String> {
    if used == "fullmakt" || used.starts_with("fullmakt-") {
        // A room's own tests may run against the sandbox; nothing else is looser in tests.
        let sandbox_in_tests = in_tests_only && used == "fullmakt-sandbox";
        return (!may_use.contains(&used) && !sandbox_in_tests)
            .then(|| format!("{room} must not import {used}"));
    }
    if KEPT_OUT
        .iter()
        .any(|(r, out)| *r == room && out.contains(&used))
        && !in_tests_only
    {
        return Some(format!("{room} must not import {used}"));
    }
    let (_, owners) = OWNED.iter().find(|(pattern, _)| matches(pattern, used))?;
    (!owners.contains(&room) && !in_tests_only).then(|| {
        format!(
            "{room} must not import {used}: only {} may",
            owners.join(" and ")
        )
    })
}

fn matches(pattern: &str, name: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => name == pattern,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::breaches;

    fn one(package: &str, dependency: &str, kind: Option<&str>) -> Vec<String> {
        breaches(&json!({"packages": [{
            "name": package,
            "dependencies": [{"name": dependency, "kind": kind}],
        }]}))
    }

    #[test]
    fn arrows_run_one_way() {
        assert!(one("fullmakt-app", "fullmakt-store", None).is_empty());
        assert_eq!(one("fullmakt-store", "fullmakt-app", None).len(), 1);
        assert_eq!(one("fullmakt-auth", "fullmakt-altinn", None).len(), 1);
        assert_eq!(one("fullmakt", "fullmakt-store", None).len(), 1);
    }

    #[test]
    fn the_sandbox_and_the_clients_never_meet_outside_tests() {
        assert_eq!(one("fullmakt-sandbox", "fullmakt-altinn", None).len(), 1);
        assert_eq!(
            one("fullmakt-sandbox", "fullmakt-altinn", Some("dev")).len(),
            1
        );
        assert_eq!(one("fullmakt-auth", "fullmakt-sandbox", None).len(), 1);
        assert!(one("fullmakt-auth", "fullmakt-sandbox", Some("dev")).is_empty());
    }

    #[test]
    fn some_crates_of_others_have_one_owner() {
        assert!(one("fullmakt-store", "sqlx", None).is_empty());
        assert_eq!(one("fullmakt-app", "sqlx", None).len(), 1);
        assert_eq!(one("fullmakt-launch", "tauri", None).len(), 1);
        assert_eq!(one("fullmakt-launch", "tauri-plugin-opener", None).len(), 1);
        assert!(one("fullmakt-sandbox", "reqwest", Some("dev")).is_empty());
        assert_eq!(one("fullmakt-domain", "tokio", None).len(), 1);
    }

    #[test]
    fn an_unknown_room_is_a_breach() {
        assert_eq!(one("fullmakt-helpers", "serde", None).len(), 1);
        assert!(
            one("fullmakt-tests", "sqlx", None).is_empty(),
            "tests may name anything"
        );
    }
}
