//! How long the list of 20,000 actors takes: to replace, to page through, to search.
//!
//! `cargo bench -p fullmakt-store` (release build). The figures that the design asks for are windows and searches in
//! well under 50 ms.

use std::hint::black_box;
use std::sync::Arc;

use criterion::Criterion;
use fullmakt_domain::SystemClock;
use fullmakt_store::Store;
use fullmakt_store::actors::{Actor, ActorKind, ActorsQuery};
use jiff::Timestamp;
use uuid::Uuid;

fn actors() -> Vec<Actor> {
    (0..20_000u32)
        .map(|n| Actor {
            party_uuid: Uuid::from_u128(u128::from(n) + 1),
            party_id: Some(50_000_000 + n),
            name: format!(
                "Virksomhet {} {n} AS",
                ["Fjord", "Sjø", "Åsen", "Regnskap"][n as usize % 4]
            ),
            org_no: Some(format!("{}", 310_000_000 + n)),
            kind: ActorKind::Organisation,
            form: Some("AS".to_owned()),
            parent: None,
            is_deleted: n.is_multiple_of(50),
            is_heading_only: false,
            access_manager: Some(n.is_multiple_of(3)),
            roles: vec!["regnskapsforer".to_owned(), "regn".to_owned()],
            packages: vec![
                "regnskapsforer-lonn".to_owned(),
                "regnskapsforer-med-signeringsrettighet".to_owned(),
            ],
        })
        .collect()
}

fn run(c: &mut Criterion) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("store.db");
    let store = runtime
        .block_on(Store::open(&path, &[7; 32], Arc::new(SystemClock), "bench"))
        .expect("a new store");
    let list = actors();
    let mut second = 0;
    c.bench_function("replace 20,000 actors", |b| {
        b.iter(|| {
            // A list that differs by one name, so that it is really written.
            second += 1;
            let mut changed = list.clone();
            changed[0].name = format!("Endret {second}");
            let at = Timestamp::from_second(second).expect("in range");
            runtime
                .block_on(store.actors().replace_all(&changed, at))
                .expect("replaced")
        });
    });
    for (name, text, offset) in [
        ("first window", "", 0),
        ("last window", "", 19_000),
        ("search", "sjø 19", 0),
    ] {
        let query = ActorsQuery {
            text: text.to_owned(),
            offset,
            limit: 100,
            ..ActorsQuery::default()
        };
        c.bench_function(&format!("actors: {name}"), |b| {
            b.iter(|| {
                black_box(
                    runtime
                        .block_on(store.actors().page(&query))
                        .expect("a page"),
                )
            });
        });
    }
    c.bench_function("actors: all, for an index", |b| {
        b.iter(|| black_box(runtime.block_on(store.actors().all_slim()).expect("all")));
    });
    runtime.block_on(store.close());
}

fn main() {
    let mut criterion = Criterion::default().sample_size(20).configure_from_args();
    run(&mut criterion);
    criterion.final_summary();
}
