//! Developer commands. `./dev` installs what is missing and then comes here.

mod bench;
mod bundle;
mod check;
mod facts;
mod house;
mod imports;
mod lines;
mod memory;
mod picture;
mod products;
mod run;
mod steps;
mod suites;
mod trace;
mod ui;

use std::process::ExitCode;

use house::House;

const USAGE: &str = "\
./dev run [args …]             build and open the window in the sandbox; args go to the app
./dev run --screenshot FILE    a picture of the real window, taken off screen
      [--screen NAME] [--scheme light|dark] [--size WxH]
./dev test [filter]            every test: rust, ui, browser, window
      [--only rust|ui|browser|window]
      [--again]                what fails runs once more; what needed that is named
./dev check                    format, lints, import table, generated files, line budget, UI
./dev build [--release]        leaves fullmakt and fullmakt-sandbox in target/
./dev bundle                   packages to install, in target/release/bundle
./dev bench [--debug]          start, memory and the palette, beside an empty window;
      [--only window|messages|clients]  lists, search and first fill; the matrix and jobs
./dev gen                      writes the generated files anew";

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let command = args.next().unwrap_or_default();
    let rest: Vec<String> = args.collect();
    let house = House::find();
    let outcome = match command.as_str() {
        "run" => run::run(&house, &rest),
        "test" => suites::run(&house, &rest),
        "check" => check::run(&house, &rest),
        "build" => products::run(&house, &rest),
        "bundle" => bundle::run(&house, &rest),
        "bench" => bench::run(&house, &rest),
        "gen" => facts::generate(&house),
        "sqlx-prepare" => facts::sqlx_prepare(&house),
        "" | "help" | "-h" | "--help" => {
            println!("{USAGE}");
            Ok(())
        }
        other => Err(format!("no such command: {other}\n\n{USAGE}").into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error}");
            ExitCode::FAILURE
        }
    }
}
