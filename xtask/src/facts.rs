//! Files that are written by programs and kept in the repository: TypeScript of the command surface, and what the
//! database said of each query.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::house::{House, Outcome};
use crate::steps::{output, run};

/// Writes all of them anew.
///
/// # Errors
/// When one cannot be written.
pub fn generate(house: &House) -> Outcome {
    run(typescript(house).env("FULLMAKT_WRITE", "1"))?;
    sqlx_prepare(house)
}

/// Whether `ui/src/api/generated` is what the Rust types say.
///
/// # Errors
/// When it is not.
pub fn typescript_is_fresh(house: &House) -> Outcome {
    run(&mut typescript(house))
}

fn typescript(house: &House) -> std::process::Command {
    let mut cargo = house.cargo();
    // From the whole workspace, as the tests are built: with the same features of the same dependencies.
    cargo.args(["test", "--locked", "--quiet", "--workspace", "--lib"]);
    cargo.arg("committed_typescript_is_fresh");
    cargo.env_remove("FULLMAKT_WRITE");
    cargo
}

/// Where the prepared queries of `crates/store` are kept; the compiler reads them with `SQLX_OFFLINE=true`.
const PREPARED: &str = "crates/store/.sqlx";

/// Asks a plain database about every query, and keeps the answers.
///
/// # Errors
/// When a query is wrong, or `sqlite3` is not installed.
pub fn sqlx_prepare(house: &House) -> Outcome {
    let asked = ask_database(house)?;
    let kept = house.path(PREPARED);
    let _ = fs::remove_dir_all(&kept);
    fs::create_dir_all(&kept)?;
    for (name, text) in &asked {
        fs::write(kept.join(name), text)?;
    }
    println!("{} queries prepared", asked.len());
    Ok(())
}

/// Whether the kept answers are what the database says now.
///
/// # Errors
/// Names of the queries that differ.
pub fn sqlx_is_fresh(house: &House) -> Outcome {
    let asked = ask_database(house)?;
    let kept = read_all(&house.path(PREPARED))?;
    let names: std::collections::BTreeSet<&String> = asked.keys().chain(kept.keys()).collect();
    let differ: Vec<&str> = names
        .into_iter()
        .filter(|name| asked.get(*name) != kept.get(*name))
        .map(String::as_str)
        .collect();
    if differ.is_empty() {
        println!("{} queries are as prepared", asked.len());
        return Ok(());
    }
    Err(format!("{PREPARED} is old, run `./dev gen`: {}", differ.join(", ")).into())
}

/// Compiles `crates/store` against a plain database with all migrations; sqlx then writes down what it learned.
///
/// The product's own database is encrypted and has the same schema. Cargo does not see that the database changed,
/// so a switch that nothing reads makes it compile this one crate anew, without touching anybody's artefacts.
fn ask_database(house: &House) -> Outcome<BTreeMap<String, String>> {
    let folder = tempfile::tempdir()?;
    let database = folder.path().join("plain.db");
    let mut migrations: Vec<_> = fs::read_dir(house.path("crates/store/migrations"))?
        .flatten()
        .map(|e| e.path())
        .collect();
    migrations.sort();
    for migration in migrations
        .iter()
        .filter(|path| path.extension().is_some_and(|e| e == "sql"))
    {
        let script = fs::File::open(migration)?;
        let mut sqlite = std::process::Command::new("sqlite3");
        sqlite
            .args(["-batch", "-bail"])
            .arg(&database)
            .stdin(script);
        output(&mut sqlite).map_err(|error| format!("{}: {error}", migration.display()))?;
    }
    let answers = folder.path().join("answers");
    fs::create_dir(&answers)?;
    let mut cargo = house.cargo();
    cargo.args([
        "rustc",
        "--quiet",
        "--locked",
        "--package",
        "fullmakt-store",
        "--lib",
        "--profile",
        "check",
    ]);
    cargo.args(["--", "--cfg", &format!("asked_by_{}", std::process::id())]);
    cargo
        .env("SQLX_OFFLINE", "false")
        .env("SQLX_OFFLINE_DIR", &answers)
        .env("CARGO_INCREMENTAL", "0");
    cargo.env("DATABASE_URL", format!("sqlite://{}", database.display()));
    run(&mut cargo)?;
    read_all(&answers)
}

fn read_all(folder: &Path) -> Outcome<BTreeMap<String, String>> {
    let mut files = BTreeMap::new();
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(files),
        Err(error) => return Err(error.into()),
    };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("query-") {
            files.insert(name, fs::read_to_string(entry.path())?);
        }
    }
    Ok(files)
}
