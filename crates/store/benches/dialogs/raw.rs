//! A first fill beside what SQLCipher does by itself: the same rows into the store, and into one table without any index.

use std::time::Instant;

use sqlx::ConnectOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};

use super::made;

const PAGES: u32 = 50;

/// Rows a second.
pub struct Rates {
    alone: f64,
    whole: f64,
}

impl Rates {
    /// Prints them.
    pub fn print(&self) {
        println!("\n{:<64}{:>9}", "rows written a second, of 50,000", "rate");
        for (what, rate) in [
            ("SQLCipher alone: one table, no index", self.alone),
            (
                "first fill of the store: indexes, words for search",
                self.whole,
            ),
        ] {
            println!("{what:<64}{rate:>9.0}");
        }
    }
}

/// Writes pages of a thousand rows, each in a transaction, both ways.
pub fn measure(runtime: &tokio::runtime::Runtime) -> Rates {
    let folder = tempfile::tempdir().expect("a folder");
    let options = SqliteConnectOptions::new()
        .filename(folder.path().join("raw.db"))
        .create_if_missing(true)
        .pragma("key", format!("\"x'{}'\"", hex::encode(super::KEY)))
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Normal)
        .disable_statement_logging();
    let pages: Vec<String> = (0..PAGES)
        .map(|n| {
            let rows: Vec<serde_json::Value> =
                made::rows(PAGES * 1_000, n * 1_000..(n + 1) * 1_000)
                    .iter()
                    .map(|row| {
                        serde_json::json!([
                            row.id,
                            row.party_uuid,
                            row.org,
                            row.service,
                            row.content_updated_at.as_microsecond(),
                            row.content.title.0[0].1,
                            row.content.summary.0[0].1,
                            row.latest_activity,
                            row.seen_since_content_update,
                        ])
                    })
                    .collect();
            serde_json::Value::Array(rows).to_string()
        })
        .collect();
    let took = runtime.block_on(async {
        let mut connection = options.connect().await.expect("a connection");
        sqlx::query("CREATE TABLE raw (key INTEGER PRIMARY KEY, a, b, c, d, e, f, g, h, i)")
            .execute(&mut connection)
            .await
            .expect("a table");
        let begun = Instant::now();
        for page in &pages {
            sqlx::query(
                "INSERT INTO raw (a, b, c, d, e, f, g, h, i)
                 SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6,
                        value ->> 7, value ->> 8 FROM json_each(?)",
            )
            .bind(page)
            .execute(&mut connection)
            .await
            .expect("written");
        }
        begun.elapsed()
    });
    let alone = f64::from(PAGES * 1_000) / took.as_secs_f64();
    let store = runtime.block_on(made::empty(&folder.path().join("store.db")));
    let whole = runtime.block_on(made::fill(&store, PAGES * 1_000));
    runtime.block_on(store.close());
    Rates { alone, whole }
}
