//! `./dev bench`: what the product costs, measured part by part. Each part builds what it needs, in one profile, from the
//! whole workspace: with the same features of the same dependencies as the app, so that nothing is compiled twice.

mod clients;
mod messages;
mod window;

use crate::house::{House, Outcome, Profile};
use crate::steps::run as run_program;

/// `bench [--debug] [--only window|messages|clients]`.
///
/// # Errors
/// When something does not build or start. Missing an aim is printed, and is no error: figures depend on the machine.
pub fn run(house: &House, args: &[String]) -> Outcome {
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let (profile, only) = match args[..] {
        [] => (Profile::Release, None),
        ["--debug"] => (Profile::Debug, None),
        ["--only", part] => (Profile::Release, Some(part)),
        ["--debug", "--only", part] => (Profile::Debug, Some(part)),
        _ => return Err("bench takes --debug and --only window|messages|clients".into()),
    };
    match only {
        None => {
            window::run(house, profile)?;
            messages::run(house, profile)?;
            clients::run(house, profile)
        }
        Some("window") => window::run(house, profile),
        Some("messages") => messages::run(house, profile),
        Some("clients") => clients::run(house, profile),
        Some(other) => {
            Err(format!("bench has no part named {other}: window, messages, clients").into())
        }
    }
}

/// Runs a bench of cargo's to its end. Criterion keeps its own figures in cargo's target folder; the tables are printed.
fn cargo_bench(
    house: &House,
    profile: Profile,
    name: &str,
    settings: &[(&str, String)],
) -> Outcome {
    let mut cargo = house.cargo();
    cargo.args(["bench", "--locked", "--workspace", "--bench", name]);
    if profile == Profile::Debug {
        cargo.args(["--profile", "dev"]);
    }
    cargo.args(["--", "--quiet"]).envs(settings.iter().cloned());
    run_program(&mut cargo)
}

/// Prints a figure beside what it should be.
fn aim(what: &str, found: f64, aim: f64) {
    let verdict = if found <= aim { "met" } else { "missed" };
    println!("{what:<52}{found:>9.2}   aim ≤ {aim:<6} {verdict}");
}

/// The value below which a part of the values lies.
fn at_part(values: &[f64], part: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().saturating_sub(1);
    sorted
        .get((last as f64 * part) as usize)
        .copied()
        .unwrap_or(f64::NAN)
}

fn middle(values: &[f64]) -> f64 {
    at_part(values, 0.5)
}

#[cfg(test)]
mod tests {
    use super::{at_part, middle};

    #[test]
    fn the_middle_is_not_moved_by_one_slow_start() {
        assert!((middle(&[1.0, 9.0, 1.2, 1.1, 0.9]) - 1.1).abs() < f64::EPSILON);
    }

    #[test]
    fn the_last_part_is_the_largest_value() {
        assert!((at_part(&[3.0, 1.0, 2.0], 1.0) - 3.0).abs() < f64::EPSILON);
        assert!(at_part(&[], 0.5).is_nan());
    }
}
