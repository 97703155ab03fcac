//! The schema after all migrations, pinned.

use sqlx::Row;

use super::support::store;
use crate::open::MIGRATIONS;

#[tokio::test]
async fn the_schema_is_what_the_migrations_say() {
    let (_place, store) = store().await;
    let rows = sqlx::query(
        "SELECT type, name, sql FROM sqlite_schema
         WHERE sql IS NOT NULL AND name NOT LIKE '\\_sqlx%' ESCAPE '\\' ORDER BY type, name",
    )
    .fetch_all(store.readers())
    .await
    .expect("the schema");
    let schema: Vec<String> = rows
        .iter()
        .map(|row| {
            format!(
                "-- {}: {}\n{};",
                row.get::<&str, _>(0),
                row.get::<&str, _>(1),
                row.get::<&str, _>(2)
            )
        })
        .collect();
    insta::assert_snapshot!("schema", schema.join("\n\n"));
    store.close().await;
}

#[test]
fn every_migration_says_whether_the_previous_release_can_open_the_result() {
    assert!(MIGRATIONS.iter().count() > 0);
    for migration in MIGRATIONS.iter() {
        assert!(
            migration.sql.as_str().contains("\n-- Previous release: "),
            "{} {}",
            migration.version,
            migration.description
        );
        // A timestamp, YYYYMMDDhhmmss.
        assert_eq!(
            migration.version.to_string().len(),
            14,
            "{}",
            migration.description
        );
    }
}
