//! How long a matrix takes: to read it from the store, to show the first window, to filter and to search.
//!
//! `./dev bench --only clients` runs it for 1,000 and 10,000 clients by 12 agents. After criterion's own figures stands a
//! table with the median and the 95th percentile of each case.

#[path = "shared/figures.rs"]
mod figures;

use std::collections::HashMap;
use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use criterion::Criterion;
use fullmakt_domain::SystemClock;
use fullmakt_domain::clients::{
    Access, Act, AgentClient, AgentKind, CellSort, Filter, Matrix, Order, PackageSet, Query, Wish,
    plan,
};
use fullmakt_store::Store;
use fullmakt_store::client_agents::AgentRow;
use fullmakt_store::clients::ClientRow;
use jiff::Timestamp;
use uuid::Uuid;

use figures::Figures;

const AGENTS: u32 = 12;
const FIRM: Uuid = Uuid::from_u128(1);
const PACKAGES: [&str; 3] = [
    "regnskapsforer-lonn",
    "regnskapsforer-med-signeringsrettighet",
    "regnskapsforer-uten-signeringsrettighet",
];

fn client(n: u32) -> Uuid {
    Uuid::from_u128(1_000_000 + u128::from(n))
}

fn agent(n: u32) -> Uuid {
    Uuid::from_u128(100 + u128::from(n))
}

/// The packages by accountant, and for every tenth client something of its own by hand.
fn access(n: u32, packages: usize) -> Vec<Access> {
    let mut access = vec![Access {
        role: "regnskapsforer".to_owned(),
        packages: PACKAGES[..packages]
            .iter()
            .map(|p| (*p).to_owned())
            .collect(),
    }];
    if n.is_multiple_of(10) {
        access.push(Access {
            role: "rettighetshaver".to_owned(),
            packages: vec![format!("pakke-{}", n % 170)],
        });
    }
    access
}

async fn fill(store: &Store, clients: u32) {
    let at = Timestamp::UNIX_EPOCH;
    store.client_firms().replace(&[FIRM]).await.expect("kept");
    let rows: Vec<ClientRow> = (0..clients)
        .map(|n| ClientRow {
            party_uuid: client(n),
            name: format!(
                "Klient {} {n} AS",
                ["Fjord", "Sjø", "Åsen", "Bakke"][n as usize % 4]
            ),
            org_no: Some((310_000_000 + n).to_string()),
            form: Some("AS".to_owned()),
            is_deleted: n.is_multiple_of(50),
            access: access(n, 1 + n as usize % 3),
        })
        .collect();
    let table = store.clients();
    table.replace(FIRM, &rows, &[], at).await.expect("kept");
    let agents: Vec<AgentRow> = (0..AGENTS)
        .map(|n| AgentRow {
            party_uuid: agent(n),
            kind: if n < 9 {
                AgentKind::SystemUser
            } else {
                AgentKind::Person
            },
            title: format!("Agent {n}"),
            vendor_org_no: None,
            packages: PACKAGES[..2].iter().map(|p| (*p).to_owned()).collect(),
            added_at: Some(at),
            fetched_at: None,
            failure: None,
        })
        .collect();
    let table = store.client_agents();
    table.replace(FIRM, &agents).await.expect("kept");
    for n in 0..AGENTS {
        let held: Vec<AgentClient> = (0..clients)
            .filter(|c| (c + n) % 2 == 0)
            .map(|c| AgentClient {
                client: client(c),
                access: access(c + 1, 1 + c as usize % 3),
            })
            .collect();
        let cells = store.client_cells();
        cells
            .replace(FIRM, agent(n), &held, at)
            .await
            .expect("kept");
    }
}

/// The first window: 60 rows with all their cells.
fn window(matrix: &Matrix, query: &Query) -> usize {
    let view = matrix.view(query, &HashMap::new());
    let rows = view.rows.iter().take(60);
    rows.map(|&row| {
        let agents = query.agents.iter();
        agents
            .map(|&agent| matrix.cell(agent, row, None, None).can_add.len())
            .sum::<usize>()
    })
    .sum()
}

fn queries() -> Vec<(&'static str, Query)> {
    let query = |filter: Filter, order: Order| Query {
        agents: (0..AGENTS as usize).collect(),
        filter,
        order,
        ..Query::default()
    };
    let state = |state| Filter {
        state: Some(state),
        ..Filter::default()
    };
    let text = |text: &str| Filter {
        text: text.to_owned(),
        ..Filter::default()
    };
    vec![
        ("first window", query(Filter::default(), Order::Name)),
        (
            "filter, missing",
            query(state(CellSort::Missing), Order::Name),
        ),
        (
            "filter, can add",
            query(state(CellSort::CanAdd), Order::Name),
        ),
        ("search, one letter", query(text("s"), Order::Name)),
        ("search, name", query(text("sjø 99"), Order::Name)),
        ("search, number", query(text("31000"), Order::Name)),
        ("sort, coverage", query(Filter::default(), Order::Coverage)),
    ]
}

fn run(criterion: &mut Criterion, figures: &mut Figures) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    for clients in [1_000, 10_000] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("store.db");
        let store = runtime
            .block_on(Store::open(&path, &[7; 32], Arc::new(SystemClock), "bench"))
            .expect("a new store");
        runtime.block_on(fill(&store, clients));
        let size = format!("{clients} × {AGENTS}");
        figures.begin(&size, &format!("{clients} clients × {AGENTS} agents"));
        let read = || {
            let matrix = runtime.block_on(store.client_cells().matrix(FIRM));
            matrix.expect("a matrix")
        };
        figures.measure(criterion, "read from the store", || black_box(read()));
        let matrix = read();
        for (name, query) in queries() {
            figures.measure(criterion, name, || black_box(window(&matrix, &query)));
        }
        let wishes: Vec<Wish> = (0..clients as usize)
            .map(|client| Wish {
                client,
                agent: 0,
                act: Act::Add,
                packages: None,
            })
            .collect();
        figures.measure(criterion, "plan of a column", || {
            let none = PackageSet::default();
            black_box(plan(&matrix, &wishes, &HashMap::new(), &none))
        });
        runtime.block_on(store.close());
    }
}

fn main() {
    let mut criterion = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_secs(1))
        .without_plots()
        .configure_from_args();
    let mut figures = Figures::default();
    run(&mut criterion, &mut figures);
    criterion.final_summary();
    figures.print();
}
