//! What the log says of a whole session: nothing secret.

use std::io::Write;
use std::sync::{Arc, Mutex};

use tracing_subscriber::fmt::MakeWriter;

use crate::provider::PID;
use crate::switches::Push;
use crate::world::{World, get, raw, request};

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("free").write(bytes)
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Lines {
    type Writer = Lines;
    fn make_writer(&'a self) -> Lines {
        self.clone()
    }
}

#[tokio::test(flavor = "current_thread")]
async fn no_token_code_state_or_number_is_logged_at_any_level() {
    let lines = Lines::default();
    // Without the redacting format: it must be right before that last door.
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(lines.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);

    let world = World::new().await;
    world.provider.switches().push = Push::Error(400, "invalid_scope");
    let _ = world.auth.begin(request()).await;
    world.provider.switches().push = Push::Taken;
    let attempt = world.begin().await;
    let back = world.way_back(attempt.link()).await;
    let finish = tokio::spawn(attempt.finish());
    let port = back.port().expect("a port");
    raw(port, get(&back).replace("state=", "state=x").as_bytes()).await;
    raw(port, get(&back).as_bytes()).await;
    finish.await.expect("no panic").expect("signed in");
    let altinn = world.auth.altinn_token().await.expect("a token");
    world.clock.advance(115);
    let access = world.auth.id_porten_token().await.expect("renewed");
    let refresh = world.provider.live_refresh_tokens().remove(0);
    world.provider.switches().token_fault = Some((400, "invalid_grant"));
    world.clock.advance(115);
    let _ = world.auth.altinn_token().await;
    let _ = world.auth.sign_out().await;

    let log = String::from_utf8(lines.0.lock().expect("free").clone()).expect("text");
    assert!(
        log.contains("signed in") && log.contains("token_refresh"),
        "something was logged"
    );
    let pushed = world.provider.last_push();
    let code = back
        .query_pairs()
        .find(|(n, _)| n == "code")
        .expect("a code")
        .1
        .into_owned();
    let secrets = [
        PID,
        "pairwise-kari",
        &altinn.expose()[..24],
        access.expose(),
        &refresh,
        &pushed["state"],
        &pushed["nonce"],
        &pushed["code_challenge"],
        &code,
        "urn:idporten:",
    ];
    for (number, secret) in secrets.into_iter().enumerate() {
        // Lines of the test's own server and of the transport are looked at too, for ours use the same words.
        let line = log
            .lines()
            .find(|line| line.contains(secret) && !line.contains("axum"));
        assert_eq!(line, None, "secret number {number}");
    }
}
