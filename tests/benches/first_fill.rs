//! The first fill of messages, whole: sign-in, HTTP, signatures, parsing, and the encrypted store; then search from the
//! first letter, as the command surface answers it.
//!
//! `./dev bench --only messages`. The sandbox runs in this process, so its work is part of the figure. How many dialogs
//! the sandbox holds comes from `FULLMAKT_BENCH_FILL`, 100,000 by default.

use std::time::{Duration, Instant};

use fullmakt_app::surface::common::Nothing;
use fullmakt_app::surface::messages::{
    Folder, MessagesPage, MessagesQuery, SyncActivity, SyncMessages, SyncState,
};
use fullmakt_app::surface::table::Commands;
use fullmakt_sandbox::{Config, Sandbox, Seed, Volume};
use fullmakt_tests::Harness;

/// Organisations of the accountant.
const PARTIES: u32 = 1_000;

/// How often each query is asked.
const TURNS: usize = 60;

#[tokio::main]
async fn main() {
    let dialogs = std::env::var("FULLMAKT_BENCH_FILL").map_or(100_000, |text| {
        text.parse()
            .expect("a number of dialogs in FULLMAKT_BENCH_FILL")
    });
    let config = Config {
        seed: Seed::generated(PARTIES).expect("a size that there is"),
        volume: Volume {
            dialogs,
            services: 60,
        },
        ..Config::default()
    };
    let stage = Harness::on(Sandbox::start(config).await.expect("the sandbox starts")).await;
    let begun = Instant::now();
    stage.sign_in("kari").await;
    let recent = filled(&stage).await;
    report(
        "first fill, the newest 90 days",
        recent.held,
        begun.elapsed(),
    );

    // All that there is, as a person asks for it: further back, a year at a time, until a year brings nothing.
    let begun = Instant::now();
    let mut before = recent.held;
    let held = loop {
        let deeper = SyncMessages {
            deepen: true,
            ..SyncMessages::default()
        };
        stage.app.sync_messages(deeper).await.expect("deepened");
        let state = filled(&stage).await;
        if state.held == before {
            break state.held;
        }
        before = state.held;
        stage.control.advance(61).await;
    };
    report(
        "further back, all that there is",
        held - recent.held,
        begun.elapsed(),
    );

    println!(
        "\n{:<44}{:>10}{:>10}{:>10}",
        "milliseconds, as the window asks", "hits", "median", "95 %"
    );
    for (name, folder, text) in [
        ("inbox, first window", Folder::Inbox, ""),
        ("archive, first window", Folder::Archive, ""),
        ("search: one letter", Folder::All, "v"),
        ("search: a word", Folder::All, "varsel"),
        ("search: a phrase", Folder::All, "\"varsel om\""),
        (
            "search: a filter and a word",
            Folder::All,
            "status:krever varsel",
        ),
    ] {
        let query = MessagesQuery {
            folder,
            text: text.to_owned(),
            limit: 100,
            ..MessagesQuery::default()
        };
        let (hits, mut times) = (asked(&stage, &query).await.total, Vec::new());
        for _ in 0..TURNS {
            let begun = Instant::now();
            let page = asked(&stage, &query).await;
            times.push(begun.elapsed().as_secs_f64() * 1_000.0);
            drop(page);
        }
        times.sort_by(f64::total_cmp);
        let at = |part: f64| times[((times.len() - 1) as f64 * part) as usize];
        println!("{name:<44}{hits:>10}{:>10.2}{:>10.2}", at(0.5), at(0.95));
    }
    stage.app.shutdown().await;
}

async fn asked(stage: &Harness, query: &MessagesQuery) -> MessagesPage {
    stage
        .app
        .messages(query.clone())
        .await
        .expect("a window of rows")
}

/// Waits until what was begun has been read to its end.
async fn filled(stage: &Harness) -> SyncState {
    loop {
        let state = stage.app.sync_state(Nothing {}).await.expect("a state");
        assert!(state.failure.is_none(), "{state:?}");
        if state.last.is_some() && state.state == SyncActivity::Waiting {
            return state;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

fn report(what: &str, rows: u32, took: Duration) {
    let seconds = took.as_secs_f64();
    println!(
        "{what:<44}{rows:>10} messages in {seconds:.1} s: {:.0} a second",
        f64::from(rows) / seconds
    );
}
