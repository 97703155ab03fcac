//! The program `fullmakt-sandbox` itself.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fullmakt-sandbox"));
    command
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Ends the program when a test is over, however it ends.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        // It may be gone already, which is as good.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn it_prints_one_line_when_it_is_ready() {
    let mut running = Ended(
        program(&["serve", "--parties", "300"])
            .spawn()
            .expect("it starts"),
    );
    let mut out = BufReader::new(running.0.stdout.take().expect("a pipe"));
    let mut line = String::new();
    out.read_line(&mut line).expect("a line");
    let ready: Value = serde_json::from_str(&line).expect("JSON");
    let base = ready["base"].as_str().expect("a base");
    assert!(base.starts_with("http://127.0.0.1:"));
    assert_eq!(ready["issuer"], format!("{base}/idporten"));
    assert_eq!(ready["control"], format!("{base}/_sandbox"));
    let owner = ready["serviceOwner"].as_str().expect("an origin");
    assert!(owner.starts_with("http://127.0.0.1:") && owner != base);
    let names: Vec<&str> = ready["personas"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|persona| persona["name"].as_str())
        .collect();
    assert_eq!(names, ["Kari Haugen", "Mina Nordvik", "Odd Lunde"]);
    drop(running);
    let mut rest = String::new();
    out.read_to_string(&mut rest).expect("the end");
    assert_eq!(rest, "", "one line and no more");
}

#[test]
fn what_it_cannot_do_is_said_on_standard_error() {
    for (arguments, status, part) in [
        (&["serve", "--dialogs", "1000001"][..], 2, "1000000"),
        (&["serve", "--seed", "winter"][..], 2, "'winter'"),
        (&["dance"][..], 2, "'dance'"),
    ] {
        let ended = program(arguments).output().expect("it ends by itself");
        assert_eq!(ended.status.code(), Some(status), "{arguments:?}");
        assert!(ended.stdout.is_empty());
        let said = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert!(
            said.starts_with("fullmakt-sandbox: ") && said.contains(part),
            "{said}"
        );
    }
    let help = program(&["--help"]).output().expect("it ends by itself");
    assert!(help.status.success());
    assert!(String::from_utf8_lossy(&help.stdout).contains("--portal-scope"));
}

#[test]
fn a_taken_port_is_said() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a socket");
    let port = taken.local_addr().expect("an address").port().to_string();
    let ended = program(&["serve", "--port", &port])
        .output()
        .expect("it ends by itself");
    assert_eq!(ended.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&ended.stderr).contains(&port));
}
