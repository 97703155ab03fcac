//! The sandbox's answers and the app's requests, held against the published descriptions of the interfaces.
//!
//! The descriptions lie beside the repository and are not needed to build or run anything; where they are not, these
//! tests say so and pass. Two independent readings of the same wire meet here: the sandbox's and the client's. Where
//! the services' own code is known to differ from its description, the code is followed: see `amendments.rs`.

mod amendment;
mod amendments;
mod app;
mod by_hand;
mod caller;
mod client;
mod codes;
mod contract;
mod coverage;
mod graphql;
mod recorder;
mod schema;
mod shorthand;
mod spec;
mod tampered;

use std::collections::BTreeMap;

use amendment::{Atom, amended, atoms};
use amendments::AMENDMENTS;
use contract::Contract;
use coverage::Coverage;
use fullmakt_sandbox::{Config, Sandbox};
use recorder::{Exchange, Recorder};
use serde_json::Value;
use spec::Published;

/// The descriptions, or a word that they are not there.
fn published() -> Option<Published> {
    let published = Published::read();
    if published.is_none() {
        println!("skipped: no shared specs");
    }
    published
}

/// The descriptions with all amendments.
fn contract<'a>(published: &'a Published, atoms: &[Atom]) -> Contract<'a> {
    let documents = published.documents.iter().enumerate();
    let documents = documents.map(|(index, document)| amended(index, document, atoms.iter()));
    Contract::new(documents.collect(), published)
}

/// The one description that this amendment is about, without it.
fn contract_without<'a>(published: &'a Published, atoms: &[Atom], left_out: &Atom) -> Contract<'a> {
    let mut documents = vec![Value::Null; published.documents.len()];
    let others = atoms.iter().filter(|atom| !std::ptr::eq(*atom, left_out));
    let index = left_out.of;
    documents[index] = amended(index, &published.documents[index], others);
    Contract::new(documents, published)
}

/// Every finding once, with how often it came.
fn findings(contract: &Contract<'_>, exchanges: &[Exchange]) -> Vec<String> {
    let mut counted: BTreeMap<String, usize> = BTreeMap::new();
    for finding in exchanges.iter().flat_map(|one| contract.check(one)) {
        *counted.entry(finding).or_default() += 1;
    }
    counted
        .into_iter()
        .map(|(finding, count)| format!("{finding} ({count} times)"))
        .collect()
}

fn assert_none(what: &str, found: &[String]) {
    assert!(found.is_empty(), "{what}:\n  {}", found.join("\n  "));
}

/// Every operation that the sandbox serves is called, and everything it answers is as described.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_sandbox_answers_as_described() {
    let Some(published) = published() else { return };
    let recorder = Recorder::default();
    let sandbox = recorder.sandbox(Config::default()).await;
    by_hand::call_everything(&sandbox).await;
    let atoms = atoms(AMENDMENTS);
    let contract = contract(&published, &atoms);
    let probes = coverage::probe(&contract, sandbox.base()).await;
    let exchanges = recorder.exchanges();
    let found = findings(&contract, &exchanges);
    let coverage = Coverage::of(&contract, &probes, &exchanges);
    println!("{coverage}");
    assert_none("not as described", &found);
    assert_none("served, and never called with success", &coverage.gaps());
    let gaps = published.graphql.gaps(&exchanges);
    assert_none("in the schema, and never asked for with success", &gaps);
}

/// An amendment without which all would be well as well is struck out.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_amendment_is_needed() {
    let Some(published) = published() else { return };
    let recorder = Recorder::default();
    let sandbox = recorder.sandbox(Config::default()).await;
    by_hand::call_everything(&sandbox).await;
    let mut exchanges = recorder.exchanges();
    // The shortest answers first: they are the quickest to show a need.
    exchanges.sort_by_key(|exchange| exchange.answer.len());
    let atoms = atoms(AMENDMENTS);
    let whole = contract(&published, &atoms);
    assert_none("not as described", &findings(&whole, &exchanges));
    let mut by_source: BTreeMap<usize, Vec<&Exchange>> = BTreeMap::new();
    for exchange in &exchanges {
        if let Some(operation) = whole.operation(exchange) {
            by_source
                .entry(operation.source)
                .or_default()
                .push(exchange);
        }
    }
    let is_needed = |atom: &&Atom| {
        let contract = contract_without(&published, &atoms, atom);
        let mut concerned = by_source.get(&atom.of).into_iter().flatten();
        concerned.any(|one| !contract.check(one).is_empty())
    };
    let unneeded = atoms.iter().filter(|atom| !is_needed(atom));
    let unneeded: Vec<String> = unneeded.map(|atom| atom.title.clone()).collect();
    println!("{} amendments, {} not needed", atoms.len(), unneeded.len());
    assert_none("not needed any more", &unneeded);
}

/// The app on its main path, with and without the portal scope: what it sends is described, and so is what it gets.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_app_asks_as_described() {
    let Some(published) = published() else { return };
    let recorder = Recorder::default();
    app::with_portal_scope(started(&recorder, true).await).await;
    app::without_portal_scope(started(&recorder, false).await).await;
    let contract = contract(&published, &atoms(AMENDMENTS));
    let exchanges = recorder.exchanges();
    let found = findings(&contract, &exchanges);
    let coverage = Coverage::of(&contract, &[], &exchanges);
    println!("{coverage}");
    assert_none("not as described", &found);
    let differences = app::differences(&coverage.called_by_app());
    assert_none("the app's operations differ from the list", &differences);
}

/// Each call that the client can make is described, also those that the main path leaves out.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_client_asks_as_described() {
    let Some(published) = published() else { return };
    let recorder = Recorder::default();
    let sandbox = recorder.sandbox(Config::default()).await;
    client::call_everything(&sandbox).await;
    let contract = contract(&published, &atoms(AMENDMENTS));
    let exchanges = recorder.exchanges();
    println!("{}", Coverage::of(&contract, &[], &exchanges));
    assert_none("not as described", &findings(&contract, &exchanges));
}

async fn started(recorder: &Recorder, portal_scope: bool) -> Sandbox {
    let config = Config {
        portal_scope,
        ..Config::default()
    };
    recorder.sandbox(config).await
}
