//! `./dev bundle`: what one installs, made from the release build by Tauri's own packer.

use std::fs;
use std::io::ErrorKind;
use std::process::Command;

use crate::house::{House, Outcome, Profile};
use crate::products;
use crate::steps::run as run_program;

/// What is made on this system: the packer's name of the format, and how its files end.
const FORMATS: &[(&str, &str)] = if cfg!(windows) {
    &[("nsis", "exe")]
} else if cfg!(target_os = "macos") {
    &[("dmg", "dmg")]
} else {
    // No AppImage: its packer fetches programs of others while it runs.
    &[("deb", "deb"), ("rpm", "rpm")]
};

/// `bundle`. Leaves the packages in `target/release/bundle`.
///
/// # Errors
/// When something does not build, or the packer fails.
pub fn run(house: &House, args: &[String]) -> Outcome {
    if !args.is_empty() {
        return Err("bundle takes nothing".into());
    }
    products::build(house, Profile::Release, products::SHIPPED)?;
    for (format, _) in FORMATS {
        // The packer leaves those of former versions beside the new ones.
        match fs::remove_dir_all(house.packed().join(format)) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    let formats: Vec<&str> = FORMATS.iter().map(|(format, _)| *format).collect();
    let mut packer = Command::new(house.path("ui/node_modules/.bin/tauri"));
    packer.current_dir(house.root());
    packer.args(["bundle", "--ci", "--no-sign", "--no-binary-patching"]);
    packer.args(["--bundles", &formats.join(",")]);
    run_program(&mut packer)?;
    for (format, ending) in FORMATS {
        for entry in fs::read_dir(house.packed().join(format))? {
            let packed = entry?.path();
            if packed.extension().is_none_or(|found| found != *ending) {
                continue;
            }
            let name = packed.file_name().ok_or("a package without a name")?;
            let wanted = house.path("target/release/bundle").join(name);
            products::place(&packed, &wanted)?;
            println!("{}", wanted.display());
        }
    }
    Ok(())
}
