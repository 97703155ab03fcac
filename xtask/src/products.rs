//! `./dev build`: the programs, where one looks for them.

use std::fs;
use std::path::Path;

use crate::house::{House, Outcome, Profile};
use crate::steps::run as run_program;
use crate::ui;

/// Programs that users get.
pub const SHIPPED: &[&str] = &["fullmakt", "fullmakt-sandbox"];

/// Programs that tests need besides.
pub const FOR_TESTS: &[&str] = &["fullmakt", "fullmakt-sandbox", "fullmakt-bridge"];

/// `build [--release]`.
///
/// # Errors
/// When something does not build.
pub fn run(house: &House, args: &[String]) -> Outcome {
    let profile = match args {
        [] => Profile::Debug,
        [one] if one == "--release" => Profile::Release,
        _ => return Err("build takes nothing, or --release".into()),
    };
    build(house, profile, SHIPPED)?;
    for name in SHIPPED {
        println!("{}", house.product(profile, name).display());
    }
    Ok(())
}

/// Builds the UI and then the programs, and puts each into `target/` of the repository.
///
/// # Errors
/// When something does not build.
pub fn build(house: &House, profile: Profile, names: &[&str]) -> Outcome {
    ui::build(house)?;
    let mut cargo = house.cargo();
    cargo.args(["build", "--locked"]);
    if profile == Profile::Release {
        cargo.arg("--release");
    }
    // Cargo chooses the features of dependencies anew for every selection of packages. With the whole workspace selected
    // and only these programs made, nothing is compiled twice for the tests; what their own crates add, crates/launch
    // asks for too.
    cargo.arg("--workspace");
    for name in names {
        cargo.args(["--bin", name]);
    }
    run_program(&mut cargo)?;
    for name in names {
        place(&house.built(profile, name), &house.product(profile, name))?;
    }
    Ok(())
}

/// Puts a built program where one looks for it: the same file where the disk allows, else a copy.
pub fn place(built: &Path, wanted: &Path) -> Outcome {
    if built == wanted {
        return Ok(());
    }
    if let Some(folder) = wanted.parent() {
        fs::create_dir_all(folder)?;
    }
    match fs::remove_file(wanted) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    if fs::hard_link(built, wanted).is_err() {
        fs::copy(built, wanted)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn a_newer_program_takes_the_place_of_the_old_one() {
        let folder = tempfile::tempdir().unwrap();
        let (built, wanted) = (folder.path().join("a"), folder.path().join("deep/er/b"));
        std::fs::write(&built, "one").unwrap();
        place(&built, &wanted).unwrap();
        std::fs::remove_file(&built).unwrap();
        std::fs::write(&built, "two").unwrap();
        assert_eq!(
            std::fs::read_to_string(&wanted).unwrap(),
            "one",
            "the old file is its own"
        );
        place(&built, &wanted).unwrap();
        assert_eq!(std::fs::read_to_string(&wanted).unwrap(), "two");
    }
}
