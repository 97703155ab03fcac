//! How long messages take: windows, counts, search, pages of a synchronisation, and how large they are.
//!
//! `./dev bench --only messages` measures 100,000 and 1,000,000 dialogs of 15,000 actors. Other numbers come from
//! `FULLMAKT_BENCH_DIALOGS`, e.g. `100000`; a database is built once and kept in the folder for temporary files.
//! After criterion's own figures stands a table with the median and the 95th percentile of each case.

#[path = "../shared/figures.rs"]
mod figures;
mod made;
mod raw;
mod writing;

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use criterion::Criterion;
use fullmakt_domain::SystemClock;
use fullmakt_store::Store;
use fullmakt_store::dialog_search::Days;
use fullmakt_store::dialogs::{
    DialogFilter, DialogQuery, DialogSort, DialogStatus, DueFilter, Folder, Scope,
};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use figures::Figures;

/// The key of every database here.
const KEY: [u8; 32] = [7; 32];

fn main() {
    let sizes = std::env::var("FULLMAKT_BENCH_DIALOGS").unwrap_or_else(|_| "100000".to_owned());
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    // There are a hundred cases in each size: short turns, or an evening is gone.
    let mut criterion = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_millis(800))
        .without_plots()
        .configure_from_args();
    let mut figures = Figures::default();
    for size in sizes.split(',') {
        let size: u32 = size.trim().parse().expect("a number of dialogs");
        let path = std::env::temp_dir().join(format!("fullmakt-bench-{size}.db"));
        let rate = runtime.block_on(made::ready(&path, size));
        let store = runtime
            .block_on(Store::open(&path, &KEY, Arc::new(SystemClock), "bench"))
            .expect("opened");
        figures.begin(&size.to_string(), &title(size, &path, rate));
        reading(&mut criterion, &mut figures, &runtime, &store, size);
        searching(&mut criterion, &mut figures, &runtime, &store);
        writing::measure(&mut criterion, &mut figures, &runtime, &store, size);
        runtime.block_on(store.close());
    }
    let rates = raw::measure(&runtime);
    criterion.final_summary();
    figures.print();
    rates.print();
}

/// How large a row is in the file, and how fast rows came into it, when they came just now.
fn title(size: u32, path: &Path, rate: Option<f64>) -> String {
    let bytes = std::fs::metadata(path).map_or(0, |file| file.len());
    let each = bytes as f64 / f64::from(size);
    let rate = rate.map_or_else(String::new, |rate| {
        format!(", written at {rate:.0} a second")
    });
    format!("{size} dialogs: {each:.0} bytes each{rate}")
}

fn days() -> Days {
    Days::new(made::now(), TimeZone::get("Europe/Oslo").expect("known"))
}

fn scopes() -> [(&'static str, Scope); 4] {
    [
        ("everyone", Scope::All),
        (
            "a large actor",
            Scope::Actor {
                party_uuid: made::party(0),
                with_subunits: true,
            },
        ),
        (
            "a small actor",
            Scope::Actor {
                party_uuid: made::party(9_000),
                with_subunits: true,
            },
        ),
        (
            "a group of 300",
            Scope::Parties((0..300).map(|n| made::party(n * 40)).collect()),
        ),
    ]
}

fn of(folder: Folder, scope: &Scope, sort: DialogSort, filter: DialogFilter) -> DialogQuery {
    DialogQuery {
        folder,
        scope: scope.clone(),
        filter,
        text: String::new(),
        days: days(),
        sort,
        without: Vec::new(),
    }
}

fn reading(
    criterion: &mut Criterion,
    figures: &mut Figures,
    runtime: &tokio::runtime::Runtime,
    store: &Store,
    size: u32,
) {
    let dialogs = store.dialogs();
    let mut window = |name: String, query: &DialogQuery, offset: u32| {
        figures.measure(criterion, &format!("window: {name}"), || {
            black_box(
                runtime
                    .block_on(dialogs.page(query, offset, 100))
                    .expect("a page"),
            )
        });
    };
    let none = DialogFilter::default;
    for (whose, scope) in scopes() {
        for (name, folder, sort) in [
            ("inbox, newest", Folder::Inbox, DialogSort::Newest),
            ("archive, newest", Folder::Archive, DialogSort::Newest),
            ("sent, newest", Folder::Sent, DialogSort::Newest),
            ("everywhere, newest", Folder::Everywhere, DialogSort::Newest),
            ("inbox, oldest", Folder::Inbox, DialogSort::Oldest),
            ("inbox, by due date", Folder::Inbox, DialogSort::Due),
            ("inbox, by sender", Folder::Inbox, DialogSort::Sender),
            ("deadlines", Folder::Deadlines, DialogSort::Due),
        ] {
            window(
                format!("{name}, {whose}"),
                &of(folder, &scope, sort, none()),
                0,
            );
        }
        for (name, filter) in [
            (
                "unread",
                DialogFilter {
                    unread: Some(true),
                    ..none()
                },
            ),
            (
                "to be acted on",
                DialogFilter {
                    statuses: vec![DialogStatus::RequiresAttention],
                    ..none()
                },
            ),
            (
                "one owner",
                DialogFilter {
                    owners: vec!["skd".to_owned()],
                    ..none()
                },
            ),
            (
                "one service",
                DialogFilter {
                    services: vec![made::service(3)],
                    ..none()
                },
            ),
            (
                "with attachment",
                DialogFilter {
                    has_attachment: Some(true),
                    ..none()
                },
            ),
            (
                "overdue",
                DialogFilter {
                    due: Some(DueFilter::Before(made::now())),
                    ..none()
                },
            ),
        ] {
            let query = of(Folder::Inbox, &scope, DialogSort::Newest, filter);
            window(format!("inbox, {name}, {whose}"), &query, 0);
        }
    }
    let inbox = of(Folder::Inbox, &Scope::All, DialogSort::Newest, none());
    window(
        "inbox, newest, everyone, from the middle".to_owned(),
        &inbox,
        size / 4,
    );

    for (whose, scope) in scopes() {
        figures.measure(criterion, &format!("folder counts: {whose}"), || {
            black_box(
                runtime
                    .block_on(dialogs.folder_counts(&scope))
                    .expect("counted"),
            )
        });
        let inbox = of(Folder::Inbox, &scope, DialogSort::Newest, none());
        let months: Vec<Timestamp> = (0..30i64)
            .rev()
            .map(|n| made::midnight() - (n * 24 * 30).hours())
            .collect();
        figures.measure(
            criterion,
            &format!("group heads of 30 months: {whose}"),
            || {
                black_box(
                    runtime
                        .block_on(dialogs.groups(&inbox, &months))
                        .expect("counted"),
                )
            },
        );
        let deadlines = of(Folder::Deadlines, &scope, DialogSort::Due, none());
        let strip: Vec<Timestamp> = (-3..30i64)
            .map(|n| made::midnight() + (n * 24).hours())
            .collect();
        figures.measure(criterion, &format!("deadlines of 33 days: {whose}"), || {
            black_box(
                runtime
                    .block_on(dialogs.groups(&deadlines, &strip))
                    .expect("counted"),
            )
        });
    }
    let hundred: Vec<_> = (0..100).map(made::party).collect();
    figures.measure(criterion, "what waits for a hundred actors", || {
        black_box(
            runtime
                .block_on(dialogs.actor_counts(&hundred, made::midnight() + (8 * 24).hours()))
                .expect("counted"),
        )
    });
    let middle = runtime
        .block_on(dialogs.page(&inbox, size / 4, 1))
        .expect("a page")
        .rows[0]
        .id;
    figures.measure(criterion, "position, from the middle", || {
        black_box(
            runtime
                .block_on(dialogs.position(&inbox, middle))
                .expect("a position"),
        )
    });
    figures.measure(criterion, "neighbours, from the middle", || {
        black_box(
            runtime
                .block_on(dialogs.neighbours(&inbox, middle))
                .expect("neighbours"),
        )
    });
    figures.measure(criterion, "one dialog", || {
        black_box(runtime.block_on(dialogs.get(middle)).expect("read"))
    });
    let unread = of(
        Folder::Inbox,
        &Scope::All,
        DialogSort::Newest,
        DialogFilter {
            unread: Some(true),
            ..none()
        },
    );
    figures.measure(criterion, "ids of all unread, 5,000 at most", || {
        black_box(runtime.block_on(dialogs.ids(&unread, 5_000)).expect("ids"))
    });
}

fn searching(
    criterion: &mut Criterion,
    figures: &mut Figures,
    runtime: &tokio::runtime::Runtime,
    store: &Store,
) {
    for (whose, scope) in scopes() {
        for typed in [
            "v",
            "va",
            "var",
            "vars",
            "varsel",
            "varsel mva",
            "avgift",
            "\"varsel om\"",
            "2026",
            "fra:skatt mva",
            "status:krever frist:over varsel",
            "til:fjord vedtak",
            "zzz",
        ] {
            for (order, sort) in [
                ("newest", DialogSort::Newest),
                ("ranked", DialogSort::Relevance),
            ] {
                if sort == DialogSort::Relevance && whose != "everyone" {
                    continue;
                }
                let query = DialogQuery {
                    text: typed.to_owned(),
                    ..of(Folder::Everywhere, &scope, sort, DialogFilter::default())
                };
                figures.measure(
                    criterion,
                    &format!("search: {typed}, {order}, {whose}"),
                    || {
                        black_box(
                            runtime
                                .block_on(store.dialogs().page(&query, 0, 50))
                                .expect("searched"),
                        )
                    },
                );
            }
        }
    }
}
